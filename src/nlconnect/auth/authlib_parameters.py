"""The session-free parts of authlib that we use, with types. Its own HTTP client is never used."""

from __future__ import annotations

from collections.abc import Sequence


def authorization_uri(
    uri: str,
    *,
    client_id: str,
    redirect_uri: str,
    state: str,
    scopes: Sequence[str] = (),
    code_challenge: str | None = None,
    claims: str | None = None,
) -> str:
    """The address where a person consents (RFC 6749, section 4.1.1; RFC 7636, section 4.3)."""
    from authlib.oauth2.rfc6749.parameters import prepare_grant_uri

    more = {"code_challenge": code_challenge, "code_challenge_method": "S256"} if code_challenge else {}
    if claims is not None:
        more["claims"] = claims
    prepared: str = prepare_grant_uri(
        uri, client_id, "code", redirect_uri=redirect_uri, scope=list(scopes) or None, state=state, **more
    )
    return prepared


def token_body(grant_type: str, **parameters: str | None) -> bytes:
    """The form of a token request (RFC 6749, sections 4.1.3 and 6); parameters that are None are left out."""
    from authlib.oauth2.rfc6749.parameters import prepare_token_request

    prepared: str = prepare_token_request(grant_type, **parameters)
    return prepared.encode("ascii")


def code_challenge(verifier: str) -> str:
    """The S256 challenge of a verifier (RFC 7636, section 4.2)."""
    from authlib.oauth2.rfc7636 import create_s256_code_challenge

    challenge: str = create_s256_code_challenge(verifier)
    return challenge
