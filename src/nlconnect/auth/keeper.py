"""One login's token: used while it is young, refreshed once by whoever comes first, never lost if we can help it."""

from __future__ import annotations

import os
import platform
from dataclasses import replace
from typing import TYPE_CHECKING

from nlconnect.auth import refusals
from nlconnect.auth.claims import challenge_in, merged
from nlconnect.auth.code import CodeConsent
from nlconnect.auth.device import DeviceConsent
from nlconnect.auth.endpoint import Send, TokenEndpoint
from nlconnect.auth.grant import read_token, refresh_in, refresh_request
from nlconnect.auth.safe import Safe
from nlconnect.auth.signing import Consent, Invitation, SignInStatus
from nlconnect.auth.spec import App, GrantKind, Refusal, RefusalKind
from nlconnect.auth.token import Access, Mark, SignIn, Token
from nlconnect.errors import (
    AuthError,
    BudgetExhausted,
    ConnectFailed,
    Interrupted,
    RateLimited,
    ServerError,
    TransportError,
)
from nlconnect.model.ports import Port, Store
from nlconnect.model.wire import Request, Response

if TYPE_CHECKING:
    from pydantic import SecretStr

DAY = 86_400.0
TOO_EARLY_SECONDS = 60.0
CALM_SECONDS = 60.0
"""How long a token that still works is used before its early renewal, which failed, is tried again."""
MOST_UNANSWERED = 2
"""A refresh without an answer is sent once more, since perhaps it never arrived. Then the token counts as lost."""
REFUSALS = (400, 401, 403)


