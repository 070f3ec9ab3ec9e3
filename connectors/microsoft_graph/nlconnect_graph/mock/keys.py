"""Keys of a mock Entra ID: the one that signs id tokens, and the app's certificate that checks its assertions."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

LONGEST_ASSERTION = 24 * 3_600
SKEW = 300


class BadAssertion(Exception):
    """An assertion proves nothing; `code` is Entra's number for the reason."""

    def __init__(self, code: int, text: str) -> None:
        super().__init__(text)
        self.code = code


@dataclass(frozen=True)
class SigningKey:
    """An RSA key, made in this process."""

    private: RSAPrivateKey
    kid: str

    def public_jwk(self) -> Mapping[str, object]:
        numbers = self.private.public_key().public_numbers()
        return {
            "kty": "RSA",
            "use": "sig",
            "alg": "RS256",
            "kid": self.kid,
            "n": encoded(numbers.n.to_bytes(256, "big")),
            "e": encoded(numbers.e.to_bytes(3, "big")),
        }

    def signed(self, claims: Mapping[str, object]) -> str:
        """A token with these claims, signed with RS256."""
        from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
        from cryptography.hazmat.primitives.hashes import SHA256

        header = {"typ": "JWT", "alg": "RS256", "kid": self.kid}
        text = f"{_part(header)}.{_part(claims)}"
        return f"{text}.{encoded(self.private.sign(text.encode(), PKCS1v15(), SHA256()))}"


@dataclass(frozen=True)
class Certificate:
    """The app's certificate with its private key, as PEM, and the thumbprints of both kinds."""

    pem: str
    der: bytes

    @property
    def thumbprint(self) -> str:
        return hashlib.sha1(self.der, usedforsecurity=False).hexdigest().upper()

    @property
    def x5t(self) -> str:
        return encoded(hashlib.sha1(self.der, usedforsecurity=False).digest())

    @property
    def x5t_s256(self) -> str:
        return encoded(hashlib.sha256(self.der).digest())


@cache
def signing_key() -> SigningKey:
    """The key of this process; made when it is first needed, because that takes a moment."""
    private = _generate()
    modulus = private.public_key().public_numbers().n.to_bytes(256, "big")
    return SigningKey(private, encoded(hashlib.sha256(modulus).digest())[:27])


@cache
def app_key() -> RSAPrivateKey:
    return _generate()


@cache
def app_certificate() -> Certificate:
    """The certificate that is registered for the mock's app."""
    from cryptography import x509
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    key = app_key()
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "mock app")])
    start = datetime(2026, 1, 1, tzinfo=UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(start)
        .not_valid_after(start + timedelta(days=3_650))
        .sign(key, SHA256())
    )
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    return Certificate(private + made.public_bytes(Encoding.PEM).decode(), made.public_bytes(Encoding.DER))


def check_assertion(assertion: str, *, client_id: str, audiences: Collection[str], now: float) -> None:
    """Entra: PS256 with a SHA-256 thumbprint, or RS256 with either; for this endpoint, by this app, now.

    Raises BadAssertion.
    """
    try:
        head, body, signature = assertion.split(".")
        header: dict[str, Any] = json.loads(decoded(head))
        claims: dict[str, Any] = json.loads(decoded(body))
        raw = decoded(signature)
    except ValueError:
        raise BadAssertion(50027, "JWT token is invalid or malformed.") from None
    certificate = app_certificate()
    prints = {str(header.get(name, "")).rstrip("=") for name in ("x5t#S256", "x5t")}
    if not prints & {certificate.x5t_s256, certificate.x5t}:
        raise BadAssertion(
            700027,
            "The certificate with identifier used to sign the client assertion is not registered on application.",
        )
    if header.get("alg") not in ("PS256", "RS256"):
        raise BadAssertion(5002738, "Invalid JWT token. The algorithm is not supported.")
    if not _is_signed(f"{head}.{body}".encode(), raw, str(header["alg"])):
        raise BadAssertion(700027, "Client assertion failed signature validation.")
    if claims.get("aud") not in audiences:
        raise BadAssertion(700023, f"Client assertion audience claim does not match Realm issuer: {claims.get('aud')}.")
    if claims.get("iss") != client_id or claims.get("sub") != client_id:
        raise BadAssertion(700021, "Client assertion application identifier doesn't match 'client_id' parameter.")
    start, end = claims.get("nbf", claims.get("iat", now)), claims.get("exp", 0)
    if not start - SKEW <= now < end + SKEW or end - start > LONGEST_ASSERTION:
        raise BadAssertion(700024, "Client assertion is not within its valid time range.")


def sealed(certificate: str, identifier: str, content: bytes) -> Mapping[str, str]:
    """Graph: a fresh key in RSA-OAEP, the content in AES-256-CBC with the key's first half before it, and an HMAC.

    `certificate` is base64 of DER, or PEM. Raises ValueError for what is none.
    """
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric.padding import MGF1, OAEP
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
    from cryptography.hazmat.primitives.ciphers import Cipher
    from cryptography.hazmat.primitives.ciphers.algorithms import AES
    from cryptography.hazmat.primitives.ciphers.modes import CBC
    from cryptography.hazmat.primitives.hashes import SHA1
    from cryptography.hazmat.primitives.padding import PKCS7

    raw = base64.b64decode(certificate)
    found = x509.load_pem_x509_certificate(raw) if b"BEGIN" in raw else x509.load_der_x509_certificate(raw)
    public, key = found.public_key(), secrets.token_bytes(32)
    if not isinstance(public, RSAPublicKey):
        raise ValueError("the certificate has no RSA key")
    padder, encryptor = PKCS7(128).padder(), Cipher(AES(key), CBC(key[:16])).encryptor()
    data = encryptor.update(padder.update(content) + padder.finalize()) + encryptor.finalize()
    wrapped = public.encrypt(key, OAEP(MGF1(SHA1()), SHA1(), None))  # noqa: S303  # what Graph uses
    return {
        "data": base64.b64encode(data).decode(),
        "dataSignature": base64.b64encode(hmac.digest(key, data, "sha256")).decode(),
        "dataKey": base64.b64encode(wrapped).decode(),
        "encryptionCertificateId": identifier,
        "encryptionCertificateThumbprint": found.fingerprint(SHA1()).hex().upper(),  # noqa: S303  # as above
    }


def _is_signed(text: bytes, signature: bytes, algorithm: str) -> bool:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.padding import MGF1, PSS, PKCS1v15
    from cryptography.hazmat.primitives.hashes import SHA256

    padding = PSS(MGF1(SHA256()), 32) if algorithm == "PS256" else PKCS1v15()
    try:
        app_key().public_key().verify(signature, text, padding, SHA256())
    except InvalidSignature:
        return False
    return True


def _generate() -> RSAPrivateKey:
    from cryptography.hazmat.primitives.asymmetric import rsa

    return rsa.generate_private_key(public_exponent=65_537, key_size=2_048)


def encoded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def decoded(text: str) -> bytes:
    """Raises ValueError."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _part(value: Mapping[str, object]) -> str:
    return encoded(json.dumps(value, separators=(",", ":")).encode())
