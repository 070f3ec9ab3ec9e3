"""A port that answers what a test wrote down, and a system small enough to know by heart."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar, cast

from pydantic import SecretStr

from nlconnect.auth import Access
from nlconnect.connector import (
    AuthSpec,
    Catalogue,
    Connector,
    ErrorSpec,
    HeaderNames,
    Key,
    LimitSpec,
    NestedPlan,
    Query,
    ReadPlan,
    Record,
    Request,
    Response,
    Scope,
    ScopePart,
    Site,
    WindowSpec,
    WireFormat,
)
from nlconnect.engine.exchange import Errand, Exchange, Tally, Waiting
from nlconnect.errors import AuthError, Invalid, NlconnectError, NotFound, RateLimited, ServerError
from nlconnect.limits import Operation
from nlconnect.model.catalogue import EntitySpec, FieldSpec
from nlconnect.model.ports import Pending
from nlconnect.state import MemoryStore
from nlconnect.transport.blocking import run_blocking
from nlconnect.transport.clock import FrozenClock
from tests.unit.invented import ORDERS, WIRE

T = TypeVar("T")
BASE = "https://shop.example"
SCOPE = Scope(division=5)
Answer = Response | BaseException | Callable[[Request], Response | BaseException]


def answer(status: int = 200, content: bytes | object = b"{}", **headers: str) -> Response:
    """An answer; a body that is no bytes is written as JSON."""
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response(status, named, body, "", 0.0, 0.0)


def page(numbers: Any, *, following: str | None = None, **more: Any) -> Response:
    """A page of orders by number."""
    rows = [{"ID": f"id-{number}", "Number": number} for number in numbers]
    link = {"__next": f"{BASE}{following}"} if following else {}
    return answer(200, {"d": {"results": rows, **more, **link}})


class Begun(Pending[T]):
    """Work that was done at once; what came of it is told when somebody asks."""

    def __init__(self, work: Callable[[], Coroutine[Any, Any, T]]) -> None:
        self.is_cancelled = False
        self.was_asked = False
        self._value: T | None = None
        self._failure: BaseException | None = None
        try:
            self._value = run_blocking(work())
        except BaseException as failure:  # noqa: BLE001  # raised when it is asked for
            self._failure = failure

    async def departed(self) -> None:
        return None

    async def result(self) -> T:
        self.was_asked = True
        if self._failure is not None:
            raise self._failure
        return self._value  # type: ignore[return-value]

    def cancel(self) -> None:
        self.is_cancelled = True


class ScriptedPort:
    """Answers in the order written down; the last one again and again."""

    def __init__(self, *answers: Answer, clock: FrozenClock | None = None) -> None:
        self.clock = clock or FrozenClock(1_790_000_010.0)
        self.sent: list[Request] = []
        self.slept: list[float] = []
        self.started: list[Begun[Any]] = []
        self.on_pause: Callable[[], None] = lambda: None
        self._answers = deque(answers)

    async def send(self, request: Request) -> Response:
        self.sent.append(request)
        found = self._answers.popleft() if len(self._answers) > 1 else self._answers[0]
        given = found(request) if callable(found) else found
        if isinstance(given, BaseException):
            raise given
        now = self.clock.now()
        return replace(given, url=request.url, sent_at=now, received_at=now)

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.clock.advance(seconds)

    async def pause(self) -> None:
        self.on_pause()

    async def run(self, work: Callable[[], T]) -> T:
        return work()

    async def finish(self, work: Callable[[], Coroutine[Any, Any, T]]) -> T:
        return await work()

    def start(self, work: Callable[[], Coroutine[Any, Any, T]]) -> Pending[T]:
        begun = Begun(work)
        self.started.append(begun)
        return begun

    async def close(self) -> None:
        return None

    @property
    def paths(self) -> list[str]:
        """What was asked for, without the host."""
        return [request.url.removeprefix(BASE) for request in self.sent]


class Tokens:
    """Credentials that count; each refusal brings the next token."""

    def __init__(self) -> None:
        self.refusals: list[str] = []
        self.told: list[str] = []
        self.scheme = "Bearer"
        self.refusal: NlconnectError | None = None
        self.failure: NlconnectError | None = None

    async def access(self) -> Access:
        if self.failure is not None:
            raise self.failure
        return Access(SecretStr(f"token-{len(self.refusals)}"), self.scheme)

    async def refused(self, access: Access, response: Response) -> None:
        self.refusals.append(access.token.get_secret_value())
        self.told.append(response.headers.get("www-authenticate", ""))
        if self.refusal is not None:
            raise self.refusal

    async def accepted(self, access: Access) -> None:
        return None


@dataclass(frozen=True)
class ShopDialect:
    """The least a dialect can be."""

    wire: WireFormat = WIRE

    def list_request(self, query: Query[Record], *, base_url: str, scope: Scope) -> ReadPlan:
        fields = tuple(query.entity.by_name[name] for name in query.selected or ("id", "number"))
        request = Request("GET", f"{base_url}/orders", {"Accept": "application/json"})
        return ReadPlan(request, query.entity, scope, fields, "plain", 3)

    def key_request(
        self, entity: EntitySpec, key: Key, fields: tuple[FieldSpec, ...], *, base_url: str, scope: Scope
    ) -> ReadPlan:
        return ReadPlan(Request("GET", f"{base_url}/orders({key})"), entity, scope, fields, "key", 1, single=True)

    def count_request(self, query: Query[Record], *, base_url: str, scope: Scope) -> Request:
        return Request("GET", f"{base_url}/orders/$count")

    def next_request(self, link: str, plan: ReadPlan) -> Request:
        return Request("GET", link, plan.request.headers)

    def rest_of(self, nested: NestedPlan, parent: Record, *, base_url: str) -> ReadPlan | None:
        return None

    def peek_next(self, response: Response, *, plan: ReadPlan) -> str | None:
        found = json.loads(response.content).get("d")
        return found.get("__next") if isinstance(found, dict) else None

    def following(self, response: Response, *, rows: int, plan: ReadPlan) -> str | None:
        return None

    def error_of(self, response: Response, *, method: str, entity: EntitySpec | None) -> NlconnectError | None:
        status = response.status
        if response.is_success and response.media_type != "text/html":
            return None
        if status == 401:
            return AuthError("the token is not accepted")
        kinds = {400: Invalid, 404: NotFound, 429: RateLimited}
        error = kinds.get(status, ServerError)(f"status {status}")
        error.status = status
        return error

    def request_id_of(self, response: Response) -> str | None:
        return response.headers.get("request-id")


LIMITS = LimitSpec(
    windows=(
        WindowSpec("minute", limit=60, seconds=60, headers=HeaderNames("m-limit", "m-remaining", "m-reset")),
        WindowSpec("day", limit=5000, seconds=86_400, headers=HeaderNames("d-limit", "d-remaining", "d-reset")),
    ),
    concurrency=1,
    errors=ErrorSpec(limit=10, stop_at=8, seconds=3600),
)


def shop(limits: LimitSpec = LIMITS) -> Connector:
    return Connector(
        name="shop",
        title="The Shop",
        sites={"nl": Site(BASE)},
        auth=AuthSpec(
            authorize_path="/auth",
            token_path="/token",
            explain=lambda response: None,
            not_before_seconds=570,
            lifetime_seconds=600,
            single_use_refresh=True,
        ),
        limits=limits,
        dialect=cast("Any", ShopDialect()),
        catalogue=Catalogue("nlconnect_exact"),
        package="nlconnect_exact",
        scope_parts={"division": ScopePart(int, "administratie")},
        budget_parts=("division",),
    )


@dataclass
class Bench:
    """An exchange with everything around it in the test's hands."""

    port: ScriptedPort
    store: MemoryStore
    exchange: Exchange
    tokens: Tokens
    waits: list[Waiting] = field(default_factory=list)

    def call(self, request: Request | None = None, errand: Errand | None = None) -> Response:
        work = self.exchange.call(request or Request("GET", f"{BASE}/orders?name=Jansen"), errand or errand_for())
        return run_blocking(work)

    @property
    def slot_is_free(self) -> bool:
        lock = self.store.lock(f"slot:shop/shop.example/app/{SCOPE}")
        if not lock.try_acquire():
            return False
        lock.release()
        return True

    @property
    def in_flight(self) -> int:
        return run_blocking(self.exchange.budget(SCOPE)).status(self.port.clock.now()).in_flight

    def remaining(self, window: str = "minute") -> int:
        status = run_blocking(self.exchange.budget(SCOPE)).status(self.port.clock.now())
        return next(found.remaining for found in status.windows if found.name == window)


def bench(*answers: Answer, limits: LimitSpec = LIMITS) -> Bench:
    port = ScriptedPort(*answers)
    store = MemoryStore(clock=port.clock)
    waits: list[Waiting] = []
    exchange = Exchange(shop(limits), base_url=BASE, app="app", port=port, store=store, notify=waits.append)
    tokens = Tokens()
    exchange.sign_with(tokens)
    return Bench(port, store, exchange, tokens, waits)


def errand_for(operation: Operation = "read", *, scope: Scope = SCOPE, endpoint: str = "/orders") -> Errand:
    return Errand(operation, scope, endpoint, ORDERS, Tally())


def headers_of(request: Request) -> Mapping[str, str]:
    return {name.lower(): value for name, value in request.headers.items()}
