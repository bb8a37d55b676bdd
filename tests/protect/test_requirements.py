"""docs/safety.md names a test for each of its 42 requirements, and each of those tests is there."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROWS = re.findall(r"^\| (\d+) \|.*$", (ROOT / "docs" / "safety.md").read_text(encoding="utf-8"), re.M)
TESTS = re.findall(
    r"`(tests/[\w/]+\.py)::(test_\w+)`", (ROOT / "docs" / "safety.md").read_text(encoding="utf-8")
)


@cache
def named_in(file: str) -> set[str]:
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}


def test_there_are_forty_two() -> None:
    assert [int(number) for number in ROWS] == list(range(1, 43))


def test_each_names_tests_that_are_there() -> None:
    assert len(TESTS) >= 42
    assert [f"{file}::{name}" for file, name in TESTS if name not in named_in(file)] == []
