"""The five words: how far a voice has come, and taking it back. Never what it said."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from voice.errors import BadInput
from voice.faces.shared.forms import read_form, text
from voice.faces.shared.limits import too_many_guesses
from voice.faces.young.page import language, page
from voice.faces.young.tokens import page_token, read_token
from voice.listen.progress import NOBODY, Whose, find_by_receipt, take_back
from voice.tell.published import progress_of

USE = "take-back"


async def receipt(request: Request) -> Response:
    """Ask for the five words, and show the stages. The words come in the form, never in an address."""
    language(request)
    if request.method == "GET":
        return page(request, "receipt.html", problem="")
    form = await read_form(request)
    if too_many_guesses(request):
        return page(
            request, "receipt.html", 429, problem="That is a lot of tries. Wait ten minutes and try again."
        )
    state = request.app.state
    async with state.store.reading() as conn:
        whose = await find_by_receipt(conn, state.keys, text(form, "words"))
        progress = await progress_of(conn, whose.space_id, whose.voice_id)
    if whose == NOBODY:
        return page(
            request, "receipt.html", 422, problem="Those five words don't fit. Check each one and try again."
        )
    token = page_token(state.keys, USE, whose.space_id, whose.voice_id)
    return page(request, "progress.html", progress=progress, token=token, slug=whose.slug)


async def withdraw(request: Request) -> Response:
    """Delete what I said: first a question, then it is done."""
    language(request)
    form = await read_form(request)
    token = text(form, "token")
    whose = _whose(request, token)
    if text(form, "sure") != "yes":
        return page(request, "withdraw.html", token=token, done=False)
    await take_back(request.app.state.store, request.app.state.keys, whose)
    return page(request, "withdraw.html", token="", done=True)  # nosec B106 # no token: it is done


def _whose(request: Request, token: str) -> Whose:
    names = read_token(request.app.state.keys, USE, token)
    if len(names) != 2:
        raise BadInput("This page is too old to use. Type your five words again.", "token")
    return Whose(int(names[0]), int(names[1]))
