"""Fixtures. A test that asks for `settings`, `store`, `shed` or `client` runs on SQLite and on PostgreSQL."""

from __future__ import annotations

import asyncio
import os
import secrets
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from httpx2 import ASGITransport, AsyncClient
from playwright.async_api import Browser, Page
from starlette.applications import Starlette

from tests.browser import an_async_browser
from tests.people import Shed, open_the_shed
from tests.postgres import Postgres
from tests.servers import Server, serving
from voice.app import build_app
from voice.clock import set_clock
from voice.faces.shared import limits
from voice.settings import Settings
from voice.store.engine import Store
from voice.store.migrate import migrate
from voice.store.secret import Keys, open_keys

ENGINES = os.environ.get("VOICE_TEST_ENGINES", "sqlite,postgres").split(",")
IN_CI = os.environ.get("CI") == "true"
if IN_CI:
    ENGINES = ["sqlite", "postgres"]


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """asyncio only: it is what the product runs on."""
    return "asyncio"


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postgres]:
    """The run's PostgreSQL, with a migrated template."""
    server = Postgres()
    server.create("voice_template")
    secret = tmp_path_factory.mktemp("pg") / "root"
    secret.write_text(secrets.token_hex(32))
    asyncio.run(migrate(Settings(database=server.url("voice_template"), secret_file=str(secret))))
    yield server
    server.stop()


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite file."""
    file = tmp_path_factory.mktemp("sqlite") / "template.db"
    asyncio.run(migrate(Settings(database=f"sqlite+aiosqlite:///{file}")))
    return file


@pytest.fixture(params=ENGINES)
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Settings]:
    """Settings with a migrated, empty database of one engine."""
    if request.param == "sqlite":
        file = tmp_path / "voice.db"
        shutil.copyfile(request.getfixturevalue("migrated_file"), file)
        yield Settings(database=f"sqlite+aiosqlite:///{file}")
        return
    server: Postgres = request.getfixturevalue("postgres")
    name = f"t_{secrets.token_hex(6)}"
    server.create(name, "voice_template")
    secret = tmp_path / "root"
    secret.write_text(secrets.token_hex(32))
    yield Settings(database=server.url(name), secret_file=str(secret))
    server.drop(name)


@pytest.fixture
def keys(settings: Settings) -> Keys:
    """The keys of this test's installation."""
    return open_keys(settings)


@pytest.fixture
async def store(settings: Settings) -> AsyncIterator[Store]:
    """This test's open database."""
    opened = await Store.open(settings)
    yield opened
    await opened.close()


@pytest.fixture
async def shed(store: Store, keys: Keys) -> Shed:
    """The Shed, open, with its people."""
    return await open_the_shed(store, keys)


@pytest.fixture
async def app(settings: Settings) -> AsyncIterator[Starlette]:
    """The whole web app, started."""
    built = build_app(settings)
    async with built.router.lifespan_context(built):
        yield built


@pytest.fixture
async def client(app: Starlette) -> AsyncIterator[AsyncClient]:
    """A browser without script, at https://testserver; it follows no redirect by itself."""
    transport = ASGITransport(app=app, raise_app_exceptions=False)
    async with AsyncClient(transport=transport, base_url="https://testserver") as browser:
        yield browser


@pytest.fixture
def live(settings: Settings, tmp_path: Path) -> Iterator[Server]:
    """A real `voice serve`, worker and all, on this test's database: `live.base` is its address."""
    with serving(settings, tmp_path) as server:
        yield server


@pytest.fixture(scope="session")
async def chromium() -> AsyncIterator[Browser]:
    """The run's browser."""
    async with an_async_browser() as browser:
        yield browser


@pytest.fixture
async def chromium_that_goes_back() -> AsyncIterator[Browser]:
    """A browser with the back-forward cache on, as people have it: Back brings a page as it was left."""
    async with an_async_browser(back_forward_cache=True) as browser:
        yield browser


@pytest.fixture
async def page(chromium: Browser) -> AsyncIterator[Page]:
    """A tab of nobody we know: no cookie, nothing stored."""
    async with await chromium.new_context() as context:
        yield await context.new_page()


@pytest.fixture
async def page_without_javascript(chromium: Browser) -> AsyncIterator[Page]:
    """The same, with scripts switched off."""
    async with await chromium.new_context(java_script_enabled=False) as context:
        yield await context.new_page()


@pytest.fixture(autouse=True)
def _as_if_new() -> Iterator[None]:
    """No test inherits another's clock, or its count of tries."""
    limits.forget()
    yield
    set_clock(None)
