"""Mail to staff: counts and a link, never anybody's words. Without a mail server the banner on screen does it."""

from __future__ import annotations

from voice.listen.space import Space
from voice.listen.spaces import open_space_by_id
from voice.people.mail import send
from voice.people.nouns import Hat
from voice.people.who import people_with
from voice.protect.hold.alarms import whom_to_ring
from voice.settings import Settings
from voice.store.engine import Store

NO_WORDS = "This message holds no words of anybody's."


async def alert_leads(store: Store, settings: Settings, space_id: int) -> None:
    """Tell each lead how many holds wait for them; and the admins, when nobody answers or nobody may look."""
    if not settings.mail:
        return
    async with store.reading() as conn:
        space = await open_space_by_id(conn, space_id)
        ring = await whom_to_ring(conn, space_id)
        admins = [person.email for person in await people_with(conn, space_id, Hat.ADMIN)]
    for count in sorted(set(ring.leads.values())):
        told = [email for email, waits in ring.leads.items() if waits == count]
        await send(settings, told, "Something is held for you to look at", _held(settings, space, count))
    if ring.nobody and admins:
        await send(settings, admins, "Nobody has answered: ring a safeguarding lead", _nobody(space))


def _held(settings: Settings, space: Space, count: int) -> str:
    said = "1 comment is" if count == 1 else f"{count} comments are"
    return (
        f"{said} held at {space.title} and nobody has said yet that they have seen it.\n\n"
        f"Open {settings.base_url}/lead/{space.slug}/holds\n\n{NO_WORDS}"
    )


def _nobody(space: Space) -> str:
    return (
        f"Something is held at {space.title}, the time to answer has passed, and no safeguarding lead has said that "
        f"they have seen it. Ring the lead or the deputy now. If neither is at work, invite a stand-in.\n\n{NO_WORDS}"
    )
