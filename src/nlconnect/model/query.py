"""Queries as values: fields, conditions, and what to fetch. Building one does no I/O."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Generic, Literal, Never, NoReturn, TypeVar

from nlconnect.errors import QueryError
from nlconnect.model.catalogue import EntitySpec, FieldSpec, TypeSpec, nearest, snake
from nlconnect.model.values import Value, coerce

if TYPE_CHECKING:
    from nlconnect.model.record import Record

T_contra = TypeVar("T_contra", contravariant=True)
"""What a field is compared with. A field of any type is a `Field[Never]`."""
R_co = TypeVar("R_co", bound="Record", covariant=True)

Comparator = Literal["eq", "ne", "gt", "ge", "lt", "le", "contains", "startswith", "endswith", "matches"]


class Condition:
    """A test on records. Combine with `&`, `|` and `~`; `and`, `or` and `not` cannot work and raise."""

    __slots__ = ()

    def __and__(self, other: Condition) -> Condition:
        return AllOf((*_parts(self, AllOf), *_parts(other, AllOf)))

    def __or__(self, other: Condition) -> Condition:
        return AnyOf((*_parts(self, AnyOf), *_parts(other, AnyOf)))

    def __invert__(self) -> Condition:
        return Negation(self)

    def __bool__(self) -> NoReturn:
        raise QueryError("a condition has no truth value of its own", hint="Combine conditions with &, | and ~.")


@dataclass(frozen=True, slots=True)
class Comparison(Condition):
    """One field against one value; None means empty. The value stays out of the repr: it may be personal."""

    field: FieldSpec
    comparator: Comparator
    value: Value | None = dataclasses.field(repr=False)


@dataclass(frozen=True, slots=True)
class AllOf(Condition):
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf(Condition):
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Negation(Condition):
    condition: Condition


def fields_of(condition: Condition) -> list[FieldSpec]:
    """Every field a condition speaks of."""
    match condition:
        case Comparison(spec):
            return [spec]
        case AllOf(conditions) | AnyOf(conditions):
            return [spec for part in conditions for spec in fields_of(part)]
        case Negation(inner):
            return fields_of(inner)
    return []


def _parts(condition: Condition, kind: type[AllOf | AnyOf]) -> tuple[Condition, ...]:
    """The parts of a condition of that kind, so that a long row of them stays flat; else the condition itself."""
    if not isinstance(condition, Condition):
        raise _no_condition(condition)
    return condition.conditions if isinstance(condition, kind) else (condition,)


def _no_condition(given: object) -> QueryError:
    return QueryError(
        f"a condition is wanted, not {type(given).__name__}",
        hint="Compare a field with a value, such as amount >= 100; put each comparison in parentheses before & or |.",
    )


@dataclass(frozen=True, slots=True)
class Order:
    field: FieldSpec
    descending: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Field(Generic[T_contra]):
    """A field of an entity, from which conditions are made: `SalesInvoices.amount_dc >= 100`.

    A complex field has its parts as attributes: `Messages.from_.email_address.address`. A condition on a field that
    holds several values is about any of them; `contains` asks whether one of them is the value.
    """

    spec: FieldSpec
    types: Mapping[str, TypeSpec] = dataclasses.field(default_factory=dict, repr=False)
    """The complex types of the system, by wire name."""

    if not TYPE_CHECKING:  # the stubs list the parts

        def __getattr__(self, name: str) -> Field[object]:
            if name.startswith("_") or name in ("spec", "types"):  # a copy asks before it has them
                raise AttributeError(name)
            try:
                return Field(self.spec.part(name, self.types), self.types)
            except QueryError as error:
                raise AttributeError(f"{error.message}. {error.hint or ''}".strip()) from None

    def __eq__(self, other: object) -> Condition:  # type: ignore[override]  # a condition, as in SQLAlchemy
        return self._compare("eq", other)

    def __ne__(self, other: object) -> Condition:  # type: ignore[override]  # a condition, as above
        return self._compare("ne", other)

    def __lt__(self, other: T_contra | str | int) -> Condition:
        return self._compare("lt", other)

    def __le__(self, other: T_contra | str | int) -> Condition:
        return self._compare("le", other)

    def __gt__(self, other: T_contra | str | int) -> Condition:
        return self._compare("gt", other)

    def __ge__(self, other: T_contra | str | int) -> Condition:
        return self._compare("ge", other)

    def __neg__(self) -> Order:
        return Order(self.spec, descending=True)

    def __hash__(self) -> int:
        return hash(self.spec)

    def is_in(self, values: Iterable[T_contra | str | int]) -> Condition:
        """True where the field equals one of the values; an empty list is refused, since no vendor can ask it."""
        if isinstance(values, str | bytes):
            raise QueryError(f"{self.spec.name} wants a list of values", hint='Write is_in(["a", "b"]).')
        conditions = tuple(self._compare("eq", value) for value in values)
        if not conditions:
            raise QueryError(f"{self.spec.name} is compared with an empty list")
        return AnyOf(conditions) if len(conditions) > 1 else conditions[0]

    def is_empty(self) -> Condition:
        return self._compare("eq", None)

    def contains(self, text: str) -> Condition:
        return self._compare("contains", text)

    def startswith(self, text: str) -> Condition:
        return self._compare("startswith", text)

    def endswith(self, text: str) -> Condition:
        return self._compare("endswith", text)

    def matches(self, text: str) -> Condition:
        """The vendor's own quick search in this field, whatever that is. AFAS has one, which is slow."""
        return self._compare("matches", text)

    def _compare(self, comparator: Comparator, value: object) -> Condition:
        if isinstance(value, Field):
            raise QueryError(
                f"{self.spec.name} is compared with a field, not with a value", hint="Compare two fields in Python."
            )
        if value is None and comparator not in ("eq", "ne"):
            raise QueryError(f"{self.spec.name} cannot be ordered against nothing", hint="Use == None or != None.")
        if not self.spec.is_value:
            raise QueryError(
                f"{self.spec.name} is a {self.spec.type} of another resource and cannot be filtered on",
                hint="Read the other resource, or expand it and filter in Python.",
            )
        if self.spec.of is not None:
            raise QueryError(
                f"{self.spec.name} is made of several fields and cannot be compared as a whole",
                hint=_parts_of(self.spec, self.types),
            )
        if self.spec.many and comparator == "contains":
            comparator = "eq"
        elif self.spec.many and comparator == "ne":
            raise QueryError(
                f"{self.spec.name} holds several values, so it is not clear which of them is to be unequal",
                hint="Write ~ (or not) before a comparison with ==, for none of them.",
            )
        if comparator in ("contains", "startswith", "endswith", "matches") and self.spec.type != "string":
            raise QueryError(f"{self.spec.name} is no text but {self.spec.type}, so no text can be searched in it")
        if comparator in ("gt", "ge", "lt", "le") and self.spec.type in ("bool", "binary"):
            raise QueryError(f"{self.spec.name} is {self.spec.type} and cannot be ordered", hint="Use == or !=.")
        return Comparison(self.spec, comparator, coerce(self.spec, value))


