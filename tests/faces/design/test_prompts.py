"""The prompt's pages as a designer meets them: evidence beside the boxes, the wording check, opening, and paper."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from httpx2 import AsyncClient, Response

from tests.faces.design.test_board import Designer, words_of
from tests.people import Shed, open_the_shed
from tests.talk.test_drafts import drafts_of, kept_of, takes_back
from tests.theme.boards import ROOM, WAITING, Board
from voice.clock import in_days, today
from voice.faces.design.sheets_html import sheets_html, write_sheets
from voice.people.nouns import Face
from voice.talk.drafts import printed_prompts
from voice.talk.kept import Kept

pytestmark = pytest.mark.anyio

QUESTION = "What would make the time between asking and meeting easier for you?"


@pytest.fixture
async def esi(client: AsyncClient, shed: Shed) -> Designer:
    """Esi, designer at The Shed."""
    return Designer(client, await shed.cookie("Esi", Face.DESIGN))


@pytest.fixture
async def kept(board: Board) -> Kept:
    """The prompt drafted for Waiting."""
    await board.suggested("Waiting", await board.hears(*WAITING))
    await drafts_of(board.shed)
    return (await kept_of(board.shed))[0]


async def sends(esi: Designer, page: Response, path: str, **fields: object) -> Response:
    """The page's form with everything that stands in it, and some boxes changed."""
    return await esi.sends(page, path, **(boxes_on(page) | fields))


def boxes_on(page: Response) -> dict[str, object]:
    """Every box of the prompt's form, as a browser would send it."""
    form = page.text.split("<form", 3)[2]
    found: dict[str, object] = {
        name: html.unescape(said)
        for name, said in re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>([^<]*)<', form)
    }
    for tag in re.findall(r"<input [^>]*>", form):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and value and "checkbox" not in tag:
            found[name[1]] = html.unescape(value[1])
    for name, options in re.findall(r'<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>', form, re.S):
        chosen = re.search(r'value="([^"]*)" selected', options)
        found[name] = chosen[1] if chosen else ""
    return found


async def test_the_list_says_what_a_person_must_still_do(esi: Designer, kept: Kept) -> None:
    page = words_of(await esi.opens("/prompts"))
    assert "Waiting" in page
    assert "Make the question yours." in page
    assert kept.prompt.opening_question in page


async def test_the_list_names_the_checks_that_failed_when_it_was_saved(esi: Designer, kept: Kept) -> None:
    at = f"/prompts/{kept.prompt_id}"
    await sends(esi, await esi.opens(at), at, opening_question="Do you agree?", told_date="", do="save")
    assert "Put right: open, not leading, worry now, success, tell-back." in words_of(
        await esi.opens("/prompts")
    )


async def test_an_empty_list_says_where_to_start(esi: Designer) -> None:
    assert 'class="notice"' in (await esi.opens("/prompts")).text


async def test_evidence_stands_beside_the_boxes_and_no_corner_is_named(esi: Designer, kept: Kept) -> None:
    page = await esi.opens(f"/prompts/{kept.prompt_id}")
    said = words_of(page)
    for quote in kept.prompt.heard:
        assert quote["text"] in said
    assert "6 comments" in said
    assert not re.search(r"\b(?:TO|FOR|NOT|FAUX)\b", said)


async def test_what_was_written_is_saved(esi: Designer, shed: Shed, kept: Kept) -> None:
    page = await esi.opens(f"/prompts/{kept.prompt_id}")
    sent = await sends(esi, page, f"/prompts/{kept.prompt_id}", opening_question=QUESTION, do="save")
    assert sent.status_code == 303
    (after,) = await kept_of(shed)
    assert after.prompt.opening_question == QUESTION
    assert after.prompt.heard == kept.prompt.heard
    assert after.prompt.room == kept.prompt.room
    assert after.prompt.tell_back == kept.prompt.tell_back
    assert after.prompt.evidence.missing == kept.prompt.evidence.missing


async def test_checking_the_words_saves_nothing_and_keeps_everything(
    esi: Designer, shed: Shed, kept: Kept
) -> None:
    page = await esi.opens(f"/prompts/{kept.prompt_id}")
    sent = await sends(
        esi, page, f"/prompts/{kept.prompt_id}", support="We will provide & ensure <it>", do="check"
    )
    assert sent.status_code == 200
    assert "We will provide &amp; ensure &lt;it&gt;" in sent.text
    assert "This sounds done for people".lower() in words_of(sent)
    assert "set up with; have ready" in words_of(sent)
    assert await kept_of(shed) == [kept]


async def test_a_phrase_can_be_kept_with_a_reason(esi: Designer, shed: Shed, kept: Kept) -> None:
    at = f"/prompts/{kept.prompt_id}"
    changed = {"opening_question": QUESTION, "support": "The law says the nurse must assess them first."}
    first = await sends(esi, await esi.opens(at), at, **changed, do="save")
    assert first.status_code == 303
    page = await esi.opens(at)
    assert "assess them" in page.text
    await sends(esi, page, at, phrase="assess them", reason="It is the law.", do="save")
    (after,) = await kept_of(shed)
    assert after.prompt.excused == [{"phrase": "assess them", "why": "It is the law."}]


