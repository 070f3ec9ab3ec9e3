"""The demonstration: real commands, one after the other, on a mock in a process of its own."""

from __future__ import annotations

import os
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

from typer import Exit

from nlconnect.cli.demonstration_jobs import show_jobs
from nlconnect.cli.listing import show_rows
from nlconnect.cli.outcome import OUR_FAULT
from nlconnect.cli.story import INFO, Story
from nlconnect.cli.workbook_total import totals
from nlconnect.client import connect
from nlconnect.config.values import FILE_VARIABLE
from nlconnect.connector import Query, collection_of, connector
from nlconnect.mock.serving import serve, write_info
from nlconnect.model.expression import parse_condition
from nlconnect.policy import hidden_fields

SYSTEM = "exact"
PROFILES = {"afas": "acme-afas", "graph": "acme-365"}
OTHERS = tuple(PROFILES)
PROFILE = "acme-exact"
OPEN_ITEMS = "cashflow.Receivables"
BALANCES = "financial.ReportingBalance"
AMOUNT = "amount"
DEBTORS = "type == 20"
"""Exact: the type of a ledger account that is the control account of the debtors."""
COLUMNS = (
    "account_code",
    "account_name",
    "account_bank_account_number",
    "invoice_number",
    "invoice_date",
    "due_date",
    "amount_dc",
    "your_ref",
)
MAIL = "mail.Messages"
INVOICES = "salesinvoice.SalesInvoices"
INVOICE_COLUMNS = ("invoice_number", "invoice_date", "ordered_by_name", "amount_dc", "status")
SAME = "gelijk (equal)"


def show(out: Path) -> None:
    """All steps. Raises typer.Exit with the code of the first that fails."""
    started = time.perf_counter()
    with serve(SYSTEM, *OTHERS, process=True) as servers, _own_settings() as folder:
        write_info(folder / INFO, servers.info)
        story = Story(folder)
        story.tell("Mocks of three systems in a process of their own, with the same Dutch companies in them")
        story.command("mock", SYSTEM, *OTHERS, "--info", INFO)
        for system in (SYSTEM, *OTHERS):
            print(f"{connector(system).title} answers at {servers[system]['base_url']}")
        story.tell("A profile that points at Exact, and a sign-in: real HTTP, real OAuth, single-use tokens")
        story.run("profile", "add", PROFILE, "--from", INFO, "--system", SYSTEM)
        story.run("login", PROFILE)
        story.tell("The companies (administraties) that this login may see")
        story.run("profile", "test", PROFILE)
        story.tell("What the fields say about people: category and level (0 to 5), judged by reading each field")
        story.command("describe", SYSTEM, OPEN_ITEMS)
        _show_tags()
        story.tell("The open items (openstaande posten) of all three in one spreadsheet, as Dutch Excel likes it")
        wish = ("--where", "not is_fully_paid", "--select", ",".join(COLUMNS), "--order-by", "due_date")
        story.run("read", PROFILE, OPEN_ITEMS, "--division", "all", *wish, "--to", str(out), "--excel", "nl")
        story.tell("Does it add up? The total in the file, and the control account (grootboek) of the debtors")
        agrees = _compare(out)
        story.tell("The sales invoices (verkoopfacturen) in the fewest calls that Exact allows")
        story.run("read", PROFILE, INVOICES, "--explain", "--count")
        latest = (
            "--where",
            'status == "processed"',
            "--select",
            ",".join(INVOICE_COLUMNS),
            "--order-by",
            "-invoice_date",
            "--limit",
            "5",
        )
        story.run("read", PROFILE, INVOICES, *latest)
        _follow_one_invoice(story)
        story.tell("Applications (sollicitaties) arrive in the mailbox, two with orders for programs in hidden text")
        story.program("applications.py")
        story.tell("House rules (huisregels): from here on a read says what for, and gets no more than that takes")
        story.run("policy", "init", "--example")
        wish = ("--select", "name,phone,postcode", "--limit", "3", "--purpose", "debiteuren")
        story.run("read", PROFILE, "crm.Accounts", *wish)
        story.run("policy", "explain", "debiteuren", SYSTEM, "crm.Accounts", "bsn")
        show_jobs(story)
        story.tell("Every operation was recorded without a value of any record; has anybody changed the record?")
        story.run("audit", "verify")
        print(_spent())
        story.run("doctor", PROFILE)
    print(f"\nDone in {time.perf_counter() - started:.0f} s. The spreadsheet: {out}")
    print("Next: docs/tutorial.md does this step by step, with a mock that stays and a spreadsheet of your own.")
    if not agrees:
        raise Exit(OUR_FAULT)


