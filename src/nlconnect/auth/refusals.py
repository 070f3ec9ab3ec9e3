"""What people are told when signing in or refreshing fails: what happened, and which command mends it."""

from __future__ import annotations

from datetime import UTC, datetime

from nlconnect.auth.spec import App, GrantKind, Refusal, RefusalKind
from nlconnect.auth.token import Mark, SignIn
from nlconnect.errors import AuthError, LoginRequired, NlconnectError, RateLimited, RefreshLost, ServerError
from nlconnect.model.wire import Response

MORE_DEMANDED = "the system demands more than the token can show, such as a second factor or another place"
NO_LONGER_GOOD = "the server no longer accepts the sign-in"


def unsigned(app: App) -> str:
    """How a login without a token stands."""
    return f"not signed in yet: `nlconnect login {app.login}`"


def not_signed_in(app: App) -> LoginRequired:
    return LoginRequired(f"{app.login} is not signed in", hint=f"Sign in: `nlconnect login {app.login}`.")


def cannot_refresh(app: App) -> LoginRequired:
    return LoginRequired(f"the token of {app.login} has expired and came without a refresh token", hint=app.remedy)


def over(app: App, sign_in: SignIn) -> AuthError:
    """The error of a sign-in that is over for good."""
    if sign_in.over == "lost":
        sender = f" of {sign_in.mark.owner}" if sign_in.mark else ""
        return RefreshLost(
            f"the refresh token of {app.login} was spent by a refresh{sender}{_at(sign_in.over_at)}, "
            "and the answer with its successor never reached this machine",
            hint=app.remedy,
        )
    if sign_in.over == "expired":
        days = f" It dies after {app.spec.idle_days} days without use." if app.spec.idle_days else ""
        return LoginRequired(f"the refresh token of {app.login} expired{_at(sign_in.over_at)}.{days}", hint=app.remedy)
    if sign_in.over not in (None, "spent"):
        hint = f"{_filled(app, sign_in.over_hint)} " if sign_in.over_hint else ""
        return LoginRequired(f"{app.login}: {_filled(app, sign_in.over or '')}", hint=f"{hint}{app.remedy}")
    return LoginRequired(
        f"the refresh token of {app.login} was used already, but not from this state store",
        hint="Another program or a copy of the state refreshed it; each needs a sign-in of its own. " + app.remedy,
    )


def too_early(app: App, *, latest: float) -> AuthError:
    return AuthError(
        f"the server will not refresh the token of {app.login} yet, though by this machine's clock it has expired",
        hint=f"Check the clock of this machine. The refresh may be had{_at(latest)} at the latest.",
    )


def young_token_refused(app: App, age: float) -> AuthError:
    if app.spec.renew_early_seconds is not None:
        return AuthError(
            f"the server refused a token of {app.login} that was given {age:.0f} s before",
            hint="Check the site of the login and what the app may do there: another token would be refused as well.",
        )
    return AuthError(
        f"the server refused a token of {app.login} that is {age:.0f} s old, and a refresh is only allowed "
        f"from {app.spec.not_before_seconds:.0f} s on",
        hint="Check the clock of this machine and the site of the login; consent may have been withdrawn too. "
        + app.remedy,
    )


def static_refused(app: App) -> AuthError:
    return AuthError(
        f"the server refused the token of {app.login}",
        hint=f"It may have expired, have been withdrawn, or belong to another environment. Ask the administrator for "
        f"a new one, and put it where [logins.{app.login}] says.",
    )


def app_blocked(app: App) -> AuthError:
    return AuthError(
        f"{app.login}: {MORE_DEMANDED}, and nobody can be asked for it",
        hint="An administrator has to allow the app there: a policy for workload identities refuses it.",
    )


