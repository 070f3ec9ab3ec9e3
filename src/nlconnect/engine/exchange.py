"""The gate every request passes: budget, credentials, wire, what the answer says about the limits, and retries."""

from __future__ import annotations

import logging
import os
import random
import re
from collections.abc import Awaitable, Callable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol, TypeVar
from urllib.parse import urlsplit

from tenacity import AsyncRetrying, RetryCallState, retry_if_exception

from nlconnect.auth import Access
from nlconnect.connector import Connector, EntitySpec, LimitSpec, Request, Response, Scope
from nlconnect.errors import (
    ApiError,
    AuthError,
    ConfigError,
    ConnectFailed,
    NlconnectError,
    RateLimited,
    ServerError,
    masked,
)
from nlconnect.limits import (
    Budget,
    ErrorAllowance,
    Failure,
    Observation,
    Operation,
    Reservation,
    WindowSpec,
    failure_of,
    next_try,
    observation_of,
)
from nlconnect.model.ports import Lock, Port, Store
from nlconnect.model.redaction import without_query
from nlconnect.model.subjects import Subjects
from nlconnect.model.wire import NO_HEADERS

if TYPE_CHECKING:
    from nlconnect.telemetry import Watch

T = TypeVar("T")

log = logging.getLogger("nlconnect.exchange")

UNAUTHORISED, FORBIDDEN = 401, 403
LOOPBACK = ("127.0.0.1", "localhost", "::1")
_REQUEST_ID = re.compile(r"[A-Za-z0-9._:-]{1,100}")


class Credentials(Protocol):
    """Who gives access tokens, and learns that one was refused, or taken."""

    async def access(self) -> Access: ...

    async def refused(self, access: Access, response: Response) -> None: ...

    async def accepted(self, access: Access) -> None: ...


@dataclass(frozen=True, slots=True)
class Waiting:
    """News for whoever shows progress: why nothing happens, and until when (seconds since 1970, UTC)."""

    reason: str
    until: float


class Meter(Protocol):
    """Bounds the calls of an operation."""

    async def around(self, send: Callable[[], Awaitable[Response]]) -> Response:
        """The answer to one call. Raises PolicyRefused where it may not leave, or its answer not be used."""
        ...


@dataclass(slots=True)
class Tally:
    """What an operation cost so far."""

    calls: int = 0
    retries: int = 0
    records: int = 0
    request_ids: list[str] = field(default_factory=list)
    subjects: Subjects = field(default_factory=Subjects)
    run: str = field(default_factory=lambda: os.urandom(6).hex())
    """What the entries of one operation in the audit log have in common."""
    meter: Meter | None = None

    async def metered(self, send: Callable[[], Awaitable[Response]]) -> Response:
        """One call, within what the operation may take."""
        return await (send() if self.meter is None else self.meter.around(send))


@dataclass(frozen=True, slots=True)
class Errand:
    """What a request is for: who counts it, which budget pays, and whether it may be repeated."""

    operation: Operation
    scope: Scope
    endpoint: str
    entity: EntitySpec | None = None
    tally: Tally = field(default_factory=Tally)
    redirects: bool = False
    """An answer that points elsewhere is a good one: whoever asked goes there, without a token."""


@dataclass(slots=True)
class _Payment:
    """What one call is paid with; `ticket` is there as long as ticket and slot have to be given back.

    `slots` are as many locks as calls may be under way at a time, of which a call holds one; none where that is free.
    """

    address: str
    limits: LimitSpec
    slots: tuple[Lock, ...]
    cost: int
    errand: Errand
    resent: int = 0
    slot: Lock | None = None
    ticket: Reservation | None = None

    def take_slot(self) -> bool:
        self.slot = next((slot for slot in self.slots if slot.try_acquire()), None)
        return self.slot is not None or not self.slots

    def give_slot(self) -> None:
        slot, self.slot = self.slot, None
        if slot is not None:
            slot.release()


