"""Hiding what identifies."""

from __future__ import annotations

from collections.abc import Iterable

from voice.protect.look import Detail


def mask(text: str, details: Iterable[Detail]) -> str:
    """Replace each detail by its kind in brackets."""
    for detail in sorted(details, key=lambda d: d.start, reverse=True):
        text = f"{text[: detail.start]}[{detail.kind}]{text[detail.end :]}"
    return text
