"""What OpenTelemetry is told: spans and counts of names and numbers, and nothing where it is off."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode

from nlconnect.config import Settings, read_file
from nlconnect.connector import connector
from nlconnect.engine.opening import Opening
from nlconnect.errors import ApiError, ConfigError, NotFound
from nlconnect.mock import Setting
from nlconnect.model.wire import Request
from nlconnect.telemetry import Watch
from nlconnect.telemetry.names import Sent
from nlconnect.testing.signed_in import SignedInMock
from nlconnect_exact.crm import Accounts

GUID = "11111111-2222-4333-8444-555555555555"


class Telling:
    """A mock whose connections tell this what they do."""

    def __init__(self) -> None:
        self.mock = SignedInMock("exact", setting=Setting(seeded=False, page_sizes={1000: 3, 60: 3}))
        for number in range(7):
            self.mock.add("crm.Accounts", name=f"Account {number}")
        self.spans = InMemorySpanExporter()
        self.tracers, self.reader = TracerProvider(), InMemoryMetricReader()
        self.tracers.add_span_processor(SimpleSpanProcessor(self.spans))
        self.meters = MeterProvider([self.reader])

    def told(self) -> list[ReadableSpan]:
        return list(self.spans.get_finished_spans())

    def one(self, name: str) -> ReadableSpan:
        (found,) = (span for span in self.told() if span.name == name)
        return found

    def metrics(self) -> dict[str, Any]:
        found = self.reader.get_metrics_data()
        assert found is not None
        return {
            metric.name: list(metric.data.data_points)
            for resource in found.resource_metrics
            for scope in resource.scope_metrics
            for metric in scope.metrics
        }


@pytest.fixture
def telling(monkeypatch: pytest.MonkeyPatch) -> Iterator[Telling]:
    telling = Telling()
    opening = SignedInMock.opening

    def switched_on(mock: SignedInMock, **asked: Any) -> Opening:
        made = opening(mock, **asked)
        config = made.settings_file
        return replace(made, config=replace(config, settings=replace(config.settings, telemetry=True)))

    def watch(system: str, **asked: Any) -> Watch:
        return Watch(system, **asked, tracers=telling.tracers, meters=telling.meters)

    monkeypatch.setattr(SignedInMock, "opening", switched_on)
    monkeypatch.setattr("nlconnect.telemetry.Watch", watch)
    yield telling
    telling.mock.close()


def test_a_read_is_a_span_with_its_requests_inside(telling: Telling) -> None:
    records = list(telling.mock.connect().read(Accounts.select("name")))
    read = telling.one("read crm.Accounts")
    requests = [span for span in telling.told() if span.kind is SpanKind.CLIENT]
    assert read.attributes is not None
    assert read.attributes["nlconnect.records"] == len(records)
    assert read.attributes["nlconnect.calls"] == len(requests) > 1
    assert read.attributes["nlconnect.outcome"] == "done"
    assert {span.parent.span_id for span in requests if span.parent} == {read.context.span_id}


def test_a_request_is_told_as_the_conventions_say_but_for_its_address(telling: Telling) -> None:
    telling.mock.connect().count(Accounts.where(Accounts.name == "Kwartel"))
    request = telling.one("GET /api/v1/{division}/crm/Accounts/$count")
    assert dict(request.attributes or {}) == {
        "http.request.method": "GET",
        "http.response.status_code": 200,
        "nlconnect.entity": "crm.Accounts",
        "nlconnect.system": "exact",
        "server.address": "exact.mock.test",
        "server.port": 443,
        "url.template": "/api/v1/{division}/crm/Accounts/$count",
    }


def test_a_refusal_is_an_error_without_its_words(telling: Telling) -> None:
    with pytest.raises(NotFound):
        telling.mock.connect().get(Accounts, GUID)
    read = telling.one("read crm.Accounts")
    assert read.status.status_code is StatusCode.ERROR
    assert read.status.description is None
    assert not read.events
    assert read.attributes is not None
    assert read.attributes["error.type"] == "NotFound"
    assert GUID not in str([span.to_json() for span in telling.told()])


def test_a_request_of_ones_own_is_told_without_its_path(telling: Telling) -> None:
    with pytest.raises(ApiError):
        telling.mock.connect().request("GET", "/api/v1/{division}/elders/Kwartel")
    assert "Kwartel" not in str([span.to_json() for span in telling.told()])
    assert telling.one("GET").attributes["http.response.status_code"] == 404  # type: ignore[index]  # it has some


def test_a_request_that_is_sent_again_says_how_often(telling: Telling) -> None:
    telling.mock.fail_next(503, times=2)
    list(telling.mock.connect().read(Accounts.select("name").limit(1)))
    resent = [(span.attributes or {}).get("http.request.resend_count") for span in telling.told()]
    assert [count for count in resent if count] == [1, 2]
    (retries,) = telling.metrics()["nlconnect.retries"]
    assert (retries.value, retries.attributes["error.type"]) == (2, "ServerError")


def test_a_sign_in_is_a_span_inside_what_needed_it(telling: Telling) -> None:
    connection = telling.mock.connect()
    telling.mock.clock.advance(3600)
    list(connection.read(Accounts.select("name").limit(1)))
    sign_in, read = telling.one("sign-in"), telling.one("read crm.Accounts")
    assert sign_in.parent is not None
    assert sign_in.parent.span_id == read.context.span_id


def test_rows_calls_and_waits_are_counted(telling: Telling) -> None:
    connection = telling.mock.connect()
    for _ in range(70):  # the vendor takes 60 a minute
        connection.count(Accounts)
    records = len(list(connection.read(Accounts.select("name"))))
    found = telling.metrics()
    assert found["nlconnect.records"][0].value == records
    assert found["nlconnect.calls"][0].value > 70
    assert sum(point.count for point in found["http.client.request.duration"]) == found["nlconnect.calls"][0].value
    assert found["nlconnect.budget.wait"][0].count >= 1


async def test_the_other_face_tells_the_same(telling: Telling) -> None:
    async with telling.mock.connect_async() as connection:
        assert [record async for record in connection.read(Accounts.select("name"))]
    read = telling.one("read crm.Accounts")
    requests = [span for span in telling.told() if span.kind is SpanKind.CLIENT]
    assert requests
    assert all(span.parent is not None and span.parent.span_id == read.context.span_id for span in requests)


def test_what_never_ended_ends_with_the_connection(telling: Telling) -> None:
    connection = telling.mock.connect()
    reading = connection.read(Accounts.select("name"))
    next(reading)
    connection.close()
    assert telling.one("read crm.Accounts").end_time is not None


def test_it_is_off_where_the_settings_do_not_switch_it_on() -> None:
    mock = SignedInMock("exact")
    assert not Settings().telemetry
    assert mock.connect()._session.exchange.watch is None
    mock.close()


def test_the_settings_switch_it_on_with_true_alone(tmp_path: Path) -> None:
    file = tmp_path / "nlconnect.toml"
    file.write_text("[settings]\ntelemetry = true\n", "utf-8")
    assert read_file(file).settings.telemetry
    file.write_text('[settings]\ntelemetry = "yes"\n', "utf-8")
    with pytest.raises(ConfigError, match="true or false"):
        read_file(file)


def test_without_the_library_the_settings_say_what_to_do(telling: Telling, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "opentelemetry", None)
    with pytest.raises(ConfigError, match="not installed"):
        telling.mock.connect()


def test_another_host_is_not_named() -> None:
    entity = connector("exact").catalogue.entity("crm.Accounts")
    sent = Sent(Request("PUT", "https://kwartel.example.com/api/v1/1/crm/Accounts"), entity, frozenset(("own.nl",)))
    assert (sent.name, sent.server) == ("PUT", {})


@pytest.mark.parametrize(
    ("system", "name", "url", "pattern"),
    [
        ("exact", "crm.Accounts", f"/api/v1/7/crm/Accounts(guid'{GUID}')", "/api/v1/{division}/crm/Accounts({key})"),
        ("exact", "crm.Accounts", "/api/v1/7/bulk/CRM/Accounts?$filter=x", "/api/v1/{division}/bulk/CRM/Accounts"),
        ("exact", "crm.Accounts", "/api/v1/7/elders/Dingen", None),
        ("graph", "mail.Messages", "/v1.0/users/kwartel@example.com/messages", "/users/{mailbox}/messages"),
    ],
)
def test_a_path_is_told_by_its_pattern(system: str, name: str, url: str, pattern: str | None) -> None:
    entity = connector(system).catalogue.entity(name)
    assert Sent(Request("GET", f"https://own.nl{url}"), entity, frozenset(("own.nl",))).template == pattern
