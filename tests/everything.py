"""The Shed on a busy evening: words in every state that words can be in, and everything done with them that can be.

Each saying holds a word of its own, its mark, such as `zqunread`. The marks are then
looked for in whatever comes out of a door: see `test_doors.py`. The story goes the
whole way (said, looked at, read or held, themed, put on a card, talked over, told
back, taken back), and then does by force what the product refuses to do, so that a
door which trusts the one before it is found out too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from enum import StrEnum
from typing import Any

from httpx2 import AsyncClient, Response
from sqlalchemy import select, update

from tests.faces.design.test_board import Designer
from tests.faces.design.test_prompts import boxes_on
from tests.people import Shed, open_the_shed
from tests.theme.boards import Board, Wordy
from voice.clock import in_days, today
from voice.listen import drill
from voice.listen.nouns import Verbatim
from voice.listen.progress import Whose, take_back
from voice.people.nouns import Face
from voice.protect import hold
from voice.protect.reading import Decision, decide, flood, queue
from voice.protect.reading.second import mark_second_read
from voice.protect.usable import State
from voice.settings import Settings
from voice.store import tables
from voice.talk import records as talk_records
from voice.talk.drafts import draft_prompts, edit_prompt
from voice.talk.kept import Kept, kept_prompts
from voice.talk.prompts import Prompt
from voice.tell import records as tell_records
from voice.tell.nouns import Stage, TellBack
from voice.tell.tell_backs import all_of, save
from voice.theme import records as theme_records
from voice.theme.codeframe import Placing
from voice.theme.review import accept
from voice.theme.suggest import suggest_for
from voice.work.loop import Worker, run_once


class Kind(StrEnum):
    """Every fate that words can have, finer than the states in the database. The value is the mark to look for."""

    UNSEEN = "zqunseen"  # just sent: the worker has not looked yet
    UNREAD = "zqunread"  # waits in the reading queue
    PASSED = "zqpassed"  # "not mine to read": waits for another reader
    ASIDE = "zqaside"  # part of a flood that a reader set aside
    URGENT = "zqurgent"  # "I don't feel safe"
    REACH = "zqreach"  # the way to be reached that was left with it
    CONCERN = "zqconcern"  # the rules found harm
    ASKED = "zqasked"  # a reader asked the lead to look, after a machine had themed it
    SETTLED = "zqsettled"  # a lead has dealt with it, and keeps the words held
    NOTE = "zqnote"  # what the lead wrote down then
    LET_GO = "zqletgo"  # a lead let it be themed
    DRILL = "i want somebody to know"  # nobody's words, held like somebody's
    RELEASED = "zqreleased"  # one person has read it
    MASKED = "zqmasked"  # the same, with an e-mail address in it
    DETAIL = "zqdetail"  # that e-mail address
    SUMMARY = "zqsummary"  # a worker's note of what was said
    TWICE = "zqtwice"  # two people have read it
    PUBLISHED = "zqpublished"  # and it stands on the public page
    NO_QUOTE = "zqnoquote"  # the reader said: not for quoting
    SAID_NO = "zqsaidno"  # the writer said so
    NOT_USED = "zqnotused"  # the reader said: not used
    GONE_UNREAD = "zqgoneunread"  # withdrawn before anyone had read it
    GONE_READ = "zqgoneread"  # withdrawn once it was released
    GONE_QUOTED = "zqgonequoted"  # withdrawn from a theme, a card and the public page
    NEXT_DOOR = "zqnextdoor"  # released, in another space


BESIDE_WORDS = {Kind.REACH, Kind.NOTE, Kind.DETAIL}
"""Marks that are no comment of their own."""

SAYINGS: dict[Kind, str] = {
    Kind.PASSED: "the waiting list zqpassed never moves at all",
    Kind.ASIDE: "waiting and waiting and zqaside waiting",
    Kind.URGENT: "waiting is the worst zqurgent and nobody comes",
    Kind.CONCERN: "someone at school keeps hitting me zqconcern",
    Kind.ASKED: "waiting alone zqasked and the corridor is dark",
    Kind.SETTLED: "somebody at school keeps hitting me zqsettled",
    Kind.LET_GO: "a boy at school keeps hitting me zqletgo",
    Kind.RELEASED: "waiting so long zqreleased that I gave up waiting",
    Kind.MASKED: "the waiting zqmasked is bad, write to zqdetail@example.com",
    Kind.SUMMARY: "she finds the waiting zqsummary too long",
    Kind.TWICE: "the letter does not say how long the waiting zqtwice takes",
    Kind.PUBLISHED: "waiting months with no letter zqpublished is the worst",
    Kind.NO_QUOTE: "waiting made my worry bigger zqnoquote every week",
    Kind.SAID_NO: "still waiting since spring zqsaidno and no letter",
    Kind.NOT_USED: "waiting waiting zqnotused waiting",
    Kind.GONE_UNREAD: "the waiting room zqgoneunread has no window",
    Kind.GONE_READ: "waiting with my nan zqgoneread was fine",
    Kind.GONE_QUOTED: "I like the waiting zqgonequoted because it is calm and kind",
}
BUSES = (
    "the late bus zqunread never comes to our street",
    "our street has no late bus zqunread any more",
    "late bus zqunread to our street please",
    "when the late bus zqunread is full our street walks",
    "a late bus zqunread for our street would help",
    "the last late bus zqunread leaves our street early",
)
"""Six unread comments alike: a machine makes a theme of them, which may not take its name from them."""

SAID_HOW: dict[Kind, dict[str, Any]] = {
    Kind.URGENT: {"unsafe": True, "reach": "ask for zqreach at the front desk"},
    Kind.SAID_NO: {"quote_ok": False},
    Kind.SUMMARY: {"verbatim": Verbatim.SUMMARY},
}
READ_AS: dict[Kind, Decision] = {
    Kind.PASSED: Decision.NOT_MINE,
    Kind.ASKED: Decision.HOLD,
    Kind.NO_QUOTE: Decision.USE_NO_QUOTE,
    Kind.NOT_USED: Decision.NOT_USED,
    **dict.fromkeys(
        (Kind.RELEASED, Kind.MASKED, Kind.SUMMARY, Kind.TWICE, Kind.PUBLISHED, Kind.SAID_NO), Decision.USE
    ),
    **dict.fromkeys((Kind.GONE_READ, Kind.GONE_QUOTED), Decision.USE),
}
"""What Hari settles, reading. The others wait, or are held."""

STATES: dict[Kind, State] = {
    **dict.fromkeys((Kind.UNSEEN, Kind.UNREAD, Kind.PASSED), State.UNREAD),
    **dict.fromkeys((Kind.URGENT, Kind.CONCERN, Kind.ASKED, Kind.SETTLED, Kind.DRILL), State.HELD),
    **dict.fromkeys(
        (Kind.RELEASED, Kind.MASKED, Kind.SUMMARY, Kind.TWICE, Kind.PUBLISHED, Kind.NEXT_DOOR),
        State.RELEASED,
    ),
    **dict.fromkeys((Kind.LET_GO, Kind.NO_QUOTE, Kind.SAID_NO), State.NO_QUOTE),
    Kind.ASIDE: State.ASIDE,
    Kind.NOT_USED: State.NOT_USED,
    **dict.fromkeys((Kind.GONE_UNREAD, Kind.GONE_READ, Kind.GONE_QUOTED), State.WITHDRAWN),
}
"""Where each has come to at the end of the evening."""


@dataclass
class Evening:
    """The Shed and the space next door, with what was said in them: fate → its comments, fate → its receipt."""

    shed: Shed
    next_door: Shed
    settings: Settings
    ids: dict[Kind, list[int]] = field(default_factory=dict)
    receipts: dict[Kind, str] = field(default_factory=dict)
    theme: int = 0  # Waiting: kept by Esi, with one of every fate placed in it

    @property
    def space_id(self) -> int:
        """The Shed's id."""
        return self.shed.space.space_id

    def all_ids(self, *but: Kind) -> list[int]:
        """One comment of every fate at The Shed, those first that nobody may quote."""
        kinds = sorted(self.ids, key=lambda kind: STATES[kind] == State.RELEASED)
        return [self.ids[kind][0] for kind in kinds if kind not in (*but, Kind.NEXT_DOOR)]

    def found_in(self, text: str) -> set[Kind]:
        """Whose words, or whose comment's id, stand in a text. Ids count: a list that leaks may show its words blank."""
        return words_in(text) | {
            kind for kind, ids in self.ids.items() if any(str(one) in text for one in ids)
        }


