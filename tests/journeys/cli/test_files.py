"""Files from the command line: sent with a record or to a place, fetched, looked at first, and never by accident."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from nlconnect.mock.mock import Mock
from nlconnect.mock.serving import serve
from nlconnect.mock.system import Service
from tests.journeys.cli.conftest import Person, Said

CONTENT = bytes(range(256)) * 20
ASKED_WRONG = 2


@pytest.fixture(scope="module")
def signed_in(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Person, Mapping[str, Mock[Service]]]]:
    with serve("exact", "afas", "graph", quota="off") as servers:
        somebody = Person(tmp_path_factory.mktemp("files"))
        somebody.move_in(servers)
        (somebody.folder / "factuur.pdf").write_bytes(CONTENT)
        (somebody.folder / "tweede.pdf").write_bytes(CONTENT[::-1])
        yield somebody, servers.mocks


@pytest.fixture
def person(signed_in: tuple[Person, Mapping[str, Mock[Service]]]) -> Person:
    return signed_in[0]


@pytest.fixture
def mocks(signed_in: tuple[Person, Mapping[str, Mock[Service]]]) -> Mapping[str, Mock[Service]]:
    return signed_in[1]


def done(person: Person, *words: str) -> Said:
    said = person.run(*words)
    assert said.code == 0, said.out + said.err
    return said


def made(person: Person, *words: str) -> str:
    """The key of what was written."""
    told: dict[str, Any] = json.loads(done(person, *words, "--yes", "--json").out)
    return str(told["key"][0])


def rows(person: Person, profile: str, entity: str, *words: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done(person, "read", profile, entity, "--json", *words).out.splitlines()]


def fetched(person: Person, *words: str) -> bytes:
    done(person, "download", *words, "--to", "terug.pdf", "--replace")
    return (person.folder / "terug.pdf").read_bytes()


def test_a_file_goes_with_a_document_of_exact_after_a_look(person: Person) -> None:
    made(person, "write", "acme-exact", "documents.Documents", "--set", "subject=Uniek 118", "--set", "type=10")
    words = ("acme-exact", "documents.DocumentAttachments", "factuur.pdf", "--set", "document=subject:Uniek 118")
    said = done(person, "upload", *words, "--plan")
    assert "file     factuur.pdf, 5,120 bytes, application/pdf, sha256 " in said.out
    assert "attachment: nothing -> •••" in said.out
    key = made(person, "upload", *words)
    assert fetched(person, "acme-exact", "documents.DocumentAttachments", key) == CONTENT


def test_a_file_may_be_the_value_of_any_write(person: Person) -> None:
    document = made(person, "write", "acme-exact", "Documents", "--set", "subject=A", "--set", "type=10")
    (person.folder / "bijlage.json").write_text(json.dumps({"document": document}))
    words = ("acme-exact", "documents.DocumentAttachments", "--from", "bijlage.json")
    key = made(person, "write", *words, "--set", "attachment=@factuur.pdf")
    assert fetched(person, "acme-exact", "documents.DocumentAttachments", key) == CONTENT


def test_data_from_elsewhere_cannot_name_a_file_to_send(person: Person) -> None:
    (person.folder / "van elders.json").write_text(json.dumps({"file_name": "a.pdf", "attachment": "@factuur.pdf"}))
    words = ("acme-exact", "documents.DocumentAttachments", "--from", "van elders.json", "--set", "document=hid:1")
    said = person.run("write", *words, "--plan")
    assert said.code != 0
    assert "attachment is no binary" in said.err
    letter = {"to_recipients": [], "attachments": [{"name": "a", "content_bytes": "@factuur.pdf"}]}
    (person.folder / "van elders.json").write_text(json.dumps(letter))
    said = person.run("write", "acme-graph", "SendMail", "--call", "--from", "van elders.json", "--plan")
    assert "attachments[0].content_bytes is no" in said.err


def test_a_file_is_added_to_a_dossier_item_of_afas(person: Person, mocks: Mapping[str, Mock[Service]]) -> None:
    kind = next(row for row in rows(person, "acme-afas", "Profit_SubjectTypes") if row["subject_type_id"] > 0)
    values = ("--set", f"st_id={kind['subject_type_id']}", "--set", "ds=Contract")
    key = made(person, "upload", "acme-afas", "KnSubject", "factuur.pdf", *values)
    done(person, "upload", "acme-afas", "KnSubject", key, "tweede.pdf", "--yes")
    view = mocks["afas"].service.state.view("Profit_Subject_Attachments")  # type: ignore[attr-defined]  # it is AFAS
    table = mocks["afas"].service.state.shelf(view).table  # type: ignore[attr-defined]  # it is AFAS
    kept = [
        row["file_id"] for row in map(table.row, table.numbers()) if row is not None and str(row["subject_id"]) == key
    ]
    words = ("acme-afas", "files.Attachments", "--of", f"subject_id={key}")
    contents = [fetched(person, *words, "--of", f"file_id={file_id}") for file_id in kept]
    assert contents == [CONTENT, CONTENT[::-1]]


def test_a_large_file_goes_in_one_request_where_the_vendor_has_no_other_way(
    person: Person, mocks: Mapping[str, Mock[Service]]
) -> None:
    (person.folder / "groot.bin").write_bytes(CONTENT * 1_200)
    kind = next(row for row in rows(person, "acme-afas", "Profit_SubjectTypes") if row["subject_type_id"] > 0)
    values = ("--set", f"st_id={kind['subject_type_id']}", "--set", "ds=Groot")
    made(person, "upload", "acme-afas", "KnSubject", "groot.bin", *values)
    kept = mocks["afas"].service.state.files.values()  # type: ignore[attr-defined]  # it is AFAS
    assert [len(file.content) for file in kept if file.name == "groot.bin"] == [6_144_000]


def test_a_file_goes_to_a_draft_and_along_with_a_mail(person: Person) -> None:
    draft = made(person, "write", "acme-graph", "Messages", "--set", "subject=Offerte")
    key = made(person, "upload", "acme-graph", "mail.Attachments", "factuur.pdf", "--of", f"message={draft}")
    assert fetched(person, "acme-graph", "mail.Attachments", key, "--of", f"message={draft}") == CONTENT
    letter = {"subject": "Offerte", "to_recipients": [{"email_address": {"address": "anna@klant.test"}}]}
    (person.folder / "mail.json").write_text(json.dumps(letter))
    words = ("acme-graph", "SendMail", "--call", "--from", "mail.json", "--set", "attachments=@factuur.pdf,@tweede.pdf")
    said = done(person, "write", *words, "--plan")
    assert said.out.count("file     ") == 2
    done(person, "write", *words, "--yes")


def test_a_file_goes_to_a_place_in_a_drive_and_back(person: Person) -> None:
    drive = rows(person, "acme-graph", "Drives", "--select", "id")[0]["id"]
    place = ("acme-graph", "DriveItems", "--in", f"drive={drive}", "--of", "path=offerte.pdf")
    said = done(person, "upload", *place, "factuur.pdf", "--plan")
    assert "file     factuur.pdf, 5,120 bytes, application/pdf" in said.out
    assert "Nothing was sent." in said.err
    told = json.loads(done(person, "upload", *place, "factuur.pdf", "--plan", "--json").out)
    assert (told["size"], told["conflict"]) == (5120, "fail")
    key = made(person, "upload", *place, "factuur.pdf")
    assert fetched(person, *place) == CONTENT
    assert person.run("upload", *place, "tweede.pdf", "--yes").code == 5
    assert made(person, "upload", "acme-graph", "DriveItems", "--in", f"drive={drive}", key, "tweede.pdf") == key
    assert fetched(person, *place) == CONTENT[::-1]


def test_what_is_on_disk_is_not_written_over_by_accident(person: Person) -> None:
    there = person.folder / "staat er al.pdf"
    there.write_bytes(b"niet kwijt")
    words = ("download", "acme-afas", "files.Attachments", "--of", "subject_id=1", "--of", "file_id=0A")
    said = person.run(*words, "--to", "staat er al.pdf")
    assert said.code != 0
    assert "there already" in said.err
    assert there.read_bytes() == b"niet kwijt"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("acme-exact", "documents.DocumentAttachments", "weg.pdf"), "no file that can be read"),
        (("acme-exact", "documents.DocumentAttachments", "a", "b", "factuur.pdf"), "at most one key"),
        (("acme-exact", "crm.Accounts", "factuur.pdf"), "no file can be put here"),
        (("acme-afas", "FbItemArticle", "factuur.pdf"), "not clear which"),
        (("acme-graph", "DriveItems", "factuur.pdf", "--set", "name=x"), "takes no --set"),
        (("acme-graph", "mail.Attachments", "factuur.pdf", "--conflict", "replace"), "files in a drive"),
        (("acme-graph", "DriveItems", "factuur.pdf"), "nobody can be asked"),
    ],
)
def test_what_cannot_be_sent_is_refused_before_anything_is(person: Person, words: tuple[str, ...], why: str) -> None:
    yes = () if "nobody" in why else ("--yes",)
    said = person.run("upload", *words, *yes)
    assert said.code != 0
    assert why in said.err


def test_a_person_is_asked_first(person: Person) -> None:
    drive = rows(person, "acme-graph", "Drives", "--select", "id")[0]["id"]
    place = ("acme-graph", "DriveItems", "--in", f"drive={drive}", "--of", "path=gevraagd.pdf", "factuur.pdf")
    assert "Nothing was sent." in person.at_terminal("upload", *place, typed="n\n").out
    assert "done: upload files.DriveItems" in person.at_terminal("upload", *place, typed="y\n").out


def test_the_file_that_was_fetched_is_told(person: Person, tmp_path: Path) -> None:
    document = made(person, "write", "acme-exact", "Documents", "--set", "subject=B", "--set", "type=10")
    words = ("acme-exact", "documents.DocumentAttachments")
    key = made(person, "upload", *words, "factuur.pdf", "--set", f"document={document}")
    told = json.loads(done(person, "download", *words, key, "--to", str(tmp_path / "x"), "--json").out)
    assert (told["size"], told["resumed"]) == (5120, False)
