"""Many scopes read one after the other have to have records of their own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from nlconnect.engine.session import Session
from nlconnect.errors import QueryError
from nlconnect.model.query import Query
from nlconnect.model.record import Record
from nlconnect.model.scope import Scope


class Placed(Protocol):
    """Whatever reads in a scope."""

    @property
    def scope(self) -> Scope: ...


P = TypeVar("P", bound=Placed)
R = TypeVar("R", bound=Record)


def apart(places: Sequence[P], query: Query[R], session: Session) -> list[P]:
    """These places. Raises QueryError where the scope changes nothing: each would bring the same records once more."""
    first = places[0].scope if places else Scope()
    other = next((place.scope for place in places if place.scope != first), None)
    if other is not None and _asked(query, first, session) == _asked(query, other, session):
        raise QueryError(
            f"they do not tell whose they are: {first} and {other} would bring the same records",
            entity=query.entity.name,
            hint="Read them once, in one scope.",
        )
    return list(places)


def _asked(query: Query[R], scope: Scope, session: Session) -> object:
    return session.connector.dialect.list_request(query, base_url=session.exchange.base_url, scope=scope).request
