# Written by tools/write_modules.py from the catalogue and the overlay. Do not edit.
from decimal import Decimal
from nlconnect.model.collection import Collection
from nlconnect.model.query import Field
from nlconnect.model.record import Record

class RequestAttachment(Record, frozen=True):
    """GET /api/v1/beta/{division}/workflow/RequestAttachments, 60 rows a page."""
    id: str = ...
    division: int | None = ...
    download_url: str | None = ...
    """user.content.private.attachment, level 4, reviewed"""
    file_name: str | None = ...
    """user.content.private.attachment, level 3, reviewed"""
    file_size: Decimal | None = ...
    request: str | None = ...

class _RequestAttachments(Collection[RequestAttachment]):
    id: Field[str]
    division: Field[int]
    download_url: Field[str]
    file_name: Field[str]
    file_size: Field[Decimal]
    request: Field[str]
RequestAttachments: _RequestAttachments
