"""Themes against people's own codes: `python bench/bench_theming.py [suggest] [assign] [multi] [--seeds 2]`.

Prints one line each. Data is found in ../shared/data and skipped, with a line saying so, where it is absent; sentence
vectors are kept under build/bench. One run takes about ten minutes of one core.

suggest   ARI / NMI against people's codes, told the number of codes, and with the number found by itself
assign    macro-F1 on 2,000 comments never used as examples, at 1, 4, 8 and 16 examples a theme, without and with names
multi     micro- and macro-F1 with 80 % of the comments as examples (split seed 42, labels seen 20 times or more)
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.cluster import AgglomerativeClustering, MiniBatchKMeans
from sklearn.metrics import adjusted_rand_score, f1_score, normalized_mutual_info_score
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import MultiLabelBinarizer

from voice.meaning.build import model_dir
from voice.meaning.encoder import Vectors, encode_all, unit
from voice.theme.methods import assign, suggest
from voice.theme.methods.few_examples import telling_names
from voice.theme.methods.vectors import centred, one_thread

ROOT = model_dir().parent.parent
DATA = ROOT.parent / "shared" / "data"
SETS = {
    "NHS phase 1": ("nhs_fft_phase1/nhs_fft_phase1_AB.csv", "feedback", "label"),
    "NHS v6 single": ("nhs_fft_v6/nhs_fft_v6_NEAS.csv", "FFT answer", "themes"),
    "Banking77": ("theming/banking77.csv", "text", "label"),
}


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


@dataclass(frozen=True)
class Set:
    """Comments with the code people gave each, and their vectors."""

    name: str
    texts: list[str]
    codes: list[str]
    vectors: Vectors


def rows_of(name: str) -> list[tuple[str, str]]:
    file, text, code = SETS[name]
    if not (DATA / file).exists():
        say(f"skipped: {name}: {file} is not in ../shared/data")
        return []
    with (DATA / file).open(encoding="utf-8", newline="") as opened:
        return [(row[text], row[code]) for row in csv.DictReader(opened) if row[text].strip() and row[code]]


def kept_vectors(texts: list[str]) -> Vectors:
    key = hashlib.sha256("\0".join(texts).encode()).hexdigest()[:16]
    path = ROOT / "build" / "bench" / f"minilm-{key}.npy"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        np.save(path, encode_all(texts))
    return np.asarray(np.load(path), np.float32)


def sets(limit: int) -> Iterator[Set]:
    """At most `limit` comments of one code each, drawn with a fixed seed."""
    for name in SETS:
        rows = [row for row in rows_of(name) if "|" not in row[1]]
        if not rows:
            continue
        chosen = np.random.default_rng(0).permutation(len(rows))[:limit]
        texts, codes = zip(*(rows[row] for row in chosen), strict=True)
        yield Set(name, list(texts), list(codes), kept_vectors(list(texts)))


def plain_micro_ward(vectors: Vectors, themes: int, seed: int) -> NDArray[np.int_]:
    """The method we started from: k-means to 600, Ward over their middles, each text to the nearest merged middle."""
    places = centred(vectors)
    wanted = max(2 * themes, min(600, len(places) // 6))
    found = MiniBatchKMeans(wanted, batch_size=4096, n_init=1, random_state=seed).fit(places).labels_
    micro = np.unique(found, return_inverse=True)[1]
    middles = unit(np.vstack([places[micro == group].mean(0) for group in range(micro.max() + 1)]))
    of = AgglomerativeClustering(themes).fit_predict(middles)[micro]
    return (places @ unit(np.vstack([places[of == group].mean(0) for group in range(themes)])).T).argmax(1)


def bench_suggest(data: Set, seeds: int) -> None:
    codes = len(set(data.codes))
    runs = {
        "micro-Ward as it was": lambda seed: plain_micro_ward(data.vectors, codes, seed),
        "ours": lambda seed: suggest(data.texts, data.vectors, codes, seed).of,
        "ours, number found": lambda seed: suggest(data.texts, data.vectors, None, seed).of,
    }
    for name, run in runs.items():
        started = time.process_time()
        with one_thread():
            found = [run(seed) for seed in range(seeds)]
        ari = np.mean([adjusted_rand_score(data.codes, of) for of in found])
        nmi = np.mean([normalized_mutual_info_score(data.codes, of) for of in found])
        groups = np.mean([len(set(of)) for of in found])
        seconds = (time.process_time() - started) / seeds
        say(
            f"suggest  {data.name:14} n={len(data.texts)} codes={codes:3} {name:22} "
            f"ARI {ari:.3f}  NMI {nmi:.3f}  themes {groups:.0f}  CPU {seconds:.1f} s",
        )


def bench_assign(data: Set, seeds: int) -> None:
    often = {code for code, times in Counter(data.codes).items() if times >= 10}
    keep = [row for row, code in enumerate(data.codes) if code in often]
    texts, codes = [data.texts[row] for row in keep], np.array([data.codes[row] for row in keep])
    vectors = data.vectors[keep]
    names = telling_names(sorted(often))
    told = dict(zip(names, kept_vectors(list(names.values())), strict=True))
    for kind, given in (("examples only", {}), ("and theme names", told)):
        cells = []
        for shots in (1, 4, 8, 16):
            scores = [_assign_once(texts, vectors, codes, shots, seed, given) for seed in range(seeds)]
            cells.append(f"{shots}: {np.mean(scores):.3f}")
        say(
            f"assign   {data.name:14} themes={len(often):2} {kind:16} macro-F1 at  {'  '.join(cells)}",
        )


def _assign_once(
    texts: list[str],
    vectors: Vectors,
    codes: NDArray[np.str_],
    shots: int,
    seed: int,
    names: dict[str, Vectors],
) -> float:
    order = np.random.default_rng(seed).permutation(len(codes))
    size = min(2_000, len(codes) // 2)
    test, pool = order[:size], order[size:]
    chosen = [row for code in np.unique(codes) for row in pool[codes[pool] == code][:shots]]
    placed = assign(texts, vectors, [(int(row), str(codes[row])) for row in chosen], names=names)
    return float(f1_score(codes[test], [placed[row].labels[0] for row in test], average="macro"))


def bench_multi() -> None:
    rows = rows_of("NHS v6 single")
    for kind in ("all rows", "repeats dropped") if rows else ():
        kept = (
            list({text.strip().casefold(): (text, codes) for text, codes in rows}.values())
            if kind != "all rows"
            else rows
        )
        _multi_once(kind, kept)


def _multi_once(kind: str, rows: list[tuple[str, str]]) -> None:
    times = Counter(code for _, codes in rows for code in codes.split("|"))
    often = sorted(code for code, count in times.items() if count >= 20)
    rows = [row for row in rows if set(row[1].split("|")) & set(often)]
    texts = [text for text, _ in rows]
    binary = MultiLabelBinarizer(classes=often)
    truth = binary.fit_transform([[code for code in codes.split("|") if code in often] for _, codes in rows])
    train, test = train_test_split(np.arange(len(rows)), test_size=0.2, random_state=42)
    examples = [(int(row), often[code]) for row in train for code in np.flatnonzero(truth[row])]
    started = time.process_time()
    placed = assign(texts, kept_vectors(texts), examples, multi=True)
    said = binary.transform([placed[row].labels for row in test])
    f1 = {each: f1_score(truth[test], said, average=each, zero_division=0) for each in ("micro", "macro")}
    exact = (truth[test] == said).all(axis=1).mean()
    say(
        f"multi    NHS v6 {kind:15} n={len(rows)} labels={len(often)}  micro-F1 {f1['micro']:.3f}  "
        f"macro-F1 {f1['macro']:.3f}  exact {exact:.3f}  CPU {time.process_time() - started:.0f} s",
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("parts", nargs="*", default=["suggest", "assign", "multi"])
    parser.add_argument("--seeds", type=int, default=2)
    parser.add_argument("--limit", type=int, default=5_000)
    asked = parser.parse_args()
    for data in sets(asked.limit):
        if "suggest" in asked.parts:
            bench_suggest(data, asked.seeds)
        if "assign" in asked.parts:
            bench_assign(data, asked.seeds)
    if "multi" in asked.parts:
        bench_multi()


if __name__ == "__main__":
    sys.exit(main())
