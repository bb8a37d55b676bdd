"""Reading a prompt from any JSON: what is missing or of the wrong kind becomes blank, never an error.

Evidence may be nested under "evidence" or stand beside the other fields; a field
beside them wins, so that an edit at either place is seen. A quote may be a bare
string; then nothing is known of its comment.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from voice.talk.evidence import Evidence

Raw = Mapping[str, Any]


def text(value: object) -> str:
    """A string, or a number as one; blank for anything else."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    return str(value).strip()


def whole(value: object) -> int:
    """A whole number, or 0."""
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def texts(value: object) -> list[str]:
    """A list of strings; one string, or the strings of an object, count as a list."""
    if isinstance(value, Mapping):
        value = list(value.values())
    items = value if isinstance(value, list) else [value]
    return [said for item in items if (said := text(item) or _said_in(item))]


def words_by_key(value: object) -> dict[str, str]:
    """An object of strings; a bare string stands under ""."""
    if isinstance(value, Mapping):
        return {str(key): "; ".join(texts(item)) for key, item in value.items()}
    return {"": text(value)} if text(value) else {}


def things(value: object, main: str) -> list[dict[str, Any]]:
    """A list of objects; a bare string becomes one, under its main field."""
    items = value if isinstance(value, list) else [value]
    return [
        {str(k): v for k, v in item.items()} if isinstance(item, Mapping) else {main: text(item)}
        for item in items
        if isinstance(item, Mapping) or text(item)
    ]


def quotes(value: object) -> list[dict[str, Any]]:
    """Quotes as objects with "text"; "quote", "words" and "said" are read as the same."""
    return [{**item, "text": _said_in(item)} for item in things(value, "text")]


def counts(value: object) -> dict[str, int | str]:
    """An object of counts, each a number or words."""
    if not isinstance(value, Mapping):
        return {}
    return {
        str(key): n if isinstance(n, int) and not isinstance(n, bool) else text(n) for key, n in value.items()
    }


def evidence(raw: Raw) -> Evidence:
    """The evidence, from under "evidence" and from beside the other fields."""
    nested = raw.get("evidence")
    found: dict[str, Any] = dict(nested) if isinstance(nested, Mapping) else {}
    found |= {name: raw[name] for name in Evidence.__dataclass_fields__ if name in raw}
    sides = found.get("quotes")
    by = found.get("by")
    pulse = found.get("pulse_mix")
    return Evidence(
        n=_count(found.get("n")),
        weeks=words_by_key(found.get("weeks")),
        by={str(k): counts(v) for k, v in by.items()} if isinstance(by, Mapping) else {},
        quotes={str(k): quotes(v) for k, v in sides.items()}
        if isinstance(sides, Mapping)
        else {"change": quotes(sides)},
        contrasts=things(found.get("contrasts"), "about"),
        window_mix=counts(found.get("window_mix")),
        pulse_mix=dict(pulse) if isinstance(pulse, Mapping) else {},
        worries_count=counts(found.get("worries_count")),
        ideas=quotes(found.get("ideas")),
        missing=[words_by_key(item) for item in things(found.get("missing"), "group")],
        limits=texts(found.get("limits")),
        n_summary=_count(found.get("n_summary")),
    )


def room(raw: Raw) -> dict[str, Any]:
    """The room, its lists as lists."""
    found = raw.get("room")
    if not isinstance(found, Mapping):
        return {}
    lists = {name: texts(found.get(name)) for name in ("roles", "unusual")}
    return {str(k): v for k, v in found.items()} | lists


def _count(value: object) -> int | str:
    return value if isinstance(value, int) and not isinstance(value, bool) else text(value)


def _said_in(item: object) -> str:
    if not isinstance(item, Mapping):
        return ""
    return next(
        (said for key in ("text", "quote", "words", "said", "role", "name") if (said := text(item.get(key)))),
        "",
    )


def _of(name: str, reader: Callable[[object], Any]) -> Callable[[Raw], Any]:
    return lambda raw: reader(raw.get(name))


READ: dict[str, Callable[[Raw], Any]] = {
    "evidence": evidence,
    "room": room,
    **{name: _of(name, whole) for name in ("id", "theme", "version")},
    **{
        name: _of(name, text)
        for name in (
            *("title", "state", "pattern", "opening_question", "success_gap", "check_in", "signed_by"),
            *("made_on", "drafted_question"),
        )
    },
    **{name: _of(name, quotes) for name in ("heard", "other_side")},
    **{name: _of(name, texts) for name in ("dont_know", "success")},
    **{name: _of(name, words_by_key) for name in ("window_now", "with_move", "tell_back")},
    "who_can_change_it": lambda raw: "; ".join(texts(raw.get("who_can_change_it"))),
    "worries_now": lambda raw: things(raw.get("worries_now"), "worry"),
    "rubric": lambda raw: things(raw.get("rubric"), "name"),
    "excused": lambda raw: [words_by_key(item) for item in things(raw.get("excused"), "phrase")],
    "to_settle": lambda raw: [words_by_key(item) for item in things(raw.get("to_settle"), "field")],
}
"""How each field of a prompt is read."""
