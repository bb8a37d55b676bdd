"""The recovery sheet: what is typed from paper is the secret again, and a slip is found by its line."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from voice.cli import main
from voice.errors import BadInput, NotReady
from voice.settings import Settings
from voice.store.keys.sheet import read_typed, secret_lines, sheet_text
from voice.store.secret import Keys, open_keys, put_back, secret_path

ROOT = "3f9a01c7" * 7 + "0b11beef"


def a_sheet() -> str:
    return sheet_text(Keys(bytes.fromhex(ROOT)), "keys/root", "3 May 2027")


def test_the_sheet_read_back_is_the_secret() -> None:
    assert read_typed(a_sheet().splitlines()) == ROOT


def test_the_eight_lines_may_be_typed_as_people_type() -> None:
    typed = [
        f"{n}. {groups.upper().replace(' ', '-')}  {check}"
        for n, groups, check in secret_lines(Keys(bytes.fromhex(ROOT)))
    ]
    assert read_typed(typed) == ROOT
    assert read_typed(line.replace("0", "O").replace("1", "l", 1) for line in reversed(typed)) == ROOT


@pytest.mark.parametrize("line", range(8))
def test_one_wrong_character_names_its_line(line: int) -> None:
    lines = [f"{n} {groups} {check}" for n, groups, check in secret_lines(Keys(bytes.fromhex(ROOT)))]
    wrong = "d" if lines[line][2] != "d" else "e"
    lines[line] = lines[line][:2] + wrong + lines[line][3:]
    with pytest.raises(BadInput, match=f"Line {line + 1} does not add up"):
        read_typed(lines)


def test_two_lines_swapped_and_a_line_left_out_are_named() -> None:
    (_, first, check), *others = secret_lines(Keys(bytes.fromhex(ROOT)))
    with pytest.raises(BadInput, match="Line 2 does not add up"):
        read_typed([f"2 {first} {check}"])
    with pytest.raises(BadInput, match="Line 1 is missing"):
        read_typed(f"{n} {groups} {c}" for n, groups, c in others)


def test_the_printed_page_has_every_line_and_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VOICE_DATABASE", f"sqlite+aiosqlite:///{tmp_path}/voice.db")
    page = tmp_path / "sheet.html"
    assert main(["key", "sheet", "--out", str(page)]) == 0
    assert page.stat().st_mode & 0o777 == 0o600
    html = page.read_text()
    keys = open_keys(Settings(database=f"sqlite+aiosqlite:///{tmp_path}/voice.db"))
    for _, groups, check in secret_lines(keys):
        assert f"<td>{groups}</td><td>{check}</td>" in html
    assert keys.mark in html and "two people" in html and "voice restore FILE" in html
    assert not re.search(r"https?://|<link|<script", html), "it loads nothing"
    assert main(["key", "sheet", "--out", str(page)]) == 2, "it never writes over a file"


def test_what_is_said_beside_the_sheet_holds_none_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("VOICE_DATABASE", f"sqlite+aiosqlite:///{tmp_path}/voice.db")
    main(["key", "sheet", "--out", str(tmp_path / "sheet.html")])
    root = secret_path(Settings(database=f"sqlite+aiosqlite:///{tmp_path}/voice.db")).read_text().strip()
    said = "".join(capsys.readouterr())
    assert said and not any(root[at : at + 8] in said for at in range(0, 64, 8))


def test_entering_never_writes_over_another_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(database=f"sqlite+aiosqlite:///{tmp_path}/voice.db")
    here = open_keys(settings)
    with pytest.raises(NotReady, match=here.mark):
        put_back(settings, ROOT)
    monkeypatch.setenv("VOICE_DATABASE", settings.database)
    monkeypatch.setattr("sys.stdin", io.StringIO(a_sheet()))
    assert main(["key", "enter", "--replace"]) == 0
    assert open_keys(settings).as_hex() == ROOT
    assert secret_path(settings).stat().st_mode & 0o777 == 0o600
    aside = secret_path(settings).with_name(f"root.{here.mark}")
    assert bytes.fromhex(aside.read_text()) == bytes.fromhex(here.as_hex())
    assert sorted(file.name for file in (tmp_path / "keys").iterdir()) == ["root", aside.name]
