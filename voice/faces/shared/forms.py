"""Reading a form: bounded in size and time, cleaned of what no database holds, and guarded against forgery."""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import FormData
from starlette.formparsers import FormParser, MultiPartException, MultiPartParser
from starlette.requests import Request

from voice.errors import BadInput, NotYours, TooMuch, TooSlow
from voice.listen.receive import clean_text

TEXT_LIMIT = 64 * 1024
"""Most bytes of a form of words: twenty times the longest comment, and not a byte more is read."""
FIELDS = 1_000
"""Most fields of a form: six times our longest page's, and few enough to go through."""
PATIENCE = 60
"""Seconds for a form to arrive: a long comment takes ten on the worst line, and a slow-loris would take for ever."""
SLOWEST = 50_000
"""Bytes a second that a large file must come at, beyond that."""
LARGEST_ID = 2**63 - 1
"""Ids are random numbers of 63 bits, which is all that either database holds."""
LARGEST_VERSION = 2**31 - 1
"""The largest number of a plain column: no row is changed so often."""


async def read_form(request: Request, limit: int = TEXT_LIMIT) -> FormData:
    """The form that was sent, without the characters that no database takes.

    TooMuch (413) over the limit, read no further; TooSlow (408) when it drips in; NotYours when it was forged.
    """
    _check_origin(request)
    declared = request.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > limit:
        raise TooMuch("That is more than this page can take.")
    try:
        async with asyncio.timeout(PATIENCE + limit / SLOWEST):
            form = await _parse(request, limit)
    except TimeoutError:
        raise TooSlow(
            "That did not all arrive. Go back: your words are still there. Then send it again."
        ) from None
    me = getattr(request.state, "me", None)
    if me is not None and not hmac.compare_digest(str(form.get("token", "")), me.form_token):
        raise NotYours("This form is not from this page any more. Go back, reload and send it again.")
    return form


def text(form: FormData, name: str) -> str:
    """One field as text; absent or a file counts as empty."""
    value = form.get(name, "")
    return value if isinstance(value, str) else ""


def texts(form: FormData, name: str) -> list[str]:
    """Every value of a field, in order."""
    return [value for value in form.getlist(name) if isinstance(value, str)]


def number(form: FormData, name: str) -> int:
    """One field as a whole number. BadInput where it isn't one."""
    found = as_id(text(form, name))
    if found is None:
        raise BadInput("Something on this page was not filled in as expected. Reload and try again.", name)
    return found


def version_seen(form: FormData) -> int:
    """Which version of something a page showed. BadInput for what no page of ours ever said."""
    seen = number(form, "version")
    if seen > LARGEST_VERSION:
        raise BadInput(
            "Something on this page was not filled in as expected. Reload and try again.", "version"
        )
    return seen


def as_id(value: str) -> int | None:
    """An id or a version, as our pages write it; None for anything else."""
    digits = value.strip()
    if not (digits.isascii() and digits.isdigit() and len(digits) <= len(str(LARGEST_ID))):
        return None
    return int(digits) if int(digits) <= LARGEST_ID else None


def ids(values: Iterable[str]) -> list[int]:
    """Ids as sent, each once; what is none was not on our page."""
    return list(dict.fromkeys(found for value in values if (found := as_id(value)) is not None))


async def _parse(request: Request, limit: int) -> FormData:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    stream = _bounded(request, limit)
    try:
        if kind == "multipart/form-data":
            parser = MultiPartParser(
                request.headers, stream, max_files=1, max_fields=FIELDS, max_part_size=limit
            )
            return _cleaned(await parser.parse())
        if kind == "application/x-www-form-urlencoded":
            return _cleaned(await FormParser(request.headers, stream, max_fields=FIELDS).parse())
    except (MultiPartException, UnicodeDecodeError, ValueError):
        raise BadInput("This page could not read what was sent. Go back and send it again.") from None
    raise BadInput("This page takes forms only.")


def _cleaned(form: FormData) -> FormData:
    """What was typed, without NUL and lone surrogates, and with one kind of line end."""
    return FormData(
        [(clean_text(k), clean_text(v) if isinstance(v, str) else v) for k, v in form.multi_items()]
    )


async def _bounded(request: Request, limit: int):  # type: ignore[no-untyped-def]
    """The body, piece by piece, stopping the moment it is too much."""
    seen = 0
    async for piece in request.stream():
        seen += len(piece)
        if seen > limit:
            raise TooMuch("That is more than this page can take.")
        yield piece


def _check_origin(request: Request) -> None:
    """Sec-Fetch-Site, then Origin. Neither header: passes only where no session is used (not a browser)."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        if site not in ("same-origin", "none"):
            raise NotYours("This form came from another site.")
        return
    origin = request.headers.get("origin")
    if origin is not None:
        if urlsplit(origin).netloc != request.headers.get("host"):
            raise NotYours("This form came from another site.")
        return
    if getattr(request.state, "me", None) is not None:
        raise NotYours("This form did not say where it came from.")
