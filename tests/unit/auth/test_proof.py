"""How an app proves itself: secret, signed assertion, or not at all."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID
from joserfc import jwt
from joserfc.jwk import RSAKey
from pydantic import SecretStr

from nlconnect.auth import App
from nlconnect.auth.grant import app_request
from nlconnect.auth.proof import proof_of
from nlconnect.errors import ConfigError

AUDIENCE = "https://login.example/acme/oauth2/v2.0/token"


@pytest.fixture(scope="module")
def key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@pytest.fixture(scope="module")
def certificate(key: rsa.RSAPrivateKey) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "app.example")])
    start = datetime(2026, 1, 1, tzinfo=UTC)
    built = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    built = built.serial_number(7).not_valid_before(start).not_valid_after(start + timedelta(days=365))
    return built.sign(key, hashes.SHA256())


def written(key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey, *, password: bytes | None = None) -> str:
    sealed = serialization.BestAvailableEncryption(password) if password else serialization.NoEncryption()
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, sealed).decode()


@pytest.fixture
def pem(key: rsa.RSAPrivateKey, certificate: x509.Certificate) -> str:
    return written(key) + certificate.public_bytes(serialization.Encoding.PEM).decode()


@pytest.fixture
def with_pem(app: App) -> Callable[[str], App]:
    return lambda pem: replace(app, client_secret=None, certificate=lambda: SecretStr(pem))


def test_an_assertion_names_the_app_and_the_endpoint_and_is_good_for_ten_minutes(
    with_pem: Callable[[str], App], pem: str, key: rsa.RSAPrivateKey, certificate: x509.Certificate
) -> None:
    proof = proof_of(with_pem(pem), audience=AUDIENCE, now=1_790_000_000.7, nonce="n-1")
    assert proof.parameters["client_assertion_type"] == "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
    public = key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    token = jwt.decode(proof.parameters["client_assertion"], RSAKey.import_key(public), algorithms=["PS256"])
    digest = hashlib.sha256(certificate.public_bytes(serialization.Encoding.DER)).digest()
    assert token.header == {
        "alg": "PS256",
        "typ": "JWT",
        "x5t#S256": base64.urlsafe_b64encode(digest).decode().rstrip("="),
    }
    assert token.claims == {
        "aud": AUDIENCE,
        "iss": "client-1",
        "sub": "client-1",
        "jti": "n-1",
        "nbf": 1_789_999_995,
        "iat": 1_789_999_995,
        "exp": 1_790_000_595,
    }


def test_line_ends_may_be_written_out_as_in_an_environment_variable(with_pem: Callable[[str], App], pem: str) -> None:
    app = with_pem(pem.strip().replace("\n", "\\n"))
    assert proof_of(app, audience=AUDIENCE, now=0, nonce="n").parameters["client_assertion"].count(".") == 2


def test_a_certificate_replaces_the_secret(with_pem: Callable[[str], App], pem: str) -> None:
    app = with_pem(pem)
    form = parse_qs(
        (app_request(app, proof=proof_of(app, audience=AUDIENCE, now=0, nonce="n")).content or b"").decode()
    )
    assert form["client_id"] == ["client-1"]
    assert "client_assertion" in form
    assert "client_secret" not in form


def test_a_public_app_sends_no_proof(app: App) -> None:
    public = replace(app, client_secret=None)
    assert proof_of(public, audience=AUDIENCE, now=0, nonce="n").parameters == {}


def test_a_file_without_both_parts_is_told_what_it_lacks(with_pem: Callable[[str], App], pem: str) -> None:
    key, _, certificate = pem.partition("-----BEGIN CERTIFICATE-----")
    with pytest.raises(ConfigError, match="no certificate in it"):
        proof_of(with_pem(key), audience=AUDIENCE, now=0, nonce="n")
    with pytest.raises(ConfigError, match="no private key"):
        proof_of(with_pem(f"-----BEGIN CERTIFICATE-----{certificate}"), audience=AUDIENCE, now=0, nonce="n")


def test_a_key_that_cannot_be_used_is_never_shown(
    with_pem: Callable[[str], App], pem: str, key: rsa.RSAPrivateKey
) -> None:
    _, _, rest = pem.partition("-----BEGIN CERTIFICATE-----")
    certificate = f"-----BEGIN CERTIFICATE-----{rest}"
    curve = written(ec.generate_private_key(ec.SECP256R1()))
    sealed = written(key, password=b"hush-hush")
    broken = "-----BEGIN PRIVATE KEY-----\nTUlJaHVzaC1odXNo\n-----END PRIVATE KEY-----\n"
    for bad in (curve, sealed, broken):
        with pytest.raises(ConfigError) as caught:
            proof_of(with_pem(bad + certificate), audience=AUDIENCE, now=0, nonce="n")
        told = f"{caught.value!s} {caught.value!r} {caught.value.__cause__!r}"
        assert not [line for line in bad.splitlines()[1:-1] if line in told]


def test_neither_key_nor_assertion_shows_itself(with_pem: Callable[[str], App], pem: str) -> None:
    app = with_pem(pem)
    proof = proof_of(app, audience=AUDIENCE, now=0, nonce="n")
    shown = f"{app!r} {proof!r} {app_request(app, proof=proof)!r}"
    assert proof.parameters["client_assertion"] not in shown
    assert "PRIVATE KEY" not in shown
