"""The recovery sheet: the root secret on paper, in lines that tell when one was typed wrong.

Anyone with the sheet and a backup can read every word, so it goes into two sealed
envelopes, to two people, and never into a log or a mail.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator

from voice.errors import BadInput
from voice.store.secret import BYTES, Keys

LINES = 8
EACH = 2 * BYTES // LINES
_TYPED = re.compile(r"^\s*([1-8])\W+([0-9a-f]{4})\W*([0-9a-f]{4})\W+(\d{3})\s*$")
_MISREAD = str.maketrans("oil", "011")  # none of these is a hexadecimal digit

ABOUT = (
    "What this is",
    (
        "The one secret of this Voice. It opens unread and held words, people's sign-in codes and every backup.",
        "Without it they are lost for good. Whoever has it and a backup can read them.",
    ),
)
KEEPING = (
    "Where to keep it",
    (
        "Print it twice. Seal each in an envelope, write your name across the seam, and give them to two people "
        "who don't share a building, such as the safeguarding lead and the manager.",
        "Not beside the backups, not in a photograph, not in an e-mail. Look at the seals once a year.",
        "When the secret is changed (voice key rotate), print a new sheet. Keep the old one until every backup "
        "made before that day is gone, then destroy both copies of it.",
    ),
)
RESTORING = (
    "How to start again on an empty machine",
    (
        "Put Voice on it: make setup.",
        "Type the eight lines of this sheet: voice key enter. It says which line is wrong, if one is. "
        "At the end it shows a mark: it must be the one on this sheet.",
        "Put the file “forgotten” from the old machine, or its newest copy, beside the database. "
        "It keeps gone what people took back.",
        "Put the newest backup back: voice restore FILE.",
        "See that all is well: voice doctor, voice verify.",
        "Start: voice serve.",
    ),
)
PARTS = (ABOUT, KEEPING, RESTORING)


def secret_lines(keys: Keys) -> list[tuple[int, str, str]]:
    """(number, eight digits in two groups, three digits that check them) for each line of the sheet."""
    whole = keys.as_hex()
    parts = [whole[start : start + EACH] for start in range(0, len(whole), EACH)]
    return [(n, f"{part[:4]} {part[4:]}", _check(n, part)) for n, part in enumerate(parts, start=1)]


def sheet_text(keys: Keys, where: str, day: str) -> str:
    """The sheet as plain text. `voice key enter` reads it as it stands."""
    rows = [
        f"Recovery sheet for Voice    mark {keys.mark}    printed {day}",
        f"The secret lies in {where}",
        "",
    ]
    rows += [f"    {number}    {groups}    {check}" for number, groups, check in secret_lines(keys)]
    for title, said in PARTS:
        rows += ["", title, *_numbered(said)]
    return "\n".join(rows) + "\n"


def read_typed(lines: Iterable[str]) -> str:
    """The secret as 64 digits, from lines as somebody typed them. BadInput names the line that is wrong or missing."""
    found: dict[int, str] = {}
    for line in lines:
        if fits := _TYPED.match(line.lower().translate(_MISREAD)):
            number, part = int(fits[1]), fits[2] + fits[3]
            if _check(number, part) != fits[4]:
                raise BadInput(
                    f"Line {number} does not add up. Compare it with the sheet, one character at a time."
                )
            found[number] = part
    missing = [str(number) for number in range(1, LINES + 1) if number not in found]
    if missing:
        raise BadInput(
            f"Line {', '.join(missing)} is missing, or too short or too long. Type each line as “1 3f9a 01c7 417”."
        )
    return "".join(found[number] for number in range(1, LINES + 1))


def _check(number: int, part: str) -> str:
    """Three digits by CRC-32 of the line and its number: one slip in a thousand passes, and the mark shows that one."""
    return f"{zlib.crc32(f'{number}:{part}'.encode()) % 1000:03d}"


def _numbered(said: Iterable[str]) -> Iterator[str]:
    return (f"  {number}. {sentence}" for number, sentence in enumerate(said, start=1))
