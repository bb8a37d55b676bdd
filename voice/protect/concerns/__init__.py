"""Families of danger, a file each. A rule is a kind, how grave, what the words look like, and why, for a lead to read."""

from __future__ import annotations

from voice.protect.concerns import harm_by_others, living, self_and_life, talk_of_others
from voice.protect.concerns.rule import Rule

RULES: tuple[Rule, ...] = (*self_and_life.RULES, *harm_by_others.RULES, *living.RULES, *talk_of_others.RULES)
"""Every rule there is. A new family copies its neighbour and joins this line."""
