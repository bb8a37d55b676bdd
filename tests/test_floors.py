"""The floors hold: app, cli → faces, work → tell → talk → theme → listen → protect → people → store."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest

from tests.floors import CROWD, FLOORS, crowded, faults
from voice.settings import ROOT


def test_every_room_keeps_to_its_floor() -> None:
    assert faults(ROOT) == []


def test_every_room_there_is_has_a_floor() -> None:
    rooms = {p.name for p in (ROOT / "voice").iterdir() if p.is_dir() and any(p.glob("*.py"))}
    assert rooms <= set().union(*FLOORS)


def test_no_folder_is_a_crowd() -> None:
    for folder in crowded(ROOT):
        warnings.warn(f"{folder}. Is it two folders?", stacklevel=1)


PLANTED = {
    "a step uses a later one": ("listen/bad.py", '"""x"""\nfrom voice.theme import records\n', "floor above"),
    "protect uses listen": ("protect/bad.py", '"""x"""\nimport voice.listen.space\n', "floor above"),
    "store knows a step": ("store/bad.py", '"""x"""\nfrom voice.protect.look import look\n', "floor above"),
    "hidden in a function": (
        "people/bad.py",
        '"""x"""\ndef f():\n    from voice.faces.shared import pages\n',
        "floor above",
    ),
    "by way of voice": ("store/bad.py", '"""x"""\nfrom voice import theme\n', "floor above"),
    "by dots": ("people/bad.py", '"""x"""\nfrom ..listen import receive\n', "floor above"),
    "by dots alone": ("people/bad.py", '"""x"""\nfrom .. import tell\n', "floor above"),
    "another face by dots": ("faces/young/bad.py", '"""x"""\nfrom ..lead import holds\n', "another face"),
    "its own records by dots": (
        "faces/lead/bad.py",
        '"""x"""\nfrom ...protect import records\n',
        "uses records",
    ),
    "a driver in a step": ("listen/bad.py", '"""x"""\nimport sqlite3\n', "belongs in store/"),
    "SQL by another name": ("tell/bad.py", '"""x"""\nimport sqlalchemy as sa\n', "SQL belongs"),
    "a server in a face": ("faces/young/bad.py", '"""x"""\nimport uvicorn\n', "commands/serving.py"),
    "a face uses another": (
        "faces/young/bad.py",
        '"""x"""\nfrom voice.faces.design import board\n',
        "another face",
    ),
    "another face by name": ("faces/young/bad.py", '"""x"""\nfrom voice.faces import lead\n', "another face"),
    "a face uses records": (
        "faces/lead/bad.py",
        '"""x"""\nfrom voice.protect import records\n',
        "uses records",
    ),
    "a face uses tables": (
        "faces/lead/bad.py",
        '"""x"""\nfrom voice.store.tables import words\n',
        "uses tables",
    ),
    "a face uses tables by store": (
        "faces/lead/bad.py",
        '"""x"""\nfrom voice.store import tables\n',
        "uses tables",
    ),
    "an import that no line shows": (
        "protect/bad.py",
        '"""x"""\nimport importlib\nrecords = importlib.import_module("voice.theme.records")\n',
        "past this test",
    ),
    "SQL that no import shows": (
        "faces/lead/bad.py",
        '"""x"""\nasync def f(conn):\n    await conn.exec_driver_sql("SELECT masked FROM words")\n',
        "SQL belongs",
    ),
    "a web page in a step": (
        "tell/bad.py",
        '"""x"""\nfrom starlette.requests import Request\n',
        "faces/ and app.py",
    ),
    "a template in a step": ("talk/bad.py", '"""x"""\nimport jinja2\n', "faces/ and app.py"),
    "SQL outside records": ("theme/bad.py", '"""x"""\nfrom sqlalchemy import select\n', "SQL belongs"),
    "SQL in a face": ("faces/admin/bad.py", '"""x"""\nimport sqlalchemy\n', "SQL belongs"),
    "a silent file": ("clock.py", "x = 1\n", "no docstring"),
    "a room on no floor": ("extras/bad.py", '"""x"""\nfrom voice.clock import now\n', "no floor"),
}


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_found(fault: str, tmp_path: Path) -> None:
    name, source, said = PLANTED[fault]
    file = tmp_path / "voice" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(source)
    found = faults(tmp_path)
    assert len(found) >= 1 and said in found[0], found


def test_what_is_allowed_is_not_reported(tmp_path: Path) -> None:
    allowed = {
        "tell/published.py": '"""x"""\nfrom voice.talk import conversation\nfrom sqlalchemy.ext.asyncio import AsyncConnection\n',
        "listen/records.py": '"""x"""\nfrom sqlalchemy import select\n',
        "faces/young/ask.py": '"""x"""\nfrom starlette.requests import Request\nfrom voice.faces.shared.pages import show\n',
    }
    for name, source in allowed.items():
        file = tmp_path / "voice" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(source)
    assert faults(tmp_path) == []


def test_a_crowded_folder_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "voice" / "listen"
    folder.mkdir(parents=True)
    for number in range(CROWD + 1):
        (folder / f"file_{number}.py").touch()
    assert crowded(tmp_path) == [f"voice/listen: {CROWD + 1} files"]
