"""Somebody lies in the headers: which host they asked, where they came from, who passed them on.

Nothing that we answer is made of those lies, and no rule of ours believes them.
"""

from __future__ import annotations

import re

import pytest
from httpx2 import AsyncClient

from tests.attacks import ONE_ENGINE
from tests.attacks.wire import Wire, status
from tests.faces.design.test_board import Designer
from tests.faces.young.said import FORM, send, voices
from tests.people import Shed
from tests.theme.boards import Board
from voice.people.nouns import Face

pytestmark = [pytest.mark.anyio, ONE_ENGINE]

EVIL = "evil.example"
LIES = (
    f"X-Forwarded-Host: {EVIL}",
    f"X-Host: {EVIL}",
    f"Forwarded: for=6.6.6.6;host={EVIL};proto=http",
    "X-Forwarded-Proto: javascript",
    "X-Forwarded-Prefix: /evil.example",
    f"X-Original-URL: /admin/{EVIL}",
    f"X-Rewrite-URL: /admin/{EVIL}",
    "X-HTTP-Method-Override: DELETE",
    "X-Forwarded-For: 127.0.0.1, 10.0.0.1",
    f"Referer: https://{EVIL}/",
)
PAGES = (
    "/",
    "/en/shed",
    "/en/shed/answers",
    "/en/nowhere",
    "/staff/",
    "/design",
    "/design/shed",
    "/en/shed/",
)


@pytest.mark.parametrize("host", [EVIL, f"{EVIL}:80", "", "a b", "<b>evil.example", f"voice.example@{EVIL}"])
async def test_no_answer_repeats_the_host_it_was_asked_by(wire: Wire, host: str) -> None:
    for path in PAGES:
        answer = await wire.asks(path, host=host)
        assert status(answer) in (200, 303, 307, 400, 404) and EVIL.encode() not in answer, path


async def test_no_answer_believes_who_passed_it_on(wire: Wire) -> None:
    for path in PAGES:
        plainly, lying = await wire.asks(path), await wire.asks(path, *LIES)
        assert EVIL.encode() not in lying and b"javascript:" not in lying
        assert without_chance(plainly) == without_chance(lying), path


def without_chance(answer: bytes) -> bytes:
    """An answer without what differs every time: the form's number, the day and hour, the order of options."""
    head, _, body = answer.partition(b"\r\n\r\n")
    steady = [
        line for line in head.split(b"\r\n") if not line.lower().startswith((b"date:", b"content-length:"))
    ]
    return b"\n".join(steady) + b"".join(sorted(re.sub(rb'value="[\w-]{16}"', b"", body).split(b"\n")))


async def test_a_slash_that_was_forgotten_leads_on_here_and_nowhere_else(
    client: AsyncClient, shed: Shed
) -> None:
    esi = Designer(client, await shed.cookie("Esi", Face.DESIGN))
    for path, to in {"/design": "/design/", "/design/shed": "/design/shed/"}.items():
        answer = await client.get(path, headers=esi.headers | {"host": EVIL, "x-forwarded-host": EVIL})
        assert answer.headers["location"] == to


async def test_another_name_in_front_does_not_make_a_guesser_somebody_new(wire: Wire) -> None:
    form = "Content-Type: application/x-www-form-urlencoded"
    seen = [
        status(
            await wire.asks(
                "/en/receipt", form, f"X-Forwarded-For: 10.0.0.{n}", "Content-Length: 0", method="POST"
            )
        )
        for n in range(31)
    ]
    assert seen == [422] * 30 + [429]


ODD_REQUESTS = {
    "two lengths": "Content-Length: 5\r\nContent-Length: 50",
    "a length and chunks": "Content-Length: 5\r\nTransfer-Encoding: chunked",
    "chunks in disguise": "Transfer-Encoding: xchunked",
    "chunks twice": "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
    "no such length": "Content-Length: -5",
    "a folded line": "X-Folded: a\r\n b",
    "a space before the colon": "Content-Length : 5",
    "a bare line end": "X-Bare: a\nGET /admin/ HTTP/1.1",
}


@pytest.mark.parametrize("odd", ODD_REQUESTS.values(), ids=ODD_REQUESTS)
async def test_one_request_is_never_read_as_two(wire: Wire, shed: Shed, odd: str) -> None:
    """What a proxy before us and we might count differently is refused, with help."""
    hidden = b"0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n"
    head = f"POST /en/shed HTTP/1.1\r\nHost: voice.example\r\nConnection: close\r\n{odd}\r\n\r\n".encode()
    answer = await wire.says(head + hidden)
    assert answer.count(b"HTTP/1.1 ") == 1
    assert status(answer) in (400, 404, 422) and b"0800 1111" in answer
    assert b"frame-ancestors 'none'" in answer
    assert await voices(shed) == []


