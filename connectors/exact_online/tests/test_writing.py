"""How changes are written to Exact: golden requests, and what an answer tells."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from nlconnect import CLEAR, Call, Create, Delete, Update
from nlconnect.connector import Request, Response, Scope
from nlconnect.connector.check import drafted
from nlconnect.errors import ApiError, Conflict, Forbidden, Invalid, QueryError
from nlconnect.model.change import Change
from nlconnect.model.collection import entity_of
from nlconnect_exact import CATALOGUE
from nlconnect_exact.crm import Accounts, Contacts
from nlconnect_exact.documents import DocumentAttachments
from nlconnect_exact.logistics import Items
from nlconnect_exact.project import TimeTransactions
from nlconnect_exact.purchaseorder import PurchaseOrderLines
from nlconnect_exact.salesentry import SalesEntries
from nlconnect_exact.salesinvoice import PrintedSalesInvoices, SalesInvoices
from nlconnect_exact.writing import LARGEST, ExactWriter

BASE = "https://start.exactonline.nl"
GUID = "71b961de-b9f3-49fe-883d-0f46c7e0e89b"
WRITER = ExactWriter()


def request(change: Change, scope: Scope | None = None) -> Request:
    return WRITER.write_request(
        drafted(change, WRITER), base_url=BASE, scope=scope if scope is not None else Scope(division=7095)
    )


def body(change: Change) -> Any:
    content = request(change).content
    assert content is not None
    return json.loads(content, parse_float=Decimal)


def answer(content: bytes, status: int = 201) -> Response:
    return Response(status, {}, content, "", 0.0, 0.0)


def test_a_new_record_is_posted_and_wanted_back_whole() -> None:
    sent = request(Create(Accounts, name="Acme", code="25"))
    assert (sent.method, sent.url) == ("POST", f"{BASE}/api/v1/7095/crm/Accounts")
    assert sent.headers == {
        "Accept": "application/json",
        "Content-Type": "application/json",
        "Prefer": "return=representation",
    }


def test_exact_codes_are_right_aligned_in_18_characters() -> None:
    assert body(Create(Accounts, name="Acme", code="25"))["Code"] == "25".rjust(18)


def test_lines_go_along_as_a_list_and_amounts_as_numbers_with_every_digit() -> None:
    change = Create(
        SalesEntries,
        customer=GUID.upper(),
        journal="70",
        entry_date="2026-11-23",
        sales_entry_lines=[{"gl_account": GUID, "amount_fc": "100.10"}, {"gl_account": GUID, "amount_fc": -3}],
    )
    content = request(change).content or b""
    assert content == (
        b'{"Customer":"%(guid)s","Journal":"70","EntryDate":"2026-11-23","SalesEntryLines":'
        b'[{"GLAccount":"%(guid)s","AmountFC":100.10},{"GLAccount":"%(guid)s","AmountFC":-3}]}'
    ) % {b"guid": GUID.encode()}


def test_the_ledger_account_of_an_invoice_line_follows_from_its_item() -> None:
    drafted(Create(SalesInvoices, journal="70", ordered_by=GUID, sales_invoice_lines=[{"item": GUID}]), WRITER)
    with pytest.raises(QueryError, match="gl_account is required"):
        drafted(Create(SalesInvoices, journal="70", ordered_by=GUID, sales_invoice_lines=[{"quantity": 1}]), WRITER)


@pytest.mark.parametrize(
    ("moment", "written"),
    [
        (datetime(2026, 11, 23, 23, 30, tzinfo=UTC), "2026-11-24T00:30:00"),
        (datetime(2026, 7, 1, 23, 30, tzinfo=UTC), "2026-07-02T01:30:00"),
        ("2026-11-23T14:30:00", "2026-11-23T14:30:00"),
        ("2026-11-23T14:30:00Z", "2026-11-23T15:30:00"),
        (date(2026, 11, 23), "2026-11-23T00:00:00"),
    ],
)
def test_exact_moments_are_dutch_wall_clock_without_a_zone(moment: object, written: str) -> None:
    assert body(Update(TimeTransactions, GUID, start_time=moment))["StartTime"] == written


def test_an_update_is_a_partial_put_on_the_key() -> None:
    sent = request(Update(Accounts, GUID, city="Gouda", phone=CLEAR))
    assert (sent.method, sent.url) == ("PUT", f"{BASE}/api/v1/7095/crm/Accounts(guid'{GUID}')")
    assert sent.content == b'{"City":"Gouda","Phone":null}'


def test_a_delete_has_no_body() -> None:
    sent = request(Delete(Accounts, GUID))
    assert (sent.method, sent.url, sent.content) == ("DELETE", f"{BASE}/api/v1/7095/crm/Accounts(guid'{GUID}')", None)


def test_an_action_is_posted() -> None:
    sent = request(Call(PrintedSalesInvoices, invoice_id=GUID))
    assert (sent.method, sent.url) == ("POST", f"{BASE}/api/v1/7095/salesinvoice/PrintedSalesInvoices")


def test_an_attachment_is_written_in_base64() -> None:
    change = Create(DocumentAttachments, document=GUID, file_name="a.pdf", attachment=b"%PDF")
    assert body(change)["Attachment"] == "JVBERg=="


def test_what_is_too_large_for_exact_is_refused_before_sending() -> None:
    change = Create(DocumentAttachments, document=GUID, file_name="a.pdf", attachment=bytes(LARGEST))
    with pytest.raises(QueryError, match="bytes"):
        request(change)


def test_an_amount_with_more_digits_than_exact_keeps_is_refused() -> None:
    with pytest.raises(QueryError, match="18 digits"):
        request(Create(Items, code="a", description="b", cost_price_new="1234567890123456.78"))


def test_lines_that_come_with_their_header_only_are_refused() -> None:
    with pytest.raises(QueryError, match="header"):
        request(Create(PurchaseOrderLines, item=GUID, purchase_order_id=GUID, quantity_in_purchase_units=1))


def test_nothing_is_written_without_a_named_division() -> None:
    with pytest.raises(QueryError, match="no division is named"):
        request(Delete(Accounts, GUID), Scope())


def test_the_answer_to_a_post_tells_the_key() -> None:
    written = WRITER.read_written(answer(b'{"d":{"ID":"%s","Name":null}}' % GUID.encode()), entity_of(Accounts))
    assert written.key == (GUID,)


@pytest.mark.parametrize("content", [b"", b"<html>", b"[]", b'{"d":null}', b'{"d":{"ID":null}}', b'{"d":{}}'])
def test_an_answer_that_tells_nothing_is_no_failure(content: bytes) -> None:
    assert WRITER.read_written(answer(content), entity_of(Accounts)).key is None


@pytest.mark.parametrize(
    ("change", "names"),
    [
        (Create(Accounts, name="Acme", code="25"), ["code"]),
        (Create(Accounts, name="Acme"), ["name"]),
        (Create(Contacts, account=GUID, first_name="A", last_name="B"), ["account", "first_name", "last_name"]),
        (Create(DocumentAttachments, document=GUID, file_name="a", attachment=b""), ["document", "file_name"]),
    ],
)
def test_a_new_record_is_found_again_by_the_surest_it_has(change: Change, names: list[str]) -> None:
    assert [spec.name for spec in WRITER.natural_key(drafted(change, WRITER))] == names


@pytest.mark.parametrize(
    ("kind", "status", "message", "proven"),
    [
        (Invalid, 400, "bad", True),
        (Forbidden, 403, "no", True),
        (Conflict, 500, "Gegeven bestaat reeds", True),
        (Invalid, 500, "Verplicht: Serie", True),
        (Invalid, 500, "Er is een fout opgetreden", False),
        (Invalid, 500, "", False),
        (ApiError, None, "Verplicht: Serie", False),
    ],
)
def test_a_500_proves_a_refusal_only_where_it_says_what_is_wrong(
    kind: type[ApiError], status: int | None, message: str, proven: bool
) -> None:
    refusal = kind(message)
    refusal.status = status
    assert WRITER.certainly_refused(refusal) is proven


NATURAL = [entity.qualified_name for entity in CATALOGUE.entities() if entity.natural]


def test_what_people_and_documents_are_known_by_is_said() -> None:
    assert {"crm.Accounts", "salesentry.SalesEntries", "documents.DocumentAttachments"} <= set(NATURAL)


@pytest.mark.parametrize("name", NATURAL)
def test_a_new_record_is_looked_for_by_fields_that_it_has_and_that_can_be_read(name: str) -> None:
    entity = CATALOGUE.entity(name)
    assert {"GET", "POST"} <= entity.methods
    for wires in entity.natural:
        assert all(entity.by_wire[wire].is_plain for wire in wires)
