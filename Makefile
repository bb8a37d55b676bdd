# Two verbs for the newcomer: `make run` and `make test`. The others are for those who build.
PYTHON ?= python3
TESTS ?=
BIN := .venv/bin
PIP := $(BIN)/python -m pip -qq --disable-pip-version-check
READY := .venv/.ready
MODEL := build/minilm/built.json

.PHONY: help setup run test check audit format bench shots lock browser

help: ## What can be done here
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1	\2/'

setup: $(READY) $(MODEL) ## Make .venv, install the pinned packages, build the sentence model

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.version_info < (3, 11) and sys.exit("Python 3.11 or newer is needed: make $(MAKECMDGOALS) PYTHON=python3.12")'
	$(PYTHON) -m venv .venv
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-build-isolation --no-deps --editable .
	@touch $@

# Without the model the app still collects, reads and themes by word counts, so only CI may not go on without it.
$(MODEL): $(READY) voice/meaning/build.py voice/meaning/graph.py
	@if $(BIN)/python -m voice.meaning.build; then touch $@; \
	 elif [ "$$CI" = true ]; then exit 1; \
	 else echo "Going on without the sentence model; make setup tries again."; fi

run: setup ## Start the demo: web and worker on SQLite, addresses printed
	$(BIN)/voice demo

browser:
	@command -v chromium >/dev/null || ./tests/install_chromium

test: setup browser ## Every test, on both databases, with a real browser (TESTS=tests/store for some)
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal $(TESTS)

check: setup ## Style, types, floors and known kinds of holes
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/bandit --quiet --configfile pyproject.toml --recursive voice
	$(BIN)/python -m pytest tests/test_floors.py

# Needs a network, so it is no part of test or check. A package that was not looked at is a failure: see bench/audit.py.
audit: setup ## Known holes in the pinned packages
	$(PYTHON) -m venv .venv/audit
	.venv/audit/bin/python -m pip -qq --disable-pip-version-check install --require-hashes -r bench/audit.lock
	.venv/audit/bin/python bench/audit.py

format: setup ## Tidy every file
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: setup ## Figures: load, crash, theming, protection, imports
	@for bench in bench/bench_*.py; do echo "== $$bench"; $(BIN)/python $$bench || exit 1; done

shots: setup browser ## A screenshot of every page into docs/shots/
	$(BIN)/python -m tests.shots

lock: ## Pin the newest versions that fit pyproject.toml
	$(BIN)/pip-compile --quiet --upgrade --all-extras --generate-hashes --allow-unsafe --strip-extras \
	  --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header --no-annotate \
	  --output-file requirements.lock pyproject.toml
