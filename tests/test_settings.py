"""Settings: nonsense stops the start by name."""

from __future__ import annotations

import pytest

from voice.errors import Misconfigured
from voice.settings import describe, read_settings

SECRET = {"VOICE_SECRET_FILE": "/nowhere"}


@pytest.mark.parametrize(
    ("environ", "named"),
    [
        ({"VOICE_DATABASE": "mysql://x"}, "VOICE_DATABASE"),
        ({"VOICE_DATABASE": "sqlite+aiosqlite:///"}, "VOICE_DATABASE"),
        ({"VOICE_DATABASE": "postgresql+asyncpg://u@h/n"}, "VOICE_SECRET_FILE"),
        ({"VOICE_RATE_LIMIT": "maybe"}, "VOICE_RATE_LIMIT"),
        ({"VOICE_MAIL": "mail.example.org"}, "VOICE_MAIL"),
        ({"VOICE_MAIL": "smtp://mail.example.org"}, "VOICE_MAIL_FROM"),
        ({"VOICE_MAIL": "smtp://mail.example.org", "VOICE_MAIL_FROM": "a@b.example"}, "VOICE_BASE_URL"),
        ({"VOICE_BASE_URL": "http://example.org"}, "VOICE_BASE_URL"),
        ({"VOICE_PROTECT": "off"}, "VOICE_PROTECT"),
        ({"VOICE_DATABSE": "sqlite+aiosqlite:///x.db"}, "VOICE_DATABASE"),
    ],
)
def test_nonsense_stops_the_start_by_name(environ: dict[str, str], named: str) -> None:
    with pytest.raises(Misconfigured, match=named):
        read_settings(environ)


def test_nothing_set_is_embedded_sqlite() -> None:
    settings = read_settings({})
    assert settings.is_sqlite and settings.rate_limit and settings.protect


def test_what_is_printed_masks_secrets() -> None:
    settings = read_settings(
        {
            "VOICE_DATABASE": "postgresql+asyncpg://voice:hunter2@db/voice",
            "VOICE_MAIL": "smtp://me:hunter2@mail.example.org",
            "VOICE_MAIL_FROM": "voice@example.org",
            "VOICE_BASE_URL": "https://voice.example.org",
            **SECRET,
        }
    )
    printed = repr(describe(settings))
    assert "hunter2" not in printed
    assert "VOICE_MAIL_FROM" in printed
