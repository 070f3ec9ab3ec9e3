"""The pytest plugin. It loads in every run of everybody who installed nlconnect, so it imports next to nothing.

For each system that can be mocked there is a fixture, such as `mock_exact`, made from the entry points of the group
`nlconnect.mocks`. `no_network`, as a fixture, a marker or the setting `nlconnect_no_network`, keeps tests on this
machine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.metadata import entry_points
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from nlconnect.mock.system import Setting
    from nlconnect.testing.signed_in import SignedInMock

GROUP = "nlconnect.mocks"
GUARD = "no_network"
SETTING = "nlconnect_no_network"

pytest.register_assert_rewrite("nlconnect.testing.contract")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addini(SETTING, "fail every test that connects to another machine", type="bool", default=False)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", f"{GUARD}: fail when a connection to another machine is made")


def pytest_itemcollected(item: pytest.Item) -> None:
    """Give the guard to those who asked for it; tests of other kinds, such as doctests, have no fixtures."""
    if item.get_closest_marker(GUARD) is None and not item.config.getini(SETTING):
        return
    names: list[str] | None = getattr(item, "fixturenames", None)
    if names is not None and GUARD not in names:
        names.insert(0, GUARD)


@pytest.fixture
def no_network() -> Iterator[None]:
    """Any connection to another machine fails the test."""
    from nlconnect.testing.network import guarded

    with guarded():
        yield


@pytest.fixture
def nlconnect_setting() -> Setting:
    """How mocked systems are set up; override it for seeded data, another language or smaller pages."""
    from nlconnect.testing.signed_in import NO_ROWS

    return NO_ROWS


def _fixture_of(system: str) -> Callable[[Setting], Iterator[SignedInMock]]:
    def mocked(nlconnect_setting: Setting) -> Iterator[SignedInMock]:
        from nlconnect.testing.signed_in import SignedInMock

        mock = SignedInMock(system, setting=nlconnect_setting)
        yield mock
        mock.close()

    mocked.__name__ = mocked.__qualname__ = f"mock_{system}"
    mocked.__doc__ = f"A mocked {system} of this test alone: its own companies, clock and state."
    return mocked


for _point in entry_points(group=GROUP):
    globals()[f"mock_{_point.name}"] = pytest.fixture(_fixture_of(_point.name))
