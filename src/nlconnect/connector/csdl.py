"""`$metadata`: the description of an OData service, in the XML of version 2 (EDMX) and 4 (CSDL)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError, fromstring  # see `_parsed`

_COLLECTION = "Collection("


@dataclass(frozen=True, slots=True)
class Property:
    """A value or a way to other records; `type` is without namespace, except for the vendor's simple `Edm` types."""

    name: str
    type: str
    many: bool = False
    nullable: bool = True
    leads_away: bool = False
    length: int | None = None


@dataclass(frozen=True, slots=True)
class StructuredType:
    """An entity type or a complex type, with what it says itself; `base` says more."""

    name: str
    key: tuple[str, ...]
    properties: tuple[Property, ...]
    base: str | None = None


@dataclass(frozen=True)
class ServiceModel:
    """All types of one service, and the names under which its records are listed."""

    types: Mapping[str, StructuredType]
    sets: Mapping[str, str]
    enums: Mapping[str, tuple[str, ...]]

    def properties_of(self, name: str) -> Mapping[str, Property]:
        """Every property of a type by name, those of the types it is built on first."""
        found: dict[str, Property] = {}
        for kind in reversed(self._line_of(name)):
            found.update({one.name: one for one in kind.properties})
        return found

    def key_of(self, name: str) -> tuple[str, ...]:
        """The names of the key, which the type or one that it is built on gives."""
        return next((kind.key for kind in self._line_of(name) if kind.key), ())

    def type_at(self, path: str) -> str | None:
        """The type of the records at a path such as `/users/{user}/messages`; None where it leads nowhere.

        A name that no property has is taken for a key behind a list (`mailFolders/inbox`), one with a dot for a cast.
        """
        current: str | None = None
        in_list = False
        for segment in path.strip("/").split("/"):
            name = segment.partition("(")[0]
            if current is None:
                current, in_list = self.sets.get(name), True
            elif "{" in segment:
                in_list = False
            else:
                way = self.properties_of(current).get(name)
                cast = name.rpartition(".")[2]
                if way is not None:
                    current, in_list = way.type if way.type in self.types else None, way.many
                elif "." in name and cast in self.types:
                    current = cast
                elif in_list:
                    in_list = False
                else:
                    return None
            if current is None:
                return None
        return current

    def _line_of(self, name: str) -> list[StructuredType]:
        """The type itself and all it is built on, nearest first."""
        line: list[StructuredType] = []
        current: str | None = name
        while current is not None and current in self.types and self.types[current] not in line:
            line.append(self.types[current])
            current = line[-1].base
        return line


def service_model(content: bytes) -> ServiceModel:
    """Read a description. Raises ValueError for what is none."""
    root = _parsed(content)
    types: dict[str, StructuredType] = {}
    sets: dict[str, str] = {}
    enums: dict[str, tuple[str, ...]] = {}
    for node in root.iter():
        match _tag(node):
            case "EntityType" | "ComplexType":
                types[node.get("Name", "")] = _structured(node)
            case "EnumType":
                enums[node.get("Name", "")] = tuple(member.get("Name", "") for member in _named(node, "Member"))
            case "EntitySet":
                sets[node.get("Name", "")] = _bare(node.get("EntityType", ""))[0]
            case "Singleton":
                sets[node.get("Name", "")] = _bare(node.get("Type", ""))[0]
            case _:
                continue
    if not types:
        raise ValueError("the description names no types")
    return ServiceModel(types, sets, enums)


def _parsed(content: bytes) -> Element:
    """Without a document type: its entities could make a small answer fill the memory."""
    if b"<!DOCTYPE" in content[:2048].upper() or b"<!ENTITY" in content:
        raise ValueError("the description has a document type of its own")
    try:
        return fromstring(content)  # noqa: S314  # no entities are left to expand
    except ParseError:
        raise ValueError("the description is no XML") from None


def _structured(node: Element) -> StructuredType:
    key = tuple(ref.get("Name", "") for part in _named(node, "Key") for ref in _named(part, "PropertyRef"))
    base = node.get("BaseType")
    properties = [
        *(_property(part) for part in _named(node, "Property")),
        *(_way(part) for part in _named(node, "NavigationProperty")),
    ]
    return StructuredType(node.get("Name", ""), key, tuple(properties), _bare(base)[0] if base else None)


def _property(node: Element) -> Property:
    kind, many = _bare(node.get("Type", ""))
    length = node.get("MaxLength", "")
    return Property(
        node.get("Name", ""),
        kind,
        many,
        nullable=node.get("Nullable", "true") != "false",
        length=int(length) if length.isdecimal() else None,
    )


def _way(node: Element) -> Property:
    """OData 2 says by association where a way leads, and to how many; unnamed, it is taken for several."""
    kind, many = _bare(node.get("Type", ""))
    return Property(node.get("Name", ""), kind, many or not kind, leads_away=True)


def _bare(kind: str) -> tuple[str, bool]:
    """A type without `Collection(...)` and namespace, and whether it was in one."""
    many = kind.startswith(_COLLECTION)
    inside = kind.removeprefix(_COLLECTION).removesuffix(")") if many else kind
    return (inside if inside.startswith("Edm.") else inside.rpartition(".")[2]), many


def _named(node: Element, name: str) -> Iterator[Element]:
    return (part for part in node if _tag(part) == name)


def _tag(node: Element) -> str:
    return node.tag.rpartition("}")[2]
