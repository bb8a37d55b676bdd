"""The designers' face: themes, prompts, conversations, tell-backs."""

from __future__ import annotations

from starlette.routing import BaseRoute

from voice.faces.design import board, comments, conversations, prompts, tell_backs, theme, ways_in

routes: list[BaseRoute] = [
    *board.routes,
    *theme.routes,
    *comments.routes,
    *prompts.routes,
    *conversations.routes,
    *tell_backs.routes,
    *ways_in.routes,
]
