"""Carrying out `state`: telling what is kept, and removing it with honest words about what is lost."""

from __future__ import annotations

import math
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from nlconnect.audit import AuditLog
from nlconnect.cli.kept_copies import clear, told
from nlconnect.cli.listing import on_terminal, show_json, show_rows
from nlconnect.cli.outcome import say
from nlconnect.config import Settings, read_config
from nlconnect.engine.intent import INTENTS, PLANS, Ledger
from nlconnect.engine.runs import RUNS, Header
from nlconnect.errors import ConfigError, QueryError
from nlconnect.model.term import MEANT, days_of
from nlconnect.state import (
    KEPT,
    Held,
    KeptStore,
    default_state_url,
    exclusive,
    find_key,
    open_store,
    state_folder,
)
from nlconnect.state.locks import sweep
from nlconnect.state.place import database_file, is_postgres
from nlconnect.transport.clock import SystemClock

AUDIT = "audit-log"
DAY = 86_400.0
UNITS = ("bytes", "kB", "MB", "GB")
KILO = 1000


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to be rid of."""

    kinds: tuple[str, ...] = ()
    older_than: str | None = None
    everything: bool = False
    force: bool = False
    yes: bool = False

    @property
    def is_early(self) -> bool:
        """Whether something is to go before its time."""
        return bool(self.kinds) or self.everything or self.older_than is not None

    def chosen(self) -> list[str]:
        """The kinds that are meant. Raises QueryError for one that does not exist."""
        for kind in self.kinds:
            if kind not in KEPT:
                raise QueryError(f"nothing is kept of the kind {kind!r}", hint=f"There are: {', '.join(KEPT)}.")
        if self.kinds:
            return list(dict.fromkeys(self.kinds))
        keepings = {kind: keeping for kind, keeping in KEPT.items() if not keeping.by_name}
        return [kind for kind, keeping in keepings.items() if self.everything or keeping.longest is not None]

    def before(self, now: float) -> float:
        """Only what was last written until then. Raises QueryError."""
        if self.older_than is None:
            return now
        days = days_of(self.older_than)
        if days is None:
            raise QueryError(f"--older-than {MEANT}")
        return now - days * DAY


@dataclass(frozen=True, slots=True)
class Place:
    """The store and the log of the settings in use."""

    url: str
    settings: Settings
    store: KeptStore
    log: AuditLog
    now: float

    @property
    def files(self) -> list[Path]:
        """Those of the database."""
        file = database_file(self.url)
        if file is None:
            return []
        return [path for end in ("", "-wal", "-shm") if (path := file.with_name(file.name + end)).exists()]

    @property
    def locks(self) -> Path:
        """The folder of lock files, which are empty."""
        file = database_file(self.url)
        return file.with_suffix(".locks") if file is not None else state_folder(self.url) / "no.locks"

    @property
    def audit_files(self) -> list[Path]:
        return sorted((state_folder(self.url) / "audit").glob("audit-*.jsonl"))

    @property
    def named(self) -> str:
        """For people: a URL may hold a password."""
        file = database_file(self.url)
        return str(file) if file is not None else "the Postgres store" if is_postgres(self.url) else self.url


@contextmanager
def opened() -> Iterator[Place]:
    """Open what the settings name; that removes what is over."""
    settings, clock = read_config().settings, SystemClock()
    url = settings.state or default_state_url()
    key = find_key(url, source=settings.key)
    store = open_store(url, key=key, clock=clock)
    try:
        log = AuditLog(state_folder(url) / "audit", key=key.derive("audit"), store=store, guard=exclusive)
        yield Place(url, settings, store, log, clock.now())
    finally:
        store.close()


def show(*, every: bool, as_json: bool) -> None:
    """Tell what is kept."""
    with opened() as place:
        held = {one.kind: one for one in place.store.held()}
        size = sum(path.stat().st_size for path in place.files)
        rows = [_row(kind, held.get(kind), place.now) for kind in KEPT if every or kind in held]
        rows.append(_audit_row(place))
        copies = told(place.store)
    if as_json:
        shown = [{**row, "sealed": row["sealed"] == "yes"} for row in rows]
        show_json({"store": place.named, "bytes": size or None, "kinds": shown, "copies": copies})
        return
    names = ("kind", "number", "size", "sealed", "oldest", "first_over", "until")
    table = [{name: row[name] for name in names} for row in rows]
    for row in table:
        row["size"] = _size(row["size"])
        row |= {name: str(row[name] or "")[:10] for name in ("oldest", "first_over")}
    show_rows(table, as_json=False, whole=names[:-1], aligned=True)
    if on_terminal():
        say(
            f"{place.named}{f', {_size(size)}' if size else ''}. Removed when it is over; sooner: nlconnect state purge"
        )


def _row(kind: str, held: Held | None, now: float) -> dict[str, object]:
    keeping = KEPT[kind]
    return {
        "kind": kind,
        "holds": keeping.holds,
        "number": held.count if held is not None else 0,
        "size": held.bytes if held is not None else 0,
        "sealed": "yes" if keeping.sealed else "no",
        "oldest": _moment(held.oldest) if held is not None else None,
        "newest": _moment(held.newest) if held is not None else None,
        "first_over": _moment(held.first_over) if held is not None else None,
        "days": None if keeping.longest is None else round(keeping.longest / DAY),
        "until": keeping.until,
        "lost": keeping.lost,
    }


def _audit_row(place: Place) -> dict[str, object]:
    files = place.audit_files
    first = next(iter(place.log.read()), None)
    number = 0
    for path in files:
        with path.open("rb") as file:
            number += sum(1 for _ in file)
    return {
        "kind": AUDIT,
        "holds": "what was done, with keyed marks for people, in files a month",
        "number": number,
        "size": sum(path.stat().st_size for path in files),
        "sealed": "no",
        "oldest": str(first["at"]) if first is not None else None,
        "newest": None,
        "first_over": None,
        "days": place.settings.audit_days,
        "until": place.settings.audit_retention,
        "lost": "what was done before can no longer be told",
    }


@dataclass(slots=True)
class Removal:
    """What is about to go before its time."""

    numbers: dict[str, int] = field(default_factory=dict)
    spared: dict[str, Collection[str]] = field(default_factory=dict)
    open_writes: int = 0


def remove(wish: Wish) -> None:
    """Remove what is over, and what is wished for; say what was lost and what stayed."""
    kinds = wish.chosen() if wish.is_early else []
    with opened() as place:
        before = wish.before(place.now)
        removal = _looked_at(place, kinds, before, wish)
        if wish.is_early and not _agreed(removal, wish):
            say("Nothing was removed.")
            return
        gone = {kind: place.store.clear(kind, before=before, spare=removal.spared.get(kind, ())) for kind in kinds}
        place.store.purge()
        rows = clear(place.store, now=place.now)
        days = place.settings.audit_days
        pruned = place.log.prune(days=days, now=place.now) if days is not None else 0
        whole = place.store.compact()
        sweep(place.locks, before=place.now - DAY)
        _note(place, gone)
    _tell(place, gone, rows=rows, pruned=pruned, whole=whole)


def _looked_at(place: Place, kinds: Sequence[str], before: float, wish: Wish) -> Removal:
    removal = Removal()
    if not wish.force and {INTENTS, PLANS, RUNS} & set(kinds):
        unresolved = Ledger(place.store).unresolved()
        removal.open_writes = len(unresolved)
        removal.spared = {INTENTS: unresolved, PLANS: unresolved, RUNS: _runs_with(place.store, unresolved)}
    for kind in kinds:
        removal.numbers[kind] = place.store.due(kind, before=before, spare=removal.spared.get(kind, ()))
    return removal


def _runs_with(store: KeptStore, plans: Collection[str]) -> set[str]:
    documents = {key: store.get(RUNS, key) for key in store.keys(RUNS)} if plans else {}
    return {key for key, found in documents.items() if found is not None and set(Header.load(found).ids) & set(plans)}


def _agreed(removal: Removal, wish: Wish) -> bool:
    """Say what would be lost; a person answers, a script has to have said --yes."""
    numbers = {kind: number for kind, number in removal.numbers.items() if number}
    if not numbers:
        _say_spared(removal)
        return True
    width = max(map(len, numbers))
    for kind, number in numbers.items():
        say(f"{kind:<{width}}  {number:>7,}  {KEPT[kind].lost}")
    _say_spared(removal)
    if wish.yes:
        return True
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise ConfigError("this would be removed before its time", hint="Nobody can be asked here: add --yes.")
    import typer

    return typer.confirm("Remove it for good?", default=False, err=True)


def _say_spared(removal: Removal) -> None:
    if removal.open_writes:
        one = removal.open_writes == 1
        what = "1 write, whose answer was lost, stays" if one else f"{removal.open_writes} writes, whose answers were "
        what = what if one else f"{what}lost, stay"
        say(f"{what} until it is known what came of {'it' if one else 'them'}: nlconnect reconcile. --force removes.")


def _note(place: Place, gone: Mapping[str, int]) -> None:
    """Each kind that went before its time is in the audit log."""
    told = [
        {"operation": "purge", "entity": kind, "outlet": "terminal", "records": number, "outcome": "done"}
        for kind, number in gone.items()
        if number
    ]
    place.log.append(told, now=place.now)


def _tell(place: Place, gone: Mapping[str, int], *, rows: int, pruned: int, whole: bool) -> None:
    total = sum(gone.values())
    if gone:
        print(f"removed: {total}")
    if rows:
        print(f"rows of copies dropped: {rows}")
    if pruned:
        print(f"entries of the audit log pruned: {pruned}")
    if is_postgres(place.url):
        say("What is over is gone from the tables. Backups of the server and its own log are not in our hands.")
    elif not whole:
        say(f"Another process holds {place.named}: parts may still be in its files. Run this again when it has ended.")
    else:
        say(f"What is over is gone, and no byte of it is left in {place.named}. Backups are not in our hands.")


def _moment(at: float | None) -> str | None:
    return (
        datetime.fromtimestamp(at, UTC).isoformat(timespec="seconds") if at is not None and math.isfinite(at) else None
    )


def _size(size: object) -> str:
    number, unit = float(size) if isinstance(size, int) else 0.0, 0
    while number >= KILO and unit < len(UNITS) - 1:
        number, unit = number / KILO, unit + 1
    return f"{number:.0f} {UNITS[unit]}" if unit == 0 or number >= 10 else f"{number:.1f} {UNITS[unit]}"
