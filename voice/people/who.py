"""Who is who in a space."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncConnection

from voice.errors import NotReady
from voice.people import audit, records
from voice.people.nouns import Hat, Person


@dataclass(frozen=True)
class Member:
    """A person in a space, with the hats they wear there."""

    person_id: int
    name: str
    email: str
    hats: frozenset[Hat]
    deputy: bool
    stopped: bool
    outside: bool = False  # the named contact elsewhere: sees only holds that were sent round the leads
    away_until: date | None = None


async def members(conn: AsyncConnection, space_id: int) -> list[Member]:
    """Everyone with a hat in a space, by name."""
    found: dict[int, Member] = {}
    for row in await records.people_of(conn, space_id):
        before = found.get(row.person_id)
        hats = (before.hats if before else frozenset()) | {Hat(row.hat)}
        found[row.person_id] = Member(
            row.person_id,
            row.name,
            row.email,
            hats,
            row.deputy or (before.deputy if before else False),
            row.stopped,
            row.outside or (before.outside if before else False),
            row.away_until or (before.away_until if before else None),
        )
    return list(found.values())


async def people_with(conn: AsyncConnection, space_id: int, hat: Hat) -> list[Member]:
    """Everyone who wears one hat in a space and has not been stopped."""
    return [member for member in await members(conn, space_id) if hat in member.hats and not member.stopped]


async def names(conn: AsyncConnection, person_ids: list[int]) -> dict[int, str]:
    """Names by id, for "Sam decided this"."""
    return await records.names_of(conn, person_ids)


async def give_hat(
    conn: AsyncConnection,
    space_id: int,
    person_id: int,
    hat: Hat,
    *,
    deputy: bool = False,
    outside: bool = False,
    by: Person,
) -> None:
    """Give a hat, in the audit."""
    await records.give_hat(conn, space_id, person_id, hat, deputy=deputy, outside=outside)
    await audit.note(conn, by.name, "gave a hat", f"{hat} to {person_id}", space_id)


async def set_leave(conn: AsyncConnection, space_id: int, person_id: int, back: date | None) -> None:
    """A lead is away until the day they are back; None when they are here."""
    await records.set_leave(conn, space_id, person_id, Hat.LEAD, back)


async def take_hat(conn: AsyncConnection, space_id: int, person_id: int, hat: Hat, *, by: Person) -> None:
    """Take a hat off. NotReady for the last admin, who would lock everyone out, and for the last two leads."""
    left = [m for m in await people_with(conn, space_id, hat) if m.person_id != person_id and not m.outside]
    if hat == Hat.ADMIN and not left:
        raise NotReady("This is the last admin. Give someone else the hat first.")
    if hat == Hat.LEAD and len(left) < 2:
        raise NotReady("A space needs two leads. Invite another one first.")
    await records.take_hat(conn, space_id, person_id, hat)
    await audit.note(conn, by.name, "took a hat off", f"{hat} from {person_id}", space_id)
