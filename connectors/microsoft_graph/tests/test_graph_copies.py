"""Copies of files: the answer comes before the work is done, and is followed to its end without a token."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from connectors.microsoft_graph.tests.graph_face import Face

from nlconnect import Call, Create, Done, Rejected, Unknown, Update
from nlconnect.connector import Response, Scope
from nlconnect.connector.check import drafted
from nlconnect.connector.watching import Progress
from nlconnect.errors import Conflict, QueryError
from nlconnect.mock import Setting
from nlconnect.testing.signed_in import SignedInMock
from nlconnect_graph.files import CopyItem, DriveItems, Drives
from nlconnect_graph.sites import ListItems, Lists
from nlconnect_graph.watching import monitor_of, progress_of
from nlconnect_graph.writing import GraphWriter

ASKED = "https://graph.microsoft.com/v1.0/drives/d/items/i/copy"
AT = "https://voorbeeldgroep.sharepoint.com/_api/v2.0/monitor/1"


def answer(status: int, content: bytes = b"", *, location: str = "") -> Response:
    return Response(status, {"location": location} if location else {}, content, ASKED, 0.0, 0.0)


@pytest.mark.parametrize(
    "location",
    [AT, "https://my.microsoftpersonalcontent.sharepoint.com/m", "https://graph.microsoft.com/monitor/1"],
)
def test_a_copy_is_watched_at_a_host_of_the_vendor_and_gets_no_token(location: str) -> None:
    request = monitor_of(answer(202, location=location))
    assert request is not None
    assert (request.method, request.url) == ("GET", location)
    assert "authorization" not in {name.lower() for name in request.headers}


def test_a_new_team_is_watched_where_graph_itself_answers() -> None:
    request = monitor_of(answer(202, location="/teams('t')/operations('o')"))
    assert request is not None
    assert request.url == "https://graph.microsoft.com/v1.0/teams('t')/operations('o')"


@pytest.mark.parametrize("location", ["https://sharepoint.com.evil.test/m", "https://evil.test/sharepoint.com"])
def test_an_address_at_another_host_is_not_asked(location: str) -> None:
    with pytest.raises(ValueError, match="another host"):
        monitor_of(answer(202, location=location))


@pytest.mark.parametrize("response", [answer(201, location=AT), answer(202)])
def test_what_goes_on_nowhere_is_not_watched(response: Response) -> None:
    assert monitor_of(response) is None


@pytest.mark.parametrize(
    ("response", "progress"),
    [
        (answer(202, b'{"status":"inProgress","percentageComplete":40}'), Progress("running")),
        (answer(200, b'{"status":"completed","resourceId":"r"}'), Progress("done", ("r",))),
        (answer(303, location=f"{ASKED[:-15]}/items/r?x=1"), Progress("done", ("r",))),
        (answer(303), Progress("done")),
        (answer(200, b'{"status":"failed","errorCode":"NameConflict"}'), Progress("failed", reason="NameConflict")),
        (
            answer(200, b'{"status":"failed","error":{"code":"nameAlreadyExists","message":"Jansen"}}'),
            Progress("failed", reason="nameAlreadyExists"),
        ),
        (answer(200, b'{"status":"failed","errorCode":"Naam: Jansen bestaat"}'), Progress("failed")),
    ],
)
def test_how_far_it_is_stands_in_the_answer_and_names_nobody(response: Response, progress: Progress) -> None:
    assert progress_of(response) == progress


@pytest.mark.parametrize("response", [answer(404), answer(200, b"<html>"), answer(200, b"[]")])
def test_an_answer_that_says_nothing_is_no_end(response: Response) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # whichever it is, the engine asks again
        progress_of(response)


@pytest.fixture(params=["blocking", "async"])
def face(request: pytest.FixtureRequest) -> Iterator[Face]:
    mock = SignedInMock("graph", setting=Setting())
    yield Face(mock, request.param, [CopyItem, DriveItems, ListItems])
    mock.close()


@pytest.fixture
def drive(face: Face) -> Any:
    return next(iter(face.reader().read(Drives.of(user=face.mock.service.info()["user"]))))


def items(face: Face, drive: Any, folder: str | None = None) -> list[Any]:
    source = DriveItems.of(drive=drive.id) if folder is None else DriveItems.of(drive=drive.id, folder=folder)
    return list(face.reader().read(source))


def test_a_copy_is_followed_to_its_end_and_named(face: Face, drive: Any) -> None:
    file = next(row for row in items(face, drive) if row.file is not None)
    folder = next(row for row in items(face, drive) if row.folder is not None)
    call = Call(
        CopyItem.of(drive=drive.id, item=file.id),
        name="Kopie.pdf",
        parent_reference={"drive_id": drive.id, "id": folder.id},
    )
    done = face.apply(face.plan(call)).unwrap()
    assert done.key == tuple(row.id for row in items(face, drive, folder.id) if row.name == "Kopie.pdf")
    assert face.mock.calls.count("GET", path="/monitor/") == 3


def test_a_copy_that_was_followed_in_vain_is_looked_at_again(face: Face, drive: Any) -> None:
    file = next(row for row in items(face, drive) if row.file is not None)
    plan = face.plan(Call(CopyItem.of(drive=drive.id, item=file.id), name="Kopie.pdf"))
    face.mock.fail_next("500", method="GET", times=5)
    assert isinstance(face.apply(plan), Unknown)
    assert isinstance(face.apply(plan), Unknown)
    assert face.mock.calls.count("POST", path="/copy") == 1
    assert isinstance(face.reconcile(plan), Done)
    assert [row.name for row in items(face, drive)].count("Kopie.pdf") == 1


def test_a_file_moves_by_its_parent(face: Face, drive: Any) -> None:
    file = next(row for row in items(face, drive) if row.file is not None)
    folder = next(row for row in items(face, drive) if row.folder is not None)
    face.apply(face.plan(Update(DriveItems.of(drive=drive.id), file.id, parent_reference={"id": folder.id}))).unwrap()
    assert file.id in [row.id for row in items(face, drive, folder.id)]
    assert file.id not in [row.id for row in items(face, drive)]


def test_a_file_that_somebody_else_changed_is_left_alone(face: Face, drive: Any) -> None:
    file = next(row for row in items(face, drive) if row.file is not None)
    source = DriveItems.of(drive=drive.id)
    plan = face.plan(Update(source, file.id, description="Concept"))
    assert plan.headers["If-Match"] == file.e_tag
    face.mock.change("files.DriveItems", file.id, name="Definitief.pdf", scope=Scope(drive=drive.id))
    outcome = face.apply(plan)
    assert isinstance(outcome, Rejected)
    assert isinstance(outcome.error, Conflict)
    face.apply(face.plan(Update(source, file.id, description="Concept"))).unwrap()


def test_so_is_a_list_item(face: Face) -> None:
    reader = face.reader()
    register = next(one for one in reader.read(Lists) if one.display_name == "Facturenregister")
    source = ListItems.of(site="root", list=register.id)
    item = next(iter(reader.read(source.limit(1))))
    first, second = (face.plan(Update(source, item.id, fields_={"Title": text})) for text in ("Eerst", "Later"))
    assert first.headers["If-Match"] == second.headers["If-Match"] == item.e_tag
    face.apply(first).unwrap()
    with pytest.raises(QueryError, match="stale"):
        face.apply(second)


def test_a_refused_copy_is_a_refusal(face: Face, drive: Any) -> None:
    plan = face.plan(Call(CopyItem.of(drive=drive.id, item="nobody"), name="x"))
    assert isinstance(face.apply(plan), Rejected)


def test_copies_that_go_together_are_each_followed_to_their_end(face: Face, drive: Any) -> None:
    graph = face.reader()
    file, names = next(row for row in items(face, drive) if row.file is not None), ["Een.pdf", "Twee.pdf"]
    calls = [Call(CopyItem.of(drive=drive.id, item=file.id), name=name) for name in names]
    lines = list(graph.apply_many(calls))
    made = {row.name: row.id for row in items(face, drive)}
    assert [line.outcome.unwrap().key for line in lines] == [(made[name],) for name in names]
    assert face.mock.calls.count("POST", path="$batch") == 1


def test_a_folder_is_made_as_a_record_and_never_over_another(face: Face, drive: Any) -> None:
    plan = face.plan(Create(DriveItems.of(drive=drive.id), name="Jaarwerk", folder={}))
    key = face.apply(plan).unwrap().key[0]
    inside = face.plan(Create(DriveItems.of(drive=drive.id, folder=key), name="2026", folder={}))
    face.apply(inside).unwrap()
    assert [row.name for row in items(face, drive, key)] == ["2026"]
    again = face.plan(Create(DriveItems.of(drive=drive.id), name="Jaarwerk", folder={}))
    assert any("already" in warning for warning in again.warnings)
    refused = face.apply(again)
    assert isinstance(refused, Rejected)
    assert isinstance(refused.error, Conflict)


@pytest.mark.parametrize("more", [{"description": "x"}, {"folder": {"child_count": 2}}])
def test_a_new_folder_has_a_name_and_nothing_else(more: dict[str, object]) -> None:
    draft = drafted(Create(DriveItems.of(drive="d"), **{"name": "x", "folder": {}, **more}), GraphWriter())
    with pytest.raises(QueryError, match="cannot be given to a new folder"):
        GraphWriter().write_request(draft, base_url="https://graph.microsoft.com/v1.0", scope=Scope())


def test_a_folder_whose_answer_was_lost_is_found_by_its_name(face: Face, drive: Any) -> None:
    plan = face.plan(Create(DriveItems.of(drive=drive.id), name="Jaarwerk", folder={}))
    face.mock.fail_next("503-after", method="POST")
    assert isinstance(face.apply(plan), Unknown)
    assert isinstance(face.reconcile(plan), Done)
