"""Work of a day in the demonstration: a report goes to the team, and an invoice does not go to the wrong customer."""

from __future__ import annotations

import re
from dataclasses import replace
from difflib import SequenceMatcher
from html import unescape
from itertools import product
from typing import Any

from nlconnect.agents import Toolbox
from nlconnect.cli.story import Story
from nlconnect.client import connect
from nlconnect.config import read_config
from nlconnect.connector import Query, collection_of, connector
from nlconnect.errors import PolicyRefused
from nlconnect.model.change import Create

BOOKS, MAIL, STAFF = "acme-exact", "acme-365", "acme-afas"
WEEK = "2026-W47"
"""The last one that the mock company has in its books."""
SINCE, HIRED = "2024-10-01", "2026-11-01"
CRITERIA = """\
"Ervaring met onze pakketten" = ["AFAS", "Exact Online"]
"Excel" = ["Excel", "draaitabellen"]
"""
TEAM = ("lotte.prins@voorbeeldgroep.test", "hugo.dejong@voorbeeldgroep.test")
AGENT = "assistent"
INVOICES = "salesinvoice.SalesInvoices"
ACCOUNTS = "crm.Accounts"


def show_jobs(story: Story) -> None:
    """Three steps, under the house rules that stand beside the settings. Raises typer.Exit."""
    _mail_the_report(story)
    customer = _stop_the_wrong_send(story)
    _carry_across(story)
    story.tell(
        "A first look at the applications: no names, nothing of origin or health, and nobody rejected by a program"
    )
    story.allow("sift_applications.toml")
    story.write("criteria.toml", CRITERIA)
    story.program("sift_applications.py", "criteria.toml", "card.xlsx")
    story.tell("What was done with this customer's data, and with that of a colleague? The audit trail (logboek) knows")
    story.run("privacy", "subject", "--audit-only", "--who", customer)
    story.run("privacy", "subject", "--audit-only", "--who", TEAM[0])


def _mail_the_report(story: Story) -> None:
    story.tell("Every week the sales report (weekrapport): a script of 60 lines, and the policy says who may get it")
    story.program("weekly_sales_report.py", WEEK, "weekrapport", BOOKS, BOOKS, MAIL, *TEAM)
    print("It went without anybody's yes, as the policy says. What a colleague finds in her own inbox:")
    _open_the_mail()
    print("\nAnd to somebody outside the team:")
    story.program("weekly_sales_report.py", WEEK, "weekrapport", BOOKS, BOOKS, MAIL, "pers@elders.test")


def _carry_across(story: Story) -> None:
    story.tell("New debtors (debiteuren) of AFAS go to Exact, new employees to Entra ID: shown first, written on a yes")
    story.allow("debtors_to_exact.toml", "employees_to_entra.toml")
    story.program("debtors_to_exact.py", SINCE, most=6)
    _hire()
    story.program("employees_to_entra.py", HIRED)


def _hire() -> None:
    """As the personnel department does in AFAS itself."""
    employees = collection_of(connector("afas").package, connector("afas").catalogue.entity("employees.KnEmployee"))
    new = Create(
        employees,
        kn_person={"match_per": "7", "fi_nm": "Anna", "in_": "A.", "la_nm": "Voorbeeld", "em_ad": "a@voorbeeld.test"},
        afas_contract={"da_be": "2026-12-01", "cm_id": "1"},
        afas_orgunit_function={"da_be": "2026-12-01", "dp_id": "1FIN", "fu_id": "CONT"},
    )
    with connect(STAFF, config=replace(read_config(), path=None), allow_writes=[employees]) as afas:
        afas.apply(afas.plan(new)).unwrap()


def _open_the_mail() -> None:
    """As the colleague does, who needs no purpose to read what was sent to her."""
    with connect(MAIL, config=replace(read_config(), path=None)) as graph:
        inbox = graph.within(mailbox=TEAM[0])
        letters = _asked("graph", "mail.Messages", mail_folder="inbox").select("id", "body", "from_")
        (letter,) = inbox.read(letters.order_by("-received_date_time").limit(1))
        files = inbox.read(_asked("graph", "mail.Attachments", message=letter.id).select("name", "size"))
        enclosed = ", ".join(f"{file.name} ({file.size:,} bytes)" for file in files)
    text = re.sub(r"<(?:/tr|/p|/h[12])[^>]*>", "\n", letter.body.content.partition("<body")[2].partition(">")[2])
    lines = [" ".join(re.sub(r"<[^>]+>", " ", line).split()) for line in text.splitlines()]
    print(f"  van: {letter.from_.email_address.address}; bijlage: {enclosed}")
    told = [unescape(line) for line in lines if line.strip()]
    print(*(f"  | {line}" for line in told[: told.index("In beeld")]), "  | ...", sep="\n")


def _stop_the_wrong_send(story: Story) -> str:
    """The customer whose invoice it was."""
    story.tell("An assistant (agent) is talked into sending an invoice to a customer whose name looks alike")
    key, number, right, wrong = _confusable()
    with Toolbox([BOOKS, MAIL], agent=AGENT, purpose="facturen") as toolbox:
        for name, address in (wrong, right):
            print(f"{AGENT}: plan mail.SendMail, factuur {number} van {right[0]}, aan {name} <{address}>")
            letter = {
                "subject": f"Factuur {number}",
                "body": {"content_type": "text", "content": "Hierbij nogmaals de factuur."},
                "to_recipients": [{"email_address": {"address": address}}],
            }
            asked = {"profile": MAIL, "entity": "mail.SendMail", "verb": "call", "values": letter}
            about = {"about": {"profile": BOOKS, "entity": INVOICES, "key": key}}
            try:
                print(f"  {toolbox.call('plan', {**asked, **about}).content['standing']}")
            except PolicyRefused as refused:
                print(f"  GEWEIGERD: {refused.message}\n  {refused.hint}")
    story.run("approvals", "list")
    return right[1]


def _confusable() -> tuple[str, int, tuple[str, str], tuple[str, str]]:
    """Key and number of an invoice, its customer, and one who is easily taken for that: names and addresses."""
    invoices = (
        _asked("exact", INVOICES).select("invoice_id", "invoice_number", "ordered_by").order_by("-invoice_number")
    )
    with connect(BOOKS, purpose="debiteuren") as books:
        accounts = list(books.read(_asked("exact", ACCOUNTS).select("id", "name", "email")))
        known = {one.id: one for one in accounts if one.email}
        found = [one for one in books.read(invoices.limit(60)) if one.invoice_number and one.ordered_by in known]

    def likeness(pair: tuple[Any, Any]) -> float:
        mine, other = known[pair[0].ordered_by], pair[1]
        return 0 if mine.name == other.name else SequenceMatcher(None, mine.name, other.name).ratio()

    invoice, other = max(product(found, known.values()), key=likeness)
    right, wrong = ((one.name, one.email) for one in (known[invoice.ordered_by], other))
    return invoice.invoice_id, invoice.invoice_number, right, wrong


def _asked(system: str, entity: str, **parents: str) -> Query[Any]:
    """A query of an entity that is known by name only."""
    known = connector(system)
    collection = collection_of(known.package, known.catalogue.entity(entity))
    return collection.of(**parents) if parents else collection.all()
