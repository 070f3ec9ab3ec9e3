"""What systems tell by themselves: a call from outside becomes notices, a trial of the address, or a refusal. Pure."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol, TypeVar

from nlconnect.model.collection import Collection, entity_of
from nlconnect.model.query import Query
from nlconnect.model.record import Record
from nlconnect.model.scope import Scope

T = TypeVar("T")

What = Literal["created", "updated", "deleted", "happened", "tested", "renew", "ended", "missed"]
"""`updated` may be a new record: not every system tells them apart. `happened` is something else than a change.

The last three are about a subscription: it has to be renewed, it is gone, or notices were lost and a sync is due.
"""
Reason = Literal["unsigned", "forged", "malformed"]


@dataclass(frozen=True, slots=True, repr=False)
class Notice:
    """That something happened, proven to come from the system. A hint: what the record is now has to be read."""

    what: What
    event: str
    """The vendor's own word for it."""
    entity: str | None = None
    """The qualified name; None for what the catalogue does not know."""
    key: int | str | None = None
    scope: Scope = field(default_factory=Scope)
    resource: str | None = None
    """Where it is, as the vendor wrote it. May name a person; never an address to fetch from."""
    subscription: str | None = None
    at: datetime | None = None
    """When it happened, where the vendor says so."""
    id: str | None = None
    """What a repeated delivery has in common with the first; None where the vendor gives nothing to tell by."""
    details: Mapping[str, int | str] = field(default_factory=dict)
    """What else was named: the parents of the record, the parts of a workflow."""

    def concerns(self, source: Collection[Record] | Query[Record]) -> bool:
        """Whether it is about records of this collection."""
        return self.entity == entity_of(source).qualified_name

    def __repr__(self) -> str:
        return f"<notice: {self.what} {self.entity or 'something'}>"


@dataclass(frozen=True, slots=True)
class Delivery:
    """A POST as it came. Header names are lower case; the content is not touched before it is proven."""

    content: bytes = field(repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    query: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Trial:
    """The system tries the address out, and wants this back with status 200."""

    content: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Nothing in the delivery is to be believed."""

    reason: Reason


Told = Trial | Refusal | tuple[Notice, ...]


class Notices(Protocol):
    """How a system tells what happened, and by what one knows that it is the system who tells."""

    def read(self, delivery: Delivery, *, secret: str) -> Told:
        """What a delivery says. Pure; it never raises, whatever the content."""
        ...


def decoded(content: bytes, kind: type[T]) -> T | None:
    """The content as this msgspec type, None for anything else: strangers may send what they like."""
    import msgspec

    try:
        return msgspec.json.decode(content, type=kind, strict=False)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def is_same(given: str, wanted: str) -> bool:
    """Compared in a time that tells nothing of how much of it is right."""
    return hmac.compare_digest(given.encode("utf-8", "replace"), wanted.encode("utf-8", "replace"))
