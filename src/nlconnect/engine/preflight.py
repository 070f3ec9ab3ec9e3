"""The rules of the business, before a plan is made: each distinct look-up once, then every finding together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from nlconnect.connector import Query, Record, Scope
from nlconnect.connector.rules import Finding, Rule
from nlconnect.connector.writer import Draft
from nlconnect.engine.references import Read
from nlconnect.errors import Forbidden, NotFound, PolicyRefused, QueryError, ScopeMissing

CLOSED = (Forbidden, NotFound, PolicyRefused, ScopeMissing)
"""This login may not look there. Any other failure ends the plan: nothing is planned on half a look."""


@dataclass(slots=True)
class Preflight:
    """What may not be looked up is remembered while the connection is open: vendors count such refusals."""

    rules: Sequence[Rule]
    _closed: set[tuple[Scope, str]] = field(default_factory=set)

    async def warnings(self, draft: Draft, read: Read, *, scope: Scope) -> list[str]:
        """What to mind. Raises QueryError that lists every rule that refuses the change, and what mends it."""
        asked = [(rule, rule.questions(draft)) for rule in self.rules]
        answered: list[tuple[Query[Record], Sequence[Record] | None]] = []
        found: list[Finding] = []
        for rule, questions in asked:
            answers, closed = await self._answers(questions, answered, read, scope=scope)
            found += [_unchecked(rule, name) for name in closed] or rule.findings(draft, answers)
        refused = [finding for finding in found if finding.severity == "refuse"]
        if refused:
            raise QueryError(
                "; ".join(f"{finding.text} (rule: {finding.rule})" for finding in refused),
                entity=draft.entity.name,
                operation="write",
                hint="\n".join(dict.fromkeys(finding.remedy for finding in refused)),
            )
        return [f"{finding.text} (rule: {finding.rule}). {finding.remedy}" for finding in found]

    async def _answers(
        self,
        questions: Mapping[str, Query[Record]],
        answered: list[tuple[Query[Record], Sequence[Record] | None]],
        read: Read,
        *,
        scope: Scope,
    ) -> tuple[dict[str, Sequence[Record]], list[str]]:
        """The records by the names of the questions, and the entities that may not be looked at."""
        answers: dict[str, Sequence[Record]] = {}
        closed = []
        for name, query in questions.items():
            known = next((pair for pair in answered if pair[0] == query), None)
            records = known[1] if known is not None else await self._read(query, read, scope=scope)
            if known is None:
                answered.append((query, records))
            if records is None:
                closed.append(query.entity.qualified_name)
            else:
                answers[name] = records
        return answers, closed

    async def _read(self, query: Query[Record], read: Read, *, scope: Scope) -> Sequence[Record] | None:
        place = (scope, query.entity.qualified_name)
        if place in self._closed:
            return None
        try:
            return await read(query)
        except CLOSED:
            self._closed.add(place)
            return None


def _unchecked(rule: Rule, entity: str) -> Finding:
    text = f"not checked: this login may not read {entity}"
    return Finding(rule.name, text, "mind", "Look yourself, or ask for the right to read it.")
