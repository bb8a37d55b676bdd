"""What we show to somebody who asks whether this is safe is true today: each control has its test, each field is named."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

from voice.protect.assurance.fields import REVIEWED, fingerprint, held_fields
from voice.protect.assurance.hazards import hazards

ROOT = Path(__file__).resolve().parents[2]


@cache
def functions_in(file: str) -> set[str]:
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}


@pytest.mark.parametrize("hazard", hazards(), ids=lambda hazard: hazard.id)
def test_every_control_names_a_test_that_is_there(hazard) -> None:  # type: ignore[no-untyped-def]
    assert hazard.controls and hazard.left
    for control in hazard.controls:
        file, _, name = control.test.partition("::")
        assert name in functions_in(file), f"{hazard.id}: {control.test}"


def test_the_data_protection_page_was_read_since_the_fields_changed() -> None:
    assert fingerprint() == REVIEWED, (
        "The fields held about people changed. Read templates/admin/assurance/data.html and the privacy page "
        f"against them, then write REVIEWED = {fingerprint()!r} in voice/protect/assurance/fields.py."
    )


def test_no_field_could_hold_an_address_a_device_or_a_minute() -> None:
    for table, names in held_fields().items():
        for name in names:
            assert not {"ip", "address", "agent", "referrer", "cookie", "device"} & set(name.split("_")), (
                table,
                name,
            )
    assert not {"at", "time", "day", "date", "created"} & {
        n for t in ("voice", "answer", "comment", "words") for n in held_fields()[t]
    }
