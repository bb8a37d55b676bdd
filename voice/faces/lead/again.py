"""Read again: a few released comments a week, and how often something was missed."""

from __future__ import annotations

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from voice.errors import BadInput, Overtaken
from voice.faces.lead.summary import summary
from voice.faces.shared.doors import me, open_space
from voice.faces.shared.forms import number, read_form, text, version_seen
from voice.faces.shared.pages import go, show
from voice.listen.space import Space
from voice.people.nouns import Hat
from voice.protect.reading.reread import Found, misses, read_again, to_reread
from voice.store.jobs import enqueue


async def again(request: Request) -> Response:
    """One small page a week."""
    space = await open_space(request, Hat.READER, Hat.LEAD)
    if request.method == "GET":
        return await _show(request, space)
    form = await read_form(request)
    try:
        await _read(request, space, form)
    except (BadInput, Overtaken) as problem:
        return await _show(request, space, problem, form)
    return go(f"/lead/{space.slug}/again")


async def _read(request: Request, space: Space, form: FormData) -> None:
    state, said, comment_id = request.app.state, text(form, "do"), number(form, "comment")
    if said not in set(Found):
        raise BadInput("Choose what you found.")
    async with state.store.writing() as conn:
        await read_again(
            conn,
            state.keys,
            space.space_id,
            space.about.hours,
            comment_id,
            version_seen(form),
            me(request).person.person_id,
            Found(said),
            text(form, "hide"),
        )
        if said != Found.FINE:
            await enqueue(conn, "review", space.space_id, comments=[comment_id])


async def _show(
    request: Request, space: Space, problem: Exception | None = None, typed: FormData | None = None
) -> Response:
    async with request.app.state.store.reading() as conn:
        comments = await to_reread(conn, space.space_id, me(request).person.person_id)
        missed = await misses(conn, space.space_id)
        counts = await summary(conn, space, me(request))
    status = 200 if problem is None else 409 if isinstance(problem, Overtaken) else 422
    return show(
        request,
        "lead/again.html",
        status,
        space=space,
        comments=comments,
        missed=missed,
        counts=counts,
        problem=problem,
        typed_for=text(typed, "comment") if typed else "",
        typed_hide=text(typed, "hide") if typed else "",
    )
