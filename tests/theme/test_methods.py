"""Suggesting groups, and placing the rest by a few examples. Vectors here are made up, so no model is needed."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from sklearn.metrics import adjusted_rand_score

from voice.meaning.encoder import unit
from voice.theme.methods import Suggested, assign, suggest
from voice.theme.methods.few_examples import _best_cut, telling_names
from voice.theme.methods.micro_ward import cut, sensible
from voice.theme.methods.vectors import Neighbourhood, centred
from voice.theme.trivial import says_nothing

SUBJECTS = ("bus", "nurse", "queue", "lunch")


def crowd(
    count: int, kinds: int = 4, noise: float = 0.6, seed: int = 0
) -> tuple[list[str], NDArray, NDArray]:
    """Texts of a few kinds, and vectors that lie near their kind's own direction."""
    rng = np.random.default_rng(seed)
    kind = np.arange(count) % kinds
    middles = unit(rng.normal(size=(kinds, 48)))
    vectors = unit(middles[kind] + noise * rng.normal(size=(count, 48)) / np.sqrt(48))
    return [f"the {SUBJECTS[k % 4]} was remark {row}" for row, k in enumerate(kind)], vectors, kind


def test_groups_that_lie_apart_are_found() -> None:
    texts, vectors, kind = crowd(400)
    found = suggest(texts, vectors, themes=4)
    assert adjusted_rand_score(kind, np.array(found.of, int)) > 0.95


def test_the_number_of_groups_is_found_when_not_given() -> None:
    texts, vectors, kind = crowd(60, kinds=4, noise=0.4)
    found = suggest(texts, vectors)
    assert len(found.groups) == 4
    assert adjusted_rand_score(kind, np.array(found.of, int)) > 0.95


@pytest.mark.parametrize("count", [1, 2, 3, 5, 12, 30, 61, 700])
def test_every_size_of_round_gets_sound_groups(count: int) -> None:
    texts, vectors, _ = crowd(count)
    found = suggest(texts, vectors)
    assert sum(group.count for group in found.groups) == count
    assert [group.id for group in found.groups] == list(range(len(found.groups)))
    assert all(group.count >= 1 for group in found.groups)
    assert len(found.groups) <= max(1, count)
    assert None not in found.of
    assert all(0 <= score <= 1 for score in found.score)


@pytest.mark.parametrize(("count", "themes"), [(12, 5), (12, 12), (60, 1), (700, 9), (1500, 400)])
def test_an_asked_for_number_is_given_exactly(count: int, themes: int) -> None:
    texts, vectors, _ = crowd(count)
    assert len(suggest(texts, vectors, themes=themes).groups) == themes


def test_fewer_different_texts_than_themes_give_one_group_each() -> None:
    texts, vectors, _ = crowd(3)
    found = suggest(texts * 4, np.vstack([vectors] * 4), themes=10)
    assert len(found.groups) == 3
    assert found.of[:3] == found.of[3:6] == found.of[9:]


def test_answers_that_say_nothing_still_make_exactly_the_themes_asked_for() -> None:
    _texts, vectors, _ = crowd(3)
    assert len(suggest(["no", "n/a", "the bus"], vectors, themes=3).groups) == 3


def test_blank_texts_are_left_out_and_only_they() -> None:
    texts, vectors, _ = crowd(20)
    texts[3], texts[11] = "", " \n"
    vectors[[3, 11]] = 0
    found = suggest(texts, vectors, themes=3)
    assert [row for row, group in enumerate(found.of) if group is None] == [3, 11]
    assert found.left_out == 2
    assert suggest(["", "  "], np.zeros((2, 48), np.float32)) == Suggested((), (None, None), (0.0, 0.0))
    assert suggest([], np.zeros((0, 48), np.float32)).groups == ()


def test_answers_that_say_nothing_come_together_however_they_are_spelt() -> None:
    texts, vectors, _ = crowd(60)
    rows = [5, 18, 30, 47]
    for row, words in zip(rows, ("Nothing.", "n/a", "No comment", "..."), strict=True):
        texts[row] = words
    assert len({suggest(texts, vectors).of[row] for row in rows}) == 1


