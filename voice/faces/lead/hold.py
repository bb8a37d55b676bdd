"""One hold. For leads only, and never for one whom it names. Opening it is written in the audit, every time."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncConnection
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from voice.clock import now
from voice.errors import BadInput, NotReady, Overtaken
from voice.faces.shared.doors import me, open_space
from voice.faces.shared.forms import ids, read_form, text, texts, version_seen
from voice.faces.shared.pages import go, show
from voice.listen.space import Space
from voice.people import audit
from voice.people.log import Line, about
from voice.people.nouns import Hat
from voice.people.who import names
from voice.protect.hold import (
    Hold,
    Lead,
    OpenHold,
    Outcome,
    acknowledge,
    agree,
    disagree,
    leads_of,
    let_see,
    make_urgent,
    open_hold,
    send_round,
    settle,
)
from voice.protect.hold.nouns import Did
from voice.protect.hours import local_time
from voice.protect.marking import pieces

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
STEPS: dict[Did, str] = {
    Did.SENT: "sent this drill",
    Did.ACKNOWLEDGED: "has seen it",
    Did.OUTCOME: "wrote down what was done",
    Did.RELEASED: "wrote down what was done, and to let it be themed",
    Did.AGREED: "agreed",
    Did.DISAGREED: "did not agree",
    Did.HANDED_OVER: "handed it over for leave",
    Did.SENT_ROUND: "sent it round whoever it names",
    Did.RAISED: "found it urgent",
    Did.LET_SEE: "said that it names no lead after all",
}
Shown = tuple[OpenHold, dict[int, str], list[Lead], list[Line]]


async def hold(request: Request) -> Response:
    """One hold with its words: why, how they may be reached, and what has been done."""
    space = await open_space(request, Hat.LEAD)
    hold_id = request.path_params["hold"]
    if request.method == "GET":
        return await _show(request, space, hold_id)
    form = await read_form(request)
    person_id, named = me(request).person.person_id, ids(texts(form, "named"))
    try:
        await _change(request, space, hold_id, form, named)
    except (BadInput, NotReady, Overtaken) as problem:
        return await _show(request, space, hold_id, problem, form)
    rounded = text(form, "do") == "round" and person_id in named
    return go(f"/lead/{space.slug}/holds" + ("" if rounded else f"/{hold_id}"))


async def look_at(request: Request, space: Space, hold_id: int, did: str) -> Shown:
    """Open a hold, and write down that it was opened, in one transaction."""
    state, person = request.app.state, me(request).person
    async with state.store.writing() as conn:
        opened = await open_hold(conn, state.keys, space.space_id, space.local, hold_id, person.person_id)
        await audit.note(conn, person.name, did, f"hold {hold_id}", space.space_id)
        who = await names(conn, [step.person_id for step in opened.hold.steps])
        looks = await about(conn, space.space_id, f"hold {hold_id}")
        return opened, who, await leads_of(conn, space.space_id), looks


async def _change(request: Request, space: Space, hold_id: int, form: FormData, named: list[int]) -> None:
    state, person = request.app.state, me(request).person
    async with state.store.writing() as conn:
        what = text(form, "do")
        here = (space.space_id, space.about.hours, hold_id, person.person_id)
        if what == "seen":
            await acknowledge(conn, *here)
        elif what == "urgent":
            await make_urgent(conn, *here)
        elif what == "round":
            await send_round(conn, *here, named)
        elif what == "let_see":
            await let_see(conn, space.space_id, hold_id, person.person_id)
        else:
            await _decide(conn, request, space, hold_id, form)
        await audit.note(conn, person.name, f"hold: {what}", f"hold {hold_id}", space.space_id)


async def _decide(
    conn: AsyncConnection, request: Request, space: Space, hold_id: int, form: FormData
) -> None:
    """What needs the version that the lead saw: an outcome, and the second lead's answer to it."""
    keys, what, hours = request.app.state.keys, text(form, "do"), space.about.hours
    mine = (hold_id, me(request).person.person_id, version_seen(form))
    if what == "agree":
        await agree(conn, keys, space.space_id, *mine)
    elif what == "disagree":
        await disagree(conn, keys, space.space_id, hours, *mine, text(form, "why").strip()[:2000])
    elif what in ("outcome", "release"):
        outcome = _outcome(space, form, release=what == "release")
        await settle(conn, keys, space.space_id, hours, space.local, *mine, outcome)
    else:
        raise BadInput("Choose what to do.")


def _outcome(space: Space, form: FormData, *, release: bool) -> Outcome:
    said, typed = text(form, "outcome"), text(form, "done_at")
    if said not in space.about.outcomes:
        raise BadInput("Choose what was done.", "outcome")
    try:
        done_at = datetime.fromisoformat(typed) if typed else None
    except ValueError:
        raise BadInput("Write when as day and time.", "done_at") from None
    if done_at and done_at.tzinfo is None:
        done_at = done_at.replace(tzinfo=ZoneInfo(space.about.hours.zone))
    reference, note = text(form, "reference").strip()[:120], text(form, "note").strip()[:2000]
    return Outcome(said, done_at, reference, note, release, text(form, "hide"))


async def _show(
    request: Request,
    space: Space,
    hold_id: int,
    problem: Exception | None = None,
    typed: FormData | None = None,
) -> Response:
    opened, who, leads, looks = await look_at(request, space, hold_id, "opened a hold")
    status = 200 if problem is None else 422 if isinstance(problem, BadInput) else 409
    local = partial(local_time, space.about.hours)
    return show(
        request,
        "lead/hold.html",
        status,
        space=space,
        opened=opened,
        pieces=pieces(opened.text, opened.details, ()),
        hold=opened.hold,
        who=who,
        leads=[lead for lead in leads if not lead.outside],
        looks=looks,
        outsiders=[lead.name for lead in leads if lead.outside],
        kinds=KINDS,
        steps=STEPS,
        problem=problem,
        typed=_typed(typed, local(now()).strftime("%Y-%m-%dT%H:%M")),
        local=local,
        waits_for=_waits_for(opened.hold, me(request).person.person_id),
    )


def _typed(form: FormData | None, this_minute: str) -> dict[str, str]:
    """What was typed, to stay on the page; at first nothing but the time."""
    if form is None:
        return dict.fromkeys(("outcome", "note", "reference", "why", "hide"), "") | {"done_at": this_minute}
    return {name: text(form, name) for name in ("outcome", "note", "reference", "why", "hide", "done_at")}


def _waits_for(held: Hold, person_id: int) -> str:
    """Whose turn it is: 'seen', 'outcome', 'agree' (this lead may), or 'other' (another lead must)."""
    if not held.is_open:
        return "nobody"
    if held.proposed is not None:
        return "other" if held.proposed.person_id == person_id else "agree"
    return "outcome" if person_id in held.acknowledged_by else "seen"
