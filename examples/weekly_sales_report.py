"""The weekly sales report to the team: customers and opportunities from the CRM, revenue and open items from the books.
python weekly_sales_report.py 2026-W44 PURPOSE CRM_PROFILE BOOKS_PROFILE MAIL_PROFILE team@example.test ...
"""

from __future__ import annotations

import sys
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal

from nlconnect import Call, Connection, attach, connect
from nlconnect.agents.unattended import may_go_unattended
from nlconnect.reports import Chart, bars_of, letter_of, paragraph_of, table_of, workbook_of
from nlconnect_exact.crm import Accounts, Opportunities
from nlconnect_exact.read_financial import ReceivablesList
from nlconnect_exact.salesinvoice import SalesInvoices
from nlconnect_graph.mail import SendMail

COLUMNS, CHANCES = ("Klant", "Plaats", "Omzet excl. btw", "Openstaand"), ("opportunity_stage_description", "amount_dc")
CHART = Chart(by="Klant", of="Omzet excl. btw")


def letter(monday: date, to: tuple[str, ...], crm: Connection, books: Connection) -> Call:
    revenue, owed, chances = (defaultdict[str | None, Decimal](Decimal) for _ in range(3))
    week = (SalesInvoices.invoice_date >= monday) & (SalesInvoices.invoice_date < monday + timedelta(7))
    sold = SalesInvoices.where(week & (SalesInvoices.status == "processed"))
    for invoice in books.read(sold.select("invoice_to", "amount_dc", "vat_amount_dc")):
        revenue[invoice.invoice_to] += (invoice.amount_dc or 0) - (invoice.vat_amount_dc or 0)
    for item in books.read(ReceivablesList.select("account_id", "amount")):
        owed[item.account_id] += item.amount or 0
    for chance in crm.read(Opportunities.where(Opportunities.close_date >= monday).select(*CHANCES)):
        chances[chance.opportunity_stage_description] += chance.amount_dc or 0
    known = {one.id: (one.name, one.city) for one in crm.read(Accounts.select("id", "name", "city"))}
    rows = sorted(((*known[str(key)], revenue[key], owed[key]) for key in {**revenue, **owed}), key=lambda row: -row[2])
    text = letter_of(
        title := f"Verkooprapport {monday:%G-W%V}",
        paragraph_of(f"De week van {monday:%d-%m-%Y}, verwerkte facturen zonder btw. Wat openstaat is van vandaag."),
        table_of("Omzet per klant", COLUMNS, [row for row in rows if row[2]], totals=COLUMNS[2:3]),
        bars_of("In beeld", COLUMNS, rows, chart=CHART),
        table_of("Openstaand bij alle klanten", COLUMNS[3:], [[sum(owed.values())]]),
        table_of("Verkoopkansen", ("Fase", "Bedrag"), list(chances.items()), totals=["Bedrag"]),
    )
    book = attach(workbook_of(title, COLUMNS, rows, chart=CHART), name=f"{title}.xlsx")
    people, body = [{"email_address": {"address": one}} for one in to], {"content_type": "html", "content": text}
    return Call(SendMail, subject=title, body=body, to_recipients=people, attachments=[{"content_bytes": book}])


def main(week: str, purpose: str, crm: str, books: str, mail: str, *to: str) -> None:
    with connect(crm, purpose=purpose) as customers, connect(books, purpose=purpose) as ledger:
        change = letter(date.fromisoformat(week), to, customers, ledger)
    with connect(mail, purpose=purpose, allow_writes=[SendMail]) as outbox:
        print(plan := outbox.plan(change))
        if not may_go_unattended(plan, outbox) and not (sys.stdin.isatty() and input("Versturen? [j/N] ") == "j"):
            sys.exit(f"Nog niet verstuurd. Wie het wil: nlconnect apply {mail} {plan.id} --purpose {purpose}")
        outbox.apply(plan).unwrap()


if __name__ == "__main__":
    main(*sys.argv[1:])
