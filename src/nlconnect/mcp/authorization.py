"""The server as a protected resource of OAuth: whoever asks shows a token of the issuer that the settings name.

What a token opens is this server and nothing else: the systems behind it are asked with logins of their own, and a
token is handed on to nobody.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from mcp.server.auth.provider import AccessToken, TokenVerifier
from mcp.server.auth.settings import AuthSettings
from mcp.server.transport_security import TransportSecuritySettings

from nlconnect.auth.issuer import Issuer
from nlconnect.errors import AuthError

if TYPE_CHECKING:
    from mcp.server.lowlevel import Server
    from starlette.types import ASGIApp

    from nlconnect.config import McpSettings
    from nlconnect.model.ports import Port

log = logging.getLogger("nlconnect.mcp")
OWN = ("127.0.0.1:*", "localhost:*", "[::1]:*")


class Verifier(TokenVerifier):
    """Asks the issuer's keys about each token."""

    def __init__(self, issuer: Issuer, *, resource: str) -> None:
        self._issuer = issuer
        self._resource = resource

    async def verify_token(self, token: str) -> AccessToken | None:
        """None for a token that is not good here and now."""
        try:
            found = await self._issuer.bearing(token)
        except AuthError as refused:
            log.warning("a token was refused: %s", refused.message)
            return None
        # The token itself stays here: what comes after has no use for it, and could only hand it on.
        return AccessToken(
            token="",
            client_id=found.client,
            scopes=sorted(found.scopes),
            resource=self._resource,
            subject=found.subject,
            claims={"iss": self._issuer.url},
        )


def protected(server: Server[dict[str, object]], guard: McpSettings, *, port: Port) -> ASGIApp:
    """The application, which also tells clients where tokens come from (RFC 9728)."""
    resource = urlsplit(guard.resource)
    origin = f"{resource.scheme}://{resource.netloc}"
    issuer = Issuer(
        guard.issuer,
        audience=guard.audience or guard.resource,
        send=port.send,
        clock=port.clock,
        keys_url=guard.jwks_uri,
    )
    return server.streamable_http_app(
        streamable_http_path=resource.path or "/",
        json_response=True,
        auth=AuthSettings.model_validate(
            {
                "issuer_url": guard.issuer,
                "resource_server_url": guard.resource,
                "required_scopes": list(guard.scopes),
                "validate_token_resource": False,  # the audience was checked already, with the signature
            }
        ),
        token_verifier=Verifier(issuer, resource=guard.resource),
        # A page in somebody's browser may have a name of its own for this machine: only known ones count.
        transport_security=TransportSecuritySettings(
            allowed_hosts=[resource.netloc, *OWN],
            allowed_origins=[origin, *guard.origins, *(f"http://{host}" for host in OWN)],
        ),
    )
