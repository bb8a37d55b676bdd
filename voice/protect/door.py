"""`voice protect`: JSON lines {id, text} in, what was found out. Needs neither database nor secret."""

from __future__ import annotations

import json
from typing import Any, TextIO

from voice.protect.look import look_closely


def run(lines: TextIO, out: TextIO, err: TextIO) -> None:
    """One answer a line. A line that can't be read is named on `err`, and the others go on."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            text, key = row["text"], row["id"]
            if not isinstance(text, str):
                raise TypeError
            json.dumps(key)  # it must be possible to say it again
        except (ValueError, TypeError, KeyError, RecursionError):
            err.write(f"Line {number} is not a JSON object with id and text; it was left out.\n")
            continue
        out.write(_said(_answer(key, text, str(row.get("language", "en")))) + "\n")
    out.flush()


def _said(answer: dict[str, Any]) -> str:
    """As JSON that UTF-8 can hold: half a letter stays the escape that it came as."""
    return json.dumps(answer, ensure_ascii=False).encode("utf-8", "backslashreplace").decode("utf-8")


def _answer(key: Any, text: str, language: str) -> dict[str, Any]:
    seen = look_closely(text, language)
    return {
        "id": key,
        "concern": seen.concern,
        "kinds": list(seen.kinds),
        "details": [{"start": d.start, "end": d.end, "kind": d.kind} for d in seen.details],
        "ambers": [{"start": a.start, "end": a.end} for a in seen.ambers],
        "masked": seen.masked,
    }
