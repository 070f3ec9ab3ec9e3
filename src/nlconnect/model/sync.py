"""What changed since a consumer last asked: batches of changes, and the cursor behind each of them."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar, cast

from nlconnect.errors import QueryError
from nlconnect.model.scope import Scope
from nlconnect.model.values import Value

R = TypeVar("R")

Key = Value | tuple[Value, ...]
Position = Mapping[str, Any]
"""How far a system was followed: the connector's own words, kept as JSON."""


@dataclass(frozen=True, slots=True, repr=False)
class SyncCursor:
    """Up to where a consumer has everything. Opaque, and tied to the question and the scope it belongs to.

    `full` says that a full pass is under way, so that one that was cut off is known as such when it goes on.
    """

    position: Position
    fingerprint: str
    scope: Scope
    full: bool = False

    def dump(self) -> str:
        """As text to keep. It may hold a link of the vendor's: keep it as you keep the data."""
        content = [self.position, self.fingerprint, dict(self.scope), self.full]
        return base64.urlsafe_b64encode(json.dumps(content, separators=(",", ":")).encode()).decode()

    @classmethod
    def load(cls, text: str) -> SyncCursor:
        """Back from text. Raises QueryError for anything that is no cursor of a sync."""
        try:
            position, fingerprint, scope, full = json.loads(base64.urlsafe_b64decode(text.encode()))
        except (ValueError, TypeError, RecursionError):
            raise QueryError("this is not a cursor of a sync") from None
        parts = scope.values() if isinstance(scope, dict) else (None,)
        if not isinstance(position, dict) or not isinstance(fingerprint, str) or type(full) is not bool:
            raise QueryError("this is not a cursor of a sync")
        if any(type(part) not in (int, str) for part in parts):
            raise QueryError("this is not a cursor of a sync")
        return cls(position, fingerprint, Scope(**cast("dict[str, int | str]", scope)), full)

    def __repr__(self) -> str:
        return f"<SyncCursor of {self.scope}>"


@dataclass(frozen=True, slots=True)
class SyncBatch(Generic[R]):
    """One page of changes: take over `records` by key, then drop the keys in `deleted`.

    No key stands twice in `records`. `deleted` may name what you never had. Where `deletions_known` is False the
    system does not tell what was deleted: only a full pass shows it, as what did not come.
    """

    records: Sequence[R]
    deleted: Sequence[Key] = field(repr=False)
    cursor: SyncCursor
    reset: str | None = None
    """Why nothing you hold can be trusted any more; everything comes again, this batch first. Usually None."""
    is_full: bool = False
    """Part of a full pass: the first time, after a reset, or where it was asked for."""
    begins: bool = False
    """The start of a full pass, also of one that starts once more because its first batch was not saved."""
    completes: bool = False
    """The end of a full pass: what you hold and did not get since it began is gone at the vendor."""
    deletions_known: bool = True
