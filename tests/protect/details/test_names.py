"""Names of people, in capitals, in small letters, in text speak, by title, by role and by initials."""

from __future__ import annotations

import pytest

from tests.protect.details.marked import hides, stays

HIDDEN = {
    "said to be one": [
        "my name is {Orla Tremaine} and i like the garden",
        "hi im {jayden} and i want a pool table",
        "her name's {Thandiwe} and she is my friend",
        "the lady called {Maureen} was kind",
        "sorry my name is {ifeoma} i forgot to say",
    ],
    "by a title": [
        "{Mr Adeyemi} lets us sit in his room",
        "{mrs k} is the only one who gets it",
        "{Miss T} and {Dr. Iqbal} never ring back",
        "{Sgt Halloran} came in to talk",
        "we all like {mr fitzgibbon-tate} because he listens",
        "{Auntie Folake} sat with me",
    ],
    "by a role": [
        "ask my sister {keira} she knows",
        "me and {dayo} want a pool table",
        "my mate {zuzka} got moved to another group",
        "my key worker {farzana} actually listens",
        "my mums boyfriend {craig} parks over the ramp",
        "my social worker, {Prudenza}, was away",
        "my ex {glen} keeps getting the letters",
    ],
    "by the list": [
        "{Ryan}'s dad said no",
        "{ryans} dad said no",
        "{lexi-mae} and {billy-rae} will come",
        "staff said {Jasmine P} can come on friday",
        "{zane r} wants a new bat",
        "thanks to {Parveen} and {Little Sue} in the kitchen",
        "{Chiamaka}'s mum helped",
        "it was {NIAMH} who said it",
    ],
    "of many places": [
        "{Angus MacAllister} rings back",
        "{Siobhán} and {Angharad} were kind",
        "my husband {Tomasz Wiśniewski} can only come on sundays",
        "{Ibrahim Dar} told me about this place",
        "we saw {Dr Ó Murchú} and liked him",
        "{Gwenllian} runs the group with {Obinna}",
    ],
    "by initials": ["{T.J.} asked for a punch bag", "young person ({R.J.}) wants a games night"],
    "by a capital that nobody has heard of": [
        "the only one who gets it is {Zbyszka}",
        "we did art with {Kestrelle Bracken} and it was fun",
    ],
}
STAY = [
    "I hope May will be better, by the grace of the bus",
    "mark my words, it will be a joy",
    "will the summer scheme be on in June and August",
    "the rose garden and the lily pond and the ivy",
    "dr said wait, miss said wait, everyone says wait",
    "ask for a jack of all trades",
    "they asked for water and purple towels",
    "my mate says its short staffed",
    "my friend is lonely and my mum is tired",
    "my brother has autism and my sister has asthma",
    "I'm ok but We're always late and Don't care",
    "WHY IS IT ALWAYS SHUT",
    "bring back Pride and Black History Month",
    "we like Harry Potter, Percy Jackson, Dog Man and Taylor Swift",
    "Mr Beast and Peppa Pig are for babies",
    "Man United v Arsenal on the big screen",
    "the Duke of Edinburgh award and the Prince's Trust",
    "my gran and grandad and my nan come too",
    "more P.E. and less T.V. at 9 a.m.",
    "the art lady was class and the youth worker too",
]


@pytest.mark.parametrize("how", HIDDEN)
def test_a_name_is_hidden(how: str) -> None:
    for line in HIDDEN[how]:
        hides(line)


@pytest.mark.parametrize("text", STAY)
def test_what_only_looks_like_a_name_stays(text: str) -> None:
    stays(text)
