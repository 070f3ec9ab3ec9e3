"""What a system that can be written to says about it: pure functions, as in a dialect."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

from nlconnect.errors import ApiError, QueryError
from nlconnect.model.catalogue import Catalogue, EntitySpec, FieldSpec
from nlconnect.model.change import Clear, Ref, Verb
from nlconnect.model.outcome import WrittenKey
from nlconnect.model.scope import Scope
from nlconnect.model.structures import Structure
from nlconnect.model.values import Value
from nlconnect.model.wire import Request, Response

SentVerb = Literal["create", "update", "delete", "call", "link", "unlink"]


@dataclass(frozen=True, slots=True, repr=False)
class Draft:
    """A change that was checked: values in the types of their fields, lines as drafts of their own.

    References are resolved before a dialect sees it; until then they stand among the values.
    """

    verb: Verb
    entity: EntitySpec
    values: Mapping[FieldSpec, Value | Clear | Ref]
    key: tuple[Value, ...] | None = None
    lines: Mapping[FieldSpec, tuple[Draft, ...]] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    structures: Mapping[FieldSpec, Structure] = field(default_factory=dict)
    """Values of several parts, by wire names; a list of plain values is one, too."""
    parameters: Mapping[str, Value] = field(default_factory=dict)
    """What `.of(...)` gave, by wire name: the parents of the record."""
    etag: str | None = None
    """The vendor's mark of the version that was looked at; None where it gives none, or nobody looked yet."""

    def __repr__(self) -> str:
        return f"<draft to {self.verb} {self.entity.qualified_name}>"


@dataclass(frozen=True, slots=True)
class Written:
    """What a good answer told: the key, and whether the whole record came back."""

    key: WrittenKey | None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """Where what was written can be read, for systems that write and read in different places."""

    entity: str
    """Module and collection of what is read."""
    names: Mapping[str, str]
    """Python names there, by Python name of the written field; `kn_person.la_nm` is of an object inside."""
    key: tuple[str, ...] = ()
    """Python names there that tell one written record from another, where a record shows as several rows."""


class Writer(Protocol):
    """Questions about writing to one system. Every method is pure: no I/O, no clock, no state."""

    def methods(self, verb: SentVerb) -> tuple[str, ...]:
        """The HTTP methods that do it, of which the catalogue must offer one."""
        ...

    def may_lack(self, spec: FieldSpec, given: Container[str]) -> bool:
        """True where a required field may be left out beside these (wire names), since the vendor derives it."""
        ...

    def write_request(self, draft: Draft, *, base_url: str, scope: Scope) -> Request:
        """The request that does it. Raises QueryError for what the vendor cannot do."""
        ...

    def read_written(self, response: Response, entity: EntitySpec) -> Written:
        """What a good answer says; it never raises, since the write has happened by then."""
        ...

    def certainly_refused(self, refusal: ApiError) -> bool:
        """True where this answer proves that nothing was written; a vendor may also fail after the work is done."""
        ...

    def natural_key(self, draft: Draft) -> tuple[FieldSpec, ...]:
        """The fields by which a new record is found again, of those that the draft fills; empty where there are none.

        They need not be unique: what had the same values before is left out of the search. The name of one of an
        object inside is a path: `kn_person.la_nm`.
        """
        ...

    def seen_through(self, entity: EntitySpec) -> View | None:
        """Where a written record is read back; None where that is the entity itself, if it can be read at all."""
        ...


def known_by(entity: EntitySpec, own: Catalogue, *, name: str) -> tuple[tuple[str, ...], ...]:
    """By what a new record is found again. A customer's own catalogue may not say; then the connector's own does."""
    if entity.natural or entity.catalogue is own:
        return entity.natural
    try:
        return own.entity(name).natural
    except QueryError:
        return ()


def json_body(values: Mapping[str, object]) -> bytes:
    """A body in JSON with every digit of an amount, as a number."""
    import msgspec

    return msgspec.json.Encoder(decimal_format="number").encode(values)
