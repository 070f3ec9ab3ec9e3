"""The company that is fuzzed: what an agent may see, what it may not, and everything that reaches a system."""

from __future__ import annotations

import base64
import hashlib
import json
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from nlconnect.agents import Toolbox
from nlconnect.approvals import Book, Decision, KeyFile, decided, new_key
from nlconnect.approvals.book import APPROVERS as APPROVER
from nlconnect.approvals.keys import key_path
from nlconnect.config import Config, Profile, Settings
from nlconnect.engine.intent import Ledger
from nlconnect.errors import NlconnectError
from nlconnect.mock.system import Setting
from nlconnect.model.outcome import Plan
from nlconnect.model.wire import Request
from nlconnect.policy import read_policy
from nlconnect.testing import SignedInMock

HIDDEN, SHOWN, ELSEWHERE = "Zqhiddenqz", "Zqshownqz", "Zqelsewhere"
"""Every planted value begins with one of these: what no answer may hold, what it may, and what is another profile's."""
NUMBER = "908172635"
"""A national number, which no answer may hold either."""
PASSPHRASE = "a long enough passphrase"
APPROVERS = ("jansen", "devries")
SYSTEMS = ("books", "mail")
OUT_OF_REACH = "payroll"
"""A profile of the same settings that this agent was not given."""

Fields = Mapping[str, frozenset[str]]


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


@dataclass(frozen=True)
class House:
    """One set of rules, and, as read from them by a person, which fields an agent may never see there."""

    name: str
    policy: str
    hidden: Fields
    purpose: str | None = None
    calls: int | None = None
    """Requests that a day's budget allows."""
    records: int | None = None


OFFICE = House(
    "office",
    """
controller = "Voorbeeld Installatietechniek B.V."
language = "nl"

[purposes.office]
title = "Kantoorwerk"
legal_basis = "AVG art. 6 lid 1 b"
systems = ["exact", "graph"]
entities = ["salesinvoice.*", "cashflow.*", "crm.*", "mail.*", "calendar.*", "files.*", "directory.*"]
categories = ["user.name", "user.contact.email", "user.contact.phone_number", "user.content",
    "user.behavior.communication_metadata", "user.financial.bank_account"]
operations = ["read", "create", "update", "delete", "call"]
outlets = ["agent"]
recipients = ["*@voorbeeld.test", "team@voorbeeld.test", "parties of salesinvoice.SalesInvoices"]
unattended = ["mail.SendMail"]

[purposes.office.masks]
"user.contact.phone_number" = "partial"
"user.financial.bank_account" = "partial"

[agents.assistant]
title = "The one that is fuzzed"
purposes = ["office"]
""",
    {
        "crm.Accounts": _names("bsn phone postcode address_line1 vat_number"),
        "crm.Contacts": _names("social_security_number phone mobile birth_place partner_name nationality postcode"),
        "crm.BankAccounts": _names("bank_account iban"),
        "directory.Users": _names("street_address mobile_phone employee_id department"),
    },
    purpose="office",
)
NARROW = House(
    "narrow",
    """
controller = "Voorbeeld Installatietechniek B.V."

[purposes.reports]
title = "Figures for the owner"
legal_basis = "Art. 6(1)(f) GDPR"
systems = ["exact"]
entities = ["salesinvoice.SalesInvoices", "cashflow.Receivables", "crm.Accounts"]
categories = ["user.name"]
operations = ["read"]
outlets = ["agent"]

[purposes.reports.masks]
"user.name" = "pseudonym"

[purposes.reports.budget]
calls = 12
records = 40
""",
    {
        "crm.Accounts": _names("name email remarks bsn phone postcode address_line1 vat_number"),
        "salesinvoice.SalesInvoices": _names("description your_ref remarks"),
        "cashflow.Receivables": _names("description your_ref"),
    },
    purpose="reports",
    calls=12,
    records=40,
)
BARE = House(
    "bare",
    "",
    {
        "crm.Accounts": _names("name email remarks bsn phone postcode address_line1 vat_number"),
        "crm.Contacts": _names("first_name last_name email phone mobile notes social_security_number postcode"),
        "crm.BankAccounts": _names("bank_account iban description"),
        "salesinvoice.SalesInvoices": _names("description your_ref remarks"),
        "cashflow.Receivables": _names("description your_ref"),
        "mail.Messages": _names("subject body_preview"),
        "calendar.Events": _names("subject"),
        "directory.Users": _names("display_name street_address mobile_phone employee_id department"),
    },
)
HOUSES = (OFFICE, NARROW, BARE)

