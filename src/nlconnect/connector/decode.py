"""Page bytes in, records out: a fast path compiled per selection, and a tolerant one for rows that drift.

A page is first cut into rows without parsing them; each row is parsed when it is asked for, so that its values are
still in the processor's cache when the record is made, and a page never stands in memory twice. The fast path lets
msgspec parse a row into a Struct with exactly the selected fields and refuses anything else. A row it refuses goes
through the tolerant path: unknown fields are kept, numbers may come as text, amounts keep all their digits; then the
fast path is compiled again for what really comes.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import partial
from typing import Any, Generic, TypeVar

import msgspec
from msgspec import UNSET
from msgspec.structs import asdict, astuple
from pydantic import BaseModel

from nlconnect.connector.conversion import Conversion, conversions, names_of_values, single_values, values_of_types
from nlconnect.connector.wire_format import Path, WireFormat
from nlconnect.errors import ServerError
from nlconnect.model.catalogue import EntitySpec, FieldSpec
from nlconnect.model.record import Record
from nlconnect.model.scope import Scope

R = TypeVar("R", bound=Record)
Row = Any
"""One parsed row: a msgspec Struct with an attribute for each selected field, by Python name."""
RawRow = Any
"""One row that is still JSON; or a mapping, where the page itself was of an odd shape."""

log = logging.getLogger("nlconnect.decode")

_SMALL = 400_000
"""Bytes of a page whose rows, once parsed, all stay in the processor's cache: cutting it first would cost more."""
_READS: Mapping[str, Any] = {"strict": False, "float_hook": Decimal}
"""Numbers may come as text, and keep all their digits."""
_LONGEST_WHOLE = 100
"""Digits of the largest number that is written out: no business counts further, and `1e999999999` is eleven bytes."""


@dataclass(frozen=True, slots=True)
class Rows:
    """What one answer held, not parsed yet unless it says so."""

    rows: Sequence[RawRow] = field(repr=False)
    next: str | None = field(repr=False)
    total: int | None
    parsed: bool = False


@dataclass(frozen=True, slots=True)
class Nested:
    """A collection that was expanded: how its own rows are decoded."""

    name: str
    decoder: Decoder[Record]


class _Row(msgspec.Struct):
    """What every row type is built on: its repr shows no value."""

    def __repr__(self) -> str:
        return f"<row of {type(self).__name__}>"


class _Ignored(msgspec.Struct, gc=False):
    """Metadata a vendor sends with each row, where it is an object; parsed over, never kept."""


class _NestedRows(msgspec.Struct):
    rows: list[Any]
    next: str | None = None


_set_dict = BaseModel.__dict__["__dict__"].__set__
_set_fields = BaseModel.__dict__["__pydantic_fields_set__"].__set__
_set_extra = BaseModel.__dict__["__pydantic_extra__"].__set__
_set_private = BaseModel.__dict__["__pydantic_private__"].__set__
_set_scope = Record.__dict__["_scope"].__set__


