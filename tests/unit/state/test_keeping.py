"""Everything that is kept has a line that says how long, and is gone after that: from the table, and from the file."""

from __future__ import annotations

import ast
import importlib
import sqlite3
from collections.abc import Iterator
from importlib.util import find_spec
from io import FileIO
from pathlib import Path

import pytest

import nlconnect
from nlconnect.mock.clock import MockClock
from nlconnect.state import KEPT, KeptStore, Key, keeping_of, locks, open_store
from nlconnect.state.database import DatabaseStore
from nlconnect.state.keeping import DAY
from nlconnect.state.locks import sweep

SOURCE = Path(nlconnect.__file__).parent
CALLS = {"get", "put", "delete", "keys", "update"}
PLANTED = b"Kwartel Bexudomi " * 400
"""Larger than a page of the file, so that some of it stands in pages of its own."""
NAME = "bexudomi-place"
UNENDING = {"agents", "approver", "audit-head", "pseudonyms", "token"}
"""What is no data of the people that records are about; `until` says what ends it."""


@pytest.fixture
def clock() -> MockClock:
    return MockClock()


def opened(folder: Path, clock: MockClock, key: Key) -> KeptStore:
    return open_store(f"sqlite:///{folder / 'state.db'}", key=key, clock=clock)


def files(folder: Path) -> bytes:
    """The bytes of the database and of what SQLite keeps beside it."""
    return b"".join(path.read_bytes() for path in sorted(folder.glob("state.db*")))


def as_kept(folder: Path, kind: str) -> bytes:
    """The value as it lies in the table."""
    with sqlite3.connect(folder / "state.db") as connection:
        (value,) = connection.execute("SELECT value FROM documents WHERE kind = ?", (kind,)).fetchone()
    connection.close()
    return bytes(value)


def pieces(value: bytes) -> Iterator[bytes]:
    """Every 16 bytes of it: a page may hold any part."""
    return (value[start : start + 16] for start in range(0, len(value) - 16, 16))


def kinds_in(path: Path) -> Iterator[str]:
    """The kinds that a module asks a store for, by literal or by a constant of its own."""
    tree = ast.parse(path.read_text("utf-8"))
    module = ".".join(("nlconnect", *path.relative_to(SOURCE).with_suffix("").parts))
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute) or call.func.attr not in CALLS:
            continue
        receiver = ast.unparse(call.func.value)
        if not receiver.endswith("store") or not call.args:
            continue
        first = call.args[0]
        if isinstance(first, ast.Constant):
            yield str(first.value)
        elif isinstance(first, ast.Name) and first.id.isupper():
            yield str(getattr(importlib.import_module(module), first.id))


def test_every_kind_that_the_source_names_has_a_line() -> None:
    found = {kind for path in sorted(SOURCE.rglob("*.py")) for kind in kinds_in(path)}
    assert found <= set(KEPT)
    assert {"cursor", "intent", "token"} <= found


@pytest.mark.parametrize("kind", sorted(KEPT))
def test_every_line_has_an_owner_that_writes_such_documents(kind: str) -> None:
    keeping = KEPT[kind]
    spec = find_spec(f"nlconnect.{keeping.owner}")
    assert spec is not None
    assert spec.origin is not None
    assert f'"{kind}"' in Path(spec.origin).read_text("utf-8")
    assert keeping.holds
    assert keeping.until
    assert keeping.lost


@pytest.mark.parametrize("kind", sorted(KEPT))
def test_the_page_says_of_every_kind_what_the_table_says(kind: str) -> None:
    keeping, page = KEPT[kind], Path(__file__).parents[3] / "docs" / "explanation" / "audit.md"
    sealed = "yes" if keeping.sealed else "no"
    row = f"| {kind} | {keeping.holds} | {sealed} | {keeping.until} | {keeping.lost} |"
    assert row in page.read_text("utf-8").splitlines()


@pytest.mark.parametrize("url", ["memory", "sqlite"])
def test_a_kind_without_a_line_is_refused_by_every_store(tmp_path: Path, clock: MockClock, url: str) -> None:
    store = open_store("memory", key=None, clock=clock) if url == "memory" else opened(tmp_path, clock, Key.fresh())
    with pytest.raises(LookupError, match="no line"):
        store.put("diary", "a", b"1")
    with pytest.raises(LookupError, match="no line"):
        store.update("diary", "a", lambda old: (b"1", None))
    with pytest.raises(LookupError, match="no line"):
        store.update_all([("diary", "a")], lambda old: ({("diary", "a"): (b"1", None)}, None))
    assert store.held() == []


