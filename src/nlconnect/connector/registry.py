"""Connectors are found by the entry point group `nlconnect.connectors`, ours like anybody's."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import TYPE_CHECKING

from nlconnect.connector.spec import Connector
from nlconnect.errors import ConfigError
from nlconnect.model.catalogue import Catalogue, nearest

if TYPE_CHECKING:
    from nlconnect.config import Profile

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


def forget() -> None:
    """Look for installed systems anew, as after an installation."""
    _installed.cache_clear()
    connector.cache_clear()


def connector_of(profile: Profile) -> Connector:
    """The system of a profile; what `schema pull` wrote for it comes before the shipped catalogue.

    Only data is read: no code of the customer's package runs. Raises ConfigError where it is not there.
    """
    system = connector(profile.login.system)
    if profile.catalogue is None:
        return system
    folder = Path(profile.catalogue)
    if not (folder / "catalogue" / "index.json").is_file():
        raise ConfigError(
            f"the profile {profile.name!r} names the catalogue {folder}, and there is none",
            hint=f"Write it: `nlconnect schema pull {profile.name} --to {folder}`; or take the line out.",
        )
    from nlconnect.model.layered import LayeredCatalogue

    own = Catalogue(folder.name, root=folder)
    shipped = {kind.kind for kind in system.catalogue.types.values()}
    strange = sorted({kind.kind for kind in own.types.values() if kind.kind is not None} - shipped)
    if strange:
        raise ConfigError(
            f"the catalogue {folder} wants {', '.join(strange)} to be loaded",
            hint="A catalogue is data: only classes of the connector are. Take `kind` out of overlay/types.toml.",
        )
    return replace(system, catalogue=LayeredCatalogue(own, system.catalogue))
