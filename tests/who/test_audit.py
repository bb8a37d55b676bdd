"""The audit: append-only, chained, readable, and every look at a held comment is in it."""

from __future__ import annotations

import asyncio
import csv
import io
import json

import pytest
from httpx2 import AsyncClient
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from tests.people import Shed
from tests.who.people_pages import Colleague, at, joins
from voice.cli import main
from voice.people import audit
from voice.people.log import all_lines, newest
from voice.people.nouns import Face, Hat
from voice.people.sign_in import sign_in
from voice.protect.hold import open_holds
from voice.settings import Settings
from voice.store.tables import audit as lines

pytestmark = pytest.mark.anyio
SECRET_WORDS = "my uncle hits me zqheld and I am scared"


async def five_lines(shed: Shed) -> None:
    async with shed.store.writing() as conn:
        for n in range(5):
            await audit.note(conn, "Femi", "opened a hold", f"hold {n}", shed.space.space_id)


async def by_force(conn: AsyncConnection) -> None:
    """As somebody who owns the database can: take the locks off first."""
    if conn.dialect.name == "sqlite":
        for name in ("audit_only_new", "audit_no_update", "audit_no_delete"):
            await conn.execute(text(f"DROP TRIGGER {name}"))
    else:
        await conn.execute(text("ALTER TABLE audit DISABLE TRIGGER ALL"))


CHANGES = {
    "change": update(lines).where(lines.c.number == 3).values(what="hold 7"),
    "remove": delete(lines).where(lines.c.number == 3),
    "empty": delete(lines),
}


@pytest.mark.parametrize("how", CHANGES)
async def test_the_database_refuses_to_change_a_line(shed: Shed, how: str) -> None:
    await five_lines(shed)
    with pytest.raises(DBAPIError, match="append-only"):
        async with shed.store.writing() as conn:
            await conn.execute(CHANGES[how])


async def test_nor_can_a_line_be_replaced_or_the_table_emptied(shed: Shed, settings: Settings) -> None:
    await five_lines(shed)
    sqlite = "INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE number = 3"
    with pytest.raises(DBAPIError, match="append-only"):
        async with shed.store.writing() as conn:
            await conn.execute(text(sqlite if settings.is_sqlite else "TRUNCATE audit"))


@pytest.mark.parametrize("how", CHANGES)
async def test_whoever_goes_round_that_breaks_the_chain(shed: Shed, how: str) -> None:
    await five_lines(shed)
    async with shed.store.writing() as conn:
        assert await audit.is_whole(conn)
        head = await audit.head(conn)
        await by_force(conn)
        await conn.execute(CHANGES[how])
        assert not await audit.is_whole(conn, head)


async def test_lines_cut_off_the_end_are_missed_by_a_head_kept_elsewhere(shed: Shed) -> None:
    await five_lines(shed)
    async with shed.store.writing() as conn:
        head = await audit.head(conn)
        await audit.note(conn, "Femi", "opened a hold", "hold 9", shed.space.space_id)
        assert await audit.is_whole(conn, head), "new lines are no damage"
        await by_force(conn)
        await conn.execute(delete(lines).where(lines.c.number >= 5))
        assert await audit.is_whole(conn), "the chain alone can't tell"
        assert not await audit.is_whole(conn, head)


async def test_a_chain_is_checked_a_piece_at_a_time(shed: Shed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit, "AT_ONCE", 2)
    await five_lines(shed)
    async with shed.store.writing() as conn:
        assert await audit.is_whole(conn)
        await by_force(conn)
        last = (await conn.execute(select(lines).where(lines.c.number == 5))).one()
        await conn.execute(delete(lines).where(lines.c.number == 5))
        await conn.execute(insert(lines).values(**last._asdict() | {"who": "Greta"}))
        assert not await audit.is_whole(conn)


