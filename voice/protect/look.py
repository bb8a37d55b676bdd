"""One look at some words: personal details to hide, danger to act on.

`look` is rules only, well under a millisecond, and runs in the request.
`look_closely` is for the worker and for imports: all that we have. Detection
sorts, and can miss: that is why a person reads every comment.
"""

from __future__ import annotations

from dataclasses import replace

from voice.protect.details.ambers import find_ambers
from voice.protect.details.words.said import Said
from voice.protect.disclosure import find_concern
from voice.protect.masking import details_of, mask
from voice.protect.model import judge
from voice.protect.nouns import Amber, Concern, Detail, LocalLists, Look, Reason
from voice.protect.tongue import measured

__all__ = ["Amber", "Concern", "Detail", "LocalLists", "Look", "Reason", "look", "look_closely"]

NOWHERE = LocalLists()


def look(text: str, language: str = "en", local: LocalLists = NOWHERE) -> Look:
    """What these words tell us, by rules.

    `looked_at` is False for a language that the finder was not measured on: details that any script shares
    (phones, e-mails, links) are still found, and the comment heads the reading queue.
    """
    known = measured(text, language)
    said = Said(text)
    details = details_of(said, local)
    concern, reasons = find_concern(text)
    return Look(
        concern=concern,
        kinds=tuple(dict.fromkeys(reason.kind for reason in reasons)),
        reasons=reasons,
        details=details,
        ambers=find_ambers(said, details),
        masked=mask(text, details),
        looked_at=known,
    )


def look_closely(
    text: str, language: str = "en", local: LocalLists = NOWHERE, *, by_meaning: bool = True
) -> Look:
    """Rules and the model, for the worker and imports. The model can raise a concern, never take one away.

    Without `by_meaning` it goes by words alone: quick enough for the request, where rules have found a concern.
    """
    seen = look(text, language, local)
    if not seen.looked_at:
        return seen
    concern, reason = judge(text, by_meaning=by_meaning)
    if reason is None or seen.concern == Concern.URGENT or concern == seen.concern:
        return seen
    kinds = tuple(dict.fromkeys((*seen.kinds, reason.kind)))
    worst = Concern.URGENT if Concern.URGENT in (concern, seen.concern) else Concern.CONCERN
    return replace(seen, concern=worst, kinds=kinds, reasons=(*seen.reasons, reason))
