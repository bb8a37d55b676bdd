"""What happened next, for everyone: heard, talked, trying, changed, with a tap for "did we hear you right?"."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from voice.errors import BadInput
from voice.faces.shared.forms import number, read_form, text
from voice.faces.shared.limits import too_many_sends
from voice.faces.young.page import asked, language, page, spoken_day
from voice.listen.spaces import Asking
from voice.tell.published import PublishedTheme, heard_right, published

WORDINGS = ("8-11", "12-17", "adults")


async def answers(request: Request) -> Response:
    """The page, and one tap back on it."""
    asking = await asked(request)
    if request.method == "GET":
        return await show_answers(request, asking)
    form = await read_form(request)
    if too_many_sends(request):
        return await show_answers(
            request, asking, 429, problem="Lots of people are sending. Wait a minute and tap again."
        )
    try:
        async with request.app.state.store.writing() as conn:
            await heard_right(conn, asking.space.space_id, number(form, "step"), text(form, "reply"))
    except BadInput as problem:
        return await show_answers(request, asking, 422, problem=str(problem))
    return await show_answers(request, asking, thanked=number(form, "step"))


async def show_answers(
    request: Request, asking: Asking, status: int = 200, *, problem: str = "", thanked: int = 0
) -> Response:
    """What has been told back so far, or what happens next where nothing has."""
    tag, wording = language(request), request.query_params.get("v", "")
    return page(
        request,
        "answers.html",
        status,
        asking=asking,
        is_open=asking.is_open,
        themes=await themes_of(request, asking),
        wording=wording if wording in WORDINGS else "12-17",
        wordings=WORDINGS,
        answer_by=spoken_day(asking.round.answer_by if asking.round else None, tag),
        day=lambda day: spoken_day(day, tag),
        problem=problem,
        thanked=thanked,
    )


async def themes_of(request: Request, asking: Asking) -> list[PublishedTheme]:
    """Everything told back about the round that is open, or the last one."""
    if asking.round is None:
        return []
    async with request.app.state.store.reading() as conn:
        return await published(conn, asking.space, asking.round)


async def closed(request: Request, asking: Asking, status: int = 200, kept: str = "") -> Response:
    """A kind page for a link that outlived its round: what came of it, who helps now, and any words still in hand."""
    context: dict[str, Any] = {"themes": await themes_of(request, asking), "kept": kept}
    return page(request, "closed.html", status, asking=asking, was_open=asking.round is not None, **context)