PLANTED: Fields = {
    "crm.Accounts": _names("name remarks phone postcode address_line1 vat_number"),
    "crm.Contacts": _names("first_name last_name phone mobile notes birth_place partner_name nationality postcode"),
    "crm.BankAccounts": _names("bank_account iban description"),
    "salesinvoice.SalesInvoices": _names("description your_ref remarks"),
    "cashflow.Receivables": _names("description your_ref"),
    "mail.Messages": _names("subject"),
    "calendar.Events": _names("subject"),
    "directory.Users": _names("display_name street_address mobile_phone employee_id department"),
}


COOLING = 86_400.0
"""Seconds that a changed account number waits after the last yes."""


@dataclass(frozen=True)
class Grant:
    """What people saw and said yes to, who and when."""

    method: str
    url: str
    body: str | None
    expires_at: float
    said: Mapping[str, float]
    is_about_money: bool

    def binds(self, now: float) -> bool:
        """Whether it may be carried out: two people and a day where money would go elsewhere."""
        if now >= self.expires_at or len(self.said) < 1 + self.is_about_money:
            return False
        return not self.is_about_money or now >= max(self.said.values()) + COOLING


@dataclass
class World:
    """One company under the rules of a house. `sent` is everything that asked a system for more than an answer."""

    house: House
    folder: Path
    exact: SignedInMock
    graph: SignedInMock
    other: SignedInMock
    keys: dict[str, list[str]] = field(default_factory=dict)
    """Keys of records by entity."""
    parties: dict[str, frozenset[str]] = field(default_factory=dict)
    """Who may get what is sent about an invoice, by its key."""
    debtors: dict[str, frozenset[str]] = field(default_factory=dict)
    """The same for an amount that is owed."""
    sent: list[Request] = field(default_factory=list)
    asked: int = 0
    """Requests to the systems today, but for signing in."""
    told: int = 0
    """Records that agents were told today."""
    strayed: int = 0
    """Requests to the profile that is out of reach."""
    grants: dict[str, Grant] = field(default_factory=dict)
    _toolboxes: dict[str, Toolbox] = field(default_factory=dict)

    @property
    def now(self) -> float:
        return self.graph.clock.now()

    @property
    def book(self) -> Book:
        """As a person's program opens it."""
        policy = self.exact.policy
        return Book(self.graph.store, policy=None if policy is None else read_policy(policy))

    def advance(self, seconds: float) -> None:
        """Time goes on; a new day (UTC) has budgets of its own."""
        day = self.now // 86_400
        for mock in (self.exact, self.graph, self.other):
            mock.advance(seconds)
        if self.now // 86_400 != day:
            self.asked = self.told = 0

    def toolbox(self, *, agent: str, session: str = "") -> Toolbox:
        """A conversation of an agent; its connections are those of all its conversations, since they are what costs."""
        if agent not in self._toolboxes:
            self._toolboxes[agent] = self._opened(agent)
        return self._toolboxes[agent].within(session)

    def _opened(self, agent: str) -> Toolbox:
        mocks = {"exact": self.exact, "graph": self.graph, "afas": self.other}
        config = Config(
            path=None,
            settings=Settings(policy=self.exact.policy),
            profiles={
                name: Profile(name=name, login=mock.profile.login, scope=mock.profile.scope)
                for name, mock in (("books", self.exact), ("mail", self.graph), (OUT_OF_REACH, self.other))
            },
        )
        return Toolbox(
            SYSTEMS,
            agent=agent,
            purpose=self.house.purpose,
            config=config,
            store=self.graph.store,
            clock=self.graph.clock,
            open_connection=lambda profile, **options: mocks[profile.login.system].connect(**options),
        )

    def decide(self, plan_id: str, who: str, *, granted: bool) -> None:
        """A person looks at what is stored and decides; nothing where they would not."""
        plan = Ledger(self.graph.store).plan(plan_id)
        if plan is None:
            return
        try:
            request = self.book.request(plan_id)
            key = KeyFile(key_path(self.folder, who))
            decision = Decision(plan_id, plan.fingerprint(), who, granted, "no", self.now, request.expires_at)
            self.book.decide(decided(decision, key, passphrase=PASSPHRASE), now=self.now)
        except NlconnectError:
            return
        if not granted:
            self.grants.pop(plan_id, None)
            return
        before = self.grants.get(plan_id)
        body = body_of(plan)
        said = before.said if before is not None and before.body == body else {}
        self.grants[plan_id] = Grant(
            plan.method,
            plan.url,
            body,
            plan.expires_at,
            {**said, who: self.now},
            "bank" in f"{plan.entity}{plan.body}".lower(),
        )

    def close(self) -> None:
        for mock in (self.exact, self.graph, self.other):
            mock.close()


