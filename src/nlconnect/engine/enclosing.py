"""Files that are written with a record: read once for a plan, which keeps a digest, and once more when it is sent.

Until then a mark stands in the place of the file, in the draft as in the body of the plan.
"""

from __future__ import annotations

import copy
import hashlib
from base64 import b64encode
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from nlconnect.connector import Request, Response
from nlconnect.connector.files import FileTarget
from nlconnect.engine.exchange import Errand, Exchange
from nlconnect.engine.uploads import Shipment
from nlconnect.errors import ApiError, ConfigError, NlconnectError, NotFound, QueryError
from nlconnect.model.change import Change
from nlconnect.model.file import File, Held, PlannedFile
from nlconnect.model.outcome import Plan
from nlconnect.model.plan import UploadPlan

C = TypeVar("C", bound=Change)
T = TypeVar("T")

SERVER_ERROR = 500
LARGEST_KEPT = 1_000_000
"""Bytes of a file given as bytes that a plan keeps itself; the state store is no place for more."""
LARGEST_WHOLE = 4_000_000
"""Bytes of a body that is put together in memory; a larger one is read while it is sent."""
PIECE = 3 * 1024 * 1024
"""Bytes read at a time; a multiple of three, so that pieces in base64 fit together."""


class Run(Protocol):
    """Does short blocking work."""

    def __call__(self, work: Callable[[], T], /) -> Awaitable[T]: ...


async def with_marks(change: C, run: Run) -> C:
    """The change with a mark for each file, of which size and digest were read. Raises ConfigError, QueryError."""
    if not _holds_files(change.values):
        return change
    values = await run(lambda: _marked(change.values))
    marked = copy.copy(change)
    object.__setattr__(marked, "values", values)
    return marked


def body_of(plan: Plan) -> bytes | FileBody | None:
    """The body of a plan with its files in their places. Raises QueryError where one is not as it was planned."""
    if plan.body is None:
        return None
    for file in plan.files:
        refuse_changed(file, plan)
    body = FileBody(tuple(_parts(plan)), plan.entity)
    return body if body.size > LARGEST_WHOLE else b"".join(body.pieces())


def request_of(plan: Plan, body: bytes | FileBody | None) -> Request:
    """What is sent for a plan."""
    headers = dict(plan.headers)
    if isinstance(body, FileBody):
        return Request(plan.method, plan.url, headers, stream=body)
    return Request(plan.method, plan.url, headers, body)


@dataclass(frozen=True, slots=True)
class FileBody:
    """A body with files in base64, which are read while it is sent."""

    parts: tuple[bytes | PlannedFile, ...]
    entity: str

    @property
    def size(self) -> int:
        """How many bytes it has in all."""
        return sum(len(part) if isinstance(part, bytes) else -(-part.size // 3) * 4 for part in self.parts)

    def pieces(self) -> Iterator[bytes]:
        """From the beginning. Raises QueryError before a file is whole that is not as it was planned."""
        for part in self.parts:
            if isinstance(part, bytes):
                yield part
            elif part.path is None:
                yield (part.content or "").encode()
            else:
                yield from _in_base64(part, Path(part.path), self.entity)


class NotWhole(Exception):
    """The last piece of a file did not leave, so that nothing is there yet; who applies the plan again goes on."""

    def __init__(self, failure: NlconnectError) -> None:
        super().__init__(failure.message)
        self.failure = failure


def shipment_of(plan: Plan, exchange: Exchange, errand: Errand) -> Shipment:
    """The one file of a plan that goes in pieces."""
    (file,), target, entity = plan.files, exchange.connector.files, errand.entity
    assert isinstance(target, FileTarget)
    assert entity is not None
    assert file.path is not None
    content = None if plan.body is None else plan.body.encode()
    request = Request(plan.method, plan.url, dict(plan.headers), content)
    upload = UploadPlan(request, entity, plan.scope, plan.piece)
    tally, path = errand.tally, Path(file.path)
    return Shipment(exchange, upload, target, file=path, size=file.size, tally=tally, digest=file.digest)


async def sent_in_pieces(shipment: Shipment) -> Response:
    """The answer to the last piece. Raises NotWhole where the vendor has not all of it, and does not refuse it."""
    try:
        return await shipment.done()
    except NlconnectError as failure:
        is_refusal = isinstance(failure, ApiError) and failure.status is not None and failure.status < SERVER_ERROR
        if shipment.may_be_whole or is_refusal:
            raise
        raise NotWhole(failure) from failure


def not_whole(plan: Plan) -> NlconnectError:
    """What is to be said of a file of which a part was sent."""
    return NotFound(
        "only a part of the file was sent", connector=plan.system, entity=plan.entity, hint="Apply it again."
    )


def refuse_changed(file: PlannedFile, plan: Plan) -> None:
    """Raises QueryError where a file is not as it was planned."""
    if file.path is not None:
        try:
            size, digest = _measured(Path(file.path))
        except ConfigError:
            raise _changed(plan.entity) from None
        if (size, digest) != (file.size, file.digest):
            raise _changed(plan.entity)


def _parts(plan: Plan) -> Iterator[bytes | PlannedFile]:
    """What stands around the files, and the files, in the order of the body."""
    rest = plan.body or ""
    for file in sorted((file for file in plan.files if file.mark in rest), key=lambda file: rest.index(file.mark)):
        before, _, rest = rest.partition(file.mark)
        yield before.encode()
        yield file
    yield rest.encode()


def _in_base64(file: PlannedFile, path: Path, entity: str) -> Iterator[bytes]:
    """The end of it is held back until all of it is known to be what was planned: half a body is never taken."""
    digest, held = hashlib.sha256(), b""
    try:
        with path.open("rb") as opened:
            while piece := opened.read(PIECE):
                digest.update(piece)
                if held:
                    yield held
                held = b64encode(piece)
    except OSError:
        raise _changed(entity) from None
    if digest.hexdigest() != file.digest:
        raise _changed(entity)
    if held:
        yield held


def _changed(entity: str) -> QueryError:
    return QueryError("a file was changed or taken away after it was planned", entity=entity, hint="Plan it again.")


def _holds_files(value: object) -> bool:
    if isinstance(value, Mapping):
        return any(map(_holds_files, value.values()))
    if isinstance(value, list | tuple):
        return any(map(_holds_files, value))
    return isinstance(value, File)


def _marked(value: object) -> object:
    if isinstance(value, Mapping):
        return {name: _marked(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_marked(part) for part in value]
    return _held(value) if isinstance(value, File) else value


def _held(file: File) -> Held:
    if isinstance(file.source, Path):
        size, digest = _measured(file.source)
        return Held.of(file, size=size, digest=digest, path=str(file.source.absolute()))
    size = len(file.source)
    if size > LARGEST_KEPT:
        raise QueryError(
            f"a plan keeps at most {LARGEST_KEPT:,} bytes itself, and this file has {size:,}",
            hint="Write it to disk and attach that: a plan keeps its path and a digest.",
        )
    return Held.of(file, size=size, digest=hashlib.sha256(file.source).hexdigest(), content=file.source)


def _measured(path: Path) -> tuple[int, str]:
    """Size and digest. Raises ConfigError for what is no file."""
    if path.is_dir():
        raise ConfigError(f"{path} is a folder")
    size, digest = 0, hashlib.sha256()
    try:
        with path.open("rb") as opened:
            while piece := opened.read(PIECE):
                size += len(piece)
                digest.update(piece)
    except OSError as failure:
        raise ConfigError(f"{path} cannot be read: {failure.strerror or type(failure).__name__}") from None
    return size, digest.hexdigest()
