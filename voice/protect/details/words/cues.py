"""What leads to a name: the words before it, and the words after it."""

from __future__ import annotations

import re
from enum import IntEnum

from voice.protect.details.words.said import Said
from voice.protect.wordlist import word_set

FAMILY_TITLES = word_set("auntie aunty uncle nan nana grandad")
ROLE_TITLES = word_set("nurse doctor sister father officer coach sergeant pastor councillor")
ALSO_WORDS = ROLE_TITLES | word_set("miss sir dr prof pc ms sgt rev")
"""Titles that also stand alone (“miss said”), so that a small letter after them is not enough."""
TITLES = (
    FAMILY_TITLES
    | ALSO_WORDS
    | word_set("mr mrs mx madam professor reverend imam sergeant constable cllr sensei")
)
_SHORT_TITLES = word_set("mr mrs ms mx dr prof rev sgt cllr pc")
_GAP = re.compile(r"\s+")
_GAP_AFTER_SHORT = re.compile(r"\.?\s+|\.")
"""“Dr. Iqbal”, but no “doctor. Iqbal”: there a sentence ends."""

OWNERS = word_set("my our his her their ur mi")
ROLES = word_set(
    "mate friend frend freind bestie bff sister sis brother bro cousin cuz bf gf boyfriend girlfriend ex"
    " partner husband wife"
    " son daughter lad girl boy one baby teacher tutor ta head worker keyworker counsellor therapist nurse"
    " doctor adviser"
    " advisor mentor coach stepdad stepmum stepbrother stepsister dad mum nan uncle aunt auntie aunty carer"
    " neighbour boss"
    " manager landlord niece nephew nanny nanna granny gran grandma grandpa granddad mamgu nain taid"
    " grandson granddaughter twin support flatmate housemate roommate pa"
)
_BETWEEN = word_set(
    "best little big baby older younger twin old new ex foster key social youth support step class next fave"
)
"""Words between “my” and the role: “my best mate”, “my key worker”."""
_LEADS = word_set(
    "with from and n an ask asked tell told see saw thank thanks thankyou to by for love miss keep hi hello"
    " dear ps cheers"
    " because im its it's i'm like called named"
)
_CONTACTS = word_set(
    "contact call ring phone text message email thanks cheers tell told met ask shoutout dm saw miss"
)
DOES = word_set(
    "knows said says told reckons thinks hates loves wants keeps helps helped came goes went lives does"
    " asked asks made"
    " makes runs ran gets got left lets let was is has had shouted"
)
_SURELY_DOES = DOES - word_set("was is has had made got left let lets")
KIN = word_set(
    "mum mam mom dad brother sister nan house mate friend boyfriend girlfriend parents birthday baby cousin"
    " uncle gran"
    " auntie teacher class bike bag phone room bedroom family son daughter husband wife"
)


class Cue(IntEnum):
    """How much the words before a word say that it is a name."""

    NONE = 0
    LED_TO = 1  # “with …”, “from …”: a listed name is meant
    CONTACT = 2  # “ring …”, “thanks to …”: only a person makes sense
    ROLE = 3  # “my mate …”
    SAID_SO = 4  # “my name is …”, “called …”


def title_before(said: Said, at: int) -> str:
    """The title right before this word; nothing where there is none."""
    before = said.words[at - 1].plain if at else ""
    if before not in TITLES:
        return ""
    gap = _GAP_AFTER_SHORT if before in _SHORT_TITLES else _GAP
    return before if gap.fullmatch(said.gap_before(at)) else ""


def cue_before(said: Said, at: int) -> Cue:
    """What the three words before this one say of it."""
    if not at or said.gap_before(at).strip() not in ("", ",", "(", ", ("):
        return Cue.NONE
    first, second, third, fourth = (
        said.words[at - back].plain if back <= at else "" for back in (1, 2, 3, 4)
    )
    if first in ("called", "named") or _names_before(first, second, third, said.words[at - 1].owns):
        return Cue.SAID_SO
    if first in ROLES:
        owned = second in OWNERS or (second in _BETWEEN and (third in OWNERS or fourth in OWNERS))
        return Cue.ROLE if owned or (at > 1 and said.words[at - 2].owns) else Cue.LED_TO
    if (first in ("and", "n") and second == "me") or (first == "for" and second in ("ask", "asked")):
        return Cue.ROLE
    if first in _CONTACTS or (first == "to" and second in ("thanks", "out", "shoutout", "spoke", "spoken")):
        return Cue.CONTACT
    return Cue.LED_TO if first in _LEADS or (first == "is" and second in ("this", *ROLES)) else Cue.NONE


def _names_before(first: str, second: str, third: str, owns: bool) -> bool:
    """“my name is …”, “her name’s …”, “my names …”."""
    if first in ("is", "was"):
        return second in ("name", "nickname") and third in OWNERS
    return (first == "names" or (first == "name" and owns)) and second in OWNERS


def does_after(said: Said, at: int, *, surely: bool = False) -> bool:
    """Does the next word say what a person does: “… said”?"""
    after = said.after(at)
    return after is not None and after.plain in (_SURELY_DOES if surely else DOES)


def owns_kin(said: Said, at: int) -> bool:
    """“…’s mum”, “…’s house”."""
    after = said.after(at)
    return said.words[at].owns and after is not None and after.plain in KIN


def another_after(said: Said, at: int) -> bool:
    """“… and Thaddeus”."""
    following = said.words[at + 1 : at + 3]
    return len(following) == 2 and following[0].plain in ("and", "n") and following[1].capital
