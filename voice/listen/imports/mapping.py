"""Which column holds the words, and what the others mean."""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from voice.errors import BadInput
from voice.listen.imports.personal import plain_name
from voice.listen.imports.sheet import Column, Sheet
from voice.listen.imports.values import QUESTIONS, is_month_first, looks_like_date

FIELDS = {
    "band": "age or age group, kept as 8-11, 12-17, 18-25 or adult",
    "week": "the date it was said, kept to the ISO week",
    "place_now": "where they had help",
    "place_wanted": "where they would like to talk",
    "place_not": "where they would not",
    "channel": "how they would like to talk",
    "who_with": "who with",
    "quote_ok": "whether their words may be shared",
    "language": "the language of the words",
    "id": "the survey's own number for the answer: tells one sent before, never stored",
}
"""What a column may be mapped to, and what is kept of it."""

_ALIASES = {"date": "week", "age": "band", "external_id": "id", "place": "place_now"}
_BAND_HEADINGS = {
    "age",
    "age group",
    "age band",
    "age range",
    "how old are you",
    "your age",
    "please type in your age",
    "what age are you",
}
_SAMPLE = 500
_WORD = re.compile(r"[^\W\d_]{2,}")
_OPEN = re.compile(
    r"\b(comments?|feedback|tell us|anything else|why|explain|suggestions?|improve|free ?text|what (do|did|would|could|should)|opinions?|"
    r"reasons?|describe|answer|body|in your own words|sylwadau)\b"
)
_CLOSED = re.compile(
    r"\b(titles?|labels?|themes?|topics?|categor(y|ies)|codes?|names?|ids?|url|playlist|video|hint|description)\b"
)


@dataclass(frozen=True)
class Plan:
    """How to read a sheet. `maps` is field → column name; `quote_ok` “yes”, “no” or a column."""

    text: str
    maps: Mapping[str, str]
    quote_ok: str = "no"
    blanks: frozenset[str] = frozenset()
    month_first: bool = False
    notes: tuple[str, ...] = ()


def parse_maps(given: Iterable[str]) -> dict[str, str]:
    """`["band=Age", "week=Completion time"]` → field to column. BadInput names the fields there are."""
    maps: dict[str, str] = {}
    for each in given:
        name, equals, column = each.partition("=")
        if not equals or not column.strip():
            raise BadInput(f"“{each}” should be FIELD=COLUMN, such as band=Age.", field="map")
        maps[_field(name)] = column.strip()
    return maps


def _field(name: str) -> str:
    plain = name.strip().casefold().replace("-", "_").replace(" ", "_")
    plain = _ALIASES.get(plain, plain)
    if plain not in FIELDS:
        raise BadInput(
            f"“{name.strip()}” is not a field we keep. The fields are: {', '.join(FIELDS)}.", field="map"
        )
    return plain


def make_plan(
    sheet: Sheet,
    text: str = "auto",
    maps: Mapping[str, str] | None = None,
    quote_ok: str = "no",
    guess: bool = True,
) -> Plan:
    """Settle every column once. `text` is a column or “auto”; `guess` also finds week, language and age by heading.

    BadInput names the closest columns where one is unknown, and says so where no column looks like people's words.
    """
    sample = [row.cells for row in sheet.preview(_SAMPLE) if not row.trouble]
    auto = text.strip().casefold() == "auto"
    chosen = auto_text(sheet, sample) if auto else find_column(sheet, text).name
    mapped = {_field(name): _kept(sheet, column) for name, column in (maps or {}).items()}
    found = (
        {name: column for name, column in _guesses(sheet).items() if name not in mapped and column != chosen}
        if guess
        else {}
    )
    asked = mapped.pop("quote_ok", "") if quote_ok == "no" else ""
    marks, notes = _blank_marks(sheet, sample, chosen)
    notes += [f"“{column}” was taken for {name}." for name, column in found.items()]
    notes += _twice_converted(_cells(sheet, sample, chosen))
    notes += _other_words(sheet, sample, chosen) if auto else []
    together = mapped | found
    return Plan(
        text=chosen,
        maps=together,
        quote_ok=asked or _quote_column(sheet, quote_ok),
        blanks=marks,
        month_first=is_month_first(_cells(sheet, sample, together.get("week", "")), sheet.preset.month_first),
        notes=tuple(notes),
    )


def find_column(sheet: Sheet, name: str) -> Column:
    """The column of that name (or code, or question), dropped ones too. BadInput with the closest names."""
    wanted = plain_name(name)
    for names_of in (lambda column: (column.name,), lambda column: column.others):
        for column in sheet.all_columns:
            if name.strip() in names_of(column) or (wanted and wanted in map(plain_name, names_of(column))):
                return column
    raise BadInput(f"There is no column “{name}”. {_closest(sheet, wanted)}", field="text")


def _closest(sheet: Sheet, wanted: str) -> str:
    names = {
        plain_name(each): column.name
        for column in sheet.all_columns
        for each in (*column.others, column.name)
    }
    close = [names[each] for each in difflib.get_close_matches(wanted, names, n=3, cutoff=0.4)]
    close += [
        name
        for plain, name in names.items()
        if wanted and (wanted in plain or plain in wanted) and name not in close
    ]
    shown = list(dict.fromkeys(close))[:3]
    lead = "The closest are" if shown else "The columns are"
    return f"{lead}: {', '.join(f'“{name}”' for name in shown or list(sheet.columns)[:12])}."


