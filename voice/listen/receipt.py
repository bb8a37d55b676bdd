"""The receipt: five words a young person keeps.

Derived from the form id by the key, never stored: a keyed hash of the words
finds the voice. It opens progress and withdrawal, never words. Five words of a
list of 7,776 would be 64 bits; ours is shorter words for children, see words.txt.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from functools import cache
from pathlib import Path

from voice.listen.nouns import Receipt
from voice.store.secret import Keys

WORDS = 5


@cache
def word_list() -> tuple[str, ...]:
    """The words a receipt is made of, one a line beside this file."""
    lines = Path(__file__).with_name("receipt_words.txt").read_text(encoding="utf-8").split("\n")
    return tuple(line for line in lines if line and not line.startswith("#"))


def receipt_for(keys: Keys, space_id: int, form_id: str) -> Receipt:
    """The five words of a form: the same form always gives the same words. HMAC-SHA-256 under a derived key."""
    digest = hmac.new(
        keys.for_use("receipt-words"), f"{space_id}:{form_id}".encode(), hashlib.sha256
    ).digest()
    number, words = int.from_bytes(digest), word_list()
    chosen = []
    for _ in range(WORDS):
        number, index = divmod(number, len(words))
        chosen.append(words[index])
    return Receipt("-".join(chosen))


def receipt_hash(keys: Keys, receipt: Receipt) -> bytes:
    """What is stored, to find the voice again. Opens nothing without the key."""
    return hmac.new(keys.for_use("receipt-lookup"), receipt.encode(), hashlib.sha256).digest()


def as_typed(text: str) -> Receipt:
    """Forgive capitals, spaces, commas and hyphens in what someone typed."""
    return Receipt("-".join(re.findall(r"[a-z]+", text.lower())[: WORDS + 1]))
