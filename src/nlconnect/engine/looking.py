"""Looking at what stands in a system before and after a write: by key, or by what tells one record from others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from nlconnect.connector import EntitySpec, FieldSpec, Record, Scope, collection_of
from nlconnect.connector.writer import Draft, Writer
from nlconnect.engine.evidence import Looked, has_happened, looked_at
from nlconnect.engine.linking import seen_linked, stands_now
from nlconnect.engine.references import Resolved
from nlconnect.engine.sight import CLOSED, Seen, Sight, closed_view, key_part, keys_of, paths_of
from nlconnect.engine.vault import Vault
from nlconnect.engine.writing_values import natural_of, same
from nlconnect.errors import NotFound
from nlconnect.model.change import LINKS
from nlconnect.model.outcome import Difference, Done, Json, Plan, Unknown, WrittenKey
from nlconnect.model.query import Comparison, Query
from nlconnect.model.values import Value, coerce

if TYPE_CHECKING:
    from nlconnect.engine.session import Asker, Session

MOST_TWINS = 25
"""More records with the same natural key tell nothing apart."""


class Looking:
    """Looks in one scope, on somebody's behalf; every look is a read like any other."""

    def __init__(self, session: Session, writer: Writer, *, scope: Scope, asker: Asker) -> None:
        self._session = session
        self._connector = session.connector
        self._writer = writer
        self._scope = scope
        self._asker = asker
        self.vault = Vault(session.exchange, asker)
        self._just_seen: tuple[EntitySpec, WrittenKey, Record] | None = None

    def saw(self, sight: Sight, key: WrittenKey, record: Record) -> None:
        """If the next look is at this record, it needs no call. One that has a version is looked at anew, for that."""
        if not sight.written.guarded:
            self._just_seen = sight.written, key, record

    async def before(
        self, draft: Draft, warnings: list[str], labels: dict[str, Resolved]
    ) -> tuple[Seen | None, str | None]:
        """What stands there, and the vendor's mark of that version. `labels` gets what people call what is linked."""
        assert draft.key is not None
        if draft.verb in LINKS:
            return await seen_linked(draft, self.read, self._connector.package, labels), None
        sight = self.sight(draft.entity, draft.parameters)
        if sight is None or sight.places(draft.key, draft.verb) is None:
            warnings.append("the vendor does not show this record, so nobody knows what stands there now")
            return None, None
        paths = paths_of(draft) if draft.verb == "update" else sight.all_paths()
        try:
            record, etag = await self.one(sight, draft.key, draft.verb, paths)
        except CLOSED as closed:
            warnings.append(f"{closed_view(sight, closed)}, so nobody knows what stands there now")
            return None, None
        seen = sight.seen(record, paths)
        if hidden := [path for path in paths if path not in seen]:
            warnings.append(f"what stands there now is not shown of {', '.join(hidden)}")
        return seen, etag

    async def natural(self, draft: Draft, warnings: list[str]) -> tuple[dict[str, Json], tuple[WrittenKey, ...]]:
        """By what a new record will be found again, and who has that already."""
        if draft.verb not in ("create", "call"):
            return {}, ()
        sight = self.sight(draft.entity, draft.parameters)
        natural = natural_of(draft, self._writer) if sight is not None else {}
        if sight is None or not natural or None in map(sight.column, natural):
            warnings.append("nothing tells this record from others: should the answer be lost, it cannot be looked for")
            return {}, ()
        try:
            twins, rows = await self.twins(sight, natural)
        except CLOSED as closed:
            warnings.append(f"{closed_view(sight, closed)}: should the answer be lost, it cannot be looked for")
            return {}, ()
        if rows >= MOST_TWINS:
            warnings.append(f"too many records have this {', '.join(natural)} to find a new one among them")
            return {}, ()
        if twins:
            many = "record has" if len(twins) == 1 else "records have"
            warnings.append(f"{len(twins)} {many} this {', '.join(natural)} already; is this one a duplicate?")
        return natural, twins

    async def twins(self, sight: Sight, natural: Mapping[str, Json]) -> tuple[tuple[WrittenKey, ...], int]:
        """The keys of the records with these values, and in how many rows they show."""
        alike = await self.alike(sight, natural)
        return keys_of(alike, sight), len(alike)

    async def alike(
        self, sight: Sight, natural: Mapping[str, Json], columns: Sequence[FieldSpec] = ()
    ) -> Sequence[Record]:
        """Records with these values; where the vendor cannot filter, all are read to find them."""
        natural = await self.vault.opened_values(natural, at=sight.entity.qualified_name)
        asked = sight.columns(natural)
        chosen = [*sight.key_names, *(spec.name for spec in (*asked.values(), *columns))]
        query = showing(self.look(sight), chosen)
        if sight.entity.supports and "filter" not in sight.entity.supports:
            wanted = [(spec, natural[path]) for path, spec in asked.items()]
            rows = await self.read(query)
            return [row for row in rows if all(same(spec, getattr(row, spec.name), one) for spec, one in wanted)]
        conditions = [Comparison(spec, "eq", coerce(spec, natural[path])) for path, spec in asked.items()]
        return await self.read(query.where(*conditions).limit(MOST_TWINS))

    async def acting(self, draft: Draft, diff: Sequence[Difference], warnings: list[str]) -> Looked:
        """What an action finds of the record that it changes."""
        return await looked_at(self._writer, draft, diff, self._get, warnings=warnings)

    async def acted(self, plan: Plan, entity: EntitySpec) -> Done | Unknown | None:
        """What became of an action that had not happened when it was planned; None where it still has not."""
        return await has_happened(self._writer, plan, entity, self._get)

    async def _get(self, query: Query[Record], key: Value) -> Record:
        return await self._session.get(query, key, scope=self._scope, asker=self._asker)

    async def linked(self, plan: Plan, entity: EntitySpec) -> Json:
        """The key of the record that stands where the plan links or unlinks one; None for none."""
        return await stands_now(plan, entity, self.read, self._connector.package)

    def version_fields(self, entity: EntitySpec) -> tuple[str, ...]:
        """The fields of an entity that tell its version, where a write is only to the one that was looked at."""
        if not entity.guarded:
            return ()
        names = self._connector.dialect.wire.etag
        return tuple(entity.by_wire[name].name for name in names if name in entity.by_wire)

    async def one(
        self, sight: Sight, key: Sequence[Value], verb: str, paths: Iterable[str]
    ) -> tuple[Record, str | None]:
        """The record with that key, and the vendor's mark of its version. Raises NotFound."""
        shown = [*(spec.name for spec in sight.columns(paths).values()), *self.version_fields(sight.written)]
        seen, self._just_seen = self._just_seen, None
        if seen is not None and seen[:2] == (sight.written, tuple(key_part(part) for part in key)):
            record = seen[2]
            if all(hasattr(record, name.partition(".")[0]) for name in shown):
                return record, None
        query = showing(self.look(sight), [*sight.key_names, *shown])
        if sight.view is None:
            part = key[0] if len(key) == 1 else tuple(key)
            return await self._session.looked_at(query, part, scope=self._scope, asker=self._asker)
        places = sight.places(key, verb) or ()
        found = await self.read(
            query.where(*(Comparison(spec, "eq", coerce(spec, part)) for spec, part in places)).limit(1)
        )
        if not found:
            raise NotFound(
                f"{sight.entity.name} shows no record with this key",
                connector=self._connector.name,
                entity=sight.written.name,
                scope=str(self._scope),
            )
        return found[0], None

    async def shows_anything(self, sight: Sight) -> bool:
        """False for a view without one row: the login may lack the right to see them. AFAS does not say so."""
        if sight.view is None:
            return True
        return bool(await self.read(self.look(sight).select(*sight.key_names).limit(1)))

    def sight(self, entity: EntitySpec, parameters: Mapping[str, object]) -> Sight | None:
        return Sight.of(entity, self._connector, parameters)

    def look(self, sight: Sight) -> Query[Record]:
        """Below the parents that were named."""
        return collection_of(self._connector.package, sight.entity).of(**sight.parameters)  # type: ignore[arg-type]  # values, or their JSON

    def may_ask(self, entity: EntitySpec, fields: Iterable[FieldSpec]) -> None:
        """A look-up is a question by these fields, which the purpose has to be allowed. Raises PolicyRefused."""
        self._session.may_ask(entity, fields, scope=self._scope, asker=replace(self._asker, unseen=False))

    async def read(self, query: Query[Record]) -> Sequence[Record]:
        return await self._session.reading(query, scope=self._scope, asker=self._asker).all()


def showing(query: Query[Record], names: Sequence[str]) -> Query[Record]:
    """With these fields, parts as a whole; what does not come by itself is expanded."""
    heads = list(dict.fromkeys(name.partition(".")[0] for name in names))
    beside = [name for name in heads if not query.entity.field(name).is_value]
    return query.select(*heads).expand(*beside) if beside else query.select(*heads)
