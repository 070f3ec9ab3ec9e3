"""Files with AFAS: they go along with a dossier item, in one request, and are fetched by its number."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from nlconnect import Create, Done, Plan, Unknown, Update, attach
from nlconnect.client import Connection
from nlconnect.connector.files import beside_files
from nlconnect.engine import enclosing
from nlconnect.errors import QueryError
from nlconnect.mock.system import Setting
from nlconnect.model.collection import Collection, entity_of
from nlconnect.model.file import File, Held, PlannedFile
from nlconnect.model.record import Record
from nlconnect.testing import SignedInMock
from nlconnect_afas import writing
from nlconnect_afas.dossiers import KnSubject, Profit_Subject_Attachments, Profit_SubjectTypes
from nlconnect_afas.files import Attachments
from nlconnect_afas.items import FbItemArticle
from nlconnect_afas.writing import AfasWriter

CONTENT = bytes(range(256)) * 40
CANARY = "contract Jansen-Özdemir.pdf"


@pytest.fixture
def mock() -> Iterator[SignedInMock]:
    made = SignedInMock("afas", setting=Setting())
    yield made
    made.close()


@pytest.fixture
def afas(mock: SignedInMock) -> Connection:
    return mock.connect(allow_writes=[KnSubject])


@pytest.fixture
def kind(afas: Connection) -> int:
    """A kind of dossier item that the customer made."""
    found = (row.subject_type_id for row in afas.read(Profit_SubjectTypes.select("subject_type_id")))
    return next(number for number in found if number > 0)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / CANARY
    made.write_bytes(CONTENT)
    return made


def files_of(afas: Connection, subject: int) -> list[tuple[str | None, str | None]]:
    view = Profit_Subject_Attachments
    return [(row.file_name, row.file_id) for row in afas.read(view.where(view.subject_id == subject))]


def test_files_go_along_with_a_new_dossier_item(
    mock: SignedInMock, afas: Connection, kind: int, file: Path, tmp_path: Path
) -> None:
    along = [{"file_stream": attach(file)}, {"file_stream": attach(b"tweede", name="bijlage.txt")}]
    plan = afas.plan(Create(KnSubject, st_id=kind, ds="Contract", kn_subject_attachment=along))
    assert [planned.name for planned in plan.files] == [CANARY, "bijlage.txt"]
    assert plan.body is not None
    assert all(planned.mark in plan.body for planned in plan.files)
    mock.calls.clear()
    key = afas.apply(plan).unwrap().key
    assert mock.calls.count("POST") == 1
    assert key is not None
    subject = int(key[0])
    found = dict(files_of(afas, subject))
    assert set(found) == {CANARY, "bijlage.txt"}
    fetched = afas.download(Attachments.of(subject_id=subject, file_id=str(found[CANARY])), to=tmp_path / "terug")
    assert (fetched.path.read_bytes(), fetched.media_type) == (CONTENT, "application/pdf")


def test_a_file_is_added_to_a_dossier_item_that_is_there(afas: Connection, kind: int, file: Path) -> None:
    key = afas.apply(afas.plan(Create(KnSubject, st_id=kind, ds="Contract"))).unwrap().key
    assert key is not None
    along = [{"@Action": "insert", "file_stream": attach(file)}]
    afas.apply(afas.plan(Update(KnSubject, key[0], kn_subject_attachment=along))).unwrap()
    assert [name for name, _ in files_of(afas, int(key[0]))] == [CANARY]


def test_a_lost_answer_is_looked_for_and_the_file_not_sent_twice(
    mock: SignedInMock, afas: Connection, kind: int, file: Path
) -> None:
    along = [{"file_stream": attach(file)}]
    plan = afas.plan(Create(KnSubject, st_id=kind, ds="Contract 2026-118", kn_subject_attachment=along))
    mock.fault("cut-after:KnSubject:nth=1,method=POST")
    assert isinstance(afas.apply(plan), Unknown)
    outcome = afas.reconcile(plan)
    assert isinstance(outcome, Done)
    assert outcome.key is not None
    assert [name for name, _ in files_of(afas, int(outcome.key[0]))] == [CANARY]


def test_a_request_that_files_make_too_large_is_refused_before_anything_is_sent(
    mock: SignedInMock, afas: Connection, kind: int, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "LARGEST", 13_000)
    mock.calls.clear()
    with pytest.raises(QueryError, match="AFAS takes"):
        afas.plan(Create(KnSubject, st_id=kind, ds="Contract", kn_subject_attachment=[{"file_stream": attach(file)}]))
    assert not mock.calls


def along(*sources: Path) -> list[dict[str, File]]:
    return [{"file_stream": attach(source)} for source in sources]


def test_a_large_request_is_read_from_disk_while_it_is_sent(
    mock: SignedInMock, afas: Connection, kind: int, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(enclosing, "LARGEST_WHOLE", 5_000)
    monkeypatch.setattr(enclosing, "PIECE", 300)
    other = tmp_path / "tweede.bin"
    other.write_bytes(CONTENT[::-1] + b"x")
    change = Create(KnSubject, st_id=kind, ds="Groot", kn_subject_attachment=along(file, other))
    key = afas.apply(afas.plan(change)).unwrap().key
    assert key is not None
    assert fetched_all(afas, int(key[0]), tmp_path) == {CANARY: CONTENT, "tweede.bin": CONTENT[::-1] + b"x"}

    async def sent() -> int:
        async with mock.connect_async(allow_writes=[KnSubject]) as face:
            found = (await face.apply(await face.plan(change))).unwrap().key
            return int(found[0]) if found is not None else 0

    assert fetched_all(afas, asyncio.run(sent()), tmp_path) == {CANARY: CONTENT, "tweede.bin": CONTENT[::-1] + b"x"}


def fetched_all(afas: Connection, subject: int, to: Path) -> dict[str, bytes]:
    found = {}
    for name, file_id in files_of(afas, subject):
        place = Attachments.of(subject_id=subject, file_id=str(file_id))
        found[str(name)] = afas.download(place, to=to / f"terug {name}").path.read_bytes()
    return found


def test_a_file_that_changes_while_it_is_sent_breaks_the_request_off(
    mock: SignedInMock, afas: Connection, kind: int, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(enclosing, "LARGEST_WHOLE", 5_000)
    plan = afas.plan(Create(KnSubject, st_id=kind, ds="Groot 118", kn_subject_attachment=along(file)))
    looked = enclosing.refuse_changed

    def changed_after_the_look(one: PlannedFile, of: Plan) -> None:
        looked(one, of)
        file.write_bytes(CONTENT[::-1])

    monkeypatch.setattr(enclosing, "refuse_changed", changed_after_the_look)
    mock.calls.clear()
    assert isinstance(afas.apply(plan), Unknown)
    assert mock.calls.count("POST") == 0


@pytest.mark.parametrize(
    ("source", "field", "name"),
    [
        (KnSubject, "file_stream", "sb_pa"),
        (FbItemArticle, "file_stream", "file_name"),
        (FbItemArticle, "file_stream2", "file_name2"),
    ],
)
def test_the_name_of_a_file_goes_into_the_field_beside_it(source: Collection[Record], field: str, name: str) -> None:
    held = Held.of(File(b"x", "foto.png", "image/png"), size=1, digest="0")
    given = beside_files(entity_of(source), {field: held}, AfasWriter())
    assert given == {field: held, name: "foto.png"}
