"""What a look-up of many keys gave."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from nlconnect.errors import NlconnectError, PartialFailure
from nlconnect.model.values import Value

R = TypeVar("R")

Key = Value | tuple[Value, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Found(Generic[R]):
    """The records in the order of the keys, the keys that nobody has, and those that could not be looked up."""

    records: Sequence[R]
    missing: Sequence[Key] = ()
    failures: Mapping[Key, NlconnectError] = field(default_factory=dict)
    etags: Mapping[Key, str] = field(default_factory=dict)
    """The vendor's marks of these versions, where it sends them."""

    def __iter__(self) -> Iterator[R]:
        """Every record. Raises PartialFailure after the last where some keys could not be looked up."""
        yield from self.records
        if self.failures:
            error = PartialFailure(
                f"{len(self.failures)} keys could not be looked up, the others are complete",
                hint=str(next(iter(self.failures.values()))),
            )
            error.failures = tuple(self.failures.values())
            raise error

    def __len__(self) -> int:
        return len(self.records)

    def __repr__(self) -> str:
        return f"<{len(self.records)} found, {len(self.missing)} missing, {len(self.failures)} failed>"
