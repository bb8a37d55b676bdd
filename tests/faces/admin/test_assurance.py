"""The four pages fill themselves in with the space's own names, and say where one is missing."""

from __future__ import annotations

import pytest
from httpx2 import AsyncClient

from tests.faces.admin.test_admin import ines, sends
from tests.people import Shed
from voice.faces.admin.assurance import PAGES

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("page", PAGES)
async def test_every_page_opens_and_is_the_spaces_own(shed: Shed, client: AsyncClient, page: str) -> None:
    await ines(shed, client)
    found = await client.get(f"/admin/shed/assurance/{page}")
    assert found.status_code == 200 and "Ines, who runs The Shed" in found.text
    assert "anonymous" not in found.text.lower() and "compliant" not in found.text.lower()


async def test_the_leads_are_named_and_the_gaps_are_plain(shed: Shed, client: AsyncClient) -> None:
    await ines(shed, client)
    page = (await client.get("/admin/shed/assurance/child")).text
    assert "Femi, Safeguarding lead" in page and "(name the outside contact)" in page


async def test_the_ground_in_law_follows_the_kind_of_organisation(shed: Shed, client: AsyncClient) -> None:
    await ines(shed, client)
    data = "/admin/shed/assurance/data"
    assert "choose the kind of organisation" in (await client.get(data)).text
    assert (await sends(client, "/admin/shed/assurance", body="circus")).status_code == 422
    await sends(client, "/admin/shed/assurance", body="council")
    assert "public task" in (await client.get(data)).text
    await sends(client, "/admin/shed/assurance", body="charity")
    assert "legitimate interests" in (await client.get(data)).text


async def test_there_is_no_fifth_page(shed: Shed, client: AsyncClient) -> None:
    await ines(shed, client)
    assert (await client.get("/admin/shed/assurance/secrets")).status_code == 404
