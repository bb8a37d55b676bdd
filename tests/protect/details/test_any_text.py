"""Whatever is sent can be looked at, in any script and at any length."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice.protect.concerns.plain import places, plain
from voice.protect.look import look
from voice.protect.masking import mask

PIECES = st.sampled_from(
    [
        "Mr",
        "k",
        "St",
        "Zbyszka",
        "road",
        "12",
        "@",
        ".",
        "-",
        "'",
        "’",
        ",",
        "\n",
        "school",
        "live in",
        "07700",
        "é",
        "ﬁ",
        "İ",
        "ａ",
        "٣",
        "😭",
        "kms",
        "!!!",
        "aaa",
    ]
)


@given(st.text(max_size=300) | st.lists(PIECES, max_size=40).map(" ".join))
def test_any_text_at_all_can_be_looked_at(text: str) -> None:
    seen = look(text)
    assert all(0 <= d.start < d.end <= len(text) for d in (*seen.details, *seen.ambers))
    ends = [d.end for d in seen.details]
    assert all(d.start >= end for d, end in zip(seen.details[1:], ends, strict=False))
    assert mask(text, seen.details) == seen.masked
    assert all(0 <= r.start < max(1, r.end) <= max(1, len(text)) for r in seen.reasons)
    assert len(plain(text)) == len(places(text))


@pytest.mark.parametrize("again", ["a-", "A-", "a.", "a_", "Aa ", "Mr A ", "Aa the ", "1 2 ", "@a", "\n"])
def test_a_detail_is_found_after_a_long_run(again: str) -> None:
    text = f"{again * 3000} my name is Orla Tremaine"
    assert look(text).masked.endswith(" my name is [name]")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("مرحبا أريد مكانا هادئا", "en"),
        ("hoffwn i siarad gyda rhywun", "cy"),
        ("chcę rozmawiać z kimś, ale nie w szkole", "en"),
    ],
)
def test_a_language_nobody_measured_is_said_to_be_unlooked_at(text: str, language: str) -> None:
    assert not look(text, language).looked_at


def test_phones_are_found_in_any_language() -> None:
    assert "[phone]" in look("اتصل بي على 07700 900321", "ar").masked
