"""What attack stories share: a real server with a bare line to it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.attacks.wire import Wire, listening
from tests.people import Shed
from voice.settings import Settings


@pytest.fixture
async def wire(settings: Settings, shed: Shed) -> AsyncIterator[Wire]:
    """The Shed's server, and a line to it."""
    async with listening(settings) as found:
        yield found
