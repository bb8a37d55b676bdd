"""Sentences into vectors: comments that mean alike lie close together. Nothing leaves the machine.

    encoder = load_encoder()                  ModelMissing when the file is absent or altered
    vectors = encoder.encode(texts)           float32, one row a text, each of length 1 (a blank text: zeros)

Without the model, `TfidfEncoder` stands in: it knows shared words only, so whoever uses it says so.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from pathlib import Path
from typing import Protocol

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer
from tokenizers import Tokenizer

from voice.errors import ModelMissing
from voice.meaning.build import MODEL, TOKENIZER, is_built, model_dir

Vectors = NDArray[np.float32]
Progress = Callable[[int, int], None]
"""Called with (texts done, texts in all)."""

DIM = 384
MAX_TOKENS = 128
"""Longest text the encoder reads whole, in word pieces (about 90 words); the rest of a longer one is not seen."""
POOL_FROM = 2_000
"""From this many texts a second process is worth its start."""
_PIECE = 256


class Encoder(Protocol):
    """Anything that turns texts into vectors of length 1. `name` is stored beside the vectors it made."""

    name: str

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """One row a text, in order; a text without words gives zeros."""
        ...


class MiniLM:
    """all-MiniLM-L6-v2 with 8-bit weights. One text a run, no padding, one thread: a text's vector never depends on its neighbours."""

    name = "minilm-int8"

    def __init__(self, folder: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            str(folder / MODEL), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._tokenizer.no_padding()

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """One row a text, in order; a text without words gives zeros."""
        out = np.zeros((len(texts), DIM), np.float32)
        for row, text in enumerate(texts):
            if text.strip():
                ids = np.array([self._tokenizer.encode(text).ids], np.int64)
                out[row] = self._session.run(None, {"input_ids": ids})[0][0]
            if progress and (row % 50 == 49 or row + 1 == len(texts)):
                progress(row + 1, len(texts))
        return out


class TfidfEncoder:
    """The stand-in without a model: TF-IDF squeezed into few dimensions, fitted on what it is given.

    Its vectors can be compared within one call only, and it finds shared words, not shared meaning.
    """

    name = "tfidf"

    def __init__(self, dimensions: int = 128) -> None:
        self._dimensions = dimensions

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """One row a text, in order; a text without words gives zeros."""
        counts = TfidfVectorizer(sublinear_tf=True, ngram_range=(1, 2), token_pattern=r"(?u)\b\w\w+\b")  # nosec B106 # no password
        try:
            table = counts.fit_transform(texts)
        except ValueError:  # no words in any of them
            return np.zeros((len(texts), 1), np.float32)
        wanted = min(self._dimensions, *(size - 1 for size in table.shape))
        dense = TruncatedSVD(wanted, random_state=0).fit_transform(table) if wanted > 1 else table.toarray()
        if progress:
            progress(len(texts), len(texts))
        return unit(dense)


def unit(vectors: NDArray[np.floating]) -> Vectors:
    """Every row at length 1; rows of zeros stay zeros."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-9), np.float32)


def load_encoder(folder: Path | None = None) -> MiniLM:
    """The encoder, ready to run. ModelMissing when its file is absent or not as it was built."""
    folder = folder or model_dir()
    if not is_built(folder):
        raise ModelMissing(
            f"The sentence encoder is missing or altered in {folder}. "
            "Run “make setup” to build it again; until then themes are found by shared words alone."
        )
    return MiniLM(folder)


@cache
def shared_encoder() -> MiniLM:
    """The one encoder of this process: finding concern and finding themes both use it. ModelMissing as above."""
    return load_encoder()


def encode_all(
    texts: Sequence[str],
    folder: Path | None = None,
    progress: Progress | None = None,
    processes: int | None = None,
) -> Vectors:
    """Vectors of a whole file: on every core when there are many texts, with the very same result. ModelMissing as above."""
    folder = folder or model_dir()
    encoder = load_encoder(folder)
    processes = processes or _cores()
    if len(texts) < POOL_FROM or processes == 1:
        return encoder.encode(texts, progress)
    try:
        return _encode_in_pool(texts, folder, progress, processes)
    except BrokenProcessPool:  # a process was ended from outside, or could not start
        return encoder.encode(texts, progress)


def _encode_in_pool(texts: Sequence[str], folder: Path, progress: Progress | None, processes: int) -> Vectors:
    out = np.zeros((len(texts), DIM), np.float32)
    pieces = [texts[start : start + _PIECE] for start in range(0, len(texts), _PIECE)]
    context = multiprocessing.get_context("spawn")  # forking a process that runs threads can hang
    done = 0
    with ProcessPoolExecutor(processes, context, _start, (folder,)) as pool:
        for vectors in pool.map(_encode_piece, pieces):
            out[done : done + len(vectors)] = vectors
            done += len(vectors)
            if progress:
                progress(done, len(texts))
    return out


def _cores() -> int:
    ours = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(ours, 8)


_in_this_process: list[MiniLM] = []


def _start(folder: Path) -> None:
    """One encoder a process; a process whose starter has died ends too."""
    _in_this_process.append(MiniLM(folder))
    threading.Thread(target=_end_with_starter, daemon=True).start()


def _end_with_starter() -> None:
    if starter := multiprocessing.parent_process():
        starter.join()
        os._exit(1)


def _encode_piece(texts: Sequence[str]) -> Vectors:
    return _in_this_process[0].encode(texts)
