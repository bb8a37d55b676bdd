"""Did someone tell of harm? Rules with reasons, a file for each family of danger in concerns/.

A rule that matches holds the comment, unless what stands around it makes it a
figure of speech, talk about a topic, or words quoted from a poster or a play.
Danger to oneself that is over and told with thanks is held, and is not urgent
(concerns/past.py). Deleting, blocking or reassuring is never its business.
"""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter

from voice.protect.concerns import RULES
from voice.protect.concerns.hints import Likely, threes
from voice.protect.concerns.past import SAID, is_over
from voice.protect.concerns.plain import places, plain
from voice.protect.concerns.sayings import without_sayings
from voice.protect.nouns import Concern, Reason

_LIKELY = Likely(((rule, way), way.hints) for rule in RULES for way in rule.ways)


def find_concern(text: str) -> tuple[Concern, tuple[Reason, ...]]:
    """The gravest concern that any rule finds, and every reason in words."""
    said = plain(text)
    its_threes = threes(said)
    said = without_sayings(said, its_threes)
    likely = groupby(_LIKELY.among(said, its_threes), key=itemgetter(0))
    found = [(rule, rule.search(said, [way for _, way in ways])) for rule, ways in likely]
    told = [(rule, match) for rule, match in found if match]
    stood = places(text) if told else []
    worst, reasons = Concern.NONE, []
    for rule, match in told:
        over = is_over(rule.kind, said, match.start(), match.end())
        start, end = stood[match.start()], stood[max(match.start(), match.end() - 1)] + 1
        reasons.append(Reason(rule.kind, start, end, f"{rule.why} {SAID}" if over else rule.why))
        if rule.urgent and not over:
            worst = Concern.URGENT
        elif worst == Concern.NONE:
            worst = Concern.CONCERN
    return worst, tuple(reasons)
