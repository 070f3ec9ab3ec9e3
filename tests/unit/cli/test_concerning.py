"""Which entries of the log are about a person that was found: what is theirs, and not what has the same number."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from nlconnect.audit import AuditLog
from nlconnect.cli import concerning
from nlconnect.connector import connector
from nlconnect.mock.clock import MockClock
from nlconnect.model.subjects import Subjects
from nlconnect.privacy.concerning import Found, sort_of
from nlconnect.state import MemoryStore, exclusive

EMPLOYEES = connector("afas").catalogue.entity("employees.Profit_Employees")
GUID = "73cf2f1a-eb7f-4bee-9052-fa84ff8475d6"


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AuditLog:
    clock = MockClock()
    log = AuditLog(tmp_path, key=bytes(32), store=MemoryStore(clock=clock), guard=exclusive)

    @contextmanager
    def opened() -> Iterator[AuditLog]:
        yield log

    monkeypatch.setattr(concerning, "open_log", opened)
    return log


def met(log: AuditLog, entity: str, key: object) -> None:
    subjects = Subjects()
    subjects.add(key=key)
    entry = {"operation": "read", "system": "afas", "entity": entity, "run": entity, "subjects": subjects}
    log.record(entry, now=1_795_000_000.0)


def entities(text: str, *found: Found) -> list[object]:
    entries, _, _ = concerning._entries(text, found)
    return [entry["entity"] for entry in entries]


def record(key: str) -> Found:
    return Found("p", "afas", "", EMPLOYEES, (key,), (), {})


def test_a_short_key_counts_in_its_own_entity_alone(log: AuditLog) -> None:
    met(log, EMPLOYEES.qualified_name, "1001")
    met(log, "ledger.Profit_Debtor", "1001")
    assert entities("an@example.nl", record("1001")) == [EMPLOYEES.qualified_name]
    assert entities("1001", record("1001")) == [EMPLOYEES.qualified_name, "ledger.Profit_Debtor"]


def test_a_key_that_nothing_else_can_have_counts_everywhere(log: AuditLog) -> None:
    met(log, EMPLOYEES.qualified_name, GUID)
    met(log, "ledger.Profit_Debtor", GUID)
    assert len(entities("an@example.nl", record(GUID))) == 2


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("an@example.nl", "address"),
        (GUID, "number"),
        ("30014", "number"),
        ("NL91ABNA0417164300", "number"),
        ("06 1234 5678", "number"),
        ("An Jansen", "name"),
        ("O'Neill", "name"),
        ("Bakkerij 't Hoekje", "name"),
    ],
)
def test_what_a_text_is_decides_where_it_is_looked_for(text: str, sort: str) -> None:
    assert sort_of(text) == sort
