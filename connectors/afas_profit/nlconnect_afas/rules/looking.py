"""What the rules look up, and how they read a draft. Rules that ask the same share one read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from nlconnect.connector import Query, Record, collection_of
from nlconnect.connector.writer import Draft
from nlconnect.model.change import Clear, Ref
from nlconnect.model.collection import Collection
from nlconnect.model.query import AnyOf, Comparison
from nlconnect.model.values import Value
from nlconnect_afas import CATALOGUE

LEDGER, DEBTOR, CREDITOR = "1", "2", "3"
"""What a line is booked on (`va_as`)."""
MOST = 20
"""Records that are looked up by number at once: AFAS takes addresses of 2,048 characters."""
MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an entry, and what stands before the names of its fields: `fi_entries[0].`."""

    draft: Draft
    at: str

    @property
    def net(self) -> Decimal:
        """Debit without credit."""
        return amount(self.draft, "am_de") - amount(self.draft, "am_cr")

    def text(self, name: str) -> str | None:
        return text(self.draft, name)


def entry_lines(draft: Draft) -> list[Line]:
    """The lines of a new journal entry; none of any other document."""
    if draft.entity.wire != "FiEntries" or draft.verb != "create":
        return []
    return list(inside(draft, "fi_entries"))


def inside(draft: Draft, name: str, at: str = "") -> Iterator[Line]:
    """The objects of one kind in a document that are not deleted."""
    for spec, rows in draft.lines.items():
        if spec.name == name:
            kept = (pair for pair in enumerate(rows) if pair[1].verb != "delete")
            yield from (Line(row, f"{at}{name}[{number}].") for number, row in kept)


def given(draft: Draft, name: str) -> Value | None:
    """The value of a field; None where it is not given, or emptied."""
    value = next((value for spec, value in draft.values.items() if spec.name == name), None)
    return None if isinstance(value, Clear | Ref) else value


def text(draft: Draft, name: str) -> str | None:
    """A code to compare; None where there is none."""
    value = given(draft, name)
    return str(value).strip().upper() or None if value is not None else None


def amount(draft: Draft, name: str) -> Decimal:
    value = given(draft, name)
    return value if isinstance(value, Decimal) else Decimal(0)


def day(value: object) -> date | None:
    """AFAS shows days as moments at midnight."""
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


def shown(record: Record, name: str) -> str:
    """A code in a view as `text` gives it; empty where there is none."""
    return str(getattr(record, name, None) or "").strip().upper()


def of_administration(draft: Draft, rows: Iterable[Record], name: str) -> list[Record]:
    """Those of the administration that the document names; where the connection names it, all are."""
    wanted = given(draft, "un_id")
    return [row for row in rows if wanted is None or getattr(row, name, None) in (None, wanted)]


def source(name: str) -> Collection[Record]:
    """One of AFAS's own views: a customer's own catalogue may hold the update connector alone."""
    return collection_of(CATALOGUE.package, CATALOGUE.entity(name))


def one_of(name: str, field: str, values: Iterable[Value]) -> Query[Record]:
    """The rows with one of these values in a column."""
    found = source(name)
    spec = found.all().entity.field(field)
    tests = tuple(Comparison(spec, "eq", value) for value in dict.fromkeys(values))
    return found.where(tests[0] if len(tests) == 1 else AnyOf(tests))


def named(paths: Iterable[str]) -> str:
    """Several fields in a sentence: the first few, and how many more."""
    all_of_them = list(paths)
    more = len(all_of_them) - MOST_NAMED
    return ", ".join(all_of_them[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
