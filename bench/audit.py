"""The CPU that the audit log costs: an entry of a batch, one alone, and marking a subject. `python -m bench.audit`."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from statistics import median

from bench.figure import Figure

from nlconnect.audit import AuditLog, verify
from nlconnect.model.subjects import Subjects
from nlconnect.state import Key, exclusive, open_store
from nlconnect.transport.clock import SystemClock

BATCH = 1_000
ROUNDS = 9
MICRO = 1e6
SUBJECTS = 2_000
TAMPERED = 4
"""Entries of a log of which every byte is tried."""
ENTRY: Mapping[str, object] = {
    "operation": "read",
    "system": "exact",
    "entity": "salesinvoice.SalesInvoices",
    "scope": "division 1234001",
    "profile": "acme-exact",
    "purpose": "own-use",
    "outlet": "file",
    "verdict": "allow",
    "rule": "own-use",
    "categories": ["user.contact.email", "user.financial.transaction", "user.name", "user.unique_id"],
    "records": 60,
    "calls": 1,
    "retries": 0,
    "route": "standard",
    "request_ids": ["71b961de-b9f3-49fe-883d-0f46c7e0e89b"],
    "run": "0f46c7e0e89b",
    "outcome": "done",
}


def measure(*, rounds: int = ROUNDS) -> Iterator[Figure]:
    """The figures, each the median of its rounds."""
    with tempfile.TemporaryDirectory() as name:
        folder, key = Path(name), Key.fresh()
        store = open_store(f"sqlite:///{folder / 'state.db'}", key=key, clock=SystemClock())
        log = AuditLog(folder / "audit", key=key.derive("audit"), store=store, guard=exclusive)
        yield Figure("audit: microseconds an entry, 1,000 at once", _each(rounds, BATCH, lambda: _batch(log)), 50)
        yield Figure(
            "audit: microseconds an entry alone, with its lock, write and head",
            _each(rounds, 1, lambda: log.record(ENTRY, now=0)),
            2_000,
        )
        yield Figure("audit: microseconds a subject of an entry", _each(rounds, SUBJECTS, lambda: _marked(log)), 3)
        entries = log.verify().entries
        checked = _each(3, entries, lambda: verify(folder / "audit", key=key.derive("audit"), head=log.head()))
        yield Figure("audit: microseconds to verify an entry", checked, 50, detail=f"{entries} entries")
        store.close()
    yield _tampered()


def _tampered() -> Figure:
    """Every byte of a log changed, taken out, and doubled, one at a time."""
    with tempfile.TemporaryDirectory() as name:
        folder, key = Path(name), Key.fresh().derive("audit")
        store = open_store("memory", key=Key.fresh(), clock=SystemClock())
        log = AuditLog(folder / "audit", key=key, store=store, guard=exclusive)
        for _ in range(TAMPERED):
            log.record(ENTRY, now=0)
        (file,) = (folder / "audit").glob("*.jsonl")
        whole, head, missed, tried = file.read_bytes(), log.head(), 0, 0
        for place in range(len(whole)):
            for changed in _spoilt(whole, place):
                file.write_bytes(changed)
                tried += 1
                missed += verify(folder / "audit", key=key, head=head).is_sound
    told = f"{tried:,} changes, at each of {len(whole):,} bytes"
    return Figure("audit: changes of a single byte that are not found", missed, 0, detail=told)


def _spoilt(whole: bytes, place: int) -> Iterator[bytes]:
    """One bit of a byte, the bit that makes small letters capitals, the byte taken out, and written twice."""
    for bit in (1, 32):
        yield whole[:place] + bytes([whole[place] ^ bit]) + whole[place + 1 :]
    yield whole[:place] + whole[place + 1 :]
    yield whole[: place + 1] + whole[place:]


def _batch(log: AuditLog) -> None:
    log.append((ENTRY for _ in range(BATCH)), now=0)


def _marked(log: AuditLog) -> None:
    subjects = Subjects()
    for number in range(SUBJECTS):
        subjects.add(key=f"5d6f0c1e-1111-4222-8333-{number:012}")
    log.record({**ENTRY, "subjects": subjects}, now=0)


def _each(rounds: int, of: int, work: Callable[[], object]) -> float:
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return median(times) / of * MICRO


if __name__ == "__main__":
    found = list(measure())
    for figure in found:
        print(figure)
    sys.exit(0 if all(figure.ok for figure in found) else 1)
