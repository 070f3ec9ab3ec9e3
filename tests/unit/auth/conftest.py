from __future__ import annotations

import json
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import parse_qs

import pytest
from pydantic import SecretStr

from nlconnect.auth import App, SignIn, Token, TokenKeeper
from nlconnect.model.ports import Pending, Store
from nlconnect.model.wire import Request, Response
from nlconnect.state import MemoryStore
from nlconnect_exact.sign_in import AUTH

T = TypeVar("T")
START = 1_790_000_000.0
URL = "https://start.exactonline.nl"


class Clock:
    def __init__(self) -> None:
        self.time = START

    def now(self) -> float:
        return self.time


class FakePort:
    """A port that never suspends. A pause lets ten seconds pass and then does what a test asked for."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.on_pause: Callable[[], object] = lambda: None
        self.pauses = 0

    async def send(self, request: Request) -> Response:
        raise AssertionError("token requests go through `send` of the keeper")

    async def sleep(self, seconds: float) -> None:
        self.clock.time += seconds

    async def pause(self) -> None:
        self.pauses += 1
        self.clock.time += 10
        self.on_pause()

    async def run(self, work: Callable[[], T]) -> T:
        return work()

    async def finish(self, work: Callable[[], Coroutine[Any, Any, T]]) -> T:
        return await work()

    def start(self, work: Callable[[], Coroutine[Any, Any, T]]) -> Pending[T]:
        raise AssertionError

    async def close(self) -> None:
        return None


Answer = Response | Exception | Callable[[Request], Response]


@dataclass
class TokenServer:
    """Answers in the order it was told, and remembers what it was asked."""

    clock: Clock
    answers: list[Answer] = field(default_factory=list)
    forms: list[dict[str, str]] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    issued: int = 0

    async def send(self, request: Request) -> Response:
        self.requests.append(request)
        self.forms.append({name: values[0] for name, values in parse_qs((request.content or b"").decode()).items()})
        answer = self.answers.pop(0) if self.answers else self.pair()
        if isinstance(answer, Exception):
            raise answer
        return answer(request) if callable(answer) else answer

    def pair(self) -> Response:
        """The next pair of tokens, in Exact's shape: the lifetime is a text."""
        self.issued += 1
        return self.answer(
            200,
            access_token=f"access-{self.issued}",
            token_type="bearer",
            expires_in="600",
            refresh_token=f"refresh-{self.issued}",
        )

    def answer(self, status: int, *, headers: dict[str, str] | None = None, **body: str) -> Response:
        return self.raw(status, json.dumps(body).encode(), {"content-type": "application/json", **(headers or {})})

    def raw(self, status: int, content: bytes, headers: dict[str, str] | None = None) -> Response:
        now = self.clock.now()
        return Response(status, headers or {}, content, f"{URL}/api/oauth2/token", now, now)

    def too_early(self, status: int = 400) -> Response:
        return self.answer(
            status,
            headers={"reason": "TooEarlyToRefreshTokens: access_token not expired"},
            error="access_denied",
            error_description="Rate limit exceeded: access_token not expired",
        )

    def spent(self) -> Response:
        return self.answer(401, error="unauthorized_client", error_description="Old refresh token used.")

    def expired(self) -> Response:
        said = "The refresh token expired at 11/3/2021 2:50:46 PM and it is now 7/31/2022 7:45:12 PM."
        return self.answer(400, error="invalid_request", error_description=said)

    def invalid(self) -> Response:
        return self.answer(400, error="invalid_request")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def port(clock: Clock) -> FakePort:
    return FakePort(clock)


@pytest.fixture
def store(clock: Clock) -> Store:
    return MemoryStore(clock=clock)


@pytest.fixture
def server(clock: Clock) -> TokenServer:
    return TokenServer(clock)


@pytest.fixture
def app() -> App:
    return App(
        login="kantoor",
        spec=AUTH,
        url=URL,
        client_id="client-1",
        client_secret=lambda: SecretStr("hush-hush"),
        redirect_uri="https://example.com/back?from=exact",
    )


@pytest.fixture
def keeper(app: App, port: FakePort, store: Store, server: TokenServer) -> TokenKeeper:
    return TokenKeeper(app, port=port, store=store, send=server.send)


@pytest.fixture
def another(app: App, port: FakePort, store: Store, server: TokenServer) -> TokenKeeper:
    """The same login in another process, as far as the store can tell."""
    return TokenKeeper(app, port=port, store=store, send=server.send)


@pytest.fixture
def signed_in(app: App, store: Store, clock: Clock) -> Callable[..., SignIn]:
    """Put a token of some age in the store."""

    def put(*, age: float, **more: Any) -> SignIn:
        token = Token(SecretStr("access-0"), SecretStr("refresh-0"), clock.now() - age, 600)
        sign_in = SignIn(token, token.received_at, **more)
        store.put("token", app.key, sign_in.dump())
        return sign_in

    return put


@pytest.fixture
def stored(app: App, store: Store) -> Callable[[], SignIn]:
    def get() -> SignIn:
        document = store.get("token", app.key)
        assert document is not None
        return SignIn.load(document)

    return get
