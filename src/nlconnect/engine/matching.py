"""Upserts decided: which one record is meant, if any."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nlconnect.connector import Scope, collection_of
from nlconnect.connector.check import drafted
from nlconnect.connector.writer import Writer
from nlconnect.engine.references import Read
from nlconnect.engine.sight import Sight
from nlconnect.engine.writing_values import json_of
from nlconnect.errors import QueryError
from nlconnect.model.change import Change, Create, Update, Upsert
from nlconnect.model.query import Comparison
from nlconnect.model.values import coerce

if TYPE_CHECKING:
    from nlconnect.engine.session import Session


@dataclass(frozen=True, slots=True)
class Decision:
    """A creation, or an update of the one record that matches, and what to mind about how it was found."""

    change: Change
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Matching:
    """Looks for the record that an upsert means, in one scope."""

    session: Session
    writer: Writer
    scope: Scope
    read: Read

    async def decided(self, change: Upsert) -> Decision:
        """Raises QueryError where several records match, or what is given is nothing to match by."""
        connector = self.session.connector
        draft = await self.session.references.resolve(
            drafted(change, self.writer), self.read, scope=self.scope, labels={}
        )
        entity = change.entity
        source = collection_of(connector.package, entity).of(**change.parameters)
        sight = Sight.of(entity, connector, change.parameters)
        conditions = []
        for spec in draft.match:
            value, column = draft.values.get(spec), sight.column(spec.name) if sight is not None else None
            if spec.type == "collection" or value is None or column is None:
                raise QueryError(f"{spec.name} is nothing to match by", entity=entity.name)
            conditions.append(Comparison(column, "eq", coerce(column, json_of(value))))  # references were resolved
        assert sight is not None
        look = collection_of(connector.package, sight.entity).of(**sight.parameters)  # type: ignore[arg-type]  # values, or their JSON
        found = await self.read(look.where(*conditions).select(*sight.key_names).limit(2))
        if len(found) > 1:
            raise QueryError(
                f"more than one record has this {' and '.join(spec.name for spec in draft.match)}",
                entity=entity.name,
                hint="Nothing was sent. Match by what one record alone has, or update by key.",
            )
        if not found:
            return Decision(Create(source, **change.values))
        key = sight.written_key_of(found[0])
        if key is None:
            raise QueryError("it is not known by which key to update this", entity=entity.name)
        rest = {name: value for name, value in change.values.items() if entity.field(name) not in draft.match}
        return Decision(Update(source, key if len(key) > 1 else key[0], **rest))
