"""Checks 10 and 11, the gates: no promise but to tell back, and nobody who could be picked out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from voice.protect.numbers import PUBLIC_LIMIT, TEAM_LIMIT, gives_away
from voice.talk.checks.page import Page, few, hidden, prose, strings
from voice.talk.drafting.contrasts import EACH_SIDE
from voice.talk.exposing import dated, details_in, tells_health
from voice.talk.window import ANSWERED

_FUTURE = re.compile(
    r"\b(?:will|shall|won't|(?:is|are|am|'re|'s|'m) going to)\s+(?P<next>[\w']+(?:\s+[\w']+){0,2})|"
    r"\b\w+'ll\s+(?P<short>[\w']+(?:\s+[\w']+){0,2})",
    re.I,
)
_TELLS = re.compile(
    r"(?:all |both |then |also )?(?:tell|let (?:you|them|people|everyone|each)|say|report|come back|share what|publish what|put what|show what|"
    r"write back|feed back|answer|not\b|never\b|be able|be told|hear (?:back|from|what))",
    re.I,
)
_PLEDGE = re.compile(
    r"\b(?:we|i|the team|staff|the service|leaders) (?:promise|guarantee|pledge|commit|swear)\b|\byou can expect\b|\bguaranteed?\b",
    re.I,
)
_UNSURE = re.compile(r"\?|\bdon't know\b|\bnot sure\b|\bwhether\b|\bwonder\b", re.I)
_SMALL = re.compile(r"\b[1-4] (?:of|out of) (?:the )?\d+|\b[1-4] comments?\b", re.I)


def no_promise(page: Page) -> Iterator[str]:
    """10. No "we will" with an outcome, in our words: the only promise is to tell back by a date."""
    for text in [*page.ours, *_tell_back(page)]:
        for sentence in re.split(r"(?<=[.!?])\s+", text.replace("’", "'")):
            if _UNSURE.search(sentence):
                continue
            for found in _FUTURE.finditer(sentence):
                if not _TELLS.match(found["next"] or found["short"]) and not found[0].lower().startswith(
                    "won't"
                ):
                    yield f"“{found[0]}” promises something. Promise only to tell back."
                    return
            if pledge := _PLEDGE.search(sentence):
                yield f"“{pledge[0]}” promises something. Promise only to tell back."
                return


def no_child_exposed(page: Page) -> Iterator[str]:
    """11, software's half. No detail, date or health word in people's words; small counts kept small; no small labels."""
    yield from _details(page)
    yield from _small(page)
    yield from _too_thin(page)
    yield from _worked_out(page)
    yield from _labels(page)


def _details(page: Page) -> Iterator[str]:
    if any(map(dated, page.said)):
        yield "A date stands in people's words. Take it out."
    if any(tells_health(str(q["text"])) for q in page.quotes):
        yield "A health detail stands in people's words. Choose another quote."
    if kinds := details_in(prose(list(dict.fromkeys([*page.said, *_not_places(page)])))):
        yield f"Something that could point to a person: {', '.join(kinds)}. Take it out."


def _not_places(page: Page) -> list[str]:
    """Our words where no name of a place or of a grown-up's job is meant to stand."""
    prompt = page.prompt
    return [
        *page.aloud,
        *prompt.evidence.limits,
        *(part for gap in prompt.evidence.missing for name, part in gap.items() if name != "group"),
        *(part for contrast in prompt.evidence.contrasts for part in strings(contrast)),
        *prompt.room.get("roles", []),
        *prompt.room.get("unusual", []),
        *(str(worry.get("worry", "")) for worry in prompt.worries_now),
        *(part for name, value in page.raw.items() if name not in _OURS for part in strings(value)),
    ]


_OURS = frozenset(
    {
        "evidence",
        "rubric",
        "to_settle",
        "drafted_question",
        "made_on",
        "meeting_on",
        "state",
        "pattern",
        "theme",
        "space",
        "tell_back",
        "room",
        "who_can_change_it",
        "signed_by",
        "worries_now",
        "window_now",
        "weeks",
        "by",
        "window_mix",
        "pulse_mix",
        "excused",
    }
)


