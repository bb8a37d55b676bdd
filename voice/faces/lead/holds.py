"""Holds: for leads only. Opening one is written in the audit, every time."""

from __future__ import annotations

from functools import partial

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from voice.errors import BadInput, NotReady, Overtaken
from voice.faces.lead.summary import summary
from voice.faces.shared.doors import me, open_space
from voice.faces.shared.forms import number, read_form, text
from voice.faces.shared.pages import go, show
from voice.listen.space import Space
from voice.people import audit
from voice.people.nouns import Hat
from voice.people.who import names
from voice.protect.hold import (
    Hold,
    OpenHold,
    acknowledge,
    agree,
    open_hold,
    open_holds,
    send_round_the_leads,
    settle,
)
from voice.protect.hours import local_time

KINDS = {
    "suicide": "suicide",
    "self_harm": "self-harm",
    "eating_disorder": "eating",
    "substance": "drink or drugs",
    "physical_abuse": "being hurt",
    "sexual_abuse": "sexual harm",
    "grooming_online": "online grooming",
    "exploitation": "exploitation",
    "domestic_abuse": "harm at home",
    "emotional_abuse": "cruelty",
    "threat_to_others": "danger to others",
    "bullying": "bullying",
    "neglect": "neglect",
    "running_away": "running away",
    "homelessness": "nowhere to sleep",
    "forced_marriage": "forced marriage",
    "bereavement": "a death",
    "friend_risk": "worry about somebody else",
    "asks_for_help": "asks for help",
    "said_so": "chose “I don't feel safe”",
    "person": "a reader asked you to look",
    "unknown": "could not be looked at",
}


async def holds(request: Request) -> Response:
    """What is held: counts and kinds, urgent first. No words."""
    space = await open_space(request, Hat.LEAD)
    async with request.app.state.store.reading() as conn:
        still_open = await open_holds(conn, space.space_id)
        closed = await open_holds(conn, space.space_id, closed=True)
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


async def hold(request: Request) -> Response:
    """One hold with its words: why, how they may be reached, and what has been done."""
    space = await open_space(request, Hat.LEAD)
    hold_id = request.path_params["hold"]
    if request.method == "GET":
        return await _show(request, space, hold_id)
    form = await read_form(request)
    try:
        await _change(request, space, hold_id, form)
    except (BadInput, NotReady, Overtaken) as problem:
        return await _show(request, space, hold_id, problem, text(form, "outcome"), text(form, "note"))
    return go(f"/lead/{space.slug}/holds/{hold_id}")


async def hold_record(request: Request) -> Response:
    """The record of one hold, for the site's own safeguarding system."""
    space = await open_space(request, Hat.LEAD)
    await read_form(request)
    opened, who = await _open(request, space, request.path_params["hold"], "took the record of a hold")
    lines = [
        f"Safeguarding record · {space.title}",
        f"Hold {opened.hold.hold_id} · week {opened.hold.week} · {opened.hold.concern}",
        f"Kinds: {', '.join(KINDS.get(kind, kind) for kind in opened.hold.kinds)}",
        "",
        "Words, with names hidden since they were let go to be themed:"
        if opened.masked
        else "Words as given:",
        opened.text or ("(no longer here)" if opened.comment_id else "(none)"),
        "",
        "How they may be reached: " + (opened.reach or "they left no way"),
        "",
        *(
            f"{local_time(space.about.hours, s.at):%d %B %Y %H:%M} · {who.get(s.person_id, 'a lead')} · {s.step} · {s.outcome} {s.note}".rstrip()
            for s in opened.hold.steps
        ),
    ]
    return PlainTextResponse(
        "\n".join(lines),
        headers={"content-disposition": f'attachment; filename="hold-{opened.hold.hold_id}.txt"'},
    )


async def _change(request: Request, space: Space, hold_id: int, form: FormData) -> None:
    state, person = request.app.state, me(request).person
    what = text(form, "do")
    async with state.store.writing() as conn:
        if what == "seen":
            await acknowledge(conn, space.space_id, hold_id, person.person_id)
        elif what == "agree":
            await agree(conn, state.keys, space.space_id, hold_id, person.person_id, number(form, "version"))
        elif what == "round":
            await send_round_the_leads(conn, space.space_id, hold_id)
        elif what in ("outcome", "release"):
            outcome = text(form, "outcome")
            if outcome not in space.about.outcomes:
                raise BadInput("Choose what was done.", "outcome")
            await settle(
                conn,
                state.keys,
                space.space_id,
                hold_id,
                person.person_id,
                number(form, "version"),
                outcome,
                text(form, "note").strip()[:2000],
                release=what == "release",
            )
        else:
            raise BadInput("Choose what to do.")
        await audit.note(conn, person.name, f"hold: {what}", f"hold {hold_id}", space.space_id)


async def _open(request: Request, space: Space, hold_id: int, did: str) -> tuple[OpenHold, dict[int, str]]:
    """Open a hold, and write down that it was opened, in one transaction."""
    state = request.app.state
    async with state.store.writing() as conn:
        opened = await open_hold(conn, state.keys, space.space_id, hold_id)
        await audit.note(conn, me(request).person.name, did, f"hold {hold_id}", space.space_id)
        who = await names(conn, [step.person_id for step in opened.hold.steps])
    return opened, who


async def _show(
    request: Request,
    space: Space,
    hold_id: int,
    problem: Exception | None = None,
    outcome: str = "",
    note: str = "",
) -> Response:
    opened, who = await _open(request, space, hold_id, "opened a hold")
    status = 200 if problem is None else 422 if isinstance(problem, BadInput) else 409
    return show(
        request,
        "lead/hold.html",
        status,
        space=space,
        opened=opened,
        hold=opened.hold,
        who=who,
        kinds=KINDS,
        problem=problem,
        outcome=outcome,
        note=note,
        local=partial(local_time, space.about.hours),
        waits_for=_waits_for(opened.hold, me(request).person.person_id),
    )


def _waits_for(held: Hold, person_id: int) -> str:
    """Whose turn it is: 'seen', 'outcome', 'agree' (this lead may), or 'other' (another lead must)."""
    if not held.is_open:
        return "nobody"
    proposed = next((s for s in reversed(held.steps) if s.step in ("outcome", "released")), None)
    if proposed is not None:
        return "other" if proposed.person_id == person_id else "agree"
    return "outcome" if person_id in held.acknowledged_by else "seen"
