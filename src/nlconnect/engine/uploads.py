"""Files to a vendor: small ones whole, large ones in pieces, going on where the vendor says that bytes are missing.

The pieces go to an address that opens the upload by itself: no token goes there, and the address into no message. It
is kept in the state store, sealed, until the file is whole: who sends the same file to the same place goes on there,
also in another process.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Literal, TypeVar

from nlconnect.connector import LimitSpec, Query, ReadPlan, Record, Request, Response
from nlconnect.connector.files import FileTarget
from nlconnect.engine.exchange import Errand, Exchange, Tally, safe_origin
from nlconnect.engine.read import decoder_for
from nlconnect.errors import (
    ApiError,
    ConfigError,
    Conflict,
    Interrupted,
    NlconnectError,
    NotFound,
    OutcomeUnknown,
    RateLimited,
    ServerError,
    TransportError,
)
from nlconnect.limits import failure_of, next_try, observation_of
from nlconnect.model.plan import UploadPlan

R = TypeVar("R", bound=Record)
T = TypeVar("T")

JSON = {"Accept": "application/json"}
OCTETS = "application/octet-stream"
UNSATISFIABLE = 416
_MOST_TRIES = 5
_WHOLE = frozenset({200, 201})
_RUN_OUT = frozenset({401, 403, 404, 410})
"""How a host says that it knows nothing of an upload any more."""
_NO_LIMITS = LimitSpec()
KIND = "upload"
KEPT = 7 * 86_400.0
"""Seconds that the address of an upload is kept; vendors drop theirs sooner, and are believed."""
PASSING = (TransportError, ServerError, RateLimited)
"""After these it is worth going on later; after others the vendor may forget what it has."""


class _Gone(Exception):
    """The vendor has dropped the upload, or has finished it."""


@dataclass(frozen=True, slots=True)
class UnderWay:
    """What the state store keeps of an upload; whoever has the address can write to it."""

    address: str
    is_last_sent: bool = False

    def dump(self) -> bytes:
        return json.dumps([self.address, self.is_last_sent]).encode()

    @classmethod
    def load(cls, document: bytes | None) -> UnderWay | None:
        return cls(*json.loads(document)) if document is not None else None


class Shipment:
    """One file on its way out. Raises ApiError, TransportError, ConfigError, and OutcomeUnknown, which is rare.

    Give the digest of the file where it is known, so that it is not read for that.
    """

    def __init__(
        self,
        exchange: Exchange,
        plan: UploadPlan,
        target: FileTarget,
        *,
        file: Path,
        size: int,
        tally: Tally,
        digest: str | None = None,
    ) -> None:
        self._exchange = exchange
        self._plan = plan
        self._target = target
        self._file = file
        self._size = size
        self._tally = tally
        self._digest = digest
        self._name = ""
        self._changed: int | None = None
        self._is_last_sent = False
        self._is_at_odds = False

    @property
    def may_be_whole(self) -> bool:
        """Whether the last piece has left, perhaps from another process: before that there is nothing at the vendor."""
        return self._is_last_sent

    async def done(self) -> Response:
        """Send all of it; the answer holds the record."""
        if self._plan.piece is not None:
            return await self._in_pieces(self._plan.piece)
        content = await self._read(0, self._size)
        try:
            return await self._exchange.call(replace(self._plan.request, content=content), self._errand("write"))
        except (Interrupted, ServerError) as failure:
            self._is_last_sent = True
            return await self._proven(failure)

    async def is_begun(self) -> bool:
        """Whether pieces of this file are there, from a try that was cut off before the last one left."""
        self._name = await self._run(self._named)
        kept = UnderWay.load(await self._run(lambda: self._exchange.store.get(KIND, self._name)))
        return kept is not None and not kept.is_last_sent

    async def _in_pieces(self, piece: int) -> Response:
        self._name = await self._run(self._named)
        lock = self._exchange.store.lock(f"{KIND}:{self._name}")
        if not await self._run(lock.try_acquire):
            raise self._about(Conflict("somebody else is sending this file to this place right now"))
        try:
            return await self._on_from(await self._run(lambda: self._exchange.store.get(KIND, self._name)), piece)
        finally:
            await self._run(lock.release)

    async def _on_from(self, document: bytes | None, piece: int) -> Response:
        kept = UnderWay.load(document)
        if kept is not None:
            self._is_last_sent = kept.is_last_sent
            try:
                return await self._sent_to(kept.address, piece, is_begun=True)
            except _Gone:
                if self._is_last_sent:
                    return await self._proven()
        # To ask for an address twice changes nothing, so that it is repeated as a read is.
        opened = await self._exchange.call(self._plan.request, self._errand("read"))
        try:
            address = self._safe(self._target.upload_address(opened))
        except ValueError:
            raise self._odd() from None
        await self._keep(UnderWay(address))
        try:
            return await self._sent_to(address, piece)
        except _Gone:
            return await self._proven()

    async def _sent_to(self, address: str, piece: int, *, is_begun: bool = False) -> Response:
        """The record; what became of the address is written down. Raises _Gone."""
        try:
            response = await self._to(address, piece, is_asking=is_begun)
        except _Gone:
            await self._forget()
            raise
        except NlconnectError as failure:
            if self._is_at_odds or not isinstance(failure, PASSING):
                await self._abandon(address)
                await self._forget()
            raise
        await self._forget()
        return response

    def _named(self) -> str:
        """What tells this upload from all others: where it goes, and the content."""
        self._digest = self._digest or _digest_of(self._file)
        request, scope = self._plan.request, str(self._plan.scope)
        body = (request.content or b"").decode()
        parts = [self._exchange.place, scope, request.method, request.url, body, self._size, self._digest]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()

    async def _keep(self, under_way: UnderWay) -> None:
        until = self._exchange.port.clock.now() + KEPT
        await self._run(lambda: self._exchange.store.put(KIND, self._name, under_way.dump(), expires_at=until))

    async def _forget(self) -> None:
        await self._run(lambda: self._exchange.store.delete(KIND, self._name))

    async def _to(self, address: str, piece: int, *, is_asking: bool) -> Response:
        """Piece after piece, until the answer to one is the record."""
        place, attempt = 0, 0
        while True:
            request = Request("GET", address, JSON) if is_asking else await self._range(address, place, piece)
            try:
                response = await self._answer(request)
                if not is_asking and self._is_whole(response):
                    return response
                missing = self._missing(response)
            except (ApiError, TransportError) as error:
                attempt += 1
                await self._wait(error, attempt)
                is_asking = True
                continue
            if missing > place:
                attempt = 0
            elif not is_asking:
                attempt += 1
            if attempt >= _MOST_TRIES:
                raise self._odd()
            place, is_asking = missing, False

    async def _range(self, address: str, place: int, piece: int) -> Request:
        content = await self._read(place, piece)
        last = place + len(content) - 1
        if last + 1 == self._size and not self._is_last_sent:
            self._is_last_sent = True
            await self._keep(UnderWay(address, is_last_sent=True))
        told = {"Content-Range": f"bytes {place}-{last}/{self._size}", "Content-Type": OCTETS}
        return Request("PUT", address, {**JSON, **told}, content)

    async def _answer(self, request: Request) -> Response:
        """Ask a host that gets no token. Raises _Gone."""
        self._tally.calls += 1
        response = await self._tally.metered(partial(self._exchange.send, request, self._plan.entity))
        if response.status in _RUN_OUT or 300 <= response.status < 400:
            raise _Gone
        if response.status == UNSATISFIABLE:
            raise self._refused(response, ApiError("the vendor has these bytes already, or lacks others before them"))
        error = self._exchange.connector.dialect.error_of(response, method=request.method, entity=self._plan.entity)
        if error is not None:
            raise self._refused(response, error)
        return response

    def _about(self, error: NlconnectError) -> NlconnectError:
        error.connector, error.entity = self._exchange.connector.name, self._plan.entity.name
        error.scope, error.operation = str(self._plan.scope), "write"
        return error

    def _refused(self, response: Response, error: NlconnectError) -> NlconnectError:
        if isinstance(error, ApiError):
            error.status = response.status
            error.retry_after = observation_of(response.status, response.headers, spec=_NO_LIMITS).retry_after
        return self._about(error)

    def _is_whole(self, response: Response) -> bool:
        """Exchange answers a piece with status 200, too, and says what it lacks."""
        if response.status not in _WHOLE:
            return False
        try:
            return self._target.next_byte(response) is None
        except ValueError:
            return True

    def _missing(self, response: Response) -> int:
        """The first byte to send. Raises _Gone where none is missing and still there is no record."""
        try:
            missing = self._target.next_byte(response)
        except ValueError:
            raise self._odd() from None
        if missing is None and self._is_last_sent:
            raise _Gone
        if missing is None or not 0 <= missing < self._size:
            raise self._odd()
        return missing

    async def _wait(self, error: ApiError | TransportError, attempt: int) -> None:
        """Give the host time. Raises the error where that would mend nothing."""
        if isinstance(error, ApiError) and error.status == UNSATISFIABLE and attempt < _MOST_TRIES:
            return
        kind = failure_of(error)
        asked = error.retry_after if isinstance(error, ApiError) else None
        # A piece that arrived twice does no harm, since the host is asked what it lacks.
        retry = next_try("read", kind, attempt=attempt, jitter=0.5, retry_after=asked) if kind else None
        if retry is None or retry.wait > self._exchange.connector.limits.longest_wait:
            raise error
        self._tally.retries += 1
        await self._exchange.wait(retry.wait, reason="the upload goes on after a failure")

    async def _proven(self, failure: NlconnectError | None = None) -> Response:
        """The file arrived whole or not at all, which is said only where it is certain. Raises the failure, or why."""
        failure = failure or self._about(NotFound("the vendor dropped the upload before it was whole"))
        failure.hint = failure.hint or "Nothing of it was kept: begin again."
        if not self._is_last_sent:
            raise failure
        if self._plan.proof is not None:
            try:
                response = await self._exchange.call(self._plan.proof, self._errand("read"))
            except NotFound:
                raise failure from None
            if self._target.size_of(response) == self._size:
                return response
        if isinstance(failure, ServerError):
            raise failure
        unknown = self._about(OutcomeUnknown("all of it was sent, and no answer came: the file may be there whole"))
        unknown.hint = "Look whether it is there before you send it again."
        raise unknown from None

    async def _abandon(self, address: str) -> None:
        """Let the vendor forget what it has of a file that will not be whole."""
        with suppress(NlconnectError, _Gone):
            await self._answer(Request("DELETE", address))

    async def _read(self, place: int, most: int) -> bytes:
        content, changed = await self._run(lambda: _bytes_of(self._file, place, most))
        expected = min(most, self._size - place)
        if len(content) != expected or self._changed not in (None, changed):
            raise ConfigError(f"{self._file} changes while it is sent", hint="Send it when nobody writes to it.")
        self._changed = changed
        return content

    def _safe(self, address: str) -> str:
        try:
            safe_origin(address, name="address of the upload")
        except ConfigError:
            error = ServerError("the vendor pointed to an address that is not encrypted, which is refused")
            raise self._about(error) from None
        return address

    def _odd(self) -> NlconnectError:
        self._is_at_odds = True
        return self._about(ServerError("the vendor does not say which bytes of the file it lacks"))

    def _errand(self, operation: Literal["read", "write"]) -> Errand:
        plan = self._plan
        return Errand(operation, plan.scope, plan.entity.path, plan.entity, self._tally)

    async def _run(self, work: Callable[[], T]) -> T:
        return await self._exchange.port.run(work)


def record_of(response: Response, plan: UploadPlan, query: Query[R], exchange: Exchange) -> R:
    """The record in an answer, with the fields that were selected, or all that came."""
    entity, selected = query.entity, query.selected
    fields = tuple(spec for spec in entity.values if selected is None or spec.is_key or spec.name in selected)
    read = ReadPlan(plan.request, entity, plan.scope, fields, route="key", page_size=1, single=True, partial=True)
    decoder = decoder_for(read, query.record, exchange)
    try:
        (record,) = decoder.records(decoder.decode(response.content, single=True), scope=plan.scope)
    except ValueError:
        raise ServerError(
            "the file arrived, and the answer does not say what became of it", entity=entity.name
        ) from None
    return record


def size_of_file(file: Path) -> int:
    """Bytes of a file to send. Raises ConfigError for what is no file."""
    if file.is_dir():
        raise ConfigError(f"{file} is a folder")
    try:
        return file.stat().st_size
    except OSError as failure:
        raise _unreadable(file, failure) from None


def _digest_of(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError as failure:
        raise _unreadable(file, failure) from None


def _bytes_of(file: Path, place: int, most: int) -> tuple[bytes, int]:
    try:
        with file.open("rb") as opened:
            opened.seek(place)
            return opened.read(most), file.stat().st_mtime_ns
    except OSError as failure:
        raise _unreadable(file, failure) from None


def _unreadable(file: Path, failure: OSError) -> ConfigError:
    return ConfigError(f"{file} cannot be read: {failure.strerror or type(failure).__name__}")
