"""The page where somebody speaks: 200 means kept, and nothing typed is ever lost."""

from __future__ import annotations

import re

import pytest
from httpx2 import AsyncClient

from tests.faces.young.reading import Page
from tests.faces.young.said import FORM, send, taps, voices
from tests.people import Shed
from voice.faces.shared import limits
from voice.listen.nouns import Band
from voice.listen.spaces import close_round, make_space
from voice.protect.hours import DAYS, Hours

pytestmark = pytest.mark.anyio


async def test_the_first_form_posts_to_its_own_page(client: AsyncClient, shed: Shed) -> None:
    page = await client.get("/en/shed")
    first = re.search(r"<form[^>]*>", page.text)
    assert page.status_code == 200 and first
    assert (
        'method="post"' in first[0] and 'action="/en/shed"' in first[0] and 'autocomplete="off"' in first[0]
    )


async def test_hidden_fields_and_words_alone_are_a_voice(client: AsyncClient, shed: Shed) -> None:
    form = dict(Page((await client.get("/en/shed")).text, without=()).fields)
    answered = await client.post("/en/shed", data=form | {"open": "The room is warm"})
    assert answered.status_code == 200
    [kept] = await voices(shed)
    assert kept.form_id == form["form_id"]
    assert (kept.band, kept.route, kept.quote_ok) == (None, "phone", False)


async def test_every_visit_has_its_own_number(client: AsyncClient, shed: Shed) -> None:
    numbers = {Page((await client.get("/en/shed")).text).field("form_id") for _ in range(5)}
    assert len(numbers) == 5
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{8,64}", number) for number in numbers)


async def test_taps_are_kept_and_unknown_ones_passed_over(client: AsyncClient, shed: Shed) -> None:
    sent = {
        "v": "12-17", "quote_ok": ["yes", "yes"], "place_wanted": ["dropin", "dropin", "moon"], "who_with": ["same", "peer"],
        "channel": "walk", "nonsense": "1", "window": "with",
    }  # fmt: skip
    assert (await send(client, **sent)).status_code == 200
    assert await taps(shed) == {
        ("place_wanted", "dropin"), ("who_with", "same"), ("who_with", "peer"), ("channel", "walk"),
    }  # fmt: skip
    [kept] = await voices(shed)
    assert kept.band == Band.TEEN and kept.quote_ok


async def test_one_tap_and_no_words_is_enough(client: AsyncClient, shed: Shed) -> None:
    assert (await send(client, "", place_wanted="online")).status_code == 200
    assert await taps(shed) == {("place_wanted", "online")}


async def test_nothing_at_all_says_so_where_the_words_go(client: AsyncClient, shed: Shed) -> None:
    refused = await send(client, " \u200b ", v="8-11", quote_ok="yes")
    assert refused.status_code == 422
    assert "Tell us one thing, even one word." in refused.text
    assert Page(refused.text).title.startswith("Error:")
    assert 'aria-invalid="true"' in refused.text and 'href="#open"' in refused.text
    assert Page(refused.text).field("form_id") == FORM
    assert Page(refused.text).field("v") == "8-11"
    assert await voices(shed) == []


async def test_too_long_keeps_every_word_and_every_tap(client: AsyncClient, shed: Shed) -> None:
    words = "é" * 2_003
    refused = await send(
        client, words, place_wanted=["dropin", "school"], who_with="peer", quote_ok="no", v="12-17"
    )
    assert refused.status_code == 422
    assert "3 characters too long" in refused.text
    fields = Page(refused.text).fields
    assert ("open", words) in fields
    for kept in (
        ("place_wanted", "dropin"),
        ("place_wanted", "school"),
        ("who_with", "peer"),
        ("quote_ok", "no"),
    ):
        assert kept in fields
    assert await voices(shed) == []


async def test_words_are_shown_as_words_never_as_a_page(client: AsyncClient, shed: Shed) -> None:
    nasty = '</textarea><script>alert(1)</script>"' + "x" * 2_000
    refused = await send(client, nasty)
    assert refused.status_code == 422 and "<script>alert" not in refused.text
    assert dict(Page(refused.text).fields)["open"] == nasty


