"""Which of the library's transports carries a request: straight, or through a proxy."""

from __future__ import annotations

import threading
from typing import Any, Literal
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from nlconnect.transport.options import HttpOptions


class Routes:
    """Opens transports when they are first needed: making one reads the trusted certificates, some 20 ms.

    Without a proxy in the settings the environment decides (HTTPS_PROXY, NO_PROXY), as other tools have it.
    The library's client is left out: its cookies and redirects are not wanted, and it doubles the cost of a page.
    """

    def __init__(self, options: HttpOptions, *, kind: Literal["HTTPTransport", "AsyncHTTPTransport"]) -> None:
        self._options = options
        self._kind = kind
        self._lock = threading.Lock()
        self._open: dict[str | None, Any] = {}

    def transport(self, url: str) -> Any:
        """The transport for this address; safe between threads."""
        proxy = self._proxy(url)
        found = self._open.get(proxy)
        if found is None:
            with self._lock:
                found = self._open.get(proxy) or self._made(proxy)
                self._open[proxy] = found
        return found

    def take_all(self) -> list[Any]:
        """All open transports, which are the caller's to close."""
        with self._lock:
            found, self._open = list(self._open.values()), {}
        return found

    def _proxy(self, url: str) -> str | None:
        if self._options.proxy is not None:
            return self._options.proxy
        parts = urlsplit(url)
        proxies = getproxies()
        if not proxies or not parts.hostname or proxy_bypass(parts.hostname):
            return None
        return proxies.get(parts.scheme) or proxies.get("all")

    def _made(self, proxy: str | None) -> Any:
        library = self._options.library()
        return getattr(library, self._kind)(
            verify=self._options.trust(),
            proxy=proxy,
            limits=library.Limits(max_keepalive_connections=self._options.keep_alive_connections),
        )
