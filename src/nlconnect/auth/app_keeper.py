"""One app's own token (client credentials): fetched when it is needed, by whoever comes first; nobody signs in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlconnect.auth import refusals
from nlconnect.auth.claims import challenge_in, merged
from nlconnect.auth.endpoint import TokenEndpoint
from nlconnect.auth.grant import app_request, read_token
from nlconnect.auth.safe import Safe
from nlconnect.auth.signing import Invitation, SignInStatus
from nlconnect.auth.spec import App, GrantKind
from nlconnect.auth.token import Access, SignIn, Token
from nlconnect.errors import AuthError, RateLimited, ServerError, TransportError
from nlconnect.model.ports import Clock
from nlconnect.model.wire import Response

if TYPE_CHECKING:
    from pydantic import SecretStr

CALM_SECONDS = 60.0
"""How long a token that still works is used before its renewal, which failed, is tried again."""


class AppKeeper:
    """Gives the app's token, and asks for the next one before it ends."""

    def __init__(self, app: App, *, clock: Clock, safe: Safe, endpoint: TokenEndpoint) -> None:
        self._app = app
        self._spec = app.spec
        self._clock = clock
        self._safe = safe
        self._endpoint = endpoint
        self._token: Token | None = None
        self._calm_until = 0.0
        self._accepted = False

    async def access(self) -> Access:
        """A token that works now. Raises AuthError, ServerError, RateLimited or TransportError."""
        token = self._token
        if token is None or self._is_due(token):
            sign_in = await self._safe.load()
            token = sign_in.token if sign_in else None
            if token is None or self._is_due(token):
                token = await self._renewed(token)
            self._token = token
        return Access(token.access)

    async def refused(self, access: Access, response: Response) -> None:
        """The API refused this token: have `access` give another, once. Raises AuthError where that cannot help."""
        self._token = None
        sign_in = await self._safe.load()
        if sign_in is None or sign_in.token.access != access.token:
            return
        demand = challenge_in(response) if self._spec.claims else None
        claims = merged(demand, self._spec.claims) if demand and self._spec.claims else None
        age = sign_in.token.age(self._clock.now())
        if claims is None and 0 <= age < self._spec.not_before_seconds:
            await self._safe.stand(good=False)
            raise refusals.young_token_refused(self._app, age)
        if claims is not None and claims == sign_in.claims:
            await self._safe.stand(good=False)
            raise refusals.app_blocked(self._app)
        self._token = await self._safe.alone(lambda: self._fetched(access.token, claims))

    async def accepted(self, access: Access) -> None:
        """The API takes it."""
        if not self._accepted:
            self._accepted = True
            await self._safe.clear()

    async def begin_login(self, *, redirect_uri: str | None = None) -> Invitation:
        """Nobody has to do anything."""
        return Invitation(grant=GrantKind.CLIENT_CREDENTIALS, wants="nothing")

    async def finish_login(self, answer: str = "") -> None:
        """Ask for a token now, to see that the app may have one. Raises AuthError."""
        sign_in = await self._safe.load()
        had = sign_in.token.access if sign_in else None
        self._token = await self._safe.alone(lambda: self._fetched(had, None))

    async def status(self) -> SignInStatus:
        """How the token stands; sends nothing. Without one there is no problem: it is asked for when needed."""
        sign_in, refused_at = await self._safe.load(), await self._safe.refused_at()
        if sign_in is None:
            return SignInStatus(
                self._app.login, grant=GrantKind.CLIENT_CREDENTIALS, refused_at=refused_at, tried=refused_at is not None
            )
        token = sign_in.token
        return SignInStatus(
            self._app.login,
            signed_in_at=sign_in.signed_in_at,
            refreshed_at=token.received_at,
            access_expires_at=token.received_at + token.expires_in,
            grant=GrantKind.CLIENT_CREDENTIALS,
            refused_at=refused_at,
        )

    def _is_due(self, token: Token) -> bool:
        now = self._clock.now()
        if now < self._calm_until and token.works(now):
            return False
        return token.age(now) >= self._spec.due_age(token.expires_in)

    async def _renewed(self, token: Token | None) -> Token:
        try:
            return await self._safe.alone(lambda: self._fetched(None, None))
        except (ServerError, RateLimited, TransportError):
            now = self._clock.now()
            if token is None or not token.works(now):
                raise
            self._calm_until = now + CALM_SECONDS
            return token

    async def _fetched(self, refused: SecretStr | None, claims: str | None) -> Token:
        """The next token. Runs alone, so another process may have been first."""
        before = await self._safe.load()
        if before is not None and (
            before.token.access != refused if refused is not None else not self._is_due(before.token)
        ):
            return before.token
        response = await self._endpoint.send(app_request(self._app, proof=self._endpoint.proof(), claims=claims))
        token = read_token(response, lifetime_seconds=self._spec.lifetime_seconds)
        if token is None:
            error = refusals.app_refused(self._app, response)
            if isinstance(error, AuthError):
                await self._safe.stand(good=False)
            raise error
        # AFAS: an older page has a refresh token in this answer, always null; one would be of no use.
        token = Token(token.access, None, token.received_at, token.expires_in)
        since = before.signed_in_at if before else token.received_at
        await self._safe.save(SignIn(token, since, claims=claims))
        await self._safe.clear()
        return token