def words_in(text: str) -> set[Kind]:
    """Whose words stand in a text."""
    low = text.lower()
    return {kind for kind in Kind if kind in low}


async def a_busy_evening(shed: Shed, client: AsyncClient, settings: Settings) -> Evening:
    """Everything that can happen to words, up to their being taken back; the worker has not cleared up yet."""
    evening = Evening(shed, await open_the_shed(shed.store, shed.keys, slug="barn"), settings)
    esi = Designer(client, await shed.cookie("Esi", Face.DESIGN))
    await people_speak(evening)
    await the_machine_suggests(evening)
    await hari_sets_a_flood_aside(evening)
    await hari_reads(evening)
    await the_leads_decide(evening)
    await some_take_it_back(evening, Kind.GONE_READ)
    await esi_keeps_a_theme(evening)
    await esi_opens_a_card(evening, esi)
    await an_old_card_quotes_everybody(evening)
    await they_talk_it_over(evening, esi)
    await esi_tells_it_back(evening, esi)
    await a_page_is_published_by_force(evening)
    await somebody_speaks_at_the_last_moment(evening)
    await quoted_words_are_taken_back(evening)
    return evening


async def the_worker_works(evening: Evening) -> None:
    """Every job that waits is done, with an encoder that needs no model."""
    worker = Worker(evening.shed.store, evening.shed.keys, evening.settings)
    worker.__dict__["encoder"] = Wordy()
    while await run_once(worker):
        pass


