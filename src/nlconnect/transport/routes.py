"""Which of the library's transports carries a request: straight, or through a proxy."""

from __future__ import annotations

import threading
from importlib import import_module
from typing import Generic, Literal, TypeVar
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from nlconnect.transport.options import HttpOptions
from nlconnect.transport.redact import CORES, quieten

T = TypeVar("T")
"""The library's transport, blocking or asynchronous."""

BYTES_A_READ = 256 * 1024
"""The library asks for 64 KB at a time, and each time costs it 50 microseconds: a page has some 2.5 MB."""


def read_in_large_pieces(core: str) -> None:
    """Have all connections of that library take more at a time. Doing it again changes nothing."""
    library = import_module(core)
    for connection in (library.HTTP11Connection, library.AsyncHTTP11Connection):
        connection.READ_NUM_BYTES = max(BYTES_A_READ, connection.READ_NUM_BYTES)


class Routes(Generic[T]):
    """Opens transports when they are first needed: making one reads the trusted certificates, some 20 ms.

    Without a proxy in the settings the environment decides (HTTPS_PROXY, NO_PROXY), as other tools have it.
    The library's client is left out: its cookies and redirects are not wanted, and it doubles the cost of a page.
    """

    def __init__(self, options: HttpOptions, *, kind: Literal["HTTPTransport", "AsyncHTTPTransport"]) -> None:
        self._options = options
        self._kind = kind
        self._lock = threading.Lock()
        self._open: dict[str | None, T] = {}
        self._proxies: dict[tuple[str, str], str | None] = {}

    def transport(self, url: str) -> T:
        """The transport for this address; safe between threads."""
        proxy = self._proxy(url)
        with self._lock:
            if proxy not in self._open:
                self._open[proxy] = self._made(proxy)
            return self._open[proxy]

    def take_all(self) -> list[T]:
        """All open transports, which are the caller's to close."""
        with self._lock:
            found, self._open = list(self._open.values()), {}
        return found

    def _proxy(self, url: str) -> str | None:
        """The environment is asked once for each host: going through all of its variables costs 0.1 ms."""
        if self._options.proxy is not None:
            return self._options.proxy
        parts = urlsplit(url)
        place = parts.scheme, parts.hostname or ""
        if place not in self._proxies:
            proxies = getproxies()
            bypassed = not proxies or not parts.hostname or proxy_bypass(parts.hostname)
            self._proxies[place] = None if bypassed else proxies.get(parts.scheme) or proxies.get("all")
        return self._proxies[place]

    def _made(self, proxy: str | None) -> T:
        library = self._options.library()
        quieten(self._options.backend)
        read_in_large_pieces(CORES[self._options.backend])
        made: T = getattr(library, self._kind)(
            verify=self._options.trust(),
            proxy=proxy,
            limits=library.Limits(max_keepalive_connections=self._options.keep_alive_connections),
        )
        return made
