"""Holds: leads only, every look written down, and nobody closes an urgent one alone."""

from __future__ import annotations

import re

import pytest
from httpx2 import AsyncClient
from sqlalchemy import select

from tests.faces.lead.leads import SAME_SITE, as_, does, held, sends
from tests.people import Shed
from voice.listen.drill import drilled, send_drill
from voice.listen.progress import find_by_receipt, take_back
from voice.people.log import newest
from voice.store.tables import comment, hold_step, words

pytestmark = pytest.mark.anyio
WORDS = "my step dad hits me when mum is at work"


async def test_two_leads_close_an_urgent_hold(shed: Shed, client: AsyncClient) -> None:
    await shed.says(WORDS, form_id="amina-first-1")
    hold = await held(shed)
    await as_(shed, client, "Femi")
    assert WORDS in (await client.get(f"/lead/shed/holds/{hold.hold_id}")).text
    await does(client, hold, "seen")
    assert (await does(client, hold, "outcome", outcome="Spoke with them", note="ref 17")).status_code == 303
    assert (await held(shed)).is_open
    assert (await does(client, hold, "agree")).status_code == 409
    await as_(shed, client, "Greta")
    assert (await does(client, hold, "agree")).status_code == 303
    closed = await held(shed, closed=True)
    assert closed.deadline is None and not closed.is_open


async def test_a_second_lead_may_disagree_and_the_first_writes_again(shed: Shed, client: AsyncClient) -> None:
    await shed.says(WORDS, form_id="amina-first-1")
    hold = await held(shed)
    await as_(shed, client, "Femi")
    await does(client, hold, "seen")
    await does(client, hold, "outcome", outcome="Not a worry after all")
    await as_(shed, client, "Greta")
    assert (await does(client, hold, "disagree")).status_code == 422
    assert (await does(client, hold, "disagree", why="She said so twice")).status_code == 303
    assert (await does(client, hold, "agree")).status_code == 409
    await as_(shed, client, "Femi")
    assert "She said so twice" in (await client.get(f"/lead/shed/holds/{hold.hold_id}")).text
    await does(client, hold, "outcome", outcome="Told children's social care")
    await as_(shed, client, "Greta")
    assert (await does(client, hold, "agree")).status_code == 303
    assert [step.outcome for step in (await held(shed, closed=True)).steps][
        -1
    ] == "Told children's social care"


async def test_an_outcome_has_a_time_and_the_sites_own_reference(shed: Shed, client: AsyncClient) -> None:
    await shed.says(WORDS, form_id="amina-first-1")
    hold = await held(shed)
    await as_(shed, client, "Femi")
    await does(client, hold, "seen")
    done = {"outcome": "Spoke with them", "reference": "CPOMS 4471"}
    later = await does(client, hold, "outcome", done_at="2999-01-01T10:00", **done)
    assert later.status_code == 422 and "CPOMS 4471" in later.text and "has not come yet" in later.text
    await does(client, hold, "outcome", done_at="2026-07-01T10:30", **done)
    page = f"/lead/shed/holds/{hold.hold_id}"
    assert "1 July, 10:30, reference CPOMS 4471" in (await client.get(page)).text
    record = await sends(client, f"{page}/record", **{"at": page})
    assert "done 1 July 2026 10:30 · reference CPOMS 4471" in record.text
    async with shed.store.reading() as conn:
        assert "4471" not in repr((await conn.execute(select(hold_step))).all())


async def test_every_look_is_in_the_audit_without_words(shed: Shed, client: AsyncClient) -> None:
    await shed.says(WORDS, form_id="amina-first-1")
    hold = await held(shed)
    await as_(shed, client, "Femi")
    await client.get(f"/lead/shed/holds/{hold.hold_id}")
    async with shed.store.reading() as conn:
        lines, whole = await newest(conn, shed.space.space_id)
    assert whole and (lines[0].who, lines[0].did) == ("Femi", "opened a hold")
    assert str(hold.hold_id) in lines[0].what and "step dad" not in repr(lines)


