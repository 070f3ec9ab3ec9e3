"""Everything that can happen to a write on its way, for each verb in each system: how often it was carried out then.

`python -m bench.faults` prints the table. In process, on a clock that stands still until it is told to move.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bench.stage import BESIDE, Witness

from nlconnect import Call, Create, Delete, Link, Unlink, Update, ref
from nlconnect.client import Connection
from nlconnect.connector import connector
from nlconnect.mock import Setting
from nlconnect.model.change import Change
from nlconnect.model.outcome import Done, Outcome, Plan, Rejected, Unknown
from nlconnect.testing import SignedInMock

KEY = "00000000-0000-0000-0000-000000000042"
ROUNDS = 6
SETTLED_SECONDS = 130.0
METHODS = ("POST", "PUT", "PATCH", "DELETE")
Case = Callable[[SignedInMock, Connection], Change]


@dataclass(frozen=True)
class Row:
    """What came of one verb in one system under one fault."""

    system: str
    verb: str
    fault: str
    doubles: int
    missing: int
    """Not there in the end, though it can be looked for, or though it was told to be done."""
    unknown: int
    """Left open in the end, since nothing tells it from others."""

    def __str__(self) -> str:
        return f"{self.system:6} {self.verb:21} {self.fault:41} {self.doubles:7} {self.missing:7} {self.unknown:7}"


def struck_by(kind: str, **details: Any) -> Callable[[SignedInMock, Plan], None]:
    """That fault of the mock, for the one request that writes."""

    def strike(mock: SignedInMock, plan: Plan) -> None:
        mock.fail_next(kind, method=plan.method, **details)

    return strike


TWICE = "the plan is delivered twice"
FAULTS: Mapping[str, Callable[[SignedInMock, Plan], None]] = {
    "503 after it was done": struck_by("503-after"),
    "500 after it was done": struck_by("500-after"),
    "503 before anything was done": struck_by("503"),
    "a page of a gateway instead of an answer": struck_by("html"),
    "cut after the body was sent, and done": struck_by("cut-after"),
    "cut after the body was sent, and not done": struck_by("cut-before"),
    "cut in the answer": struck_by("cut-after", at=12),
    "done long after the caller gave up": struck_by("late", seconds=100.0),
    TWICE: lambda mock, plan: None,
}
HEAD = f"{'system':6} {'verb':21} {'fault':41} doubles missing unknown"
WORKERS = "two workers on one plan, at every step"


def measure(system: str, verb: str) -> Iterator[Row]:
    """Every fault for one verb of one system."""
    for fault, strike in FAULTS.items():
        yield _struck(system, verb, fault, strike)
    yield shared(system, verb)


def _struck(system: str, verb: str, fault: str, strike: Callable[[SignedInMock, Plan], None]) -> Row:
    mock, witness, connection, plan = _begun(system, verb)
    strike(mock, plan)
    outcome = connection.apply(plan)
    assert isinstance(outcome, Done) == (fault == TWICE), f"{system} {verb}: the fault struck nothing"
    outcome = _ended(mock, connection, plan, outcome)
    mock.close()
    return _row(system, verb, fault, [(witness, outcome)])


def shared(system: str, verb: str) -> Row:
    """At each step of one worker another one comes, does all it can, and the first goes on."""
    seen: list[tuple[Witness, Outcome]] = []
    for step in range(100):
        mock, witness, connection, plan = _begun(system, verb)
        other = _connected(mock)
        came = _interrupted(connection, step, lambda other=other, plan=plan: other.apply(plan))  # type: ignore[misc]  # bound now
        outcome = _ended(mock, connection, plan, connection.apply(plan))
        mock.close()
        if not came:
            break
        seen.append((witness, outcome))
    assert len(seen) > 2, "hardly anything was counted"
    return _row(system, verb, WORKERS, seen)


def _row(system: str, verb: str, fault: str, seen: list[tuple[Witness, Outcome]]) -> Row:
    return Row(
        system,
        verb,
        fault,
        doubles=sum(witness.doubles for witness, _ in seen),
        missing=sum(
            not isinstance(outcome, Unknown) and not sum(witness.carried_out.values()) for witness, outcome in seen
        ),
        unknown=sum(isinstance(outcome, Unknown) for _, outcome in seen),
    )


def _begun(system: str, verb: str) -> tuple[SignedInMock, Witness, Connection, Plan]:
    mock = SignedInMock(system, setting=Setting(quota="off"))
    connection = _connected(mock)
    change = CASES[system][verb](mock, connection)
    witness = Witness(mock.service)
    mock._service = witness
    return mock, witness, connection, connection.plan(change)


def _connected(mock: SignedInMock) -> Connection:
    every = [entity.qualified_name for entity in connector(mock.name).catalogue.entities()]
    return mock.connect(allow_writes=every).within(**BESIDE.get(mock.name, {}))


def _ended(mock: SignedInMock, connection: Connection, plan: Plan, outcome: Outcome) -> Outcome:
    """What a careful caller makes of it: deliver it again, look for it, wait, look again."""
    for _ in range(ROUNDS):
        if isinstance(outcome, Rejected) and not outcome.repeatable:
            raise outcome.error
        again = connection.apply(plan)
        if isinstance(again, Done):
            return again
        outcome = connection.reconcile(plan) if isinstance(again, Unknown) else again
        mock.advance(SETTLED_SECONDS)
    return outcome


def _interrupted(connection: Connection, step: int, come: Callable[[], Outcome]) -> list[Outcome]:
    """Let `come` happen before that step of what the connection does to the world; filled once it has."""
    came: list[Outcome] = []
    left = [step]

    def counted(work: Callable[..., Any]) -> Callable[..., Any]:
        def stepped(*given: Any, **named: Any) -> Any:
            left[0] -= 1
            if left[0] == -1:
                came.append(come())
            return work(*given, **named)

        return stepped

    exchange = connection._session.exchange
    exchange.port.send = counted(exchange.port.send)  # type: ignore[method-assign]  # the same, counted
    exchange.store = _Counted(exchange.store, counted)
    return came


class _Counted:
    """A store whose changes are steps."""

    def __init__(self, store: Any, counted: Callable[[Callable[..., Any]], Callable[..., Any]]) -> None:
        self._store = store
        self._counted = counted

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._store, name)
        return self._counted(found) if name in ("put", "delete", "update", "update_all") else found


def _exact() -> Mapping[str, Case]:
    from nlconnect_exact.crm import Accounts
    from nlconnect_exact.salesentry import SalesEntries
    from nlconnect_exact.salesinvoice import PrintedSalesInvoices

    def account(mock: SignedInMock) -> str:
        return str(
            mock.add("crm.Accounts", id=KEY, code="99999", name="Voorbeeld", city="Utrecht", is_sales=True)["ID"]
        )

    def entry(mock: SignedInMock, exact: Connection) -> Change:
        account(mock)
        line = {"gl_account": ref(code="8000"), "amount_fc": "100.10"}
        return Create(SalesEntries, customer=KEY, journal="70", your_ref="2026-118", sales_entry_lines=[line, line])

    def printed(mock: SignedInMock, exact: Connection) -> Change:
        return Call(PrintedSalesInvoices, invoice_id=KEY)

    return {
        "create": lambda mock, exact: Create(Accounts, code="99998", name="Voorbeeld"),
        "create with lines": entry,
        "update": lambda mock, exact: Update(Accounts, account(mock), city="Gouda"),
        "delete": lambda mock, exact: Delete(Accounts, account(mock)),
        "call": printed,
    }


def _afas() -> Mapping[str, Case]:
    from nlconnect_afas.items import FbItemArticle
    from nlconnect_afas.other import HrEmpAdrMutInsite
    from nlconnect_afas.sales import FbSales

    line = {"va_it": "2", "it_cd": "T1003", "qu_un": "2", "upri": "50.10"}

    def item(afas: Connection) -> str:
        made = afas.apply(afas.plan(Create(FbItemArticle, it_cd="Z-1", ds="Voorbeeld", grp="1", bi_un="STK"))).unwrap()
        return str((made.key or ("",))[0])

    return {
        "create": lambda mock, afas: Create(FbSales, db_id="10001", rf_cs="PO-1", fb_sales_lines=[line, line]),
        "update": lambda mock, afas: Update(FbItemArticle, item(afas), ds="Anders"),
        "delete": lambda mock, afas: Delete(FbItemArticle, item(afas)),
        "call": lambda mock, afas: Call(HrEmpAdrMutInsite, da_be="2026-12-01", ad="Dorpsstraat", hm_nr=1),
    }


def _graph() -> Mapping[str, Case]:
    from nlconnect_graph.calendar import Events
    from nlconnect_graph.contacts import Contacts
    from nlconnect_graph.directory import Groups
    from nlconnect_graph.mail import SendMail

    start, end = datetime(2026, 12, 1, 12, tzinfo=UTC), datetime(2026, 12, 1, 13, tzinfo=UTC)

    def contact(mock: SignedInMock) -> str:
        return str(mock.add("contacts.Contacts", display_name="Voorbeeld")["id"])

    def user(mock: SignedInMock) -> str:
        return str(mock.add("directory.Users", user_principal_name="nieuw@voorbeeldgroep.test", display_name="N")["id"])

    def unlinked(mock: SignedInMock, graph: Connection) -> Change:
        group, new = ref(display_name="Administratie"), user(mock)
        graph.apply(graph.plan(Link(Groups, group, via="members", to=new))).unwrap()
        return Unlink(Groups, group, via="members", to=new)

    def letter(mock: SignedInMock, graph: Connection) -> Change:
        to = {"email_address": {"address": "info@example.nl"}}
        return Call(SendMail, subject="Voorbeeld", body={"content_type": "text", "content": "Dag"}, to_recipients=[to])

    return {
        "create": lambda mock, graph: Create(Contacts, display_name="Nieuw voorbeeld"),
        "create with an own id": lambda mock, graph: Create(Events, subject="Voorbeeld", start=start, end=end),
        "update": lambda mock, graph: Update(Contacts, contact(mock), job_title="Anders"),
        "delete": lambda mock, graph: Delete(Contacts, contact(mock)),
        "call": letter,
        "link": lambda mock, graph: Link(Groups, ref(display_name="Administratie"), via="members", to=user(mock)),
        "unlink": unlinked,
    }


CASES: Mapping[str, Mapping[str, Case]] = {"exact": _exact(), "afas": _afas(), "graph": _graph()}


def main() -> int:
    print(HEAD)
    bad = 0
    for system, verbs in CASES.items():
        for verb in verbs:
            for row in measure(system, verb):
                bad += bool(row.doubles or row.missing)
                print(row, flush=True)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