class Decoder(Generic[R]):
    """Decodes the answers of one read. It adapts to what really comes, so it is not to be shared between threads.

    `partial` means that rows hold more than was asked for, which is passed over.
    """

    def __init__(
        self,
        entity: EntitySpec,
        record: type[R],
        fields: Sequence[FieldSpec],
        wire: WireFormat,
        *,
        nested: Sequence[Nested] = (),
        partial: bool = False,
    ) -> None:
        self.entity = entity
        self.record = record
        self.fields = tuple(fields)
        self.wire = wire
        self.nested = tuple(nested)
        self.partial = partial
        self.drifted = 0
        self.open_ends: list[tuple[R, str, str]] = []
        """Records whose expanded collection goes on behind a link: record, field name, link."""
        self.conversions = conversions(self.fields, wire)
        self._namings = (*names_of_values(self.fields, record), *values_of_types(self.fields, entity, wire))
        self._wires = {spec.wire: spec.name for spec in self.fields}
        self._wires.update({entity.by_name[part.name].wire: part.name for part in nested})
        self._optional = frozenset(spec.name for spec in self.fields if wire.omits_empty and not spec.is_key)
        self._unknown: dict[str, str] = {}
        self.watch: Callable[[Row], None] | None = None
        """Is told of each row as it was sent, before anything is made of it; None where nobody asks."""
        self._blank: Mapping[str, None] = {}
        self._beside: tuple[str, ...] = ()
        self._columns: tuple[str, ...] = ()
        self._fixed: Mapping[str, object] = {}
        self._finished: dict[type, tuple[type, tuple[str, ...]]] = {}
        """By type of parsed row: the type of a table's row, and what has no place in the table."""
        self._page = _page_decoder(wire)
        self._takes_whole = True
        self._compile()

    def decode(self, content: bytes, *, single: bool = False) -> Rows:
        """Cut a page into rows; `single` for the answer of a key look-up. Raises ValueError for what is no page."""
        for mend in (None, self.wire.mend) if self.wire.mend else (None,):
            with suppress(msgspec.DecodeError, json.JSONDecodeError, UnicodeDecodeError, RecursionError):
                return self._decoded(mend(content) if mend is not None else content, single=single)
        raise ValueError("the answer is no JSON")  # the errors' own text and attributes hold the answer

    def _decoded(self, content: bytes, *, single: bool) -> Rows:
        try:
            return _cut_one(content, self.wire, self.entity) if single else self._cut(content)
        except msgspec.ValidationError:
            return _cut_tolerantly(content, self.wire, self.entity)

    def parse(self, rows: Rows) -> Iterator[Row]:
        """Each row as a Struct; values are as the vendor wrote them, dates and bytes still text."""
        watch = self.watch
        if rows.parsed:
            if watch is not None:
                for row in rows.rows:
                    watch(row)
            yield from rows.rows
            return
        decode = self._row.decode
        for raw in rows.rows:
            try:
                row = decode(raw)
            except (ValueError, TypeError):
                row = self._tolerated(raw)
                decode = self._row.decode
            if watch is not None:
                watch(row)
            yield row

    def opened(self, rows: Rows) -> Rows:
        """All rows of the page parsed, of which nobody is told yet."""
        watch, self.watch = self.watch, None
        try:
            return replace(rows, rows=list(self.parse(rows)), parsed=True)
        finally:
            self.watch = watch

    def stream(self, rows: Rows, *, scope: Scope) -> Iterator[R]:
        """Frozen records, made one by one while the caller asks for them."""
        new, cls, names = self.record.__new__, self.record, self._names
        conversions = (*self.conversions, *self._namings)
        try:
            for row in self.parse(rows):
                values = asdict(row)
                for name in self._metadata:
                    del values[name]
                for name, convert in conversions:
                    values[name] = convert(values[name])
                if self._blank:
                    values.update(self._blank)
                for name in self._beside:
                    del values[name]
                record = new(cls)
                _set_dict(record, values)
                _set_fields(record, names)
                _set_extra(record, self._taken_out(values) if self._unknown else None)
                _set_private(record, None)
                _set_scope(record, scope)
                if self.nested:
                    self._unfold(record, values, scope)
                yield record
        except ServerError as failure:
            failure.scope = str(scope)
            raise

    def records(self, rows: Rows, *, scope: Scope) -> list[R]:
        """All records of a page at once."""
        return list(self.stream(rows, scope=scope))

    def mask(self, maskers: Sequence[Conversion], *, blank: Mapping[str, None], beside: Sequence[str]) -> None:
        """From now on change values before they are handed out, and pass over what was not asked for.

        Records get the fields of `blank`, empty, and go without those of `beside`.
        """
        self.conversions = (*self.conversions, *maskers)
        self._blank, self._beside = blank, tuple(beside)
        self.partial = True
        self._compile()

    def tabulate(self, columns: Sequence[str], fixed: Mapping[str, object]) -> None:
        """From now on rows are for a table of these columns, `fixed` being those with one value for all rows."""
        self._columns, self._fixed = tuple(columns), fixed
        # A key comes along even where it was not asked for: what is fixed is so whatever the vendor sends.
        settled = [(spec.name, partial(_settled, fixed[spec.name])) for spec in self.fields if spec.name in fixed]
        self.conversions = (*self.conversions, *single_values(self.fields, self.entity), *settled)
        self._compile()

    def finish(self, rows: Sequence[Row]) -> list[Row]:
        """Turn parsed rows into rows of the table, in place: their attributes are its columns, and so is their JSON.

        Dates and bytes are converted; named values stay codes, and values of complex types stay mappings.
        """
        for name, convert in self.conversions:
            for row in rows:
                value = getattr(row, name)
                if value is not None:
                    setattr(row, name, convert(value))
        return [_finished(row, *self._finished[type(row)]) for row in rows]

    def cells(self, rows: Sequence[Row]) -> list[Sequence[object]]:
        """The values of each column, of parsed rows or of finished ones."""
        kinds = {type(row) for row in rows}
        if len(kinds) != 1:  # the fast path was compiled again on the way
            finished = [self.finish([row])[0] if type(row) in self._finished else row for row in rows]
            return [[getattr(row, name) for row in finished] for name in self._columns]
        names = rows[0].__struct_fields__
        start, width = names.index(self._columns[0]), len(names)
        flat: list[object] = []
        for row in rows:
            flat += astuple(row)
        cells: list[Sequence[object]] = [flat[start + place :: width] for place in range(len(self._columns))]
        if kinds <= self._finished.keys():
            for name, convert in self.conversions:
                if name in self._columns:
                    place = self._columns.index(name)
                    cells[place] = list(map(convert, cells[place]))
        return cells

    def _compile(self) -> None:
        types: dict[str, Any] = {spec.name: _wire_type(spec) for spec in self.fields}
        types.update({part.name: _nested_type(part, self.wire) for part in self.nested})
        metadata = {f"metadata_{position}": key for position, key in enumerate(self.wire.metadata)}
        fixed = {name: f"fixed {name}" for name in self._columns if name not in types}  # such a key no vendor sends
        # In the order in which they come: msgspec looks for a key behind the one before it. Columns stand together.
        definition: list[Any] = [(name, _Ignored | str | None, None) for name in metadata]
        for name in (*(name for name in types if name not in self._columns), *self._columns):
            if name in fixed:
                definition.append((name, object, self._fixed.get(name)))
            else:
                definition.append((name, types[name], None) if name in self._optional else (name, types[name]))
        definition += [(name, object, UNSET) for name in self._unknown]
        options: Any = {"bases": (_Row,), "kw_only": True, "gc": bool(self.nested or self._unknown)}
        self.row_type = msgspec.defstruct(
            self.entity.record,
            definition,
            rename={**{name: wire for wire, name in self._wires.items()}, **self._unknown, **metadata, **fixed},
            forbid_unknown_fields=not self.partial,
            **options,
        )
        if self._columns:
            names = self.row_type.__struct_fields__
            finished = msgspec.defstruct(self.entity.record, [(name, object) for name in names], **options)
            self._finished[self.row_type] = finished, tuple(name for name in names if name not in self._columns)
        self._metadata = tuple(metadata)
        self._whole: msgspec.json.Decoder[Any] | None = None
        self._names = set(types)  # shared by all records: pydantic wants a set, and copies it before it changes one
        self._row = msgspec.json.Decoder(self.row_type, **_READS)

    def _cut(self, content: bytes) -> Rows:
        """A small page is parsed in one go where the one before it was as expected."""
        if self._whole is not None and len(content) <= _SMALL:
            try:
                return self._rows_in(self._whole.decode(content), parsed=True)
            except msgspec.ValidationError:
                self._takes_whole = False
                self._whole = None
        rows = self._rows_in(self._page.decode(content), parsed=False)
        if self._whole is None and self._takes_whole:
            self._whole = _page_decoder(self.wire, self.row_type)
        return rows

    def _rows_in(self, page: Any, *, parsed: bool) -> Rows:
        for step in _page_path(self.wire):
            page = getattr(page, _attribute(step))
        if isinstance(page, list):
            return Rows(page, None, None, parsed)
        return Rows(page.rows, page.next, int(page.total) if page.total is not None else None, parsed)

    def _tolerated(self, raw: RawRow) -> Row:
        """A row that is not as expected. Compiles the fast path again when its names were not."""
        entry = raw if isinstance(raw, Mapping) else _mapping(raw)
        if entry is None:
            raise ServerError("a row of the answer cannot be read", entity=self.entity.name) from None
        if not isinstance(raw, Mapping):
            self.drifted += 1
        self._adapt(entry)
        values: dict[str, Any] = {spec.name: _lenient(spec, entry.get(spec.wire)) for spec in self.fields}
        for part in self.nested:
            values[part.name] = part.decoder._nested_rows(entry.get(self.entity.by_name[part.name].wire))
        values.update({name: entry[wire] for name, wire in self._unknown.items() if wire in entry})
        return self.row_type(**values)

    def _adapt(self, entry: Mapping[str, Any]) -> None:
        absent = {name for wire, name in self._wires.items() if wire not in entry} - self._optional
        known = {*self._wires, *self._unknown.values(), *self.wire.metadata}
        unexpected = [] if self.partial else [key for key in entry if key not in known]
        if not absent and not unexpected:
            return
        if absent:
            log.warning("%s came without %s, which counts as empty", self.entity.name, ", ".join(sorted(absent)))
        self._optional |= absent
        self._unknown.update({f"unknown_{len(self._unknown) + place}": key for place, key in enumerate(unexpected)})
        self._compile()

    def _taken_out(self, values: dict[str, Any]) -> dict[str, object] | None:
        """Unknown fields by wire name, taken out of the record's own values."""
        found = {wire: values.pop(name) for name, wire in self._unknown.items()}
        return {wire: value for wire, value in found.items() if value is not UNSET} or None

    def _unfold(self, record: R, values: dict[str, Any], scope: Scope) -> None:
        for part in self.nested:
            found = values[part.name]
            rows = getattr(found, "rows", found) or []
            values[part.name] = part.decoder.records(Rows(rows, None, None), scope=scope)
            link = getattr(found, "next", None)
            if link:
                self.open_ends.append((record, part.name, link))

    def _nested_rows(self, found: Any) -> _NestedRows:
        link = _walk(found, self.wire.nested_next) or _walk(found, self.wire.nested_elsewhere)
        rows = found if isinstance(found, list) else _walk(found, self.wire.nested_rows)
        if not isinstance(rows, list | None) or (rows is None and not isinstance(found, Mapping | None)):
            raise ServerError("an expanded collection cannot be read", entity=self.entity.name)
        return _NestedRows(rows=rows or [], next=link if isinstance(link, str) else None)


