"""Documents that were written: what is kept of them, under which key, and the rows of views that follow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from nlconnect.mock.dataset.identity import Guids
from nlconnect.model.catalogue import EntitySpec
from nlconnect.model.scope import Scope
from nlconnect_afas.mock.documents import Element
from nlconnect_afas.mock.filters import Wrong
from nlconnect_afas.mock.metainfo import own_id
from nlconnect_afas.mock.reflections import REFLECTIONS, Reflection, Written
from nlconnect_afas.mock.state import State, wall_clock

FIRST_NUMBER = 900_000_000
"""Numbers that are issued start far above those of the data set."""
NO_KEY = ("GuLi", "GUID", "Id", "FileId", "SeNo")
"""What lines are addressed by where nothing stands on their element."""
NOT_AN_ATTRIBUTE = frozenset({"KnPerson", "KnOrganisation"})


@dataclass
class Archive:
    """The documents of one environment, by connector and key."""

    state: State
    _kept: dict[tuple[str, tuple[str, ...]], Element] = field(default_factory=dict)
    _issued: dict[str, int] = field(default_factory=dict)

    def key_of(self, entity: EntitySpec, element: Element) -> tuple[str, ...] | None:
        """What addresses an element, as texts; None where a part is missing."""
        names = address_of(entity)
        values = [element.get(name) for name in names]
        if not names or any(value is None for value in values):
            return None
        return tuple(_text(value) for value in values)

    def knows(self, entity: EntitySpec, element: Element) -> bool:
        """Whether there is such a document, or a row of the data set that it would have made."""
        key = self.key_of(entity, element)
        if key is not None and (entity.wire, key) in self._kept:
            return True
        return any(self._row(shown, element, element) is not None for shown in _shown(entity, ""))

    def knows_inner(self, entity: EntitySpec, outer: Element, inner: Element) -> bool:
        """The same for an object inside one."""
        kept = self._kept.get((entity.wire, self.key_of(entity, outer) or ()))
        if kept is None or _same(kept.inner, inner) is None:
            return any(self._row(shown, outer, inner) is not None for shown in _shown(entity, inner.name))
        return True

    def insert(self, entity: EntitySpec, element: Element, *, now: float) -> Element:
        """Keep a new document; what its key lacks is issued."""
        for name in address_of(entity) or _first_answer(entity):
            if element.get(name) is None:
                element.values[name] = self._issue(entity, name)
        for inner in element.inner:
            self._issue_line(entity, inner)
        self._kept[entity.wire, self.key_of(entity, element) or self._unnamed(entity)] = element
        self._show(entity, element, now=now)
        return element

    def update(self, entity: EntitySpec, element: Element, *, now: float) -> Element:
        """Change the fields that are told, and the objects inside as they are marked."""
        key = (entity.wire, self.key_of(entity, element) or ())
        kept = self._kept.get(key) or self._kept.setdefault(key, self._of_data_set(entity, element))
        self._merge(entity, kept, element, root=kept, now=now)
        self._show(entity, kept, now=now)
        return kept

    def _merge(self, entity: EntitySpec, kept: Element, told: Element, *, root: Element, now: float) -> None:
        """Fields that are told, and objects inside as they are marked, to any depth."""
        kept.values.update(told.values)
        for inner in told.inner:
            before = _same(kept.inner, inner)
            match inner.action:
                case "update" if before is not None:
                    self._merge(entity, before, inner, root=root, now=now)
                case "delete":
                    self._drop_inner(entity, kept, inner, root=root, now=now)
                case _:
                    if inner.action == "insert":
                        self._issue_line(entity, inner)
                    kept.inner.append(inner)

    def delete(self, entity: EntitySpec, element: Element, *, now: float) -> None:
        """For good."""
        kept = self._kept.pop((entity.wire, self.key_of(entity, element) or ()), element)
        for shown in REFLECTIONS.get(entity.wire, ()):
            for part in kept.of(shown.of) if shown.of else [kept]:
                self._hide(shown, kept, part, now=now)

    def forget(self, entity: EntitySpec, name: str, value: object) -> None:
        """Keep no document any more in which an object has this value, once its rows are gone."""
        gone = [
            place
            for place, kept in self._kept.items()
            if place[0] == entity.wire and any(inner.get(name) == value for inner in kept.inner)
        ]
        for place in gone:
            del self._kept[place]

    def _of_data_set(self, entity: EntitySpec, element: Element) -> Element:
        """What views tell of a document that was there from the start."""
        values: dict[str, object] = {}
        for shown in _shown(entity, ""):
            number = self._row(shown, element, element)
            row = None if number is None else self.state.shelf(self.state.view(shown.view)).table.row(number)
            if row is not None:
                values |= {name: row[column] for column, name in shown.fields.items()}
        return Element(element.name, "update", values, frozenset(), is_partial=True)

    def _drop_inner(self, entity: EntitySpec, kept: Element, inner: Element, *, root: Element, now: float) -> None:
        before = _same(kept.inner, inner)
        if before is not None:
            kept.inner.remove(before)
        for shown in _shown(entity, inner.name):
            self._hide(shown, root, before or inner, now=now)

    def _show(self, entity: EntitySpec, root: Element, *, now: float) -> None:
        """Bring the rows of views up to date."""
        today = wall_clock(now).date()
        for shown in REFLECTIONS.get(entity.wire, ()):
            for place, part in enumerate(root.of(shown.of) if shown.of else [root]):
                written = Written(root, part, place, today)
                number, view = self._row(shown, root, part), self.state.view(shown.view)
                own = self._own(shown, part)
                if number is None:
                    self.state.insert(view, {**shown.new_columns(written), **own}, scope=Scope(), now=now)
                else:
                    self.state.change(view, number, {**shown.columns(written), **own}, now=now)

    def _own(self, shown: Reflection, part: Element) -> dict[str, object]:
        """What the customer's own fields say, where they are told."""
        ids = {column: own_id(self.state, part.name, label) for column, label in shown.own.items()}
        return {column: part.get(id_) for column, id_ in ids.items() if id_ in part.values}

    def _hide(self, shown: Reflection, root: Element, part: Element, *, now: float) -> None:
        number = self._row(shown, root, part)
        if number is not None:
            self.state.remove(self.state.view(shown.view), number, now=now)

    def _row(self, shown: Reflection, root: Element, part: Element) -> int | None:
        wanted = shown.wanted(root, part)
        return self.state.find(self.state.view(shown.view), wanted) if wanted else None

    def _issue_line(self, entity: EntitySpec, inner: Element) -> None:
        """Give a line its own number where its kind has one, and keep what is inside it the same way."""
        spec = entity.by_wire.get(inner.name)
        types = entity.catalogue.types if entity.catalogue is not None else {}
        known = {field.wire: field for field in types[spec.of].fields} if spec is not None and spec.of else {}
        if "GuLi" in known and inner.get("GuLi") is None:
            inner.values["GuLi"] = self._issue(entity, "GuLi")

    def _issue(self, entity: EntitySpec, name: str) -> object:
        """The next number. AFAS: a GUID stands in braces."""
        number = self._issued[entity.wire] = self._issued.get(entity.wire, 0) + 1
        spec = entity.by_wire.get(name)
        if name == "GuLi" or (spec is not None and spec.type == "guid"):
            return f"{{{Guids(self.state.setting.seed, entity.wire)[number].upper()}}}"
        if spec is not None and spec.type in ("int", "int64"):
            return FIRST_NUMBER + number
        return str(FIRST_NUMBER + number)

    def _unnamed(self, entity: EntitySpec) -> tuple[str, ...]:
        """A place for documents that nothing addresses."""
        number = self._issued[entity.wire] = self._issued.get(entity.wire, 0) + 1
        return (f"#{number}",)


