"""A mock behind a respx router, for tests that mock other hosts beside it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import respx

from nlconnect.mock.mock import Mock
from nlconnect.mock.mounts.transport import exchange, http_library
from nlconnect.mock.system import Service


def route(
    mock: Mock[Service], router: respx.MockRouter | None = None, *, host: str | None = None, library: str = "httpx"
) -> respx.Route:
    """Send what goes to the mock's host (or another, such as the vendor's own) to the mock.

    Without a router it goes on respx's global one. With `library="httpx2"` the router must be one that intercepts
    httpx2, and its exceptions are raised.
    """
    http = http_library(library)

    def answer(request: Any) -> Any:
        return exchange(mock, http, request, request.content)

    chosen = respx.mock if router is None else router
    return chosen.route(host=host or urlsplit(mock.base_url).hostname).mock(side_effect=answer)
