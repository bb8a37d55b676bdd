"""Reading the demo's words: space.toml, comments.jsonl, curated.toml."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from voice.clock import today, week_of
from voice.listen.nouns import Answer, Band, Route, Said, Submission, Verbatim
from voice.listen.space import About
from voice.store.values import from_json

HERE = Path(__file__).parent
ONE_CODE = ("place_now", "pace", "window")
MANY_CODES = ("place_wanted", "place_not", "who_with", "channel", "when", "feel", "worries", "success")


def space_file() -> dict[str, Any]:
    """Who asks in the demo."""
    return tomllib.loads((HERE / "space.toml").read_text(encoding="utf-8"))


def curated_file() -> dict[str, Any]:
    """What the demo's people have settled."""
    return tomllib.loads((HERE / "curated.toml").read_text(encoding="utf-8"))


def about_of(file: dict[str, Any]) -> About:
    """The demo space's About."""
    return from_json(About, file["about"])


def comment_rows() -> list[dict[str, Any]]:
    """Every row of comments.jsonl."""
    lines = (HERE / "comments.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def submission_of(row: dict[str, Any]) -> Submission:
    """A row as it would have come in, some weeks ago."""
    return Submission(
        form_id=f"demo-comment-{row['n']:04d}",
        route=Route(row["route"]),
        said=(Said("open", row["open"]),),
        answers=tuple(_answers(row)),
        band=Band(row["band"]),
        language=row["lang"],
        quote_ok=row["quote_ok"],
        verbatim=Verbatim(row["verbatim"]),
        recorded_by_role=row["recorded_by_role"],
        week=week_of(today() - timedelta(weeks=row["week_offset"])),
    )


def _answers(row: dict[str, Any]) -> Iterator[Answer]:
    for question in ONE_CODE:
        if row[question]:
            yield Answer(question, row[question])
    for question in MANY_CODES:
        for rank, code in enumerate(row[question]):
            yield Answer(question, code, rank)
    for item, value in (row["pulse"] or {}).items():
        yield Answer(f"pulse_{item}", str(value))