# ── listen and protect ───────────────────────────────────────────────────────


async def people_speak(evening: Evening) -> None:
    """Everybody says their piece, and the worker looks at it. One is taken back before it is read."""
    for line in BUSES:
        await somebody_says(evening, Kind.UNREAD, line)
    for kind, line in SAYINGS.items():
        await somebody_says(evening, kind, line)
    await a_drill_is_sent(evening)
    await somebody_speaks_next_door(evening)
    await the_worker_works(evening)
    await some_take_it_back(evening, Kind.GONE_UNREAD)


async def somebody_says(evening: Evening, kind: Kind, line: str) -> None:
    """One saying. Its form id does not hold the mark: form ids are no secret."""
    form_id = f"evening-{len(evening.receipts)}-{len(evening.ids.get(kind, ()))}"
    received = await evening.shed.says(line, form_id=form_id, **SAID_HOW.get(kind, {}))
    evening.receipts[kind] = received.receipt
    await remember(evening, kind)


async def remember(evening: Evening, kind: Kind) -> None:
    """Whatever comment is new since the last one was remembered is of this fate."""
    known = {one for ids in evening.ids.values() for one in ids}
    async with evening.shed.store.reading() as conn:
        everything = (await conn.execute(select(tables.comment.c.comment_id))).scalars().all()
    evening.ids.setdefault(kind, []).extend(set(everything) - known)


async def somebody_speaks_at_the_last_moment(evening: Evening) -> None:
    """Nothing has looked at these words yet; by force they are placed all the same."""
    await somebody_says(evening, Kind.UNSEEN, "waiting for a letter zqunseen is like shouting in a cave")
    await place_by_force(evening, evening.ids[Kind.UNSEEN])


async def a_drill_is_sent(evening: Evening) -> None:
    """Its words are nobody's, and go the way of a child's."""
    shed = evening.shed
    await drill.send_drill(shed.store, shed.keys, shed.space, shed.round)
    await remember(evening, Kind.DRILL)