@pytest.mark.parametrize(
    "words",
    [
        "a\x00b",
        "\ud800 lone".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
        "مرحبا 🌱 \u202e",
    ],
)
async def test_odd_characters_are_taken(client: AsyncClient, shed: Shed, words: str) -> None:
    assert (await send(client, words)).status_code == 200
    assert len(await voices(shed)) == 1


async def test_bytes_that_are_not_text_are_no_fault_of_ours(client: AsyncClient, shed: Shed) -> None:
    body = b"form_id=amina-form-1&open=%ff%fe%00hello&place_wanted=%00&v=%ff"
    answered = await client.post(
        "/en/shed", content=body, headers={"content-type": "application/x-www-form-urlencoded"}
    )
    assert answered.status_code == 200


async def test_a_form_that_lost_its_number_gets_a_new_one_and_keeps_the_words(
    client: AsyncClient, shed: Shed
) -> None:
    refused = await send(client, "hello there", form_id="no!")
    assert refused.status_code == 422
    page = Page(refused.text)
    assert dict(page.fields)["open"] == "hello there"
    assert (await send(client, "hello there", form_id=page.field("form_id"))).status_code == 200


async def test_sending_twice_is_one_voice_and_the_same_page(client: AsyncClient, shed: Shed) -> None:
    first, again = await send(client), await send(client)
    assert first.status_code == again.status_code == 200
    cut = re.compile(r'name="token" value="[^"]*"')
    assert cut.sub("", first.text) == cut.sub("", again.text)
    assert len(await voices(shed)) == 1


async def test_the_same_form_with_other_words_offers_to_send_them_as_new(
    client: AsyncClient, shed: Shed
) -> None:
    await send(client, "first words")
    refused = await send(client, "other words", quote_ok="yes")
    page = Page(refused.text)
    assert refused.status_code == 422 and "Send this as a new message" in refused.text
    assert page.field("form_id") != FORM and dict(page.fields)["open"] == "other words"
    assert (await send(client, "other words", form_id=page.field("form_id"))).status_code == 200
    assert len(await voices(shed)) == 2


async def test_a_body_over_the_limit_is_read_no_further(client: AsyncClient, shed: Shed) -> None:
    refused = await send(client, "x" * 70_000)
    assert refused.status_code == 413 and "0800 1111" in refused.text


async def test_too_many_from_one_address_keeps_the_words_and_shows_help(
    client: AsyncClient, shed: Shed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "SENDS", 0)
    slowed = await send(client, "my words")
    assert slowed.status_code == 429
    assert dict(Page(slowed.text).fields)["open"] == "my words"
    assert "999" in slowed.text and "0800 1111" in slowed.text
    assert await voices(shed) == []


async def test_a_closed_round_keeps_its_page_and_gives_unsent_words_back(
    client: AsyncClient, shed: Shed
) -> None:
    async with shed.store.writing() as conn:
        await close_round(conn, shed.space)
    page = await client.get("/en/shed")
    assert page.status_code == 200 and "stopped asking" in page.text and "0800 1111" in page.text
    refused = await send(client, "came too late")
    assert refused.status_code == 422 and "came too late" in refused.text
    assert await voices(shed) == []


async def test_strangers_find_nothing(client: AsyncClient, shed: Shed) -> None:
    async with shed.store.writing() as conn:
        await make_space(conn, "laptop", "Private", private=True)
    for path in ("/en/nowhere", "/en/laptop", "/xx/shed", "/en/laptop/answers", "/en/nowhere/not-safe"):
        assert (await client.get(path)).status_code == 404, path
    assert (await send(client, at="/en/laptop")).status_code == 404


async def test_another_site_cannot_speak_for_them(client: AsyncClient, shed: Shed) -> None:
    forged = await client.post(
        "/en/shed", data={"form_id": FORM, "open": "x"}, headers={"sec-fetch-site": "cross-site"}
    )
    assert forged.status_code == 404 and await voices(shed) == []


