"""Files for analysis tools: REFI-QDA codebook (QDC) and project (QDPX), version 1.0 of the standard."""

from __future__ import annotations

import uuid
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring  # nosec B405 # XML is written here, never read

from voice.listen.space import Space

CODEBOOK_SPACE = "urn:QDA-XML:codebook:1.0"
PROJECT_SPACE = "urn:QDA-XML:project:1.0"
ORIGIN = "Voice"


def write_codebook(space: Space, file: Path, rows: Iterable[Any], themes: Sequence[Any]) -> None:
    """The codeframe alone: one code a theme."""
    book = Element("CodeBook", {"xmlns": CODEBOOK_SPACE, "origin": ORIGIN})
    _codes(SubElement(book, "Codes"), themes)
    SubElement(book, "Sets")
    file.write_bytes(_xml(book))


def write_project(space: Space, file: Path, rows: Iterable[Any], themes: Sequence[Any]) -> None:
    """The codeframe, and one text source a comment whose words may leave, coded as a whole by its themes."""
    user = str(uuid.uuid5(uuid.NAMESPACE_URL, f"voice:{space.space_id}:user"))
    project = Element(
        "Project", {"xmlns": PROJECT_SPACE, "name": space.title, "origin": ORIGIN, "creatingUserGUID": user}
    )
    SubElement(SubElement(project, "Users"), "User", {"guid": user, "name": "Exported"})
    _codes(SubElement(SubElement(project, "CodeBook"), "Codes"), themes)
    guids = {theme.title: _guid("theme", theme.theme_id) for theme in themes}
    sources = SubElement(project, "Sources")
    texts: dict[str, str] = {}
    for row in rows:
        if row.words:
            texts[_source(sources, row, guids, user)] = row.words
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("project.qde", _xml(project))
        for name, text in texts.items():
            packed.writestr(f"sources/{name}.txt", text)


def _source(sources: Element, row: Any, guids: dict[str, str], user: str) -> str:
    name = _guid("source", row.row)
    source = SubElement(
        sources,
        "TextSource",
        {"guid": name, "name": f"Comment {row.row}", "plainTextPath": f"internal://{name}.txt"},
    )
    whole = {"guid": _guid("selection", row.row), "startPosition": "0", "endPosition": str(len(row.words))}
    selection = SubElement(source, "PlainTextSelection", {**whole, "creatingUser": user})
    for title in filter(None, row.themes.split(" | ")):
        if title in guids:
            coding = SubElement(
                selection, "Coding", {"guid": _guid("coding", f"{row.row}:{title}"), "creatingUser": user}
            )
            SubElement(coding, "CodeRef", {"targetGUID": guids[title]})
    return name


def _codes(codes: Element, themes: Sequence[Any]) -> None:
    for theme in themes:
        code = SubElement(
            codes, "Code", {"guid": _guid("theme", theme.theme_id), "name": theme.title, "isCodable": "true"}
        )
        if theme.question:
            SubElement(code, "Description").text = theme.question


def _guid(kind: str, what: object) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"voice:{kind}:{what}"))


def _xml(root: Element) -> bytes:
    packed: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return packed
