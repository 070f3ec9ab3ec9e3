"""Named runs in the state store: which changes belong to one, and what became of each."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from enum import Enum
from pathlib import Path

from nlconnect.connector import Scope
from nlconnect.engine.intent import SETTLED_KEPT, Ledger
from nlconnect.errors import QueryError
from nlconnect.model.change import Change, Clear, Ref
from nlconnect.model.complex import Complex
from nlconnect.model.file import File
from nlconnect.model.match import MatchKey, Origin
from nlconnect.model.outcome import Plan
from nlconnect.model.ports import Kept, Lock, Place, Store
from nlconnect.model.record import Record
from nlconnect.model.run import Run

RUNS = "run"
OPEN_FOR = SETTLED_KEPT - 5 * 86_400.0
"""Seconds that a run can be started again: no longer than everything is remembered that came of it."""
KEPT = 400 * 86_400.0
"""Seconds that the name of a run is kept, so that it is not taken for a new one."""
LONGEST_NAME = 100


@dataclass(frozen=True, slots=True, repr=False)
class Header:
    """A run as it is kept: no values, and the ids under which its plans are known."""

    name: str
    secret: str
    """Makes the ids of the run: from an id nobody can tell what was to be written."""
    ids: tuple[str, ...]
    began_at: float
    last_at: float

    def dump(self) -> bytes:
        return json.dumps(asdict(self)).encode()

    @classmethod
    def load(cls, document: bytes) -> Header:
        found = json.loads(document)
        return cls(**{**found, "ids": tuple(found["ids"])})


@dataclass(frozen=True, slots=True)
class Runs:
    """The runs of one login in one scope, of every process that shares the store."""

    store: Store
    place: str
    scope: Scope

    def lock(self, name: str) -> Lock:
        """Held while a run goes on; a killed process gives it back."""
        return self.store.lock(self.guard(name))

    def guard(self, name: str) -> str:
        """The name of that lock."""
        return f"write:run:{self._key(name)}"

    def opened(self, name: str, changes: Sequence[Change | Plan], *, now: float) -> tuple[str, ...]:
        """The ids of its plans, in order. Raises QueryError for another list than before, or a run that is closed."""
        _check(name)
        prints = [one.digest if isinstance(one, Plan) else fingerprint(one) for one in changes]
        place = (RUNS, self._key(name))

        def change(old: Mapping[Place, bytes | None]) -> tuple[Mapping[Place, Kept | None], Header]:
            document = old[place]
            header = (
                Header.load(document) if document is not None else Header(name, secrets.token_hex(32), (), now, now)
            )
            ids = tuple(
                one.id if isinstance(one, Plan) else _id(header, index, print_)
                for index, (one, print_) in enumerate(zip(changes, prints, strict=True))
            )
            if document is not None:
                _refuse_other(header, ids)
                _refuse_closed(header, now)
            begun = replace(header, ids=ids, last_at=now)
            return {place: (begun.dump(), now + KEPT)}, begun

        return self.store.update_all([place], change).ids

    def listed(self) -> list[Run]:
        """Every run, the newest first."""
        found = [self.store.get(RUNS, key) for key in self.store.keys(RUNS) if key.startswith(self._prefix)]
        runs = [self._told(Header.load(document)) for document in found if document is not None]
        return sorted(runs, key=lambda run: run.last_at, reverse=True)

    def lost(self, name: str) -> list[Plan]:
        """The plans of which it is not known what came of them. Raises QueryError for a run that nobody began."""
        ledger = Ledger(self.store)
        intents = ledger.intents(self._header(name).ids)
        plans = [ledger.plan(plan_id) for plan_id, intent in intents.items() if intent.state == "sent"]
        return [plan for plan in plans if plan is not None]

    def forget(self, name: str, *, even_unknown: bool = False) -> None:
        """Its name is free again. Raises QueryError for one with lost answers, unless that is asked for."""
        run = self._told(self._header(name))
        if run.unknown and not even_unknown:
            raise QueryError(
                f"of {run.unknown} changes of this run it is not known what came of them",
                hint="Reconcile the run first.",
            )
        self.store.delete(RUNS, self._key(name))

    def run(self, name: str) -> Run:
        """How it stands. Raises QueryError where there is none of that name."""
        return self._told(self._header(name))

    def _header(self, name: str) -> Header:
        document = self.store.get(RUNS, self._key(name))
        if document is None:
            raise QueryError("there is no run of that name in this scope")
        return Header.load(document)

    def _told(self, header: Header) -> Run:
        states = [intent.state for intent in Ledger(self.store).intents(header.ids).values()]
        return Run(
            name=header.name,
            total=len(header.ids),
            done=states.count("done"),
            rejected=states.count("rejected"),
            unknown=states.count("sent"),
            began_at=header.began_at,
            last_at=header.last_at,
            closes_at=header.began_at + OPEN_FOR,
        )

    @property
    def _prefix(self) -> str:
        return hashlib.sha256(json.dumps([self.place, dict(self.scope)], sort_keys=True).encode()).hexdigest()[:24]

    def _key(self, name: str) -> str:
        return f"{self._prefix}-{hashlib.sha256(name.encode()).hexdigest()[:24]}"


def fingerprint(change: Change) -> str:
    """The same for the same change, also in another process."""
    told: list[object] = [
        change.verb,
        change.entity.qualified_name,
        change.key,
        change.match,
        change.parameters,
        change.values,
    ]
    if change.kept:
        told.append(sorted(change.kept))
    return hashlib.sha256(json.dumps(_plain(told), sort_keys=True).encode()).hexdigest()


def _plain(value: object) -> object:
    """Told apart by type where the text would be the same."""
    if isinstance(value, Enum):
        return _plain(value.value) if not isinstance(value, Clear) else ["clear"]
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, Mapping):
        return {str(name): _plain(part) for name, part in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, bytes):
        return [_plain(part) for part in value]
    return [type(value).__name__, *_parts(value)]


def _parts(value: object) -> list[object]:
    if isinstance(value, Record | Complex):
        return [_plain(value.__dict__)]
    if isinstance(value, bytes):
        return [hashlib.sha256(value).hexdigest()]
    if isinstance(value, Ref):
        return [value.entity and value.entity.qualified_name, _plain(value.by)]
    if isinstance(value, MatchKey):
        return [*value.fields, value.is_loose]
    if isinstance(value, Origin):
        return [value.system, value.kind, value.key]
    if isinstance(value, File):
        return [str(value.source) if isinstance(value.source, Path) else _plain(value.source), value.name]
    return [str(value)]


def _id(header: Header, index: int, print_: str) -> str:
    return hmac.new(bytes.fromhex(header.secret), f"{index}|{print_}".encode(), hashlib.sha256).hexdigest()[:16]


def _check(name: str) -> None:
    if not name.strip() or len(name) > LONGEST_NAME or not name.isprintable():
        raise QueryError(f"the name of a run is text of at most {LONGEST_NAME} characters")


def _refuse_other(header: Header, ids: Sequence[str]) -> None:
    hint = "Start it with the same list, in the same order, or give another name."
    if len(ids) != len(header.ids):
        raise QueryError(f"the run had {len(header.ids):,} changes, and this list has {len(ids):,}", hint=hint)
    other = next((index for index, (old, new) in enumerate(zip(header.ids, ids, strict=True)) if old != new), None)
    if other is not None:
        raise QueryError(f"change {other} is another than when the run was begun", hint=hint)


def _refuse_closed(header: Header, now: float) -> None:
    if now >= header.began_at + OPEN_FOR:
        raise QueryError(
            f"the run was begun more than {OPEN_FOR / 86_400:.0f} days ago: what was done is not known any more",
            hint="Look in the system what is left, and give that another name.",
        )
