"""`login`: whatever the login's grant needs of a person; a mock on this machine consents by itself."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

from typer import Argument, Exit, Option

if TYPE_CHECKING:
    from nlconnect.auth import GrantKind, Invitation, SignInStatus
    from nlconnect.config import Config, Login
    from nlconnect.engine.signing import SignIn

LOOPBACK = ("127.0.0.1", "localhost", "::1")
DAY = 86_400
NEEDED, REFUSED = "sign-in needed", "refused"
"""How the states begin in which nothing works."""
_DONE = {"client_credentials": "The app gets tokens, and nobody has to sign in", "static": "The token is well formed"}


def login(
    name: Annotated[
        str | None, Argument(metavar="LOGIN", help="A login of the settings file, or a profile that uses it.")
    ] = None,
    *,
    status: Annotated[bool, Option("--status", help="Say how it stands; sends nothing.")] = False,
    open_browser: Annotated[
        bool | None,
        Option("--open/--no-browser", help="Open the page in a browser; by itself where the browser comes back here."),
    ] = None,
    by_hand: Annotated[
        bool, Option("--by-hand", help="Paste the address, also where a mock would consent or the browser come back.")
    ] = False,
    as_json: Annotated[bool, Option("--json", help="With --status: as JSON.")] = False,
) -> None:
    """Sign in to a system, or say how the sign-in stands.

    It asks for what the login needs: a consent in a browser, a code that was mailed, or nothing.
    """
    from nlconnect.config import read_config

    config = read_config()
    if status:
        show_status(config, [login_named(config, name)] if name else list(config.logins.values()), as_json=as_json)
        return
    chosen = login_named(config, name)
    grant = sign_in(chosen, config, open_browser=open_browser, by_hand=by_hand)
    print(f"{_DONE.get(grant, 'Signed in')}: {chosen.name}")


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


def sign_in(login: Login, config: Config, *, open_browser: bool | None = None, by_hand: bool = False) -> GrantKind:
    """Do what the login's grant needs: let a person consent, or see that the app gets a token. Raises AuthError."""
    from nlconnect.cli.outcome import say
    from nlconnect.engine.signing import SignIn

    with SignIn(login, config=config) as signing:
        if signing.app.returns_here and not by_hand:
            _come_back(signing, config, open_browser=open_browser is not False)
            return signing.app.grant
        invitation = signing.begin()
        answer = ""
        if invitation.wants == "redirect":
            answer = _redirected(invitation, config, open_browser=bool(open_browser), by_hand=by_hand)
        elif invitation.wants == "code":
            answer = _typed("A code was sent by e-mail. Type it here:", nothing="no code was typed")
        elif invitation.wants == "approval":
            say(f"Open {invitation.address} on any device, and type there:\n\n  {invitation.code}\n\nWaiting...")
            if open_browser:
                _open(str(invitation.address))
        signing.finish(answer)
        return signing.app.grant


def _come_back(signing: SignIn, config: Config, *, open_browser: bool) -> None:
    """Let a browser on this machine bring the code by itself."""
    from urllib.parse import parse_qs

    from nlconnect.cli.outcome import say
    from nlconnect.transport.loopback import LoopbackListener

    with LoopbackListener(signing.app.redirect_uri or "http://localhost") as listener:
        invitation = signing.begin(redirect_uri=listener.redirect_uri)
        address = str(invitation.address)
        listener.expect(parse_qs(urlsplit(address).query)["state"][0])
        redirected = _consent_of_a_mock(invitation, config)
        if redirected is None:
            say(f"Sign in and allow access in the browser on this machine, at\n\n  {address}\n\nWaiting...")
            if open_browser and not _open(address):
                say("No browser could be opened: open the address yourself, or use --by-hand.")
            redirected = listener.wait()
    signing.finish(redirected)


def _redirected(invitation: Invitation, config: Config, *, open_browser: bool, by_hand: bool) -> str:
    """The address a browser was sent back to, as a mock or a person tells it."""
    from nlconnect.cli.outcome import say

    address = str(invitation.address)
    redirected = None if by_hand else _consent_of_a_mock(invitation, config)
    if redirected is not None:
        return redirected
    say(f"Open this address, sign in and allow access:\n\n  {address}\n")
    if open_browser:
        _open(address)
    return _pasted()


def _open(address: str) -> bool:
    import webbrowser

    return webbrowser.open(address)


def show_status(config: Config, logins: list[Login], *, as_json: bool) -> None:
    """How each login stands; exits with 3 where somebody has to sign in again, or the server refused it."""
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
    if any(str(row["state"]).startswith((NEEDED, REFUSED)) for row in rows):
        raise Exit(3)


def status_row(status: SignInStatus) -> dict[str, object]:
    """One login in words for people."""
    from nlconnect.transport.clock import SystemClock

    now = SystemClock().now()
    refreshed = status.refreshed_at
    dies = status.refresh_dies_at
    return {
        "login": status.login,
        "state": _state(status),
        "grant": status.grant.value,
        "since": moment(status.signed_in_at),
        "token_age": _age(now - refreshed) if refreshed is not None else None,
        "unused_until": f"{moment(dies)} ({(dies - now) / DAY:.0f} days)" if dies is not None else None,
        "remark": status.problem or status.warning,
    }


def _state(status: SignInStatus) -> str:
    if status.problem is not None:
        return NEEDED
    if status.refused_at is not None:
        return f"{REFUSED} at {moment(status.refused_at)}"
    return "signed in" if status.tried else "not tried yet"


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
    from nlconnect.cli.outcome import say
    from nlconnect.engine.opening import http_options
    from nlconnect.model.wire import Request
    from nlconnect.transport.blocking import BlockingPort, run_blocking

    port = BlockingPort(http_options(config.settings.http))
    try:
        answer = run_blocking(port.send(Request("GET", address, {}, None)))
    finally:
        run_blocking(port.close())
    target = answer.headers.get("location", "")
    if not target.startswith(back):
        return None
    say(f"The mock at {urlsplit(address).netloc} consented by itself.")
    return target


def _pasted() -> str:
    return _typed(
        "Paste the whole address the browser ends at (it may say that the page does not exist):",
        nothing="nothing was pasted",
    )


def _typed(question: str, *, nothing: str) -> str:
    """One line of the person, or of what is piped in."""
    from nlconnect.errors import LoginRequired

    if sys.stdin.isatty():
        # Exact's codes are long, and a terminal may cut a line at 1,024 characters unless readline reads it.
        with suppress(ImportError):
            import readline  # noqa: F401  # importing it is what makes input() use it
        print(question, file=sys.stderr)
        try:
            typed = input("> ")
        except EOFError:
            typed = ""
    else:
        typed = sys.stdin.readline()
    if not typed.strip():
        raise LoginRequired(f"{nothing}, so nobody is signed in", hint="Run it again, or pipe it into it.")
    return typed
