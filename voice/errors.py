"""What can go wrong, as a family tree. Each one carries a sentence a person can act on.

Problem                     anything we expected might happen
├── NotYours                strangers and the wrong hat: shown as 404, never as 403
├── BadInput                what was sent can't be used; everything typed stays on the page (422)
│   ├── TooMuch             over a size limit; read no further (413)
│   ├── AlreadySent         the same form id with other words
│   └── CannotRead          a file that can't be read, with what to do instead
├── Overtaken               someone else changed it first; both versions are shown (409)
├── NotReady                a step that needs something else first, each thing named
├── SignInFailed            wrong name, password or code: one sentence for all three
├── TooSlow                 it dripped in for longer than anyone's line takes (408)
├── TooMany                 slow down; help lines are still shown (429)
├── Misconfigured           an environment value that makes no sense: the start stops, by name
├── ModelMissing            the sentence encoder is absent or altered; says how to rebuild
└── Damaged                 what is stored does not open or add up
"""

from __future__ import annotations


class Problem(Exception):
    """The root: `str(problem)` is a sentence for a person, and never holds a writer's words."""


class NotYours(Problem):
    """Not found, or not for you: the two look the same from outside."""


class BadInput(Problem):
    """What was sent can't be used. `field` names the place on the page, if there is one."""

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


class TooMuch(BadInput):
    """More than the limit; nothing past it was read."""


class AlreadySent(BadInput):
    """This form was sent before with other words; the page offers to send it as a new message."""


class CannotRead(BadInput):
    """A file that can't be read, with what to do instead."""


class Overtaken(Problem):
    """Someone changed this after you opened it. `who` and `what` they settled, to show side by side."""

    def __init__(self, sentence: str, who: str = "", what: str = "") -> None:
        super().__init__(sentence)
        self.who = who
        self.what = what


class NotReady(Problem):
    """Something must come first. `missing` lists each thing as a sentence."""

    def __init__(self, sentence: str, missing: tuple[str, ...] = ()) -> None:
        super().__init__(sentence)
        self.missing = missing


class SignInFailed(Problem):
    """Name, password or code was wrong; we never say which."""


class TooSlow(Problem):
    """It took longer to arrive than the worst line needs; nothing was kept."""


class TooMany(Problem):
    """Too many tries in a short time."""


class Misconfigured(Problem):
    """An environment value that makes no sense. The start stops and names it."""


class ModelMissing(Problem):
    """The sentence encoder's file is absent or altered. The app still collects, reads and themes without it."""


class Damaged(Problem):
    """Something stored does not open with our keys, or does not add up."""
