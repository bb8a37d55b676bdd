"""Conversations: what was decided with people, what is tried after it, and what became of that."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from voice.errors import BadInput, NotYours, Overtaken, Problem
from voice.faces.design.board import open_desk
from voice.faces.design.prompt_form import MODES
from voice.faces.design.prompts import day_sent
from voice.faces.shared.doors import me
from voice.faces.shared.forms import as_id, number, read_form, text, texts
from voice.faces.shared.pages import go, show
from voice.faces.shared.problems import status_of
from voice.talk import conversation as talk
from voice.talk.conversation import DONE_FOR, KINDS, RESULTS, Conversation, Held, InTheRoom, Try
from voice.talk.kept import kept_prompt
from voice.talk.wording import Hit, hits

ROLE_ROWS = 6
PULSE = {
    "listened": "People listened to each other",
    "okay": "People felt okay",
    "same": "People know who they see next",
    "say": "People had a say",
    "straight": "People were straight about what can and can't happen",
}
PULSE_SAID = {"2": "yes", "1": "kind of", "0": "no"}
WORDED = ("decided", "how", "smallest_test", "stop_if", "how_we_know")
"""Adult-written boxes that the wording check looks at."""


async def list_page(request: Request) -> Response:
    """Every conversation of the space, newest first, with what was tried after it."""
    desk = await open_desk(request)
    async with request.app.state.store.reading() as conn:
        held = await talk.held(conn, desk.space.space_id)
    return show(request, "design/conversations/list.html", desk=desk, held=held, **_names())


async def new_page(request: Request) -> Response:
    """Write down a conversation about a prompt."""
    desk = await open_desk(request)
    prompt_id = request.path_params["prompt"]
    async with request.app.state.store.reading() as conn:
        kept = await kept_prompt(conn, desk.space.space_id, prompt_id)
    form = await read_form(request) if request.method == "POST" else FormData()
    problem: Problem | None = None
    if request.method == "POST" and text(form, "do") != "check":
        try:
            said = _conversation(form)
            async with request.app.state.store.writing() as conn:
                person = me(request).person
                made = await talk.keep_conversation(conn, desk.space.space_id, prompt_id, said, person)
            return go(f"{desk.home}/conversations/{made}")
        except BadInput as refused:
            problem = refused
    return show(
        request,
        "design/conversations/new.html",
        status_of(problem) if problem else 200,
        desk=desk,
        prompt=kept.prompt,
        rows=_role_rows(form),
        typed=form,
        found=_look(form),
        problem=problem,
        **_names(),
    )


async def one_page(request: Request) -> Response:
    """One conversation, its tries, and the form for the next one."""
    desk = await open_desk(request)
    async with request.app.state.store.reading() as conn:
        found = await _held(conn, desk.space.space_id, request.path_params["conversation"])
    return await _one(request, found)


async def try_(request: Request) -> Response:
    """Keep a new try, or what became of one."""
    desk = await open_desk(request)
    form = await read_form(request)
    space_id, conversation_id = desk.space.space_id, request.path_params["conversation"]
    async with request.app.state.store.reading() as conn:
        found = await _held(conn, space_id, conversation_id)
    try:
        said = _try(form)
        async with request.app.state.store.writing() as conn:
            if text(form, "try"):
                before = _of(found, number(form, "try"))
                settled = replace(before, result=said.result, what_else_was_true=said.what_else_was_true)
                await talk.settle_try(conn, space_id, number(form, "try"), settled, me(request).person)
            else:
                await talk.keep_try(conn, space_id, conversation_id, said, me(request).person)
    except (BadInput, Overtaken) as problem:
        async with request.app.state.store.reading() as conn:
            found = await _held(conn, space_id, conversation_id)
        return await _one(request, found, problem, form)
    return go(f"{desk.home}/conversations/{conversation_id}")


# ── small parts ──────────────────────────────────────────────────────────────


async def _one(
    request: Request, held: Held, problem: Problem | None = None, form: FormData | None = None
) -> Response:
    desk = await open_desk(request)
    typed = form or FormData()
    return show(
        request,
        "design/conversations/one.html",
        status_of(problem) if problem else 200,
        desk=desk,
        held=held,
        talk=held.conversation,
        typed=typed,
        found=_look(typed),
        problem=problem,
        **_names(),
    )


async def _held(conn: Any, space_id: int, conversation_id: int) -> Held:
    found = await talk.held(conn, space_id, conversation_id=conversation_id)
    if not found:
        raise NotYours("There is no such conversation.")
    return found[0]


def _of(held: Held, try_id: int) -> Try:
    found = next((tried for tid, tried in held.tries if tid == try_id), None)
    if found is None:
        raise NotYours("There is no such try.")
    return found


def _names() -> dict[str, Any]:
    return {
        "modes": MODES,
        "kinds": KINDS,
        "results": RESULTS,
        "pulse": PULSE,
        "pulse_said": PULSE_SAID,
        "done_for": DONE_FOR,
    }


def _look(form: FormData) -> dict[str, list[Hit]]:
    return {name: found for name in WORDED if (found := hits(text(form, name)))}


def _role_rows(form: FormData) -> list[tuple[str, str]]:
    """Six rows of role and number, as typed; a new page starts with the first two roles written."""
    typed = list(zip(texts(form, "role"), texts(form, "n"), strict=False))
    rows = typed or [("young people", ""), ("youth worker", "")]
    return (rows + [("", "")] * ROLE_ROWS)[:ROLE_ROWS]


def _roles(form: FormData) -> tuple[InTheRoom, ...]:
    rows = []
    for role, n in _role_rows(form):
        people = as_id(n) if n.strip() else 0
        if people is None or people >= 1000:
            raise BadInput("Write how many people as a number.", "n-1")
        if role.strip() and people:
            rows.append(InTheRoom(role.strip()[:80], people))
    return tuple(rows)


def _conversation(form: FormData) -> Conversation:
    held_on = day_sent(form, "held_on")
    if held_on is None:
        raise BadInput("Say on which day you met.", "held_on")
    return Conversation(
        held_on=held_on,
        roles=_roles(form),
        by=day_sent(form, "by"),
        leader_came=text(form, "leader_came") == "yes",
        pulse_of_meeting={
            item: int(said) for item in PULSE if (said := text(form, f"pulse-{item}")) in PULSE_SAID
        },
        **{
            name: text(form, name).strip()
            for name in ("where", "how", "decided", "who_decided", "who_acts", "tacit_note", "surprise")
        },  # type: ignore[arg-type]
    )


def _try(form: FormData) -> Try:
    kind, result = text(form, "kind"), text(form, "result")
    return Try(
        kind=kind if kind in KINDS else next(iter(KINDS)),
        result=result if result in RESULTS else "",
        begins=day_sent(form, "begins"),
        metric="new" if text(form, "metric") == "new" else "existing",
        **{
            name: text(form, name).strip()
            for name in (
                *("smallest_test", "stop_if", "how_we_know", "what_else_was_true"),
                *("cost_band", "saving_money", "rule_in_the_way"),
            )
        },
    )


routes: list[BaseRoute] = [
    Route("/{space}/conversations", list_page, name="design:conversations"),
    Route("/{space}/conversations/{conversation:int}", one_page, name="design:conversation"),
    Route(
        "/{space}/conversations/{conversation:int}/try",
        try_,
        methods=["POST"],
        name="design:conversation-try",
    ),
    Route(
        "/{space}/prompts/{prompt:int}/conversation",
        new_page,
        methods=["GET", "POST"],
        name="design:conversation-new",
    ),
]
