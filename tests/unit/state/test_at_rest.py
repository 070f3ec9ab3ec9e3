"""What lies on the disk: nothing that was kept can be read there, and what is over is gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlconnect.mock.clock import MockClock
from nlconnect.model.ports import Store
from nlconnect.state import KEPT, Key, open_store

PLANTED = "Kwartel.Bexudomi"
ADDRESS = f"{PLANTED}@example.nl"
PLACES = (f"graph/https://graph.microsoft.com/app/mailbox {ADDRESS}", f"mailbox={ADDRESS}/mail.Messages/warehouse")
KINDS = sorted(kind for kind, keeping in KEPT.items() if keeping.sealed)


@pytest.fixture
def clock() -> MockClock:
    return MockClock()


def opened(folder: Path, clock: MockClock, key: Key) -> Store:
    return open_store(f"sqlite:///{folder / 'state.db'}", key=key, clock=clock)


def on_disk(folder: Path) -> str:
    """Every file below, its name, and its bytes in lower case."""
    paths = sorted(folder.rglob("*"))
    return "\n".join(
        f"{path.name} {path.read_bytes().decode('latin-1') if path.is_file() else ''}" for path in paths
    ).lower()


@pytest.mark.parametrize("kind", KINDS)
def test_no_value_can_be_read_from_the_disk(tmp_path: Path, clock: MockClock, kind: str) -> None:
    key = Key.fresh()
    store = opened(tmp_path, clock, key)
    store.put(kind, "place", PLANTED.encode())
    store.update(kind, "place", lambda old: ((old or b"") + ADDRESS.encode(), None))
    assert PLANTED.lower() not in on_disk(tmp_path)
    again = opened(tmp_path, clock, key)
    assert again.get(kind, "place") == f"{PLANTED}{ADDRESS}".encode()


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("kind", ["budget", "cursor", "errors"])
def test_whose_mailbox_it_is_cannot_be_read_from_the_disk(
    tmp_path: Path, clock: MockClock, kind: str, place: str
) -> None:
    key = Key.fresh()
    store = opened(tmp_path, clock, key)
    store.put(kind, place, b"1")
    store.update_all([(kind, place)], lambda old: ({(kind, place): (b"2", None)}, None))
    lock = store.lock(f"slot:{place}")
    assert lock.try_acquire()
    assert PLANTED.lower() not in on_disk(tmp_path)
    lock.release()
    again = opened(tmp_path, clock, key)
    assert again.get(kind, place) == b"2"
    (veiled,) = again.keys(kind)
    assert again.get(kind, veiled) == b"2"
    again.delete(kind, place)
    assert again.get(kind, place) is None


@pytest.mark.parametrize("kind", ["budget", "cursor"])
def test_what_an_earlier_version_kept_by_its_plain_name_is_found_and_moved(
    tmp_path: Path, clock: MockClock, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = Key.fresh()
    with monkeypatch.context() as patch:
        patch.setattr("nlconnect.state.seal.Seal.veiled", lambda seal, name: name)
        opened(tmp_path, clock, key).put(kind, PLACES[0], b"1")
    store = opened(tmp_path, clock, key)
    assert store.get(kind, PLACES[0]) == b"1"
    store.put(kind, PLACES[0], b"2")
    assert store.get(kind, PLACES[0]) == b"2"
    assert all("@" not in name for name in store.keys(kind))


def test_what_is_over_is_gone_from_the_disk(tmp_path: Path, clock: MockClock) -> None:
    key = Key.fresh()
    store = opened(tmp_path, clock, key)
    store.put("cursor", "over", b"1", expires_at=clock.now() + 10)
    store.put("cursor", "stays", b"2")
    clock.advance(11)
    assert store.get("cursor", "over") is None
    assert list(opened(tmp_path, clock, key).keys("cursor")) == ["stays"]
