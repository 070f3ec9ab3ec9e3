"""What every store promises, whatever stands behind it."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from nlconnect.model.ports import Store


def test_a_document_comes_back_as_it_was_put(store: Store) -> None:
    store.put("token", "kantoor", b"\x00secret")
    store.put("budget", "kantoor", b"12")
    assert store.get("token", "kantoor") == b"\x00secret"
    assert store.get("budget", "kantoor") == b"12"
    assert store.get("budget", "another") is None


def test_a_later_document_replaces_the_earlier_one(store: Store) -> None:
    store.put("cursor", "a", b"1")
    store.put("cursor", "a", b"2")
    assert store.get("cursor", "a") == b"2"
    assert list(store.keys("cursor")) == ["a"]


def test_a_deleted_document_is_gone_and_deleting_twice_is_fine(store: Store) -> None:
    store.put("cursor", "a", b"1")
    store.delete("cursor", "a")
    store.delete("cursor", "a")
    assert store.get("cursor", "a") is None


def test_keys_are_those_of_one_kind_in_order(store: Store) -> None:
    for key in ("b", "a"):
        store.put("budget", key, b"")
    store.put("cursor", "c", b"")
    assert list(store.keys("budget")) == ["a", "b"]


def test_an_expired_document_is_gone_everywhere(store: Store, clock: Any) -> None:
    store.put("sign-in", "kantoor", b"state", expires_at=clock.now() + 10)
    assert store.get("sign-in", "kantoor") == b"state"
    clock.time += 10
    assert store.get("sign-in", "kantoor") is None
    assert list(store.keys("sign-in")) == []
    assert store.update("sign-in", "kantoor", lambda old: (None, old)) is None


def test_update_gives_the_old_document_and_keeps_the_new(store: Store) -> None:
    assert store.update("budget", "a", lambda old: (b"1", old)) is None
    assert store.update("budget", "a", lambda old: (b"2", old)) == b"1"
    assert store.get("budget", "a") == b"2"


def test_update_to_none_deletes(store: Store) -> None:
    store.put("budget", "a", b"1")
    assert store.update("budget", "a", lambda old: (None, "done")) == "done"
    assert store.get("budget", "a") is None


def test_update_leaves_the_moment_of_expiry_alone(store: Store, clock: Any) -> None:
    store.put("cursor", "a", b"1", expires_at=clock.now() + 10)
    store.update("cursor", "a", lambda old: (b"2", None))
    clock.time += 10
    assert store.get("cursor", "a") is None


def test_an_update_whose_change_fails_leaves_the_document_alone(store: Store) -> None:
    store.put("budget", "a", b"1")

    def fail(old: bytes | None) -> tuple[bytes | None, None]:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store.update("budget", "a", fail)
    assert store.get("budget", "a") == b"1"
    assert store.update("budget", "a", lambda old: (b"2", old)) == b"1"


def test_threads_never_lose_an_update(store: Store) -> None:
    def count(_: int) -> None:
        store.update("budget", "a", lambda old: (str(int(old or 0) + 1).encode(), None))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(count, range(400)))
    assert store.get("budget", "a") == b"400"


def test_a_lock_has_one_holder_at_a_time(store: Store) -> None:
    first, second, other = store.lock("token:a"), store.lock("token:a"), store.lock("token:b")
    assert first.try_acquire()
    assert not first.try_acquire()
    assert not second.try_acquire()
    assert other.try_acquire()
    first.release()
    assert second.try_acquire()
    second.release()
    other.release()


def test_releasing_a_lock_that_is_not_held_takes_nothing_from_its_holder(store: Store) -> None:
    first, second = store.lock("a"), store.lock("a")
    assert first.try_acquire()
    second.release()
    assert not second.try_acquire()
    first.release()
    first.release()


def test_a_lock_may_be_taken_again_after_release(store: Store) -> None:
    lock = store.lock("a")
    for _ in range(3):
        assert lock.try_acquire()
        lock.release()


def test_a_lock_excludes_threads(store: Store) -> None:
    inside, most = 0, 0
    mutex = threading.Lock()
    tries = 0

    def work() -> None:
        nonlocal inside, most, tries
        taken = 0
        while taken < 5:
            lock = store.lock("slot")
            if not lock.try_acquire():
                tries += 1
                continue
            with mutex:
                inside += 1
                most = max(most, inside)
            taken += 1
            with mutex:
                inside -= 1
            lock.release()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert most == 1


def test_a_closed_store_can_be_closed_again(store: Store) -> None:
    store.close()
    store.close()


def test_several_documents_change_together(store: Store, clock: Any) -> None:
    store.put("intent", "a", b"1")
    places = [("plan", "a"), ("intent", "b"), ("intent", "a")]

    def change(old: Any) -> Any:
        return {("intent", "a"): None, ("plan", "a"): (b"2", None), ("intent", "b"): (b"3", clock.now() + 10)}, old

    assert store.update_all(places, change) == {("plan", "a"): None, ("intent", "b"): None, ("intent", "a"): b"1"}
    assert (store.get("intent", "a"), store.get("plan", "a"), store.get("intent", "b")) == (None, b"2", b"3")
    clock.time += 10
    assert store.get("intent", "b") is None


def test_what_is_not_named_for_writing_stays_with_its_end(store: Store, clock: Any) -> None:
    store.put("intent", "a", b"1", expires_at=clock.now() + 10)
    assert store.update_all([("intent", "a")], lambda old: ({}, old[("intent", "a")])) == b"1"
    assert store.get("intent", "a") == b"1"
    clock.time += 10
    assert store.get("intent", "a") is None


def test_a_change_of_several_that_fails_changes_none(store: Store) -> None:
    def fails(old: Any) -> Any:
        raise ValueError("no change")

    with pytest.raises(ValueError, match="no change"):
        store.update_all([("intent", "a"), ("plan", "a")], fails)
    assert store.get("intent", "a") is None
    assert store.update_all([("intent", "a")], lambda old: ({("intent", "a"): (b"1", None)}, "done")) == "done"
