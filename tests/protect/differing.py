"""Two looks at a round with one person more, fewer or elsewhere between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from random import Random

from tests.protect.families import FACTS, Comment, pages_of, random_comment, themes_of
from tests.protect.solver import Attacker
from voice.protect.numbers import TEAM_LIMIT, public

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


def tells_their_answer(comments: Round, then: Comment | None, now: Comment | None) -> bool:
    """Do two looks tell what the one person between them answered, where it stays in a group of under five?

    The attacker knows that exactly one person came, left or moved, and from or to which theme; asked for is their
    band and route. Where a group had nobody or gets a fifth, design.md shows that (none and 5 are said): not counted.
    """
    after = list(comments)
    if then:
        after.remove(then)
    after += [now] if now else []
    themes = sorted({*themes_of(comments), *themes_of(after)})
    for person, sign in ((then, -1), (now, +1)):
        if person is None or (then and now and then.theme == now.theme):
            continue
        for fact, values in FACTS.items():
            looks = [pages_of(look, themes).rows.get((fact, person.theme)) for look in (comments, after)]
            if None in looks or not _stays_small(fact, person, comments, after):
                continue
            mine = getattr(person, fact)
            totals = [sum(c.theme == person.theme for c in look) for look in (comments, after)]
            if not any(_fits(looks, totals, sign, other) for other in values if other != mine):
                return True
    return False


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


def public_pages(dice: Random) -> Iterator[tuple[int | None, int | None]]:
    """What the public page says of each theme, and of all together, on neighbouring days of publishing."""
    counts, shown, pages = Counter({t: dice.randint(0, 40) for t in range(3)}), dict.fromkeys(range(3)), []
    for _ in range(6):
        for (
            theme
        ) in counts:  # published again, with its memory; under ten nothing is said, and the memory stays
            shown[theme] = public(counts[theme], shown[theme]) or shown[theme]
        pages.append([shown[theme] if counts[theme] >= 10 else None for theme in counts])
        one = dice.randrange(3)
        if dice.random() < 0.7 and counts[one]:  # one person leaves, or moves
            counts[one] -= 1
            counts[dice.randrange(3)] += dice.randint(0, 1)
        else:
            counts[one] += dice.choice((1, 1, 4, 7))
    for before, after in pairwise(pages):
        yield from zip(before, after, strict=True)
        if None not in (*before, *after):
            yield sum(before), sum(after)
