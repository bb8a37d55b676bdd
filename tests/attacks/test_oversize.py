"""Somebody sends far too much: words, fields, files, heads. It is read no further, and help is on the refusal."""

from __future__ import annotations

import tempfile
import tracemalloc
from pathlib import Path

import pytest
from httpx2 import AsyncClient

from tests.attacks import ONE_ENGINE
from tests.attacks.wire import Wire, status
from tests.faces.design.test_board import Designer
from tests.faces.young.reading import Page
from tests.faces.young.said import FORM, send, voices
from tests.people import Shed
from voice.faces.shared.forms import FIELDS, TEXT_LIMIT
from voice.people.nouns import Face

pytestmark = [pytest.mark.anyio, ONE_ENGINE]

MB = 1024 * 1024
FORM_TYPE = "Content-Type: application/x-www-form-urlencoded"
HELP = ("999", "0800 1111", "85258")


async def test_words_far_too_long_are_refused_with_help(client: AsyncClient, shed: Shed) -> None:
    for words, says in (("x" * 2_001, 422), ("é" * 2_001, 422), ("x" * TEXT_LIMIT, 413), ("x" * 5 * MB, 413)):
        answer = await send(client, words)
        assert answer.status_code == says
        assert all(number in answer.text for number in HELP)
    assert await voices(shed) == []


async def test_every_public_form_stops_reading_at_the_same_point(client: AsyncClient, shed: Shed) -> None:
    for path in ("", "/not-safe", "/details", "/more", "/answers"):
        answer = await client.post(f"/en/shed{path}", data={"form_id": FORM, "reach": "x" * TEXT_LIMIT})
        assert answer.status_code == 413, path
    for path in ("/en/receipt", "/en/receipt/withdraw", "/staff/sign-in"):
        assert (await client.post(path, data={"words": "x" * TEXT_LIMIT})).status_code == 413, path


async def test_more_fields_than_any_page_has_are_refused(client: AsyncClient, shed: Shed) -> None:
    many = "&".join(f"f{n}=" for n in range(FIELDS + 1))
    for body in (f"form_id={FORM}&open=hello&{many}", "&".join(["open=a"] * (FIELDS + 1))):
        answer = await client.post(
            "/en/shed", content=body, headers={"content-type": FORM_TYPE.partition(" ")[2]}
        )
        assert answer.status_code == 422 and "0800 1111" in answer.text
    assert await voices(shed) == []


async def test_a_thousand_taps_are_as_many_as_there_are_boxes(client: AsyncClient, shed: Shed) -> None:
    answer = await send(client, "hello", place_wanted=["dropin"] * 900)
    assert answer.status_code == 200


async def test_a_page_that_comes_back_is_no_larger_than_what_was_sent(
    client: AsyncClient, shed: Shed
) -> None:
    """Fields that the page does not know are not carried round."""
    answer = await send(client, "", **{f"strange{n}": "zq" * 20 for n in range(500)})
    assert answer.status_code == 422 and "zqzq" not in answer.text
    assert len(Page(answer.text).fields) < 60


FILE = b'--zq\r\nContent-Disposition: form-data; name="%s"; filename="a.bin"\r\n\r\n%s\r\n'
UPLOAD = {"content-type": "multipart/form-data; boundary=zq"}


async def test_a_file_where_words_belong_is_no_words(client: AsyncClient, shed: Shed) -> None:
    body = FILE % (b"open", b"zq" * 100) + b"--zq--\r\n"
    answer = await client.post("/en/shed", content=body, headers=UPLOAD)
    assert answer.status_code == 422 and await voices(shed) == []


async def test_many_files_or_a_large_one_are_refused(
    client: AsyncClient, shed: Shed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "spool").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "spool"))
    for body in (FILE % (b"a", b"x") * 50 + b"--zq--\r\n", FILE % (b"a", b"x" * 3 * MB) + b"--zq--\r\n"):
        answer = await client.post("/en/shed", content=body, headers=UPLOAD)
        assert answer.status_code in (413, 422) and "0800 1111" in answer.text
    assert list((tmp_path / "spool").iterdir()) == [], "a child's words never lie in a temporary file"


@pytest.mark.parametrize(
    "charset", ["utf-16", "punycode", "idna", "unicode_escape", "zlib", "rot13", "utf-7"]
)
async def test_words_in_an_odd_alphabet_are_no_fault(client: AsyncClient, shed: Shed, charset: str) -> None:
    body = (
        b'--zq\r\nContent-Disposition: form-data; name="open"\r\n\r\n\\ud800\\x00'
        + b"a-" * 30_000
        + b"\r\n--zq--\r\n"
    )
    headers = {"content-type": f"multipart/form-data; boundary=zq; charset={charset}"}
    assert (await client.post("/en/shed", content=body, headers=headers)).status_code == 422


async def test_a_long_body_costs_no_more_memory_than_the_limit(wire: Wire) -> None:
    """Two hundred megabytes, said to be endless: read no further than a form's worth."""
    _, writer = await wire.opens(
        b"POST /en/shed HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n"
        + FORM_TYPE.encode()
        + b"\r\n\r\n"
    )
    tracemalloc.start()
    try:
        for _ in range(200):
            writer.write(b"100000\r\n" + b"x" * MB + b"\r\n")
            await writer.drain()
    except ConnectionError:
        pass  # hung up on: as good as refused
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    writer.close()
    assert most < 20 * MB
    assert await wire.still_serves()


@pytest.mark.parametrize("head", ["X-Long: " + "a" * 3 * MB, "\r\n".join(f"X-{n}: a" for n in range(200_000)), "Cookie: " + "a=b; " * 600_000])  # fmt: skip
async def test_a_head_without_end_is_refused(wire: Wire, head: str) -> None:
    assert status(await wire.asks("/en/shed", head)) in (0, 400)
    assert await wire.still_serves()


async def test_a_password_of_a_megabyte_is_not_hashed(client: AsyncClient, shed: Shed) -> None:
    answer = await client.post("/staff/sign-in", data={"email": "cerys@shed.example", "password": "x" * MB})
    assert answer.status_code == 413


async def test_a_designers_boxes_have_an_end_too(client: AsyncClient, shed: Shed) -> None:
    esi = Designer(client, await shed.cookie("Esi", Face.DESIGN))
    page = await esi.opens("/themes")
    for title, says in (("x" * 500, 422), ("x" * TEXT_LIMIT, 413)):
        assert (await esi.sends(page, "/themes/new", title=title)).status_code == says
