"""The doing-with meeting, and the smallest new thing tried after it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from voice.clock import today
from voice.errors import BadInput, NotYours, Overtaken
from voice.people import audit
from voice.people.nouns import Person
from voice.store.values import from_json, to_json
from voice.talk import records

YOUNG = re.compile(
    r"\b(?:young (?:person|people|adults?|advisers?)|child(?:ren)?|pupils?|teenagers?|students?)\b",
    re.IGNORECASE,
)
"""Roles that are young people themselves. "Children's social worker" is not one."""
_OF_THEIRS = re.compile(r"\b[\w ]+(?:'s|’s|s'|s’)\s+\w.*", re.IGNORECASE)
KINDS = {"better_use_of_what_we_have": "better use of what we have", "new_thing": "a new thing"}
RESULTS = {"kept": "kept", "changed": "changed and kept", "stopped": "stopped"}
DONE_FOR = "No young people were there. This was decided for them, not with them."
"""Said on the record and on the public page when nobody it is about was in the room."""


@dataclass(frozen=True)
class InTheRoom:
    """So many people of one role. Never names."""

    role: str
    n: int


@dataclass(frozen=True)
class Conversation:
    """What a meeting settled, in practice notes 3a's words."""

    held_on: date
    roles: tuple[InTheRoom, ...]
    where: str
    how: str = ""
    decided: str = ""
    who_decided: str = ""
    who_acts: str = ""
    by: date | None = None
    leader_came: bool = False
    cards: tuple[str, ...] = ()
    tacit_note: str = ""
    surprise: str = ""
    pulse_of_meeting: dict[str, int] = field(default_factory=dict)

    @property
    def young_people(self) -> int:
        """How many young people were in the room."""
        return sum(r.n for r in self.roles if YOUNG.search(_OF_THEIRS.sub("", r.role)))

    @property
    def done_for(self) -> bool:
        """Nobody it is about was there: this was done FOR, and the record says so."""
        return self.young_people == 0


@dataclass(frozen=True)
class Try:
    """The smallest new thing tried after a conversation."""

    smallest_test: str
    stop_if: str
    kind: str = "better_use_of_what_we_have"
    metric: str = "existing"
    how_we_know: str = ""
    begins: date | None = None
    result: str = ""
    what_else_was_true: str = ""
    cost_band: str = ""
    saving_money: str = ""
    rule_in_the_way: str = ""


@dataclass(frozen=True)
class Held:
    """A stored conversation with its prompt, theme and tries."""

    conversation_id: int
    prompt_id: int
    theme_id: int
    round_id: int
    theme_title: str
    conversation: Conversation
    tries: tuple[tuple[int, Try], ...]


def check(conversation: Conversation) -> None:
    """May this be saved? BadInput names the field."""
    if conversation.held_on > today():
        raise BadInput("That day has not come yet. Write this after you have met.", "held_on")
    if not conversation.roles:
        raise BadInput("Say who was in the room, by role and number.", "roles")
    if not conversation.where:
        raise BadInput("Say where you met.", "where")
    if conversation.by and conversation.by < conversation.held_on:
        raise BadInput("That day was before you met. By when will it be done?", "by")
    if conversation.decided and not (conversation.who_decided and conversation.who_acts and conversation.by):
        raise BadInput("A decision needs who decided it, who acts, and by when.", "who_acts")


async def keep_conversation(
    conn: AsyncConnection, space_id: int, prompt_id: int, conversation: Conversation, by: Person
) -> int:
    """Store a conversation. NotYours when there is no such prompt."""
    check(conversation)
    if await records.prompt_by_id(conn, space_id, prompt_id) is None:
        raise NotYours("There is no such prompt.")
    kept = await records.add_conversation(
        conn, space_id, prompt_id, conversation.held_on, to_json(conversation)
    )
    await audit.note(conn, by.name, "recorded a conversation", str(kept), space_id)
    return kept


async def keep_try(conn: AsyncConnection, space_id: int, conversation_id: int, new: Try, by: Person) -> int:
    """Store what is tried. BadInput without its smallest test or without when to stop."""
    check_try(new)
    kept = await records.add_try(conn, space_id, conversation_id, to_json(new))
    await audit.note(conn, by.name, "recorded a try", str(kept), space_id)
    return kept


async def settle_try(conn: AsyncConnection, space_id: int, try_id: int, changed: Try, by: Person) -> None:
    """Write down what became of a try. A result needs what else was true. Overtaken where somebody has done so."""
    check_try(changed)
    if changed.result and not changed.what_else_was_true:
        raise BadInput(
            "Say what else was true at the time: staff, money, a leader, timing.", "what_else_was_true"
        )
    if not await records.save_try(conn, space_id, try_id, to_json(changed)):
        raise Overtaken("Someone else wrote down what became of this try after you opened the page.")
    await audit.note(conn, by.name, "settled a try", str(try_id), space_id)


def check_try(new: Try) -> None:
    """May this be saved? BadInput names the field."""
    if not new.smallest_test:
        raise BadInput("Say the smallest thing you try.", "smallest_test")
    if not new.stop_if:
        raise BadInput("Say what would make you stop.", "stop_if")


async def held(
    conn: AsyncConnection, space_id: int, *, prompt_id: int | None = None, conversation_id: int | None = None
) -> list[Held]:
    """Conversations of a space, newest first, with their tries."""
    rows = await records.conversations(conn, space_id, prompt_id=prompt_id, conversation_id=conversation_id)
    return [await _held(conn, space_id, row) for row in rows]


async def _held(conn: AsyncConnection, space_id: int, row: Any) -> Held:
    tried = await records.tries(conn, space_id, conversation_id=row.conversation_id)
    return Held(
        row.conversation_id,
        row.prompt_id,
        row.theme_id,
        row.round_id,
        row.theme_title,
        from_json(Conversation, row.body),
        tuple((t.try_id, from_json(Try, t.body)) for t in tried),
    )
