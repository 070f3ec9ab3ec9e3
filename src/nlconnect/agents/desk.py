"""What the verbs of one agent work with: its profiles, what the policy lets it do, and what it was shown so far."""

from __future__ import annotations

import copy
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol

from nlconnect.agents.answers import Told
from nlconnect.agents.labels import TRUSTED, Label
from nlconnect.agents.permission import Permission
from nlconnect.agents.probing import refuse_probing
from nlconnect.agents.sitting import Sitting
from nlconnect.agents.switch import Switch, store_of
from nlconnect.agents.traces import Traces
from nlconnect.agents.visible import narrowed
from nlconnect.approvals import Book
from nlconnect.asking.question import Question, places_of
from nlconnect.client import Connection, connect
from nlconnect.config import Config, Profile, read_config
from nlconnect.connector import Connector, Query, Record, connector_of
from nlconnect.errors import ConfigError, QueryError
from nlconnect.model.catalogue import nearest
from nlconnect.model.ports import Clock, Store
from nlconnect.transport.clock import SystemClock

OUTLET = "agent"
"""What policies and the audit call an agent: what it is told goes to whoever runs its model."""


class Opens(Protocol):
    """Makes a connection, as `nlconnect.connect` does."""

    def __call__(
        self, profile: Profile, /, *, purpose: str, outlet: str, allow_writes: Sequence[str]
    ) -> Connection: ...


@dataclass(frozen=True, slots=True)
class Labelled:
    """An answer, and who may have written what stands in it."""

    answer: Told
    label: Label = TRUSTED


@dataclass(frozen=True, slots=True)
class Who:
    """Which agent it is, in which session of its host, and for what it works."""

    agent: str
    session: str = ""
    purpose: str | None = None


@dataclass(slots=True)
class Taken:
    """What was handed out so far."""

    records: int = 0


class Desk:
    """See the module. Safe between threads."""

    def __init__(
        self,
        who: Who,
        profiles: Sequence[str] | None,
        *,
        config: Config | None = None,
        store: Store | None = None,
        clock: Clock | None = None,
        open_connection: Opens | None = None,
    ) -> None:
        self._config = config or read_config()
        known = self._config.profiles
        self.profiles = {name: self._config.profile(name) for name in (known if profiles is None else profiles)}
        self.agent = who.agent
        self.user = ""
        self.permission = Permission.of(self._config, who.purpose)
        self._open: Opens = open_connection or partial(connect, config=self._config)
        self.store = store or store_of(self._config)
        self.clock = clock or SystemClock()
        self.switch = Switch(self.store)
        self.book = Book(self.store, policy=self.permission.policy)
        self.sitting = Sitting(self.store, agent=who.agent, session=who.session, clock=self.clock)
        self.traces = Traces()
        self.taken = Taken()
        self._connections: dict[str, Connection] = {}
        self._systems: dict[str, Connector] = {}
        self._lock = threading.Lock()

    def within(self, session: str, *, user: str = "") -> Desk:
        """The same for another session of the host, and somebody else's where it says so; what is open is shared."""
        other = copy.copy(self)
        other.user = user or self.user
        named = f"{other.user} {session}" if other.user else session
        other.sitting = Sitting(self.store, agent=self.agent, session=named, clock=self.clock)
        other.traces = Traces()
        other.taken = Taken()
        return other

    @property
    def maker(self) -> str:
        """Whose files are whose: those of an agent, or of one user of it."""
        return f"{self.agent} for {self.user}" if self.user else self.agent

    def close(self) -> None:
        """Close every connection, and the store."""
        with self._lock:
            opened = list(self._connections.values())
            self._connections.clear()
        for connection in opened:
            connection.close()
        self.store.close()

    def system(self, name: str) -> Connector:
        """The system of a profile, put together once: a customer's own catalogue is read from disk."""
        found = self._systems.get(name)
        return found or self._systems.setdefault(name, connector_of(self.profile(name)))

    def profile(self, name: str) -> Profile:
        """Raises ConfigError for one that this agent may not use."""
        if name not in self.profiles:
            raise ConfigError(
                f"there is no profile {name!r} for this agent",
                hint=nearest(name, list(self.profiles), what="profiles"),
            )
        return self.profiles[name]

    def connection(self, name: str) -> Connection:
        """The connection of a profile, opened once."""
        profile = self.profile(name)
        with self._lock:
            if name not in self._connections:
                opened = self._open(
                    profile,
                    purpose=self.permission.purpose_of(profile),
                    outlet=OUTLET,
                    allow_writes=self.permission.writable(profile, self.system(name)),
                )
                opened._asker = replace(opened._asker, agent=self.agent)
                self._connections[name] = opened
            opened = self._connections[name]
        if not self.user:
            return opened
        asker = replace(opened._asker, user=self.user)
        return type(opened)(opened._session, scope=opened.scope, asker=asker)

    def place(self, name: str, scope: Mapping[str, str | int]) -> Connection:
        """The one place that a write is for."""
        question = Question(profile=name, entity="", within=texts(scope))
        places = places_of(question, self.connection(name), self.system(name))
        if places.are_many:
            raise QueryError("a write is for one place", hint="Name it in scope.")
        return places.origin

    def asked(self, question: Question) -> tuple[Query[Record], Connection, Connector]:
        """The query over what may be seen, checked before anything is sent."""
        system = self.system(question.profile)
        query = question.query(system)
        connection = self.connection(question.profile)
        if self.permission.decides(self.profile(question.profile)):
            refuse_probing(query, connection)
        else:
            query = narrowed(query)
        return query, connection, system


def texts(parts: Mapping[str, str | int]) -> dict[str, str]:
    """Parts of a scope as people write them."""
    return {name: str(value) for name, value in parts.items()}
