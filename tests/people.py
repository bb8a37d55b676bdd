"""The cast. Every test that needs a person borrows one of these, so that a failing test reads like a story.

Amina and Bilal   young people; his receipt must never open hers
Cerys             drop-in staff at The Shed
Dev               staff somewhere else: a stranger here
Esi               designer at The Shed
Femi, Greta       safeguarding lead and deputy at The Shed
Hari              reader at The Shed
Ines              admin at The Shed
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from voice.clock import in_days, today
from voice.listen import records as listen_records
from voice.listen.nouns import Answer, Band, Route, Said, Submission
from voice.listen.receive import Received, receive
from voice.listen.space import About, Contact, Round, RoundState, Space
from voice.listen.spaces import make_space
from voice.people.nouns import Face, Hat, Person
from voice.people.records import give_hat
from voice.people.sign_in import add_person, new_session
from voice.protect.hold import Hold, OpenHold, Outcome, acknowledge, open_hold, settle
from voice.protect.look import Concern, Look, look
from voice.protect.looking import settle_look, unlooked
from voice.protect.reading import Decision, decide, queue
from voice.store.engine import Store
from voice.store.secret import Keys

NOTHING_FOUND = Look(Concern.NONE, (), (), (), (), "", True)

HATS: dict[str, tuple[Hat, ...]] = {
    "Cerys": (Hat.STAFF,),
    "Esi": (Hat.DESIGNER,),
    "Femi": (Hat.LEAD,),
    "Greta": (Hat.LEAD,),
    "Hari": (Hat.READER,),
    "Ines": (Hat.ADMIN,),
    "Dev": (),
}

ABOUT = About(
    topic={"": "Where and how you want to talk about worries"},
    asks="Ines, who runs The Shed",
    can_change="Days, hours and rooms",
    cannot_change="The law, when someone is in danger",
    places={"school": "At school", "dropin": "The Shed", "online": "Online"},
    lead=Contact("Femi", "Safeguarding lead", "In the office"),
    deputy=Contact("Greta", "Deputy", "At the front desk"),
    building="Femi or Greta",
    meet_where=("The Shed, kitchen",),
    expected={"12-17": 60, "8-11": 40},
)


@dataclass
class Shed:
    """The Shed: a small drop-in with an open round, and everyone who works there."""

    store: Store
    keys: Keys
    space: Space
    round: Round
    people: dict[str, Person]

    async def says(self, words: str, *, form_id: str, quote_ok: bool = True, **more: object) -> Received:
        """Somebody says something on their phone."""
        voice = Submission(form_id, Route.PHONE, (Said("open", words),), band=Band.TEEN, quote_ok=quote_ok)
        return await receive(self.store, self.keys, self.space, self.round, replace(voice, **more))

    async def looked_at(self, *, really: bool = False) -> None:
        """The worker has looked at everything and found nothing (or, really, what there is)."""
        async with self.store.writing() as conn:
            voices = [row.voice_id for row in await self._voices(conn)]
            for comment in await unlooked(conn, self.keys, self.space.space_id, voices):
                seen = look(comment.words.text) if really else NOTHING_FOUND
                await settle_look(conn, self.keys, self.space.about.hours, comment, seen)

    async def reads_all(self, who: str = "Hari", decision: Decision = Decision.USE) -> list[int]:
        """Somebody reads everything that waits, and settles it the same way. Returns the comments."""
        await self.looked_at()
        settled: list[int] = []
        while True:
            async with self.store.writing() as conn:
                page = await queue(conn, self.keys, self.space.space_id)
                for comment in page:
                    await decide(
                        conn,
                        self.keys,
                        self.space.space_id,
                        self.space.about.hours,
                        comment.comment_id,
                        comment.version,
                        decision,
                        self.people[who].person_id,
                    )
                    settled.append(comment.comment_id)
            if not page:
                return settled

    async def _voices(self, conn):  # type: ignore[no-untyped-def]
        from sqlalchemy import select

        from voice.store.tables import voice

        return (
            await conn.execute(select(voice.c.voice_id).where(voice.c.space_id == self.space.space_id))
        ).all()

    async def femi_settles(self, conn, hold: Hold, outcome: Outcome) -> bool:  # type: ignore[no-untyped-def]
        """Femi has seen a hold, and writes down what was done."""
        here, femi = self.space, self.people["Femi"].person_id
        await acknowledge(conn, here.space_id, here.about.hours, hold.hold_id, femi)
        at = (here.space_id, here.about.hours, here.local, hold.hold_id, femi, hold.version)
        return await settle(conn, self.keys, *at, outcome)

    async def femi_opens(self, conn, keys: Keys, hold: Hold) -> OpenHold:  # type: ignore[no-untyped-def]
        """Femi opens a hold, with these keys."""
        femi = self.people["Femi"].person_id
        return await open_hold(conn, keys, self.space.space_id, self.space.local, hold.hold_id, femi)

    async def cookie(self, who: str, face: Face) -> dict[str, str]:
        """A session cookie for one of them at a face."""
        async with self.store.writing() as conn:
            token = await new_session(conn, self.people[who].person_id, face)
        return {f"__Secure-voice-{face}": token}


async def open_the_shed(
    store: Store, keys: Keys, *, slug: str = "shed", state: RoundState = RoundState.OPEN
) -> Shed:
    """The Shed, with its people and a round."""
    async with store.writing() as conn:
        space = await make_space(conn, slug, "The Shed", ABOUT)
        round_ = await listen_records.add_round(
            conn, space.space_id, state, today() - timedelta(days=14), in_days(14), in_days(28)
        )
        people = {}
        for name, hats in HATS.items():
            person = await add_person(conn, f"{name.lower()}@{slug}.example", name, "unused", demo=True)
            people[name] = person
            for hat in hats:
                await give_hat(conn, space.space_id, person.person_id, hat, deputy=name == "Greta")
    return Shed(store, keys, space, round_, people)


def wanting(*places: str) -> tuple[Answer, ...]:
    """Answers to "where would feel okay to talk?"."""
    return tuple(Answer("place_wanted", place, rank) for rank, place in enumerate(places))