_WIRE_TYPES: Mapping[str, Any] = {
    "string": str | None,
    "guid": str | None,
    "int": int | None,
    "int64": int | None,
    "decimal": Decimal | None,
    "float": float | None,
    "bool": bool | None,
    "date": str | None,
    "datetime": str | None,
    "binary": str | None,
    "object": object,
    "collection": object,
}


def _settled(value: object, sent: object) -> object:
    return value


def _wire_type(spec: FieldSpec) -> Any:
    """Values of a complex type stay JSON objects here, alone or in a list."""
    listed: Any = list
    kind = _WIRE_TYPES[spec.type]
    return listed[kind] | None if spec.many and spec.of is None else kind


def _lenient(spec: FieldSpec, value: Any) -> Any:
    """The wire value in the type the fast path would have given, or as it came where that cannot be."""
    if value is None or spec.type in ("object", "collection"):
        return value
    if spec.many:
        alone = replace(spec, many=False)
        return [_lenient(alone, part) for part in value] if isinstance(value, list) else value
    if spec.enum is not None and isinstance(value, list | dict):
        return _lenient_text(value)  # named values are looked up, so they have to be hashable
    try:
        return _LENIENT[spec.type](value)
    except (ValueError, TypeError, ArithmeticError, KeyError):
        return value


