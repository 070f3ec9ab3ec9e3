"""What an environment tells of itself: its connectors, their fields, and the customer's own fields."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from nlconnect.mock.messages import Asked
from nlconnect.model.catalogue import EntitySpec, FieldSpec
from nlconnect_afas.mock.signin import ENVIRONMENT
from nlconnect_afas.mock.state import State
from nlconnect_afas.mock.views import OWN_MODULE, View

TEXT, NUMBER = 1, 5
"""Kinds of controls. AFAS: 1 is a text and 5 a number or a code; the other numbers are not on record."""
_TYPES = {
    "string": "string",
    "guid": "string",
    "int": "int",
    "int64": "int",
    "decimal": "decimal",
    "float": "decimal",
    "bool": "boolean",
    "date": "date",
    "datetime": "date",
    "binary": "blob",
}
_LENGTHS = {"string": 80, "guid": 38, "int": 9, "int64": 18, "decimal": 15, "date": 10, "datetime": 19}
"""What fields hold whose length nobody wrote down: guesses."""
CUSTOM_CONNECTORS = (
    ("AppConnectorFile", "Bestanden", "Files"),
    ("AppConnectorImage", "Afbeeldingen", "Images"),
    ("AppConnectorReport", "Rapporten", "Reports"),
    ("AppConnectorSubject", "Dossierbijlagen", "Subject attachments"),
    ("AppConnectorVersion", "Profit-versie", "Profit version"),
)


@dataclass(frozen=True, slots=True)
class OwnField:
    """A field that this customer added to an object."""

    id: str
    label: str
    kind: str
    length: int
    values: Mapping[str, str] | None = None


_OWN: Mapping[str, Sequence[tuple[str, str, int, Mapping[str, str] | None]]] = {
    "KnOrganisation": (
        ("Classificatie", "string", 1, {"A": "Grote klant", "B": "Vaste klant", "C": "Losse klant"}),
        ("Nieuwsbrief", "boolean", 1, None),
        ("Klant sinds", "date", 10, None),
    ),
    "AfasEmployee": (
        ("Maat bedrijfskleding", "string", 2, {"S": "Small", "M": "Medium", "L": "Large", "XL": "Extra large"}),
        ("Sleutelnummer", "int", 9, None),
    ),
    "FbSales": (("Projectleider klant", "string", 50, None),),
    "FbSalesLines": (("Montagedatum", "date", 10, None),),
}
"""Label, type, length and code table of the customer's own fields, by object."""


def own_fields(state: State, name: str) -> tuple[OwnField, ...]:
    """The customer's own fields of an object. AFAS: their names differ from one environment to the next."""
    rows = _OWN.get(name, ())
    return tuple(
        OwnField(own_id(state, name, label), label, kind, length, values) for label, kind, length, values in rows
    )


def own_id(state: State, name: str, label: str) -> str:
    """AFAS: `U` and 32 hexadecimal digits."""
    text = f"{state.setting.seed}:{ENVIRONMENT}:{name}:{label}"
    return f"U{hashlib.md5(text.encode(), usedforsecurity=False).hexdigest().upper()}"


