"""The mock a test holds in its hands: one system, one clock, and every call that was made."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from threading import RLock
from typing import TYPE_CHECKING, Generic, TypeVar

from nlconnect.errors import ConfigError
from nlconnect.mock.calls import Call, Calls
from nlconnect.mock.clock import MockClock
from nlconnect.mock.faults import NO_DETAILS, Fault, FaultBook
from nlconnect.mock.messages import Answer, Asked, Cut, Errand
from nlconnect.mock.system import Service, Setting, System
from nlconnect.mock.tables import Row
from nlconnect.model.ports import Clock
from nlconnect.model.scope import Scope
from nlconnect.model.wire import Request

if TYPE_CHECKING:
    from httpx import AsyncBaseTransport, BaseTransport


@dataclass(frozen=True, slots=True)
class Postponed:
    """Work that is done only `seconds` from now, whether or not the caller still waits."""

    seconds: float
    work: Callable[[], Answer | Errand]


V_co = TypeVar("V_co", bound=Service, covariant=True)


class Mock(Generic[V_co]):
    """One mocked system. May be shared between threads: it does one thing at a time."""

    def __init__(
        self,
        system: System[V_co],
        *,
        setting: Setting | None = None,
        clock: Clock | None = None,
        base_url: str | None = None,
    ) -> None:
        self.name = system.name
        self.setting = setting or Setting()
        self.clock: Clock = clock or MockClock()
        self.base_url = base_url or f"https://{system.name}.mock.test"
        self._service = system.open(self.setting, now=self.clock.now(), base_url=self.base_url)
        self.faults = FaultBook()
        self.calls = Calls()
        self.latency = 0.0
        self.poster: Callable[[Errand], int] = _accept
        self._one_at_a_time = RLock()
        self._watchers: list[Callable[[Call], None]] = []
        self._postponed: list[tuple[float, Callable[[], Answer | Errand]]] = []

    @property
    def service(self) -> V_co:
        """The system's own side: its state, and switches that only this system has."""
        return self._service

    @property
    def credentials(self) -> Mapping[str, object]:
        """What a client needs to be pointed here, as `nlconnect mock --info` writes it."""
        return self.service.info()

    def add(self, entity: str, /, *, scope: Scope | None = None, **values: object) -> Row:
        """A row more, by Python names; gives the row by wire names.

        Without a scope it goes to the default company. Raises QueryError on an unknown field or a wrong type.
        """
        with self._one_at_a_time:
            return self.service.add(entity, scope or Scope(), values, self.clock.now())

    def change(self, entity: str, key: object, /, *, scope: Scope | None = None, **values: object) -> Row:
        """Other values in the row with that key. Raises KeyError where there is none, and QueryError as `add` does."""
        with self._one_at_a_time:
            return self.service.change(entity, key, scope or Scope(), values, self.clock.now())

    def remove(self, entity: str, key: object, /, *, scope: Scope | None = None) -> None:
        """Delete the row with that key. Raises KeyError where there is none."""
        with self._one_at_a_time:
            self.service.remove(entity, key, scope or Scope(), self.clock.now())

    def clear(self, entity: str, /, *, scope: Scope | None = None) -> None:
        """Take every row of an entity away, in every company or in one. Raises QueryError on an unknown entity."""
        self.service.clear(entity, scope or Scope())

    def fail_next(
        self,
        kind: int | str,
        *,
        target: str = "api",
        method: str = "",
        times: int = 1,
        seconds: float = 0.0,
        at: int | None = None,
        **details: object,
    ) -> None:
        """Let the next `times` matching requests fail: a status, or a kind from `nlconnect.mock.faults.KINDS`.

        Details shape the refusal: `fail_next(429, minutely_reset=2)`, `fail_next(500, message="...")`.
        """
        words = {name: str(value) for name, value in details.items()} or NO_DETAILS
        fault = Fault.of(kind, seconds=seconds, details=words)
        target = "token" if fault.kind.startswith("refresh-") else target
        self.faults.add(replace(fault, target=target, method=method.upper(), times=times, at=at))

    def fault(self, text: str) -> None:
        """Put a fault in force by its text, such as `429:every=20`."""
        self.faults.add(Fault.parse(text))

    def watch(self, watcher: Callable[[Call], None]) -> None:
        """Call this after every request: the place to change rows while they are being read."""
        self._watchers.append(watcher)

    def handle(self, request: Request) -> Answer | Errand | Postponed:
        """Answer one request. What comes back may have to be waited for, cut, or run as an errand first."""
        with self._one_at_a_time:
            return self._handled(request)

    def _handled(self, request: Request) -> Answer | Errand | Postponed:
        now = self.clock.now()
        self.catch_up()
        asked = Asked.of(request)
        struck = self.faults.strike(asked, area=self.service.area(asked))
        early = next((f for f in struck if not f.after_work and f.kind in _BEFORE), None)
        if early is not None:
            answer = Answer(0, cut=Cut()) if early.kind == "cut-before" else self.service.refuse(asked, early, now)
            return self._closed(asked, _delayed(answer, struck, self.latency))
        late = next((fault for fault in struck if fault.kind == "late"), None)
        if late is not None:
            return Postponed(late.seconds, lambda: self._worked(asked, struck))
        return self._worked(asked, struck)

    def catch_up(self) -> None:
        """Do the postponed work that is due by the clock."""
        with self._one_at_a_time:
            now = self.clock.now()
            due = [work for moment, work in self._postponed if moment <= now]
            self._postponed = [entry for entry in self._postponed if entry[0] > now]
            for work in due:
                work()

    def postpone(self, postponed: Postponed) -> None:
        """Keep work for later; `catch_up` does it when its time has come."""
        self._postponed.append((self.clock.now() + postponed.seconds, postponed.work))

    def deliver(self) -> int:
        """Make the requests the system owes by now, such as notifications; gives their number."""
        count = 0
        for errand in self.service.errands(self.clock.now()):
            errand.then(self.poster(errand))
            count += 1
        return count

    def post_to(self, app: Callable[..., Awaitable[None]]) -> None:
        """Make them to this ASGI application from now on; without it each is taken to be accepted."""
        from nlconnect.mock.mounts.receiving import poster_to

        self.poster = poster_to(app)

    def transport(self, library: str = "httpx") -> BaseTransport:
        """A transport for `httpx.Client(transport=...)`; `library="httpx2"` for its continuation."""
        from nlconnect.mock.mounts.transport import blocking_transport

        return blocking_transport(self, library)

    def async_transport(self, library: str = "httpx") -> AsyncBaseTransport:
        """A transport for `httpx.AsyncClient(transport=...)`."""
        from nlconnect.mock.mounts.transport import asynchronous_transport

        return asynchronous_transport(self, library)

    def advance(self, seconds: float) -> None:
        """Move the frozen clock, and do what falls due. Raises ConfigError on a real clock."""
        if not isinstance(self.clock, MockClock):
            raise ConfigError("this mock goes by a real clock, which cannot be moved")
        self.clock.advance(seconds)
        self.catch_up()

    def _worked(self, asked: Asked, struck: tuple[Fault, ...]) -> Answer | Errand:
        with self._one_at_a_time:
            return self._work(asked, struck)

    def _work(self, asked: Asked, struck: tuple[Fault, ...]) -> Answer | Errand:
        answer = self.service.answer(asked, self.clock.now())
        if isinstance(answer, Errand):
            then = answer.then
            return replace(answer, then=lambda status: self._finished(asked, then(status), struck))
        return self._finished(asked, answer, struck)

    def _finished(self, asked: Asked, answer: Answer, struck: tuple[Fault, ...]) -> Answer:
        for fault in struck:
            if fault.kind == "mutate":
                self.service.mutate(asked, self.clock.now())
            elif fault.after_work:
                answer = self.service.refuse(asked, fault, self.clock.now())
            elif fault.kind == "cut-after":
                answer = replace(answer, cut=Cut(fault.at))
        return self._closed(asked, _delayed(answer, struck, self.latency))

    def _closed(self, asked: Asked, answer: Answer) -> Answer:
        status = 0 if answer.cut is not None else answer.status
        call = Call(asked.method, asked.path, asked.query, self.service.scope(asked), status, self.clock.now())
        self.calls.record(call)
        for watcher in self._watchers:
            watcher(call)
        return answer


_BEFORE = frozenset(
    {"status", "html", "cut-before", "odd", "token-expired", "refresh-used", "refresh-expired", "refresh-early"}
)


def _delayed(answer: Answer, struck: tuple[Fault, ...], latency: float) -> Answer:
    wait = latency + sum(fault.seconds for fault in struck if fault.kind in ("hold", "slow"))
    return replace(answer, wait=answer.wait + wait) if wait else answer


def _accept(errand: Errand) -> int:
    """The callback of a test that does not look: every delivery is accepted."""
    return 200
