"""Signing in: what is checked, what is said, and how long it lasts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from httpx2 import AsyncClient

from tests.people import Shed
from voice.clock import set_clock
from voice.errors import BadInput, NotReady, NotYours, SignInFailed
from voice.people import audit
from voice.people.invites import accept_invite, invite, open_invite
from voice.people.nouns import Face, Hat
from voice.people.passwords import person_of_reset, reset_link_token, set_password
from voice.people.records import change_person
from voice.people.sign_in import hash_password, new_session, sign_in, sign_out, sign_out_everywhere, who_is
from voice.people.totp import new_totp
from voice.people.who import take_hat

pytestmark = pytest.mark.anyio
PASSWORD = "lamp-river-otter-seven"
NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)


async def joins(shed: Shed, email: str = "jo@shed.example", hat: Hat = Hat.DESIGNER) -> str:
    """Jo accepts an invite. Returns their authenticator secret."""
    secret = new_totp()
    async with shed.store.writing() as conn:
        token = await invite(conn, shed.space.space_id, email, hat)
    hashed = await hash_password(PASSWORD)
    async with shed.store.writing() as conn:
        await accept_invite(conn, shed.keys, token, "Jo", hashed, secret)
    return secret


async def test_a_password_and_a_code_open_one_face(shed: Shed) -> None:
    secret = await joins(shed)
    token = await sign_in(
        shed.store, shed.keys, Face.DESIGN, "JO@shed.example ", PASSWORD, pyotp.TOTP(secret).now()
    )
    me = await who_is(shed.store, shed.keys, Face.DESIGN, token)
    assert me is not None and me.person.name == "Jo"
    assert me.wears(shed.space.space_id, Hat.DESIGNER)
    assert await who_is(shed.store, shed.keys, Face.LEAD, token) is None


async def test_a_code_works_once(shed: Shed) -> None:
    secret = await joins(shed)
    code = pyotp.TOTP(secret).now()
    await sign_in(shed.store, shed.keys, Face.DESIGN, "jo@shed.example", PASSWORD, code)
    with pytest.raises(SignInFailed):
        await sign_in(shed.store, shed.keys, Face.DESIGN, "jo@shed.example", PASSWORD, code)


async def test_every_wrong_part_is_answered_alike(shed: Shed) -> None:
    secret = await joins(shed)
    said = set()
    for email, password, code in [
        ("nobody@shed.example", PASSWORD, "123456"),
        ("jo@shed.example", "wrong password here", pyotp.TOTP(secret).now()),
        ("jo@shed.example", PASSWORD, ""),
    ]:
        with pytest.raises(SignInFailed) as failed:
            await sign_in(shed.store, shed.keys, Face.DESIGN, email, password, code)
        said.add(str(failed.value))
    assert len(said) == 1


async def test_sessions_end_when_idle_when_old_and_when_told(shed: Shed) -> None:
    esi = shed.people["Esi"].person_id
    set_clock(lambda: NOON)
    async with shed.store.writing() as conn:
        token = await new_session(conn, esi, Face.DESIGN)
    assert await who_is(shed.store, shed.keys, Face.DESIGN, token)
    set_clock(lambda: NOON + timedelta(minutes=31))
    assert await who_is(shed.store, shed.keys, Face.DESIGN, token) is None
    set_clock(lambda: NOON)
    await sign_out(shed.store, token)
    assert await who_is(shed.store, shed.keys, Face.DESIGN, token) is None
    async with shed.store.writing() as conn:
        tokens = [await new_session(conn, esi, Face.DESIGN) for _ in range(2)]
    await sign_out_everywhere(shed.store, esi)
    assert [await who_is(shed.store, shed.keys, Face.DESIGN, t) for t in tokens] == [None, None]


async def test_someone_who_was_stopped_is_out_at_once(shed: Shed) -> None:
    esi = shed.people["Esi"].person_id
    async with shed.store.writing() as conn:
        token = await new_session(conn, esi, Face.DESIGN)
        await change_person(conn, esi, stopped=True)
    assert await who_is(shed.store, shed.keys, Face.DESIGN, token) is None


async def test_an_invite_works_once_and_not_for_ever(shed: Shed) -> None:
    async with shed.store.writing() as conn:
        token = await invite(conn, shed.space.space_id, "kit@shed.example", Hat.STAFF)
        late = await invite(conn, shed.space.space_id, "lou@shed.example", Hat.STAFF)
    hashed = await hash_password(PASSWORD)
    async with shed.store.writing() as conn:
        await accept_invite(conn, shed.keys, token, "Kit", hashed, new_totp())
    async with shed.store.writing() as conn:
        with pytest.raises(NotYours):
            await accept_invite(conn, shed.keys, token, "Kit again", hashed, new_totp())
    set_clock(lambda: datetime.now(UTC) + timedelta(hours=73))
    async with shed.store.reading() as conn:
        with pytest.raises(NotYours):
            await open_invite(conn, late)


async def test_a_reset_link_is_spent_by_its_use(shed: Shed) -> None:
    await joins(shed)
    async with shed.store.writing() as conn:
        token = await reset_link_token(conn, shed.keys, "jo@shed.example", "Ines")
        assert await reset_link_token(conn, shed.keys, "nobody@shed.example", "Ines") is None
    assert token is not None
    async with shed.store.writing() as conn:
        person = await person_of_reset(conn, shed.keys, token)
        await set_password(conn, person, await hash_password("another-four-random-words"))
    async with shed.store.reading() as conn:
        with pytest.raises(NotYours):
            await person_of_reset(conn, shed.keys, token)


async def test_a_short_password_is_refused_with_advice() -> None:
    with pytest.raises(BadInput, match="Four random words"):
        await hash_password("short")


async def test_the_last_admin_and_the_last_two_leads_stay(shed: Shed) -> None:
    ines, femi = shed.people["Ines"], shed.people["Femi"]
    async with shed.store.writing() as conn:
        with pytest.raises(NotReady, match="last admin"):
            await take_hat(conn, shed.space.space_id, ines.person_id, Hat.ADMIN, by=ines)
        with pytest.raises(NotReady, match="two leads"):
            await take_hat(conn, shed.space.space_id, femi.person_id, Hat.LEAD, by=ines)


async def test_the_audit_notices_a_changed_line(shed: Shed) -> None:
    from sqlalchemy import update

    from voice.store.tables import audit as lines

    async with shed.store.writing() as conn:
        for n in range(5):
            await audit.note(conn, "Femi", "opened hold", str(n), shed.space.space_id)
        assert await audit.is_whole(conn)
        await conn.execute(update(lines).where(lines.c.number == 3).values(what="7"))
        assert not await audit.is_whole(conn)


async def test_a_stranger_is_sent_to_sign_in_and_finds_nothing_there(shed: Shed, client: AsyncClient) -> None:
    for path in ("/admin/shed/", "/admin/shed/people", "/staff/shed/", "/lead/shed/holds", "/design/shed/"):
        answer = await client.get(path)
        assert answer.status_code == 303, path
        assert answer.headers["location"].endswith("/sign-in")
    client.cookies.update(await shed.cookie("Dev", Face.ADMIN))
    assert (await client.get("/admin/shed/")).status_code == 404
