"""Ways into AFAS: the classic token and the code by e-mail that gives one. OAuth stands in `oauth`."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from nlconnect.mock.messages import Answer, Asked, json_answer
from nlconnect_afas.mock.oauth import OAuth
from nlconnect_afas.mock.refusals import Refusals, invalid_json

PARTICIPANT = "12345"
ENVIRONMENT = "O12345AA"
USER = "12345.koppeling"
USER_MAIL = "beheer@voorbeeld.test"
API_KEY = "3b1f0c7d9e5a4286b0d1c2e3f4a59687"
ENVIRONMENT_KEY = "8d6e4f2a1c3b5d7f9e0a2b4c6d8e0f13"
OTP_SECONDS = 900

_CLASSIC = re.compile(r"<token><version>1</version><data>([0-9A-F]{64})</data></token>\s*")


def classic(data: str) -> str:
    """The text of a classic token around its 64 characters."""
    return f"<token><version>1</version><data>{data}</data></token>"


def on_the_wire(token: str) -> str:
    """The header of a classic token."""
    return f"AfasToken {base64.b64encode(token.encode()).decode()}"


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose token it is, and whether that user's data rights let rows through."""

    user: str
    sees_rows: bool = True


@dataclass
class SignIn:
    """Every token of one app connector. `mailed` holds the codes that users were sent, the last one last."""

    seed: int
    started_at: float
    mailed: list[tuple[str, str]] = field(default_factory=list)
    _tokens: dict[str, Holder] = field(default_factory=dict)
    _codes: dict[str, tuple[str, float]] = field(default_factory=dict)
    _issued: int = 0

    def __post_init__(self) -> None:
        self.oauth = OAuth(self.seed)
        self.token = self.issue_token()

    def issue_token(self, *, user: str = USER, sees_rows: bool = True) -> str:
        """A classic token as an administrator hands it out: XML, not yet encoded."""
        self._issued += 1
        data = hashlib.sha256(f"{self.seed}:token:{self._issued}".encode()).hexdigest().upper()
        self._tokens[data] = Holder(user, sees_rows)
        return classic(data)

    def revoke(self, token: str) -> None:
        """Delete a classic token."""
        found = _CLASSIC.fullmatch(token)
        self._tokens.pop(found[1] if found is not None else token, None)

    def holder(self, asked: Asked, *, now: float) -> Holder | Literal["raw", "expired", "unknown"]:
        """Who asks, or what is wrong with the header."""
        scheme, _, value = asked.header("authorization").partition(" ")
        value = value.strip()
        match scheme.lower():
            case "afastoken":
                return self._classic_holder(value)
            case "bearer":
                return Holder(USER) if self.oauth.holds(value, now=now) else "expired"
        return "unknown"

    def _classic_holder(self, value: str) -> Holder | Literal["raw", "unknown"]:
        if _CLASSIC.fullmatch(value):
            return "raw"
        try:
            text = base64.b64decode(value, validate=True).decode("utf-8")
        except (binascii.Error, ValueError):
            return "unknown"
        found = _CLASSIC.fullmatch(text)
        return self._tokens.get(found[1], "unknown") if found is not None else "unknown"

    def otp_request(self, asked: Asked, refusals: Refusals, *, now: float) -> Answer:
        """`OtpRequest`: mails a code. That wrong keys get 401 is a guess."""
        body = _body(asked)
        if body is None:
            return invalid_json()
        user = _known_user(body)
        if user is None:
            return refusals.told(asked, "no_token", status=401)
        self._issued += 1
        code = f"{int(hashlib.sha256(f'{self.seed}:otp:{self._issued}'.encode()).hexdigest(), 16) % 1_000_000:06}"
        self._codes[user] = (code, now)
        self.mailed.append((user, code))
        return Answer(200)

    def otp_validation(self, asked: Asked, refusals: Refusals, *, now: float) -> Answer:
        """`OtpValidation`: a code for a classic token, once. AFAS: the token ends in CR LF."""
        body = _body(asked)
        if body is None:
            return invalid_json()
        user = _known_user(body)
        code, sent_at = self._codes.get(user or "", ("", 0.0))
        if user is None or not code or body.get("otp") != code or now - sent_at > OTP_SECONDS:
            return refusals.told(asked, "no_token", status=401)
        del self._codes[user]
        token = self.issue_token(user=user)
        return json_answer(200, {"token": f"{token}\r\n"}, content_type="application/json; charset=utf-8")

    def info(self) -> Mapping[str, object]:
        """What a client may sign in with."""
        return {
            "environment": PARTICIPANT,
            "environment_name": ENVIRONMENT,
            "token": self.token,
            **self.oauth.info(),
            "api_key": API_KEY,
            "api_token": ENVIRONMENT_KEY,
            "user": USER,
        }


def _body(asked: Asked) -> Mapping[str, object] | None:
    try:
        found = json.loads(asked.content)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _known_user(body: Mapping[str, object]) -> str | None:
    """AFAS: the schema says `userId` and the sample `userid`; a user is an e-mail address or `12345.name`."""
    user = str(body.get("userId") or body.get("userid") or "")
    known = body.get("apiKey") == API_KEY and body.get("apiToken") == ENVIRONMENT_KEY
    return USER if known and user.lower() in (USER, USER_MAIL) else None