def _parts_of(spec: FieldSpec, types: Mapping[str, TypeSpec]) -> str:
    known = types[spec.of].fields if spec.of is not None and spec.of in types else ()
    named = ", ".join(f"{spec.name}.{part.name}" for part in known[:4])
    return f"Compare one of them: {named}." if named else "Read it and filter in Python."


@dataclass(frozen=True, slots=True)
class Query(Generic[R_co]):
    """What to read: an immutable value; every verb gives a new one."""

    entity: EntitySpec
    record: type[R_co]
    conditions: tuple[Condition, ...] = ()
    selected: tuple[str, ...] | None = None
    ordering: tuple[Order, ...] = ()
    expanded: tuple[str, ...] = ()
    maximum: int | None = None
    parameters: Mapping[str, Value] = dataclasses.field(default_factory=dict, repr=False)
    words: str | None = dataclasses.field(default=None, repr=False)

    def where(self, *conditions: Condition) -> Query[R_co]:
        """Only records for which all these conditions hold, on top of earlier ones."""
        for condition in conditions:
            if not isinstance(condition, Condition):
                raise _no_condition(condition)
            for spec in fields_of(condition):
                self._own(spec)
        return replace(self, conditions=(*self.conditions, *conditions))

    def select(self, *names: str | Field[Never]) -> Query[R_co]:
        """Fetch only these fields (Python or wire names, or Fields); the rest raises NotSelected when read.

        A field of an expanded collection is written `sales_invoice_lines.amount_dc`.
        """
        selected = tuple(self._name(name) for name in names)
        return replace(self, selected=tuple(dict.fromkeys((*(self.selected or ()), *selected))))

    def search(self, words: str) -> Query[R_co]:
        """Only records that the vendor's own search finds, in its own language: `Messages.search("from:an")`."""
        if "search" not in self.entity.supports:
            raise QueryError(
                "the vendor cannot search these", entity=self.entity.name, hint="Use a condition: 'x' in name."
            )
        if not words.strip() or not words.isprintable():
            raise QueryError("there are no words to search for", entity=self.entity.name)
        return replace(self, words=words)

    def order_by(self, *fields: str | Field[Never] | Order) -> Query[R_co]:
        """Sort by these fields; descending is `-Receivables.due_date` or `"-due_date"`."""
        return replace(self, ordering=(*self.ordering, *(self._order(entry) for entry in fields)))

    def limit(self, maximum: int) -> Query[R_co]:
        """At most this many records."""
        if type(maximum) is not int or maximum < 1:
            raise QueryError("a limit is a whole number of at least 1", entity=self.entity.name)
        return replace(self, maximum=maximum)

    def expand(self, *names: str | Field[Never]) -> Query[R_co]:
        """Fetch these collections of other resources along, complete however long they are."""
        found = [self.entity.field(name) if isinstance(name, str) else self._own(name.spec) for name in names]
        for spec in found:
            if spec.is_value:
                raise QueryError(f"{spec.name} is a plain value and needs no expand", entity=self.entity.name)
        return replace(self, expanded=tuple(dict.fromkeys((*self.expanded, *(spec.name for spec in found)))))

    def of(self, /, **parameters: Value) -> Query[R_co]:
        """The parameters of a function or the keys of parents, by Python or wire name: `.of(list="Uren")`."""
        return replace(self, parameters={**self.parameters, **self._parameters(parameters)})

    def fingerprint(self) -> str:
        """A digest of what is asked, so that a cursor of another query is refused. Tells nothing of the values."""
        parameters = sorted(self.parameters.items())
        asked = (self.entity.qualified_name, self.selected, self.ordering, self.expanded, parameters)
        text = repr(asked if self.words is None else (*asked, self.words))
        conditions = repr([_literal(condition) for condition in self.conditions])
        return hashlib.sha256(f"{text}{conditions}".encode()).hexdigest()[:32]

    def _name(self, entry: str | Field[Never]) -> str:
        if isinstance(entry, Field):
            return self._own(entry.spec).name
        head, dot, rest = entry.partition(".")
        spec = self.entity.field(head)
        if dot and spec.of is not None:
            raise QueryError(
                f"{spec.name} is fetched as a whole", entity=self.entity.name, hint=f"Select {spec.name}, without more."
            )
        if dot and spec.is_value:
            raise QueryError(f"{spec.name} is a plain value without fields of its own", entity=self.entity.name)
        return f"{spec.name}{dot}{rest}"

    def _order(self, entry: str | Field[Never] | Order) -> Order:
        if isinstance(entry, Order):
            order = entry
        elif isinstance(entry, Field):
            order = Order(entry.spec)
        else:
            order = Order(self.entity.field_at(entry.removeprefix("-")), descending=entry.startswith("-"))
        if not self._own(order.field).is_plain:
            raise QueryError(f"{order.field.name} is a {order.field.kind} and gives no order", entity=self.entity.name)
        return order

    def _own(self, spec: FieldSpec) -> FieldSpec:
        """Refuse a field of another entity, which the vendor would not know, or take for its own."""
        outermost = spec
        while outermost.within is not None:
            outermost = outermost.within
        if self.entity.by_name.get(outermost.name) != outermost:
            raise QueryError(
                f"{spec.name} ({spec.wire}) is a field of another entity",
                entity=self.entity.name,
                hint=f"Use the fields of {self.entity.name}.",
            )
        return spec

    def _parameters(self, given: Mapping[str, Value]) -> dict[str, Value]:
        known = {snake(wire): wire for wire in self.entity.parameters}
        wires = {name: known.get(name, name) for name in given}
        for name, wire in wires.items():
            if wire not in self.entity.parameters and not self.entity.parameters_unknown:
                raise QueryError(
                    f"there is no parameter {name!r}",
                    entity=self.entity.name,
                    hint=nearest(name, known, what="parameters") if known else "This entity takes none.",
                )
        return {wire: _parameter(self.entity, wire, given[name]) for name, wire in wires.items()}


def _parameter(entity: EntitySpec, wire: str, value: Value) -> Value:
    kind = entity.parameters.get(wire)
    if kind is None:
        return value
    coerced = coerce(FieldSpec(wire, wire, kind), value)
    if coerced is None:
        raise QueryError(f"the parameter {wire} cannot be empty", entity=entity.name)
    return coerced


def _literal(condition: Condition) -> object:
    match condition:
        case Comparison(spec, comparator, value):
            return (spec.wire, comparator, type(value).__name__, str(value))
        case AllOf(conditions) | AnyOf(conditions):
            return (type(condition).__name__, [_literal(part) for part in conditions])
        case Negation(inner):
            return ("not", _literal(inner))
    return repr(condition)
