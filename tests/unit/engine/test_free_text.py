"""What stands in free text is masked like a field that holds the same, at every verb and on both faces."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from nlconnect.detection import KnownEntities
from nlconnect.mock import Setting
from nlconnect.testing import SignedInMock
from nlconnect_exact.crm import Accounts
from nlconnect_exact.salesinvoice import SalesInvoices

POLICY = """
controller = "Voorbeeld Installatietechniek B.V."

[purposes.debtors]
title = "Chasing open invoices"
legal_basis = "Art. 6(1)(b) GDPR: carrying out the contract"
systems = "*"
entities = "*"
categories = ["user.name", "user.contact.email", "user.content", "user.contact.address.postal_code"]
outlets = ["return", "file", "database"]

[purposes.debtors.masks]
"crm.Accounts.name" = "pseudonym"
"crm.Contacts.full_name" = "pseudonym"
"user.contact.address.postal_code" = "pc4"
"""
NAME, BSN, IBAN = "Jansen-Özdemir", "111222333", "NL91ABNA0417164300"
REMARKS = (
    f"Sprak Jansen-Ozdemir (BSN: {BSN}) op 06-12345678, mail an@acme.test, betaalt van {IBAN}. Sinds maart zwanger, "
    "woont op 2801 AB."
)
HIDDEN = "•••"


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
    mock_exact.add("crm.Accounts", code="1", name="Bakkerij Vis", remarks=REMARKS)
    mock_exact.add("crm.Accounts", code="2", name=NAME, remarks="niets bijzonders")
    return mock_exact


@pytest.fixture
def exact(mock: SignedInMock) -> Any:
    return mock.connect(purpose="debtors")


def screened(remarks: str, pseudonym: str) -> bool:
    return remarks == (
        f"Sprak {pseudonym} (BSN: {HIDDEN}) op {HIDDEN}, mail an@acme.test, betaalt van {HIDDEN}. Sinds maart "
        f"{HIDDEN}, woont op 2801."
    )


QUERY = Accounts.select("code", "name", "remarks").order_by("code")


def test_what_the_purpose_does_not_name_is_masked_in_text_and_names_are_replaced(exact: Any) -> None:
    first, second = exact.read(QUERY)
    assert second.name.startswith("p")
    assert screened(first.remarks, second.name)
    assert second.remarks == "niets bijzonders"


def test_every_way_to_read_gives_the_same(mock: SignedInMock, exact: Any) -> None:
    first, second = exact.read(QUERY)
    one = exact.get(Accounts.select("code", "name", "remarks"), first.id)
    many = exact.get_many(Accounts.select("code", "name", "remarks"), [first.id, second.id]).records
    (page, *_) = exact.pages(QUERY)
    (batch, *_) = exact.sync(Accounts, consumer="it")
    alone = first.remarks.replace(second.name, "Jansen-Ozdemir")
    assert one.remarks == alone  # who is not read is not known
    assert [many[0].remarks, page.records[0].remarks] == [first.remarks] * 2
    assert first.remarks in {record.remarks for record in batch.records}
    assert "user.financial.bank_account 1" in str(mock.audit[-1]["found"])


def test_both_faces_and_tables_give_the_same(mock: SignedInMock, exact: Any) -> None:
    async def read() -> list[Any]:
        async with mock.connect_async(purpose="debtors") as other:
            return [record async for record in other.read(QUERY)]

    (first, second), (mine, _) = asyncio.run(read()), exact.read(QUERY)
    assert (first.remarks, first.name) == (mine.remarks, mine.name)
    rows = [row for batch in exact.batches(QUERY) for row in batch.rows]
    assert [row[-1] for row in rows] == [first.remarks, second.remarks]


def test_the_audit_says_how_much_was_found_and_nothing_of_it(mock: SignedInMock, exact: Any) -> None:
    list(exact.read(QUERY))
    entry = mock.audit[-1]
    assert entry["found"] == [
        "user.contact.address.postal_code 1",
        "user.contact.email 1",
        "user.contact.phone_number 1",
        "user.financial.bank_account 1",
        "user.government_id.national_identification_number 1",
        "user.health_and_medical 1",
        "user.name 1",
    ]
    assert entry["level"] == 5
    assert not any(value in json.dumps(entry, default=str) for value in (BSN, IBAN, "Jansen", "zwanger"))


def test_of_many_names_the_newest_are_looked_for() -> None:
    known = KnownEntities(most=2)
    for name in ("Jansen", "Pietersen", "Klaassen"):
        assert known.add(name, "user.name")
    assert not known.add("KLAASSEN", "user.name")
    assert known.covered("Jansen, Pietersen, Klaassen")[0] == f"Jansen, {HIDDEN}, {HIDDEN}"


def test_an_exception_with_a_statute_opens_the_number_in_text(mock: SignedInMock, policy: Path) -> None:
    category = "user.government_id.national_identification_number"
    named = POLICY.replace('"user.content"', f'"user.content", "{category}"')
    policy.write_text(named, "utf-8")
    first = next(iter(mock.connect(purpose="debtors").read(QUERY)))
    assert first.remarks is not None
    assert BSN not in first.remarks
    exemption = f'[[purposes.debtors.exceptions]]\ncategory = "{category}"\nground = "wage tax"\nstatute = "AWR art. 1"'
    policy.write_text(f"{named}\n{exemption}\n", "utf-8")
    first = next(iter(mock.connect(purpose="debtors").read(QUERY)))
    assert first.remarks is not None
    assert BSN in first.remarks


def test_text_of_records_that_come_along_is_screened_too(mock: SignedInMock, exact: Any) -> None:
    debtor = mock.add("crm.Accounts", code="9", name="Vis")
    invoice = mock.add("salesinvoice.SalesInvoices", invoice_to=debtor["ID"], description=f"BSN {BSN}")
    mock.add("salesinvoice.SalesInvoiceLines", invoice_id=invoice["InvoiceID"], description=f"van {IBAN}")
    (found,) = exact.read(SalesInvoices.expand("sales_invoice_lines"))
    assert found.description == f"BSN {HIDDEN}"
    assert [line.description for line in found.sales_invoice_lines] == [f"van {HIDDEN}"]
    assert "user.financial.bank_account 1" in str(mock.audit[-1]["found"])
