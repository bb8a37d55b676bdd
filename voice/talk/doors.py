"""`voice wording` and `voice check-prompt`, as plain functions: no database, no secret. And a prompt as a page to read."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, TextIO

from voice.errors import CannotRead
from voice.talk.checks import check
from voice.talk.prompts import Prompt
from voice.talk.sheets import RunSheet, sheets
from voice.talk.wording import hits


def wording(file: str, out: TextIO) -> int:
    """One JSON line per hit: {line, start, end, phrase, mode, instead}. 1 with hits, 0 without. `-` reads standard input."""
    found = hits(_text(file))
    for hit in found:
        out.write(json.dumps(asdict(hit), ensure_ascii=False) + "\n")
    return 1 if found else 0


def check_prompt(file: str, out: TextIO) -> int:
    """One prompt's software checks as JSON: {passed, failed, for_reader, gates_ok}. 1 when a gate or check failed.

    CannotRead when the file is not JSON, or holds more or less than one prompt.
    """
    report = check(one_prompt(_text(file)))
    out.write(json.dumps(report.as_json(), ensure_ascii=False, indent=2) + "\n")
    return 0 if report.ok else 1


def one_prompt(text: str) -> Mapping[str, Any]:
    """The one prompt in some JSON: the object itself, or the only one of {"prompts": […]}."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise CannotRead(
            "This is not JSON. Give one prompt as `voice prompts --format json` prints it."
        ) from None
    if isinstance(data, dict) and isinstance(data.get("prompts"), list):
        data = data["prompts"]
    if isinstance(data, list) and len(data) == 1:
        data = data[0]
    if not isinstance(data, dict):
        raise CannotRead("Give one prompt: a JSON object, as one of those that `voice prompts` prints.")
    return data


def as_markdown(prompt: Prompt | Mapping[str, Any]) -> str:
    """A prompt as a page to read: the card, the facilitator's side, both run sheets. Nothing said in it is a tag or a link."""
    made = sheets(prompt if isinstance(prompt, Prompt) else Prompt.from_json(prompt))
    card, side = made.card, made.side
    lines = [f"# “{card.title}”", ""]
    lines += [
        f"- {line.label + ': ' if line.label else ''}{_quoted(line.text, line.quoted)}"
        for line in card.quotes
    ]
    lines += [
        "",
        f"**{card.question.label}:** {card.question.text}",
        "",
        f"{card.tell_back.label}: {card.tell_back.text}",
        "",
    ]
    lines += [f"- **{line.label}:** {line.text}" for line in (*side.lines, *side.left_out)]
    lines += ["", *map(_run_sheet, side.run_sheets)]
    page = "\n".join(lines) + "\n"
    return page.replace("<", "&lt;").replace("[", "\\[")  # our own marks are neither


def _quoted(text: str, quoted: bool) -> str:
    return f"“{text}”" if quoted else text


def _run_sheet(run: RunSheet) -> str:
    return f"{run.minutes} minutes: " + " · ".join(f"{step.what} {step.minutes}" for step in run.steps)


def _text(file: str) -> str:
    """A file's words, or standard input's for "-". Odd bytes become marks, so that the rest is still looked at."""
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as cannot:
        raise CannotRead(f"{file} can't be read: {cannot.strerror}.") from None
    return data.decode("utf-8-sig", errors="replace")
