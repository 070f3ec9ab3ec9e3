"""How people say on the command line by what a record is known."""

from __future__ import annotations

from collections.abc import Sequence

from nlconnect.errors import ConfigError
from nlconnect.model.match import Match, alike

ALIKE = "alike:"


def ways_of(names: Sequence[str]) -> list[Match]:
    """Each is a way, the preferred first: `code`, `name,city` together, `alike:vat_number` in any spelling."""
    ways: list[Match] = []
    for name in names:
        parts = tuple(part.strip() for part in name.removeprefix(ALIKE).split(","))
        if not all(parts) or (name.startswith(ALIKE) and len(parts) > 1):
            raise ConfigError(
                f"--match {name} names no field", hint="Such as code, name,city for both, or alike:vat_number."
            )
        if name.startswith(ALIKE):
            ways.append(alike(parts[0]))
        else:
            ways.append(parts if len(parts) > 1 else parts[0])
    return ways
