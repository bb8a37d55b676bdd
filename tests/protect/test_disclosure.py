"""Danger that must be held, and everyday words that must not be. Every sentence is made up."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from voice.protect.concerns import RULES
from voice.protect.look import Concern, Reason, look, look_closely
from voice.protect.model import weights

URGENT = [
    "i want to end my life and i know how",
    "dont wanna be here anymore i saved up my pills",
    "took loads of tablets and now i feel weird",
    "my step dad hits me when mum is at work",
    "he touches me and says its our secret",
    "they make me carry bags to another town or theyll hurt my brother",
    "hes got pics of me and says he will post them if i dont send more",
    "slept in the park since my mum kicked me out",
    "im being sent abroad to marry someone i never met",
    "gonna stab him tomorrow i swear",
    "my boyfriend wont let me leave the flat",
    "mum hasnt come home for three days and theres no food",
]
CONCERN = [
    "i cut my arms sometimes",
    "whats the point in being here",
    "i make myself sick after tea",
    "they call me names every day on the bus",
    "mum is always asleep so i feed my little sister",
    "worried about my friend shes got scratches on her arms",
    "mum and dad scream at each other every night",
    "been on ket every weekend and cant stop",
    "sofa surfing since summer",
    "i dont feel safe at my dads",
]
FINE = [
    "this essay is killing me",
    "i would die for a slush machine",
    "my mum will kill me if im late so shut at 8",
    "the self harm workshop was good do it again",
    "cut the queues please",
    "we got battered at table tennis",
    "hang out on the sofas is the best bit",
    "shoot me a text when there is a space",
    "my hamster died and the lady was kind",
    "no one hurts me i just want a quiet room",
    "uniform rules are pure abuse",
    "bored to death in the waiting room",
    "the punch bag is broken",
    "it took 40 minutes on the phone",
    "Our doctor took my husband to hospital and they were lovely",
]


@pytest.mark.parametrize("text", URGENT)
def test_danger_now_is_urgent(text: str) -> None:
    assert look(text).concern == Concern.URGENT, look(text)


@pytest.mark.parametrize("text", CONCERN)
def test_worry_is_held(text: str) -> None:
    assert look(text).concern != Concern.NONE


@pytest.mark.parametrize("text", FINE)
def test_everyday_words_are_not_held(text: str) -> None:
    assert look(text).concern == Concern.NONE, look(text).reasons


@pytest.mark.parametrize("text", [*URGENT, *CONCERN])
def test_every_hold_has_its_reason_in_words(text: str) -> None:
    for reason in look(text).reasons:
        assert reason.why.endswith(".") and reason.kind
        assert text[reason.start : reason.end].strip()


@pytest.mark.parametrize(
    "written",
    [
        "i wanna kill my self",
        "I WANT TO KILL MYSELF",
        "i want to killll myself",
        "i want to kill myself 😔",
        "iwant to die. i want to kill myself!!",
        "I don’t want to be alive",
    ],
)
def test_spelling_and_shouting_change_nothing(written: str) -> None:
    assert look(written).concern == Concern.URGENT


OBLIQUE = [
    "since he moved in i sleep with a chair against my door",
    "the older lads said i owe them now",
]


@pytest.mark.parametrize("text", OBLIQUE)
def test_the_model_holds_what_no_rule_can_see_and_says_why(text: str) -> None:
    seen = look_closely(text)
    assert seen.concern != Concern.NONE
    assert all(reason.why.endswith(".") for reason in seen.reasons)
    assert not any(re.search(r"because of:.*\b(i|me|a|my|the)\b", reason.why) for reason in seen.reasons)


@pytest.mark.parametrize("text", [*URGENT, *CONCERN])
def test_the_model_never_takes_a_concern_away(text: str) -> None:
    order = [Concern.NONE, Concern.CONCERN, Concern.URGENT]
    assert order.index(look_closely(text).concern) >= order.index(look(text).concern)


def test_without_its_weights_the_rules_stand_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    weights.cache_clear()
    monkeypatch.setattr("voice.protect.model.WEIGHTS", tmp_path / "gone.npz")
    try:
        assert look_closely(URGENT[0]) == look(URGENT[0])
    finally:
        weights.cache_clear()


ASIDE = {
    "negation": [
        "no one hurts me at home, i just like it here",
        "i have never self harmed, the posters are for other people",
        "nobody is hitting anyone, i just want a quiet room",
        "i dont self harm, i only came for the art",
    ],
    "figures of speech": [
        "my mum will kill me if i lose another coat",
        "i would run away to live at the club",
        "i hit my head on the low beam, put a sign up",
        "we got battered at dodgeball",
    ],
    "quoted words": [
        "the poster says i want to die in big letters, little kids were scared of it",
        "our drama club did a play about a boy who runs away and it was good",
        "the slogan on the leaflet says he hits me, its too much",
        "we read a poem that goes i wish i was dead",
    ],
}


@pytest.mark.parametrize("text", [text for texts in ASIDE.values() for text in texts])
def test_words_that_tell_of_no_danger_now_are_not_held(text: str) -> None:
    assert look(text).concern == Concern.NONE, look(text).reasons


STILL = [
    "i used to self harm and they helped but last night i did it again",
    "the counsellor was lovely but i still want to die",
    "you were kind when i was cutting, now she has left and i keep cutting",
    "the poster says tell someone so im telling you my dad hits me",
    "nobody hits me at school but my dad hits me at home",
    "he was shouting and i hate my life, the nurse was lovely",
]


@pytest.mark.parametrize("text", STILL)
def test_thanks_quotes_and_denials_hide_no_danger(text: str) -> None:
    assert look(text).concern != Concern.NONE


PRAISE = [
    "I came because I was cutting and they were kind",
    "i used to self harm and the drop in helped me stop",
    "had suicidal thoughts last winter and my worker was brilliant",
    "i was bullied in primary and the club was the best thing",
    "i tried to kill myself last year and my worker was brilliant",
]


@pytest.mark.parametrize("text", PRAISE)
def test_past_danger_told_as_praise_is_held_and_never_urgent_and_the_lead_is_told(text: str) -> None:
    seen = look_closely(text)
    assert seen.concern == Concern.CONCERN
    assert any(reason.why.endswith("It is told as over, and with thanks.") for reason in seen.reasons)


VAGUE = [
    "the drop in helped me through my worst year and now im at college",
    "everything fell apart and they sat with me, thank you",
]


@pytest.mark.parametrize("text", VAGUE)
def test_thanks_that_name_no_danger_are_not_held(text: str) -> None:
    assert look_closely(text).concern == Concern.NONE, look_closely(text).reasons


def test_one_sentence_that_tells_does_not_drown_in_a_long_comment() -> None:
    told = "he only gives me a lift if i sit on his knee"
    around = "The room is nice and warm. The staff were friendly. The bus was late. {} More biscuits would be good."
    seen = look_closely(around.format(f"{told}."))
    assert seen.concern != Concern.NONE
    assert any(told in seen_words(reason, around.format(f"{told}.")) for reason in seen.reasons)
    assert look_closely(around.format("")).concern == Concern.NONE


def seen_words(reason: Reason, text: str) -> str:
    """The words that a reason points at."""
    return text[reason.start : reason.end]


@pytest.mark.parametrize(
    "text",
    [
        "my uncle touched me when i was little, the counsellor was lovely",
        "my step dad used to hit me and the club was great",
    ],
)
def test_harm_done_by_others_is_held_however_long_ago_and_however_thankfully_told(text: str) -> None:
    assert look(text).concern != Concern.NONE


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("my friend is going to kill herself", "friend_risk"),
        ("my sisters boyfriend beats her", "physical_abuse"),
        ("my son is being bullied on the bus", "bullying"),
    ],
)
def test_other_peoples_danger_is_held_too(text: str, kind: str) -> None:
    assert look(text).concern != Concern.NONE and kind in look(text).kinds, look(text)


def test_every_kind_says_why_in_a_sentence_that_a_lead_can_read() -> None:
    for rule in RULES:
        assert re.fullmatch(r"(Speaks|Says|Is|Asks)\b[^_|()\\]+\.", rule.why), rule.why
    learnt = weights()
    assert learnt is not None
    assert {rule.kind for rule in RULES} == set(learnt.names[2:])


def test_without_the_sentence_encoder_the_words_decide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("voice.protect.model.encoder", lambda: None)
    assert all(look_closely(text).concern != Concern.NONE for text in OBLIQUE)
    assert look_closely("the room is nice and the staff are kind").concern == Concern.NONE


def test_the_look_in_the_request_never_brings_the_encoder_along() -> None:
    code = """
import sys
import voice.app
from voice.protect.look import look
look("my step dad hits me")
sys.exit("onnxruntime" in sys.modules or "sklearn" in sys.modules)
"""
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
