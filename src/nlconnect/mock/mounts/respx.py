"""A mock behind a respx router, for tests that mock other hosts beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from nlconnect.mock.mock import Mock
from nlconnect.mock.mounts.transport import exchange, http_library
from nlconnect.mock.system import Service

if TYPE_CHECKING:
    from respx import MockRouter, Route


def route(mock: Mock[Service], router: MockRouter, *, host: str | None = None, library: str = "httpx") -> Route:
    """Send what goes to the mock's host (or another, such as the vendor's own) to the mock.

    With `library="httpx2"` the router must be one that intercepts httpx2, and its exceptions are raised.
    """
    http = http_library(library)

    def answer(request: Any) -> Any:
        return exchange(mock, http, request, request.content)

    return router.route(host=host or urlsplit(mock.base_url).hostname).mock(side_effect=answer)
