"""Rounds: the checklist, the drill, opening and closing."""

from __future__ import annotations

from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from voice.errors import BadInput, NotReady
from voice.faces.shared.doors import me, open_space
from voice.faces.shared.forms import read_form, text
from voice.faces.shared.pages import go, show
from voice.listen.drill import drill_log, drilled, send_drill
from voice.listen.space import Space
from voice.listen.spaces import checklist, close_round, open_round, round_to_use, rounds_of
from voice.people import audit
from voice.people.nouns import Hat


async def rounds(request: Request) -> Response:
    """Every round of a space, and what is still missing before the next one opens."""
    space = await open_space(request, Hat.ADMIN)
    if request.method == "GET":
        return await _show(request, space)
    form = await read_form(request)
    closes, answer_by = text(form, "closes"), text(form, "answer_by")
    try:
        await _change(request, space, text(form, "do"), closes, answer_by)
    except (BadInput, NotReady) as problem:
        status = 422 if isinstance(problem, BadInput) else 409
        return await _show(request, space, problem, status, closes, answer_by)
    return go(f"/admin/{space.slug}/rounds")


async def _change(request: Request, space: Space, what: str, closes: str, answer_by: str) -> None:
    store, who = request.app.state.store, me(request).person.name
    if what == "drill":
        async with store.writing() as conn:
            round_ = await round_to_use(conn, space.space_id)
        await send_drill(store, request.app.state.keys, space, round_, me(request).person.person_id)
        return
    async with store.writing() as conn:
        if what == "close":
            await close_round(conn, space)
        elif what == "open":
            await open_round(
                conn,
                space,
                drilled=await drilled(conn, space),
                closes=_day(closes, "closes"),
                answer_by=_day(answer_by, "answer_by"),
            )
        else:
            raise BadInput("Choose what to do.")
        await audit.note(conn, who, f"{what} round", space_id=space.space_id)


async def _show(
    request: Request,
    space: Space,
    problem: Exception | None = None,
    status: int = 200,
    closes: str = "",
    answer_by: str = "",
) -> Response:
    async with request.app.state.store.reading() as conn:
        log = await drill_log(conn, space)
        everything = await rounds_of(conn, space.space_id)
    return show(
        request,
        "admin/rounds.html",
        status,
        space=space,
        rounds=everything,
        drill=log[0] if log else None,
        checklist=checklist(space, drilled=any(d.complete for d in log), answer_by=_day_or_none(answer_by)),
        closes=closes,
        answer_by=answer_by,
        problem=problem,
    )


def _day(typed: str, field: str) -> date | None:
    if not typed:
        return None
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise BadInput("Write the date as year-month-day, such as 2027-03-31.", field) from None


def _day_or_none(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed) if typed else None
    except ValueError:
        return None
