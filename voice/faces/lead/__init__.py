"""Reading and safeguarding: the reading queue for readers and leads, holds for leads only."""

from __future__ import annotations

from starlette.routing import BaseRoute, Route

from voice.faces.lead.again import again
from voice.faces.lead.aside import aside
from voice.faces.lead.drill import drill
from voice.faces.lead.hold import hold
from voice.faces.lead.holds import hold_record, holds
from voice.faces.lead.leave import leave
from voice.faces.lead.reading import read, second, spaces
from voice.faces.lead.wall import wall

routes: list[BaseRoute] = [
    Route("/", spaces, name="lead:spaces"),
    Route("/{space}/read", read, methods=["GET", "POST"], name="lead:read"),
    Route("/{space}/second", second, methods=["GET", "POST"], name="lead:second"),
    Route("/{space}/again", again, methods=["GET", "POST"], name="lead:again"),
    Route("/{space}/aside", aside, methods=["GET", "POST"], name="lead:aside"),
    Route("/{space}/holds", holds, name="lead:holds"),
    Route("/{space}/holds/{hold:int}", hold, methods=["GET", "POST"], name="lead:hold"),
    Route("/{space}/holds/{hold:int}/record", hold_record, methods=["POST"], name="lead:hold-record"),
    Route("/{space}/drill", drill, methods=["GET", "POST"], name="lead:drill"),
    Route("/{space}/leave", leave, methods=["GET", "POST"], name="lead:leave"),
    Route("/{space}/wall", wall, name="lead:wall"),
]
