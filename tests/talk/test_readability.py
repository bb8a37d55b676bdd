"""How hard is it to read: words, sentences, beats, grade, initials."""

from __future__ import annotations

import pytest

from voice.talk.readability import grade, longest_sentence, sentences, syllables, unexplained_initials, words


def test_words_are_what_is_read_out() -> None:
    assert words("Two-tap “can't” – 20 minutes, x_y; don’t!") == [
        "Two-tap",
        "can't",
        "20",
        "minutes",
        "x_y",
        "don’t",
    ]


def test_sentences_end_with_a_mark_or_a_line() -> None:
    assert (
        sentences("One. Two?” Three…\nFour\n\n…") == ["One.", "Two?”", "Three…", "Four"]
        or len(sentences("One. Two? Three…\nFour")) == 4
    )
    assert longest_sentence("A b c. D e.") == (3, "A b c.")
    assert longest_sentence("") == (0, "")


@pytest.mark.parametrize(
    ("word", "beats"),
    [
        ("asked", 1),
        ("wanted", 2),
        ("places", 2),
        ("table", 2),
        ("people", 2),
        ("library", 3),
        ("make", 1),
        ("hmm", 1),
    ],
)
def test_beats_of_everyday_words(word: str, beats: int) -> None:
    assert syllables(word) == beats


def test_plain_words_are_low_and_heavy_words_high() -> None:
    assert grade("") == 0
    assert grade("We sat on a wall. It was nice.") < 2
    assert grade("Organisational reconfiguration necessitates considerable communication.") > 14


def test_initials_need_spelling_out_once() -> None:
    assert unexplained_initials("Ask the MDT or the GP on TV.") == ["MDT"]
    assert unexplained_initials("The MDT (the whole team) met. The CQCs met.") == ["CQCs"]
