"""Who may ask over HTTP: whoever knows the token that was printed when the server started."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

REFUSED = b'{"error":"invalid_token"}'


class Bearer:
    """Lets requests through that carry the token. A browser's page cannot add it, nor can another user's program."""

    def __init__(self, app: ASGIApp, *, token: str) -> None:
        self._app = app
        self._wanted = f"Bearer {token}".encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not self._knows(dict(scope["headers"]).get(b"authorization", b"")):
            headers = [(b"content-type", b"application/json"), (b"www-authenticate", b"Bearer")]
            await send({"type": "http.response.start", "status": 401, "headers": headers})
            await send({"type": "http.response.body", "body": REFUSED})
            return
        await self._app(scope, receive, send)

    def _knows(self, given: bytes) -> bool:
        return secrets.compare_digest(given, self._wanted)
