# Written by tools/write_modules.py from the catalogue and the overlay. Do not edit.
from nlconnect.model.collection import Collection
from nlconnect.model.query import Field, Query
from nlconnect.model.record import Record

class Attachment(Record, frozen=True):
    """An attachment of a file item. GET /subjectconnector/{subjectId}/{fileId}."""
    filename: str | None = ...
    """user.content.free_text, level 4, reviewed; Bestandsnaam (File name)"""
    mimetype: str | None = ...
    """Soort bestand (Kind of file)"""
    filedata: bytes | None = ...
    """user.content.free_text, level 4, reviewed; Bestand (File)"""

class _Attachments(Collection[Attachment]):
    filename: Field[str]
    mimetype: Field[str]
    filedata: Field[bytes]
    def of(self, *, subject_id: int, file_id: str) -> Query[Attachment]: ...  # type: ignore[override]
Attachments: _Attachments

class FileField(Record, frozen=True):
    """A file in a field. GET /fileconnector/{fileId}/{fileName}."""
    filename: str | None = ...
    """user.content.free_text, level 4, reviewed; Bestandsnaam (File name)"""
    mimetype: str | None = ...
    """Soort bestand (Kind of file)"""
    filedata: bytes | None = ...
    """user.content.free_text, level 4, reviewed; Bestand (File)"""

class _FileFields(Collection[FileField]):
    filename: Field[str]
    mimetype: Field[str]
    filedata: Field[bytes]
    def of(self, *, file_id: str, file_name: str) -> Query[FileField]: ...  # type: ignore[override]
FileFields: _FileFields

class Image(Record, frozen=True):
    """An image; format 0 is the original, 1 a thumbnail, 2 of medium size. GET /imageconnector/{imageId}."""
    mimetype: str | None = ...
    """Soort bestand (Kind of file)"""
    filedata: bytes | None = ...
    """user.content.free_text, level 4, reviewed; Bestand (File)"""

class _Images(Collection[Image]):
    mimetype: Field[str]
    filedata: Field[bytes]
    def of(self, *, image_id: str, format: int = ...) -> Query[Image]: ...  # type: ignore[override]
Images: _Images

class Report(Record, frozen=True):
    """A report, with filters as AFAS writes them. GET /reportconnector/{reportId}."""
    mimetype: str | None = ...
    """Soort bestand (Kind of file)"""
    filedata: bytes | None = ...
    """user.content.free_text, level 4, reviewed; Bestand (File)"""

class _Reports(Collection[Report]):
    mimetype: Field[str]
    filedata: Field[bytes]
    def of(self, *, report_id: str, filterfieldids: str = ..., filtervalues: str = ..., operatortypes: str = ...) -> Query[Report]: ...  # type: ignore[override]
Reports: _Reports
