"""A token on the thank-you page that lets its reader add to their voice for a day. It names the voice, never a word."""

from __future__ import annotations

from itsdangerous import BadSignature, URLSafeTimedSerializer

from voice.errors import BadInput
from voice.store.secret import Keys

DAY = 86_400


def page_token(keys: Keys, use: str, *names: str | int) -> str:
    """A token for one use ('more', 'take-back'), holding only what names a voice."""
    return _signer(keys, use).dumps(names)


def read_token(keys: Keys, use: str, token: str) -> list[str | int]:
    """What a token holds. BadInput when it is over a day old, for another use, or not ours."""
    try:
        names: list[str | int] = _signer(keys, use).loads(token, max_age=DAY)
    except BadSignature:
        raise BadInput("This page is too old to use. What you sent before is safe.", "token") from None
    return names


def _signer(keys: Keys, use: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(keys.for_use("page-token"), salt=use)
