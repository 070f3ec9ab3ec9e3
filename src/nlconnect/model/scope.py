"""Where in a system an operation takes place: a division, an administration, a mailbox."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from nlconnect.errors import NO_SCOPE


class Scope(Mapping[str, "int | str"]):
    """Named parts such as `Scope(division=123456)`; each is an attribute too. Immutable and hashable."""

    __slots__ = ("_parts",)
    _parts: dict[str, int | str]

    def __init__(self, /, **parts: int | str) -> None:
        object.__setattr__(self, "_parts", dict(sorted(parts.items())))

    def __getattr__(self, name: str) -> int | str:
        if name != "_parts" and name in self._parts:  # absent itself while a scope is being made
            return self._parts[name]
        raise AttributeError(f"this scope names no {name}")

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a scope is immutable; make a narrower one with .within()")

    def __delattr__(self, name: str) -> None:
        raise AttributeError("a scope is immutable")

    def __getitem__(self, key: str) -> int | str:
        return self._parts[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._parts)

    def __len__(self) -> int:
        return len(self._parts)

    def __hash__(self) -> int:
        return hash(tuple(self._parts.items()))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Scope) and self._parts == other._parts

    def __reduce__(self) -> tuple[object, ...]:
        return (_restore, (self._parts,))

    def __str__(self) -> str:
        return ", ".join(f"{name} {value}" for name, value in self._parts.items()) or NO_SCOPE

    def told(self, address: str | None = None) -> str:
        """As `str`, for errors: texts are left out that the address of the call lacks, and companies never.

        A mailbox plays no part in a list of users.
        """
        said = unquote(address or "").lower()
        used = (
            f"{name} {value}"
            for name, value in self._parts.items()
            if address is None or isinstance(value, int) or value.lower() in said
        )
        return ", ".join(used) or NO_SCOPE

    def __repr__(self) -> str:
        return f"Scope({', '.join(f'{name}={value!r}' for name, value in self._parts.items())})"

    def within(self, /, **parts: int | str) -> Scope:
        """This scope with these parts added or replaced."""
        return Scope(**{**self._parts, **parts})


def _restore(parts: dict[str, int | str]) -> Scope:
    return Scope(**parts)
