"""Anything that could arrive at a young page's address: made-up posts, and what must be true after each."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from urllib.parse import quote_from_bytes

from httpx2 import AsyncClient, Response

from tests.faces.young.reading import Page
from tests.faces.young.said import receipt_in
from voice.listen.receive import clean_text, is_blank

FIELDS = (
    "open",
    "v",
    "at",
    "place_wanted",
    "who_with",
    "channel",
    "quote_ok",
    "token",
    "words",
    "é",
    "",
    "open[]",
)
CODES = (
    "dropin",
    "school",
    "yes",
    "8-11",
    "parent",
    "same",
    "moon",
    "0",
    "\x00",
    "' OR 1=1 --",
    "‮",
    "a" * 300,
)
PIECES = (
    *(
        "a",
        "I like the quiet room",
        "ystafell dawel",
        "الغرفة الهادئة",
        "cicho",
        "😀",
        "👩‍👩‍👧",
        "\x00",
        "\ud800",
        "\ufeff",
        "‮",
    ),
    *(
        "e\u0301" * 40,
        "\u0301" * 500,
        "\r\n",
        "\r",
        "\n\n",
        "\t",
        "<b>",
        "</textarea><script>",
        "{{ 7*7 }}",
        "%00",
        "&amp;",
    ),
    *("\u2028", "\U0010ffff", "x" * 400, " ", "\u200b", "my dad hits me", "0800 1111"),
)
FORM_TYPE = "application/x-www-form-urlencoded"


@dataclass
class Kept:
    """What was acknowledged: by form id, the words and the five words that were given for them."""

    words: dict[str, str] = field(default_factory=dict)
    receipts: dict[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


async def post_many(client: AsyncClient, dice: Random, many: int, kept: Kept) -> None:
    """Send so many posts of every sort, and write down whatever is not as it must be."""
    for _ in range(many):
        kind = dice.choice(
            ("usual", "usual", "usual", "usual", "replay", "edited", "fields", "bytes", "type", "large")
        )
        if kind in ("replay", "edited") and kept.words:
            form_id = dice.choice(list(kept.words))
            words = kept.words[form_id] if kind == "replay" else any_words(dice)
            await _send(client, kept, form_id, words, [])
        elif kind == "bytes":
            await _odd(
                client, kept, bytes(dice.randrange(256) for _ in range(dice.randrange(300))), FORM_TYPE
            )
        elif kind == "type":
            body = dice.choice(
                (
                    b'{"open": "hello"}',
                    b"--x\r\nbroken",
                    b"",
                    _encoded([("form_id", "odd-form-1"), ("open", "hi")]),
                )
            )
            await _odd(
                client,
                kept,
                body,
                dice.choice(
                    (
                        "application/json",
                        "multipart/form-data",
                        "multipart/form-data; boundary=x",
                        "",
                        "text/plain",
                        "\x7f",
                    )
                ),
            )
        elif kind == "large":
            await _send(client, kept, _form_id(dice), "long " * dice.choice((400, 401, 5_000, 20_000)), [])
        else:
            more = [
                (dice.choice(FIELDS[1:]), dice.choice(CODES))
                for _ in range(dice.choice((0, 2, 9, 1_200 if kind == "fields" else 1)))
            ]
            await _send(
                client,
                kept,
                dice.choice(
                    (_form_id(dice), *(("", "short", "é" * 12, "x" * 65) if kind == "fields" else ()))
                ),
                any_words(dice),
                more,
            )


def any_words(dice: Random) -> str:
    """Words as anyone could type or paste them."""
    return "".join(dice.choice(PIECES) for _ in range(dice.randrange(1, 7)))


def _form_id(dice: Random) -> str:
    return "".join(dice.choice("abcdefghijkmnpqrstuvwxyzABC0123456789_-") for _ in range(16))


def _encoded(fields: list[tuple[str, str]]) -> bytes:
    return "&".join(
        "=".join(quote_from_bytes(part.encode("utf-8", "surrogatepass")) for part in pair) for pair in fields
    ).encode()


async def _send(
    client: AsyncClient, kept: Kept, form_id: str, words: str, more: list[tuple[str, str]]
) -> None:
    """One form as a browser would send it; the words come first, so that they count."""
    body = _encoded([("form_id", form_id), ("open", words), *more])
    answer = await client.post("/en/shed", content=body, headers={"content-type": FORM_TYPE})
    _check(
        kept,
        answer,
        form_id,
        clean_text(words.encode("utf-8", "surrogatepass").decode("utf-8", "replace")),
        more,
    )


def _check(kept: Kept, answer: Response, form_id: str, words: str, more: list[tuple[str, str]]) -> None:
    what = f"{answer.status_code} for {form_id!r}, {words[:40]!r}, {more[:3]!r}"
    if answer.status_code == 200:
        five = receipt_in(answer.text)
        before = kept.words.setdefault(form_id, words)
        if kept.receipts.setdefault(form_id, five) != five:
            kept.faults.append(f"another receipt: {what}")
        if before != words and not (is_blank(before) and is_blank(words)):
            kept.faults.append(f"changed words were acknowledged: {what}")
    elif answer.status_code == 422:
        if len(more) < 1_000 and Page(answer.text, without=()).field("open") != words:
            kept.faults.append(f"words lost: {what}")
    elif answer.status_code != 413:
        kept.faults.append(what)


async def _odd(client: AsyncClient, kept: Kept, body: bytes, kind: str) -> None:
    """Something that no page of ours sends: refused with help, or taken for what it is; never a fault."""
    answer = await client.post("/en/shed", content=body, headers={"content-type": kind})
    if answer.status_code >= 500 or (answer.status_code != 200 and "0800 1111" not in answer.text):
        kept.faults.append(f"{answer.status_code} for {kind!r} and {body[:60]!r}")
    if answer.status_code == 200:
        kept.words.setdefault("odd-form-1", "hi")
        kept.receipts.setdefault("odd-form-1", receipt_in(answer.text))
