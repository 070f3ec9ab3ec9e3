"""What a purpose and an agent may take in a day, shared by every process on one state store.

It is taken before it is used, from all budgets that bound it at once or from none of them, so that those who race for
it never take more together. What was not used after all is given back.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import ROUND_CEILING, Decimal
from hashlib import blake2s
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Literal

from nlconnect.connector import EntitySpec, Record, Response
from nlconnect.engine.exchange import Exchange, Tally
from nlconnect.errors import Interrupted, NlconnectError, PolicyRefused
from nlconnect.model.ports import Kept, Place, Store
from nlconnect.policy import UNITS, Budget, Holder, Policy, Unit, over_budget

if TYPE_CHECKING:
    from nlconnect.engine.session import Asker

KIND = "allowance"
"""How the state store files what was taken."""
KEPT_FOR = 2 * 86_400.0
MARK_BYTES = 8
CENTS = 100
Watch = Callable[[Any], None]
"""Is told of each row before it is handed out."""
Budgets = Mapping[tuple[Holder, str], Budget]
"""By whose they are."""


@dataclass(frozen=True, slots=True)
class Taking:
    """What is about to be used. `size` is in bytes; `subjects` are marks of whom it is about."""

    calls: int = 0
    records: int = 0
    recipients: int = 0
    euros: Decimal = Decimal(0)
    size: int = 0
    subjects: frozenset[bytes] = frozenset()

    def counts(self) -> dict[Unit, int]:
        """By unit; euros in cents, rounded up. Subjects count where they are new."""
        cents = int((self.euros * CENTS).to_integral_value(ROUND_CEILING))
        return {
            "calls": self.calls,
            "records": self.records,
            "recipients": self.recipients,
            "euros": cents,
            "bytes": self.size,
        }


@dataclass(frozen=True, slots=True)
class Receipt:
    """That it was taken, on which day."""

    taking: Taking
    day: str


@dataclass(frozen=True, slots=True)
class Over:
    """Whose budget it would go over, in which unit, and what is left of it."""

    holder: Holder
    name: str
    unit: Unit
    most: int
    left: int


class Account:
    """What was taken under some budgets. Every process that shares the store takes from the same."""

    def __init__(self, store: Store, budgets: Budgets) -> None:
        self._store = store
        self._budgets = budgets

    def take(self, taking: Taking, *, now: float) -> Receipt | Over:
        """Take all of it from every budget, or nothing, in one transaction. `now` is seconds since 1970, UTC."""
        day = _day(now)
        marked = taking.subjects

        def change(old: Mapping[Place, bytes | None]) -> tuple[Mapping[Place, Kept | None], Receipt | Over]:
            written: dict[Place, Kept | None] = {}
            for (holder, name), budget in self._budgets.items():
                taken = _counts(old[_place(holder, name, day)])
                for unit, count in taking.counts().items():
                    most = most_of(budget, unit)
                    if most is not None and count and taken.get(unit, 0) + count > most:
                        return {}, Over(holder, name, unit, most, most - taken.get(unit, 0))
                    taken[unit] = taken.get(unit, 0) + count
                if marked and budget.subjects is not None:
                    place = _met_at(holder, name, day)
                    met = _marks(old[place])
                    new = marked - met
                    if new and len(met) + len(new) > budget.subjects:
                        return {}, Over(holder, name, "subjects", budget.subjects, budget.subjects - len(met))
                    if new:
                        written[place] = b"".join(sorted(met | new)), now + KEPT_FOR
                    taken["subjects"] = len(met) + len(new)
                written[_place(holder, name, day)] = json.dumps(taken).encode(), now + KEPT_FOR
            return written, Receipt(taking, day)

        return self._store.update_all(self._places(day, met=bool(marked)), change)

    def short(self, taking: Taking, *, now: float) -> Over | None:
        """Which budget it would go over as things stand, without those of subjects; None where it fits."""
        taken = self.taken(now=now)
        for (holder, name), budget in self._budgets.items():
            for unit, count in taking.counts().items():
                most, left = most_of(budget, unit), 0
                if most is not None and count > (left := most - taken[holder, name][unit]):
                    return Over(holder, name, unit, most, left)
        return None

    def give_back(self, receipt: Receipt, *, now: float) -> None:
        """It was not used after all. Whom something is about stays met."""

        def change(old: Mapping[Place, bytes | None]) -> tuple[Mapping[Place, Kept | None], None]:
            written: dict[Place, Kept | None] = {}
            for place, document in old.items():
                if document is not None:
                    back, taken = receipt.taking.counts(), _counts(document)
                    left = {unit: max(0, count - back.get(unit, 0)) for unit, count in taken.items()}
                    written[place] = json.dumps(left).encode(), now + KEPT_FOR
            return written, None

        self._store.update_all(self._places(receipt.day, met=False), change)

    def taken(self, *, now: float) -> dict[tuple[Holder, str], dict[Unit, int]]:
        """What was taken today, by whose budget it is and by unit; euros in cents."""
        day = _day(now)
        found = {owner: _counts(self._store.get(*_place(*owner, day))) for owner in self._budgets}
        return {owner: {unit: counts.get(unit, 0) for unit in UNITS} for owner, counts in found.items()}

    def _places(self, day: str, *, met: bool) -> list[Place]:
        places = [_place(holder, name, day) for holder, name in self._budgets]
        if met:
            bounded = [owner for owner, budget in self._budgets.items() if budget.subjects is not None]
            places += [_met_at(holder, name, day) for holder, name in bounded]
        return places


@dataclass(slots=True)
class Allowance:
    """One operation's part of it. Raises PolicyRefused before more is used than may be."""

    exchange: Exchange
    policy: Policy
    budgets: Budgets
    tally: Tally
    operation: Literal["read", "write"] = "read"
    _told: int = 0
    """Records of this operation that were taken."""
    _met: set[bytes] = field(default_factory=set)

    @classmethod
    def of(
        cls, exchange: Exchange, asker: Asker, tally: Tally, *, operation: Literal["read", "write"] = "read"
    ) -> Allowance | None:
        """None where no budget is named, and for the engine's own looks. The tally's calls are bounded from now on."""
        policy = asker.gate.policy
        if policy is None or (asker.unseen and operation == "read"):
            return None
        budgets = policy.budgets(asker.purpose, asker.agent)
        if not budgets:
            return None
        made = cls(exchange, policy, budgets, tally, operation)
        tally.meter = made
        return made

    @property
    def counts_subjects(self) -> bool:
        """Whether it matters whom something is about."""
        return any(budget.subjects is not None for budget in self.budgets.values())

    def watch(self, before: Watch | None, entity: EntitySpec, fields: Iterable[str]) -> Watch | None:
        """What to call with each row, besides what was called already; counts by the key, where it comes along."""
        names = _key_of(entity)
        if not self.counts_subjects or not names or not set(names) <= set(fields):
            return before
        keyed = attrgetter(*names)

        def met(row: Any) -> None:
            self._met.add(_mark(keyed(row)))
            if before is not None:
                before(row)

        return met

    def meet(self, records: Iterable[Record], entity: EntitySpec) -> None:
        """The same for records."""
        if self.counts_subjects:
            names = _key_of(entity)
            self._met.update(_mark(tuple(record.__dict__.get(name) for name in names)) for record in records)

    async def hand_out(self) -> None:
        """Take what was read since the last time, before anybody gets it."""
        records, met = self.tally.records - self._told, frozenset(self._met)
        self._met.clear()
        if records or met:
            try:
                await self.take(Taking(records=records, subjects=met))
            except PolicyRefused:
                self.tally.records = self._told  # nobody gets these
                raise
        self._told = self.tally.records

    async def around(self, send: Callable[[], Awaitable[Response]]) -> Response:
        """One call, taken before it leaves, and given back where it never did; of a read its answer, too.

        The answer to a write is not counted: what was done cannot be refused.
        """
        reads = self.operation == "read"
        receipt = await self.take(Taking(calls=1, size=int(reads)))  # nothing leaves where not one byte is left
        try:
            answer = await send()
        except NlconnectError as failure:
            if not isinstance(failure, Interrupted):
                await self.give_back(receipt)
            raise
        if reads and len(answer.content) > 1:
            await self.take(Taking(size=len(answer.content) - 1))
        return answer

    async def take(self, taking: Taking) -> Receipt:
        """Raises PolicyRefused where that is more than is left."""
        port, account = self.exchange.port, Account(self.exchange.store, self.budgets)
        found = await port.run(lambda: account.take(taking, now=port.clock.now()))
        if isinstance(found, Over):
            raise self._refused(found)
        return found

    async def short(self, taking: Taking) -> str | None:
        """Why it would be refused as things stand, for a plan; None where it would not."""
        port, account = self.exchange.port, Account(self.exchange.store, self.budgets)
        found = await port.run(lambda: account.short(taking, now=port.clock.now()))
        return None if found is None else self._refused(found).message

    async def give_back(self, receipt: Receipt) -> None:
        """What was not used after all."""
        port, account = self.exchange.port, Account(self.exchange.store, self.budgets)
        await port.run(lambda: account.give_back(receipt, now=port.clock.now()))

    def _refused(self, over: Over) -> PolicyRefused:
        dutch = self.policy.language == "nl"
        most, left = (told(over.unit, count) for count in (over.most, over.left))
        said = over_budget(over.unit, most=most, left=left, holder=over.holder, name=over.name)
        refused = PolicyRefused(
            f"{said.reason_nl if dutch else said.reason} ({'regel' if dutch else 'rule'}: budget)",
            connector=self.exchange.connector.name,
            operation=self.operation,
            hint=said.remedy_nl if dutch else said.remedy,
        )
        refused.rule = "budget"
        return refused


