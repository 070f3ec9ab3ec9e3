"""What the page tells beside approvals: budgets, connections, and what each agent did. Numbers and names, no values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from nlconnect.agents.switch import Switch
from nlconnect.config import Config, Login, Profile
from nlconnect.connector import connector_of
from nlconnect.engine.allowance import Account, most_of, told
from nlconnect.engine.signing import SignIn
from nlconnect.errors import NlconnectError
from nlconnect.model.ports import Store
from nlconnect.policy import UNITS, Policy
from nlconnect.web.words import Words

NEARLY = 80
"""Per cent of a budget from which on it is shown as nearly used."""
ON_THE_WAY = ("begun", "under way")
"""Entries of an operation that has another one when it ends."""
ASKED = "agent "
"""So entries begin about a verb that an agent used; what a system was asked for it is another entry."""
MOST_KINDS = 12
SHOWN = 5_000
"""The newest entries of the log that are looked at."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One unit of a budget, today."""

    unit: str
    used: str
    most: str
    left: str
    share: int
    """Per cent that is used."""

    @property
    def state(self) -> str:
        return "full" if self.share >= 100 else "near" if self.share >= NEARLY else ""


@dataclass(frozen=True, slots=True)
class Purse:
    """Whose budget it is, and how it stands."""

    holder: str
    name: str
    title: str
    bars: Sequence[Bar]


@dataclass(frozen=True, slots=True)
class Link:
    """A profile, and whether somebody is signed in for it."""

    profile: str
    system: str
    scope: str
    purpose: str
    login: str
    state: str
    """signed_in, untried, refused, needed or wrong."""
    since: float | None = None
    until: float | None = None
    """When it ends if nobody uses it."""


@dataclass(slots=True)
class Deeds:
    """What one agent did, as the audit log has it."""

    agent: str
    title: str = ""
    purposes: str = ""
    last: str = ""
    is_stopped: bool = False
    calls: int = 0
    records: int = 0
    writes: int = 0
    refused: int = 0
    kinds: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    """How often it did what, of which entity, and how that ended."""
    bars: Sequence[Bar] = ()

    @property
    def often(self) -> Sequence[tuple[str, str, str, int]]:
        return [(*kind, count) for kind, count in self.kinds.most_common(MOST_KINDS)]


def purses(policy: Policy | None, store: Store, words: Words, *, now: float) -> Sequence[Purse]:
    """Every budget that the policy names, with what is left of it today."""
    if policy is None:
        return ()
    budgets = {owner: budget for name in policy.agents for owner, budget in policy.budgets("", name).items()}
    budgets |= {owner: budget for name in policy.purposes for owner, budget in policy.budgets(name, "").items()}
    taken = Account(store, budgets).taken(now=now)
    found = []
    for (holder, name), budget in budgets.items():
        titled = policy.agents[name] if holder == "agent" else policy.purposes[name]
        bars = []
        for unit in UNITS:
            most = most_of(budget, unit)
            if most is not None:
                used = taken[holder, name][unit]
                left = max(0, most - used)
                share = min(100, 100 * used // most)
                shown = [words.number(told(unit, count)) for count in (used, most, left)]
                bars.append(Bar(words(f"unit.{unit}"), shown[0], shown[1], shown[2], share))
        found.append(Purse(holder, name, titled.title, bars))
    return found


def links(config: Config) -> Sequence[Link]:
    """Every profile of the settings. Nothing is sent, and no secret is in it."""
    states: dict[str, tuple[str, float | None, float | None]] = {}
    found = []
    for profile in config.profiles.values():
        login = profile.login
        if login.name not in states:
            states[login.name] = _sign_in(login, config)
        state, since, until = states[login.name]
        scope, purpose = str(profile.scope), profile.purpose or ""
        found.append(Link(profile.name, _title(profile), scope, purpose, login.name, state, since, until))
    return found


def _title(profile: Profile) -> str:
    try:
        return connector_of(profile).title
    except NlconnectError:
        return profile.login.system


def _sign_in(login: Login, config: Config) -> tuple[str, float | None, float | None]:
    try:
        with SignIn(login, config=config) as signing:
            status = signing.status()
    except NlconnectError:
        return "wrong", None, None
    if status.problem is not None:
        return "needed", None, None
    if status.refused_at is not None:
        return "refused", status.refused_at, None
    return "signed_in" if status.tried else "untried", status.signed_in_at, status.refresh_dies_at


def deeds(
    entries: Iterable[Mapping[str, object]], policy: Policy | None, switch: Switch, purses: Iterable[Purse]
) -> Sequence[Deeds]:
    """By agent, the listed ones first; one that the policy does not list may be in the log all the same."""
    listed = policy.agents if policy is not None else {}
    known = {name: Deeds(name, agent.title, ", ".join(agent.purposes)) for name, agent in listed.items()}
    for entry in entries:
        name = entry.get("agent")
        outcome, operation = str(entry.get("outcome", "")), str(entry.get("operation", ""))
        if not isinstance(name, str) or outcome in ON_THE_WAY:
            continue
        one = known.setdefault(name, Deeds(name))
        one.last = max(one.last, when(entry))
        one.calls += _number(entry.get("calls"))
        one.records += _number(entry.get("records"))
        one.refused += outcome == "PolicyRefused" and operation.startswith(ASKED)
        one.writes += outcome == "Done"
        if not operation.startswith(ASKED) or outcome == "done":  # else it stands in the log as what came of it, too
            one.kinds[operation, str(entry.get("entity", "")), outcome] += 1
    bars = {purse.name: purse.bars for purse in purses if purse.holder == "agent"}
    for one in known.values():
        one.is_stopped = switch.stopped_since(one.agent) is not None
        one.bars = bars.get(one.agent, ())
    return list(known.values())


def when(entry: Mapping[str, object]) -> str:
    """The moment of an entry to the minute, in UTC as the log has it."""
    return str(entry.get("at", ""))[:16].replace("T", " ")


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0