def test_the_same_words_are_always_in_the_same_group() -> None:
    texts, vectors, _ = crowd(300)
    texts[7] = texts[8] = "Same words"
    texts[9] = "same words "
    found = suggest(texts, vectors, themes=6)
    assert found.of[7] == found.of[8] == found.of[9]


def test_the_same_seed_gives_the_same_groups() -> None:
    texts, vectors, _ = crowd(900, noise=2.0)
    assert suggest(texts, vectors, seed=3) == suggest(texts, vectors, seed=3)


def test_groups_come_largest_first_with_their_most_typical_rows() -> None:
    texts, vectors, _ = crowd(90)
    keep = [row for row in range(90) if row % 4 != 2 or row < 20]
    found = suggest([texts[row] for row in keep], vectors[keep], themes=4)
    counts = [group.count for group in found.groups]
    assert counts == sorted(counts, reverse=True)
    for group in found.groups:
        scores = [score for score, of in zip(found.score, found.of, strict=True) if of == group.id]
        assert found.score[group.central[0]] == max(scores)
        assert all(found.of[row] == group.id for row in group.central)
        assert len(set(group.central)) == min(3, group.count)


def test_what_lies_outside_the_sample_joins_the_nearest_group(monkeypatch: pytest.MonkeyPatch) -> None:
    import voice.theme.methods.vectors as shared

    monkeypatch.setattr(shared.sample_of, "__defaults__", (150,))
    texts, vectors, kind = crowd(600)
    found = suggest(texts, vectors, themes=4)
    assert adjusted_rand_score(kind, np.array(found.of, int)) > 0.95


def test_a_tree_is_cut_where_the_last_joins_are() -> None:
    tree = np.array([[0, 1, 0.1, 2], [2, 3, 0.2, 2], [4, 5, 0.9, 4]])
    assert cut(tree, 2).tolist() == [0, 0, 1, 1]
    assert len(set(cut(tree, 1))) == 1
    assert len(set(cut(tree, 4))) == 4


def test_a_person_is_never_given_more_themes_than_they_can_read() -> None:
    for count in (1, 2, 12, 60, 3_000, 20_000):
        assert 1 <= sensible(count)[0] <= sensible(count)[-1] <= min(count, 40)
    assert sensible(12)[-1] <= 4


@pytest.mark.parametrize(
    "text", ["Nothing", "n/a", "N/A.", "no comment", "...", "-", "I don't know", "I don’t know!"]
)
def test_answers_that_say_nothing_are_known(text: str) -> None:
    assert says_nothing(text)


@pytest.mark.parametrize(
    "text", ["Nothing works at night", "no buses", "😡", "لا", "help", "Not really the same nurse"]
)
def test_answers_that_say_something_are_left_alone(text: str) -> None:
    assert not says_nothing(text)


def test_vectors_are_taken_about_their_mean_and_blank_ones_stay_blank() -> None:
    vectors = np.array([[1, 0.2], [1, -0.2], [0, 0]], np.float32)
    out = centred(vectors)
    assert np.allclose(out, [[0, 1], [0, -1], [0, 0]], atol=1e-5)
    assert np.allclose(centred(vectors, np.zeros(2, np.float32)), unit(vectors))


def test_neighbours_draw_a_text_to_its_own_kind() -> None:
    _, vectors, kind = crowd(200, noise=1.5)
    places = centred(vectors)
    hood = Neighbourhood(places)
    own = np.equal.outer(kind, kind)
    assert (hood.smoothed @ hood.smoothed.T)[own].mean() > (places @ places.T)[own].mean() + 0.1
    assert np.allclose(np.einsum("ij,ij->i", hood.smoothed, hood.draw(places)) > 0.8, True)
    few = Neighbourhood(places[:15])
    assert few.smoothed is not None and np.array_equal(few.smoothed, places[:15])


def examples_of(kind: NDArray, each: int) -> list[tuple[int, str]]:
    return [(int(row), f"T{k}") for k in range(4) for row in np.flatnonzero(kind == k)[:each]]


