"""Actions that change a record: how it stands before, and whether it was changed where the answer was lost."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from nlconnect.connector import EntitySpec, Record
from nlconnect.connector.evidence import Evidence, Evident
from nlconnect.connector.writer import Draft
from nlconnect.engine.sight import CLOSED, key_part
from nlconnect.engine.writing_values import digest_of, json_of
from nlconnect.errors import NotFound
from nlconnect.model.outcome import Difference, Done, Plan, Unknown
from nlconnect.model.query import Query
from nlconnect.model.values import Value

Get = Callable[[Query[Record], Value], Awaitable[Record]]
"""One record by its key. Raises NotFound."""
SO_ALREADY = "as far as can be seen this is so already"


@dataclass(frozen=True, slots=True)
class Looked:
    """The differences with what stands there now, and a digest of that; None where nothing can be told by it."""

    diff: tuple[Difference, ...]
    before: str | None


async def looked_at(
    writer: object, draft: Draft, diff: Sequence[Difference], get: Get, *, warnings: list[str]
) -> Looked:
    """What an action finds. It tells something of it later only where it has not happened yet."""
    evidence = _evidence(writer, draft.entity, draft.parameters, diff)
    if evidence is None:
        return Looked(tuple(diff), None)
    try:
        record = await _record(evidence, get)
    except CLOSED:
        return Looked(tuple(diff), None)
    stands = {
        name: json_of(getattr(record, field, None)) for name, field in evidence.stands.items() if record is not None
    }
    shown = tuple(replace(part, before=stands.get(part.name, part.before)) for part in diff)
    happened = evidence.happened(record)
    if happened is True:
        warnings.append(SO_ALREADY)
    return Looked(shown, digest_of(stands) if happened is False else None)


async def has_happened(writer: object, plan: Plan, entity: EntitySpec, get: Get) -> Done | Unknown | None:
    """What became of an action that had not happened when it was planned; None where it still has not."""
    evidence = _evidence(writer, entity, plan.parameters, plan.diff)
    if evidence is None:
        return Unknown(plan, "nothing shows whether this happened; look for it in the system itself")
    record = await _record(evidence, get)
    happened = evidence.happened(record)
    if happened is None:
        return Unknown(plan, "what is there does not tell whether this happened; look for it in the system itself")
    if not happened:
        return None
    names = [entity.by_wire[wire].name for wire in entity.key]
    key = tuple(key_part(getattr(record, name)) for name in names) if names and record is not None else None
    return Done(plan, key)


def _evidence(
    writer: object, entity: EntitySpec, parameters: Mapping[str, object], diff: Sequence[Difference]
) -> Evidence | None:
    given = {part.name: part.after for part in diff}
    return writer.evidence(entity, parameters, given) if isinstance(writer, Evident) else None


async def _record(evidence: Evidence, get: Get) -> Record | None:
    try:
        return await get(evidence.query, evidence.key)
    except NotFound:
        return None
