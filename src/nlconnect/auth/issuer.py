"""Tokens that somebody else issued, for us as the resource: who signed them, for whom, and until when.

The issuer says where its keys are (RFC 8414, OpenID Discovery); a token is a JWT signed with one of them (RFC 9068).
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from nlconnect.errors import AuthError, NlconnectError
from nlconnect.model.ports import Clock
from nlconnect.model.wire import Request, Response

if TYPE_CHECKING:
    from joserfc.jwk import KeySet

ALGORITHMS = tuple("RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512 Ed25519 EdDSA".split())
"""By public keys only: a secret that two know proves nothing of who signed."""
KEPT_SECONDS = 600.0
AGAIN_SECONDS = 60.0
"""How soon keys are fetched again for a key that nobody knows: whoever makes tokens up must not make us ask on."""
LEEWAY_SECONDS = 30
LONGEST = 16_384
LOOPBACK = ("127.0.0.1", "localhost", "::1")
REFUSED = "this token is none of the issuer's for this resource, or not any more"

Send = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Bearing:
    """What a token that was verified says of whoever shows it."""

    subject: str = field(repr=False)
    client: str
    scopes: frozenset[str]


class Issuer:
    """One authorization server, and what its tokens have to say to be for `audience`."""

    def __init__(self, url: str, *, audience: str, send: Send, clock: Clock, keys_url: str | None = None) -> None:
        self.url = url
        self._audience = audience
        self._send = send
        self._clock = clock
        self._keys_url = keys_url
        self._keys: KeySet | None = None
        self._fetched_at = float("-inf")

    async def bearing(self, token: str) -> Bearing:
        """Raises AuthError for a token that is not good here and now; never with a part of it."""
        from joserfc import jwt
        from joserfc.errors import InvalidKeyIdError, JoseError

        if len(token) > LONGEST:
            raise AuthError(REFUSED)
        now = self._clock.now()
        keys = await self._known(KEPT_SECONDS)
        try:
            try:
                found = jwt.decode(token, keys, algorithms=ALGORITHMS)
            except InvalidKeyIdError:  # the issuer may have new ones
                found = jwt.decode(token, await self._known(AGAIN_SECONDS), algorithms=ALGORITHMS)
            jwt.JWTClaimsRegistry(
                now=int(now),
                leeway=LEEWAY_SECONDS,
                iss={"essential": True, "value": self.url},
                aud={"essential": True, "value": self._audience},
                exp={"essential": True},
            ).validate(found.claims)
        except (JoseError, ValueError, TypeError, KeyError, RecursionError):
            raise AuthError(REFUSED) from None  # its message may show the token
        return _bearing(found.claims)

    async def _known(self, seconds: float) -> KeySet:
        """The issuer's keys, not older than that."""
        now = self._clock.now()
        if self._keys is None or now - self._fetched_at >= seconds:
            self._fetched_at = now
            self._keys = _key_set(await self._document(self._keys_url or await self._told()))
        return self._keys

    async def _told(self) -> str:
        """Where the issuer says that its keys are."""
        for address in _metadata_urls(self.url):
            try:
                found = await self._document(address)
            except AuthError:
                continue
            where = found.get("jwks_uri")
            if found.get("issuer") == self.url and isinstance(where, str) and is_safe(where):
                return where
        raise AuthError(f"{self.url} says nowhere what its keys are", hint="Give jwks_uri under [settings.mcp].")

    async def _document(self, address: str) -> Mapping[str, Any]:
        try:
            answer = await self._send(Request("GET", address, {"accept": "application/json"}))
            found = json.loads(answer.content) if answer.status == 200 else None
        except (NlconnectError, ValueError, RecursionError):
            found = None
        if not isinstance(found, dict):
            raise AuthError("the issuer of tokens does not answer as it should")
        return found


def is_safe(url: str) -> bool:
    """Whether nobody on the way can put in keys of their own: encrypted, or on this machine."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return bool(parts.hostname) and (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK))


def _metadata_urls(issuer: str) -> Sequence[str]:
    """Where an issuer tells of itself, in the order in which clients of the protocol look."""
    parts = urlsplit(issuer)
    origin, path = f"{parts.scheme}://{parts.netloc}", parts.path.rstrip("/")
    names = ("oauth-authorization-server", "openid-configuration")
    return (
        *(f"{origin}/.well-known/{name}{path}" for name in names),
        *([f"{origin}{path}/.well-known/openid-configuration"] if path else []),
    )


def _key_set(document: Mapping[str, Any]) -> KeySet:
    """Those of its public keys that we understand. Raises AuthError without any."""
    from joserfc.errors import JoseError
    from joserfc.jwk import JWKRegistry, KeySet

    keys = []
    given = document.get("keys")
    for one in given if isinstance(given, list) else ():
        if not isinstance(one, dict) or one.get("kty") == "oct" or one.get("use", "sig") != "sig":
            continue
        try:
            keys.append(JWKRegistry.import_key(one))
        except (JoseError, ValueError, TypeError, KeyError):
            continue
    if not keys:
        raise AuthError("the issuer of tokens has no key that we understand")
    return KeySet(keys)


def _bearing(claims: Mapping[str, Any]) -> Bearing:
    """`scp` is what Entra calls the scope, `azp` and `appid` what it calls the client."""
    told = claims.get("scope", claims.get("scp", ""))
    scopes = told.split() if isinstance(told, str) else [one for one in told if isinstance(one, str)]
    client = next((claims[name] for name in ("client_id", "azp", "appid") if isinstance(claims.get(name), str)), "")
    return Bearing(subject=str(claims.get("sub", "")), client=client, scopes=frozenset(scopes))
