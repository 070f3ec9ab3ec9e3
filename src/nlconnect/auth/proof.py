"""How an app proves that it is the app: a secret, an assertion signed with its certificate's key, or nothing."""

from __future__ import annotations

import base64
import hashlib
import re
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from nlconnect.auth.spec import App
from nlconnect.errors import ConfigError

ASSERTION_SECONDS = 600
CLOCK_SLACK_SECONDS = 5
"""How far in the past an assertion begins, for a server whose clock is a little behind."""
JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
_CERTIFICATE = re.compile(r"-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----", re.DOTALL)
_KEY = re.compile(r"-----BEGIN (?:RSA )?PRIVATE KEY-----.+?-----END (?:RSA )?PRIVATE KEY-----", re.DOTALL)
_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Proof:
    """Parameters of a token request, secrets among them."""

    parameters: Mapping[str, str] = field(default_factory=lambda: _NOTHING, repr=False)


def proof_of(app: App, *, audience: str, now: float, nonce: str) -> Proof:
    """What shows that the app asks. Raises ConfigError for a certificate that cannot sign.

    `audience` is the token endpoint, `now` in seconds since 1970, `nonce` never used before.
    """
    if app.certificate is not None:
        signed = assertion(app, audience=audience, now=now, nonce=nonce)
        return Proof({"client_assertion_type": JWT_BEARER, "client_assertion": signed})
    if app.client_secret is not None:
        return Proof({"client_secret": app.client_secret().get_secret_value()})
    return Proof()


def assertion(app: App, *, audience: str, now: float, nonce: str) -> str:
    """A signed statement of who the app is (RFC 7523), good for ten minutes. Entra: PS256 and `x5t#S256`."""
    assert app.certificate is not None
    pem = app.certificate().get_secret_value()
    if "\n" not in pem.strip():
        pem = pem.replace("\\n", "\n")  # as an environment variable often holds it
    certificate, key = _CERTIFICATE.search(pem), _KEY.search(pem)
    if certificate is None or key is None:
        lacking = "no certificate" if certificate is None else "no private key without a password"
        raise ConfigError(
            f"the certificate of {app.login} is no PEM with both parts: there is {lacking} in it",
            hint="Put both in one file: `cat key.pem cert.pem > app.pem`; a password goes with `openssl pkey`.",
        )
    start = int(now) - CLOCK_SLACK_SECONDS
    claims = {
        "aud": audience,
        "iss": app.client_id,
        "sub": app.client_id,
        "jti": nonce,
        "nbf": start,
        "iat": start,
        "exp": start + ASSERTION_SECONDS,
    }
    header = {"alg": "PS256", "typ": "JWT", "x5t#S256": _thumbprint(app, certificate.group())}
    return _signed(app, header, claims, key.group())


def _thumbprint(app: App, certificate: str) -> str:
    try:
        der = ssl.PEM_cert_to_DER_cert(certificate)
    except ValueError:
        raise ConfigError(f"the certificate of {app.login} is damaged") from None
    return base64.urlsafe_b64encode(hashlib.sha256(der).digest()).rstrip(b"=").decode("ascii")


def _signed(app: App, header: Mapping[str, str], claims: Mapping[str, object], pem: str) -> str:
    from joserfc import jwt
    from joserfc.errors import JoseError
    from joserfc.jwk import RSAKey

    try:
        key = RSAKey.import_key(pem)
        return jwt.encode(dict(header), dict(claims), key, algorithms=["PS256"])
    except (JoseError, ValueError, TypeError):  # their messages and context may show the key
        raise ConfigError(
            f"the private key in the certificate of {app.login} is no RSA key that can be read",
            hint="Entra wants an RSA key of at least 2,048 bits.",
        ) from None
