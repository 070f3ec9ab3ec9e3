"""What a sign-in looks like to a person, and what keeps its token, whatever the grant."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, Protocol

from nlconnect.auth.spec import GrantKind
from nlconnect.auth.token import Access
from nlconnect.model.wire import Response

Wanted = Literal["redirect", "code", "approval", "nothing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """What a person has to do now. `address` is the page to open, `code` what to type there; both are short-lived.

    `wants` says what ends the sign-in: the address a browser was sent back to, a code that was mailed, an approval
    on another device that is waited for, or nothing.
    """

    grant: GrantKind
    wants: Wanted
    address: str | None = None
    code: str | None = field(default=None, repr=False)
    redirect_uri: str | None = None
    expires_at: float | None = None


@dataclass(frozen=True, slots=True)
class SignInStatus:
    """How a login stands, for people. Moments are in seconds since 1970, UTC; None where unknown or not there."""

    login: str
    signed_in_at: float | None = None
    refreshed_at: float | None = None
    access_expires_at: float | None = None
    refresh_dies_at: float | None = None
    problem: str | None = None
    warning: str | None = None
    refused_at: float | None = None
    """The server refused it then, and has taken it at no time since."""
    tried: bool = True
    """Whether the server was ever asked."""
    grant: GrantKind = GrantKind.AUTHORIZATION_CODE


class Keeper(Protocol):
    """Gives tokens of one login, and learns that one was refused."""

    async def access(self) -> Access: ...

    async def refused(self, access: Access, response: Response) -> None: ...

    async def accepted(self, access: Access) -> None: ...

    async def begin_login(self, *, redirect_uri: str | None = None) -> Invitation: ...

    async def finish_login(self, answer: str = "") -> None: ...

    async def status(self) -> SignInStatus: ...


class Consent(Protocol):
    """How a person lets an app act for them."""

    async def begin(self, *, redirect_uri: str | None, claims: str | None) -> Invitation: ...

    async def token(self, answer: str) -> Response:
        """What the token endpoint answered in the end. Raises AuthError."""
        ...
