"""Who is who in a space, and who may change it.

An admin gives and takes hats. Only a lead can make another lead once there are two:
nobody who runs a space can let themselves see what children told in trust.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncConnection

from voice.errors import NotReady, NotYours
from voice.people import audit, records
from voice.people.nouns import EVERYDAY, HATS_OF_FACE, Face, Hat, Person, face_of
from voice.people.passwords import reset_token
from voice.people.sign_in import sign_out_everywhere
from voice.store.secret import Keys

LEADS = 2
"""Lead and deputy (design.md section 2): nobody closes an urgent hold alone."""


@dataclass(frozen=True)
class Member:
    """A person in a space, with the hats they wear there. `waits`: named as lead, until another lead says yes."""

    person_id: int
    name: str
    email: str
    hats: frozenset[Hat]
    deputy: bool
    stopped: bool
    waits: bool = False
    demo: bool = False
    outside: bool = False  # the named contact elsewhere: sees only holds that were sent round the leads
    away_until: date | None = None

    @property
    def does(self) -> tuple[str, ...]:
        """What they do here, in the fewest everyday words."""
        whole = [choice for choice in EVERYDAY if self.hats >= set(choice.hats)]
        told = {hat for choice in whole for hat in choice.hats}
        return (*(c.title for c in whole), *(h.called.capitalize() for h in Hat if h in self.hats - told))


async def members(conn: AsyncConnection, space_id: int) -> list[Member]:
    """Everyone with a hat in a space, by name."""
    found: dict[int, Member] = {}
    for row in await records.people_of(conn, space_id):
        before = found.get(row.person_id)
        worn = frozenset() if row.waits else frozenset({Hat(row.hat)})
        found[row.person_id] = Member(
            row.person_id,
            row.name,
            row.email,
            worn | (before.hats if before else frozenset()),
            row.deputy or bool(before and before.deputy),
            row.stopped,
            row.waits or bool(before and before.waits),
            row.demo,
            row.outside or bool(before and before.outside),
            row.away_until or (before.away_until if before else None),
        )
    return list(found.values())


async def people_with(conn: AsyncConnection, space_id: int, hat: Hat) -> list[Member]:
    """Everyone who wears one hat in a space and has not been stopped."""
    return [member for member in await members(conn, space_id) if hat in member.hats and not member.stopped]


async def names(conn: AsyncConnection, person_ids: list[int]) -> dict[int, str]:
    """Names by id, for "Sam decided this"."""
    return await records.names_of(conn, person_ids)


async def faces_of(conn: AsyncConnection, person: Person) -> list[Face]:
    """The faces that a person's hats open, anywhere."""
    worn = {hat for hats in (await records.hats_of(conn, person.person_id)).values() for hat in hats}
    return [face for face in Face if worn & HATS_OF_FACE[face]]


async def member(conn: AsyncConnection, space_id: int, person_id: int) -> Member:
    """One person of a space. NotYours for someone who has no hat in it: admins reach nobody else."""
    for one in await members(conn, space_id):
        if one.person_id == person_id:
            return one
    raise NotYours("There is no such person here.")


async def give_hats(
    conn: AsyncConnection,
    space_id: int,
    person: Person,
    hats: Iterable[Hat],
    *,
    deputy: bool = False,
    outside: bool = False,
    by: Person | None,
) -> bool:
    """Give hats, in the audit; `by` is None on the command line. True if a lead's hat now waits for a lead's yes."""
    waits = False
    here = await records.hats_of(conn, person.person_id)
    for hat in sorted(set(hats) - here.get(space_id, frozenset())):
        unsure = hat is Hat.LEAD and await _needs_a_yes(conn, space_id, by)
        lead = hat is Hat.LEAD
        await records.give_hat(
            conn,
            space_id,
            person.person_id,
            hat,
            deputy=deputy and lead,
            outside=outside and lead,
            waits=unsure,
        )
        did = "asked for a lead" if unsure else "gave a hat"
        await audit.note(
            conn, by.name if by else "command line", did, f"{hat.called} to {person.name}", space_id
        )
        waits = waits or unsure
    return waits


async def set_leave(conn: AsyncConnection, space_id: int, person_id: int, back: date | None) -> None:
    """A lead is away until the day they are back; None when they are here."""
    await records.set_leave(conn, space_id, person_id, Hat.LEAD, back)


async def waiting_leads(conn: AsyncConnection, space_id: int) -> list[Member]:
    """Those who were named as lead and wait for a yes."""
    return [one for one in await members(conn, space_id) if one.waits and not one.stopped]