async def test_each_version_asks_in_its_own_words_and_order(client: AsyncClient, shed: Shed) -> None:
    young = (await client.get("/en/shed?v=8-11")).text
    assert young.index('id="places"') < young.index('id="words"')
    teen = (await client.get("/en/shed?v=12-17")).text
    assert teen.index('id="words"') < teen.index('id="places"')
    assert "Where would suit your child?" in (await client.get("/en/shed?v=parent")).text
    assert Page((await client.get("/en/shed?v=99")).text).field("v") == ""


async def test_only_places_on_offer_by_their_local_names(client: AsyncClient, shed: Shed) -> None:
    page = (await client.get("/en/shed")).text
    assert "The Shed</label>" in page and 'value="library"' not in page and 'value="unsure"' in page


async def test_it_opens_with_who_asks_what_can_change_and_by_when(client: AsyncClient, shed: Shed) -> None:
    page = (await client.get("/en/shed")).text
    for said in (
        "Ines, who runs The Shed",
        "Days, hours and rooms",
        "The law, when someone is in danger",
        "We answer by",
    ):
        assert said in page


async def test_when_reading_is_not_pledged_it_says_so(client: AsyncClient, shed: Shed) -> None:
    from dataclasses import replace

    from voice.listen.records import save_round

    async with shed.store.writing() as conn:
        await save_round(conn, replace(shed.round, reading_pledged=False))
    assert "A person may not read every answer." in (await client.get("/en/shed")).text


@pytest.mark.parametrize(("hours", "said"), [("00:00-23:59", False), ("", True)])
async def test_outside_opening_hours_it_says_nobody_reads(
    client: AsyncClient, shed: Shed, hours: str, said: bool
) -> None:
    from dataclasses import replace

    from voice.listen.spaces import save_about

    about = replace(shed.space.about, hours=Hours(open=dict.fromkeys(DAYS, hours) if hours else {}))
    async with shed.store.writing() as conn:
        await save_about(conn, shed.space, about)
    assert ("Nobody reads" in (await client.get("/en/shed")).text) is said


async def test_a_poster_code_is_carried_and_nothing_else(client: AsyncClient, shed: Shed) -> None:
    assert Page((await client.get("/en/shed?at=library-door")).text).field("at") == "library-door"
    assert Page((await client.get('/en/shed?at="><script>')).text).field("at") == ""


async def test_a_language_without_a_catalogue_calls_itself_english(client: AsyncClient, shed: Shed) -> None:
    page = (await client.get("/cy/shed")).text
    assert 'lang="en"' in page and 'action="/cy/shed"' in page
    assert (await send(client, "helo", at="/cy/shed")).status_code == 200
    assert (await voices(shed))[0].language == "cy"


async def test_the_list_names_open_spaces_only(client: AsyncClient, shed: Shed) -> None:
    page = (await client.get("/")).text
    assert 'href="/en/shed"' in page and "Childline" in page
    async with shed.store.writing() as conn:
        await close_round(conn, shed.space)
    assert 'href="/en/shed"' not in (await client.get("/")).text


async def test_the_youngest_have_a_picture_beside_every_word_and_nobody_else_has(
    client: AsyncClient, shed: Shed
) -> None:
    """A picture decorates a word that says the same, so a screen reader passes it over."""
    youngest = (await client.get("/en/shed?v=8-11")).text
    taps = re.findall(
        r'<label><input type="\w+" name="(?:place_wanted|who_with|channel)"[^>]*>(.*?)</label>', youngest
    )
    assert len(taps) >= 12
    assert all(
        re.match(r'<svg viewBox="0 0 24 24" aria-hidden="true"><path d="[^"]+"/></svg>\w', tap)
        for tap in taps
    )
    assert 'viewBox="0 0 24 24"' not in (await client.get("/en/shed?v=12-17")).text
