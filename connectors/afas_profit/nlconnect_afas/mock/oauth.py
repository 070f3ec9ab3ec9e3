"""AFAS's OAuth 2.0: client credentials, and codes with PKCE that are good for one use."""

from __future__ import annotations

import base64
import binascii
import hashlib
import html
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote_plus, urlencode, urlsplit, urlunsplit

from nlconnect.mock.messages import Answer, Asked, html_answer, json_answer

ACCESS_SECONDS = 3600
CODE_SECONDS = 600
"""How long a code lives is not on record: a guess, as is the idle time of a refresh token."""
IDLE_SECONDS = 30 * 86_400
CLIENT_ID = "5d0c2f6e8b7a4913a2c4e6f8091b3d5f"
CLIENT_SECRET = "mock-secret-not-a-secret"
REDIRECT_URI = "http://127.0.0.1:8765/callback"
OTHER_REDIRECT_URI = "https://app.example.test/afas/callback"
GRANTS = ("client_credentials", "authorization_code", "refresh_token")
WRONG_REQUEST = "Invalid HTTP request for token endpoint"


@dataclass(frozen=True, slots=True)
class Code:
    """What a code stands for until it is spent."""

    redirect_uri: str
    challenge: str
    issued_at: float


class Refused(Exception):
    """A token request is refused; the arguments are the error and its description."""


