"""A connection that waits for nobody for ever: what uvicorn leaves open to a slow or endless request.

A form's own size and time are kept in `faces/shared/forms.py`. Before a form there is its head, and after an
answer there may be a body that nobody reads: both would hold a connection for as long as a byte drips in.
"""

from __future__ import annotations

import asyncio
from asyncio import TimerHandle, Transport

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from voice.faces.shared.middleware import HEADERS

HEAD_SECONDS = 15.0
"""For a request's first line and headers: a second is plenty on the worst line."""
HEAD_BYTES = 32 * 1024
"""Most bytes of them: browsers send two thousand."""
LINGER_SECONDS = 5.0
"""For somebody to read the answer to a form that was refused half way."""
REFUSED = (
    "We could not read that. Go back and try again.\n"
    "In danger: 999. Childline: 0800 1111. Shout: text SHOUT to 85258.\n"
)


class Connection(HttpToolsProtocol):
    """uvicorn's, with an end to every wait."""

    _patience: TimerHandle | None = None
    _head = 0  # bytes of a head that is not whole yet
    _heading = True

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait(HEAD_SECONDS)

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        super().connection_lost(exc)

    def on_message_begin(self) -> None:
        self._heading = True
        self._wait(HEAD_SECONDS)
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        self._heading, self._head = False, 0
        self._stop_waiting()
        super().on_headers_complete()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._head = self._head + len(data) if self._heading else 0
        if self._head > HEAD_BYTES and not self.transport.is_closing():
            self.send_400_response("")

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if (
            self.cycle.response_complete and self.cycle.more_body
        ):  # the answer is out, and the question still drips in
            self._wait(LINGER_SECONDS)

    def send_400_response(self, msg: str) -> None:
        """What is no request gets the same headers as any page, and help."""
        body = REFUSED.encode()
        own = [
            (b"content-type", b"text/plain; charset=utf-8"),
            (b"content-length", b"%d" % len(body)),
            (b"cache-control", b"no-store"),
            (b"connection", b"close"),
        ]
        head = b"".join(b"%s: %s\r\n" % header for header in (*HEADERS, *own))
        self.transport.write(b"HTTP/1.1 400 Bad Request\r\n" + head + b"\r\n" + body)
        self.transport.close()

    def _wait(self, seconds: float) -> None:
        self._stop_waiting()
        self._patience = asyncio.get_running_loop().call_later(seconds, self.transport.close)

    def _stop_waiting(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None