async def somebody_speaks_next_door(evening: Evening) -> None:
    """Released words of another space, and a theme with a card of its own: its people may not look into ours."""
    barn = evening.next_door
    await barn.says("the barn is draughty zqnextdoor", form_id="evening-next-door")
    await remember(evening, Kind.NEXT_DOOR)
    await barn.reads_all()
    await Board(barn).suggested("The barn", evening.ids[Kind.NEXT_DOOR])


async def hari_reads(evening: Evening) -> None:
    """Hari settles what is his to settle; some of it is read a second time by Femi."""
    for kind, decision in READ_AS.items():
        await hari_settles(evening, evening.ids[kind][0], decision)
    twice = [evening.ids[kind][0] for kind in (Kind.TWICE, Kind.PUBLISHED, Kind.GONE_QUOTED)]
    async with evening.shed.store.writing() as conn:
        femi = evening.shed.people["Femi"].person_id
        assert await mark_second_read(conn, evening.space_id, twice, femi) == []


async def hari_sets_a_flood_aside(evening: Evening) -> None:
    """One voice stands for a flood: it came in a burst of its own."""
    async with evening.shed.store.writing() as conn:
        mine = tables.comment.c.comment_id == evening.ids[Kind.ASIDE][0]
        voice_id = (await conn.execute(select(tables.comment.c.voice_id).where(mine))).scalar_one()
        await conn.execute(update(tables.voice).where(tables.voice.c.voice_id == voice_id).values(burst=7))
        assert await flood.set_aside(conn, evening.space_id, 7) == 1


async def hari_settles(evening: Evening, comment_id: int, decision: Decision) -> None:
    """One comment, as it stood on his screen."""
    shed = evening.shed
    async with shed.store.writing() as conn:
        (on_screen,) = await queue(conn, shed.keys, evening.space_id, only=comment_id)
        hours, hari = shed.space.about.hours, shed.people["Hari"].person_id
        await decide(conn, shed.keys, evening.space_id, hours, comment_id, on_screen.version, decision, hari)


async def the_leads_decide(evening: Evening) -> None:
    """Femi deals with two of the holds: one keeps its words, the other lets them be themed. The rest stay open."""
    await femi_settles(evening, Kind.SETTLED, release=False)
    await femi_settles(evening, Kind.LET_GO, release=True)


async def femi_settles(evening: Evening, kind: Kind, *, release: bool) -> None:
    """She has seen it, and writes down what was done."""
    shed, femi = evening.shed, evening.shed.people["Femi"].person_id
    hours = shed.space.about.hours
    async with shed.store.writing() as conn:
        found = select(tables.hold).where(tables.hold.c.comment_id == evening.ids[kind][0])
        row = (await conn.execute(found)).one()
        await hold.acknowledge(conn, evening.space_id, hours, row.hold_id, femi)
        note = "" if release else "zqnote: rang the school"
        done = hold.Outcome("Spoke to them", note=note, reference=note, release=release)
        at = (evening.space_id, hours, shed.space.local, row.hold_id, femi, row.version)
        assert await hold.settle(conn, shed.keys, *at, done)


async def some_take_it_back(evening: Evening, *kinds: Kind) -> None:
    """The writers withdraw, as from the receipt's page."""
    for kind in kinds:
        async with evening.shed.store.reading() as conn:
            mine = tables.comment.c.comment_id == evening.ids[kind][0]
            voice_id = (await conn.execute(select(tables.comment.c.voice_id).where(mine))).scalar_one()
        await take_back(evening.shed.store, evening.shed.keys, Whose(evening.space_id, voice_id))


# ── theme ────────────────────────────────────────────────────────────────────


async def the_machine_suggests(evening: Evening) -> None:
    """The worker groups what came in, before anybody has read a word of it."""
    shed = evening.shed
    await suggest_for(shed.store, shed.keys, evening.space_id, shed.round.round_id, Wordy())


async def esi_keeps_a_theme(evening: Evening) -> None:
    """Waiting, with one comment of every fate put into it by force: held, not used and withdrawn ones too."""
    board = Board(evening.shed)
    evening.theme = await board.suggested("Waiting", [])
    await board.does(accept, evening.theme)
    await place_by_force(evening, evening.all_ids())


