"""Files that go along with mail: small ones in the request, large ones in pieces, taken up again by another process."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from nlconnect import Call, Create, Done, Plan, Rejected, Unknown, attach
from nlconnect.client import Connection
from nlconnect.errors import QueryError
from nlconnect.mock.calls import Call as Asked
from nlconnect.mock.system import Setting
from nlconnect.testing.signed_in import SignedInMock
from nlconnect_graph import attachments
from nlconnect_graph.calendar import Events
from nlconnect_graph.mail import Attachments, Messages, SendMail
from nlconnect_graph.mock.uploads import PREFIX

ENTITIES = (Attachments, Events, Messages, SendMail)
CONTENT = bytes(range(256)) * 100
CANARY = "offerte Jansen-Özdemir.pdf"


@pytest.fixture
def mock(monkeypatch: pytest.MonkeyPatch) -> Iterator[SignedInMock]:
    """Where 25,600 bytes are large, and go up in three pieces."""
    monkeypatch.setattr(attachments, "WHOLE", 25_000)
    monkeypatch.setattr(attachments, "PIECE", 10_000)
    made = SignedInMock("graph", setting=Setting())
    yield made
    made.close()


@pytest.fixture
def graph(mock: SignedInMock) -> Connection:
    return mock.connect(allow_writes=ENTITIES)


@pytest.fixture
def draft(graph: Connection) -> str:
    done = graph.apply(graph.plan(Create(Messages, subject="Offerte"))).unwrap()
    assert done.key is not None
    return str(done.key[0])


@pytest.fixture
def large(tmp_path: Path) -> Path:
    made = tmp_path / CANARY
    made.write_bytes(CONTENT)
    return made


def planned(graph: Connection, draft: str, file: Path) -> Plan:
    return graph.plan(Create(Attachments.of(message=draft), content_bytes=attach(file)))


def names(graph: Connection, draft: str) -> list[tuple[str | None, int | None]]:
    return [(row.name, row.size) for row in graph.read(Attachments.of(message=draft).select("name", "size"))]


def cut_after_the_first_piece(mock: SignedInMock, trouble: str = "cut-before") -> None:
    seen: list[str] = []

    def after_a_call(call: Asked) -> None:
        if call.method == "PUT" and not seen:
            seen.append(call.path)
            mock.fault(f"{trouble}:{PREFIX}:method=PUT")

    mock.watch(after_a_call)


def methods(mock: SignedInMock) -> list[str]:
    return [call.method for call in mock.calls]


def test_a_small_file_goes_in_the_request(mock: SignedInMock, graph: Connection, draft: str, tmp_path: Path) -> None:
    small = tmp_path / "klein.pdf"
    small.write_bytes(b"%PDF-1.7")
    plan = planned(graph, draft, small)
    assert (plan.piece, plan.url.rpartition("/")[2]) == (None, "attachments")
    key = graph.apply(plan).unwrap().key
    assert key is not None
    assert names(graph, draft) == [("klein.pdf", 8)]
    fetched = graph.download(Attachments.of(message=draft), key[0], to=tmp_path / "terug")
    assert (fetched.path.read_bytes(), fetched.media_type) == (b"%PDF-1.7", "application/pdf")
    assert graph.get(Messages.select("has_attachments"), draft).has_attachments


def test_a_large_file_goes_in_pieces_and_its_key_is_told(
    mock: SignedInMock, graph: Connection, draft: str, large: Path, tmp_path: Path
) -> None:
    plan = planned(graph, draft, large)
    assert (plan.piece, plan.url.rpartition("/")[2]) == (10_000, "createUploadSession")
    mock.calls.clear()
    key = graph.apply(plan).unwrap().key
    assert methods(mock) == ["GET", "POST", "PUT", "PUT", "PUT"]
    assert names(graph, draft) == [(CANARY, len(CONTENT))]
    assert key is not None
    fetched = graph.download(Attachments.of(message=draft), key[0], to=tmp_path / "terug")
    assert (fetched.path.read_bytes(), fetched.media_type) == (CONTENT, "application/pdf")


def test_an_appointment_takes_large_files_too(graph: Connection, large: Path) -> None:
    start, end = "2026-12-01T10:00:00+01:00", "2026-12-01T11:00:00+01:00"
    event = graph.apply(graph.plan(Create(Events, subject="Overleg", start=start, end=end))).unwrap().key
    assert event is not None
    graph.apply(graph.plan(Create(Attachments.of(event=str(event[0])), content_bytes=attach(large)))).unwrap()
    assert [row.name for row in graph.read(Attachments.of(event=str(event[0])).select("name"))] == [CANARY]


def test_a_large_file_that_was_cut_off_is_gone_on_with_by_another_process(
    mock: SignedInMock, graph: Connection, draft: str, large: Path
) -> None:
    plan = planned(graph, draft, large)
    cut_after_the_first_piece(mock)
    outcome = graph.apply(plan)
    assert isinstance(outcome, Rejected)
    assert outcome.repeatable
    assert names(graph, draft) == []
    mock.faults.clear()
    mock.calls.clear()
    other = mock.connect(allow_writes=ENTITIES)
    assert isinstance(other.apply(other.planned(plan.id)), Done)
    assert methods(mock)[-3:] == ["GET", "PUT", "PUT"]
    assert names(graph, draft) == [(CANARY, len(CONTENT))]


class Killed(BaseException):
    """Stands for a process that is no more."""


def killed_at_a_piece(mock: SignedInMock, nth: int) -> None:
    seen: list[str] = []

    def after_a_call(call: Asked) -> None:
        if call.method == "PUT":
            seen.append(call.path)
            if len(seen) == nth:
                raise Killed

    mock.watch(after_a_call)


@pytest.mark.parametrize("nth", [1, 2])
@pytest.mark.parametrize("first", ["apply", "reconcile"])
def test_what_a_killed_process_left_is_gone_on_with(
    mock: SignedInMock, graph: Connection, draft: str, large: Path, nth: int, first: str
) -> None:
    plan = planned(graph, draft, large)
    killed_at_a_piece(mock, nth)
    with pytest.raises(Killed):
        graph.apply(plan)
    other = mock.connect(allow_writes=ENTITIES)
    if first == "reconcile":
        looked = other.reconcile(plan)
        assert isinstance(looked, Rejected)
        assert looked.repeatable
        assert "only a part" in looked.error.message
    assert isinstance(other.apply(plan), Done)
    assert names(graph, draft) == [(CANARY, len(CONTENT))]


def test_after_the_last_piece_left_nothing_is_sent_again(
    mock: SignedInMock, graph: Connection, draft: str, large: Path
) -> None:
    plan = planned(graph, draft, large)
    killed_at_a_piece(mock, 3)
    with pytest.raises(Killed):
        graph.apply(plan)
    other = mock.connect(allow_writes=ENTITIES)
    mock.calls.clear()
    assert isinstance(other.apply(plan), Unknown)
    assert isinstance(other.reconcile(plan), Done)
    assert "PUT" not in methods(mock)
    assert names(graph, draft) == [(CANARY, len(CONTENT))]


def test_two_workers_on_one_plan_send_it_once(mock: SignedInMock, graph: Connection, draft: str, large: Path) -> None:
    plan = planned(graph, draft, large)
    other = mock.connect(allow_writes=ENTITIES)
    said: list[str] = []

    def meddle(call: Asked) -> None:
        if call.method == "PUT" and not said:
            said.append("begun")
            for outcome in (other.apply(plan), other.reconcile(plan)):
                assert isinstance(outcome, Unknown)
                said.append(outcome.reason)

    mock.watch(meddle)
    assert isinstance(graph.apply(plan), Done)
    assert said == ["begun", "somebody else is carrying it out", "it is being carried out right now"]
    assert isinstance(other.apply(plan), Done)
    assert names(graph, draft) == [(CANARY, len(CONTENT))]


def test_many_files_go_in_one_run(mock: SignedInMock, graph: Connection, large: Path, tmp_path: Path) -> None:
    small = tmp_path / "klein.pdf"
    small.write_bytes(b"%PDF-1.7")
    lines = graph.apply_many(Create(Messages, subject=subject) for subject in "abc")
    keys = [line.outcome.key for line in lines if isinstance(line.outcome, Done)]
    drafts = [str(key[0]) for key in keys if key is not None]
    files = [
        Create(Attachments.of(message=draft), content_bytes=attach(file)) for draft in drafts for file in (small, large)
    ]
    for _ in range(2):
        assert {line.state for line in graph.apply_many(files, run="bijlagen")} == {"done"}
        assert [names(graph, draft) for draft in drafts] == [[("klein.pdf", 8), (CANARY, len(CONTENT))]] * 3


def test_a_last_answer_that_was_lost_is_found_by_name(
    mock: SignedInMock, graph: Connection, draft: str, large: Path
) -> None:
    plan = planned(graph, draft, large)
    mock.fault(f"cut-after:{PREFIX}:nth=3,method=PUT")
    assert isinstance(graph.apply(plan), Unknown)
    assert isinstance(graph.reconcile(plan), Done)
    assert names(graph, draft) == [(CANARY, len(CONTENT))]


def test_a_large_file_that_changed_is_refused_and_no_piece_sent(
    mock: SignedInMock, graph: Connection, draft: str, large: Path
) -> None:
    plan = planned(graph, draft, large)
    large.write_bytes(CONTENT[::-1])
    mock.calls.clear()
    with pytest.raises(QueryError, match="changed or taken away"):
        graph.apply(plan)
    assert "POST" not in methods(mock)


def test_a_mail_that_is_no_more_is_a_refusal(mock: SignedInMock, graph: Connection, draft: str, large: Path) -> None:
    plan = planned(graph, draft, large)
    mock.fault("404:createUploadSession:nth=1")
    outcome = graph.apply(plan)
    assert isinstance(outcome, Rejected)
    assert not outcome.repeatable


def test_a_mail_that_is_sent_names_its_files(mock: SignedInMock, graph: Connection, tmp_path: Path) -> None:
    small = tmp_path / CANARY
    small.write_bytes(b"%PDF-1.7")
    letter = {"subject": "Offerte", "to_recipients": [{"email_address": {"address": "anna@klant.test"}}]}
    plan = graph.plan(Call(SendMail, **letter, attachments=[{"content_bytes": attach(small)}]))
    assert [file.name for file in plan.files] == [CANARY]
    assert [plan.files[0].told() in str(part.after) for part in plan.diff if part.name == "attachments"] == [True]
    graph.apply(plan).unwrap()


def test_a_mail_with_too_much_is_refused_with_another_way(graph: Connection, tmp_path: Path) -> None:
    file = tmp_path / "groot.bin"
    file.write_bytes(bytes(3_000_000))
    letter = {"subject": "Offerte", "to_recipients": [{"email_address": {"address": "anna@klant.test"}}]}
    with pytest.raises(QueryError, match="Graph takes 4,000,000") as caught:
        graph.plan(Call(SendMail, **letter, attachments=[{"content_bytes": attach(file)}]))
    assert "draft" in str(caught.value.hint)


def test_what_cannot_be_said_of_a_large_file_is_refused(
    graph: Connection, draft: str, large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(QueryError, match="content_location"):
        graph.plan(Create(Attachments.of(message=draft), content_bytes=attach(large), content_location="x"))
    monkeypatch.setattr(attachments, "LARGEST", 25_500)
    with pytest.raises(QueryError, match="Microsoft takes 25,500"):
        planned(graph, draft, large)


def test_the_other_face_attaches_the_same(mock: SignedInMock, graph: Connection, draft: str, large: Path) -> None:
    async def attached() -> bool:
        async with mock.connect_async(allow_writes=ENTITIES) as other:
            plan = await other.plan(Create(Attachments.of(message=draft), content_bytes=attach(large)))
            return isinstance(await other.apply(plan), Done)

    assert asyncio.run(attached())
    assert names(graph, draft) == [(CANARY, len(CONTENT))]
