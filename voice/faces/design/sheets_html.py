"""The three sheets as pages that print well: in the app with a stylesheet, on a laptop as files that load nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from markupsafe import Markup

from voice.faces.shared.pages import STATIC, render
from voice.talk.prompts import Prompt
from voice.talk.sheets import sheets

SHEETS = {"card": "Table card", "side": "Facilitator’s side", "slip": "Record slip"}


def sheets_html(prompt: Mapping[str, Any], space_title: str) -> dict[str, str]:
    """File name → a whole page for each of the three sheets of a prompt as `voice prompts` prints it.

    For laptop mode (a private space): a card whose question nobody has written yet is marked a draft.
    """
    read = Prompt.from_json(prompt)
    style = _print_style()
    draft = is_draft(read, private=True)
    stem = _file_stem(read.title)
    return {
        f"{stem}-{sheet}.html": page_of(read, (sheet,), space_title, draft, style=style) for sheet in SHEETS
    }


def write_sheets(prompts: Sequence[Mapping[str, Any]], space_title: str, out: Path) -> list[str]:
    """Write the three sheets of each prompt into a folder, in the board's order. Returns the files' names."""
    out.mkdir(parents=True, exist_ok=True)
    written = []
    for number, prompt in enumerate(prompts, start=1):
        for name, page in sheets_html(prompt, space_title).items():
            (out / f"{number:02d}-{name}").write_text(page, encoding="utf-8")
            written.append(f"{number:02d}-{name}")
    return written


def write_contents(
    prompts: Sequence[Mapping[str, Any]], written: Sequence[str], space_title: str, out: Path
) -> Path:
    """Write the page that leads to every sheet that `write_sheets` wrote for these prompts. Returns where it is."""
    each = len(SHEETS)
    threes = [written[start : start + each] for start in range(0, len(written), each)]
    rows = [
        (prompt["title"], prompt["opening_question"], list(zip(SHEETS.values(), files, strict=True)))
        for prompt, files in zip(prompts, threes, strict=True)
    ]
    style = _print_style()
    page = out / "index.html"
    page.write_text(
        render("design/prompts/contents.html", rows=rows, space_title=space_title, style=style),
        encoding="utf-8",
    )
    return page


def _print_style() -> Markup:
    return Markup((STATIC / "print.css").read_text(encoding="utf-8"))  # nosec B704 # our own file, nobody's words


def page_of(
    prompt: Prompt,
    wanted: tuple[str, ...],
    space_title: str,
    draft: bool,
    *,
    stylesheet: str = "",
    style: Markup | str = "",
) -> str:
    """One or more sheets as one page, each on a sheet of its own. `style` is put into the page itself."""
    return render(
        "design/prompts/sheets.html",
        prompt=prompt,
        made=sheets(prompt),
        wanted=wanted,
        names=SHEETS,
        space_title=space_title,
        draft=draft,
        stylesheet=stylesheet,
        style=style,
    )


def is_draft(prompt: Prompt, *, private: bool) -> bool:
    """Marked a draft: in a live space until it is open, in a private one until a person has written the question."""
    return not prompt.edited if private else prompt.state not in ("opened", "closed")


def _file_stem(title: str) -> str:
    """A file name from a title: letters and numbers of any script, at most 40."""
    return re.sub(r"[\W_]+", "-", title.lower()).strip("-")[:40].strip("-") or "theme"
