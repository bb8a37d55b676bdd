# Two verbs for the newcomer: `make run` and `make test`. The others are for those who build.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.PHONY: help setup run test check format bench shots lock browser

help: ## What can be done here
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1	\2/'

setup: $(READY) ## Make .venv, install the pinned packages, build the sentence model

$(READY): requirements.lock pyproject.toml voice/theme/model/build.py
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	$(BIN)/python -m voice.theme.model.build
	@touch $(READY)

run: setup ## Start the demo: web and worker on SQLite, addresses printed
	$(BIN)/voice demo

browser:
	@command -v chromium >/dev/null || ./tests/install_chromium

test: setup browser ## Every test, on both databases, with a real browser
	$(BIN)/python -m pytest

check: setup ## Style, types and floors
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest tests/test_floors.py

format: setup ## Tidy every file
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: setup ## Figures: load, crash, theming, protection, imports
	for bench in bench/bench_*.py; do echo "== $$bench"; $(BIN)/python $$bench; done

shots: setup browser ## A screenshot of every page into docs/shots/
	$(BIN)/python -m tests.shots

lock: ## Pin the newest versions that fit pyproject.toml
	$(BIN)/pip-compile --quiet --upgrade --all-extras --generate-hashes --allow-unsafe --strip-extras \
	  --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header --no-annotate \
	  --output-file requirements.lock pyproject.toml
