"""What is too old is taken from the log, and the log says so: pruning and tampering cannot be taken for each other."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from nlconnect.audit import AuditLog, Head, verify
from nlconnect.errors import ConfigError
from nlconnect.mock.clock import MockClock
from nlconnect.state import MemoryStore, exclusive

KEY = bytes(range(32))
YEAR = 366
ENTRY = {"operation": "read", "system": "exact", "entity": "crm.Accounts", "outcome": "done"}


def moment(text: str) -> float:
    return datetime.fromisoformat(f"{text}T12:00:00+00:00").astimezone(UTC).timestamp()


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore(clock=MockClock())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "audit"


def opened(folder: Path, store: MemoryStore, *, keep_days: int | None = None) -> AuditLog:
    return AuditLog(folder, key=KEY, store=store, guard=exclusive, keep_days=keep_days)


@pytest.fixture
def log(folder: Path, store: MemoryStore) -> AuditLog:
    """Two entries in each of four months."""
    log = opened(folder, store)
    for month in ("2019-01", "2019-02", "2019-12", "2020-06"):
        for day in ("03", "04"):
            log.record(ENTRY, now=moment(f"{month}-{day}"))
    return log


NOW = moment("2020-06-20")


def test_months_that_ended_long_enough_ago_go_and_the_log_says_so(log: AuditLog, folder: Path) -> None:
    assert log.prunable(days=YEAR, now=NOW) == 4
    assert log.prune(days=YEAR, now=NOW) == 4
    assert [path.name for path in sorted(folder.glob("*.jsonl"))] == ["audit-2019-12.jsonl", "audit-2020-06.jsonl"]
    result = log.verify()
    assert (result.is_sound, result.complete, result.pruned_to, result.entries) == (True, True, 4, 5)
    assert "pruned up to entry 4" in str(result)
    *_, last = log.read()
    assert (last["operation"], last["outcome"]) == ("audit", "pruned")


def test_a_log_that_is_young_enough_is_left_alone(log: AuditLog) -> None:
    assert log.prune(days=3 * YEAR, now=NOW) == 0
    assert log.verify().pruned_to == 0
    assert "pruned" not in str(log.verify())


def test_the_newest_month_stays_whatever_its_age(log: AuditLog, folder: Path) -> None:
    assert log.prune(days=0, now=moment("2040-01-01")) == 6
    assert [path.name for path in folder.glob("*.jsonl")] == ["audit-2020-06.jsonl"]
    assert log.verify().is_sound


def test_pruning_again_goes_on_where_it_stood(log: AuditLog, folder: Path, store: MemoryStore) -> None:
    log.prune(days=YEAR, now=NOW)
    again = opened(folder, store)
    again.record(ENTRY, now=moment("2021-02-03"))
    assert again.prune(days=YEAR // 6, now=moment("2021-03-03")) == 5
    assert again.prune(days=YEAR // 6, now=moment("2021-03-03")) == 0
    result = again.verify()
    assert (result.is_sound, result.pruned_to) == (True, 9)


def test_it_happens_of_itself_when_a_month_begins(log: AuditLog, folder: Path, store: MemoryStore) -> None:
    own = opened(folder, store, keep_days=YEAR)
    own.record(ENTRY, now=moment("2020-06-30"))
    assert len(list(folder.glob("*.jsonl"))) == 4
    own.record(ENTRY, now=moment("2020-07-01"))
    own.record(ENTRY, now=moment("2020-07-02"))
    assert min(path.name for path in folder.glob("*.jsonl")) == "audit-2019-12.jsonl"
    result = own.verify()
    assert (result.is_sound, result.complete, result.pruned_to) == (True, True, 4)


@pytest.mark.parametrize("has_head", [True, False])
def test_old_months_removed_by_somebody_else_are_missing(
    log: AuditLog,
    folder: Path,
    has_head: bool,
) -> None:
    (folder / "audit-2019-01.jsonl").unlink()
    found = log.verify() if has_head else verify(folder, key=KEY, head=None)
    assert not found.is_sound
    assert "entries 1 to 2 are missing" in str(found)
    assert found.pruned_to == 0


def test_more_than_was_pruned_is_missing(log: AuditLog, folder: Path) -> None:
    log.prune(days=YEAR, now=NOW)
    (folder / "audit-2019-12.jsonl").unlink()
    found = log.verify()
    assert "entries 5 to 6 are missing" in str(found)
    assert not found.is_sound


def test_a_power_cut_before_the_files_went_leaves_a_sound_log(log: AuditLog, folder: Path, tmp_path: Path) -> None:
    first = tmp_path / "kept.jsonl"
    shutil.copy(folder / "audit-2019-01.jsonl", first)
    second = tmp_path / "kept-too.jsonl"
    shutil.copy(folder / "audit-2019-02.jsonl", second)
    log.prune(days=YEAR, now=NOW)
    shutil.copy(second, folder / "audit-2019-02.jsonl")
    assert log.verify().is_sound
    shutil.copy(first, folder / "audit-2019-01.jsonl")
    assert log.verify().is_sound


def test_an_entry_that_says_pruned_without_the_key_counts_for_nothing(log: AuditLog, folder: Path) -> None:
    log.prune(days=YEAR, now=NOW)
    path = folder / "audit-2020-06.jsonl"
    path.write_text(path.read_text().replace('"pruned":"4:', '"pruned":"6:'))
    (folder / "audit-2019-12.jsonl").unlink()
    found = log.verify()
    assert "was changed" in str(found)
    assert "entries 1 to 6 are missing" in str(found)


def test_cutting_off_the_end_with_the_pruning_in_it_is_found(log: AuditLog, folder: Path) -> None:
    log.prune(days=YEAR, now=NOW)
    path = folder / "audit-2020-06.jsonl"
    path.write_text("".join(path.read_text().splitlines(keepends=True)[:-1]))
    assert "entry 9 is missing at the end" in str(log.verify())
    assert "entries 1 to 4 are missing" in str(verify(folder, key=KEY, head=None))


def test_another_log_before_the_pruned_end_does_not_fit(log: AuditLog, folder: Path) -> None:
    log.prune(days=YEAR, now=NOW)
    kept = verify(folder, key=KEY, head=None, anchors=[Head(4, "f" * 64)])
    assert "is not the one that was anchored" in str(kept)


def test_a_log_that_was_tampered_with_is_not_pruned(log: AuditLog, folder: Path, store: MemoryStore) -> None:
    path = folder / "audit-2019-01.jsonl"
    path.write_text(path.read_text().replace("read", "writ", 1))
    with pytest.raises(ConfigError, match="changed"):
        log.prune(days=YEAR, now=NOW)
    opened(folder, store, keep_days=YEAR).record(ENTRY, now=moment("2020-07-01"))
    assert path.exists()
    assert "entry 1 was changed" in str(log.verify())
