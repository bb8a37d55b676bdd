"""A group's words and title come from its own people's words, once each."""

from __future__ import annotations

from voice.theme.labels import label_groups, stem, terms, title_of, without_echoes

WAITING = [
    "The waiting list is too long",
    "Waiting lists never move",
    "A waiting list for two years",
    "Long wait",
]
BUSES = ["No bus in the evening", "The bus costs too much", "Evening bus stops at six", "Bus is late"]


def test_a_group_is_called_by_what_its_people_say_and_others_do_not() -> None:
    labels = label_groups(WAITING + BUSES, [0] * 4 + [1] * 4)
    assert "waiting list" in labels[0].words
    assert labels[0].title == "Waiting list"
    assert "bus" in " ".join(labels[1].words)
    assert not set(labels[0].words) & set(labels[1].words)


def test_words_come_only_from_the_texts_handed_in() -> None:
    labels = label_groups(WAITING, [4] * 4)
    said = " ".join(WAITING).casefold()
    assert all(word in said for label in labels.values() for word in label.words)


def test_no_word_family_is_named_twice() -> None:
    ranked = [
        ("waiting", 9.0),
        ("wait", 8.0),
        ("waiting time", 6.0),
        ("times", 5.0),
        ("nurse", 4.0),
        ("nurses", 3.0),
    ]
    assert without_echoes(ranked) == ("waiting time", "nurse")


def test_a_pair_must_weigh_half_as_much_as_its_word() -> None:
    assert without_echoes([("bus", 9.0), ("bus stop", 3.0)]) == ("bus",)


def test_there_are_six_words_at_most() -> None:
    names = ["alpha", "bravo", "cold", "drum", "fox", "golf", "hotel", "ink"]
    assert len(without_echoes([(name, 9.0 - place) for place, name in enumerate(names)])) == 6


def test_pairs_stand_side_by_side_in_the_text() -> None:
    assert terms("Waiting in the room") == ["waiting", "room"]
    assert terms("The waiting room") == ["waiting", "room", "waiting room"]
    assert terms("عيادة المدرسة") == ["عيادة", "المدرسة", "عيادة المدرسة"]


def test_one_persons_word_is_no_theme_in_a_group_of_five() -> None:
    texts = ["mentor listens"] * 2 + ["mentor helps", "mentor at school", "mentor Zebedee"]
    words = label_groups(texts, [0] * 5)[0].words
    assert "mentor" in " ".join(words)
    assert "zebedee" not in " ".join(words)


def test_groups_without_a_telling_word_still_get_a_title() -> None:
    labels = label_groups(["Nothing", "n/a", "none", "😡", "😡", "😀"], [0, 0, 0, 1, 1, 1])
    assert labels[0].title == "Nothing to add"
    assert labels[1].title == "Short answers"  # never a whole comment: a title travels further than words may
    assert labels[1].words == ()


def test_rows_in_no_group_give_no_words() -> None:
    assert label_groups(["secret word", ""], [None, None]) == {}
    assert "secret" not in str(label_groups(["secret word", "bus fare", "bus fare"], [None, 0, 0]))


def test_endings_are_taken_off() -> None:
    assert stem("waiting") == stem("waits") == stem("wait") == stem("waited")
    assert stem("bus") == "bus"


def test_a_title_without_words_is_empty() -> None:
    assert title_of((), {}) == ""
    assert title_of(("nurse", "kind"), {"nurse": 2.0, "kind": 1.0}) == "Nurse, kind"
