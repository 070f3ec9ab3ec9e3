"""Files to disk: in pieces, taken up again where they were cut off, and in place only when whole.

A file grows as `NAME.part` beside its place; `NAME.part.json` says of which version it is. The vendor may point to
another host, with an address that opens the file by itself: no token goes there, and the address into no message.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeVar
from urllib.parse import urljoin

from nlconnect.connector import EntitySpec, LimitSpec, Request, Response
from nlconnect.engine.exchange import Errand, Exchange, Tally, safe_origin
from nlconnect.errors import ApiError, ConfigError, NlconnectError, NotFound, RateLimited, ServerError
from nlconnect.limits import failure_of, next_try, observation_of
from nlconnect.model.file import Download
from nlconnect.model.plan import FilePlan

T = TypeVar("T")

PIECE = 8 * 1024 * 1024
"""Bytes asked for at a time; as much of a file is in memory."""
UNSATISFIABLE = 416
_MOST_PIECES = 250_000
_NO_LIMITS = LimitSpec()
_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+|\*)")
_RUN_OUT = frozenset({401, 403, 404, 410})
"""How a host elsewhere says that an address is no longer good."""


class _RunOut(Exception):
    """The address elsewhere is no longer good."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some bytes of a file, from where on, and how many it has in all if that was told."""

    start: int
    content: bytes = field(repr=False)
    total: int | None
    etag: str | None
    media_type: str | None

    @property
    def end(self) -> int:
        return self.start + len(self.content)


class Part:
    """A file that is not whole yet. Every method is short blocking work."""

    def __init__(self, to: Path, *, of: str) -> None:
        self.to = to
        self._path = to.with_name(f"{to.name}.part")
        self._note = to.with_name(f"{to.name}.part.json")
        self._of = of

    def held(self) -> tuple[int, str | None]:
        """How many bytes are there, and of which version; nothing where that is not certain."""
        try:
            note = json.loads(self._note.read_text("utf-8"))
            if note["of"] == self._of and isinstance(note["etag"], str):
                return self._path.stat().st_size, note["etag"]
        except (OSError, ValueError, KeyError, TypeError):
            pass
        return 0, None

    def add(self, piece: Piece) -> None:
        """Write a piece where it belongs; the first one begins the file anew."""
        with _said(self.to):
            if piece.start == 0:
                self._note.unlink(missing_ok=True)  # until there is something of this version, it speaks of another
            with self._path.open("wb" if piece.start == 0 else "r+b") as file:
                file.seek(piece.start)
                file.write(piece.content)
                file.truncate()
            if piece.start == 0:
                self._note.write_text(json.dumps({"of": self._of, "etag": piece.etag}), "utf-8")

    def finish(self) -> None:
        """Put the whole file in its place, over what was there."""
        with _said(self.to):
            with self._path.open("r+b") as file:
                os.fsync(file.fileno())
            self._path.replace(self.to)
            self._note.unlink(missing_ok=True)


