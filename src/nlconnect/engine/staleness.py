"""Whether what stood there when a plan was made still stands there."""

from __future__ import annotations

from nlconnect.connector import EntitySpec
from nlconnect.engine.exchange import Exchange
from nlconnect.engine.looking import Looking
from nlconnect.engine.matching import matches_now
from nlconnect.engine.writing_values import digest_of, told_of
from nlconnect.errors import QueryError
from nlconnect.model.change import LINKS
from nlconnect.model.outcome import Plan


async def refuse_stale(plan: Plan, entity: EntitySpec, looking: Looking, exchange: Exchange) -> None:
    """Raises QueryError where it does not."""
    if plan.verb in LINKS:
        if await looking.linked(plan, entity) != plan.diff[0].before:
            raise _stale(plan, "another record was linked or unlinked")
        return
    if plan.verb == "call" and plan.before is not None:
        if await looking.acted(plan, entity) is not None:
            raise _stale(plan, "it was done, or what it is about was changed,")
        return
    sight = looking.sight(entity, plan.parameters)
    if sight is None:
        return
    if plan.before is not None and plan.key is not None:
        names = [part.name for part in plan.diff]
        record, _ = await looking.one(sight, plan.key, plan.verb, names)
        seen = sight.seen(record, names)
        columns = sight.columns(names)
        stands = {
            part.name: told_of(columns[part.name], seen[part.name], part.after) if part.name in seen else part.before
            for part in plan.diff
        }
        if digest_of(stands) != plan.before:
            raise _stale(plan, "the record was changed")
    elif plan.natural and (await looking.twins(sight, plan.natural))[0] != tuple(plan.twins):
        raise _stale(plan, "another record like it was made or deleted")
    if plan.verb == "create" and await matches_now(plan, looking, sight, exchange):
        raise _stale(plan, "a record that matches was made")


def _stale(plan: Plan, what: str) -> QueryError:
    return QueryError(f"the plan is stale: {what} since it was made", entity=plan.entity, hint="Plan it again.")
