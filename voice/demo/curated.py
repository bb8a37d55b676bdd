"""What the demo's people have settled so far: themes, prompts, a conversation with its try, tell-backs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from voice.clock import today
from voice.demo.files import curated_file
from voice.listen import records as listen_records
from voice.listen.space import Round, Space
from voice.people.nouns import Person
from voice.protect import records as protect_records
from voice.protect.usable import COUNTABLE, READABLE, State
from voice.store.engine import Store
from voice.store.ids import new_id
from voice.store.secret import Keys
from voice.store.values import from_json
from voice.talk import records as talk_records
from voice.talk.conversation import Conversation, Try, keep_conversation, keep_try
from voice.talk.drafts import draft_prompts, edit_prompt, printed_prompts
from voice.tell.nouns import Stage, TellBack
from voice.tell.tell_backs import publish, save
from voice.theme import records as theme_records
from voice.theme.codeframe import Placing, Status, Theme

DESIGNER, DEPUTY = "jude@lindlebridge.example", "idris@weir.example"


async def date_round(conn: AsyncConnection, opened: Round) -> None:
    """The demo's round began some weeks ago."""
    await listen_records.save_round(conn, opened)


async def settle(
    store: Store,
    keys: Keys,
    space: Space,
    round_: Round,
    rows: Sequence[dict[str, Any]],
    people: Mapping[str, Person],
) -> None:
    """Put everything in curated.toml in its place."""
    file = curated_file()
    comments = await _comments(store, space, rows)
    themes = await _themes(store, space, round_, file, rows, comments, people[DESIGNER])
    await draft_prompts(store, space.space_id, round_.round_id)
    async with store.writing() as conn:
        prompts = {p["theme"]: p for p in await printed_prompts(conn, space.space_id)}
        for said in file["prompts"]:
            await _prompt(conn, space, prompts.get(str(themes[said["theme"]])), said, people[DESIGNER])
        for said in file["conversations"]:
            prompt = prompts[str(themes[said["theme"]])]
            await _conversation(conn, space, int(prompt["id"]), said, people[DESIGNER])
    async with store.writing() as conn:
        for said in file["tell_backs"]:
            await _tell_backs(conn, space, round_, themes[said["theme"]], said, comments, people)


async def _comments(store: Store, space: Space, rows: Sequence[dict[str, Any]]) -> dict[int, Any]:
    """Row number → its comment, for those that passed the gate."""
    found: dict[int, Any] = {}
    async with store.reading() as conn:
        for row in rows:
            voice = await listen_records.voice_by_form(conn, space.space_id, f"demo-comment-{row['n']:04d}")
            comments = (
                await protect_records.comments_of(conn, space.space_id, voice.voice_id) if voice else []
            )
            for comment in comments:
                if comment.state in COUNTABLE:
                    found[row["n"]] = comment
    return found


async def _themes(
    store: Store,
    space: Space,
    round_: Round,
    file: dict[str, Any],
    rows: Sequence[dict[str, Any]],
    comments: Mapping[int, Any],
    designer: Person,
) -> dict[str, int]:
    """Themes by key. In accepted ones Jude placed what had been read; the rest are a machine's suggestions."""
    themes = {said["key"]: new_id() for said in file["themes"]}
    accepted = {said["key"] for said in file["themes"] if said["status"] == Status.ACCEPTED}
    async with store.writing() as conn:
        await theme_records.lock_codeframe(conn, space.space_id, round_.round_id)
        for position, said in enumerate(file["themes"], 1):
            theme = Theme(
                themes[said["key"]],
                position,
                said["title"],
                question=said["question"],
                touchpoint=said["touchpoint"],
                status=Status(said["status"]),
            )
            made_by = designer.person_id if said["key"] in accepted else None
            await theme_records.add_themes(
                conn, [theme_records.theme_row(space.space_id, round_.round_id, theme, made_by)]
            )
        placings = [
            _placing(comments[row["n"]], themes[row["theme"]], row["theme"] in accepted, designer)
            for row in rows
            if row["theme"] and row["n"] in comments
        ]
        await theme_records.put_placings(conn, space.space_id, placings)
        await theme_records.save_codeframe(conn, space.space_id, round_.round_id, version=1)
    return themes


