"""`doctor`: settings, state, sign-in, clock, companies, budget and rights, with what to do about each."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal, TypeVar

from typer import Argument, Exit, Option

if TYPE_CHECKING:
    from nlconnect.client import Connection
    from nlconnect.config import Config, Profile
    from nlconnect.connector import Connector
    from nlconnect.engine.answer import Answer

T = TypeVar("T")

CLOCK_WARNING_SECONDS = 30.0
RIGHTS = "UserHasRights"
"""The function that tells what a user may do, where a system has it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found; `code` is the exit code it asks for."""

    check: str
    state: Literal["ok", "note", "problem"]
    detail: str
    remedy: str | None = None
    code: int = 0

    def as_row(self) -> dict[str, object]:
        return {"state": self.state, "check": self.check, "detail": self.detail, "remedy": self.remedy}


def doctor(
    profile: Annotated[str | None, Argument(metavar="PROFILE", help="A profile; the only one when left out.")] = None,
    *,
    entity: Annotated[
        list[str] | None,
        Option(metavar="ENTITY", help="Check the right to read it; the entities of saved pulls without."),
    ] = None,
    offline: Annotated[bool, Option("--offline", help="Send nothing.")] = False,
    as_json: Annotated[bool, Option("--json", help="As JSON.")] = False,
) -> None:
    """Check what can go wrong, and say what to do.

    Settings, state, sign-in, clock, companies, budget and rights. Exits with 0, or with the code of the first problem.
    """
    from nlconnect.cli.listing import show_json

    findings: list[Finding] = []
    for finding in _checks(profile, tuple(entity or ()), offline=offline):
        findings.append(finding)
        if not as_json:
            _print(finding)
    if as_json:
        show_json([finding.as_row() for finding in findings])
    problem = next((finding for finding in findings if finding.state == "problem"), None)
    if problem is not None:
        raise Exit(problem.code)


def _checks(name: str | None, entities: tuple[str, ...], *, offline: bool) -> Iterator[Finding]:
    from nlconnect.config import read_config

    config, found = _tried("settings", read_config)
    if found is not None:
        yield found
    if config is None:
        return
    yield from _settings(config)
    state, found = _tried("state", lambda: _state(config))
    yield found or Finding("state", "ok", str(state))
    profile, found = _tried("profile", lambda: _profile(config, name))
    if found is not None:
        yield found
    if profile is None:
        return
    yield Finding("profile", "ok", f"{profile.name}: {profile.login.system}, {profile.scope}")
    yield from _idle_columns(config, profile)
    signed_in = yield from _sign_in(config, profile)
    if signed_in and not offline:
        yield from _online(config, profile, entities)


def _settings(config: Config) -> Iterator[Finding]:
    if config.path is None:
        places = " or ".join(str(place) for place in config.searched)
        yield Finding(
            "settings", "problem", "there is no settings file", f"`nlconnect profile add`; or put one at {places}", 2
        )
        return
    counts = f"logins {len(config.logins)}, profiles {len(config.profiles)}, pulls {len(config.pulls)}"
    yield Finding("settings", "ok", f"{config.path}: {counts}")
    for warning in config.warnings:
        yield Finding("settings", "note", warning)


def _state(config: Config) -> str:
    from nlconnect.state import default_state_url, find_key, open_store, state_folder
    from nlconnect.transport.clock import SystemClock

    url = config.settings.state or default_state_url()
    key = find_key(url, source=config.settings.key)
    open_store(url, key=key, clock=SystemClock()).close()
    return f"{state_folder(url)}, can be opened and has its key"


def _profile(config: Config, name: str | None) -> Profile:
    from nlconnect.errors import ConfigError

    if name is not None:
        return config.profile(name)
    if len(config.profiles) == 1:
        return next(iter(config.profiles.values()))
    names = ", ".join(config.profiles)
    raise ConfigError(
        "no profile was named", hint=f"Name one: {names}." if names else "Add one: `nlconnect profile add`."
    )


def _sign_in(config: Config, profile: Profile) -> Generator[Finding, None, bool]:
    from nlconnect.cli.signing import NEEDED, status_row
    from nlconnect.engine.signing import SignIn

    def look() -> dict[str, object]:
        with SignIn(profile.login, config=config) as signing:
            return status_row(signing.status())

    row, found = _tried("sign-in", look)
    if row is None:
        assert found is not None
        yield found
        return False
    if row["state"] == NEEDED:
        yield Finding("sign-in", "problem", str(row["remark"]), f"`nlconnect login {profile.login.name}`", 3)
        return False
    if row["state"] == "signed in":
        yield Finding("sign-in", "ok", _standing(row))
    else:
        yield Finding("sign-in", "note", f"{row['state']}, by {row['grant']}")
    if row["remark"]:
        yield Finding("sign-in", "note", str(row["remark"]))
    return True


def _standing(row: Mapping[str, object]) -> str:
    """Since when and until when, as far as the grant has such moments."""
    since = f"since {row['since']}" if row["since"] else f"by {row['grant']}"
    return f"{since}, good until {row['unused_until']} if left unused" if row["unused_until"] else since


def _online(config: Config, profile: Profile, entities: tuple[str, ...]) -> Iterator[Finding]:
    from nlconnect.cli.companies import companies_of, listed_part
    from nlconnect.cli.progress import budget_line
    from nlconnect.client import connect
    from nlconnect.connector import connector_of

    system = connector_of(profile)
    with connect(profile, config=config, outlet="terminal") as connection:
        part = listed_part(system)
        rows, found = _tried("connection", lambda: companies_of(connection, system))
        if rows is None:
            assert found is not None
            yield found
            return
        yield Finding("connection", "ok", f"{system.title} answers")
        yield from _clock(connection, system)
        own = profile.scope.get(part) if part else None
        if part and own is not None and own not in [row[part] for row in rows]:
            remedy = f"`nlconnect profile test {profile.name}` lists what it may see"
            yield Finding(part, "problem", f"this login may not see {part} {own}", remedy, 5)
        elif part:
            yield Finding(part, "ok", f"{len(rows)} may be read" + (f", {own} among them" if own is not None else ""))
        left = connection.budget()
        yield Finding(
            "budget",
            "note" if left.wait else "ok",
            f"left: {budget_line(left)}" if left.windows else "no fixed number of calls",
        )
        names = entities or tuple(dict.fromkeys(p.entity for p in config.pulls.values() if p.profile == profile.name))
        if own is not None:
            for name in names:
                yield _right(connection, system, name)


def _clock(connection: Connection, system: Connector) -> Iterator[Finding]:
    from email.utils import parsedate_to_datetime

    from nlconnect.transport.clock import SystemClock

    anchor = next((known.anchor for known in system.scope_parts.values() if known.anchor is not None), None)
    if anchor is None:
        return
    path = system.catalogue.entity(anchor[0]).path
    answer, found = _tried("clock", lambda: connection.request("GET", path, params={"$select": anchor[1]}))
    if answer is None or "date" not in answer.headers:
        yield found or Finding("clock", "note", "the server does not tell its time")
        return
    offset = parsedate_to_datetime(answer.headers["date"]).timestamp() - SystemClock().now()
    said = f"{abs(offset):.0f} s {'behind' if offset > 0 else 'ahead of'} the server's" if abs(offset) > 2 else "agrees"
    state: Literal["ok", "note"] = "ok" if abs(offset) < CLOCK_WARNING_SECONDS else "note"
    yield Finding("clock", state, f"this machine's clock: {said}", "set it by NTP" if state == "note" else None)


def _right(connection: Connection, system: Connector, name: str) -> Finding:
    """Exact: without the right a list is empty instead of refused, so it has to be asked."""
    spec, found = _tried(f"right to read {name}", lambda: system.catalogue.entity(name))
    if spec is None:
        assert found is not None
        return found
    check = f"right to read {spec.qualified_name}"
    if RIGHTS not in system.catalogue.names:
        return Finding(check, "note", f"{system.title} cannot be asked")
    endpoint = spec.path.partition("{division}/")[2]
    function = system.catalogue.entity(RIGHTS)
    params = {"endpoint": f"'{endpoint}'", "action": "'GET'"}
    answer, _ = _tried(check, lambda: connection.request("GET", function.path, params=params))
    allowed = _told(answer) if answer is not None else None
    if allowed is None:
        return Finding(check, "note", "the system did not say")
    if allowed:
        return Finding(check, "ok", "granted")
    return Finding(check, "problem", "missing: lists would come back empty", "ask the administrator for this right", 5)


def _idle_columns(config: Config, profile: Profile) -> Iterator[Finding]:
    """AFAS: a view gives all its columns at each read, so those that no saved pull is about only cost."""
    from nlconnect.cli.permissions import needs_of
    from nlconnect.connector import connector_of

    if not any(pull.profile == profile.name for pull in config.pulls.values()):
        return
    system, found = _tried("catalogue", lambda: connector_of(profile))
    if system is None or system.rights is None:
        yield from [found] if found is not None else []
        return
    guide, described = system.rights, system
    page, found = _tried("saved pulls", lambda: guide.page(needs_of(config, profile, described), signed_in_as="app"))
    if page is None:
        yield from [found] if found is not None else []
        return
    for entity, columns in page.idle.items():
        detail = f"{len(columns)} are read by no saved pull: {', '.join(columns)}"
        remedy = "ask for a copy of the view without them: every column crosses the wire at each read"
        yield Finding(f"columns of {entity}", "note", detail, remedy)


def _told(answer: Answer) -> bool | None:
    try:
        body = answer.json()
    except ValueError:
        return None
    content = body.get("d") if isinstance(body, dict) else None
    told = content.get(RIGHTS) if isinstance(content, dict) else None
    return told if isinstance(told, bool) else None


def _tried(check: str, work: Callable[[], T]) -> tuple[T | None, Finding | None]:
    from nlconnect.cli.outcome import exit_code_of
    from nlconnect.errors import NlconnectError, PolicyRefused

    try:
        return work(), None
    except PolicyRefused as refused:  # house rules are no fault of the connection
        return None, Finding(check, "note", f"not asked, by the policy (rule: {refused.rule})")
    except NlconnectError as error:
        lines = str(error).split("\n", 1)
        return None, Finding(check, "problem", lines[0], lines[1] if len(lines) > 1 else None, exit_code_of(error))


def _print(finding: Finding) -> None:
    mark = {"ok": "ok      ", "note": "note    ", "problem": "PROBLEM "}[finding.state]
    print(f"{mark} {finding.check}: {finding.detail}")
    if finding.remedy:
        print(f"          what to do: {finding.remedy}")
