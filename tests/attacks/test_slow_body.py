"""Somebody opens a hundred lines and lets a byte drip down each, so that no child gets through.

Each wait has an end, and the others are served meanwhile. The ends are made short here; what is looked
at is that there is one, not how long it takes.
"""

from __future__ import annotations

import pytest

from tests.attacks import ONE_ENGINE
from tests.attacks.wire import Wire, status
from tests.faces.young.said import voices
from tests.people import Shed
from voice.commands import connections
from voice.faces.shared import forms

pytestmark = [pytest.mark.anyio, ONE_ENGINE]

HEAD = b"POST /en/shed HTTP/1.1\r\nHost: voice.example\r\nContent-Type: application/x-www-form-urlencoded\r\n"
BODY = HEAD + b"Content-Length: 40\r\n\r\nform_id=amina-form-1"
CROWD = 100


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    for place, name in ((forms, "PATIENCE"), (connections, "HEAD_SECONDS"), (connections, "LINGER_SECONDS")):
        monkeypatch.setattr(place, name, 0.3)
    monkeypatch.setattr(forms, "SLOWEST", 1e9)


async def test_a_form_that_drips_in_is_let_go_with_a_sentence_and_help(wire: Wire, shed: Shed) -> None:
    answer = await wire.drips(HEAD + b"Content-Length: 60000\r\n\r\nform_id=a")
    assert status(answer) == 408
    assert b"your words are still there" in answer and b"0800 1111" in answer
    assert await voices(shed) == []


UPLOAD = BODY.replace(b"application/x-www-form-urlencoded", b"multipart/form-data; boundary=zq").replace(
    b"form_id=amina-form-1",
    b'--zq\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nid',
)


@pytest.mark.parametrize("half", [BODY, UPLOAD], ids=["form", "upload"])
async def test_what_stops_half_way_is_let_go(wire: Wire, shed: Shed, half: bytes) -> None:
    assert status(await wire.says(half.replace(b"Length: 40", b"Length: 400"))) == 408
    assert await voices(shed) == []


@pytest.mark.parametrize("said", [b"", b"G", b"GET /en/shed HTTP/1.1\r\nHost: voice", HEAD])
async def test_a_head_that_never_ends_is_hung_up_on(wire: Wire, said: bytes) -> None:
    assert await wire.says(said) == b""


async def test_a_head_that_drips_is_hung_up_on(wire: Wire) -> None:
    assert await wire.drips(b"GET /en/shed HTTP/1.1\r\nX-Slow: ") == b""


@pytest.mark.parametrize("path", ["/nothing/here", "/en/privacy", "/staff/shed/", "/en/shed"])
async def test_a_body_that_nobody_reads_is_hung_up_on_once_it_is_answered(wire: Wire, path: str) -> None:
    head = HEAD.replace(b"/en/shed", path.encode()) + b"Content-Length: 9000000\r\n\r\n"
    answer = await wire.drips(head + b"x" * 70_000)
    assert status(answer) in (303, 404, 405, 413)


async def test_everybody_else_is_served_meanwhile(
    wire: Wire, shed: Shed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forms, "PATIENCE", 60)
    waiting = [await wire.opens(BODY) for _ in range(CROWD)]
    for _ in range(5):
        assert await wire.still_serves()
    whole = HEAD + b"Connection: close\r\nContent-Length: 30\r\n\r\nform_id=amina-form-1&open=hello"[:-1]
    assert status(await wire.says(whole)) == 200
    assert len(await voices(shed)) == 1
    for _, writer in waiting:
        writer.close()
