"""Rows of a sheet, each one Taken, Blank or Refused: together they are every row there was."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TypeVar

from voice.listen.imports.mapping import FIELDS, Plan, question_fields
from voice.listen.imports.personal import plain_name
from voice.listen.imports.sheet import Row, Sheet
from voice.listen.imports.values import band_from, codes_from, language_from, says_yes, week_from
from voice.listen.nouns import Answer

T = TypeVar("T")

UNKNOWN_LANGUAGE = "und"
"""The code for “some other language”: words that the finder must not take for English."""
LONGEST = 20_000
"""Longest comment taken from a file, in characters."""

_NOTHING = re.compile(
    r"[\s\u00ad\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2800\u3164\ufe00-\ufe0f\ufeff]*"
)
_DAY_PART = re.compile(r"[\d/.-]{6,10}(?=[ T])")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_LOST = re.compile("[\ud800-\udfff]")
# Windows-1252 letters that an older program passed on as control codes, put right as HTML readers do.
_WINDOWS = {code: bytes([code]).decode("cp1252", "replace") for code in range(0x80, 0xA0)} | {
    11: "\n",
    12: "\n",
}
_NEEDS_CARE = re.compile("[\x0b\x0c\x80-\x9f\r]")


@dataclass(frozen=True)
class Taken:
    """A comment. `facts` may hold band, week and language; `answers` the closed questions; `key` tells a row sent before."""

    row: int
    text: str
    facts: Mapping[str, str]
    answers: tuple[Answer, ...]
    quote_ok: bool
    key: str


@dataclass(frozen=True)
class Blank:
    """A row without words."""

    row: int


@dataclass(frozen=True)
class Refused:
    """A row that can't be taken, and why, in a sentence that quotes nothing from it."""

    row: int
    reason: str


@dataclass
class LeftOut:
    """What a pass noticed, as counts for the report and never as values: by field, those not recognised and so
    not kept; and how many rows carry the same number as another row."""

    counts: Counter[str] = field(default_factory=Counter)
    same_id: int = 0

    def sentences(self, plan: Plan) -> list[str]:
        """One sentence for each thing noticed."""
        said = [
            f"{_values(count)} in “{plan.maps[name]}” left out: {_WHY[name]}."
            for name, count in sorted(self.counts.items())
        ]
        if self.same_id:
            said.append(
                f"{self.same_id} row{'s' * (self.same_id != 1)} with the number of an earlier row: kept, as the rows differ."
            )
        return said


_WHY = dict.fromkeys(FIELDS, "not an answer we know") | {
    "week": "no date between 2000 and today",
    "band": "no age or age group we can place",
    "language": "no language we know, so those comments are marked as not looked at by machine",
}
_IDS = {
    "id",
    "response id",
    "responseid",
    "respondent id",
    "submission id",
    "uuid",
    "key",
    "row id",
    "comment id",
}


def _values(count: int) -> str:
    return "1 value" if count == 1 else f"{count} values"


def read_rows(sheet: Sheet, plan: Plan, left_out: LeftOut | None = None) -> Iterator[Taken | Blank | Refused]:
    """Every row of the sheet, in order: stored + duplicate + blank + refused is all there were.

    A key is the hash of the text column's name and of what the row holds under its kept headings, then of how
    many rows just like it came before in this file. The same words in two rows are two voices; the same row in
    the same file sent twice, in any column order, has the same keys.
    """
    reader = _Reader(sheet.keeping(plan.text), plan, left_out or LeftOut())
    for row in reader.sheet.rows():
        yield reader.read(row)