class TokenKeeper:
    """Gives tokens of one person's consent; shared by threads and tasks, and through the store by processes."""

    def __init__(self, app: App, *, port: Port, store: Store, send: Send) -> None:
        self._app = app
        self._spec = app.spec
        self._port = port
        self._safe = Safe(app, port=port, store=store)
        self._endpoint = TokenEndpoint(app, port=port, send=send)
        self._consent = _consent(app, port, self._safe, self._endpoint)
        self._token: Token | None = None
        self._unsaved: tuple[SecretStr, SignIn] | None = None
        self._calm_until = 0.0
        self._accepted = False

    async def access(self) -> Access:
        """A token that works now, refreshed first where that is due.

        Raises LoginRequired, RefreshLost or AuthError; ServerError, RateLimited or TransportError for a refresh
        that failed on the way.
        """
        token = self._token
        if token is None or self._is_due(token):
            token = (await self._load()).token
            if self._is_due(token):
                token = await self._renewed(token)
            self._token = token
        return Access(token.access)

    async def refused(self, access: Access, response: Response) -> None:
        """The API refused this token: have `access` give a newer one, or raise AuthError where it may not."""
        self._token = None
        current = await self._load()
        token = current.token
        if token.access != access.token:
            return
        demand = challenge_in(response) if self._spec.claims else None
        claims = merged(demand, self._spec.claims) if demand and self._spec.claims else None
        age = token.age(self._port.clock.now())
        if claims is None and 0 <= age < self._spec.not_before_seconds:
            await self._safe.stand(good=False)
            raise refusals.young_token_refused(self._app, age)
        # Below zero the clock was set back, so only the server knows the token's age.
        self._token = await self._safe.alone(lambda: self._refreshed(access.token, claims))

    async def accepted(self, access: Access) -> None:
        """The API takes it."""
        if not self._accepted:
            self._accepted = True
            await self._safe.clear()

    async def begin_login(self, *, redirect_uri: str | None = None) -> Invitation:
        """What a person has to do; good for half an hour, or as long as the vendor says."""
        sign_in = await self._safe.load()
        return await self._consent.begin(redirect_uri=redirect_uri, claims=sign_in.claims if sign_in else None)

    async def finish_login(self, answer: str = "") -> None:
        """Take what the person brings, or wait for them, and fetch the first token. Raises AuthError."""
        response = await self._consent.token(answer)
        self._token = await self._safe.alone(lambda: self._first(response))

    async def status(self) -> SignInStatus:
        """How the login stands; sends nothing."""
        sign_in, now = await self._safe.load(), self._port.clock.now()
        if sign_in is None:
            return SignInStatus(self._app.login, problem=refusals.unsigned(self._app), grant=self._app.grant)
        token, days = sign_in.token, self._spec.idle_days
        over = refusals.over(self._app, sign_in) if sign_in.over else None
        return SignInStatus(
            self._app.login,
            signed_in_at=sign_in.signed_in_at,
            refreshed_at=token.received_at,
            access_expires_at=token.received_at + token.expires_in,
            refresh_dies_at=token.received_at + days * DAY if days and token.refresh else None,
            problem=over.message if over else None,
            warning=None if over else self._idle_warning(token.age(now) / DAY),
            grant=self._app.grant,
            refused_at=await self._safe.refused_at(),
        )

    def _idle_warning(self, idle_days: float) -> str | None:
        warn_at, dies_at = self._spec.idle_warning_days, self._spec.idle_days
        if warn_at is None or dies_at is None or idle_days < warn_at:
            return None
        left = max(0, int(dies_at - idle_days))
        return (
            f"unused for {int(idle_days)} days; it dies after {dies_at}, so in {left} days. "
            f"Any call keeps it alive; `nlconnect login {self._app.login}` starts anew."
        )

    def _is_due(self, token: Token) -> bool:
        now = self._port.clock.now()
        if now < self._calm_until and token.works(now):
            return False
        if token.refresh is None:
            return not token.works(now)
        return token.age(now) >= self._spec.due_age(token.expires_in)

    async def _load(self) -> SignIn:
        sign_in = await self._safe.load()
        if sign_in is None:
            raise refusals.not_signed_in(self._app)
        return sign_in

    async def _renewed(self, token: Token) -> Token:
        """Refresh; where that is done early and fails on the way, the old token is used while it works."""
        try:
            return await self._safe.alone(lambda: self._refreshed(None, None))
        except (ServerError, RateLimited, TransportError):
            now = self._port.clock.now()
            if self._spec.renew_early_seconds is None or not token.works(now):
                raise
            self._calm_until = now + CALM_SECONDS
            return token

    async def _refreshed(self, refused: SecretStr | None, claims: str | None) -> Token:
        """The next token. Runs alone, so a mark in the store is of a request that nobody waits for any more."""
        before, now = await self._load(), self._port.clock.now()
        token = before.token
        if self._unsaved is not None and self._unsaved[0] == token.refresh:
            return await self._saved_at_last(self._unsaved[1])
        if token.access != refused if refused is not None else not self._is_due(token):
            return token  # somebody else was first
        if before.over is not None:
            raise refusals.over(self._app, before)
        if now < before.wait_until:
            return self._while_too_early(before, now, refused)
        if claims is not None and claims == before.claims:
            raise await self._end(before, refusals.MORE_DEMANDED, at=now)
        if token.refresh is None:
            raise refusals.cannot_refresh(self._app)
        if before.mark is not None and before.mark.unanswered >= MOST_UNANSWERED:
            raise await self._end(before, "lost", at=before.mark.at)
        proof = self._endpoint.proof()
        request = refresh_request(self._app, refresh=token.refresh, proof=proof, claims=claims)
        response = await self._asked(request, before, now)
        return await self._settled(response, replace(before, claims=claims), now, refused)

    async def _asked(self, request: Request, before: SignIn, now: float) -> Response:
        """Send a refresh behind a mark, so that whoever comes after a crash knows that it may have been done."""
        marked = before
        if self._spec.single_use_refresh:
            marked = replace(before, mark=_next_mark(before.mark, now))
            await self._safe.save(marked)
        try:
            return await self._endpoint.send(request)
        except (ConnectFailed, BudgetExhausted):
            await self._safe.save(before)  # nothing was sent, so this try does not count
            raise
        except Interrupted as failure:
            if marked.mark is not None and marked.mark.unanswered >= MOST_UNANSWERED:
                raise await self._end(marked, "lost", at=now) from failure
            raise

    async def _settled(self, response: Response, before: SignIn, now: float, refused: SecretStr | None) -> Token:
        """Store what the answer brings before anybody uses it, or raise what it stands for."""
        token = read_token(response, lifetime_seconds=self._spec.lifetime_seconds, keep=before.token.refresh)
        if token is not None:
            renewed = before.renewed(token, claims=before.claims)
            if before.token.refresh is not None:
                self._unsaved = (before.token.refresh, renewed)
            return await self._saved_at_last(renewed)
        refresh = refresh_in(response)
        if refresh is not None:
            before = before.renewed(replace(before.token, refresh=refresh), claims=before.claims)
        refusal = self._spec.explain(response)
        unsure = replace(before, mark=_unsure(before.mark, now)) if refresh is None else before
        if refusal is None and response.status not in REFUSALS:
            await self._safe.save(unsure)
            raise refusals.no_token(self._app, response)
        kind = refusal.kind if refusal else RefusalKind.INVALID
        if kind is RefusalKind.SPENT:
            raise await self._end(before, "lost" if before.mark else "spent", at=before.mark.at if before.mark else now)
        if kind is RefusalKind.EXPIRED:
            raise await self._end(before, "expired", at=refusal.expired_at if refusal else None)
        if refusal is not None and kind is RefusalKind.OVER:
            raise await self._end(before, refusal.said or refusals.NO_LONGER_GOOD, at=now, hint=refusal.hint)
        if kind is RefusalKind.TOO_EARLY:
            waiting = replace(before, mark=None, wait_until=now + TOO_EARLY_SECONDS)
            await self._safe.save(waiting)
            return self._while_too_early(waiting, now, refused)
        not_done = kind in (RefusalKind.RATE_LIMITED, RefusalKind.TRANSIENT)
        await self._safe.save(unsure if not_done else replace(before, mark=None))
        if not not_done:
            await self._safe.stand(good=False)
        raise refusals.refused(self._app, refusal or Refusal(kind), response)

    async def _saved_at_last(self, sign_in: SignIn) -> Token:
        """Store a new token. Where the store fails it is kept in memory, and tried again before the next refresh."""
        await self._safe.save(sign_in)
        await self._safe.clear()
        self._unsaved = None
        return sign_in.token

    def _while_too_early(self, sign_in: SignIn, now: float, refused: SecretStr | None) -> Token:
        if sign_in.token.works(now) and sign_in.token.access != refused:
            return sign_in.token
        raise refusals.too_early(self._app, latest=now + self._spec.not_before_seconds)

    async def _end(self, sign_in: SignIn, why: str, *, at: float | None, hint: str | None = None) -> AuthError:
        """Note that only a new sign-in helps, so that nobody asks the server again."""
        ended = sign_in.ended(why, at=at, hint=hint)
        await self._safe.save(ended)
        return refusals.over(self._app, ended)

    async def _first(self, response: Response) -> Token:
        token = read_token(response, lifetime_seconds=self._spec.lifetime_seconds)
        if token is None:
            raise refusals.code_refused(self._app, response)
        await self._safe.save(SignIn(token, signed_in_at=token.received_at))
        await self._safe.forget_pending()
        await self._safe.clear()
        return token


def _consent(app: App, port: Port, safe: Safe, endpoint: TokenEndpoint) -> Consent:
    if app.grant is GrantKind.DEVICE_CODE:
        return DeviceConsent(app, port=port, safe=safe, endpoint=endpoint)
    return CodeConsent(app, port=port, safe=safe, endpoint=endpoint)


def _next_mark(mark: Mark | None, now: float) -> Mark:
    owner = f"process {os.getpid()} on {platform.node()}"
    return Mark(owner, now, unanswered=mark.unanswered + 1 if mark else 1, unsure=mark.unsure if mark else False)


def _unsure(mark: Mark | None, now: float) -> Mark:
    """An answer came, but none that says whether it was done: try again as often as needed, and remember."""
    kept = mark or Mark(f"process {os.getpid()} on {platform.node()}", now, unanswered=0)
    return replace(kept, unsure=True)
