"""The example that books purchase invoices: hostile files are refused, doubtful ones left to a person."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from nlconnect.client import Connection
from nlconnect.mock.system import Setting
from nlconnect.testing import SignedInMock
from nlconnect_exact.crm import Accounts
from nlconnect_exact.documents import DocumentAttachments, Documents
from nlconnect_exact.purchaseentry import PurchaseEntries, PurchaseEntryLines

FOLDER = Path(__file__).parents[2] / "examples" / "ubl"
FILE = (FOLDER / "factuur.xml").read_text("utf-8")
ENTITIES = (Documents, DocumentAttachments, PurchaseEntries)
NUMBERS = {"vat_number": "NL007310000B01", "chamber_of_commerce": "90000731"}


@pytest.fixture(scope="module")
def modules() -> Iterator[tuple[ModuleType, ModuleType]]:
    sys.path.insert(0, str(FOLDER))
    yield importlib.import_module("ubl"), importlib.import_module("book")
    sys.path.remove(str(FOLDER))


@pytest.fixture
def ubl(modules: tuple[ModuleType, ModuleType]) -> ModuleType:
    return modules[0]


@pytest.fixture
def saved(tmp_path: Path) -> Callable[[str], Path]:
    def save(text: str) -> Path:
        path = tmp_path / "factuur.xml"
        path.write_text(text, "utf-8")
        return path

    return save


@pytest.fixture
def mock() -> Iterator[SignedInMock]:
    made = SignedInMock("exact", setting=Setting())
    yield made
    made.close()


@pytest.fixture
def exact(mock: SignedInMock) -> Connection:
    return mock.connect(allow_writes=ENTITIES)


@pytest.fixture
def book(
    modules: tuple[ModuleType, ModuleType], exact: Connection, monkeypatch: pytest.MonkeyPatch
) -> Callable[[Path], str]:
    def connected(profile: str, **_: object) -> AbstractContextManager[Connection]:
        return nullcontext(exact)

    monkeypatch.setattr(modules[1], "connect", connected)
    found: Callable[[Path], str] = modules[1].book
    return found


def supplier(mock: SignedInMock, **values: Any) -> str:
    row = mock.add("crm.Accounts", **{"name": "Papierhandel", "is_supplier": True, "status": "S", **NUMBERS, **values})
    mock.add("crm.BankAccounts", account=row["ID"], bank_account="NL91ABNA0417164300")
    return str(row["ID"])


def nothing_written(mock: SignedInMock) -> bool:
    return mock.calls.count("POST") == 0


def test_an_invoice_is_read(ubl: ModuleType) -> None:
    invoice = ubl.read(FOLDER / "factuur.xml")
    assert (invoice.number, invoice.vat_number, invoice.kvk_number) == ("F2026-0731", *NUMBERS.values())
    assert [(tax.rate, tax.net, tax.vat) for tax in invoice.taxes] == [
        (Decimal(21), Decimal("200.00"), Decimal("42.00")),
        (Decimal(9), Decimal("50.00"), Decimal("4.50")),
    ]
    assert (invoice.ibans, invoice.total) == (("NL91ABNA0417164300",), Decimal("296.50"))
    assert invoice.pdf.startswith(b"%PDF-")


ENTITY = '<!DOCTYPE Invoice [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE Invoice [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
DEEP = "<cbc:Note>" * 60 + "</cbc:Note>" * 60


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("<Invoice ", f"{ENTITY}<Invoice ", "document type"),
        ("<Invoice ", f"{OUTSIDE}<Invoice ", "document type"),
        ("<Invoice ", '<!DOCTYPE Invoice SYSTEM "https://elders.test/x.dtd"><Invoice ', "document type"),
        ("</Invoice>", f"{DEEP}</Invoice>", "nested too deeply"),
        ("</Invoice>", "", "no XML"),
        ("Kantoor Gouda", "&onbekend;", "no XML"),
        ("xsd:Invoice-2", "xsd:CreditNote-2", "no UBL 2.1 invoice"),
        (">380<", ">381<", "not a plain invoice"),
        ("<cbc:ID>F2026-0731</cbc:ID>\n  <cbc:IssueDate>", "<cbc:IssueDate>", "ID is missing"),
        ("F2026-0731</cbc:ID>\n  <cbc:IssueDate>", "F\n1</cbc:ID>\n  <cbc:IssueDate>", "too long"),
        ("2026-11-16", "16-11-2026", "a date is none"),
        (">42.00<", ">42.001<", "no amount in cents"),
        (">42.00<", ">NaN<", "a number is none"),
        (">42.00<", ">1e9<", "no amount in cents"),
        (">42.00<", ">999999999999.00<", "no amount in cents"),
        (">42.00<", ">43.00<", "do not add up"),
        (">21<", ">9<", "not 9 percent"),
        ('LineExtensionAmount currencyID="EUR">50.00', 'LineExtensionAmount currencyID="EUR">51.00', "do not make"),
        ('PayableAmount currencyID="EUR"', 'PayableAmount currencyID="USD"', "another currency"),
        (">296.50</cbc:PayableAmount>", ">297.50</cbc:PayableAmount>", "do not add up"),
        (
            "<cbc:PayableAmount",
            '<cbc:AllowanceTotalAmount currencyID="EUR">5.00</cbc:AllowanceTotalAmount><cbc:PayableAmount',
            "booked by hand",
        ),
        ("JVBERi0xLjcK", "R0lGODlh", "is none"),
        ("JVBERi0xLjcK", "@@@@", "damaged"),
    ],
)
def test_what_is_no_plain_invoice_is_refused(
    ubl: ModuleType, saved: Callable[[str], Path], old: str, new: str, why: str
) -> None:
    assert old in FILE
    with pytest.raises(ubl.Doubtful, match=why):
        ubl.read(saved(FILE.replace(old, new)))


def test_a_file_that_is_too_large_is_not_even_read(
    ubl: ModuleType, saved: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ubl, "LARGEST", 100)
    with pytest.raises(ubl.Doubtful, match="larger than 100"):
        ubl.read(saved(FILE))


def test_an_invoice_is_booked_with_its_files(
    mock: SignedInMock, exact: Connection, book: Callable[[Path], str], saved: Callable[[str], Path], tmp_path: Path
) -> None:
    account = supplier(mock)
    key = book(saved(FILE))
    booked = exact.get(PurchaseEntries.select("supplier", "your_ref", "amount_fc", "vat_amount_fc", "document"), key)
    assert (booked.supplier, booked.your_ref) == (account, "F2026-0731")
    assert (booked.amount_fc, booked.vat_amount_fc) == (Decimal("296.50"), Decimal("46.50"))
    lines = exact.read(PurchaseEntryLines.where(PurchaseEntryLines.entry_id == key).select("vat_code", "amount_fc"))
    assert [(line.vat_code, line.amount_fc) for line in lines] == [("IH", Decimal(200)), ("IL", Decimal(50))]
    rows = exact.read(DocumentAttachments.where(DocumentAttachments.document == str(booked.document)))
    files = {str(row.file_name): row.id for row in rows}
    assert set(files) == {"factuur.xml", "factuur.pdf"}
    fetched = exact.download(DocumentAttachments, files["factuur.xml"], to=tmp_path / "terug")
    assert fetched.path.read_text("utf-8") == FILE


def test_an_invoice_is_not_booked_twice(
    mock: SignedInMock, ubl: ModuleType, book: Callable[[Path], str], saved: Callable[[str], Path]
) -> None:
    supplier(mock)
    book(saved(FILE))
    mock.calls.clear()
    with pytest.raises(ubl.Doubtful, match="in the books already"):
        book(saved(FILE))
    other = FILE.replace(">200.00<", ">100.00<").replace(">42.00<", ">21.00<").replace(">46.50<", ">25.50<")
    other = other.replace(">250.00<", ">150.00<").replace(">296.50<", ">175.50<")
    with pytest.raises(ubl.Doubtful, match="with this number already"):
        book(saved(other))
    assert nothing_written(mock)


@pytest.mark.parametrize("lost", ["documents/Documents", "DocumentAttachments", "PurchaseEntries"])
def test_a_run_that_broke_off_is_done_again_without_doubling(
    mock: SignedInMock, exact: Connection, book: Callable[[Path], str], saved: Callable[[str], Path], lost: str
) -> None:
    supplier(mock)
    mock.fault(f"500:{lost}:nth=1,method=POST")
    with pytest.raises(Exception, match="not known whether"):
        book(saved(FILE))
    book(saved(FILE))
    assert len(list(exact.read(Documents.where(Documents.subject == "Factuur F2026-0731 van Papierhandel")))) == 1
    assert len(list(exact.read(PurchaseEntries.where(PurchaseEntries.your_ref == "F2026-0731")))) == 1


@pytest.mark.parametrize(
    ("accounts", "why"),
    [
        ([], "0 accounts"),
        ([{}, {}], "2 accounts"),
        ([{"vat_number": "NL999999999B01"}], "the vat_number of the account is another"),
        ([{"chamber_of_commerce": "99999999"}], "the chamber_of_commerce of the account is another"),
        ([{"vat_number": None}, {"chamber_of_commerce": None}], "2 accounts"),
        ([{"is_supplier": False}], "no supplier"),
    ],
)
def test_a_supplier_that_is_not_certain_is_left_to_a_person(
    mock: SignedInMock,
    ubl: ModuleType,
    book: Callable[[Path], str],
    saved: Callable[[str], Path],
    accounts: list[dict[str, object]],
    why: str,
) -> None:
    for values in accounts:
        supplier(mock, **values)
    with pytest.raises(ubl.Doubtful, match=why):
        book(saved(FILE))
    assert nothing_written(mock)


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("0417 1643 00", "0417 1643 01", "call them"),
        ("NL001234567B01", "NL009999999B01", "another company"),
        ("<cbc:ID>S</cbc:ID><cbc:Percent>9<", "<cbc:ID>AE</cbc:ID><cbc:Percent>9<", "no VAT code for category AE"),
        ("2026-11-16", "1987-11-16", "period"),
    ],
)
def test_what_the_books_do_not_agree_with_is_left_to_a_person(
    mock: SignedInMock,
    ubl: ModuleType,
    book: Callable[[Path], str],
    saved: Callable[[str], Path],
    old: str,
    new: str,
    why: str,
) -> None:
    supplier(mock)
    with pytest.raises(ubl.Doubtful, match=why):
        book(saved(FILE.replace(old, new)))
    assert nothing_written(mock)


def test_a_supplier_may_lack_one_of_the_numbers(
    mock: SignedInMock, exact: Connection, book: Callable[[Path], str], saved: Callable[[str], Path]
) -> None:
    account = supplier(mock, vat_number=None)
    assert exact.get(PurchaseEntries.select("supplier"), book(saved(FILE))).supplier == account
    assert exact.get(Accounts.select("vat_number"), account).vat_number is None
