"""What the page tells beside approvals: budgets, connections, and what each agent did."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from nlconnect.agents.switch import Switch
from nlconnect.approvals import Book, Decision, KeyFile, decided, new_key
from nlconnect.approvals.keys import key_path
from nlconnect.config import Config, Settings
from nlconnect.engine.allowance import Account, Taking
from nlconnect.engine.intent import Ledger
from nlconnect.mock.clock import MockClock
from nlconnect.model.outcome import Difference, Plan, Ruling
from nlconnect.model.privacy import Personal, TagStatus
from nlconnect.model.scope import Scope
from nlconnect.policy import policy_of
from nlconnect.state import MemoryStore
from nlconnect.testing import SignedInMock
from nlconnect.web.app import Desk, page_of
from nlconnect.web.door import Door
from nlconnect.web.overview import Link, links

PASSPHRASE = "a long enough passphrase"
POLICY = """
controller = "Voorbeeld Installatietechniek B.V."

[purposes.desk]
title = "Klanten op de hoogte houden"
legal_basis = "Art. 6(1)(b) GDPR"
systems = "exact"
entities = "crm.Accounts"
outlets = "agent"

[purposes.desk.budget]
records = 2000

[agents.reporter]
title = "Maakt rapporten"
purposes = "desk"

[agents.reporter.budget]
calls = 10
euros = 2500.50
"""


def entry(agent: str | None, operation: str, outcome: str, **more: object) -> Mapping[str, object]:
    acting = {} if agent is None else {"agent": agent}
    return {"at": "2026-01-31T09:30:12Z", "operation": operation, "outcome": outcome, **acting, **more}


ENTRIES = [
    entry("reporter", "read", "begun", entity="crm.Accounts", calls=0),
    entry("reporter", "read", "done", entity="crm.Accounts", calls=3, records=1200),
    entry("reporter", "read", "PolicyRefused", entity="crm.Contacts"),
    entry("reporter", "agent read", "PolicyRefused", entity="crm.Contacts"),
    entry("reporter", "create", "Done", entity="crm.Accounts", calls=1),
    entry("<b>stranger</b>", "agent find", "done"),
    entry(None, "read", "done", entity="hr.Payslips", calls=5, records=5),
]
LINKS = (
    Link("acme", "Exact Online", "division 1", "desk", "exact", "signed_in", 1_767_225_600.0, 1_769_817_600.0),
    Link("pay", "AFAS Profit", "", "", "afas", "needed"),
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    clock = MockClock()
    store, policy = MemoryStore(clock=clock), policy_of(POLICY)
    account = Account(store, policy.budgets("desk", "reporter"))
    account.take(Taking(calls=8, records=1_200), now=clock.now())
    return Desk(store, clock, tmp_path, Door("right"), "nl", lambda: ENTRIES, policy, lambda: LINKS)


@asynccontextmanager
async def opened(desk: Desk) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(page_of(desk))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8766") as client:
        await client.get("/", params={"key": "right"})
        yield client


@pytest.fixture
async def browser(desk: Desk) -> AsyncIterator[httpx.AsyncClient]:
    async with opened(desk) as client:
        yield client


async def test_without_the_key_nothing_of_it_is_shown(desk: Desk) -> None:
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(page_of(desk)), base_url="http://127.0.0.1:8766"
    ) as stranger:
        for address in ("/budgets", "/connections", "/agents"):
            answer = await stranger.get(address)
            assert answer.status_code == 401
            assert "reporter" not in answer.text
            assert "acme" not in answer.text


async def test_budgets_are_shown_with_what_is_left_of_today(browser: httpx.AsyncClient, desk: Desk) -> None:
    text = (await browser.get("/budgets")).text
    assert "Maakt rapporten" in text
    assert "8 van 10" in text
    assert "nog 2<" in text
    assert "1.200 van 2.000" in text
    assert "0 van 2.500,50" in text
    assert text.count('class="near"') == 1, "more than four fifths of the calls are gone"
    desk.clock.advance(86_400)  # type: ignore[attr-defined]  # the clock of a mock
    assert "0 van 10" in (await browser.get("/budgets")).text


async def test_without_a_policy_the_page_says_where_budgets_stand(desk: Desk) -> None:
    async with opened(replace(desk, policy=None, language="en")) as client:
        assert "[agents.NAME.budget]" in (await client.get("/budgets")).text
        assert "reporter" in (await client.get("/agents")).text


async def test_connections_are_shown_with_their_sign_in(browser: httpx.AsyncClient) -> None:
    text = (await browser.get("/connections")).text
    for told in ("acme", "Exact Online, division 1", "aangemeld", "iemand moet zich aanmelden", "nlconnect login afas"):
        assert told in text


async def test_what_each_agent_did_is_added_up_from_the_log(browser: httpx.AsyncClient) -> None:
    text = (await browser.get("/agents")).text
    assert "4 aanroepen, 1.200 records, 1 keer geschreven, 1 keer geweigerd" in text
    assert "werkt voor desk" in text
    assert "2026-01-31 09:30" in text
    assert "&lt;b&gt;stranger" in text
    assert "staat niet in het beleid" in text
    assert "hr.Payslips" not in text, "that was a person"


async def test_one_agent_is_stopped_and_the_others_go_on(browser: httpx.AsyncClient, desk: Desk) -> None:
    page = (await browser.get("/agents")).text
    form = dict(re.findall(r'type="hidden" name="(form)" value="([^"]*)"', page))
    answer = await browser.post("/agents", data={**form, "agent": "reporter", "do": "stop"})
    assert answer.headers["location"] == "/agents"
    switch = Switch(desk.store)
    assert switch.stopped_since("reporter") is not None
    assert switch.stopped_since("another") is None
    assert "staat stil" in (await browser.get("/agents")).text
    await browser.post("/agents", data={**form, "agent": "reporter", "do": "start"})
    assert switch.stopped_since("reporter") is None


async def test_what_takes_two_people_and_time_says_so_until_then(
    browser: httpx.AsyncClient, desk: Desk, tmp_path: Path
) -> None:
    now = desk.clock.now()
    iban = Difference(
        "iban", None, "NL91ABNA0417164300", Personal("user.financial.bank_account", 4, TagStatus.REVIEWED)
    )
    plan = Plan(
        id="1f2e3d4c5b6a7988",
        system="exact",
        place="exact/x/y",
        entity="crm.BankAccounts",
        scope=Scope(division=1),
        verb="create",
        key=None,
        method="POST",
        url="https://x.test/a",
        headers={},
        body="{}",
        diff=(iban,),
        warnings=(),
        ruling=Ruling("allow", "purposes.desk", "contract"),
        made_at=now,
        expires_at=now + 3 * 86_400,
        worth="12.50",
    ).sealed()
    Ledger(desk.store).keep(plan)
    desk.book.ask(plan, profile="acme", agent="reporter", purpose="desk", now=now)
    book = Book(desk.store)
    book.enrol(new_key(tmp_path, "jansen", passphrase=PASSPHRASE))
    second = new_key(tmp_path, "devries", passphrase=PASSPHRASE)
    vouching = KeyFile(key_path(tmp_path, "jansen")).sign(second.message, passphrase=PASSPHRASE)
    book.enrol(replace(second, by="jansen", signature=vouching))
    text = (await browser.get(f"/plan/{plan.id}")).text
    assert "2 mensen moeten ja zeggen: een rekeningnummer verandert" in text
    assert "wacht het nog 24 uur" in text
    assert "12.50" in text
    for who in ("jansen", "devries"):
        decision = Decision(plan.id, plan.digest, who, True, "", now, plan.expires_at)
        book.decide(decided(decision, KeyFile(key_path(tmp_path, who)), passphrase=PASSPHRASE), now=now)
    text = (await browser.get(f"/plan/{plan.id}")).text
    assert "mag worden uitgevoerd vanaf" in text
    assert 'value="reject"' in text, "that is what the time is for"
    assert 'value="approve"' not in text
    assert plan.id in (await browser.get("/")).text.partition("Besloten")[0]


def test_a_connection_is_told_without_sending_anything(mock_exact: SignedInMock, tmp_path: Path) -> None:
    settings = Settings(state=f"sqlite:///{tmp_path}/state.db")
    profile = mock_exact.profile
    config = Config(
        path=None, settings=settings, profiles={"acme": profile}, logins={profile.login.name: profile.login}
    )
    mock_exact.calls.clear()
    (found,) = links(config)
    assert (found.profile, found.system, found.state) == (profile.name, "Exact Online", "needed")
    assert mock_exact.calls.total == 0
    assert str(mock_exact.credentials["client_secret"]) not in repr(found)
