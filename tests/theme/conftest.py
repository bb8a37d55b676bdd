"""The board of The Shed, empty."""

from __future__ import annotations

import pytest

from tests.people import Shed
from tests.theme.boards import Board


@pytest.fixture
async def board(shed: Shed) -> Board:
    """The board, before anybody said anything."""
    return Board(shed)
