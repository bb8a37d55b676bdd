"""The one root secret, and the keys derived from it, one for each use.

The secret lies outside the database. On SQLite it is made on first need in
`keys/root` beside the database file; on PostgreSQL the file must be there.
Changing it (`voice key rotate`) keeps the old one in `root.before` until
everything sealed has been sealed again; nothing else starts meanwhile.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from voice.errors import Damaged, Misconfigured, NotReady
from voice.settings import Settings

BYTES = 32
NONCE = 12  # bytes, random for every seal: NIST SP 800-38D


class Keys:
    """Keys by use. Holding `Keys` is holding everything: pass it, never print it.

    `kept` are keys of an earlier root secret that must outlive it: see `store/keys/kept.py`.
    """

    def __init__(self, root: bytes, kept: Mapping[str, bytes] | None = None) -> None:
        self._root = root
        self._kept = dict(kept or {})
        self._cached = lru_cache(maxsize=64)(self._derive)

    def __repr__(self) -> str:
        return "Keys(…)"

    @property
    def mark(self) -> str:
        """Eight letters and digits that tell one root secret from another. They open nothing."""
        return self._derive("mark")[:4].hex()

    def for_use(self, use: str) -> bytes:
        """32 bytes for one use, such as 'words-unread'. HKDF-SHA256 (RFC 5869), the use as its info."""
        return self._kept.get(use) or self._cached(use)

    def with_kept(self, kept: Mapping[str, bytes]) -> Keys:
        """The same, with these keys of an earlier root in the place of its own."""
        return Keys(self._root, kept)

    def as_hex(self) -> str:
        """The root secret itself: for the recovery sheet and nothing else."""
        return self._root.hex()

    def _derive(self, use: str) -> bytes:
        kdf = HKDF(algorithm=hashes.SHA256(), length=BYTES, salt=None, info=b"voice:" + use.encode())
        return kdf.derive(self._root)


def seal_bytes(key: bytes, plain: bytes, bound_to: bytes) -> bytes:
    """AES-256-GCM under a nonce of its own, bound to what it belongs to."""
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, bound_to)


def open_bytes(key: bytes, sealed: bytes, bound_to: bytes) -> bytes:
    """Open what `seal_bytes` sealed. Damaged if the key or what it is bound to differs."""
    try:
        return AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], bound_to)
    except InvalidTag:
        raise Damaged("Something stored does not open with this installation's key.") from None


# ── where it lies ────────────────────────────────────────────────────────────


def secret_path(settings: Settings) -> Path:
    """Where the root secret is, or will be."""
    if settings.secret_file:
        return Path(settings.secret_file)
    return settings.sqlite_file.parent / "keys" / "root"


def before_path(settings: Settings) -> Path:
    """Where the old secret is while it is being changed."""
    path = secret_path(settings)
    return path.with_name(path.name + ".before")


def open_keys(settings: Settings) -> Keys:
    """The keys of this installation. Makes the secret on SQLite; Misconfigured if it is missing or odd elsewhere.

    NotReady while a change of the secret is unfinished: what is stored then opens partly with the one, partly
    with the other.
    """
    if before_path(settings).exists():
        raise NotReady("A change of the secret was cut off. Finish it with: voice key rotate")
    path = secret_path(settings)
    if not path.exists():
        if not settings.is_sqlite:
            raise Misconfigured(
                f"VOICE_SECRET_FILE names {path}, and there is no such file. Restore it from your recovery sheet."
            )
        _refuse_if_sealed(settings.sqlite_file)
        _make(path)
    return _read(path)


def _refuse_if_sealed(file: Path) -> None:
    """A new secret beside words that were sealed with another would hide that theirs is lost."""
    if not file.exists():
        return
    with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as conn:
        try:
            there = conn.execute(
                "SELECT EXISTS (SELECT 1 FROM words WHERE sealed IS NOT NULL) OR EXISTS (SELECT 1 FROM hold)"
            )
            sealed = there.fetchone()[0]
        except sqlite3.DatabaseError:  # not set up yet
            return
    if sealed:
        raise Misconfigured(
            f"The secret is missing, and {file} holds words that only it opens. Type your recovery sheet: voice key enter"
        )


def _read(path: Path) -> Keys:
    try:
        root = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except (ValueError, OSError):
        raise Misconfigured(f"The secret file {path} can't be read as 64 hexadecimal digits.") from None
    if len(root) != BYTES:
        raise Misconfigured(f"The secret file {path} must hold 64 hexadecimal digits.")
    return Keys(root)


def _make(path: Path) -> None:
    """Write a new secret so that two processes starting together agree on one: the first link wins."""
    fresh = _write_beside(path, secrets.token_hex(BYTES))
    try:
        os.link(fresh, path)
    except FileExistsError:
        pass
    finally:
        fresh.unlink()
    _settle(path.parent)


def _write_beside(path: Path, text: str) -> Path:
    """A file for its owner only, on the disk when this returns."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())
    return fresh


def _settle(folder: Path) -> None:
    """Have the folder itself on the disk: a name that is not there after a power cut is a secret lost."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


# ── putting it back, and changing it ─────────────────────────────────────────


def put_back(settings: Settings, root: str, *, replace: bool = False) -> Keys:
    """Write the secret of a recovery sheet. NotReady when another one is here, unless it may be put aside."""
    path = secret_path(settings)
    typed = Keys(bytes.fromhex(root))
    if path.exists():
        here = _read(path)
        if here.mark == typed.mark:
            return here
        if not replace:
            raise NotReady(
                f"There is another secret here already, marked {here.mark}. To put it aside, add --replace."
            )
        path.rename(path.with_name(f"{path.name}.{here.mark}"))
    _write_beside(path, root).rename(path)
    _settle(path.parent)
    return typed


def change_begun(settings: Settings) -> bool:
    """Was a change of the secret begun and not finished?"""
    return before_path(settings).exists()


def begin_change(settings: Settings) -> tuple[Keys, Keys]:
    """(old, new), both on the disk. After a kill at any moment the next call goes on with the same change."""
    path, before = secret_path(settings), before_path(settings)
    if not before.exists():
        os.link(path, before)
        _settle(path.parent)
    old = _read(before)
    if _read(path).mark == old.mark:
        _write_beside(path, secrets.token_hex(BYTES)).rename(path)
        _settle(path.parent)
    return old, _read(path)


def finish_change(settings: Settings) -> None:
    """Nothing is sealed with the old secret any more: overwrite it, and it is gone."""
    before = before_path(settings)
    with before.open("r+b") as file:
        file.write(b"0" * (2 * BYTES))
        file.flush()
        os.fsync(file.fileno())
    before.unlink()
    _settle(before.parent)
