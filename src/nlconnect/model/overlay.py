"""Our hand-written overlay (TOML) laid over generated facts (JSON): specs come out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from nlconnect.errors import CatalogueError
from nlconnect.model.catalogue import (
    Catalogue,
    EntitySpec,
    Enumeration,
    FieldSpec,
    Link,
    PathSpec,
    Permissions,
    RouteSpec,
    TypeSpec,
    snake,
)
from nlconnect.model.document import DocumentSpec
from nlconnect.model.privacy import UNREVIEWED, Personal, TagStatus, categories

T = TypeVar("T")

Fact = Mapping[str, Any]
"""What JSON or TOML says of one thing."""

_OVERLAY_OF_FIELDS = (
    "key",
    "order",
    "dates",
    "types",
    "rename",
    "padded",
    "enums",
    "links",
    "tags",
    "labels_nl",
    "open",
    "read_only",
    "related",
    "required",
    "writable",
)
_OVERLAY_WORDS = frozenset(
    {
        "title_nl",
        "bare",
        "reviewed",
        "like",
        "kind",
        "watermark",
        "fiscal",
        "deletions",
        "repeat_key",
        "natural",
        "guarded",
    }
    | {"parents_inside", *_OVERLAY_OF_FIELDS}
)

_ITS_OWN = frozenset(
    {"like", "kind", "key", "watermark", "deletions", "repeat_key", "natural", "guarded", "parents_inside", "required"}
)
"""What an entity that is like another does not take over."""

UNREVIEWED_FACT = (UNREVIEWED.category, UNREVIEWED.level, UNREVIEWED.status)


class _Lazily(Mapping[str, T]):
    """Values that are made when they are first asked for: a service has many more entities than a read needs."""

    def __init__(self, names: Iterable[str], make: Callable[[str], T]) -> None:
        self._made: dict[str, T | None] = dict.fromkeys(names)
        self._make = make

    def __getitem__(self, name: str) -> T:
        found = self._made[name]
        if found is None:
            found = self._made[name] = self._make(name)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)

    def __contains__(self, name: object) -> bool:
        return name in self._made


def entities_from(
    catalogue: Catalogue, module: str, facts: Mapping[str, Fact], overlay: Mapping[str, Fact]
) -> Mapping[str, EntitySpec]:
    """The entities of one service by collection name. Raises CatalogueError where the overlay does not fit."""
    _refuse_strangers(module, overlay, facts)

    def entity(name: str) -> EntitySpec:
        return _entity(catalogue, module, name, facts[name], _whole(overlay, name, facts[name]["fields"]))

    return _Lazily(facts, entity)


def _refuse_strangers(module: str, overlay: Mapping[str, object], facts: Mapping[str, object]) -> None:
    unknown = set(overlay) - set(facts)
    if unknown:
        raise CatalogueError(f"the overlay of {module} names unknown entities: {', '.join(sorted(unknown))}")


def _whole(overlay: Mapping[str, Fact], name: str, fields: Mapping[str, object]) -> Fact:
    """What the overlay says of an entity; `like` takes it over from another whose records are of the same kind.

    What the other says of fields that this one lacks stays behind; what this one says itself comes on top.
    """
    said = overlay.get(name, {})
    if "like" not in said:
        return said
    if said["like"] not in overlay:
        raise CatalogueError(f"the overlay of {name} is like {said['like']}, of which it says nothing")
    taken = {word: _about(fields, entry) for word, entry in overlay[said["like"]].items() if word not in _ITS_OWN}
    return {**taken, **{word: _on_top(taken.get(word), entry) for word, entry in said.items()}}


def _on_top(taken: object, entry: object) -> object:
    return {**taken, **entry} if isinstance(taken, dict) and isinstance(entry, dict) else entry


def _about(fields: Mapping[str, object], entry: object) -> object:
    match entry:
        case dict():
            return {wire: value for wire, value in entry.items() if wire in fields}
        case list():
            return [wire for wire in entry if wire in fields]
        case _:
            return entry


def types_from(
    facts: Mapping[str, Fact], overlay: Mapping[str, Fact], *, enums: Mapping[str, Enumeration]
) -> Mapping[str, TypeSpec]:
    """The complex types by wire name, each with those it is made of: how personal it is depends on what is in it."""
    _refuse_strangers("types", overlay, facts)

    def type_of(wire: str) -> TypeSpec:
        fact = facts[wire]
        said = _whole(overlay, wire, fact["fields"])
        if said:
            _require_fit(f"types.{wire}", fact["fields"], said)
        fields = tuple(_field(name, spec, said, types=types, enums=enums) for name, spec in fact["fields"].items())
        return TypeSpec(fact["name"], wire, fields, said.get("kind"))

    types = _Lazily(facts, type_of)
    return types


def _entity(catalogue: Catalogue | None, module: str, name: str, fact: Fact, overlay: Fact) -> EntitySpec:
    key = tuple(overlay.get("key", fact["key"]))
    if overlay:
        _require_fit(f"{module}.{name}", fact["fields"], overlay)
    needed = {word for spec in fact["fields"].values() for word in ("of", "enum") if word in spec}
    types = catalogue.types if catalogue is not None and "of" in needed else {}
    enums = catalogue.enums if catalogue is not None and "enum" in needed else {}
    fields = tuple(
        _field(wire, spec, overlay, is_key=wire in key, types=types, enums=enums)
        for wire, spec in fact["fields"].items()
    )
    if overlay and len({spec.name for spec in fields}) < len(fields):
        doubled = sorted(n for n, count in Counter(spec.name for spec in fields).items() if count > 1)
        raise CatalogueError(f"{module}.{name} has {', '.join(doubled)} twice: mend rename in its overlay")
    return EntitySpec(
        module=module,
        name=name,
        record=fact["record"],
        wire=fact["wire"],
        path=fact["path"],
        key=key,
        kind=fact["kind"],
        methods=frozenset(fact["methods"]),
        fields=fields,
        page_size=fact.get("page_size"),
        permission=fact.get("permission"),
        parameters=fact.get("parameters", {}),
        parameters_unknown=fact.get("parameters_unknown", False),
        demands=frozenset(fact.get("demands", ())),
        routes={route: _route(route, spec) for route, spec in fact.get("routes", {}).items()},
        order=tuple(overlay.get("order", ())),
        document=_document(fact["document"]) if "document" in fact else None,
        title=fact.get("label"),
        title_nl=overlay.get("title_nl") or fact.get("label_nl"),
        reviewed=overlay.get("reviewed", False),
        bare=overlay.get("bare", False),
        obsolete=fact.get("obsolete", False),
        paths=tuple(PathSpec(**path) for path in fact.get("paths", ())),
        item_paths=tuple(PathSpec(**path) for path in fact.get("item_paths", ())),
        create_path=fact.get("create_path"),
        optional_parameters=frozenset(fact.get("optional_parameters", ())),
        collection_methods=frozenset(fact.get("collection_methods", ())),
        item_methods=frozenset(fact.get("item_methods", ())),
        supports=frozenset(fact.get("supports", ())),
        advanced_query=fact.get("advanced_query", False),
        delta=PathSpec(**fact["delta"]) if "delta" in fact else None,
        watermark=overlay.get("watermark"),
        fiscal=overlay.get("fiscal"),
        deletions=overlay.get("deletions"),
        repeat_key=overlay.get("repeat_key"),
        natural=tuple(tuple(names) for names in overlay.get("natural", ())),
        guarded=overlay.get("guarded", False),
        parents_inside=overlay.get("parents_inside", {}),
        permissions=_permissions(fact.get("permissions", {})),
        notes=tuple(fact.get("notes", ())),
        catalogue=catalogue,
    )


def _document(fact: Fact) -> DocumentSpec:
    lists = ("attributes", "required", "required_on_update", "answers")
    by_path = {name: {path: tuple(wires) for path, wires in fact.get(name, {}).items()} for name in lists}
    return DocumentSpec(
        root=fact["root"],
        delete_path=fact.get("delete_path"),
        delete_key=tuple(fact.get("delete_key", ())),
        sub_routes=tuple(fact.get("sub_routes", ())),
        answer_shape=fact.get("answer_shape", "results"),
        derived=fact.get("derived", False),
        **by_path,
    )


def _permissions(fact: Fact) -> Permissions:
    return Permissions(
        read_least={who: tuple(names) for who, names in fact.get("read_least", {}).items()},
        write_least={who: tuple(names) for who, names in fact.get("write_least", {}).items()},
        read=tuple(fact.get("read", ())),
        write=tuple(fact.get("write", ())),
    )


def _require_fit(name: str, fields: Mapping[str, object], overlay: Fact) -> None:
    unknown = set(overlay) - _OVERLAY_WORDS
    if unknown:
        raise CatalogueError(f"the overlay of {name} has unknown words: {', '.join(sorted(unknown))}")
    for word in ("watermark", "repeat_key", "fiscal"):
        if overlay.get(word) and overlay[word] not in fields:
            raise CatalogueError(f"{word} in the overlay of {name} names an unknown field: {overlay[word]}")
    heads = {path.partition(".")[0] for paths in overlay.get("natural", ()) for path in paths}
    inside = overlay.get("parents_inside", {}).values()
    named = {word: overlay.get(word, ()) for word in _OVERLAY_OF_FIELDS} | {"natural": heads, "parents_inside": inside}
    for word, wires in named.items():
        strangers = set(wires) - fields.keys()
        if strangers:
            raise CatalogueError(
                f"{word} in the overlay of {name} names unknown fields: {', '.join(sorted(strangers))}"
            )


def _route(name: str, fact: Fact) -> RouteSpec:
    return RouteSpec(
        name=name,
        path=fact["path"],
        page_size=fact.get("page_size"),
        demands=frozenset(fact.get("demands", ())),
        missing=frozenset(fact.get("missing", ())),
        filterable=frozenset(fact.get("filterable", ())),
        key=tuple(fact.get("key", ())),
        identity=tuple(fact.get("identity", ())),
        extra=tuple(_field(wire, spec, {}, types={}, enums={}) for wire, spec in fact.get("extra", {}).items()),
    )


def _field(
    wire: str,
    fact: Fact,
    overlay: Fact,
    *,
    is_key: bool = False,
    types: Mapping[str, TypeSpec],
    enums: Mapping[str, Enumeration],
) -> FieldSpec:
    named = overlay.get("enums", {}).get(wire)
    enum = Enumeration(named["name"], named["values"]) if named else enums[fact["enum"]] if "enum" in fact else None
    of = fact.get("of")
    return FieldSpec(
        name=overlay.get("rename", {}).get(wire) or snake(wire),
        wire=wire,
        type="date" if wire in overlay.get("dates", ()) else overlay.get("types", {}).get(wire, fact["type"]),
        tag=_tag(wire, fact, overlay, types[of].fields if of is not None else ()),
        is_key=is_key,
        read_only=_is_read_only(wire, fact, overlay),
        create_only=fact.get("create_only", False),
        update_only=fact.get("update_only", False),
        required=fact.get("required", False) or wire in overlay.get("required", ()),
        satisfies_filter=fact.get("filter", False),
        obsolete=fact.get("obsolete", False),
        inferred=fact.get("inferred", False),
        target=fact.get("target"),
        enum=enum,
        link=_link(overlay.get("links", {}).get(wire)),
        padded=overlay.get("padded", {}).get(wire),
        label=fact.get("label"),
        label_nl=overlay.get("labels_nl", {}).get(wire) or fact.get("label_nl"),
        length=fact.get("length"),
        many=fact.get("many", False),
        of=of,
        default_selected=fact.get("default_selected", True),
        filter_ops=frozenset(fact["filter_ops"]) if "filter_ops" in fact else None,
        orderby=fact.get("orderby", False),
        search=fact.get("search", False),
        permissions=tuple(fact.get("permissions", ())),
        on=fact.get("on"),
        is_open=wire in overlay.get("open", ()) or fact.get("open", False),
        related=overlay.get("related", {}).get(wire),
    )


def _is_read_only(wire: str, fact: Fact, overlay: Fact) -> bool:
    """What the reference says, unless a person knows better."""
    if wire in overlay.get("writable", ()):
        return False
    return wire in overlay.get("read_only", ()) or bool(fact.get("read_only", False))


def _strictest(own: Personal, parts: Sequence[FieldSpec]) -> Personal:
    """A complex value is at least as personal as the most personal part that comes with it."""
    tags = (own, *(part.tag for part in parts if part.is_value))
    return max(tags, key=lambda tag: (tag.effective_level, tag.is_personal))


def _link(entry: str | Mapping[str, str] | None) -> Link | None:
    if entry is None:
        return None
    target, by = (entry, None) if isinstance(entry, str) else (entry["target"], entry["by"])
    module, _, collection = target.partition(".")
    return Link(module, collection, by)


def _tag(wire: str, fact: Fact, overlay: Fact, parts: Sequence[FieldSpec]) -> Personal:
    """What is known of the field or of its parts, whichever is stricter, unless a person judged it as a whole."""
    said = overlay.get("tags", {}).get(wire)
    own = _own_tag(wire, fact, overlay, said)
    return own if isinstance(said, Mapping) and said.get("whole") else _strictest(own, parts)


def _own_tag(wire: str, fact: Fact, overlay: Fact, said: str | Fact | None) -> Personal:
    """The overlay's word, which a person gave, before the builder's.

    That an entity was reviewed says nothing of other records that come with it and that no entity describes.
    """
    if said is not None:
        category = said if isinstance(said, str) else said["category"]
        if category == "none":
            return Personal(None, 0, TagStatus.REVIEWED)
        known = categories().get(category)
        if known is None:
            raise CatalogueError(f"the tag of {wire} names an unknown category: {category}")
        level = known.level if isinstance(said, str) else said.get("level", known.level)
        return Personal(category, level, TagStatus.REVIEWED)
    category, level, status = fact.get("tag", UNREVIEWED_FACT)
    undescribed = "target_type" in fact and "target" not in fact
    if overlay.get("reviewed") and status != TagStatus.REVIEWED and not undescribed:
        return Personal(None, 0, TagStatus.REVIEWED)
    return Personal(None if category == "none" else category, level, TagStatus(status))
