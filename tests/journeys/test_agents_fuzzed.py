"""A sample of the fuzzer, and that its oracle sees what is wrong; `python -m bench.fuzz` makes all of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest
from bench.fuzz.__main__ import measure
from bench.fuzz.oracle import Oracle
from bench.fuzz.world import HIDDEN, OFFICE, World, opened

from nlconnect.engine.intent import Ledger
from nlconnect.model.wire import Request

INVOICES: dict[str, object] = {"profile": "books", "entity": "salesinvoice.SalesInvoices"}


def test_no_sequence_of_calls_gets_around_the_policy() -> None:
    count = measure(sequences=150, seed=11)
    assert count.broken == []
    assert count.calls > 400
    assert count.counted["sends planned"] > 10


@pytest.fixture
def world() -> Iterator[World]:
    with opened(OFFICE) as found:
        yield found


@pytest.fixture
def oracle(world: World) -> Oracle:
    return Oracle(world)


@pytest.mark.parametrize("text", [HIDDEN, HIDDEN.upper(), HIDDEN[::-1], f"x{HIDDEN}9"])
def test_the_oracle_sees_a_value_that_is_told(oracle: Oracle, text: str) -> None:
    oracle.answered("count", {}, {"count": f"about {text}"})
    assert "told" in oracle.found[0]


def test_the_oracle_sees_a_condition_on_what_is_hidden(oracle: Oracle) -> None:
    oracle.answered("count", {"profile": "books", "entity": "crm.Accounts", "where": ["bsn == '1'"]}, {"count": 1})
    assert oracle.found == ["it was asked by bsn"]


def test_the_oracle_sees_a_write_that_nobody_approved(world: World, oracle: Oracle) -> None:
    world.sent.append(Request("POST", "https://exact.mock.test/api/v1/1/crm/Accounts", content=b"{}"))
    oracle.happened()
    assert oracle.found == ["POST without an approval that binds it"]


def test_the_oracle_sees_a_write_other_than_the_one_that_was_approved(world: World, oracle: Oracle) -> None:
    plan_id = str(world.toolbox(agent="assistant").call("plan", mail("team@voorbeeld.test")).content["plan"])
    world.decide(plan_id, "jansen", granted=True)
    grant = world.grants[plan_id]
    body = (grant.body or "").replace("team@voorbeeld.test", "inbox@evil.test")
    world.sent.append(Request(grant.method, grant.url, content=body.encode()))
    oracle.happened()
    assert oracle.found == ["POST without an approval that binds it"]
    world.sent.append(Request(grant.method, grant.url, content=(grant.body or "").encode()))
    oracle.happened()
    assert len(oracle.found) == 1


def test_the_oracle_sees_a_plan_to_a_stranger(world: World, oracle: Oracle) -> None:
    question = mail("team@voorbeeld.test")
    answer = world.toolbox(agent="assistant").call("plan", question).content
    oracle.answered("plan", question, answer)
    assert oracle.found == []
    ledger = Ledger(world.graph.store)
    plan = ledger.plan(str(answer["plan"]))
    assert plan is not None
    body = json.loads(plan.body or "")
    body["message"]["toRecipients"][0]["emailAddress"]["address"] = "inbox@evil.test"
    ledger.keep(replace(plan, body=json.dumps(body)))
    oracle.answered("plan", question, answer)
    assert "no business" in oracle.found[0]


def test_the_oracle_sees_more_than_a_budget_and_an_answer_to_a_stopped_agent(world: World, oracle: Oracle) -> None:
    world.house = replace(OFFICE, calls=1, records=1)
    world.toolbox(agent="assistant").call("read", INVOICES)
    world.asked = 2
    oracle.answered("read", INVOICES, {"rows": [[1], [2]]})
    oracle.budgeted()
    oracle.stopped = True
    oracle.answered("count", {}, {})
    assert len(oracle.found) == 3


def mail(address: str) -> dict[str, object]:
    values = {
        "subject": "x",
        "body": {"content_type": "text", "content": "x"},
        "to_recipients": [{"email_address": {"address": address}}],
    }
    return {"profile": "mail", "entity": "mail.SendMail", "verb": "call", "values": values}
