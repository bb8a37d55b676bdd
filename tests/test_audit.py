"""The audit of what we install never says "fine" about what it has not looked at."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bench.audit import LOCK, faults, pins

LOCKED = (
    "Jinja2==2.10 \\\n    --hash=sha256:00\nuvicorn==0.1 ; sys_platform != 'x' \\\n    --hash=sha256:00\n"
)


def report(*each: dict[str, Any]) -> str:
    """What pip-audit prints."""
    return json.dumps({"dependencies": list(each), "fixes": []})


CLEAR = [
    {"name": name, "version": version, "vulns": []}
    for name, version in (("jinja2", "2.10"), ("uvicorn", "0.1"))
]
SKIPPED = {
    "name": "uvicorn",
    "skip_reason": "Dependency not found on PyPI and could not be audited: uvicorn (0.1)",
}
HOLE = {"name": "jinja2", "version": "2.10", "vulns": [{"id": "MADE-UP-1", "fix_versions": ["2.11"]}]}


def test_all_looked_at_and_nothing_known_is_fine() -> None:
    assert faults(LOCKED, report(*CLEAR)) == []


@pytest.mark.parametrize("said", ["", "null", "[]", "{}", "ConnectionError", '{"dependencies": null}'])
def test_no_report_is_no_audit(said: str) -> None:
    assert faults(LOCKED, said) == ["pip-audit gave no report: its service was not reached, or it broke."]


def test_a_package_that_was_skipped_or_left_out_is_named() -> None:
    for looked_at in ([CLEAR[0], SKIPPED], [CLEAR[0]]):
        assert faults(LOCKED, report(*looked_at)) == ["Not looked at: uvicorn==0.1"]


def test_another_version_than_the_pinned_one_does_not_count() -> None:
    other = {"name": "uvicorn", "version": "0.2", "vulns": []}
    assert faults(LOCKED, report(CLEAR[0], other)) == ["Not looked at: uvicorn==0.1"]


def test_a_known_hole_is_named_with_the_version_that_mends_it() -> None:
    assert faults(LOCKED, report(HOLE, CLEAR[1])) == ["Known hole in jinja2==2.10: MADE-UP-1, mended in 2.11"]


def test_the_whole_lock_is_asked_about_and_the_auditor_is_pinned_with_its_hashes() -> None:
    assert len(pins(LOCK.read_text("utf-8"))) > 50
    auditor = LOCK.with_name("bench") / "audit.lock"
    assert any(pin.startswith("pip-audit==") for pin in pins(auditor.read_text("utf-8")))
    assert "--hash=sha256:" in auditor.read_text("utf-8")
