"""Page bytes in, records out: a fast path compiled per selection, and a tolerant one for whatever drifts.

The fast path lets msgspec parse straight into a Struct that has exactly the selected fields, refuses anything
else, and turns each row into a real record without validating a second time. A page it refuses goes through the
tolerant path: unknown fields are kept, numbers may come as text, amounts keep all their digits. When a whole
page has drifted the same way, the fast path is compiled again with the names that really came.
"""

from __future__ import annotations

import base64
import json
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Generic, TypeVar

import msgspec
from msgspec.structs import asdict
from pydantic import BaseModel

from nlconnect.model.catalogue import EntitySpec, FieldSpec
from nlconnect.model.record import Record
from nlconnect.model.scope import Scope

R = TypeVar("R", bound=Record)
Row = Any
"""One row as the fast path leaves it: a msgspec Struct with one attribute per selected field."""

Path = tuple[str, ...]

log = logging.getLogger("nlconnect.decode")

_REMEMBERED = 20_000
NOTHING: Mapping[Any, object] = MappingProxyType({})


class _Ignored(msgspec.Struct, gc=False):
    """Metadata a vendor sends with each row; parsed over, never kept."""


@dataclass(frozen=True, slots=True)
class WireFormat:
    """How a vendor writes a page: where rows, next link and total stand, and how a moment is written.

    `rows` are alternatives, the usual one first. `day` and `moment` raise ValueError for text they cannot read.
    """

    rows: tuple[Path, ...]
    next: Path
    total: Path
    day: Callable[[str], date]
    moment: Callable[[str], datetime]
    metadata: tuple[str, ...] = ()
    nested_rows: Path = ()
    nested_next: Path = ()


@dataclass(frozen=True, slots=True)
class Rows:
    """What one answer held, before records are made of it."""

    rows: Sequence[Row]
    next: str | None
    total: int | None
    unknown: Sequence[Mapping[str, object]] = ()


class Remembered(dict[Any, Any]):
    """Remembers what a value was converted to: dates and codes repeat over the rows of a page.

    None stays None. A value that cannot be converted is kept as it came: reading never fails over one odd cell.
    """

    def __init__(self, convert: Callable[[Any], object], known: Mapping[Any, object] = NOTHING) -> None:
        super().__init__({None: None, **known})
        self._convert = convert
        self._known = known

    def __missing__(self, value: Any) -> object:
        if len(self) > _REMEMBERED:
            self.clear()
            self.update({None: None, **self._known})
        try:
            converted = self._convert(value)
        except (ValueError, TypeError, OverflowError):
            log.warning("a value could not be converted and was kept as it came")
            converted = value
        self[value] = converted
        return converted


_set_dict = BaseModel.__dict__["__dict__"].__set__
_set_fields = BaseModel.__dict__["__pydantic_fields_set__"].__set__
_set_extra = BaseModel.__dict__["__pydantic_extra__"].__set__
_set_private = BaseModel.__dict__["__pydantic_private__"].__set__
_set_scope = Record.__dict__["_scope"].__set__


@dataclass(frozen=True, slots=True)
class Nested:
    """A collection that was expanded: how its own rows are decoded."""

    name: str
    decoder: Decoder[Record]


