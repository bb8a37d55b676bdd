"""Mail to staff: counts and a link, never anybody's words. Without a mail server the banner on screen does it."""

from __future__ import annotations

from voice.listen.spaces import open_space_by_id
from voice.people.mail import send
from voice.people.nouns import Hat
from voice.people.who import people_with
from voice.protect.hold import open_holds
from voice.settings import Settings
from voice.store.engine import Store


async def alert_leads(store: Store, settings: Settings, space_id: int) -> None:
    """Tell every lead of a space how many holds wait."""
    if not settings.mail:
        return
    async with store.reading() as conn:
        space = await open_space_by_id(conn, space_id)
        holds = [hold for hold in await open_holds(conn, space_id) if not hold.acknowledged_by]
        leads = [person.email for person in await people_with(conn, space_id, Hat.LEAD)]
    if holds and leads:
        count = "1 comment is" if len(holds) == 1 else f"{len(holds)} comments are"
        body = f"{count} held at {space.title} and nobody has said yet that they have seen it.\n\n"
        body += (
            f"Open {settings.base_url}/lead/{space.slug}/holds\n\nThis message holds no words of anybody's."
        )
        await send(settings, leads, "Something is held for you to look at", body)
