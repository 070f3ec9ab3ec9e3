"""Files in the body of a plan: a mark until it is sent, and read from disk while it is."""

from __future__ import annotations

import tracemalloc
from base64 import b64decode, b64encode
from dataclasses import replace
from pathlib import Path

import pytest

from nlconnect.engine import enclosing
from nlconnect.engine.enclosing import FileBody, body_of, request_of
from nlconnect.errors import QueryError
from nlconnect.model.file import File, Held, attach
from nlconnect.model.outcome import Plan, Ruling
from nlconnect.model.scope import Scope

MEGABYTE = 1024 * 1024


def planned(body: str, *files: Held) -> Plan:
    return Plan(
        id="1",
        system="shop",
        place="shop/x/y",
        entity="sales.Orders",
        scope=Scope(),
        verb="create",
        key=None,
        method="POST",
        url="https://shop.example/orders",
        headers={"Accept": "application/json"},
        body=body,
        diff=(),
        warnings=(),
        ruling=Ruling("allow", "x", "y"),
        made_at=0.0,
        expires_at=1.0,
        files=tuple(held.file for held in files),
    ).sealed()


def held(path: Path) -> Held:
    found = enclosing._held(attach(path))
    assert isinstance(found, Held)
    return found


def inline(held: Held) -> str:
    return b64encode(held).decode()


def test_files_stand_where_their_marks_stood_in_any_order(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"first" * 1_000)
    (tmp_path / "b").write_bytes(b"")
    one, two = held(tmp_path / "a"), held(tmp_path / "b")
    small = Held.of(File(b"third", "c", "text/plain"), size=5, digest="", content=b"third")
    body = body_of(planned(f'["{inline(two)}","{inline(small)}","{inline(one)}"]', one, two, small))
    assert body == f'["","{b64encode(b"third").decode()}","{b64encode(b"first" * 1_000).decode()}"]'.encode()


def test_a_text_that_looks_like_a_mark_is_sent_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x")
    one, forged = held(tmp_path / "a"), held(tmp_path / "a")
    assert one != forged
    assert body_of(planned(f'["{inline(one)}","{inline(forged)}"]', one)) == f'["eA==","{inline(forged)}"]'.encode()


@pytest.mark.parametrize("size", [0, 1, 2, 3, 4, 299, 300, 301, 900, 1_001])
def test_the_size_of_a_body_is_known_before_it_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr(enclosing, "LARGEST_WHOLE", -1)
    monkeypatch.setattr(enclosing, "PIECE", 300)
    (tmp_path / "a").write_bytes(bytes(range(256)) * 4)
    (tmp_path / "a").write_bytes((tmp_path / "a").read_bytes()[:size])
    one = held(tmp_path / "a")
    plan = planned(f'{{"file":"{inline(one)}"}}', one)
    body = body_of(plan)
    assert isinstance(body, FileBody)
    pieces = list(body.pieces())
    assert all(pieces)
    whole = b"".join(pieces)
    assert (len(whole), b64decode(whole[9:-2])) == (body.size, (tmp_path / "a").read_bytes())
    assert b"".join(body.pieces()) == whole
    request = request_of(plan, body)
    assert (request.content, request.stream) == (None, body)


def test_memory_does_not_grow_with_the_files(tmp_path: Path) -> None:
    with (tmp_path / "a").open("wb") as file:
        file.truncate(60 * MEGABYTE)
    one = held(tmp_path / "a")
    body = body_of(planned(f'["{inline(one)}"]', one))
    assert isinstance(body, FileBody)
    tracemalloc.start()
    sent = sum(len(piece) for piece in body.pieces())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert sent == body.size == 80 * MEGABYTE + 4
    assert peak < 20 * MEGABYTE


def test_the_end_of_a_file_that_is_another_is_never_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(enclosing, "PIECE", 300)
    (tmp_path / "a").write_bytes(bytes(1_000))
    one = held(tmp_path / "a")
    body = FileBody((b"[", one.file, b"]"), "sales.Orders")
    (tmp_path / "a").write_bytes(bytes(999) + b"x")
    given: list[bytes] = []
    with pytest.raises(QueryError, match="changed"):
        given.extend(body.pieces())
    assert sum(map(len, given)) < body.size - 2


def test_an_altered_file_makes_another_plan(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x")
    one = held(tmp_path / "a")
    plan = planned(f'["{inline(one)}"]', one)
    altered = replace(plan, files=(replace(one.file, path="/etc/hostname"),))
    assert altered.fingerprint() != altered.digest