def _placing(comment: Any, theme_id: int, accepted: bool, designer: Person) -> Placing:
    by_person = accepted and comment.state in READABLE
    return Placing(
        comment.comment_id, theme_id, designer.person_id if by_person else None, None if by_person else 0.6
    )


async def _prompt(
    conn: AsyncConnection, space: Space, prompt: dict[str, Any] | None, said: dict[str, Any], designer: Person
) -> None:
    """The parts that a person wrote, over the draft."""
    if prompt is None:
        return
    row = await talk_records.prompt_by_id(conn, space.space_id, int(prompt["id"]))
    if row is not None:
        await edit_prompt(conn, space.space_id, int(prompt["id"]), row.version, designer, _written(said))


def _written(said: dict[str, Any]) -> dict[str, Any]:
    """A prompt's hand-written parts by the names that a prompt has for them."""
    told = said["tell_back"]
    due = today() + timedelta(days=told["days"])
    return {
        "opening_question": said["opening_question"],
        "dont_know": said["dont_know"],
        "with_move": said["with_move"],
        "room": said["room"],
        "worries_now": said["worries_now"],
        "success": said["success"],
        "tell_back": {
            "what": told["what"],
            "where": told["where"],
            "who": told["who"],
            "date": due.isoformat(),
        },
        "check_in": said["check_in"],
        "who_can_change_it": said["who_can_change_it"],
    }


async def _conversation(
    conn: AsyncConnection, space: Space, prompt_id: int, said: dict[str, Any], designer: Person
) -> None:
    held_on = today() - timedelta(weeks=said["weeks_ago"])
    acts = {
        "who_acts": "the youth worker and the caretaker",
        "by": (held_on + timedelta(days=14)).isoformat(),
    }
    conversation = from_json(Conversation, {**acts, **said, "held_on": held_on.isoformat()})
    conversation_id = await keep_conversation(conn, space.space_id, prompt_id, conversation, designer)
    if tried := said.get("try"):
        begins = today() - timedelta(weeks=tried["weeks_ago"])
        await keep_try(
            conn,
            space.space_id,
            conversation_id,
            from_json(Try, {**tried, "begins": begins.isoformat()}),
            designer,
        )


async def _tell_backs(
    conn: AsyncConnection,
    space: Space,
    round_: Round,
    theme_id: int,
    said: dict[str, Any],
    comments: Mapping[int, Any],
    people: Mapping[str, Person],
) -> None:
    """Each stage of one theme's story. Idris was the second reader of its quotes."""
    for stage in said["stages"]:
        quotes = tuple(
            comments[n].comment_id
            for n in stage["quotes"]
            if n in comments and comments[n].state == State.RELEASED
        )
        for comment_id in quotes:
            await protect_records.second_read(conn, space.space_id, comment_id)
        told = await save(
            conn, space.space_id, _told(round_, theme_id, said, stage, quotes), people[DESIGNER]
        )
        await publish(conn, space.space_id, told.tell_back_id, people[DEPUTY])


def _told(
    round_: Round, theme_id: int, said: dict[str, Any], stage: dict[str, Any], quotes: tuple[int, ...]
) -> TellBack:
    on_day: date = today() - timedelta(weeks=stage["weeks_ago"])
    told = TellBack(theme_id, round_.round_id, Stage(stage["stage"]), on_day)
    return replace(
        told,
        words={wording: stage[wording] for wording in ("8-11", "12-17", "adults")},
        who=stage["who"],
        where=tuple(said["where"]),
        quotes=quotes,
        reason=stage.get("reason", ""),
        another_thing=stage.get("another_thing", ""),
        who_could_change_it=stage.get("who_could_change_it", ""),
        got_wrong=stage.get("what_we_got_wrong", ""),
        leader_came=stage.get("leader_came"),
        next_by=on_day + timedelta(days=28) if stage["stage"] == "trying" else None,
    )