async def place_by_force(evening: Evening, comment_ids: Iterable[int]) -> None:
    """Into Waiting, past the check that somebody has released them."""
    esi = evening.shed.people["Esi"].person_id
    async with evening.shed.store.writing() as conn:
        placings = [Placing(one, evening.theme, decided_by=esi) for one in comment_ids]
        await theme_records.put_placings(conn, evening.space_id, placings)


# ── talk ─────────────────────────────────────────────────────────────────────


async def esi_opens_a_card(evening: Evening, esi: Designer) -> None:
    """The prompt drafted for Waiting: she marks every comment there is, even those that are not on her page, and opens it."""
    prompt = await drafted_for(evening, evening.theme)
    at = f"/prompts/{prompt.prompt_id}"
    other = evening.all_ids(Kind.RELEASED, Kind.MASKED, Kind.TWICE, Kind.PUBLISHED)
    marks = {f"side-{one}": "other" for one in other}
    marks |= {f"side-{evening.ids[kind][0]}": "out" for kind in (Kind.RELEASED, Kind.MASKED)}
    done(await esi.sends(await esi.opens(f"{at}/comments"), f"{at}/comments/mark", **marks))
    page = await esi.opens(at)
    mine = {"opening_question": "What would make the time between asking and meeting easier for you?"}
    done(await esi.sends(page, at, **(boxes_on(page) | mine), do="save"))
    done(await esi.sends(await esi.opens(at), f"{at}/meeting", meeting_on=in_days(9).isoformat()))
    done(await esi.sends(await esi.opens(at), f"{at}/open"))
    on_card = (await prompt_about(evening, evening.theme)).prompt.quoted
    assert set(on_card) == {evening.ids[k][0] for k in (Kind.TWICE, Kind.PUBLISHED, Kind.GONE_QUOTED)}


async def an_old_card_quotes_everybody(evening: Evening) -> None:
    """By force: a stored card with everybody's words on it, as if all of them had left the gate since."""
    board, shed = Board(evening.shed), evening.shed
    theme = await board.suggested("An old card", [evening.ids[Kind.RELEASED][0]])
    kept = await drafted_for(evening, theme)
    said = [quote_of(evening, one) for one in evening.all_ids(Kind.MASKED)]
    async with shed.store.writing() as conn:
        mine = {"opening_question": "Which of these do you know?"}
        await edit_prompt(
            conn, evening.space_id, kept.prompt_id, kept.prompt.version, shed.people["Esi"], mine
        )
        body = everywhere_on(kept.prompt, said).as_json()
        at = (conn, evening.space_id, kept.prompt_id)
        await talk_records.replace_body(*at, body, "opened", kept.prompt.pattern)
        await talk_records.set_quotes(*at, [quote["comment_id"] for quote in said])


def quote_of(evening: Evening, comment_id: int) -> dict[str, Any]:
    """Somebody's words as a card keeps them."""
    kind = next(kind for kind, ids in evening.ids.items() if comment_id in ids)
    line = drill.WORDS if kind == Kind.DRILL else SAYINGS.get(kind, BUSES[0])
    facts = {"comment_id": comment_id, "quote_ok": True, "verbatim": "own_words"}
    return {"kind": "change", "text": line, **facts}


def everywhere_on(prompt: Prompt, said: Sequence[dict[str, Any]]) -> Prompt:
    """The prompt with these quotes in each place that has quotes."""
    quotes = list(said)
    sides = dict.fromkeys(("change", "keep", "minority"), quotes)
    evidence = replace(prompt.evidence, quotes=sides, ideas=quotes)
    return replace(prompt, evidence=evidence, heard=quotes, other_side=[q | {"note": ""} for q in quotes])


async def drafted_for(evening: Evening, theme: int) -> Kept:
    """The prompt that the machine drafts for a theme."""
    await draft_prompts(evening.shed.store, evening.space_id, evening.shed.round.round_id)
    return await prompt_about(evening, theme)


async def prompt_about(evening: Evening, theme: int) -> Kept:
    """The prompt of a theme, as it may be read now."""
    async with evening.shed.store.reading() as conn:
        (kept,) = await kept_prompts(conn, evening.space_id, theme_id=theme)
    return kept


