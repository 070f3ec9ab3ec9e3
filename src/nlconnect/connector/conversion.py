"""What must still happen to a parsed value before it is what its field's type says."""

from __future__ import annotations

import base64
import logging
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Any

from nlconnect.connector.complex import Makers, maker_of
from nlconnect.connector.wire_format import WireFormat
from nlconnect.model.catalogue import EntitySpec, FieldSpec
from nlconnect.model.collection import type_classes
from nlconnect.model.complex import OneValue
from nlconnect.model.record import Record

Conversion = tuple[str, Callable[[Any], Any]]
"""A field's name, and what makes its value. None stays None; what cannot be converted stays as it came."""

log = logging.getLogger("nlconnect.decode")

_REMEMBERED = 20_000
_NOTHING: Mapping[Any, object] = MappingProxyType({})
_UNFIT = (ValueError, TypeError, OverflowError)


class _Remembered(dict[Any, Any]):
    """Remembers what a value was converted to: days and codes repeat over the rows of a page.

    A value that cannot be converted is kept as it came: reading never fails over one odd cell.
    """

    def __init__(self, convert: Callable[[Any], object], known: Mapping[Any, object] = _NOTHING) -> None:
        super().__init__({None: None, **known})
        self._convert = convert
        self._known = known

    def __missing__(self, value: Any) -> object:
        if len(self) > _REMEMBERED:
            self.clear()
            self.update({None: None, **self._known})
        try:
            converted = self._convert(value)
        except _UNFIT:
            _tell_kept()
            converted = value
        self[value] = converted
        return converted


def conversions(fields: Sequence[FieldSpec], wire: WireFormat) -> tuple[Conversion, ...]:
    """Dates, bytes and padded codes."""
    special = {
        "date": _Remembered(wire.day).__getitem__,
        "datetime": _anew(wire.moment),
        "binary": _bytes,
    }
    found: list[Conversion] = [
        (spec.name, _each(special[spec.type]) if spec.many else special[spec.type])
        for spec in fields
        if spec.type in special
    ]
    return (*found, *((spec.name, _stripped) for spec in fields if spec.padded))


def names_of_values(fields: Sequence[FieldSpec], record: type[Record]) -> tuple[Conversion, ...]:
    """Named values by wire value; what has no name stays as it came."""
    found: list[Conversion] = []
    for spec in fields:
        if spec.enum is not None:
            name_of = _Remembered(_same, {member.value: member for member in record.enum_of(spec.name)}).__getitem__
            found.append((spec.name, _each(name_of) if spec.many else name_of))
    return tuple(found)


def values_of_types(fields: Sequence[FieldSpec], entity: EntitySpec, wire: WireFormat) -> tuple[Conversion, ...]:
    """Values of complex types, made of the JSON objects that came."""
    makers: Makers = {}
    found: list[Conversion] = []
    for spec in fields:
        if spec.of is not None and entity.catalogue is not None:
            make = maker_of(spec.of, entity.catalogue, wire, makers)
            found.append((spec.name, _each(make) if spec.many else make))
    return tuple(found)


def _each(convert: Callable[[Any], object]) -> Callable[[Any], Any]:
    """The same for every value of a list; what is no list stays as it came."""

    def converted(values: Any) -> Any:
        return [convert(value) for value in values] if isinstance(values, list) else values

    return converted


def _anew(convert: Callable[[Any], object]) -> Callable[[Any], Any]:
    """Converts without remembering: hardly any two moments are the same."""

    def converted(value: Any) -> object:
        if value is None:
            return None
        try:
            return convert(value)
        except _UNFIT:
            _tell_kept()
            return value

    return converted


def _tell_kept() -> None:
    log.warning("a value could not be converted and was kept as it came")


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


def one_value_kind(spec: FieldSpec, entity: EntitySpec) -> type[OneValue] | None:
    """The class of a complex field whose parts make one value, which then is what a table holds."""
    if spec.of is None or spec.many or entity.catalogue is None or entity.catalogue.types[spec.of].kind is None:
        return None
    kind = type_classes(entity.catalogue).complex(spec.of)
    return kind if issubclass(kind, OneValue) else None


def single_values(fields: Sequence[FieldSpec], entity: EntitySpec) -> tuple[Conversion, ...]:
    """The values of such fields, for a table; what is odd stays as it came."""
    kinds = {spec.name: kind for spec in fields if (kind := one_value_kind(spec, entity)) is not None}
    return tuple((name, partial(_single_value, kind)) for name, kind in kinds.items())


def _single_value(kind: type[OneValue], found: Any) -> object:
    try:
        return kind.cell(found) if isinstance(found, Mapping) else found
    except (ValueError, TypeError, KeyError):
        return found
