"""Whose data was met: marks that answer a question about a person, and tell nothing to anybody else."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlconnect.audit import AuditLog, MemoryAudit
from nlconnect.audit.breach import report
from nlconnect.audit.marks import AT_ONCE, marks_of
from nlconnect.connector import connector
from nlconnect.model.subjects import Subjects
from nlconnect.state import MemoryStore, exclusive
from nlconnect.testing.signed_in import SignedInMock
from tests.unit.audit.test_audit import ENTRY, KEY, NOVEMBER, Clock

DAY = ("2026-11-18T00:00", "2026-11-19T00:00")


@pytest.fixture
def log(tmp_path: Path) -> AuditLog:
    return AuditLog(tmp_path / "audit", key=KEY, store=MemoryStore(clock=Clock()), guard=exclusive)


def of(*keys: str, **others: str) -> Subjects:
    subjects = Subjects()
    for key in keys:
        subjects.add(key=key)
    contacts = connector("exact").catalogue.entity("crm.Contacts")
    subjects.add(others={contacts.field(name): value for name, value in others.items()})
    return subjects


def test_a_person_is_found_by_key_and_by_identifier_and_nobody_else_is(log: AuditLog) -> None:
    log.record({**ENTRY, "run": "a1", "outcome": "begun"}, now=NOVEMBER)
    log.record({**ENTRY, "run": "a1", "subjects": of("C-100", email="Jan.Jansen@Example.nl")}, now=NOVEMBER)
    log.record({**ENTRY, "run": "b2", "subjects": of("C-200")}, now=NOVEMBER)
    for value in ("c-100", " C-100 ", "jan.jansen@example.nl"):
        (found,) = log.about(value)
        assert found["run"] == "a1"
        assert found["outcome"] == "done"
    assert log.about("C-1") == []
    text = "".join(path.read_text() for path in log._folder.glob("*.jsonl"))
    assert "C-100" not in text
    assert "jansen" not in text.casefold()


def test_marks_differ_from_key_to_key(log: AuditLog, tmp_path: Path) -> None:
    other = AuditLog(tmp_path / "other", key=b"b" * 32, store=MemoryStore(clock=Clock()), guard=exclusive)
    assert log.subject_hash("C-100") != other.subject_hash("C-100")
    assert log.subject_hash("C-100") == log.subject_hash("c-100")


def test_more_subjects_than_a_line_holds_are_spread_and_counted_once(log: AuditLog) -> None:
    many = AT_ONCE * 2 + 5
    log.record({**ENTRY, "run": "a1", "records": many, "subjects": of(*(f"K{n}" for n in range(many)))}, now=NOVEMBER)
    entries = list(log.read())
    assert [entry["outcome"] for entry in entries] == ["under way", "under way", "done"]
    assert [entry["records"] for entry in entries] == [0, 0, many]
    assert len({mark for entry in entries for mark in marks_of(entry)}) == many
    (flow,) = report(log.read(), begins=DAY[0], ends=DAY[1]).flows
    assert (flow.operations, flow.records, len(flow.subjects)) == (1, many, many)
    log.record(ENTRY, now=NOVEMBER)
    assert log.verify().is_sound


def test_the_person_of_a_mailbox_is_a_subject(log: AuditLog) -> None:
    guid = "5d6f0c1e-1111-4222-8333-123456789abc"
    log.record({**ENTRY, "scope": "mailbox jan.jansen@example.nl"}, now=NOVEMBER)
    log.record({**ENTRY, "scope": f"user {guid}"}, now=NOVEMBER)
    assert len(log.about("jan.jansen@example.nl")) == 1
    assert len(log.about(guid)) == 1
    assert guid not in "".join(path.read_text() for path in log._folder.glob("*.jsonl"))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("subjects", ["jan.jansen@example.nl"]),
        ("subjects", {"jan.jansen@example.nl": 1}),
        ("subjects", "jan.jansen"),
        ("counts", {"jan.jansen": 1}),
        ("records", 123456782),
    ],
)
def test_nothing_personal_gets_in_by_another_door(log: AuditLog, name: str, value: object) -> None:
    log.record({**ENTRY, name: value}, now=NOVEMBER)
    text = "".join(path.read_text() for path in log._folder.glob("*.jsonl"))
    assert "jansen" not in text
    assert "123456782" not in text


def test_subjects_show_no_value() -> None:
    assert "C-100" not in f"{of('C-100', email='jan@example.nl')!r} {of('C-100')}"


def test_a_read_names_its_subjects_whatever_way_it_is_read() -> None:
    from nlconnect_exact import Contacts

    mock = SignedInMock("exact")
    for number in range(3):
        mock.add("crm.Contacts", FirstName="Jan", LastName="Jansen", Email=f"jan{number}@example.nl")
    connection = mock.connect()
    found = [*connection.read(Contacts)]
    by_list = mock.audit[-1]
    keys = {mock.audit._cleaner.marks.subject(str(record.id)) for record in found}
    assert keys == set(marks_of(by_list, "keys"))
    assert len(keys) == 3
    assert mock.audit._cleaner.marks.subject("JAN1@example.nl") in set(marks_of(by_list, "people"))
    begun = next(entry for entry in mock.audit if entry["run"] == by_list["run"])
    assert begun["outcome"] == "begun"
    connection.get(Contacts, found[0].id)
    assert mock.audit._cleaner.marks.subject(str(found[0].id)) in set(marks_of(mock.audit[-1]))


def test_what_is_about_nobody_has_no_subjects() -> None:
    fields = [spec for spec in connector("exact").catalogue.entity("crm.Accounts").values if not spec.tag.is_personal]
    assert Subjects().watch(fields, key=("ID",)) is None


def test_a_memory_audit_marks_as_the_log_does() -> None:
    audit = MemoryAudit()
    audit.record({**ENTRY, "subjects": of("C-100")}, now=NOVEMBER)
    assert list(marks_of(audit[0])) == [audit._cleaner.marks.subject("c-100")]


class Odd:
    """A row whose key is no plain value, as no catalogue says."""

    id: object = ["C-100"]
    email = "jan@example.nl"


def test_a_row_of_an_odd_shape_does_not_stop_a_read() -> None:
    entity = connector("exact").catalogue.entity("crm.Contacts")
    subjects = Subjects()
    met = subjects.watch([entity.field("id"), entity.field("email")], key=("ID",))
    assert met is not None
    met(Odd())
    assert len(subjects) == 2


def test_a_write_names_whom_it_is_about() -> None:
    from nlconnect import Create
    from nlconnect_exact import Contacts

    mock = SignedInMock("exact")
    account = mock.add("crm.Accounts", name="Voorbeeld B.V.")
    connection = mock.connect(allow_writes=["crm.Contacts"])
    change = Create(Contacts, first_name="Jan", last_name="Jansen", email="jan@example.nl", account=str(account["ID"]))
    connection.apply(connection.plan(change))
    ended = mock.audit[-1]
    assert ended["outcome"] == "Done"
    assert "user.contact.email" in list(ended["categories"])  # type: ignore[call-overload]  # a list, as written
    assert mock.audit._cleaner.marks.subject("jan@example.nl") in set(marks_of(ended))
