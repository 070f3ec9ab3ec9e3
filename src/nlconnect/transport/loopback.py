"""A listener on this machine that a browser is sent back to after a sign-in (RFC 8252, section 7.3)."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self
from urllib.parse import parse_qs, urlsplit

from nlconnect.errors import ConfigError, LoginRequired

PATIENCE_SECONDS = 300.0
_NAP_SECONDS = 0.05
_IDLE_SECONDS = 10.0
"""Browsers open connections in advance and say nothing on them."""
_HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'",
    "Connection": "close",
}
_DONE = "<!doctype html><title>nlconnect</title><p>You can close this page and go back to the terminal.</p>"
_OTHER = "<!doctype html><title>nlconnect</title><p>This is not the sign-in that is waited for.</p>"


class LoopbackListener:
    """Waits for one redirect on a free port, at 127.0.0.1 and where there is one at ::1, since browsers take either.

    `redirect_uri` is the registered address: its host is this machine, its port is taken where it names one.
    """

    def __init__(self, redirect_uri: str = "http://localhost") -> None:
        parts = urlsplit(redirect_uri)
        self._path = parts.path or "/"
        self._expected = ""
        self._address: str | None = None
        self._came = threading.Event()
        self._servers = _servers(parts.port or 0, self._taken)
        self.port: int = self._servers[0].server_address[1]
        self.redirect_uri = f"{parts.scheme}://{parts.hostname}:{self.port}{parts.path}"
        self._threads = [
            threading.Thread(target=server.serve_forever, kwargs={"poll_interval": _NAP_SECONDS}, daemon=True)
            for server in self._servers
        ]
        for thread in self._threads:
            thread.start()

    def expect(self, state: str) -> None:
        """Take only a redirect that carries this state. To be said before the browser is opened."""
        self._expected = state

    def wait(self, *, seconds: float = PATIENCE_SECONDS) -> str:
        """The whole address that the browser was sent to. Raises LoginRequired where none comes in time."""
        end = time.monotonic() + seconds
        while not self._came.wait(_NAP_SECONDS):  # in short naps, so that Ctrl-C is heard at once
            if time.monotonic() > end:
                raise LoginRequired(
                    f"no browser came back within {seconds / 60:.0f} minutes, so nobody is signed in",
                    hint="Run it again; with --by-hand you paste the address instead.",
                )
        assert self._address is not None
        return self._address

    def close(self) -> None:
        """Stop listening."""
        for server in self._servers:
            server.shutdown()
            server.server_close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _taken(self, target: str) -> bool:
        """Whether this is the redirect that is waited for: any page can send a browser here."""
        parts = urlsplit(target)
        state = parse_qs(parts.query).get("state", [""])[0]
        if parts.path != self._path or not self._expected or state != self._expected or self._came.is_set():
            return False
        self._address = f"http://localhost:{self.port}{target}"
        self._came.set()
        return True


class _Handler(BaseHTTPRequestHandler):
    """One request line; what else a browser sends is not read."""

    timeout = _IDLE_SECONDS
    server: _Server

    def do_GET(self) -> None:
        done = self.server.taken(self.path)
        page = (_DONE if done else _OTHER).encode()
        self.send_response_only(200 if done else 404)
        for name, value in {**_HEADERS, "Content-Length": str(len(page))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002  # the library's name
        """Nothing: the request line holds the code."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = False

    def __init__(self, family: socket.AddressFamily, host: str, port: int, taken: Callable[[str], bool]) -> None:
        self.address_family = family
        self.taken = taken
        super().__init__((host, port), _Handler)

    def server_bind(self) -> None:
        """Without looking the host's name up, which may take seconds."""
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = "localhost", self.server_address[1]

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that goes away is no news, and a trace would show the code."""


def _servers(port: int, taken: Callable[[str], bool]) -> list[_Server]:
    try:
        first = _Server(socket.AF_INET, "127.0.0.1", port, taken)
    except OSError as error:
        raise ConfigError(
            f"nothing can listen at port {port} of this machine ({error.strerror or type(error).__name__})",
            hint="Leave the port out of redirect_uri, or use --by-hand and paste the address.",
        ) from None
    try:
        return [first, _Server(socket.AF_INET6, "::1", first.server_address[1], taken)]
    except OSError:
        return [first]  # no IPv6 here, or somebody has the port there