def _follow_one_invoice(story: Story) -> None:
    """One invoice in the books, in the other books, and in the mail about it: the same words for each."""
    story.tell("AFAS Profit by an app connector, Microsoft 365 by a person: other sign-ins, the same commands")
    for system, profile in PROFILES.items():
        story.run("profile", "add", profile, "--from", INFO, "--system", system)
        story.run("login", profile)
    number = _invoice_in_the_mail()
    story.tell(f"Invoice {number} in three systems: only the profile, the entity and the names of fields change")
    wish = ("--where", f"invoice_number == {number}", "--select", "account_name,invoice_number,due_date,amount_dc")
    story.run("read", PROFILE, OPEN_ITEMS, *wish)
    wish = ("--where", f'invoice_nr == "{number}"', "--select", "debtor_id,invoice_nr,exp_date,balance")
    story.run("read", PROFILES["afas"], "ledger.Profit_Debtor_Invoices", "--in", "administration=1", *wish)
    wish = ("--where", f'"{number}" in subject', "--select", "received_date_time,subject,is_read")
    story.run("read", PROFILES["graph"], MAIL, *wish)


def _invoice_in_the_mail() -> int:
    """The number of the newest open item that somebody wrote about."""
    with connect(PROFILES["graph"]) as mailbox:
        mails = mailbox.read(_asked("graph", MAIL).select("subject"))
        subjects = " ".join(mail.subject or "" for mail in mails)
    entity = connector(SYSTEM).catalogue.entity(OPEN_ITEMS)
    still_open = parse_condition("not is_fully_paid", entity)
    with connect(PROFILE) as books:
        items = books.read(_asked(SYSTEM, OPEN_ITEMS).where(still_open).select("invoice_number"))
        return max(int(item.invoice_number) for item in items if str(item.invoice_number) in subjects)


def _asked(system: str, entity: str) -> Query[Any]:
    """A query of an entity that is known by name only."""
    known = connector(system)
    return collection_of(known.package, known.catalogue.entity(entity)).all()


@contextmanager
def _own_settings() -> Iterator[Path]:
    """A settings file and a state of the demonstration's own, gone afterwards."""
    before = os.environ.get(FILE_VARIABLE)
    with tempfile.TemporaryDirectory(prefix="nlconnect-demo-") as name:
        folder = Path(name)
        file = folder / "nlconnect.toml"
        file.write_text('[settings]\nstate = "sqlite:///state/state.db"\n', "utf-8")
        os.environ[FILE_VARIABLE] = str(file)
        try:
            yield folder
        finally:
            if before is None:
                del os.environ[FILE_VARIABLE]
            else:
                os.environ[FILE_VARIABLE] = before


def _show_tags() -> None:
    entity = connector(SYSTEM).catalogue.entity(OPEN_ITEMS)
    fields = [entity.field(name) for name in COLUMNS]
    hidden = set(hidden_fields(fields))
    rows = [
        {
            "field": spec.name,
            "label": spec.label_nl,
            "privacy": str(spec.tag),
            "in_a_file": "masked" if spec in hidden else "shown",
        }
        for spec in fields
    ]
    show_rows(rows, as_json=False, whole=("field",), aligned=True)
    print(f"... and {len(entity.fields) - len(rows)} fields more")


def _compare(out: Path) -> bool:
    in_file = totals(out, key="Administratie", amount="Bedrag")
    in_ledger, names = _control_accounts()
    rows = []
    for division, name in names.items():
        listed, booked = in_file.get(str(division), Decimal(0)), in_ledger.get(division, Decimal(0))
        rows.append(_compared(f"{division} {name}", listed, booked))
    rows.append(_compared("together", sum(in_file.values(), Decimal(0)), sum(in_ledger.values(), Decimal(0))))
    show_rows(rows, as_json=False, aligned=True)
    return all(row["verdict"] == SAME for row in rows)


def _compared(title: str, listed: Decimal, booked: Decimal) -> dict[str, object]:
    verdict = SAME if listed == booked else "VERSCHIL (different)"
    return {"company": title, "open_items_in_file": _euro(listed), "control_account": _euro(booked), "verdict": verdict}


def _control_accounts() -> tuple[Mapping[object, Decimal], Mapping[object, object]]:
    """The balance of the debtors' ledger account by company, and the companies' names."""
    from nlconnect.cli.companies import companies_of

    system = connector(SYSTEM)
    query = _asked(SYSTEM, BALANCES).where(parse_condition(DEBTORS, system.catalogue.entity(BALANCES))).select(AMOUNT)
    booked: defaultdict[object, Decimal] = defaultdict(Decimal)
    with connect(PROFILE) as connection:
        names = {row["division"]: row["name"] for row in companies_of(connection, system)}
        for record in connection.across("all").read(query):
            booked[record.scope["division"]] += getattr(record, AMOUNT) or 0
    return booked, names


def _spent() -> str:
    """What the audit trail says this took."""
    from nlconnect.cli.trail import open_log

    with open_log() as log:
        ended = [entry for entry in log.read() if entry.get("outcome") != "begun"]
    calls = sum(int(str(entry.get("calls") or 0)) for entry in ended)
    return f"{len(ended)} operations in {calls} calls; 60 a minute and 5,000 a day are allowed in each company"


def _euro(amount: Decimal) -> str:
    """As people write it in the Netherlands."""
    return f"€ {amount:,.2f}".translate(str.maketrans(",.", ".,"))
