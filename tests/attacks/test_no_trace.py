"""No trace: whatever a browser tells of itself beside the words is in no file, row, log or backup afterwards.

A real server is spoken to by hand, with a mark in every header that could tell who is there, through a proxy that it
trusts; on every page of the young people's face, sent and refused. Then everything that was kept is searched.
"""

from __future__ import annotations

import asyncio
import http.client
import re
import time
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from sqlalchemy import Date, DateTime, Time, select

from tests.attacks.everywhere import all_that_is_kept, rows_of, where
from tests.people import Shed
from tests.servers import serving
from voice.settings import Settings
from voice.store import tables
from voice.store.copies import backup
from voice.store.copies.envelope import opened_from
from voice.store.jobs import waiting
from voice.store.secret import open_keys

pytestmark = pytest.mark.anyio

HEADERS = {
    "User-Agent": "zqagent/7.1 (zqphone; like nobody)",
    "X-Forwarded-For": "203.0.113.77, 198.51.100.9",
    "X-Real-IP": "203.0.113.77",
    "Forwarded": "for=203.0.113.77;host=zqforwarded",
    "Referer": "https://zqreferrer.example/page?zqreferrerquery=1",
    "Cookie": "zqcookie=zqcookievalue; __Secure-voice-lead=zqcookietoken",
    "Accept-Language": "zq-ZQ,cy;q=0.3",
    "Accept": "text/html;zqaccept=1",
    "X-Request-ID": "zqrequest-77",
    "Via": "1.1 zqvia",
    "DNT": "zqdnt",
    "Sec-CH-UA": '"zqbrand";v="1"',
    "Sec-CH-UA-Model": '"zqmodel"',
    "Authorization": "Basic zqauth",
    "If-None-Match": '"zqetag"',
}
QUERY = "?utm_source=zqquery&fbclid=zqclick"
MARKS = (
    *(
        "zqagent",
        "zqphone",
        "203.0.113.77",
        "198.51.100.9",
        "zqforwarded",
        "zqreferrer",
        "zqcookie",
        "zq-zq",
        "zqaccept",
    ),
    *(
        "zqrequest",
        "zqvia",
        "zqdnt",
        "zqbrand",
        "zqmodel",
        "zqauth",
        "zqetag",
        "zqquery",
        "zqclick",
        "zqpath",
        "zqfield",
    ),
)
FORM = "zqkeptform-1"
"""The one thing that is kept as it was sent: it shows that the search finds what is there."""


class Phone:
    """Somebody's phone, telling everything it knows with every request."""

    def __init__(self, base: str) -> None:
        self.host = urlsplit(base).netloc

    def asks(
        self, method: str, path: str, form: dict[str, str] | None = None, **more: str
    ) -> tuple[int, str]:
        """(status, page) of one request."""
        conn = http.client.HTTPConnection(self.host, timeout=30)
        body = urlencode(form) if form is not None else None
        kind = {"Content-Type": "application/x-www-form-urlencoded"} if form is not None else {}
        conn.request(method, path + QUERY, body, {**HEADERS, **kind, **more})
        answer = conn.getresponse()
        page = answer.read().decode("utf-8", "replace")
        assert not answer.getheader("set-cookie")
        conn.close()
        return answer.status, page

    def sends_nonsense(self, bytes_: bytes) -> None:
        """Something that is no request at all."""
        conn = http.client.HTTPConnection(self.host, timeout=30)
        conn.connect()
        conn.sock.sendall(bytes_)
        conn.sock.settimeout(5)
        with suppress(OSError):
            conn.sock.recv(4096)
        conn.close()


def an_evening(phone: Phone) -> None:
    """Every page that a young person can reach, with good and bad forms. Some are refused, and all are answered."""
    status, page = phone.asks(
        "POST", "/en/shed", {"form_id": FORM, "v": "", "open": "the stairs are steep", "zqfield": "1"}
    )
    assert status == 200
    token = re.search(r'name="token" value="([^"]+)"', page)
    receipt = re.search(r"<[^>]*>((?:[a-z]+[ -]){4}[a-z]+)<", page)
    assert token and receipt
    harmful = {"form_id": "zqother-form", "v": "", "open": "my stepdad hits me, ring 07700 900123"}
    tries: list[tuple[str, str, dict[str, str] | None]] = [
        *(
            ("GET", path, None)
            for path in ("/", "/en", "/en/shed", "/en/shed/answers", "/en/privacy", "/en/receipt")
        ),
        *(
            ("GET", path, None)
            for path in ("/exit", "/en/shed/not-safe", "/en/zqpath", "/zqpath/zqpath", "/staff", "/lead")
        ),
        ("POST", "/en/shed", {"form_id": "zq bad", "v": "", "open": ""}),
        ("POST", "/en/shed", {"form_id": "form-too-long-1", "v": "", "open": "y" * 2_100}),
        ("POST", "/en/shed", harmful),
        ("POST", "/en/shed", {**harmful, "open": "other words"}),
        ("POST", "/en/shed/more", {"token": token[1], "pulse": "zqfield"}),
        ("POST", "/en/shed/details", {"token": "zqfield"}),
        ("POST", "/en/shed/not-safe", {"form_id": "zqdoor-form-1", "reach": "at the desk"}),
        ("POST", "/en/receipt", {"words": "zqfield zqfield no such words"}),
        ("POST", "/en/receipt", {"words": receipt[1]}),
        ("POST", "/en/receipt/withdraw", {"token": "zqfield"}),
        ("POST", "/admin/sign-in", {"email": "zqfield@example.org", "password": "zqfield", "code": "1"}),
        ("DELETE", "/en/shed", None),
    ]
    for method, path, form in tries:
        status, _ = phone.asks(method, path, form)
        assert status < 500, (method, path, status)
    for guess in range(40):
        phone.asks("POST", "/en/receipt", {"words": f"zqfield {guess}"})
    phone.sends_nonsense(b"GET /zqpath\x00 HTTP/9.9\r\nUser-Agent: zqagent\r\n\r\n")
    phone.sends_nonsense(
        b"POST /en/shed HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\nUser-Agent: zqagent\r\n\r\nopen=zqfield"
    )


