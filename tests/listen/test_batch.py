"""`voice import` from end to end: every row is accounted for, a file sent twice adds nothing, an import can be taken out."""

from __future__ import annotations

import asyncio
import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from tests.people import Shed
from voice.cli import main
from voice.settings import Settings

pytestmark = pytest.mark.anyio

Run = Callable[..., Any]
ROOM = "A quiet room with a kettle"


@pytest.fixture
def run(
    shed: Shed, settings: Settings, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Run:
    """`await run(file, …)` → exit code, what was printed as JSON (None if nothing), the sentences."""
    monkeypatch.setenv("VOICE_DATABASE", settings.database)
    if settings.secret_file:
        monkeypatch.setenv("VOICE_SECRET_FILE", settings.secret_file)

    async def run_it(
        file: Path | str, *more: str, space: str = "shed", text: str = "auto"
    ) -> tuple[int, Any, str]:
        capfd.readouterr()
        words = ["import", str(file), "--space", space, "--text", text, *more]
        code = await asyncio.to_thread(main, words)
        out, err = capfd.readouterr()
        return code, json.loads(out) if out else None, err

    return run_it


def put(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def adds_up(report: dict[str, Any]) -> bool:
    return report["read"] == report["stored"] + report["duplicate"] + report["blank"] + len(report["refused"])


async def test_broken_rows_cost_nobody_else_their_place(run: Run, tmp_path: Path) -> None:
    file = put(
        tmp_path / "a.csv",
        f'id,comment\n1,{ROOM}\n2,too,many,cells\n3\n4,\n5,"over two\nlines, and a comma"\n6,=1+1 is two to me\n'
        f'5,the same number and other words\n7,{"x" * 20_001}\n8,{ROOM}\n9,I want to die\n10,"never closed\n',
    )
    code, report, said = await run(file, text="comment")
    assert code == 0 and adds_up(report)
    assert (report["read"], report["stored"], report["blank"], report["held"]) == (11, 6, 1, 1)
    assert [each["row"] for each in report["refused"]] == [3, 4, 9, 12]
    assert "Row 3: The row has 4 cells where the heading has 2." in said
    assert "11 rows read: 6 taken" in said and "number of an earlier row" in said
    assert not any(name.endswith("_rows") for name in report), (
        "which rows are held is nobody's business later"
    )


async def test_a_file_sent_twice_adds_nothing_and_an_import_can_be_taken_out(
    run: Run, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    file = put(tmp_path / "a.csv", f"id,comment\n1,{ROOM}\n2,{ROOM}\n3,{ROOM} and tea\n")
    _, first, _ = await run(file)
    _, again, _ = await run(file)
    assert (first["stored"], again["stored"], again["duplicate"]) == (3, 0, 3)
    assert await asyncio.to_thread(main, ["import", "--undo", first["batch"]]) == 0
    assert json.loads(capfd.readouterr().out) == {
        "batch": first["batch"],
        "removed": 3,
        "kept_with_the_leads": 0,
    }
    _, anew, _ = await run(file)
    assert anew["stored"] == 3


async def test_a_dry_run_says_what_would_happen_and_stores_nothing(run: Run, tmp_path: Path) -> None:
    file = put(tmp_path / "a.csv", f"id,comment\n1,{ROOM}\n2,\n3,a,b\n")
    _, dry, _ = await run(file, "--dry-run")
    _, real, _ = await run(file)
    assert dry["batch"] is None and real["batch"]
    keys = ("read", "stored", "duplicate", "blank", "refused", "text", "notes")
    assert [dry[key] for key in keys] == [real[key] for key in keys]


async def test_in_any_common_encoding_the_words_are_the_same(run: Run, tmp_path: Path) -> None:
    words = "id,comment\n1,Café – it’s near the “old” school\n"
    for number, encoding in enumerate(("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252")):
        code, report, _ = await run(put(tmp_path / f"{encoding}.csv", words.encode(encoding)))
        assert (code, report["stored"], report["duplicate"]) == (0, number == 0, number > 0), encoding


async def test_words_that_say_they_are_in_another_language_are_not_taken_for_english(
    run: Run, shed: Shed, tmp_path: Path
) -> None:
    from sqlalchemy import select

    from voice.store.tables import voice

    file = put(tmp_path / "a.csv", f"lang,comment\nkat,{ROOM}\nspa,{ROOM}\neng,{ROOM}\n,{ROOM}\n")
    _, report, _ = await run(file, "--map", "language=lang", text="comment")
    assert any("not looked at by machine" in note for note in report["notes"])
    async with shed.store.reading() as conn:
        languages = (await conn.execute(select(voice.c.language).where(voice.c.route == "import"))).scalars()
        assert sorted(languages) == ["en", "en", "es", "und"]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.csv", b"", "empty"),
        ("header.csv", b"id,comment\n", "no rows under it"),
        ("a.pdf", b"%PDF-1.7", "PDF"),
        ("cut.csv.gz", gzip.compress(b"\xef\xbb\xbfid,comment\n" + b"1,some words here\n" * 90_000, mtime=0)[:-900], "damaged"),
        ("words.py", b"#!/usr/bin/env python3\nimport os, sys\nprint(1, 2)\n", "program"),
    ],
)  # fmt: skip
async def test_a_file_that_gives_nothing_is_a_sentence_and_exit_1(
    run: Run, tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    code, report, said = await run(put(tmp_path / name, content))
    assert code == 1 and says in said and "Traceback" not in said
    assert report["read"] == report["stored"] == 0 and report["batch"] is None


async def test_bad_usage_is_a_sentence_and_exit_2(run: Run, tmp_path: Path) -> None:
    file = put(tmp_path / "a.csv", f"id,coment\n1,{ROOM}\n")
    for words, says in (
        ((file, "--sheet", "x"), None),  # a text file has no sheets: not asked for, not minded
        ((tmp_path / "nowhere.csv",), "no file called nowhere.csv"),
        ((file, "--preset", "abacus"), "no preset “abacus”"),
        ((file, "--map", "band"), "FIELD=COLUMN"),
        ((file, "--map", "shoe=id"), "not a field we keep"),
    ):
        code, report, said = await run(*words)
        assert code == (2 if says else 0) and (says or "") in said and (report is None) == bool(says)
    code, report, said = await run(file, text="comment")
    assert code == 2 and report is None and "The closest are: “coment”" in said


async def test_formulas_are_words_and_never_run(run: Run, tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["id", "comment"])
    book.active.append([1, ROOM])
    book.active.append([2, '=HYPERLINK("http://example.org","press")'])
    book.save(tmp_path / "a.xlsx")
    code, report, said = await run(tmp_path / "a.xlsx")
    assert code == 0 and adds_up(report) and report["stored"] >= 1
    assert "none is run" in said


async def test_a_whole_chunk_and_one_more(run: Run, tmp_path: Path) -> None:
    rows = "".join(f"{n},{ROOM} number {n}\n" for n in range(501))
    code, report, _ = await run(put(tmp_path / "a.csv", "id,comment\n" + rows), "--read-by", "Ines")
    assert code == 0 and report["stored"] == 501