class Decoder(Generic[R]):
    """Decodes the answers of one read. It adapts to what really comes, so it is not to be shared between threads."""

    def __init__(
        self,
        entity: EntitySpec,
        record: type[R],
        fields: Sequence[FieldSpec],
        wire: WireFormat,
        *,
        nested: Sequence[Nested] = (),
    ) -> None:
        self.entity = entity
        self.record = record
        self.fields = tuple(fields)
        self.wire = wire
        self.nested = tuple(nested)
        self.drifted = 0
        self._unknown: tuple[str, ...] = ()
        self._conversions = _conversions(self.fields, wire)
        self._namings = _namings(self.fields, record)
        self._compile()

    def decode(self, content: bytes, *, single: bool = False) -> Rows:
        """The rows of a page, or the one row of a key look-up. Raises ValueError for what is no JSON of this shape."""
        try:
            return self._fast_one(content) if single else self._fast_page(content)
        except (msgspec.ValidationError, ValueError) as mismatch:
            if isinstance(mismatch, msgspec.DecodeError) and not isinstance(mismatch, msgspec.ValidationError):
                raise ValueError("the answer is no JSON") from None
        return self._tolerant(content, single=single)

    def records(self, rows: Rows, *, scope: Scope) -> list[R]:
        """Frozen records of the rows, each with its scope."""
        return list(self.stream(rows, scope=scope))

    def stream(self, rows: Rows, *, scope: Scope) -> Iterator[R]:
        """The same records one by one: whoever drops them as they come keeps the working set in the cache."""
        records = self._build(rows.rows, scope)
        if self._extra:
            records = self._with_extra(records)
        if self.nested:
            records = self._with_nested(records, scope)
        return _with_unknown(records, rows.unknown) if rows.unknown else records

    def convert(self, rows: Rows) -> Sequence[Row]:
        """The rows themselves, their dates, bytes and padded codes converted in place; named values stay codes."""
        for row in rows.rows:
            for name, convert in self._conversions:
                setattr(row, name, convert(getattr(row, name)))
        return rows.rows

    def _compile(self) -> None:
        types = {spec.name: _WIRE_TYPES[spec.type] for spec in self.fields}
        types.update({nested.name: _nested_type(nested) for nested in self.nested})
        renames = {spec.name: spec.wire for spec in self.fields}
        renames.update({nested.name: self.entity.by_name[nested.name].wire for nested in self.nested})
        metadata = {f"metadata_{position}": key for position, key in enumerate(self.wire.metadata)}
        extra = {f"unknown_{position}": key for position, key in enumerate(self._unknown)}
        definition: list[Any] = [
            *types.items(),
            *((name, object) for name in extra),
            *((name, _Ignored | None, None) for name in metadata),
        ]
        self.row_type = msgspec.defstruct(
            self.entity.record,
            definition,
            rename={**renames, **metadata, **extra},
            forbid_unknown_fields=True,
            gc=bool(self.nested),
        )
        self._metadata = tuple(metadata)
        self._extra = extra
        self._names = frozenset(types)
        self._page = msgspec.json.Decoder(_page_type(self.wire, self.row_type), strict=False)
        self._one = msgspec.json.Decoder(_wrapped(self.wire.rows[-1], self.row_type), strict=False)

    def _fast_page(self, content: bytes) -> Rows:
        page = self._page.decode(content)
        for step in _page_path(self.wire):
            page = getattr(page, _attribute(step))
        if isinstance(page, list):
            return Rows(page, None, None)
        total = page.total
        return Rows(page.rows, page.next, int(total) if total is not None else None)

    def _fast_one(self, content: bytes) -> Rows:
        found = self._one.decode(content)
        for step in self.wire.rows[-1]:
            found = getattr(found, _attribute(step))
        return Rows([found], None, None)

    def _build(self, rows: Iterable[Row], scope: Scope) -> Iterator[R]:
        new, cls, names = self.record.__new__, self.record, self._names
        conversions = (*self._conversions, *self._namings)
        dropped = self._metadata
        for row in rows:
            values = asdict(row)
            for name in dropped:
                del values[name]
            for name, convert in conversions:
                values[name] = convert(values[name])
            record = new(cls)
            _set_dict(record, values)
            _set_fields(record, names)
            _set_extra(record, None)
            _set_private(record, None)
            _set_scope(record, scope)
            yield record

    def _with_extra(self, records: Iterable[R]) -> Iterator[R]:
        for record in records:
            values = record.__dict__
            _set_extra(record, {wire: values.pop(name) for name, wire in self._extra.items()})
            yield record

    def _with_nested(self, records: Iterable[R], scope: Scope) -> Iterator[R]:
        for record in records:
            values = record.__dict__
            for nested in self.nested:
                found = values[nested.name]
                rows = found.rows if found is not None else []
                values[nested.name] = list(nested.decoder.stream(Rows(rows, None, None), scope=scope))
            yield record

    def _tolerant(self, content: bytes, *, single: bool) -> Rows:
        payload = json.loads(content, parse_float=Decimal)
        raw, next_link, total = _find_rows(payload, self.wire, single=single)
        self.drifted += 1
        log.debug("a page of %s drifted from its catalogue", self.entity.name)
        self._adapt(raw)
        rows, unknown = [], []
        for entry in raw:
            values, extra = self._lenient_row(entry)
            rows.append(self.row_type(**values))
            unknown.append(extra)
        return Rows(rows, next_link, total, unknown)

    def _lenient_row(self, entry: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, object]]:
        """Python values by name, and what the catalogue does not know. A selected field that is missing stays None."""
        values: dict[str, Any] = {spec.name: _lenient(spec, entry.get(spec.wire)) for spec in self.fields}
        known = {spec.wire for spec in self.fields} | set(self.wire.metadata)
        for nested in self.nested:
            wire = self.entity.by_name[nested.name].wire
            known.add(wire)
            values[nested.name] = nested.decoder._lenient_nested(entry.get(wire), self.wire)
        values.update({name: entry.get(key) for name, key in self._extra.items()})
        known.update(self._unknown)
        return values, {key: value for key, value in entry.items() if key not in known}

    def _lenient_nested(self, found: Any, wire: WireFormat) -> Any:
        raw: Sequence[Mapping[str, Any]] = []
        next_link = None
        if isinstance(found, Mapping):
            raw, next_link = _walk(found, wire.nested_rows) or [], _walk(found, wire.nested_next)
        elif isinstance(found, list):
            raw = found
        rows = [self.row_type(**self._lenient_row(entry)[0]) for entry in raw]
        return _NestedRows(rows=rows, next=next_link)

    def _adapt(self, raw: Sequence[Mapping[str, Any]]) -> None:
        """Compile again when every row of the page carries the same names that were not expected."""
        if not raw:
            return
        known = {spec.wire for spec in self.fields} | set(self.wire.metadata) | set(self._unknown)
        known.update(self.entity.by_name[nested.name].wire for nested in self.nested)
        unexpected = [key for key in raw[0] if key not in known]
        if unexpected and all(set(unexpected) <= set(entry) for entry in raw):
            self._unknown = (*self._unknown, *unexpected)
            self._compile()


