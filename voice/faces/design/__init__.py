"""The designers' face: themes, prompts, conversations, tell-backs."""

from __future__ import annotations

from starlette.routing import BaseRoute

routes: list[BaseRoute] = []
