"""Plans as people see them on the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from nlconnect.approvals import Book, Request, Standing
from nlconnect.connector import EntitySpec, connector
from nlconnect.errors import NlconnectError
from nlconnect.model.outcome import Difference, Plan
from nlconnect.model.record import MASK
from nlconnect.web.words import Words

OPEN = ("waiting", "cooling")
"""In these states people may still say no."""
WHY = ("account", "euros", "recipients")
CLOSED_AT_LEVEL = 5
"""Health, beliefs, national numbers: not even whoever approves sees those on a page."""


@dataclass(frozen=True, slots=True)
class Line:
    """A field before and after."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Card:
    """A request in a list."""

    plan: str
    what: str
    agent: str
    purpose: str
    until: str
    standing: str
    state: str


def card(request: Request, standing: Standing, words: Words) -> Card:
    """One request."""
    until = datetime.fromtimestamp(request.expires_at).astimezone()
    return Card(
        request.plan,
        f"{words(f'verb.{request.verb}')}: {request.entity}",
        request.agent,
        request.purpose,
        f"{until:%H:%M}",
        said(standing, words),
        standing.state,
    )


def cards(book: Book, words: Words, *, now: float) -> tuple[list[Card], list[Card]]:
    """What waits, and the newest of what does not."""
    found = [(request, book.standing_of(request, now=now)) for request in book.requests()]
    waiting = [card(request, standing, words) for request, standing in found if standing.state in OPEN]
    decided = [card(request, standing, words) for request, standing in found if standing.state not in OPEN]
    return waiting, decided[::-1][:20]


def said(standing: Standing, words: Words) -> str:
    """How it stands."""
    names = standing.rejected_by or ", ".join(standing.granted_by)
    until = moment(standing.until)
    return words(f"state.{standing.state}", lacking=standing.lacking, names=names, reason=standing.reason, until=until)


def moment(seconds: float) -> str:
    """As the clock on the wall shows it."""
    return f"{datetime.fromtimestamp(seconds).astimezone():%d-%m-%Y %H:%M}"


def demanded(request: Request, words: Words) -> Sequence[str]:
    """What it takes beside one yes, and why."""
    why = ", ".join(words(f"why.{one}") for one in request.why if one in WHY) or words("why.account")
    told = [words("needs", people=request.needs, why=why)] if request.needs > 1 else []
    return [*told, words("wait", hours=f"{request.wait / 3_600:g}")] if request.wait else told


def title(plan: Plan, words: Words) -> str:
    """What would happen, in a line: what people call the record where that is known."""
    known = _entity(plan) if words.language == "nl" else None
    name = (known.title_nl if known is not None else None) or plan.entity
    return f"{words(f'verb.{plan.verb}')}: {name}, {plan.scope}"


def lines(plan: Plan, words: Words) -> Sequence[Line]:
    """Every field that changes; the template escapes what stands in it."""
    known = _entity(plan) if words.language == "nl" else None
    labels = {field.name: field.label_nl for field in known.fields} if known is not None else {}
    return [
        Line(labels.get(part.name) or part.name, _text(part, part.before, words), _text(part, part.after, words))
        for part in plan.diff
    ]


def _entity(plan: Plan) -> EntitySpec | None:
    """None for a customer's own entity: its catalogue belongs to a profile."""
    try:
        return connector(plan.system).catalogue.entity(plan.entity)
    except NlconnectError:
        return None


def _text(part: Difference, value: object, words: Words) -> str:
    if value is None:
        return words("empty")
    if part.tag.level >= CLOSED_AT_LEVEL:
        return MASK
    label = f" ({part.label})" if part.label and value == part.after else ""
    return f"{plain(str(value))}{label}"


def plain(text: str) -> str:
    """All of it, since it is signed as a whole; without signs that turn or hide what stands beside them."""
    return "".join(sign if sign.isprintable() or sign in "\n\t" else " " for sign in text)
