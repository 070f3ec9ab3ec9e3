"""What both ports share: failures by what may have been sent, requests and answers of the library as values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import ModuleType
from typing import Protocol
from urllib.parse import urlsplit

from nlconnect.errors import ConnectFailed, Interrupted
from nlconnect.model.wire import Request, Response
from nlconnect.transport.options import USER_AGENT, HttpOptions

SENT = "send_request_body.complete"
"""How the library calls the moment that a request has left, behind the protocol's name."""
_DEFAULTS = {"User-Agent": USER_AGENT, "Accept-Encoding": "gzip, deflate"}


@contextmanager
def failures(library: ModuleType, request: Request) -> Iterator[None]:
    """Turn the library's exceptions into ConnectFailed (nothing was sent) or Interrupted (unknown)."""
    host = urlsplit(request.url).netloc.rpartition("@")[2]
    try:
        yield
    except (library.ConnectError, library.ConnectTimeout, library.PoolTimeout, library.UnsupportedProtocol) as failure:
        raise ConnectFailed(
            f"no connection to {host}: {_reason(failure)}",
            hint="Nothing was sent. Check the network, the proxy setting and the address.",
        ) from failure
    except library.InvalidURL as failure:
        raise ConnectFailed("the address is no web address") from failure
    except library.TimeoutException as failure:
        raise Interrupted(f"{host} did not answer in time") from failure
    except (library.TransportError, library.StreamError, library.DecodingError) as failure:
        raise Interrupted(f"the connection to {host} broke: {_reason(failure)}") from failure


class LibraryAnswer(Protocol):
    """What both libraries answer, as far as we use it. The body is read apart, since that may take a while."""

    status_code: int
    headers: Mapping[str, str]
    content: bytes


def library_request(library: ModuleType, request: Request, options: HttpOptions, *, trace: object) -> object:
    """The request as the library wants it. No cookies: none of the systems needs one."""
    waiting = options.timeout_seconds
    made: object = library.Request(
        request.method,
        request.url,
        headers={**_DEFAULTS, **request.headers},
        content=request.content,
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


def response_of(answer: LibraryAnswer, request: Request, *, sent_at: float, received_at: float) -> Response:
    """The library's answer as a value, with the whole body in memory."""
    return Response(
        status=answer.status_code,
        headers={name.lower(): value for name, value in answer.headers.items()},
        content=answer.content,
        url=request.url,
        sent_at=sent_at,
        received_at=received_at,
    )


def _reason(failure: Exception) -> str:
    """The class of the failure and its first cause: never the message, which may hold an address with a query."""
    cause = failure.__cause__ or failure.__context__
    names = [type(failure).__name__]
    if cause is not None and type(cause).__name__ not in names:
        names.append(type(cause).__name__)
    return " from ".join(names)
