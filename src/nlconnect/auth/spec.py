"""How a system signs people in, and which app asks for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from nlconnect.model.wire import Response

if TYPE_CHECKING:
    from pydantic import SecretStr


class RefusalKind(StrEnum):
    """Why a token request was refused, by what can be done now."""

    TOO_EARLY = "too early"
    SPENT = "spent"
    EXPIRED = "expired"
    INVALID = "invalid"
    RATE_LIMITED = "rate limited"


@dataclass(frozen=True, slots=True)
class Refusal:
    """What a connector read in a refused token request. `expired_at` is in seconds since 1970, UTC, if it was told."""

    kind: RefusalKind
    expired_at: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthSpec:
    """The authorization code grant of one system. App credentials go in the body of a token request.

    Ages count from when a token was received. A refresh is allowed from `not_before_seconds` on; an access token
    works until `lifetime_seconds`, or what its answer said. `explain` reads a refusal, None where it cannot.
    """

    authorize_path: str
    token_path: str
    explain: Callable[[Response], Refusal | None]
    not_before_seconds: float
    lifetime_seconds: float
    single_use_refresh: bool
    idle_days: int | None = None
    idle_warning_days: int | None = None
    token_calls_a_day: int | None = None
    scopes: tuple[str, ...] = ()
    pkce: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """An app's credentials for one login, bound to where its people sign in and to where its tokens are used.

    `api_url` None: tokens are used at `url` itself.
    """

    login: str
    spec: AuthSpec
    url: str
    client_id: str
    client_secret: Callable[[], SecretStr] = field(repr=False)
    redirect_uri: str | None = None
    api_url: str | None = None

    @property
    def key(self) -> str:
        """Where its sign-in is kept. With both hosts in it, settings that name another host find no token to send."""
        place, used = urlsplit(self.url).netloc, urlsplit(self.api_url or self.url).netloc
        at = place if used == place else f"{place} for {used}"
        return f"{self.login} at {at} as {self.client_id}"

    @property
    def remedy(self) -> str:
        return f"Sign in again: `nlconnect login {self.login}`."
