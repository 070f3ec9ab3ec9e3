"""What only the database store promises: secrecy at rest, other processes, forks, bad disks, old schemas."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from nlconnect.errors import ConfigError
from nlconnect.model.ports import Store
from nlconnect.state import Key, schema

Opener = Callable[..., Store]

PREPARE = """
import sys
from nlconnect.state import Key, open_store
class Clock:
    def now(self): return 1_790_000_000.0
store = open_store(sys.argv[1], key=Key(bytes(range(32))), clock=Clock(), kernel_locks=sys.argv[2] == "kernel")
"""
HOLD = PREPARE + 'lock = store.lock("token:a"); print(lock.try_acquire(), flush=True); sys.stdin.read()'
COUNT = PREPARE + (
    "for _ in range(200): store.update('budget', 'a', lambda old: (str(int(old or 0) + 1).encode(), None))"
)


def process(program: str, url: str, locks: str = "kernel") -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", program, url, locks], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def database(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


@pytest.mark.parametrize("kind", ["token", "sign-in", "plan", "cursor", "pseudonyms"])
def test_secrets_are_unreadable_in_the_files(opened: Opener, url: str, kind: str) -> None:
    store = opened()
    store.put(kind, "kantoor", b"hush-hush")
    assert all(b"hush-hush" not in file.read_bytes() for file in database(url).parent.glob("state.db*"))


def test_a_budget_is_readable_by_other_tools(opened: Opener, url: str) -> None:
    store = opened()
    store.put("budget", "kantoor", b"{}")
    with sqlite3.connect(database(url)) as connection:
        assert connection.execute("SELECT value, sealed FROM documents").fetchall() == [(b"{}", 0)]
    connection.close()


def test_folder_and_files_are_for_their_owner_only(opened: Opener, url: str) -> None:
    store = opened()
    store.put("token", "kantoor", b"1")
    lock = store.lock("token:kantoor")
    lock.try_acquire()
    lock.release()
    folder = database(url).parent
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in folder.rglob("*") if file.is_file()}
    assert set(modes.values()) == {0o600}, modes


def test_another_key_is_told_with_the_command_that_mends_it(opened: Opener, key: Key) -> None:
    opened().put("token", "kantoor", b"1")
    with pytest.raises(ConfigError, match="another key") as caught:
        opened(key=Key.fresh()).get("token", "kantoor")
    assert "nlconnect login kantoor" in str(caught.value)
    assert opened().get("token", "kantoor") == b"1"


def test_a_new_sign_in_may_replace_a_token_of_another_key(opened: Opener) -> None:
    opened().put("token", "kantoor", b"1")
    store = opened(key=Key.fresh())
    store.put("token", "kantoor", b"2")
    assert store.get("token", "kantoor") == b"2"


def test_a_sealed_document_opens_only_in_its_own_place(opened: Opener, url: str) -> None:
    store = opened()
    store.put("token", "kantoor", b"1")
    store.close()
    with sqlite3.connect(database(url)) as connection:
        connection.execute("UPDATE documents SET key = 'ander'")
    connection.close()
    with pytest.raises(ConfigError):
        store.get("token", "ander")


def test_without_a_key_counters_work_and_secrets_are_refused(opened: Opener) -> None:
    store = opened(key=None)
    store.put("budget", "a", b"1")
    with pytest.raises(ConfigError, match="without a key"):
        store.put("token", "a", b"1")
    assert store.get("token", "a") is None


def test_a_change_that_uses_the_store_is_refused_instead_of_hanging(opened: Opener) -> None:
    store = opened()
    with pytest.raises(RuntimeError, match="may not use the store"):
        store.update("budget", "a", lambda old: (store.get("budget", "b"), None))
    assert store.get("budget", "a") is None


def test_expired_documents_leave_the_file_when_it_is_opened(opened: Opener, url: str, clock: Any) -> None:
    opened().put("sign-in", "kantoor", b"1", expires_at=clock.now() + 1)
    clock.time += 2
    opened()
    with sqlite3.connect(database(url)) as connection:
        assert connection.execute("SELECT count(*) FROM documents").fetchone() == (0,)
    connection.close()


def test_processes_that_start_at_once_make_one_store_and_lose_no_update(opened: Opener, url: str) -> None:
    processes = [process(COUNT, url) for _ in range(4)]
    assert [one.wait(60) for one in processes] == [0, 0, 0, 0]
    for one in processes:
        one.communicate()
    assert opened().get("budget", "a") == b"800"


def test_a_killed_process_gives_its_lock_back_at_once(opened: Opener, url: str) -> None:
    store = opened()
    lock = store.lock("token:a")
    with process(HOLD, url) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "True\n"
        assert not lock.try_acquire()
        holder.send_signal(signal.SIGKILL)
    assert lock.try_acquire()
    lock.release()


def test_a_lease_of_a_killed_process_ends_at_its_expiry(opened: Opener, url: str, clock: Any) -> None:
    store = opened(kernel_locks=False, lease_seconds=30)
    lock = store.lock("token:a")
    with process(HOLD, url, "leases") as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "True\n"
        assert not lock.try_acquire()
        holder.send_signal(signal.SIGKILL)
    assert not lock.try_acquire()
    clock.time += 31
    assert lock.try_acquire()
    lock.release()


def test_a_lease_is_renewed_while_its_holder_lives(opened: Opener, clock: Any) -> None:
    store = opened(kernel_locks=False, lease_seconds=0.03)
    holder, other = store.lock("a"), store.lock("a")
    assert holder.try_acquire()
    renewals = threading.Event()
    taken = store.take  # type: ignore[attr-defined]

    def watched(*arguments: Any, **more: Any) -> bool:
        result: bool = taken(*arguments, **more)
        renewals.set()
        return result

    store.take = watched  # type: ignore[attr-defined]
    clock.time += 0.02
    renewals.clear()
    assert renewals.wait(10)
    clock.time += 0.02
    assert not other.try_acquire()
    holder.release()
    assert other.try_acquire()
    other.release()


def in_a_fork(work: Callable[[], object]) -> bytes:
    """What a forked child answers, as JSON."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(write, json.dumps(work()).encode())
        finally:
            os._exit(0)
    os.close(write)
    os.waitpid(child, 0)
    with os.fdopen(read, "rb") as answer:
        return answer.read()


