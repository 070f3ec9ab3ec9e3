"""Values of several parts as people write them: checked part by part, and turned into what goes over the wire."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import TypeAlias

from nlconnect.errors import QueryError
from nlconnect.model.catalogue import Catalogue, FieldSpec, nearest
from nlconnect.model.change import Ref
from nlconnect.model.collection import type_classes
from nlconnect.model.complex import Complex, OneValue
from nlconnect.model.values import coerce

Structure: TypeAlias = Mapping[str, object] | tuple[object, ...]
"""Parts by wire name, or a list; what stands inside is in the types of its fields."""
Fault = Callable[[str, str, str | None], None]
"""Told of each fault: where, which rule, and what mends it."""

_PARTS = "Give a mapping of its parts, or a value of its class in the module `types`."


def is_structured(spec: FieldSpec) -> bool:
    """True for what a mapping or a list is given for."""
    return spec.is_open or (spec.is_value and (spec.of is not None or spec.many))


@dataclass(frozen=True, slots=True)
class Structures:
    """Checks values of several parts; the types are those of one catalogue."""

    catalogue: Catalogue | None
    fault: Fault
    mind: Callable[[str], None]
    """Told of what is odd and yet may be right."""
    is_new: bool = True
    """False where a record is there already, of which an open value keeps the parts that are left out."""

    def checked(self, spec: FieldSpec, value: object, *, at: str) -> Structure | None:
        """The value by wire names; None where something is wrong, of which `fault` was told."""
        if not spec.many:
            return self._parts(spec, value, at=at)
        if isinstance(value, str | bytes | Mapping) or not isinstance(value, Sequence):
            self.fault(at, f"is a {spec.kind}", None)
            return None
        one = replace(spec, many=False)
        return tuple(self._one(one, row, at=f"{at}[{number}]") for number, row in enumerate(value))

    def _one(self, spec: FieldSpec, value: object, *, at: str) -> object:
        if isinstance(value, Ref) and (spec.link is not None or value.entity is not None):
            return value  # what stands behind it is looked up later
        if spec.of is not None:
            return self._parts(spec, value, at=at)
        try:
            found = coerce(spec, value)
        except QueryError as wrong:
            named = spec.enum is not None and isinstance(value, str)
            self.fault(at, "has no such name" if named else f"is no {spec.kind}", wrong.hint)
            return None
        if found is None:
            self.fault(at, "is None, which says nothing", "Leave it out.")
        elif spec.enum is not None and found not in spec.enum.values.values():
            self.mind(f"{at} has a code that the catalogue does not know")
        return found

    def _parts(self, spec: FieldSpec, value: object, *, at: str) -> Mapping[str, object] | None:
        given = self._given(spec, value)
        if given is None:
            self.fault(at, f"is no {spec.of or 'object'}", self._example(spec))
            return None
        known = self._fields(spec)
        if not known:
            return {name: self._free(part, at=f"{at}.{name}") for name, part in given.items()}
        by_wire = {part.wire: part for part in known.values()}
        found: dict[str, object] = {}
        for name, part in given.items():
            own = known.get(name) or by_wire.get(name)
            if own is None:
                self.fault(f"{at}.{name}", "is no part of it", nearest(name, known, what="parts"))
            elif own.read_only:
                self.fault(f"{at}.{own.name}", "is read-only at the vendor", None)
            elif not own.is_value:
                self.fault(f"{at}.{own.name}", "lives on another resource and is written there", None)
            elif is_structured(own):
                found[own.wire] = self.checked(own, part, at=f"{at}.{own.name}")
            else:
                found[own.wire] = self._one(own, part, at=f"{at}.{own.name}")
        for part in known.values():
            if part.required and part.wire not in found and (self.is_new or not spec.is_open):
                self.fault(f"{at}.{part.name}", "is required", None)
        return found

    def _given(self, spec: FieldSpec, value: object) -> Mapping[str, object] | None:
        if isinstance(value, Complex):
            parts = {name: part for name, part in value.__dict__.items() if part is not None}
            return {name: part for name, part in parts.items() if not value.entity.by_name[name].read_only}
        if isinstance(value, Mapping):
            return value if all(isinstance(name, str) for name in value) else None
        if spec.of is not None and self.catalogue is not None:
            kind = type_classes(self.catalogue).complex(spec.of)
            if issubclass(kind, OneValue):
                try:
                    return kind.parts(value)
                except (TypeError, ValueError):
                    return None
        return None

    def _example(self, spec: FieldSpec) -> str:
        kind = type_classes(self.catalogue).complex(spec.of) if spec.of and self.catalogue is not None else Complex
        is_moment = issubclass(kind, OneValue) and kind.cell_type == "datetime"
        return f"Give a moment with its zone, such as 2026-11-23T14:30:00+01:00. {_PARTS}" if is_moment else _PARTS

    def _fields(self, spec: FieldSpec) -> Mapping[str, FieldSpec]:
        if spec.of is None or self.catalogue is None:
            return {}
        return self.catalogue.types[spec.of].by_name

    def _free(self, value: object, *, at: str) -> object:
        """What stands in an object of parts that nobody described: anything JSON can hold."""
        if value is None or isinstance(value, str | bool | int | float | Decimal | date | datetime):
            return value
        if isinstance(value, Mapping):
            return {str(name): self._free(part, at=f"{at}.{name}") for name, part in value.items()}
        if isinstance(value, list | tuple):
            return tuple(self._free(part, at=f"{at}[{number}]") for number, part in enumerate(value))
        self.fault(at, "is nothing that can be written", None)
        return None


def wire_form(value: object) -> object:
    """A value of several parts by wire names, without the parts that are not there."""
    if isinstance(value, Complex):
        by_name = value.entity.by_name
        named = {by_name[name].wire: wire_form(part) for name, part in value.__dict__.items() if part is not None}
        more = {name: wire_form(part) for name, part in (value.model_extra or {}).items() if "@" not in name}
        return {**named, **more}
    if isinstance(value, Mapping):
        return {str(name): wire_form(part) for name, part in value.items() if "@" not in str(name)}
    if isinstance(value, list | tuple):
        return [wire_form(part) for part in value]
    return value


def covers(spec: FieldSpec, stands: object, wanted: object, catalogue: Catalogue | None) -> bool:
    """Whether all that was wanted stands there; vendors add parts of their own. Both by wire names.

    Times with a zone are the same where they are the same moment.
    """
    if spec.many:
        one = replace(spec, many=False)
        both = isinstance(stands, list | tuple) and isinstance(wanted, list | tuple)
        return both and len(stands) == len(wanted) and all(  # type: ignore[arg-type]  # both are lists
            covers(one, here, there, catalogue) for here, there in zip(stands, wanted, strict=True)  # type: ignore[call-overload]  # both are lists
        )  # fmt: skip
    if isinstance(wanted, Mapping) and isinstance(stands, Mapping):
        return _covered(spec, stands, wanted, catalogue)
    return _alike(spec, stands, wanted)


def _covered(
    spec: FieldSpec, stands: Mapping[str, object], wanted: Mapping[str, object], catalogue: Catalogue | None
) -> bool:
    parts: Mapping[str, FieldSpec] = {}
    if spec.of is not None and catalogue is not None:
        kind = type_classes(catalogue).complex(spec.of)
        if issubclass(kind, OneValue):
            try:
                return bool(kind.cell(stands) == kind.cell(wanted))
            except (ValueError, TypeError, KeyError):
                pass
        parts = {part.wire: part for part in catalogue.types[spec.of].fields}
    free = replace(spec, of=None, many=False, type="object", enum=None)
    for name, value in wanted.items():
        part = parts.get(name, replace(free, many=isinstance(value, list | tuple)))
        if not covers(part, stands.get(name), value, catalogue):
            return False
    return True


def _alike(spec: FieldSpec, stands: object, wanted: object) -> bool:
    if stands is None or wanted is None:
        return stands is wanted
    try:
        return coerce(spec, stands) == coerce(spec, wanted)
    except QueryError:
        return str(stands) == str(wanted)
