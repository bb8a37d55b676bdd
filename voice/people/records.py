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


async def person_to_change(conn: AsyncConnection, person_id: int) -> Row[Any] | None:
    """A person's row, held until this transaction ends, so that two can't use up the same thing."""
    query = select(person).where(person.c.person_id == person_id).with_for_update()
    return (await conn.execute(query)).first()


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


async def swap_password(conn: AsyncConnection, person_id: int, old: str | None, new: str) -> bool:
    """Put a new password in the place of the one that was seen. False if it is another by now."""
    done = await conn.execute(
        update(person)
        .where(person.c.person_id == person_id, person.c.password.is_not_distinct_from(old))
        .values(password=new)
    )
    return done.rowcount == 1


async def use_totp_step(conn: AsyncConnection, person_id: int, step: int) -> bool:
    """Take a one-time code's step. False if it, or a later one, was used: a code works once."""
    done = await conn.execute(
        update(person)
        .where(person.c.person_id == person_id, func.coalesce(person.c.totp_step, 0) < step)
        .values(totp_step=step)
    )
    return done.rowcount == 1


async def hats_of(conn: AsyncConnection, person_id: int) -> dict[int, frozenset[Hat]]:
    """The hats a person wears, by space. One that waits for a yes is not worn yet."""
    query = select(hat.c.space_id, hat.c.hat).where(hat.c.person_id == person_id, hat.c.waits.is_(False))
    hats: dict[int, set[Hat]] = defaultdict(set)
    for row in (await conn.execute(query)).all():
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
    waits: bool = False,
) -> None:
    """Give a hat; having it already changes only whether they are the deputy, or the outside contact."""
    await take_hat(conn, space_id, person_id, new)
    await conn.execute(
        insert(hat).values(
            space_id=space_id, person_id=person_id, hat=new, deputy=deputy, outside=outside, waits=waits
        )
    )


async def count_waiting(conn: AsyncConnection, spaces: Sequence[int]) -> int:
    """How many hats wait for a yes in these spaces."""
    query = select(func.count()).where(hat.c.space_id.in_(spaces), hat.c.waits.is_(True))
    return int((await conn.execute(query)).scalar_one())


async def let_wear(conn: AsyncConnection, space_id: int, person_id: int, waiting: Hat) -> bool:
    """A hat that waited is worn from now on. False if none waited."""
    done = await conn.execute(
        update(hat)
        .where(
            hat.c.space_id == space_id,
            hat.c.person_id == person_id,
            hat.c.hat == waiting,
            hat.c.waits.is_(True),
        )
        .values(waits=False)
    )
    return done.rowcount == 1


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


async def hold_hats(conn: AsyncConnection, space_id: int) -> None:
    """Until this transaction ends nobody else changes who wears what here: two admins can't take off the last two."""
    await conn.execute(select(hat.c.person_id).where(hat.c.space_id == space_id).with_for_update())


async def people_of(conn: AsyncConnection, space_id: int) -> Sequence[Any]:
    """Everyone with a hat in a space: a row for each hat, with what the person's own row holds."""
    query = (
        select(person, hat.c.hat, hat.c.deputy, hat.c.outside, hat.c.away_until, hat.c.waits)
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


async def end_sessions(conn: AsyncConnection, person_id: int, face: Face | None = None) -> None:
    """Sign out everywhere, or everywhere at one face."""
    query = delete(session).where(session.c.person_id == person_id)
    await conn.execute(query if face is None else query.where(session.c.face == face))


async def end_old_sessions(conn: AsyncConnection, begun: datetime, seen: datetime) -> None:
    """Forget sessions that began or were last seen too long ago to be used."""
    await conn.execute(delete(session).where((session.c.begun < begun) | (session.c.seen < seen)))


async def sessions_of(conn: AsyncConnection, person_id: int) -> Sequence[Any]:
    """A person's sessions, newest first."""
    query = select(session).where(session.c.person_id == person_id).order_by(session.c.seen.desc())
    return (await conn.execute(query)).all()


async def add_invite(conn: AsyncConnection, row: dict[str, Any]) -> None:
    """A new invite; only the hash of its token is kept."""
    await conn.execute(insert(invite).values(**row))


async def invite_by_hash(conn: AsyncConnection, token_hash: bytes) -> Row[Any] | None:
    """An invite, or None."""
    return (await conn.execute(select(invite).where(invite.c.token_hash == token_hash))).first()


async def open_invites(conn: AsyncConnection, space_id: int, moment: datetime) -> Sequence[Any]:
    """A space's invites that can still be used, by address."""
    query = select(invite).where(
        invite.c.space_id == space_id, invite.c.used.is_(False), invite.c.until >= moment
    )
    return (await conn.execute(query.order_by(invite.c.email))).all()


async def drop_invite(conn: AsyncConnection, space_id: int, token_hash: bytes) -> bool:
    """Take an invite back. False if it is not there or was used."""
    query = delete(invite).where(
        invite.c.space_id == space_id, invite.c.token_hash == token_hash, invite.c.used.is_(False)
    )
    return (await conn.execute(query)).rowcount == 1


async def use_invite(conn: AsyncConnection, token_hash: bytes) -> bool:
    """Use an invite. False if it was used before."""
    done = await conn.execute(
        update(invite).where(invite.c.token_hash == token_hash, invite.c.used.is_(False)).values(used=True)
    )
    return done.rowcount == 1


async def last_audit(conn: AsyncConnection, *, to_follow: bool = False) -> Row[Any] | None:
    """The newest line of the audit; held, if another is to follow it."""
    if to_follow and conn.dialect.name == "postgresql":
        await conn.execute(text("SELECT pg_advisory_xact_lock(20171)"))
    return (await conn.execute(select(audit).order_by(audit.c.number.desc()).limit(1))).first()


async def add_audit(conn: AsyncConnection, row: dict[str, Any]) -> None:
    """One more line."""
    await conn.execute(insert(audit).values(**row))


async def audit_after(conn: AsyncConnection, number: int, most: int) -> Sequence[Any]:
    """The lines that follow a number, oldest first."""
    query = select(audit).where(audit.c.number > number).order_by(audit.c.number).limit(most)
    return (await conn.execute(query)).all()


async def audit_of(
    conn: AsyncConnection,
    space_id: int,
    who: str = "",
    did: str = "",
    before: int = 0,
    most: int | None = None,
    *,
    what: str = "",
    holds: bool = True,
) -> Sequence[Any]:
    """A space's lines, newest first; of one person, of one kind, about one thing, before a number, where these are given.

    Without `holds`, no line about one.
    """
    query = select(audit).where(audit.c.space_id == space_id)
    query = query if holds else query.where(audit.c.what.not_like("hold %"))
    query = query.where(audit.c.what == what) if what else query
    for column, wanted in ((audit.c.who, who), (audit.c.did, did)):
        query = query.where(column == wanted) if wanted else query
    query = query.where(audit.c.number < before) if before else query
    return (await conn.execute(query.order_by(audit.c.number.desc()).limit(most))).all()


async def audit_pairs(conn: AsyncConnection, space_id: int) -> Sequence[Any]:
    """Every (who, did) there is in a space's lines, but those about holds."""
    query = select(audit.c.who, audit.c.did).distinct()
    query = query.where(audit.c.space_id == space_id, audit.c.what.not_like("hold %"))
    return (await conn.execute(query)).all()