def _kept(sheet: Sheet, name: str) -> str:
    column = find_column(sheet, name)
    if column.dropped:
        raise BadInput(
            f"“{column.name}” was dropped unread ({column.dropped}); it can't be mapped.", field="map"
        )
    return column.name


def _quote_column(sheet: Sheet, quote_ok: str) -> str:
    plain = quote_ok.strip().casefold()
    return plain if plain in ("yes", "no") else _kept(sheet, quote_ok)


def _guesses(sheet: Sheet) -> dict[str, str]:
    """Week, language and band where the heading leaves no doubt."""
    by_name = {
        plain_name(column.name): column.name for column in reversed(sheet.all_columns) if not column.dropped
    }
    week = next((by_name[name] for name in sheet.preset.week if name in by_name), "")
    language = next((by_name[name] for name in sheet.preset.language if name in by_name), "")
    band = next(
        (column for name, column in by_name.items() if re.sub(r"^q?\d+ ", "", name) in _BAND_HEADINGS), ""
    )
    found = {"week": week, "language": language, "band": band}
    return {name: column for name, column in found.items() if column}


def _blank_marks(sheet: Sheet, sample: list[tuple[str, ...]], text: str) -> tuple[frozenset[str], list[str]]:
    """The tool's marks for no answer; in a plain file also “-” and “NA” where several cells hold nothing else."""
    marks = set(sheet.preset.blanks)
    notes = []
    for mark in ("-", "NA"):
        times = sum(1 for cell in _cells(sheet, sample, text) if cell.strip() == mark)
        if times >= 3 and mark.casefold() not in marks:
            marks.add(mark.casefold())
            notes.append(f"Cells that hold only “{mark}” are read as no answer.")
    return frozenset(marks), notes


def _twice_converted(cells: list[str]) -> list[str]:
    """Signs of UTF-8 once read as Windows-1252 and saved: nothing we do can tell every case, so it is only said."""
    hurt = sum(1 for cell in cells if re.search("â€|Ã[\xa0-¿]|Â[£\xa0]", cell))
    return (
        [
            f"{hurt} of the first comments hold signs such as “â€™”: an earlier program read them wrongly. Export again if you can."
        ]
        if hurt
        else []
    )


def _cells(sheet: Sheet, sample: list[tuple[str, ...]], column: str) -> list[str]:
    if column not in sheet.columns:
        return []
    place = sheet.columns.index(column)
    return [cells[place] for cells in sample]


def auto_text(sheet: Sheet, sample: list[tuple[str, ...]]) -> str:
    """The column with most of people's own words: many words, rarely the same twice, under an open question.

    BadInput if none looks like that.
    """
    scores = {column: _words_score(column, _cells(sheet, sample, column), sheet) for column in sheet.columns}
    best = max(scores, key=lambda column: scores[column], default="")
    if not best or scores[best] <= 0:
        names = ", ".join(f"“{name}”" for name in sheet.columns[:12])
        raise BadInput(
            f"No column looks like people's own words. Say which one holds them. The columns are: {names}.",
            field="text",
        )
    return best


def _other_words(sheet: Sheet, sample: list[tuple[str, ...]], chosen: str) -> list[str]:
    """Other open questions with at least a quarter of the words of the chosen one: they are not taken, so it is said."""
    least = _words_score(chosen, _cells(sheet, sample, chosen), sheet) / 4
    others = [
        column
        for column in sheet.columns
        if column != chosen
        and _OPEN.search(plain_name(column))
        and _words_score(column, _cells(sheet, sample, column), sheet) >= max(least, 1)
    ]
    if not others:
        return []
    names = ", ".join(f"“{name}”" for name in others[:5])
    one = len(others) == 1
    return [
        f"{names} hold{'s' * one} people's words too, and {'was' if one else 'were'} not read. "
        f"Bring {'it' if one else 'each'} with --text COLUMN."
    ]


def _words_score(column: str, cells: list[str], sheet: Sheet) -> float:
    """Words in distinct answers, weighed by what the heading asks. Options repeat, codes and dates have few words."""
    heading = plain_name(column)
    hinted = heading in sheet.preset.text
    filled = [
        cell.strip() for cell in cells if cell.strip() and cell.strip().casefold() not in sheet.preset.blanks
    ]
    distinct = set(filled)
    words = sum(min(100, len(_WORD.findall(answer))) for answer in distinct)
    asks = bool(_OPEN.search(heading)) or heading in ("text", "words", "comment", "open")
    mean = words / len(distinct) if distinct else 0
    if (
        mean < (1 if asks or hinted else 2)
        or len(distinct) * 10 < len(filled) - 10
        or len(filled) * 10 < len(cells)
    ):
        return 0
    if sum(map(looks_like_date, filled)) > len(filled) / 2 and mean < 6:
        return 0
    weight = 100.0 if hinted else 2.0 if asks else 0.5 if _CLOSED.search(heading) else 1.0
    return float(words * weight * math.sqrt(len(distinct) / len(filled)))


def question_fields(plan: Plan) -> list[tuple[str, str]]:
    """The closed questions this plan fills, with their columns."""
    return [(name, column) for name, column in plan.maps.items() if name in QUESTIONS]
