"""Checklist point 5: 201, 204 and 204, nested lines, and refusals in the user's language."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.mock.caller import DIVISION, Caller, Opened, d, text_of

FULL = {"prefer": "return=representation"}


def customer(exact: Caller) -> str:
    key: str = exact.rows("crm/Accounts?$select=ID&$filter=IsSales eq true and Status eq 'C'&$top=1")[0]["ID"]
    return key


def supplier(exact: Caller) -> str:
    key: str = exact.rows("crm/Accounts?$select=ID&$filter=IsSupplier eq true&$top=1")[0]["ID"]
    return key


def item(exact: Caller) -> dict[str, Any]:
    return exact.rows("logistics/Items?$select=ID,StandardSalesPrice,GLRevenue&$filter=SalesVatCode eq 'VH'&$top=1")[0]


def invoice(exact: Caller, **more: object) -> dict[str, object]:
    lines = [
        {"Item": item(exact)["ID"], "Quantity": 2, "UnitPrice": 10.25},
        {"Item": item(exact)["ID"], "UnitPrice": 1},
    ]
    return {"Journal": "70", "OrderedBy": customer(exact), "SalesInvoiceLines": lines, **more}


def test_post_answers_201_and_only_echoes_what_was_sent(exact: Caller) -> None:
    answer = exact.post("crm/Accounts", {"Name": "Nieuwe klant"})
    row = d(answer)
    assert answer.status == 201
    assert row["Name"] == "Nieuwe klant"
    assert row["ID"]
    assert row["Created"] is None
    assert answer.headers["location"].endswith(f"/api/v1/{DIVISION}/crm/Accounts(guid'{row['ID']}')")


def test_prefer_return_representation_fills_the_echo(exact: Caller) -> None:
    row = d(exact.post("crm/Accounts", {"Name": "Nieuwe klant"}, **FULL))
    assert row["Created"] is not None
    assert row["Division"] == DIVISION


def test_put_is_a_partial_update_without_a_body(exact: Caller) -> None:
    key = customer(exact)
    before = d(exact.get(f"crm/Accounts(guid'{key}')?$select=Name,City"))
    answer = exact.put(f"crm/Accounts(guid'{key}')", {"City": "Delft"})
    after = d(exact.get(f"crm/Accounts(guid'{key}')?$select=Name,City"))
    assert (answer.status, answer.content) == (204, b"")
    assert (after["Name"], after["City"]) == (before["Name"], "Delft")


def test_delete_answers_204_and_the_row_is_gone(exact: Caller) -> None:
    key = d(exact.post("crm/Accounts", {"Name": "Kort"}))["ID"]
    assert exact.delete(f"crm/Accounts(guid'{key}')").status == 204
    assert exact.get(f"crm/Accounts(guid'{key}')").status == 404
    assert exact.delete(f"crm/Accounts(guid'{key}')").status == 404


def test_a_row_that_is_used_cannot_be_deleted(exact: Caller) -> None:
    used = d(exact.get("salesinvoice/SalesInvoices?$select=OrderedBy&$filter=InvoiceID ne null&$top=1"))[0]
    answer = exact.delete(f"crm/Accounts(guid'{used['OrderedBy']}')")
    assert answer.status == 500
    assert text_of(answer).startswith("Kan niet verwijderen: Relatie - Gebruikt in: ")


def test_an_invoice_is_created_with_its_lines_and_adds_up(exact: Caller) -> None:
    row = d(exact.post("salesinvoice/SalesInvoices", invoice(exact), **FULL))
    lines = exact.rows(
        f"salesinvoice/SalesInvoiceLines?$filter=InvoiceID eq guid'{row['InvoiceID']}'&$select=AmountFC,VATAmountFC"
    )
    assert [line["AmountFC"] for line in lines] == [20.5, 1]
    assert row["AmountDC"] == pytest.approx(21.5 + 4.31 + 0.21)
    assert (row["Status"], row["InvoiceNumber"]) == (20, None)


def test_an_entry_gets_its_vat_from_the_code(exact: Caller) -> None:
    ledger = exact.rows("financial/GLAccounts?$select=ID&$filter=Code eq '8000'")[0]["ID"]
    line = {"GLAccount": ledger, "AmountFC": 100.0, "VATCode": "VH"}
    entry = {"Customer": customer(exact), "Journal": "70", "SalesEntryLines": [line]}
    row = d(exact.post("salesentry/SalesEntries", entry, **FULL))
    assert (row["AmountFC"], row["VATAmountFC"]) == (121, 21)


def test_lines_in_an_object_instead_of_an_array_are_malformed(exact: Caller) -> None:
    body = invoice(exact, SalesInvoiceLines={"Item": item(exact)["ID"]})
    answer = exact.post("salesinvoice/SalesInvoices", body)
    assert (answer.status, text_of(answer)) == (
        400,
        "Error processing request stream. The request should be a valid top-level resource object.",
    )


@pytest.mark.parametrize("content", [b"[]", b"not json", b"7"])
def test_a_body_that_is_no_object_is_malformed(exact: Caller, content: bytes) -> None:
    assert exact.post("crm/Accounts", content).status == 400


def test_a_wrong_content_type_is_malformed(exact: Caller) -> None:
    assert exact.post("crm/Accounts", {"Name": "x"}, content_type="text/plain").status == 400


def test_lines_cannot_be_bound_to_an_existing_header(exact: Caller) -> None:
    key = exact.rows("salesinvoice/SalesInvoices?$select=InvoiceID&$filter=InvoiceID ne null&$top=1")[0]["InvoiceID"]
    answer = exact.put(f"salesinvoice/SalesInvoices(guid'{key}')", {"SalesInvoiceLines": []})
    assert answer.status == 400 or "Binding to new entities" in text_of(answer)
    answer = exact.put(f"salesinvoice/SalesInvoices(guid'{key}')", {"SalesInvoiceLines": [{"Quantity": 1}]})
    assert (answer.status, "Binding to new entities" in text_of(answer)) == (400, True)


def test_a_line_is_changed_through_its_own_resource(exact: Caller) -> None:
    key = exact.rows("salesinvoice/SalesInvoiceLines?$select=ID&$filter=ID ne null&$top=1")[0]["ID"]
    assert exact.put(f"salesinvoice/SalesInvoiceLines(guid'{key}')", {"Notes": "later"}).status == 204


@pytest.mark.parametrize(("language", "text"), [("nl", "Verplicht: Name"), ("en", "Mandatory: Name")])
def test_a_missing_field_is_a_500_in_the_language_of_the_user(opened: Opened, language: str, text: str) -> None:
    answer = opened(language=language).post("crm/Accounts", {"City": "Delft"})
    assert (answer.status, text_of(answer)) == (500, text)


@pytest.mark.parametrize(("language", "text"), [("nl", "Gegeven bestaat reeds"), ("en", "Data already exists")])
def test_a_code_that_exists_is_a_500(opened: Opened, language: str, text: str) -> None:
    exact = opened(language=language)
    answer = exact.post("crm/Accounts", {"Name": "x", "Code": "25"})
    assert (answer.status, text_of(answer)) == (500, text)


def test_an_unchanged_unique_value_is_refused_too(exact: Caller) -> None:
    row = d(exact.get("logistics/Items?$select=ID,Code&$filter=ID ne null&$top=1"))[0]
    answer = exact.put(f"logistics/Items(guid'{row['ID']}')", {"Code": row["Code"]})
    assert (answer.status, text_of(answer)) == (500, "Gegeven bestaat reeds")


def test_a_supplier_cannot_be_invoiced_as_one(exact: Caller) -> None:
    ledger = exact.rows("financial/GLAccounts?$select=ID&$filter=Code eq '4200'")[0]["ID"]
    lines = [{"GLAccount": ledger, "AmountFC": 1}]
    wrong = {"Supplier": customer(exact), "Journal": "60", "PurchaseEntryLines": lines}
    answer = exact.post("purchaseentry/PurchaseEntries", wrong)
    assert (answer.status, text_of(answer)) == (500, "Ongeldig: Leverancier (Type)")
    assert exact.post("purchaseentry/PurchaseEntries", wrong | {"Supplier": supplier(exact)}).status == 201


def test_a_value_of_a_wrong_type_is_a_500(exact: Caller) -> None:
    answer = exact.post("salesinvoice/SalesInvoices", invoice(exact, InvoiceTo="nobody"))
    assert (answer.status, text_of(answer)) == (
        500,
        "Error in converting value for property 'InvoiceTo' to type 'Guid'",
    )


def test_content_that_is_no_base64_is_a_400(exact: Caller) -> None:
    document = d(exact.post("documents/Documents", {"Subject": "x", "Type": 55}))["ID"]
    body = {"Document": document, "FileName": "a.txt", "Attachment": "<no base64>"}
    answer = exact.post("documents/DocumentAttachments", body)
    assert answer.status == 400
    assert text_of(answer).endswith("property 'Attachment' to type 'Byte[]'")
    assert exact.post("documents/DocumentAttachments", body | {"Attachment": "YQ=="}).status == 201


def test_an_unknown_property_and_a_read_only_one_are_400(exact: Caller) -> None:
    assert exact.post("crm/Accounts", {"Name": "x", "Nope": 1}).status == 400
    assert exact.post("crm/Accounts", {"Name": "x", "Created": "2026-01-01"}).status == 400


def test_a_verb_the_resource_lacks_is_a_405(exact: Caller) -> None:
    assert exact.post("payroll/Employees", {"FirstName": "x"}).status == 405
    assert exact.post("bulk/CRM/Accounts", {"Name": "x"}).status == 405


@pytest.mark.parametrize(
    ("sent", "wire"),
    [
        ("2012-10-26T00:00:00", "/Date(1351209600000)/"),
        ("2012-10-26", "/Date(1351209600000)/"),
        ("2012-10-26T00:00:00Z", "/Date(1351216800000)/"),  # two hours later in the Netherlands
    ],
)
def test_a_date_without_zone_is_kept_and_a_z_shifts_it(exact: Caller, sent: str, wire: str) -> None:
    row = d(exact.post("project/Projects", {"Code": "X", "Description": "x", "Type": 3, "StartDate": sent}))
    assert row["StartDate"] == wire


def test_lines_that_exist_only_with_a_header_cannot_be_posted_alone(exact: Caller) -> None:
    assert exact.post("purchase/PurchaseInvoiceLines", {"Quantity": 1}).status == 400
