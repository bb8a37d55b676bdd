"""Danger to oneself that is over, and told with thanks: “I came because I was cutting and they were kind”.

It is the daily bread of a drop-in: somebody knew, and helped. Named outright it is held, since a lead decides what is
praise; it is never urgent, and its reason says so, so that the lead is done with it in a glance. Harm done by others
stays as grave, however long ago: whoever did it may still be near a child.
"""

from __future__ import annotations

import re

OF_ONES_OWN = frozenset({
    "suicide", "self_harm", "eating_disorder", "substance", "bullying", "homelessness", "running_away", "bereavement",
})  # fmt: skip
"""Kinds of concern that can be over once somebody has helped."""

_NEAR = (45, 30)
"""Letters before and after the words that were found, in which it must be said that this was then."""
_THEN = re.compile(
    r"\s(?:was|were|used to|had|came|when i|when my|before|until|stopped|clean|sober|recover\w*|ago|"
    r"last (?:year|winter|summer|spring|autumn|christmas)|in (?:year|primary|lockdown)|at 1\d|have not|has not|no longer|"
    r"hated|wanted|tried)(?=\s)"
)
_THANKS = re.compile(
    r"\s(?:thanks?|kind|kindness|lovely|amazing|brilliant|fantastic|wonderful|great|best|helped|helps|saved|lifeline|"
    r"grateful|got me through|there for me|sat with me|never judged|did not judge|without judging|noticed|believed me|"
    r"sorted|better now|well now|happy now|doing (?:really )?(?:well|great)|proud|settled|glad|only ones? who)(?=\s)"
)
_NOW = re.compile(
    r"\s(?:still|again|relaps\w*|slipp\w*|tonight|last night|this morning|yesterday|right now|at the moment|lately|"
    r"worse|scared|afraid|(?:come|came|coming|gone|went) back|(?:nobody|no one) (?:followed|rang|came|knows|listens|"
    r"cares|checked|asked)|discharged|has left|have left|left me|now she is gone|but (?:now|since)|"
    r"i (?:hate|wish|keep|can not|do not (?:want|see|feel|care)|want to (?:die|end|hurt|cut|kill|disappear|go)|"
    r"feel (?:like|so|empty|nothing|numb|suicidal|hopeless)|think about|have been|"
    r"am (?:cutting|suicidal|hurting|starving|drinking|using|self)))(?=\s)"
)


SAID = "It is told as over, and with thanks."


def is_over(kind: str, said: str, start: int, end: int) -> bool:
    """Is it one's own danger, then and not now, told with thanks? `start` and `end`: the words that were found."""
    near = said[max(0, start - _NEAR[0]) : end + _NEAR[1]]
    return kind in OF_ONES_OWN and bool(_THEN.search(near) and _THANKS.search(said) and not _NOW.search(said))
