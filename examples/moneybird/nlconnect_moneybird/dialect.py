"""What Moneybird does its own way: pages of 100, and a few fields to filter on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from nlconnect.connector import EntitySpec, Query, Record
from nlconnect.connector.plain import LOCALLY, PlainDialect
from nlconnect.errors import QueryError
from nlconnect.model.query import AnyOf, Comparison, Condition


@dataclass(frozen=True, slots=True)
class MoneybirdDialect(PlainDialect):
    """The rest is as most systems have it, the next link in a header included."""

    title: str = "Moneybird"

    def options(self, query: Query[Record]) -> Mapping[str, str]:
        """As many a page as are given, and the filter."""
        entity, options = query.entity, dict[str, str]()
        if entity.page_size:
            options["per_page"] = str(min(entity.page_size, query.maximum or entity.page_size))
        if query.conditions:
            options["filter"] = ",".join(_filter(condition, entity) for condition in query.conditions)
        return options


def _filter(condition: Condition, entity: EntitySpec) -> str:
    """Moneybird: `state:open|late`, for the few fields that its reference names; no signs can be escaped."""
    parts = condition.conditions if isinstance(condition, AnyOf) else (condition,)
    equal = [part for part in parts if isinstance(part, Comparison) and part.comparator == "eq"]
    fields = {part.field.wire for part in equal}
    able = [spec.name for spec in entity.fields if spec.filter_ops]
    if len(equal) < len(parts) or len(fields) != 1 or not all(part.field.filter_ops for part in equal):
        known = f"It can test {', '.join(able)} for being equal. " if able else ""
        raise QueryError("Moneybird cannot filter on this", entity=entity.name, hint=f"{known}{LOCALLY}")
    values = [str(part.value) for part in equal]
    if any(part.value is None for part in equal) or any(sign in value for value in values for sign in ",|:"):
        raise QueryError("Moneybird cannot filter on empty values or signs", entity=entity.name, hint=LOCALLY)
    return f"{fields.pop()}:{'|'.join(values)}"
