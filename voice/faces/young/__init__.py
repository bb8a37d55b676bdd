"""The young face: no sign-in, no cookie, nothing stored in the browser, no script needed."""

from __future__ import annotations

from starlette.routing import BaseRoute, Route

from voice.faces.young.answers import answers
from voice.faces.young.ask import ask, choose_space
from voice.faces.young.not_safe import not_safe
from voice.faces.young.plain import accessibility, leave, leave_clean, privacy
from voice.faces.young.receipt import receipt, withdraw
from voice.faces.young.thanks import details, more
from voice.faces.young.ways_in import paper, poster

routes: list[BaseRoute] = [
    Route("/", choose_space, name="young:spaces"),
    Route("/exit", leave, name="young:exit"),
    Route("/exit/clean.svg", leave_clean, name="young:exit-clean"),
    Route("/{lang}", choose_space, name="young:spaces-in"),
    Route("/{lang}/exit", leave, name="young:exit-in"),
    Route("/{lang}/privacy", privacy, name="young:privacy"),
    Route("/{lang}/accessibility", accessibility, name="young:accessibility"),
    Route("/{lang}/receipt", receipt, methods=["GET", "POST"], name="young:receipt"),
    Route("/{lang}/receipt/withdraw", withdraw, methods=["POST"], name="young:withdraw"),
    Route("/{lang}/{space}", ask, methods=["GET", "POST"], name="young:ask"),
    Route("/{lang}/{space}/details", details, methods=["POST"], name="young:details"),
    Route("/{lang}/{space}/more", more, methods=["POST"], name="young:more"),
    Route("/{lang}/{space}/not-safe", not_safe, methods=["GET", "POST"], name="young:not-safe"),
    Route("/{lang}/{space}/answers", answers, methods=["GET", "POST"], name="young:answers"),
    Route("/{lang}/{space}/privacy", privacy, name="young:privacy-of"),
    Route("/{lang}/{space}/poster", poster, name="young:poster"),
    Route("/{lang}/{space}/paper", paper, name="young:paper"),
]