class _NestedRows(msgspec.Struct):
    rows: list[Any]
    next: str | None = None


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


Conversion = tuple[str, Callable[[Any], Any]]


def _conversions(fields: Sequence[FieldSpec], wire: WireFormat) -> tuple[Conversion, ...]:
    """What must still happen to a parsed value, by field name: dates, bytes and padded codes."""
    special = {
        "date": Remembered(wire.day).__getitem__,
        "datetime": Remembered(wire.moment).__getitem__,
        "binary": _bytes,
    }
    found = [(spec.name, special[spec.type]) for spec in fields if spec.type in special]
    return (*found, *((spec.name, _stripped) for spec in fields if spec.padded))


def _namings(fields: Sequence[FieldSpec], record: type[Record]) -> tuple[Conversion, ...]:
    """Named values by wire value; what has no name stays as it came."""
    enums = {spec.name: record.enum_of(spec.name) for spec in fields if spec.enum}
    return tuple(
        (name, Remembered(_same, {member.value: member for member in enum}).__getitem__) for name, enum in enums.items()
    )


def _same(value: object) -> object:
    return value


def _stripped(text: Any) -> Any:
    return text.strip() if isinstance(text, str) else text


def _bytes(text: Any) -> Any:
    """The bytes behind base64, or the text where it is none."""
    try:
        return base64.b64decode(text, validate=True) if text is not None else None
    except (ValueError, TypeError):
        return text


