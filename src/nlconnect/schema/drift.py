"""What differs between what a system holds now and what a catalogue says: fields added, removed and changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from nlconnect.model.catalogue import Catalogue, EntitySpec, FieldSpec, TypeSpec
from nlconnect.model.layered import LayeredCatalogue

ALIKE = (
    frozenset({"date", "datetime"}),
    frozenset({"string", "guid", "binary"}),
    frozenset({"int", "int64"}),
    frozenset({"object", "collection"}),
)
"""Types between which a description does not always tell, so that a difference is no news."""

Types = Mapping[str, TypeSpec]


@dataclass(frozen=True, slots=True)
class FieldDrift:
    """One field that differs, by wire name; `before` and `now` are None where it is not there."""

    field: str
    before: str | None
    now: str | None

    @property
    def change(self) -> str:
        if self.before is None:
            return "added"
        return "removed" if self.now is None else "changed"


@dataclass(frozen=True, slots=True)
class EntityDrift:
    """An entity that is new, gone, or has other fields."""

    entity: str
    change: str
    fields: tuple[FieldDrift, ...] = ()


def drift_of(found: EntitySpec, known: EntitySpec | None, *, types: Types) -> EntityDrift | None:
    """How an entity differs from what is known of it; None where it does not."""
    if known is None:
        now = shape_of(found, types=types)
        return EntityDrift(found.qualified_name, "added", tuple(FieldDrift(wire, None, now[wire]) for wire in now))
    before, now = shape_of(known, types={}), shape_of(found, types=types)
    fields = [
        FieldDrift(wire, before.get(wire), now.get(wire))
        for wire in {**before, **now}
        if not _alike(before.get(wire), now.get(wire))
    ]
    return EntityDrift(known.qualified_name, "changed", tuple(fields)) if fields else None


def shape_of(spec: EntitySpec, *, types: Types) -> dict[str, str]:
    """The type of every field by wire name, those inside complex fields by path, such as `FbSalesLines/Qu`."""
    known = {**(spec.catalogue.types if spec.catalogue is not None else {}), **types} if _has_parts(spec) else types
    return dict(_shape(spec.fields, known, prefix="", inside=()))


def _has_parts(spec: EntitySpec) -> bool:
    return any(field.of is not None for field in spec.fields)


def _shape(
    fields: Iterable[FieldSpec], types: Types, *, prefix: str, inside: tuple[str, ...]
) -> Iterable[tuple[str, str]]:
    for field in fields:
        path = f"{prefix}{field.wire}"
        yield path, f"list of {field.type}" if field.many and field.of is None else field.type
        if field.of is not None and field.of in types and field.of not in inside:
            yield from _shape(types[field.of].fields, types, prefix=f"{path}/", inside=(*inside, field.of))


def _alike(before: str | None, now: str | None) -> bool:
    return before == now or any(before in family and now in family for family in ALIKE)


def drifts(
    entities: Iterable[EntitySpec], catalogue: Catalogue, *, types: Types, missing: Iterable[str] = ()
) -> list[EntityDrift]:
    """Every difference, by name. Of what is missing only the customer's own counts: no login sees all that ships."""
    known = {spec.path: spec for spec in catalogue.entities()}
    found = [drift for spec in entities if (drift := drift_of(spec, known.get(spec.path), types=types)) is not None]
    own = catalogue.own if isinstance(catalogue, LayeredCatalogue) else None
    gone = [name for name in missing if own is not None and catalogue.entity(name).catalogue is own]
    found += [EntityDrift(name, "removed") for name in gone]
    return sorted(found, key=lambda drift: drift.entity.lower())


def beyond(entities: Iterable[EntitySpec], catalogue: Catalogue, *, types: Types) -> list[EntitySpec]:
    """The entities that the shipped catalogue lacks or has otherwise, and those that a customer's own has already."""
    shipped, own = catalogue, frozenset[str]()
    if isinstance(catalogue, LayeredCatalogue):
        shipped, own = catalogue.shipped, frozenset(spec.path for spec in catalogue.own.entities())
    known = {spec.path: spec for spec in shipped.entities()}
    return [
        spec for spec in entities if spec.path in own or drift_of(spec, known.get(spec.path), types=types) is not None
    ]
