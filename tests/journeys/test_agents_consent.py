"""What people agreed to is asked again where it is carried out, by whatever way an agent's plan gets there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from nlconnect.agents import Toolbox
from nlconnect.approvals import Book, Decision, KeyFile, decided, new_key
from nlconnect.approvals.keys import key_path
from nlconnect.client import Connection
from nlconnect.config import Config, Settings
from nlconnect.errors import ApprovalRequired, PolicyRefused
from nlconnect.model.change import Create
from nlconnect.model.outcome import Done
from nlconnect.policy import policy_of
from nlconnect.testing import SignedInMock
from nlconnect_exact.crm import Accounts

PASSPHRASE = "a long enough passphrase"
DAY = 86_400.0
POLICY = """
controller = "Voorbeeld Installatietechniek B.V."

[purposes.desk]
title = "Keeping customers up to date"
legal_basis = "Art. 6(1)(b) GDPR: carrying out the contract"
systems = "exact"
entities = ["crm.Accounts", "crm.BankAccounts", "crm.Opportunities"]
categories = ["user.name", "user.contact", "user.financial", "user.content", "unreviewed"]
operations = ["read", "create", "update"]
outlets = ["agent", "return"]

[agents.assistant]
title = "Helps at the desk"
purposes = ["desk"]

[agents.assistant.budget]
records = 50

[approvals]
four_eyes_euros = 10000
"""


@pytest.fixture
def mock(mock_exact: SignedInMock, tmp_path: Path) -> SignedInMock:
    mock_exact.policy = tmp_path / "policy.toml"
    mock_exact.policy.write_text(POLICY, "utf-8")
    return mock_exact


def toolbox_of(mock: SignedInMock, agent: str) -> Toolbox:
    config = Config(path=None, settings=Settings(policy=mock.policy), profiles={"acme": mock.profile})
    return Toolbox(
        config=config,
        agent=agent,
        purpose="desk",
        store=mock.store,
        clock=mock.clock,
        open_connection=lambda profile, **options: mock.connect(**options),
    )


@pytest.fixture
def toolbox(mock: SignedInMock) -> Iterator[Toolbox]:
    with toolbox_of(mock, "assistant") as found:
        yield found


@pytest.fixture
def decide(mock: SignedInMock, tmp_path: Path) -> Callable[..., str]:
    """Lets one of two people decide; gives how it then stands."""
    book = Book(mock.store, policy=policy_of(POLICY))
    book.enrol(new_key(tmp_path, "jansen", passphrase=PASSPHRASE))
    second = new_key(tmp_path, "devries", passphrase=PASSPHRASE)
    signature = KeyFile(key_path(tmp_path, "jansen")).sign(second.message, passphrase=PASSPHRASE)
    book.enrol(replace(second, by="jansen", signature=signature))

    def say(plan: object, who: str, *, granted: bool = True) -> str:
        request, now = book.request(str(plan)), mock.clock.now()
        decision = Decision(request.plan, request.digest, who, granted, "", now, request.expires_at)
        signed = decided(decision, KeyFile(key_path(tmp_path, who)), passphrase=PASSPHRASE)
        return book.decide(signed, now=now).state

    return say


def planned(toolbox: Toolbox, entity: str, **values: object) -> dict[str, object]:
    asked = {"profile": "acme", "entity": entity, "verb": "create", "values": values}
    plan = toolbox.call("plan", asked).content["plan"]
    return {"profile": "acme", "plan": plan}


def acting(mock: SignedInMock, agent: str) -> Connection:
    """A connection of an agent's that went past the verbs."""
    connection = mock.connect(purpose="desk", allow_writes=["crm.Accounts"])
    connection._asker = replace(connection._asker, agent=agent)
    return connection


