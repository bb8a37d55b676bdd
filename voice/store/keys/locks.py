"""Who is using the keys: many at once, or one alone while the secret or the database is changed under everybody."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from voice.errors import Misconfigured, NotReady
from voice.settings import Settings
from voice.store.secret import secret_path


@contextmanager
def in_use(settings: Settings) -> Iterator[None]:
    """Held by every process that works with the keys. NotReady while someone changes or restores."""
    with _locked(
        settings, fcntl.LOCK_SH, "The secret or the database is being changed. Try again in a minute."
    ):
        yield


@contextmanager
def alone(settings: Settings) -> Iterator[None]:
    """Held while the secret or the database is changed under everybody. NotReady while anyone works on this machine."""
    with _locked(
        settings,
        fcntl.LOCK_EX,
        "Stop the web and the worker first (voice serve, voice work), then try again.",
    ):
        yield


@contextmanager
def _locked(settings: Settings, kind: int, refusal: str) -> Iterator[None]:
    """A lock on the secret's folder: it needs no file of its own, and a killed process lets go of it."""
    folder = secret_path(settings).parent
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        raise Misconfigured(f"The folder of the secret, {folder}, can't be opened.") from None
    try:
        fcntl.flock(handle, kind | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise NotReady(refusal) from None
    finally:
        os.close(handle)