async def test_what_can_t_be_used_keeps_everything_typed(esi: Designer, shed: Shed, kept: Kept) -> None:
    at = f"/prompts/{kept.prompt_id}"
    sent = await sends(
        esi, await esi.opens(at), at, young_people="a few", check_in="What did you have for tea?", do="save"
    )
    assert sent.status_code == 422
    assert 'value="a few"' in sent.text
    assert "What did you have for tea?" in sent.text
    assert await kept_of(shed) == [kept]


async def test_the_second_hand_is_told_and_loses_nothing(esi: Designer, kept: Kept) -> None:
    at = f"/prompts/{kept.prompt_id}"
    page = await esi.opens(at)
    await sends(esi, page, at, opening_question=QUESTION, do="save")
    late = await sends(esi, page, at, check_in="What did you have for tea?", do="save")
    assert late.status_code == 409
    assert "Someone else changed this prompt" in words_of(late)
    assert "What did you have for tea?" in late.text


async def test_opening_says_what_is_missing_then_opens(esi: Designer, shed: Shed, kept: Kept) -> None:
    at = f"/prompts/{kept.prompt_id}"
    refused = await esi.sends(await esi.opens(at), f"{at}/open", seen="yes")
    assert refused.status_code == 409
    assert "Make the question yours" in words_of(refused)
    await sends(esi, await esi.opens(at), at, opening_question=QUESTION, do="save")
    unread = await esi.sends(await esi.opens(at), f"{at}/open")
    assert "tick that nobody can be picked out" in words_of(unread)
    assert (await esi.sends(await esi.opens(at), f"{at}/open", seen="yes")).status_code == 303
    (after,) = await kept_of(shed)
    assert after.prompt.state == "opened"


async def test_marks_are_kept_and_shown_again(esi: Designer, shed: Shed, kept: Kept) -> None:
    at = f"/prompts/{kept.prompt_id}"
    page = await esi.opens(f"{at}/comments")
    chosen = kept.prompt.heard[0]["comment_id"]
    done = await esi.sends(page, f"{at}/comments/mark", **{f"side-{chosen}": "other"})
    assert done.status_code == 303
    (after,) = await kept_of(shed)
    assert after.marks.other_side == (chosen,)
    again = (await esi.opens(f"{at}/comments")).text
    assert f'name="side-{chosen}" value="other" checked' in again


async def test_a_meeting_stands_at_the_head_of_the_list(esi: Designer, kept: Kept) -> None:
    at = f"/prompts/{kept.prompt_id}"
    page = await esi.opens(at)
    assert (await esi.sends(page, f"{at}/meeting", meeting_on="soon")).status_code == 422
    await esi.sends(page, f"{at}/meeting", meeting_on=in_days(9).isoformat())
    assert f"Meeting on {in_days(9):%-d %B %Y}" in words_of(await esi.opens("/prompts"))


async def test_closing_ends_it(esi: Designer, shed: Shed, kept: Kept) -> None:
    at = f"/prompts/{kept.prompt_id}"
    assert (await esi.sends(await esi.opens(at), f"{at}/close")).status_code == 303
    (after,) = await kept_of(shed)
    assert after.prompt.state == "closed"


# ── paper ────────────────────────────────────────────────────────────────────


async def test_the_sheets_keep_to_their_words(esi: Designer, kept: Kept) -> None:
    at = f"/prompts/{kept.prompt_id}/print"
    card = await esi.opens(f"{at}/card")
    section = re.search(r"<section class=\"sheet table\".*?</section>", card.text, re.S)
    assert section
    said = re.sub(r"<p class=\"draft\">.*?</p>", "", section[0])
    assert len(re.findall(r"[\w'’]+", html.unescape(re.sub(r"<[^>]+>", " ", said)))) <= 80
    side = await esi.opens(f"{at}/side")
    lines = re.search(r"<dl>.*?</dl>", side.text, re.S)
    assert lines
    assert len(re.findall(r"[\w'’]+", html.unescape(re.sub(r"<[^>]+>", " ", lines[0])))) <= 180
    assert "20 minutes" in side.text and "45 minutes" in side.text
    assert "We stop if" in (await esi.opens(f"{at}/slip")).text
    assert (await esi.opens(f"{at}/all")).text.count('class="sheet ') == 3
    assert (await esi.opens(f"{at}/poster")).status_code == 404


