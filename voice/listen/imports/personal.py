"""Columns that say who someone is. They are dropped unread, by their heading, and listed.

Two kinds of pattern: those that give a column away wherever they stand ("your e-mail address"), and bare
words ("Email", "Address") that do so only as a short heading. A question such as "Would you like help by
phone or online?" is an answer about help, not a phone number, and stays.
"""

from __future__ import annotations

import re

_ANYWHERE: tuple[tuple[str, str], ...] = (
    (r"\bip ?(address|adresse|addr)\b|^ip$|^ipaddr$", "an internet address"),
    (r"\be ?mail (address|adresse)\b|\byour e ?mail\b|\brecipient e ?mail\b|\be mail des\b", "an e-mail address"),
    (r"\b(phone|mobile|telephone|contact|whatsapp) (number|no|num)\b|\byour (tele)?phone\b|\byour mobile\b|^phonenumber$", "a phone number"),
    (r"\b(first|last|full|given|family|middle|maiden|christian|sur|nick|user|fore) ?names?\b", "a name"),
    (r"\byour (own )?names?\b|\bname of (your )?(child|young person|parent|carer|person|worker|respondent|patient)\b", "a name"),
    (r"\b(child|young person|parent|carer|respondent|patient|submitter|participant|recipient|contact|student|pupil)( s)? ?name\b", "a name"),
    (r"\b(latitude|longitude|geolocation|geopoint|coordinates|altitude)\b", "where the device was"),
    (r"\b(device ?(id|identifier)|imei|sim ?(serial|id)|subscriber ?id|phone ?id|cookie ?id)\b", "a device"),
    (r"\b(user|submitter|respondent user|login|account|pupil|student|patient|staff) ?(id|no|number)\b|^submitted by$", "a person's number"),
    (r"\bnhs ?(number|no)\b|\bhospital (number|no)\b|\bnational insurance\b|\bpassport\b|\bupn\b", "an official number"),
    (r"\bpost ?codes?\b|\bzip ?code\b|\bhome address\b|\byour (home )?address\b|\bpostal address\b|\bstreet address\b", "an address"),
    (r"\bdate of birth\b|\bbirth ?(date|day)\b|\bdob\b", "a date of birth"),
    (r"\bcontact (details|information|info)\b|\bhow (can|do) we contact you\b", "a way to reach someone"),
    (r"\bsignature\b|\bphotograph\b", "a likeness or signature"),
    (r"\b(access code|token|external (data )?reference|custom data|referr?er url|refurl|tracking link)\b|^externalreference$", "a link to one person"),
    (r"^recipient(first|last)name$|^recipientemail$|^location(latitude|longitude)$|^ipaddress$|^deviceid$|^submitter(id|name)$", "a person or a device"),
)  # fmt: skip
_SHORT: tuple[tuple[str, str], ...] = (
    (r"^(full |your |my |contact )?names?( optional| of contact)?$", "a name"),
    (r"^(e ?mails?|email ?\d?|e ?mail optional)$", "an e-mail address"),
    (r"^(tele)?phone( \d)?$|^mobile( \d)?$|^tel$|^whatsapp$", "a phone number"),
    (r"\baddress( line)?( \d)?$", "an address"),
    (
        r"^(instagram|snapchat|twitter|facebook|tiktok|social media)( handle| name| account)?$",
        "a way to reach someone",
    ),
    (r"^username$|^user$|^login$|^initials$|^school name$|^name of (your )?school$", "a name"),
)
_FIND = tuple((re.compile(pattern), why) for pattern, why in _ANYWHERE)
_FIND_SHORT = tuple((re.compile(pattern), why) for pattern, why in _SHORT)


def plain_name(heading: str) -> str:
    """A heading in small letters, words apart: “IP-Adresse” is “ip adresse”, “_submitted_by” is “submitted by”."""
    return " ".join(re.sub(r"[\W_]+", " ", heading.casefold()).split())


def why_personal(heading: str) -> str:
    """What the column would tell about someone, such as “a name”; empty if nothing."""
    name = re.sub(r"^q?\d+[a-z]? ", "", plain_name(heading))
    for pattern, why in _FIND:
        if pattern.search(name):
            return why
    if len(name.split()) > 4:
        return ""
    return next((why for pattern, why in _FIND_SHORT if pattern.search(name)), "")