@pytest.mark.parametrize("said", [b"hello\r\n\r\n", b"\x16\x03\x01\x02\x00", b"GET /\xff\xfe HTTP/1.1\r\n\r\n", b"GET http:// HTTP/1.1\r\n\r\n", b"OPTIONS * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", b"CONNECT evil.example:443 HTTP/1.1\r\nHost: a\r\n\r\n"])  # fmt: skip
async def test_what_is_no_request_of_ours_gets_help_and_every_header(wire: Wire, said: bytes) -> None:
    answer = await wire.says(said)
    assert status(answer) in (400, 404, 405)
    assert b"0800 1111" in answer and b"frame-ancestors 'none'" in answer and b"no-store" in answer
    assert await wire.still_serves()


async def test_a_whole_address_in_the_request_is_only_its_path(wire: Wire) -> None:
    answer = await wire.asks(f"http://{EVIL}/en/shed")
    assert status(answer) == 200 and EVIL.encode() not in answer


async def test_a_line_end_in_an_address_makes_no_header(wire: Wire) -> None:
    for path in (
        "/en/shed%0d%0aSet-Cookie:%20a=b",
        "/en/shed?at=%0d%0aSet-Cookie:%20a=b",
        "/design/%0aLocation:%20x",
    ):
        head = (await wire.asks(path)).partition(b"\r\n\r\n")[0]
        assert b"set-cookie" not in head.lower() and b"Location: x" not in head


async def test_nobody_can_talk_past_the_pages_by_web_socket(wire: Wire) -> None:
    upgrade = (
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    )
    answer = await wire.says(
        "\r\n".join(("GET /en/shed HTTP/1.1", "Host: a", "Connection: Upgrade", *upgrade, "", "")).encode()
    )
    assert status(answer) != 101


NOT_FROM_HERE = [
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"sec-fetch-site": ""},
    {"sec-fetch-site": "Same-Origin"},
    {"sec-fetch-site": "cross-site", "origin": "https://testserver"},
    {"origin": f"https://{EVIL}"},
    {"origin": "null"},
    {"origin": ""},
    {"origin": f"https://testserver.{EVIL}"},
    {"origin": f"https://testserver@{EVIL}"},
    {"origin": f"https://{EVIL}", "x-forwarded-host": EVIL},
    {"origin": f"https://{EVIL}#testserver", "referer": "https://testserver/en/shed"},
]


@pytest.mark.parametrize("headers", NOT_FROM_HERE, ids=str)
async def test_a_form_that_comes_from_elsewhere_is_not_taken(
    client: AsyncClient, shed: Shed, headers: dict[str, str]
) -> None:
    forged = await client.post("/en/shed", data={"form_id": FORM, "open": "x"}, headers=headers)
    assert forged.status_code == 404 and await voices(shed) == []


@pytest.mark.parametrize("headers", [*NOT_FROM_HERE, {}], ids=str)
async def test_a_designers_form_that_comes_from_elsewhere_changes_nothing(
    client: AsyncClient, shed: Shed, headers: dict[str, str]
) -> None:
    theme = await Board(shed).suggested("Waiting", [])
    esi = Designer(client, await shed.cookie("Esi", Face.DESIGN))
    token = re.search(r'name="token" value="(\w+)"', (await esi.opens("/themes")).text)
    assert token
    forged = await client.post(
        f"/design/shed/themes/{theme}/rename",
        data={"token": token[1], "version": "1", "title": "Forged"},
        headers=esi.headers | headers,
    )
    assert forged.status_code == 404 and "Forged" not in (await esi.opens("/themes")).text


@pytest.mark.parametrize(
    "headers",
    [{}, {"sec-fetch-site": "same-origin"}, {"sec-fetch-site": "none"}, {"origin": "https://testserver"}],
    ids=str,
)
async def test_a_form_of_ours_is_taken(client: AsyncClient, shed: Shed, headers: dict[str, str]) -> None:
    assert (
        await client.post("/en/shed", data={"form_id": FORM, "open": "x"}, headers=headers)
    ).status_code == 200
    assert (await send(client, "x")).status_code == 200
