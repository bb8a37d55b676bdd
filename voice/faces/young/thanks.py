"""What somebody sees once they are heard: help, their five words, what happens next, and two things they may still do."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from voice.errors import BadInput
from voice.faces.shared.forms import read_form, text, texts
from voice.faces.young.page import asked, band_of, language, page, questions_for, spoken_day, text_of
from voice.faces.young.ready import mark_of, order_of, ready_made
from voice.faces.young.tokens import page_token, read_token
from voice.listen.progress import say_more, take_out
from voice.listen.questions import Question, QuestionSet, two_more
from voice.listen.receive import Received
from voice.listen.spaces import Asking
from voice.protect.look import Concern, Detail


@dataclass(frozen=True)
class Piece:
    """A stretch of somebody's own words, shown back to them; `detail` is marked."""

    text: str
    detail: bool


def thank(
    request: Request, asking: Asking, received: Received, questions: QuestionSet, left_out: list[Question]
) -> Response:
    """The thank-you page. Always 200, whatever was found: a watcher sees the same."""
    keys, space = request.app.state.keys, asking.space
    worried = received.concern != Concern.NONE
    more = () if worried else two_more(questions, received.form_id, order_of(received.form_id))
    context = {
        "asking": asking,
        "worried": worried,
        "pledged": asking.round is not None and asking.round.reading_pledged,
        "answer_by": spoken_day(asking.round.answer_by if asking.round else None, language(request)),
        "marked": [pieces(words, details) for words, details in received.details],
        "left_out": left_out,
        "more": more,
        "band": questions.band,
        "receipt": mark_of("receipt"),
        "token": mark_of("token"),
    }
    own = {
        "receipt": received.receipt.replace("-", " "),
        "token": page_token(keys, "more", space.space_id, received.form_id),
    }
    if context["marked"] or left_out:  # somebody's own words: put together for them, and not kept
        return page(request, "thanks.html", **(context | own))
    key = ("thanks", space.space_id, space.version, asking.round, language(request), questions.band, worried)
    shown = tuple((question.key, *question.options) for question in more)
    return HTMLResponse(ready_made((*key, shown), lambda: text_of(request, "thanks.html", **context), own))


async def details(request: Request) -> Response:
    """Take likely details out for good, or leave them for a person to check. The same answer whoever holds the words."""
    asking = await asked(request)
    form = await read_form(request)
    form_id = _form_id(request, asking, text(form, "token"))
    taken = text(form, "do") == "take"
    if taken:
        await take_out(request.app.state.store, request.app.state.keys, asking.space.space_id, form_id)
    return page(request, "done.html", asking=asking, did="taken" if taken else "left")


async def more(request: Request) -> Response:
    """One or two optional answers more."""
    asking = await asked(request)
    form = await read_form(request)
    form_id = _form_id(request, asking, text(form, "token"))
    questions = questions_for(asking.space, band_of(text(form, "v")), language(request))
    answers = tuple(
        answer
        for question in two_more(questions, form_id, order_of(form_id))
        for answer in question.answers(lambda name: texts(form, name))
    )
    await say_more(request.app.state.store, asking.space.space_id, form_id, answers)
    worries = any(a.question == "worries" and a.code not in ("none", "skip") for a in answers)
    return page(request, "done.html", asking=asking, did="worries" if worries else "more")


def pieces(words: str, found: tuple[Detail, ...]) -> list[Piece]:
    """Words cut at their likely details, in order. Overlapping details are joined."""
    cut, at = [], 0
    for detail in sorted(found, key=lambda d: (d.start, -d.end)):
        if detail.end <= at:
            continue
        start = max(detail.start, at)
        cut += [Piece(words[at:start], False), Piece(words[start : detail.end], True)]
        at = detail.end
    return [piece for piece in (*cut, Piece(words[at:], False)) if piece.text]


def _form_id(request: Request, asking: Asking, token: str) -> str:
    """The form id a token names, if it is one of this space."""
    names = read_token(request.app.state.keys, "more", token)
    if len(names) != 2 or names[0] != asking.space.space_id:
        raise BadInput("This page is too old to use. What you sent before is safe.", "token")
    return str(names[1])
