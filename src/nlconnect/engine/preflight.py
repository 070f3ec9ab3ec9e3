"""The rules of the business, before a plan is made: each distinct look-up once, then every finding together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from nlconnect.connector import Query, Record, Scope
from nlconnect.connector.rules import Finding, Rule
from nlconnect.connector.writer import Draft
from nlconnect.engine.references import Read
from nlconnect.errors import AuthError, Forbidden, NotFound, PolicyRefused, QueryError, ScopeMissing

CLOSED = (Forbidden, NotFound, PolicyRefused, ScopeMissing)
"""This login may not look there. Any other failure ends the plan: nothing is planned on half a look.

A vendor may refuse the token where a right is missing (AFAS does). With a token that is really no good nothing is
written anyway, so that does not end a plan here.
"""
KEPT = 300.0
"""Seconds that an answer to a question without a condition is kept: it tells how a company is set up, not what is in
the books, and a run of entries would ask it every time."""


@dataclass(slots=True)
class Preflight:
    """What may not be looked up is remembered while the connection is open: vendors count such refusals."""

    rules: Sequence[Rule]
    _closed: set[tuple[Scope, str]] = field(default_factory=set)
    _kept: dict[tuple[Scope, str, int | None], tuple[float, Sequence[Record]]] = field(default_factory=dict)

    async def findings(self, draft: Draft, read: Read, *, scope: Scope, now: float) -> list[Finding]:
        """What to mind. Raises QueryError that lists every rule that refuses the change, and what mends it."""
        check = _Check(self, read, scope, now)
        found = await check.findings(draft)
        if check.used_kept and _refusals(found):  # somebody may have mended it since
            self._kept.clear()
            found = await _Check(self, read, scope, now).findings(draft)
        if refused := _refusals(found):
            raise QueryError(
                "; ".join(f"{finding.text} (rule: {finding.rule})" for finding in refused),
                entity=draft.entity.name,
                operation="write",
                hint="\n".join(dict.fromkeys(finding.remedy for finding in refused)),
            )
        return found

    async def warnings(self, draft: Draft, read: Read, *, scope: Scope, now: float) -> list[str]:
        """The same in words."""
        return told(await self.findings(draft, read, scope=scope, now=now))

    def kept(self, query: Query[Record], *, scope: Scope, now: float) -> Sequence[Record] | None:
        """What the same question was answered with a while ago."""
        at, records = self._kept.get(_place(query, scope), (now - KEPT, ()))
        return records if now - at < KEPT else None

    async def read(self, query: Query[Record], read: Read, *, scope: Scope, now: float) -> Sequence[Record] | None:
        """The records; None where this login may not look there."""
        place = (scope, query.entity.qualified_name)
        if place in self._closed:
            return None
        try:
            records = await read(query)
        except CLOSED:
            self._closed.add(place)
            return None
        except AuthError as refused:
            if type(refused) is not AuthError:  # a person has to sign in
                raise
            return None
        if not query.conditions and records:
            self._kept[_place(query, scope)] = (now, records)
        return records


@dataclass(slots=True)
class _Check:
    """One draft against all rules."""

    preflight: Preflight
    read: Read
    scope: Scope
    now: float
    used_kept: bool = False
    answered: list[tuple[Query[Record], Sequence[Record] | None]] = field(default_factory=list)

    async def findings(self, draft: Draft) -> list[Finding]:
        found: list[Finding] = []
        for rule in self.preflight.rules:
            answers, closed = await self._answers(rule.questions(draft))
            found += [_unchecked(rule, name) for name in closed] or rule.findings(draft, answers)
        return found

    async def _answers(self, questions: Mapping[str, Query[Record]]) -> tuple[dict[str, Sequence[Record]], list[str]]:
        """The records by the names of the questions, and the entities that may not be looked at."""
        answers: dict[str, Sequence[Record]] = {}
        closed = []
        for name, query in questions.items():
            records = await self._answer(query)
            if records is None:
                closed.append(query.entity.qualified_name)
            else:
                answers[name] = records
        return answers, closed

    async def _answer(self, query: Query[Record]) -> Sequence[Record] | None:
        for asked, records in self.answered:
            if asked == query:
                return records
        found = self.preflight.kept(query, scope=self.scope, now=self.now)
        if found is not None:
            self.used_kept = True
        else:
            found = await self.preflight.read(query, self.read, scope=self.scope, now=self.now)
        self.answered.append((query, found))
        return found


def told(found: Sequence[Finding]) -> list[str]:
    """In words, for the warnings of a plan."""
    return [f"{finding.text} (rule: {finding.rule}). {finding.remedy}" for finding in found]


def recipients(found: Sequence[Finding]) -> tuple[str, ...]:
    """Every address that something is sent to, once."""
    return tuple(dict.fromkeys(address for finding in found for address in finding.recipients))


def _place(query: Query[Record], scope: Scope) -> tuple[Scope, str, int | None]:
    return scope, query.fingerprint(), query.maximum


def _refusals(found: Sequence[Finding]) -> list[Finding]:
    return [finding for finding in found if finding.severity == "refuse"]


def _unchecked(rule: Rule, entity: str) -> Finding:
    text = f"not checked: this login may not read {entity}"
    return Finding(rule.name, text, "mind", "Look yourself, or ask for the right to read it.")
