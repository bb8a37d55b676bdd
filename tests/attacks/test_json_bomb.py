"""Somebody hands us JSON that is deeper, longer or stranger than any of ours, wherever JSON is read.

Today that is the command line: a prompt to check, and lines to protect. No page reads JSON; the last test
keeps watch for one that would.
"""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from httpx2 import AsyncClient
from starlette.applications import Starlette

from tests.everything import Evening
from tests.people import Shed
from tests.test_doors import Somebody, addresses, parts_of, spelled
from voice.cli import main
from voice.protect.door import run
from voice.settings import ROOT, Settings

pytestmark = pytest.mark.anyio

DEEP = "[" * 100_000 + "]" * 100_000
MAPS = '{"a":' * 50_000 + "1" + "}" * 50_000
BOMBS = {
    "deep lists": DEEP,
    "deep maps": MAPS,
    "never closed": "[" * 100_000,
    "a number without end": "9" * 100_000,
    "a small number without end": "1e" + "9" * 100_000,
    "no number": "NaN",
    "half a letter": r'"\ud800"',
    "a long text": json.dumps("zq " * 6_000),
}
FIELDS = (
    "title",
    "theme",
    "heard",
    "evidence",
    "room",
    "worries_now",
    "tell_back",
    "opening_question",
    "excused",
    "rubric",
)


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
def test_a_line_to_protect_is_left_out_and_the_others_go_on(bomb: str) -> None:
    odd = [
        bomb,
        f'{{"id": {bomb}, "text": "hello"}}',
        f'{{"id": 1, "text": {bomb}}}',
        f'{{"id": 2, "text": "a", "language": {bomb}}}',
    ]
    lines = [*odd, '{"id": "last", "text": "a quiet room"}']
    out, err = io.StringIO(), io.StringIO()
    run(io.StringIO("\n".join(lines)), out, err)
    answers = [json.loads(line) for line in out.getvalue().splitlines()]
    assert answers[-1]["id"] == "last" and answers[-1]["masked"] == "a quiet room"
    assert len(answers) + err.getvalue().count("left out") == len(lines)
    out.getvalue().encode("utf-8")


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
def test_a_prompt_to_check_is_refused_or_checked_never_a_fault(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], bomb: str
) -> None:
    file = tmp_path / "prompt.json"
    for text in (bomb, f'{{"prompts": [{bomb}]}}', *(f'{{"{field}": {bomb}}}' for field in FIELDS)):
        file.write_text(text, encoding="utf-8")
        assert main(["check-prompt", str(file)]) in (1, 2)
        assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize(
    "odd", [None, 7, -1, 1e308, True, "", [], {}, [[]], [None], {"": {}}, {"a": [7]}], ids=repr
)
def test_a_prompt_of_other_kinds_is_checked_or_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], odd: Any
) -> None:
    file = tmp_path / "prompt.json"
    for field in FIELDS:
        file.write_text(json.dumps({field: odd}), encoding="utf-8")
        assert main(["check-prompt", str(file)]) in (1, 2), field
        assert "Traceback" not in capsys.readouterr().err


async def test_no_page_takes_json(
    app: Starlette, client: AsyncClient, shed: Shed, settings: Settings
) -> None:
    """Every form is sent as JSON by somebody signed in everywhere: no page reads it, none breaks."""
    esi = await Somebody.comes("Esi", client, Evening(shed, shed, settings))
    parts = await parts_of(Evening(shed, shed, settings))
    parts = {name: some[:1] or ["7"] for name, some in parts.items()}
    headers = esi.headers | {"content-type": "application/json"}
    for address in addresses(list(app.routes)):
        for path in spelled(address, parts, asking=False) if "POST" in address.methods else ():
            answer = await client.post(path, content=DEEP[:60_000], headers=headers)
            assert answer.status_code in (303, 404, 413, 422), (path, answer.status_code)


def test_no_page_has_begun_to_read_json() -> None:
    """A page that does belongs in this story."""
    read = [
        file.name for file in (ROOT / "voice/faces").rglob("*.py") if "json.load" in file.read_text("utf-8")
    ]
    assert read == []
