"""What of one person may be erased, what the law keeps, and the plans that would do it. Nothing is carried out here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from nlconnect.connector import EntitySpec, FieldSpec, collection_of
from nlconnect.errors import NlconnectError
from nlconnect.model.change import CLEAR, Change, Delete, Update
from nlconnect.model.outcome import Plan
from nlconnect.policy import fiscal_rule
from nlconnect.policy.dutch_rules import FISCAL_YEARS
from nlconnect.privacy.concerning import Found, Search, is_of_the_books, linked_to

Step = Literal["keep", "delete", "clear", "by hand"]
OF_THE_BOOKS = (
    "user.unique_id",
    "user.name",
    "user.contact.address",
    "user.financial",
    "user.government_id.vat_number",
    "user.government_id.trade_register_number",
    "user.government_id.tax_number",
)
"""What an invoice has to show, and what was paid: kept as long as the books are."""


@dataclass(frozen=True, slots=True)
class Books:
    """Records of the books that lead to somebody: how many, and until when the last of them is kept."""

    entity: str
    count: int
    until: int
    """The last year in which the tax office may ask for one of them; 0 where none is kept any more."""


@dataclass(frozen=True, slots=True)
class Erasure:
    """What can be done about one record."""

    found: Found
    step: Step
    why: str
    why_nl: str
    fields: tuple[str, ...] = ()
    """What would be cleared."""
    kept: tuple[str, ...] = ()
    """Personal fields that stay."""
    books: tuple[Books, ...] = ()
    plan: Plan | None = field(default=None, repr=False)
    refused: str = ""
    """Why there is no plan, in the words of an error."""


OF_WAGES = ("user.workplace.employee_number", "user.financial.income")
"""An entity with such fields is about people who are or were employed: no rule here can tell when that is over."""


def erasures(search: Search, found: Sequence[Found], *, today: date) -> Iterator[Erasure]:
    """What can be done about each record: kept, deleted, cleared of what the books do not need, or done by hand."""
    for record in found:
        own = _booked(record)
        if is_of_the_books(record.entity) and fiscal_rule(record.entity.qualified_name, own, today) is not None:
            yield _kept(record, Books(record.entity.qualified_name, 1, _last_year(own, today)))
            continue
        books = tuple(_books(search, record, today))
        yield _planned(search, _decided(record, tuple(part for part in books if part.until)))


def _kept(record: Found, books: Books) -> Erasure:
    return Erasure(
        record,
        "keep",
        f"belongs to the books: kept until the end of {books.until}",
        f"hoort bij de administratie: bewaard tot eind {books.until}",
        kept=tuple(record.personal),
        books=(books,),
    )


def _decided(record: Found, books: tuple[Books, ...]) -> Erasure:
    entity = record.entity
    if any(spec.tag.category in OF_WAGES for spec in entity.fields):
        return Erasure(
            record,
            "by hand",
            "about an employee: wage records are kept for seven years after, and when that is over is for you to judge",
            "over een medewerker: loongegevens blijven zeven jaar bewaard, en wanneer dat om is beoordeelt u",
            kept=tuple(record.personal),
            books=books,
        )
    if not books and "DELETE" in entity.methods:
        return Erasure(record, "delete", "nothing of the books leads here", "niets uit de administratie wijst hierheen")
    until = max((part.until for part in books), default=0)
    personal = list(record.personal)
    cleared = tuple(name for name in personal if _may_be_cleared(entity.by_name[name], fiscal=bool(books)))
    kept = tuple(name for name in personal if name not in cleared)
    if cleared and {"PUT", "PATCH"} & (entity.methods | entity.item_methods):
        why, why_nl = ("it cannot be deleted here", "het kan hier niet verwijderd worden")
        if books:
            why = f"the books lead here until the end of {until}: name, address and payments stay"
            why_nl = f"de administratie wijst hierheen tot eind {until}: naam, adres en betalingen blijven"
        return Erasure(record, "clear", why, why_nl, cleared, kept, books)
    if books:
        return _kept_for(record, books, until)
    return Erasure(
        record,
        "by hand",
        "nlconnect cannot write this; erase it in the system itself",
        "nlconnect kan dit niet schrijven; wis het in het systeem zelf",
        kept=tuple(personal),
    )


def _kept_for(record: Found, books: tuple[Books, ...], until: int) -> Erasure:
    return Erasure(
        record,
        "keep",
        f"the books lead here until the end of {until}, and nothing else can be cleared",
        f"de administratie wijst hierheen tot eind {until}, en er is niets anders te wissen",
        kept=tuple(record.personal),
        books=books,
    )


def _may_be_cleared(spec: FieldSpec, *, fiscal: bool) -> bool:
    category = spec.tag.category or ""
    if spec.is_key or spec.read_only or spec.create_only or spec.required or not spec.is_plain:
        return False
    if spec.link is not None or spec.target is not None or spec.type == "bool" or category == "user.unique_id":
        return False
    return not fiscal or not any(category == one or category.startswith(f"{one}.") for one in OF_THE_BOOKS)


def _planned(search: Search, erasure: Erasure) -> Erasure:
    """With the plan that would do it; made and kept as any other, so that only people carry it out."""
    if erasure.step not in ("delete", "clear"):
        return erasure
    record = erasure.found
    target = collection_of(search.connector.package, record.entity)
    key = record.key[0] if len(record.key) == 1 else record.key
    change: Change
    if erasure.step == "delete":
        change = Delete(target, key)  # type: ignore[arg-type]  # a key as it was read
    else:
        change = Update(target, key, **dict.fromkeys(erasure.fields, CLEAR))  # type: ignore[arg-type]  # as above
    try:
        return replace(erasure, plan=search.connection.plan(change))
    except NlconnectError as error:
        return replace(erasure, refused=f"{type(error).__name__}: {error.message}")


def _books(search: Search, record: Found, today: date) -> Iterator[Books]:
    """What of the books leads to this record. What cannot be asked counts as there: it is not ours to risk."""
    fields: dict[EntitySpec, list[FieldSpec]] = {}
    for entity, spec in linked_to(search.connector, record.entity, fiscal=True):
        fields.setdefault(entity, []).append(spec)
    for entity, links in fields.items():
        asked = search.leading(entity, links, record)
        try:
            rows = list(search.read(asked)) if asked is not None else None
        except NlconnectError:
            rows = None
        if rows is None:
            yield Books(entity.qualified_name, 0, today.year + FISCAL_YEARS)
        elif rows:
            yield Books(entity.qualified_name, len(rows), max(_last_year(_booked(row), today) for row in rows))


def _booked(record: Found) -> date | None:
    """The last day on which it can have been booked, as far as the record says."""
    entity = record.entity
    name = entity.by_wire[entity.fiscal].name if entity.fiscal else None
    cell = record.cells.get(name) if name is not None else None
    value = cell.value if cell is not None else None
    try:
        return date(value, 12, 31) if isinstance(value, int) else date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def _last_year(booked: date | None, today: date) -> int:
    """Until the end of which year it is kept; 0 where that is over. Without a date it counts as of today."""
    return (booked or today).year + FISCAL_YEARS if fiscal_rule("", booked, today) is not None else 0
