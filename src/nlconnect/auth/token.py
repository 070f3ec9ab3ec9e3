"""A token, and a sign-in as the store keeps it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic import SecretStr


@dataclass(frozen=True, slots=True)
class Access:
    """What a request is signed with."""

    token: SecretStr
    scheme: str = "Bearer"

    @property
    def header(self) -> str:
        """The value of `Authorization`: a secret."""
        return f"{self.scheme} {self.token.get_secret_value()}"


@dataclass(frozen=True, slots=True)
class Token:
    """An access token with its refresh token. `received_at` is in seconds since 1970, UTC; `expires_in` in seconds."""

    access: SecretStr
    refresh: SecretStr | None
    received_at: float
    expires_in: float

    def age(self, now: float) -> float:
        """Seconds since it was received. Below zero: the clock was set back."""
        return now - self.received_at

    def works(self, now: float) -> bool:
        return self.age(now) < self.expires_in


@dataclass(frozen=True, slots=True)
class Mark:
    """Left before a refresh is sent, cleared by its answer: who sent it and when.

    `unanswered` counts requests whose answer never came; `unsure` says a server failed, perhaps after it had done it.
    """

    owner: str
    at: float
    unanswered: int
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class SignIn:
    """A person's consent as the store keeps it: the token, a refresh in flight, and whether it is over.

    The mark lives in the same document as the token, so a new token replaces the old one and its mark at once.
    """

    token: Token
    signed_in_at: float
    mark: Mark | None = None
    wait_until: float = 0.0
    """The server said "too early" although our clock disagrees: do not ask again before this moment."""
    over: str | None = None
    """Why only a new sign-in helps: "lost", "spent" or "expired", or words for people."""
    over_at: float | None = None
    over_hint: str | None = None
    claims: str | None = field(default=None, repr=False)
    """What the system demanded of the token (JSON): this one was asked for with it, or the next sign-in has to."""

    def renewed(self, token: Token, *, claims: str | None = None) -> SignIn:
        """The same consent with its next token."""
        return SignIn(token, self.signed_in_at, claims=claims)

    def ended(self, why: str, *, at: float | None, hint: str | None = None) -> SignIn:
        return replace(self, over=why, over_at=at, over_hint=hint)

    def dump(self) -> bytes:
        """For a sealed document: the secrets are in it."""
        token = self.token
        document = {
            "access": token.access.get_secret_value(),
            "refresh": token.refresh.get_secret_value() if token.refresh else None,
            "received_at": token.received_at,
            "expires_in": token.expires_in,
            "signed_in_at": self.signed_in_at,
            "mark": asdict(self.mark) if self.mark else None,
            "wait_until": self.wait_until,
            "over": self.over,
            "over_at": self.over_at,
            "over_hint": self.over_hint,
            "claims": self.claims,
        }
        return json.dumps(document).encode()

    @classmethod
    def load(cls, document: bytes) -> SignIn:
        from pydantic import SecretStr

        data = json.loads(document)
        refresh = data["refresh"]
        return cls(
            Token(
                SecretStr(data["access"]),
                SecretStr(refresh) if refresh is not None else None,
                data["received_at"],
                data["expires_in"],
            ),
            data["signed_in_at"],
            Mark(**data["mark"]) if data["mark"] else None,
            data["wait_until"],
            data["over"],
            data["over_at"],
            data.get("over_hint"),  # not in what earlier versions wrote
            data.get("claims"),
        )
