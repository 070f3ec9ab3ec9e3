"""How Entra ID lets programs and people in, and what its refusals mean (fact sheet section 2)."""

from __future__ import annotations

import json
import re

from nlconnect.connector import AuthSpec, Blank, GrantKind, Refusal, RefusalKind, Response

_CODE = re.compile(r"AADSTS(\d{4,8})\b")
_SETTINGS = "[logins.{login}]"


def explain(response: Response) -> Refusal | None:
    """Which refusal of the token endpoint an answer is; None for one that says nothing.

    Entra: the word in `error` decides, the number only picks the advice.
    """
    if response.is_success:
        return None
    body = _body(response)
    error, suberror = str(body.get("error", "")), str(body.get("suberror", ""))
    advice = next((_ADVICE[code] for code in _codes(body) if code in _ADVICE), None)
    if response.status == 429:
        return Refusal(RefusalKind.RATE_LIMITED)
    if response.status >= 500 or error == "temporarily_unavailable" or advice is _BUSY:
        return _BUSY
    if advice is not None:
        return advice
    if suberror in ("consent_required", "basic_action", "additional_action", "message_only", "bad_token"):
        return _INTERACTION
    return _BY_ERROR.get(error)


def _codes(body: dict[str, object]) -> list[int]:
    """The numbers in an answer, the first the most telling."""
    listed = body.get("error_codes")
    codes = [code for code in listed if isinstance(code, int)] if isinstance(listed, list) else []
    told = _CODE.search(str(body.get("error_description", "")))
    return [*([int(told.group(1))] if told else []), *codes]


def _body(response: Response) -> dict[str, object]:
    try:
        body = json.loads(response.content)
    except (ValueError, RecursionError):
        return {}
    return body if isinstance(body, dict) else {}


def _over(said: str, hint: str | None = None) -> Refusal:
    return Refusal(RefusalKind.OVER, said=said, hint=hint)


def _invalid(said: str, hint: str) -> Refusal:
    return Refusal(RefusalKind.INVALID, said=said, hint=hint)


_BUSY = Refusal(RefusalKind.TRANSIENT)
_AGAIN = "`nlconnect login {login}`."
_INTERACTION = _over("Entra ID wants the person to sign in again, for a second factor or a consent")
_ELSEWHERE = f"Check tenant and client_id in {_SETTINGS}; an account of another organisation needs to be invited there."
_SECRET = (
    f"Make a new secret in the app registration, put its value (not its id) where client_secret in {_SETTINGS} says."
)
_CERTIFICATE = (
    f"Upload the certificate that certificate in {_SETTINGS} names to the app registration; key and certificate must "
    "belong together, and the clock of this machine must be right."
)
_CONSENT = (
    "An administrator grants it under 'API permissions' of the app registration, or each person when signing in: "
    + _AGAIN
)

_EXPIRED_BY_POLICY = _over("the sign-in has become too old for the organisation's policy")
_WRONG_SECRET = _invalid("the client secret is wrong", _SECRET)
_BAD_ASSERTION = _invalid("Entra ID does not accept the app's certificate", _CERTIFICATE)
_NO_TENANT = _invalid("the tenant is not known", f"Check tenant in {_SETTINGS}, and the site (the national cloud).")
_NO_RESOURCE = _invalid(
    "the resource is not known in this tenant",
    f"Check site in {_SETTINGS}: each national cloud has a Graph of its own.",
)
_BAD_SCOPE = _invalid("a scope is not valid", f"Check scopes in {_SETTINGS}: permissions as Graph names them.")
_CANNOT = "An administrator can tell why, in the sign-in log of Entra ID."

