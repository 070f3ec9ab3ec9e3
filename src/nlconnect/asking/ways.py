"""By what a record is known, as people and agents say it in a word."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlconnect.errors import QueryError
from nlconnect.model.match import Match, Origin, alike

ALIKE = "alike:"
ORIGIN = re.compile(r"origin:(?P<system>[^/=]+)/(?P<kind>[^/=]+)=(?P<key>.+)")


def ways_of(names: Sequence[str]) -> list[Match]:
    """Each is a way, the preferred first: `code`, `name,city` together, `alike:vat_number` in any spelling.

    `origin:acme-afas/debtor=10001` is a record of another system. Raises QueryError for what names no field.
    """
    ways: list[Match] = []
    for name in names:
        if (origin := ORIGIN.fullmatch(name)) is not None:
            ways.append(Origin(**origin.groupdict()))
            continue
        parts = tuple(part.strip() for part in name.removeprefix(ALIKE).split(","))
        if not all(parts) or (name.startswith(ALIKE) and len(parts) > 1):
            raise QueryError(
                f"a way to match names no field: {name}",
                hint="Such as code, name,city for both, alike:vat_number, or origin:acme-afas/debtor=10001.",
            )
        if name.startswith(ALIKE):
            ways.append(alike(parts[0]))
        else:
            ways.append(parts if len(parts) > 1 else parts[0])
    return ways
