"""The audit log: what it keeps, what it never shows, and what nobody can do to it unseen."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

import pytest

from nlconnect.audit import AuditLog, verify
from nlconnect.errors import ConfigError
from nlconnect.state import MemoryStore, exclusive

KEY = b"a" * 32
NOVEMBER = 1_795_000_000.0
DAY = 86_400.0
ENTRY: Mapping[str, object] = {
    "operation": "read",
    "system": "exact",
    "entity": "cashflow.Receivables",
    "scope": "division 123456",
    "profile": "acme-exact",
    "purpose": "own-use",
    "outlet": "xlsx",
    "verdict": "allow",
    "rule": "own-use: reads only",
    "categories": ["user.financial", "user.name"],
    "records": 120,
    "calls": 3,
    "request_ids": ["71b961de-b9f3-49fe-883d-0f46c7e0e89b"],
    "outcome": "done",
}


class Clock:
    def now(self) -> float:
        return NOVEMBER


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore(clock=Clock())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "audit"


@pytest.fixture
def log(folder: Path, store: MemoryStore) -> AuditLog:
    return AuditLog(folder, key=KEY, store=store, guard=exclusive)


def file_of(folder: Path) -> Path:
    return folder / "audit-2026-11.jsonl"


def write(log: AuditLog, entries: int) -> None:
    for number in range(entries):
        log.record({**ENTRY, "records": number}, now=NOVEMBER + number)


def change(path: Path, edit: Callable[[list[str]], list[str]]) -> None:
    path.write_text("".join(edit(path.read_text().splitlines(keepends=True))))


def test_an_entry_comes_back_with_its_time_and_number(log: AuditLog) -> None:
    log.record(ENTRY, now=NOVEMBER + 0.25)
    (entry,) = log.read()
    assert dict(ENTRY).items() <= dict(entry).items()
    assert entry["at"] == "2026-11-18T11:06:40.250+00:00"
    assert entry["n"] == 1


def test_an_untouched_log_is_sound_and_whole(log: AuditLog, folder: Path) -> None:
    write(log, 5)
    result = log.verify()
    assert result.is_sound
    assert (result.entries, result.complete) == (5, True)
    assert verify(folder, key=KEY, head=None).complete is None
    assert "not provable" in str(verify(folder, key=KEY, head=None))


def test_an_empty_log_is_sound(log: AuditLog, folder: Path) -> None:
    assert log.verify().is_sound
    assert list(log.read()) == []
    log.append([], now=NOVEMBER)
    assert not file_of(folder).exists()


def test_the_log_is_its_owners_only(log: AuditLog, folder: Path) -> None:
    write(log, 1)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(file_of(folder).stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("name", "edit", "said"),
    [
        ("changed", lambda lines: [lines[0], lines[1].replace("read", "writ"), *lines[2:]], "entry 2 was changed"),
        (
            "an added blank",
            lambda lines: [lines[0], lines[1].replace('"n":2', '"n": 2'), *lines[2:]],
            "entry 2 was changed",
        ),
        ("removed", lambda lines: [lines[0], *lines[2:]], "entry 2 is missing"),
        ("removed in a row", lambda lines: [lines[0], *lines[3:]], "entries 2 to 3 are missing"),
        ("removed at the start", lambda lines: lines[2:], "entries 1 to 2 are missing"),
        ("doubled", lambda lines: [lines[0], *lines], "entry 1 stands here again"),
        ("reordered", lambda lines: [lines[0], lines[2], lines[1], *lines[3:]], "entry 2 stands here again or out of"),
        ("inserted text", lambda lines: [lines[0], "{}\n", *lines[1:]], "this line is no entry"),
        ("inserted garbage", lambda lines: [*lines, "\udcff\n".encode("utf-8", "replace").decode()], "no entry"),
        ("cut off", lambda lines: lines[:3], "entries 4 to 5 are missing at the end"),
        ("cut short", lambda lines: [*lines[:4], lines[4][:-10]], "no entry"),
        ("emptied", lambda lines: [], "entries 1 to 5 are missing at the end"),
    ],
)
def test_tampering_is_found(
    log: AuditLog, folder: Path, name: str, edit: Callable[[list[str]], list[str]], said: str
) -> None:
    write(log, 5)
    change(file_of(folder), edit)
    result = log.verify()
    assert not result.is_sound, name
    assert said in str(result)
    assert file_of(folder).name in str(result) or not file_of(folder).read_text()


def test_bytes_that_are_no_text_are_found(log: AuditLog, folder: Path) -> None:
    write(log, 2)
    file_of(folder).write_bytes(file_of(folder).read_bytes().replace(b"exact", b"ex\xffct", 1))
    assert not log.verify().is_sound


def test_a_deleted_log_is_found(log: AuditLog, folder: Path) -> None:
    write(log, 3)
    file_of(folder).unlink()
    assert "entries 1 to 3 are missing" in str(log.verify())


def test_an_entry_forged_without_the_key_is_found(log: AuditLog, folder: Path, store: MemoryStore) -> None:
    write(log, 2)
    forger = AuditLog(folder.parent / "forged", key=b"b" * 32, store=store, guard=exclusive)
    write(forger, 3)
    forged = file_of(folder.parent / "forged").read_text().splitlines(keepends=True)[2]
    change(file_of(folder), lambda lines: [*lines, forged])
    assert "entry 3 was changed" in str(log.verify())


def test_a_tail_replaced_with_the_key_is_found_through_the_head(
    log: AuditLog, folder: Path, store: MemoryStore
) -> None:
    write(log, 3)
    head = log.head()
    change(file_of(folder), lambda lines: lines[:2])
    other = AuditLog(folder, key=KEY, store=MemoryStore(clock=Clock()), guard=exclusive)
    other.record({**ENTRY, "records": 999}, now=NOVEMBER)
    assert "not the one that was acknowledged" in str(verify(folder, key=KEY, head=head))


def test_going_on_after_a_cut_keeps_the_gap_visible(log: AuditLog, folder: Path, store: MemoryStore) -> None:
    write(log, 5)
    change(file_of(folder), lambda lines: lines[:3])
    write(log, 1)
    AuditLog(folder, key=KEY, store=store, guard=exclusive).record(ENTRY, now=NOVEMBER)
    result = log.verify()
    assert [problem.what for problem in result.problems] == ["entries 4 to 5 are missing"]
    assert result.entries == 5


def test_an_entry_written_just_before_a_crash_is_kept(log: AuditLog, folder: Path, store: MemoryStore) -> None:
    write(log, 2)
    head = log.head()
    write(log, 1)
    assert head is not None
    (kind,) = {kind for kind, _ in store._documents}
    (key,) = store.keys(kind)
    store.put(kind, key, head.dump(key=KEY))  # as if the process had died between file and store
    AuditLog(folder, key=KEY, store=store, guard=exclusive).record(ENTRY, now=NOVEMBER)
    assert log.verify().is_sound
    assert log.verify().entries == 4


def test_a_line_that_a_power_cut_left_unfinished_is_dropped(log: AuditLog, folder: Path) -> None:
    write(log, 2)
    with file_of(folder).open("a") as file:
        file.write('{"at":"2026')
    write(log, 1)
    result = log.verify()
    assert result.is_sound
    assert result.entries == 3


def test_each_month_has_a_file_and_the_chain_runs_on(log: AuditLog, folder: Path) -> None:
    for month in range(3):
        log.record(ENTRY, now=NOVEMBER + month * 31 * DAY)
    names = [path.name for path in sorted(folder.glob("*.jsonl"))]
    assert names == ["audit-2026-11.jsonl", "audit-2026-12.jsonl", "audit-2027-01.jsonl"]
    assert log.verify().is_sound
    assert verify(folder / names[1], key=KEY, head=None).is_sound
    (folder / names[1]).unlink()
    assert "entry 2 is missing" in str(log.verify())


def test_a_clock_set_back_does_not_reopen_an_older_month(log: AuditLog, folder: Path) -> None:
    log.record(ENTRY, now=NOVEMBER + 31 * DAY)
    log.record(ENTRY, now=NOVEMBER)
    assert [path.name for path in folder.glob("*.jsonl")] == ["audit-2026-12.jsonl"]
    assert log.verify().is_sound


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("scope", "mailbox jan.jansen@example.nl"),
        ("scope", {"mailbox": "jan.jansen@example.nl"}),
        ("profile", "jan.jansen@example.nl"),
        ("outlet", "bsn 123456782"),
        ("entity", "/api/v1/{division}/crm/Accounts?$filter=Email eq 'jan.jansen@example.nl'"),
        ("entity", "/api/v1/{division}/crm/Accounts(guid'jan.jansen')"),
        ("outcome", "Invalid: 'jan.jansen@example.nl' is no address"),
        ("note", "jan.jansen"),
        ("request_ids", ["jan.jansen@example.nl"]),
        ("categories", {"jan.jansen@example.nl"}),
    ],
)
def test_a_personal_value_never_gets_in(log: AuditLog, folder: Path, name: str, value: object) -> None:
    log.record({**ENTRY, name: value}, now=NOVEMBER)
    text = file_of(folder).read_text()
    assert "jansen" not in text
    assert "123456782" not in text


def test_the_path_of_a_free_request_stays_readable(log: AuditLog) -> None:
    log.record({**ENTRY, "entity": "/api/v1/{division}/crm/Accounts(guid'a')?$top=1"}, now=NOVEMBER)
    assert next(log.read())["entity"] == "/api/v1/{division}/crm/Accounts(...)"


def test_who_did_it_is_a_mark_that_the_key_explains(log: AuditLog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "jansen")
    mine = AuditLog(log._folder, key=KEY, store=log._store, guard=exclusive)
    mine.record(ENTRY, now=NOVEMBER)
    actor = next(mine.read())["actor"]
    assert actor == log.mark("actor:jansen")
    assert "jansen" not in str(actor)
    assert AuditLog(log._folder, key=b"c" * 32, store=log._store, guard=exclusive).mark("actor:jansen") != actor


def test_threads_write_one_chain(log: AuditLog) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda number: log.record({**ENTRY, "records": number}, now=NOVEMBER), range(60)))
    assert log.verify().is_sound
    assert sorted(int(str(entry["records"])) for entry in log.read()) == list(range(60))


def test_processes_write_one_chain(folder: Path) -> None:
    program = """
