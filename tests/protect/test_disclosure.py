"""Danger that must be held, and everyday words that must not be. Every sentence is made up."""

from __future__ import annotations

from pathlib import Path

import pytest

from voice.protect.look import Concern, look, look_closely
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
