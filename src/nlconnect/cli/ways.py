"""How people say on the command line by what a record is known."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from nlconnect.errors import ConfigError
from nlconnect.model.match import Match, Origin, alike

ALIKE = "alike:"
_ORIGIN = re.compile(r"origin:(?P<system>[^/=]+)/(?P<kind>[^/=]+)=(?P<key>.+)")


def ways_of(names: Sequence[str]) -> list[Match]:
    """Each is a way, the preferred first: `code`, `name,city` together, `alike:vat_number` in any spelling.

    `origin:acme-afas/debtor=10001` is a record of another system.
    """
    ways: list[Match] = []
    for name in names:
        if (origin := _ORIGIN.fullmatch(name)) is not None:
            ways.append(Origin(**origin.groupdict()))
            continue
        parts = tuple(part.strip() for part in name.removeprefix(ALIKE).split(","))
        if not all(parts) or (name.startswith(ALIKE) and len(parts) > 1):
            raise ConfigError(
                f"--match {name} names no field",
                hint="Such as code, name,city for both, alike:vat_number, or origin:acme-afas/debtor=10001.",
            )
        if name.startswith(ALIKE):
            ways.append(alike(parts[0]))
        else:
            ways.append(parts if len(parts) > 1 else parts[0])
    return ways


def origin_columns(names: Sequence[str]) -> list[str]:
    """The columns of a file of rows that hold keys of other systems: `debtor_id` of `origin:afas/debtor=debtor_id`."""
    return [origin["key"] for name in names if (origin := _ORIGIN.fullmatch(name)) is not None]


def in_row(names: Sequence[str], keys: Mapping[str, object]) -> list[str]:
    """The same ways for one row, which has the keys. Raises ConfigError where its column is empty."""
    return [name if (origin := _ORIGIN.fullmatch(name)) is None else _keyed(origin, keys) for name in names]


def _keyed(origin: re.Match[str], keys: Mapping[str, object]) -> str:
    key = keys.get(origin["key"])
    if key in (None, ""):
        raise ConfigError(f"a row has nothing in the column of its origin, {origin['key']}")
    return f"{origin.string[: origin.start('key')]}{key}"