@dataclass(frozen=True)
class MetaInfo:
    """Tells one caller, in the language the caller wants."""

    state: State
    asked: Asked

    def overview(self, *, token_expiry: str = "0") -> dict[str, object]:
        """Everything this app connector holds."""
        connectors, withheld = self.state.connectors, self.state.withheld
        return {
            "updateConnectors": self._listed(connectors.updates.values(), withheld),
            "getConnectors": self._listed((view.entity for view in connectors.views.values()), withheld),
            "customConnectors": [
                {"id": name, "description": self._of(dutch, english)}
                for name, dutch, english in CUSTOM_CONNECTORS
                if name not in withheld
            ],
            "info": {
                "envid": ENVIRONMENT,
                "appName": "nlconnect",
                "group": "Koppelingen",
                "tokenExpiry": token_expiry,
            },
        }

    def view(self, view: View) -> dict[str, object]:
        """AFAS: `id` is the name of a column in rows, `fieldId` the name inside."""
        return {
            "name": view.id,
            "description": self._title(view.entity),
            "fields": [self._column(view, place, spec) for place, spec in enumerate(view.entity.fields)],
        }

    def update(self, entity: EntitySpec) -> dict[str, object]:
        """AFAS: `id` is the connector, `name` the root of its body; they can differ."""
        document = entity.document
        root = document.root if document is not None else entity.wire
        body = self._object(entity, root, entity.fields, path="")
        return {"id": entity.wire, "description": self._title(entity), **body}

    def _object(self, entity: EntitySpec, name: str, fields: Iterable[FieldSpec], *, path: str) -> dict[str, object]:
        keys, mandatory = keys_of(entity, name, is_root=not path), mandatory_of(entity, path)
        found: list[dict[str, object]] = []
        objects: list[dict[str, object]] = []
        for spec in fields:
            if spec.of is None:
                found.append(self._field(spec, is_key=spec.wire in keys, mandatory=spec.wire in mandatory))
                continue
            inner = entity.catalogue.types[spec.of] if entity.catalogue is not None else None
            below = f"{path}/{spec.wire}".strip("/")
            inner_fields = inner.fields if inner is not None else ()
            objects.append(self._object(entity, spec.wire, inner_fields, path=below))
        found += [_own_field(own) for own in own_fields(self.state, name)]
        return {"name": name, "fields": found, "objects": objects}

    def _field(self, spec: FieldSpec, *, is_key: bool, mandatory: bool) -> dict[str, object]:
        return {
            "fieldId": spec.wire,
            "primaryKey": is_key,
            "dataType": _type(spec),
            "label": self._label(spec),
            "mandatory": mandatory,
            "length": _length(spec),
            "decimals": 2 if spec.type == "decimal" else 0,
            "decimalFieldId": "",
            "notzero": False,
            "controlType": _control(spec),
            "values": _values(spec),
        }

    def _column(self, view: View, place: int, spec: FieldSpec) -> dict[str, object]:
        is_own = view.entity.module == OWN_MODULE and spec.label in _OWN_LABELS
        inside = f"U{place + 1:03d}"
        return {
            "id": spec.wire,
            "fieldId": own_id(self.state, _OWN_LABELS[spec.label or ""], spec.label or "") if is_own else inside,
            "dataType": _type(spec),
            "label": self._label(spec),
            "length": _length(spec),
            "controlType": _control(spec),
            "decimals": 2 if spec.type == "decimal" else 0,
            "decimalsFieldId": "",
        }

    def _listed(self, entities: Iterable[EntitySpec], withheld: set[str]) -> list[dict[str, object]]:
        return [
            {"id": entity.wire, "description": self._title(entity)}
            for entity in entities
            if entity.wire not in withheld
        ]

    def _title(self, entity: EntitySpec) -> str:
        return self._of(entity.title_nl, entity.title) or entity.wire

    def _label(self, spec: FieldSpec) -> str:
        return self._of(spec.label_nl, spec.label) or spec.wire

    def _of(self, dutch: str | None, english: str | None) -> str:
        """AFAS: labels come in the language of the caller, else in that of the environment."""
        language = self.asked.header("accept-language").lower()[:2] or self.state.setting.language
        first, second = (dutch, english) if language == "nl" else (english, dutch)
        return first or second or ""


_OWN_LABELS = {label: name for name, rows in _OWN.items() for label, *_ in rows}
"""The object that holds a field of the customer's own."""


def keys_of(entity: EntitySpec, name: str, *, is_root: bool) -> tuple[str, ...]:
    """The fields of an object that address it: attributes of its element."""
    attributes = entity.document.attributes if entity.document is not None else {}
    found = attributes.get(name) or attributes.get("*") or ()
    return found or (entity.key if is_root else ())


def mandatory_of(entity: EntitySpec, path: str) -> frozenset[str]:
    """The fields an insert cannot do without, in the object at that path below the root.

    AFAS: the specification asks for more than practice; what is issued or has a default is left out here (a choice).
    """
    document = entity.document
    if document is None:
        return frozenset()
    demanded = next((names for at, names in document.required.items() if at.partition("/")[2] == path), ())
    inner = path.rpartition("/")[2] or document.root
    issued = {*document.answers.get(inner, ()), *entity.key, *_WITH_DEFAULT}
    return frozenset(name for name in demanded if name not in issued)


_WITH_DEFAULT = frozenset(
    "AddToPortal AutoNum BcCo BcId BeginDate BiUn CdDa CoId CuId MatchOga MatchPer PadAdr PbAd QuUn ResZip UnId".split()
)


def _own_field(own: OwnField) -> dict[str, object]:
    values = None if own.values is None else [{"id": id_, "description": text} for id_, text in own.values.items()]
    return {
        "fieldId": own.id,
        "primaryKey": False,
        "dataType": own.kind,
        "label": own.label,
        "mandatory": False,
        "length": own.length,
        "decimals": 0,
        "decimalFieldId": "",
        "notzero": False,
        "controlType": NUMBER if own.kind in ("int", "decimal") else TEXT,
        "values": values,
    }


def _type(spec: FieldSpec) -> str:
    return _TYPES.get(spec.type, "string")


def _length(spec: FieldSpec) -> int:
    return spec.length or _LENGTHS.get(spec.type, 0)


def _control(spec: FieldSpec) -> int:
    return NUMBER if spec.type in ("int", "int64", "decimal") or spec.enum is not None else TEXT


def _values(spec: FieldSpec) -> list[dict[str, str]] | None:
    if spec.enum is None:
        return None
    return [{"id": str(code), "description": name.replace("_", " ")} for name, code in spec.enum.values.items()]
