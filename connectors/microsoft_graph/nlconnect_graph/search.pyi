# Written by tools/write_modules.py from the catalogue and the overlay. Do not edit.
from collections.abc import Mapping
from nlconnect.model.collection import Collection
from nlconnect.model.query import Field
from nlconnect.model.record import Record

class SearchHit(Record, frozen=True):
    """Zoekresultaten. POST /search/query, 1000 rows a page."""
    content_source: str | None = ...
    hit_id: str | None = ...
    is_collapsed: bool | None = ...
    rank: int | None = ...
    result_template_id: str | None = ...
    summary: str | None = ...
    """user.content.private, level 4, reviewed"""
    resource: Mapping[str, object] | None = ...
    """user.content.free_text, level 4, proposed"""

class _SearchHits(Collection[SearchHit]):
    content_source: Field[str]
    hit_id: Field[str]
    is_collapsed: Field[bool]
    rank: Field[int]
    result_template_id: Field[str]
    summary: Field[str]
    resource: Field[Mapping[str, object]]
SearchHits: _SearchHits
