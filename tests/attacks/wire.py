"""A real server in the test's own process, and a bare line to it on which anything at all can be said."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

import uvicorn

from tests.servers import free_port
from voice.app import build_app
from voice.commands.serving import server_options
from voice.settings import Settings

PATIENCE = 20.0
"""Longest that a test waits for an answer."""


@dataclass
class Wire:
    """Where the server listens."""

    port: int

    async def opens(self, said: bytes = b"") -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """A line, with something said on it."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(said)
        await writer.drain()
        return reader, writer

    async def says(self, said: bytes) -> bytes:
        """Everything that comes back until the server hangs up, which it must."""
        reader, writer = await self.opens(said)
        answer = await heard(reader)
        writer.close()
        return answer

    async def drips(self, said: bytes) -> bytes:
        """Something, and then a byte at a time for as long as the server takes them; what it said meanwhile."""
        reader, writer = await self.opens(said)
        answer = asyncio.create_task(heard(reader))
        with suppress(ConnectionError):
            while not answer.done():
                writer.write(b"a")
                await writer.drain()
                await asyncio.sleep(0.05)
        writer.close()
        return await answer

    async def asks(self, path: str, *headers: str, method: str = "GET", host: str = "voice.example") -> bytes:
        """One request, written out by hand."""
        lines = [
            f"{method} {path} HTTP/1.1",
            *([f"Host: {host}"] if host else []),
            "Connection: close",
            *headers,
        ]
        return await self.says(("\r\n".join(lines) + "\r\n\r\n").encode("utf-8", "surrogateescape"))

    async def still_serves(self) -> bool:
        """Does somebody else get the page?"""
        return (await self.asks("/en/shed")).startswith(b"HTTP/1.1 200")


async def heard(reader: asyncio.StreamReader) -> bytes:
    """All that is said until the server hangs up, politely or not."""
    said = b""
    with suppress(ConnectionError):
        async with asyncio.timeout(PATIENCE):
            while piece := await reader.read(65_536):
                said += piece
    return said


@asynccontextmanager
async def listening(settings: Settings) -> AsyncIterator[Wire]:
    """The server as `voice serve` starts it, without its worker."""
    port = free_port()
    config = uvicorn.Config(build_app(settings), port=port, log_config=None, **server_options(settings))
    server = uvicorn.Server(config)
    running = asyncio.create_task(server.serve())
    while not server.started:
        assert not running.done(), "the server did not start"
        await asyncio.sleep(0.01)
    try:
        yield Wire(port)
    finally:
        server.should_exit = True
        await running


def status(answer: bytes) -> int:
    """The status of an answer; 0 where the server just hung up."""
    return int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/") else 0
