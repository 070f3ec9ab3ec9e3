"""Whether a write whose answer was lost has happened, as far as can be seen now."""

from __future__ import annotations

from dataclasses import dataclass

from nlconnect.connector import EntitySpec
from nlconnect.engine.linking import became
from nlconnect.engine.looking import Looking
from nlconnect.engine.sight import Sight, keys_of, tells
from nlconnect.engine.writing_values import is_as_before, record_matches
from nlconnect.errors import NlconnectError, NotFound
from nlconnect.model.change import LINKS
from nlconnect.model.outcome import Done, Plan, Unknown


@dataclass(frozen=True, slots=True)
class Search:
    """Looks for what one plan would have left behind."""

    looking: Looking
    entity: EntitySpec

    async def found(self, plan: Plan) -> Done | Unknown | None:
        """None where it has not happened, as far as can be seen now."""
        if plan.verb in LINKS:
            return became(plan, await self.looking.linked(plan, self.entity))
        if plan.verb == "call" and plan.before is not None:
            return await self.looking.acted(plan, self.entity)
        sight = self.looking.sight(self.entity, plan.parameters)
        if plan.verb in ("update", "delete"):
            return await self._changed(plan, sight)
        if sight is None or not plan.natural:
            return Unknown(plan, "nothing tells this record from others; look for it in the system itself")
        columns = sight.columns(part.name for part in plan.diff).values()
        records = await self.looking.alike(sight, plan.natural, tuple(columns))
        new = [record for record in records if sight.key_of(record) not in plan.twins]
        if not new:
            if records or await self.looking.shows_anything(sight):
                return None
            return Unknown(
                plan, f"{sight.entity.name} shows this login nothing at all; look for it in the system itself"
            )
        diff = await self.looking.vault.as_written(plan.diff, at=plan.entity)
        matching = keys_of((record for record in new if record_matches(sight, record, diff)), sight)
        found = keys_of(new, sight)
        if len(matching) == 1 == len(found):
            return Done(plan, matching[0])
        return Unknown(plan, f"{len(found)} new records look like it, and none is it for certain")

    async def so_already(self, plan: Plan) -> Done | None:
        """After a refusal: what is linked already, or not linked any more, is refused though it is as it should be."""
        if plan.verb not in LINKS:
            return None
        try:
            found = await self.found(plan)
        except NlconnectError:  # the refusal stands, whatever keeps us from looking
            return None
        return found if isinstance(found, Done) else None

    async def _changed(self, plan: Plan, sight: Sight | None) -> Done | Unknown | None:
        if sight is None or sight.places(plan.key or (), plan.verb) is None:
            return Unknown(plan, "the vendor does not show this record; look for it in the system itself")
        telling = [part for part in plan.diff if part.before != part.after and tells(sight.column(part.name))]
        if plan.verb == "update" and not telling:
            return Unknown(plan, "the vendor does not show what changes; look for it in the system itself")
        try:
            record, _ = await self.looking.one(sight, plan.key or (), plan.verb, [part.name for part in telling])
        except NotFound:
            return Done(plan, plan.key) if plan.verb == "delete" else Unknown(plan, "the record is gone")
        if is_as_before(sight, record, telling):
            return None
        if plan.verb == "delete":  # Outlook: what is deleted lies among the deleted items, under the same id
            return Unknown(plan, "the record is there and not as before: in a bin, or changed by somebody else")
        if record_matches(sight, record, await self.looking.vault.as_written(telling, at=plan.entity)):
            return Done(plan, plan.key)
        return Unknown(plan, "the record is neither as before nor as planned: somebody else changed it")
