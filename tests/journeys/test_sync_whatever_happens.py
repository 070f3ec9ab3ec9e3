"""A copy equals its source whatever happens on the way: rows come, change and go, people stop, connections break."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from nlconnect.connector import collection_of, connector
from nlconnect.connector.deltas import wire_key
from nlconnect.errors import NlconnectError
from nlconnect.mock.system import Setting
from nlconnect.model.sync import SyncBatch
from nlconnect.testing.signed_in import SignedInMock

FAULTS = ("cut-before", "cut-after", "503", "429")
FOLLOWED = {"exact": "crm.Accounts", "afas": "ledger.Profit_Debtor", "graph": "directory.Groups"}
ROUNDS = 12


@dataclass
class Life:
    """A system in use, and a copy of one of its entities that is kept by key."""

    system: str
    seed: int
    copy: dict[Any, str] = field(default_factory=dict)
    seen: set[Any] = field(default_factory=set)
    made: int = 0

    def __post_init__(self) -> None:
        self.chance = random.Random(f"{self.system} {self.seed}")
        pages = dict.fromkeys((0, 60, 100, 200, 1000), 3)
        self.mock = SignedInMock(self.system, setting=Setting(seeded=False, page_sizes=pages))
        self.connection = self.mock.connect()
        self.spec = connector(self.system).catalogue.entity(FOLLOWED[self.system])
        self.source = collection_of(connector(self.system).package, self.spec)
        deltas = connector(self.system).deltas
        assert deltas is not None
        self.tracking = deltas.tracking(self.spec)
        self.name = next(f.name for f in self.spec.defaults if f.type == "string" and not f.is_key)
        self.keys = list(self.there())
        self.grow(8)

    def grow(self, rows: int) -> None:
        for _ in range(rows):
            self.made += 1
            values: dict[str, Any] = {self.name: f"Row {self.made}"}
            if self.system == "afas":
                values["debtor_id"] = f"{self.made:06}"
            row = self.mock.add(self.spec.qualified_name, scope=None, **values)
            self.keys.append(row[self.tracking.key[0]])

    def happen(self) -> None:
        """A few things that people do meanwhile."""
        for _ in range(self.chance.randrange(4)):
            self.mock.clock.advance(self.chance.choice((0.2, 1.0, 90.0)))
            deed: Callable[[], None] = self.chance.choice((self._new, self._other, self._less))
            deed()

    def _new(self) -> None:
        self.grow(1)

    def _other(self) -> None:
        if self.keys:
            self.made += 1
            key = self.chance.choice(self.keys)
            values: dict[str, Any] = {self.name: f"Row {self.made}"}
            self.mock.change(self.spec.qualified_name, key, **values)

    def _less(self) -> None:
        if len(self.keys) > 4:
            key = self.keys.pop(self.chance.randrange(len(self.keys)))
            self.mock.remove(self.spec.qualified_name, key)

    def there(self) -> dict[Any, str]:
        """What the system holds now."""
        records = self.connection.read(self.source)
        return {wire_key(self.tracking, record): getattr(record, self.name) for record in records}

    def take(self, batch: SyncBatch[Any]) -> None:
        """As a consumer does who wants to know of deletions that nobody told."""
        values = {wire_key(self.tracking, record): getattr(record, self.name) for record in batch.records}
        self.seen = set() if batch.begins else self.seen
        self.seen |= values.keys()
        self.copy |= values
        for key in batch.deleted:
            self.copy.pop(key, None)
        if batch.completes:
            self.copy = {key: value for key, value in self.copy.items() if key in self.seen}

    def follow(self, *, undisturbed: bool = False) -> None:
        """One run, which may be left or broken off anywhere."""
        full = undisturbed and not self.tracking.deletions
        changes = self.connection.sync(self.source, consumer="copy", full=full)
        try:
            for batch in changes:
                self.take(batch)
                if undisturbed:
                    continue
                self.happen()
                turn = self.chance.random()
                if turn < 0.2:
                    changes.commit()
                elif turn < 0.35:
                    return
                elif turn < 0.5:
                    self.mock.fail_next(self.chance.choice(FAULTS), times=self.chance.choice((1, 30)))
        except NlconnectError:
            self.mock.clock.advance(4000.0)  # until whoever refused has calmed down
        finally:
            self.mock.faults.clear()


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("system", FOLLOWED)
def test_a_copy_equals_its_source_in_the_end(system: str, seed: int) -> None:
    life = Life(system, seed)
    for _ in range(ROUNDS):
        life.follow()
        life.happen()
        life.mock.clock.advance(life.chance.choice((1.0, 700.0, 5000.0)))
    if life.tracking.deletions:
        life.follow(undisturbed=True)
    else:  # what was added and changed is there all the same; what went shows in a full pass
        list(map(life.take, life.connection.sync(life.source, consumer="copy")))
        assert life.copy.items() >= life.there().items()
        life.follow(undisturbed=True)
    assert life.copy == life.there()
