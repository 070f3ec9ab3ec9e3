"""What a connection hands out under a purpose: at every verb, on both faces, and what leaves the vendor at all."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from nlconnect import Create, Delete, Update
from nlconnect.errors import ConfigError, NotSelected, PolicyRefused
from nlconnect.mock import Setting
from nlconnect.testing import SignedInMock
from nlconnect_afas.employees import Profit_Employees
from nlconnect_exact.crm import Accounts, Contacts
from nlconnect_exact.salesinvoice import SalesInvoices

POLICY = """
controller = "Voorbeeld Installatietechniek B.V."

[purposes.debtors]
title = "Chasing open invoices"
legal_basis = "Art. 6(1)(b) GDPR: carrying out the contract"
systems = ["exact", "afas"]
entities = ["crm.Accounts", "salesinvoice.*", "employees.Profit_Employees"]
categories = ["user.name", "user.contact.email", "user.contact.phone_number", "user.workplace.employee_number"]
operations = ["read", "create"]
outlets = ["return", "file", "database"]

[purposes.debtors.masks]
"crm.Accounts.name" = "pseudonym"
"salesinvoice.*.invoice_to_name" = "pseudonym"
"user.contact.phone_number" = "redact"
"crm.Accounts.search_code" = "null"

[purposes.elsewhere]
title = "Another company"
legal_basis = "Art. 6(1)(b) GDPR"
systems = "exact"
entities = "*"
outlets = "return"
scopes = { division = [1] }
"""
NAME, MAIL, PHONE, BSN = "Jansen-Özdemir", "an@acme.test", "0612345678", "111222333"


@pytest.fixture
def nlconnect_setting() -> Setting:
    return Setting(seeded=False, page_sizes={60: 4, 1000: 5})


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    path = tmp_path / "policy.toml"
    path.write_text(POLICY, "utf-8")
    return path


@pytest.fixture
def mock(mock_exact: SignedInMock, policy: Path) -> SignedInMock:
    mock_exact.policy = policy
    for number in range(7):
        mock_exact.add("crm.Accounts", code=f"{number}", name=NAME, email=MAIL, phone=PHONE, bsn=BSN, search_code=NAME)
    mock_exact.calls.clear()
    return mock_exact


@pytest.fixture
def exact(mock: SignedInMock) -> Any:
    return mock.connect(purpose="debtors")


def pseudonym_of(records: Iterable[Any]) -> str:
    """The one name that all of them have."""
    (found,) = {record.name for record in records}
    assert isinstance(found, str)
    assert NAME not in found
    return found


def is_veiled(record: Any) -> bool:
    assert record.phone == "•••"
    assert record.email == MAIL
    assert record.search_code is None
    with pytest.raises(NotSelected):
        _ = record.bsn
    return record.name.startswith("p") and NAME not in str(record.__dict__) and PHONE not in str(record.__dict__)


def test_records_come_without_what_the_purpose_may_not_see(mock: SignedInMock, exact: Any) -> None:
    records = list(exact.read(Accounts))
    assert len(records) == 7
    assert all(is_veiled(record) for record in records)


def test_what_may_not_be_seen_never_leaves_the_vendor(exact: Any) -> None:
    plan = exact.explain(Accounts)
    assert "BSN" not in plan.url
    assert "SearchCode" not in plan.url
    assert "Name" in plan.url


def test_every_way_to_read_gives_the_same(exact: Any) -> None:
    whole = next(iter(exact.read(Accounts)))
    one = exact.get(Accounts, whole.id)
    many = exact.get_many(Accounts, [whole.id]).records[0]
    (page, *_) = exact.pages(Accounts)
    (batch, *_) = exact.sync(Accounts, consumer="it")
    same = [whole, one, many, page.records[0], batch.records[0]]
    assert all(is_veiled(record) for record in same)
    pseudonym_of(same)


def test_both_faces_give_the_same(mock: SignedInMock, exact: Any) -> None:
    async def read() -> list[Any]:
        async with mock.connect_async(purpose="debtors") as other:
            return [record async for record in other.read(Accounts)]

    found = asyncio.run(read())
    assert all(is_veiled(record) for record in found)
    pseudonym_of([*found, *exact.read(Accounts)])


def test_a_table_has_the_masks_of_the_records(mock: SignedInMock) -> None:
    table = mock.connect(purpose="debtors", outlet="file").batches(
        Accounts.select("code", "name", "phone", "bsn", "search_code")
    )
    rows = [row for batch in table for row in batch.rows]
    assert [spec.name for spec in table.hidden] == ["bsn"]
    assert {row[2] for row in rows} == {"•••"}
    assert {row[3:] for row in rows} == {(None, None)}
    assert NAME not in str(rows)
    assert "bsn-needs-a-statute" in table.masked


def test_two_outlets_cannot_join_their_pseudonyms(mock: SignedInMock, exact: Any) -> None:
    here = pseudonym_of(exact.read(Accounts))
    there = pseudonym_of(mock.connect(purpose="debtors", outlet="database").read(Accounts))
    assert here != there


def test_pseudonyms_join_inside_a_purpose(mock: SignedInMock, exact: Any) -> None:
    debtor = mock.add("crm.Accounts", code="77", name=NAME)
    mock.add("salesinvoice.SalesInvoices", invoice_to=debtor["ID"], invoice_to_name=NAME)
    (invoice,) = exact.read(SalesInvoices.select("invoice_to_name"))
    assert invoice.invoice_to_name == pseudonym_of(exact.read(Accounts))


def test_another_process_gives_the_same_pseudonyms(mock: SignedInMock, exact: Any) -> None:
    assert pseudonym_of(exact.read(Accounts)) == pseudonym_of(mock.connect(purpose="debtors").read(Accounts))


@pytest.mark.parametrize(
    ("query", "rule"),
    [
        pytest.param(Accounts.select("code", "bsn"), "bsn-needs-a-statute", id="a selected field"),
        pytest.param(Accounts.where(Accounts.bsn == BSN), "bsn-needs-a-statute", id="a condition"),
        pytest.param(Accounts.where(~(Accounts.city == "Gouda")), "default-deny", id="a negated condition"),
        pytest.param(Accounts.where(Accounts.phone >= "06"), "no-telling-filter", id="a comparison on a mask"),
        pytest.param(Accounts.order_by("name"), "no-telling-filter", id="an order by a mask"),
        pytest.param(Contacts.all(), "default-deny", id="another entity"),
    ],
)
def test_what_is_asked_for_in_vain_is_refused_before_anything_is_sent(
    mock: SignedInMock, exact: Any, query: Any, rule: str
) -> None:
    with pytest.raises(PolicyRefused, match=rule) as caught:
        list(exact.read(query))
    assert caught.value.hint
    assert BSN not in str(caught.value)
    assert not mock.calls
    entry = mock.audit[-1]
    assert (entry["verdict"], entry["rule"], entry["outcome"]) == ("deny", caught.value.rule, "PolicyRefused")


def test_a_masked_field_may_be_looked_up_by_who_knows_it(exact: Any) -> None:
    assert len(list(exact.read(Accounts.where(Accounts.name == NAME)))) == 7


def test_counting_tells_nothing_either(exact: Any) -> None:
    assert exact.count(Accounts) == 7
    with pytest.raises(PolicyRefused):
        exact.count(Accounts.where(Accounts.bsn == BSN))


def test_requests_of_ones_own_making_are_refused(exact: Any) -> None:
    with pytest.raises(PolicyRefused, match="nobody can mask"):
        exact.request("GET", "/api/v1/{division}/crm/Accounts")


def test_without_a_purpose_nothing_is_read_once_there_is_a_policy(mock: SignedInMock) -> None:
    with pytest.raises(PolicyRefused, match="names a purpose"):
        mock.connect().read(Accounts)


def test_a_purpose_holds_in_its_own_places(mock: SignedInMock) -> None:
    with pytest.raises(PolicyRefused, match="in this division"):
        mock.connect(purpose="elsewhere").read(Accounts)


def test_the_companies_can_be_listed_under_a_purpose(exact: Any) -> None:
    assert len(exact.scopes()) > 1


def test_a_write_needs_the_purpose_and_the_connection(mock: SignedInMock) -> None:
    change = Create(Accounts, code="200", name="Nieuw")
    writing = mock.connect(purpose="debtors", allow_writes=[Accounts])
    assert writing.apply(writing.plan(change)).unwrap().key is not None
    reading = mock.connect(purpose="debtors")
    with pytest.raises(PolicyRefused, match="allow_writes"):
        reading.apply(reading.plan(change))


def test_a_verb_that_is_not_named_is_refused(mock: SignedInMock) -> None:
    writing = mock.connect(purpose="debtors", allow_writes=[Accounts])
    key = next(iter(writing.read(Accounts))).id
    plan = writing.plan(Update(Accounts, key, name="Anders"))
    assert plan.ruling.rule == "default-deny"
    with pytest.raises(PolicyRefused, match="changing records"):
        writing.apply(plan)


def test_a_field_that_may_not_be_seen_may_not_be_written(mock: SignedInMock) -> None:
    writing = mock.connect(purpose="debtors", allow_writes=[Accounts])
    plan = writing.plan(Create(Accounts, code="201", name="Nieuw", bsn=BSN))
    with pytest.raises(PolicyRefused, match="bsn-needs-a-statute"):
        writing.apply(plan)


def test_a_plan_shows_what_stood_there_only_where_it_may_be_seen(mock: SignedInMock) -> None:
    writing = mock.connect(purpose="debtors", allow_writes=[Accounts])
    key = next(iter(writing.read(Accounts))).id
    (part,) = writing.plan(Update(Accounts, key, name="Anders")).diff
    assert part.before == "•••"


def test_a_view_without_selection_is_cut_here_at_once(mock_afas: SignedInMock, policy: Path) -> None:
    mock_afas.policy = policy
    mock_afas.add("employees.Profit_Employees", employee_id="0001", birth_name=NAME, bsn=BSN)
    afas = mock_afas.connect(purpose="debtors")
    (record,) = afas.read(Profit_Employees)
    assert BSN not in str(record.__dict__)
    assert not record.model_extra
    entry = mock_afas.audit[-1]
    assert entry["minimised"] == "here"
    assert entry["rule"] == "purposes.debtors"


def test_the_audit_says_that_less_was_asked_for(mock: SignedInMock, exact: Any) -> None:
    list(exact.read(Accounts))
    assert mock.audit[-1]["minimised"] == "at the source"


def test_a_policy_that_is_named_and_missing_opens_nothing(mock: SignedInMock, tmp_path: Path) -> None:
    mock.policy = tmp_path / "gone.toml"
    with pytest.raises(ConfigError, match="no file"):
        mock.connect(purpose="debtors")


def test_a_policy_that_everybody_can_change_is_none(mock: SignedInMock, policy: Path) -> None:
    policy.chmod(0o666)
    with pytest.raises(ConfigError, match="every user can change"):
        mock.connect(purpose="debtors")


@pytest.mark.parametrize(
    ("budget", "names"), [("records = 6", "6 records"), ("subjects = 6", "6 subjects"), ("calls = 1", "1 calls")]
)
def test_a_purpose_stops_at_its_budget_of_the_day(mock: SignedInMock, policy: Path, budget: str, names: str) -> None:
    policy.write_text(f"{POLICY}\n[purposes.debtors.budget]\n{budget}\n", "utf-8")
    first = mock.connect(purpose="debtors")
    found: list[Any] = []
    with pytest.raises(PolicyRefused, match=names) as caught:
        found.extend(first.read(Accounts))
    assert len(found) < 7
    assert "[purposes.debtors.budget]" in (caught.value.hint or "")
    mock.calls.clear()
    another = mock.connect(purpose="debtors")
    with pytest.raises(PolicyRefused, match="budget"):
        list(another.pages(Accounts))
    assert len(mock.calls) <= 2
    mock.clock.advance(86_400)
    assert next(iter(mock.connect(purpose="debtors").read(Accounts))).id


def test_reading_the_same_records_again_meets_nobody_new(mock: SignedInMock, policy: Path) -> None:
    policy.write_text(f"{POLICY}\n[purposes.debtors.budget]\nsubjects = 7\n", "utf-8")
    whole: list[Any] = []
    for _ in range(3):
        whole = list(mock.connect(purpose="debtors").read(Accounts))
    again = mock.connect(purpose="debtors")
    assert len(again.get_many(Accounts, [record.id for record in whole]).records) == 7
    assert sum(len(batch.records) for batch in again.sync(Accounts, consumer="it")) == 7
    mock.add("crm.Accounts", code="8", name=NAME)
    with pytest.raises(PolicyRefused, match="subjects"):
        list(again.read(Accounts))


@pytest.mark.parametrize(
    ("booked", "rule"), [("2020-03-01", "fiscal-records-seven-years"), ("2018-12-31", "purposes.books")]
)
def test_what_is_of_the_books_is_not_deleted_before_its_time(
    mock: SignedInMock, policy: Path, booked: str, rule: str
) -> None:
    purpose = POLICY[POLICY.index("[purposes.debtors]") : POLICY.index("[purposes.debtors.masks]")]
    books = purpose.replace("debtors", "books").replace('["read", "create"]', '["read", "delete"]')
    policy.write_text(f"{POLICY}\n{books}", "utf-8")
    mock.add("salesinvoice.SalesInvoices", invoice_date=booked)
    connection = mock.connect(purpose="books", allow_writes=[SalesInvoices])
    key = next(iter(connection.read(SalesInvoices.select("invoice_id")))).invoice_id
    plan = connection.plan(Delete(SalesInvoices, key))
    assert plan.ruling.rule == rule


OWN = """
controller = "Voorbeeld Installatietechniek B.V."
own_use = true
forbid = ["user.contact.phone_number", "crm.Contacts"]
"""


def test_own_use_beside_a_policy_is_as_without_one(mock: SignedInMock, policy: Path) -> None:
    policy.write_text(OWN, "utf-8")
    account = next(iter(mock.connect().read(Accounts.select("name", "bsn"))))
    assert (account.name, account.bsn) == (NAME, BSN)
    table = mock.connect(outlet="file").batches(Accounts.select("name", "bsn", "phone"))
    assert [spec.name for spec in table.hidden] == ["bsn", "phone"]
    assert {row for batch in table for row in batch.rows} == {(NAME, None, None)}


def test_what_is_forbidden_is_forbidden_to_own_use_too(mock: SignedInMock, policy: Path) -> None:
    policy.write_text(OWN, "utf-8")
    own = mock.connect()
    with pytest.raises(PolicyRefused, match="forbid"):
        own.read(Contacts)
    with pytest.raises(PolicyRefused, match="forbid"):
        own.read(Accounts.select("phone"))
    with pytest.raises(NotSelected):
        _ = next(iter(own.read(Accounts))).phone


def test_a_request_of_ones_own_needs_the_verb_and_the_entity(mock: SignedInMock, policy: Path) -> None:
    policy.write_text(POLICY.replace('operations = ["read", "create"]', 'operations = ["read", "raw"]'), "utf-8")
    raw = mock.connect(purpose="debtors")
    found = raw.request("GET", "/api/v1/{division}/crm/Accounts", params={"$select": "Code", "$filter": "Code eq '1'"})
    assert found.status == 200
    with pytest.raises(PolicyRefused, match="does not name"):
        raw.request("GET", "/api/v1/{division}/crm/Contacts")
