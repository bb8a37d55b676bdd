"""What the public page and a receipt may show: published tell-backs, counts of ten and more, no words unless twice read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncConnection

from voice.clock import today
from voice.errors import BadInput, NotYours
from voice.listen.space import Round, Space
from voice.protect.numbers import public, shown
from voice.store.values import from_json
from voice.talk.conversation import DONE_FOR, Conversation
from voice.tell import records
from voice.tell.nouns import WORDINGS, Stage, TellBack
from voice.tell.tell_backs import last_step

REPLIES = ("yes", "not_quite", "missed")


@dataclass(frozen=True)
class PublishedStep:
    """One step of a theme's story, in every wording."""

    tell_back_id: int
    stage: str
    on_day: date
    words: dict[str, str]
    who: str
    got_wrong: str
    reason: str
    another_thing: str
    due: date | None
    overdue: bool


@dataclass(frozen=True)
class PublishedTheme:
    """A theme as the public sees it."""

    title: str
    count: int | None  # None under ten
    stage: str
    quote: str | None
    steps: tuple[PublishedStep, ...]


@dataclass(frozen=True)
class Progress:
    """How far one voice has come. Never any words."""

    withdrawn: bool
    stages: tuple[tuple[str, bool], ...]


async def published(conn: AsyncConnection, space: Space, round_: Round) -> list[PublishedTheme]:
    """Every theme of a round that something has been told back about, newest step first."""
    by_theme: dict[int, list[TellBack]] = {}
    for step in await records.of_round(conn, space.space_id, round_.round_id):
        by_theme.setdefault(step.theme_id, []).append(step)
    titles = await records.theme_titles(conn, space.space_id, list(by_theme))
    themes = [
        await _theme(conn, space.space_id, titles.get(t, ""), t, steps)
        for t, steps in by_theme.items()
        if any(step.published for step in steps)
    ]
    return sorted(themes, key=lambda theme: theme.steps[-1].on_day, reverse=True)


async def progress_of(conn: AsyncConnection, space_id: int, voice_id: int) -> Progress:
    """The stages behind a receipt: the same for every comment that no person has settled yet, held ones too."""
    withdrawn, read, themes = await records.stages_of_voice(conn, space_id, voice_id)
    told = bool(themes) and await records.any_told(conn, space_id, themes)
    talked = bool(themes) and await records.talked_about(conn, space_id, themes)
    return Progress(
        withdrawn,
        (
            ("received", True),
            ("read", read),
            ("themed", read and bool(themes)),
            ("talked", talked),
            ("told", told),
        ),
    )


async def heard_right(conn: AsyncConnection, space_id: int, tell_back_id: int, reply: str) -> None:
    """Count one tap on "did we hear you right?". BadInput for anything but the three answers."""
    if reply not in REPLIES:
        raise BadInput("Choose one of the three answers.", "reply")
    step = await records.by_id(conn, space_id, tell_back_id)
    if step is None or not step.published:
        raise NotYours("There is no such page.")
    await records.add_heard_right(conn, space_id, tell_back_id, reply)


async def heard_right_so_far(conn: AsyncConnection, space_id: int, tell_back_id: int) -> dict[str, str]:
    """How many tapped each of the three answers, as the team may see it."""
    taps = await records.heard_right_counts(conn, space_id, tell_back_id)
    return {reply: shown(taps.get(reply, 0)) for reply in REPLIES}


async def _theme(
    conn: AsyncConnection, space_id: int, title: str, theme_id: int, told: list[TellBack]
) -> PublishedTheme:
    """The number is the one of the day when a step was last published: nobody's coming or going shows in between.

    A step that was taken back says nothing more, but its number was seen: the next one keeps its distance from it.
    """
    steps = [step for step in told if step.published]
    number, quote = public(last_step(told)), None
    if number is not None:
        wanted = [comment_id for step in steps for comment_id in step.quotes]
        may = await records.quotes_that_may_leave(conn, space_id, wanted)
        quote = next((may[c] for c in wanted if c in may), None)
    return PublishedTheme(
        title,
        number,
        steps[-1].stage,
        quote,
        tuple([await _step(conn, space_id, step) for step in steps]),
    )


async def _step(conn: AsyncConnection, space_id: int, told: TellBack) -> PublishedStep:
    waiting = told.stage not in (Stage.CHANGED, Stage.STOPPED, Stage.NOT_THAT_WAY)
    note = await _done_for(conn, space_id, told)
    return PublishedStep(
        tell_back_id=told.tell_back_id,
        stage=told.stage,
        on_day=told.on_day,
        words={w: f"{told.wording(w)} {note}".strip() for w in WORDINGS},
        who=told.who,
        got_wrong=told.got_wrong,
        reason=told.reason,
        another_thing=told.another_thing,
        due=told.next_by,
        overdue=waiting and told.next_by is not None and told.next_by < today(),
    )


async def _done_for(conn: AsyncConnection, space_id: int, told: TellBack) -> str:
    """Where no young people were in the room, the public page says so, whatever the words say."""
    if told.stage != Stage.TALKED:
        return ""
    body = await records.last_conversation(conn, space_id, told.theme_id, told.on_day)
    return DONE_FOR if body is not None and from_json(Conversation, body).done_for else ""
