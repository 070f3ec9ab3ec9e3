"""Where one person's records are: a search through a system by the tags of its fields."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Literal

from nlconnect.client import Connection
from nlconnect.connector import Connector, EntitySpec, FieldSpec, Query, Record, collection_of
from nlconnect.errors import LoginRequired, NlconnectError, PolicyRefused, QueryError, RefreshLost
from nlconnect.model.privacy import Personal
from nlconnect.model.query import Condition, Field

Sort = Literal["address", "number", "name"]
"""What a person is looked for by: an e-mail address or user name, a number or key, or a name."""

SORTS: Mapping[Sort, tuple[str, ...]] = {
    "address": ("user.contact.email", "user.account.username"),
    "number": (
        "user.unique_id",
        "user.workplace.employee_number",
        "user.government_id",
        "user.contact.phone_number",
        "user.financial.bank_account",
    ),
    "name": ("user.name",),
}
PARTS_OF_NAMES = ("user.name.first", "user.name.last")
STAFF = re.compile(r"^(sys_)?(creator|modifier|created|modified|last_modified)")
"""Who of us typed something in: not whose record it is."""
REGISTERS = ("user.contact", "user.workplace.employee_number", "user.demographic")
"""An entity with such fields holds people themselves; another only names them."""
MOST = 100
"""Records of one entity: more were not meant by one person's name."""
_GUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_NUMBER = re.compile(r"[A-Za-z]{0,4}[\d .+()/-]*\d[\d .+()/A-Za-z-]*")


def sort_of(text: str) -> Sort:
    """Which of the three a text is."""
    if "@" in text:
        return "address"
    return "number" if _GUID.fullmatch(text) or _NUMBER.fullmatch(text) else "name"


@dataclass(frozen=True, slots=True)
class Cell:
    """A field of a found record, with its tag. `is_masked`: this outlet or purpose may not show the value."""

    tag: Personal
    value: object = field(repr=False)
    is_masked: bool


@dataclass(frozen=True, slots=True)
class Found:
    """One record that is about the person. Its repr shows no value."""

    profile: str
    system: str
    scope: str
    entity: EntitySpec
    key: tuple[object, ...] = field(repr=False)
    by: tuple[str, ...]
    """The fields in which the person was looked for."""
    cells: Mapping[str, Cell] = field(repr=False)

    @property
    def personal(self) -> dict[str, Cell]:
        """The fields that say something about a person, and have a value or a mask."""
        return {
            name: cell
            for name, cell in self.cells.items()
            if cell.tag.is_personal and (cell.is_masked or cell.value not in (None, ""))
        }


