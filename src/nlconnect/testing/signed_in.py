"""A mocked system that somebody is signed in to: what fixtures such as `mock_exact` give."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from nlconnect.audit import MemoryAudit
from nlconnect.client import AsyncConnection, Connection
from nlconnect.config import Config, HttpSettings, Profile, Settings
from nlconnect.engine.exchange import Waiting
from nlconnect.engine.opening import Opening, login_of_mock, scope_of_mock
from nlconnect.mock.clock import MockClock
from nlconnect.mock.mock import Mock
from nlconnect.mock.registry import mock_named
from nlconnect.mock.system import Service, Setting
from nlconnect.model.collection import Collection
from nlconnect.model.ports import Port
from nlconnect.model.record import Record
from nlconnect.model.wire import Request
from nlconnect.state import MemoryStore
from nlconnect.transport.asynchronous import AsyncPort
from nlconnect.transport.blocking import BlockingPort, run_blocking

if TYPE_CHECKING:
    from respx import MockRouter, Route

Backend = Literal["httpx", "httpx2"]

NO_ROWS = Setting(seeded=False)
"""Companies and users, and not one row besides: a test adds what it is about."""


class SignedInMock(Mock[Service]):
    """A mocked system in process, with a clock that stands still, and connections that are signed in to it.

    Tokens, budgets and the audit live in memory: nothing on this machine is read or written. `audit` holds what the
    connections wrote down.
    """

    clock: MockClock

    def __init__(self, name: str, *, setting: Setting = NO_ROWS, grant: str | None = None) -> None:
        """`grant` names another way of signing in than the mock's likeliest, such as `client_credentials`."""
        self._grant = grant
        super().__init__(mock_named(name), setting=setting, clock=MockClock())
        self.store = MemoryStore(clock=self.clock)
        self.policy: Path | None = None
        """A policy file for connections made from now on."""
        self.audit = MemoryAudit()
        self._open = ExitStack()
        self._sign_in()
        self.calls.clear()

    @property
    def profile(self) -> Profile:
        """A profile in the first company, as `nlconnect profile add --from` would write it."""
        known = self.credentials
        login = login_of_mock("mock", self.name, known, grant=self._grant)
        scope = scope_of_mock(self.name, known)
        return Profile(name=f"mock-{self.name}", login=login, scope=scope)

    def connect(
        self,
        *,
        allow_writes: Iterable[Collection[Record] | str] = (),
        purpose: str | None = None,
        outlet: str = "return",
        backend: Backend = "httpx",
        notify: Callable[[Waiting], None] | None = None,
        **scope: int | str,
    ) -> Connection:
        """As `nlconnect.connect`, in the first company or in the scope given; the fixture closes it at the end."""
        opened = self.opening(
            allow_writes=allow_writes, purpose=purpose, outlet=outlet, backend=backend, notify=notify, **scope
        )
        made = Connection(opened.session(self.port(backend)), scope=opened.scope, asker=opened.asker)
        return self._open.enter_context(made)

    def connect_async(
        self,
        *,
        allow_writes: Iterable[Collection[Record] | str] = (),
        purpose: str | None = None,
        outlet: str = "return",
        backend: Backend = "httpx",
        notify: Callable[[Waiting], None] | None = None,
        **scope: int | str,
    ) -> AsyncConnection:
        """As `nlconnect.connect_async`; use it with `async with`."""
        opened = self.opening(
            allow_writes=allow_writes, purpose=purpose, outlet=outlet, backend=backend, notify=notify, **scope
        )
        return AsyncConnection(opened.session(self.async_port(backend)), scope=opened.scope, asker=opened.asker)

    def opening(
        self,
        *,
        allow_writes: Iterable[Collection[Record] | str] = (),
        purpose: str | None = None,
        outlet: str = "return",
        backend: Backend = "httpx",
        notify: Callable[[Waiting], None] | None = None,
        **scope: int | str,
    ) -> Opening:
        """What a connection is made of, for those who bring a port of their own."""
        profile = self.profile
        return Opening(
            Profile(name=profile.name, login=profile.login, scope=profile.scope.within(**scope)),
            allow_writes=allow_writes,
            purpose=purpose,
            outlet=outlet,
            config=Config(
                path=None, settings=Settings(state="memory", policy=self.policy, http=HttpSettings(backend=backend))
            ),
            store=self.store,
            notify=notify,
            auditor=self.audit,
        )

    def port(self, backend: Backend = "httpx") -> Port:
        """A blocking port whose only way out is this mock."""
        return BlockingPort(self.opening(backend=backend).http, clock=self.clock, transport=self.transport(backend))

    def async_port(self, backend: Backend = "httpx") -> Port:
        """The same for asyncio."""
        http = self.opening(backend=backend).http
        return AsyncPort(http, clock=self.clock, transport=self.async_transport(backend))

    def mount(self, router: MockRouter, *, host: str | None = None) -> Route:
        """Let a respx router send here what goes to `base_url`, or to another host such as the vendor's own."""
        from nlconnect.mock.mounts.respx import route

        return route(self, router, host=host)

    def close(self) -> None:
        """Close the blocking connections that were made."""
        self._open.close()

    def _sign_in(self) -> None:
        """As a person does: go to the sign-in page and hand over where it ends, or see that the app gets a token."""
        port = self.port()
        keeper = self.opening().signed(port)[1]
        invitation = run_blocking(keeper.begin_login())
        answer = ""
        if invitation.wants == "redirect" and invitation.address is not None:
            page = Request("GET", invitation.address)
            answer = run_blocking(port.send(page)).headers["location"]
        run_blocking(keeper.finish_login(answer))
