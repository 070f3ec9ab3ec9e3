"""Looking many keys up in as few calls as the system takes, each with an end of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Generic, TypeVar

from nlconnect.connector import Key, ReadPlan, Record, Response
from nlconnect.connector.batch import BatchSpec
from nlconnect.engine.exchange import Errand, Exchange, Tally
from nlconnect.engine.read import decoder_for, etag_of
from nlconnect.errors import ApiError, NlconnectError, NotFound, ServerError
from nlconnect.limits import failure_of, next_try, observation_of
from nlconnect.model.found import Found

R = TypeVar("R", bound=Record)


@dataclass(slots=True)
class _Turn:
    """The keys to ask for again, why, and how long to wait before."""

    again: dict[Key, NlconnectError] = field(default_factory=dict)
    wait: float = 0.0


class Lookup(Generic[R]):
    """Look-ups of one entity, all with the same fields. Not to be shared between threads."""

    def __init__(self, exchange: Exchange, plans: Mapping[Key, ReadPlan], record: type[R], *, tally: Tally) -> None:
        self._exchange = exchange
        self._plans = plans
        self._tally = tally
        self._one = next(iter(plans.values()))
        self._decoder = decoder_for(self._one, record, exchange, subjects=tally.subjects)
        self._records: dict[Key, R] = {}
        self._missing: set[Key] = set()
        self._failures: dict[Key, NlconnectError] = {}
        self._etags: dict[Key, str] = {}

    async def found(self) -> Found[R]:
        """Ask for every key. What no other key could do better, such as a lost sign-in, is raised at once."""
        spec = self._exchange.connector.batch
        if spec is None:
            for key in self._plans:
                await self._single(key)
        else:
            await self._batched(spec)
        self._tally.records += len(self._records)
        return Found(
            [self._records[key] for key in self._plans if key in self._records],
            [key for key in self._plans if key in self._missing],
            self._failures,
            self._etags,
        )

    async def _single(self, key: Key) -> None:
        plan = self._plans[key]
        try:
            self._take(key, await self._exchange.call(plan.request, self._errand(plan.entity.path)))
        except NotFound:
            self._missing.add(key)
        except ApiError as error:
            self._failures[key] = error

    async def _batched(self, spec: BatchSpec) -> None:
        """Rounds of batches: what was refused for the moment is asked for again, after the longest wait named."""
        keys, attempt = list(self._plans), 1
        while keys:
            turn = _Turn()
            for part in _chunks(keys, spec.size):
                await self._ask(spec, part, turn, attempt=attempt)
            keys, attempt = list(turn.again), attempt + 1
            if keys:
                self._tally.retries += 1
                await self._exchange.wait(turn.wait, reason=f"asking again for {len(keys)} keys")

    async def _ask(self, spec: BatchSpec, keys: Sequence[Key], turn: _Turn, *, attempt: int) -> None:
        requests = [self._plans[key].request for key in keys]
        whole = spec.write(requests, self._exchange.base_url)
        if whole is None:
            await self._ask_apart(spec, keys, turn, attempt=attempt)
            return
        answer = await self._exchange.call(whole, self._errand("batch"))
        try:
            parts = spec.read(answer, requests)
        except ValueError:
            raise self._placed(ServerError("the answer to a batch cannot be read")) from None
        for key, request, part in zip(keys, requests, parts, strict=True):
            error = self._error(part, method=request.method)
            if error is None and part is not None:
                self._take(key, part)
            elif isinstance(error, NotFound):
                self._missing.add(key)
            elif error is not None:
                self._refused(key, error, turn, attempt=attempt)

    async def _ask_apart(self, spec: BatchSpec, keys: Sequence[Key], turn: _Turn, *, attempt: int) -> None:
        """What is too much for one request, in halves; a key that is too much by itself, alone."""
        if len(keys) == 1:
            await self._single(keys[0])
            return
        middle = len(keys) // 2
        for half in (keys[:middle], keys[middle:]):
            await self._ask(spec, half, turn, attempt=attempt)

    def _error(self, part: Response | None, *, method: str) -> NlconnectError | None:
        if part is None:
            error: NlconnectError | None = ServerError("the answer to a batch lacks this part")
        else:
            error = self._exchange.connector.dialect.error_of(part, method=method, entity=self._one.entity)
        if isinstance(error, ApiError) and part is not None:
            told = observation_of(part.status, part.headers, spec=self._exchange.connector.limits).retry_after
            error.retry_after = error.retry_after if told is None else told
        return self._placed(error) if error is not None else None

    def _refused(self, key: Key, error: NlconnectError, turn: _Turn, *, attempt: int) -> None:
        failure = failure_of(error)
        asked = error.retry_after if isinstance(error, ApiError) else None
        retry = next_try("read", failure, attempt=attempt, jitter=0.0, retry_after=asked) if failure else None
        if retry is None or (asked or 0.0) > self._exchange.connector.limits.longest_wait:
            self._failures[key] = error
            return
        turn.again[key] = error
        turn.wait = max(turn.wait, retry.wait)

    def _take(self, key: Key, answer: Response) -> None:
        try:
            rows = self._decoder.decode(answer.content, single=True)
            records = self._decoder.records(rows, scope=self._plans[key].scope)
            if not records:  # a vendor without addresses for records is asked with a condition
                self._missing.add(key)
                return
            (self._records[key],) = records
            if (etag := etag_of(answer, self._exchange.connector.dialect.wire.etag)) is not None:
                self._etags[key] = etag
        except ValueError:
            self._failures[key] = self._placed(ServerError("the answer was not of the shape this resource has"))

    def _placed(self, error: NlconnectError) -> NlconnectError:
        error.connector, error.entity = self._exchange.connector.name, self._one.entity.name
        error.scope, error.operation = self._one.scope.told(self._one.request.url), "read"
        return error

    def _errand(self, endpoint: str) -> Errand:
        return Errand("read", self._one.scope, endpoint, self._one.entity, self._tally)


def _chunks(keys: Sequence[Key], size: int) -> Iterator[list[Key]]:
    left = iter(keys)
    while chunk := list(islice(left, size)):
        yield chunk