import sys
from pathlib import Path
from nlconnect.audit import AuditLog
from nlconnect.state import exclusive, open_store
class Clock:
    def now(self): return 1_795_000_000.0
folder = Path(sys.argv[1])
store = open_store(f"sqlite:///{folder.parent / 'state.db'}", key=None, clock=Clock())
log = AuditLog(folder, key=b"a" * 32, store=store, guard=exclusive)
for number in range(50):
    log.record({"operation": "read", "records": number}, now=1_795_000_000.0)
if len(sys.argv) > 2:
    print(log.verify())
"""
    processes = [subprocess.Popen([sys.executable, "-c", program, str(folder)]) for _ in range(3)]
    assert [process.wait(60) for process in processes] == [0, 0, 0]
    last = subprocess.run(
        [sys.executable, "-c", program, str(folder), "verify"], capture_output=True, text=True, check=True
    )
    assert last.stdout.startswith("200 entries, none changed")


def test_a_full_disk_leaves_no_half_entry(log: AuditLog, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(log, 1)
    real = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, content: real(descriptor, content[:20]))
    with pytest.raises(ConfigError, match="No space left"):
        log.record(ENTRY, now=NOVEMBER)
    monkeypatch.undo()
    write(log, 1)
    assert log.verify().is_sound
    assert log.verify().entries == 2


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path, store: MemoryStore) -> None:
    (tmp_path / "audit").write_text("")

    def unguarded(path: Path) -> AbstractContextManager[None]:
        return nullcontext()

    with pytest.raises(ConfigError, match="cannot be written"):
        AuditLog(tmp_path / "audit", key=KEY, store=store, guard=unguarded).record(ENTRY, now=NOVEMBER)


def test_an_entry_of_a_batch_costs_a_fraction_of_one_alone(log: AuditLog) -> None:
    def cost(entries: list[Any]) -> float:
        start = time.process_time()
        log.append(entries, now=NOVEMBER)
        return (time.process_time() - start) / len(entries)

    alone = min(cost([ENTRY]) for _ in range(20))
    together = min(cost([ENTRY] * 200) for _ in range(5))
    assert together < alone / 2, f"{together / alone:.2f}"


def test_lines_are_json_that_any_tool_reads(log: AuditLog, folder: Path) -> None:
    write(log, 2)
    entries = [json.loads(line) for line in file_of(folder).read_text().splitlines()]
    assert entries[1]["prev"] == entries[0]["mac"]
