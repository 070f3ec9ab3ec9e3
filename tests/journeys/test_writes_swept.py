"""Of everything that can be written: the change that happened is the one that the plan showed, field by field."""

from __future__ import annotations

from dataclasses import replace

import pytest
from bench import sweep
from bench.acts import acted, differing
from bench.computed import COMPUTED, reason_for
from bench.grounds import GraphGround, ground_of
from bench.records import photographed
from bench.runs import SYSTEMS

from nlconnect import Create
from nlconnect.testing import SignedInMock
from nlconnect_exact.crm import Accounts

EVERY = 3
"""Of the operations, so many in turn are tried here; `python -m bench writes` tries them all."""
LARGEST = [
    ("exact", "salesinvoice.SalesInvoices", "create"),
    ("exact", "salesentry.SalesEntries", "create"),
    ("exact", "crm.Accounts", "update"),
    ("afas", "employees.KnEmployee", "create"),
    ("afas", "employees.KnEmployee", "update"),
    ("afas", "ledger.FiEntries", "delete"),
    ("afas", "sales.FbSales", "update"),
    ("graph", "calendar.Events", "update"),
    ("graph", "contacts.Contacts", "create"),
    ("graph", "directory.Users", "update"),
]
AT_LEAST = {"exact": 380, "afas": 330, "graph": 170}
"""Operations that a mock takes; those that it does not are refused with the reason."""


@pytest.mark.parametrize(("system", "entity", "verb"), LARGEST)
def test_what_was_shown_of_large_records_is_what_happened(system: str, entity: str, verb: sweep.Verb) -> None:
    found = sweep.swept(system, entity, verb)
    assert (found.ending, found.problems) == ("same", [])
    assert found.fields > 3


@pytest.mark.parametrize("system", SYSTEMS)
def test_what_was_shown_is_what_happened(system: str) -> None:
    some = list(sweep.operations(system))[::EVERY]
    found = [sweep.swept(system, name, verb) for name, verb in some]
    assert [str(one) for one in found if one.ending == "differs"] == []
    assert sum(one.ending == "same" for one in found) >= AT_LEAST[system] * 0.9 / EVERY


def test_a_change_that_was_not_shown_is_told_with_its_field(monkeypatch: pytest.MonkeyPatch) -> None:
    add = SignedInMock.handle

    def meddling(self: SignedInMock, request: object) -> object:
        answer = add(self, request)  # type: ignore[arg-type]  # a request it is
        if request.method == "POST":  # type: ignore[attr-defined]  # a request it is
            state = self.service.state  # type: ignore[attr-defined]  # of this mock
            table = state.world.table(self.credentials["division"], state.resources.entity("crm.Accounts"))
            table.change(table.last(), {"City": "Elders", "Remarks": "Anders"})
        return answer

    with ground_of("exact") as ground:
        plan = ground.connection.plan(Create(Accounts, code="1", name="Voorbeeld", city="Gouda"))
        monkeypatch.setattr(SignedInMock, "handle", meddling)
        told = list(sweep.compared(ground, ground.catalogue.entity("crm.Accounts"), plan))
    assert told == [
        "city was to become what was given, and holds something else",
        "Remarks became other, and was not shown",
    ]


def test_what_a_system_fills_in_by_itself_has_a_reason() -> None:
    assert all(reason for rows in COMPUTED.values() for *_, reason in rows)
    assert reason_for("exact", "crm.Accounts", "Modified") is not None
    assert reason_for("exact", "crm.Accounts", "City") is None


def test_an_action_that_did_something_else_than_was_shown_is_told() -> None:
    with ground_of("graph") as ground:
        assert isinstance(ground, GraphGround)
        plan = ground.connection.plan(acted(ground, "mail.MoveMessage"))
        changed_since = photographed(ground.mock)
        ground.connection.apply(plan).unwrap()
        (moved,) = changed_since()
        assert list(differing("mail.MoveMessage", plan, [moved])) == []
        elsewhere = replace(moved, after={**(moved.after or {}), "parentFolderId": "another", "subject": "Anders"})
        assert list(differing("mail.MoveMessage", plan, [elsewhere])) == [
            "destination_id was shown, and stands nowhere",
            "mail.Messages.subject became other, and was not shown",
        ]
        assert "nothing became other than before" in list(differing("mail.MoveMessage", plan, []))
