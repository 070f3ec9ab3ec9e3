"""Entra ID's endpoints: discovery, authorize, device code and token, with its errors."""

from __future__ import annotations

import base64
import binascii
import hashlib
import html
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from urllib.parse import unquote, urlencode, urlsplit

from nlconnect.mock.messages import Answer, Asked, html_answer, json_answer
from nlconnect.mock.tables import PlainRow
from nlconnect_graph.mock.accounts import (
    ACCESS_SECONDS,
    CLIENT_ID,
    CLIENT_SECRET,
    CODE_SECONDS,
    DEVICE_SECONDS,
    GRAPH,
    LONG_ACCESS_SECONDS,
    PUBLIC_CLIENT_ID,
    REDIRECT_URI,
    Accounts,
    Device,
    Grant,
)
from nlconnect_graph.mock.state import State

JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code"
OPENID = frozenset({"openid", "profile", "email", "offline_access"})
PUBLIC_TENANTS = frozenset({"common", "organizations"})
_PATH = re.compile(
    r"/(?P<tenant>[^/]+)/(?P<rest>oauth2/v2\.0/\w+|v2\.0/\.well-known/openid-configuration"
    r"|discovery/v2\.0/keys|discovery/instance|adminconsent|v2\.0/adminconsent)/?"
)


class Unsigned(Exception):
    """The token endpoint says no: the OAuth word, Entra's number, and its text."""

    def __init__(self, error: str, code: int, text: str, *, status: int = 400, suberror: str = "") -> None:
        super().__init__(text)
        self.error = error
        self.code = code
        self.text = text
        self.status = status
        self.suberror = suberror


def concerns(path: str) -> bool:
    """Whether an address is Entra's: everything but Graph's version, and files."""
    return _PATH.fullmatch(path) is not None or path.startswith("/discovery/")


