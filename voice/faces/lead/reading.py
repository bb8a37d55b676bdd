"""The reading queue: reading, releasing and theming are one action. Nothing is released that was not on the screen."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from voice.errors import BadInput, Overtaken
from voice.faces.lead.summary import summary
from voice.faces.shared.doors import me, open_space
from voice.faces.shared.forms import as_id, ids, number, read_form, text, texts, version_seen
from voice.faces.shared.pages import go, show
from voice.listen.space import Space
from voice.listen.spaces import open_space_by_id
from voice.people.nouns import Hat
from voice.protect.look import Detail
from voice.protect.marking import Piece, find_again, pieces
from voice.protect.reading import Decision, ToRead, decide, queue, tell_the_lead, waiting
from voice.protect.reading.flood import aside, floods
from voice.protect.reading.second import mark_second_read, to_read_second
from voice.theme.review import place_as_read, themes_for_reading

MINUTES_A_PAGE = 10


@dataclass(frozen=True)
class Card:
    """One comment on the screen, with what will be hidden marked, and the themes it may belong to."""

    comment: ToRead
    pieces: tuple[Piece, ...]
    themes: tuple[tuple[int, str, bool], ...]


async def spaces(request: Request) -> Response:
    """The spaces this person reads for; straight in when there is one."""
    person = me(request)
    async with request.app.state.store.reading() as conn:
        mine = [await open_space_by_id(conn, space_id) for space_id in person.spaces]
        counts = {s.space_id: await summary(conn, s, person) for s in mine}
    if len(mine) == 1:
        return go(f"/lead/{mine[0].slug}/read")
    return show(request, "lead/spaces.html", spaces=mine, counts=counts)


async def read(request: Request) -> Response:
    """A page of the queue; each card settles by itself."""
    space = await open_space(request, Hat.READER, Hat.LEAD)
    if request.method == "GET":
        return await _show(request, space, _passed(request.query_params.getlist("pass")))
    form = await read_form(request)
    passed = _passed(texts(form, "pass"))
    try:
        passed |= await _settle(request, space, form)
    except (BadInput, Overtaken) as problem:
        return await _show(request, space, passed, problem, form)
    more = "".join(f"&pass={comment_id}" for comment_id in sorted(passed))
    return go(f"/lead/{space.slug}/read?done=1{more}#next")


async def second(request: Request) -> Response:
    """Words that wait for a second pair of eyes before they may leave the team."""
    space = await open_space(request, Hat.READER, Hat.LEAD)
    person = me(request).person
    if request.method == "POST":
        form = await read_form(request)
        seen = ids(texts(form, "comment"))
        keys = request.app.state.keys
        async with request.app.state.store.writing() as conn:
            if text(form, "hold"):
                await tell_the_lead(conn, keys, space.space_id, space.about.hours, number(form, "hold"))
            else:
                await mark_second_read(conn, space.space_id, seen, person.person_id)
        return go(f"/lead/{space.slug}/second")
    async with request.app.state.store.reading() as conn:
        quotes = await to_read_second(conn, space.space_id, person.person_id)
        counts = await summary(conn, space, me(request))
    return show(request, "lead/second.html", space=space, quotes=quotes, counts=counts)


async def _settle(request: Request, space: Space, form: FormData) -> set[int]:
    """Do what the button says. Returns the comments this person passed on."""
    if text(form, "do") == "page":
        await _use_page(request, space, form)
        return set()
    comment_id, version = number(form, "comment"), version_seen(form)
    said = text(form, "do")
    if said not in set(Decision):
        raise BadInput("Choose what to do with this comment.")
    decision = Decision(said)
    if decision == Decision.NOT_MINE:
        return {comment_id}
    if decision == Decision.NOT_USED and text(form, "reason") not in space.about.not_used_reasons:
        raise BadInput("Choose why this comment is not used.", f"reason-{comment_id}")
    await _decide(request, space, comment_id, version, decision, form)
    return set()


async def _decide(
    request: Request, space: Space, comment_id: int, version: int, decision: Decision, form: FormData
) -> None:
    state, person = request.app.state, me(request).person
    async with state.store.writing() as conn:
        also: tuple[Detail, ...] = ()
        if hide := text(form, "hide").strip():
            shown = await queue(conn, state.keys, space.space_id, only=comment_id)
            also = find_again(shown[0].text if shown else "", hide)
        hours = space.about.hours
        await decide(
            conn, state.keys, space.space_id, hours, comment_id, version, decision, person.person_id, also
        )
        if decision in (Decision.USE, Decision.USE_NO_QUOTE):
            themes = ids(texts(form, "theme"))
            await place_as_read(conn, space.space_id, comment_id, themes, person.person_id)


async def _use_page(request: Request, space: Space, form: FormData) -> None:
    """Release exactly what was on the screen, at the version it had there; anything changed since is left."""
    state, person = request.app.state, me(request).person
    async with state.store.writing() as conn:
        on_screen = {c.comment_id: c for c in await queue(conn, state.keys, space.space_id)}
        for shown in texts(form, "shown"):
            comment_id, version = (as_id(part) for part in (shown.partition(":")[0], shown.partition(":")[2]))
            seen = on_screen.get(comment_id or 0)
            if seen is None or version is None or not seen.looked_at:
                continue
            await decide(
                conn,
                state.keys,
                space.space_id,
                space.about.hours,
                seen.comment_id,
                version,
                Decision.USE,
                person.person_id,
            )


async def _show(
    request: Request,
    space: Space,
    passed: set[int],
    problem: Exception | None = None,
    typed: FormData | None = None,
) -> Response:
    state = request.app.state
    async with state.store.reading() as conn:
        page = await queue(conn, state.keys, space.space_id, frozenset(passed))
        themes = await themes_for_reading(conn, space.space_id, [c.comment_id for c in page])
        ready, still = await waiting(conn, space.space_id)
        many = await floods(conn, space.space_id)
        is_aside = sum(group.count for group in await aside(conn, space.space_id))
        counts = await summary(conn, space, me(request))
    cards = [Card(c, pieces(c.text, c.details, c.ambers), tuple(themes.get(c.comment_id, ()))) for c in page]
    status = 200 if problem is None else 409 if isinstance(problem, Overtaken) else 422
    return show(
        request,
        "lead/read.html",
        status,
        space=space,
        cards=cards,
        ready=ready,
        still=still,
        minutes=max(1, ready * MINUTES_A_PAGE // 20),
        passed=sorted(passed),
        floods=many,
        is_aside=is_aside,
        counts=counts,
        problem=problem,
        typed_for=text(typed, "comment") if typed else "",
        typed_hide=text(typed, "hide") if typed else "",
        done="done" in request.query_params,
    )


def _passed(values: list[str]) -> set[int]:
    return set(ids(values))
