"""A group's own words: what its people say that others say less. A hint for the person who names the theme.

Words and titles are made from the texts handed in and nothing else, so hand in only what may be quoted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS, CountVectorizer

from voice.theme.methods.vectors import sample_of
from voice.theme.trivial import says_nothing

WORDS = 6
SAMPLE = 2_000
"""Most texts looked at for one group's label."""
_LOOK_AT = 60
_WORD = re.compile(r"[^\W\d_][\w'’]+")
_TALK = frozenset(
    """
    really just like lot lots think thing things got get getting going went said say says would could also much many
    bit ok okay etc don didn doesn isn wasn won couldn wouldn can did does ve ll im ive dont didnt cant really quite
    always maybe yes yeah thanks thank want need make made know
    """.split()  # noqa: SIM905 - a list of words reads better so
)
STOP = ENGLISH_STOP_WORDS | _TALK
_ENDINGS = re.compile(r"(?<=\w{3})(?:ings?|ers?|ed|ies|es|s|y|e|ly)$")


@dataclass(frozen=True)
class Label:
    """A proposed title, and up to six words or pairs of words, most telling first."""

    title: str
    words: tuple[str, ...]


def label_groups(texts: Sequence[str], of: Sequence[int | None]) -> dict[int, Label]:
    """A label for every group that has texts. In a group of over 2,000 a sample speaks for all."""
    rows: dict[int, list[int]] = {}
    for row, group in enumerate(of):
        if group is not None:
            rows.setdefault(group, []).append(row)
    members = {
        group: [texts[own[place]] for place in sample_of(len(own), seed=0, size=SAMPLE)]
        for group, own in rows.items()
    }
    return {group: _label(members[group], ranked) for group, ranked in _ranked(members).items()}


def _label(texts: Sequence[str], ranked: list[tuple[str, float]]) -> Label:
    words = without_echoes(ranked)
    if sum(map(says_nothing, texts)) * 2 > len(texts):
        return Label("Nothing to add", words)
    return Label(title_of(words, dict(ranked)) or "Short answers", words)


def terms(text: str) -> list[str]:
    """Telling words, and pairs of them that stand side by side: "waiting", "waiting room", never "waiting … room"."""
    said = [word.replace("’", "'") for word in _WORD.findall(text.casefold())]
    tells = [word not in STOP and word.split("'")[0] not in STOP for word in said]
    pairs = [
        f"{a} {b}" for (a, b), both in zip(pairwise(said), map(all, pairwise(tells)), strict=True) if both
    ]
    return [word for word, tell in zip(said, tells, strict=True) if tell] + pairs


def _ranked(members: Mapping[int, Sequence[str]]) -> dict[int, list[tuple[str, float]]]:
    """Each group's terms by class TF-IDF: said by many of the group, and by few in all. A term counts once a text."""
    groups = list(members)
    counter = CountVectorizer(analyzer=terms, binary=True)
    try:
        table = counter.fit_transform([text for group in groups for text in members[group]])
    except ValueError:  # not one telling word
        return {group: [] for group in groups}
    names = counter.get_feature_names_out()
    ends = np.cumsum([0, *(len(members[group]) for group in groups)])
    said = np.vstack([_times(table[a:b]) for a, b in pairwise(ends)])
    weight = said / np.maximum(said.sum(axis=1, keepdims=True), 1)
    weight *= np.log(1 + said.sum() / len(groups) / np.maximum(said.sum(axis=0), 1))
    return {group: _best(names, weight[k], said[k], ends[k + 1] - ends[k]) for k, group in enumerate(groups)}


def _times(table: sparse.csr_matrix) -> NDArray[np.float64]:
    return np.asarray(table.sum(axis=0), np.float64).ravel()


def _best(
    names: NDArray[np.object_], weight: NDArray[np.float64], said: NDArray[np.float64], count: int
) -> list[tuple[str, float]]:
    """The heaviest terms. In a group of five or more a term must be said twice, if any is: one person's word is no theme."""
    often = said >= (2 if count >= 5 and (said >= 2).any() else 1)
    order = [k for k in np.argsort(-weight, kind="stable")[: 4 * _LOOK_AT] if often[k]]
    return [(str(names[k]), float(weight[k])) for k in order[:_LOOK_AT]]


def stem(word: str) -> str:
    """The word without its ending, so that "wait", "waits" and "waiting" are one."""
    return _ENDINGS.sub("", word.split("'")[0])


def without_echoes(ranked: Sequence[tuple[str, float]], most: int = WORDS) -> tuple[str, ...]:
    """The best terms, each word family once; a pair takes the place of its single words if it weighs half as much."""
    chosen: dict[str, float] = {}
    for term, weight in ranked:
        family = {stem(word) for word in term.split()}
        echoes = [each for each in chosen if family & {stem(word) for word in each.split()}]
        if not echoes and len(chosen) < most:
            chosen[term] = weight
        elif echoes and _outweighs(term, weight, {each: chosen[each] for each in echoes}):
            chosen = {
                term if each == echoes[0] else each: value
                for each, value in chosen.items()
                if each not in echoes[1:]
            }
    return tuple(chosen)


def _outweighs(term: str, weight: float, echoes: Mapping[str, float]) -> bool:
    return " " in term and weight >= max(echoes.values()) / 2 and not any(" " in each for each in echoes)


def title_of(words: Sequence[str], weight: Mapping[str, float]) -> str:
    """The best pair of words if it weighs half as much as the best word; else the two best words. Empty without words."""
    if not words:
        return ""
    heaviest = max(weight.values())
    pairs = [each for each in words if " " in each and weight[each] >= heaviest / 2]
    title = pairs[0] if pairs else ", ".join(words[:2])
    return title[0].upper() + title[1:]
