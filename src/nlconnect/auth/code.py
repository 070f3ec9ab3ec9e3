"""Consent in a browser that is sent back with a code (authorization code grant)."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping

from nlconnect.auth import refusals
from nlconnect.auth.endpoint import TokenEndpoint
from nlconnect.auth.grant import authorization_url, code_request, parse_redirect, registered_redirect
from nlconnect.auth.safe import Safe
from nlconnect.auth.signing import Invitation
from nlconnect.auth.spec import App, GrantKind
from nlconnect.errors import AuthError, NlconnectError
from nlconnect.model.ports import Port
from nlconnect.model.wire import Response

PENDING_SECONDS = 1800.0


class CodeConsent:
    """A sign-in may begin in one process and end in another: what belongs together is kept for half an hour."""

    def __init__(self, app: App, *, port: Port, safe: Safe, endpoint: TokenEndpoint) -> None:
        self._app = app
        self._port = port
        self._safe = safe
        self._endpoint = endpoint

    async def begin(self, *, redirect_uri: str | None, claims: str | None) -> Invitation:
        """Where a person consents. Raises ConfigError."""
        state = secrets.token_urlsafe(24)
        verifier = secrets.token_urlsafe(48) if self._app.spec.pkce else None
        back = redirect_uri or registered_redirect(self._app)
        url = authorization_url(self._app, state=state, verifier=verifier, redirect_uri=back, claims=claims)
        over_at = self._port.clock.now() + PENDING_SECONDS
        pending = {"state": state, "verifier": verifier, "redirect_uri": back, "claims": claims}
        await self._safe.put_pending(pending, expires_at=over_at)
        return Invitation(
            grant=GrantKind.AUTHORIZATION_CODE, wants="redirect", address=url, redirect_uri=back, expires_at=over_at
        )

    async def token(self, answer: str) -> Response:
        """Take the address that the browser ended at. Raises AuthError."""
        pending = await self._safe.pending()
        if pending is None or not pending.get("state"):
            raise AuthError(
                f"no sign-in of {self._app.login} is under way, or it is older than half an hour",
                hint=self._app.remedy,
            )
        code = parse_redirect(answer, expected_state=str(pending["state"]), explained=self._explained)
        request = code_request(
            self._app,
            code=code,
            proof=self._endpoint.proof(),
            verifier=pending["verifier"],
            redirect_uri=pending.get("redirect_uri"),
            claims=pending.get("claims"),
        )
        return await self._endpoint.send(request)

    def _explained(self, answer: Mapping[str, str]) -> NlconnectError | None:
        """What an error in a redirect means, where the system says it as its token endpoint does."""
        now = self._port.clock.now()
        response = Response(400, {}, json.dumps(dict(answer)).encode(), "", now, now)
        refusal = self._app.spec.explain(response)
        return refusals.refused(self._app, refusal, response) if refusal is not None and refusal.said else None
