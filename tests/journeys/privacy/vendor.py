"""A server on loopback that says exactly what it is told to, byte for byte, as Exact would or never would."""

from __future__ import annotations

import gzip
import json
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from urllib.parse import quote

from tests.journeys.privacy.marks import SECRETS, TEXT

Reply = Callable[[str, str], bytes | None]
"""From method and target to the whole answer; None hangs up."""

MARKED_HEADERS = {
    "Set-Cookie": f"ExactServer={SECRETS['cookie']}; Path=/",
    "Reason": f"Blocked: {quote(TEXT)}",
    "X-Relation": quote(TEXT),
    "Content-Disposition": f'attachment; filename="{quote(TEXT)}.pdf"',
}


def answer(status: int, body: object = b"", *, kind: str = "application/json", **headers: str) -> bytes:
    """An answer whose headers are full of marks."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    lines = {
        **MARKED_HEADERS,
        "Content-Type": kind,
        "Content-Length": str(len(content)),
        "Connection": "close",
        **named,
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"HTTP/1.1 {status} Something\r\n{head}\r\n".encode() + content


def packed(body: object) -> bytes:
    """A good page, gzipped."""
    return answer(200, gzip.compress(json.dumps(body).encode()), Content_Encoding="gzip")


def said(status: int, text: str, **headers: str) -> bytes:
    """A refusal with a message, as Exact writes it."""
    return answer(status, {"error": {"code": "", "message": {"lang": "", "value": text}}}, **headers)


def web_page(status: int) -> bytes:
    return answer(status, f"<html><body>{TEXT} {SECRETS['access token']}</body></html>".encode(), kind="text/html")


def tokens(which: str = "") -> bytes:
    """A good answer of the token endpoint."""
    named = {"access_token": SECRETS[f"{which}access token"], "refresh_token": SECRETS[f"{which}refresh token"]}
    return answer(200, {**named, "token_type": "bearer", "expires_in": "600"})


class Vendor:
    """Answers API and token requests by what is put in `api` and `token`; remembers what it was sent."""

    def __init__(self) -> None:
        self.api: Reply = lambda method, target: answer(200, {"d": {"results": []}})
        self.token: Reply = lambda method, target: tokens()
        self.heard: list[str] = []
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)  # closing alone leaves a thread in accept
        self._listening.close()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._listening.accept()
                threading.Thread(target=self._talk, args=(connection,), daemon=True).start()

    def _talk(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            head, _, body = _received(connection).partition(b"\r\n\r\n")
            self.heard.append((head + b"\n" + body).decode("utf-8", "replace"))
            method, target = head.split(b" ", 2)[:2]
            reply = self.token if b"oauth2/token" in target else self.api
            content = reply(method.decode(), target.decode())
            if content is not None:
                connection.sendall(content)


def _received(connection: socket.socket) -> bytes:
    content = b""
    while b"\r\n\r\n" not in content:
        more = connection.recv(65_536)
        if not more:
            return content
        content += more
    head, _, body = content.partition(b"\r\n\r\n")
    length = next((int(line[15:]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")), 0)
    while len(body) < length:
        body += connection.recv(65_536)
    return head + b"\r\n\r\n" + body