def test_a_store_works_on_both_sides_of_a_fork(opened: Opener) -> None:
    store = opened()
    store.put("budget", "a", b"1")
    assert in_a_fork(lambda: [store.update("budget", "a", lambda old: (b"2", str(old))), os.getpid() > 0]) == (
        b"[\"b'1'\", true]"
    )
    assert store.get("budget", "a") == b"2"
    assert in_a_fork(lambda: str(store.get("budget", "a"))) == b"\"b'2'\""


def test_a_fork_holds_no_lock_of_its_parent(opened: Opener) -> None:
    store = opened()
    lock, other = store.lock("a"), store.lock("a")
    assert lock.try_acquire()
    read, write = os.pipe()
    child = os.fork()
    if child == 0:  # lives on while the parent gives the lock back
        lock.release()
        os.close(write)
        os.read(read, 1)
        os._exit(0)
    os.close(read)
    assert not other.try_acquire()
    lock.release()
    assert other.try_acquire()
    other.release()
    os.close(write)
    os.waitpid(child, 0)


@pytest.mark.parametrize("version", range(len(schema.STEPS)))
def test_a_store_of_each_earlier_version_is_brought_up_to_date(opened: Opener, url: str, version: int) -> None:
    database(url).parent.mkdir()
    engine = create_engine(url)
    with engine.begin() as connection:
        schema.migrate(connection, upto=version)
        if version:
            connection.execute(text("INSERT INTO documents VALUES ('budget', 'a', x'31', 0, 1790000000, NULL)"))
    engine.dispose()
    store = opened(kernel_locks=False)
    assert store.get("budget", "a") == (b"1" if version else None)
    lock = store.lock("a")
    assert lock.try_acquire()
    lock.release()
    with engine.begin() as connection:
        assert schema.version_of(connection) == len(schema.STEPS)
    engine.dispose()


def test_a_store_of_a_newer_nlconnect_is_left_alone(opened: Opener, url: str) -> None:
    opened().close()
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO schema_version VALUES (99)"))
    engine.dispose()
    with pytest.raises(ConfigError, match="newer nlconnect"):
        opened()


def test_a_file_that_is_no_database_is_told(opened: Opener, url: str) -> None:
    database(url).parent.mkdir()
    database(url).write_bytes(b"these are my notes, not a database" * 100)
    with pytest.raises(ConfigError, match="not a database") as caught:
        opened()
    assert "nlconnect login" in str(caught.value)


@pytest.mark.parametrize(
    ("message", "advice"),
    [
        ("database or disk is full", "Make room"),
        ("database is locked", "hangs"),
        ("attempt to write a readonly database", "right to write"),
        ("database disk image is malformed", "damaged"),
        ("something else", "state URL"),
    ],
)
def test_database_trouble_says_what_to_do(message: str, advice: str) -> None:
    from nlconnect.state.database import trouble

    assert advice in str(trouble(sqlite3.OperationalError(message), "sqlite:///state.db"))


def test_a_full_disk_is_told_and_what_was_stored_stays(opened: Opener, url: str) -> None:
    store: Any = opened()
    store.put("budget", "a", b"1")
    with store._mutex:
        store._cursor().execute("PRAGMA max_page_count = 1")  # SQLite's own word for a disk without room
    with pytest.raises(ConfigError, match="full"):
        store.put("budget", "b", b"x" * 100_000)
    assert store.get("budget", "a") == b"1"


def test_a_state_folder_that_cannot_be_made_is_told(opened: Opener, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigError, match="cannot be made"):
        opened(url=f"sqlite:///{tmp_path / 'file' / 'state.db'}")


def test_postgres_statements_are_written_for_postgres(clock: Any, key: Key) -> None:
    from nlconnect.state.database import Statements

    sql = Statements(create_engine("postgresql+psycopg://nlconnect@127.0.0.1/state"))
    assert "%(kind)s" in sql["select"]
    assert "ON CONFLICT (kind, key) DO UPDATE" in sql["upsert"]
    assert "RETURNING" in sql["lease"]
    assert sql.begin.startswith("SELECT pg_advisory_xact_lock")


def test_an_update_is_fast_enough_to_stand_before_every_call(opened: Opener) -> None:
    import time

    store = opened()

    def round_of_updates() -> float:
        start = time.process_time()
        for _ in range(200):
            store.update("budget", "a", lambda old: (b"%d" % (int(old or 0) + 1), None))
        return (time.process_time() - start) / 200

    assert min(round_of_updates() for _ in range(5)) < 150e-6
