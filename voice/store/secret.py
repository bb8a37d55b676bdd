"""The one root secret, and the keys derived from it, one for each use.

The secret lies outside the database. On SQLite it is made on first need in
`keys/root` beside the database file; on PostgreSQL the file must be there.
"""

from __future__ import annotations

import os
import secrets
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from voice.errors import Misconfigured
from voice.settings import Settings

BYTES = 32


class Keys:
    """Keys by use. Holding `Keys` is holding everything: pass it, never print it."""

    def __init__(self, root: bytes) -> None:
        self._root = root
        self._cached = lru_cache(maxsize=64)(self._derive)

    def __repr__(self) -> str:
        return "Keys(…)"

    def for_use(self, use: str) -> bytes:
        """32 bytes for one use, such as 'words-unread'. HKDF-SHA256 (RFC 5869), the use as its info."""
        return self._cached(use)

    def _derive(self, use: str) -> bytes:
        kdf = HKDF(algorithm=hashes.SHA256(), length=BYTES, salt=None, info=b"voice:" + use.encode())
        return kdf.derive(self._root)


def secret_path(settings: Settings) -> Path:
    """Where the root secret is, or will be."""
    if settings.secret_file:
        return Path(settings.secret_file)
    return settings.sqlite_file.parent / "keys" / "root"


def open_keys(settings: Settings) -> Keys:
    """The keys of this installation. Makes the secret on SQLite; Misconfigured if it is missing or odd elsewhere."""
    path = secret_path(settings)
    if not path.exists():
        if not settings.is_sqlite:
            raise Misconfigured(
                f"VOICE_SECRET_FILE names {path}, and there is no such file. Restore it from your recovery sheet."
            )
        _make(path)
    try:
        root = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except (ValueError, OSError):
        raise Misconfigured(f"The secret file {path} can't be read as 64 hexadecimal digits.") from None
    if len(root) != BYTES:
        raise Misconfigured(f"The secret file {path} must hold 64 hexadecimal digits.")
    return Keys(root)


def _make(path: Path) -> None:
    """Write a new secret so that two processes starting together agree on one: the first link wins."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(BYTES) + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(fresh, path)
    except FileExistsError:
        pass
    finally:
        fresh.unlink()