async def they_talk_it_over(evening: Evening, esi: Designer) -> None:
    """A meeting about the card, and the smallest thing tried after it."""
    at = f"/prompts/{(await prompt_about(evening, evening.theme)).prompt_id}/conversation"
    met = {
        "held_on": today().isoformat(),
        "role": ["young people", "youth worker"],
        "n": ["3", "1"],
        "where": "The Shed, kitchen",
        "decided": "A text each week",
        "who_decided": "everyone there",
        "who_acts": "the youth worker",
        "by": in_days(7).isoformat(),
    }
    written = done(await esi.sends(await esi.opens(at), at, **met, do="save"))
    meeting = written.headers["location"].removeprefix("/design/shed")
    tried = {"smallest_test": "one text on Friday", "stop_if": "nobody wants it"}
    done(await esi.sends(await esi.opens(meeting), f"{meeting}/try", **tried))


# ── tell ─────────────────────────────────────────────────────────────────────


async def esi_tells_it_back(evening: Evening, esi: Designer) -> None:
    """Two steps on the public page. Her form asks for every comment there is; only what may be quoted is kept."""
    asked = evening.all_ids(Kind.RELEASED, Kind.MASKED, Kind.TWICE)
    for stage in ("heard", "talked"):
        await she_publishes(evening, esi, stage, asked)
    async with evening.shed.store.reading() as conn:
        told = await all_of(conn, evening.space_id, evening.shed.round.round_id)
    may = {evening.ids[kind][0] for kind in (Kind.PUBLISHED, Kind.GONE_QUOTED)}
    assert [set(step.quotes) for step in told] == [may, may], "a form was believed about what may be quoted"
    assert all(step.published for step in told)
    page = await esi.client.get("/en/shed/answers")
    assert words_in(page.text) & {Kind.GONE_QUOTED, Kind.PUBLISHED}, "nothing was quoted in public"


async def she_publishes(evening: Evening, esi: Designer, stage: str, quotes: Iterable[int]) -> None:
    """Write a step, and put it on the public page."""
    at = f"/themes/{evening.theme}/tell-back"
    told = {
        "stage": stage,
        "on_day": today().isoformat(),
        "next_by": in_days(28).isoformat(),
        "adults": "People told us that waiting is hard.",
        "who": "the youth worker",
        "quote": [str(one) for one in quotes],
    }
    saved = done(await esi.sends(await esi.opens(at), at, **told, do="save")).headers["location"]
    step = saved.partition("step=")[2].partition("&")[0]
    page = await esi.opens(saved.removeprefix("/design/shed"))
    done(await esi.sends(page, f"/tell-backs/{step}/publish", do="publish"))


async def a_page_is_published_by_force(evening: Evening) -> None:
    """A step older than hers that quotes everybody who may not be quoted in public, published past every check."""
    shed = evening.shed
    told = TellBack(
        evening.theme,
        shed.round.round_id,
        Stage.HEARD,
        today() - timedelta(days=3),
        {"adults": "Long ago."},
        "youth worker",
        quotes=tuple(evening.all_ids(Kind.TWICE, Kind.PUBLISHED, Kind.GONE_QUOTED)),
    )
    async with shed.store.writing() as conn:
        saved = await save(conn, evening.space_id, told, shed.people["Esi"])
        await tell_records.set_published(conn, evening.space_id, saved.tell_back_id, True, 20)


async def quoted_words_are_taken_back(evening: Evening) -> None:
    """They stood on a card and may have stood on the public page; the writer withdraws. By force their placing stays."""
    card = await prompt_about(evening, evening.theme)
    assert Kind.GONE_QUOTED in str(card.prompt.as_json()), "nothing was taken back from a card"
    await some_take_it_back(evening, Kind.GONE_QUOTED)
    await place_by_force(evening, evening.ids[Kind.GONE_QUOTED])


def done(answer: Response) -> Response:
    """A form that was taken leads on to another page."""
    assert answer.status_code == 303, answer.text
    return answer
