"""Tokens that do not renew themselves: from the settings, or in exchange for a code that was mailed."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from nlconnect.auth import refusals
from nlconnect.auth.endpoint import TokenEndpoint
from nlconnect.auth.safe import Safe
from nlconnect.auth.signing import Invitation, SignInStatus
from nlconnect.auth.spec import App, GrantKind, OneTimeSpec, StaticSpec
from nlconnect.auth.token import Access, SignIn, Token
from nlconnect.errors import AuthError, ConfigError, LoginRequired, NlconnectError
from nlconnect.model.wire import Response

if TYPE_CHECKING:
    from pydantic import SecretStr

FOREVER_SECONDS = 100 * 365 * 86_400.0


class StaticKeeper:
    """Gives the token of the settings, which is not stored; what the server said of it is."""

    def __init__(self, app: App, *, safe: Safe) -> None:
        self._app = app
        self._safe = safe
        self._token: SecretStr | None = None
        self._accepted = False

    async def access(self) -> Access:
        """The token as its header wants it. Raises ConfigError for what is no token."""
        if self._token is None:
            assert self._app.token is not None
            told = self._app.token().get_secret_value()
            self._token = written(self._app, told) or _raise_no_token(self._app)
        return Access(self._token, static_of(self._app).scheme)

    async def refused(self, access: Access, response: Response) -> None:
        """Nothing mends a static token but another one."""
        self._token, self._accepted = None, False
        await self._safe.stand(good=False, token=_digest(access))
        raise refusals.static_refused(self._app)

    async def accepted(self, access: Access) -> None:
        """The server takes it; noted once."""
        if not self._accepted:
            self._accepted = True
            await self._safe.stand(good=True, token=_digest(access))

    async def begin_login(self, *, redirect_uri: str | None = None) -> Invitation:
        """Nobody has to do anything."""
        return Invitation(grant=GrantKind.STATIC, wants="nothing")

    async def finish_login(self, answer: str = "") -> None:
        """See that the token is one; nothing is sent. Raises ConfigError."""
        await self.access()

    async def status(self) -> SignInStatus:
        """Whether there is a token, and what the server said of it; sends nothing."""
        try:
            access = await self.access()
        except NlconnectError as error:
            return SignInStatus(self._app.login, problem=error.message, grant=GrantKind.STATIC)
        standing = await self._safe.standing()
        if standing is None or standing.token != _digest(access):
            return SignInStatus(self._app.login, grant=GrantKind.STATIC, tried=False)
        refused_at = None if standing.good else standing.at
        return SignInStatus(self._app.login, grant=GrantKind.STATIC, refused_at=refused_at)


class OneTimeKeeper:
    """Gives a static token that a person traded for a mailed code; it is kept in the sealed state."""

    def __init__(self, app: App, *, safe: Safe, endpoint: TokenEndpoint) -> None:
        self._app = app
        self._safe = safe
        self._endpoint = endpoint
        self._token: SecretStr | None = None
        self._accepted = False

    async def access(self) -> Access:
        """The token. Raises LoginRequired where nobody fetched one yet."""
        if self._token is None:
            sign_in = await self._safe.load()
            if sign_in is None:
                raise refusals.not_signed_in(self._app)
            if sign_in.over is not None:
                raise refusals.over(self._app, sign_in)
            self._token = sign_in.token.access
        return Access(self._token, static_of(self._app).scheme)

    async def refused(self, access: Access, response: Response) -> None:
        """Only a new code helps, unless somebody fetched another token meanwhile."""
        self._token = None
        sign_in = await self._safe.load()
        if sign_in is None or sign_in.token.access == access.token:
            await self._safe.stand(good=False)
            raise LoginRequired(
                f"the server refused the token of {self._app.login}; it may have been withdrawn or have expired",
                hint=self._app.remedy,
            )

    async def accepted(self, access: Access) -> None:
        """The server takes it."""
        if not self._accepted:
            self._accepted = True
            await self._safe.clear()

    async def begin_login(self, *, redirect_uri: str | None = None) -> Invitation:
        """Have the vendor mail a code. Raises AuthError."""
        response = await self._endpoint.send(_one_time(self._app).ask(self._app))
        if not response.is_success:
            raise refusals.one_time_refused(self._app, response, asked="a code")
        return Invitation(grant=GrantKind.ONE_TIME_CODE, wants="code")

    async def finish_login(self, answer: str = "") -> None:
        """Trade the code for the token. Raises AuthError."""
        code = answer.strip()
        if not code:
            raise AuthError("no code was given", hint="It was sent by e-mail; it works once and for some minutes.")
        await self._safe.alone(lambda: self._traded(code))

    async def _traded(self, code: str) -> None:
        spec = _one_time(self._app)
        response = await self._endpoint.send(spec.trade(self._app, code))
        told = spec.read(response)
        token = written(self._app, told) if told is not None else None
        if token is None:
            raise refusals.one_time_refused(self._app, response, asked="the token")
        now = response.received_at
        await self._safe.save(SignIn(Token(token, None, now, FOREVER_SECONDS), signed_in_at=now))
        await self._safe.clear()
        self._token = token

    async def status(self) -> SignInStatus:
        """Since when there is a token; sends nothing."""
        sign_in = await self._safe.load()
        if sign_in is None:
            problem = refusals.unsigned(self._app)
            return SignInStatus(self._app.login, problem=problem, grant=GrantKind.ONE_TIME_CODE)
        return SignInStatus(
            self._app.login,
            signed_in_at=sign_in.signed_in_at,
            grant=GrantKind.ONE_TIME_CODE,
            refused_at=await self._safe.refused_at(),
        )


def _digest(access: Access) -> str:
    """Tells one token from another, and nothing else."""
    return hashlib.sha256(access.header.encode()).hexdigest()[:16]


def written(app: App, told: str) -> SecretStr | None:
    """A token as its header wants it, None for what is none."""
    from pydantic import SecretStr

    token = static_of(app).read(told)
    return SecretStr(token) if token is not None else None


def static_of(app: App) -> StaticSpec:
    """How this system writes static tokens."""
    assert app.spec.static is not None
    return app.spec.static


def _one_time(app: App) -> OneTimeSpec:
    assert app.spec.one_time is not None
    return app.spec.one_time


def _raise_no_token(app: App) -> SecretStr:
    raise ConfigError(
        f"the token of {app.login} is no token as the vendor gives it",
        hint=f"It should be {static_of(app).shape}. Copy it again, and mend [logins.{app.login}].",
    )
