"""Looking for many changes at once: one listing in place of many look-ups, and never blind for a twin."""

from __future__ import annotations

import pytest

from nlconnect import Create, Update, Upsert, alike
from nlconnect.client import Connection
from nlconnect.connector import Request
from nlconnect.engine import foresight
from nlconnect.mock import Setting
from nlconnect.model.change import Change
from nlconnect.model.run import Line
from nlconnect.testing import SignedInMock
from nlconnect.transport.blocking import run_blocking
from nlconnect_exact.crm import Accounts
from nlconnect_graph.calendar import Events
from nlconnect_graph.contacts import Contacts


@pytest.fixture
def graph(mock_graph: SignedInMock) -> Connection:
    return mock_graph.connect(allow_writes=[Contacts, Events])


def contact(address: str) -> Change:
    return Create(Contacts, given_name="A", email_addresses=[{"address": address, "name": "A"}])


def twins_of(lines: list[Line]) -> list[int]:
    return [len(line.plan.twins) for line in lines if line.plan is not None]


def test_a_twin_in_another_case_or_beside_other_values_is_seen(mock_graph: SignedInMock, graph: Connection) -> None:
    both = [{"address": "other@acme.test", "name": ""}, {"address": "ÀN@acme.test", "name": ""}]
    mock_graph.add("contacts.Contacts", given_name="B", email_addresses=both)
    mock_graph.add("contacts.Contacts", given_name="C")
    addresses = ["an@acme.test", "bo@acme.test", "OTHER@acme.test", "x@acme.test", "y@acme.test", "z@acme.test"]
    lines = list(graph.plan_many(contact(address) for address in addresses))
    assert twins_of(lines) == [1, 0, 1, 0, 0, 0]
    assert mock_graph.calls.count("GET") == 1


def test_few_are_looked_up_one_by_one(mock_graph: SignedInMock, graph: Connection) -> None:
    list(graph.plan_many(contact(f"{number}@acme.test") for number in range(foresight.FEW - 1)))
    assert mock_graph.calls.count("GET") == foresight.FEW - 1


def test_a_listing_that_is_too_long_is_given_up() -> None:
    mock = SignedInMock("exact", setting=Setting(seeded=False, page_sizes={1000: 50, 60: 50}))
    for number in range(500):
        mock.add("crm.Accounts", code=f"9{number}", name="Acme")
    mock.calls.clear()
    changes = [Create(Accounts, code=code, name="Acme") for code in ("9499", *"1234567")]
    lines = list(mock.connect(allow_writes=[Accounts]).plan_many(changes))
    assert twins_of(lines) == [1] + [0] * 7
    assert 8 < mock.calls.count("GET") <= 8 + 3  # of ten pages three at most, since the next is fetched ahead
    mock.close()


def test_a_listing_is_made_anew_after_its_time(mock_graph: SignedInMock, graph: Connection) -> None:
    planning = graph.plan_many([contact(f"{number}@acme.test") for number in range(25)])
    next(planning)
    mock_graph.add("contacts.Contacts", email_addresses=[{"address": "24@acme.test", "name": ""}])
    mock_graph.advance(foresight.FRESH + 1)
    assert twins_of(list(planning))[-1] == 1
    assert mock_graph.calls.count("GET") == 2


def test_what_the_list_made_itself_is_looked_up_again(mock_graph: SignedInMock, graph: Connection) -> None:
    lines = list(graph.apply_many([contact(f"{number % 6}@acme.test") for number in range(12)]))
    assert {line.state for line in lines} == {"done"}
    assert twins_of(lines) == [0] * 6 + [1] * 6


def test_upserts_of_one_record_in_another_spelling_make_it_once(mock_exact: SignedInMock) -> None:
    exact = mock_exact.connect(allow_writes=[Accounts])
    spellings = ["NL001234567B01", "nl 0012.34.567.b01", "NL.001234567.B.01"]
    changes = [
        Upsert(Accounts, alike("vat_number"), code=f"{number}", name="Acme", vat_number=text)
        for number, text in enumerate(spellings)
    ]
    lines = list(exact.apply_many(changes))
    assert [line.state for line in lines] == ["done"] * 3, {line.reason for line in lines}
    assert sum(1 for _ in exact.read(Accounts.select("id"))) == 1


def test_upserts_of_what_nobody_has_are_not_looked_up_one_by_one(mock_exact: SignedInMock) -> None:
    for number in range(3):
        mock_exact.add("crm.Accounts", code=f"{number}", name="Old")
    exact = mock_exact.connect(allow_writes=[Accounts])
    changes = [Upsert(Accounts, "code", code=f"{number}", name="New") for number in [*range(20), 19, 5]]
    lines = list(exact.apply_many(changes))
    verbs = [line.plan.verb for line in lines if line.plan is not None]
    assert verbs == ["update"] * 3 + ["create"] * 17 + ["update"] * 2
    reads = mock_exact.calls.count("GET")
    found = exact.read(Accounts.where(Accounts.name == "New").select("code", "name"))
    assert sorted(int(row.code or "") for row in found) == list(range(20))
    assert reads == 1 + 5  # one listing, and a look at each that is there already or was made by this list


def test_a_record_that_nobody_has_is_refused_by_itself(mock_graph: SignedInMock, graph: Connection) -> None:
    key = str(mock_graph.add("contacts.Contacts", given_name="A", surname="Old")["id"])
    changes = [Update(Contacts, key, surname="New"), Update(Contacts, "there-is-none", surname="New")]
    lines = list(graph.plan_many(changes))
    assert [line.state for line in lines] == ["planned", "refused"]
    assert lines[0].plan is not None
    assert [(part.before, part.after) for part in lines[0].plan.diff] == [("Old", "New")]


def test_a_batch_is_paid_for_by_its_parts(mock_graph: SignedInMock, graph: Connection) -> None:
    list(graph.apply_many([contact(f"{number}@acme.test") for number in range(40)]))
    exchange = graph._session.exchange
    mailbox = graph.scope["mailbox"]
    request = Request("POST", f"{exchange.base_url}/users/{mailbox}/contacts")

    async def left() -> int:
        budget = await exchange.budget(graph.scope, request=request)
        (window,) = budget.status(exchange.port.clock.now()).windows
        return window.limit - window.remaining

    assert run_blocking(left()) == 40 + 1
