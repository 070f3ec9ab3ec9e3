"""One login's token: used while it is young, refreshed once by whoever comes first, never lost if we can help it."""

from __future__ import annotations

import json
import os
import platform
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from nlconnect.auth import refusals
from nlconnect.auth.grant import (
    authorization_url,
    code_request,
    parse_redirect,
    read_token,
    refresh_in,
    refresh_request,
)
from nlconnect.auth.spec import App, RefusalKind
from nlconnect.auth.token import Mark, SignIn, Token
from nlconnect.errors import AuthError, BudgetExhausted, ConnectFailed, Interrupted
from nlconnect.model.ports import Lock, Port, Store
from nlconnect.model.wire import Request, Response

if TYPE_CHECKING:
    from pydantic import SecretStr

DAY = 86_400.0
PENDING_SECONDS = 1800.0
PATIENCE_SECONDS = 60.0
MOST_PAUSES = 30_000
"""A bound for when the port's clock stands still; at the port's pause of some milliseconds it is minutes."""
TOO_EARLY_SECONDS = 60.0
MOST_UNANSWERED = 2
"""A refresh without an answer is sent once more, since perhaps it never arrived. Then the token counts as lost."""
REFUSALS = (400, 401, 403)


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


class TokenKeeper:
    """Gives access tokens of one login; shared by threads and tasks, and through the store by processes.

    `send` carries a token request once, and repeats it only where nothing was sent.
    """

    def __init__(self, app: App, *, port: Port, store: Store, send: Callable[[Request], Awaitable[Response]]) -> None:
        self._app = app
        self._spec = app.spec
        self._port = port
        self._store = store
        self._send = send
        self._token: Token | None = None
        self._unsaved: tuple[SecretStr, SignIn] | None = None

    async def access(self) -> SecretStr:
        """A token that works now, refreshed first where that is due.

        Raises LoginRequired, RefreshLost or AuthError; ServerError, RateLimited or TransportError for a refresh
        that failed on the way.
        """
        token = self._token
        if token is None or self._is_due(token):
            sign_in = await self._load()
            token = sign_in.token
            if self._is_due(token):
                token = await self._port.finish(lambda: self._alone(lambda: self._refreshed(None)))
            self._token = token
        return token.access

    async def refused(self, token: SecretStr) -> None:
        """The API answered 401 to this token: have `access` give a newer one, or raise AuthError where it may not."""
        self._token = None
        current = (await self._load()).token
        if current.access != token:
            return
        age = current.age(self._port.clock.now())
        if 0 <= age < self._spec.not_before_seconds:
            raise refusals.young_token_refused(self._app, age)
        # Below zero the clock was set back, so only the server knows the token's age.
        self._token = await self._port.finish(lambda: self._alone(lambda: self._refreshed(token)))

    async def begin_login(self) -> str:
        """The address where a person consents; the answer is good for half an hour."""
        now = self._port.clock.now()
        state = secrets.token_urlsafe(24)
        verifier = secrets.token_urlsafe(48) if self._spec.pkce else None
        url = authorization_url(self._app, state=state, verifier=verifier)
        pending = json.dumps({"state": state, "verifier": verifier}).encode()
        key = self._app.key
        await self._port.run(lambda: self._store.put("sign-in", key, pending, expires_at=now + PENDING_SECONDS))
        return url

    async def finish_login(self, pasted: str) -> None:
        """Take the address that the browser ended at, and fetch the first token. Raises AuthError."""
        document = await self._port.run(lambda: self._store.get("sign-in", self._app.key))
        if document is None:
            raise AuthError(
                f"no sign-in of {self._app.login} is under way, or it is older than half an hour",
                hint=self._app.remedy,
            )
        pending = json.loads(document)
        code = parse_redirect(pasted, expected_state=pending["state"])
        request = code_request(self._app, code=code, verifier=pending["verifier"])
        self._token = await self._port.finish(lambda: self._alone(lambda: self._exchanged(request)))

    async def status(self) -> SignInStatus:
        """How the login stands; sends nothing."""
        document = await self._port.run(lambda: self._store.get("token", self._app.key))
        if document is None:
            return SignInStatus(self._app.login, problem=f"not signed in yet: `nlconnect login {self._app.login}`")
        sign_in, now = SignIn.load(document), self._port.clock.now()
        token, days = sign_in.token, self._spec.idle_days
        over = refusals.over(self._app, sign_in) if sign_in.over else None
        return SignInStatus(
            self._app.login,
            signed_in_at=sign_in.signed_in_at,
            refreshed_at=token.received_at,
            access_expires_at=token.received_at + token.expires_in,
            refresh_dies_at=token.received_at + days * DAY if days else None,
            problem=over.message if over else None,
            warning=None if over else self._idle_warning(token.age(now) / DAY),
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
        return token.age(self._port.clock.now()) >= self._spec.not_before_seconds

    async def _load(self) -> SignIn:
        document = await self._port.run(lambda: self._store.get("token", self._app.key))
        if document is None:
            raise refusals.not_signed_in(self._app)
        return SignIn.load(document)

    async def _save(self, sign_in: SignIn) -> None:
        document = sign_in.dump()
        await self._port.run(lambda: self._store.put("token", self._app.key, document))

    async def _alone(self, work: Callable[[], Awaitable[Token]]) -> Token:
        """Do it as the only one over threads, tasks and processes. Raises AuthError after a minute's wait."""
        lock = self._store.lock(f"token:{self._app.key}")
        await self._acquire(lock)
        try:
            return await work()
        finally:
            lock.release()

    async def _acquire(self, lock: Lock) -> None:
        started = self._port.clock.now()
        for _ in range(MOST_PAUSES):
            if await self._port.run(lock.try_acquire):
                return
            if self._port.clock.now() - started > PATIENCE_SECONDS:
                break
            await self._port.pause()
        raise refusals.waited_too_long(self._app, (await self._load()).mark, PATIENCE_SECONDS)

    async def _refreshed(self, refused: SecretStr | None) -> Token:
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
        if token.refresh is None:
            raise refusals.cannot_refresh(self._app)
        if before.mark is not None and before.mark.unanswered >= MOST_UNANSWERED:
            raise await self._end(before, "lost", at=before.mark.at)
        request = refresh_request(self._app, refresh=token.refresh)
        response = await self._asked(request, before, now)
        return await self._settled(response, before, now, refused)

    async def _asked(self, request: Request, before: SignIn, now: float) -> Response:
        """Send a refresh behind a mark, so that whoever comes after a crash knows that it may have been done."""
        marked = before
        if self._spec.single_use_refresh:
            marked = replace(before, mark=_next_mark(before.mark, now))
            await self._save(marked)
        try:
            return await self._send(request)
        except (ConnectFailed, BudgetExhausted):
            await self._save(before)  # nothing was sent, so this try does not count
            raise
        except Interrupted as failure:
            if marked.mark is not None and marked.mark.unanswered >= MOST_UNANSWERED:
                raise await self._end(marked, "lost", at=now) from failure
            raise

    async def _settled(self, response: Response, before: SignIn, now: float, refused: SecretStr | None) -> Token:
        """Store what the answer brings before anybody uses it, or raise what it stands for."""
        token = read_token(response, lifetime_seconds=self._spec.lifetime_seconds, keep=before.token.refresh)
        if token is not None:
            if before.token.refresh is not None:
                self._unsaved = (before.token.refresh, before.renewed(token))
            return await self._saved_at_last(before.renewed(token))
        refresh = refresh_in(response)
        if refresh is not None:
            before = before.renewed(replace(before.token, refresh=refresh))
        refusal = self._spec.explain(response)
        unsure = replace(before, mark=_unsure(before.mark, now)) if refresh is None else before
        if refusal is None and response.status not in REFUSALS:
            await self._save(unsure)
            raise refusals.no_token(self._app, response)
        kind = refusal.kind if refusal else RefusalKind.INVALID
        if kind is RefusalKind.SPENT:
            raise await self._end(before, "lost" if before.mark else "spent", at=before.mark.at if before.mark else now)
        if kind is RefusalKind.EXPIRED:
            raise await self._end(before, "expired", at=refusal.expired_at if refusal else None)
        if kind is RefusalKind.TOO_EARLY:
            waiting = replace(before, mark=None, wait_until=now + TOO_EARLY_SECONDS)
            await self._save(waiting)
            return self._while_too_early(waiting, now, refused)
        await self._save(unsure if kind is RefusalKind.RATE_LIMITED else replace(before, mark=None))
        raise refusals.refused(self._app, kind, response)

    async def _saved_at_last(self, sign_in: SignIn) -> Token:
        """Store a new token. Where the store fails it is kept in memory, and tried again before the next refresh."""
        await self._save(sign_in)
        self._unsaved = None
        return sign_in.token

    def _while_too_early(self, sign_in: SignIn, now: float, refused: SecretStr | None) -> Token:
        if sign_in.token.works(now) and sign_in.token.access != refused:
            return sign_in.token
        raise refusals.too_early(self._app, latest=now + self._spec.not_before_seconds)

    async def _end(self, sign_in: SignIn, why: str, *, at: float | None) -> AuthError:
        """Note that only a new sign-in helps, so that nobody asks the server again."""
        ended = sign_in.ended(why, at=at)
        await self._save(ended)
        return refusals.over(self._app, ended)

    async def _exchanged(self, request: Request) -> Token:
        response = await self._send(request)
        token = read_token(response, lifetime_seconds=self._spec.lifetime_seconds)
        if token is None:
            raise refusals.code_refused(self._app, response)
        await self._save(SignIn(token, signed_in_at=token.received_at))
        await self._port.run(lambda: self._store.delete("sign-in", self._app.key))
        return token


def _next_mark(mark: Mark | None, now: float) -> Mark:
    owner = f"process {os.getpid()} on {platform.node()}"
    return Mark(owner, now, unanswered=mark.unanswered + 1 if mark else 1, unsure=mark.unsure if mark else False)


def _unsure(mark: Mark | None, now: float) -> Mark:
    """An answer came, but none that says whether it was done: try again as often as needed, and remember."""
    kept = mark or Mark(f"process {os.getpid()} on {platform.node()}", now, unanswered=0)
    return replace(kept, unsure=True)