@pytest.mark.parametrize("each", [1, 2, 4, 10])
def test_a_few_examples_place_the_rest(each: int) -> None:
    texts, vectors, kind = crowd(200)
    placed = assign(texts, vectors, examples_of(kind, each))
    assert all(len(one.labels) == 1 for one in placed)
    right = [one.labels[0] == f"T{k}" for one, k in zip(placed, kind, strict=True)]
    assert np.mean(right) > 0.9
    assert all(0 <= one.score <= 1 and 0 <= one.novelty <= 1 for one in placed)


def test_one_theme_alone_takes_every_comment() -> None:
    texts, vectors, _ = crowd(30)
    placed = assign(texts, vectors, [(0, "only")])
    assert {one.labels for one in placed} == {("only",)}
    assert placed[4].score > placed[1].score


def test_without_examples_there_is_nothing_to_go_by() -> None:
    with pytest.raises(ValueError, match="at least one"):
        assign(["a"], np.ones((1, 3), np.float32), [])


def test_a_comment_may_have_several_themes_or_none() -> None:
    rng = np.random.default_rng(1)
    middles = unit(rng.normal(size=(3, 48)))
    has = rng.random((300, 2)) < 0.4
    vectors = unit(has @ middles[:2] + middles[2] + 0.3 * rng.normal(size=(300, 48)) / 7)
    texts = [f"remark {row}" for row in range(300)]
    texts[299] = " "
    examples = [
        (row, label) for row in range(120) for label, has_it in zip("ab", has[row], strict=True) if has_it
    ]
    examples += [(row, "c") for row in range(120) if not has[row].any()]
    placed = assign(texts, vectors, examples, multi=True)
    right = [
        {"a", "b"} & set(one.labels) == {n for n, h in zip("ab", row, strict=True) if h}
        for one, row in zip(placed, has, strict=False)
    ]
    assert np.mean(right[120:299]) > 0.85
    assert placed[299].labels == ()


def test_what_is_unlike_every_example_is_new() -> None:
    texts, vectors, kind = crowd(200)
    examples = [(row, label) for row, label in examples_of(kind, 8) if label != "T3"]
    novelty = np.array([one.novelty for one in assign(texts, vectors, examples)])
    assert novelty[kind == 3].mean() > novelty[kind != 3].mean() + 0.25


def test_a_telling_name_counts_as_an_example() -> None:
    _texts, vectors, kind = crowd(200, noise=2.5)
    middles = {
        f"about {SUBJECTS[k]}": unit(vectors[kind == k].mean(axis=0, keepdims=True))[0] for k in range(4)
    }
    examples = [(int(np.flatnonzero(kind == k)[0]), f"about {SUBJECTS[k]}") for k in range(4)]
    plain = ["…"] * 200

    def right(names: dict[str, NDArray]) -> float:
        placed = assign(plain, vectors, examples, names=names)
        return float(
            np.mean([one.labels[0] == f"about {SUBJECTS[k]}" for one, k in zip(placed, kind, strict=True)])
        )

    assert right(middles) > right({}) + 0.05


def test_only_names_that_tell_something_count() -> None:
    labels = ["card_arrival", "Theme 3", "T12", "Other", "Group 1", "Group 2", "Staff & support", "7"]
    assert telling_names(labels) == {"card_arrival": "card arrival", "Staff & support": "Staff support"}


def test_a_large_pool_is_placed_beside_its_sample(monkeypatch: pytest.MonkeyPatch) -> None:
    import voice.theme.methods.few_examples as few
    import voice.theme.methods.vectors as shared

    monkeypatch.setattr(shared.sample_of, "__defaults__", (150,))
    monkeypatch.setattr(few, "PIECE", 64)
    texts, vectors, kind = crowd(500)
    placed = assign(texts, vectors.astype(np.float16), examples_of(kind, 4))
    assert np.mean([one.labels[0] == f"T{k}" for one, k in zip(placed, kind, strict=True)]) > 0.9


def test_a_threshold_is_where_examples_part_best() -> None:
    score = np.array([0.2, 0.3, 0.4, 0.72, 0.8])
    assert 0.4 < _best_cut(score, np.array([False, False, False, True, True])) <= 0.72
