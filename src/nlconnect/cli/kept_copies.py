"""Copies that `sync` keeps: remembered with their purpose, and cleared of what is past its term."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from nlconnect.cli.outcome import say
from nlconnect.config import Secret, policy_file, read_config
from nlconnect.connector import EntitySpec
from nlconnect.errors import ConfigError
from nlconnect.model.table import Column
from nlconnect.outlets.copies import CopyPlan, Expired, Term, copy_url, open_copy, shown
from nlconnect.policy import OWN_USE, Policy, days_kept, read_policy
from nlconnect.policy.dutch_rules import FISCAL_YEARS
from nlconnect.state import KeptStore

KIND = "copy"


@dataclass(frozen=True, slots=True)
class Place:
    """What a copy is of, and for which purpose it was read."""

    system: str
    entity: str
    scope: str
    purpose: str


@dataclass(frozen=True, slots=True)
class KeptCopy:
    """One copy. `target` is as it was given; a secret place such as env:NAME stays one."""

    target: str
    plan: CopyPlan
    place: Place
    books: str | None
    """See `Term.books`."""

    @property
    def key(self) -> str:
        return hashlib.sha256(f"{self.url_given} {self.plan.name}".encode()).hexdigest()[:32]

    @property
    def url_given(self) -> str:
        """The target without a folder that it was relative to."""
        return _absolute(self.target)

    @property
    def named(self) -> str:
        """For people, without a password."""
        return f"{self.plan.table} in {shown(self.target)}"

    def dump(self) -> bytes:
        columns = [(column.name, column.type) for column in self.plan.columns]
        plan = {"table": self.plan.table, "key": self.plan.key, "place": dict(self.plan.place), "name": self.plan.name}
        facts = {"target": self.url_given, "plan": plan, "columns": columns, "place": asdict(self.place)}
        return json.dumps({**facts, "books": self.books}).encode()

    @classmethod
    def load(cls, document: bytes) -> KeptCopy:
        found = json.loads(document)
        columns = tuple(Column(name, kind) for name, kind in found["columns"])
        plan = found["plan"]
        whole = CopyPlan(plan["table"], columns, tuple(plan["key"]), plan["place"], plan["name"])
        return cls(found["target"], whole, Place(**found["place"]), found["books"])

    def term(self, policy: Policy | None, now: datetime) -> Term | None:
        """What is over by the policy that holds now; None where its purpose has no term."""
        purpose = policy.purposes.get(self.place.purpose) if policy is not None else None
        days = days_kept(purpose) if purpose is not None else None
        if days is None:
            return None
        return Term(now - timedelta(days=days), now, self.books, self._booked_before(now.date()))

    def expire(self, term: Term) -> Expired:
        """Drop what is over. Raises ConfigError where the database cannot be opened or is gone."""
        url = copy_url(Secret(self.target).reveal().get_secret_value())
        kind, _, file = url.partition(":///")
        if kind in ("sqlite", "duckdb") and not Path(file).expanduser().exists():
            raise ConfigError(f"the copy {self.named} is not there any more")
        with closing(open_copy(url, self.plan)) as copy:
            return copy.expire(term)

    def _booked_before(self, today: date) -> date | datetime | int | None:
        """The first day, moment or year that the law still wants kept."""
        first = date(today.year - FISCAL_YEARS, 1, 1)
        kind = next((column.type for column in self.plan.columns if column.name == self.books), None)
        if kind in ("int", "int64"):
            return first.year
        return datetime(first.year, 1, 1, tzinfo=UTC) if kind == "datetime" else first


def books_column(entity: EntitySpec, plan: CopyPlan) -> str | None:
    """The column that says when a row was booked; empty where rows are of the books and the copy has none."""
    if entity.fiscal is None:
        return None
    name = entity.by_wire[entity.fiscal].name if entity.fiscal else ""
    return name if name in {column.name for column in plan.columns} else ""


def keep_to_terms(copies: Sequence[KeptCopy]) -> None:
    """Remember copies that were just brought up to date, and drop what in them is past its term."""
    from nlconnect.cli.keeping import opened

    with opened() as place:
        for copy in copies:
            place.store.put(KIND, copy.key, copy.dump())
        clear(place.store, now=place.now, only=[copy.key for copy in copies])


def known(store: KeptStore) -> Iterator[tuple[str, KeptCopy]]:
    """Every copy that is remembered."""
    for key in store.keys(KIND):
        document = store.get(KIND, key)
        if document is not None:
            yield key, KeptCopy.load(document)


def clear(store: KeptStore, *, now: float, only: Sequence[str] | None = None) -> int:
    """Drop what is past its term from every copy that is remembered, or from some; how many rows. Says what it did."""
    policy, moment = _policy(), datetime.fromtimestamp(now, UTC).replace(microsecond=0)
    gone = 0
    for key, copy in known(store):
        if only is not None and key not in only:
            continue
        term = copy.term(policy, moment)
        if term is None:
            if only is None and copy.place.purpose != OWN_USE:
                say(f"{copy.named}: the policy says no term for the purpose {copy.place.purpose}; nothing is dropped")
            continue
        try:
            expired = copy.expire(term)
        except ConfigError as error:
            say(f"{copy.named}: {error}")
            if "not there any more" in error.message:
                store.delete(KIND, key)
            continue
        gone += expired.gone
        _tell(copy, expired)
    return gone


def told(store: KeptStore) -> list[dict[str, str | None]]:
    """What is remembered of each copy, without a password, and the term that holds for it now."""
    policy = _policy()
    rows: list[dict[str, str | None]] = []
    for _, copy in known(store):
        purpose = policy.purposes.get(copy.place.purpose) if policy is not None else None
        days = days_kept(purpose) if purpose is not None else None
        term = None if days is None else f"{days} days after it was read"
        rows.append({"copy": copy.named, **asdict(copy.place), "term": term})
    return rows


def _tell(copy: KeptCopy, expired: Expired) -> None:
    if expired.gone:
        say(f"{copy.named}: {_rows(expired.gone)} past the term of {copy.place.purpose} dropped")
    if expired.held_back:
        say(
            f"{copy.named}: {_rows(expired.held_back)} past the term kept: the books are kept seven years (AWR art. 52)"
        )


def _rows(number: int) -> str:
    return "1 row" if number == 1 else f"{number:,} rows"


def _policy() -> Policy | None:
    path = policy_file(read_config())
    return None if path is None else read_policy(path)


def _absolute(target: str) -> str:
    """Files by their whole path: `state purge` is run from anywhere."""
    if target.startswith(("env:", "keyring:", "file:")):
        return target
    url = copy_url(target)
    kind, separator, file = url.partition(":///")
    if not separator or kind not in ("sqlite", "duckdb"):
        return url
    return f"{kind}:///{Path(file).expanduser().absolute()}"