def _key_of(entity: EntitySpec) -> list[str]:
    return [entity.by_wire[wire].name for wire in entity.key if wire in entity.by_wire]


def most_of(budget: Budget, unit: Unit) -> int | None:
    """The most that may be taken of a unit, euros in cents; None where nothing is said."""
    if unit == "euros":
        return None if budget.euros is None else int(budget.euros * CENTS)
    found: int | None = getattr(budget, unit)
    return found


def told(unit: Unit, count: int) -> str:
    """For people."""
    return f"{Decimal(count) / CENTS:,.2f}".removesuffix(".00") if unit == "euros" else f"{count:,}"


def _day(now: float) -> str:
    return str(datetime.fromtimestamp(now, UTC).date())


def _place(holder: str, name: str, day: str) -> Place:
    return KIND, f"{holder} {name} {day}"


def _met_at(holder: str, name: str, day: str) -> Place:
    return KIND, f"{holder} {name} {day} subjects"


def _counts(document: bytes | None) -> dict[Unit, int]:
    found: dict[Unit, int] = json.loads(document) if document is not None else {}
    return found


def _marks(document: bytes | None) -> set[bytes]:
    whole = document or b""
    return {whole[place : place + MARK_BYTES] for place in range(0, len(whole), MARK_BYTES)}


def _mark(key: object) -> bytes:
    parts = key if isinstance(key, tuple) else (key,)
    return blake2s(f"{parts}".casefold().encode("utf-8", "surrogatepass"), digest_size=MARK_BYTES).digest()
