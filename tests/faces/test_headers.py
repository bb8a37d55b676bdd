"""The headers of every answer: every address of the route table, by every method, well or badly asked.

Rules: design.md section 5, safety.md rows 2, 12 and 36 (ASVS 3.4.1 to 3.4.6, 14.3.2).
"""

from __future__ import annotations

import re

import pytest
from httpx2 import AsyncClient, Response
from starlette.applications import Starlette

from tests.faces.young.said import send
from tests.people import Shed
from tests.test_doors import Address, addresses
from voice.faces.shared import limits
from voice.faces.young import plain
from voice.people.nouns import Face

pytestmark = pytest.mark.anyio

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "MADEUP")
YEAR = 31_536_000
ALWAYS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
    "cross-origin-resource-policy": "same-origin",
}
SHUT = ("geolocation=()", "camera=()", "microphone=()")
POLICY = {"default-src": "'none'", "frame-ancestors": "'none'", "base-uri": "'none'", "form-action": "'self'"}
NO_PAGE = ("/healthz", "/readyz", "/exit/clean.svg", "/static/")
"""What machines ask for, and a picture: no place for a telephone number."""
HELP = ("999", "0800 1111", "85258")
FACES = tuple(f"/{face}" for face in Face)
STATIC = ("/static/young.css", "/static/young.js", "/static/icon.svg", "/static/work.css", "/static/nothing")


def faults(answer: Response) -> list[str]:
    """What is wrong with the headers of an answer, as sentences."""
    headers, said = answer.headers, []
    for name, value in ALWAYS.items():
        if headers.get_list(name) != [value]:
            said.append(f"{name} is {headers.get_list(name)}")
    policy = dict(part.strip().partition(" ")[::2] for part in headers["content-security-policy"].split(";"))
    said += [f"{name} is {policy.get(name)}" for name, want in POLICY.items() if policy.get(name) != want]
    said += ["the policy lets strangers in"] if re.search(r"unsafe|\*|https?:", str(policy)) else []
    said += [f"{door} is open" for door in SHUT if door not in headers["permissions-policy"]]
    age = re.search(r"max-age=(\d+)", headers["strict-transport-security"])
    said += [] if age and int(age[1]) >= YEAR else ["https is not kept for a year"]
    kept = answer.url.path.startswith("/static/") and answer.status_code == 200
    said += [] if kept or headers.get_list("cache-control") == ["no-store"] else ["a browser may keep it"]
    return said


def public_faults(answer: Response, method: str) -> list[str]:
    """What is wrong with an answer that anyone can get: a cookie, or no help."""
    said = ["it sets a cookie"] if "set-cookie" in answer.headers else []
    is_page = not answer.is_redirect and not answer.url.path.startswith(NO_PAGE) and method != "HEAD"
    return said + [f"no {number}" for number in HELP if is_page and number not in answer.text]


def is_public(path: str) -> bool:
    """Is it no signed-in face's?"""
    return not any(path == face or path.startswith(f"{face}/") for face in FACES)


def path_of(address: Address) -> str:
    """One address with its parts filled in: The Shed's, and ids of nothing."""
    path = address.pattern.replace("{lang}", "en").replace("{space}", "shed")
    return re.sub(r"{\w+:int}", "7", re.sub(r"{\w+}", "nothing", path))


def every_path(app: Starlette) -> list[str]:
    """Every address of the route table, the static files, and addresses that there are none of."""
    ours = [path_of(address) for address in addresses(list(app.routes))]
    assert len(ours) > 50, "the route table was not walked"
    return [
        *ours,
        *STATIC,
        "/nothing/at/all",
        "/en/nowhere",
        "/xx",
        "/en/shed/",
        "/design",
        "/en//shed",
        "/en/a%00b",
    ]


async def test_every_answer_to_a_stranger_has_every_header(
    app: Starlette, client: AsyncClient, shed: Shed
) -> None:
    wrong = []
    for path in every_path(app):
        for method in METHODS:
            answer = await client.request(method, path)
            wrong += [(method, path, fault) for fault in faults(answer)]
            if is_public(path):
                wrong += [(method, path, fault) for fault in public_faults(answer, method)]
    assert wrong == []


async def test_every_answer_to_somebody_signed_in_has_every_header(
    app: Starlette, client: AsyncClient, shed: Shed
) -> None:
    hats = {Face.STAFF: "Cerys", Face.LEAD: "Femi", Face.DESIGN: "Esi", Face.ADMIN: "Ines"}
    wrong, seen = [], set()
    for face, who in hats.items():
        cookie = "; ".join(f"{name}={value}" for name, value in (await shed.cookie(who, face)).items())
        for path in every_path(app):
            if path.startswith(f"/{face}/") and not path.endswith("sign-out"):
                for method in ("GET", "POST", "PUT"):
                    answer = await client.request(method, path, headers={"cookie": cookie})
                    seen.add(answer.status_code)
                    wrong += [(method, path, fault) for fault in faults(answer)]
    assert wrong == []
    assert seen >= {200, 404, 405}, "not every kind of answer was seen"


async def test_every_refusal_has_every_header_and_help(
    client: AsyncClient, shed: Shed, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object, **__: object) -> Response:
        raise ValueError("somebody's words")

    refused = {413: await send(client, "x" * 70_000), 422: await send(client, "")}
    for name in ("SENDS", "GUESSES"):
        monkeypatch.setattr(limits, name, 0)
    refused[429] = await send(client, "hello")
    guessed = await client.post("/en/receipt", data={"words": "a b c d e"})
    for _ in range(7):
        tried = await client.post("/staff/sign-in", data={"email": "a", "password": "b"})
    monkeypatch.setattr(plain, "page", breaks)
    refused[500] = await client.get("/en/accessibility")
    assert {status: answer.status_code for status, answer in refused.items()} == {s: s for s in refused}
    assert guessed.status_code == tried.status_code == 429
    for answer in (*refused.values(), guessed):
        assert faults(answer) + public_faults(answer, "POST") == []
    assert faults(tried) == []


async def test_only_static_files_are_kept_and_only_those_there_are(client: AsyncClient) -> None:
    kept = await client.get("/static/young.css")
    assert kept.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert (await client.get("/static/nothing")).headers["cache-control"] == "no-store"


async def test_no_answer_says_what_runs_here(client: AsyncClient, shed: Shed) -> None:
    for path in ("/", "/en/shed", "/static/young.css", "/nothing/at/all", "/design/"):
        assert not {"server", "x-powered-by", "via"} & set((await client.get(path)).headers)