async def test_the_list_shows_no_words_and_a_reader_not_even_the_list(
    shed: Shed, client: AsyncClient
) -> None:
    await shed.says(WORDS, form_id="amina-first-1")
    await as_(shed, client, "Femi")
    page = (await client.get("/lead/shed/holds")).text
    assert "Urgent" in page and "step dad" not in page
    await as_(shed, client, "Hari")
    for path in ("/lead/shed/holds", f"/lead/shed/holds/{(await held(shed)).hold_id}", "/lead/shed/drill"):
        assert (await client.get(path)).status_code == 404
    assert "held" not in (await client.get("/lead/shed/read")).text.lower()


async def test_an_outcome_must_be_chosen_and_what_was_typed_stays(shed: Shed, client: AsyncClient) -> None:
    await shed.says(WORDS, form_id="amina-first-1")
    hold = await held(shed)
    await as_(shed, client, "Femi")
    await does(client, hold, "seen")
    answer = await does(client, hold, "outcome", note="typed for a while")
    assert answer.status_code == 422 and "typed for a while" in answer.text


async def test_a_released_hold_is_masked_and_never_quoted(shed: Shed, client: AsyncClient) -> None:
    await shed.says("i dont feel safe at my dads, keira knows", form_id="amina-first-1")
    hold = await held(shed)
    await as_(shed, client, "Femi")
    await does(client, hold, "seen")
    await does(client, hold, "release", outcome="Already known and being helped")
    from sqlalchemy import select

    from voice.store.tables import comment, words

    async with shed.store.reading() as conn:
        assert (await conn.execute(select(comment.c.state))).scalar_one() == "no_quote"
        row = (await conn.execute(select(words))).one()
    assert row.sealed is None and "keira" not in row.masked


async def test_a_drill_reaches_two_people_before_a_round_opens(shed: Shed, client: AsyncClient) -> None:
    hold_id = await send_drill(shed.store, shed.keys, shed.space, shed.round)
    drill = await held(shed)
    assert drill.drill and drill.hold_id == hold_id
    for who, enough in (("Femi", False), ("Greta", True)):
        await as_(shed, client, who)
        await does(client, drill, "seen")
        async with shed.store.reading() as conn:
            assert await drilled(conn, shed.space) is enough
    assert (await does(client, drill, "release", outcome="Spoke with them")).status_code == 422


async def test_the_record_is_for_the_sites_own_system(shed: Shed, client: AsyncClient) -> None:
    await shed.says(WORDS, form_id="amina-first-1", reach="ask for me at the desk on Tuesday")
    hold = await held(shed)
    await as_(shed, client, "Femi")
    token = re.search(
        r'name="token" value="(\w+)"', (await client.get(f"/lead/shed/holds/{hold.hold_id}")).text
    )[1]  # type: ignore[index]
    record = await client.post(
        f"/lead/shed/holds/{hold.hold_id}/record", data={"token": token}, headers=SAME_SITE
    )
    assert WORDS in record.text and "at the desk on Tuesday" in record.text
    assert "attachment" in record.headers["content-disposition"]


async def test_words_taken_back_while_held_are_never_released(shed: Shed, client: AsyncClient) -> None:
    """A writer's "take it back" stands, whenever it came: before the outcome, or between it and the second lead's yes."""
    receipt = (await shed.says(WORDS, form_id="amina-first-1")).receipt
    hold = await held(shed)
    await as_(shed, client, "Femi")
    await does(client, hold, "seen")
    async with shed.store.reading() as conn:
        whose = await find_by_receipt(conn, shed.keys, receipt or "")
    assert (await does(client, hold, "release", outcome="Spoke with them")).status_code == 303
    await take_back(shed.store, shed.keys, whose)
    await as_(shed, client, "Greta")
    assert (await does(client, hold, "agree")).status_code == 303
    async with shed.store.reading() as conn:
        assert (await conn.execute(select(comment.c.state))).scalar_one() == "held"
        assert (await conn.execute(select(words.c.masked))).scalar_one() is None
    assert WORDS in (await client.get(f"/lead/shed/holds/{hold.hold_id}")).text


