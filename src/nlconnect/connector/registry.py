"""Connectors are found by the entry point group `nlconnect.connectors`, ours like anybody's."""

from __future__ import annotations

from functools import cache
from importlib.metadata import EntryPoint, entry_points

from nlconnect.connector.spec import Connector
from nlconnect.errors import ConfigError
from nlconnect.model.catalogue import nearest

GROUP = "nlconnect.connectors"


@cache
def _installed() -> dict[str, EntryPoint]:
    return {point.name: point for point in entry_points(group=GROUP)}


def connector_names() -> tuple[str, ...]:
    """The systems that are installed, without loading any."""
    return tuple(sorted(_installed()))


@cache
def connector(name: str) -> Connector:
    """The connector of that name. Raises ConfigError that names the installed ones."""
    point = _installed().get(name)
    if point is None:
        raise ConfigError(f"there is no system {name!r}", hint=nearest(name, connector_names(), what="systems"))
    loaded = point.load()
    if not isinstance(loaded, Connector):
        raise ConfigError(f"the entry point {point.value} is no Connector")
    return loaded
