"""`voice serve`, `work`, `migrate`, `demo`: processes that run until told to stop."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
from argparse import Namespace
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import uvicorn

from voice.app import build_app
from voice.commands.connections import Connection
from voice.commands.say import give_line, say
from voice.demo.seed import DemoPerson, seed_demo
from voice.errors import Misconfigured
from voice.listen.keeping.rotation import check_it_fits, rotate
from voice.settings import Settings, read_settings
from voice.store.migrate import migrate
from voice.store.secret import change_begun
from voice.work.loop import run_worker

STOP_SECONDS = 1
"""How long requests under way may take once told to stop: both processes end within two seconds."""


def run_migrate(args: Namespace) -> int:
    """Bring the database to today's tables."""
    asyncio.run(migrate(read_settings()))
    say("The database is up to date.")
    return 0


def run_work(args: Namespace) -> int:
    """Be the worker."""
    asyncio.run(_work(read_settings(), until_idle=args.until_idle))
    return 0


def run_serve(args: Namespace) -> int:
    """Be the web, with a worker beside it unless told otherwise."""
    settings = read_settings()
    asyncio.run(_check(settings))
    if args.workers > 1:
        return _serve_many(settings, args)
    return _serve(settings, args.host, args.port, worker=not args.no_worker)


def run_demo(args: Namespace) -> int:
    """The fictional space, made if it is not there, with one printed line a face."""
    directory = Path(args.var)
    if args.fresh:
        for file in (*directory.glob("voice.db*"), directory / "keys" / "root", directory / "forgotten"):
            with suppress(FileNotFoundError):
                file.unlink()
    directory.mkdir(parents=True, exist_ok=True)
    plain = read_settings(_without_database())
    settings = replace(plain, database=_sqlite(directory), secret_file="", demo=True)  # nosec B106 # no secret: none
    os.environ["VOICE_DATABASE"], os.environ["VOICE_DEMO"] = settings.database, "on"
    os.environ.pop("VOICE_SECRET_FILE", None)
    _refuse_taken_port("127.0.0.1", args.port)
    people = asyncio.run(_prepare_demo(settings))
    address = f"http://127.0.0.1:{args.port}"
    give_line(f"young     {address}/en/demo")
    for person in people:
        give_line(f"{person.face_name:9} {address}/{person.face}/ {person.email} {person.password}")
    return _serve(settings, "127.0.0.1", args.port, worker=True)


async def _prepare_demo(settings: Settings) -> list[DemoPerson]:
    await migrate(settings)
    return await seed_demo(settings)


def _serve(settings: Settings, host: str, port: int, *, worker: bool) -> int:
    _refuse_taken_port(host, port)
    signal.signal(signal.SIGTERM, _leave)
    helper = _start_worker() if worker else None
    try:
        config = uvicorn.Config(build_app(settings), host=host, port=port, **server_options(settings))
        uvicorn.Server(config).run()
    except KeyboardInterrupt:
        pass
    finally:
        if helper:
            _stop(helper)
    return 0


def _serve_many(settings: Settings, args: Namespace) -> int:
    """Several web processes share PostgreSQL; SQLite has one writer, so one."""
    if settings.is_sqlite:
        raise Misconfigured("SQLite takes one web process. Leave --workers out, or use PostgreSQL.")
    signal.signal(signal.SIGTERM, _leave)
    helper = None if args.no_worker else _start_worker()
    try:
        uvicorn.run(
            "voice.commands.serving:app_from_environment",
            factory=True,
            host=args.host,
            port=args.port,
            workers=args.workers,
            **server_options(settings),
        )
    finally:
        if helper:
            _stop(helper)
    return 0


def app_from_environment():  # type: ignore[no-untyped-def]
    """The app as each of several web processes builds it."""
    return build_app(read_settings())


def server_options(settings: Settings):  # type: ignore[no-untyped-def]
    """No access log: a log of requests is a record of who spoke when. No web sockets: no page of ours opens one."""
    return {
        "http": Connection,
        "ws": "none",
        "access_log": False,
        "log_level": "warning",
        "server_header": False,
        "proxy_headers": bool(settings.proxy),
        "forwarded_allow_ips": settings.proxy or None,
        "timeout_graceful_shutdown": STOP_SECONDS,
    }


def _leave(*_: object) -> None:
    """uvicorn raises SIGTERM again once it has stopped; as an exception it still lets us stop the worker."""
    raise SystemExit(0)


def _start_worker() -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "voice", "work"])


def _stop(helper: subprocess.Popen[bytes]) -> None:
    helper.terminate()
    try:
        helper.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        helper.kill()
        helper.wait()


async def _work(settings: Settings, *, until_idle: bool) -> None:
    task = asyncio.create_task(run_worker(settings, until_idle=until_idle))
    for sign in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(sign, task.cancel)
    with suppress(asyncio.CancelledError):
        await task


async def _check(settings: Settings) -> None:
    """Fail with a sentence before anything listens; finish a change of the secret that was cut off."""
    if change_begun(settings):
        await rotate(settings)
        say("A change of the secret had been cut off and is finished now. Print a new sheet: voice key sheet")
    await check_it_fits(settings)


def _refuse_taken_port(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            raise Misconfigured(f"Port {port} on {host} is taken. Choose another with --port.") from None


def _without_database() -> dict[str, str]:
    return {k: v for k, v in os.environ.items() if k not in ("VOICE_DATABASE", "VOICE_SECRET_FILE")}


def _sqlite(directory: Path) -> str:
    return f"sqlite+aiosqlite:///{directory.resolve()}/voice.db"
