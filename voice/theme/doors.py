"""`voice themes suggest` and `voice themes assign`: themes for a file. No database, no secret, no network."""

from __future__ import annotations

import csv
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from voice.errors import BadInput, CannotRead, ModelMissing
from voice.listen.imports.delimited import Record, open_delimited
from voice.listen.imports.kinds import refuse_unless_table_text
from voice.meaning.encoder import TfidfEncoder, Vectors, encode_all
from voice.theme.labels import label_groups
from voice.theme.methods import Placement, Suggested, assign, suggest
from voice.theme.methods.few_examples import telling_names

BY_WORDS_ALONE = (
    "Themes were found by shared words alone, which is weaker: run “make setup” for the sentence encoder.\n"
)


def suggest_file(path: Path, text_column: str, out: Path, themes: int | None = None, seed: int = 0) -> None:
    """Group a CSV's comments and write the groups as JSON to `out`.

    CannotRead or BadInput, each a sentence, if the file or its column can't be read. Every row of the file gets an entry.
    """
    started = time.perf_counter()
    (texts,) = read_columns(path, text_column)
    found = suggest(texts, vectors_of(texts), themes=themes, seed=seed)
    labels = label_groups(texts, found.of)
    said = {
        "themes": [
            {
                "id": group.id,
                "title": labels[group.id].title,
                "words": labels[group.id].words,
                "count": group.count,
                "quotes": group.central,
            }
            for group in found.groups
        ],
        "rows": _rows(found),
        "left_out": found.left_out,
        "seconds": round(time.perf_counter() - started, 2),
    }
    _write_whole(out, json.dumps(said, ensure_ascii=False, indent=None))


def _rows(found: Suggested) -> list[dict[str, object]]:
    pairs = zip(found.of, found.score, strict=True)
    return [{"row": row, "theme": of, "score": round(score, 4)} for row, (of, score) in enumerate(pairs)]


def assign_file(
    path: Path, text_column: str, examples: Path, label_column: str, out: Path, multi: bool = False
) -> None:
    """Place a CSV's comments by another CSV of examples, and write row, labels, score, novelty to `out`.

    With `multi` an example's labels, and the placements', are joined by “|”. CannotRead or BadInput as above.
    """
    (texts,) = read_columns(path, text_column)
    example_texts, example_labels = read_columns(examples, text_column, label_column)
    taught = [
        (len(texts) + row, label)
        for row, (text, cell) in enumerate(zip(example_texts, example_labels, strict=True))
        for label in split_labels(cell, multi)
        if text.strip()
    ]
    if not taught:
        raise BadInput(
            f"{examples.name} has no comment with a label. Give at least one for a theme.", "examples"
        )
    everything = [*texts, *example_texts]
    names = telling_names(sorted({label for _, label in taught}))
    vectors = vectors_of([*everything, *names.values()])
    placed = assign(
        everything,
        vectors[: len(everything)],
        taught,
        multi=multi,
        names=dict(zip(names, vectors[len(everything) :], strict=True)),
    )
    _write_placements(out, placed[: len(texts)])


def split_labels(cell: str, multi: bool) -> list[str]:
    """An example's labels: the whole cell, or with `multi` its parts between “|”."""
    parts = cell.split("|") if multi else [cell]
    return [part for part in dict.fromkeys(part.strip() for part in parts) if part]


def _write_placements(out: Path, placed: Sequence[Placement]) -> None:
    waiting = out.with_name(f"{out.name}.part")
    with waiting.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["row", "labels", "score", "novelty"])
        for row, each in enumerate(placed):
            writer.writerow([row, "|".join(each.labels), f"{each.score:.4f}", f"{each.novelty:.4f}"])
    waiting.replace(out)


def _write_whole(out: Path, text: str) -> None:
    waiting = out.with_name(f"{out.name}.part")
    waiting.write_text(text, "utf-8")
    waiting.replace(out)


def vectors_of(texts: Sequence[str]) -> Vectors:
    """Sentence vectors of all texts, on every core when there are many. Without the encoder by words alone, and it says so."""
    bar = _Bar()
    try:
        return encode_all(texts, progress=bar if sys.stderr.isatty() else None)
    except ModelMissing as missing:
        sys.stderr.write(f"{missing}\n{BY_WORDS_ALONE}")
        return TfidfEncoder().encode(texts)


@dataclass
class _Bar:
    """A progress bar on a terminal."""

    width: int = 40

    def __call__(self, done: int, whole: int) -> None:
        filled = self.width * done // max(1, whole)
        end = "\n" if done >= whole else ""
        sys.stderr.write(f"\rReading {'█' * filled}{'·' * (self.width - filled)} {done:,} of {whole:,}{end}")


def read_columns(path: Path, *columns: str) -> list[list[str]]:
    """The named columns of a CSV (UTF-8, UTF-16 or Windows-1252; plain or .gz), each as long as the file has rows.

    Lines with nothing on them are no rows. A row cut short has blanks for what is missing; one that a stray quotation
    mark broke is all blank. CannotRead for other files and for a file with no rows, BadInput for a column that is not there.
    """
    records = open_delimited(path, packed=_is_packed(path)).records()
    heading = next(records, None)
    if heading is None:
        raise CannotRead(f"{path.name} holds no rows.")
    places = [_place_of(column, heading, path) for column in columns]
    read: list[list[str]] = [[] for _ in columns]
    for record in records:
        for cells, place in zip(read, places, strict=True):
            cells.append(record.cells[place] if place < len(record.cells) else "")
    if not read[0]:
        raise CannotRead(f"{path.name} has a heading and no rows under it.")
    return read


def _place_of(column: str, heading: Record, path: Path) -> int:
    there = [cell.strip() for cell in heading.cells]
    if column.strip() not in there:
        some = ", ".join(f"“{cell}”" for cell in islice(there, 30))
        raise BadInput(f"{path.name} has no column “{column}”. It has: {some}.", field="column")
    return there.index(column.strip())


def _is_packed(path: Path) -> bool:
    """Is it a .gz? CannotRead for what is no text table at all."""
    if not path.is_file():
        raise CannotRead(f"There is no file called {path.name} there.")
    with path.open("rb") as file:
        head = file.read(65_536)
    if not head.strip(b"\x00 \t\r\n"):
        raise CannotRead(f"{path.name} is empty.")
    if head.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise CannotRead(f"{path.name} is a workbook. Open it, save the sheet as “CSV UTF-8”, and give that.")
    if head.startswith(b"\x1f\x8b"):
        return True
    refuse_unless_table_text(head, path.suffix.lower())
    return False