async def answer_for_lead(
    conn: AsyncConnection, space_id: int, person_id: int, by: Person, yes: bool
) -> None:
    """A lead says whether somebody may be one too. NotYours if `by` is no lead here or nobody waits."""
    asked = await member(conn, space_id, person_id)
    mine = await records.hats_of(conn, by.person_id)
    if Hat.LEAD not in mine.get(space_id, frozenset()) or not asked.waits or person_id == by.person_id:
        raise NotYours("There is nobody to say yes to.")
    if yes:
        await records.let_wear(conn, space_id, person_id, Hat.LEAD)
    else:
        await records.take_hat(conn, space_id, person_id, Hat.LEAD)
    await audit.note(
        conn, by.name, "said yes to a lead" if yes else "said no to a lead", asked.name, space_id
    )


async def take_hat(conn: AsyncConnection, space_id: int, person_id: int, hat: Hat, *, by: Person) -> None:
    """Take a hat off; they are signed out where it let them in. NotReady for the last admin and the last two leads."""
    whose = await member(conn, space_id, person_id)
    if hat in whose.hats:
        await _enough_left(conn, space_id, person_id, hat)
    await records.take_hat(conn, space_id, person_id, hat)
    await records.end_sessions(conn, person_id, face_of(hat))
    await audit.note(conn, by.name, "took a hat off", f"{hat.called} from {whose.name}", space_id)


async def stop(conn: AsyncConnection, space_id: int, person_id: int, by: Person) -> None:
    """Shut a person out everywhere, at once. NotReady for oneself, the last admin, the last two leads, and for
    somebody who works in a space that this admin doesn't run: there only their hats here can be taken."""
    whose = await member(conn, space_id, person_id)
    if person_id == by.person_id:
        raise NotReady("You can't stop yourself. Ask another admin.")
    await _all_are_mine(conn, person_id, by)
    for where, hats in (await records.hats_of(conn, person_id)).items():
        for hat in hats:
            await _enough_left(conn, where, person_id, hat)
    await records.change_person(conn, person_id, stopped=True)
    await records.end_sessions(conn, person_id)
    await audit.note(conn, by.name, "stopped a person", whose.name, space_id)


async def let_back_in(conn: AsyncConnection, space_id: int, person_id: int, by: Person) -> None:
    """Undo a stop: the same hats, password and phone as before."""
    whose = await member(conn, space_id, person_id)
    await _all_are_mine(conn, person_id, by)
    await records.change_person(conn, person_id, stopped=False)
    await audit.note(conn, by.name, "let a person back in", whose.name, space_id)


async def sign_out_person(conn: AsyncConnection, space_id: int, person_id: int, by: Person) -> None:
    """End every session of one person of this space: a tablet was lost, say."""
    whose = await member(conn, space_id, person_id)
    await sign_out_everywhere(conn, Person(whose.person_id, whose.email, whose.name, whose.demo), by)


async def reset_link_for(conn: AsyncConnection, keys: Keys, space_id: int, person_id: int, by: Person) -> str:
    """The token of a link to a new password for one person of this space, to be handed over."""
    whose = await member(conn, space_id, person_id)
    return await reset_token(conn, keys, whose.person_id, by.name)


async def _needs_a_yes(conn: AsyncConnection, space_id: int, by: Person | None) -> bool:
    """Two leads are there, and whoever gives this hat is neither of them nor the keeper of the machine."""
    leads = [lead for lead in await people_with(conn, space_id, Hat.LEAD) if not lead.outside]
    return by is not None and len(leads) >= LEADS and by.person_id not in {lead.person_id for lead in leads}


async def _enough_left(conn: AsyncConnection, space_id: int, person_id: int, hat: Hat) -> None:
    await records.hold_hats(conn, space_id)
    there = await people_with(conn, space_id, hat)
    if hat is Hat.LEAD and any(one.person_id == person_id and one.outside for one in there):
        return
    left = [one for one in there if one.person_id != person_id and not one.outside]
    if hat is Hat.ADMIN and not left:
        raise NotReady("This is the last admin. Give someone else the hat first.")
    if hat is Hat.LEAD and len(left) < LEADS:
        raise NotReady("A space needs two leads. Invite another one first.")


async def _all_are_mine(conn: AsyncConnection, person_id: int, by: Person) -> None:
    mine = await records.hats_of(conn, by.person_id)
    for space_id in await records.hats_of(conn, person_id):
        if Hat.ADMIN not in mine.get(space_id, frozenset()):
            raise NotReady("They also work in a space that you don't run. Take their hats off here instead.")
