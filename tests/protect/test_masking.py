"""What is hidden, and the look-alikes that must stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice.protect.look import LocalLists, look
from voice.protect.masking import mask

HIDDEN = [
    ("my name is Orla Tremaine and i like the garden", ["Orla Tremaine"]),
    ("me and jayden want a pool table", ["jayden"]),
    ("ask my sister keira she knows", ["keira"]),
    ("Mr Adeyemi lets us sit in his room", ["Mr Adeyemi"]),
    ("mrs k is the only one who gets it", ["mrs k"]),
    ("ring me on 07700 900321 or 01632 960123", ["07700 900321", "01632 960123"]),
    ("mail rowan.t@example.org about it", ["rowan.t@example.org"]),
    ("im rowan at example dot org", ["rowan at example dot org"]),
    ("add me my snap is wolfie_09x", ["wolfie_09x"]),
    ("insta @kestrel.draws", ["@kestrel.draws"]),
    ("look at www.kestrel-draws.example.com/me", ["www.kestrel-draws.example.com/me"]),
    ("we live at 9 Tansy Lane and its far", ["9 Tansy Lane"]),
    ("i live on heron close near the shop", ["heron close"]),
    ("its sw1a 2aa if you want to come", ["sw1a 2aa"]),
    ("i go to Osprey Mill Academy and its loud", ["Osprey Mill Academy"]),
    ("i go st wilfreds and nobody tells us", ["st wilfreds"]),
    ("born 4th March 2013 so too old now", ["4th March 2013"]),
    ("my dob is 04/03/2013", ["04/03/2013"]),
    ("my nhs number is 943 476 5919", ["943 476 5919"]),
    ("ni number qq 12 34 56 c i think", ["qq 12 34 56 c"]),
    ("her NI is AB 12 34 56 C", ["AB 12 34 56 C"]),
    ("he drives LB19 XYZ", ["LB19 XYZ"]),
    ("mum works at Hartnell Bakery on nights", ["Hartnell Bakery"]),
    ("my dad does shifts at brindle motors", ["brindle motors"]),
    (
        "ring oh seven seven double oh nine oh oh three two one",
        ["oh seven seven double oh nine oh oh three two one"],
    ),
    ("its rowan dot tarn at gmail dot com", ["rowan dot tarn at gmail dot com"]),
    ("look for wolfie_draws or kestrelgirl2011", ["wolfie_draws", "kestrelgirl2011"]),
    ("we got put on the Tansyfield estate", ["Tansyfield estate"]),
    ("nobody comes out to Nether Brackenfold", ["Nether Brackenfold"]),
    ("i live in brackenfold so the bus takes an hour", ["brackenfold"]),
    ("im in yr 9 at Ospreymill", ["Ospreymill"]),
    ("the only one who gets it is Zbyszka", ["Zbyszka"]),
    ("his car is lb19 xyz and he waits outside", ["lb19 xyz"]),
]
STAY = [
    "I hope May will be better, by the grace of the bus",
    "my GP sent me to CAMHS and the nurse was kind",
    "childline is 0800 1111 and shout is 85258",
    "the high street is too loud on a saturday",
    "my school should have a quiet room, primary school did",
    "it was good on the 3rd of May",
    "can we have sixth form students to talk to",
    "i waited 45 minutes then another 2 hours",
    "please mark the door so we can will ourselves in",
    "dr said wait, miss said wait, everyone says wait",
    "insta and snap are better than phone calls",
    "£1200 for a course is too much, 20 of us asked",
    "i live in Manchester and the trains from Leeds are late on Fridays",
    "they gave me a Tesco voucher and a Polish leaflet",
    "year11 is hard, covid19 was harder, look at live music",
    "WHY IS IT ALWAYS SHUT",
]


@pytest.mark.parametrize(("text", "gone"), HIDDEN)
def test_a_detail_is_found_whole(text: str, gone: list[str]) -> None:
    seen = look(text)
    for detail in gone:
        start = text.index(detail)
        covered = {i for d in seen.details for i in range(d.start, d.end)}
        assert set(range(start, start + len(detail))) <= covered, (text, seen.details)
        assert detail not in seen.masked


@pytest.mark.parametrize("text", STAY)
def test_a_look_alike_stays(text: str) -> None:
    assert look(text).masked == text


def test_a_spaces_own_names_and_places_are_hidden_in_any_case() -> None:
    local = LocalLists(names=("Marian",), places=("Weir Centre",))
    assert look("marian at the weir centre was nice", local=local).masked == "[name] at the [place] was nice"


def test_capitals_inside_a_sentence_are_shown_to_the_reader() -> None:
    text = "it is better than the one in Cardiff"
    assert [text[a.start : a.end] for a in look(text).ambers] == ["Cardiff"]


@given(st.text(max_size=300))
def test_any_text_at_all_can_be_looked_at(text: str) -> None:
    seen = look(text)
    assert all(0 <= d.start < d.end <= len(text) for d in (*seen.details, *seen.ambers))
    ends = [d.end for d in seen.details]
    assert all(d.start >= end for d, end in zip(seen.details[1:], ends, strict=False))
    assert mask(text, seen.details) == seen.masked
    assert all(0 <= r.start < max(1, r.end) <= max(1, len(text)) for r in seen.reasons)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("مرحبا أريد مكانا هادئا", "en"),
        ("hoffwn i siarad gyda rhywun", "cy"),
        ("chcę rozmawiać z kimś, ale nie w szkole", "en"),
    ],
)
def test_a_language_nobody_measured_is_said_to_be_unlooked_at(text: str, language: str) -> None:
    assert not look(text, language).looked_at


def test_phones_are_found_in_any_script() -> None:
    assert "[phone]" in look("اتصل بي على 07700 900321", "ar").masked
