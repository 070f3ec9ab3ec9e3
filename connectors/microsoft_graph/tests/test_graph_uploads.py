"""Files into a drive of the mock: whole or in pieces, on from where they were cut off, and never with a token."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from nlconnect.client import Connection
from nlconnect.errors import (
    Conflict,
    Interrupted,
    NotFound,
    OutcomeUnknown,
    PolicyRefused,
    QueryError,
    ServerError,
    TransportError,
)
from nlconnect.mock.calls import Call
from nlconnect.mock.messages import Answer, Asked
from nlconnect.mock.system import Setting
from nlconnect.state import Key, open_store
from nlconnect.testing.signed_in import SignedInMock
from nlconnect_graph import uploads
from nlconnect_graph.files import DriveItems, Drives
from nlconnect_graph.mail import Messages
from nlconnect_graph.mock.service import GraphService
from nlconnect_graph.mock.uploads import PREFIX
from nlconnect_graph.mock.writing import Writer

CONTENT = bytes(range(256)) * 3_000
PLACE = DriveItems.of(path="Beleid/groot.bin")


@pytest.fixture
def mock() -> Iterator[SignedInMock]:
    made = SignedInMock("graph", setting=Setting())
    yield made
    made.close()


@pytest.fixture
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "PIECE", uploads.STEP)
    monkeypatch.setattr(uploads, "LARGEST_WHOLE", 1_000)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "groot.bin"
    made.write_bytes(CONTENT)
    return made


def drive_of(mock: SignedInMock) -> Connection:
    graph = mock.connect(allow_writes=[DriveItems])
    drive = graph.within(drive=next(iter(graph.read(Drives))).id)
    mock.calls.clear()
    return drive


def fetched(drive: Connection, to: Path) -> bytes:
    return drive.download(PLACE, to=to).path.read_bytes()


def in_trouble_after_the_first_piece(mock: SignedInMock, trouble: str) -> None:
    seen: list[str] = []

    def after_a_call(call: Call) -> None:
        if call.method == "PUT" and not seen:
            seen.append(call.path)
            mock.fault(trouble)

    mock.watch(after_a_call)


def methods(mock: SignedInMock) -> list[str]:
    return [call.method for call in mock.calls]


def test_a_small_file_goes_up_whole(mock: SignedInMock, file: Path, tmp_path: Path) -> None:
    drive = drive_of(mock)
    item = drive.upload(PLACE, file=file)
    assert (item.name, item.size) == ("groot.bin", len(CONTENT))
    assert methods(mock) == ["PUT"]
    assert fetched(drive, tmp_path / "back") == CONTENT


def test_an_empty_file_is_a_file(mock: SignedInMock, tmp_path: Path) -> None:
    (tmp_path / "leeg").touch()
    assert drive_of(mock).upload(PLACE, file=tmp_path / "leeg").size == 0


@pytest.mark.usefixtures("small_pieces")
def test_a_large_file_goes_up_in_pieces(mock: SignedInMock, file: Path, tmp_path: Path) -> None:
    drive = drive_of(mock)
    item = drive.upload(PLACE, file=file)
    assert (item.name, item.size) == ("groot.bin", len(CONTENT))
    assert methods(mock) == ["POST", "PUT", "PUT", "PUT"]
    assert fetched(drive, tmp_path / "back") == CONTENT


@pytest.mark.usefixtures("small_pieces")
def test_the_other_face_sends_the_same(mock: SignedInMock, file: Path) -> None:
    drive = drive_of(mock)

    async def sent() -> int | None:
        async with mock.connect_async(allow_writes=[DriveItems], drive=str(drive.scope["drive"])) as graph:
            return (await graph.upload(PLACE, file=file)).size

    assert asyncio.run(sent()) == len(CONTENT)


@pytest.mark.usefixtures("small_pieces")
def test_the_address_of_the_pieces_never_sees_the_token_and_is_nowhere_written(
    mock: SignedInMock, file: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    drive, service = drive_of(mock), cast("GraphService", mock.service)
    seen: list[str] = []
    given = service.uploads.answer

    def watched(asked: Asked, writer: Writer, now: float) -> Answer:
        seen.append(f"{asked.headers} {asked.query}".lower())
        return given(asked, writer, now)

    monkeypatch.setattr(service.uploads, "answer", watched)
    with caplog.at_level(logging.DEBUG):
        mock.fault(f"503-after:{PREFIX}:nth=2,method=PUT")
        drive.upload(PLACE, file=file)
    assert len(seen) == 4
    assert not [headers for headers in seen if "authorization" in headers or "bearer" in headers]
    secret = next(call.path for call in mock.calls if call.path.startswith(PREFIX)).removeprefix(PREFIX)
    assert secret not in caplog.text
    assert secret not in repr(list(mock.audit))


@pytest.mark.usefixtures("small_pieces")
@pytest.mark.parametrize("trouble", ["cut-before", "cut-after", "500", "503", "502", "429", "503-after"])
@pytest.mark.parametrize("nth", [1, 2])
def test_an_upload_goes_on_where_the_server_lacks_bytes(
    mock: SignedInMock, file: Path, tmp_path: Path, trouble: str, nth: int
) -> None:
    drive = drive_of(mock)
    mock.fault(f"{trouble}:{PREFIX}:nth={nth},method=PUT")
    assert drive.upload(PLACE, file=file).size == len(CONTENT)
    assert methods(mock).count("GET") == 1
    assert fetched(drive, tmp_path / "back") == CONTENT


@pytest.mark.usefixtures("small_pieces")
def test_a_last_answer_that_was_lost_is_proven_by_the_file(mock: SignedInMock, file: Path) -> None:
    drive = drive_of(mock)
    mock.fault(f"cut-after:{PREFIX}:nth=3,method=PUT")
    assert drive.upload(PLACE, file=file).size == len(CONTENT)


@pytest.mark.usefixtures("small_pieces")
def test_a_last_answer_that_was_lost_over_an_older_file_is_not_known(mock: SignedInMock, file: Path) -> None:
    drive = drive_of(mock)
    mock.fault(f"cut-after:{PREFIX}:nth=3,method=PUT")
    with pytest.raises(OutcomeUnknown, match="may be there"):
        drive.upload(PLACE, file=file, conflict="replace")


def test_a_small_file_whose_answer_was_lost_is_proven_by_the_file(mock: SignedInMock, file: Path) -> None:
    drive = drive_of(mock)
    mock.fault("cut-after:content:nth=1,method=PUT")
    assert drive.upload(PLACE, file=file).size == len(CONTENT)
    assert methods(mock) == ["PUT", "GET"]


def test_a_small_file_that_never_arrived_is_said_to_have_failed(mock: SignedInMock, file: Path) -> None:
    drive = drive_of(mock)
    mock.fault("cut-before:content:nth=1,method=PUT")
    with pytest.raises(Interrupted):
        drive.upload(PLACE, file=file)


@pytest.mark.usefixtures("small_pieces")
def test_a_session_that_is_gone_is_said_to_be_gone(mock: SignedInMock, file: Path) -> None:
    drive = drive_of(mock)
    mock.fault(f"404:{PREFIX}:nth=2,method=PUT")
    with pytest.raises(NotFound, match="dropped the upload"):
        drive.upload(PLACE, file=file)


@pytest.mark.usefixtures("small_pieces")
def test_a_range_that_is_refused_makes_it_ask_what_lacks(mock: SignedInMock, file: Path) -> None:
    drive = drive_of(mock)
    mock.fault(f"416:{PREFIX}:nth=2,method=PUT")
    assert drive.upload(PLACE, file=file).size == len(CONTENT)


@pytest.mark.usefixtures("small_pieces")
def test_after_a_host_did_not_recover_the_next_try_goes_on_where_it_was(
    mock: SignedInMock, file: Path, tmp_path: Path
) -> None:
    drive = drive_of(mock)
    in_trouble_after_the_first_piece(mock, f"503:{PREFIX}:method=PUT")
    with pytest.raises(ServerError, match="503"):
        drive.upload(PLACE, file=file)
    assert "DELETE" not in methods(mock)
    mock.faults.clear()
    mock.calls.clear()
    other_process = mock.connect(allow_writes=[DriveItems], drive=str(drive.scope["drive"]))
    assert other_process.upload(PLACE, file=file).size == len(CONTENT)
    assert methods(mock) == ["GET", "PUT", "PUT"]
    assert fetched(drive, tmp_path / "back") == CONTENT
    assert list(mock.store.keys("upload")) == []


@pytest.mark.usefixtures("small_pieces")
def test_an_address_that_is_gone_since_makes_it_begin_again(mock: SignedInMock, file: Path) -> None:
    drive = drive_of(mock)
    in_trouble_after_the_first_piece(mock, f"cut-before:{PREFIX}:method=PUT")
    with pytest.raises(TransportError):
        drive.upload(PLACE, file=file)
    mock.faults.clear()
    mock.advance(3 * 86_400)
    mock.calls.clear()
    assert drive.upload(PLACE, file=file).size == len(CONTENT)
    asked = [call.method for call in mock.calls if "token" not in call.path]
    assert asked == ["GET", "POST", "PUT", "PUT", "PUT"]


@pytest.mark.usefixtures("small_pieces")
def test_another_content_of_the_same_file_is_another_upload(mock: SignedInMock, file: Path, tmp_path: Path) -> None:
    drive = drive_of(mock)
    in_trouble_after_the_first_piece(mock, f"cut-before:{PREFIX}:method=PUT")
    with pytest.raises(TransportError):
        drive.upload(PLACE, file=file)
    mock.faults.clear()
    file.write_bytes(CONTENT[::-1])
    mock.calls.clear()
    drive.upload(PLACE, file=file)
    assert methods(mock)[0] == "POST"
    assert fetched(drive, tmp_path / "back") == CONTENT[::-1]


@pytest.mark.usefixtures("small_pieces")
def test_two_who_send_the_same_file_at_a_time_do_not_get_in_each_others_way(mock: SignedInMock, file: Path) -> None:
    drive = drive_of(mock)
    service = cast("GraphService", mock.service)
    given, refused = service.uploads.answer, list[str]()

    def meddled(asked: Asked, writer: Writer, now: float) -> Answer:
        if not refused:
            with pytest.raises(Conflict, match="somebody else is sending") as caught:
                mock.connect(allow_writes=[DriveItems], drive=str(drive.scope["drive"])).upload(PLACE, file=file)
            refused.append(str(caught.value))
        return given(asked, writer, now)

    service.uploads.answer = meddled  # type: ignore[method-assign]  # what happens while a piece is under way
    assert drive.upload(PLACE, file=file).size == len(CONTENT)
    assert len(refused) == 1


@pytest.mark.usefixtures("small_pieces")
def test_the_address_of_an_upload_is_kept_sealed(
    mock: SignedInMock, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(f"sqlite:///{tmp_path}/state.db", key=Key(b"0" * 32), clock=mock.clock)
    for name in mock.store.keys("token"):
        store.put("token", name, mock.store.get("token", name) or b"")
    monkeypatch.setattr(mock, "store", store)
    drive = drive_of(mock)
    in_trouble_after_the_first_piece(mock, f"cut-before:{PREFIX}:method=PUT")
    with pytest.raises(TransportError):
        drive.upload(PLACE, file=file)
    mock.faults.clear()
    (name,) = store.keys("upload")
    secret = str(json.loads(store.get("upload", name) or b"")[0]).rpartition("/")[2]
    store.close()
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("state.db*"))
    assert secret.encode() not in kept


@pytest.mark.parametrize("pieces", [True, False], ids=["in pieces", "whole"])
def test_what_happens_to_a_file_in_the_way_is_said(
    mock: SignedInMock, file: Path, monkeypatch: pytest.MonkeyPatch, pieces: bool
) -> None:
    if pieces:
        monkeypatch.setattr(uploads, "LARGEST_WHOLE", 1_000)
    drive = drive_of(mock)
    first = drive.upload(PLACE, file=file)
    with pytest.raises(Conflict, match="of that name"):
        drive.upload(PLACE, file=file)
    assert drive.upload(PLACE, file=file, conflict="replace").id == first.id
    assert drive.upload(PLACE, file=file, conflict="rename").name == "groot 1.bin"
    assert drive.upload(DriveItems, first.id, file=file, conflict="replace").id == first.id


def test_without_permission_to_write_nothing_is_sent(mock: SignedInMock, file: Path) -> None:
    drive = drive_of(mock)
    only_reads = mock.connect(drive=str(drive.scope["drive"]))
    mock.calls.clear()
    with pytest.raises(PolicyRefused):
        only_reads.upload(PLACE, file=file)
    assert len(mock.calls) == 0


def test_an_upload_is_in_the_audit_when_it_begins_and_when_it_ends(mock: SignedInMock, file: Path) -> None:
    drive_of(mock).upload(PLACE, file=file)
    entries = [entry for entry in list(mock.audit) if entry["operation"] == "upload"]
    assert [entry["outcome"] for entry in entries] == ["begun", "done"]
    assert {entry["entity"] for entry in entries} == {"files.DriveItems"}


def test_what_cannot_be_put_is_refused_before_anything_is_sent(mock: SignedInMock, file: Path) -> None:
    drive = drive_of(mock)
    with pytest.raises(QueryError, match="no path"):
        drive.upload(DriveItems.of(path="Beleid/wat?.txt"), file=file)
    with pytest.raises(QueryError, match="replace"):
        drive.upload(DriveItems, "01ABC", file=file)
    with pytest.raises(QueryError, match="a parent is missing"):
        drive.upload(DriveItems, file=file)
    with pytest.raises(PolicyRefused):
        drive.upload(Messages, "x", file=file)  # allow_writes names DriveItems only
    assert len(mock.calls) == 0