def one_time_refused(app: App, response: Response, *, asked: str) -> NlconnectError:
    if response.status >= 500 and response.media_type != "application/json":
        return no_token(app, response)
    return AuthError(
        f"the server refused to give {asked} for {app.login} (status {response.status})",
        hint=f"Check api_key, api_token and user in [logins.{app.login}], and the environment. A mailed code works "
        f"once: begin anew with `nlconnect login {app.login}`.",
    )


def waited_too_long(app: App, mark: Mark | None, seconds: float) -> AuthError:
    holder = mark.owner if mark else "another process"
    return AuthError(
        f"{holder} has been refreshing the token of {app.login} for over {seconds:.0f} s",
        hint="Try again in a minute. If it hangs, end that process: its lock is given back at once.",
    )


def refused(app: App, refusal: Refusal, response: Response) -> NlconnectError:
    """A refusal after which the sign-in is still good."""
    if refusal.kind is RefusalKind.RATE_LIMITED:
        limit = f" At most {app.spec.token_calls_a_day} a day." if app.spec.token_calls_a_day else ""
        error = RateLimited(f"the server refused a token request of {app.login} for the rate of them.{limit}")
        error.status = response.status
        return error
    if refusal.kind is RefusalKind.TRANSIENT:
        return no_token(app, response)
    if refusal.said is not None and refusal.kind is RefusalKind.OVER and app.grant is not GrantKind.CLIENT_CREDENTIALS:
        hint = f"{_filled(app, refusal.hint)} " if refusal.hint else ""
        return LoginRequired(f"{app.login}: {_filled(app, refusal.said)}", hint=f"{hint}{app.remedy}")
    if refusal.said is not None:
        return AuthError(f"{app.login}: {_filled(app, refusal.said)}", hint=_filled(app, refusal.hint))
    return AuthError(
        f"the server refused the app of {app.login} (status {response.status}); the sign-in itself may still be good",
        hint=f"Check client_id and client_secret in [logins.{app.login}], then try again.",
    )


def app_refused(app: App, response: Response) -> NlconnectError:
    """No token for the app itself."""
    refusal = app.spec.explain(response)
    if refusal is not None and (refusal.said is not None or refusal.kind in _PASSING):
        return refused(app, refusal, response)
    if response.is_success or response.status >= 500:
        return no_token(app, response)
    proof = "certificate" if app.certificate is not None else "client_secret"
    return AuthError(
        f"the server refused the app of {app.login} (status {response.status})",
        hint=f"Check client_id and {proof} in [logins.{app.login}], then try again.",
    )


def code_refused(app: App, response: Response) -> NlconnectError:
    refusal = app.spec.explain(response)
    if refusal is not None and (refusal.said is not None or refusal.kind in _PASSING):
        return refused(app, refusal, response)
    if response.is_success or response.status >= 500:
        return no_token(app, response)
    if app.grant is GrantKind.DEVICE_CODE:
        return AuthError(
            f"the server refused the sign-in of {app.login} (status {response.status})",
            hint=f"Check client_id in [logins.{app.login}], and that the app may be used without a browser of its own.",
        )
    return AuthError(
        f"the server refused the sign-in of {app.login} (status {response.status})",
        hint=f"Check client_secret and redirect_uri in [logins.{app.login}]. A code works once and for some minutes "
        f"only, so begin anew: `nlconnect login {app.login}`.",
    )


def no_token(app: App, response: Response) -> ServerError:
    error = ServerError(
        f"the server answered a token request of {app.login} with status {response.status} and no token",
        hint="It may be in maintenance. The sign-in is kept; try again later.",
    )
    error.status = response.status
    return error


_PASSING = (RefusalKind.RATE_LIMITED, RefusalKind.TRANSIENT)


def _filled(app: App, words: str | None) -> str | None:
    """A connector's words with the login's name in them."""
    return words.replace("{login}", app.login) if words is not None else None


def _at(moment: float | None) -> str:
    if moment is None:
        return ""
    return f" at {datetime.fromtimestamp(moment, UTC):%Y-%m-%d %H:%M} UTC"
