"""Values of complex types out of parsed JSON: no check, no loss."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from typing import Any

from pydantic import BaseModel

from nlconnect.connector.wire_format import WireFormat
from nlconnect.model.catalogue import Catalogue, FieldSpec
from nlconnect.model.collection import type_classes

Make = Callable[[Any], Any]
Makers = dict[str, Make]

_set_dict = BaseModel.__dict__["__dict__"].__set__
_set_fields = BaseModel.__dict__["__pydantic_fields_set__"].__set__
_set_extra = BaseModel.__dict__["__pydantic_extra__"].__set__
_set_private = BaseModel.__dict__["__pydantic_private__"].__set__


def maker_of(wire_name: str, catalogue: Catalogue, wire: WireFormat, makers: Makers) -> Make:
    """What makes a value of that type of a JSON object; anything else stays as it came. `makers` are those known."""
    if wire_name not in makers:
        makers[wire_name] = _maker(wire_name, catalogue, wire, makers)
    return makers[wire_name]


def _maker(wire_name: str, catalogue: Catalogue, wire: WireFormat, makers: Makers) -> Make:
    cls = type_classes(catalogue).complex(wire_name)
    parts = {
        spec.wire: (spec.name, _conversion(spec, catalogue, wire, makers)) for spec in catalogue.types[wire_name].fields
    }
    empty = dict.fromkeys(name for name, _ in parts.values())
    new = cls.__new__

    def make(found: Any) -> Any:
        if not isinstance(found, dict):
            return found
        values = empty.copy()
        came = set()
        unknown: dict[str, object] | None = None
        for key, value in found.items():
            part = parts.get(key)
            if part is None:
                unknown = unknown or {}
                unknown[key] = value
                continue
            name, convert = part
            values[name] = value if value is None or convert is None else convert(value)
            came.add(name)
        made = new(cls)
        _set_dict(made, values)
        _set_fields(made, came)
        _set_extra(made, unknown if unknown is not None else {})
        _set_private(made, None)
        return made

    return make


def _conversion(spec: FieldSpec, catalogue: Catalogue, wire: WireFormat, makers: Makers) -> Make | None:
    convert = _single(spec, catalogue, wire, makers)
    if convert is None or not spec.many:
        return convert
    return lambda values: [convert(value) for value in values] if isinstance(values, list) else values


def _single(spec: FieldSpec, catalogue: Catalogue, wire: WireFormat, makers: Makers) -> Make | None:
    if spec.of is not None:
        return maker_of(spec.of, catalogue, wire, makers)
    if spec.enum is not None:
        named: Mapping[object, object] = {member.value: member for member in type_classes(catalogue).enum(spec.enum)}
        return lambda value: named.get(value, value) if isinstance(value, str | int) else value
    simple: Mapping[str, Make] = {
        "date": _as_it_came(wire.day),
        "datetime": _as_it_came(wire.moment),
        "binary": _as_it_came(lambda text: base64.b64decode(text, validate=True)),
        "float": _as_it_came(float),
    }
    return simple.get(spec.type)


def _as_it_came(convert: Make) -> Make:
    """A value that cannot be converted is kept: reading never fails over one odd cell."""

    def converted(value: Any) -> Any:
        try:
            return convert(value)
        except (ValueError, TypeError, OverflowError):
            return value

    return converted
