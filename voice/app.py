"""Builds the web app: settings in, store opened, faces mounted."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from voice.faces import admin, design, lead, staff, young
from voice.faces.shared.face import face_at
from voice.faces.shared.middleware import Faults, PlainAddresses, SafeHeaders, Squeeze
from voice.faces.shared.pages import STATIC, go
from voice.faces.shared.problems import HANDLERS
from voice.listen.spaces import OpenSpaces
from voice.people.nouns import Face
from voice.settings import Settings
from voice.store.engine import Store
from voice.store.keys.kept import keys_of
from voice.store.keys.locks import in_use


def build_app(settings: Settings) -> Starlette:
    """The whole web app. Starting it fails with a sentence when the database is not migrated or the secret is missing."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        with in_use(settings):
            app.state.store = await Store.open(settings)
            app.state.keys = await keys_of(app.state.store)
            app.state.spaces = OpenSpaces(app.state.store)
            yield
            await app.state.store.close()

    app = Starlette(
        routes=[
            Route("/healthz", healthz),
            Route("/readyz", readyz),
            Mount("/static", KeptFiles(directory=STATIC), name="static"),
            *(Route(f"/{face}", go_in, name=f"{face}:door") for face in Face),
            face_at(Face.STAFF, staff.routes),
            face_at(Face.LEAD, lead.routes),
            face_at(Face.DESIGN, design.routes),
            face_at(Face.ADMIN, admin.routes),
            *young.routes,
        ],
        middleware=[Middleware(each) for each in (SafeHeaders, Squeeze, PlainAddresses, Faults)],
        exception_handlers=HANDLERS,
        lifespan=lifespan,
    )
    app.state.settings = settings
    return app


class KeptFiles(StaticFiles):
    """Static files, whose addresses carry a mark of their content, kept by browsers for a year."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        if response.status_code == 200:
            response.headers["cache-control"] = "public, max-age=31536000, immutable"
        return response


async def healthz(request: Request) -> Response:
    """The process is alive."""
    return PlainTextResponse("ok")


async def go_in(request: Request) -> Response:
    """A face's name typed without its slash."""
    return go(request.scope["path"] + "/")


async def readyz(request: Request) -> Response:
    """The database answers and the keys are here."""
    async with request.app.state.store.reading() as conn:
        await conn.exec_driver_sql("SELECT 1")
    return PlainTextResponse("ready")
