"""Spaces: make one, and say who asks, about what, and who helps."""

from __future__ import annotations

from dataclasses import replace

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from voice.errors import BadInput, NotYours, Overtaken
from voice.faces.admin.fields import help_line_rows, hours_row, pair_rows, to_about
from voice.faces.shared.doors import me, open_space
from voice.faces.shared.forms import read_form, text, version_seen
from voice.faces.shared.pages import go, show
from voice.languages import SHIPPED, own_name
from voice.listen.spaces import make_space, open_space_by_id, save_about
from voice.people.nouns import Hat
from voice.people.who import give_hats


async def spaces(request: Request) -> Response:
    """The spaces this admin runs."""
    async with request.app.state.store.reading() as conn:
        mine = [await open_space_by_id(conn, space_id) for space_id in me(request).spaces]
    return show(request, "admin/spaces.html", spaces=mine)


async def new_space(request: Request) -> Response:
    """Make a space. Whoever makes it runs it."""
    if not me(request).spaces:
        raise NotYours("There is no such page.")
    if request.method == "GET":
        return show(request, "admin/new.html", slug="", title="", problem=None)
    form = await read_form(request)
    slug, title = text(form, "slug"), text(form, "title")
    try:
        async with request.app.state.store.writing() as conn:
            space = await make_space(conn, slug, title)
            person = me(request).person
            await give_hats(conn, space.space_id, person, [Hat.ADMIN], by=person)
    except BadInput as problem:
        return show(request, "admin/new.html", 422, slug=slug, title=title, problem=problem)
    return go(f"/admin/{space.slug}/")


async def about(request: Request) -> Response:
    """Everything a space says of itself, on one page."""
    space = await open_space(request, Hat.ADMIN)
    if request.method == "GET":
        return _show(request, space, space.about, saved="saved" in request.query_params)
    form = await read_form(request, limit=256 * 1024)
    try:
        changed = to_about(form, space.about)
        seen = replace(space, version=version_seen(form))
        async with request.app.state.store.writing() as conn:
            await save_about(conn, seen, changed, text(form, "title").strip())
    except (BadInput, Overtaken) as problem:
        status = 409 if isinstance(problem, Overtaken) else 422
        return _show(request, space, space.about, problem=problem, status=status, typed=form)
    return go(f"/admin/{space.slug}/?saved=1")


def _show(  # type: ignore[no-untyped-def]
    request: Request,
    space,
    about,
    *,
    saved: bool = False,
    problem: Exception | None = None,
    status: int = 200,
    typed: FormData | None = None,
) -> Response:
    def value(name: str, stored: str) -> str:
        """What was typed, if anything was; else what is stored."""
        return text(typed, name) if typed is not None else stored

    return show(
        request,
        "admin/about.html",
        status,
        space=space,
        about=about,
        value=value,
        places=pair_rows(about.places),
        help_rows=help_line_rows(about.help),
        hours=hours_row(about.hours),
        languages=[(tag, own_name(tag)) for tag in SHIPPED],
        saved=saved,
        problem=problem,
    )
