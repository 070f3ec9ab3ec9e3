"""Tests run as if the connector were installed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from nlconnect.testing.installing import installed


@pytest.fixture(scope="module", autouse=True)
def moneybird() -> Iterator[None]:
    with installed(Path(__file__).parent):
        yield
