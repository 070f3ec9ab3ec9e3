"""Writes to mock Exact Online, on good days and bad ones: once, or honestly unknown."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from nlconnect import CLEAR, Create, Delete, Done, Plan, Rejected, Unknown, Update, Upsert, ref
from nlconnect.client import Connection
from nlconnect.errors import (
    AuthError,
    Conflict,
    ConnectFailed,
    Invalid,
    NotFound,
    OutcomeUnknown,
    PolicyRefused,
    QueryError,
)
from nlconnect.mock import Setting
from nlconnect.model.change import Change
from nlconnect.model.scope import Scope
from nlconnect.testing import SignedInMock
from nlconnect_exact.crm import Accounts
from nlconnect_exact.financial import GLAccounts
from nlconnect_exact.salesentry import SalesEntries, SalesEntryLines
from nlconnect_graph.contacts import Contacts

CANARY = "Jansen-Özdemir"
ENTITIES = (Accounts, GLAccounts, SalesEntries, SalesEntryLines)


@pytest.fixture
def exact(mock_exact: SignedInMock) -> Connection:
    return mock_exact.connect(allow_writes=ENTITIES)


@pytest.fixture
def account(mock_exact: SignedInMock) -> str:
    return str(mock_exact.add("crm.Accounts", code="1042", name=CANARY, is_sales=True, city="Utrecht")["ID"])


def account_like(**values: object) -> Change:
    return Create(Accounts, **{"code": "2001", "name": CANARY, **values})


def rows(exact: Connection, code: str = "2001") -> list[Any]:
    return list(exact.read(Accounts.where(Accounts.code == code).select("code", "name", "city")))


def settle(mock: SignedInMock, exact: Connection, plan: Plan) -> Any:
    """Look, wait until nothing can come any more, and look again."""
    first = exact.reconcile(plan)
    if isinstance(first, Unknown):
        mock.advance(200)
        return exact.reconcile(plan)
    return first


def test_a_record_is_made_once_and_comes_back_whole(exact: Connection) -> None:
    plan = exact.plan(account_like(city="Gouda"))
    assert rows(exact) == []
    done = exact.apply(plan).unwrap()
    (row,) = rows(exact)
    assert done.key == (row.id,)
    assert done.record is not None
    assert done.record.name == CANARY  # type: ignore[attr-defined]
    assert row.code == "2001"


def test_an_entry_with_lines_goes_in_one_request_with_references_by_code(
    mock_exact: SignedInMock, exact: Connection, account: str
) -> None:
    ledger = mock_exact.add("financial.GLAccounts", code="8000", description="Omzet")["ID"]
    mock_exact.add("financial.Journals", code="70", description="Verkoop")
    line = {"gl_account": ref(code="8000"), "amount_fc": "100.10"}
    change = Create(
        SalesEntries, customer=ref(code="1042"), journal="70", your_ref="2026-118", sales_entry_lines=[line, line]
    )
    plan = exact.plan(change)
    assert [part.label for part in plan.diff if part.name == "customer"] == [f"code 1042, {CANARY}"]
    mock_exact.calls.clear()
    done = exact.apply(plan).unwrap()
    assert mock_exact.calls.count("POST") == 1
    assert done.key is not None
    entry = str(done.key[0])
    lines = list(exact.read(SalesEntryLines.where(SalesEntryLines.entry_id == entry).select("gl_account", "amount_fc")))
    assert [(found.gl_account, found.amount_fc) for found in lines] == [(ledger, Decimal("100.10"))] * 2


def test_references_are_looked_up_once(mock_exact: SignedInMock, exact: Connection, account: str) -> None:
    for name in ("a", "b", "c"):
        exact.plan(account_like(code=name, invoice_account=ref(code="1042")))
    assert mock_exact.calls.count(path="Accounts") == 1 + 3


@pytest.mark.parametrize("count", [0, 2])
def test_a_doubtful_reference_is_refused(mock_exact: SignedInMock, exact: Connection, count: int) -> None:
    for number in range(count):
        mock_exact.add("crm.Accounts", code=f"{number}", name=CANARY)
    with pytest.raises(QueryError, match="invoice_account") as caught:
        exact.plan(account_like(invoice_account=ref(name=CANARY)))
    assert CANARY not in str(caught.value)
    assert mock_exact.calls.count("POST") == 0


def test_an_update_shows_and_sends_what_differs_and_nothing_else(
    mock_exact: SignedInMock, exact: Connection, account: str
) -> None:
    plan = exact.plan(Update(Accounts, account, code="1042", name=CANARY, city="Gouda", phone="030"))
    assert [(part.name, part.before, part.after) for part in plan.diff] == [
        ("city", "Utrecht", "Gouda"),
        ("phone", None, "030"),
    ]
    assert plan.body == '{"City":"Gouda","Phone":"030"}'
    exact.apply(plan).unwrap()
    found = exact.get(Accounts.select("city", "phone", "name"), account)
    assert (found.city, found.phone, found.name) == ("Gouda", "030", CANARY)


def test_a_field_is_emptied(exact: Connection, account: str) -> None:
    exact.apply(exact.plan(Update(Accounts, account, city=CLEAR))).unwrap()
    assert exact.get(Accounts.select("city"), account).city is None


def test_what_stands_there_already_is_not_sent(mock_exact: SignedInMock, exact: Connection, account: str) -> None:
    plan = exact.plan(Update(Accounts, account, city="Utrecht"))
    assert plan.diff == ()
    exact.apply(plan).unwrap()
    assert mock_exact.calls.count("PUT") == 0


def test_a_record_is_deleted(exact: Connection, account: str) -> None:
    plan = exact.plan(Delete(Accounts, account))
    assert ("city", "Utrecht", None) in [(part.name, part.before, part.after) for part in plan.diff]
    exact.apply(plan).unwrap()
    with pytest.raises(NotFound):
        exact.get(Accounts.select("city"), account)


def test_an_upsert_creates_updates_or_refuses(mock_exact: SignedInMock, exact: Connection) -> None:
    assert exact.plan(Upsert(Accounts, "code", code="2001", name="A")).verb == "create"
    exact.apply(exact.plan(Upsert(Accounts, "code", code="2001", name="A"))).unwrap()
    plan = exact.plan(Upsert(Accounts, "code", code="2001", name="B"))
    assert (plan.verb, plan.body) == ("update", '{"Name":"B"}')
    mock_exact.add("crm.Accounts", code="2002", name="A")
    exact.apply(plan).unwrap()
    mock_exact.add("crm.Accounts", code="2003", name="A")
    with pytest.raises(QueryError, match="more than one"):
        exact.plan(Upsert(Accounts, "name", name="A", city="Gouda"))


def test_without_allow_writes_the_plan_says_no_and_apply_refuses(mock_exact: SignedInMock) -> None:
    exact = mock_exact.connect()
    plan = exact.plan(account_like())
    assert plan.ruling.answer == "deny"
    with pytest.raises(PolicyRefused, match="allow_writes"):
        exact.apply(plan)
    assert mock_exact.calls.count("POST") == 0


def test_a_plan_holds_for_an_hour(mock_exact: SignedInMock, exact: Connection) -> None:
    plan = exact.plan(account_like())
    mock_exact.advance(3601)
    with pytest.raises(QueryError, match="expired"):
        exact.apply(plan)


def test_a_record_that_changed_meanwhile_makes_the_plan_stale(
    mock_exact: SignedInMock, exact: Connection, account: str
) -> None:
    plan = exact.plan(Update(Accounts, account, city="Gouda"))
    mock_exact.change("crm.Accounts", account, city="Delft")
    with pytest.raises(QueryError, match="stale"):
        exact.apply(plan)
    assert mock_exact.calls.count("PUT") == 0


def test_a_twin_that_was_made_meanwhile_makes_the_plan_stale(mock_exact: SignedInMock, exact: Connection) -> None:
    plan = exact.plan(account_like())
    mock_exact.add("crm.Accounts", code="2001", name="another")
    with pytest.raises(QueryError, match="stale"):
        exact.apply(plan)


def test_an_altered_plan_is_refused_also_with_a_new_digest(mock_exact: SignedInMock, exact: Connection) -> None:
    plan = exact.plan(account_like())
    altered = replace(plan, body='{"Name":"x","Code":"2001"}')
    with pytest.raises(QueryError, match="altered"):
        exact.apply(altered)
    with pytest.raises(QueryError, match="not one that was made here"):
        exact.apply(altered.sealed())
    assert mock_exact.calls.count("POST") == 0


def test_a_plan_never_lands_in_another_company(mock_exact: SignedInMock, exact: Connection) -> None:
    other = next(scope for scope in exact.scopes() if scope != exact.scope)
    plan = exact.plan(account_like())
    with pytest.raises(QueryError, match="another place"):
        exact.within(**dict(other)).apply(plan)
    exact.apply(plan).unwrap()
    assert mock_exact.calls[-1].division == exact.scope.division
    assert list(exact.within(**dict(other)).read(Accounts.where(Accounts.code == "2001").select("code"))) == []


def test_a_write_without_a_named_company_is_refused(mock_exact: SignedInMock) -> None:
    exact = mock_exact.connect(allow_writes=ENTITIES)
    nowhere = type(exact)(exact._session, scope=Scope(), asker=exact._asker)
    with pytest.raises(QueryError, match="no division is named"):
        nowhere.plan(account_like())
    assert len(mock_exact.calls) == 0


def test_a_refusal_by_the_vendor_is_final(mock_exact: SignedInMock, exact: Connection) -> None:
    plan = exact.plan(account_like())
    mock_exact.fail_next(500, method="POST", message="Gegeven bestaat reeds")
    outcome = exact.apply(plan)
    assert isinstance(outcome, Rejected)
    assert isinstance(outcome.error, Conflict)
    again = exact.apply(plan)
    assert isinstance(again, Rejected)
    assert isinstance(again.error, Conflict)
    assert mock_exact.calls.count("POST") == 1
    with pytest.raises(Conflict):
        again.unwrap()


def test_where_no_connection_was_made_the_plan_may_be_applied_again(
    mock_exact: SignedInMock, exact: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = exact.plan(account_like())
    port = exact._session.exchange.port
    send = port.send

    async def dead(request: Any) -> Any:
        if request.method == "POST":
            raise ConnectFailed("no connection")
        return await send(request)

    monkeypatch.setattr(port, "send", dead)
    with pytest.raises(ConnectFailed):
        exact.apply(plan)
    monkeypatch.undo()
    exact.apply(plan).unwrap()
    assert len(rows(exact)) == 1


def test_a_busy_minute_is_waited_out_and_the_write_happens_once(mock_exact: SignedInMock, exact: Connection) -> None:
    plan = exact.plan(account_like())
    mock_exact.fail_next(429, method="POST", minutely_reset=2)
    exact.apply(plan).unwrap()
    assert len(rows(exact)) == 1


def test_after_a_refused_token_the_plan_may_be_applied_again(mock_exact: SignedInMock, exact: Connection) -> None:
    plan = exact.plan(account_like())
    mock_exact.fail_next("token-expired", method="POST")
    with pytest.raises(AuthError):
        exact.apply(plan)
    exact.apply(plan).unwrap()
    assert len(rows(exact)) == 1


LOST = ["503-after", "502-after", "504-after", "500-after", "cut-after", "html"]
NEVER_THERE = ["503", "cut-before"]


@pytest.mark.parametrize("fault", [*LOST, *NEVER_THERE])
@pytest.mark.parametrize("verb", ["create", "update", "delete"])
def test_whatever_happens_a_write_happens_once_or_is_unknown_until_it_is_found(
    mock_exact: SignedInMock, exact: Connection, account: str, fault: str, verb: str
) -> None:
    change: Change = {
        "create": account_like(),
        "update": Update(Accounts, account, city="Gouda"),
        "delete": Delete(Accounts, account),
    }[verb]
    method = {"create": "POST", "update": "PUT", "delete": "DELETE"}[verb]
    happened = fault in LOST and fault != "html"
    plan = exact.plan(change)
    mock_exact.fail_next(fault, method=method)
    outcome = exact.apply(plan)
    assert isinstance(outcome, Unknown)
    with pytest.raises(OutcomeUnknown):
        outcome.unwrap()
    assert isinstance(exact.apply(plan), Unknown)
    assert mock_exact.calls.count(method) == 1
    found = settle(mock_exact, exact, plan)
    assert mock_exact.calls.count(method) == 1
    if happened:
        assert isinstance(found, Done)
        assert isinstance(exact.apply(plan), Done)
    else:
        assert isinstance(found, Rejected)
        assert found.repeatable
        exact.apply(plan).unwrap()
    assert mock_exact.calls.count(method) == (1 if happened else 2)
    if verb == "create":
        (row,) = rows(exact)
        assert found.key == (row.id,) if happened else True
    elif verb == "update":
        assert exact.get(Accounts.select("city"), account).city == "Gouda"
    else:
        assert rows(exact, "1042") == []


def test_a_write_that_comes_after_the_client_gave_up_is_found_and_not_doubled(
    mock_exact: SignedInMock, exact: Connection
) -> None:
    plan = exact.plan(account_like(city="Gouda"))
    mock_exact.fail_next("cut-before", method="POST")
    assert isinstance(exact.apply(plan), Unknown)
    assert isinstance(exact.reconcile(plan), Unknown)
    mock_exact.advance(60)
    mock_exact.add("crm.Accounts", code="2001", name=CANARY, city="Gouda")  # the server gets round to it
    assert isinstance(exact.reconcile(plan), Done)
    assert isinstance(exact.apply(plan), Done)
    assert len(rows(exact)) == 1


def test_a_new_record_that_is_not_quite_the_planned_one_leaves_it_unknown(
    mock_exact: SignedInMock, exact: Connection
) -> None:
    plan = exact.plan(account_like(city="Gouda"))
    mock_exact.fail_next("cut-before", method="POST")
    exact.apply(plan)
    mock_exact.add("crm.Accounts", code="2001", name=CANARY, city="Delft")
    outcome = exact.reconcile(plan)
    assert isinstance(outcome, Unknown)
    assert "certain" in outcome.reason


def test_what_nothing_tells_from_others_is_said_so_beforehand_and_stays_unknown(
    mock_exact: SignedInMock, exact: Connection, account: str
) -> None:
    mock_exact.add("financial.GLAccounts", code="8000", description="Omzet")
    mock_exact.add("financial.Journals", code="70", description="Verkoop")
    line = {"gl_account": ref(code="8000"), "amount_fc": 5}
    plan = exact.plan(Create(SalesEntries, customer=ref(code="1042"), journal="70", sales_entry_lines=[line]))
    assert any("cannot be looked for" in warning for warning in plan.warnings)
    mock_exact.fail_next("cut-after", method="POST")
    assert isinstance(exact.apply(plan), Unknown)
    assert isinstance(settle(mock_exact, exact, plan), Unknown)
    assert mock_exact.calls.count("POST") == 1


def test_two_workers_on_one_plan_write_once(mock_exact: SignedInMock) -> None:
    async def both() -> list[Any]:
        async with mock_exact.connect_async(allow_writes=ENTITIES) as exact:
            plan = await exact.plan(account_like())
            return await asyncio.gather(*(exact.apply(plan) for _ in range(5)))

    outcomes = asyncio.run(both())
    assert mock_exact.calls.count("POST") == 1
    assert any(isinstance(outcome, Done) for outcome in outcomes)
    assert all(isinstance(outcome, Done | Unknown) for outcome in outcomes)


def test_a_plan_is_carried_out_by_another_connection_of_the_same_store(mock_exact: SignedInMock) -> None:
    planned = mock_exact.connect().plan(account_like())
    other = mock_exact.connect(allow_writes=ENTITIES)
    plan = other.planned(planned.id)
    assert plan == planned
    other.apply(plan).unwrap()
    with pytest.raises(QueryError, match="no such plan"):
        other.planned(plan.id)


def test_nothing_that_was_never_sent_is_looked_for(exact: Connection) -> None:
    with pytest.raises(QueryError, match="nothing was sent"):
        exact.reconcile(exact.plan(account_like()))


def test_a_duplicate_is_warned_of(mock_exact: SignedInMock, exact: Connection, account: str) -> None:
    plan = exact.plan(account_like(code="1042"))
    assert any("duplicate" in warning for warning in plan.warnings)


def test_no_text_shows_a_personal_value_or_a_secret(mock_exact: SignedInMock, exact: Connection, account: str) -> None:
    secrets = [
        CANARY,
        "Özdemir",
        str(mock_exact.credentials["client_secret"]),
        str(mock_exact.credentials["refresh_token"]),
    ]
    plan = exact.plan(Update(Accounts, account, name=f"{CANARY} BV", remarks=CANARY))
    mock_exact.fail_next(500, method="PUT", message=f"Ongeldig: Naam {CANARY}")
    outcome = exact.apply(plan)
    assert isinstance(outcome, Rejected)
    assert isinstance(outcome.error, Invalid)
    texts = [
        str(plan),
        repr(plan),
        repr(outcome),
        str(outcome.error),
        *(str(dict(entry)) for entry in mock_exact.audit),
    ]
    for secret in secrets:
        assert not [text for text in texts if secret in text]
    assert "Authorization" not in plan.dump()


def test_every_write_is_in_the_audit_trail_with_its_beginning_and_its_end(
    mock_exact: SignedInMock, exact: Connection
) -> None:
    plan = exact.plan(account_like())
    exact.apply(plan).unwrap()
    told = [(entry["operation"], entry["outcome"]) for entry in mock_exact.audit if entry["operation"] != "read"]
    assert told == [("plan create", "allow"), ("create", "begun"), ("create", "Done")]


def test_a_system_that_can_only_be_read_says_so(exact: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exact._session, "connector", replace(exact._session.connector, writer=None))
    with pytest.raises(QueryError, match="can only be read"):
        exact.plan(account_like())


def test_an_entity_of_another_system_is_refused(exact: Connection) -> None:
    with pytest.raises(QueryError, match=r"no service|no entity|is not an entity"):
        exact.plan(Create(Contacts, display_name="x"))


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("kind", ["exists", "in use", "invalid"])
def test_a_business_refusal_is_known_as_one_in_both_languages(language: Any, kind: str) -> None:
    mock = SignedInMock("exact", setting=Setting(seeded=False, language=language))
    exact = mock.connect(allow_writes=ENTITIES)
    account = str(mock.add("crm.Accounts", code="1042", name=CANARY)["ID"])
    mock.add("documents.Documents", account=account, subject=CANARY)
    mock.add("financial.GLAccounts", code="8000", description="Omzet")
    line = {"gl_account": ref(code="8000"), "amount_fc": 5}
    change: Change = {
        "exists": account_like(code="1042"),
        "in use": Delete(Accounts, account),
        "invalid": Create(SalesEntries, customer=account, journal="70", sales_entry_lines=[line]),
    }[kind]
    outcome = exact.apply(exact.plan(change))
    assert isinstance(outcome, Rejected)
    assert CANARY not in str(outcome.error)
    mock.close()
