"""A signed-in face: its own pages and those that every face has, behind its door."""

from __future__ import annotations

from starlette.routing import BaseRoute, Mount, Route, Router

from voice.faces.shared.account import account
from voice.faces.shared.doors import Door
from voice.faces.shared.sign_in import sign_in_page, sign_out_page
from voice.people.nouns import Face


def face_at(face: Face, routes: list[BaseRoute]) -> Mount:
    """A signed-in face at its own path, behind its own door, with its own session cookie."""
    own = [
        Route("/sign-in", sign_in_page, methods=["GET", "POST"], name=f"{face}:sign-in"),
        Route("/sign-out", sign_out_page, methods=["POST"], name=f"{face}:sign-out"),
        Route("/account", account, methods=["GET", "POST"], name=f"{face}:account"),
    ]
    return Mount(f"/{face}", app=Door(Router([*own, *routes], redirect_slashes=True), face), routes=None)
