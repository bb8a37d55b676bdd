"""The fictional sentences that the model learns from, with their blanks filled.

Each file in harm/ is a kind of concern; each in fine/ holds comments that tell
of nothing, nearly all of them written to be mistaken for it. Inside a file,
“# family: …” begins a family: one style of telling (half said, the young, text
speak, spoken, dialect, boys, disabled and ill, …), named alike in every file, so
that a style can be left out over all kinds. “!” marks what is urgent. All of it was written for this product; none was said by anyone.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

BANKS = Path(__file__).parent
FINE = "none"
FILLINGS = 3
"""How often a sentence with blanks is filled, each time differently."""

BLANKS: dict[str, tuple[str, ...]] = {
    "parent": ("mum", "dad", "stepdad", "step mum", "mums boyfriend", "foster carer", "nan", "uncle", "brother", "auntie", "carer"),
    "man": ("uncle", "stepdad", "dad", "cousin", "brother", "grandad", "mums boyfriend", "coach", "teacher", "tutor", "babysitter", "neighbour"),
    "friend": ("friend", "best friend", "mate", "bestie", "sister", "cousin", "flatmate", "girl in my class"),
    "partner": ("boyfriend", "girlfriend", "bf", "gf", "ex", "partner", "fella"),
    "child": ("son", "daughter", "lad", "little girl", "boy", "teenager", "youngest", "12 year old"),
    "he": ("he", "she"),
    "his": ("his", "her"),
    "self": ("himself", "herself", "him", "her"),
    "lost": ("nan", "grandad", "dad", "mum", "brother", "best mate", "sister", "nana", "uncle"),
    "pills": ("pills", "tablets", "paracetamol", "meds", "mums tablets", "antidepressants", "ibuprofen"),
    "service": ("the school nurse", "my youth worker", "camhs", "this group", "the drop in", "your counsellor", "the hub", "my mentor"),
    "weapon": ("belt", "stick", "slipper", "wooden spoon", "cable", "hanger", "shoe"),
    "place": ("the park", "the shop", "swimming", "church", "club"),
    "day": ("monday", "tuesday", "friday", "saturday", "the weekend", "yesterday"),
    "days": ("two days", "3 days", "four days", "ages", "a week"),
    "young": ("8", "nine", "11", "12", "13", "14"),
    "old": ("19", "22", "27", "30", "35", "41"),
    "money": ("£50", "£200", "money", "300 quid"),
    "app": ("snap", "discord", "roblox", "insta", "tiktok", "a game", "xbox", "whatsapp"),
    "country": ("pakistan", "somalia", "bangladesh", "india", "nigeria", "iraq", "abroad", "back home"),
    "num": ("300", "500", "800"),
    "long": ("three months", "a year", "months", "ages", "8 weeks", "two years", "since march"),
    "topic": ("suicide", "self harm", "domestic abuse", "county lines", "grooming", "drugs", "knife crime", "eating disorders", "bullying", "gangs", "consent", "sexual health", "grief", "online safety", "forced marriage", "alcohol", "child abuse", "homelessness"),
    "name": ("jess", "mr khan", "callum", "priya", "miss okoro", "dan", "amelia", "mo", "mrs hill", "kayla"),
    "school": ("oak hill primary", "st marys", "brook academy", "the high school"),
    "street": ("park road", "mill lane", "elm close"),
    "handle": ("zed_09", "mia.x", "kit2011"),
}  # fmt: skip
_BLANK = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Example:
    """A sentence to learn from: its kind (`none` when it tells of nothing), and the family it belongs to."""

    text: str
    kind: str
    urgent: bool
    family: str
    share: float  # of one sentence's weight, however often its blanks were filled


def examples() -> Iterator[Example]:
    """Every sentence of every bank, in an order that never changes."""
    fill = random.Random(0)  # nosec B311 # the same every time is what is wanted
    for folder in ("harm", "fine"):
        for file in sorted((BANKS / folder).glob("*.txt")):
            yield from _read(file, FINE if folder == "fine" else file.stem, fill)


def _read(file: Path, kind: str, fill: random.Random) -> Iterator[Example]:
    family = file.stem
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("# family:"):
            family = f"{file.stem}: {line[9:].strip()}"
        elif line and not line.startswith("#"):
            text = line.removeprefix("! ")
            filled = _filled(text, fill)
            for one in filled:
                yield Example(one, kind, line.startswith("! "), family, 1 / len(filled))


def _filled(text: str, fill: random.Random) -> list[str]:
    times = FILLINGS if _BLANK.search(text) else 1
    return sorted({_BLANK.sub(lambda m: fill.choice(BLANKS[m[1]]), text) for _ in range(times)})