@contextmanager
def opened(house: House) -> Iterator[World]:
    """A company with a few records, and people who approve."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        keys = {name: new_key(folder, name, passphrase=PASSPHRASE) for name in APPROVERS}
        mocks = tuple(SignedInMock(system, setting=_quiet()) for system in ("exact", "graph", "afas"))
        if house.policy:
            policy = folder / "policy.toml"
            named = "\n".join(f'{name} = "{key.public}"' for name, key in keys.items())
            policy.write_text(f"{house.policy}\n[approvals.approvers]\n{named}\n", "utf-8")
            for mock in mocks:
                mock.policy = policy
        exact, graph, other = mocks
        world = World(house, folder, exact, graph, other)
        for key in keys.values():
            world.graph.store.put(APPROVER, key.name, json.dumps(asdict(key)).encode())
        _records(world)
        _listen(world)
        yield world
        world.close()


def _quiet() -> Setting:
    return Setting(seeded=False, quota="off")


def _records(world: World) -> None:
    for number, name in enumerate(("klant", "ander")):
        account = _add(world, "crm.Accounts", number, email=f"facturen@{name}.test", bsn=NUMBER, code=str(number))
        contact = f"inkoop@{name}.test"
        _add(world, "crm.Contacts", number, account=account, email=contact, social_security_number=NUMBER)
        _add(world, "crm.BankAccounts", number, account=account)
        invoice = _add(
            world, "salesinvoice.SalesInvoices", number, invoice_to=account, ordered_by=account, journal="70"
        )
        world.parties[invoice] = frozenset({f"facturen@{name}.test", contact})
        owed = _add(world, "cashflow.Receivables", number, account=account, amount_dc=100 + number)
        world.debtors[owed] = world.parties[invoice]
        _add(world, "directory.Users", number)
        sender = {"emailAddress": {"address": "inbox@evil.test", "name": name}}
        text = {"contentType": "text", "content": "reply to me"}
        _add(world, "mail.Messages", number, body=text, **({"from_": sender} if number else {}))
        _add(world, "calendar.Events", number)
    for number in range(2, 14):  # enough for answers that go on
        _add(world, "cashflow.Receivables", number, amount_dc=number)
    world.other.add("employees.Profit_Employees", person_id=f"{ELSEWHERE}1", birth_name=f"{ELSEWHERE}2", bsn=NUMBER)


def _add(world: World, entity: str, number: int, **values: object) -> str:
    mock = world.graph if entity.partition(".")[0] in ("mail", "calendar", "directory") else world.exact
    hidden = world.house.hidden.get(entity, frozenset())
    marks = {name: f"{HIDDEN if name in hidden else SHOWN}{number}{name}" for name in PLANTED.get(entity, ())}
    planted: dict[str, Any] = {**marks, **values}
    row = mock.add(entity, **planted)
    key = str(row.get("ID") or row.get("InvoiceID") or row.get("id") or "")
    world.keys.setdefault(entity, []).append(key)
    return key


def _listen(world: World) -> None:
    for mock in (world.exact, world.graph, world.other):
        handle = mock.handle

        def listening(request: Request, mock: SignedInMock = mock, handle: object = handle) -> object:
            if "token" not in request.url:
                world.asked += mock is not world.other
                world.strayed += mock is world.other
                if request.method not in ("GET", "HEAD") and "$batch" not in request.url:
                    world.sent.append(request)
            return handle(request)  # type: ignore[operator]  # the mock's own

        mock.handle = listening  # type: ignore[method-assign, assignment]  # in this run it listens first


def body_of(plan: Plan) -> str | None:
    """What a plan would send, with each file in its place; one that is not what the plan says stays out."""
    body = plan.body
    for file in plan.files:
        content = base64.b64decode(file.content or "")
        if body is not None and hashlib.sha256(content).hexdigest() == file.digest:
            body = body.replace(file.mark, base64.b64encode(content).decode())
    return body


def dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)
