"""Where tokens are asked for."""

from __future__ import annotations

import uuid
from collections.abc import Awaitable, Callable

from nlconnect.auth.grant import address
from nlconnect.auth.proof import Proof, proof_of
from nlconnect.auth.spec import App
from nlconnect.model.ports import Port
from nlconnect.model.wire import Request, Response

Send = Callable[[Request], Awaitable[Response]]


class TokenEndpoint:
    """The endpoint of one app. `send` carries a request once, and repeats it only where nothing was sent."""

    def __init__(self, app: App, *, port: Port, send: Send) -> None:
        self._app = app
        self._port = port
        self.send = send

    def proof(self) -> Proof:
        """What shows, now and once, that the app asks."""
        audience = address(self._app, self._app.spec.token_path)
        return proof_of(self._app, audience=audience, now=self._port.clock.now(), nonce=str(uuid.uuid4()))
