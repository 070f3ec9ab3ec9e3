"""Many changes in one go, on the mocks of all three systems: a line for each, and none of them twice."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest

from nlconnect import Create, Delete, Plan, Update, Upsert
from nlconnect.client import Connection
from nlconnect.connector import WindowSpec
from nlconnect.engine.intent import INTENTS, SETTLED_KEPT
from nlconnect.errors import ConnectFailed, PolicyRefused, QueryError
from nlconnect.model.change import Change
from nlconnect.model.run import Line, RunProgress
from nlconnect.testing import SignedInMock
from nlconnect_afas.relations import KnOrganisation
from nlconnect_exact.crm import Accounts
from nlconnect_graph import limits
from nlconnect_graph.calendar import Events
from nlconnect_graph.contacts import ContactFolders, Contacts

ENTITIES = (Contacts, Events, ContactFolders)


@pytest.fixture
def graph(mock_graph: SignedInMock) -> Connection:
    return mock_graph.connect(allow_writes=ENTITIES)


def contact(number: int, **values: object) -> Change:
    addresses = [{"address": f"n{number}@acme.test", "name": f"N{number}"}]
    given = {"given_name": f"N{number}", "surname": "Test", "email_addresses": addresses}
    return Create(Contacts, **{**given, **values})


def contacts(count: int) -> list[Change]:
    return [contact(number) for number in range(count)]


def made(graph: Connection) -> Counter[str]:
    """How often each of ours is there."""
    return Counter(row.given_name for row in graph.read(Contacts.select("given_name")) if row.given_name)


def states(lines: Sequence[Line]) -> dict[int, str]:
    return {line.index: line.state for line in lines}


def batches(mock: SignedInMock) -> int:
    return mock.calls.count("POST", path="$batch")


def sent_batches(graph: Connection) -> list[list[dict[str, Any]]]:
    """Notes the parts of every batch that leaves from now on."""
    port = graph._session.exchange.port
    send, noted = port.send, list[list[dict[str, Any]]]()

    async def noting(request: Any) -> Any:
        if request.url.endswith("$batch"):
            noted.append(json.loads(request.content)["requests"])
        return await send(request)

    port.send = noting  # type: ignore[method-assign]
    return noted


def test_contacts_go_twenty_at_a_time_and_are_looked_for_in_one_listing(
    mock_graph: SignedInMock, graph: Connection
) -> None:
    told: list[RunProgress] = []
    lines = list(graph.apply_many(contacts(45), progress=told.append))
    assert [line.index for line in lines] == list(range(45))
    assert all(line.is_done and line.key and line.outcome is not None for line in lines)
    assert made(graph) == Counter({f"N{number}": 1 for number in range(45)})
    assert batches(mock_graph) == 3
    assert mock_graph.calls.count("GET", path="contacts") == 2  # ours, and the one of this test
    assert (told[-1].done, told[-1].ended, told[-1].total, told[-1].calls) == (45, 45, 45, 3)
    assert told[0].done == 1


def test_each_write_of_a_batch_is_noted_when_it_begins_and_when_it_ends(
    mock_graph: SignedInMock, graph: Connection
) -> None:
    list(graph.apply_many(contacts(3)))
    writes = [entry for entry in mock_graph.audit if entry["operation"] == "create"]
    assert [entry["outcome"] for entry in writes] == ["begun"] * 3 + ["Done"] * 3
    assert sum(int(str(entry["calls"])) for entry in writes) == 1
    assert all(entry["entity"] == "contacts.Contacts" for entry in writes)


def test_one_bad_change_does_not_stop_the_others(mock_graph: SignedInMock, graph: Connection) -> None:
    changes = contacts(5)
    changes[1] = contact(1, nothing_like_it="x")
    changes[3] = Update(Contacts, "there-is-none", surname="X")
    lines = list(graph.apply_many(changes))
    assert states(lines) == {0: "done", 1: "refused", 2: "done", 3: "refused", 4: "done"}
    refused = next(line for line in lines if line.index == 1)
    assert isinstance(refused.error, QueryError)
    assert "nothing_like_it" in refused.reason
    assert batches(mock_graph) == 1


def test_who_asks_for_it_is_stopped_by_the_first_bad_change(mock_graph: SignedInMock, graph: Connection) -> None:
    changes = [*contacts(2), contact(2, nothing_like_it="x"), *contacts(40)]
    lines = list(graph.apply_many(changes, keep_going=False))
    assert "refused" in states(lines).values()
    assert batches(mock_graph) <= 1


def test_what_may_not_be_written_is_refused_before_anything_is_sent(mock_graph: SignedInMock) -> None:
    graph = mock_graph.connect(allow_writes=[Events])
    with pytest.raises(PolicyRefused):
        graph.apply_many([*contacts(1)])
    assert batches(mock_graph) == 0


def test_parts_that_were_refused_for_the_rate_are_sent_again_and_others_are_not(
    mock_graph: SignedInMock, graph: Connection
) -> None:
    mock_graph.fail_next("odd", what="throttled-parts", target="$batch")
    lines = list(graph.apply_many(contacts(10)))
    assert set(states(lines).values()) == {"done"}
    assert made(graph) == Counter({f"N{number}": 1 for number in range(10)})
    assert batches(mock_graph) == 2


@pytest.mark.parametrize("fault", ["cut-after", "503-after", "500-after", "html"])
def test_a_batch_whose_answer_was_lost_is_looked_for_and_not_doubled(
    mock_graph: SignedInMock, graph: Connection, fault: str
) -> None:
    mock_graph.fail_next(fault, target="$batch")
    lines = list(graph.apply_many(contacts(25)))
    assert set(states(lines).values()) == {"done"}
    assert len(lines) == 25
    assert made(graph) == Counter({f"N{number}": 1 for number in range(25)})


@pytest.mark.parametrize("fault", ["cut-before", "503"])
def test_a_batch_that_may_not_have_come_is_sent_again_once_it_can_no_longer_turn_up(
    mock_graph: SignedInMock, graph: Connection, fault: str
) -> None:
    began = mock_graph.clock.now()
    mock_graph.fail_next(fault, target="$batch")
    lines = list(graph.apply_many(contacts(25)))
    assert set(states(lines).values()) == {"done"}
    assert made(graph) == Counter({f"N{number}": 1 for number in range(25)})
    assert mock_graph.clock.now() - began >= 120


def test_a_part_that_the_answer_lacks_is_looked_for(mock_graph: SignedInMock, graph: Connection) -> None:
    spec = graph._session.connector.batch
    assert spec is not None
    read, seen = spec.read, list[Any]()

    def lacking(response: Any, requests: Any) -> Any:
        parts = list(read(response, requests))
        if not seen and requests[0].method == "POST":
            seen.append(parts[1])
            parts[1] = None
        return parts

    object.__setattr__(spec, "read", lacking)
    try:
        lines = list(graph.apply_many(contacts(4)))
    finally:
        object.__setattr__(spec, "read", read)
    assert seen
    assert states(lines) == dict.fromkeys(range(4), "done")
    assert made(graph) == Counter({f"N{number}": 1 for number in range(4)})


def test_what_nothing_tells_from_others_is_unknown_where_its_answer_was_lost(
    mock_graph: SignedInMock, graph: Connection
) -> None:
    mock_graph.fail_next("cut-after", target="$batch")
    lines = list(graph.apply_many([Create(Contacts, company_name="Acme"), Create(Contacts, company_name="Acme")]))
    assert states(lines) == {0: "unknown", 1: "unknown"}
    assert all("nothing tells this record" in line.reason for line in lines)
    assert batches(mock_graph) == 1


def test_changes_of_one_record_are_never_under_way_together(mock_graph: SignedInMock, graph: Connection) -> None:
    key = str(mock_graph.add("contacts.Contacts", given_name="A", surname="Old")["id"])
    changes: list[Change] = [Update(Contacts, key, surname="One"), Update(Contacts, key, surname="Two"), contact(1)]
    changes += [contact(1), Delete(Contacts, key)]
    noted = sent_batches(graph)
    lines = list(graph.apply_many(changes))
    assert states(lines) == dict.fromkeys(range(5), "done")
    parts = [(part["method"], part["url"]) for batch in noted for part in batch]
    assert [method for method, url in parts if url.endswith(key)].count("PATCH") <= 1  # one at most beside others
    assert made(graph)["N1"] == 2  # twice in the list is twice meant
    second = next(line for line in lines if line.index == 1)
    assert second.plan is not None
    assert [(part.before, part.after) for part in second.plan.diff] == [("One", "Two")]
    fourth = next(line for line in lines if line.index == 3)
    assert fourth.plan is not None
    assert len(fourth.plan.twins) == 1


def test_changes_of_several_kinds_keep_their_order(mock_graph: SignedInMock, graph: Connection) -> None:
    key = str(mock_graph.add("contacts.Contacts", given_name="A", surname="Old")["id"])
    noted = sent_batches(graph)
    lines = list(graph.apply_many([contact(1), Delete(Contacts, key), contact(2)]))
    assert states(lines) == dict.fromkeys(range(3), "done")
    writes = next(batch for batch in noted if batch[0]["method"] != "GET")
    assert [part.get("dependsOn") for part in writes] == [None, ["0"], ["1"]]


def test_what_waited_in_vain_for_the_one_before_is_sent_by_itself(mock_graph: SignedInMock, graph: Connection) -> None:
    key = str(mock_graph.add("contacts.Contacts", given_name="A", surname="Old")["id"])
    planned = graph.plan(Delete(Contacts, key))
    changes: list[Change | Plan] = [contact(1), planned, contact(2), contact(3)]
    run = graph.apply_many(changes)
    port = graph._session.exchange.port
    send = port.send

    async def meanwhile(request: Any) -> Any:
        if request.url.endswith("$batch") and b"DELETE" in request.content:
            mock_graph.remove("contacts.Contacts", key)
        return await send(request)

    port.send = meanwhile  # type: ignore[method-assign]
    lines = list(run)
    assert states(lines) == {0: "done", 1: "rejected", 2: "done", 3: "done"}
    assert {name: count for name, count in made(graph).items() if name.startswith("N")} == {"N1": 1, "N2": 1, "N3": 1}


def test_records_are_looked_at_in_batches_and_written_to_the_version_that_was_seen(
    mock_graph: SignedInMock, graph: Connection
) -> None:
    at = {"date_time": "2026-12-01T09:00:00", "time_zone": "Europe/Amsterdam"}
    keys = [str(mock_graph.add("calendar.Events", subject=f"E{n}", start=at, end=at)["id"]) for n in range(25)]
    noted = sent_batches(graph)
    lines = list(graph.apply_many([Update(Events, key, subject="Other") for key in keys]))
    assert set(states(lines).values()) == {"done"}
    methods = [method for batch in noted for method in {part["method"] for part in batch}]
    assert sorted(methods) == ["GET", "GET", "PATCH", "PATCH"]
    marks = [part["headers"].get("If-Match") for batch in noted for part in batch if part["method"] == "PATCH"]
    assert len(set(marks)) == 25
    assert None not in marks


def test_nothing_is_sent_where_nothing_would_change(mock_graph: SignedInMock, graph: Connection) -> None:
    key = str(mock_graph.add("contacts.Contacts", given_name="A", surname="Old")["id"])
    (line,) = graph.apply_many([Update(Contacts, key, surname="Old")])
    assert (line.state, line.key) == ("done", (key,))
    assert mock_graph.calls.count("PATCH") == 0


def test_a_plan_that_was_made_before_is_carried_out_once(mock_graph: SignedInMock, graph: Connection) -> None:
    plans = [graph.plan(contact(number)) for number in range(3)]
    assert states(list(graph.apply_many(plans))) == dict.fromkeys(range(3), "done")
    again = list(mock_graph.connect(allow_writes=ENTITIES).apply_many(plans))
    assert states(again) == dict.fromkeys(range(3), "done")
    assert all(line.earlier for line in again)
    graph.apply(plans[0]).unwrap()
    assert made(graph) == Counter({"N0": 1, "N1": 1, "N2": 1})


def test_a_plan_that_is_stale_is_refused_by_itself(mock_graph: SignedInMock, graph: Connection) -> None:
    plans = [graph.plan(contact(number)) for number in range(2)]
    mock_graph.add("contacts.Contacts", email_addresses=[{"address": "n1@acme.test", "name": "N1"}])
    lines = list(graph.apply_many(plans))
    assert states(lines) == {0: "done", 1: "refused"}


def test_a_run_that_is_started_again_sends_nothing_that_was_done(mock_graph: SignedInMock, graph: Connection) -> None:
    list(graph.apply_many(contacts(5), run="december"))
    before = batches(mock_graph)
    again = list(mock_graph.connect(allow_writes=ENTITIES).apply_many(contacts(5), run="december"))
    assert [(line.state, line.earlier, line.key is not None) for line in again] == [("done", True, True)] * 5
    assert batches(mock_graph) == before


def test_a_run_takes_no_other_list_and_no_other_order(graph: Connection) -> None:
    list(graph.apply_many(contacts(3), run="december"))
    with pytest.raises(QueryError, match="had 3 changes, and this list has 4"):
        list(graph.apply_many(contacts(4), run="december"))
    other = contacts(3)
    other[1] = contact(1, surname="Anders")
    with pytest.raises(QueryError, match="change 1 is another"):
        list(graph.apply_many(other, run="december"))
    with pytest.raises(QueryError, match="change 0 is another"):
        list(graph.apply_many(contacts(3)[::-1], run="december"))
    assert made(graph)["N1"] == 1


def test_a_run_that_goes_on_elsewhere_is_not_joined(mock_graph: SignedInMock, graph: Connection) -> None:
    going_on = graph.apply_many(contacts(45), run="december")
    next(going_on)
    with pytest.raises(QueryError, match="goes on elsewhere"):
        list(mock_graph.connect(allow_writes=ENTITIES).apply_many(contacts(45), run="december"))
    assert len(list(going_on)) == 44
    assert made(graph) == Counter({f"N{number}": 1 for number in range(45)})


def test_a_run_that_was_left_halfway_is_gone_on_with(mock_graph: SignedInMock, graph: Connection) -> None:
    left = graph.apply_many(contacts(45), run="december")
    next(left)
    left.close()
    assert 20 <= sum(made(graph).values()) <= 40
    rest = list(mock_graph.connect(allow_writes=ENTITIES).apply_many(contacts(45), run="december"))
    assert states(rest) == dict.fromkeys(range(45), "done")
    assert made(graph) == Counter({f"N{number}": 1 for number in range(45)})


def test_where_the_network_is_gone_the_run_ends_and_can_be_started_again(
    mock_graph: SignedInMock, graph: Connection
) -> None:
    port = graph._session.exchange.port
    send, calls = port.send, []

    async def failing(request: Any) -> Any:
        if request.url.endswith("$batch"):
            calls.append(request)
            if len(calls) > 1:
                raise ConnectFailed("no network")
        return await send(request)

    port.send = failing  # type: ignore[method-assign]
    lines: list[Line] = []
    with pytest.raises(ConnectFailed):
        lines.extend(graph.apply_many(contacts(45), run="december"))
    assert states(lines) == dict.fromkeys(range(20), "done")
    rest = list(mock_graph.connect(allow_writes=ENTITIES).apply_many(contacts(45), run="december"))
    assert states(rest) == dict.fromkeys(range(45), "done")
    assert made(graph) == Counter({f"N{number}": 1 for number in range(45)})


def test_what_was_rejected_is_tried_again_when_the_run_is_started_again(
    mock_graph: SignedInMock, graph: Connection
) -> None:
    mock_graph.fail_next(403, target="$batch")
    first = list(graph.apply_many(contacts(3), run="december"))
    assert states(first) == dict.fromkeys(range(3), "rejected")
    second = list(graph.apply_many(contacts(3), run="december"))
    assert states(second) == dict.fromkeys(range(3), "done")


def test_runs_are_listed_and_forgotten(mock_graph: SignedInMock, graph: Connection) -> None:
    mock_graph.fail_next("cut-after", target="$batch")
    lost = [Create(Contacts, company_name="Acme"), Create(Contacts, company_name="Acme")]
    list(graph.apply_many(lost, run="lost"))
    list(graph.apply_many(contacts(3), run="december"))
    found = {run.name: run for run in graph.runs()}
    assert (found["december"].done, found["december"].left, found["lost"].unknown) == (3, 0, 2)
    with pytest.raises(QueryError, match="2 changes"):
        graph.forget_run("lost")
    graph.forget_run("lost", even_unknown=True)
    graph.forget_run("december")
    assert graph.runs() == []
    assert graph.within(mailbox="somebody@else.test").runs() == []
    with pytest.raises(QueryError, match="no run of that name"):
        graph.forget_run("december")


def test_a_run_is_not_started_again_once_it_is_not_known_any_more_what_was_done(
    mock_graph: SignedInMock, graph: Connection
) -> None:
    list(graph.apply_many(contacts(3), run="december"))
    mock_graph.advance(31 * 86_400)
    with pytest.raises(QueryError, match="more than 30 days ago"):
        list(mock_graph.connect(allow_writes=ENTITIES).apply_many(contacts(3), run="december"))


def test_what_came_of_a_write_is_forgotten_after_its_time_and_what_was_lost_is_not(
    mock_graph: SignedInMock, graph: Connection
) -> None:
    done = graph.plan(contact(1))
    graph.apply(done)
    lost = graph.plan(Create(Contacts, company_name="Acme"))
    mock_graph.fail_next("cut-after", method="POST")
    graph.apply(lost)
    assert set(mock_graph.store.keys(INTENTS)) == {done.id, lost.id}
    mock_graph.advance(SETTLED_KEPT + 3600)
    assert set(mock_graph.store.keys(INTENTS)) == {lost.id}
    assert mock_graph.connect(allow_writes=ENTITIES).planned(lost.id) == lost
    with pytest.raises(QueryError, match="not one that was made here"):
        graph.apply(done)


def test_the_asynchronous_face_does_the_same(mock_graph: SignedInMock) -> None:
    async def scenario() -> list[Line]:
        async with mock_graph.connect_async(allow_writes=ENTITIES) as graph:
            found = [line async for line in graph.apply_many(contacts(45), run="december")]
            assert [run.done for run in await graph.runs()] == [45]
            return found

    assert states(asyncio.run(scenario())) == dict.fromkeys(range(45), "done")
    assert batches(mock_graph) == 3
    assert made(mock_graph.connect()) == Counter({f"N{number}": 1 for number in range(45)})


def test_an_asynchronous_run_that_is_cancelled_is_gone_on_with(mock_graph: SignedInMock) -> None:
    async def cancelled() -> None:
        async with mock_graph.connect_async(allow_writes=ENTITIES) as graph:
            async for line in graph.apply_many(contacts(45), run="december"):
                if line.index == 5:
                    raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        asyncio.run(cancelled())
    graph = mock_graph.connect(allow_writes=ENTITIES)
    assert states(list(graph.apply_many(contacts(45), run="december"))) == dict.fromkeys(range(45), "done")
    assert made(graph) == Counter({f"N{number}": 1 for number in range(45)})


def test_exact_is_written_to_one_call_at_a_time(mock_exact: SignedInMock) -> None:
    exact = mock_exact.connect(allow_writes=[Accounts])
    changes: list[Change] = [Create(Accounts, code=f"{number}", name=f"N{number}") for number in range(12)]
    changes.append(Create(Accounts, city="Gouda"))
    lines = list(exact.apply_many(changes, run="prices"))
    assert states(lines) == {**dict.fromkeys(range(12), "done"), 12: "refused"}
    assert mock_exact.calls.count("POST") == 12
    assert mock_exact.calls.count("GET", path="Accounts") == 1
    assert states(list(exact.apply_many(changes, run="prices"))) == states(lines)
    assert mock_exact.calls.count("POST") == 12


def test_an_upsert_of_a_list_updates_what_is_there_and_makes_the_rest(mock_exact: SignedInMock) -> None:
    mock_exact.add("crm.Accounts", code="1", name="Old")
    exact = mock_exact.connect(allow_writes=[Accounts])
    changes = [Upsert(Accounts, "code", code=f"{number}", name="New") for number in (1, 2, 2)]
    lines = list(exact.apply_many(changes))
    assert states(lines) == dict.fromkeys(range(3), "done")
    verbs = {line.index: line.plan.verb for line in lines if line.plan is not None}
    assert verbs == {0: "update", 1: "create", 2: "update"}
    found = [(row.code, row.name) for row in exact.read(Accounts.select("code", "name"))]
    assert sorted(found) == [("1", "New"), ("2", "New")]


def test_afas_is_written_to_some_calls_at_once(mock_afas: SignedInMock) -> None:
    afas = mock_afas.connect(allow_writes=[KnOrganisation])
    changes = [Create(KnOrganisation, nm=f"Voorbeeld {number}") for number in range(9)]
    lines = list(afas.apply_many(changes, at_once=4, run="nine"))
    assert Counter(states(lines).values()) == {"done": 9}, {line.reason for line in lines}
    assert mock_afas.calls.count("POST", path="KnOrganisation") == 9
    assert all(line.earlier for line in afas.apply_many(changes, run="nine"))
    assert mock_afas.calls.count("POST", path="KnOrganisation") == 9


def test_two_workers_with_the_same_plans_double_nothing(mock_graph: SignedInMock, graph: Connection) -> None:
    plans = [graph.plan(contact(number)) for number in range(45)]
    other = mock_graph.connect(allow_writes=ENTITIES)
    first = graph.apply_many(plans)
    seen = [next(first)]  # its second batch is under way
    found = list(other.apply_many(plans))
    seen += list(first)
    assert made(graph) == Counter({f"N{number}": 1 for number in range(45)})
    assert set(states(seen).values()) == {"done"}
    assert set(states(found).values()) <= {"done", "unknown"}
    assert {line.reason for line in found if line.state == "unknown"} == {"it is being carried out right now"}


def test_two_threads_with_the_same_plans_double_nothing(mock_graph: SignedInMock, graph: Connection) -> None:
    plans = [graph.plan(contact(number)) for number in range(25)]
    workers = [mock_graph.connect(allow_writes=ENTITIES) for _ in range(3)]
    with ThreadPoolExecutor(3) as pool:
        found = list(pool.map(lambda worker: list(worker.apply_many(plans)), workers))
    assert made(graph) == Counter({f"N{number}": 1 for number in range(25)})
    assert all(len(lines) == 25 for lines in found)


def test_ctrl_c_leaves_a_run_that_is_gone_on_with(mock_graph: SignedInMock, graph: Connection) -> None:
    port = graph._session.exchange.port
    send, calls = port.send, []

    async def interrupted(request: Any) -> Any:
        answer = await send(request)
        if request.url.endswith("$batch"):
            calls.append(request)
            if len(calls) == 2:
                raise KeyboardInterrupt
        return answer

    port.send = interrupted  # type: ignore[method-assign]
    with pytest.raises(KeyboardInterrupt):
        list(graph.apply_many(contacts(65), run="december"))
    (run,) = graph.runs()
    assert (run.done, run.unknown, run.left) == (20, 20, 25)
    assert len(graph.lost_in("december")) == 20
    rest = list(mock_graph.connect(allow_writes=ENTITIES).apply_many(contacts(65), run="december"))
    assert states(rest) == dict.fromkeys(range(65), "done")
    assert made(graph) == Counter({f"N{number}": 1 for number in range(65)})


def test_what_is_lost_in_a_run_can_be_reconciled_by_itself(mock_graph: SignedInMock, graph: Connection) -> None:
    lost = [Create(Contacts, company_name="Acme"), Create(Contacts, company_name="Acme")]
    mock_graph.fail_next("cut-after", target="$batch")
    list(graph.apply_many(lost, run="lost"))
    found = [graph.reconcile(plan) for plan in graph.lost_in("lost")]
    assert [type(outcome).__name__ for outcome in found] == ["Unknown", "Unknown"]


def test_lines_come_in_the_order_of_the_list(mock_graph: SignedInMock, graph: Connection) -> None:
    changes = contacts(30)
    changes[25] = contact(25, nothing_like_it="x")
    mock_graph.fail_next("odd", what="throttled-parts", target="$batch")
    assert [line.index for line in graph.apply_many(changes)] == list(range(30))


def test_no_value_of_a_record_is_in_the_text_of_a_line(mock_graph: SignedInMock, graph: Connection) -> None:
    lines = list(graph.apply_many([contact(1, given_name="Jansen-Canary"), contact(2, surname=3.5, title=["Canary"])]))
    assert "Canary" not in "".join(map(repr, lines)) + "".join(line.reason for line in lines)


def test_a_plan_that_is_twice_in_the_list_is_carried_out_once(mock_graph: SignedInMock, graph: Connection) -> None:
    plan = graph.plan(Create(Contacts, company_name="Acme"))
    lines = list(graph.apply_many([plan, plan]))
    assert states(lines) == {0: "done", 1: "done"}
    assert sum(1 for _ in graph.read(Contacts.select("id"))) == 1


def test_a_batch_is_no_larger_than_what_its_service_takes_at_once(
    mock_graph: SignedInMock, graph: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = replace(limits.MAILBOX, windows=(WindowSpec("second", 4, 1, clock_aligned=False),))
    monkeypatch.setattr(limits, "MAILBOX", few)
    lines = list(graph.apply_many(contacts(10)))
    assert set(states(lines).values()) == {"done"}
    assert batches(mock_graph) == 3


def test_who_stops_halfway_waits_for_nothing(mock_graph: SignedInMock, graph: Connection) -> None:
    mock_graph.fault("odd:$batch:nth=2,what=throttled-parts")
    run = graph.apply_many(contacts(45), run="december")
    next(run)
    began = mock_graph.clock.now()
    run.close()
    assert mock_graph.clock.now() == began
    (left,) = graph.runs()
    assert (left.done, left.unknown) == (30, 0)
