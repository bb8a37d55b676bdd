"""What a method gives back. No words are in it: labels are made apart, from words a person has released."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Group:
    """One group of comments that say alike things. `central` are rows, the most typical first."""

    id: int
    count: int
    central: tuple[int, ...]


@dataclass(frozen=True)
class Suggested:
    """Groups, largest first, with ids 0, 1, 2…; for each row its group (None: blank) and how typical of it it is, 0 to 1."""

    groups: tuple[Group, ...]
    of: tuple[int | None, ...]
    score: tuple[float, ...]

    @property
    def left_out(self) -> int:
        """How many rows are in no group: the blank ones."""
        return sum(group is None for group in self.of)


@dataclass(frozen=True)
class Placement:
    """Where one comment seems to belong. `score`: how sure, 0 to 1; `novelty`: how unlike every example, 0 to 1 among its fellows."""

    labels: tuple[str, ...]
    score: float
    novelty: float
