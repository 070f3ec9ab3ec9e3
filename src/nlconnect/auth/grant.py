"""The steps of the grants as pure functions: requests to send, answers and addresses to read."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from nlconnect.auth.authlib_parameters import authorization_uri, code_challenge, token_body
from nlconnect.auth.proof import Proof
from nlconnect.auth.spec import App
from nlconnect.auth.token import Token
from nlconnect.errors import AuthError, ConfigError, NlconnectError
from nlconnect.model.wire import Request, Response

if TYPE_CHECKING:
    from pydantic import SecretStr

LOOPBACK_REDIRECT = "http://localhost"
"""Entra: registered without a port, it matches any port of this machine."""
FORM = "application/x-www-form-urlencoded"
_TOKEN = re.compile(r"[\x21-\x7e]{1,20000}")
"""What may stand in a header (RFC 6749, appendix A.12); anything else is no token."""
_LONGEST_LIFE = 10 * 365 * 86_400.0


def authorization_url(
    app: App, *, state: str, verifier: str | None = None, redirect_uri: str | None = None, claims: str | None = None
) -> str:
    """Where a person consents. Raises ConfigError for an app without a redirect address."""
    url = authorization_uri(
        address(app, app.spec.authorize_path),
        client_id=app.client_id,
        redirect_uri=redirect_uri or registered_redirect(app),
        state=state,
        scopes=app.scopes,
        code_challenge=code_challenge(verifier) if verifier else None,
        claims=claims or app.spec.claims,
    )
    # Exact: a client saw a redirect address refused whose slashes were encoded (fact sheet section 2). A slash may
    # stand as it is in a query, so this is right for every system.
    return url.replace("%2F", "/")


def code_request(
    app: App,
    *,
    code: str,
    proof: Proof,
    verifier: str | None = None,
    redirect_uri: str | None = None,
    claims: str | None = None,
) -> Request:
    """Exchange the code of a redirect for tokens."""
    return token_request(
        app,
        "authorization_code",
        proof,
        redirect_uri=redirect_uri or registered_redirect(app),
        code=code,
        code_verifier=verifier,
        claims=claims or app.spec.claims,
    )


def refresh_request(app: App, *, refresh: SecretStr, proof: Proof, claims: str | None = None) -> Request:
    """Exchange a refresh token for the next pair."""
    return token_request(
        app,
        "refresh_token",
        proof,
        refresh_token=refresh.get_secret_value(),
        scope=" ".join(app.scopes) or None,
        claims=claims or app.spec.claims,
    )


def app_request(app: App, *, proof: Proof, claims: str | None = None) -> Request:
    """Ask for a token of the app itself."""
    scope = " ".join(app.scopes) or None
    return token_request(app, "client_credentials", proof, scope=scope, claims=claims or app.spec.claims)


def read_token(response: Response, *, lifetime_seconds: float, keep: SecretStr | None = None) -> Token | None:
    """The token in an answer of any status, None where there is none.

    `keep` is the refresh token to keep where the answer brings none. Exact: `expires_in` is a text.
    """
    from pydantic import SecretStr

    body = body_of(response)
    access = body.get("access_token")
    if not isinstance(access, str) or not _TOKEN.fullmatch(access):
        return None
    return Token(
        SecretStr(access), refresh_in(response) or keep, response.received_at, _seconds(body, lifetime_seconds)
    )


def refresh_in(response: Response) -> SecretStr | None:
    """The refresh token in an answer of any status. Exact: a refusal for the rate may carry one."""
    from pydantic import SecretStr

    refresh = body_of(response).get("refresh_token")
    return SecretStr(refresh) if isinstance(refresh, str) and refresh else None


def parse_redirect(
    pasted: str, *, expected_state: str, explained: Callable[[Mapping[str, str]], NlconnectError | None] | None = None
) -> str:
    """The code in the address a browser was sent to, decoded once. Raises AuthError that says what to paste.

    `explained` knows what the vendor's own errors mean.
    """
    address = "".join(pasted.split()).strip("'\"<>")  # a terminal may have wrapped it
    try:
        parts = urlsplit(address)
    except ValueError:
        parts = urlsplit("")
    if not parts.scheme or not parts.netloc:
        raise AuthError(
            "that is not a whole address, so it cannot be checked that it answers this sign-in",
            hint="Copy everything in the browser's address bar, from https:// to the end.",
        )
    # A plus sign stands for itself here: no code has spaces, and a code may have plus signs.
    answer = dict(parse_qsl(parts.query.replace("+", "%2B")))
    if "state" not in answer:
        raise AuthError(
            "the address has no state, so it does not come from this sign-in",
            hint="Open the sign-in address again, and paste the whole address the browser ends at.",
        )
    if answer["state"] != expected_state:
        raise AuthError(
            "the address belongs to another sign-in", hint="Use the newest sign-in address, in one browser window."
        )
    if "error" in answer:
        raise (explained(answer) if explained else None) or _declined(answer["error"])
    if not answer.get("code"):
        raise AuthError(
            "the address holds no code yet", hint="Give consent first, then paste the address the browser ends at."
        )
    return answer["code"]


def _declined(error: str) -> AuthError:
    if error == "access_denied":
        return AuthError("consent was refused in the browser", hint="Sign in again and allow the app.")
    word = error if re.fullmatch("[a-z_]{1,40}", error) else "with an error"
    return AuthError(f"the sign-in page answered {word}", hint="Check client_id and redirect_uri in the settings file.")


def token_request(app: App, grant_type: str, proof: Proof, **parameters: str | None) -> Request:
    """A form for the token endpoint, with what proves who asks."""
    body = token_body(grant_type, **parameters, client_id=app.client_id, **proof.parameters)
    headers = {"Content-Type": FORM, "Accept": "application/json"}
    return Request("POST", address(app, app.spec.token_path), headers, body)


def address(app: App, path: str) -> str:
    """A path of the place where people sign in."""
    return f"{app.url.rstrip('/')}/{path.lstrip('/')}"


def registered_redirect(app: App) -> str:
    """Where the vendor may send a browser. Raises ConfigError where the settings do not tell."""
    if not app.redirect_uri and app.spec.loopback:
        return LOOPBACK_REDIRECT
    if not app.redirect_uri:
        raise ConfigError(
            f"the login {app.login!r} has no redirect_uri",
            hint=f"Add to [logins.{app.login}] the redirect_uri that the app was registered with.",
        )
    return app.redirect_uri


def body_of(response: Response) -> dict[str, object]:
    """The JSON object in an answer of the token endpoint; empty for anything else."""
    try:
        body = json.loads(response.content)
    except (ValueError, RecursionError):
        return {}
    return body if isinstance(body, dict) else {}


def _seconds(body: dict[str, object], otherwise: float) -> float:
    try:
        told = float(str(body.get("expires_in")))
    except ValueError:
        return otherwise
    return told if 0 < told <= _LONGEST_LIFE else otherwise  # not for what is no number either
