"""Files to disk: in pieces, taken up again, whole or not at all, and never a token to a strange host."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from nlconnect.connector import Request
from nlconnect.engine import files
from nlconnect.engine.exchange import Tally
from nlconnect.engine.files import Fetch
from nlconnect.errors import ApiError, ConfigError, ConnectFailed, Interrupted, NotFound, ServerError
from nlconnect.model.file import Download
from nlconnect.model.plan import FilePlan
from nlconnect.transport.blocking import run_blocking
from tests.unit.engine.scripted import BASE, SCOPE, Answer, answer, bench, headers_of
from tests.unit.invented import ORDERS

ELSEWHERE = "https://files.elsewhere.example/opened-by/secret-address?sig=abc"
CONTENT = bytes(range(256)) * 10


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "PIECE", 1000)


def plan(**more: Any) -> FilePlan:
    return FilePlan(Request("GET", f"{BASE}/files(1)/content"), ORDERS, SCOPE, **more)


@dataclass
class Host:
    """A host that gives ranges of a file, and does something else when its script says so."""

    content: bytes = CONTENT
    etag: str | None = '"one"'
    troubles: dict[int, Callable[[Request], Answer]] = field(default_factory=dict)
    asked: list[Request] = field(default_factory=list)

    def __call__(self, request: Request) -> Answer:
        self.asked.append(request)
        trouble = self.troubles.get(len(self.asked))
        return trouble(request) if trouble is not None else self.given(request)

    def given(self, request: Request) -> Answer:
        headers = {"etag": self.etag} if self.etag else {}
        wanted = headers_of(request)
        if wanted.get("if-range", self.etag) != self.etag or "range" not in wanted:
            return answer(200, self.content, content_type="application/pdf", **headers)
        first, last = wanted["range"].removeprefix("bytes=").split("-")
        part = self.content[int(first) : int(last) + 1]
        if not part:
            return answer(416)
        ends = f"bytes {first}-{int(first) + len(part) - 1}/{len(self.content)}"
        return answer(206, part, content_type="application/pdf", content_range=ends, **headers)


def fetch(to: Path, of: FilePlan, *answers: Any) -> Download:
    desk = bench(*answers)
    return run_blocking(Fetch(desk.exchange, of, to=to, tally=Tally()).done())


def pieces(host: Host, count: int = 12) -> Sequence[Any]:
    return [host] * count


def test_a_large_file_comes_in_pieces_and_is_whole(tmp_path: Path) -> None:
    host = Host()
    found = fetch(tmp_path / "a.pdf", plan(in_pieces=True), *pieces(host))
    assert (tmp_path / "a.pdf").read_bytes() == CONTENT
    assert (found.size, found.media_type, found.resumed) == (2560, "application/pdf", False)
    assert [headers_of(request)["range"] for request in host.asked] == [
        "bytes=0-999",
        "bytes=1000-1999",
        "bytes=2000-2999",
    ]
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]


@pytest.mark.parametrize("size", [0, 1, 999, 1000, 1001, 2000])
@pytest.mark.parametrize("etag", ['"one"', None, 'W/"one"'])
def test_a_file_of_any_size_is_whole(tmp_path: Path, size: int, etag: str | None) -> None:
    host = Host(CONTENT[:size], etag=etag)
    assert fetch(tmp_path / "a", plan(in_pieces=True), *pieces(host)).size == size
    assert (tmp_path / "a").read_bytes() == CONTENT[:size]


def test_a_file_that_was_cut_off_is_taken_up_where_it_stopped(tmp_path: Path) -> None:
    broken = Host(troubles=dict.fromkeys(range(2, 9), lambda _: Interrupted("cut")))
    with pytest.raises(Interrupted):
        fetch(tmp_path / "a", plan(in_pieces=True), *pieces(broken))
    assert not (tmp_path / "a").exists()
    host = Host()
    found = fetch(tmp_path / "a", plan(in_pieces=True), *pieces(host))
    assert (tmp_path / "a").read_bytes() == CONTENT
    assert found.resumed
    assert headers_of(host.asked[0])["range"] == "bytes=1000-1999"
    assert headers_of(host.asked[0])["if-range"] == '"one"'
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


@pytest.mark.parametrize("etag", ['"two"', None])
def test_a_file_that_changed_meanwhile_begins_anew(tmp_path: Path, etag: str | None) -> None:
    broken = Host(troubles=dict.fromkeys(range(2, 9), lambda _: Interrupted("cut")))
    with pytest.raises(Interrupted):
        fetch(tmp_path / "a", plan(in_pieces=True), *pieces(broken))
    changed = Host(CONTENT[::-1], etag=etag)
    assert not fetch(tmp_path / "a", plan(in_pieces=True), *pieces(changed)).resumed
    assert (tmp_path / "a").read_bytes() == CONTENT[::-1]


def test_a_server_that_does_not_heed_the_version_mixes_no_two(tmp_path: Path) -> None:
    one, two = Host(), Host(CONTENT[::-1], etag='"two"')

    def heedless(request: Request) -> Answer:
        return two.given(Request("GET", request.url, {"Range": headers_of(request)["range"]}))

    fetch(tmp_path / "a", plan(in_pieces=True), one, *[heedless] * 8)
    assert (tmp_path / "a").read_bytes() == CONTENT[::-1]


def test_what_lies_there_of_another_file_is_not_taken_up(tmp_path: Path) -> None:
    (tmp_path / "a.part").write_bytes(b"x" * 1000)
    (tmp_path / "a.part.json").write_text(json.dumps({"of": "another", "etag": '"one"'}))
    fetch(tmp_path / "a", plan(in_pieces=True), *pieces(Host()))
    assert (tmp_path / "a").read_bytes() == CONTENT


def test_a_server_without_ranges_gives_the_whole_file(tmp_path: Path) -> None:
    assert fetch(tmp_path / "a", plan(in_pieces=True), answer(200, CONTENT)).size == 2560
    assert (tmp_path / "a").read_bytes() == CONTENT


@pytest.mark.parametrize("told", ["bytes 5-1004/2560", "bytes 0-500/2560", "bytes 0-999/*", "nonsense"])
def test_another_piece_than_was_asked_for_is_refused(tmp_path: Path, told: str) -> None:
    odd = answer(206, CONTENT[:1000], content_range=told)
    with pytest.raises(ServerError):
        fetch(tmp_path / "a", plan(in_pieces=True), odd)
    assert not (tmp_path / "a").exists()


def moved(location: str = ELSEWHERE) -> Answer:
    return answer(302, b"", location=location)


def test_an_address_elsewhere_gets_no_token_and_is_asked_for_every_piece(tmp_path: Path) -> None:
    host, desk_answers = Host(), [moved()]
    desk = bench(*desk_answers, *pieces(host))
    run_blocking(Fetch(desk.exchange, plan(in_pieces=True), to=tmp_path / "a", tally=Tally()).done())
    assert (tmp_path / "a").read_bytes() == CONTENT
    first, *rest = desk.port.sent
    assert headers_of(first)["authorization"]
    assert {request.url for request in rest} == {ELSEWHERE}
    assert all("authorization" not in headers_of(request) for request in rest)


def test_an_address_elsewhere_that_ran_out_is_asked_for_again(tmp_path: Path) -> None:
    host = Host(troubles={2: lambda _: answer(403)})
    fetch(tmp_path / "a", plan(in_pieces=True), moved(), host, host, moved(), *pieces(host))
    assert (tmp_path / "a").read_bytes() == CONTENT


def test_an_address_that_never_works_is_an_error_and_not_told(tmp_path: Path) -> None:
    with pytest.raises(NotFound) as caught:
        fetch(tmp_path / "a", plan(in_pieces=True), moved(), answer(404), moved(), answer(404))
    assert "secret-address" not in f"{caught.value}{caught.value!r}"


@pytest.mark.parametrize("trouble", [answer(503), answer(429, retry_after="1"), ConnectFailed("x"), Interrupted("x")])
def test_a_failure_elsewhere_is_tried_again(tmp_path: Path, trouble: Any) -> None:
    fetch(tmp_path / "a", plan(in_pieces=True), moved(), trouble, *pieces(Host()))
    assert (tmp_path / "a").read_bytes() == CONTENT


@pytest.mark.parametrize("trouble", [answer(500), answer(400), Interrupted("x")])
def test_failures_elsewhere_without_end_are_an_error_without_the_address(tmp_path: Path, trouble: Any) -> None:
    with pytest.raises((ApiError, Interrupted)) as caught:
        fetch(tmp_path / "a", plan(in_pieces=True), moved(), *[trouble] * 9)
    assert "secret-address" not in f"{caught.value}"


@pytest.mark.parametrize("location", ["http://files.elsewhere.example/x", "ftp://x/y", "https://user@host/x"])
def test_an_address_that_is_not_encrypted_is_refused(tmp_path: Path, location: str) -> None:
    with pytest.raises(ServerError, match="not encrypted"):
        fetch(tmp_path / "a", plan(in_pieces=True), moved(location))


def test_a_file_inside_json_is_unpacked(tmp_path: Path) -> None:
    body = {"filedata": "AAEC", "mimetype": "image/png"}
    found = fetch(tmp_path / "a.png", plan(inside=("filedata",), media_type=("mimetype",)), answer(200, body))
    assert (tmp_path / "a.png").read_bytes() == b"\x00\x01\x02"
    assert found == Download(tmp_path / "a.png", 3, "image/png")


@pytest.mark.parametrize("body", [{}, {"filedata": None}, {"filedata": "no base64!"}, [], "x"])
def test_json_without_a_file_is_an_error(tmp_path: Path, body: Any) -> None:
    with pytest.raises(ServerError, match="holds no file"):
        fetch(tmp_path / "a", plan(inside=("filedata",)), answer(200, body))
    assert list(tmp_path.iterdir()) == []


def test_what_was_there_is_replaced_only_by_a_whole_file(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    broken = Host(troubles=dict.fromkeys(range(2, 9), lambda _: Interrupted("cut")))
    with pytest.raises(Interrupted):
        fetch(tmp_path / "a", plan(in_pieces=True), *pieces(broken))
    assert (tmp_path / "a").read_bytes() == b"old"
    fetch(tmp_path / "a", plan(in_pieces=True), *pieces(Host()))
    assert (tmp_path / "a").read_bytes() == CONTENT


def test_a_place_that_cannot_be_written_is_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="is a folder"):
        fetch(tmp_path, plan(), answer(200, CONTENT))
    with pytest.raises(ConfigError, match="cannot be written"):
        fetch(tmp_path / "missing" / "a", plan(), answer(200, CONTENT))
