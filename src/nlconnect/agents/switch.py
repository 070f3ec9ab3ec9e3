"""The stop button: a person stops an agent, or all of them, and every process of it hears that at its next call."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager

from nlconnect.config import Config
from nlconnect.errors import PolicyRefused
from nlconnect.model.ports import Clock, Store
from nlconnect.state import default_state_url, find_key, open_store
from nlconnect.transport.clock import SystemClock

KIND = "agents"
ALL = "*"
"""In place of a name: every agent, also one that nobody has heard of yet."""


class Switch:
    """Which agents were stopped. It lives in the state store, so all processes of this user share it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def stop(self, agent: str = ALL, *, now: float) -> None:
        """From now on this agent's calls are refused. `now` is seconds since 1970, UTC."""
        self._store.put(KIND, _key(agent), json.dumps({"since": now}).encode())

    def start(self, agent: str = ALL) -> None:
        """It may go on; starting all does not start one that was stopped by name."""
        self._store.delete(KIND, _key(agent))

    def stopped_since(self, agent: str) -> float | None:
        """When it was stopped, by its own name or with all; None where it may work."""
        since = [_since(self._store.get(KIND, _key(name))) for name in (ALL, agent)]
        return min((moment for moment in since if moment is not None), default=None)

    def refuse_stopped(self, agent: str) -> None:
        """Raises PolicyRefused where it was stopped."""
        if self.stopped_since(agent) is not None:
            raise PolicyRefused(
                f"the agent {agent} was stopped by a person (rule: agents stop)",
                hint="Nothing can be asked until that person starts it: `nlconnect agents start`. Say so, and stop.",
            )


def store_of(config: Config, *, clock: Clock | None = None) -> Store:
    """The state store of these settings."""
    url = config.settings.state or default_state_url()
    return open_store(url, key=find_key(url, source=config.settings.key), clock=clock or SystemClock())


@contextmanager
def open_switch(config: Config) -> Iterator[Switch]:
    """The switch of these settings."""
    store = store_of(config)
    try:
        yield Switch(store)
    finally:
        store.close()


def _key(agent: str) -> str:
    return f"stopped/{agent}"


def _since(document: bytes | None) -> float | None:
    if document is None:
        return None
    try:
        since = json.loads(document)["since"]
    except (ValueError, KeyError, TypeError):
        return 0.0  # what cannot be read was written by somebody who wanted it stopped
    return float(since) if isinstance(since, int | float) else 0.0
