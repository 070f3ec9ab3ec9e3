"""What both ports share: failures by what may have been sent, requests and answers of the library as values."""

from __future__ import annotations

import socket
import ssl
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import contextmanager
from types import ModuleType
from typing import Protocol
from urllib.parse import urlsplit

from nlconnect.errors import ConnectFailed, Interrupted, TransportError
from nlconnect.model.wire import Request, Response, Stream
from nlconnect.transport.options import USER_AGENT, HttpOptions
from nlconnect.transport.redact import unsaid

LOOPBACK = ("127.0.0.1", "localhost", "::1")
SENT = "send_request_body.complete"
"""How the library calls the moment that a request has left, behind the protocol's name."""
_USUAL_CAUSES: tuple[tuple[type[BaseException], str], ...] = (
    (ConnectionRefusedError, "nothing listens there"),
    (socket.gaierror, "its name is not known here"),
    (ssl.SSLCertVerificationError, "its certificate is not trusted"),
)
_DEFAULTS = {"User-Agent": USER_AGENT, "Accept-Encoding": "gzip, deflate"}
_ENCODINGS = ("", "identity", "gzip", "deflate")


@contextmanager
def failures(library: ModuleType, request: Request) -> Iterator[None]:
    """Turn the library's exceptions into ConnectFailed (nothing was sent) or Interrupted (unknown).

    What failed before anything was said is kept as the cause. Later failures are not: their messages repeat what a
    broken answer began with, or a header of ours.
    """
    host = urlsplit(request.url).netloc.rpartition("@")[2]
    try:
        with unsaid():
            yield
    except (library.ConnectError, library.ConnectTimeout, library.PoolTimeout, library.UnsupportedProtocol) as failure:
        raise ConnectFailed(
            f"no connection to {host}: {_reason(failure)}",
            hint=_what_to_check(failure, request.url),
        ) from failure
    except (library.InvalidURL, UnicodeEncodeError):
        raise ConnectFailed("the address or a header holds what cannot be sent") from None
    except library.LocalProtocolError:
        raise ConnectFailed("a header holds what cannot be sent") from None
    except library.TimeoutException:
        raise Interrupted(
            f"{host} did not answer in time",
            hint="A read loses nothing: run it again. `timeout_seconds` in [settings.http] waits longer.",
        ) from None
    except (library.TransportError, library.StreamError, library.DecodingError) as failure:
        raise Interrupted(
            f"the connection to {host} broke: {_reason(failure)}", hint="A read loses nothing: run it again."
        ) from None


class LibraryAnswer(Protocol):
    """What both libraries answer, as far as we use it. The body is read apart, since that may take a while."""

    status_code: int
    headers: Mapping[str, str]

    def iter_bytes(self) -> Iterator[bytes]: ...

    def aiter_bytes(self) -> AsyncIterator[bytes]: ...


class Body:
    """The body of an answer while it arrives, up to a bound: a small answer can unpack to any size.

    Raises TransportError, which is not tried again. Of the encodings only those we ask for are unpacked, and only one:
    packed twice, a thousandfold becomes a millionfold.
    """

    def __init__(self, answer: LibraryAnswer, request: Request, *, most_bytes: int) -> None:
        self._chunks: list[bytes] = []
        self._left = most_bytes
        self._host = urlsplit(request.url).netloc.rpartition("@")[2]
        if answer.headers.get("content-encoding", "").strip().lower() not in _ENCODINGS:
            raise TransportError(f"{self._host} packed its answer in a way that was not asked for")

    def add(self, chunk: bytes) -> None:
        self._left -= len(chunk)
        if self._left < 0:
            self._chunks.clear()
            raise TransportError(
                f"the answer of {self._host} is larger than nlconnect takes into memory",
                hint="Select fewer fields or fewer records.",
            )
        self._chunks.append(chunk)

    def whole(self) -> bytes:
        return b"".join(self._chunks)


class _Pieces:
    """A body that the library asks for piece by piece."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        return self._stream.pieces()


class _AsyncPieces:
    """The same for asyncio."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self._stream.pieces():
            yield piece


def library_request(
    library: ModuleType, request: Request, options: HttpOptions, *, trace: object, is_async: bool = False
) -> object:
    """The request as the library wants it. No cookies: none of the systems needs one."""
    waiting = options.timeout_seconds
    content: object = request.content
    length: dict[str, str] = {}
    if request.stream is not None:
        content = _AsyncPieces(request.stream) if is_async else _Pieces(request.stream)
        length = {"Content-Length": str(request.stream.size)}
    made: object = library.Request(
        request.method,
        request.url,
        headers={**_DEFAULTS, **request.headers, **length},
        content=content,
        extensions={
            "timeout": {
                "connect": options.connect_timeout_seconds,
                "read": waiting,
                "write": waiting,
                "pool": waiting,
            },
            "trace": trace,
        },
    )
    return made


def response_of(
    answer: LibraryAnswer, content: bytes, request: Request, *, sent_at: float, received_at: float
) -> Response:
    """The library's answer as a value, with the whole body in memory."""
    return Response(
        status=answer.status_code,
        headers={name.lower(): value for name, value in answer.headers.items()},
        content=content,
        url=request.url,
        sent_at=sent_at,
        received_at=received_at,
    )


def _reason(failure: Exception) -> str:
    """In words where the cause is a usual one, else by class: never the message, which may hold a query."""
    causes = list(_causes(failure))
    for kind, words in _USUAL_CAUSES:
        if any(isinstance(cause, kind) for cause in causes):
            return words
    names = dict.fromkeys(type(cause).__name__ for cause in causes[:2])
    return " from ".join(names)


def _what_to_check(failure: Exception, url: str) -> str:
    if any(isinstance(cause, ssl.SSLCertVerificationError) for cause in _causes(failure)):
        return "Nothing was sent. For certificates of your own network: ca_file or system_trust in [settings.http]."
    if urlsplit(url).hostname in LOOPBACK:
        return "Nothing was sent. If that is a mock, does it still run? Start it: `nlconnect mock`."
    return "Nothing was sent. Check the network, the proxy setting and the address."


def _causes(failure: BaseException) -> Iterator[BaseException]:
    """The failure and what caused it, outermost first; of several attempts each."""
    seen: set[int] = set()
    waiting: list[BaseException | None] = [failure]
    while waiting:
        cause = waiting.pop(0)
        if cause is None or id(cause) in seen:
            continue
        seen.add(id(cause))
        yield cause
        waiting += [cause.__cause__, cause.__context__]
        waiting += cause.exceptions if isinstance(cause, BaseExceptionGroup) else ()
