"""The parts of a scope, checked against what a system knows."""

from __future__ import annotations

from nlconnect.connector import Connector, Scope
from nlconnect.errors import ConfigError


def require_parts(connector: Connector, scope: Scope) -> None:
    """Refuse scope parts that the system does not have. Raises ConfigError."""
    for part, value in scope.items():
        known = connector.scope_parts.get(part)
        if known is None:
            raise ConfigError(
                f"{connector.title} knows no {part}", hint=f"Its scope parts: {', '.join(connector.scope_parts)}."
            )
        if not isinstance(value, known.kind):
            raise ConfigError(
                f"{part} is no {known.kind.__name__}",
                connector=connector.name,
                hint=f'Write it in quotes: {part} = "{value}".' if known.kind is str else "Write a whole number.",
            )
