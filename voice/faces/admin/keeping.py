"""How long things are kept: three numbers, what they mean for each closed round, and what goes tonight."""

from __future__ import annotations

import re
from dataclasses import replace

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from voice.errors import BadInput, Overtaken
from voice.faces.shared.doors import me, open_space
from voice.faces.shared.forms import read_form, text, version_seen
from voice.faces.shared.pages import go, show
from voice.listen.keeping import rounds_kept
from voice.listen.space import Keep, Space
from voice.listen.spaces import save_about
from voice.people import audit
from voice.people.nouns import Hat
from voice.protect.numbers import shown

LIMITS = {"unread_months": (1, 24), "released_months": (1, 60), "held_years": (1, 75)}
"""Least and most. Seventy-five years is what IICSA (2022) asks for records of child sexual abuse."""


async def keeping(request: Request) -> Response:
    """See how long things are kept, and change it."""
    space = await open_space(request, Hat.ADMIN)
    if request.method == "GET":
        return await _show(request, space, saved="saved" in request.query_params)
    form = await read_form(request)
    try:
        keep = Keep(**{name: _whole(form, name) for name in LIMITS})
        changed = replace(space.about, keep=keep)
        async with request.app.state.store.writing() as conn:
            await save_about(conn, replace(space, version=version_seen(form)), changed)
            said = f"unread {keep.unread_months}, released {keep.released_months} months; held {keep.held_years} years"
            await audit.note(conn, me(request).person.name, "changed how long to keep", said, space.space_id)
    except (BadInput, Overtaken) as problem:
        status = 409 if isinstance(problem, Overtaken) else 422
        return await _show(request, space, problem=problem, status=status, typed=form)
    return go(f"/admin/{space.slug}/keeping?saved=1")


def _whole(form: FormData, name: str) -> int:
    least, most = LIMITS[name]
    typed = text(form, name).strip()
    if not re.fullmatch(r"[0-9]{1,3}", typed) or not least <= int(typed) <= most:
        raise BadInput(f"Write a whole number from {least} to {most}.", name)
    return int(typed)


async def _show(
    request: Request,
    space: Space,
    *,
    saved: bool = False,
    problem: Exception | None = None,
    status: int = 200,
    typed: FormData | None = None,
) -> Response:
    async with request.app.state.store.reading() as conn:
        rounds = await rounds_kept(conn, space.space_id)
    stored = {name: str(getattr(space.about.keep, name)) for name in LIMITS}
    return show(
        request,
        "admin/keeping.html",
        status,
        space=space,
        rounds=[(r, shown(r.unread), shown(r.released)) for r in rounds],
        values={name: text(typed, name) if typed is not None else stored[name] for name in LIMITS},
        limits=LIMITS,
        saved=saved,
        problem=problem,
    )
