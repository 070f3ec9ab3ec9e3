"""Logins, profiles, saved pulls and settings as values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from nlconnect.config.names import nearest
from nlconnect.config.secret import Secret
from nlconnect.errors import ConfigError
from nlconnect.model.scope import Scope
from nlconnect.model.term import days_of

FILE_VARIABLE = "NLCONNECT_CONFIG"
FOR_GOOD = "for good"
SHORTEST_AUDIT = 31
"""Days: the log is pruned by months."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """Who signs in: the system, its site or own address, and the app's credentials. Serves many scopes."""

    name: str
    system: str
    site: str | None = None
    base_url: str | None = None
    login_url: str | None = None
    client_id: str | None = None
    client_secret: Secret | None = None
    redirect_uri: str | None = None
    user: str | None = None
    extra: Mapping[str, str | Secret] = field(default_factory=dict)
    """What only some systems ask for: a token, a tenant, an environment."""

    @property
    def has_bare_secret(self) -> bool:
        """True where a secret itself stands in the file."""
        secrets = (self.client_secret, *self.extra.values())
        return any(isinstance(value, Secret) and value.is_literal for value in secrets)


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A login in one scope, for one purpose."""

    name: str
    login: Login
    scope: Scope = field(default_factory=Scope)
    purpose: str | None = None
    catalogue: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pull:
    """A saved read. `division` None leaves it to the profile; `where` is text, as on the command line."""

    name: str
    profile: str
    entity: str
    select: tuple[str, ...] = ()
    where: str | None = None
    order_by: tuple[str, ...] = ()
    limit: int | None = None
    to: str | None = None
    excel: str | None = None
    division: Literal["all"] | tuple[int, ...] | None = None
    purpose: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpSettings:
    """How to reach the network."""

    backend: Literal["httpx", "httpx2"] = "httpx"
    timeout_seconds: float = 60.0
    proxy: Secret | None = None
    ca_file: Path | None = None
    system_trust: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class McpSettings:
    """Whose tokens open `nlconnect mcp --http`."""

    resource: str
    """The address that clients use, and that a token has to be for."""
    issuer: str
    audience: str | None = None
    """What a token says it is for, where the issuer does not write the address."""
    scopes: tuple[str, ...] = ()
    """A token has to have all of these."""
    jwks_uri: str | None = None
    """Where the issuer's keys are, where it does not say so itself."""
    origins: tuple[str, ...] = ()
    """Other web pages that may ask from a browser."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What holds for all logins. `state` None means the SQLite file in the user's state folder."""

    state: str | None = field(default=None, repr=False)  # a database URL may hold a password
    key: str | None = None
    policy: Path | None = None
    """The policy file; None means `policy.toml` beside the settings, where there is one."""
    http: HttpSettings = field(default_factory=HttpSettings)
    mcp: McpSettings | None = None
    audit_retention: str = "7 years"
    """How long the audit log is kept, in whole months; or `for good`."""
    telemetry: bool = False
    """Whether OpenTelemetry is told what happens; it has to be installed and set up."""

    @property
    def audit_days(self) -> int | None:
        """The same in days; None for good."""
        return None if self.audit_retention == FOR_GOOD else days_of(self.audit_retention)


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """All that one settings file says; empty where there is no file.

    `found`: nobody named the file, it lay in the working folder or above. Somebody else may have put it there.
    """

    path: Path | None
    found: bool = False
    searched: tuple[Path, ...] = ()
    logins: Mapping[str, Login] = field(default_factory=dict)
    profiles: Mapping[str, Profile] = field(default_factory=dict)
    pulls: Mapping[str, Pull] = field(default_factory=dict)
    settings: Settings = field(default_factory=Settings)
    warnings: tuple[str, ...] = ()

    def login(self, name: str) -> Login:
        """Raises ConfigError with the nearest names and the file that was read."""
        return self.logins[self._known("login", name, self.logins)]

    def profile(self, name: str) -> Profile:
        """Raises ConfigError with the nearest names and the file that was read."""
        return self.profiles[self._known("profile", name, self.profiles)]

    def pull(self, name: str) -> Pull:
        """Raises ConfigError with the nearest names and the file that was read."""
        return self.pulls[self._known("pull", name, self.pulls)]

    def _known(self, kind: str, name: str, names: Iterable[str]) -> str:
        if name in names:
            return name
        if self.path is None:
            places = ", ".join(str(place) for place in self.searched)
            raise ConfigError(
                f"there is no {kind} {name!r}, since there is no settings file",
                hint=f"Looked for {places}. Make one with `nlconnect profile add`, or set {FILE_VARIABLE}.",
            )
        raise ConfigError(f"there is no {kind} {name!r} in {self.path}", hint=nearest(name, names))
