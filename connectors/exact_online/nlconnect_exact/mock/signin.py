"""Exact's OAuth: codes that live three minutes, tokens that live ten, refresh tokens that work once."""

from __future__ import annotations

import base64
import hashlib
import html
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from nlconnect.mock.messages import Answer, Asked, html_answer, json_answer

CODE_SECONDS = 180
ACCESS_SECONDS = 600
REFRESH_FROM_SECONDS = 570
IDLE_SECONDS = 30 * 86_400
TOKEN_CALLS_A_DAY = 200
DAY = 86_400

CLIENT_ID = "8f4d2a6e-5b1c-4c3f-9a7d-2e6b0c1d3f58"
CLIENT_SECRET = "mock-secret-not-a-secret"
WEBHOOK_SECRET = "mock-webhook-secret"
REDIRECT_URI = "https://app.example.test/exact/callback"


@dataclass(frozen=True, slots=True)
class Grant:
    """What a code or a token stands for."""

    client_id: str
    user: str
    issued_at: float
    host: str
    redirect_uri: str = ""
    spent: bool = False


@dataclass
class SignIn:
    """The token state of one app. Every token is made from the seed and a count, so that runs repeat."""

    seed: int
    started_at: float
    codes: dict[str, Grant] = field(default_factory=dict)
    access: dict[str, Grant] = field(default_factory=dict)
    refresh: dict[str, Grant] = field(default_factory=dict)
    first_refresh: str = ""
    first_access: str = ""
    _issued: int = 0
    _calls: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """One consent has been given before: its refresh token may be used at once, its access token just ran out."""
        grant = Grant(CLIENT_ID, "user", self.started_at - ACCESS_SECONDS, "")
        self.first_refresh = self._name("refresh", 160)
        self.refresh[self.first_refresh] = grant
        self.first_access = self._name("access", 700)
        self.access[self.first_access] = replace(grant, issued_at=self.started_at)

    def holder(self, token: str, *, now: float, host: str) -> Grant | bool | None:
        """The grant of an access token; False when it has expired, None when nobody gave it out."""
        grant = self.access.get(token)
        if grant is None or _other_country(grant.host, host):
            return None
        return grant if now - grant.issued_at < ACCESS_SECONDS else False

    def issue_access(self, *, now: float) -> str:
        """An access token without the ceremony, for tests of other things."""
        token = self._name("access", 700)
        self.access[token] = Grant(CLIENT_ID, "user", now, "")
        return token

    def expire_access(self) -> None:
        """Let every access token run out now."""
        self.access = {token: replace(grant, issued_at=0.0) for token, grant in self.access.items()}

    def consent(self, asked: Asked, *, now: float, interactive: bool) -> Answer:
        """`/api/oauth2/auth`: consents at once, or shows a page with a button."""
        wishes = asked.parameters if asked.method == "GET" else asked.form
        if wishes.get("client_id") != CLIENT_ID or wishes.get("redirect_uri") != REDIRECT_URI:
            return _page(400, "De app of het redirect-adres is onbekend.")
        if wishes.get("response_type") not in ("code", "token"):
            return _page(400, "Het type antwoord is onbekend.")
        if interactive and asked.method == "GET":
            return _consent_page(wishes)
        if interactive and wishes.get("allow") != "1":
            return _redirect(REDIRECT_URI, {"error": "access_denied", **_state(wishes)})
        return self._consented(asked, wishes, now=now)

    def _consented(self, asked: Asked, wishes: Mapping[str, str], *, now: float) -> Answer:
        grant = Grant(CLIENT_ID, "user", now, _host(asked), redirect_uri=REDIRECT_URI)
        if wishes["response_type"] == "token":
            token = self._name("access", 700)
            self.access[token] = grant
            parts = {"access_token": token, "token_type": "bearer", "expires_in": str(ACCESS_SECONDS), **_state(wishes)}
            return Answer(302, b"", {"location": f"{REDIRECT_URI}#{urlencode(parts)}"})
        code = self._name("code", 920)
        self.codes[code] = grant
        return _redirect(REDIRECT_URI, {"code": code, **_state(wishes)})

    def token(self, asked: Asked, *, now: float) -> Answer:
        """`/api/oauth2/token`: a code or a refresh token for a new pair. Credentials are read from the body only."""
        form = asked.form
        day = int(now // DAY)
        self._calls = {day: self._calls.get(day, 0) + 1}
        if self._calls[day] > TOKEN_CALLS_A_DAY:
            return Answer(429)  # a guess: how the limit of 200 token calls a day answers is not on record
        if asked.method != "POST" or form.get("client_id") != CLIENT_ID or form.get("client_secret") != CLIENT_SECRET:
            return _refused(400, "invalid_request")
        match form.get("grant_type"):
            case "authorization_code":
                return self._exchange(form, asked, now=now)
            case "refresh_token":
                return self._refreshed(form, asked, now=now)
        return _refused(400, "invalid_request")

    def _exchange(self, form: Mapping[str, str], asked: Asked, *, now: float) -> Answer:
        code = form.get("code", "")
        grant = self.codes.get(code)
        if grant is None or grant.spent or form.get("redirect_uri") != grant.redirect_uri:
            return _refused(400, "invalid_request")
        self.codes[code] = replace(grant, spent=True)
        if now - grant.issued_at > CODE_SECONDS or _other_country(grant.host, _host(asked)):
            return _refused(400, "invalid_request")
        return self._pair(asked, now=now)

    def _refreshed(self, form: Mapping[str, str], asked: Asked, *, now: float) -> Answer:
        token = form.get("refresh_token", "")
        grant = self.refresh.get(token)
        if grant is None or _other_country(grant.host, _host(asked)):
            return _refused(400, "invalid_request")
        if grant.spent:
            return used()
        if now - grant.issued_at > IDLE_SECONDS:
            return too_old(grant.issued_at + IDLE_SECONDS, now)
        if now - grant.issued_at < REFRESH_FROM_SECONDS:
            return too_early()
        self.refresh[token] = replace(grant, spent=True)
        return self._pair(asked, now=now)

    def _pair(self, asked: Asked, *, now: float) -> Answer:
        grant = Grant(CLIENT_ID, "user", now, _host(asked))
        access, refresh = self._name("access", 700), self._name("refresh", 160)
        self.access[access] = grant
        self.refresh[refresh] = grant
        self._drop_old(now)
        answer = {
            "access_token": access,
            "token_type": "bearer",
            "expires_in": str(ACCESS_SECONDS),
            "refresh_token": refresh,
        }
        return json_answer(200, answer, content_type="application/json; charset=utf-8", cache_control="no-store")

    def _drop_old(self, now: float) -> None:
        if len(self.access) > 1_000:
            self.access = {t: g for t, g in self.access.items() if now - g.issued_at < 2 * ACCESS_SECONDS}

    def _name(self, kind: str, length: int) -> str:
        """A token of Exact's look: long, with characters that need encoding in a query."""
        self._issued += 1
        block = hashlib.shake_256(f"{self.seed}:{kind}:{self._issued}".encode()).digest(length * 3 // 4 + 3)
        return ("mockNL001." + base64.b64encode(block).decode())[:length].rstrip("=") + "!"


def used() -> Answer:
    return _refused(401, "unauthorized_client", "Old refresh token used.")


def too_early() -> Answer:
    """Exact: 400 in 2026, 401 in an older copy of its docs."""
    return _refused(
        400,
        "access_denied",
        "Rate limit exceeded: access_token not expired",
        reason="TooEarlyToRefreshTokens: access_token not expired",
    )


def too_old(expired_at: float, now: float) -> Answer:
    return _refused(
        400,
        "invalid_request",
        f"The refresh token expired at {_american(expired_at)} and it is now {_american(now)}.",
    )


def _american(moment: float) -> str:
    time = datetime.fromtimestamp(moment, UTC)
    half = "AM" if time.hour < 12 else "PM"
    return f"{time.month}/{time.day}/{time.year} {time.hour % 12 or 12}:{time.minute:02}:{time.second:02} {half}"


def _refused(status: int, error: str, description: str = "", **headers: str) -> Answer:
    body = {"error": error} | ({"error_description": description} if description else {})
    return json_answer(status, body, content_type="application/json; charset=utf-8", **headers)


def _redirect(target: str, parts: Mapping[str, str]) -> Answer:
    return Answer(302, b"", {"location": f"{target}?{urlencode(parts)}"})


def _state(wishes: Mapping[str, str]) -> dict[str, str]:
    return {"state": wishes["state"]} if "state" in wishes else {}


def _host(asked: Asked) -> str:
    return urlsplit(asked.url).hostname or ""


def _other_country(given: str, used: str) -> bool:
    """Exact: a token of one country's host means nothing on another's."""
    return given != used and given.startswith("start.exactonline.") and used.startswith("start.exactonline.")


def _page(status: int, text: str) -> Answer:
    return html_answer(status, "Exact Online", f"<p>{html.escape(text)}</p>")


def _consent_page(wishes: Mapping[str, str]) -> Answer:
    hidden = "".join(
        f'<input type="hidden" name="{html.escape(name)}" value="{html.escape(value)}">'
        for name, value in wishes.items()
    )
    body = (
        "<h1>Mock Exact Online</h1><p>Mag deze app uw administraties lezen en bijwerken?</p>"
        f'<form method="post" action="/api/oauth2/auth">{hidden}'
        '<button name="allow" value="1">Toestaan</button> <button name="allow" value="0">Weigeren</button></form>'
    )
    return html_answer(200, "Toestemming", body)


def redirect_parts(location: str) -> Mapping[str, str]:
    """The code and state a redirect carries, decoded once."""
    return dict(parse_qsl(urlsplit(location).query))


def encoded(text: str) -> str:
    return quote(text, safe="")
