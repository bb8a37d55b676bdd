"""A lead whom a child names never learns of it from us: not from the list, the count, the mail or the page."""

from __future__ import annotations

from dataclasses import replace

import pytest
from httpx2 import AsyncClient

from tests.faces.lead.leads import as_, does, held, invite_outside, sends
from tests.people import Shed
from voice.protect.hold.alarms import whom_to_ring
from voice.protect.hold.leads import named_in
from voice.protect.hold.nouns import Lead

pytestmark = pytest.mark.anyio
ABOUT_FEMI = "i dont feel safe here, femi hits me in the office"
OTHER = "my step dad hits me when mum is at work"


async def rings(shed: Shed) -> dict[str, int]:
    async with shed.store.reading() as conn:
        return (await whom_to_ring(conn, shed.space.space_id)).leads


async def test_words_that_name_a_lead_go_round_them_from_the_start(shed: Shed, client: AsyncClient) -> None:
    await shed.says(ABOUT_FEMI, form_id="amina-first-1")
    hold = await held(shed)
    assert await rings(shed) == {shed.people["Greta"].email: 1}
    await as_(shed, client, "Femi")
    assert "Nothing is held now" in (await client.get("/lead/shed/holds")).text
    assert "1 held" not in (await client.get("/lead/shed/read")).text
    one = f"/lead/shed/holds/{hold.hold_id}"
    assert (await client.get(one)).status_code == 404
    assert (await sends(client, one, at="/lead/shed/drill", do="seen")).status_code == 404
    assert (await sends(client, f"{one}/record", at="/lead/shed/drill")).status_code == 404
    await as_(shed, client, "Greta")
    assert "Kept from Femi" in (await client.get(one)).text


async def test_it_was_another_femi(shed: Shed, client: AsyncClient) -> None:
    await shed.says("femi in my class hits me every day", form_id="amina-first-1")
    await as_(shed, client, "Greta")
    await does(client, await held(shed), "let_see")
    await as_(shed, client, "Femi")
    assert (await client.get(f"/lead/shed/holds/{(await held(shed)).hold_id}")).status_code == 200
    assert len(await rings(shed)) == 2


async def test_a_lead_sends_it_round_another_and_the_outside_contact_is_told(
    shed: Shed, client: AsyncClient
) -> None:
    await shed.says(OTHER, form_id="amina-first-1")
    jo, hold = await invite_outside(shed), await held(shed)
    one = f"/lead/shed/holds/{hold.hold_id}"
    assert jo.email not in await rings(shed)
    await as_(shed, client, "Jo")
    assert (await client.get(one)).status_code == 404
    await as_(shed, client, "Femi")
    await does(client, hold, "seen")
    assert (await does(client, hold, "round")).status_code == 422
    sent = await does(client, hold, "round", named=str(shed.people["Femi"].person_id))
    assert (sent.status_code, sent.headers["location"]) == (303, "/lead/shed/holds")
    assert (await client.get(one)).status_code == 404
    assert set(await rings(shed)) == {shed.people["Greta"].email, jo.email}
    await as_(shed, client, "Jo")
    assert OTHER in (await client.get(one)).text
    await does(client, hold, "seen")
    await does(client, hold, "outcome", outcome="Told children's social care")
    await as_(shed, client, "Greta")
    assert (await does(client, hold, "agree")).status_code == 303


async def test_what_a_named_lead_wrote_down_before_counts_no_more(shed: Shed, client: AsyncClient) -> None:
    await shed.says(OTHER, form_id="amina-first-1")
    hold = await held(shed)
    await as_(shed, client, "Femi")
    await does(client, hold, "seen")
    await does(client, hold, "outcome", outcome="Not a worry after all")
    await as_(shed, client, "Greta")
    await does(client, hold, "round", named=str(shed.people["Femi"].person_id))
    assert (await does(client, hold, "agree")).status_code == 409
    assert (await held(shed)).acknowledged_by == ()


async def test_it_is_never_hidden_from_everybody(shed: Shed, client: AsyncClient) -> None:
    await shed.says(f"{ABOUT_FEMI} and greta laughs", form_id="amina-first-1")
    hold = await held(shed)
    assert hold.kept_from == frozenset()
    await as_(shed, client, "Greta")
    both = [str(shed.people[who].person_id) for who in ("Femi", "Greta")]
    refused = await does(client, hold, "round", named=both)
    assert refused.status_code == 409 and "outside contact" in refused.text
    await invite_outside(shed)
    assert (await does(client, hold, "round", named=both)).status_code == 303
    assert list(await rings(shed)) == [shed.people["Jo"].email]


LEAD = Lead(1, "Samira Reid", "s@example.org", False, False, None)
GRACE = Lead(2, "Grace", "g@example.org", True, False, None)


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("samira shouts at us", [1]),
        ("SAMIRA'S room", [1]),
        ("mr reid pushed me", [1]),
        ("I told Reid and nothing happened", [1]),
        ("he can't reid a book", []),
        ("Grace said it's my fault", [2]),
        ("say grace before tea", []),
        ("he hits me", []),
    ],
)
def test_names_as_children_write_them(words: str, named: list[int]) -> None:
    assert named_in([words], [LEAD, GRACE]) == named


def test_an_outside_contact_is_not_looked_for() -> None:
    outside = replace(LEAD, outside=True)
    assert named_in(["samira"], [outside, GRACE]) == []
