"""Somebody plays with addresses: dots that climb, marks in disguise, names that are ours, numbers without end.

Every one is an ordinary "no such page" with help on it; none is a fault, and none leads out of a folder or a face.
"""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from httpx2 import AsyncClient
from starlette.applications import Starlette

from tests.attacks.wire import Wire, status
from tests.everything import Evening
from tests.people import Shed
from tests.test_doors import Somebody, addresses
from voice.errors import BadInput
from voice.languages import pick
from voice.listen.spaces import make_space
from voice.settings import Settings

pytestmark = pytest.mark.anyio

CLIMBING = [
    "/static/../voice/app.py", "/static/..%2fvoice/app.py", "/static/%2e%2e/voice/app.py", "/static/%2e%2e%2fvoice%2fapp.py",
    "/static/..%5cvoice%5capp.py", "/static/....//voice/app.py", "/static/.%00./voice/app.py", "/static//etc/passwd",
    "/static/%2fetc%2fpasswd", "/static/young.css%00.js", "/static/..;/voice/app.py", "/static/%252e%252e/voice/app.py",
    "/static/%c0%ae%c0%ae/voice/app.py", "/static/../../../../../../etc/passwd", "/static/.", "/static/", "/static",
    "/en/shed/../../static/../pyproject.toml", "/en/..%2f..%2fstaff%2f", "/en/%2e%2e/admin/", "/../../etc/passwd",
]  # fmt: skip
ODD = [
    "//evil.example/", "///evil.example", "/\\evil.example", "/%5cevil.example", "/en//shed", "/en/shed//",
    "/en/shed%00", "/en/%00", "/%00", "/en/shed%0a", "/en/shed%ff", "/en/%ed%a0%80", "/en/shed%3fv=1", "/en/shed;x=1",
    "/en/" + "a" * 8_000, "/" + "a/" * 2_000, "/en/" + quote("ｓhed"), "/en/" + quote("shе" + "d"), "/en/SHED", "/EN/shed", "/en/shed.html",
    "/en/" + quote("she\u200bd"), "/en/.", "/en/..", "/en/shed/.", "/en/shed/%2e%2e", "/en/'%20OR%201=1--", "/en/{space}", "/en/__proto__",
    "/STAFF/", "/staff%2f", "/%73taff/shed%00/", "/staff/..%2fadmin%2f", "/design/shed/..;/admin", "/admin/%2e%2e/staff/",
]  # fmt: skip


async def test_no_address_climbs_out_of_its_folder(wire: Wire) -> None:
    for path in CLIMBING:
        answer = await wire.asks(path)
        assert status(answer) in (303, 307, 400, 404), path
        assert b"build_app" not in answer and b"root:" not in answer and b"[project]" not in answer, path


async def test_an_odd_address_is_no_such_page_with_help(wire: Wire) -> None:
    for path in ODD:
        answer = await wire.asks(path)
        assert status(answer) in (303, 307, 400, 404), path
        assert b"evil.example" not in answer.partition(b"\r\n\r\n")[0], path
        assert status(answer) in (303, 307) or b"0800 1111" in answer, path


async def test_an_address_in_other_letters_is_not_the_same_space(wire: Wire) -> None:
    for path in ("/%65n/%73hed", "/en%2fshed", "/en/shed%2Fanswers"):
        assert status(await wire.asks(path)) == 200, (
            "written in code it is the same address, and the same door"
        )
    for path in ("/%73taff/shed/", "/staff%2fshed%2f", "/lead%2Fshed%2Fholds"):
        assert b"/sign-in" in await wire.asks(path), path
    for path in ("/en/SHED", "/en/" + quote("ｓhed"), "/en/shed%20", "/en/" + quote("shéd")):
        assert status(await wire.asks(path)) == 404, path


async def test_a_first_line_without_end_is_hung_up_on(wire: Wire) -> None:
    answer = await wire.asks("/en/" + "a" * 2_000_000)
    assert status(answer) in (0, 400, 404)
    assert await wire.still_serves()


RESERVED = ["staff", "lead", "design", "admin", "static", "healthz", "readyz", "exit", "privacy", "receipt", "accessibility"]  # fmt: skip
NO_SLUG = [
    "",
    "..",
    ".",
    "a/b",
    "a%2fb",
    "a b",
    "A",
    "a\x00",
    "-",
    "a" * 200,
    "ａ",
    "<b>",
    "a.b",
    "a\nb",
    "~",
]


@pytest.mark.parametrize("slug", RESERVED + NO_SLUG)
async def test_no_space_can_take_an_address_that_is_ours_or_odd(shed: Shed, slug: str) -> None:
    with pytest.raises(BadInput):
        async with shed.store.writing() as conn:
            await make_space(conn, slug, "Trick")


PARTS = [
    "0",
    "9" * 19,
    "9" * 30,
    "9" * 5_000,
    "-1",
    "1e3",
    "0x1",
    "²",
    "１",
    "%00",
    "a%00b",
    "%ff",
    "..",
    "'--",
    "{{7*7}}",
    "%0a",
]
ASKED = "?words=%00&page=²&v=%ff&stage=%00&step=" + "9" * 30 + "&place=%00&at=%00"


async def test_no_part_of_any_address_is_a_fault(
    app: Starlette, client: AsyncClient, shed: Shed, settings: Settings
) -> None:
    """Every address of the route table, each part of it odd in every way, for somebody signed in everywhere."""
    ines = await Somebody.comes("Esi", client, Evening(shed, shed, settings))
    wrong = []
    for address in addresses(list(app.routes)):
        for name in re.findall(r"{\w+(?::\w+)?}", address.pattern):
            for part in PARTS:
                path = re.sub(r"{\w+:int}", "7", address.pattern.replace(name, part))
                path = re.sub(r"{\w+}", "nothing", path.replace("{lang}", "en").replace("{space}", "shed"))
                answer = await client.get(path + ASKED, headers=ines.headers)
                wrong += [(path[:60], answer.status_code)] if answer.status_code >= 500 else []
    assert wrong == []


def test_no_name_of_ours_is_a_language() -> None:
    """So that a young page can never stand where a face does."""
    assert [name for name in RESERVED if pick(name)] == []
