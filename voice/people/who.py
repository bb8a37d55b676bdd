"""Who is who in a space."""

from __future__ import annotations

from dataclasses import dataclass

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


async def members(conn: AsyncConnection, space_id: int) -> list[Member]:
    """Everyone with a hat in a space, by name."""
    found: dict[int, Member] = {}
    for row in await records.people_of(conn, space_id):
        before = found.get(row.person_id)
        hats = (before.hats if before else frozenset()) | {Hat(row.hat)}
        deputy = row.deputy or (before.deputy if before else False)
        found[row.person_id] = Member(row.person_id, row.name, row.email, hats, deputy, row.stopped)
    return list(found.values())


async def people_with(conn: AsyncConnection, space_id: int, hat: Hat) -> list[Member]:
    """Everyone who wears one hat in a space and has not been stopped."""
    return [member for member in await members(conn, space_id) if hat in member.hats and not member.stopped]


async def names(conn: AsyncConnection, person_ids: list[int]) -> dict[int, str]:
    """Names by id, for "Sam decided this"."""
    return await records.names_of(conn, person_ids)


async def give_hat(
    conn: AsyncConnection, space_id: int, person_id: int, hat: Hat, *, deputy: bool, by: Person
) -> None:
    """Give a hat, in the audit."""
    await records.give_hat(conn, space_id, person_id, hat, deputy=deputy)
    await audit.note(conn, by.name, "gave a hat", f"{hat} to {person_id}", space_id)


async def take_hat(conn: AsyncConnection, space_id: int, person_id: int, hat: Hat, *, by: Person) -> None:
    """Take a hat off. NotReady for the last admin, who would lock everyone out, and for the last two leads."""
    left = [m for m in await people_with(conn, space_id, hat) if m.person_id != person_id]
    if hat == Hat.ADMIN and not left:
        raise NotReady("This is the last admin. Give someone else the hat first.")
    if hat == Hat.LEAD and len(left) < 2:
        raise NotReady("A space needs two leads. Invite another one first.")
    await records.take_hat(conn, space_id, person_id, hat)
    await audit.note(conn, by.name, "took a hat off", f"{hat} from {person_id}", space_id)
