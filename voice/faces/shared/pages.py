"""Showing a page: the cached template environment, and what every template may use."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from voice.languages import catalogue, direction
from voice.settings import ROOT

TEMPLATES = ROOT / "templates"
STATIC = ROOT / "static"


@cache
def environment(language: str = "en") -> Environment:
    """The templates in one language. Escaped by default; a name the page was not given is an error, never a blank."""
    env = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    env.install_gettext_translations(catalogue(language), newstyle=True)  # type: ignore[attr-defined]
    env.globals.update(static=static, lang=language, dir=direction(language))
    return env


def render(template: str, language: str = "en", **context: Any) -> str:
    """A template as text, for pages that keep parts of themselves ready-made."""
    return environment(language).get_template(template).render(context)


def show(request: Request, template: str, status: int = 200, /, **context: Any) -> Response:
    """A page. Besides what it is given, it knows who is signed in (`me`) and the token its forms must carry."""
    me = getattr(request.state, "me", None)
    language = getattr(request.state, "language", "en")
    text = render(
        template,
        language,
        me=me,
        form_token=me.form_token if me else "",
        path=request.scope["path"],
        **context,
    )
    return HTMLResponse(text, status)


def go(path: str) -> Response:
    """Go on to another page after a change (303, so that reload does not send the form again)."""
    return RedirectResponse(path, 303)


def as_json(data: Any, status: int = 200) -> Response:
    """JSON for the few doors that machines use."""
    return Response(json.dumps(data, ensure_ascii=False), status, media_type="application/json")


@cache
def static(name: str) -> str:
    """The address of a static file, with a mark of its content so that it can be kept for a year."""
    return f"/static/{name}?{_mark(STATIC / name)}"


def _mark(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()[:8]
