"""Generated sends with confusable parties through the verbs of agents: `python -m bench.sends [--sends N]`.

Customers share names, domains and letters; some are merged, some move to another address between two sends. Each send
is about an invoice and goes to an address that is registered with one of its parties, or only looks like one.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.figure import Figure

from nlconnect.agents import Toolbox
from nlconnect.config import Config, Settings
from nlconnect.errors import PolicyRefused
from nlconnect.mock.system import Setting
from nlconnect.testing import SignedInMock

SENDS = 10_000
FAMILIES = 40
A_DAY = 400
"""Sends that the calls of a day at Exact are enough for, with some to spare."""
BETWEEN = 1_000.0
"""Seconds between two sends: an agent may be wrong ten times in an hour."""
WRONGLY_STOPPED = 0.01
POLICY = """
controller = "Bench"

[purposes.desk]
title = "Sending invoices"
legal_basis = "Art. 6(1)(b) GDPR"
systems = ["exact", "graph"]
entities = ["salesinvoice.SalesInvoices", "mail.SendMail"]
categories = ["user"]
operations = ["read", "call"]
outlets = ["agent"]
"""
LOOKALIKES = str.maketrans({"a": "а", "e": "е", "o": "о", "i": "і"})  # noqa: RUF001  # Cyrillic, on purpose


@dataclass
class Invoice:
    """An invoice and every address that may get it."""

    key: str
    payer: str
    family: int
    allowed: set[str]


@dataclass
class Count:
    """What became of the sends."""

    sends: int = 0
    right: int = 0
    wrong: int = 0
    """Planned to somebody who is no party."""
    stopped: int = 0
    """A party that was refused."""
    kinds: dict[str, int] = field(default_factory=dict)


class Town:
    """Families of companies that are easily taken for each other."""

    def __init__(self, exact: SignedInMock, *, seed: int) -> None:
        self._exact = exact
        self._chance = random.Random(seed)
        self.invoices: list[Invoice] = []
        for family in range(FAMILIES):
            self._family(family)

    def address(self, invoice: Invoice) -> tuple[str, str]:
        """An address, and which kind of mistake or none it is."""
        relatives = [one for one in self.invoices if one.family == invoice.family and one is not invoice]
        right = self._chance.choice(sorted(invoice.allowed))
        relative = self._chance.choice(relatives)
        theirs = self._chance.choice(sorted(relative.allowed - invoice.allowed))
        local, _, domain = right.partition("@")
        return self._chance.choice(
            [
                (right, "party"),
                (right.upper(), "party"),
                (theirs, "same name"),
                (f"holding@{domain}", "same domain"),
                (f"{local}@{domain.translate(LOOKALIKES)}", "look-alike letters"),
                (f"{local}@{domain}.evil.test", "longer domain"),
                (f"{local}@{domain.replace('.test', '-nl.test')}", "near domain"),
            ]
        )

    def move(self, invoice: Invoice) -> str:
        """The payer gets another address; gives the old one, which some cache may still hold."""
        old = next(address for address in sorted(invoice.allowed) if address.startswith("facturen"))
        new = f"facturen{self._chance.randrange(10**6)}@{old.partition('@')[2]}"
        self._exact.change("crm.Accounts", invoice.payer, email=new)
        for other in self.invoices:
            if other.payer == invoice.payer:
                other.allowed = {new if address == old else address for address in other.allowed}
        return old

    def _family(self, family: int) -> None:
        names = (f"bakker{family}", f"bakkker{family}", f"bakker{family}-gouda", f"bakker-{family}")
        for name in names:
            domain = f"{name}.test"
            payer = self._account(f"Bakker {family} B.V.", f"facturen@{domain}")
            buyer = self._account(f"Bakker {family} Verkoop B.V.", f"inkoop@{domain}")
            self._exact.add("crm.Contacts", account=payer, first_name="A", last_name="B", email=f"ab@{domain}")
            row = self._exact.add("salesinvoice.SalesInvoices", invoice_to=payer, ordered_by=buyer, journal="70")
            allowed = {f"facturen@{domain}", f"inkoop@{domain}", f"ab@{domain}"}
            self.invoices.append(Invoice(str(row["InvoiceID"]), payer, family, allowed))

    def _account(self, name: str, email: str) -> str:
        return str(self._exact.add("crm.Accounts", name=name, email=email, code=email)["ID"])


def measure(sends: int = SENDS, *, seed: int = 1) -> Count:
    """Plan that many sends; nothing is mailed."""
    exact = SignedInMock("exact", setting=Setting(seeded=False, quota="off"))
    graph = SignedInMock("graph", setting=Setting(seeded=False, quota="off"))
    chance, count = random.Random(seed), Count()
    with tempfile.TemporaryDirectory() as folder:
        policy = Path(folder, "policy.toml")
        policy.write_text(POLICY, "utf-8")
        exact.policy = graph.policy = policy
        mocks = {"exact": exact, "graph": graph}
        profiles = {name: mock.profile for name, mock in mocks.items()}
        config = Config(path=None, settings=Settings(policy=policy), profiles=profiles)
        town = Town(exact, seed=seed)
        with Toolbox(
            config=config,
            purpose="desk",
            store=graph.store,
            clock=graph.clock,
            open_connection=lambda profile, **options: mocks[profile.login.system].connect(**options),
        ) as toolbox:
            for number in range(sends):
                if number % A_DAY == 0:
                    exact.advance(86_400.0)  # another day, with calls of its own
                graph.advance(BETWEEN)
                invoice = chance.choice(town.invoices)
                if chance.random() < 0.05:
                    address, kind = town.move(invoice), "stale cache"
                else:
                    address, kind = town.address(invoice)
                _send(toolbox, invoice, address, kind, count)
        exact.close()
        graph.close()
    return count


def _send(toolbox: Toolbox, invoice: Invoice, address: str, kind: str, count: Count) -> None:
    is_party = address.casefold() in invoice.allowed
    question = {
        "profile": "graph",
        "entity": "mail.SendMail",
        "verb": "call",
        "values": {
            "subject": "Uw factuur",
            "body": {"content_type": "text", "content": "Zie bijlage"},
            "to_recipients": [{"email_address": {"address": address}}],
        },
        "about": {"profile": "exact", "entity": "salesinvoice.SalesInvoices", "key": invoice.key},
    }
    count.sends += 1
    count.kinds[kind] = count.kinds.get(kind, 0) + 1
    try:
        toolbox.call("plan", question)
        count.right += is_party
        count.wrong += not is_party
    except PolicyRefused:
        count.stopped += is_party


def figures(sends: int = SENDS) -> Iterator[Figure]:
    """The promised figures beside their aims."""
    count = measure(sends)
    told = ", ".join(f"{kind} {number:,}" for kind, number in sorted(count.kinds.items()))
    yield Figure(f"agents: of {count.sends:,} sends, planned to the wrong customer", count.wrong, 0, detail=told)
    share = count.stopped / max(1, count.right + count.stopped)
    yield Figure("agents: share of right sends that were stopped", share, WRONGLY_STOPPED)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench.sends", description=__doc__)
    parser.add_argument("--sends", type=int, default=SENDS)
    given = parser.parse_args(arguments)
    found = list(figures(given.sends))
    for figure in found:
        print(figure)
    return 0 if all(figure.ok for figure in found) else 1


if __name__ == "__main__":
    sys.exit(main())