def _with_unknown(records: Iterable[R], unknown: Sequence[Mapping[str, object]]) -> Iterator[R]:
    for record, extra in zip(records, unknown, strict=True):
        if extra:
            _set_extra(record, {**(record.model_extra or {}), **extra})
        yield record


def _lenient(spec: FieldSpec, value: Any) -> Any:
    """The wire value in the type the fast path would have given, or as it came where that cannot be."""
    if value is None or spec.type in ("object", "collection"):
        return value
    try:
        return _LENIENT[spec.type](value)
    except (ValueError, TypeError, ArithmeticError, KeyError):
        return value


def _lenient_text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, default=str)


_LENIENT: Mapping[str, Callable[[Any], Any]] = {
    "string": _lenient_text,
    "guid": _lenient_text,
    "date": _lenient_text,
    "datetime": _lenient_text,
    "binary": _lenient_text,
    "int": int,
    "int64": int,
    "decimal": lambda value: Decimal(value) if isinstance(value, str | int | Decimal) else Decimal(str(value)),
    "float": float,
    "bool": lambda value: {"true": True, "false": False, "1": True, "0": False}[str(value).lower()],
}


def _attribute(step: str) -> str:
    return f"step_{step.strip('_')}"


def _wrapped(path: Path, inner: Any) -> Any:
    """A type for `inner` at the end of this path of object keys."""
    for step in reversed(path):
        inner = msgspec.defstruct("Envelope", [(_attribute(step), inner)], rename={_attribute(step): step})
    return inner


def _page_type(wire: WireFormat, row: type) -> Any:
    """The usual shape, an object with rows, next link and total; or bare rows where the vendor may leave it out."""
    usual = wire.rows[0]
    shape: Any = msgspec.defstruct(
        "PageShape",
        [("rows", list[row]), ("next", str | None, None), ("total", int | str | None, None)],  # type: ignore[valid-type]
        rename={"rows": usual[-1], "next": wire.next[-1], "total": wire.total[-1]},
    )
    if len(wire.rows) > 1:
        shape = shape | list[row]  # type: ignore[valid-type]
    return _wrapped(_page_path(wire), shape)


def _page_path(wire: WireFormat) -> Path:
    """The keys that lead to the object with the rows, which may itself be the rows."""
    return wire.rows[-1] if len(wire.rows) > 1 else wire.rows[0][:-1]


def _nested_type(nested: Nested) -> Any:
    row = nested.decoder.row_type
    wire = nested.decoder.wire
    if not wire.nested_rows:
        return list[row] | None  # type: ignore[valid-type]
    return (
        msgspec.defstruct(
            "NestedRows",
            [("rows", list[row]), ("next", str | None, None)],  # type: ignore[valid-type]
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


def _find_rows(payload: Any, wire: WireFormat, *, single: bool) -> tuple[list[Any], str | None, int | None]:
    """Rows wherever the vendor put them. Raises ValueError where there are none."""
    total = _walk(payload, wire.total)
    for path in wire.rows:
        found = _walk(payload, path)
        if isinstance(found, list) and all(isinstance(entry, Mapping) for entry in found):
            return found, _walk(payload, wire.next), int(total) if total is not None else None
        if single and isinstance(found, Mapping):
            return [found], None, None
    raise ValueError("the answer has no rows where they belong")


def decode_one(content: bytes, entity: EntitySpec, record: type[R], wire: WireFormat, *, scope: Scope) -> list[R]:
    """Records of an answer whose fields are not known beforehand: those of a function, or of a raw request."""
    payload = json.loads(content, parse_float=Decimal)
    raw, _, _ = _find_rows(payload, wire, single=True)
    present = [spec for spec in entity.fields if spec.is_value and raw and spec.wire in raw[0]]
    decoder = Decoder(entity, record, present, wire)
    return decoder.records(
        decoder.decode(content, single=not isinstance(_walk(payload, wire.rows[0]), list)), scope=scope
    )
