"""The theme board as a designer meets it: seeing, changing, two tabs, and nothing that should not show."""

from __future__ import annotations

import html
import re

import pytest
from httpx2 import AsyncClient, Response
from sqlalchemy import select

from tests.people import Shed, open_the_shed, wanting
from tests.theme.boards import ROOM, WAITING, Board
from voice.listen.nouns import Band
from voice.people.nouns import Face
from voice.protect.hold import open_holds
from voice.protect.reading import Decision
from voice.store import jobs
from voice.store.tables import comment
from voice.theme import records
from voice.theme.codeframe import Placing, Status

pytestmark = pytest.mark.anyio
OURS = {"sec-fetch-site": "same-origin"}


class Designer:
    """Somebody at the design face, with a browser."""

    def __init__(self, client: AsyncClient, cookies: dict[str, str], slug: str = "shed") -> None:
        self.client, self.at = client, f"/design/{slug}"
        self.headers = {"cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}

    async def opens(self, path: str) -> Response:
        """A page, followed on."""
        page = await self.client.get(self.at + path, headers=self.headers)
        while page.is_redirect:
            page = await self.client.get(page.headers["location"], headers=self.headers)
        return page

    async def sends(self, page: Response, path: str, **fields: object) -> Response:
        """A form of a page she has open: it carries that page's token and version."""
        hidden = dict(re.findall(r'name="(token|version)" value="([^"]*)"', page.text))
        return await self.client.post(self.at + path, data=hidden | fields, headers=self.headers | OURS)


def words_of(page: Response) -> str:
    """What a page says, tags taken out."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page.text)).split())


@pytest.fixture
async def esi(client: AsyncClient, shed: Shed) -> Designer:
    """Esi, designer at The Shed."""
    return Designer(client, await shed.cookie("Esi", Face.DESIGN))


@pytest.fixture
async def two(board: Board) -> Board:
    """Waiting and The room, as the machine suggested them."""
    board.ids["waiting"] = await board.suggested("Waiting", await board.hears(*WAITING))
    board.ids["room"] = await board.suggested("The room", await board.hears(*ROOM))
    return board


async def test_the_spaces_page_leads_to_the_space_and_on_to_the_board(esi: Designer) -> None:
    spaces = await esi.client.get("/design/", headers=esi.headers)
    assert 'href="/design/shed/"' in spaces.text
    home = await esi.opens("/")
    assert 'href="/design/shed/themes"' in home.text
    assert (await esi.opens("/themes")).status_code == 200


async def test_an_empty_board_says_what_to_do(esi: Designer) -> None:
    for path in ("/themes", "/comments", "/unplaced", "/not-sure", "/new-ones", "/history"):
        page = await esi.opens(path)
        assert page.status_code == 200
        assert 'class="notice"' in page.text


async def test_each_theme_shows_its_count_its_words_and_who_suggested_it(esi: Designer, two: Board) -> None:
    page = words_of(await esi.opens("/themes"))
    assert "Comments: 6, all read by a person" in page
    assert "suggested by the machine" in page
    assert any(said in page for said in WAITING)


async def test_unread_words_never_show_but_are_counted(esi: Designer, board: Board) -> None:
    read = await board.hears(*WAITING)
    unread = await board.hears("ZEBRACORN nobody has read me", read=False)
    theme = await board.suggested("Waiting", read + unread)
    for path in ("/", "/themes", f"/themes/{theme}", f"/themes/{theme}/split", "/comments", "/unplaced"):
        assert "ZEBRACORN" not in (await esi.opens(path)).text
    assert "Comments: 7, 6 of them read by a person" in words_of(await esi.opens(f"/themes/{theme}"))


async def test_not_used_comments_are_in_no_list(esi: Designer, board: Board) -> None:
    (out,) = await board.hears("QUOKKADAY is not for here", read=False)
    theme = await board.suggested("Waiting", [out])
    await board.shed.reads_all(decision=Decision.NOT_USED)
    for path in ("/themes", f"/themes/{theme}", "/comments", "/unplaced", "/comments?words=quokka"):
        assert "QUOKKADAY" not in (await esi.opens(path)).text
    assert "Comments: none" in words_of(await esi.opens("/themes"))


async def test_a_comment_whose_writer_said_no_is_shown_not_for_quoting(esi: Designer, board: Board) -> None:
    kept = await board.hears("please keep this among you", quote_ok=False)
    theme = await board.suggested("Waiting", kept)
    for path in ("/themes", f"/themes/{theme}", "/comments"):
        page = words_of(await esi.opens(path))
        assert "please keep this among you not for quoting" in page


async def test_under_five_comments_a_theme_has_no_numbers(esi: Designer, board: Board) -> None:
    theme = await board.suggested("Waiting", await board.hears(*WAITING[:3], answers=wanting("dropin")))
    page = words_of(await esi.opens(f"/themes/{theme}"))
    assert "too few for numbers" in page
    assert "The Shed none" not in page and "a few (under 5)" not in page
    assert "a few (under 5)" in words_of(await esi.opens("/themes"))


async def test_a_count_is_hidden_where_a_small_one_could_be_worked_out(esi: Designer, board: Board) -> None:
    await board.suggested("Waiting", await board.hears(*WAITING))
    await board.suggested("The room", await board.hears(*ROOM[:2]))
    page = words_of(await esi.opens("/themes"))
    assert "Comments: 5 or more" in page
    assert "Comments: 6," not in page


async def test_where_they_would_like_to_talk_is_counted_beside_the_theme(esi: Designer, board: Board) -> None:
    theme = await board.suggested("Waiting", await board.hears(*WAITING, answers=wanting("dropin", "online")))
    page = words_of(await esi.opens(f"/themes/{theme}"))
    assert "The Shed 6" in page and "Online 6" in page


async def test_a_band_is_named_only_where_it_is_large_enough_to_hide_in(esi: Designer, board: Board) -> None:
    many = [f"{said} {n}" for n in range(2) for said in WAITING]
    teens = await board.hears(*many)
    young = await board.hears(*ROOM[:5], band=Band.UNDER_12)
    grown = await board.hears(*(f"{said} too" for said in ROOM[:5]), band=Band.YOUNG_ADULT)
    theme = await board.suggested("Waiting", teens + young + grown)
    page = await esi.opens(f"/themes/{theme}")
    assert '<span class="tag">12 to 17</span>' in page.text
    assert '<span class="tag">under 12</span>' not in page.text
    assert '<span class="tag">18 to 25</span>' not in page.text


async def test_no_band_is_named_where_those_left_without_a_name_would_be_known(
    esi: Designer, board: Board
) -> None:
    teens = await board.hears(*(f"{said} {n}" for n in range(2) for said in WAITING))
    young = await board.hears(*ROOM[:5], band=Band.UNDER_12)
    theme = await board.suggested("Waiting", teens + young)
    assert '<span class="tag">12 to 17</span>' not in (await esi.opens(f"/themes/{theme}")).text


async def test_accepting_naming_merging_and_retiring_from_the_board(esi: Designer, two: Board) -> None:
    at, room = f"/themes/{two.ids['waiting']}", two.ids["room"]
    done = await esi.sends(await esi.opens("/themes"), f"{at}/accept")
    assert done.status_code == 303
    await esi.sends(await esi.opens("/themes"), f"{at}/rename", title="The wait", question="What would help?")
    await esi.sends(await esi.opens("/themes"), f"{at}/merge", into=room)
    frame = await two.now()
    assert [t.title for t in frame.live] == ["The room"]
    followed = await esi.opens(at)
    assert followed.url.path.endswith(f"/themes/{room}")
    await esi.sends(await esi.opens("/themes"), f"/themes/{room}/retire")
    assert (await two.now()).live == ()
    assert "This theme was retired" in words_of(await esi.opens(f"/themes/{room}"))
    history = words_of(await esi.opens("/history"))
    assert "Esi retired “The room”" in history and "Esi merged “The wait” into “The room”" in history


async def test_undo_names_what_it_undoes_and_does_it(esi: Designer, two: Board) -> None:
    await esi.sends(await esi.opens("/themes"), f"/themes/{two.ids['room']}/retire")
    page = await esi.opens("/themes")
    assert "Undo: retired “The room”" in words_of(page)
    step = re.search(r'name="step" value="(\d+)"', page.text)
    assert step
    await esi.sends(page, "/themes/undo", step=step[1])
    assert {t.title for t in (await two.now()).live} == {"Waiting", "The room"}
    assert len(await two.inside(two.ids["room"])) == len(ROOM)


async def test_the_second_tab_is_told_who_was_first_and_keeps_what_was_typed(
    esi: Designer, two: Board
) -> None:
    at = f"/themes/{two.ids['waiting']}"
    tab, other_tab = await esi.opens("/themes"), await esi.opens("/themes")
    await esi.sends(tab, f"{at}/rename", title="The wait", theme=two.ids["waiting"])
    late = await esi.sends(other_tab, f"{at}/rename", title="Delays & letters", theme=two.ids["waiting"])
    assert late.status_code == 409
    assert "Esi renamed “Waiting” to “The wait” after you opened this page" in words_of(late)
    assert 'value="Delays &amp; letters"' in late.text
    assert (await two.now()).live[0].title == "The wait"


async def test_a_name_of_nothing_is_refused_with_a_sentence(esi: Designer, two: Board) -> None:
    page = await esi.sends(
        await esi.opens("/themes"), "/themes/new", title="  ", question="Who could we ask?"
    )
    assert page.status_code == 422
    assert "Give the theme a name" in words_of(page)
    assert "Who could we ask?" in page.text


async def test_ticked_comments_are_kept_moved_or_taken_out(esi: Designer, two: Board) -> None:
    room, waiting = two.ids["room"], two.ids["waiting"]
    keep, move, out, *_ = await two.inside(room)
    at = f"/themes/{room}"
    await esi.sends(await esi.opens(at), f"{at}/comments", comment=keep, do="keep")
    await esi.sends(await esi.opens(at), f"{at}/comments", comment=move, do="move", into=waiting)
    await esi.sends(await esi.opens(at), f"{at}/comments", comment=out, do="remove")
    esi_id = two.shed.people["Esi"].person_id
    assert (await two.inside(room))[keep] == esi_id
    assert (await two.inside(waiting))[move] == esi_id
    assert out not in await two.inside(room)
    page = await esi.opens(at)
    assert "a person put it here" in page.text and "the machine's idea" in html.unescape(page.text)
    nothing = await esi.sends(page, f"{at}/comments", do="keep")
    assert nothing.status_code == 422


async def test_a_theme_splits_by_the_ticked_comments(esi: Designer, two: Board) -> None:
    room = two.ids["room"]
    chosen = next(iter(await two.inside(room)))
    page = await esi.opens(f"/themes/{room}/split")
    await esi.sends(page, f"/themes/{room}/split", comment=chosen, shown=chosen, title="Light")
    (new,) = [t.theme_id for t in (await two.now()).live if t.title == "Light"]
    assert set(await two.inside(new)) == {chosen}


async def test_unplaced_comments_go_into_a_theme_or_a_new_one(esi: Designer, two: Board) -> None:
    first, second = await two.hears("could someone meet me at the door", "more biscuits please")
    page = await esi.opens("/unplaced")
    assert "could someone meet me at the door" in page.text
    await esi.sends(page, "/unplaced", comment=f"{first}-", into=two.ids["room"])
    await esi.sends(await esi.opens("/unplaced"), "/unplaced", comment=f"{second}-", title="Biscuits")
    (new,) = [t for t in (await two.now()).live if t.title == "Biscuits"]
    assert second in await two.inside(new.theme_id) and new.status == Status.ACCEPTED
    assert first in await two.inside(two.ids["room"])
    assert "biscuits please" not in (await esi.opens("/unplaced")).text
    lost = await esi.sends(await esi.opens("/themes"), "/unplaced", comment=f"{first}-")
    assert lost.status_code == 422


async def test_what_the_machine_is_unsure_of_is_listed_and_can_be_kept(esi: Designer, two: Board) -> None:
    unsure, strange = await two.hears("hmm maybe the light", "a wholly different matter")
    shed, room = two.shed, two.ids["room"]
    async with shed.store.writing() as conn:
        guesses = [
            Placing(unsure, room, score=0.05, novelty=0.2),
            Placing(strange, room, score=0.9, novelty=0.99),
        ]
        await records.put_placings(conn, shed.space.space_id, guesses)
    listed = await esi.opens("/not-sure")
    assert "hmm maybe the light" in listed.text and "a wholly different matter" not in listed.text
    assert "a wholly different matter" in (await esi.opens("/new-ones")).text
    await esi.sends(listed, "/not-sure", comment=f"{unsure}-{room}", into="keep")
    assert (await two.inside(room))[unsure] == shed.people["Esi"].person_id


async def test_a_search_shows_no_count_and_nothing_at_all_under_five(esi: Designer, two: Board) -> None:
    many = await esi.opens("/comments?words=WAIT")
    assert WAITING[0] in html.unescape(many.text)
    assert not re.search(r"\b6\b", words_of(many))
    few = await esi.opens("/comments?words=window")
    assert "Too few comments to show" in words_of(few) and "no window" not in few.text
    assert "Too few comments" in words_of(await esi.opens("/comments?words=%25"))


async def test_asking_for_themes_twice_asks_the_worker_once(esi: Designer, two: Board) -> None:
    await esi.sends(await esi.opens("/themes"), "/themes/suggest")
    page = await esi.opens("/themes")
    assert "Waiting for its turn" in words_of(page)
    await esi.sends(page, "/themes/suggest")
    async with two.shed.store.reading() as conn:
        assert await jobs.waiting(conn, "suggest", two.shed.space.space_id) == 1


async def test_strangers_and_other_hats_find_nothing(client: AsyncClient, two: Board) -> None:
    shed = two.shed
    paths = ["/themes", f"/themes/{two.ids['room']}", "/comments", "/unplaced", "/history", "/"]
    for who in ("Dev", "Hari", "Cerys"):
        stranger = Designer(client, await shed.cookie(who, Face.DESIGN))
        for path in paths:
            page = await stranger.opens(path)
            assert page.status_code == 404
            assert "The room" not in page.text


async def test_a_theme_of_another_space_is_not_found_here(client: AsyncClient, two: Board) -> None:
    barn = await open_the_shed(two.shed.store, two.shed.keys, slug="barn")
    other = Designer(client, await barn.cookie("Esi", Face.DESIGN), "barn")
    assert (await other.opens(f"/themes/{two.ids['room']}")).status_code == 404
    page = await other.opens("/themes")
    assert (await other.sends(page, f"/themes/{two.ids['room']}/retire")).status_code == 404
    assert len((await two.now()).live) == 2


async def test_a_forged_form_changes_nothing(esi: Designer, two: Board) -> None:
    page = await esi.client.post(
        f"/design/shed/themes/{two.ids['room']}/retire", data={"version": "0"}, headers=esi.headers
    )
    assert page.status_code == 404
    assert len((await two.now()).live) == 2


async def test_a_designer_who_sees_danger_tells_the_lead_and_it_leaves_the_board(
    esi: Designer, two: Board, shed: Shed
) -> None:
    page = await esi.opens("/comments")
    ticked = re.search(r'name="comment" value="(\d+)">\s*<span><bdi>([^<]+)', page.text)
    assert ticked
    told = await esi.opens("/comments?told=1")
    answer = await esi.sends(page, "/comments/tell", comment=ticked[1])
    assert answer.status_code == 303 and "lead has it now" in told.text
    after = await esi.opens("/comments")
    assert f'value="{ticked[1]}"' not in after.text and ticked[2].strip() not in words_of(after)
    async with shed.store.reading() as conn:
        (hold,) = await open_holds(conn, shed.space.space_id)
    assert hold.raised_by == "person"


async def test_what_nobody_released_can_not_be_held_from_the_board(
    esi: Designer, two: Board, shed: Shed
) -> None:
    said = await shed.says("a quiet corner", form_id="unread-here-1")
    page = await esi.opens("/comments")
    async with shed.store.reading() as conn:
        (unread,) = (
            await conn.execute(select(comment.c.comment_id).where(comment.c.voice_id == said.voice_id))
        ).scalars()
    await esi.sends(page, "/comments/tell", comment=str(unread))
    async with shed.store.reading() as conn:
        assert await open_holds(conn, shed.space.space_id) == []


async def test_a_version_that_no_page_ever_said_is_refused(esi: Designer, two: Board) -> None:
    page = await esi.opens("/themes")
    answer = await esi.sends(page, f"/themes/{two.ids['waiting']}/rename", version=2**31, title="Waits")
    assert answer.status_code == 422 and "Reload and try again" in answer.text
