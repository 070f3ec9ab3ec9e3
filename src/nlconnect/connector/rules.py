"""What an experienced bookkeeper or functional manager looks at before something is written: rules, as pure values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from nlconnect.connector.writer import Draft
from nlconnect.model.query import Query
from nlconnect.model.record import Record

Severity = Literal["refuse", "mind"]
Answers = Mapping[str, Sequence[Record]]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule says of a change: fields by their path and never a value, as in an error."""

    rule: str
    text: str
    severity: Severity
    remedy: str
    recipients: tuple[str, ...] = ()
    """Every address that applying the change sends something to; the one place where a finding holds values."""


class Rule(Protocol):
    """One rule of the business. Both methods are pure: the engine reads what it asks for."""

    @property
    def name(self) -> str:
        """What people call it: `journal`, `VAT code`."""
        ...

    def questions(self, draft: Draft) -> Mapping[str, Query[Record]]:
        """What must be looked up, by a name of its own. Rules that ask the same share one read.

        A question without a condition is about how the company is set up, and its answer is kept for five minutes.
        """
        ...

    def findings(self, draft: Draft, answers: Answers) -> Iterable[Finding]:
        """What it found; nothing where it does not apply. A look-up without records may be one that is hidden."""
        ...
