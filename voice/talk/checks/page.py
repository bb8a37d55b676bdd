"""A prompt as the checks read it: people's words apart from ours, what is read aloud apart from what staff read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from voice.talk.evidence import Evidence
from voice.talk.prompts import Prompt
from voice.talk.wording import Hit, hits

_QUOTED = re.compile(r"[“\"][^“”\"\n]*[”\"]")
_KNOWN = frozenset({*Prompt.__dataclass_fields__, *Evidence.__dataclass_fields__, "quotes"})


@dataclass(frozen=True)
class Page:
    """One prompt to check. `raw` is the JSON as it came: the gates look through fields we don't know, too."""

    prompt: Prompt
    raw: Mapping[str, Any]

    @cached_property
    def quotes(self) -> list[dict[str, Any]]:
        """Every quote: heard, the other side, the evidence's, their ideas."""
        evidence = self.prompt.evidence
        sides = [q for side in evidence.quotes.values() for q in side]
        return [
            q for q in (*self.prompt.heard, *self.prompt.other_side, *sides, *evidence.ideas) if q.get("text")
        ]

    @cached_property
    def said(self) -> list[str]:
        """People's words: the quotes, the title in their words, and what they call success."""
        return [self.prompt.title, *(str(q["text"]) for q in self.quotes), *self.prompt.success]

    @cached_property
    def aloud(self) -> list[str]:
        """What we wrote and is read out at the table, quotes in it blanked out."""
        prompt = self.prompt
        parts = [
            prompt.opening_question,
            *prompt.dont_know,
            *prompt.with_move.values(),
            prompt.tell_back.get("what", ""),
            prompt.check_in,
            *(str(other.get("note") or "") for other in prompt.other_side),
        ]
        return _ours(parts)

    @cached_property
    def for_staff(self) -> list[str]:
        """What we wrote and only staff read: gaps, limits, contrasts, window, room, worries, measure."""
        prompt, evidence = self.prompt, self.prompt.evidence
        parts = [
            *evidence.limits,
            *(part for gap in evidence.missing for part in gap.values()),
            *(part for contrast in evidence.contrasts for part in strings(contrast)),
            *prompt.window_now.values(),
            *strings(prompt.room),
            *(part for worry in prompt.worries_now for part in strings(worry)),
            prompt.success_gap,
            prompt.who_can_change_it.replace("_", " "),
            prompt.tell_back.get("where", ""),
            prompt.tell_back.get("who", ""),
        ]
        return _ours(parts)

    @cached_property
    def unknown(self) -> list[str]:
        """Words in fields that a prompt does not have: still words that somebody could print."""
        return _ours(
            [part for name, value in self.raw.items() if name not in _KNOWN for part in strings(value)]
        )

    @cached_property
    def ours(self) -> list[str]:
        """Everything adult-written, as pieces."""
        return [*self.aloud, *self.for_staff, *self.unknown]

    @cached_property
    def hits(self) -> list[Hit]:
        """What the wording check finds in what we wrote."""
        return hits("\n".join(self.ours))

    @property
    def n(self) -> int | None:
        """How many comments, if it is a number that may be shown."""
        n = self.prompt.evidence.n
        return int(n) if isinstance(n, int) or str(n).isdigit() else None

    @property
    def too_few(self) -> bool:
        """Under five: quotes and question only, no numbers."""
        return few(self.prompt.evidence.n) or (self.n is not None and 0 < self.n < 5)


def few(value: object) -> bool:
    """Says "a few (under 5)", "1 to 4" or the like."""
    return isinstance(value, str) and bool(
        re.search(r"\bfew\b|under 5|fewer than 5|1 (to|–|-) ?4|1[–-]4|< ?5", value, re.I)
    )


def hidden(value: object) -> bool:
    """Says that a cell is not shown for the sake of another."""
    return (
        isinstance(value, str)
        and not value.isdigit()
        and not few(value)
        and value.lower() not in ("", "none", "0")
    )


def strings(value: object) -> Iterator[str]:
    """Every string in a JSON value, at any depth."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from strings(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from strings(item)


def prose(parts: list[str]) -> str:
    """Pieces as one text, each ending a sentence, for measuring how it reads."""
    return "\n".join(part if part.endswith((".", "?", "!")) else f"{part}." for part in parts)


def _ours(parts: list[str]) -> list[str]:
    """Adult-written pieces, with what people said in them blanked out; empty ones gone."""
    return [
        bare for part in parts if (bare := _QUOTED.sub(" … ", part).strip(" …")) and re.search(r"\w", bare)
    ]
