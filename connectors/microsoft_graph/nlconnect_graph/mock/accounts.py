"""Entra ID's memory: apps and what they may do, codes, and tokens that are opaque to everybody but Graph."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

CLIENT_ID = "3d7b5a10-2c84-4f0e-8f6d-91c0a7e2b5d4"
PUBLIC_CLIENT_ID = "a94c6f21-58e0-4d3b-b7a2-6e1f0c9d8b35"
CLIENT_SECRET = "mock~secret.that-is_no-secret"
REDIRECT_URI = "http://localhost"
ACCESS_SECONDS = 3_599
LONG_ACCESS_SECONDS = 86_400
CODE_SECONDS = 600
REFRESH_SECONDS = 90 * 86_400
DEVICE_SECONDS = 900
GRAPH = "https://graph.microsoft.com/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """What a code or a token stands for; without a user it is an app by itself."""

    client_id: str
    issued_at: float
    granted: frozenset[str]
    user: str | None = None
    seconds: float = ACCESS_SECONDS
    scope: str = ""
    redirect_uri: str = ""
    challenge: str = ""
    nonce: str = ""
    handles_claims: bool = False
    spent: bool = False

    def holds(self, now: float) -> bool:
        return now - self.issued_at < self.seconds


@dataclass(slots=True)
class Device:
    """One sign-in on another device. `state` is `pending`, `approved`, `declined` or `redeemed`."""

    grant: Grant
    user_code: str
    interval: float = 5.0
    state: str = "pending"
    polled_at: float = -1e9


@dataclass
class Accounts:
    """Apps, codes and tokens of one tenant. Every token is made from the seed and a count, so that runs repeat."""

    seed: int
    everything: frozenset[str]
    roles: set[str] = field(default_factory=set)
    """What the app by itself may do; all that the catalogue names unless a test narrows it."""
    consented: set[str] = field(default_factory=set)
    """What people may grant the app; the rest needs an administrator (65001)."""
    refuses_claims: bool = False
    codes: dict[str, Grant] = field(default_factory=dict)
    access: dict[str, Grant] = field(default_factory=dict)
    refresh: dict[str, Grant] = field(default_factory=dict)
    devices: dict[str, Device] = field(default_factory=dict)
    challenged: set[str] = field(default_factory=set)
    _issued: int = 0

    def __post_init__(self) -> None:
        self.roles |= self.everything
        self.consented |= self.everything

    def holder(self, token: str) -> Grant | None:
        return self.access.get(token)

    def issue_access(self, *, now: float, user: str | None = None, granted: Iterable[str] | None = None) -> str:
        """An access token without the ceremony, for tests of other things."""
        allowed = self.everything if granted is None else frozenset(granted)
        return self.give_access(Grant(client_id=CLIENT_ID, issued_at=now, granted=allowed, user=user))

    def give_access(self, grant: Grant) -> str:
        token = self.name("access", 1_200)
        self.access[token] = grant
        if len(self.access) > 2_000:
            latest = grant.issued_at - 2 * ACCESS_SECONDS
            self.access = {t: g for t, g in self.access.items() if g.issued_at > latest or g is grant}
        return token

    def give_refresh(self, grant: Grant, *, now: float) -> str:
        """Entra: a new refresh token with each answer; the old one stays good."""
        token = self.name("refresh", 900)
        self.refresh[token] = replace(grant, issued_at=now, seconds=REFRESH_SECONDS)
        return token

    def expire_access(self) -> None:
        """Let every access token run out now."""
        self.access = {token: replace(grant, seconds=0.0) for token, grant in self.access.items()}

    def revoke_refresh(self) -> None:
        """An administrator ends all sessions: refresh tokens mean nothing any more."""
        self.refresh.clear()

    def approve(self, user_code: str, *, by: str, declined: bool = False) -> None:
        """What somebody does on the page for other devices. Raises KeyError on an unknown code."""
        device = next((d for d in self.devices.values() if d.user_code == user_code.upper()), None)
        if device is None:
            raise KeyError(user_code)
        device.state = "declined" if declined else "approved"
        device.grant = replace(device.grant, user=by)

    def name(self, kind: str, length: int) -> str:
        """A token of Entra's look: long, and opaque."""
        self._issued += 1
        block = hashlib.shake_256(f"{self.seed}:{kind}:{self._issued}".encode()).digest(length * 3 // 4)
        prefix = {"access": "eyJ0eXAiOiJKV1QiLCJub25jZSI6", "refresh": "1.AWMB", "code": "1.AWMBcode"}.get(kind, "")
        return prefix + base64.urlsafe_b64encode(block).decode().rstrip("=")

    def user_code(self) -> str:
        self._issued += 1
        digest = hashlib.blake2b(f"{self.seed}:user:{self._issued}".encode(), digest_size=9).digest()
        letters = "BCDFGHJKLMNPQRSTVWXYZ2346789"
        return "".join(letters[byte % len(letters)] for byte in digest)
