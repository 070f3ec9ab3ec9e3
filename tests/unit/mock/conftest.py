"""A mock Exact in process, and a client that has signed in."""

from __future__ import annotations

from typing import Any

import pytest

from nlconnect.mock import Mock, Setting
from nlconnect_exact.mock import MOCK
from tests.unit.mock.caller import Caller, Opened


@pytest.fixture
def opened() -> Opened:
    """Opens a mock by a setting and signs in."""

    def open_(**setting: Any) -> Caller:
        mock = Mock(MOCK, setting=Setting(**({"quota": "off"} | setting)))
        return Caller(mock, mock.service.signin.issue_access(now=mock.clock.now()))

    return open_


@pytest.fixture
def exact(opened: Opened) -> Caller:
    return opened()


@pytest.fixture
def empty(opened: Opened) -> Caller:
    """No rows but companies and users."""
    return opened(seeded=False)