def _lenient_text(value: Any) -> str:
    if isinstance(value, str | Decimal):
        return str(value)
    return json.dumps(value, default=str, ensure_ascii=False)


def _lenient_decimal(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        return value
    return Decimal(value)


def _lenient_int(value: Any) -> Any:
    if isinstance(value, Decimal) and not -_LONGEST_WHOLE < value.adjusted() < _LONGEST_WHOLE:
        return value  # written out it could fill the memory
    whole = int(value)
    return whole if isinstance(value, str) or whole == value else value


_LENIENT: Mapping[str, Callable[[Any], Any]] = {
    "string": _lenient_text,
    "guid": _lenient_text,
    "date": _lenient_text,
    "datetime": _lenient_text,
    "binary": _lenient_text,
    "int": _lenient_int,
    "int64": _lenient_int,
    "decimal": _lenient_decimal,
    "float": float,
    "bool": lambda value: {"true": True, "false": False, "1": True, "0": False}[str(value).lower()],
}


def _finished(row: Row, kind: type, beside: Sequence[str]) -> Row:
    for name in beside:
        setattr(row, name, UNSET)  # which no encoder writes
    try:
        row.__class__ = kind  # of the same layout, so that nothing has to be copied
    except TypeError:
        return kind(**asdict(row))
    return row


def _attribute(step: str) -> str:
    return f"step_{step.strip('_')}"


def _wrapped(path: Path, inner: Any) -> Any:
    """A type for `inner` at the end of this path of object keys."""
    for step in reversed(path):
        inner = msgspec.defstruct("Envelope", [(_attribute(step), inner)], rename={_attribute(step): step})
    return inner


def _page_path(wire: WireFormat) -> Path:
    """The keys that lead to the object with the rows, which may itself be the rows."""
    return wire.rows[-1] if len(wire.rows) > 1 else wire.rows[0][:-1]


def _page_decoder(wire: WireFormat, row: Any = msgspec.Raw) -> msgspec.json.Decoder[Any]:
    """The usual shape, an object with rows, next link and total; or bare rows where the vendor may leave it out.

    An empty path says that a page is always bare rows.
    """
    rows: Any = list[row]
    if wire.rows == ((),):
        return msgspec.json.Decoder(rows, **_READS)
    shape: Any = msgspec.defstruct(
        "PageShape",
        [("rows", rows), ("next", str | None, None), ("total", int | str | None, None)],
        rename={"rows": wire.rows[0][-1], "next": wire.next[-1], "total": wire.total[-1]},
    )
    return msgspec.json.Decoder(_wrapped(_page_path(wire), shape | rows if len(wire.rows) > 1 else shape), **_READS)


def _cut_one(content: bytes, wire: WireFormat, entity: EntitySpec) -> Rows:
    """Some answers to a look-up are a list of one all the same."""
    payload = _loaded(content)
    found = _walk(payload, wire.one)
    if isinstance(found, Mapping) and _walk(payload, wire.rows[0]) is None:
        return Rows([found], None, None)
    return _cut_tolerantly(content, wire, entity)


def _cut_tolerantly(content: bytes, wire: WireFormat, entity: EntitySpec) -> Rows:
    """Rows wherever the vendor put them. Raises ValueError where there are none."""
    payload = _loaded(content)
    total, link = _walk(payload, wire.total), _walk(payload, wire.next)
    for path in wire.rows:
        found = _walk(payload, path)
        if isinstance(found, list) and isinstance(link, str | None):
            return Rows(found, link, _count(total))
    one = _walk(payload, wire.one)
    if isinstance(one, Mapping) and any(key in entity.by_wire for key in one):
        return Rows([one], None, None)  # a list of one may come bare
    raise ValueError("the answer has no rows where they belong")


def _count(total: Any) -> int | None:
    found = _lenient_int(total) if isinstance(total, str | int | Decimal) else None
    return found if isinstance(found, int) else None


def _loaded(content: bytes) -> Any:
    return json.loads(content, parse_float=Decimal, parse_constant=_no_constant)


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def _mapping(raw: RawRow) -> Mapping[str, Any] | None:
    try:
        entry = _loaded(bytes(raw)) if isinstance(raw, msgspec.Raw) else raw
    except (ValueError, RecursionError):
        return None
    return entry if isinstance(entry, Mapping) else None


def _nested_type(nested: Nested, wire: WireFormat) -> Any:
    if not wire.nested_rows:
        return list[msgspec.Raw] | None
    return (
        msgspec.defstruct(
            "NestedRows",
            [("rows", list[msgspec.Raw]), ("next", str | None, None)],
            rename={"rows": wire.nested_rows[-1], "next": wire.nested_next[-1]},
        )
        | None
    )


def _walk(payload: Any, path: Path) -> Any:
    for step in path:
        if not isinstance(payload, Mapping) or step not in payload:
            return None
        payload = payload[step]
    return payload
