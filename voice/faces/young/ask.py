"""The page where somebody speaks: one document, one form, one send. 200 means it is kept."""

from __future__ import annotations

import re
import secrets
from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from voice.errors import AlreadySent, BadInput
from voice.faces.shared.forms import read_form, text, texts
from voice.faces.shared.limits import too_many_sends
from voice.faces.shared.pages import render
from voice.faces.young.answers import closed
from voice.faces.young.page import (
    VERSIONS,
    asked,
    band_of,
    box_offered,
    language,
    page,
    questions_for,
    reading_again,
    shown_in,
    spoken_day,
    surroundings,
    weekday,
)
from voice.faces.young.ready import mark_of, order_of, ready_made
from voice.faces.young.thanks import thank
from voice.faces.young.ways_in import short_link
from voice.languages import pick
from voice.listen.nouns import Route, Said, Submission
from voice.listen.questions import QuestionSet
from voice.listen.receive import receive
from voice.listen.spaces import Asking


async def choose_space(request: Request) -> Response:
    """Everywhere that is listening now; an address that is no language may be a space's short name."""
    if pick(request.path_params.get("lang", "en")) is None:
        return await short_link(request)
    language(request)
    return page(request, "spaces.html", open_spaces=await request.app.state.spaces.all_open())


async def ask(request: Request) -> Response:
    """The page itself, and what is sent from it."""
    asking = await asked(request)
    if request.method == "POST":
        return await _take(request, asking)
    if not asking.is_open:
        return await closed(request, asking)
    return HTMLResponse(_ready_made(request, asking, request.query_params.get("v", ""), new_form_id()))


def new_form_id() -> str:
    """A number for one form, so that sending it twice is harmless. Random: it says nothing about anyone."""
    return secrets.token_urlsafe(12)


async def _take(request: Request, asking: Asking) -> Response:
    form = await read_form(request)
    if not asking.is_open or asking.round is None:
        return await closed(request, asking, 422, kept=text(form, "open"))
    if too_many_sends(request):
        return _again(
            request, asking, form, 429, "Lots of people are sending. Wait a minute, then press send."
        )
    questions = questions_for(asking.space, band_of(text(form, "v")), language(request))
    submission = read_submission(form, questions, language(request))
    state = request.app.state
    try:
        received = await receive(state.store, state.keys, asking.space, asking.round, submission)
    except AlreadySent as problem:
        return _again(request, asking, form, 422, str(problem), form_id=new_form_id(), as_new=True)
    except BadInput as problem:
        return _again(request, asking, form, 422, str(problem), form_id=_usable(text(form, "form_id")))
    left_out = [q for key in questions.core if (q := questions[key]).too_many(lambda name: texts(form, name))]
    return thank(request, asking, received, questions, left_out)


def read_submission(form: FormData, questions: QuestionSet, tag: str) -> Submission:
    """What was sent, as a submission. Anything the questions don't know is passed over."""
    answers = [
        answer
        for key in questions.core
        if key != "quote_ok"
        for answer in questions[key].answers(lambda name: texts(form, name))
    ]
    return Submission(
        form_id=text(form, "form_id"),
        route=Route.PHONE,
        said=tuple(Said("open", words) for words in texts(form, "open")[:1]),
        answers=tuple(answers),
        band=band_of(text(form, "v")),
        language=tag,
        quote_ok=text(form, "quote_ok") == "yes",
        place=_poster(text(form, "at")),
    )


def _ready_made(request: Request, asking: Asking, v: str, form_id: str) -> str:
    """The page for this visit."""
    space, tag, order = asking.space, language(request), order_of(form_id)
    again = reading_again(space)
    key = ("ask", space.space_id, space.version, asking.round, tag, band_of(v), again and again.date(), order)

    def fresh() -> str:
        numbers = {"form_id": mark_of("form-id"), "poster": mark_of("poster")}
        context = form_context(request, asking, v, order=order)
        return render("young/ask.html", shown_in(tag), **context, **numbers)

    return ready_made(key, fresh, {"form-id": form_id, "poster": _poster(request.query_params.get("at", ""))})


def form_context(request: Request, asking: Asking, v: str, *, order: str = "0") -> dict[str, Any]:
    """What the form's template needs, with nothing filled in."""
    space, tag, band = asking.space, language(request), band_of(v)
    questions, box = questions_for(space, band, tag), box_offered(space, tag)
    again = reading_again(space)
    return surroundings(request, asking) | {
        "round": asking.round,
        "answer_by": spoken_day(asking.round.answer_by if asking.round else None, tag),
        "topic": space.topic(band),
        "versions": VERSIONS,
        "band": band,
        "before": questions.before,
        "unwatched": "" if again else questions.unwatched,
        "box": box,
        "screens": screens(questions, order, box=box),
        "closed_until": again,
        "until_day": weekday(again, tag),
        "given": {},
        "problem": "",
        "problem_field": "",
        "as_new": False,
    }


def screens(questions: QuestionSet, order: str, *, box: bool) -> list[tuple[str, list[Any]]]:
    """The way through: (name, the questions on it). Who and how share one; words stand where the version puts them."""
    groups = {
        "words": ["open"],
        "places": ["place_wanted"],
        "people": ["who_with", "channel"],
        "share": ["quote_ok"],
    }
    names = sorted(groups, key=lambda name: questions.core.index(groups[name][0]))
    shown = [name for name in names if box or name not in ("words", "share")]
    found = [(name, [questions[key].shuffled(order) for key in groups[name]]) for name in shown]
    return found if box else [*found, ("share", [])]


def _again(
    request: Request,
    asking: Asking,
    form: FormData,
    status: int,
    problem: str,
    *,
    form_id: str = "",
    as_new: bool = False,
) -> Response:
    """The same page with everything still there, and what to do at the top."""
    context = form_context(request, asking, text(form, "v")) | {
        "given": {name: given for name in form if (given := texts(form, name))},
        "form_id": form_id or _usable(text(form, "form_id")),
        "poster": _poster(text(form, "at")),
        "problem": problem,
        "problem_field": "open",
        "as_new": as_new,
    }
    return HTMLResponse(render("young/ask.html", shown_in(language(request)), **context), status)


def _usable(form_id: str) -> str:
    """The form's own number, or a new one where it got lost."""
    return form_id if re.fullmatch(r"[A-Za-z0-9_-]{8,64}", form_id) else new_form_id()


def _poster(at: str) -> str:
    """Where the link was: a short code of ours, never anything else."""
    return at if re.fullmatch(r"[a-z0-9-]{1,24}", at) else ""