_ADVICE: dict[int, Refusal] = {
    16000: _over("the account is not in this tenant", "Choose another account when signing in."),
    50001: _NO_RESOURCE,
    500011: _NO_RESOURCE,
    50011: _invalid(
        "the redirect address is not registered for the app",
        "Register http://localhost under 'Mobile and desktop applications', or the redirect_uri of "
        f"{_SETTINGS}, letter for letter. Then: {_AGAIN}",
    ),
    50012: _BAD_ASSERTION,
    50020: _over("the account belongs to another organisation", _ELSEWHERE),
    50033: _BUSY,
    50034: _over("the account does not exist in this tenant", _ELSEWHERE),
    50053: _invalid("the account is locked, or the place it signs in from is not trusted", _CANNOT),
    50055: _over("the password has expired", "Change it first."),
    50057: _over("the account has been disabled", _CANNOT),
    50058: _INTERACTION,
    50076: _over("Entra ID asks for a second factor"),
    50079: _over("Entra ID wants a second factor to be set up first"),
    50126: _over("the name or the password was wrong"),
    50173: _over("the sign-in was withdrawn, as by a change of password"),
    50196: _BUSY,
    53003: _invalid("a Conditional Access policy refuses the sign-in from here", _CANNOT),
    54005: _invalid("the code was used before", f"Begin anew: {_AGAIN}"),
    65001: _over("nobody has consented to what the app asks for", _CONSENT),
    65004: _over("consent was refused"),
    70008: _EXPIRED_BY_POLICY,
    70011: _BAD_SCOPE,
    28002: _BAD_SCOPE,
    70043: _EXPIRED_BY_POLICY,
    90002: _NO_TENANT,
    90033: _BUSY,
    90055: _BUSY,
    700016: _invalid("the app is not known in this tenant", f"Check client_id and tenant in {_SETTINGS}."),
    700024: _invalid("the app's assertion is outside its time", "Set the clock of this machine, by NTP."),
    700025: _invalid("the app is public and must not send a secret", f"Take client_secret out of {_SETTINGS}."),
    700027: _BAD_ASSERTION,
    700082: _over("the sign-in was not used for too long"),
    7000215: _WRONG_SECRET,
    7000218: _invalid(
        "the app has to prove itself, or may not be used as a public one",
        f"Add client_secret or certificate to {_SETTINGS}, or allow public client flows in the app registration.",
    ),
    7000222: _invalid("the client secret has expired", _SECRET),
    9002313: _invalid("Entra ID found the request malformed", f"Check client_id, tenant and scopes in {_SETTINGS}."),
}
"""By number, since numbers stay and texts change. The rest of them are of no use to people."""

_BY_ERROR = {
    "interaction_required": _INTERACTION,
    "login_required": _INTERACTION,
    "consent_required": _over("nobody has consented to what the app asks for", _CONSENT),
    "invalid_grant": _over("Entra ID no longer accepts the sign-in"),
    "invalid_client": _invalid("Entra ID does not accept the app", f"Check client_id and its proof in {_SETTINGS}."),
    "unauthorized_client": _invalid("the app may not sign in like this", f"Check client_id and tenant in {_SETTINGS}."),
    "invalid_scope": _BAD_SCOPE,
    "invalid_resource": _NO_RESOURCE,
}

AUTH = AuthSpec(
    token_path="/oauth2/v2.0/token",
    authorize_path="/oauth2/v2.0/authorize",
    device_path="/oauth2/v2.0/devicecode",
    explain=explain,
    lifetime_seconds=3599,
    renew_early_seconds=300,
    grants=(GrantKind.CLIENT_CREDENTIALS, GrantKind.AUTHORIZATION_CODE, GrantKind.DEVICE_CODE),
    idle_days=90,
    idle_warning_days=80,
    scopes=("{resource}/.default",),
    app_scopes=("{resource}/.default",),
    scope_prefix="{resource}/",
    always_scopes=("offline_access",),
    pkce=True,
    loopback=True,
    public=True,
    certificates=True,
    claims='{"access_token":{"xms_cc":{"values":["cp1"]}}}',
    blanks={
        "tenant": Blank(
            "the tenant's id, or a domain of it",
            r"[A-Za-z0-9][A-Za-z0-9.-]{0,254}",
            people_only=("common", "organizations", "consumers"),
        )
    },
)
"""Entra: a refresh token is replaced with each use and the old one is not revoked; unused it lives 90 days."""

SITES = {
    "global": ("https://graph.microsoft.com", "https://login.microsoftonline.com/{tenant}"),
    "us": ("https://graph.microsoft.us", "https://login.microsoftonline.us/{tenant}"),
    "us-dod": ("https://dod-graph.microsoft.us", "https://login.microsoftonline.us/{tenant}"),
    "china": ("https://microsoftgraph.chinacloudapi.cn", "https://login.partner.microsoftonline.cn/{tenant}"),
}
"""Graph and where people sign in, of each national cloud."""
