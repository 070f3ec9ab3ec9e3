"""The approvals page: who may open it, what it shows, and that a yes on it is a signed yes to what was shown."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from nlconnect.agents.switch import Switch
from nlconnect.approvals import Book, new_key
from nlconnect.engine.intent import Ledger
from nlconnect.mock.clock import MockClock
from nlconnect.model.outcome import Difference, Plan, Ruling
from nlconnect.model.privacy import Personal, TagStatus
from nlconnect.model.scope import Scope
from nlconnect.state import MemoryStore
from nlconnect.web.app import Desk, page_of
from nlconnect.web.door import Door
from nlconnect.web.words import WORDS

PASSPHRASE = "a long enough passphrase"
NAME = Personal("user.name", 2, TagStatus.REVIEWED)
HEALTH = Personal("user.health_and_medical", 5, TagStatus.REVIEWED)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    clock = MockClock()
    store = MemoryStore(clock=clock)
    Book(store).enrol(new_key(tmp_path, "jansen", passphrase=PASSPHRASE))
    return Desk(store, clock, tmp_path, Door("right"), "nl", lambda: [{"operation": "read", "entity": "crm.Accounts"}])


@pytest.fixture
def plan(desk: Desk) -> Plan:
    now = desk.clock.now()
    made = Plan(
        id="1f2e3d4c5b6a7988",
        system="exact",
        place="exact/x/y",
        entity="crm.Accounts",
        scope=Scope(division=1),
        verb="update",
        key=("a",),
        method="PUT",
        url="https://x.test/a",
        headers={},
        body='{"Name":"x"}',
        diff=(
            Difference("name", "Acme", "<script>alert(1)</script>", NAME),
            Difference("notes", None, "planted illness", HEALTH),
        ),
        warnings=("a record has this name already",),
        ruling=Ruling("allow", "purposes.desk", "contract"),
        made_at=now,
        expires_at=now + 3600,
    ).sealed()
    Ledger(desk.store).keep(made)
    desk.book.ask(
        made, profile="acme", agent="assistant", purpose="desk", now=now, recipients=["a@b.test: named by the policy"]
    )
    return made


@pytest.fixture
async def browser(desk: Desk) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(page_of(desk))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8766") as client:
        yield client


async def enter(browser: httpx.AsyncClient) -> None:
    answer = await browser.get("/", params={"key": "right"})
    assert answer.status_code == 303
    assert "right" not in answer.headers["location"], "the key leaves the address bar at once"
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie


async def form_on(browser: httpx.AsyncClient, address: str) -> dict[str, str]:
    text = (await browser.get(address)).text
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', text))


async def test_without_the_key_nothing_is_shown_or_done(browser: httpx.AsyncClient, desk: Desk, plan: Plan) -> None:
    for address in ("/", "/?key=wrong", f"/plan/{plan.id}", "/audit"):
        answer = await browser.get(address)
        assert answer.status_code == 401
        assert "assistant" not in answer.text
    for address in (f"/plan/{plan.id}", "/agents"):
        answer = await browser.post(address, data={"do": "stop", "form": desk.door.form})
        assert answer.status_code == 401
    assert Switch(desk.store).stopped_since("x") is None


async def test_another_site_cannot_send_a_form(browser: httpx.AsyncClient, desk: Desk, plan: Plan) -> None:
    await enter(browser)
    answer = await browser.post("/agents", data={"do": "stop"})
    assert answer.status_code == 401
    assert Switch(desk.store).stopped_since("x") is None
    elsewhere = await browser.get("/", headers={"Host": "evil.test"})
    assert elsewhere.status_code == 400, "a name that was pointed at this machine is none of ours"


async def test_a_plan_is_shown_in_full_and_as_text(browser: httpx.AsyncClient, plan: Plan) -> None:
    await enter(browser)
    front = await browser.get("/")
    assert "Wacht op u" in front.text
    assert plan.id in front.text
    answer = await browser.get(f"/plan/{plan.id}")
    for told in ("Wijzigen: Relaties", "assistant", "Acme", "a@b.test", "a record has this name already"):
        assert told in answer.text
    assert "&lt;script&gt;" in answer.text
    assert "<script" not in answer.text
    assert "planted illness" not in answer.text
    assert "script-src" not in answer.headers["content-security-policy"]
    assert "default-src 'none'" in answer.headers["content-security-policy"]


async def test_a_yes_takes_the_passphrase(browser: httpx.AsyncClient, desk: Desk, plan: Plan) -> None:
    await enter(browser)
    form = await form_on(browser, f"/plan/{plan.id}")
    wrong = await browser.post(f"/plan/{plan.id}", data={**form, "do": "approve", "who": "jansen", "passphrase": "no"})
    assert wrong.status_code == 403
    assert desk.book.standing(plan, now=desk.clock.now()).state == "waiting"
    given = {**form, "do": "approve", "who": "jansen", "passphrase": PASSPHRASE}
    assert (await browser.post(f"/plan/{plan.id}", data=given)).status_code == 303
    assert desk.book.standing(plan, now=desk.clock.now()).state == "granted"
    shown = await browser.get(f"/plan/{plan.id}")
    assert "goedgekeurd door jansen" in shown.text
    assert PASSPHRASE not in shown.text


async def test_a_yes_is_for_what_was_shown(browser: httpx.AsyncClient, desk: Desk, plan: Plan) -> None:
    """Somebody alters the stored plan between looking and saying yes."""
    await enter(browser)
    form = await form_on(browser, f"/plan/{plan.id}")
    altered = replace(plan, body='{"Name":"Evil BV"}').sealed()
    Ledger(desk.store).keep(altered)
    given = {**form, "do": "approve", "who": "jansen", "passphrase": PASSPHRASE}
    await browser.post(f"/plan/{plan.id}", data=given)
    assert desk.book.standing(altered, now=desk.clock.now()).state == "waiting"
    again = await form_on(browser, f"/plan/{plan.id}")
    refused = await browser.post(f"/plan/{plan.id}", data={**given, **again})
    assert refused.status_code == 403, "what is shown now is not what the agent asked for"


async def test_a_no_has_a_reason(browser: httpx.AsyncClient, desk: Desk, plan: Plan) -> None:
    await enter(browser)
    form = await form_on(browser, f"/plan/{plan.id}")
    given = {**form, "do": "reject", "who": "jansen", "passphrase": PASSPHRASE, "reason": "verkeerde klant"}
    await browser.post(f"/plan/{plan.id}", data=given)
    assert str(desk.book.standing(plan, now=desk.clock.now())) == "rejected by jansen: verkeerde klant"


async def test_agents_are_stopped_and_started(browser: httpx.AsyncClient, desk: Desk) -> None:
    await enter(browser)
    form = await form_on(browser, "/")
    await browser.post("/agents", data={**form, "do": "stop"})
    assert Switch(desk.store).stopped_since("anybody") is not None
    assert "Alle agents staan stil" in (await browser.get("/")).text
    await browser.post("/agents", data={**form, "do": "start"})
    assert Switch(desk.store).stopped_since("anybody") is None


async def test_the_trail_is_shown(browser: httpx.AsyncClient) -> None:
    await enter(browser)
    assert "crm.Accounts" in (await browser.get("/audit")).text


async def test_a_plan_that_is_gone_says_so(browser: httpx.AsyncClient) -> None:
    await enter(browser)
    assert (await browser.get("/plan/ffffffffffffffff")).status_code == 404


def test_everything_is_said_in_both_languages() -> None:
    assert all(english and dutch for english, dutch in WORDS.values())
