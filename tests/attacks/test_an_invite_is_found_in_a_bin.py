"""Somebody finds the printout of an invite, uses it after its owner did, or makes more of it than it gives."""

from __future__ import annotations

import asyncio

import pyotp
import pytest
from httpx2 import AsyncClient, Response

from tests.attacks import ONE_ENGINE
from tests.people import Shed
from tests.who.people_pages import OURS, at, hidden, key_on
from voice.clock import instant
from voice.people.invites import invite
from voice.people.nouns import Hat
from voice.people.records import change_person, take_hat
from voice.people.who import members

pytestmark = [pytest.mark.anyio, ONE_ENGINE]


@pytest.fixture
async def link(shed: Shed) -> str:
    """Kit's invite, to be drop-in staff."""
    at(0)
    async with shed.store.writing() as conn:
        ines = shed.people["Ines"]
        token = await invite(conn, shed.space.space_id, "kit@shed.example", [Hat.STAFF], by=ines)
    return f"/admin/invite/{token}"


async def takes(client: AsyncClient, link: str, name: str, **more: str) -> Response:
    """Somebody fills it in."""
    page = await client.get(link)
    if page.status_code != 200:
        return page
    code = pyotp.TOTP(key_on(page)).at(instant())
    form = {"setup": hidden(page, "setup"), "name": name, "password": "four random words here", "code": code}
    return await client.post(link, data=form | more, headers=OURS)


async def test_it_works_once(link: str, client: AsyncClient) -> None:
    assert (await takes(client, link, "Kit")).status_code == 200
    assert (await takes(client, link, "Kate")).status_code == 404


async def test_two_at_the_same_moment_make_one_account(link: str, shed: Shed, client: AsyncClient) -> None:
    both = await asyncio.gather(takes(client, link, "Kit"), takes(client, link, "Kate"))
    assert sorted(answer.status_code for answer in both) == [200, 404]
    async with shed.store.reading() as conn:
        new = [m for m in await members(conn, shed.space.space_id) if m.email == "kit@shed.example"]
    assert len(new) == 1


async def test_its_hats_are_not_for_the_form_to_choose(link: str, shed: Shed, client: AsyncClient) -> None:
    assert (await takes(client, link, "Kit", hat="admin", hats="lead", choice="lead")).status_code == 200
    async with shed.store.reading() as conn:
        (kit,) = [m for m in await members(conn, shed.space.space_id) if m.name == "Kit"]
    assert kit.hats == {Hat.STAFF}


async def test_after_three_days_it_is_paper(link: str, client: AsyncClient) -> None:
    at(72 * 60 + 1)
    assert (await takes(client, link, "Kit")).status_code == 404


@pytest.mark.parametrize("why", ["stopped", "no longer admin"])
async def test_an_invite_of_someone_who_no_longer_runs_the_space_is_void(
    link: str, shed: Shed, client: AsyncClient, why: str
) -> None:
    ines = shed.people["Ines"].person_id
    async with shed.store.writing() as conn:
        if why == "stopped":
            await change_person(conn, ines, stopped=True)
        else:
            await take_hat(conn, shed.space.space_id, ines, Hat.ADMIN)
    assert (await takes(client, link, "Kit")).status_code == 404


async def test_a_phone_from_another_invite_is_not_taken(link: str, shed: Shed, client: AsyncClient) -> None:
    async with shed.store.writing() as conn:
        token = await invite(conn, shed.space.space_id, "mo@shed.example", [Hat.STAFF])
    other = await client.get(f"/admin/invite/{token}")
    code = pyotp.TOTP(key_on(other)).at(instant())
    answer = await takes(client, link, "Kit", setup=hidden(other, "setup"), code=code)
    assert answer.status_code == 422
