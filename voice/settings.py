"""Every setting, from the environment, in one frozen object. `voice settings` prints them.

Nonsense stops the start by name: a service that listens to children must never
run on a setting that someone mistyped.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import voice
from voice.errors import Misconfigured

ROOT = Path(voice.__file__).resolve().parent.parent
"""Where the shipped files are: templates, static, migrations and the built model."""

SECRET_NAMES = frozenset({"mail"})


def setting(default: object, env: str, help: str) -> Any:
    """A field with its environment name and a help line."""
    return field(default=default, metadata={"env": env, "help": help})


@dataclass(frozen=True)
class Settings:
    """What the environment says. Build with `read_settings`."""

    database: str = setting(
        "sqlite+aiosqlite:///var/voice.db",
        "VOICE_DATABASE",
        "Where everything is kept: sqlite+aiosqlite:///FILE or postgresql+asyncpg://USER@HOST/NAME.",
    )
    secret_file: str = setting(
        "",
        "VOICE_SECRET_FILE",
        "File with the one root secret. SQLite makes keys/root beside the database; PostgreSQL needs this.",
    )
    rate_limit: bool = setting(
        True,
        "VOICE_RATE_LIMIT",
        "on or off. Off only for load tests; sized for a whole school behind one address.",
    )
    proxy: str = setting(
        "", "VOICE_PROXY", "Address of a trusted proxy whose forwarded headers are believed."
    )
    mail: str = setting(
        "",
        "VOICE_MAIL",
        "SMTP server such as smtp://USER:PASSWORD@HOST:587. Without it invites print a link and alerts are banners.",
    )
    mail_from: str = setting(
        "", "VOICE_MAIL_FROM", "The address that mail comes from; needed with VOICE_MAIL."
    )
    base_url: str = setting(
        "",
        "VOICE_BASE_URL",
        "The address people type, such as https://voice.example.org, for links in mail and print; needed with VOICE_MAIL.",
    )
    protect: bool = setting(
        True,
        "VOICE_PROTECT",
        "on; off is refused outside benchmarks (VOICE_BENCH=on) and measures what protection costs.",
    )
    bench: bool = setting(False, "VOICE_BENCH", "on only while benchmarks run on made-up words.")
    demo: bool = setting(
        False,
        "VOICE_DEMO",
        "Set by `voice demo`: shows the demo people's passwords. Never on a real service.",
    )

    @property
    def is_sqlite(self) -> bool:
        """True when everything is in one SQLite file."""
        return self.database.startswith("sqlite")

    @property
    def sqlite_file(self) -> Path:
        """The SQLite file. Misconfigured when the database is not SQLite."""
        if not self.is_sqlite:
            raise Misconfigured("VOICE_DATABASE is not an SQLite file.")
        return Path(self.database.split("///", 1)[1])


def read_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read VOICE_* from the environment. Misconfigured names the first value that makes no sense."""
    env = os.environ if environ is None else environ
    known = {f.metadata["env"]: f for f in fields(Settings)}
    for name in env:
        if name.startswith("VOICE_") and name not in known:
            _refuse_a_slip(name, list(known))
    values = {f.name: _parse(name, env[name], f.default) for name, f in known.items() if name in env}
    settings = Settings(**values)  # type: ignore[arg-type]
    _check(settings)
    return settings


def describe(settings: Settings) -> list[tuple[str, str, str]]:
    """(environment name, value with secrets masked, meaning) for each setting."""
    return [
        (f.metadata["env"], _shown(f.name, getattr(settings, f.name)), f.metadata["help"])
        for f in fields(Settings)
    ]


def _refuse_a_slip(name: str, known: list[str]) -> None:
    """A name one slip away from ours would be ignored in silence, and words kept in the wrong place."""
    if near := get_close_matches(name, known, n=1, cutoff=0.85):
        raise Misconfigured(f"{name} is not a setting. Did you mean {near[0]}? `voice settings` lists them.")


def _parse(name: str, text: str, default: object) -> object:
    if not isinstance(default, bool):
        return text.strip().rstrip("/") if name == "VOICE_BASE_URL" else text.strip()
    if text.lower() in ("on", "off"):
        return text.lower() == "on"
    raise Misconfigured(f"{name} must be on or off.")


def _check(settings: Settings) -> None:
    if not settings.database.startswith(("sqlite+aiosqlite:///", "postgresql+asyncpg://")):
        raise Misconfigured("VOICE_DATABASE must start with sqlite+aiosqlite:/// or postgresql+asyncpg://.")
    if settings.is_sqlite and not settings.database.split("///", 1)[1]:
        raise Misconfigured("VOICE_DATABASE names no file.")
    if not settings.is_sqlite and not settings.secret_file:
        raise Misconfigured(
            "VOICE_SECRET_FILE is required with PostgreSQL: the root secret must lie outside the database."
        )
    if settings.mail and not settings.mail.startswith(("smtp://", "smtps://")):
        raise Misconfigured("VOICE_MAIL must start with smtp:// or smtps://.")
    if settings.mail and not settings.mail_from:
        raise Misconfigured("VOICE_MAIL_FROM is needed with VOICE_MAIL.")
    if settings.mail and not settings.base_url:
        raise Misconfigured("VOICE_BASE_URL is needed with VOICE_MAIL: links in mail start with it.")
    if settings.base_url and not settings.base_url.startswith(
        ("https://", "http://127.0.0.1", "http://localhost")
    ):
        raise Misconfigured("VOICE_BASE_URL must start with https:// (or http:// on this machine only).")
    if not settings.protect and not settings.bench:
        raise Misconfigured(
            "VOICE_PROTECT=off is only for benchmarks (VOICE_BENCH=on); it would keep words unchecked."
        )


def _shown(name: str, value: object) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    text = str(value)
    hide = name in SECRET_NAMES or (name == "database" and "@" in text)
    return text.split("://", 1)[0] + "://…" if hide and text else text
