"""Changes as values: what somebody wants written. Making one does no I/O and checks nothing yet."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType
from typing import ClassVar, Final, Literal, Self

from nlconnect.errors import QueryError
from nlconnect.model.catalogue import EntitySpec
from nlconnect.model.collection import Collection, entity_of, query_of
from nlconnect.model.match import Match, MatchKey, Origin, match_keys
from nlconnect.model.query import Query
from nlconnect.model.record import Record
from nlconnect.model.values import Value

Verb = Literal["create", "update", "upsert", "delete", "call", "link", "unlink"]
LINKS: frozenset[Verb] = frozenset({"link", "unlink"})
"""About two records, and what stands in neither."""
Key = Value | tuple[Value, ...]
Target = Collection[Record] | Query[Record]

NOTHING: Mapping[str, object] = MappingProxyType({})


class Clear(Enum):
    """The type of CLEAR."""

    CLEAR = "clear"

    def __repr__(self) -> str:
        return "CLEAR"


CLEAR: Final = Clear.CLEAR
"""Empties a field. A field that is left out stays as it is, and None is refused, since it could mean both."""


class Fresh(Enum):
    """The type of NEW_PASSWORD."""

    PASSWORD = "new password"

    def __repr__(self) -> str:
        return "NEW_PASSWORD"


NEW_PASSWORD: Final = Fresh.PASSWORD
"""A password that is made when it is planned, for a value of a change. Nobody sees it, who asks for it neither."""


@dataclass(frozen=True, slots=True, repr=False)
class Ref:
    """A reference by what people know: exactly one record must have these values, or the change is refused."""

    by: Mapping[str, Value]
    entity: EntitySpec | None = None
    """Where to look; None for where the field leads by itself."""

    def __repr__(self) -> str:
        return f"<Ref by {', '.join(self.by)}>"


def ref(source: Collection[Record] | None = None, /, **by: Value) -> Ref:
    """`ref(code="8000")`, `ref(Accounts, code="1042")`. Raises QueryError without a value to look for."""
    if not by:
        raise QueryError("a reference says by what it is known", hint='For example ref(code="8000").')
    return Ref(MappingProxyType(dict(by)), None if source is None else entity_of(source))


@dataclass(frozen=True, init=False, repr=False)
class Change:
    """What is to be written where; values by Python name. Its repr shows the names only."""

    verb: ClassVar[Verb]
    entity: EntitySpec
    values: Mapping[str, object]
    key: Key | Ref | None
    match: tuple[MatchKey | Origin, ...]
    parameters: Mapping[str, Value] = field(compare=False)
    kept: frozenset[str]
    """The fields that an upsert leaves alone in a record that is there."""

    def _fill(
        self,
        source: Target,
        values: Mapping[str, object],
        *,
        key: Key | Ref | None = None,
        match: tuple[MatchKey | Origin, ...] = (),
    ) -> None:
        query = query_of(source)
        is_whole = query.selected is None and query.maximum is None
        if query.conditions or query.ordering or query.expanded or not is_whole:
            raise QueryError(
                "a change is about one record: it takes a collection, no condition, order, limit, selection or expand",
                entity=query.entity.name,
            )
        for name, value in (
            ("entity", query.entity),
            ("values", MappingProxyType(dict(values))),
            ("key", key),
            ("match", match),
            ("parameters", query.parameters),
            ("kept", frozenset()),
        ):
            object.__setattr__(self, name, value)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.entity.qualified_name}: {', '.join(self.values) or 'no values'}>"


class Create(Change):
    """A new record, with its lines: `Create(SalesEntries, journal="70", sales_entry_lines=[{...}])`, or a record.

    Lines are mappings, or records of their own class.
    """

    verb = "create"

    def __init__(self, source: Target | Record, /, **values: object) -> None:
        if isinstance(source, Record):
            self._fill(_collection_of(source), {**source.__dict__, **values})
        else:
            self._fill(source, values)


class Update(Change):
    """Other values in one record; what is not named stays as it is: `Update(Accounts, key, name="Acme")`.

    What there is one of has no key: `Update(MailboxSettings, time_zone=...)`.
    """

    verb = "update"

    def __init__(self, source: Target, key: Key | Ref = (), /, **values: object) -> None:
        self._fill(source, values, key=key)


class Upsert(Change):
    """Update the one record that is known by these, or create it: `Upsert(Items, "code", code=...)`.

    The fields of a tuple tell it together; of a list each does, the preferred first, and those without a value are
    passed over. An Origin among them is looked up in the crosswalk. Where they do not all lead to one record, nothing
    is guessed: DoubtfulMatch.
    """

    verb = "upsert"

    def __init__(self, source: Target, match: Match | Sequence[Match], /, **values: object) -> None:
        keys = match_keys(match)
        given = tuple(key for key in keys if isinstance(key, Origin) or _has(values, key))
        if not given or (len(given) < len(keys) and not isinstance(match, list)):
            raise QueryError("an upsert names the fields to match by, and gives a value for each of them")
        self._fill(source, values, match=given)

    def keeping(self, *fields: str) -> Self:
        """A record that is there keeps what it has in these fields, without names in all; a new one gets them all."""
        if strange := sorted(set(fields) - set(self.values)):
            raise QueryError(f"the upsert has no {', '.join(strange)}", entity=self.entity.name)
        same = copy.copy(self)
        object.__setattr__(same, "kept", self.kept | frozenset(fields or self.values))
        return same


class Delete(Change):
    """One record goes: `Delete(Accounts, key)`."""

    verb = "delete"

    def __init__(self, source: Target, key: Key | Ref, /) -> None:
        self._fill(source, NOTHING, key=key)


class Call(Change):
    """Something that the system does, such as processing an invoice: `Call(PrintedSalesInvoices, invoice_id=...)`."""

    verb = "call"

    def __init__(self, source: Target, /, **values: object) -> None:
        self._fill(source, values)


class Link(Change):
    """One record more among those that another has: `Link(Groups, key, via="members", to=ref(mail="an@acme.test"))`.

    `via` is the field that leads to them. Where there can be one only, such as a manager, it takes the place of the
    one before. Nothing is sent where it is linked already.
    """

    verb = "link"

    def __init__(self, source: Target, key: Key | Ref, /, *, via: str, to: Value | Ref) -> None:
        self._fill(source, {via: to}, key=key)


class Unlink(Change):
    """The contrary: `Unlink(Groups, key, via="members", to=...)`. Both records stay.

    `to` may be left out where there can be one only. Nothing is sent where it is not linked.
    """

    verb = "unlink"

    def __init__(self, source: Target, key: Key | Ref, /, *, via: str, to: Value | Ref | None = None) -> None:
        self._fill(source, {via: CLEAR if to is None else to}, key=key)


def _has(values: Mapping[str, object], key: MatchKey) -> bool:
    return all(name.partition(".")[0] in values for name in key.fields)


def _collection_of(record: Record) -> Collection[Record]:
    return Collection(record.entity, type(record))