class _Reader:
    """What one pass needs to know, looked up once."""

    def __init__(self, sheet: Sheet, plan: Plan, left_out: LeftOut) -> None:
        place = {name: index for index, name in enumerate(sheet.columns)}
        self.sheet, self._plan, self._left_out = sheet, plan, left_out
        self._text = place[plan.text]
        self._quote = place.get(plan.quote_ok) if plan.quote_ok not in ("yes", "no") else None
        self._facts = [
            (name, place[column])
            for name, column in plan.maps.items()
            if name in ("band", "week", "language")
        ]
        self._questions = [(name, place[column]) for name, column in question_fields(plan)]
        own = (
            [plan.maps["id"], plan.text]
            if "id" in plan.maps
            else [each for each in place if plain_name(each) not in sheet.preset.volatile]
        )
        self._own = [(f"{name}\x1e", place[name]) for name in sorted(own)]
        self._seen: Counter[bytes] = Counter()
        numbered = plan.maps.get("id") or next((each for each in place if plain_name(each) in _IDS), "")
        self._id = place.get(numbered)
        self._ids: set[int] = set()
        self._known: dict[tuple[str, str], str] = {}
        self._picked: dict[tuple[str, str], tuple[str, ...]] = {}

    def read(self, row: Row) -> Taken | Blank | Refused:
        if row.trouble:
            return Refused(row.number, row.trouble)
        text = _clean(row.cells[self._text])
        if _NOTHING.fullmatch(text) or text.casefold() in self._plan.blanks:
            return Blank(row.number)
        if reason := _why_not(text):
            return Refused(row.number, reason)
        return Taken(
            row.number,
            text,
            self._read_facts(row),
            self._read_answers(row),
            self._may_quote(row),
            self._key(row),
        )

    def _may_quote(self, row: Row) -> bool:
        if self._quote is None:
            return self._plan.quote_ok == "yes"
        return bool(
            _once(self._known, "quote_ok", row.cells[self._quote], lambda _, cell: "yes" * says_yes(cell))
        )

    def _read_facts(self, row: Row) -> dict[str, str]:
        facts: dict[str, str] = {}
        for name, place in self._facts:
            cell = row.cells[place].strip()
            if name == "week" and (found := _DAY_PART.match(cell)):
                cell = found[0]  # the hour is never read
            value = _once(self._known, name, cell, self._value)
            if value:
                facts[name] = value
            elif cell and cell.casefold() not in self._plan.blanks:
                self._left_out.counts[name] += 1
                if name == "language":
                    facts[name] = UNKNOWN_LANGUAGE
        return facts

    def _value(self, name: str, cell: str) -> str:
        if name == "week":
            return week_from(cell, self._plan.month_first)
        return band_from(cell) if name == "band" else language_from(cell)

    def _read_answers(self, row: Row) -> tuple[Answer, ...]:
        answers: list[Answer] = []
        for question, place in self._questions:
            cell = row.cells[place].strip()
            codes = _once(self._picked, question, cell, codes_from)
            answers += [Answer(question, code, rank) for rank, code in enumerate(codes)]
            if cell and not codes and cell.casefold() not in self._plan.blanks:
                self._left_out.counts[question] += 1
        return tuple(answers)

    def _key(self, row: Row) -> str:
        cells = row.cells
        parts = [self._plan.text]
        for lead, place in self._own:
            if cell := cells[place].strip():
                parts.append(lead + cell)
        held = sha256("\x1f".join(parts).replace("\r\n", "\n").encode("utf-8", "surrogatepass"))
        before = self._seen[held.digest()]
        self._seen[held.digest()] = before + 1
        if not before and self._id is not None and cells[self._id]:
            number = hash(cells[self._id])
            self._left_out.same_id += number in self._ids
            self._ids.add(number)
        if before:
            held.update(b"\x1d%d" % before)
        return held.hexdigest()


def _once(known: dict[tuple[str, str], T], name: str, cell: str, find: Callable[[str, str], T]) -> T:
    """What the same cell gave before; survey columns repeat themselves. Forgets all when it grows large."""
    if (name, cell) not in known:
        if len(known) > 10_000:
            known.clear()
        known[name, cell] = find(name, cell)
    return known[name, cell]


def _clean(cell: str) -> str:
    """The words, with line ends as one and letters put right that came as control codes. A leading = + - @ stays."""
    if _NEEDS_CARE.search(cell):
        cell = cell.replace("\r\n", "\n").replace("\r", "\n").translate(_WINDOWS)
    return cell.strip()


def _why_not(text: str) -> str:
    if len(text) > LONGEST:
        return f"The comment is {len(text):,} characters long; the most is {LONGEST:,}. Split it over several rows."
    if _LOST.search(text):
        return "Some letters were damaged on the way and can't be read. Export the file again as “CSV UTF-8”."
    if _CONTROL.search(text):
        return "The words hold hidden control characters, as a damaged file does. Type them again, or export the file again."
    return ""
