"""What a purpose may take in a day, shared by every process on one state store."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import blake2s
from operator import attrgetter
from typing import Any

from nlconnect.connector import EntitySpec, Record
from nlconnect.engine.exchange import Exchange, Tally
from nlconnect.errors import PolicyRefused
from nlconnect.model.ports import Kept, Place
from nlconnect.policy import Budget, Gate, Policy, over_budget

KIND = "allowance"
"""How the state store files what was taken."""
KEPT_FOR = 2 * 86_400.0
Watch = Callable[[Any], None]
"""Is told of each row before it is handed out."""


@dataclass(slots=True)
class Allowance:
    """One operation's part of it. Raises PolicyRefused before more is handed out than a purpose may have."""

    exchange: Exchange
    policy: Policy
    purpose: str
    tally: Tally
    _told: tuple[int, int] = (0, 0)
    """Calls and records of this operation that the store knows of."""
    _known: set[str] = field(default_factory=set)
    _new: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, exchange: Exchange, gate: Gate, purpose: str, tally: Tally) -> Allowance | None:
        """None where no budget is named."""
        named = gate.policy.purposes.get(purpose) if gate.policy is not None else None
        if gate.policy is None or named is None or named.budget == Budget():
            return None
        return cls(exchange, gate.policy, purpose, tally)

    @property
    def budget(self) -> Budget:
        return self.policy.purposes[self.purpose].budget

    def watch(self, before: Watch | None, entity: EntitySpec, fields: Iterable[str]) -> Watch | None:
        """What to call with each row, besides what was called already; counts by the key, where it comes along."""
        names = [entity.by_wire[wire].name for wire in entity.key if wire in entity.by_wire]
        if self.budget.subjects is None or not names or not set(names) <= set(fields):
            return before
        keyed = attrgetter(*names)

        def met(row: Any) -> None:
            self._meet(keyed(row))
            if before is not None:
                before(row)

        return met

    def meet(self, records: Iterable[Record], key: Sequence[str]) -> None:
        """The same for records."""
        for record in records:
            self._meet(tuple(record.__dict__.get(name) for name in key))

    def _meet(self, key: object) -> None:
        most = self.budget.subjects
        parts = key if isinstance(key, tuple) else (key,)
        mark = blake2s(f"{parts}".casefold().encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
        if most is None or mark in self._known:
            return
        self._known.add(mark)
        self._new.add(mark)
        if len(self._known) > most:
            raise self._refused("subjects", most)

    async def settle(self, *, strictly: bool = True) -> None:
        """Tell the store what was taken since the last time. Raises PolicyRefused where that is too much.

        Not `strictly` it only tells, as at the end, when everything was handed out.
        """
        port, store = self.exchange.port, self.exchange.store
        calls, records = self.tally.calls - self._told[0], self.tally.records - self._told[1]
        self._told = self.tally.calls, self.tally.records
        new, now = frozenset(self._new), port.clock.now()
        self._new.clear()
        place = KIND, f"{self.purpose} {datetime.fromtimestamp(now, UTC).date()}"

        def change(
            kept: Mapping[Place, bytes | None],
        ) -> tuple[Mapping[Place, Kept | None], tuple[int, int, Sequence[str]]]:
            before = kept[place]
            known: Any = json.loads(before) if before is not None else [0, 0, []]
            taken = known[0] + calls, known[1] + records, sorted({*known[2], *new})
            return {place: (json.dumps(taken).encode(), now + KEPT_FOR)}, taken

        all_calls, all_records, subjects = await port.run(lambda: store.update_all([place], change))
        self._known.update(subjects)
        budget = self.budget
        for what, taken, most in (
            ("calls", all_calls, budget.calls),
            ("records", all_records, budget.records),
            ("subjects", len(self._known), budget.subjects),
        ):
            if strictly and most is not None and taken > most:
                raise self._refused(what, most)

    def _refused(self, what: str, most: int) -> PolicyRefused:
        said, dutch = over_budget(what, most, self.purpose), self.policy.language == "nl"
        return PolicyRefused(
            f"{said.reason_nl if dutch else said.reason} ({'regel' if dutch else 'rule'}: budget)",
            connector=self.exchange.connector.name,
            operation="read",
            hint=said.remedy_nl if dutch else said.remedy,
        )
