"""Ways to reach somebody, in figures, in words and in any script: phones, e-mails, links, user names."""

from __future__ import annotations

import pytest

from tests.protect.details.marked import hides, stays

HIDDEN = {
    "phones": [
        "ring me on {07700 900321} or {01632 960123}",
        "text {+44 7700 900783} not ring",
        "its {(01632) 960 551} after six",
        "ring {oh seven seven double oh nine oh oh three two one} ok",
        "{٠٧٧٠٠ ٩٠٠ ٦١٥} for the arabic group",
        "{०७७०० ९०० २३४} in the evening",
        "ring {０７７００９００１６１} for the girls group",
    ],
    "e-mails": [
        "mail {rowan.t@example.org} about it",
        "mail {rowan.t＠example.org} about it",
        "im {rowan at example dot org} if you need me",
        "its {rowan dot tarn at gmail dot com} ok",
        "its {rowan_t (at) hotmail} ok",
    ],
    "links": ["look at {www.kestrel-draws.example.com/me} please", "its all on {kestrelfm.co.uk} now"],
    "user names": [
        "add me my snap is {wolfie_09x} ok",
        "insta {@kestrel.draws} has the pics",
        "look for {wolfie_draws} or {kestrelgirl2011} there",
        "dm {tarn.after.dark} on insta if you need reps",
        "hmu on discord {newt#2207} later",
        "my roblox is {xXshadowpawXx} and i made a map",
        "follow {tarnfox} on tiktok",
        "my psn is {GoblinKing_204} hmu",
        "my snap is {ｗｏｌｆｉｅ_09} ok",
    ],
}
STAY = [
    "childline is 0800 1111 and shout is 85258",
    "call 116 123 or 0808 800 5000 or 111",
    "i waited 45 minutes then another 2 hours",
    "£1200 for a course is too much, 20 of us asked",
    "insta and snap are better than phone calls",
    "snapchat is better. youtube is blocked",
    "look at live music and meet at me house",
    "year11 is hard, covid19 was harder",
    "the link was dead and the email never came",
    "e.g. more trips, i.e. the beach",
    "the self_referral form",
]


@pytest.mark.parametrize("how", HIDDEN)
def test_a_way_to_reach_somebody_is_hidden(how: str) -> None:
    for line in HIDDEN[how]:
        hides(line)


@pytest.mark.parametrize("text", STAY)
def test_help_lines_and_talk_of_apps_stay(text: str) -> None:
    stays(text)
