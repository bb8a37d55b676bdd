"""Prompts as they are kept: drafted by the machine, made theirs by people, opened only when the checks pass.

Every quote is looked up again each time a prompt is read: words whose comment has
left the gate are shown nowhere, whatever is stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from voice.errors import NotReady, NotYours
from voice.listen.space import Space
from voice.listen.spaces import open_space_by_id
from voice.people import audit
from voice.people.nouns import Person
from voice.protect.reading.second import mark_second_read, waiting_for_second
from voice.store.engine import Store
from voice.talk import records
from voice.talk.assembly import assemble
from voice.talk.changed import card_quotes, recounted, without_words, written
from voice.talk.checks import check, scored
from voice.talk.evidence import Heard
from voice.talk.gathering import heard_in_theme, theme_view, view_of
from voice.talk.kept import Kept, Marks, body_of, kept_prompt, kept_prompts
from voice.talk.prompts import Prompt
from voice.talk.rubric import RUBRIC
from voice.theme.trivial import says_nothing

# ── the machine's part ───────────────────────────────────────────────────────


async def draft_prompts(store: Store, space_id: int, round_id: int) -> int:
    """Draft a prompt for each theme that has words to quote and none yet. Returns how many were drafted or renewed.

    Drafts that nobody has touched follow their theme: renewed when its comments changed, gone when it or its words are.
    """
    drafts: list[Prompt] = []
    async with store.reading() as conn:
        view = await view_of(conn, await open_space_by_id(conn, space_id), round_id)
        for theme in await records.themes_to_draft(conn, space_id, round_id):
            heard = await heard_in_theme(conn, space_id, theme.theme_id)
            if _something_to_talk_over(heard):
                drafts.append(assemble(theme_view(theme), heard, view))
    async with store.writing() as conn:
        await records.lock_round(conn, space_id, round_id)
        await records.drop_drafts_but(conn, space_id, round_id, [draft.theme for draft in drafts])
        rows = {row.theme_id: row for row in await records.prompts(conn, space_id, round_id=round_id)}
        return sum([await _put_draft(conn, space_id, round_id, d, rows.get(d.theme)) for d in drafts])


async def review_prompts(store: Store, space_id: int, comment_ids: Sequence[int]) -> None:
    """These comments may have left the gate: their words leave every prompt at once, which then waits for a person."""
    async with store.writing() as conn:
        for prompt_id in await records.prompts_quoting(conn, space_id, comment_ids):
            row = await records.prompt_by_id(conn, space_id, prompt_id)
            allowed = await records.still_quotable(conn, space_id, [prompt_id])
            if row is not None:
                await _take_words_out(conn, space_id, row, allowed.get(prompt_id, frozenset()))


# ── reading ──────────────────────────────────────────────────────────────────


async def printed_prompts(
    conn: AsyncConnection, space_id: int, theme_id: int | None = None
) -> list[dict[str, Any]]:
    """What is stored, as `voice prompts` prints it: the practice notes' fields by name, ids as text."""
    return [
        {**scored(kept.prompt).as_json(), "id": str(kept.prompt_id), "theme": str(kept.prompt.theme)}
        for kept in await kept_prompts(conn, space_id, theme_id=theme_id)
    ]


# ── a person's part ──────────────────────────────────────────────────────────


async def edit_prompt(
    conn: AsyncConnection,
    space_id: int,
    prompt_id: int,
    version: int,
    person: Person,
    changes: Mapping[str, Any],
) -> None:
    """Keep what a person wrote, by field name (`changed.WRITTEN`, `missing`, `team_window`).

    Overtaken when someone else changed it since. An opened prompt that no longer passes is a draft again.
    """
    kept = await _open_for_change(conn, space_id, prompt_id)
    changed = written(kept.prompt, changes)
    state = "draft" if changed.state == "opened" and not check(changed).ok else changed.state
    await _save(conn, space_id, replace(changed, state=state), version, person, kept.marks)


async def mark_comments(
    conn: AsyncConnection, space: Space, prompt_id: int, version: int, person: Person, marks: Marks
) -> None:
    """Say which comments are the other side, which say what to keep, and which not to quote. Counts and quotes follow.

    An opened prompt waits for a person again when its quotes changed. Overtaken as in `edit_prompt`.
    """
    kept = await _open_for_change(conn, space.space_id, prompt_id)
    theme = await records.theme_row(conn, space.space_id, kept.prompt.theme)
    if theme is None:
        raise NotYours("There is no such theme.")
    heard = await heard_in_theme(conn, space.space_id, theme.theme_id, frozenset(marks.leave_out))
    if not heard:
        raise NotReady("Nothing in this theme has been read and released, so there is nothing to count.")
    view = await view_of(conn, space, kept.round_id)
    changed = recounted(kept.prompt, assemble(theme_view(theme, marks.other_side, marks.keep), heard, view))
    if changed.state == "opened" and card_quotes(changed) != card_quotes(kept.prompt):
        changed = replace(changed, state="needs_review")
    await _save(conn, space.space_id, changed, version, person, marks)


