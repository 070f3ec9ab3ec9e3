"""Many look-ups by key: in as few calls as may be, each with its own end."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest

from nlconnect.connector import BatchSpec, Request, Response
from nlconnect.engine.batch import Lookup
from nlconnect.engine.exchange import Exchange, Tally
from nlconnect.errors import NlconnectError, PartialFailure, ServerError
from nlconnect.model.found import Found
from nlconnect.transport.blocking import run_blocking
from tests.unit.engine.scripted import BASE, SCOPE, ScriptedPort, ShopDialect, answer, bench
from tests.unit.invented import ORDERS, Orders

Part = tuple[int, Any, dict[str, str]]


def write(requests: Sequence[Request], base_url: str, *, in_order: bool = False) -> Request:
    return Request("POST", f"{base_url}/batch", content=json.dumps([request.url for request in requests]).encode())


def read(response: Response, requests: Sequence[Request]) -> list[Response | None]:
    parts = json.loads(response.content)
    return [
        None if parts[r.url] is None else replace(answer(parts[r.url][0], parts[r.url][1]), headers=parts[r.url][2])
        for r in requests
    ]


def shop_of(status: Callable[[str], Part | None]) -> Callable[[Request], Response]:
    """A shop that answers every part of a batch, and every single look-up, by its key."""

    def one(url: str) -> Part | None:
        return status(url.partition("(")[2].rstrip(")"))

    def answered(request: Request) -> Response:
        if request.method == "POST":
            assert request.content is not None
            return answer(200, {url: one(url) for url in json.loads(request.content)})
        part = one(request.url)
        assert part is not None
        return replace(answer(part[0], part[1]), headers=part[2])

    return answered


def order(key: str) -> Part:
    return 200, {"d": {"ID": key, "Number": 7}}, {}


def look_up(
    port: ScriptedPort, keys: Sequence[str], *, size: int | None = 20, tally: Tally | None = None
) -> Found[Any]:
    made = bench(answer())
    connector = made.exchange.connector
    batch = BatchSpec(size, write, read) if size else None
    limits = replace(connector.limits, windows=(), errors=None)
    exchange = Exchange(
        replace(connector, batch=batch, limits=limits), base_url=BASE, app="app", port=port, store=made.store
    )
    exchange.sign_with(made.tokens)
    fields = (ORDERS.by_name["id"], ORDERS.by_name["number"])
    plans: Any = {key: ShopDialect().key_request(ORDERS, key, fields, base_url=BASE, scope=SCOPE) for key in keys}
    return run_blocking(Lookup(exchange, plans, Orders.all().record, tally=tally or Tally()).found())


def test_a_thousand_keys_take_fifty_calls() -> None:
    port = ScriptedPort(shop_of(order))
    keys = [f"k{number}" for number in range(1000)]
    tally = Tally()
    found = look_up(port, keys, tally=tally)
    assert [record.id for record in found] == keys
    assert len(port.sent) == tally.calls == 50
    assert tally.records == 1000


def test_keys_that_nobody_has_are_told() -> None:
    port = ScriptedPort(shop_of(lambda key: (404, {}, {}) if key in ("b", "d") else order(key)))
    found = look_up(port, ["a", "b", "c", "d"])
    assert [record.id for record in found] == ["a", "c"]
    assert list(found.missing) == ["b", "d"]
    assert len(port.sent) == 1


def test_only_what_was_refused_for_the_moment_is_asked_for_again_after_the_longest_wait() -> None:
    asked: list[str] = []

    def status(key: str) -> Part:
        asked.append(key)
        waits = {"b": "3", "c": "0.249"}
        return (429, {}, {"retry-after": waits[key]}) if key in waits and asked.count(key) == 1 else order(key)

    port = ScriptedPort(shop_of(status))
    found = look_up(port, ["a", "b", "c"])
    assert [record.id for record in found] == ["a", "b", "c"]
    assert asked == ["a", "b", "c", "b", "c"]
    assert port.slept == [3.0]


def test_a_part_that_was_left_out_is_asked_for_again() -> None:
    asked: list[str] = []

    def status(key: str) -> Part | None:
        asked.append(key)
        return None if key == "b" and asked.count("b") == 1 else order(key)

    port = ScriptedPort(shop_of(status))
    assert len(look_up(port, ["a", "b"])) == 2
    assert asked == ["a", "b", "b"]


def test_a_part_that_keeps_failing_does_not_stop_the_others_and_is_not_forgotten() -> None:
    port = ScriptedPort(shop_of(lambda key: (503, {}, {}) if key == "b" else order(key)))
    found = look_up(port, ["a", "b", "c"])
    assert len(port.sent) == 5
    assert len(found.records) == 2
    assert isinstance(found.failures["b"], ServerError)
    records = iter(found)
    assert [next(records).id, next(records).id] == ["a", "c"]
    with pytest.raises(PartialFailure) as caught:
        next(records)
    assert caught.value.failures == (found.failures["b"],)


def test_what_cannot_be_mended_by_waiting_is_asked_for_once() -> None:
    port = ScriptedPort(shop_of(lambda key: (400, {}, {}) if key == "b" else order(key)))
    found = look_up(port, ["a", "b"])
    assert len(port.sent) == 1
    assert list(found.failures) == ["b"]
    assert found.failures["b"].scope == str(SCOPE)


@pytest.mark.parametrize("refused", [(404, {}, {}), (400, {}, {})])
def test_a_system_without_batches_is_asked_for_one_at_a_time(refused: Part) -> None:
    port = ScriptedPort(shop_of(lambda key: refused if key == "b" else order(key)))
    found = look_up(port, ["a", "b", "c"], size=None)
    assert [record.id for record in found.records] == ["a", "c"]
    assert len(port.sent) == 3
    assert (list(found.missing) == ["b"]) == (refused[0] == 404)
    assert (list(found.failures) == ["b"]) == (refused[0] == 400)


def test_an_answer_that_is_no_batch_is_an_error() -> None:
    with pytest.raises(NlconnectError, match="cannot be read"):
        look_up(ScriptedPort(answer(200, b"nothing")), ["a"])


def test_what_was_found_shows_no_record() -> None:
    found = look_up(ScriptedPort(shop_of(order)), ["secret-key"])
    assert "secret-key" not in repr(found)