def test_a_changed_account_number_waits_a_day_after_the_second_yes(
    toolbox: Toolbox, mock: SignedInMock, decide: Callable[..., str]
) -> None:
    customer = mock.add("crm.Accounts", code="1", name="Voorbeeld")
    question = planned(toolbox, "crm.BankAccounts", account=str(customer["ID"]), bank_account="NL91ABNA0417164300")
    plan = question["plan"]
    assert decide(plan, "jansen") == "waiting"
    with pytest.raises(ApprovalRequired, match="waits for one person"):
        toolbox.call("apply", question)
    mock.clock.advance(7_200)
    assert decide(plan, "devries") == "cooling"
    for _ in range(2):
        with pytest.raises(ApprovalRequired, match="may be carried out from"):
            toolbox.call("apply", question)
        mock.clock.advance(DAY / 2 - 60)
    assert mock.calls.count("POST", path="BankAccounts") == 0
    mock.clock.advance(120)
    assert toolbox.call("apply", question).content["outcome"] == "done"
    assert mock.calls.count("POST", path="BankAccounts") == 1


def test_a_large_amount_takes_two_people_and_no_time(
    toolbox: Toolbox, mock: SignedInMock, decide: Callable[..., str]
) -> None:
    small = planned(toolbox, "crm.Opportunities", name="Voorbeeld", amount_dc=9999)
    large = planned(toolbox, "crm.Opportunities", name="Voorbeeld", amount_dc=10_000)
    assert decide(small["plan"], "devries") == "granted"
    assert decide(large["plan"], "devries") == "waiting"
    assert decide(large["plan"], "jansen") == "granted"
    assert toolbox.call("apply", large).content["outcome"] == "done"


def test_the_engine_refuses_what_nobody_agreed_to_whoever_carries_it_out(
    toolbox: Toolbox, mock: SignedInMock, decide: Callable[..., str]
) -> None:
    plan_id = str(planned(toolbox, "crm.Accounts", code="90001", name="Voorbeeld")["plan"])
    person = mock.connect(purpose="desk", allow_writes=["crm.Accounts"])
    for connection in (acting(mock, "assistant"), person):
        plan = connection.planned(plan_id)
        with pytest.raises(ApprovalRequired, match="waits for one person"):
            connection.apply(plan)
        (line,) = connection.apply_many([plan])
        assert (line.state, type(line.error)) == ("refused", ApprovalRequired)
    decide(plan_id, "jansen")
    assert isinstance(person.apply(person.planned(plan_id)), Done)
    own = person.plan(Create(Accounts, code="90002", name="Voorbeeld"))
    assert isinstance(person.apply(own), Done), "what a person plans needs nobody else's yes"


def test_an_agent_writes_by_a_plan_only(mock: SignedInMock) -> None:
    agent = acting(mock, "assistant")
    with pytest.raises(PolicyRefused, match="a person approves"):
        agent.apply_many([Create(Accounts, code="90001", name="Voorbeeld")])
    with pytest.raises(PolicyRefused, match="a person approves"):
        agent.request("POST", "/api/v1/{division}/crm/Accounts", body={"Name": "Voorbeeld"})
    with pytest.raises(ApprovalRequired, match="waits for a person"):
        agent.apply(agent.plan(Create(Accounts, code="90001", name="Voorbeeld")))
    assert mock.calls.count("POST", path="Accounts") == 0


def test_an_agent_that_the_policy_does_not_list_may_do_nothing(mock: SignedInMock) -> None:
    mock.calls.clear()
    with toolbox_of(mock, "stranger") as toolbox:
        for verb, more in (("read", {}), ("count", {}), ("plan", {"verb": "create", "values": {"name": "Voorbeeld"}})):
            with pytest.raises(PolicyRefused, match=r"'stranger' is none of them \(rule: agents\)"):
                toolbox.call(verb, {"profile": "acme", "entity": "crm.Accounts", **more})
    assert mock.calls.count(path="/crm/") == 0


def test_the_budget_of_an_agent_holds_whatever_purpose_and_process_it_works_in(mock: SignedInMock) -> None:
    for number in range(30):
        mock.add("crm.Accounts", code=f"{number}", name="Voorbeeld")
    question = {"profile": "acme", "entity": "crm.Accounts", "select": ["code"]}
    with toolbox_of(mock, "assistant") as first:
        first.call("read", question)
    with toolbox_of(mock, "assistant") as second, pytest.raises(PolicyRefused, match="50 records a day") as caught:
        second.call("read", question)
    assert "[agents.assistant.budget]" in (caught.value.hint or "")
    person = mock.connect(purpose="desk")
    assert len(list(person.read(Accounts))) == 30, "a person's work is not an agent's"
