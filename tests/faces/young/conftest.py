"""Each test is a new day for the limits: all of them come from one address."""

from __future__ import annotations

import pytest

from voice.faces.shared import limits


@pytest.fixture(autouse=True)
def _nobody_came_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_seen", {})
