"""The fourteen checks of a prompt. Software makes what it can; a reader makes the rest; 10 and 11 are gates.

Each check is a function from a page to sentences, none when it passes. A new check
is one function and one place in `CHECKS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from voice.talk.checks import asking, gates, meeting, telling
from voice.talk.checks.page import Page
from voice.talk.prompts import Prompt
from voice.talk.rubric import GATES, RUBRIC

Check = Callable[[Page], Iterator[str]]

CHECKS: dict[int, Check] = {
    1: asking.open_question,
    2: asking.not_leading,
    3: asking.with_people,
    4: asking.plain,
    5: telling.their_words,
    6: telling.numbers,
    7: telling.other_side,
    8: telling.missing_voices,
    10: gates.no_promise,
    11: gates.no_child_exposed,
    13: meeting.fits_the_meeting,
    14: meeting.told_back,
}
"""Check by number: the S checks and the software half of the S+R ones. 9 and 12 are a reader's alone."""


@dataclass(frozen=True)
class Failed:
    """A check that failed, and why, in a sentence or two that say what to do."""

    check: int
    why: str


@dataclass(frozen=True)
class Report:
    """What the software found. `for_reader` are the checks that a person has yet to make."""

    passed: tuple[int, ...]
    failed: tuple[Failed, ...]
    for_reader: tuple[int, ...]

    @property
    def gates_ok(self) -> bool:
        """No gate failed: it may be opened, once a person has edited the question."""
        return not any(f.check in GATES for f in self.failed)

    @property
    def ok(self) -> bool:
        """No software check failed."""
        return not self.failed

    def as_json(self) -> dict[str, Any]:
        """As `voice check-prompt` prints it."""
        return {
            "passed": list(self.passed),
            "failed": [{"check": f.check, "why": f.why} for f in self.failed],
            "for_reader": list(self.for_reader),
            "gates_ok": self.gates_ok,
        }


def check(prompt: Prompt | Mapping[str, Any]) -> Report:
    """Run every software check on a prompt, or on any JSON object that says it is one. Never raises on what is in it."""
    raw = prompt.as_json() if isinstance(prompt, Prompt) else prompt
    page = Page(Prompt.from_json(raw), raw)
    found = {number: list(dict.fromkeys(run(page))) for number, run in CHECKS.items()}
    by_reader = {c.number for c in RUBRIC if c.reader} | ({5} if telling.unsure_of_yes(page) else set())
    return Report(
        passed=tuple(number for number, why in found.items() if not why),
        failed=tuple(Failed(number, " ".join(why[:4])) for number, why in found.items() if why),
        for_reader=tuple(sorted(by_reader)),
    )


def scored(prompt: Prompt) -> Prompt:
    """The prompt with the software's marks in its rubric; a reader's marks stay as they are."""
    report = check(prompt)
    failed = {f.check for f in report.failed}
    marks = {mark.get("check"): mark.get("reader") for mark in prompt.rubric}
    rubric = [
        {
            "check": c.number,
            "name": c.name,
            "by": c.by,
            "software": None if not c.software else "failed" if c.number in failed else "passed",
            "reader": marks.get(c.number),
        }
        for c in RUBRIC
    ]
    return replace(prompt, rubric=rubric)