async def the_worker_is_done(shed: Shed) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        async with shed.store.reading() as conn:
            if not await waiting(conn):
                return
        await asyncio.sleep(0.2)
    raise AssertionError("the worker did not finish")


async def test_nothing_a_browser_tells_of_itself_is_kept_anywhere(
    shed: Shed, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = tmp_path / "all-that-was-said.log"
    with log.open("w") as said, serving(settings, tmp_path, log=said, VOICE_PROXY="127.0.0.1") as server:
        await asyncio.to_thread(an_evening, Phone(server.base))
        await the_worker_is_done(shed)
        running = await all_that_is_kept(settings, shed.store, log)
    opened = tmp_path / "backup-opened"
    if settings.is_sqlite:  # PostgreSQL's dump is made of the rows that are searched
        await asyncio.to_thread(backup.backup, settings, open_keys(settings), tmp_path / "copy")
        opened.write_bytes(b"".join(opened_from(tmp_path / "copy", open_keys(settings))))
    kept = await all_that_is_kept(settings, shed.store, log, opened)
    assert {place for place, _ in where(kept, FORM)} >= {
        "row of voice",
        *(["backup-opened"] if settings.is_sqlite else []),
    }
    assert where(running, *MARKS) == []
    assert where(kept, *MARKS) == []


async def test_two_voices_from_one_phone_share_nothing_but_their_week(
    shed: Shed, settings: Settings, tmp_path: Path
) -> None:
    with serving(settings, tmp_path) as server:
        phone = Phone(server.base)
        for n in range(2):
            await asyncio.to_thread(
                phone.asks,
                "POST",
                "/en/shed",
                {"form_id": f"form-number-{n}", "v": "", "open": f"the stairs {n}"},
            )
    one, other = ([*row] for row in (await rows_of(shed.store))["voice"])
    shared = {
        c.name for c, a, b in zip(tables.voice.columns, one, other, strict=True) if a == b and a is not None
    }
    about_the_space_or_what_was_chosen = {
        "space_id",
        "round_id",
        "route",
        "verbatim",
        "language",
        "quote_ok",
        "withdrawn",
    }
    assert shared - about_the_space_or_what_was_chosen == {"week", "burst"}


# ── what the tables could hold at all ────────────────────────────────────────

FINER_THAN_A_WEEK = {
    "hold.deadline": "only while it is open",
    "hold_step.at": "what a lead did, and when",
    "hold_step.done_at": "what a lead did, and when",
    "hat.away_until": "staff",
    "session.begun": "staff",
    "session.seen": "staff",
    "invite.until": "staff",
    "audit.at": "staff",
    "job.due": "gone when it is done; names no comment's hour but the sweep's and the alarms'",
    "job.lease_until": "gone when it is done",
    "round.opens": "the round's",
    "round.closes": "the round's",
    "round.answer_by": "the round's",
    "visit.day": "a tally",
    "prompt.meeting_on": "a meeting's",
    "conversation.held_on": "a meeting's",
    "tell_back.on_day": "what was told back",
}
"""Every column that knows a day or a minute. None is in a table of what young people said."""
OF_YOUNG_PEOPLE = {"voice", "answer", "comment", "words", "vector", "placing", "heard_right", "batch"}


def test_no_table_of_what_was_said_knows_a_day_or_an_hour() -> None:
    finer = {
        f"{t.name}.{c.name}"
        for t in tables.metadata.tables.values()
        for c in t.columns
        if isinstance(c.type, Date | DateTime | Time | tables.Moment)
    }
    assert finer == set(FINER_THAN_A_WEEK)
    assert {name.split(".")[0] for name in finer} & OF_YOUNG_PEOPLE == set()


def test_no_column_could_hold_an_address_a_device_or_a_cookie() -> None:
    suspicious = re.compile(
        r"(^|_)(ip|addr|address|agent|referr?er|cookie|device|fingerprint|session|host|ua)(_|$)"
    )
    named = {
        f"{t.name}.{c.name}"
        for t in tables.metadata.tables.values()
        if t.name in OF_YOUNG_PEOPLE
        for c in t.columns
    }
    assert not [name for name in named if suspicious.search(name.split(".")[1])]


async def test_ids_and_rows_do_not_tell_who_came_first(shed: Shed) -> None:
    """Ids are random, and so is the order in which SQLite would give the rows back: the key is the id."""
    came = [(await shed.says(f"the stairs {n}", form_id=f"form-number-{n:02}")).voice_id for n in range(30)]
    async with shed.store.reading() as conn:
        comments = list(
            (await conn.execute(select(tables.comment.c.comment_id, tables.comment.c.voice_id))).all()
        )
    order = [came.index(row.voice_id) for row in sorted(comments)]
    assert came != sorted(came) and order != sorted(order)
    assert all(0 < one < 2**63 for one in came)


async def test_a_voices_values_hold_no_clock_time(shed: Shed) -> None:
    await shed.says("the stairs are steep", form_id="form-stairs-1", unsafe=False)
    rows = await rows_of(shed.store)
    values: list[Any] = [value for name in OF_YOUNG_PEOPLE for row in rows[name] for value in row]
    assert values and not [v for v in values if isinstance(v, datetime | date)]
    assert not [v for v in values if isinstance(v, str) and re.search(r"\d{4}-\d\d-\d\d|\d\d:\d\d", v)]