@dataclass
class OAuth:
    """The token state of one app connector. Every token is made from the seed and a count, so that runs repeat."""

    seed: int
    rotating: bool = True
    """Whether a refresh token works once. AFAS does not say; the mock is as strict as others are."""
    grants: set[str] = field(default_factory=lambda: set(GRANTS))
    """What the app connector allows; a setting of it."""
    tells_null: bool = False
    """Whether an app is told that it has no refresh token. AFAS: it was in an older version."""
    redirect_uris: list[str] = field(default_factory=lambda: [REDIRECT_URI, OTHER_REDIRECT_URI])
    _codes: dict[str, Code] = field(default_factory=dict)
    _access: dict[str, float] = field(default_factory=dict)
    _refresh: dict[str, float] = field(default_factory=dict)
    _issued: int = 0

    def holds(self, token: str, *, now: float) -> bool:
        """Whether an access token is good now."""
        issued_at = self._access.get(token)
        return issued_at is not None and now - issued_at < ACCESS_SECONDS

    def issue_access(self, *, now: float) -> str:
        """An access token without the ceremony, for tests of other things."""
        token = self._name("access")
        self._access[token] = now
        return token

    def expire_access(self) -> None:
        """Let every access token run out now."""
        self._access = dict.fromkeys(self._access, 0.0)

    def authorize(self, asked: Asked, *, now: float, interactive: bool) -> Answer:
        """`/oauth/authorize`: consents at once, or shows a page with a button.

        AFAS: until client and redirect address are known to be right, errors are a page and never a redirect.
        """
        wishes = asked.parameters if asked.method == "GET" else asked.form
        target = wishes.get("redirect_uri", "")
        if wishes.get("client_id") != CLIENT_ID or not self._is_registered(target):
            return _page(400, "De app of het redirect-adres is onbekend.")
        wrong = _wrong_wish(wishes)
        if wrong:
            return _redirect(target, {"error": "invalid_request", "error_description": wrong}, wishes)
        if interactive and asked.method == "GET":
            return _consent_page(asked, wishes)
        if interactive and wishes.get("allow") != "1":
            return _redirect(target, {"error": "access_denied"}, wishes)
        code = self._name("code")
        self._codes[code] = Code(target, wishes["code_challenge"], now)
        return _redirect(target, {"code": code}, wishes)

    def token(self, asked: Asked, *, now: float) -> Answer:
        """`/oauth/token`. AFAS: a form only, each parameter once, and the client said in one way only."""
        try:
            form = _form_of(asked)
            _check_client(asked, form)
            return self._granted(form, now=now)
        except Refused as refused:
            error, *description = refused.args
            body = {"error": error} | ({"error_description": description[0]} if description else {})
            basic = asked.header("authorization").lower().startswith("basic")
            if error == "invalid_client" and basic:
                return json_answer(401, body, WWW_Authenticate='Basic realm="AFAS"')
            return json_answer(400, body)

    def info(self) -> Mapping[str, object]:
        return {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET, "redirect_uri": REDIRECT_URI}

    def _is_registered(self, target: str) -> bool:
        """AFAS: exactly as registered; only scheme and host may be in other case, and a fragment is never right."""
        return "#" not in target and _normal(target) in {_normal(known) for known in self.redirect_uris}

    def _granted(self, form: Mapping[str, str], *, now: float) -> Answer:
        wanted = form.get("grant_type")
        if wanted in GRANTS and wanted not in self.grants:
            raise Refused("unauthorized_client")
        match wanted:
            case "client_credentials":
                return self._pair(now=now, refreshable=False)
            case "authorization_code":
                self._spend_code(form, now=now)
                return self._pair(now=now, refreshable=True)
            case "refresh_token":
                self._spend_refresh(form, now=now)
                return self._pair(now=now, refreshable=True)
            case None | "":
                raise Refused("invalid_request", "grant_type is required")
        raise Refused("unsupported_grant_type")

    def _spend_code(self, form: Mapping[str, str], *, now: float) -> None:
        """AFAS: a wrong redirect address or verifier burns the code; leaving one out does not."""
        for name in ("code", "redirect_uri", "code_verifier"):
            if not form.get(name):
                raise Refused("invalid_request", f"{name} is required")
        code = self._codes.pop(form["code"], None)
        digest = hashlib.sha256(form["code_verifier"].encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if code is None or code.redirect_uri != form["redirect_uri"] or code.challenge != challenge:
            raise Refused("invalid_grant")
        if now - code.issued_at > CODE_SECONDS:
            raise Refused("invalid_grant")

    def _spend_refresh(self, form: Mapping[str, str], *, now: float) -> None:
        token = form.get("refresh_token", "")
        if not token:
            raise Refused("invalid_request", "refresh_token is required")
        issued_at = self._refresh.get(token)
        if issued_at is None or now - issued_at > IDLE_SECONDS:
            raise Refused("invalid_grant")
        if self.rotating:
            del self._refresh[token]

    def _pair(self, *, now: float, refreshable: bool) -> Answer:
        body: dict[str, object] = {
            "access_token": self.issue_access(now=now),
            "token_type": "Bearer",
            "expires_in": ACCESS_SECONDS,
        }
        if not refreshable and self.tells_null:
            body["refresh_token"] = None
        if refreshable:
            token = body["refresh_token"] = self._name("refresh")
            self._refresh[token] = now
        return json_answer(200, body, cache_control="no-store")

    def _name(self, kind: str) -> str:
        self._issued += 1
        block = hashlib.shake_256(f"{self.seed}:afas:{kind}:{self._issued}".encode()).digest(48)
        return base64.urlsafe_b64encode(block).decode()


def refused(error: str) -> Answer:
    """A token request that is turned down, for faults."""
    return json_answer(400, {"error": error})


def expired() -> Answer:
    """AFAS: what an access token that ran out gets."""
    return Answer(401, b"", {"www-authenticate": 'Bearer error="invalid_token"'})


def _form_of(asked: Asked) -> Mapping[str, str]:
    kind = asked.header("content-type").partition(";")[0].strip().lower()
    if asked.method != "POST" or kind != "application/x-www-form-urlencoded":
        raise Refused("invalid_request", WRONG_REQUEST)
    pairs = parse_qsl(asked.content.decode("utf-8", "replace"), keep_blank_values=True)
    form = dict(pairs)
    if len(form) != len(pairs):
        raise Refused("invalid_request", "A parameter is repeated")
    return form


def _check_client(asked: Asked, form: Mapping[str, str]) -> None:
    basic = _basic(asked)
    in_body = "client_id" in form or "client_secret" in form
    if basic is not None and in_body:
        raise Refused("invalid_request", "The client is authenticated in two ways")
    client = basic or (form.get("client_id", ""), form.get("client_secret", ""))
    if client != (CLIENT_ID, CLIENT_SECRET):
        raise Refused("invalid_client")


def _basic(asked: Asked) -> tuple[str, str] | None:
    """Both parts were form-encoded before they were joined (RFC 6749, 2.3.1)."""
    scheme, _, value = asked.header("authorization").partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        name, _, secret = base64.b64decode(value.strip(), validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        return "", ""
    return unquote_plus(name), unquote_plus(secret)


def _normal(address: str) -> str:
    """The address with scheme and host in small letters."""
    parts = urlsplit(address)
    return urlunsplit(parts._replace(scheme=parts.scheme.lower(), netloc=parts.netloc.lower()))


def _wrong_wish(wishes: Mapping[str, str]) -> str:
    if wishes.get("response_type") != "code":
        return "response_type must be code"
    if wishes.get("code_challenge_method") != "S256":
        return "code_challenge_method must be S256"
    return "" if len(wishes.get("code_challenge", "")) == 43 else "code_challenge is required"


def _redirect(target: str, parts: Mapping[str, str], wishes: Mapping[str, str]) -> Answer:
    state = {"state": wishes["state"]} if "state" in wishes else {}
    joint = "&" if urlsplit(target).query else "?"
    return Answer(302, b"", {"location": f"{target}{joint}{urlencode({**parts, **state})}"})


def _page(status: int, text: str) -> Answer:
    return html_answer(status, "AFAS Online", f"<p>{html.escape(text)}</p>")


def _consent_page(asked: Asked, wishes: Mapping[str, str]) -> Answer:
    hidden = "".join(
        f'<input type="hidden" name="{html.escape(name)}" value="{html.escape(value)}">'
        for name, value in wishes.items()
    )
    body = (
        "<h1>Mock AFAS</h1><p>Mag deze app uw omgeving lezen en bijwerken?</p>"
        f'<form method="post" action="{html.escape(asked.path)}">{hidden}'
        '<button name="allow" value="1">Toestaan</button> <button name="allow" value="0">Weigeren</button></form>'
    )
    return html_answer(200, "Aanmelden", body)