async def test_a_lead_cannot_pass_on_what_was_taken_back(shed: Shed, client: AsyncClient) -> None:
    receipt = (await shed.says(WORDS, form_id="amina-first-1")).receipt
    hold = await held(shed)
    async with shed.store.reading() as conn:
        whose = await find_by_receipt(conn, shed.keys, receipt or "")
    await take_back(shed.store, shed.keys, whose)
    await as_(shed, client, "Femi")
    await does(client, hold, "seen")
    refused = await does(client, hold, "release", outcome="Spoke with them")
    assert refused.status_code == 422 and "took it back" in refused.text
    assert (await does(client, hold, "outcome", outcome="Spoke with them")).status_code == 303


async def test_words_that_were_let_go_are_still_in_the_record_with_names_hidden(
    shed: Shed, client: AsyncClient
) -> None:
    await shed.says(f"{WORDS}, write to zoltan@example.com", form_id="amina-first-1")
    hold = await held(shed)
    await as_(shed, client, "Femi")
    await does(client, hold, "seen")
    await does(client, hold, "release", outcome="Spoke with them")
    await as_(shed, client, "Greta")
    await does(client, hold, "agree")
    page = (await client.get(f"/lead/shed/holds/{hold.hold_id}")).text
    assert "step dad hits me" in page and "names are hidden now" in page
    assert "zoltan" not in page and "wrote nothing" not in page


async def test_words_taken_back_after_they_were_let_go_leave_the_team_and_stay_in_the_record(
    shed: Shed, client: AsyncClient
) -> None:
    receipt = (await shed.says(WORDS, form_id="amina-first-1")).receipt
    hold = await held(shed)
    await as_(shed, client, "Femi")
    await does(client, hold, "seen")
    await does(client, hold, "release", outcome="Spoke with them")
    await as_(shed, client, "Greta")
    await does(client, hold, "agree")
    async with shed.store.reading() as conn:
        whose = await find_by_receipt(conn, shed.keys, receipt or "")
    await take_back(shed.store, shed.keys, whose)
    async with shed.store.reading() as conn:
        assert (await conn.execute(select(comment.c.state))).scalar_one() == "held"
        assert (await conn.execute(select(words.c.masked))).scalar_one() is None
    assert "step dad hits me" in (await client.get(f"/lead/shed/holds/{hold.hold_id}")).text


async def test_words_that_the_finder_failed_on_are_masked_when_a_lead_lets_them_go(
    shed: Shed, client: AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("no finder")

    monkeypatch.setattr("voice.listen.receive.look", fails)
    await shed.says("ring zoltanka quimby on 07700 900123", form_id="amina-first-1")
    monkeypatch.undo()
    hold = await held(shed)
    await as_(shed, client, "Femi")
    await does(client, hold, "seen")
    wrong = await does(client, hold, "release", outcome="Spoke with them", hide="zoltanko")
    assert wrong.status_code == 422 and "zoltanko" in wrong.text
    await does(client, hold, "release", outcome="Spoke with them", hide="zoltanka quimby")
    async with shed.store.reading() as conn:
        masked = (await conn.execute(select(words.c.masked))).scalar_one()
    assert "07700" not in masked and "zoltanka" not in masked and masked.startswith("ring ")


async def test_a_lead_finds_a_concern_urgent(shed: Shed, client: AsyncClient) -> None:
    await shed.says("i dont feel safe at my dads", form_id="amina-first-1")
    hold = await held(shed)
    assert hold.concern == "concern"
    await as_(shed, client, "Femi")
    await does(client, hold, "seen")
    await does(client, hold, "urgent")
    await does(client, hold, "outcome", outcome="Spoke with them")
    assert (await held(shed)).is_open


async def test_a_second_reader_who_sees_danger_tells_the_lead(shed: Shed, client: AsyncClient) -> None:
    await shed.says("he comes in at night when they sleep", form_id="amina-first-1")
    (comment_id,) = await shed.reads_all()
    await as_(shed, client, "Femi")
    assert (await sends(client, "/lead/shed/second", hold=str(comment_id))).status_code == 303
    assert (await held(shed)).raised_by == "person"
    assert "comes in at night" not in (await client.get("/lead/shed/second")).text