async def test_paper_is_marked_a_draft_until_it_is_open(esi: Designer, kept: Kept) -> None:
    at = f"/prompts/{kept.prompt_id}"
    assert "Draft: stays in the team" in (await esi.opens(f"{at}/print/card")).text
    await sends(esi, await esi.opens(at), at, opening_question=QUESTION, do="save")
    assert "Draft: stays in the team" in (await esi.opens(f"{at}/print/card")).text
    await esi.sends(await esi.opens(at), f"{at}/open", seen="yes")
    assert "Draft" not in (await esi.opens(f"{at}/print/card")).text


async def test_words_taken_back_are_on_no_page_and_no_paper(esi: Designer, shed: Shed, kept: Kept) -> None:
    gone = kept.prompt.heard[0]
    await takes_back(shed, gone["comment_id"])
    at = f"/prompts/{kept.prompt_id}"
    for path in ("/prompts", at, f"{at}/comments", f"{at}/print/all"):
        assert gone["text"] not in words_of(await esi.opens(path)), path
    assert "Needs a look" in words_of(await esi.opens("/prompts"))


async def test_the_files_of_laptop_mode_load_nothing(shed: Shed, kept: Kept) -> None:
    async with shed.store.reading() as conn:
        (printed,) = await printed_prompts(conn, shed.space.space_id)
    files = sheets_html(printed, "The <Shed>")
    assert list(files) == ["waiting-card.html", "waiting-side.html", "waiting-slip.html"]
    for page in files.values():
        assert page.startswith("<!doctype html>")
        assert not re.search(r"<link|src=|href=|url\(", page)
        assert "<Shed>" not in page
    assert "Draft" in files["waiting-card.html"]
    mine = sheets_html(printed | {"opening_question": QUESTION}, "The Shed")
    assert "Draft" not in mine["waiting-card.html"]


async def test_the_files_are_written_in_the_board_s_order(
    shed: Shed, board: Board, kept: Kept, tmp_path: Path
) -> None:
    await board.suggested("Waiting", await board.hears(*ROOM))  # the same title twice
    await drafts_of(shed)
    async with shed.store.reading() as conn:
        printed = await printed_prompts(conn, shed.space.space_id)
    written = write_sheets(printed, "The Shed", tmp_path / "out")
    assert len(written) == len(set(written)) == 6
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(written)
    assert kept.prompt.heard[0]["text"] in html.unescape(
        (tmp_path / "out" / "01-waiting-card.html").read_text()
    )


async def test_strangers_find_nothing(client: AsyncClient, shed: Shed, kept: Kept, store, keys) -> None:  # type: ignore[no-untyped-def]
    await open_the_shed(store, keys, slug="barn")
    dev = Designer(client, await shed.cookie("Hari", Face.DESIGN))
    for path in ("/prompts", f"/prompts/{kept.prompt_id}", f"/prompts/{kept.prompt_id}/print/all"):
        assert (await dev.opens(path)).status_code == 404
    esi = Designer(client, await shed.cookie("Esi", Face.DESIGN), slug="barn")
    assert (await esi.opens(f"/prompts/{kept.prompt_id}")).status_code == 404


# ── conversations ────────────────────────────────────────────────────────────


async def test_a_conversation_is_written_down_and_a_try_settled(esi: Designer, kept: Kept) -> None:
    at = f"/prompts/{kept.prompt_id}/conversation"
    fields = {"held_on": today().isoformat(), "where": "The Shed", "role": "manager", "n": "3"}
    page = await esi.opens(at)
    empty = await esi.sends(page, at, **fields | {"n": "", "how": "Over tea"})
    assert empty.status_code == 422
    assert "Over tea" in empty.text
    done = await esi.sends(page, at, **fields)
    assert done.status_code == 303
    record = done.headers["location"].removeprefix("/design/shed")
    assert "No young people were there." in words_of(await esi.opens(record))
    assert "No young people were there." in words_of(await esi.opens("/conversations"))
    tried = {"smallest_test": "Ring on Fridays", "stop_if": "It is too much"}
    one = await esi.opens(record)
    assert (await esi.sends(one, f"{record}/try", smallest_test="Ring on Fridays")).status_code == 422
    assert (await esi.sends(one, f"{record}/try", **tried)).status_code == 303
    page = await esi.opens(record)
    found = re.search(r'name="try" value="(\d+)"', page.text)
    assert found
    settled = {**tried, "try": found[1], "result": "kept"}
    assert (await esi.sends(page, f"{record}/try", **settled)).status_code == 422
    settled["what_else_was_true"] = "A new worker had begun."
    assert (await esi.sends(page, f"{record}/try", **settled)).status_code == 303
    assert "A new worker had begun." in words_of(await esi.opens(record))


async def test_two_themes_have_two_pages(esi: Designer, board: Board, kept: Kept) -> None:
    await board.suggested("The room", await board.hears(*ROOM))
    await drafts_of(board.shed)
    one, two = await kept_of(board.shed)
    assert one.prompt.opening_question != two.prompt.opening_question
    assert ROOM[0] not in words_of(await esi.opens(f"/prompts/{kept.prompt_id}/comments"))
