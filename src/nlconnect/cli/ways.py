"""How people say on the command line by what a record is known."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from nlconnect.asking import ways
from nlconnect.errors import ConfigError, QueryError
from nlconnect.model.match import Match


def ways_of(names: Sequence[str]) -> list[Match]:
    """See `nlconnect.asking.ways`. Raises ConfigError."""
    try:
        return ways.ways_of(names)
    except QueryError as error:
        raise ConfigError(f"--match: {error.message}", hint=error.hint) from None


def origin_columns(names: Sequence[str]) -> list[str]:
    """The columns of a file of rows that hold keys of other systems: `debtor_id` of `origin:afas/debtor=debtor_id`."""
    return [origin["key"] for name in names if (origin := ways.ORIGIN.fullmatch(name)) is not None]


def in_row(names: Sequence[str], keys: Mapping[str, object]) -> list[str]:
    """The same ways for one row, which has the keys. Raises ConfigError where its column is empty."""
    return [name if (origin := ways.ORIGIN.fullmatch(name)) is None else _keyed(origin, keys) for name in names]


def _keyed(origin: re.Match[str], keys: Mapping[str, object]) -> str:
    key = keys.get(origin["key"])
    if key in (None, ""):
        raise ConfigError(f"a row has nothing in the column of its origin, {origin['key']}")
    return f"{origin.string[: origin.start('key')]}{key}"
