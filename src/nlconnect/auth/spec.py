"""How a system signs programs and people in, and which app asks for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from nlconnect.model.wire import Request, Response

if TYPE_CHECKING:
    from pydantic import SecretStr


class GrantKind(StrEnum):
    """A way to come by a token. The value is what `grant` in a login's settings says."""

    AUTHORIZATION_CODE = "authorization_code"
    CLIENT_CREDENTIALS = "client_credentials"
    DEVICE_CODE = "device_code"
    STATIC = "static"
    ONE_TIME_CODE = "one_time_code"


class RefusalKind(StrEnum):
    """Why a token request was refused, by what can be done now."""

    TOO_EARLY = "too early"
    SPENT = "spent"
    EXPIRED = "expired"
    OVER = "over"
    """The sign-in is no longer good, for the reason that `said` tells: a person has to sign in again."""
    INVALID = "invalid"
    RATE_LIMITED = "rate limited"
    TRANSIENT = "transient"


@dataclass(frozen=True, slots=True)
class Refusal:
    """What a connector read in a refused token request. `expired_at` is in seconds since 1970, UTC, if it was told.

    `said` and `hint` are the connector's own words, never the vendor's: `{login}` in them becomes the login's name.
    """

    kind: RefusalKind
    expired_at: float | None = None
    said: str | None = None
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class StaticSpec:
    """A token that an administrator hands out. `read` gives it as the header wants it; None for what is no token."""

    scheme: str
    read: Callable[[str], str | None]
    shape: str
    """What a good one looks like, for people."""


@dataclass(frozen=True, slots=True)
class OneTimeSpec:
    """A static token in exchange for a code that the vendor mails. Pure functions of the connector.

    `ask` makes the request that sends the mail, `trade` the one that gives the token, `read` finds it in the answer.
    """

    ask: Callable[[App], Request]
    trade: Callable[[App, str], Request]
    read: Callable[[Response], str | None]


@dataclass(frozen=True, slots=True)
class Blank:
    """What an address leaves open, such as a tenant: the question that fills it, and the pattern of an answer.

    `people_only` are answers that an app cannot give when it works for itself.
    """

    question: str
    pattern: str
    people_only: tuple[str, ...] = ()


NO_BLANKS: Mapping[str, Blank] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthSpec:
    """What a system offers: its grants, the likeliest first. App credentials go in the body of a token request.

    Ages count from when a token was received. A refresh is allowed from `not_before_seconds` on, and done
    `renew_early_seconds` before the end where that is given, else as soon as it is allowed; an access token works
    until `lifetime_seconds`, or what its answer said. `explain` reads a refusal, None where it cannot. `{resource}`
    in a scope becomes the site's own address. `claims` is what is asked for with every token (capabilities).
    """

    token_path: str
    explain: Callable[[Response], Refusal | None]
    lifetime_seconds: float
    grants: tuple[GrantKind, ...] = (GrantKind.AUTHORIZATION_CODE,)
    authorize_path: str = ""
    device_path: str = ""
    not_before_seconds: float = 5.0
    renew_early_seconds: float | None = None
    single_use_refresh: bool = False
    idle_days: int | None = None
    idle_warning_days: int | None = None
    token_calls_a_day: int | None = None
    scopes: tuple[str, ...] = ()
    app_scopes: tuple[str, ...] = ()
    scope_prefix: str = ""
    """What stands before a scope that a login's settings name."""
    always_scopes: tuple[str, ...] = ()
    """What is asked for beside the scopes that a login's settings name."""
    pkce: bool = False
    loopback: bool = False
    """A person's browser may be sent back to this machine (RFC 8252, section 7.3)."""
    public: bool = False
    """An app that acts for a person may do without a secret."""
    claims: str | None = None
    static: StaticSpec | None = None
    one_time: OneTimeSpec | None = None
    certificates: bool = False
    """An app may prove itself by a certificate."""
    blanks: Mapping[str, Blank] = field(default_factory=lambda: NO_BLANKS)

    def due_age(self, expires_in: float) -> float:
        """From which age on a token is renewed, in seconds. Of a short life half is used."""
        if self.renew_early_seconds is None:
            return self.not_before_seconds
        return max(self.not_before_seconds, expires_in - self.renew_early_seconds, expires_in / 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """An app's credentials for one login, bound to where its people sign in and to where its tokens are used.

    `api_url` None: tokens are used at `url` itself. `resource` is what tokens are for, in the vendor's words.
    """

    login: str
    spec: AuthSpec
    url: str
    client_id: str = ""
    grant: GrantKind = GrantKind.AUTHORIZATION_CODE
    client_secret: Callable[[], SecretStr] | None = field(default=None, repr=False)
    certificate: Callable[[], SecretStr] | None = field(default=None, repr=False)
    """A private key with its certificate, PEM."""
    token: Callable[[], SecretStr] | None = field(default=None, repr=False)
    keys: Mapping[str, Callable[[], SecretStr]] = field(default_factory=dict, repr=False)
    """Other secrets, by the name they have in the settings."""
    user: str | None = None
    redirect_uri: str | None = None
    api_url: str | None = None
    resource: str | None = None
    wanted_scopes: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Where its sign-in is kept. With both hosts in it, settings that name another host find no token to send."""
        place, used = urlsplit(self.url).netloc, urlsplit(self.api_url or self.url).netloc
        at = place if used == place else f"{place}{urlsplit(self.url).path.rstrip('/')} for {used}"
        by = "" if self.grant is GrantKind.AUTHORIZATION_CODE else f" by {self.grant}"
        who = f" as {self.client_id}" if self.client_id else ""
        return f"{self.login} at {at}{who}{by}"

    @property
    def scopes(self) -> tuple[str, ...]:
        """What a token may be used for: asked for with the resource of this app's site."""
        if self.grant is GrantKind.CLIENT_CREDENTIALS:
            scopes = self.spec.app_scopes
        elif self.wanted_scopes:
            named = (one if ":" in one else f"{self.spec.scope_prefix}{one}" for one in self.wanted_scopes)
            scopes = tuple(dict.fromkeys((*named, *self.spec.always_scopes)))
        else:
            scopes = (*self.spec.scopes, *self.spec.always_scopes)
        return tuple(scope.replace("{resource}", self.resource or self.url) for scope in scopes)

    @property
    def returns_here(self) -> bool:
        """Whether a browser may be sent back to a listener on this machine.

        Where the vendor does not overlook the port, it has to be the registered one.
        """
        if self.grant is not GrantKind.AUTHORIZATION_CODE:
            return False
        if self.redirect_uri is None:
            return self.spec.loopback
        parts = urlsplit(self.redirect_uri)
        here = parts.scheme == "http" and parts.hostname in ("localhost", "127.0.0.1")
        return here and (self.spec.loopback or parts.port is not None)

    @property
    def remedy(self) -> str:
        return f"Sign in again: `nlconnect login {self.login}`."
