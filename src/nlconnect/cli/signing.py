"""`login`: a person consents in a browser and pastes where it ended; a mock on this machine consents by itself."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

from typer import Argument, Exit, Option

if TYPE_CHECKING:
    from nlconnect.auth import Invitation, SignInStatus
    from nlconnect.config import Config, Login

LOOPBACK = ("127.0.0.1", "localhost", "::1")
DAY = 86_400


def login(
    name: Annotated[
        str | None, Argument(metavar="LOGIN", help="A login of the settings file, or a profile that uses it.")
    ] = None,
    *,
    status: Annotated[bool, Option("--status", help="Say how it stands; sends nothing.")] = False,
    open_browser: Annotated[bool, Option("--open", help="Open the sign-in page in a browser.")] = False,
    by_hand: Annotated[bool, Option("--by-hand", help="Paste the address also where a mock would consent.")] = False,
    as_json: Annotated[bool, Option("--json", help="With --status: as JSON.")] = False,
) -> None:
    """Sign in to a system, or say how the sign-in stands.

    Open the address it shows, consent, and paste the whole address that the browser ends at.
    """
    from nlconnect.config import read_config

    config = read_config()
    if status:
        show_status(config, [login_named(config, name)] if name else list(config.logins.values()), as_json=as_json)
        return
    chosen = login_named(config, name)
    sign_in(chosen, config, open_browser=open_browser, by_hand=by_hand)
    print(f"Signed in: {chosen.name}")


def login_named(config: Config, name: str | None) -> Login:
    """The login of that name, or of the profile of that name, or the only one. Raises ConfigError."""
    from nlconnect.errors import ConfigError

    if name is None:
        if len(config.logins) == 1:
            return next(iter(config.logins.values()))
        if not config.logins:
            raise ConfigError("there is no login yet", hint="Make one with its first profile: `nlconnect profile add`.")
        raise ConfigError("there are several logins", hint=f"Name one: {', '.join(config.logins)}.")
    if name not in config.logins and name in config.profiles:
        return config.profiles[name].login
    return config.login(name)


def sign_in(login: Login, config: Config, *, open_browser: bool = False, by_hand: bool = False) -> None:
    """Do what the login's grant needs: let a person consent, or see that the app gets a token. Raises AuthError."""
    from nlconnect.engine.signing import SignIn

    with SignIn(login, config=config) as signing:
        invitation = signing.begin()
        answer = ""
        if invitation.wants == "redirect":
            answer = _redirected(invitation, config, open_browser=open_browser, by_hand=by_hand)
        signing.finish(answer)


def _redirected(invitation: Invitation, config: Config, *, open_browser: bool, by_hand: bool) -> str:
    """The address a browser was sent back to."""
    from nlconnect.cli.outcome import say

    address = str(invitation.address)
    redirected = None if by_hand else _consent_of_a_mock(invitation, config)
    if redirected is not None:
        say(f"The mock at {urlsplit(address).netloc} consented by itself.")
        return redirected
    say(f"Open this address, sign in and allow access:\n\n  {address}\n")
    if open_browser:
        import webbrowser

        webbrowser.open(address)
    return _pasted()


def show_status(config: Config, logins: list[Login], *, as_json: bool) -> None:
    """How each login stands; exits with 3 where somebody has to sign in again."""
    from nlconnect.cli.listing import on_terminal, show_facts, show_json, show_rows
    from nlconnect.engine.signing import SignIn

    rows = []
    for login in logins:
        with SignIn(login, config=config) as signing:
            rows.append(status_row(signing.status()))
    if as_json:
        show_json(rows)
    elif len(rows) == 1 and on_terminal():
        show_facts(rows[0])
    else:
        show_rows(rows, as_json=False, empty="No logins yet: `nlconnect profile add`.")
    if any(row["state"] != "signed in" for row in rows):
        raise Exit(3)


def status_row(status: SignInStatus) -> dict[str, object]:
    """One login in words for people."""
    from nlconnect.transport.clock import SystemClock

    now = SystemClock().now()
    refreshed = status.refreshed_at
    dies = status.refresh_dies_at
    return {
        "login": status.login,
        "state": "signed in" if status.problem is None else "sign-in needed",
        "since": moment(status.signed_in_at),
        "token_age": _age(now - refreshed) if refreshed is not None else None,
        "unused_until": f"{moment(dies)} ({(dies - now) / DAY:.0f} days)" if dies is not None else None,
        "remark": status.problem or status.warning,
    }


def moment(seconds: float | None) -> str | None:
    """A moment as the clock on the wall shows it."""
    if seconds is None:
        return None
    from datetime import UTC, datetime

    return datetime.fromtimestamp(seconds, UTC).astimezone().strftime("%Y-%m-%d %H:%M")


def _age(seconds: float) -> str:
    minutes = seconds / 60
    if minutes < 120:
        return f"{minutes:.0f} min"
    return f"{minutes / 60:.0f} h" if minutes < 60 * 48 else f"{seconds / DAY:.0f} days"


def _consent_of_a_mock(invitation: Invitation, config: Config) -> str | None:
    """Where a sign-in page on this machine sends the browser; None where it wants a person."""
    address, back = str(invitation.address), invitation.redirect_uri
    if urlsplit(address).hostname not in LOOPBACK or not back:
        return None
    from nlconnect.engine.opening import http_options
    from nlconnect.model.wire import Request
    from nlconnect.transport.blocking import BlockingPort, run_blocking

    port = BlockingPort(http_options(config.settings.http))
    try:
        answer = run_blocking(port.send(Request("GET", address, {}, None)))
    finally:
        run_blocking(port.close())
    target = answer.headers.get("location", "")
    return target if target.startswith(back) else None


def _pasted() -> str:
    from nlconnect.errors import LoginRequired

    if sys.stdin.isatty():
        # Exact's codes are long, and a terminal may cut a line at 1,024 characters unless readline reads it.
        with suppress(ImportError):
            import readline  # noqa: F401  # importing it is what makes input() use it
        print("Paste the whole address the browser ends at (it may say that the page does not exist):", file=sys.stderr)
        try:
            pasted = input("> ")
        except EOFError:
            pasted = ""
    else:
        pasted = sys.stdin.readline()
    if not pasted.strip():
        raise LoginRequired(
            "nothing was pasted, so nobody is signed in", hint="Run it again, or pipe the address into it."
        )
    return pasted
