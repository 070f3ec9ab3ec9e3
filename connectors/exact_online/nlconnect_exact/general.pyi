# Written by tools/write_modules.py from the catalogue and the overlay. Do not edit.
import datetime as _dt
from decimal import Decimal
from nlconnect.model.collection import Collection
from nlconnect.model.query import Field
from nlconnect.model.record import Record

class Currency(Record, frozen=True):
    """Valuta's. GET /api/v1/{division}/general/Currencies, 60 rows a page."""
    code: str = ...
    amount_precision: Decimal | None = ...
    created: _dt.datetime | None = ...
    description: str | None = ...
    modified: _dt.datetime | None = ...
    price_precision: Decimal | None = ...

class _Currencies(Collection[Currency]):
    code: Field[str]
    amount_precision: Field[Decimal]
    created: Field[_dt.datetime]
    description: Field[str]
    modified: Field[_dt.datetime]
    price_precision: Field[Decimal]
Currencies: _Currencies

class Layout(Record, frozen=True):
    """GET /api/v1/{division}/general/Layouts, 60 rows a page."""
    id: str = ...
    """user.unique_id, level 1, proposed"""
    category: int | None = ...
    """unreviewed, counts as level 4"""
    category_name: str | None = ...
    """unreviewed, counts as level 4"""
    created: _dt.datetime | None = ...
    creator: str | None = ...
    """user.unique_id, level 1, reviewed"""
    creator_full_name: str | None = ...
    """user.name, level 2, reviewed"""
    dd_view: str | None = ...
    """unreviewed, counts as level 4"""
    division: int | None = ...
    language: str | None = ...
    """user.demographic.language, level 1, proposed"""
    modified: _dt.datetime | None = ...
    modifier: str | None = ...
    """user.unique_id, level 1, reviewed"""
    modifier_full_name: str | None = ...
    """user.name, level 2, reviewed"""
    status: int | None = ...
    """unreviewed, counts as level 4"""
    subject: str | None = ...
    """user.content.private.subject_line, level 3, proposed"""
    type: int | None = ...

class _Layouts(Collection[Layout]):
    id: Field[str]
    category: Field[int]
    category_name: Field[str]
    created: Field[_dt.datetime]
    creator: Field[str]
    creator_full_name: Field[str]
    dd_view: Field[str]
    division: Field[int]
    language: Field[str]
    modified: Field[_dt.datetime]
    modifier: Field[str]
    modifier_full_name: Field[str]
    status: Field[int]
    subject: Field[str]
    type: Field[int]
Layouts: _Layouts
