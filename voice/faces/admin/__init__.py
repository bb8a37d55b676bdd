"""Running a space: who asks, when, who helps, who may do what. It never shows anybody's words."""

from __future__ import annotations

from starlette.routing import BaseRoute, Route

from voice.faces.admin.assurance import assurance, assurance_page
from voice.faces.admin.audit import audit_file, audit_page
from voice.faces.admin.forgotten import forgotten_page, reset_page
from voice.faces.admin.invite import invite_page
from voice.faces.admin.keeping import keeping
from voice.faces.admin.people import people
from voice.faces.admin.rounds import rounds
from voice.faces.admin.spaces import about, new_space, spaces

routes: list[BaseRoute] = [
    Route("/", spaces, name="admin:spaces"),
    Route("/new", new_space, methods=["GET", "POST"], name="admin:space-new"),
    Route("/invite/{token}", invite_page, methods=["GET", "POST"], name="admin:invite"),
    Route("/forgotten", forgotten_page, methods=["GET", "POST"], name="admin:forgotten"),
    Route("/forgotten/{token}", reset_page, methods=["GET", "POST"], name="admin:reset"),
    Route("/{space}/", about, methods=["GET", "POST"], name="admin:space"),
    Route("/{space}/rounds", rounds, methods=["GET", "POST"], name="admin:rounds"),
    Route("/{space}/people", people, methods=["GET", "POST"], name="admin:people"),
    Route("/{space}/keeping", keeping, methods=["GET", "POST"], name="admin:keeping"),
    Route("/{space}/audit", audit_page, name="admin:audit"),
    Route("/{space}/assurance", assurance, methods=["GET", "POST"], name="admin:assurance"),
    Route("/{space}/assurance/{page}", assurance_page, name="admin:assurance-page"),
    Route("/{space}/audit/file", audit_file, methods=["POST"], name="admin:audit-file"),
]
