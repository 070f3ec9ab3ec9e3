"""How a read will be carried out: what a dialect answers to a query, before anything is sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from nlconnect.model.catalogue import EntitySpec, FieldSpec
from nlconnect.model.scope import Scope
from nlconnect.model.wire import Request


@dataclass(frozen=True, slots=True)
class NestedPlan:
    """A collection that is fetched along: its own entity and fields, and the wire field that points back."""

    name: str
    wire: str
    entity: EntitySpec
    fields: Sequence[FieldSpec]
    by: str | None
    page_size: int | None


@dataclass(frozen=True, slots=True)
class ReadPlan:
    """The first request of a read, which route it takes, and why."""

    request: Request
    entity: EntitySpec
    scope: Scope
    fields: Sequence[FieldSpec]
    route: str
    page_size: int | None
    nested: Sequence[NestedPlan] = ()
    notes: Sequence[str] = ()
    single: bool = False
    partial: bool = False
    """More crosses the wire than was asked for, since the vendor knows no selection: the rest is dropped here."""
    unheeded: Sequence[str] = ()
    """What of the scope this read cannot keep to, so that it gives more than a person may expect."""
    rows: tuple[str, ...] = ()
    """Where the rows stand in this answer, where that is not where the vendor usually has them."""
    shaped: Callable[[bytes], bytes] | None = None
    """Makes a page of rows of an answer that is none, such as the cells of a sheet. Raises ValueError."""
    parts: tuple[str, ...] = ()
    """The first addresses of the reads that make up this one, where it takes several; none gives a row of another."""


@dataclass(frozen=True, slots=True)
class FilePlan:
    """How one file is fetched, and how it comes."""

    request: Request
    entity: EntitySpec
    scope: Scope
    inside: tuple[str, ...] = ()
    """Where it stands in a JSON answer, in base64; empty where the answer is the file itself."""
    media_type: tuple[str, ...] = ()
    """Where a JSON answer says what it is."""
    pointed: Callable[[bytes], Request] | None = None
    """Makes the request for the file of an answer that only tells where it is. Raises ValueError."""
    in_pieces: bool = False
    """The vendor gives ranges of it: fetched piece by piece, and taken up again where it was cut off.

    The vendor may also point to an address elsewhere that needs no token, and gets none.
    """


@dataclass(frozen=True, slots=True)
class UploadPlan:
    """How one file is sent: as the content of the request, or in pieces to an address that the request asks for."""

    request: Request
    entity: EntitySpec
    scope: Scope
    piece: int | None = None
    """Bytes to a piece; None where the file goes whole, in the request itself."""
    proof: Request | None = None
    """Where the record is seen if the file arrived whole, and only then; None where an older one may stand there."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """What `explain` tells: the request, the route and its reasons, and the cost where it was counted."""

    entity: str
    scope: str
    route: str
    url: str
    page_size: int | None
    notes: Sequence[str]
    records: int | None = None
    calls: int | None = None
    budget: Mapping[str, int] = field(default_factory=dict)
    in_vain: int = 0
    """Columns that cross the wire though nobody asked for them, where the vendor knows no selection."""
    unheeded: Sequence[str] = ()
    """What of the scope this read cannot keep to."""

    def __str__(self) -> str:
        lines = [
            f"{self.entity} in {self.scope}",
            f"route    {self.route}, {self.page_size or 'unknown number of'} rows a call",
            f"request  GET {self.url}",
            *(f"why      {note}" for note in self.notes),
        ]
        if self.calls is not None:
            lines.append(f"cost     {self.calls} {'call' if self.calls == 1 else 'calls'} for {self.records:,} records")
        for window, left in self.budget.items():
            share = f" (this read: {self.calls / left:.1%})" if self.calls is not None and left else ""
            lines.append(f"budget   {left:,} calls left this {window}{share}")
        return "\n".join(lines)
