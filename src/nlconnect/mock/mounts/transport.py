"""A mock inside an HTTP library: no socket, and time only as far as the mock's clock is moved."""

from __future__ import annotations

import importlib
from types import ModuleType
from typing import TYPE_CHECKING, Any

from nlconnect.mock.clock import MockClock
from nlconnect.mock.messages import Answer, Errand
from nlconnect.mock.mock import Mock, Postponed
from nlconnect.mock.system import Service
from nlconnect.model.wire import Request

if TYPE_CHECKING:
    from httpx import AsyncBaseTransport, BaseTransport
    from httpx import Request as HttpRequest
    from httpx import Response as HttpResponse


def blocking_transport(mock: Mock[Service], library: str) -> BaseTransport:
    """A blocking transport of that library."""
    http = http_library(library)

    class Transport(http.BaseTransport):  # type: ignore[misc, name-defined]
        def handle_request(self, request: Any) -> Any:
            return exchange(mock, http, request, request.read())

    transport: BaseTransport = Transport()
    return transport


def asynchronous_transport(mock: Mock[Service], library: str) -> AsyncBaseTransport:
    """An asynchronous transport of that library."""
    http = http_library(library)

    class Transport(http.AsyncBaseTransport):  # type: ignore[misc, name-defined]
        async def handle_async_request(self, request: Any) -> Any:
            return exchange(mock, http, request, await request.aread())

    transport: AsyncBaseTransport = Transport()
    return transport


def http_library(name: str) -> ModuleType:
    """`httpx` or its continuation `httpx2`."""
    return importlib.import_module(name)


def exchange(mock: Mock[Service], http: ModuleType, request: HttpRequest, content: bytes) -> HttpResponse:
    """Answer one request of that library, or raise the library's own exception."""
    asked = Request(request.method, str(request.url), dict(request.headers), content)
    patience = (request.extensions.get("timeout") or {}).get("read")
    result = mock.handle(asked)
    if isinstance(result, Postponed):
        if patience is not None and result.seconds > patience:
            mock.postpone(result)
            _pass_time(mock, patience)
            raise http.ReadTimeout("the answer did not come in time", request=request)
        _pass_time(mock, result.seconds)
        result = result.work()
    if isinstance(result, Errand):
        result = result.then(mock.poster(result))
    if result.wait:
        if patience is not None and result.wait > patience:
            _pass_time(mock, patience)
            raise http.ReadTimeout("the answer did not come in time", request=request)
        _pass_time(mock, result.wait)
    if result.cut is not None:
        _break_off(http, request, result)
    answer: HttpResponse = http.Response(
        result.status, headers=dict(result.headers), content=result.content, request=request
    )
    return answer


def _pass_time(mock: Mock[Service], seconds: float) -> None:
    if isinstance(mock.clock, MockClock):
        mock.advance(seconds)


def _break_off(http: ModuleType, request: HttpRequest, answer: Answer) -> None:
    if answer.cut is None or answer.cut.after is None:
        raise http.RemoteProtocolError("Server disconnected without sending a response.", request=request)
    got = min(answer.cut.after, max(0, len(answer.content) - 1))
    raise http.RemoteProtocolError(
        "peer closed connection without sending complete message body "
        f"(received {got} bytes, expected {len(answer.content)})",
        request=request,
    )
