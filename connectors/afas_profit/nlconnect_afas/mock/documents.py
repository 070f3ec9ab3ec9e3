"""Bodies of update connectors: read into objects with keys, fields and an action, and checked against the metainfo."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Final, Literal, TypeAlias

from nlconnect.model.catalogue import EntitySpec, FieldSpec, FieldType
from nlconnect_afas.mock.filters import Wrong
from nlconnect_afas.mock.metainfo import OwnField, keys_of, mandatory_of, own_fields
from nlconnect_afas.mock.state import State

Action: TypeAlias = Literal["insert", "update", "delete"]
ACTIONS: Final[tuple[Action, ...]] = ("insert", "update", "delete")
_OWN_TYPES: Final[Mapping[str, FieldType]] = {
    "string": "string",
    "int": "int",
    "boolean": "bool",
    "date": "date",
    "decimal": "decimal",
}
_TRUTH: Final[Mapping[object, bool]] = {"true": True, "1": True, "false": False, "0": False, "": False}


class NoJson(Exception):
    """The body cannot be parsed."""


@dataclass
class Element:
    """One object of a document. Keys and fields together are its values, by wire name."""

    name: str
    action: Action
    values: dict[str, object]
    attributes: frozenset[str]
    """The fields that stood on the element itself: what addresses it."""
    inner: list[Element] = field(default_factory=list)
    is_partial: bool = False
    """Whether there is more to it than is known here, as with what the data set holds."""

    def of(self, name: str) -> list[Element]:
        """The objects of that name inside."""
        return [element for element in self.inner if element.name == name]

    def get(self, name: str) -> object:
        return self.values.get(name)


@dataclass(frozen=True)
class Kind:
    """What an object may hold."""

    entity: EntitySpec
    path: str
    name: str
    fields: Mapping[str, FieldSpec]
    own: Mapping[str, OwnField]

    @classmethod
    def of(cls, state: State, entity: EntitySpec) -> Kind:
        document = entity.document
        name = document.root if document is not None else entity.wire
        own = {own.id: own for own in own_fields(state, name)}
        return cls(entity, "", name, entity.by_wire, own)

    @property
    def keys(self) -> tuple[str, ...]:
        return keys_of(self.entity, self.name, is_root=not self.path)

    @property
    def mandatory(self) -> frozenset[str]:
        return mandatory_of(self.entity, self.path)

    def inside(self, state: State, name: str) -> Kind:
        """An object within it. Raises Wrong."""
        spec = self.fields.get(name)
        if spec is None or spec.of is None or self.entity.catalogue is None:
            raise Wrong("wrong_destination", name)
        type_ = self.entity.catalogue.types[spec.of]
        fields = {inner.wire: inner for inner in type_.fields}
        own = {own.id: own for own in own_fields(state, name)}
        return Kind(self.entity, f"{self.path}/{name}".strip("/"), name, fields, own)


def read_document(
    content: bytes, kind: Kind, state: State, *, action: Action, root_action: Action | None = None
) -> list[Element]:
    """The elements of a body; what is not marked is done as `action` says. Raises NoJson and Wrong."""
    try:
        body = json.loads(content)
    except ValueError:
        raise NoJson from None
    if not isinstance(body, dict) or kind.name not in body:
        raise Wrong("wrong_destination", kind.name)
    return list(_elements(body[kind.name], kind, state, action=action, root_action=root_action or action))


def _elements(value: object, kind: Kind, state: State, *, action: Action, root_action: Action) -> Iterator[Element]:
    """AFAS: an element, or a list of elements."""
    if not isinstance(value, dict) or "Element" not in value:
        raise Wrong("wrong_destination", kind.name)
    found = value["Element"]
    for element in found if isinstance(found, list) else [found]:
        if not isinstance(element, dict):
            raise Wrong("wrong_destination", kind.name)
        yield _element(element, kind, state, action=action, own_action=root_action)


def _element(body: Mapping[str, object], kind: Kind, state: State, *, action: Action, own_action: Action) -> Element:
    fields = body.get("Fields")
    inside = dict(fields) if isinstance(fields, dict) else {}
    attributes = {name[1:]: value for name, value in body.items() if name.startswith("@")}
    attributes, first = _without_action(attributes)
    marked, second = _without_action({name.removeprefix("@"): value for name, value in inside.items()})
    done = first or second or own_action
    values = {name: convert(kind, name, value) for name, value in {**marked, **attributes}.items()}
    element = Element(kind.name, done, values, frozenset(attributes))
    for name, value in _objects(body.get("Objects")):
        inner = kind.inside(state, name)
        usual: Action = "insert" if done == "insert" else action
        element.inner += _elements(value, inner, state, action=usual, root_action=usual)
    if done == "insert":
        for name in sorted(kind.mandatory):
            if values.get(name) in (None, ""):
                raise Wrong("mandatory", name)
    return element


def _without_action(values: Mapping[str, object]) -> tuple[dict[str, object], Action | None]:
    """AFAS: the mark stands on the element or among the fields, as `@Action` or `@action`."""
    rest = {name: value for name, value in values.items() if name.lower() != "action"}
    told = next((str(value).lower() for name, value in values.items() if name.lower() == "action"), None)
    if told is None:
        return rest, None
    if told not in ACTIONS:
        raise Wrong("wrong_value", "Action")
    return rest, told


def _objects(value: object) -> Iterator[tuple[str, object]]:
    """AFAS: a list of objects with one name each, or one object with several names."""
    for part in value if isinstance(value, list) else [value]:
        if isinstance(part, dict):
            yield from part.items()
        elif part is not None:
            raise Wrong("wrong_destination", "Objects")


def convert(kind: Kind, name: str, value: object) -> object:
    """A value of a body as rows hold it. AFAS is lenient: numbers and truths may come as text. Raises Wrong."""
    own = kind.own.get(name)
    spec = kind.fields.get(name) if own is None else FieldSpec(name, name, _OWN_TYPES[own.kind], length=own.length)
    if spec is None or spec.of is not None:
        raise Wrong("unknown_field", name)
    if value is None or value == "":
        return None
    try:
        found = _converted(spec, value)
    except (ValueError, TypeError, KeyError, InvalidOperation, binascii.Error):
        raise Wrong("wrong_value", name) from None
    if spec.length is not None and isinstance(found, str) and spec.type == "string" and len(found) > spec.length:
        raise Wrong("wrong_value", name)
    return found


def _converted(spec: FieldSpec, value: object) -> object:
    match spec.type:
        case "bool":
            return value if isinstance(value, bool) else _TRUTH[str(value).lower()]
        case "int" | "int64":
            return int(str(value))
        case "decimal" | "float":
            return Decimal(str(value))
        case "date":
            return _moment(value).date()
        case "datetime":
            return _moment(value)
        case "binary":
            return base64.b64decode(str(value), validate=True)
    if isinstance(value, dict | list):
        raise TypeError
    return str(value)


def _moment(value: object) -> datetime:
    found = datetime.fromisoformat(str(value))
    return found.replace(tzinfo=None)


def key_values(kind: Kind, names: Sequence[str], texts: Sequence[str]) -> dict[str, object]:
    """The keys in an address. Raises Wrong."""
    if len(names) != len(texts):
        raise Wrong("wrong_destination", kind.name)
    pairs = zip((name.removeprefix("@") for name in names), texts, strict=True)
    return {name: convert(kind, name, text) for name, text in pairs}
