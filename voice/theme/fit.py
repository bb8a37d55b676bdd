"""From what people have placed: where would the rest go, how sure is that, and what is unlike everything?

The machine learns from people's placings, and where a theme has fewer than four
from the surest of its own suggestions there, which people looked at and left. It
changes its own placings only.
"""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from voice.meaning.encoder import Encoder, TfidfEncoder, Vectors
from voice.store.engine import Store
from voice.store.secret import Keys
from voice.theme import records
from voice.theme.changing import write_step
from voice.theme.codeframe import PROGRESS, Codeframe, Placing, Progress, Step
from voice.theme.methods import assign
from voice.theme.methods.few_examples import telling_names
from voice.theme.vectors import embed_missing, open_texts, tell, vectors_of

ENOUGH = 4
"""Examples a theme needs before it can do without the machine's own (theming notes: from four the method is ahead)."""
FITTING = "Learning from what people placed"
PLACING = "Placing the rest"
TOO_FEW = "Place comments in at least two themes first"


async def assign_rest(
    store: Store, keys: Keys, space_id: int, round_id: int, encoder: Encoder | None
) -> None:
    """Place every comment that no person has placed. Harmless to do twice; does nothing before people placed some."""
    encoder = encoder or TfidfEncoder()
    await embed_missing(store, keys, space_id, round_id, encoder)
    async with store.reading() as conn:
        frame = await records.read_codeframe(conn, space_id, round_id)
        placings = await records.live_placings(conn, space_id, round_id)
        countable = await records.countable_ids(conn, space_id, round_id)
    examples = choose_examples(frame, placings)
    if len({theme_id for _, theme_id in examples}) < 2:
        await tell(store, space_id, Progress(1, 1, TOO_FEW))
        return
    await tell(store, space_id, Progress(0, len(countable), FITTING))
    settled = {p.comment_id for p in placings if p.decided_by is not None}
    guesses = await _guess(store, keys, space_id, countable, frame, examples, settled, encoder)
    await _keep(store, space_id, round_id, guesses, len(examples))


def choose_examples(frame: Codeframe, placings: Sequence[Placing]) -> list[tuple[int, int]]:
    """(comment, theme) to learn from: all that people placed, topped up to four a theme by the machine's surest.

    Empty before a person has placed anything.
    """
    settled: dict[int, list[Placing]] = defaultdict(list)
    guessed: dict[int, list[Placing]] = defaultdict(list)
    live = {theme.theme_id for theme in frame.live}
    for placing in placings:
        if placing.theme_id in live:
            (guessed if placing.decided_by is None else settled)[placing.theme_id].append(placing)
    if not settled:
        return []
    chosen: list[Placing] = []
    for theme_id in sorted(live):
        surest = sorted(guessed[theme_id], key=lambda p: (-(p.score or 0.0), p.comment_id))
        chosen += settled[theme_id] + surest[: max(0, ENOUGH - len(settled[theme_id]))]
    return [(p.comment_id, p.theme_id) for p in chosen]


async def _guess(
    store: Store,
    keys: Keys,
    space_id: int,
    countable: list[int],
    frame: Codeframe,
    examples: list[tuple[int, int]],
    settled: set[int],
    encoder: Encoder,
) -> list[Placing]:
    """The heavy part, away from any transaction: a guess for each comment that is neither settled nor an example."""
    ids, vectors = await vectors_of(store, keys, space_id, countable, encoder)
    texts = await open_texts(store, keys, space_id, ids)
    at = {comment_id: row for row, comment_id in enumerate(ids) if comment_id in texts}
    label_of = _labels(frame)
    known = [(at[comment_id], label_of[theme_id]) for comment_id, theme_id in examples if comment_id in at]
    if not known:
        return []
    said = [texts.get(comment_id, "") for comment_id in ids]
    named = await asyncio.to_thread(_names, encoder, list(label_of.values()))
    found = await asyncio.to_thread(lambda: assign(said, vectors, known, names=named))
    theme_of = {label: theme_id for theme_id, label in label_of.items()}
    left = settled | {comment_id for comment_id, _ in examples}
    return [
        Placing(comment_id, theme_of[found[row].labels[0]], None, found[row].score, found[row].novelty)
        for comment_id, row in at.items()
        if comment_id not in left
    ]


def _labels(frame: Codeframe) -> dict[int, str]:
    """What the method calls each theme: the name a person gave it, which is then one more example; else a number."""
    titles = Counter(theme.title.casefold() for theme in frame.live)
    return {
        theme.theme_id: theme.title
        if theme.by_person and titles[theme.title.casefold()] == 1
        else f"T{theme.theme_id}"
        for theme in frame.live
    }


def _names(encoder: Encoder, labels: list[str]) -> dict[str, Vectors]:
    """Vectors of the names that say something. The stand-in's would not compare with the comments'."""
    if encoder.name == TfidfEncoder.name:
        return {}
    told = telling_names(labels)
    return dict(zip(told, encoder.encode(list(told.values())), strict=True)) if told else {}


async def _keep(store: Store, space_id: int, round_id: int, guesses: list[Placing], examples: int) -> None:
    """Put the guesses in the place of the machine's older ones, some at a time; people's placings stay."""
    for start in range(0, len(guesses), records.CHUNK):
        some = guesses[start : start + records.CHUNK]
        async with store.writing() as conn:
            await _replace(conn, space_id, some)
            await records.show_progress(
                conn, space_id, PROGRESS, Progress(start + len(some), len(guesses), PLACING)
            )
    async with store.writing() as conn:
        version = await records.lock_codeframe(conn, space_id, round_id)
        said = f"placed the rest, going by {examples} examples"
        await write_step(conn, space_id, round_id, Step(version + 1, None, "assign", said, False), {})
        await records.show_progress(conn, space_id, PROGRESS, Progress(len(guesses), len(guesses), "Done"))


async def _replace(conn: AsyncConnection, space_id: int, guesses: list[Placing]) -> None:
    """Only comments that nobody placed meanwhile, and only themes that are still on the board."""
    free = await records.undecided(conn, space_id, [p.comment_id for p in guesses])
    live = await records.live_ids(conn, space_id, {p.theme_id for p in guesses})
    new = [p for p in guesses if p.comment_id in free and p.theme_id in live]
    older = await records.placings_of(conn, space_id, [p.comment_id for p in new])
    await records.drop_placings(conn, space_id, [(p.comment_id, p.theme_id) for p in older])
    await records.put_placings(conn, space_id, new)