@dataclass(slots=True)
class _Tries:
    """What the tries of one call leave behind.

    A token that was refused is tried again once, however many other tries there were. The answer is handed over
    here: tenacity's state refers to itself, and would keep a page in memory until the next full garbage collection.
    """

    tokens_refused: int = 0
    sent: int = 0
    answer: Response | None = None

    def take(self) -> Response:
        answer, self.answer = self.answer, None
        assert answer is not None
        return answer


class _Retrying(AsyncRetrying):
    """Keeps its statistics with itself: a call may go on in another thread, where tenacity would miss them."""

    @property
    def statistics(self) -> dict[str, Any]:
        kept: dict[str, Any] = self.__dict__.setdefault("_kept", {})
        return kept


class _TokenRefused(Exception):
    """An expired access token: worth one more try after a refresh, then the error it carries."""

    def __init__(self, error: NlconnectError) -> None:
        super().__init__()
        self.error = error


class Exchange:
    """All requests of one login go through here, from every thread, task and process.

    Budgets, error allowances and the one-at-a-time slot live in the store, so they are shared.
    """

    def __init__(
        self,
        connector: Connector,
        *,
        base_url: str,
        app: str,
        port: Port,
        store: Store,
        notify: Callable[[Waiting], None] | None = None,
        headers: Mapping[str, str] = NO_HEADERS,
        watch: Watch | None = None,
    ) -> None:
        self.watch = watch
        self.connector = connector
        self._headers = headers
        self.base_url = base_url
        self.port = port
        self.store = store
        self._origin = safe_origin(base_url, name="base_url")
        self._budget_prefix = f"{connector.name}/{urlsplit(base_url).netloc}/{app}"
        self._notify = notify or (lambda waiting: None)
        self._credentials: Credentials | None = None

    @property
    def place(self) -> str:
        """The system, its host and the app: what is kept of one login is filed under this."""
        return self._budget_prefix

    def sign_with(self, credentials: Credentials) -> None:
        """Whose tokens to use; they are sent to the host of this login only."""
        self._credentials = credentials

    async def call(self, request: Request, errand: Errand) -> Response:
        """Send, repeat where that is safe, and give a good answer. Raises what the answer stands for."""
        if self.watch is None:
            return await self._called(request, errand)
        entity = errand.entity.qualified_name if errand.entity is not None else None
        with self.watch.within(errand.tally.run, errand.operation, entity):
            return await self._called(request, errand)

    async def send(self, request: Request, entity: EntitySpec | None = None, *, resent: int = 0) -> Response:
        """One try on the wire, without budget or token: for the gate itself, and for hosts that get no token."""
        if self.watch is None:
            return await self.port.send(request)
        return await self.watch.sent(self.port.send, request, entity, resent=resent)

    async def _called(self, request: Request, errand: Errand) -> Response:
        tries = _Tries()
        retrying = _Retrying(
            sleep=self.port.sleep,
            retry=retry_if_exception(lambda failure: _kind(failure) is not None),
            wait=lambda state: self._wait_of(state, errand, tries) or 0.0,
            stop=lambda state: self._wait_of(state, errand, tries) is None,
            before_sleep=lambda state: self._tell(state, errand),
            reraise=True,
        )
        try:
            await retrying(self._once, request, errand, tries)
            return tries.take()
        except _TokenRefused as refused:
            raise refused.error from None

    async def page(self, request: Request, errand: Errand) -> Response:
        """As `call`; a page that is too large for the server is asked for again, smaller."""
        while True:
            try:
                return await self.call(request, errand)
            except ApiError as failure:
                shrink = self.connector.smaller
                smaller = shrink(request) if failure.too_much and shrink is not None else None
                if smaller is None:
                    raise
                log.info("%s: the server could not make a page of this size", errand.endpoint)
                request = smaller

    async def send_for_token(self, request: Request) -> Response:
        """Carry a token request: its own budget, no credentials, and never repeated unless nothing was sent."""
        errand = Errand("token", Scope(), "token")
        with nullcontext() if self.watch is None else self.watch.sign_in():
            return await self._budgeted(request, errand, limits=_token_limits(self.connector), key="token")

    async def budget(self, scope: Scope, *, request: Request | None = None) -> Budget:
        """The budget of a scope as it stands, or the one that this request would be paid from."""
        limits, key = self.connector.limits, str(self.connector.budget_scope(scope))
        if request is not None:
            work = self.connector.workload_of(request, scope)
            limits, key = work.limits, work.key
        document = await self.port.run(lambda: self.store.get("budget", f"{self._budget_prefix}/{key}"))
        return Budget.load(document, spec=limits)

    async def wait(self, seconds: float, *, reason: str) -> None:
        """Sleep, and say why to whoever shows progress."""
        if seconds >= 1:
            self._notify(Waiting(reason, self.port.clock.now() + seconds))
        await self.port.sleep(seconds)

    async def _once(self, request: Request, errand: Errand, tries: _Tries) -> None:
        self._refuse_foreign(request.url)
        assert self._credentials is not None
        access = await self._credentials.access()
        signed = replace(request, headers={**self._headers, **request.headers, "Authorization": access.header})
        work = self.connector.workload_of(request, errand.scope)
        resent, tries.sent = tries.sent, tries.sent + 1
        paid = partial(self._budgeted, limits=work.limits, key=work.key, cost=work.cost, resent=resent)
        response = await errand.tally.metered(partial(paid, signed, errand))
        errand.tally.calls += 1
        request_id = self.connector.dialect.request_id_of(response)
        if request_id is not None and not _REQUEST_ID.fullmatch(request_id):
            request_id = None  # a gateway may put anything there, and errors and audit would repeat it
        if request_id:
            errand.tally.request_ids.append(request_id)
        error = self._error_of(response, request, errand)
        if error is None:
            await self._credentials.accepted(access)
            tries.answer = response
            return
        await self._count_error(errand, response.status)
        error.connector, error.scope, error.request_id = self.connector.name, errand.scope.told(request.url), request_id
        error.operation = errand.operation
        if isinstance(error, ApiError):
            told = observation_of(response.status, response.headers, spec=work.limits).retry_after
            error.retry_after = told if told is not None else error.retry_after
        if _refuses_token(response):
            tries.tokens_refused += 1
            try:
                await self._credentials.refused(access, response)
            except AuthError as failure:  # it knows what to do; where it happened is known here
                failure.connector, failure.scope, failure.request_id = error.connector, error.scope, request_id
                raise
            raise _TokenRefused(error)
        raise error

    def _error_of(self, response: Response, request: Request, errand: Errand) -> NlconnectError | None:
        if errand.redirects and 300 <= response.status < 400 and "location" in response.headers:
            return None
        return self.connector.dialect.error_of(response, method=request.method, entity=errand.entity)

    async def _budgeted(
        self, request: Request, errand: Errand, *, limits: LimitSpec, key: str, cost: int = 1, resent: int = 0
    ) -> Response:
        """One request inside one of the slots, paid from the budget. Both are given back whatever happens."""
        address = f"{self._budget_prefix}/{key}"
        payment = _Payment(address, limits, self._slots(address, limits), cost, errand, resent)
        while True:
            try:
                reservation = await self.port.run(lambda: self._take(payment, errand))
            except BaseException:  # cancelled while both were taken in another thread
                await self.port.run(lambda: self._give_back(payment))
                raise
            if reservation is None:
                await self.port.pause()
            elif reservation.granted:
                return await self._paid(request, payment)
            elif reservation.exhausted:
                raise reservation.error(connector=self.connector.name, scope=errand.scope.told(request.url))
            else:
                now = self.port.clock.now()
                reason = f"{reservation.window or 'rate'} limit of {masked(str(errand.scope))}"
                self._notify(Waiting(reason, now + reservation.wait))
                if self.watch is not None:
                    self.watch.waited(reservation.wait, reservation.window or "rate")
                await self.port.sleep(reservation.wait)

    def _take(self, payment: _Payment, errand: Errand) -> Reservation | None:
        """A slot and a ticket in one go, None while others have all slots. A wait keeps neither."""
        self._refuse_blocked(errand)
        if not payment.take_slot():
            return None
        now = self.port.clock.now()

        def take(document: bytes | None) -> tuple[bytes | None, Reservation]:
            budget, reservation = Budget.load(document, spec=payment.limits).reserve(now, cost=payment.cost)
            return budget.dump(), reservation

        try:
            reservation = self.store.update("budget", payment.address, take)
            payment.ticket = reservation if reservation.granted else None
            return reservation
        finally:
            if payment.ticket is None:
                payment.give_slot()

    def _slots(self, address: str, limits: LimitSpec) -> tuple[Lock, ...]:
        """One lock for each call that may be under way, shared by all processes."""
        places = range(1, limits.concurrency or 0)
        first = (self.store.lock(f"slot:{address}"),) if limits.concurrency else ()
        return (*first, *(self.store.lock(f"slot:{address}:{place}") for place in places))

    def _give_back(self, payment: _Payment) -> None:
        """The ticket of what never left, and the slot."""
        if payment.ticket is not None:
            now = self.port.clock.now()
            self._settle(payment, None, sent_at=now, received_at=now)

    async def _paid(self, request: Request, payment: _Payment) -> Response:
        sent_at = self.port.clock.now()
        seen: Observation | None = Observation()
        try:
            log.debug("%s %s", request.method, without_query(request.url))
            response = await self.send(request, payment.errand.entity, resent=payment.resent)
            seen = observation_of(response.status, response.headers, spec=payment.limits)
            return response
        except ConnectFailed:
            seen = None
            raise
        finally:
            received_at = self.port.clock.now()
            await self.port.run(lambda: self._settle(payment, seen, sent_at=sent_at, received_at=received_at))

    def _settle(self, payment: _Payment, seen: Observation | None, *, sent_at: float, received_at: float) -> None:
        """Tell the budget what the answer said, give back the ticket of what never left, and free the slot."""
        ticket, payment.ticket = payment.ticket, None
        assert ticket is not None

        def learn(document: bytes | None) -> tuple[bytes | None, None]:
            budget = Budget.load(document, spec=payment.limits)
            if seen is None:
                return budget.release(ticket).dump(), None
            learnt = budget.observe(seen, sent_at=sent_at, received_at=received_at, reservation=ticket)
            return learnt.dump(), None

        try:
            self.store.update("budget", payment.address, learn)
        finally:
            payment.give_slot()

    def _refuse_blocked(self, errand: Errand) -> None:
        """Stop before the vendor blocks an endpoint for its errors."""
        spec = self.connector.limits.errors
        if spec is None or errand.operation == "token":
            return
        document = self.store.get("errors", self._error_key(errand))
        if document is not None:
            ErrorAllowance.load(document, spec=spec).check(
                self.port.clock.now(),
                connector=self.connector.name,
                entity=errand.entity.name if errand.entity else None,
                scope=str(errand.scope),
            )

    async def _count_error(self, errand: Errand, status: int) -> None:
        spec = self.connector.limits.errors
        if spec is None or status not in spec.statuses:
            return
        now = self.port.clock.now()

        def count(document: bytes | None) -> tuple[bytes | None, None]:
            return ErrorAllowance.load(document, spec=spec).record(status, now=now).dump(), None

        key = self._error_key(errand)
        await self.port.run(lambda: self.store.update("errors", key, count))

    def _budget_key(self, scope: Scope) -> str:
        return f"{self._budget_prefix}/{self.connector.budget_scope(scope)}"

    def _error_key(self, errand: Errand) -> str:
        return f"{self._budget_key(errand.scope)}/{errand.endpoint}"

    def _refuse_foreign(self, url: str) -> None:
        """A next link to another host must not carry off the token, nor a link that is not encrypted."""
        if _origin(url) != self._origin:
            raise ServerError("the server pointed to another host, which is refused", connector=self.connector.name)

    def _wait_of(self, state: RetryCallState, errand: Errand, tries: _Tries) -> float | None:
        """Seconds before the next try, None to give up."""
        failure = state.outcome.exception() if state.outcome else None
        kind = _kind(failure)
        if kind is None:
            return None
        # Jitter needs no secrecy; drawn from the attempt so that both questions get one answer.
        jitter = random.Random(f"{id(errand)}/{state.attempt_number}").random()  # noqa: S311
        attempt = tries.tokens_refused if kind is Failure.EXPIRED_TOKEN else state.attempt_number
        asked = failure.retry_after if isinstance(failure, ApiError) else None
        if asked is not None and asked > self.connector.limits.longest_wait:
            return None
        retry = next_try(errand.operation, kind, attempt=attempt, jitter=jitter, retry_after=asked)
        return retry.wait if retry is not None else None

    def _tell(self, state: RetryCallState, errand: Errand) -> None:
        errand.tally.retries += 1
        if self.watch is not None:
            self.watch.retried(type(state.outcome.exception() if state.outcome else None).__name__)
        failure = state.outcome.exception() if state.outcome else None
        wait = state.upcoming_sleep
        log.info("trying again in %.1f s after %s", wait, type(failure).__name__)
        if wait >= 1:
            self._notify(Waiting(f"trying again after {_told(failure)}", self.port.clock.now() + wait))


