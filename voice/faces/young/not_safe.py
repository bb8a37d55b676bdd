"""The door of "I don't feel safe": help first; then, only if they choose, a way to be reached."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from voice.errors import AlreadySent, BadInput
from voice.faces.shared.forms import read_form, text
from voice.faces.shared.limits import too_many_sends
from voice.faces.young.ask import new_form_id
from voice.faces.young.page import asked, band_of, language, page, reading_again, weekday
from voice.listen.nouns import Route, Submission
from voice.listen.receive import clean_text, is_blank, receive
from voice.listen.spaces import Asking

REACH = 400
"""Most characters of how to be reached: a phone number, or where and when."""


async def not_safe(request: Request) -> Response:
    """The page, and what is left on it. What they leave is for the leads only."""
    asking = await asked(request)
    if request.method == "GET":
        return _show(request, asking, new_form_id())
    form = await read_form(request)
    form_id, reach = text(form, "form_id"), clean_text(text(form, "reach"))
    if asking.round is None or not asking.is_open:
        return _show(
            request, asking, form_id, 422, reach, "This page is closed. Please use one of the numbers above."
        )
    if too_many_sends(request):
        return _show(
            request,
            asking,
            form_id,
            429,
            reach,
            "Lots of people are sending. Wait a minute, then press send.",
        )
    if is_blank(reach):
        return _show(
            request,
            asking,
            form_id,
            422,
            reach,
            "Write how we can reach you, or use one of the numbers above.",
        )
    if len(reach.strip()) > REACH:
        over = len(reach.strip()) - REACH
        return _show(
            request, asking, form_id, 422, reach, f"That is {over} characters too long. Make it shorter."
        )
    submission = Submission(
        form_id=form_id,
        route=Route.PHONE,
        band=band_of(text(form, "v")),
        language=language(request),
        unsafe=True,
        reach=reach,
        receipt=False,
    )
    state = request.app.state
    try:
        await receive(state.store, state.keys, asking.space, asking.round, submission)
    except AlreadySent:
        said = "You sent this before with other words. Press send to send these too."
        return _show(request, asking, new_form_id(), 422, reach, said)
    except BadInput as problem:
        return _show(request, asking, new_form_id(), 422, reach, str(problem))
    return _show(request, asking, "", sent=True)


def _show(
    request: Request,
    asking: Asking,
    form_id: str,
    status: int = 200,
    reach: str = "",
    problem: str = "",
    *,
    sent: bool = False,
) -> Response:
    again = reading_again(asking.space)
    return page(
        request,
        "not_safe.html",
        status,
        asking=asking,
        is_open=asking.is_open,
        form_id=form_id,
        reach=reach,
        problem=problem,
        sent=sent,
        closed_until=again,
        until_day=weekday(again, language(request)),
    )
