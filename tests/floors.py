"""Reads the source tree and says which import, word or library stands on the wrong floor."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

FLOORS = [
    {"app", "cli", "__main__", "commands", "demo"},
    {"faces", "work"},
    {"tell"},
    {"talk"},
    {"theme"},
    {"listen"},
    {"protect"},
    {"people"},
    {"store", "languages", "meaning"},
    {"errors", "settings", "clock"},
]
"""From the top down: a room may use its own floor and those below it."""

WEB = {"starlette", "jinja2"}
WEB_ROOMS = {"faces", "app"}
SERVER = {"uvicorn"}
SERVER_ROOMS = {"commands/serving.py", "commands/connections.py"}
SQL_WORDS = {"select", "insert", "update", "delete", "text", "exists", "func"}
DRIVERS = {"sqlite3", "aiosqlite", "asyncpg", "alembic"}
HIDDEN_IMPORTS = {"import_module", "__import__"}
HIDDEN_SQL = {"exec_driver_sql"}
GATE = "protect/usable.py"
CROWD = 12
"""Python files in one folder before it is worth asking whether it is two folders."""


def faults(root: Path) -> list[str]:
    """Every breach below `root` (a folder holding `voice/`), as sentences."""
    return sorted(
        fault for file in sorted((root / "voice").rglob("*.py")) for fault in _faults_of(root, file)
    )


def crowded(root: Path) -> list[str]:
    """Folders with more files than one can keep in mind: a signal to look, never a failure."""
    counts = {
        folder: len(list(folder.glob("*.py"))) for folder in (root / "voice").rglob("*") if folder.is_dir()
    }
    return sorted(f"{folder.relative_to(root)}: {n} files" for folder, n in counts.items() if n > CROWD)


def _faults_of(root: Path, file: Path) -> Iterator[str]:
    name = file.relative_to(root / "voice").as_posix()
    tree = ast.parse(file.read_text(encoding="utf-8"))
    if ast.get_docstring(tree) is None:
        yield f"{name}: says nothing of itself (no docstring)"
    for imported, names in _imports(tree, name):
        yield from _wrong_floor(name, imported)
        yield from _wrong_face(name, imported, names)
        yield from _wrong_library(name, imported, names)
    for node in ast.walk(tree):
        yield from _round_the_back(name, node)


def _imports(tree: ast.Module, name: str) -> Iterator[tuple[str, list[str]]]:
    """(module, names taken from it) for every import, those inside functions too, by their whole names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, []
        elif isinstance(node, ast.ImportFrom):
            module, names = _whole_name(node, name), [alias.name for alias in node.names]
            if module == "voice":  # `from voice import theme` is `import voice.theme`
                yield from ((f"voice.{room}", []) for room in names)
            else:
                yield module, names


def _whole_name(node: ast.ImportFrom, name: str) -> str:
    """The module of a `from … import`, its dots resolved from the file that says it."""
    if not node.level:
        return node.module or ""
    folder = ["voice", *name.split("/")]
    return ".".join([*folder[: len(folder) - node.level], *([node.module] if node.module else [])])


def room_of(name: str) -> str:
    """The room of a file ('listen/receive.py' → 'listen') or of a module ('voice.clock' → 'clock')."""
    return name.removeprefix("voice.").replace(".py", "").replace(".", "/").split("/")[0]


def floor_of(room: str) -> int | None:
    """How far down a room is, or None for one that is on no floor."""
    return next((depth for depth, rooms in enumerate(FLOORS) if room in rooms), None)


def _wrong_floor(name: str, imported: str) -> Iterator[str]:
    if not imported.startswith("voice.") or name == "__init__.py":
        return
    here, there = floor_of(room_of(name)), floor_of(room_of(imported))
    if here is None:
        yield f"{name}: its room is on no floor"
    elif there is None:
        yield f"{name}: {imported} is on no floor"
    elif there < here:
        yield f"{name}: uses {imported}, which is on a floor above"


def _wrong_face(name: str, imported: str, names: list[str]) -> Iterator[str]:
    if not name.startswith("faces/"):
        return
    own = name.split("/")[1]
    whole = [imported, *(f"{imported}.{n}" for n in names)]
    for module in whole:
        parts = module.split(".")
        if parts[:2] == ["voice", "faces"] and len(parts) > 2 and parts[2] not in (own, "shared"):
            yield f"{name}: a face uses another face ({module})"
        if parts[0] == "voice" and parts[-1].endswith("records") and len(parts) > 2:
            yield f"{name}: a face uses records ({module}); it should call the step"
        if parts == ["voice", "store", "tables"]:
            yield f"{name}: a face uses tables ({module}); it should call the step"


def _wrong_library(name: str, imported: str, names: list[str]) -> Iterator[str]:
    library, room = imported.split(".")[0], room_of(name)
    if library in WEB and room not in WEB_ROOMS:
        yield f"{name}: {library} belongs in faces/ and app.py"
    if library in DRIVERS and room != "store":
        yield f"{name}: {library} belongs in store/"
    if library in SERVER and name not in SERVER_ROOMS:
        yield f"{name}: {library} belongs in commands/serving.py and connections.py"
    if library == "sqlalchemy" and not _may_speak_sql(name) and (not names or SQL_WORDS & set(names)):
        yield f"{name}: SQL belongs in records.py and store/"


def _round_the_back(name: str, node: ast.AST) -> Iterator[str]:
    """Imports and SQL that no import line shows."""
    called = getattr(node, "attr", getattr(node, "id", ""))
    if called in HIDDEN_IMPORTS and name != "cli.py":
        yield f"{name}: imports by {called}, past this test"
    if called in HIDDEN_SQL and not _may_speak_sql(name) and name != "app.py":
        yield f"{name}: SQL belongs in records.py and store/ ({called})"


def _may_speak_sql(name: str) -> bool:
    return name.startswith("store/") or name.endswith("records.py") or name == GATE