def _refuses_token(response: Response) -> bool:
    """Entra: where a token lacks claims, the status is 401, and in older texts 403."""
    told = response.headers.get("www-authenticate", "")
    return response.status == UNAUTHORISED or (response.status == FORBIDDEN and "insufficient_claims" in told)


def _origin(url: str) -> tuple[str, str, int] | None:
    """Scheme, host and port; None for what is no whole address, or one that carries a user."""
    try:
        parts = urlsplit(url)
        port = parts.port or {"https": 443, "http": 80}.get(parts.scheme, 0)
    except ValueError:
        return None
    if not parts.hostname or "@" in parts.netloc or "\\" in url:
        return None
    return parts.scheme, parts.hostname, port


def safe_origin(url: str, *, name: str) -> tuple[str, str, int]:
    """The origin that secrets are sent to. Raises ConfigError for an address that is not encrypted, or no address."""
    origin = _origin(url)
    if origin is None or origin[0] not in ("http", "https"):
        raise ConfigError(f"the {name} of the login is no plain web address")
    if origin[0] == "http" and origin[1] not in LOOPBACK:
        raise ConfigError(
            f"the {name} of the login is not encrypted", hint="Use https:// for anything but a mock on this machine."
        )
    return origin


def _token_limits(connector: Connector) -> LimitSpec:
    """Token requests have a limit of their own; the lock of the token keeps them one at a time already."""
    calls = connector.auth.token_calls_a_day
    windows = (WindowSpec("day of token requests", limit=calls, seconds=86_400.0),) if calls else ()
    return LimitSpec(windows=windows, concurrency=None)


def _kind(failure: BaseException | None) -> Failure | None:
    if isinstance(failure, _TokenRefused):
        return Failure.EXPIRED_TOKEN
    return failure_of(failure) if failure is not None else None


def _told(failure: BaseException | None) -> str:
    if isinstance(failure, _TokenRefused):
        return "a refused token"
    if isinstance(failure, RateLimited):
        return "a refusal for the number of calls"
    if isinstance(failure, ApiError) and failure.status:
        return f"status {failure.status}"
    return failure.message if isinstance(failure, NlconnectError) else "a failure"
