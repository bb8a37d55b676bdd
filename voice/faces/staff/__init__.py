"""The drop-in staff's face: write down what walk-ins said, and count visits. It reads nothing back."""

from __future__ import annotations

from starlette.routing import BaseRoute, Route

from voice.faces.staff.capture import capture, spaces
from voice.faces.staff.visits import visits

routes: list[BaseRoute] = [
    Route("/", spaces, name="staff:spaces"),
    Route("/{space}/", capture, methods=["GET", "POST"], name="staff:capture"),
    Route("/{space}/visits", visits, methods=["GET", "POST"], name="staff:visits"),
]
