"""What an agent asked for without asking a system, and what it was refused, in the audit trail: names, no values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress

from nlconnect.agents.desk import OUTLET, Desk
from nlconnect.errors import ConfigError, NlconnectError, PolicyRefused, QueryError

LOOKING = frozenset({"systems", "find", "describe"})
"""Verbs that ask no system anything; the others are in the trail with what they ask."""
REFUSALS = (PolicyRefused, QueryError, ConfigError)
"""What is refused here. What a vendor refuses stands with the call."""
_RULE = re.compile(r"\((?:rule|regel): ([^()]{1,60})\)")


class Trail:
    """Writes to the audit log of the first profile that opens: all profiles of a settings file share one."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def looked(self, verb: str, asked: Mapping[str, object]) -> None:
        """A verb that asks no system anything was answered."""
        if verb in LOOKING:
            self._write(verb, asked, verdict="allow", rule="", outcome="done")

    def refused(self, verb: str, asked: Mapping[str, object], error: NlconnectError) -> None:
        """A verb was refused."""
        if isinstance(error, REFUSALS):
            rule = _RULE.search(error.message)
            told = rule[1] if rule is not None else getattr(error, "rule", "")
            with suppress(NlconnectError):  # what cannot be written down either is refused all the same
                self._write(verb, asked, verdict="deny", rule=told, outcome=type(error).__name__)

    def _write(self, verb: str, asked: Mapping[str, object], *, verdict: str, rule: str, outcome: str) -> None:
        desk = self._desk
        named = asked.get("profile")
        name = named if isinstance(named, str) and named in desk.profiles else ""
        known = desk.profiles.get(name)
        entry: dict[str, object] = {
            "operation": f"agent {verb}",
            "system": known.login.system if known is not None else "",
            "entity": self._entity(name, asked.get("entity")),
            "profile": name,
            "purpose": desk.permission.purpose_of(known) if known is not None else desk.permission.purpose or "",
            "outlet": OUTLET,
            "verdict": verdict,
            "rule": rule,
            "outcome": outcome,
            "agent": desk.agent,
            **({"user": f"actor:{desk.user}"} if desk.user else {}),
        }
        failure: NlconnectError | None = None
        for place in [name] if name else desk.profiles:
            try:
                auditor = desk.connection(place)._session._auditor
            except NlconnectError as error:  # another profile of the same settings writes to the same log
                failure = error
                continue
            auditor.record(entry, now=desk.clock.now())
            return
        if failure is not None:
            raise failure

    def _entity(self, profile: str, name: object) -> str:
        """Only where there is such an entity: anything else is text of the agent's own."""
        if not profile or not isinstance(name, str):
            return ""
        try:
            return self._desk.system(profile).catalogue.entity(name).qualified_name
        except NlconnectError:
            return ""
