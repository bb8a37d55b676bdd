"""A prompt after somebody has written in it, marked its comments, or taken a quote back. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from voice.talk import loose, window
from voice.talk.prompts import Prompt

WRITTEN = (
    *("opening_question", "dont_know", "with_move", "room", "worries_now", "success", "success_gap"),
    *("tell_back", "check_in", "who_can_change_it", "excused", "signed_by", "rubric"),
)
"""The parts of a prompt that a person writes, by their own names; beside them `missing` and `team_window`."""
NOT_SHARED = "No one who said it let us share their words."

Quotes = list[dict[str, Any]]


def written(prompt: Prompt, changes: Mapping[str, Any]) -> Prompt:
    """The prompt with what a person wrote, by field name. What is not in `changes` stays."""
    known = {name: loose.READ[name](changes) for name in WRITTEN if name in changes}
    if "missing" in changes:
        missing = [loose.words_by_key(item) for item in loose.things(changes["missing"], "group")]
        known["evidence"] = replace(prompt.evidence, missing=missing)
    if "team_window" in changes:
        known["window_now"] = said_by_team(prompt.window_now, loose.text(changes["team_window"]))
    return replace(prompt, **known)


def said_by_team(now: Mapping[str, str], team: str) -> dict[str, str]:
    """What people said stays; what the team says, and the gap between the two, follow `team` (a window's code)."""
    people = now.get("people", "")
    code = next((code for code, said in window.SENTENCES.items() if said in people), "")
    fresh = window.window_now(window.Leading(code, 0, 0), team, {})
    return {**fresh, "people": people}


def recounted(prompt: Prompt, fresh: Prompt) -> Prompt:
    """The same prompt on newly counted evidence. A question that nobody has written yet is drafted anew."""
    old = prompt.evidence
    counted = replace(
        prompt,
        title=fresh.title,
        evidence=replace(fresh.evidence, missing=old.missing or fresh.evidence.missing),
        heard=fresh.heard,
        other_side=fresh.other_side,
        window_now={**fresh.window_now, **_team(prompt.window_now)},
    )
    if prompt.edited:
        return counted
    return replace(
        counted,
        opening_question=fresh.opening_question,
        drafted_question=fresh.drafted_question,
        pattern=fresh.pattern,
    )


def without_words(prompt: Prompt, allowed: frozenset[int]) -> Prompt:
    """The prompt with only those quotes whose comment may still be quoted. The same prompt where all may."""
    if set(prompt.quoted) <= allowed and not _unnamed(prompt):
        return prompt
    may = _may(allowed)
    evidence = prompt.evidence
    sides = {side: [q for q in quotes if may(q)] for side, quotes in evidence.quotes.items()}
    return replace(
        prompt,
        heard=[q for q in prompt.heard if may(q)],
        other_side=[other if may(other) else _silenced(other) for other in prompt.other_side],
        evidence=replace(evidence, quotes=sides, ideas=[q for q in evidence.ideas if may(q)]),
    )


def card_quotes(prompt: Prompt) -> tuple[int, ...]:
    """The comments whose words stand on the table card."""
    said = [*prompt.heard, *prompt.other_side]
    return tuple(dict.fromkeys(q["comment_id"] for q in said if q.get("text") and q.get("comment_id")))


def _team(now: Mapping[str, str]) -> dict[str, str]:
    return {name: now[name] for name in ("team", "gap") if now.get(name)}


def _unnamed(prompt: Prompt) -> bool:
    """A quote that names no comment can't be followed, so it is not shown."""
    return any(q.get("text") and not q.get("comment_id") for q in (*prompt.heard, *prompt.other_side))


def _may(allowed: frozenset[int]) -> Callable[[Mapping[str, Any]], bool]:
    return lambda quote: not quote.get("text") or quote.get("comment_id") in allowed


def _silenced(other: Mapping[str, Any]) -> dict[str, Any]:
    number = {"n": other["n"]} if "n" in other else {}
    return {**number, "text": "", "note": NOT_SHARED}
