"""A backup as it lies on a disk: a readable first line, then one sealed stream that opens with the recovery sheet.

AES-256-GCM in chunks, each under its number and whether it is the last (the STREAM
construction, Hoang et al. 2015), with a key of its own: a cut, mixed or changed file does not open.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from voice.errors import CannotRead
from voice.store.secret import Keys

FIRST = b"voice backup 1 "
CHUNK = 1024 * 1024
TAG = 16


@dataclass(frozen=True)
class Label:
    """The first line: which secret opens it, what is in it, and the day it was made."""

    mark: str
    kind: str  # sqlite, postgresql
    day: str
    salt: str


def seal_into(file: IO[bytes], keys: Keys, kind: str, day: str, chunks: Iterable[bytes]) -> None:
    """Write a label and everything that comes, sealed."""
    label = Label(keys.mark, kind, day, os.urandom(16).hex())
    head = FIRST + json.dumps(asdict(label)).encode() + b"\n"
    file.write(head)
    cipher = _cipher(keys, label)
    for number, (chunk, last) in enumerate(_with_last(_even(chunks, CHUNK))):
        file.write(cipher.encrypt(_nonce(number, last), chunk, head))


def label_of(path: Path) -> Label:
    """The label of a backup. CannotRead if it is something else."""
    with path.open("rb") as file:
        return _label(file.readline(1000))


def opened_from(path: Path, keys: Keys) -> Iterator[bytes]:
    """What was sealed, piece by piece. CannotRead if any of it was cut off or changed."""
    with path.open("rb") as file:
        head = file.readline(1000)
        label = _label(head)
        if label.mark != keys.mark:
            raise CannotRead(
                f"This backup opens with the sheet marked {label.mark}; the secret here is marked {keys.mark}. "
                "Type that sheet: voice key enter --replace"
            )
        cipher = _cipher(keys, label)
        pieces = iter(lambda: file.read(CHUNK + TAG), b"")
        for number, (piece, last) in enumerate(_with_last(pieces)):
            try:
                yield cipher.decrypt(_nonce(number, last), piece, head)
            except InvalidTag:
                raise CannotRead(f"{path} is not a whole backup. Nothing was changed.") from None


def _label(line: bytes) -> Label:
    if not line.startswith(FIRST):
        raise CannotRead("This file is not a backup made by voice backup.")
    try:
        return Label(**json.loads(line[len(FIRST) :]))
    except (ValueError, TypeError):
        raise CannotRead("This backup's first line is damaged.") from None


def _cipher(keys: Keys, label: Label) -> AESGCM:
    kdf = HKDF(
        algorithm=hashes.SHA256(), length=32, salt=bytes.fromhex(label.salt), info=b"voice:backup-file"
    )
    return AESGCM(kdf.derive(keys.for_use("backup")))


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11) + bytes([last])


def _even(chunks: Iterable[bytes], size: int) -> Iterator[bytes]:
    """The same bytes in pieces of one size; the last may be shorter."""
    left = b""
    for chunk in chunks:
        left += chunk
        while len(left) >= size:
            yield left[:size]
            left = left[size:]
    if left:
        yield left


def _with_last(pieces: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Each piece, and whether it is the last. Nothing at all is one empty last piece."""
    waiting: bytes | None = None
    for piece in pieces:
        if waiting is not None:
            yield waiting, False
        waiting = piece
    yield waiting or b"", True
