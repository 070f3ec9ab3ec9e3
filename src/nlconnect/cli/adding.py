"""Adding a profile: from a mock's information file, from options, or by asking."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

import typer

from nlconnect.auth import GrantKind, chosen_grant, keys_of, possible_grants
from nlconnect.cli.companies import companies_of, listed_part
from nlconnect.cli.first_policy import offer_policy
from nlconnect.cli.outcome import say
from nlconnect.cli.signing import LOOPBACK, sign_in
from nlconnect.client import connect
from nlconnect.config import (
    Config,
    Login,
    Profile,
    add_login,
    add_profile,
    login_of,
    read_config,
    read_file,
    texts_of,
)
from nlconnect.connector import Connector, connector, connector_names
from nlconnect.engine.opening import login_of_mock, scope_of_mock
from nlconnect.errors import ConfigError, NlconnectError
from nlconnect.model.scope import Scope

FILE_NAME = "nlconnect.toml"
SECRET_PLACES = ("env:", "keyring:", "file:")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the person said of the new profile."""

    name: str
    source: Path | None = None
    login: str | None = None
    given: Mapping[str, str] = field(default_factory=dict)
    division: int | None = None
    scope: Scope | None = None
    purpose: str | None = None
    file: Path | None = None
    policy: bool | None = None
    """Whether to write a first policy; None asks, where somebody can answer."""


def add_to_settings(wanted: Wanted) -> None:
    """Write login and profile; asks for what is missing where somebody can answer."""
    path = wanted.file or read_config().path or Path(FILE_NAME).absolute()
    config = read_file(path) if path.exists() else Config(path=path)
    if wanted.name in config.profiles:
        raise ConfigError(
            f"there is a profile {wanted.name!r} in {path} already",
            hint=f"Choose another name, or `nlconnect profile remove {wanted.name}` first.",
        )
    if wanted.source is not None:
        wanted = _from_mock(wanted, wanted.source)
    login = _login(wanted, config)
    if login.name not in config.logins:
        for advice in add_login(login, path=path):
            if not is_loopback(login):
                say(advice)
    config = read_file(path)
    login = config.login(login.name)
    profile = Profile(name=wanted.name, login=login, scope=_scope(wanted, login, config), purpose=wanted.purpose)
    add_profile(profile, path=path)
    print(f"Added {wanted.name} ({login.system}, {profile.scope}) to {path}")
    say(f"Next: `nlconnect login {login.name}` if nobody signed in yet, then `nlconnect profile test {wanted.name}`.")
    if wanted.source is None and not is_loopback(login):
        offer_policy(read_file(path), yes=wanted.policy)


def is_loopback(login: Login) -> bool:
    """Whether the login is of a system on this machine."""
    return login.base_url is not None and urlsplit(login.base_url).hostname in LOOPBACK


def mock_info(path: Path) -> Mapping[str, Mapping[str, object]]:
    """What `nlconnect mock --info` wrote. Raises ConfigError."""
    try:
        info = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise ConfigError(
            f"{path} cannot be read ({error.strerror})", hint="Start one with `nlconnect mock exact --info FILE`."
        ) from None
    except ValueError:
        info = None
    if not isinstance(info, dict) or not all(isinstance(value, dict) for value in info.values()):
        raise ConfigError(f"{path} is not what `nlconnect mock --info` writes")
    return info


def _from_mock(wanted: Wanted, source: Path) -> Wanted:
    info = mock_info(source)
    system = wanted.given.get("system") or next(iter(info), "")
    if system not in info:
        raise ConfigError(f"{source} has no {system or 'system'}", hint=f"It has: {', '.join(info)}.")
    facts = info[system]
    login = login_of_mock(wanted.login or wanted.name, system, facts)
    # What a mock makes up is good for nothing else, so its secrets may stand in the file.
    given = {"system": system, **texts_of(login)}
    return replace(wanted, given={**given, **wanted.given}, scope=scope_of_mock(system, facts))


def _login(wanted: Wanted, config: Config) -> Login:
    """The login that was named, or a new one of what was given and asked."""
    name = wanted.login or wanted.name
    if name in config.logins:
        if wanted.given and wanted.source is None:
            raise ConfigError(f"the login {name!r} exists already", hint="Leave its options out, or edit the file.")
        return config.logins[name]
    if wanted.login is None and not wanted.given and config.logins and sys.stdin.isatty():
        answer = _ask(f"Login to use ({', '.join(config.logins)}, or nothing for a new one)", default="")
        if answer:
            return config.login(answer)
    given = dict(wanted.given)
    system = connector(given.get("system") or _ask_option("--system", f"System ({', '.join(connector_names())})"))
    given["system"] = system.name
    if "base_url" not in given and "site" not in given:
        given["site"] = _ask_option("--site", f"Site ({', '.join(system.sites)})", default=next(iter(system.sites)))
    if "site" in given and given["site"] not in system.sites:
        raise ConfigError(f"{system.title} has no site {given['site']!r}", hint=f"Sites: {', '.join(system.sites)}.")
    _complete(system, given)
    login = login_of(given, name=name)
    if login.has_bare_secret and not is_loopback(login):
        raise ConfigError(
            "that is the secret itself, which should not stand in a file or in the shell's history",
            hint="Put it in the environment and give env:NAME, or keyring:NAME or file:PATH.",
        )
    return login