class Fetch:
    """One file on its way. Raises NotFound, ApiError, TransportError; what came so far is kept for the next try."""

    def __init__(self, exchange: Exchange, plan: FilePlan, *, to: Path, tally: Tally) -> None:
        if to.is_dir():
            raise ConfigError(f"{to} is a folder", hint="Name the file: its name at the vendor may be personal.")
        self._exchange = exchange
        self._plan = plan
        self._errand = Errand("read", plan.scope, plan.entity.path, plan.entity, tally, redirects=plan.in_pieces)
        self._part = Part(to, of=hashlib.sha256(plan.request.url.encode()).hexdigest())
        self._elsewhere: str | None = None

    async def done(self) -> Download:
        """Fetch all of it."""
        if self._plan.in_pieces:
            return await self._in_pieces()
        response = await self._exchange.call(self._plan.request, self._errand)
        if self._plan.pointed is not None:
            try:
                there = self._plan.pointed(response.content)
            except ValueError:
                raise ServerError("the answer does not tell where the file is", entity=self._plan.entity.name) from None
            response = await self._exchange.call(there, self._errand)
        content, media_type = (
            _inside(response, self._plan) if self._plan.inside else (response.content, response.media_type or None)
        )
        await self._keep(Piece(0, content, len(content), None, media_type))
        return await self._finished(len(content), media_type)

    async def _in_pieces(self) -> Download:
        start, etag = await self._run(self._part.held)
        resumed, total = start > 0, None
        for _ in range(_MOST_PIECES):
            piece = await self._piece(start, etag)
            changed = start > 0 and ((etag is not None and piece.etag != etag) or total not in (None, piece.total))
            if changed and piece.start == start:
                start, etag, total = 0, None, None
                continue
            resumed = resumed and piece.start == start  # a whole file instead: it changed, or nothing gives ranges
            await self._keep(piece)
            start, etag, total = piece.end, piece.etag, piece.total
            if total is None or piece.end >= total:
                return await self._finished(piece.end, piece.media_type, resumed=resumed)
            if not piece.content:
                break
        raise ServerError("the file changes while it is fetched, or never ends", entity=self._plan.entity.name)

    async def _piece(self, start: int, etag: str | None) -> Piece:
        """The bytes from there on; the whole file where the server would not give less."""
        asked = {"Range": f"bytes={start}-{start + PIECE - 1}", "Accept-Encoding": "identity"}
        if etag is not None:
            asked["If-Range"] = etag
        try:
            response = await self._answer(asked)
        except ApiError as error:
            if error.status != UNSATISFIABLE:
                raise
            return Piece(
                start, b"", start or None, etag, None
            )  # an empty file has no first byte; a whole one no further
        return _piece_of(response, start, self._plan.entity)

    async def _answer(self, asked: Mapping[str, str]) -> Response:
        for _ in range(2):
            if self._elsewhere is None:
                request = self._plan.request
                request = Request(request.method, request.url, {**request.headers, **asked})
                response = await self._exchange.call(request, self._errand)
                if response.is_success:
                    return response
                self._elsewhere = self._safe(urljoin(request.url, response.headers["location"]))
            try:
                return await self._from_elsewhere(self._elsewhere, asked)
            except _RunOut:
                self._elsewhere = None
        raise NotFound("the address that the vendor gave for the file does not work", entity=self._plan.entity.name)

    def _safe(self, address: str) -> str:
        try:
            safe_origin(address, name="address of the file")
        except ConfigError:
            raise ServerError(
                "the vendor pointed to an address that is not encrypted, which is refused",
                entity=self._plan.entity.name,
            ) from None
        return address

    async def _from_elsewhere(self, address: str, asked: Mapping[str, str]) -> Response:
        """Ask another host, which gets no token; failures are tried again as everywhere."""
        port, attempt = self._exchange.port, 0
        while True:
            attempt += 1
            try:
                self._errand.tally.calls += 1
                send = partial(self._exchange.send, Request("GET", address, asked))
                response = await self._errand.tally.metered(send)
                error = _error_elsewhere(response, self._plan.entity)
                if error is None:
                    return response
            except NlconnectError as failure:
                error = failure
            kind = failure_of(error)
            asked_for = error.retry_after if isinstance(error, ApiError) else None
            retry = next_try("read", kind, attempt=attempt, jitter=0.5, retry_after=asked_for) if kind else None
            if retry is None or retry.wait > self._exchange.connector.limits.longest_wait:
                raise error
            self._errand.tally.retries += 1
            await port.sleep(retry.wait)

    async def _keep(self, piece: Piece) -> None:
        await self._run(lambda: self._part.add(piece))

    async def _finished(self, size: int, media_type: str | None, *, resumed: bool = False) -> Download:
        await self._run(self._part.finish)
        return Download(self._part.to, size, media_type, resumed)

    async def _run(self, work: Callable[[], T]) -> T:
        return await self._exchange.port.run(work)


@contextmanager
def _said(to: Path) -> Iterator[None]:
    """What the disk refuses, in words a person can act on."""
    try:
        yield
    except OSError as failure:
        raise ConfigError(f"{to} cannot be written: {failure.strerror or type(failure).__name__}") from None


def _piece_of(response: Response, start: int, entity: EntitySpec) -> Piece:
    tag = response.headers.get("etag")
    etag = tag if tag is not None and not tag.startswith("W/") else None
    media_type = response.media_type or None
    found = _RANGE.fullmatch(response.headers.get("content-range", ""))
    if response.status != 206:
        return Piece(0, response.content, len(response.content), etag, media_type)
    if found is None or int(found[1]) != start or int(found[2]) - start + 1 != len(response.content):
        raise ServerError("the server sent another piece of the file than was asked for", entity=entity.name)
    total = None if found[3] == "*" else int(found[3])
    if total is None and len(response.content) == PIECE:
        raise ServerError("the server does not say how long the file is", entity=entity.name)
    return Piece(start, response.content, total, etag, media_type)


def _error_elsewhere(response: Response, entity: EntitySpec) -> NlconnectError | None:
    if response.is_success:
        return None
    if response.status in _RUN_OUT or 300 <= response.status < 400:
        raise _RunOut
    kind = RateLimited if response.status == 429 else ServerError if response.status >= 500 else ApiError
    error = kind(f"the host that keeps the file answered with status {response.status}", entity=entity.name)
    error.status = response.status
    error.retry_after = observation_of(response.status, response.headers, spec=_NO_LIMITS).retry_after
    return error


def _inside(response: Response, plan: FilePlan) -> tuple[bytes, str | None]:
    """The file in a JSON answer, and what it says the file is."""
    try:
        payload = json.loads(response.content)
        media_type = _at(payload, plan.media_type) if plan.media_type else None
        told = _at(payload, plan.inside)
        if not isinstance(told, str):
            raise TypeError
        content = base64.b64decode(told, validate=True)
    except (ValueError, KeyError, TypeError, RecursionError):
        raise ServerError("the answer holds no file", entity=plan.entity.name) from None
    return content, media_type if isinstance(media_type, str) else None


def _at(payload: object, path: tuple[str, ...]) -> object:
    for step in path:
        payload = payload[step]  # type: ignore[index]  # a TypeError is what an odd answer deserves
    return payload
