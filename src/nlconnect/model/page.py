"""Pages and cursors: a page says what comes next and cannot fetch it."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from nlconnect.errors import QueryError
from nlconnect.model.scope import Scope

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where to go on: an opaque next link, tied to the query and the scope it belongs to."""

    link: str
    fingerprint: str
    scope: Scope

    def dump(self) -> str:
        """As text to keep. A next link may hold values of your filter: keep it as you keep the data."""
        content = json.dumps([self.link, self.fingerprint, dict(self.scope)], separators=(",", ":"))
        return base64.urlsafe_b64encode(content.encode()).decode()

    @classmethod
    def load(cls, text: str) -> Cursor:
        """Back from text. Raises QueryError for anything that is no cursor."""
        try:
            link, fingerprint, scope = json.loads(base64.urlsafe_b64decode(text.encode()))
        except (ValueError, TypeError, RecursionError):
            raise QueryError("this is not a cursor") from None
        if not (isinstance(link, str) and isinstance(fingerprint, str) and isinstance(scope, dict)) or any(
            type(value) not in (int, str) for value in scope.values()
        ):
            raise QueryError("this is not a cursor")
        return cls(link, fingerprint, Scope(**scope))

    def __repr__(self) -> str:
        return f"<Cursor of {self.scope}>"


@dataclass(frozen=True, slots=True)
class Page(Generic[R]):
    """Records of one answer, the cursor of the next page, and the total if the vendor told it."""

    records: Sequence[R]
    next: Cursor | None
    total: int | None = None
