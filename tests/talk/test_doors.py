"""The two commands: JSON out, exit 1 when there is something to look at, a sentence when a file can't be used."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from tests.talk.examples import stairs
from voice.errors import CannotRead
from voice.talk.doors import as_markdown, check_prompt, one_prompt, wording
from voice.talk.prompts import Prompt


def test_wording_prints_one_json_line_a_hit_and_exits_1(tmp_path: Path) -> None:
    file = tmp_path / "plan.txt"
    file.write_bytes("\ufeffTea first.\nWe signpost people.\n".encode())
    out = io.StringIO()
    assert wording(str(file), out) == 1
    assert json.loads(out.getvalue()) == {
        "line": 2,
        "start": 3,
        "end": 11,
        "phrase": "signpost",
        "mode": "TO",
        "instead": "introduce by name, or go with",
    }


def test_plain_words_exit_0_from_standard_input_too(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(b"Tea first. \xff\n"))
    monkeypatch.setattr("sys.stdin", stdin)
    out = io.StringIO()
    assert wording("-", out) == 0 and out.getvalue() == ""


def test_a_missing_file_is_a_sentence() -> None:
    with pytest.raises(CannotRead, match="can't be read"):
        wording("/nowhere/at/all.txt", io.StringIO())


def test_check_prompt_reports_and_exits_by_what_it_found(tmp_path: Path) -> None:
    file = tmp_path / "prompt.json"
    file.write_text(json.dumps(stairs()), encoding="utf-8")
    out = io.StringIO()
    assert check_prompt(str(file), out) == 0
    assert json.loads(out.getvalue()) == {
        "passed": [1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 13, 14],
        "failed": [],
        "for_reader": [2, 7, 8, 9, 11, 12, 13],
        "gates_ok": True,
    }
    file.write_text(json.dumps(stairs() | {"opening_question": "Do you like it?"}), encoding="utf-8")
    out = io.StringIO()
    assert check_prompt(str(file), out) == 1
    assert json.loads(out.getvalue())["failed"] == [
        {"check": 1, "why": "It can be answered yes or no. Start with what, how, where, when, who or which."}
    ]


def test_one_prompt_is_taken_out_of_a_list_of_one() -> None:
    assert one_prompt('{"prompts": [{"id": 3}]}') == {"id": 3}
    assert one_prompt('[{"id": 3}]') == {"id": 3}


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '"x"', "7", '{"prompts": []}', '[{"id": 1}, {"id": 2}]', "[" * 100_000]
)
def test_what_is_not_one_prompt_is_a_sentence(text: str) -> None:
    with pytest.raises(CannotRead):
        one_prompt(text)


def test_a_prompt_reads_as_a_page() -> None:
    page = as_markdown(stairs())
    assert page.startswith("# “Everybody on the stairs turns round”")
    assert "- Others say: “My form room is the only spot I would ever talk.”" in page
    assert "45 minutes: Check-in 4 ·" in page
    assert page == as_markdown(Prompt.from_json(stairs()))