async def test_verify_prints_a_head_and_checks_one(
    shed: Shed, settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("VOICE_DATABASE", settings.database)
    if settings.secret_file:
        monkeypatch.setenv("VOICE_SECRET_FILE", settings.secret_file)
    await five_lines(shed)
    assert await asyncio.to_thread(main, ["verify"]) == 0
    head = json.loads(capsys.readouterr().out)["audit_head"]
    assert head.startswith("5:")
    assert await asyncio.to_thread(main, ["verify", "--audit-head", head]) == 0
    assert await asyncio.to_thread(main, ["verify", "--audit-head", f"5:{'0' * 64}"]) == 1
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["audit_ok"] is False


async def test_every_look_at_a_held_comment_is_a_line_and_no_line_holds_its_words(
    shed: Shed, client: AsyncClient
) -> None:
    await shed.says(SECRET_WORDS, form_id="held-one-1")
    async with shed.store.reading() as conn:
        (held,) = await open_holds(conn, shed.space.space_id)
    at_hold = f"/lead/shed/holds/{held.hold_id}"
    femi = Colleague(client, shed.people["Femi"], "", (), await shed.cookie("Femi", Face.LEAD))
    greta = Colleague(client, shed.people["Greta"], "", (), await shed.cookie("Greta", Face.LEAD))
    assert "zqheld" in (await femi.opens(at_hold)).text
    assert "zqheld" in (await greta.opens(at_hold)).text
    assert "zqheld" in (await femi.sends(at_hold, do="outcome", outcome="")).text
    token = (await femi.opens(at_hold)).text.partition('name="token" value="')[2].partition('"')[0]
    record = await client.post(f"{at_hold}/record", data={"token": token}, headers=femi._headers())
    assert "zqheld" in record.text
    async with shed.store.reading() as conn:
        found, _ = await newest(conn, shed.space.space_id)
    looks = [(line.who, line.what) for line in found if line.what == f"hold {held.hold_id}"]
    # Femi: her page, the page that her form was on, the page that came back, the page for its token, the record.
    assert looks.count(("Femi", f"hold {held.hold_id}")) == 5
    assert looks.count(("Greta", f"hold {held.hold_id}")) == 1
    assert not any("zqheld" in f"{line.who} {line.did} {line.what}" for line in found)


async def test_one_persons_lines_one_kind_and_older_ones(shed: Shed, client: AsyncClient) -> None:
    ines = Colleague(client, shed.people["Ines"], "", (), await shed.cookie("Ines", Face.ADMIN))
    async with shed.store.writing() as conn:
        for n in range(120):
            who = "Greta" if n % 10 == 0 else "Femi"
            await audit.note(conn, who, "merged", f"theme {1000 + n}", shed.space.space_id)
        await audit.note(conn, "Greta", "sent a drill", "", shed.space.space_id)
        await audit.note(conn, "Esi", "elsewhere", "theme 1", shed.space.space_id + 1)
    page = (await ines.opens("/admin/shed/audit")).text
    assert "sent a drill" in page and "theme 1119" in page and "theme 1000" not in page
    assert "elsewhere" not in page
    older = page.partition('href="?')[2].partition('"')[0].replace("&amp;", "&")
    assert "theme 1000" in (await ines.opens(f"/admin/shed/audit?{older}")).text
    gretas = (await ines.opens("/admin/shed/audit?who=Greta&did=merged")).text
    assert gretas.count("<td>Greta</td>") == 12 and "<td>Femi</td>" not in gretas
    assert (await ines.opens("/admin/shed/audit?before=ninety")).status_code == 200


async def test_all_lines_as_a_spreadsheet_that_runs_nothing(shed: Shed, client: AsyncClient) -> None:
    ines = Colleague(client, shed.people["Ines"], "", (), await shed.cookie("Ines", Face.ADMIN))
    async with shed.store.writing() as conn:
        await audit.note(conn, "=cmd()", "invited", "@here", shed.space.space_id)
    page = await ines.opens("/admin/shed/audit")
    token = page.text.partition('name="token" value="')[2].partition('"')[0]
    file = await client.post("/admin/shed/audit/file", data={"token": token}, headers=ines._headers())
    rows = list(csv.DictReader(io.StringIO(file.text)))
    assert [row["did"] for row in rows] == ["took the audit away", "invited"]
    assert rows[1]["who"] == "'=cmd()" and rows[1]["what"] == "'@here"


async def test_what_is_done_to_accounts_stands_where_their_admins_look(
    shed: Shed, client: AsyncClient
) -> None:
    at(0)
    jo = await joins(shed, client, "Jo", Hat.DESIGNER)
    await sign_in(shed.store, shed.keys, Face.DESIGN, jo.person.email, "lamp-river-otter-seven", jo.code)
    async with shed.store.reading() as conn:
        did = [line.did for line in await all_lines(conn, shed.space.space_id)]
    assert did == ["signed in", "gave a hat", "accepted an invite", "invited"]


async def test_that_there_is_a_hold_is_for_the_leads_to_know(shed: Shed, client: AsyncClient) -> None:
    async with shed.store.writing() as conn:
        await audit.note(conn, "Femi", "hold: round", "hold 7", shed.space.space_id)
        await audit.note(conn, "Femi", "sent a drill", space_id=shed.space.space_id)
    ines = Colleague(client, shed.people["Ines"], "", (), await shed.cookie("Ines", Face.ADMIN))
    page = (await ines.opens("/admin/shed/audit")).text
    assert "sent a drill" in page and "hold: round" not in page and "hold 7" not in page
