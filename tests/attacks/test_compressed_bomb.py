"""A small file that unpacks to a mountain, brought as a survey or sent to a page."""

from __future__ import annotations

import gzip
import io
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from httpx2 import AsyncClient

from tests.faces.young.said import voices
from tests.people import Shed
from voice.cli import main
from voice.errors import CannotRead, TooMuch
from voice.listen.imports import make_plan, open_sheet, packed, read_rows

pytestmark = pytest.mark.anyio

MB = 1024 * 1024
LIMIT = 4 * MB
"""The limit is made small here: what is looked at is that there is one, everywhere."""


@pytest.fixture(autouse=True)
def _small_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "UNPACKED_LIMIT", LIMIT)


def zipped(parts: dict[str, bytes]) -> bytes:
    """A zip of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made:
        for name, data in parts.items():
            made.writestr(name, data)
    return out.getvalue()


def lying_zip() -> bytes:
    """A zip whose directory says that its mountain is a mole hill."""
    honest = zipped({"xl/workbook.xml": b"<a/>", "xl/worksheets/sheet1.xml": b" " * 5 * LIMIT})
    size = (5 * LIMIT).to_bytes(4, "little")
    assert size in honest
    return honest.replace(size, (100).to_bytes(4, "little"))


def gzipped_twice() -> bytes:
    """A packed file in a packed file: the inner one is no table."""
    return gzip.compress(gzip.compress(b"id,words\n" + b"1,hello\n" * MB))


BOMBS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "one part": ("bomb.xlsx", lambda: zipped({"xl/workbook.xml": b" " * 5 * LIMIT})),
    "many parts": ("bomb.xlsx", lambda: zipped({f"xl/worksheets/sheet{n}.xml": b" " * MB for n in range(9)})),
    "ten thousand parts": ("bomb.ods", lambda: zipped({f"{n}.xml": b"" for n in range(10_001)})),
    "an open document": ("bomb.ods", lambda: zipped({"content.xml": b" " * 5 * LIMIT})),
    "a directory that lies": ("bomb.xlsx", lying_zip),
    "a packed table": ("bomb.csv.gz", lambda: gzip.compress(b"id,words\n" + b"1,hello\n" * MB)),
    "a packed line": ("bomb.csv.gz", lambda: gzip.compress(b"id,words\n1," + b"x" * 5 * LIMIT)),
    "packed twice": ("bomb.csv.gz", gzipped_twice),
    "entities in entities": (
        "bomb.ods",
        lambda: zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": LAUGHS}),
    ),
}  # fmt: skip
LAUGHS = (
    b'<!DOCTYPE a [<!ENTITY l0 "haha">'
    + b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 12))
    + b"]><office:document-content><a>&l11;</a></office:document-content>"
)


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_brought_as_a_survey_is_refused_with_a_sentence(tmp_path: Path, bomb: str) -> None:
    name, made = BOMBS[bomb]
    file = tmp_path / name
    file.write_bytes(made())
    assert file.stat().st_size < 1.5 * MB, "a bomb is small"
    tracemalloc.start()
    with pytest.raises((TooMuch, CannotRead)) as refused:
        list(read_rows(sheet := open_sheet(file), make_plan(sheet, "words", {})))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 4 * LIMIT
    assert len(str(refused.value)) > 20


def test_the_command_line_says_so_and_goes_on_living(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "bomb.xlsx"
    file.write_bytes(BOMBS["one part"][1]())
    assert main(["import", str(file), "--space", "shed", "--text", "auto", "--dry-run"]) == 1
    said = capsys.readouterr()
    assert "unpacks to far more" in said.err and "Traceback" not in said.err


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "gzip, gzip"])
async def test_a_packed_form_is_never_unpacked(client: AsyncClient, shed: Shed, coding: str) -> None:
    """No browser packs what it sends, so nothing here unpacks it: the bytes are no form."""
    form = b"form_id=amina-form-1&open=" + b"a" * 20 * MB
    body = zlib.compress(form) if coding == "deflate" else gzip.compress(form)
    assert len(body) < 64 * 1024
    headers = {"content-encoding": coding, "content-type": "application/x-www-form-urlencoded"}
    tracemalloc.start()
    answer = await client.post("/en/shed", content=body, headers=headers)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert answer.status_code == 422 and "0800 1111" in answer.text
    assert most < 8 * MB and await voices(shed) == []