def test_only_what_is_not_about_people_in_records_has_no_term() -> None:
    assert {kind for kind, keeping in KEPT.items() if keeping.longest is None} == UNENDING


@pytest.mark.parametrize("kind", sorted(set(KEPT) - UNENDING))
@pytest.mark.parametrize("given", [None, 10_000.0 * DAY])
def test_a_document_is_gone_after_its_term_whatever_its_owner_says(
    tmp_path: Path, clock: MockClock, kind: str, given: float | None
) -> None:
    key, longest = Key.fresh(), keeping_of(kind).longest
    assert longest is not None
    store = opened(tmp_path, clock, key)
    store.put(kind, "a", b"1", expires_at=given if given is None else clock.now() + given)
    clock.advance(longest - 1)
    assert store.get(kind, "a") == b"1"
    clock.advance(1)
    assert store.get(kind, "a") is None
    assert store.purge() == 1
    assert store.held() == []


@pytest.mark.parametrize("kind", sorted(kind for kind, keeping in KEPT.items() if keeping.rolls))
def test_what_is_used_on_and_on_stays(tmp_path: Path, clock: MockClock, kind: str) -> None:
    store, longest = opened(tmp_path, clock, Key.fresh()), keeping_of(kind).longest
    assert longest is not None
    store.put(kind, "a", b"1")
    for turn in (b"2", b"3"):
        clock.advance(longest - 1)
        store.update(kind, "a", lambda old, turn=turn: (turn, None))  # type: ignore[misc]  # a default has no type
    assert store.get(kind, "a") == b"3"


@pytest.mark.parametrize("way", ["on opening", "by command"])
@pytest.mark.parametrize("kind", ["plan", "notice"])
def test_after_its_term_no_byte_of_it_is_left_in_the_files(
    tmp_path: Path, clock: MockClock, kind: str, way: str
) -> None:
    key = Key.fresh()
    store = opened(tmp_path, clock, key)
    store.put("budget", "stays", b"1" * 6000)
    store.put(kind, NAME, PLANTED[::-1])
    store.put(kind, NAME, PLANTED)  # an earlier value is as personal as the later
    store.put("budget", "stays", b"2" * 6000)
    kept = as_kept(tmp_path, kind)
    before = files(tmp_path)
    assert sum(piece in before for piece in pieces(kept)) > len(kept) // 16 * 0.9  # some stand across two pages
    assert NAME.encode() in before
    longest = keeping_of(kind).longest
    assert longest is not None
    clock.advance(longest)
    store.put("budget", "stays", b"3")
    if way == "on opening":
        store.close()
        store = opened(tmp_path, clock, key)
    else:
        store.purge()
        assert store.compact()
    left = files(tmp_path)
    assert not [piece for piece in pieces(kept) if piece in left]
    assert NAME.encode() not in left
    assert PLANTED[:17] not in left
    assert PLANTED[::-1][:17] not in left
    assert store.get("budget", "stays") == b"3"


def test_what_an_earlier_version_left_in_free_pages_goes_with_the_command(tmp_path: Path, clock: MockClock) -> None:
    key = Key.fresh()
    store = opened(tmp_path, clock, key)
    store.put("plan", NAME, PLANTED)
    kept = as_kept(tmp_path, "plan")
    store.close()
    with sqlite3.connect(tmp_path / "state.db") as connection:
        connection.execute("PRAGMA secure_delete=OFF")
        connection.execute("DELETE FROM documents")
    connection.close()
    assert [piece for piece in pieces(kept) if piece in files(tmp_path)]
    store = opened(tmp_path, clock, key)
    store.purge()
    assert store.compact()
    assert not [piece for piece in pieces(kept) if piece in files(tmp_path)]