def _complete(system: Connector, given: dict[str, str]) -> None:
    """Ask what the system's addresses leave open, and what the way of signing in needs."""
    addresses = [given.get("base_url", ""), given.get("login_url", "")]
    if "site" in given:
        site = system.sites[given["site"]]
        addresses += [site.base_url, site.sign_in_url]
    for name, blank in system.auth.blanks.items():
        if name not in given and any(f"{{{name}}}" in address for address in addresses):
            given[name] = _ask_option(f"--{name}", f"{name.capitalize()}: {blank.question}")
    grant = _grant(system, given)
    keys = keys_of(system.auth, grant)
    proven = "client_secret" in given or "certificate" in given
    for key in keys:
        if key in given or (key in PROOFS and proven):
            continue
        either = key == "client_secret" and "certificate" in keys
        answer = _ask_option(_option(key), _QUESTIONS[key] + _OR_CERTIFICATE * either, default="" if either else None)
        if answer:
            given[key] = answer
        proven = proven or (key in PROOFS and bool(answer))


def _grant(system: Connector, given: dict[str, str]) -> GrantKind:
    """The way of signing in: named, meant by what was given, or picked. Written down where the keys do not tell it."""
    spec = system.auth
    if "grant" in given or len(spec.grants) == 1:
        return chosen_grant(spec, {*given, *_ALL_KEYS}, login="new", named=given.get("grant"))
    possible = possible_grants(spec, given)
    if len(possible) == 1 and (given.keys() & _TELLING or not sys.stdin.isatty()):
        return possible[0]
    listed = "\n".join(f"  {grant}: {_MEANINGS[grant]}" for grant in spec.grants)
    if sys.stdin.isatty():
        say(f"Ways of signing in:\n{listed}")
    told = _ask_option("--grant", "Which one", default=spec.grants[0].value)
    grant = chosen_grant(spec, _ALL_KEYS, login="new", named=told)
    if grant is GrantKind.DEVICE_CODE or len(possible) > 1:
        given["grant"] = grant.value
    return grant


def _option(key: str) -> str:
    return f"--{key.replace('_', '-')}"


PROOFS = ("client_secret", "certificate")
_WHERE = "(env:NAME, keyring:NAME or file:PATH)"
_OR_CERTIFICATE = ", or nothing for a certificate"
_QUESTIONS = {
    "client_id": "Client ID of your app",
    "client_secret": f"Where its secret stands {_WHERE}",
    "certificate": "The file with its private key and certificate (PEM)",
    "redirect_uri": "Redirect address, as registered with the vendor",
    "token": f"Where the token stands {_WHERE}",
    "api_key": f"Where the API key stands {_WHERE}",
    "api_token": f"Where the environment's key stands {_WHERE}",
    "user": "The user that the code is sent to, such as an e-mail address",
}
_ALL_KEYS = frozenset(_QUESTIONS)
_TELLING = frozenset({"token", "api_key", "client_secret", "certificate", "redirect_uri"})
"""What tells the way of signing in; a client ID alone does not."""
_MEANINGS = {
    GrantKind.CLIENT_CREDENTIALS: "the app works for itself, by its secret or certificate; nobody signs in",
    GrantKind.AUTHORIZATION_CODE: "the app works for a person, who signs in with a browser",
    GrantKind.DEVICE_CODE: "the app works for a person, who signs in with a browser on another device",
    GrantKind.STATIC: "a token that the administrator handed out",
    GrantKind.ONE_TIME_CODE: "a token in exchange for a code that is sent by e-mail",
}


def _scope(wanted: Wanted, login: Login, config: Config) -> Scope:
    """The company: given, picked from a list after signing in, or none."""
    system = connector(login.system)
    part = listed_part(system)
    if wanted.division is not None:
        return Scope(**{part or "division": wanted.division})
    if wanted.scope is not None:
        return wanted.scope
    if part is None or not sys.stdin.isatty():
        return Scope()
    title = system.scope_parts[part].title_nl.lower()
    if not typer.confirm(f"Sign in now, to choose the {part} ({title}) from a list?", default=True, err=True):
        answer = _ask(f"Number of the {part}, or nothing", default="")
        return Scope(**{part: int(answer)}) if answer.isdecimal() else Scope()
    try:
        return _picked(system, part, login, config)
    except NlconnectError as error:
        say(f"{error}\nThe profile gets no {part} for now; add it to the file, or give --division when you read.")
        return Scope()


def _picked(system: Connector, part: str, login: Login, config: Config) -> Scope:
    sign_in(login, config)
    with connect(Profile(name=login.name, login=login), config=config, outlet="terminal") as connection:
        rows = companies_of(connection, system)
    for number, row in enumerate(rows, 1):
        say(f"{number:>4}  {row[part]}  {row['name'] or ''}")
    while True:
        answer = _ask("Which one", default="1")
        if answer.isdecimal() and 1 <= int(answer) <= len(rows):
            return Scope(**{part: rows[int(answer) - 1][part]})  # type: ignore[arg-type]  # keys are int or text
        found = [row for row in rows if str(row[part]) == answer]
        if found:
            return Scope(**{part: found[0][part]})  # type: ignore[arg-type]  # a key


def _ask_option(option: str, question: str, *, default: str | None = None) -> str:
    """Ask a person; a script is told which option it left out."""
    if not sys.stdin.isatty():
        if default is not None:
            return default
        raise ConfigError(f"{option} is missing", hint="Nobody can be asked here, so give it as an option.")
    return _ask(question, default=default)


def _ask(question: str, *, default: str | None = None) -> str:
    return str(typer.prompt(question, default=default, show_default=bool(default), err=True)).strip()