async def open_prompt(
    conn: AsyncConnection,
    space: Space,
    prompt_id: int,
    version: int,
    person: Person,
    *,
    quotes_seen: bool = False,
) -> None:
    """Let the card go to a table. `quotes_seen`: this person has read its quotes, and nobody can be picked out.

    NotReady names what stands in the way: a gate, a check, a question nobody has written, a second reader.
    """
    kept = await kept_prompt(conn, space.space_id, prompt_id)
    missing = _in_the_way(kept.prompt)
    if missing:
        raise NotReady("This prompt can't be opened yet.", missing)
    quotes = card_quotes(kept.prompt)
    waiting = (
        await mark_second_read(conn, space.space_id, quotes, person.person_id)
        if quotes_seen
        else await waiting_for_second(conn, space.space_id, quotes)
    )
    if waiting:
        raise NotReady("This prompt can't be opened yet.", (_second_reader(quotes_seen),))
    await _save(conn, space.space_id, replace(kept.prompt, state="opened"), version, person, kept.marks)
    await audit.note(conn, person.name, "opened a prompt", str(prompt_id), space.space_id)


async def close_prompt(
    conn: AsyncConnection, space: Space, prompt_id: int, version: int, person: Person
) -> None:
    """Done with it: it stays to be read, and is changed no more."""
    kept = await kept_prompt(conn, space.space_id, prompt_id)
    await _save(conn, space.space_id, replace(kept.prompt, state="closed"), version, person, kept.marks)
    await audit.note(conn, person.name, "closed a prompt", str(prompt_id), space.space_id)


async def set_meeting(
    conn: AsyncConnection, space: Space, prompt_id: int, version: int, person: Person, day: date | None
) -> None:
    """The day of the meeting, or None to take it off. Overtaken as in `edit_prompt`."""
    await records.save_prompt(conn, space.space_id, prompt_id, version, person.person_id, meeting_on=day)


# ── small parts ──────────────────────────────────────────────────────────────


def _something_to_talk_over(heard: Sequence[Heard]) -> bool:
    """Are there words to quote, and do most of them say more than that there is nothing to say?"""
    quotable = [comment.text for comment in heard if comment.quotable]
    return 2 * sum(map(says_nothing, quotable)) < len(quotable)


def _in_the_way(prompt: Prompt) -> tuple[str, ...]:
    """Why it can't be opened, each a sentence; nothing when only a second reader is missing."""
    names = {criterion.number: criterion.name for criterion in RUBRIC}
    yours = () if prompt.edited else ("Make the question yours: nobody has changed the draft's yet.",)
    failed = check(prompt).failed
    return (*yours, *(f"Check {f.check}, {names[f.check].lower()}: {f.why}" for f in failed))


def _second_reader(quotes_seen: bool) -> str:
    if quotes_seen:
        return "You released some of these quotes yourself. Ask a second person to open this prompt."
    return "Read the quotes once more, and tick that nobody can be picked out."


async def _open_for_change(conn: AsyncConnection, space_id: int, prompt_id: int) -> Kept:
    kept = await kept_prompt(conn, space_id, prompt_id)
    if kept.prompt.state == "closed":
        raise NotReady("This prompt is closed. It stays to be read, and is changed no more.")
    return kept


async def _save(
    conn: AsyncConnection, space_id: int, prompt: Prompt, version: int, person: Person, marks: Marks
) -> None:
    await records.save_prompt(
        conn,
        space_id,
        prompt.id,
        version,
        person.person_id,
        body=body_of(prompt, marks),
        state=prompt.state,
        pattern=prompt.pattern,
    )
    await records.set_quotes(conn, space_id, prompt.id, prompt.quoted)


async def _put_draft(
    conn: AsyncConnection, space_id: int, round_id: int, draft: Prompt, row: Any | None
) -> int:
    """Store a new draft, or renew one that nobody touched. Returns 1 if anything changed."""
    if row is None:
        new = await records.add_prompt(
            conn, space_id, round_id, draft.theme, draft.pattern, body_of(draft), "draft"
        )
        await records.set_quotes(conn, space_id, new, draft.quoted)
        return 1
    if row.edited_by is not None or not _differs(draft, Prompt.from_json(row.body)):
        return 0
    await records.replace_body(conn, space_id, row.prompt_id, body_of(draft), "draft", draft.pattern)
    await records.set_quotes(conn, space_id, row.prompt_id, draft.quoted)
    return 1


def _differs(new: Prompt, old: Prompt) -> bool:
    """Did the evidence or what follows from it change? The day alone is no change."""
    return (new.title, new.opening_question, new.evidence, new.heard, new.other_side) != (
        *(old.title, old.opening_question, old.evidence, old.heard, old.other_side),
    )


async def _take_words_out(conn: AsyncConnection, space_id: int, row: Any, allowed: Iterable[int]) -> None:
    stored = Prompt.from_json(row.body)
    left = without_words(stored, frozenset(allowed))
    if left is stored:
        return
    state = row.state if row.state == "closed" else "needs_review"
    marks = row.body.get("marks", {})
    body = {**left.as_json(), "marks": marks}
    await records.replace_body(conn, space_id, row.prompt_id, body, state, row.pattern)
    await records.set_quotes(conn, space_id, row.prompt_id, left.quoted)
