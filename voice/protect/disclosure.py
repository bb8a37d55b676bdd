"""Did someone tell of harm? Rules with reasons, a file for each family of danger in concerns/.

A rule that matches holds the comment, unless what stands around it makes it a
figure of speech, talk about a topic, or words quoted from a poster or a play.
Danger to oneself that is over and told with thanks is held, and is not urgent
(concerns/past.py). Deleting, blocking or reassuring is never its business.
"""

from __future__ import annotations

from voice.protect.concerns import RULES
from voice.protect.concerns.hints import Hints
from voice.protect.concerns.past import SAID, is_over
from voice.protect.concerns.plain import plain
from voice.protect.concerns.sayings import without_sayings
from voice.protect.nouns import Concern, Reason

_HINTS = Hints(way.hints for rule in RULES for way in rule.ways)


def find_concern(text: str) -> tuple[Concern, tuple[Reason, ...]]:
    """The gravest concern that any rule finds, and every reason in words."""
    said, places = plain(text)
    said = without_sayings(said)
    there = _HINTS.inside(said)
    worst, reasons = Concern.NONE, []
    for rule in RULES:
        match = rule.search(said, there)
        if match is None:
            continue
        over = is_over(rule.kind, said, match.start(), match.end())
        start, end = places[match.start()], places[max(match.start(), match.end() - 1)] + 1
        reasons.append(Reason(rule.kind, start, end, f"{rule.why} {SAID}" if over else rule.why))
        if rule.urgent and not over:
            worst = Concern.URGENT
        elif worst == Concern.NONE:
            worst = Concern.CONCERN
    return worst, tuple(reasons)
