"""What an environment offers: views and update connectors by name in any case, some of the customer's own making."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
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

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    @cached_property
    def views(self) -> Mapping[str, View]:
        """By name in small letters."""
        shipped = [spec for spec in self.catalogue.entities() if spec.kind == "view"]
        return {spec.wire.lower(): View(spec) for spec in (*shipped, *_own())}

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
        """A place of its own for every view."""
        return self._positions[entity.wire]

    @cached_property
    def _positions(self) -> Mapping[str, int]:
        return {view.id: number for number, view in enumerate(self.views.values())}


def _own() -> Iterator[EntitySpec]:
    """Views that this customer made: Dutch names, a dot and a dash in a name, fields of their own."""
    yield _view("Voorbeeld_Medewerkers", "Medewerkers voor het portaal", _EMPLOYEE_COLUMNS, key=("Medewerker",))
    yield _view("Voorbeeld_Relaties", "Relaties met classificatie", _RELATION_COLUMNS, key=("Nummer",))


def _view(name: str, title: str, columns: Mapping[str, tuple[FieldType, str]], *, key: tuple[str, ...]) -> EntitySpec:
    fields = tuple(
        FieldSpec(snake(wire), wire, kind, is_key=wire in key, label_nl=label, label=label)
        for wire, (kind, label) in columns.items()
    )
    return EntitySpec(
        module=OWN_MODULE,
        name=name,
        record=f"{name}Row",
        wire=name,
        path=f"/connectors/{name}",
        key=key,
        kind="view",
        methods=frozenset({"GET"}),
        fields=fields,
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