def address_of(entity: EntitySpec) -> tuple[str, ...]:
    """The fields that address a document. AFAS: persons and organisations go by their visible number."""
    if entity.wire == "FiEntries":
        return ()  # administration and journal say where an entry stands, not which it is
    return ("BcCo",) if entity.wire in NOT_AN_ATTRIBUTE else entity.key


def require_known(archive: Archive, entity: EntitySpec, element: Element) -> None:
    """Raises Wrong where there is no such document to change."""
    if not archive.knows(entity, element):
        names = address_of(entity)
        raise Wrong("no_such_value", names[0] if names else element.name)


def _first_answer(entity: EntitySpec) -> tuple[str, ...]:
    document = entity.document
    return document.answers.get(document.root, ())[:1] if document is not None else ()


def _shown(entity: EntitySpec, name: str) -> Iterator[Reflection]:
    return (shown for shown in REFLECTIONS.get(entity.wire, ()) if shown.of == name)


def _same(kept: list[Element], wanted: Element) -> Element | None:
    """The object that is meant: by its attributes, else by what lines are addressed by, else the only one."""
    named = () if wanted.name in NOT_AN_ATTRIBUTE else NO_KEY  # one person stands inside, also with another photo
    names = wanted.attributes or {name for name in named if wanted.get(name) is not None}
    for element in kept:
        if element.name == wanted.name and all(_text(element.get(name)) == _text(wanted.get(name)) for name in names):
            return element
    return None


def _text(value: object) -> str:
    return str(value).casefold().strip("{}")


def texts(values: Mapping[str, object]) -> dict[str, str]:
    """AFAS: what an answer tells is text."""
    return {name: str(value) for name, value in values.items() if value is not None}