def _tell_back(page: Page) -> list[str]:
    return [page.prompt.tell_back.get("what", "")]


def _small(page: Page) -> Iterator[str]:
    """Counts of 1 to 4 are words, and under five comments there are no numbers at all."""
    evidence, prompt = page.prompt.evidence, page.prompt
    tables = {**evidence.by, "window_mix": evidence.window_mix, "worries_count": evidence.worries_count}
    for name, table in tables.items():
        if any(isinstance(n, int) and 0 < n < TEAM_LIMIT for n in map(_number, table.values())):
            yield f"A count of 1 to 4 is shown in {name}. Write “a few (under 5)”."
            return
    loose = [evidence.n, evidence.n_summary, *(x.get("n") for x in (*prompt.other_side, *prompt.worries_now))]
    in_text = [
        str(x.get("text", ""))
        for x in prompt.other_side
        if re.match(r"\(?[1-4]\b(?! to|–|-)", str(x.get("text", "")))
    ]
    if any(isinstance(n, int) and 0 < n < TEAM_LIMIT for n in map(_number, loose)) or in_text:
        yield "A count of 1 to 4 is shown. Write “a few (under 5)”."
    elif any(map(_SMALL.search, [*page.for_staff, *page.aloud])):
        yield "A share of 1 to 4 is shown. Write “a few (under 5)”."
    elif page.too_few and any(
        isinstance(_number(n), int) for table in tables.values() for n in table.values()
    ):
        yield "Under five comments: only quotes and the question, no numbers."


def _too_thin(page: Page) -> Iterator[str]:
    """A window is named, and a contrast drawn, only on ten answers or more."""
    if any(of < ANSWERED for of in _wholes([page.prompt.window_now.get("people", "")])):
        yield f"A window is named on fewer than {ANSWERED} answers. Leave it unnamed."
    if any(of < EACH_SIDE for of in _wholes(list(strings(page.prompt.evidence.contrasts)))):
        yield f"A contrast has fewer than {EACH_SIDE} comments on a side. Leave it out."


def _wholes(texts: list[str]) -> list[int]:
    """The whole of each "17 of 29"."""
    return [int(whole) for text in texts for whole in re.findall(r"\bof (\d+)", text)]


def _worked_out(page: Page) -> Iterator[str]:
    """A total less the cells that are shown must not give a hidden one away."""
    evidence = page.prompt.evidence
    answered = _wholes([page.prompt.window_now.get("people", "")])
    tables = [(name, table, page.n) for name, table in evidence.by.items()]
    tables.append(("window_mix", evidence.window_mix, answered[0] if answered else None))
    for name, table, total in tables:
        if total is None:
            continue
        left = total - sum(n for n in map(_number, table.values()) if isinstance(n, int))
        under, other = sum(map(few, table.values())), sum(map(hidden, table.values()))
        if under and gives_away(left, under, other):
            yield f"In {name} the total less what is shown gives a hidden count away. Hide a second one."
            return


def _labels(page: Page) -> Iterator[str]:
    """No age, place or group beside a quote where that group has under ten comments; never all three."""
    by = page.prompt.evidence.by
    for q in page.quotes:
        labels = {key: str(q[key]) for key in ("band", "place", "group", "place_now", "age") if q.get(key)}
        if len(labels) > 2:
            yield "A quote carries age, place and group together: a rare mix. Take the labels off."
            return
        for key, label in labels.items():
            count = _number(by.get("band" if key in ("band", "age", "group") else "place", {}).get(label))
            if label != "staff" and (
                isinstance(count, str) or (isinstance(count, int) and count < PUBLIC_LIMIT)
            ):
                yield f"A quote is labelled “{label}”, a group of under ten. Take the label off."
                return


def _number(value: object) -> int | str | None:
    """A count as a number if it is one, even written as text."""
    if isinstance(value, bool) or value is None or isinstance(value, Mapping):
        return None
    if isinstance(value, str):
        return int(value) if value.strip().isdigit() else value
    return value if isinstance(value, int) else None
