"""The vault: what stands behind the tokens of a purpose, sealed and for a while, and who may have it back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pydantic import BaseModel

from nlconnect.engine.exchange import Exchange
from nlconnect.errors import PolicyRefused, QueryError
from nlconnect.model.change import Change, Ref
from nlconnect.model.match import MatchKey
from nlconnect.model.outcome import Difference, Json, Plan
from nlconnect.model.ports import Kept, Place
from nlconnect.policy.vault import DAYS_KEPT, MOST_DAYS, TOKEN, not_opened_here, of_another_purpose

if TYPE_CHECKING:
    from nlconnect.engine.session import Asker

KIND = "vault"
"""How the state store files it."""
DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class Vault:
    """The vault as one purpose uses it at one system."""

    exchange: Exchange
    asker: Asker

    async def keep(self, values: Mapping[str, str]) -> None:
        """File values under their tokens, before anybody gets one, for as long as the purpose may keep what it has."""
        if not values:
            return
        store, port, asker = self.exchange.store, self.exchange.port, self.asker
        until = port.clock.now() + self._days * DAY
        told = {"purpose": asker.purpose, "outlet": asker.outlet}
        filed: dict[Place, Kept | None] = {
            (KIND, token): (json.dumps({**told, "value": value}).encode(), until) for token, value in values.items()
        }
        await port.run(lambda: store.update_all(list(filed), lambda kept: (filed, None)))

    async def checked(self, change: Change) -> Change:
        """The change, whose tokens may be turned back here. Raises PolicyRefused for one that may not, and QueryError
        for one that stands for nothing, or where a record is to be found by it.
        """
        matched = {path.partition(".")[0] for key in change.match if isinstance(key, MatchKey) for path in key.fields}
        sought = [change.key, change.parameters, *(change.values.get(name) for name in matched)]
        if any(TOKEN.search(text) for text in _texts(sought)):
            raise _misplaced(change.entity.name)
        for text in _texts(change.values):
            await self.opened(text, at=change.entity.qualified_name)
        return change

    async def opened(self, text: str, *, at: str) -> str:
        """The text with what stands behind its tokens. Raises as `checked` does."""
        for token in dict.fromkeys(TOKEN.findall(text)):
            text = text.replace(token, await self._behind(token, at))
        return text

    async def filled(self, plan: Plan) -> Plan:
        """The plan as it is sent: its tokens are turned back in the body alone, and by JSON's rules."""
        if not holds_token(plan):
            return plan
        body = plan.body or ""
        kind = next((value for name, value in plan.headers.items() if name.lower() == "content-type"), "")
        if TOKEN.search(plan.url) or "json" not in kind:
            raise _misplaced(plan.entity)
        tokens = list(dict.fromkeys(TOKEN.findall(body)))
        for token in tokens:
            body = body.replace(token, json.dumps(await self._behind(token, plan.entity))[1:-1])
        return replace(plan, body=body)

    async def as_written(self, diff: Iterable[Difference], *, at: str) -> tuple[Difference, ...]:
        """What changes as the vendor will show it, to find again what was sent."""
        return tuple([replace(part, after=await self._json(part.after, at)) for part in diff])

    async def opened_values(self, values: Mapping[str, Json], *, at: str) -> dict[str, Json]:
        """Values by which a record is looked for, as they stand at the vendor: nothing of them is handed out."""
        return {name: await self._json(value, at) for name, value in values.items()}

    async def _json(self, value: Json, at: str) -> Json:
        return await self.opened(value, at=at) if isinstance(value, str) else value

    async def _behind(self, token: str, at: str) -> str:
        kept = await self.exchange.port.run(lambda: self.exchange.store.get(KIND, token))
        if kept is None:
            raise QueryError(
                "there is a token of the vault in it that stands for nothing (any more)",
                entity=at,
                hint="Tokens hold for as long as the purpose may keep its data. Read the record again.",
            )
        found = json.loads(kept)
        policy, name, system = self.asker.gate.policy, self.asker.purpose, self.exchange.connector.name
        purpose = policy.purposes.get(name) if policy is not None else None
        if purpose is None or found["purpose"] != name:
            said = of_another_purpose(name)
        elif system not in purpose.vault_opens_at:
            said = not_opened_here(system, name)
        else:
            return str(found["value"])
        dutch = policy is not None and policy.language == "nl"
        refused = PolicyRefused(
            f"{said.reason_nl if dutch else said.reason} ({'regel' if dutch else 'rule'}: vault)",
            connector=system,
            entity=at,
            operation="write",
            hint=said.remedy_nl if dutch else said.remedy,
        )
        refused.rule = "vault"
        raise refused

    @property
    def _days(self) -> int:
        policy = self.asker.gate.policy
        purpose = policy.purposes.get(self.asker.purpose) if policy is not None else None
        return min((purpose.retention_days if purpose is not None else None) or DAYS_KEPT, MOST_DAYS)


def holds_token(plan: Plan) -> bool:
    """Whether something in it has to be turned back when it is sent."""
    return any(TOKEN.search(text) for text in (plan.url, plan.body or ""))


def _misplaced(entity: str) -> QueryError:
    return QueryError(
        "a token of the vault stands for a value that is written; it is no key, and nothing can be looked up by it",
        entity=entity,
        hint="Name the record by its key.",
    )


def _texts(value: object) -> Iterable[str]:
    """Every text in a value, however deep. Raises QueryError for a token by which something is to be looked up."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Ref):
        if any(TOKEN.search(text) for text in _texts(value.by)):
            raise _misplaced("a reference")
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _texts(part)
    elif isinstance(value, BaseModel):
        yield from _texts(value.__dict__)
