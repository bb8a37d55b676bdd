"""The holds of a space: the list, and the record of one for the site's own system. For leads only."""

from __future__ import annotations

from functools import partial

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from voice.faces.lead.hold import KINDS, STEPS, look_at
from voice.faces.lead.summary import summary
from voice.faces.shared.doors import me, open_space
from voice.faces.shared.forms import read_form
from voice.faces.shared.pages import show
from voice.listen.space import Space
from voice.people.nouns import Hat
from voice.people.who import names
from voice.protect.hold import HoldStep, OpenHold, holds_for
from voice.protect.hours import local_time

CLOCK = "%-d %B %Y %H:%M"


async def holds(request: Request) -> Response:
    """What is held: counts and kinds, urgent first. No words."""
    space = await open_space(request, Hat.LEAD)
    person_id = me(request).person.person_id
    async with request.app.state.store.reading() as conn:
        still_open = await holds_for(conn, space.space_id, person_id)
        closed = await holds_for(conn, space.space_id, person_id, closed=True)
        who = await names(conn, [p for h in (*still_open, *closed) for p in h.acknowledged_by])
        counts = await summary(conn, space, me(request))
    return show(
        request,
        "lead/holds.html",
        space=space,
        holds=still_open,
        closed=closed,
        who=who,
        kinds=KINDS,
        counts=counts,
        local=partial(local_time, space.about.hours),
    )


async def hold_record(request: Request) -> Response:
    """The record of one hold, for the site's own safeguarding system."""
    space = await open_space(request, Hat.LEAD)
    await read_form(request)
    opened, who, *_ = await look_at(request, space, request.path_params["hold"], "took the record of a hold")
    return PlainTextResponse(
        "\n".join(_record(space, opened, who)),
        headers={"content-disposition": f'attachment; filename="hold-{opened.hold.hold_id}.txt"'},
    )


def _record(space: Space, opened: OpenHold, who: dict[int, str]) -> list[str]:
    words = (
        "Words, with names hidden since they were let go to be themed:"
        if opened.masked
        else "Words as given:"
    )
    return [
        f"Safeguarding record · {space.title}",
        f"Hold {opened.hold.hold_id} · week {opened.hold.week} · {opened.hold.concern}",
        f"Kinds: {', '.join(KINDS.get(kind, kind) for kind in opened.hold.kinds)}",
        f"Why it was held: {' '.join(opened.reasons)}",
        "",
        words,
        opened.text or ("(no longer here)" if opened.comment_id else "(none)"),
        "",
        "How they may be reached: " + (opened.reach or "they left no way"),
        "",
        *(_line(space, step, who) for step in opened.hold.steps),
    ]


def _line(space: Space, step: HoldStep, who: dict[int, str]) -> str:
    local = partial(local_time, space.about.hours)
    parts = [
        f"{local(step.at):{CLOCK}}",
        f"{who.get(step.person_id, 'a lead')} {STEPS[step.step]}",
        step.outcome,
    ]
    if step.done_at:
        parts.append(f"done {local(step.done_at):{CLOCK}}")
    if step.reference:
        parts.append(f"reference {step.reference}")
    return " · ".join(part for part in (*parts, step.note) if part)