@dataclass
class SignIn:
    """The endpoints of one tenant, known by its id and its domains."""

    accounts: Accounts
    state: State
    tenants: tuple[str, ...]
    interactive: bool = False

    def answer(self, asked: Asked, *, now: float) -> Answer:
        found = _PATH.fullmatch(asked.path)
        tenant, rest = (unquote(found["tenant"]), found["rest"]) if found else ("common", "discovery/v2.0/keys")
        known = tenant.lower() in self.tenants or tenant in PUBLIC_TENANTS
        try:
            if not known:
                raise Unsigned("invalid_request", 90002, f"Tenant '{tenant}' not found.")
            return self._endpoint(asked, tenant, rest.rpartition("/")[2], now)
        except Unsigned as unsigned:
            return refused(unsigned, now)

    def _endpoint(self, asked: Asked, tenant: str, name: str, now: float) -> Answer:
        match name:
            case "token" if asked.method == "POST":
                return self.token(asked, tenant, now=now)
            case "authorize":
                return self.authorize(asked, now=now)
            case "devicecode" if asked.method == "POST":
                return self.device_code(asked, now=now)
            case "deviceauth":
                return self.device_page(asked)
            case "openid-configuration":
                return json_answer(200, self.discovery(asked.origin, tenant))
            case "keys":
                from nlconnect_graph.mock.keys import signing_key

                return json_answer(200, {"keys": [signing_key().public_jwk()]})
            case "instance":
                wanted = urlsplit(asked.parameters.get("authorization_endpoint", "")).path.split("/")
                named = wanted[1] if len(wanted) > 1 else tenant
                discovered = f"{asked.origin}/{named}/v2.0/.well-known/openid-configuration"
                return json_answer(200, {"tenant_discovery_endpoint": discovered, "metadata": []})
            case "adminconsent":
                return self._admin_consent(asked)
            case "logout":
                return html_answer(200, "Afgemeld", "<p>U bent afgemeld.</p>")
        return Answer(404)

    def discovery(self, origin: str, tenant: str) -> Mapping[str, object]:
        login = f"{origin}/{tenant}"
        return {
            "token_endpoint": f"{login}/oauth2/v2.0/token",
            "token_endpoint_auth_methods_supported": ["client_secret_post", "private_key_jwt", "client_secret_basic"],
            "jwks_uri": f"{login}/discovery/v2.0/keys",
            "response_modes_supported": ["query", "fragment", "form_post"],
            "subject_types_supported": ["pairwise"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "response_types_supported": ["code", "id_token", "code id_token", "id_token token"],
            "scopes_supported": ["openid", "profile", "email", "offline_access"],
            "issuer": f"{origin}/{self.tenants[0]}/v2.0",
            "authorization_endpoint": f"{login}/oauth2/v2.0/authorize",
            "device_authorization_endpoint": f"{login}/oauth2/v2.0/devicecode",
            "end_session_endpoint": f"{login}/oauth2/v2.0/logout",
            "msgraph_host": urlsplit(origin).netloc,
            "tenant_region_scope": "EU",
        }

    def authorize(self, asked: Asked, *, now: float) -> Answer:
        """Consents at once, or shows a page with a button. What is wrong with the app or the address stays here."""
        wishes = asked.parameters if asked.method == "GET" else {**asked.parameters, **asked.form}
        target = wishes.get("redirect_uri", "")
        if wishes.get("client_id") not in (CLIENT_ID, PUBLIC_CLIENT_ID):
            return _page(400, "AADSTS700016: Application was not found in the directory.")
        if not redirect_matches(target):
            return _page(400, "AADSTS50011: The redirect URI specified in the request does not match.")
        if wishes.get("response_type") != "code":
            return _back(wishes, {"error": "unsupported_response_type", "error_description": "AADSTS700054: disabled"})
        if wishes.get("code_challenge_method", "S256") not in ("S256", "plain"):
            return _back(wishes, {"error": "invalid_request", "error_description": "AADSTS501491: challenge"})
        if wishes.get("prompt") == "none" and self.interactive:
            return _back(wishes, {"error": "login_required", "error_description": "AADSTS50058: no session"})
        if self.interactive and asked.method == "GET":
            return _consent_page(asked, wishes)
        if self.interactive and wishes.get("allow") != "1":
            return _back(wishes, {"error": "access_denied", "error_description": "AADSTS65004: User declined."})
        scopes = wishes.get("scope", "").split()
        if self._beyond(scopes):
            return _back(wishes, {"error": "consent_required", "error_description": "AADSTS65001: no consent."})
        code = self.accounts.name("code", 700)
        self.accounts.codes[code] = Grant(
            client_id=wishes["client_id"],
            issued_at=now,
            granted=self._granted(scopes),
            user=self._user(wishes.get("login_hint")),
            seconds=CODE_SECONDS,
            scope=wishes.get("scope", ""),
            redirect_uri=target,
            challenge=wishes.get("code_challenge", ""),
            nonce=wishes.get("nonce", ""),
            handles_claims=_handles_claims(wishes.get("claims", "")),
        )
        return _back(wishes, {"code": code, "session_state": "0c7a1f3e-51d2-4b6a-9f7e-2a4c6d8e0b13"})

    def device_code(self, asked: Asked, *, now: float) -> Answer:
        form = asked.form
        if form.get("client_id") not in (CLIENT_ID, PUBLIC_CLIENT_ID):
            raise _unknown_app(form)
        scopes = form.get("scope", "").split()
        code, user_code = self.accounts.name("device", 200), self.accounts.user_code()
        grant = Grant(
            client_id=form["client_id"],
            issued_at=now,
            granted=self._granted(scopes),
            user=None,
            seconds=DEVICE_SECONDS,
            scope=form.get("scope", ""),
            handles_claims=_handles_claims(form.get("claims", "")),
        )
        self.accounts.devices[code] = Device(grant, user_code)
        page = f"{asked.origin}/common/oauth2/v2.0/deviceauth"
        dutch = asked.parameters.get("mkt", "").lower().startswith("nl")
        message = (
            f"Open {page} in een browser en voer de code {user_code} in om u aan te melden."
            if dutch
            else f"To sign in, use a web browser to open the page {page} and enter the code {user_code}."
        )
        return json_answer(
            200,
            {
                "user_code": user_code,
                "device_code": code,
                "verification_uri": page,
                "expires_in": DEVICE_SECONDS,
                "interval": 5,
                "message": message,
            },
        )

    def device_page(self, asked: Asked) -> Answer:
        """Where somebody enters the code. A script may post `user_code`, and `allow=0` to decline."""
        form = asked.form
        if asked.method != "POST":
            body = (
                '<form method="post"><input name="user_code"> <button name="allow" value="1">Volgende</button></form>'
            )
            return html_answer(200, "Code invoeren", body)
        try:
            user = self._user(form.get("login_hint"))
            self.accounts.approve(form.get("user_code", ""), by=user, declined=form.get("allow", "1") != "1")
        except KeyError:
            return _page(400, "Die code is onbekend.")
        return _page(200, "U bent aangemeld op het andere apparaat.")

    def token(self, asked: Asked, tenant: str, *, now: float) -> Answer:
        """One of four grants for an access token."""
        form = asked.form
        grant_type = form.get("grant_type", "")
        if not form:
            raise Unsigned("invalid_request", 900144, "The request body must contain the parameter: 'grant_type'.")
        match grant_type:
            case "client_credentials":
                return self._app_only(asked, form, tenant, now)
            case "authorization_code":
                return self._code(asked, form, now)
            case "refresh_token":
                return self._refresh(asked, form, now)
            case _ if grant_type == DEVICE_GRANT:
                return self._device(form, now, asked)
        raise Unsigned("unsupported_grant_type", 70003, f"The app requested an unsupported grant type '{grant_type}'.")

    def _app_only(self, asked: Asked, form: Mapping[str, str], tenant: str, now: float) -> Answer:
        """Entra: an app by itself needs a tenant of its own and the whole of one resource; no refresh token."""
        if tenant in PUBLIC_TENANTS:
            raise Unsigned(
                "invalid_request", 53000, "Only tenant-specific endpoints can be used with client credentials."
            )
        client = self._confidential(asked, form, now)
        scope = form.get("scope", "")
        if not scope.endswith("/.default") or len(scope.split()) != 1:
            raise Unsigned(
                "invalid_scope",
                1002012,
                f"The provided value for scope {scope} is not valid. Client credential flows "
                "must have a scope value with /.default suffixed to the resource identifier.",
            )
        self._check_resource(asked, scope)
        claims = form.get("claims", "")
        handles = _handles_claims(claims)
        seconds = LONG_ACCESS_SECONDS if handles else ACCESS_SECONDS
        grant = Grant(
            client_id=client,
            issued_at=now,
            granted=frozenset(self.accounts.roles),
            seconds=seconds,
            handles_claims=handles,
        )
        token = self.accounts.give_access(grant)
        body = {
            "token_type": "Bearer",
            "expires_in": int(seconds),
            "ext_expires_in": int(seconds),
            "access_token": token,
        }
        return _tokens(body)

    def _check_resource(self, asked: Asked, scope: str) -> None:
        resource = scope.removesuffix("/.default").removesuffix("/")
        known = {GRAPH.rstrip("/"), asked.origin, "00000003-0000-0000-c000-000000000000", self.state.base_url}
        if resource not in known:
            raise Unsigned("invalid_resource", 500011, f"The resource principal named {resource} was not found.")

    def _code(self, asked: Asked, form: Mapping[str, str], now: float) -> Answer:
        client = self._any_client(asked, form, now)
        code = form.get("code", "")
        grant = self.accounts.codes.get(code)
        if grant is None:
            raise Unsigned("invalid_grant", 9002313, "Invalid request. Request is malformed or invalid.")
        if grant.spent:
            raise Unsigned("invalid_grant", 54005, "OAuth2 Authorization code was already redeemed.")
        if not grant.holds(now):
            raise Unsigned("invalid_grant", 70008, "The provided authorization code has expired.")
        if grant.client_id != client or grant.redirect_uri != form.get("redirect_uri"):
            raise Unsigned("invalid_grant", 50011, "The redirect URI does not match the one used to get the code.")
        if grant.challenge and s256(form.get("code_verifier", "")) != grant.challenge:
            raise Unsigned("invalid_grant", 501481, "The Code_Verifier does not match the code_challenge supplied.")
        self.accounts.codes[code] = replace(grant, spent=True)
        return self._signed_in(_claiming(grant, form), asked, now)

    def _refresh(self, asked: Asked, form: Mapping[str, str], now: float) -> Answer:
        client = self._any_client(asked, form, now)
        grant = self.accounts.refresh.get(form.get("refresh_token", ""))
        if grant is None:
            raise Unsigned("invalid_grant", 50173, "The provided grant has expired due to it being revoked.")
        if not grant.holds(now):
            raise Unsigned("invalid_grant", 700082, "The refresh token has expired due to inactivity.")
        if grant.client_id != client:
            raise Unsigned("invalid_grant", 700005, "The token was issued to another application.")
        if form.get("claims") and self.accounts.refuses_claims:
            raise Unsigned("interaction_required", 50076, "Multi-factor authentication is required.")
        scopes = form.get("scope", grant.scope).split()
        handles = _handles_claims(form.get("claims", "")) or grant.handles_claims
        narrowed = replace(grant, granted=self._granted(scopes), scope=" ".join(scopes), handles_claims=handles)
        return self._signed_in(narrowed, asked, now)

    def _device(self, form: Mapping[str, str], now: float, asked: Asked) -> Answer:
        device = self.accounts.devices.get(form.get("device_code", ""))
        if device is None or device.state == "redeemed":
            raise Unsigned("bad_verification_code", 70018, "The device code is invalid or was already used.")
        if not device.grant.holds(now):
            raise Unsigned("expired_token", 70020, "The device code has expired.")
        if device.state == "declined":
            raise Unsigned("authorization_declined", 70017, "The user declined the request.")
        if device.state == "pending" and not self.interactive:
            self.accounts.approve(device.user_code, by=self._user(None))
        if device.state == "pending":
            hasty = now - device.polled_at < device.interval - 0.5
            device.polled_at = now
            if hasty:
                device.interval += 5
                raise Unsigned("slow_down", 70016, "Polling too often.")
            raise Unsigned("authorization_pending", 70016, "The user has not yet finished signing in.")
        device.state = "redeemed"
        return self._signed_in(_claiming(device.grant, form), asked, now)

    def _signed_in(self, grant: Grant, asked: Asked, now: float) -> Answer:
        if self._beyond(grant.scope.split()):
            raise Unsigned(
                "invalid_grant",
                65001,
                "The user or administrator has not consented to use the application.",
                suberror="consent_required",
            )
        seconds = LONG_ACCESS_SECONDS if grant.handles_claims else ACCESS_SECONDS
        given = replace(grant, issued_at=now, seconds=seconds)
        scopes = grant.scope.split()
        body: dict[str, object] = {
            "token_type": "Bearer",
            "scope": " ".join(sorted(_bare(s) for s in scopes if s not in OPENID and not s.endswith(".default"))),
            "expires_in": int(seconds),
            "ext_expires_in": int(seconds),
            "access_token": self.accounts.give_access(given),
        }
        if "offline_access" in scopes:
            body["refresh_token"] = self.accounts.give_refresh(given, now=now)
        if "openid" in scopes:
            body["id_token"] = self._id_token(given, asked, now)
        if asked.form.get("client_info") == "1":
            about = json.dumps({"uid": grant.user, "utid": self.tenants[0]}).encode()
            body["client_info"] = base64.urlsafe_b64encode(about).decode().rstrip("=")
        return _tokens(body)

    def _id_token(self, grant: Grant, asked: Asked, now: float) -> str:
        from nlconnect_graph.mock.keys import signing_key

        found = self.state.find_user(grant.user or "")
        user = PlainRow() if found is None else found
        claims = {
            "aud": grant.client_id,
            "iss": f"{asked.origin}/{self.tenants[0]}/v2.0",
            "iat": int(now),
            "nbf": int(now),
            "exp": int(now) + ACCESS_SECONDS,
            "name": user["displayName"],
            "oid": grant.user,
            "preferred_username": user["userPrincipalName"],
            "sub": hashlib.blake2b(f"{grant.user}{grant.client_id}".encode(), digest_size=32).hexdigest(),
            "tid": self.tenants[0],
            "ver": "2.0",
        } | ({"nonce": grant.nonce} if grant.nonce else {})
        return signing_key().signed(claims)

    def _any_client(self, asked: Asked, form: Mapping[str, str], now: float) -> str:
        """Entra: a public client must not prove itself, a confidential one must."""
        client = form.get("client_id")
        if client == PUBLIC_CLIENT_ID:
            if form.get("client_secret") or form.get("client_assertion"):
                raise Unsigned(
                    "invalid_request",
                    700025,
                    "Client is public so neither 'client_assertion' nor 'client_secret' should be presented.",
                )
            return PUBLIC_CLIENT_ID
        return self._confidential(asked, form, now)

    def _confidential(self, asked: Asked, form: Mapping[str, str], now: float) -> str:
        client, secret = form.get("client_id"), form.get("client_secret")
        basic = asked.header("authorization")
        if basic.lower().startswith("basic "):
            client, secret = _basic(basic)
        if client != CLIENT_ID:
            raise _unknown_app(form)
        if form.get("client_assertion_type") == JWT_BEARER:
            self._check_assertion(asked, form.get("client_assertion", ""), now)
            return CLIENT_ID
        if secret is None:
            raise Unsigned(
                "invalid_client",
                7000218,
                "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
                status=401,
            )
        if secret != CLIENT_SECRET:
            raise Unsigned("invalid_client", 7000215, "Invalid client secret provided.", status=401)
        return CLIENT_ID

    def _check_assertion(self, asked: Asked, assertion: str, now: float) -> None:
        from nlconnect_graph.mock.keys import BadAssertion, check_assertion

        allowed = {f"{asked.origin}{asked.path}", f"{asked.origin}/{self.tenants[0]}/oauth2/v2.0/token"}
        try:
            check_assertion(assertion, client_id=CLIENT_ID, audiences=allowed, now=now)
        except BadAssertion as bad:
            raise Unsigned("invalid_client", bad.code, str(bad), status=401) from None

    def _granted(self, scopes: list[str]) -> frozenset[str]:
        named = {_bare(scope) for scope in scopes if scope not in OPENID}
        if ".default" in named:
            return frozenset(self.accounts.consented)
        return frozenset(named & self.accounts.consented)

    def _beyond(self, scopes: list[str]) -> set[str]:
        named = {_bare(scope) for scope in scopes if scope not in OPENID} - {".default"}
        lowered = {scope.lower() for scope in self.accounts.consented}
        return {scope for scope in named if scope.lower() not in lowered}

    def _user(self, hint: str | None) -> str:
        row = self.state.find_user(hint) if hint else None
        row = row if row is not None else self.state.find_user(self.state.enterprise.user(1).id)
        return str(row["id"]) if row is not None else ""

    def _admin_consent(self, asked: Asked) -> Answer:
        wishes = asked.parameters
        parts = {"admin_consent": "True", "tenant": self.tenants[0]}
        return _back(wishes, parts)


def s256(verifier: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")


def redirect_matches(target: str) -> bool:
    """Entra: the port of a loopback address does not count; its path does."""
    parts = urlsplit(target)
    if parts.scheme == "http" and parts.hostname in ("localhost", "127.0.0.1"):
        return parts.path in ("", "/", "/callback")
    return target in (REDIRECT_URI, "https://app.example.test/graph/callback")


def refused(unsigned: Unsigned, now: float) -> Answer:
    """Entra: the description begins with the number; ids and the time are on lines of their own."""
    stamp = datetime.fromtimestamp(now, UTC).strftime("%Y-%m-%d %H:%M:%SZ")
    trace, correlation = _guid(f"trace{now}{unsigned.code}"), _guid(f"correlation{now}")
    text = f"AADSTS{unsigned.code}: {unsigned.text} Trace ID: {trace} Correlation ID: {correlation} Timestamp: {stamp}"
    body: dict[str, object] = {
        "error": unsigned.error,
        "error_description": text,
        "error_codes": [unsigned.code],
        "timestamp": stamp,
        "trace_id": trace,
        "correlation_id": correlation,
        "error_uri": f"https://login.mock.test/error?code={unsigned.code}",
    }
    if unsigned.suberror:
        body["suberror"] = unsigned.suberror
    return json_answer(unsigned.status, body, content_type="application/json; charset=utf-8", cache_control="no-store")


def _guid(text: str) -> str:
    digest = hashlib.blake2b(text.encode(), digest_size=16).hexdigest()
    return f"{digest[:8]}-{digest[8:12]}-4{digest[13:16]}-9{digest[17:20]}-{digest[20:]}"


def _tokens(body: Mapping[str, object]) -> Answer:
    return json_answer(200, body, content_type="application/json; charset=utf-8", cache_control="no-store")


def _unknown_app(form: Mapping[str, str]) -> Unsigned:
    return Unsigned(
        "unauthorized_client",
        700016,
        f"Application with identifier '{form.get('client_id', '')}' was not found in the directory.",
    )


def _bare(scope: str) -> str:
    """`https://graph.microsoft.com/Mail.Read` and `Mail.Read` are the same."""
    return scope.rpartition("/")[2]


def _handles_claims(text: str) -> bool:
    try:
        claims = json.loads(text) if text else {}
    except ValueError:
        return False
    access = claims.get("access_token", {}) if isinstance(claims, dict) else {}
    return "cp1" in (access.get("xms_cc") or {}).get("values", [])


def _claiming(grant: Grant, form: Mapping[str, str]) -> Grant:
    """A client may say only when it redeems that it handles claims."""
    return replace(grant, handles_claims=grant.handles_claims or _handles_claims(form.get("claims", "")))


def _basic(header: str) -> tuple[str, str | None]:
    try:
        client, _, secret = base64.b64decode(header[6:]).decode().partition(":")
    except (binascii.Error, ValueError):
        return "", None
    return unquote(client), unquote(secret)


def _back(wishes: Mapping[str, str], parts: Mapping[str, str]) -> Answer:
    """Entra: an address without a path comes back with a slash."""
    target = wishes.get("redirect_uri", REDIRECT_URI)
    if not urlsplit(target).path:
        target += "/"
    whole = {**parts, **({"state": wishes["state"]} if "state" in wishes else {})}
    match wishes.get("response_mode", "query"):
        case "fragment":
            return Answer(302, b"", {"location": f"{target}#{urlencode(whole)}"})
        case "form_post":
            inputs = "".join(_hidden(name, value) for name, value in whole.items())
            form = f'<form method="post" action="{html.escape(target)}">{inputs}<button>Verder</button></form>'
            return html_answer(200, "Verder", form)
    return Answer(302, b"", {"location": f"{target}?{urlencode(whole)}"})


def _hidden(name: str, value: str) -> str:
    return f'<input type="hidden" name="{html.escape(name)}" value="{html.escape(value)}">'


def _page(status: int, text: str) -> Answer:
    return html_answer(status, "Aanmelden", f"<p>{html.escape(text)}</p>")


def _consent_page(asked: Asked, wishes: Mapping[str, str]) -> Answer:
    hidden = "".join(_hidden(name, value) for name, value in wishes.items())
    body = (
        "<h1>Mock Microsoft</h1><p>Gevraagde machtigingen: "
        f'{html.escape(wishes.get("scope", ""))}</p><form method="post" action="{html.escape(asked.path)}">{hidden}'
        '<button name="allow" value="1">Accepteren</button> <button name="allow" value="0">Annuleren</button></form>'
    )
    return html_answer(200, "Machtigingen", body)
