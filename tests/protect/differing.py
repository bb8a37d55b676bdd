"""Two looks at a round with one person more, fewer or elsewhere between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random
from typing import NamedTuple

from tests.protect.families import FACTS, Comment, pages_of, random_comment, themes_of
from tests.protect.solver import Attacker
from voice.protect.numbers import PUBLIC_STEP, TEAM_LIMIT, public, stepped

Round = Sequence[Comment]


def one_person_apart(dice: Random, comments: list[Comment]) -> tuple[Round, Comment | None, Comment | None]:
    """(the first look's comments, who was there only then, who is there only now): one came, left, was moved or read."""
    even = {fact: [1.0] * len(values) for fact, values in FACTS.items()}
    if not comments or dice.random() < 0.4:
        return comments, None, random_comment(dice, dice.choice(themes_of(comments)), even, 0.5)
    one = dice.choice(comments)
    if (kind := dice.random()) < 0.5:  # withdrawn, held or not used: each leaves every count
        return comments, one, None
    now = (
        one._replace(theme=dice.choice(themes_of(comments)))
        if kind < 0.8
        else one._replace(read=not one.read)
    )
    return comments, one, now


class Question(NamedTuple):
    """What an attacker would know of the one person between two looks: their band, or their route."""

    answer: str
    others: list[str]
    looks: list[dict[str, str]]
    totals: list[int]
    sign: int

    @property
    def is_told(self) -> bool:
        """Do the two looks leave no other answer?"""
        return not any(_fits(self.looks, self.totals, self.sign, other) for other in self.others)


def questions(comments: Round, then: Comment | None, now: Comment | None) -> list[Question]:
    """What two looks put to the test about the one person between them, where they stay in a group of under five.

    The attacker knows that exactly one person came, left or moved, and from or to which theme; asked for is their
    band and route. Where a group had nobody or gets a fifth, design.md shows that (none and 5 are said): not asked.
    """
    after = list(comments)
    if then:
        after.remove(then)
    after += [now] if now else []
    themes = sorted({*themes_of(comments), *themes_of(after)})
    found = []
    for person, sign in ((then, -1), (now, +1)):
        if person is None or (then and now and then.theme == now.theme):
            continue
        for fact, values in FACTS.items():
            looks = [pages_of(look, themes).rows.get((fact, person.theme)) for look in (comments, after)]
            if None in looks or not _stays_small(fact, person, comments, after):
                continue
            mine = getattr(person, fact)
            totals = [sum(c.theme == person.theme for c in look) for look in (comments, after)]
            found.append(Question(mine, [v for v in values if v != mine], looks, totals, sign))
    return found


def _stays_small(fact: str, person: Comment, *looks: Round) -> bool:
    return all(
        0
        < sum(c.theme == person.theme and getattr(c, fact) == getattr(person, fact) for c in look)
        < TEAM_LIMIT
        for look in looks
    )


def _fits(looks: list[dict[str, str]], totals: list[int], sign: int, value: str) -> bool:
    """Could the person have given this answer instead?"""
    attacker = Attacker()
    before, after = looks
    for name in {**before, **after}:
        attacker.reads(name, before.get(name, "none"))
        attacker.reads(name, after.get(name, "none"), more=sign if name == value else 0)
    if value not in attacker.said:
        return False
    attacker.reads("total", str(totals[0]))
    attacker.adds_up("total", [name for name in attacker.said if name != "total"])
    return attacker.could_be()


class Fortnight(NamedTuple):
    """A theme on the public page on two neighbouring days of publishing, and between which numbers of people it
    was since the page last looked different."""

    before: int | None
    after: int | None
    least: int
    most: int

    @property
    def tells_on_one(self) -> bool:
        """Did the page change though fewer than five people had come or gone?"""
        return self.before != self.after and self.most - self.least < PUBLIC_STEP


def public_pages(dice: Random) -> Iterator[Fortnight]:
    """Twelve fortnights of a theme: mostly one person comes or goes between them, and mostly about the limit of ten."""
    count, step, since = dice.randint(0, 20), 0, [0]
    seen = public(step)
    for _ in range(12):
        step, since = stepped(count, step), [*since, count]
        page = Fortnight(seen, public(step), min(since), max(since))
        yield page
        if page.after != page.before:
            seen, since = page.after, [count]
        count = max(0, count + dice.choice((-1, -1, 1, 1, 1, 0, -4, 4, 7)))
