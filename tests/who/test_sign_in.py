"""Signing in: what is checked, what is said, and how long it lasts."""

from __future__ import annotations

from datetime import timedelta

import pyotp
import pytest
from argon2 import PasswordHasher, extract_parameters
from argon2.exceptions import VerifyMismatchError
from httpx2 import AsyncClient
from sqlalchemy import func, select

from tests.people import Shed
from tests.who.people_pages import NOON, PASSWORD, at, joins
from voice.clock import set_clock
from voice.errors import BadInput, SignInFailed, TooMany
from voice.people import passwords
from voice.people.nouns import Face, Hat
from voice.people.records import change_person
from voice.people.second_factor import matching_step, new_secret
from voice.people.sign_in import new_session, sign_in, sign_out, sign_out_everywhere, who_is
from voice.store.tables import session

pytestmark = pytest.mark.anyio


async def test_a_password_and_a_code_open_one_face(shed: Shed, client: AsyncClient) -> None:
    jo = await joins(shed, client, "Jo", Hat.DESIGNER)
    token = await sign_in(shed.store, shed.keys, Face.DESIGN, "JO@shed.example ", PASSWORD, jo.code)
    me = await who_is(shed.store, shed.keys, Face.DESIGN, token)
    assert me is not None and me.person.name == "Jo"
    assert me.wears(shed.space.space_id, Hat.DESIGNER)
    assert await who_is(shed.store, shed.keys, Face.LEAD, token) is None


async def test_every_wrong_part_is_answered_alike(shed: Shed, client: AsyncClient) -> None:
    jo = await joins(shed, client, "Jo", Hat.DESIGNER)
    said = set()
    for email, password, code in [
        ("nobody@shed.example", PASSWORD, "123456"),
        ("jo@shed.example", "wrong password here", jo.code),
        ("jo@shed.example", PASSWORD, ""),
        ("jo@shed.example", PASSWORD, "000000000000"),
    ]:
        with pytest.raises(SignInFailed) as failed:
            await sign_in(shed.store, shed.keys, Face.DESIGN, email, password, code)
        said.add(str(failed.value))
    assert len(said) == 1


def test_a_name_that_nobody_has_costs_the_same_work() -> None:
    ours = PasswordHasher()
    assert extract_parameters(passwords.NOBODY) == extract_parameters(ours.hash("anything"))
    with pytest.raises(VerifyMismatchError):  # it is compared to the end, not refused as nonsense
        ours.verify(passwords.NOBODY, "anything")


async def test_a_flood_of_sign_ins_is_told_to_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "_waiting", passwords.QUEUE)
    with pytest.raises(TooMany):
        await passwords.is_password(None, "anything")


def test_a_code_may_be_typed_on_any_keyboard() -> None:
    set_clock(lambda: NOON)
    secret = new_secret()
    code = pyotp.TOTP(secret).at(NOON)
    eastern = "".join(chr(0x0660 + int(digit)) for digit in code)
    assert matching_step(secret, f"{code[:3]} {code[3:]}") == matching_step(secret, eastern) is not None


async def test_sessions_end_when_idle_when_old_and_when_told(shed: Shed) -> None:
    esi = shed.people["Esi"]
    at(0)
    async with shed.store.writing() as conn:
        token = await new_session(conn, esi.person_id, Face.DESIGN)
    assert await who_is(shed.store, shed.keys, Face.DESIGN, token)
    at(31)
    assert await who_is(shed.store, shed.keys, Face.DESIGN, token) is None
    at(0)
    await sign_out(shed.store, token)
    assert await who_is(shed.store, shed.keys, Face.DESIGN, token) is None
    async with shed.store.writing() as conn:
        tokens = [await new_session(conn, esi.person_id, Face.DESIGN) for _ in range(2)]
        await sign_out_everywhere(conn, esi, esi)
    assert [await who_is(shed.store, shed.keys, Face.DESIGN, t) for t in tokens] == [None, None]


async def test_a_session_in_use_all_day_ends_after_ten_hours(shed: Shed) -> None:
    at(0)
    async with shed.store.writing() as conn:
        token = await new_session(conn, shed.people["Esi"].person_id, Face.DESIGN)
    for minutes in range(20, 600, 20):
        at(minutes)
        assert await who_is(shed.store, shed.keys, Face.DESIGN, token), f"out after {minutes} minutes"
    at(601)
    assert await who_is(shed.store, shed.keys, Face.DESIGN, token) is None


async def test_someone_who_was_stopped_is_out_at_once(shed: Shed) -> None:
    esi = shed.people["Esi"].person_id
    async with shed.store.writing() as conn:
        token = await new_session(conn, esi, Face.DESIGN)
        await change_person(conn, esi, stopped=True)
    assert await who_is(shed.store, shed.keys, Face.DESIGN, token) is None


async def test_a_short_password_is_refused_with_advice() -> None:
    with pytest.raises(BadInput, match="Four random words"):
        await passwords.hash_password("short")


async def test_demo_people_come_in_from_this_machine_only(shed: Shed) -> None:
    hashed = await passwords.hash_password(PASSWORD)
    esi = shed.people["Esi"]
    async with shed.store.writing() as conn:
        await change_person(conn, esi.person_id, password=hashed)
    assert await sign_in(shed.store, shed.keys, Face.DESIGN, esi.email, PASSWORD, "")
    with pytest.raises(SignInFailed):
        await sign_in(shed.store, shed.keys, Face.DESIGN, esi.email, PASSWORD, "", at_home=False)


async def test_a_stranger_is_sent_to_sign_in_and_finds_nothing_there(shed: Shed, client: AsyncClient) -> None:
    for path in ("/admin/shed/", "/admin/shed/people", "/staff/shed/", "/lead/shed/holds", "/design/shed/"):
        answer = await client.get(path)
        assert answer.status_code == 303, path
        assert answer.headers["location"].endswith("/sign-in")
    client.cookies.update(await shed.cookie("Dev", Face.ADMIN))
    assert (await client.get("/admin/shed/")).status_code == 404


async def test_old_sessions_leave_no_rows(shed: Shed) -> None:
    at(0)
    await shed.cookie("Esi", Face.DESIGN)
    set_clock(lambda: NOON + timedelta(days=1))
    await shed.cookie("Hari", Face.LEAD)
    async with shed.store.reading() as conn:
        assert (await conn.execute(select(func.count()).select_from(session))).scalar_one() == 1
