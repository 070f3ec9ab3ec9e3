"""Sees operations, requests, sign-ins, waits and retries go by, and tells OpenTelemetry their names and numbers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING

from nlconnect.errors import ConfigError, PolicyRefused
from nlconnect.model.ports import Clock
from nlconnect.model.wire import Request, Response
from nlconnect.telemetry.names import SCHEMA, SECONDS, UNDER_WAY, Sent, Told, error_of, words

if TYPE_CHECKING:
    from opentelemetry.metrics import MeterProvider
    from opentelemetry.trace import Span, TracerProvider

    from nlconnect.model.catalogue import EntitySpec

REFUSED = PolicyRefused.__name__
MOST_OPEN = 1_000
"""Operations under way of which spans are kept; the oldest is ended where more are begun and never end."""


class Watch:
    """What one connection tells. No value of a record, no address with a query, no key: patterns, names and counts.

    Raises ConfigError where OpenTelemetry is not installed. Without an SDK that the program sets up, nothing is kept.
    """

    def __init__(
        self,
        system: str,
        *,
        clock: Clock,
        hosts: frozenset[str] = frozenset(),
        knows: Callable[[str], bool] = lambda name: True,
        tracers: TracerProvider | None = None,
        meters: MeterProvider | None = None,
    ) -> None:
        """`hosts` are those of the login, `knows` whether a text names an entity; without providers the global ones."""
        try:
            from opentelemetry import metrics, trace
        except ImportError:
            raise ConfigError(
                "telemetry is switched on in the settings, and OpenTelemetry is not installed",
                hint="Install nlconnect[opentelemetry], or leave `telemetry` out of [settings].",
            ) from None
        self._trace = trace
        self._system, self._clock, self._hosts, self._knows = system, clock, hosts, knows
        self._tracer = trace.get_tracer("nlconnect", tracer_provider=tracers, schema_url=SCHEMA)
        meter = metrics.get_meter("nlconnect", meter_provider=meters, schema_url=SCHEMA)
        self._duration = meter.create_histogram(
            "http.client.request.duration",
            unit="s",
            description="Duration of HTTP client requests.",
            explicit_bucket_boundaries_advisory=SECONDS,
        )
        self._calls = meter.create_counter("nlconnect.calls", unit="{call}", description="Requests that were sent.")
        self._retries = meter.create_counter("nlconnect.retries", unit="{retry}", description="Requests sent again.")
        self._waits = meter.create_histogram(
            "nlconnect.budget.wait", unit="s", description="Waits for room in the vendor's limits."
        )
        self._records = meter.create_counter("nlconnect.records", unit="{record}", description="Records read.")
        self._open: dict[str, Span] = {}
        self._guard = Lock()

    def noted(self, entry: Mapping[str, object], *, begins: bool = True) -> None:
        """An entry of the audit log: an operation that begins, or how it ended."""
        run, outcome = str(entry.get("run", "")), str(entry.get("outcome", ""))
        if not run or outcome in UNDER_WAY:
            if run and begins and outcome == "begun":
                self._begun(run, str(entry.get("operation", "")), str(entry.get("entity", "")))
            return
        with self._guard:
            span = self._open.pop(run, None)
        if span is not None:
            self._ended(span, entry, outcome)

    def refused(self, operation: str, entity: str) -> None:
        """A policy said no."""
        told = {**self._of(operation, entity), "nlconnect.outcome": REFUSED, "error.type": REFUSED}
        span = self._tracer.start_span(self._name(operation, entity), attributes=told)
        span.set_status(self._trace.StatusCode.ERROR)
        span.end()

    @contextmanager
    def within(self, run: str, operation: str, entity: str | None) -> Iterator[None]:
        """What happens in here belongs to that operation."""
        with self._guard:
            span = self._open.get(run)
        span = span or self._begun(run, operation, entity or "")
        with self._trace.use_span(span, record_exception=False, set_status_on_exception=False):
            yield

    async def sent(
        self,
        send: Callable[[Request], Awaitable[Response]],
        request: Request,
        entity: EntitySpec | None = None,
        *,
        resent: int = 0,
    ) -> Response:
        """Send once, in a span as the conventions for HTTP clients want it, but for the address."""
        what = Sent(request, entity, self._hosts)
        passed: dict[str, Told] = {"http.request.method": what.method, **what.server}
        if what.template:
            passed["url.template"] = what.template
        told: dict[str, Told] = {"nlconnect.system": self._system, **passed}
        if entity is not None:
            told["nlconnect.entity"] = entity.qualified_name
        if resent:
            told["http.request.resend_count"] = resent
        found: dict[str, Told] = {}
        began = self._clock.now()
        span = self._tracer.start_span(what.name, kind=self._trace.SpanKind.CLIENT, attributes=told)
        try:
            with self._trace.use_span(span, record_exception=False, set_status_on_exception=False):
                response = await send(request)
            found["http.response.status_code"] = response.status
            if response.status >= 400:
                found["error.type"] = str(response.status)
            return response
        except BaseException as failure:
            found["error.type"] = type(failure).__name__
            raise
        finally:
            span.set_attributes(found)
            if "error.type" in found:
                span.set_status(self._trace.StatusCode.ERROR)
            span.end()
            self._calls.add(1, {"nlconnect.system": self._system})
            self._duration.record(max(0.0, self._clock.now() - began), {**passed, **found})

    @contextmanager
    def sign_in(self) -> Iterator[None]:
        """Asking for a token."""
        told = {"nlconnect.system": self._system, "nlconnect.operation": "sign-in"}
        span = self._tracer.start_span("sign-in", attributes=told)
        try:
            with self._trace.use_span(span, record_exception=False, set_status_on_exception=False):
                yield
        except BaseException as failure:
            span.set_attribute("error.type", type(failure).__name__)
            span.set_status(self._trace.StatusCode.ERROR)
            raise
        finally:
            span.end()

    def waited(self, seconds: float, window: str) -> None:
        """Room in a limit was waited for."""
        self._waits.record(seconds, {"nlconnect.system": self._system, "nlconnect.window": words(window)})

    def retried(self, failure: str) -> None:
        """A request is sent again, because of this kind of failure."""
        self._retries.add(1, {"nlconnect.system": self._system, "error.type": words(failure)})

    def close(self) -> None:
        """End what was begun and never ended."""
        with self._guard:
            left, self._open = [*self._open.values()], {}
        for span in left:
            span.end()

    def _begun(self, run: str, operation: str, entity: str) -> Span:
        span = self._tracer.start_span(self._name(operation, entity), attributes=self._of(operation, entity))
        with self._guard:
            self._open[run] = span
            oldest = self._open.pop(next(iter(self._open))) if len(self._open) > MOST_OPEN else None
        if oldest is not None:
            oldest.end()
        return span

    def _ended(self, span: Span, entry: Mapping[str, object], outcome: str) -> None:
        operation, entity = str(entry.get("operation", "")), str(entry.get("entity", ""))
        counts = {name: value for name in ("calls", "retries", "records") if isinstance(value := entry.get(name), int)}
        told: dict[str, Told] = {f"nlconnect.{name}": count for name, count in counts.items()}
        told |= self._of(operation, entity)
        told["nlconnect.outcome"] = words(outcome)
        told["nlconnect.outlet"] = words(entry.get("outlet", ""))
        span.update_name(self._name(operation, entity))
        if (error := error_of(outcome)) is not None:
            told["error.type"] = error
            span.set_status(self._trace.StatusCode.ERROR)
        span.set_attributes(told)
        span.end()
        if counts.get("records"):
            self._records.add(counts["records"], self._of(operation, entity))

    def _of(self, operation: str, entity: str) -> dict[str, Told]:
        told: dict[str, Told] = {"nlconnect.system": self._system, "nlconnect.operation": words(operation)}
        return {**told, "nlconnect.entity": entity} if entity and self._knows(entity) else told

    def _name(self, operation: str, entity: str) -> str:
        return f"{words(operation)} {entity}" if entity and self._knows(entity) else words(operation)
