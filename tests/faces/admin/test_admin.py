"""Running a space on the screen: say who asks, open a round by its checklist, invite, and see who did what."""

from __future__ import annotations

import re

import pytest
from httpx2 import AsyncClient, Response

from tests.people import Shed
from voice.clock import in_days
from voice.listen.space import Keep
from voice.listen.spaces import current_round, open_space_by_slug
from voice.people.nouns import Face

pytestmark = pytest.mark.anyio
SAME_SITE = {"sec-fetch-site": "same-origin"}


async def ines(shed: Shed, client: AsyncClient) -> None:
    client.cookies.clear()
    client.cookies.update(await shed.cookie("Ines", Face.ADMIN))


async def sends(client: AsyncClient, page: str, **form: str) -> Response:
    found = (await client.get(page)).text
    fields = dict(
        re.findall(
            r'<input (?:type="hidden" )?(?:id="\w+" )?name="(token|version|setup)" value="([^"]*)"', found
        )
    )
    return await client.post(page, data={**fields, **form}, headers=SAME_SITE)


def about_form(**changed: str) -> dict[str, str]:
    """A whole about page as a browser would send it."""
    return {
        "title": "The Shed",
        "topic_plain": "Where you want to talk",
        "asks": "Ines",
        "can_change": "Hours",
        "cannot_change": "The law",
        "places": "dropin = The Shed\nonline = Chat",
        "lead_name": "Femi",
        "deputy_name": "Greta",
        "hours_mon": "10:00-18:00",
        "not_used_reasons": "Not words",
    } | changed


async def test_what_a_space_says_of_itself(shed: Shed, client: AsyncClient) -> None:
    await ines(shed, client)
    assert (await sends(client, "/admin/shed/", **about_form(names="Marian, Idris"))).status_code == 303
    async with shed.store.reading() as conn:
        space = await open_space_by_slug(conn, "shed")
    assert space.about.places == {"dropin": "The Shed", "online": "Chat"}
    assert space.local.names == ("Marian", "Idris")
    assert space.about.hours.open == {"mon": "10:00-18:00"}


@pytest.mark.parametrize(
    ("field", "typed"),
    [("places", "The Shed"), ("hours_mon", "ten to six"), ("hours_mon", "18:00-10:00"), ("help", "Call us")],
)
async def test_bad_input_gets_a_sentence_and_stays(
    shed: Shed, client: AsyncClient, field: str, typed: str
) -> None:
    await ines(shed, client)
    answer = await sends(client, "/admin/shed/", **about_form(**{field: typed, "building": "Somebody new"}))
    assert answer.status_code == 422
    assert typed in answer.text and "Somebody new" in answer.text


async def test_two_admins_never_overwrite_in_silence(shed: Shed, client: AsyncClient) -> None:
    await ines(shed, client)
    await sends(client, "/admin/shed/", **about_form(asks="First"))
    late = await sends(client, "/admin/shed/", **about_form(asks="Second", version="1"))
    assert late.status_code == 409 and "Second" in late.text


async def test_a_round_opens_by_its_checklist_and_no_sooner(shed: Shed, client: AsyncClient) -> None:
    await ines(shed, client)
    assert (await sends(client, "/admin/shed/rounds", do="close")).status_code == 303
    answer = await sends(client, "/admin/shed/rounds", do="open", answer_by=in_days(30).isoformat())
    assert answer.status_code == 409 and "acknowledged a drill" in answer.text
    await sends(client, "/admin/shed/rounds", do="drill")
    async with shed.store.writing() as conn:
        from voice.protect.hold import acknowledge, open_holds

        (drill,) = await open_holds(conn, shed.space.space_id)
        for who in ("Femi", "Greta"):
            hours = shed.space.about.hours
            await acknowledge(conn, shed.space.space_id, hours, drill.hold_id, shed.people[who].person_id)
    assert (await sends(client, "/admin/shed/rounds", do="open", answer_by="soon")).status_code == 422
    assert (
        await sends(client, "/admin/shed/rounds", do="open", answer_by=in_days(30).isoformat())
    ).status_code == 303
    async with shed.store.reading() as conn:
        opened = await current_round(conn, shed.space.space_id)
    assert opened is not None and opened.state == "open" and opened.number == 2


async def test_only_this_spaces_admin(shed: Shed, client: AsyncClient) -> None:
    for who in ("Esi", "Femi", "Dev"):
        client.cookies.clear()
        client.cookies.update(await shed.cookie(who, Face.ADMIN))
        for path in (
            "/admin/shed/",
            "/admin/shed/people",
            "/admin/shed/rounds",
            "/admin/shed/audit",
            "/admin/new",
        ):
            assert (await client.get(path)).status_code == 404, (who, path)


async def test_how_long_things_are_kept_is_set_on_one_page(shed: Shed, client: AsyncClient) -> None:
    await ines(shed, client)
    page = (await client.get("/admin/shed/keeping")).text
    assert 'value="6"' in page and 'value="24"' in page and "No round has closed yet" in page
    numbers = {"unread_months": "3", "released_months": "12", "held_years": "25"}
    assert (await sends(client, "/admin/shed/keeping", **numbers)).status_code == 303
    async with shed.store.reading() as conn:
        assert (await open_space_by_slug(conn, "shed")).about.keep == Keep(3, 12, 25)
    assert "unread 3, released 12 months" in (await client.get("/admin/shed/audit")).text


@pytest.mark.parametrize("typed", ["0", "61", "two", "", "-1", "²", "9" * 5000])
async def test_a_number_that_is_none_gets_a_sentence_and_stays(
    shed: Shed, client: AsyncClient, typed: str
) -> None:
    await ines(shed, client)
    form = {"unread_months": "5", "released_months": typed, "held_years": "20"}
    answer = await sends(client, "/admin/shed/keeping", **form)
    assert answer.status_code == 422 and "from 1 to 60" in answer.text
    assert f'value="{typed}"' in answer.text and 'value="5"' in answer.text


async def test_two_admins_keep_each_others_numbers(shed: Shed, client: AsyncClient) -> None:
    await ines(shed, client)
    numbers = {"unread_months": "3", "released_months": "12", "held_years": "25"}
    await sends(client, "/admin/shed/keeping", **numbers)
    late = await sends(client, "/admin/shed/keeping", **numbers, version="1")
    assert late.status_code == 409
