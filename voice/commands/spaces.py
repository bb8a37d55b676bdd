"""`voice space`, `invite`, `drill`, `settings`: setting up who asks."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from voice.clock import in_days
from voice.commands.opened import opened
from voice.commands.say import give, say
from voice.listen import drill
from voice.listen.spaces import (
    close_round,
    every_space,
    make_space,
    open_round,
    open_space_by_slug,
    round_to_use,
    rounds_of,
)
from voice.people.invites import invite
from voice.people.nouns import Hat
from voice.settings import describe, read_settings

DEFAULT_DAYS = 42
"""A round opened without dates: six weeks to speak, and two more to answer."""


def run_settings(args: Namespace) -> int:
    """Name, value and meaning of every setting."""
    for name, value, meaning in describe(read_settings()):
        give({"name": name, "value": value, "meaning": meaning})
    return 0


async def run_list(args: Namespace) -> int:
    """Every space with its rounds."""
    async with opened() as o, o.store.reading() as conn:
        for space in await every_space(conn):
            rounds = await rounds_of(conn, space.space_id)
            give(
                {
                    "slug": space.slug,
                    "title": space.title,
                    "private": space.private,
                    "rounds": [{"number": r.number, "state": r.state} for r in rounds],
                }
            )
    return 0


async def run_create(args: Namespace) -> int:
    """A new space, in which nothing is open yet."""
    async with opened() as o, o.store.writing() as conn:
        space = await make_space(conn, args.slug, args.title)
        give({"slug": space.slug, "title": space.title})
    say(f"Made. Invite people: voice invite NAME@EXAMPLE.ORG --hat admin --space {args.slug}")
    return 0


async def run_open(args: Namespace) -> int:
    """Open the next round, if everything that must come first is there."""
    async with opened() as o:
        async with o.store.reading() as conn:
            space = await open_space_by_slug(conn, args.slug)
            drilled = await drill.drilled(conn, space)
        async with o.store.writing() as conn:
            opening = await open_round(
                conn,
                space,
                drilled=drilled,
                closes=in_days(DEFAULT_DAYS),
                answer_by=in_days(DEFAULT_DAYS + 14),
            )
        give({"slug": args.slug, "round": opening.number, "state": opening.state})
    return 0


async def run_close(args: Namespace) -> int:
    """Close the open round. Its pages stay."""
    async with opened() as o, o.store.writing() as conn:
        space = await open_space_by_slug(conn, args.slug)
        closed = await close_round(conn, space)
        give({"slug": args.slug, "round": closed.number, "state": closed.state})
    return 0


async def run_invite(args: Namespace) -> int:
    """An invite link, shown once."""
    async with opened() as o:
        async with o.store.writing() as conn:
            space = await open_space_by_slug(conn, args.space)
            token = await invite(conn, space.space_id, args.email, [Hat(args.hat)], afresh=args.new_phone)
        base = o.settings.base_url or "http://127.0.0.1:8000"
        give({"email": args.email, "hat": args.hat, "link": f"{base}/admin/invite/{token}"})
    say("This link works once, for 72 hours. Give it to them yourself.")
    return 0


def _drill_as_json(slug: str, log: list[drill.Drill]) -> dict[str, Any]:
    """The newest drill, and every one there was: who has seen it, and after how many minutes."""
    return {
        "space": slug,
        "sent": log[0].sent_week,
        "acknowledged_by": list(log[0].acknowledged_by),
        "complete": log[0].complete,
        "log": [
            {
                "sent": one.sent_at.isoformat() if one.sent_at else one.sent_week,
                "by": one.sent_by,
                "complete": one.complete,
                "seen": [
                    {
                        "name": s.name,
                        "at": s.at.isoformat(),
                        "minutes": s.minutes,
                        "working_minutes": s.working,
                    }
                    for s in one.seen
                ],
            }
            for one in log
        ],
    }


async def run_drill(args: Namespace) -> int:
    """Send a test disclosure through the one way in, and show who acknowledged it."""
    async with opened() as o:
        async with o.store.writing() as conn:
            space = await open_space_by_slug(conn, args.space)
            round_ = await round_to_use(conn, space.space_id)
            log = await drill.drill_log(conn, space)
        if not log or log[0].complete:
            await drill.send_drill(o.store, o.keys, space, round_)
            async with o.store.reading() as conn:
                log = await drill.drill_log(conn, space)
        give(_drill_as_json(args.space, log))
    if not log[0].complete:
        say(f"Waiting. Lead and deputy each open /lead/{args.space}/holds and press “I have seen this”.")
    return 0
