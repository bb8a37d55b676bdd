"""Which letters do these bytes stand for? UTF-8 and UTF-16, with or without a mark, and Windows-1252."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from typing import BinaryIO

from charset_normalizer import from_bytes

from voice.errors import CannotRead

DAMAGED = "\udcff"
"""Stands where bytes could not be read; no sound text holds it, so its row can be refused."""

_BAD = re.compile("[\udc80-\udcff]")
_HIGH = re.compile("[^\x00-\x7f]")
# Between two small letters only small accented letters, quote marks and dashes are likely in Western writing;
# and ¹ ³ ¿ beside a small letter are Central European letters seen through the wrong table.
_ODD = re.compile(
    "(?<=[a-z])[^\x00-\x7fà-öø-ÿßœšžŒ’‘´`–—\xad·…•](?=[a-z])|(?<=[a-z])[¹³¿¼¾]|[¹³¿¼¾](?=[a-z])"
)
_SAMPLE = 200_000
_SAY = {
    "cp1251": "Windows-1251, for Cyrillic",
    "cp1250": "Windows-1250, for Central Europe",
    "cp1253": "Windows-1253, for Greek",
    "cp1256": "Windows-1256, for Arabic",
    "cp437": "an old DOS code page",
    "cp850": "an old DOS code page",
    "cp932": "Shift-JIS, for Japanese",
    "shift_jis": "Shift-JIS, for Japanese",
    "gb18030": "GB 18030, for Chinese",
    "big5": "Big5, for Chinese",
    "koi8_r": "KOI8-R, for Cyrillic",
}


def _mark_damage(problem: UnicodeError) -> tuple[str, int]:
    if not isinstance(problem, UnicodeDecodeError):
        raise problem
    return DAMAGED, problem.end


codecs.register_error("voice.damaged", _mark_damage)


def encoding_of(opened: Callable[[], BinaryIO]) -> str:
    """Python's name for the encoding. CannotRead, saying what it looks like, if it is none of those we read."""
    with opened() as file:
        head = file.read(4096)
    by_mark = _by_mark(head) or _by_zeros(head)
    if by_mark:
        return by_mark
    good, bad, sample = _count(opened)
    if not bad or good > bad:
        return "utf-8"
    _refuse_unless_western(sample)
    return "cp1252"


def _by_mark(head: bytes) -> str:
    if head.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise CannotRead("The text is in UTF-32, which we don't read. Save it as “CSV UTF-8”.")
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return ""


def _by_zeros(head: bytes) -> str:
    """UTF-16 with no mark: every other byte of a heading in Latin letters is zero."""
    half = max(1, len(head) // 2)
    if head[1::2].count(0) > half * 0.4 and head[0::2].count(0) < half * 0.05:
        return "utf-16-le"
    if head[0::2].count(0) > half * 0.4 and head[1::2].count(0) < half * 0.05:
        return "utf-16-be"
    return ""


def _count(opened: Callable[[], BinaryIO]) -> tuple[int, int, bytes]:
    """How many letters beyond ASCII are sound UTF-8, how many bytes are not, and a sample around the first of those."""
    good = bad = 0
    sample = b""
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    with opened() as file:
        while piece := file.read(1 << 20):
            text = decoder.decode(piece)
            if text.isascii():
                continue
            wrong = len(_BAD.findall(text))
            good, bad = good + len(_HIGH.findall(text)) - wrong, bad + wrong
            if wrong and len(sample) < _SAMPLE:
                sample += piece[:_SAMPLE]
        bad += len(decoder.decode(b"", final=True))
    return good, bad, sample


def _refuse_unless_western(sample: bytes) -> None:
    """Windows-1252 gives letters to nearly every byte, so its letters are also asked to make sense."""
    text = sample.decode("cp1252", "replace")
    high = len(_HIGH.findall(text))
    plain = len(re.findall("[A-Za-z]", text))
    odd = len(_ODD.findall(text))
    if high <= 0.3 * (high + plain) and odd <= 0.25 * high:
        return
    best = from_bytes(sample[:20_000], cp_exclusion=["cp1252", "latin_1"]).best()
    name = best.encoding if best else ""
    if name.startswith("mac"):
        name = "an encoding of old Macs"
    looks = _SAY.get(name, name.replace("_", "-") or "an encoding we don't know")
    raise CannotRead(
        f"The text is not UTF-8 or Windows-1252; it looks like {looks}. "
        "Open it where its words read well, and save it as “CSV UTF-8”."
    )