@dataclass(frozen=True, slots=True)
class Unsearched:
    """An entity that could not be searched, and why."""

    profile: str
    entity: str
    why: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of a search, and the fields in which it looks."""

    entity: EntitySpec
    query: Query[Record] = field(repr=False)
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Search:
    """A search for one person through one profile's system."""

    connection: Connection
    connector: Connector
    profile: str
    text: str = field(repr=False)
    everywhere: bool = False
    """Also where people are only named, such as every line that has the name of an account."""

    def plan(self, only: Sequence[str] = ()) -> list[Asked]:
        """What would be asked, before anything is sent: a question for each entity, or several where it takes no or."""
        entities = [self.connector.catalogue.entity(name) for name in only] or self.connector.catalogue.entities()
        return [asked for entity in entities for asked in self._questions(entity, chosen=bool(only))]

    def unable(self, plan: Iterable[Asked]) -> list[str]:
        """Entities that hold people, and that the system cannot be searched for this: somebody may stand there."""
        asked = {one.entity.qualified_name for one in plan}
        wanted = (*SORTS[sort_of(self.text)], *REGISTERS)
        return [
            entity.qualified_name
            for entity in self.connector.catalogue.entities()
            if "GET" in entity.methods
            and is_register(entity)
            and entity.qualified_name not in asked
            and any(_is_of(spec.tag, category) for spec in entity.fields for category in wanted)
        ]

    def records(self, plan: Iterable[Asked]) -> Iterator[Found | Unsearched]:
        """What the system answers, each record once; an entity that cannot be read does not stop the others."""
        seen = set()
        for asked in plan:
            try:
                for found in self.read(asked):
                    place = (found.entity.qualified_name, found.key)
                    if place not in seen:
                        seen.add(place)
                        yield found
            except (LoginRequired, RefreshLost):
                raise
            except NlconnectError as error:
                yield Unsearched(self.profile, asked.entity.qualified_name, _why(error))

    def read(self, asked: Asked) -> Iterator[Found]:
        """The records of one question, with all of their fields that this outlet may have."""
        entity = asked.entity
        batches = self.connection.batches(asked.query.limit(MOST))
        own = [entity.by_wire[wire].name for wire in entity.key]
        for batch in batches:
            for row in batch.rows:
                cells = {
                    column.name: Cell(column.tag, value, column.name in batch.masked)
                    for column, value in zip(batch.columns, row, strict=True)
                }
                key = tuple(cells[name].value for name in own if name in cells)
                where = str(self.connection.scope)
                yield Found(self.profile, self.connector.name, where, entity, key, asked.by, cells)

    def linked(self, found: Sequence[Found]) -> Iterator[Found | Unsearched]:
        """The records that lead to those that were found, such as the invoices of an account; each once."""
        seen = {(record.entity.qualified_name, record.key) for record in found}
        for record in found:
            fields: dict[EntitySpec, list[FieldSpec]] = {}
            for entity, spec in linked_to(self.connector, record.entity, fiscal=False):
                fields.setdefault(entity, []).append(spec)
            asked = (self.leading(entity, links, record) for entity, links in fields.items())
            for one in self.records([each for each in asked if each is not None]):
                place = (one.entity.qualified_name, one.key) if isinstance(one, Found) else None
                if place is None or place not in seen:
                    seen |= {place} if place is not None else set()
                    yield one

    def leading(self, entity: EntitySpec, links: Sequence[FieldSpec], record: Found) -> Asked | None:
        """The question for records that lead to this one; None where the system cannot be asked it."""
        if len(record.key) != 1:
            return None
        collection = collection_of(self.connector.package, entity)
        columns: list[Field[object]] = [Field(spec) for spec in links]
        conditions: list[Condition] = [column == record.key[0] for column in columns]
        query = collection.where(reduce(or_, conditions))
        if entity.fiscal:
            newest = query.order_by(f"-{entity.by_wire[entity.fiscal].name}")
            query = newest if self._answer(newest) != "no" else query
        return Asked(entity, query, tuple(spec.name for spec in links)) if self._answer(query) != "no" else None

    def _questions(self, entity: EntitySpec, *, chosen: bool) -> list[Asked]:
        columns = self._columns(entity, chosen=chosen)
        if "GET" not in entity.methods or not columns or not entity.key:
            return []
        if not (chosen or self.everywhere or is_register(entity)):
            return []
        collection = collection_of(self.connector.package, entity)
        able: list[tuple[str, Condition]] = []
        refused: list[tuple[str, Condition]] = []
        for spec in columns:
            for condition in self._conditions(spec):
                answer = self._answer(collection.where(condition))
                if answer != "no":
                    (able if answer == "yes" else refused).append((spec.name, condition))
                    break
        if not able:  # asked all the same, so that the refusal is told
            return [Asked(entity, collection.where(condition), (name,)) for name, condition in refused[:1]]
        whole = collection.where(reduce(or_, (condition for _, condition in able)))
        if self._answer(whole) == "yes":
            return [Asked(entity, whole, tuple(name for name, _ in able))]
        return [Asked(entity, collection.where(condition), (name,)) for name, condition in able]

    def _conditions(self, spec: FieldSpec) -> Iterator[Condition]:
        """How to look in one field, the widest first; a value that the field cannot hold gives none."""
        column: Field[object] = Field(spec)
        try:
            if sort_of(self.text) == "name":
                yield column.contains(self.text)
            yield column == self.text
        except (QueryError, TypeError, ValueError):
            return

    def _answer(self, query: Query[Record]) -> Literal["yes", "no", "refused"]:
        """Whether the system can be asked this, and the policy lets it."""
        try:
            self.connection.explain(query)
        except PolicyRefused:
            return "refused"
        except (NlconnectError, ValueError):
            return "no"
        return "yes"

    def _columns(self, entity: EntitySpec, *, chosen: bool) -> list[FieldSpec]:
        wanted, is_number = SORTS[sort_of(self.text)], sort_of(self.text) == "number"
        return [
            spec
            for spec in entity.values
            if spec.is_plain
            and spec.type in ("string", "guid", "int", "int64")
            and not STAFF.match(spec.name)
            and (any(_is_of(spec.tag, category) for category in wanted) or (chosen and is_number and spec.is_key))
            and (spec.tag.category not in PARTS_OF_NAMES or " " not in self.text)
            and (spec.type != "guid" or (bool(_GUID.fullmatch(self.text)) and spec.is_key))
        ]


def is_register(entity: EntitySpec) -> bool:
    """Whether its records are people or companies themselves, and do not only name some."""
    return any(_is_of(spec.tag, category) for spec in entity.values for category in REGISTERS if spec.is_value)


def linked_to(connector: Connector, entity: EntitySpec, *, fiscal: bool) -> Iterator[tuple[EntitySpec, FieldSpec]]:
    """The entities whose records lead to records of this one, and the field that does; of the books alone or all."""
    for other in connector.catalogue.entities():
        if "GET" not in other.methods or other is entity:
            continue
        if fiscal and not is_of_the_books(other):
            continue
        for spec in other.values:
            if spec.is_plain and spec.link is not None and other.target_of(spec.name) is entity:
                yield other, spec


def is_of_the_books(entity: EntitySpec) -> bool:
    """Whether the law wants its records kept: entries, or what belongs to an entry, such as its lines."""
    if entity.fiscal is not None:
        return True
    targets = (entity.target_of(spec.name) for spec in entity.values if spec.is_plain and spec.link is not None)
    return any(target is not None and target.fiscal is not None for target in targets)


def _is_of(tag: Personal, category: str) -> bool:
    own = tag.category or ""
    return own == category or own.startswith(f"{category}.")


def _why(error: NlconnectError) -> str:
    """In our words: a vendor's may hold what was looked for."""
    rule = re.search(r"\(r(?:ule|egel): [\w .:*-]+\)", str(error))
    return f"{type(error).__name__}{f' {rule[0]}' if rule else ''}"
