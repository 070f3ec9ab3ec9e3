"""Nobody changes the log unseen: every byte of it, its end, its head in the store, and what an anchor adds."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlconnect.audit import AuditLog, Head, verify
from nlconnect.audit.log import HEAD_KIND
from nlconnect.model.subjects import Subjects
from nlconnect.state import MemoryStore, exclusive
from tests.unit.audit.test_audit import ENTRY, KEY, NOVEMBER, Clock

ENTRIES = 3


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore(clock=Clock())


@pytest.fixture
def log(tmp_path: Path, store: MemoryStore) -> AuditLog:
    made = AuditLog(tmp_path / "audit", key=KEY, store=store, guard=exclusive)
    subjects = Subjects()
    subjects.add(key="somebody")
    made.append([{**ENTRY, "subjects": subjects, "records": number} for number in range(ENTRIES)], now=NOVEMBER)
    return made


def file_of(log: AuditLog) -> Path:
    (path,) = log._folder.glob("audit-*.jsonl")
    return path


def head_key(store: MemoryStore) -> str:
    (key,) = store.keys(HEAD_KIND)
    return key


@pytest.mark.parametrize("flip", [1, 0x20, 0x80, "newline", "removed"])
def test_every_changed_byte_is_found(log: AuditLog, flip: int | str) -> None:
    path, head = file_of(log), log.head()
    whole = path.read_bytes()
    missed = []
    for place, byte in enumerate(whole):
        if isinstance(flip, int):
            new = bytes([byte ^ flip])
        else:
            new = {"newline": b" " if byte == 0x0A else b"\n", "removed": b""}[flip]
        path.write_bytes(whole[:place] + new + whole[place + 1 :])
        if verify(log._folder, key=KEY, head=head).is_sound:
            missed.append(place)
    assert len(whole) > 1_000
    assert missed == []


@pytest.mark.parametrize("left", range(ENTRIES))
def test_a_cut_end_is_found_with_the_head_or_an_anchor_and_not_provable_without(log: AuditLog, left: int) -> None:
    path, head = file_of(log), log.head()
    assert head is not None
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:left]))
    folder = log._folder
    assert not verify(folder, key=KEY, head=head).is_sound
    assert not verify(folder, key=KEY, head=None, anchors=[head]).is_sound
    without = verify(folder, key=KEY, head=None)
    assert without.is_sound
    assert without.complete is None
    assert "not provable" in str(without)


def test_an_anchor_vouches_for_what_was_there_when_it_was_made(log: AuditLog) -> None:
    anchor = log.head()
    assert anchor is not None
    log.record(ENTRY, now=NOVEMBER + 1)
    found = verify(log._folder, key=KEY, head=None, anchors=[anchor])
    assert found.is_sound
    assert found.proven_to == ENTRIES
    assert f"whole up to entry {ENTRIES}, and not provable behind it" in str(found)


def test_a_log_written_anew_by_somebody_with_the_key_is_found_by_the_anchor(
    log: AuditLog, tmp_path: Path, store: MemoryStore
) -> None:
    anchor = log.head()
    assert anchor is not None
    file_of(log).unlink()
    store.delete(HEAD_KIND, head_key(store))
    forged = AuditLog(tmp_path / "audit", key=KEY, store=store, guard=exclusive)
    forged.append([{**ENTRY, "records": 0}] * ENTRIES, now=NOVEMBER)
    assert forged.verify().is_sound
    assert f"entry {ENTRIES} is not the one that was anchored" in str(forged.verify(anchors=[anchor]))


def test_a_head_that_was_set_back_without_the_key_counts_as_none(log: AuditLog, store: MemoryStore) -> None:
    path = file_of(log)
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:2]))
    mac = lines[1].rpartition(b'"mac":"')[2][:64].decode()
    for seal in ("", ', "seal": "00"'):
        store.put(HEAD_KIND, head_key(store), f'{{"sequence": 2, "mac": "{mac}"{seal}}}'.encode())
        found = log.verify()
        assert found.complete is None
        assert "not provable" in str(found)


def test_a_log_that_goes_on_without_its_head_says_so_for_good(log: AuditLog, store: MemoryStore) -> None:
    anchor = log.head()
    store.delete(HEAD_KIND, head_key(store))
    again = AuditLog(log._folder, key=KEY, store=store, guard=exclusive)
    again.record(ENTRY, now=NOVEMBER)
    again.record(ENTRY, now=NOVEMBER)
    found = again.verify()
    assert found.is_sound
    assert found.entries == ENTRIES + 3
    assert found.unproven == (ENTRIES + 1,)
    assert f"before entry {ENTRIES + 1} is not provable without an anchor" in str(found)
    assert anchor is not None
    assert again.verify(anchors=[anchor]).unproven == ()


def test_a_log_of_the_first_format_is_still_sound(tmp_path: Path, store: MemoryStore) -> None:
    """As it was written before heads were sealed and subjects were marked."""
    folder = tmp_path / "audit"
    folder.mkdir()
    old = (
        '{"at":"2026-11-18T11:06:40.000+00:00","calls":1,"n":1,"operation":"read","outcome":"done","prev":"'
        + "0" * 64
        + '","system":"exact"'
    )
    import hmac

    mac = hmac.digest(KEY, f"{old}}}".encode(), "sha256").hex()
    (folder / "audit-2026-11.jsonl").write_text(f'{old},"mac":"{mac}"}}\n')
    log = AuditLog(folder, key=KEY, store=store, guard=exclusive)
    store.put(HEAD_KIND, log._head_key, f'{{"sequence": 1, "mac": "{mac}"}}'.encode())
    assert log.verify().is_sound
    log.record(ENTRY, now=NOVEMBER)
    assert log.verify().is_sound
    assert log.verify().unproven == (2,)


def test_a_head_is_printed_and_read_back() -> None:
    head = Head(12, "ab" * 32)
    assert Head.parse(f" {head}\n") == head
    assert Head.parse("12") is None
    assert Head.parse(f"12:{'xy' * 32}") is None
