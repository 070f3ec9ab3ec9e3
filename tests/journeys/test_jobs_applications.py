"""A first sift of applications: what a reader gets of them, what stays behind, and what hidden orders bring about."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from openpyxl import load_workbook

from nlconnect import Create, attach
from nlconnect.errors import PolicyRefused, QueryError
from nlconnect.flow import reference_of
from nlconnect.mock.paper import docx_of
from nlconnect.mock.system import Setting
from nlconnect.testing import SignedInMock
from nlconnect_graph.mail import Attachments, MailFolders, Messages, SendMail
from tests.journeys.jobs import EXAMPLES, example

CRITERIA = """
"Ervaring met onze pakketten" = ["AFAS", "Exact Online"]
"Opleiding" = ["mbo", "hbo", "SPD"]
"Excel" = ["Excel", "draaitabellen"]
"""
MET = {"Anna": 2, "Bram": 3, "Chris": 2, "Dirk": 0, "Els": 2, "Fleur": 0}
"""How many of the three criteria each of the invented applicants meets, counted by hand."""
PERSONAL = (
    "Voorbeeld Specimen Proef Verzonnen Bedacht Nep Belgische katholiek gehuwd epilepsie 1990 Ignore vals.test".split()
)


@pytest.fixture
def graph() -> Iterator[SignedInMock]:
    mock = SignedInMock("graph", setting=Setting())
    example("applications", {"acme-365": mock}).main()
    yield mock
    mock.close()


@pytest.fixture
def job(graph: SignedInMock) -> ModuleType:
    return example("sift_applications", {"acme-365": graph})


@pytest.fixture
def asked(tmp_path: Path) -> Path:
    path = tmp_path / "criteria.toml"
    path.write_text(CRITERIA, "utf-8")
    return path


def applicants(graph: SignedInMock) -> dict[str, str]:
    """References by first name, as the mailbox itself knows them."""
    graph.policy = None
    mailbox = graph.connect()
    (folder,) = [one.id for one in mailbox.read(MailFolders) if one.display_name == "Sollicitaties"]
    messages = mailbox.read(Messages.of(mail_folder=folder).select("id", "subject"))
    return {(one.subject or "").partition(": ")[2].split()[0]: reference_of(one.id) for one in messages}


def sheets(card: Path) -> dict[str, list[list[object]]]:
    book = load_workbook(io.BytesIO(card.read_bytes()))
    return {name: [list(row) for row in book[name].iter_rows(values_only=True)] for name in book.sheetnames}


def test_the_card_has_references_and_the_words_that_were_asked_for(
    job: ModuleType, graph: SignedInMock, asked: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    card = tmp_path / "card.xlsx"
    job.main(asked, card)
    known = {reference: name for name, reference in applicants(graph).items()}
    data = next(iter(sheets(card).values()))
    head, rows = next((row, data[place + 1 :]) for place, row in enumerate(data) if row[0] == "Kandidaat")
    assert head[2:5] == ["Ervaring met onze pakketten", "Opleiding", "Excel"]
    met = {known[str(row[0])]: row[1] for row in rows if row[0]}
    assert met == MET
    words = {str(word) for row in rows for cell in row[2:5] if cell for word in str(cell).split(", ")}
    assert words == {"AFAS", "Exact Online", "mbo", "hbo", "SPD", "Excel", "draaitabellen"}
    assert capsys.readouterr().out.count(" of 3") == len(MET)


def test_nothing_of_a_person_is_in_the_card_or_on_the_screen(
    job: ModuleType, asked: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    card = tmp_path / "card.xlsx"
    job.main(asked, card)
    told = f"{capsys.readouterr().out} {sheets(card)}"
    assert [word for word in PERSONAL if word in told] == []
    assert "user.demographic.nationality 1" in told


def test_nobody_is_ranked_left_out_or_answered(
    job: ModuleType, graph: SignedInMock, asked: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    order, card = list(applicants(graph).values()), tmp_path / "card.xlsx"
    graph.policy = EXAMPLES / "sift_applications.toml"
    graph.calls.clear()
    job.main(asked, card)
    assert {call.method for call in graph.calls} == {"GET"}
    data = [str(row[0]) for row in next(iter(sheets(card).values()))]
    assert [one for one in data if one.startswith("K-")] == order
    told = f"{capsys.readouterr().out} {sheets(card)}"
    assert "a person reads all of them and decides" in told
    assert "Een mens leest elke brief en besluit" in told
    assert "art. 22" in told


def test_who_sent_a_scan_is_in_the_list_for_a_person_to_read(
    job: ModuleType, graph: SignedInMock, asked: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    job.main(asked, tmp_path / "card.xlsx")
    lines = dict(line.partition(": ")[::2] for line in capsys.readouterr().out.splitlines())
    graph.policy = None
    assert "zelf lezen" in lines[applicants(graph)["Fleur"]]


def test_hidden_orders_change_neither_the_score_nor_anything_else(
    job: ModuleType, graph: SignedInMock, asked: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = applicants(graph)
    job.main(asked, tmp_path / "card.xlsx")
    lines = dict(line.partition(": ")[::2] for line in capsys.readouterr().out.splitlines())
    assert (lines[before["Dirk"]], lines[before["Els"]]) == ("0 of 3", "2 of 3")
    graph.policy = None
    assert list(graph.connect().read(Messages.of(mail_folder="sentitems").where(Messages.subject == "CV"))) == []
    assert applicants(graph) == before


def test_a_criterion_that_nobody_may_be_chosen_by_is_refused_before_anything_is_read(
    job: ModuleType, graph: SignedInMock, tmp_path: Path
) -> None:
    path = tmp_path / "criteria.toml"
    path.write_text('"Past bij ons" = ["Nederlandse nationaliteit"]', "utf-8")
    graph.calls.clear()
    with pytest.raises(QueryError, match="nobody may be chosen by"):
        job.main(path, tmp_path / "card.xlsx")
    assert len(graph.calls) == 0
    assert not (tmp_path / "card.xlsx").exists()


def test_a_purpose_that_keeps_applications_longer_than_four_weeks_reads_nothing(
    job: ModuleType, graph: SignedInMock, asked: Path, tmp_path: Path
) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_text((EXAMPLES / "sift_applications.toml").read_text("utf-8").replace("4 weeks", "5 weeks"), "utf-8")
    graph.policy = policy
    with pytest.raises(PolicyRefused, match="four weeks"):
        job.main(asked, tmp_path / "card.xlsx")


def test_the_purpose_lets_nothing_be_sent_moved_or_deleted(graph: SignedInMock) -> None:
    graph.policy = EXAMPLES / "sift_applications.toml"
    mailbox = graph.connect(purpose="sift-applications", allow_writes=[SendMail, Messages])
    for change in (
        Create(Messages, subject="Afwijzing", attachments=[{"content_bytes": attach(docx_of(["x"]), name="x.docx")}]),
        Create(MailFolders, display_name="Afgewezen"),
    ):
        plan = mailbox.plan(change)
        assert plan.ruling.answer == "deny"
        with pytest.raises(PolicyRefused):
            mailbox.apply(plan)


def test_what_a_person_reads_of_a_file_lacks_what_nobody_may_be_chosen_by(graph: SignedInMock) -> None:
    from nlconnect.asking.file_text import file_text

    graph.policy = None
    mailbox = graph.connect()
    (folder,) = [one.id for one in mailbox.read(MailFolders) if one.display_name == "Sollicitaties"]
    query = Messages.of(mail_folder=folder).select("id", "subject")
    (message,) = [one.id for one in mailbox.read(query) if "Chris" in (one.subject or "")]
    graph.policy = EXAMPLES / "sift_applications.toml"
    files = Attachments.of(message=message)
    reader = graph.connect(purpose="sift-applications")
    (key,) = [one.id for one in reader.read(files.select("id"))]
    found = file_text(reader, files, key)
    assert "salarisadministratie in AFAS" in found.text
    assert [word for word in PERSONAL if word in found.text] == []
    assert found.left_out["user.health_and_medical"] >= 1
    assert "AFAS" not in repr(found)
