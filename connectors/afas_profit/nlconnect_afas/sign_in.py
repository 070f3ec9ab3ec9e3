"""How AFAS lets programs and people in: the classic token, the mailed code that gives one, and OAuth 2 (section 2)."""

from __future__ import annotations

import base64
import binascii
import json
import re

from nlconnect.connector import App, AuthSpec, Blank, GrantKind, OneTimeSpec, Refusal, RefusalKind, StaticSpec
from nlconnect.model.wire import Request, Response

JSON = "application/json;charset=utf-8"
_DATA = re.compile(r"[0-9A-Fa-f]{64}")
_WHOLE = re.compile(r"<token>\s*<version>1</version>\s*<data>([0-9A-Fa-f]{64})</data>\s*</token>")


def classic_token(told: str) -> str | None:
    """A classic token as the header wants it: base64 of the whole XML. None for what is none.

    AFAS: people are given the XML, or only its 64 hex characters; some programs show it encoded already.
    """
    text = told.strip()
    if not text.startswith("<") and not _DATA.fullmatch(text):
        try:
            text = base64.b64decode("".join(text.split()), validate=True).decode("ascii").strip()
        except (binascii.Error, ValueError):
            return None
    if _DATA.fullmatch(text):
        text = f"<token><version>1</version><data>{text}</data></token>"
    whole = _WHOLE.fullmatch(text)
    if whole is None:
        return None
    xml = f"<token><version>1</version><data>{whole.group(1)}</data></token>"
    return base64.b64encode(xml.encode("ascii")).decode("ascii")


def code_request(app: App) -> Request:
    """Have AFAS mail a code to the user."""
    return _one_time(app, "OtpRequest", {})


def trade_request(app: App, code: str) -> Request:
    """Give the code for the token."""
    return _one_time(app, "OtpValidation", {"otp": code})


def token_in(response: Response) -> str | None:
    """The token in an answer. AFAS: a line end stands behind it."""
    token = _body(response).get("token") if response.is_success else None
    return token.strip() if isinstance(token, str) else None


def explain(response: Response) -> Refusal | None:
    """Which refusal of the token endpoint an answer is; None for one that says nothing."""
    if response.status == 429:
        return Refusal(RefusalKind.RATE_LIMITED)
    error = str(_body(response).get("error", ""))
    if error in _TOLD:
        return _TOLD[error]
    return Refusal(RefusalKind.TRANSIENT) if response.status >= 500 else None


_TOLD = {
    "invalid_client": Refusal(
        RefusalKind.INVALID,
        said="AFAS does not know the app, or its secret is wrong",
        hint="Check client_id, client_secret and environment in [logins.{login}]. AFAS shows a secret once: make a "
        "new one in the app connector if it is lost.",
    ),
    "invalid_grant": Refusal(
        RefusalKind.OVER,
        said="AFAS no longer accepts this sign-in",
        hint="The app connector may have been blocked, its secret changed or the user's rights withdrawn.",
    ),
    "unauthorized_client": Refusal(
        RefusalKind.INVALID,
        said="the app connector does not allow this way of signing in",
        hint="Which one applies is a setting of the app connector; name it as grant in [logins.{login}].",
    ),
    "unsupported_grant_type": Refusal(
        RefusalKind.INVALID,
        said="this environment does not offer this way of signing in",
        hint="Which one applies is a setting of the app connector; name it as grant in [logins.{login}].",
    ),
}


def _one_time(app: App, name: str, more: dict[str, str]) -> Request:
    secrets = {wire: app.keys[key]().get_secret_value() for wire, key in _ONE_TIME_KEYS.items()}
    body = json.dumps({**secrets, "userId": app.user or "", **more}).encode()
    headers = {"Content-Type": JSON, "Accept": "application/json"}
    return Request("POST", f"{app.url.rstrip('/')}/{name}", headers, body)


_ONE_TIME_KEYS = {"apiKey": "api_key", "apiToken": "api_token"}


def _body(response: Response) -> dict[str, object]:
    try:
        body = json.loads(response.content)
    except (ValueError, RecursionError):
        return {}
    return body if isinstance(body, dict) else {}


AUTH = AuthSpec(
    token_path="/oauth/token",
    authorize_path="/oauth/authorize",
    explain=explain,
    lifetime_seconds=3600,
    renew_early_seconds=60,
    grants=(
        GrantKind.CLIENT_CREDENTIALS,
        GrantKind.AUTHORIZATION_CODE,
        GrantKind.STATIC,
        GrantKind.ONE_TIME_CODE,
    ),
    pkce=True,
    static=StaticSpec(
        scheme="AfasToken",
        read=classic_token,
        shape="<token><version>1</version><data>...</data></token>, or the 64 characters inside, or that in base64",
    ),
    one_time=OneTimeSpec(ask=code_request, trade=trade_request, read=token_in),
    blanks={
        "environment": Blank("the participant number, the five digits in a name such as O12345AA", r"[1-9][0-9]{4}")
    },
)
"""AFAS: classic tokens end in 2027; whether refresh tokens rotate is not stated, so either is taken."""
