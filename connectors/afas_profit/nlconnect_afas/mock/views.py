"""What an environment offers: views and update connectors by name in any case, some of the customer's own making."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from nlconnect.mock.tables import Row
from nlconnect.model.catalogue import Catalogue, EntitySpec, FieldSpec, FieldType, snake

OWN_MODULE = "own"


@dataclass(frozen=True)
class View:
    """A GetConnector: its columns in order, with their types."""

    entity: EntitySpec

    @property
    def id(self) -> str:
        return self.entity.wire

    @cached_property
    def columns(self) -> tuple[str, ...]:
        return tuple(spec.wire for spec in self.entity.fields)

    @cached_property
    def types(self) -> Mapping[str, str]:
        return {spec.wire: spec.type for spec in self.entity.fields}

    @cached_property
    def order(self) -> tuple[str, ...]:
        """What tells its rows apart."""
        return self.entity.key or self.entity.order

    def key_of(self, row: Row) -> tuple[object, ...]:
        return tuple(row[name] for name in self.order)


class Connectors:
    """The catalogue of one environment."""

    def __init__(self, catalogue: Catalogue, *, views: Mapping[str, View] | None = None) -> None:
        self.catalogue = catalogue
        self._given = views

    @cached_property
    def views(self) -> Mapping[str, View]:
        """By name in small letters."""
        if self._given is not None:
            return self._given
        shipped = [spec for spec in self.catalogue.entities() if spec.kind == "view"]
        return {spec.wire.lower(): View(spec) for spec in (*shipped, *_own())}

    def holding(self, view: View) -> Connectors:
        """The same with one view more, or another in the place of one."""
        return Connectors(self.catalogue, views={**self.views, view.id.lower(): view})

    @cached_property
    def updates(self) -> Mapping[str, EntitySpec]:
        """By name in small letters."""
        return {spec.wire.lower(): spec for spec in self.catalogue.entities() if spec.kind == "update"}

    def view(self, name: str) -> View | None:
        return self.views.get(name.lower())

    def update(self, name: str) -> EntitySpec | None:
        return self.updates.get(name.lower())

    def entity(self, name: str) -> EntitySpec:
        """By the name a person uses. Raises QueryError."""
        own = self.views.get(name.rpartition(".")[2].lower())
        return own.entity if own is not None else self.catalogue.entity(name)

    def position(self, entity: EntitySpec) -> int:
        """A place of its own for every view that was there from the start."""
        return self._positions.get(entity.wire, len(self._positions))

    @cached_property
    def _positions(self) -> Mapping[str, int]:
        return {view.id: number for number, view in enumerate(self.views.values())}


def altered(view: View, *, add: Mapping[str, tuple[FieldType, str]], drop: Iterable[str]) -> View:
    """A view after its administrator looked at it: columns more at the end, and columns less."""
    gone = frozenset(drop)
    kept = tuple(spec for spec in view.entity.fields if spec.wire not in gone)
    return View(replace(view.entity, fields=kept + columns_of(add, key=())))


def _own() -> Iterator[EntitySpec]:
    """Views that this customer made: Dutch names, a dot and a dash in a name, fields of their own."""
    yield own_view("Voorbeeld_Medewerkers", "Medewerkers voor het portaal", _EMPLOYEE_COLUMNS, key=("Medewerker",))
    yield own_view("Voorbeeld_Relaties", "Relaties met classificatie", _RELATION_COLUMNS, key=("Nummer",))


def columns_of(columns: Mapping[str, tuple[FieldType, str]], *, key: tuple[str, ...]) -> tuple[FieldSpec, ...]:
    """Columns by name, with their types and labels."""
    return tuple(
        FieldSpec(snake(wire), wire, kind, is_key=wire in key, label_nl=label, label=label)
        for wire, (kind, label) in columns.items()
    )


def own_view(
    name: str, title: str, columns: Mapping[str, tuple[FieldType, str]], *, key: tuple[str, ...]
) -> EntitySpec:
    """A view of the customer's own."""
    return EntitySpec(
        module=OWN_MODULE,
        name=name,
        record=f"{name}Row",
        wire=name,
        path=f"/connectors/{name}",
        key=key,
        kind="view",
        methods=frozenset({"GET"}),
        fields=columns_of(columns, key=key),
        demands=frozenset({"order"}),
        title=title,
        title_nl=title,
    )


_EMPLOYEE_COLUMNS: Mapping[str, tuple[FieldType, str]] = {
    "Medewerker": ("string", "Medewerker"),
    "Volledige_naam": ("string", "Naam"),
    "E-mail_werk": ("string", "E-mail werk"),
    "Tel.nr_werk": ("string", "Telefoonnr. werk"),
    "Functie": ("string", "Functie"),
    "Afdeling": ("string", "Organisatorische eenheid"),
    "Werkgever": ("string", "Werkgever"),
    "Datum_in_dienst": ("date", "Datum in dienst"),
    "Datum_uit_dienst": ("date", "Datum uit dienst"),
    "Uren_per_week": ("decimal", "Uren per week"),
    "Bedrijfskleding_maat": ("string", "Maat bedrijfskleding"),
    "Sleutelnummer": ("int", "Sleutelnummer"),
    "Gewijzigd_op": ("datetime", "Gewijzigd op"),
}
_RELATION_COLUMNS: Mapping[str, tuple[FieldType, str]] = {
    "Nummer": ("string", "Nummer"),
    "Naam": ("string", "Naam"),
    "Plaats": ("string", "Plaats"),
    "Classificatie": ("string", "Classificatie"),
    "Klant_sinds": ("date", "Klant sinds"),
    "Nieuwsbrief": ("bool", "Nieuwsbrief"),
    "Gewijzigd_op": ("datetime", "Gewijzigd op"),
}
