"""The SQL of people/: persons, hats, sessions, invites, the audit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, delete, func, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from voice.people.nouns import Face, Hat, Person
from voice.store.tables import audit, hat, invite, person, session


async def person_by_email(conn: AsyncConnection, email: str) -> Row[Any] | None:
    """A person's row with the password hash, or None."""
    return (await conn.execute(select(person).where(person.c.email == email))).first()


async def person_by_id(conn: AsyncConnection, person_id: int) -> Row[Any] | None:
    """A person's row, or None."""
    return (await conn.execute(select(person).where(person.c.person_id == person_id))).first()


async def add_person(conn: AsyncConnection, new: Person, password: str, totp: bytes | None = None) -> None:
    """A new person with a hashed password."""
    await conn.execute(
        insert(person).values(
            person_id=new.person_id,
            email=new.email,
            name=new.name,
            password=password,
            totp=totp,
            demo=new.demo,
        )
    )


async def change_person(conn: AsyncConnection, person_id: int, **values: Any) -> None:
    """Change columns of a person."""
    await conn.execute(update(person).where(person.c.person_id == person_id).values(**values))


async def use_totp_step(conn: AsyncConnection, person_id: int, step: int) -> bool:
    """Take a one-time code's step. False if it, or a later one, was used: a code works once."""
    done = await conn.execute(
        update(person)
        .where(person.c.person_id == person_id, func.coalesce(person.c.totp_step, 0) < step)
        .values(totp_step=step)
    )
    return done.rowcount == 1


async def hats_of(conn: AsyncConnection, person_id: int) -> dict[int, frozenset[Hat]]:
    """The hats a person wears, by space."""
    rows = (await conn.execute(select(hat.c.space_id, hat.c.hat).where(hat.c.person_id == person_id))).all()
    hats: dict[int, set[Hat]] = defaultdict(set)
    for row in rows:
        hats[row.space_id].add(Hat(row.hat))
    return {space_id: frozenset(worn) for space_id, worn in hats.items()}


async def give_hat(
    conn: AsyncConnection,
    space_id: int,
    person_id: int,
    new: Hat,
    *,
    deputy: bool = False,
    outside: bool = False,
) -> None:
    """Give a hat; having it already changes only whether they are the deputy, or the outside contact."""
    await take_hat(conn, space_id, person_id, new)
    await conn.execute(
        insert(hat).values(space_id=space_id, person_id=person_id, hat=new, deputy=deputy, outside=outside)
    )


async def take_hat(conn: AsyncConnection, space_id: int, person_id: int, old: Hat) -> None:
    """Take a hat off."""
    await conn.execute(
        delete(hat).where(hat.c.space_id == space_id, hat.c.person_id == person_id, hat.c.hat == old)
    )


async def set_leave(
    conn: AsyncConnection, space_id: int, person_id: int, worn: Hat, back: date | None
) -> None:
    """Someone is away until a day, or back."""
    await conn.execute(
        update(hat)
        .where(hat.c.space_id == space_id, hat.c.person_id == person_id, hat.c.hat == worn)
        .values(away_until=back)
    )


async def people_of(conn: AsyncConnection, space_id: int) -> Sequence[Any]:
    """Everyone with a hat in a space: a row for each hat."""
    query = (
        select(
            person.c.person_id,
            person.c.name,
            person.c.email,
            person.c.stopped,
            hat.c.hat,
            hat.c.deputy,
            hat.c.outside,
            hat.c.away_until,
        )
        .join(hat, hat.c.person_id == person.c.person_id)
        .where(hat.c.space_id == space_id)
        .order_by(person.c.name, hat.c.hat)
    )
    return (await conn.execute(query)).all()


async def names_of(conn: AsyncConnection, person_ids: Sequence[int]) -> dict[int, str]:
    """Names by id."""
    query = select(person.c.person_id, person.c.name).where(person.c.person_id.in_(list(person_ids)))
    return {row.person_id: row.name for row in (await conn.execute(query)).all()}


async def add_session(
    conn: AsyncConnection, token_hash: bytes, person_id: int, face: Face, moment: datetime
) -> None:
    """A new session; only the hash of its token is kept."""
    await conn.execute(
        insert(session).values(
            token_hash=token_hash, person_id=person_id, face=face, begun=moment, seen=moment
        )
    )


async def session_by_hash(conn: AsyncConnection, token_hash: bytes) -> Row[Any] | None:
    """A session with its person, or None."""
    query = (
        select(session, person.c.email, person.c.name, person.c.demo, person.c.stopped)
        .join(person, person.c.person_id == session.c.person_id)
        .where(session.c.token_hash == token_hash)
    )
    return (await conn.execute(query)).first()


async def touch_session(conn: AsyncConnection, token_hash: bytes, moment: datetime) -> None:
    """They are still here."""
    await conn.execute(update(session).where(session.c.token_hash == token_hash).values(seen=moment))


async def end_session(conn: AsyncConnection, token_hash: bytes) -> None:
    """Sign out here."""
    await conn.execute(delete(session).where(session.c.token_hash == token_hash))


async def end_sessions(conn: AsyncConnection, person_id: int) -> None:
    """Sign out everywhere."""
    await conn.execute(delete(session).where(session.c.person_id == person_id))


async def add_invite(conn: AsyncConnection, row: dict[str, Any]) -> None:
    """A new invite; only the hash of its token is kept."""
    await conn.execute(insert(invite).values(**row))


async def invite_by_hash(conn: AsyncConnection, token_hash: bytes) -> Row[Any] | None:
    """An invite, or None."""
    return (await conn.execute(select(invite).where(invite.c.token_hash == token_hash))).first()


async def use_invite(conn: AsyncConnection, token_hash: bytes) -> bool:
    """Use an invite. False if it was used before."""
    done = await conn.execute(
        update(invite).where(invite.c.token_hash == token_hash, invite.c.used.is_(False)).values(used=True)
    )
    return done.rowcount == 1


async def last_audit(conn: AsyncConnection) -> Row[Any] | None:
    """The newest line of the audit, locked so that the next one follows it."""
    if conn.dialect.name == "postgresql":
        await conn.execute(text("SELECT pg_advisory_xact_lock(20171)"))
    return (await conn.execute(select(audit).order_by(audit.c.number.desc()).limit(1))).first()


async def add_audit(conn: AsyncConnection, row: dict[str, Any]) -> None:
    """One more line."""
    await conn.execute(insert(audit).values(**row))


async def audit_lines(
    conn: AsyncConnection, space_id: int | None = None, most: int | None = None
) -> Sequence[Any]:
    """The audit, oldest first (or the newest `most`, newest first)."""
    query = select(audit)
    if space_id is not None:
        query = query.where(audit.c.space_id == space_id)
    query = query.order_by(audit.c.number.desc()).limit(most) if most else query.order_by(audit.c.number)
    return (await conn.execute(query)).all()