def test_a_reader_in_the_way_of_the_log_is_told(
    tmp_path: Path, clock: MockClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nlconnect.state.database.BUSY_SECONDS", 0.0)
    store = opened(tmp_path, clock, Key.fresh())
    store.put("plan", "a", PLANTED)
    with sqlite3.connect(tmp_path / "state.db") as reader:
        reader.execute("BEGIN")
        assert reader.execute("SELECT count(*) FROM documents").fetchone() == (1,)
        assert store.clear("plan", before=clock.now()) == 1
        assert not store.compact()
    reader.close()
    assert store.compact()


def test_looking_for_what_is_over_reads_an_index_and_not_every_document(tmp_path: Path, clock: MockClock) -> None:
    store = opened(tmp_path, clock, Key.fresh())
    assert isinstance(store, DatabaseStore)
    with sqlite3.connect(tmp_path / "state.db") as connection:
        steps = connection.execute(f"EXPLAIN QUERY PLAN {store._sql['first expiry']}").fetchall()
    connection.close()
    assert "documents_expiry" in str(steps)


def test_old_lock_files_are_swept_and_those_in_use_stay(tmp_path: Path, clock: MockClock) -> None:
    store = opened(tmp_path, clock, Key.fresh())
    folder = tmp_path / "state.locks"
    held, given = store.lock("held"), store.lock("given")
    assert held.try_acquire()
    assert given.try_acquire()
    given.release()
    newest = max(path.stat().st_mtime for path in folder.iterdir())
    assert sweep(folder, before=newest - 60) == 0
    assert sweep(folder, before=newest) == 1
    (left,) = folder.iterdir()
    assert left.name.startswith("held")
    assert not store.lock("held").try_acquire()
    assert given.try_acquire()


def test_a_lock_file_that_is_swept_while_it_is_taken_does_not_split_the_lock(
    tmp_path: Path, clock: MockClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = opened(tmp_path, clock, Key.fresh())
    first, second = store.lock("one"), store.lock("one")
    swept: list[int] = []
    open_file = locks._open

    def opened_and_swept(path: Path) -> FileIO:
        file = open_file(path)
        if not swept:
            path.unlink()
            swept.append(1)
        return file

    monkeypatch.setattr(locks, "_open", opened_and_swept)
    assert first.try_acquire()
    assert not second.try_acquire()


def test_what_is_held_is_counted_and_not_shown(tmp_path: Path, clock: MockClock) -> None:
    for store in (opened(tmp_path, clock, Key.fresh()), open_store("memory", key=None, clock=clock)):
        begun = clock.now()
        store.put("plan", "a", b"1234", expires_at=begun + 10)
        store.put("budget", "b", b"12")
        clock.advance(5)
        store.put("plan", "c", b"1234", expires_at=begun + 20)
        counted = {held.kind: held for held in store.held()}
        assert {kind: held.count for kind, held in counted.items()} == {"budget": 1, "plan": 2}
        assert (counted["plan"].oldest, counted["plan"].newest) == (begun, begun + 5)
        assert (counted["plan"].first_over, counted["plan"].last_over) == (begun + 10, begun + 20)
        assert counted["plan"].bytes >= 8
        assert counted["budget"].sealed == 0
        clock.advance(5)
        assert {held.kind: held.count for held in store.held()} == {"budget": 1, "plan": 1}


@pytest.mark.parametrize("url", ["memory", "sqlite"])
def test_only_what_is_old_enough_and_not_spared_is_cleared(tmp_path: Path, clock: MockClock, url: str) -> None:
    store = open_store("memory", key=None, clock=clock) if url == "memory" else opened(tmp_path, clock, Key.fresh())
    for key in ("old", "spared"):
        store.put("plan", key, b"1")
    store.put("run", "other", b"1")
    before = clock.now()
    clock.advance(5)
    store.put("plan", "new", b"1")
    assert store.clear("plan", before=before, spare={"spared"}) == 1
    assert sorted(store.keys("plan")) == ["new", "spared"]
    assert store.get("run", "other") == b"1"


def test_documents_of_earlier_versions_get_a_term(tmp_path: Path, clock: MockClock) -> None:
    key = Key.fresh()
    opened(tmp_path, clock, key).close()
    with sqlite3.connect(tmp_path / "state.db") as connection:
        connection.execute("DROP INDEX documents_expiry")
        connection.execute("DELETE FROM schema_version WHERE version = 3")
        for kind in ("intent", "token"):
            row = (kind, "a", b"1", 0, clock.now(), None)
            connection.execute("INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?)", row)
    connection.close()
    store = opened(tmp_path, clock, key)
    assert {held.kind: held.first_over for held in store.held()} == {
        "intent": clock.now() + 732 * DAY,
        "token": None,
    }
