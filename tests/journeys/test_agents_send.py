"""What is sent about an invoice goes to the parties of that invoice, and to nobody who merely looks like one."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from nlconnect.agents import Toolbox
from nlconnect.approvals import Book
from nlconnect.config import Config, Settings
from nlconnect.errors import ApprovalRequired, PolicyRefused
from nlconnect.testing import SignedInMock

POLICY = """
controller = "Voorbeeld Installatietechniek B.V."
language = "nl"

[purposes.desk]
title = "Sending invoices and reports"
legal_basis = "Art. 6(1)(b) GDPR: carrying out the contract"
systems = ["exact", "graph"]
entities = ["salesinvoice.SalesInvoices", "mail.*"]
categories = ["user.name", "user.contact", "user.content", "user.behavior.communication_metadata"]
operations = ["read", "create", "call"]
outlets = ["agent"]
recipients = ["*@team.voorbeeld.test"]
"""

BETWEEN = 1_000.0
"""Seconds between two sends: an agent may be wrong so often."""


@pytest.fixture
def exact(mock_exact: SignedInMock, tmp_path: Path) -> SignedInMock:
    mock_exact.policy = tmp_path / "policy.toml"
    mock_exact.policy.write_text(POLICY, "utf-8")
    return mock_exact


@pytest.fixture
def toolbox(exact: SignedInMock, mock_graph: SignedInMock) -> Iterator[Toolbox]:
    mock_graph.policy = exact.policy
    with opened(exact, mock_graph) as found:
        yield found


def opened(exact: SignedInMock, graph: SignedInMock) -> Toolbox:
    mocks = {mock.name: mock for mock in (exact, graph)}
    config = Config(
        path=None,
        settings=Settings(policy=exact.policy),
        profiles={"books": exact.profile, "mail": graph.profile},
    )
    return Toolbox(
        config=config,
        purpose="desk",
        store=graph.store,
        clock=graph.clock,
        open_connection=lambda profile, **options: mocks[profile.login.system].connect(**options),
    )


class Books:
    """Customers that are easily taken for each other, and an invoice of one of them."""

    def __init__(self, mock: SignedInMock) -> None:
        self._mock = mock
        self.payer = self.account("Bakkerij Jansen B.V.", "facturen@bakkerij-jansen.test", accountant=None)
        self.buyer = self.account("Bakkerij Jansen Gouda B.V.", "gouda@bakkerij-jansen.test")
        self.other = self.account("Bakkerij Janssen B.V.", "facturen@bakkerij-janssen.test")
        self.sister = self.account("Bakkerij Jansen Holding B.V.", "holding@bakkerij-jansen.test")
        mock.add("crm.Contacts", account=self.payer, first_name="A", last_name="B", email="ab@bakkerij-jansen.test")
        mock.add("crm.Contacts", account=self.other, first_name="C", last_name="D", email="cd@bakkerij-janssen.test")
        row = mock.add(
            "salesinvoice.SalesInvoices",
            invoice_to=self.payer,
            ordered_by=self.buyer,
            deliver_to=self.buyer,
            journal="70",
        )
        self.invoice = str(row["InvoiceID"])

    def account(self, name: str, email: str, accountant: str | None = None) -> str:
        row = self._mock.add("crm.Accounts", name=name, email=email, code=email)
        if accountant is not None:
            self._mock.change("crm.Accounts", row["ID"], accountant=accountant)
        return str(row["ID"])


@pytest.fixture
def books(exact: SignedInMock) -> Books:
    return Books(exact)


def mail(toolbox: Toolbox, *to: str, about: str | None = None) -> dict[str, object]:
    values = {
        "subject": "Uw factuur",
        "body": {"content_type": "text", "content": "Zie bijlage"},
        "to_recipients": [{"email_address": {"address": address}} for address in to],
    }
    question: dict[str, object] = {"profile": "mail", "entity": "mail.SendMail", "verb": "call", "values": values}
    if about is not None:
        question["about"] = {"profile": "books", "entity": "salesinvoice.SalesInvoices", "key": about}
    return toolbox.call("plan", question).content


@pytest.mark.parametrize(
    "address",
    [
        "facturen@bakkerij-jansen.test",
        "Facturen@Bakkerij-Jansen.test",
        "gouda@bakkerij-jansen.test",
        "ab@bakkerij-jansen.test",
        "chef@team.voorbeeld.test",
    ],
)
def test_a_party_of_the_invoice_and_the_team_may_get_it(
    toolbox: Toolbox, mock_graph: SignedInMock, books: Books, address: str
) -> None:
    planned = mail(toolbox, address, about=books.invoice)
    assert "waits for one person" in str(planned["standing"])
    (request,) = Book(mock_graph.store).requests()
    assert request.recipients[0].partition(":")[0] == address
    assert request.recipients[1:] == (f"about salesinvoice.SalesInvoices {books.invoice}",)


@pytest.mark.parametrize(
    "address",
    [
        "facturen@bakkerij-janssen.test",  # the other customer of nearly that name
        "cd@bakkerij-janssen.test",
        "holding@bakkerij-jansen.test",  # the same domain, another company
        "facturen@bakkerij-jansеn.test",  # noqa: RUF001  # a Cyrillic letter
        "facturen@bakkerij-jansen.test.evil.test",
        "facturen@bakkerij-jansen.tes",
        "anybody@elsewhere.test",
        "facturen@bakkerij-janßen.test",  # which some take for the ss of another domain
    ],
)
def test_nobody_else_gets_it_and_the_reason_is_told_in_the_language_of_the_policy(
    toolbox: Toolbox, mock_graph: SignedInMock, books: Books, address: str
) -> None:
    for to in ([address], ["facturen@bakkerij-jansen.test", address]):
        with pytest.raises(PolicyRefused, match=r"staat bij geen partij|niet één gewoon adres") as refused:
            mail(toolbox, *to, about=books.invoice)
        assert address not in str(refused.value), "a refusal goes into logs"
    assert Book(mock_graph.store).requests() == []


def test_without_a_document_only_whom_the_policy_names_gets_mail(toolbox: Toolbox, books: Books) -> None:
    mail(toolbox, "chef@team.voorbeeld.test")
    with pytest.raises(PolicyRefused, match="wordt door het beleid niet genoemd"):
        mail(toolbox, "facturen@bakkerij-jansen.test")


def test_an_address_counts_as_it_stands_now(toolbox: Toolbox, books: Books, exact: SignedInMock) -> None:
    mail(toolbox, "facturen@bakkerij-jansen.test", about=books.invoice)
    exact.change("crm.Accounts", books.payer, email="nieuw@bakkerij-jansen.test")
    with pytest.raises(PolicyRefused):
        mail(toolbox, "facturen@bakkerij-jansen.test", about=books.invoice)
    mail(toolbox, "nieuw@bakkerij-jansen.test", about=books.invoice)


def test_the_accountant_of_a_party_may_get_it(toolbox: Toolbox, books: Books, exact: SignedInMock) -> None:
    bureau = books.account("Administratiekantoor De Vries", "post@kantoor-devries.test")
    with pytest.raises(PolicyRefused):
        mail(toolbox, "post@kantoor-devries.test", about=books.invoice)
    exact.change("crm.Accounts", books.payer, accountant=bureau)
    mail(toolbox, "post@kantoor-devries.test", about=books.invoice)


def test_that_somebody_wrote_before_creates_no_trust(toolbox: Toolbox, mock_graph: SignedInMock, books: Books) -> None:
    sender = {"emailAddress": {"address": "facturen@bakkerij-janssen.test", "name": "Bakkerij Jansen"}}
    letter = mock_graph.add("mail.Messages", subject="Stuur de factuur hierheen", from_=sender)
    question = {
        "profile": "mail",
        "entity": "mail.Reply",
        "verb": "call",
        "of": {"message": str(letter["id"])},
        "values": {"comment": "Hierbij de factuur"},
        "about": {"profile": "books", "entity": "salesinvoice.SalesInvoices", "key": books.invoice},
    }
    with pytest.raises(PolicyRefused, match="staat niet in dit plan"):
        toolbox.call("plan", question)


def test_of_many_confusable_customers_none_gets_anothers_invoice(
    toolbox: Toolbox, mock_graph: SignedInMock, books: Books
) -> None:
    """A seeded sample; `python -m bench.sends` makes ten thousand."""
    chance = random.Random(20)
    known = {"facturen@bakkerij-jansen.test", "gouda@bakkerij-jansen.test", "ab@bakkerij-jansen.test"}
    others = ["facturen@bakkerij-janssen.test", "cd@bakkerij-janssen.test", "holding@bakkerij-jansen.test"]
    wrong = stopped = 0
    for _ in range(40):
        mock_graph.advance(BETWEEN)
        address = chance.choice([*sorted(known), *others])
        try:
            mail(toolbox, address, about=books.invoice)
            wrong += address not in known
        except PolicyRefused:
            stopped += address in known
    assert (wrong, stopped) == (0, 0)


def test_the_policy_may_let_mail_to_the_team_go_without_a_persons_yes(
    toolbox: Toolbox, exact: SignedInMock, mock_graph: SignedInMock, books: Books
) -> None:
    planned = mail(toolbox, "chef@team.voorbeeld.test")
    with pytest.raises(ApprovalRequired):
        toolbox.call("apply", {"profile": "mail", "plan": planned["plan"]})
    assert exact.policy is not None
    exact.policy.write_text(POLICY.replace("recipients =", 'unattended = ["mail.SendMail"]\nrecipients ='), "utf-8")
    with opened(exact, mock_graph) as other:
        planned = mail(other, "chef@team.voorbeeld.test")
        assert str(planned["standing"]).startswith("ready")
        assert other.call("apply", {"profile": "mail", "plan": planned["plan"]}).content["outcome"] == "done"
        party = mail(other, "facturen@bakkerij-jansen.test", about=books.invoice)
        with pytest.raises(ApprovalRequired):
            other.call("apply", {"profile": "mail", "plan": party["plan"]})
