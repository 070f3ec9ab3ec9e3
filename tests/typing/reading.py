"""What type checkers and editors infer on the user's side. Read by mypy and basedpyright, never run."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import assert_type

from nlconnect import AsyncConnection, Connection, Query, Record, Scope, connect, connect_async
from nlconnect_exact.cashflow import Receivable, Receivables
from nlconnect_exact.crm import Account, Accounts
from nlconnect_exact.salesinvoice import SalesInvoice, SalesInvoices


def a_collection_gives_its_records_with_the_types_of_their_fields() -> None:
    with connect("acme-exact") as exact:
        assert_type(exact, Connection)
        for item in exact.read(Receivables):
            assert_type(item, Receivable)
            assert_type(item.invoice_number, int | None)
            assert_type(item.amount_dc, Decimal | None)
            assert_type(item.due_date, dt.date | None)
            assert_type(item.is_fully_paid, bool | None)
            assert_type(item.account_name, str | None)
            assert_type(item.scope, Scope)


def a_query_keeps_the_record_type_through_every_verb() -> None:
    query = (
        Receivables.where(Receivables.is_fully_paid == False, Receivables.due_date < "2026-11-01")
        .where((Receivables.amount_dc >= 100) | ~(Receivables.currency == "EUR"))
        .select("account_name", Receivables.amount_dc)
        .order_by(Receivables.due_date, -Receivables.amount_dc)
        .limit(10)
    )
    assert_type(query, Query[Receivable])
    with connect("acme-exact") as exact:
        assert_type(next(iter(exact.read(query))), Receivable)
        assert_type(next(iter(exact.within(division=1).read(query))), Receivable)
        assert_type(next(iter(exact.across("all").read(query))), Receivable)
        assert_type(next(iter(exact.across([1, 2]).read(query))), Receivable)
        assert_type(exact.get(Accounts, "00000000-0000-0000-0000-000000000000"), Account)


def a_key_is_never_empty_so_one_record_leads_to_another(account: Account) -> None:
    assert_type(account.id, str)
    assert_type(account.name, str | None)
    with connect("acme-exact") as exact:
        assert_type(exact.get(Accounts, account.id), Account)
        assert_type(exact.get(SalesInvoices.expand("sales_invoice_lines"), account.id), SalesInvoice)


async def the_other_face_gives_the_same_types() -> None:
    async with connect_async("acme-exact") as exact:
        assert_type(exact, AsyncConnection)
        async for item in exact.read(Accounts):
            assert_type(item, Account)
        async for item in exact.across("all").read(Accounts.limit(5)):
            assert_type(item, Account)
        assert_type(await exact.get(Accounts, "00000000-0000-0000-0000-000000000000"), Account)


def every_record_is_a_record(account: Account, receivable: Receivable) -> list[Record]:
    return [account, receivable]


def a_wrong_name_is_found_before_running(item: Receivable) -> None:
    item.amount_cd  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
    Receivables.amount_cd  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]


def a_record_cannot_be_changed(item: Receivable) -> None:
    item.amount_dc = Decimal(1)  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]


def records_of_one_entity_are_not_those_of_another() -> None:
    with connect("acme-exact") as exact:
        for invoice in exact.read(SalesInvoices):
            wrong: Receivable = invoice  # type: ignore[assignment]  # pyright: ignore[reportAssignmentType]
            print(wrong)
