"""What a person asked for on the command line, turned into a query and the places to ask it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from nlconnect.errors import ConfigError, QueryError

if TYPE_CHECKING:
    from nlconnect.client import Batches, Connection
    from nlconnect.config import Pull
    from nlconnect.connector import Connector, EntitySpec, FieldSpec, Key, Query, Record

Divisions = Literal["all"] | tuple[int, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A read as people write it."""

    profile: str
    entity: str
    divisions: Divisions = None
    within: Mapping[str, str] = field(default_factory=dict)
    select: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    order_by: tuple[str, ...] = ()
    limit: int | None = None
    parameters: Mapping[str, str] = field(default_factory=dict)
    search: str | None = None

    @classmethod
    def of_pull(cls, pull: Pull) -> Question:
        """A saved read."""
        return cls(
            profile=pull.profile,
            entity=pull.entity,
            divisions=pull.division,
            select=pull.select,
            where=(pull.where,) if pull.where else (),
            order_by=pull.order_by,
            limit=pull.limit,
        )

    def query(self, system: Connector) -> Query[Record]:
        """Raises QueryError for what the entity does not have, before anything is sent."""
        from nlconnect.connector import collection_of
        from nlconnect.model.expression import parse_condition

        entity = system.catalogue.entity(self.entity)
        query = collection_of(system.package, entity).all()
        query = query.where(*(parse_condition(text, entity) for text in self.where))
        if self.select:
            query = query.select(*self.select)
        if self.order_by:
            query = query.order_by(*self.order_by)
        if self.parameters:
            query = query.of(**self.parameters)
        if self.search is not None:
            query = query.search(self.search)
        return query if self.limit is None else query.limit(self.limit)


@dataclass(frozen=True, slots=True)
class Places:
    """The connections that a question is asked on: one, or one for each company."""

    connections: tuple[Connection, ...]
    origin: Connection
    are_many: bool
    part: str = ""
    """The part of the scope in which they differ."""

    def batches(self, query: Query[Record]) -> Batches:
        """The rows of all places; the place becomes a column where there are many."""
        if not self.are_many:
            return self.origin.batches(query)
        values = [connection.scope[self.part] for connection in self.connections]
        across = self.origin.across(values, part=self.part)  # type: ignore[arg-type]  # all int or all text
        return across.batches(query)

    @property
    def title(self) -> str:
        return f"{len(self.connections)} companies" if self.are_many else str(self.origin.scope)


def places_of(question: Question, connection: Connection, system: Connector) -> Places:
    """Where to ask; listing all companies takes a call. Raises ConfigError for many of two kinds."""
    several = {part: text for part, text in question.within.items() if _is_several(system, part, text)}
    one = {part: text for part, text in question.within.items() if part not in several}
    if question.divisions is not None:
        wanted = question.divisions if question.divisions == "all" else ",".join(map(str, question.divisions))
        several[system.main_part] = wanted
    if one:
        connection = connection.within(**typed_parts(system, one))
    if not several:
        return Places((connection,), connection, are_many=False)
    if len(several) > 1:
        raise ConfigError(f"many of {' and of '.join(several)} at a time is too much", hint="Choose one of either.")
    ((part, text),) = several.items()
    if text == "all":
        found = [connection.within(**{part: scope[part]}) for scope in connection.scopes(part)]
        return Places(tuple(found), connection, are_many=True, part=part)
    found = [connection.within(**typed_parts(system, {part: value})) for value in dict.fromkeys(words(text))]
    if len(found) == 1:
        return Places((found[0],), found[0], are_many=False)
    return Places(tuple(found), connection, are_many=True, part=part)


def _is_several(system: Connector, part: str, text: str) -> bool:
    """`all`, or values between commas. AFAS and Exact number them, and no address of a mailbox has a comma."""
    known = system.scope_parts.get(part)
    return known is not None and known.listed_by is not None and (text == "all" or "," in text)


def typed_parts(system: Connector, parts: Mapping[str, str]) -> dict[str, int | str]:
    """Scope parts in the type that the system wants. Raises ConfigError."""
    typed: dict[str, int | str] = {}
    for part, value in parts.items():
        known = system.scope_parts.get(part)
        if known is not None and known.kind is int:
            if not value.isdecimal():
                raise ConfigError(f"{part} is a number at {system.title}")
            typed[part] = int(value)
        else:
            typed[part] = value
    return typed


def divisions_of(text: str | None) -> Divisions:
    """`1`, `1,2` or `all`. Raises ConfigError for anything else."""
    if text is None or text.strip().lower() == "all":
        return None if text is None else "all"
    parts = words(text)
    if not parts or not all(part.isdecimal() for part in parts):
        raise ConfigError(
            "--division takes numbers or `all`",
            hint="For example --division 123456, --division 123456,234567 or --division all. "
            "The companies you may see: `nlconnect profile test PROFILE`.",
        )
    return tuple(dict.fromkeys(int(part) for part in parts))


def words(text: str) -> tuple[str, ...]:
    """What stands between commas."""
    return tuple(part.strip() for part in text.split(",") if part.strip())


def all_words(texts: Iterable[str]) -> tuple[str, ...]:
    """The words of an option that may be given several times."""
    return tuple(word for text in texts for word in words(text))


def pairs(texts: Sequence[str], *, option: str) -> dict[str, str]:
    """`key=value` arguments. Raises ConfigError."""
    found = {}
    for text in texts:
        key, equals, value = text.partition("=")
        if not equals or not key.strip():
            raise ConfigError(f"{option} takes key=value", hint=f"For example {option} division=123456")
        found[key.strip()] = value.strip()
    return found


def key_of(text: str, entity: EntitySpec) -> Key:
    """A key as people write it, with commas between its parts. Raises QueryError where it has others."""
    if len(entity.key) <= 1:
        return text
    parts = tuple(part.strip() for part in text.split(","))
    if len(parts) != len(entity.key):
        names = ", ".join(entity.by_wire[wire].name for wire in entity.key)
        raise QueryError("the key has several parts", entity=entity.name, hint=f"Give them as {names}.")
    return parts


def visible(query: Query[Record], *, hidden: Collection[FieldSpec] | None = None) -> Query[Record]:
    """Without a selection of one's own: every field but those that would be masked anyway.

    `hidden` says which those are for the purpose of a connection: `connection.batches(query).hidden`.
    """
    from nlconnect.engine.table import default_fields
    from nlconnect.policy import hidden_fields

    if query.selected is not None:
        return query
    fields = default_fields(query.entity)
    hidden = set(hidden_fields(fields) if hidden is None else hidden)
    shown = [spec.name for spec in fields if spec not in hidden]
    if not shown:
        raise QueryError(
            "every field of it is masked",
            entity=query.entity.name,
            hint="See `nlconnect describe`, or read it in Python.",
        )
    return replace(query, selected=tuple(shown))
