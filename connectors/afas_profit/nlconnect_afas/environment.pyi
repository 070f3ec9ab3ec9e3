# Written by tools/write_modules.py from the catalogue and the overlay. Do not edit.
from decimal import Decimal
from nlconnect.model.collection import Collection
from nlconnect.model.query import Field, Query
from nlconnect.model.record import Record

class CustomConnector(Record, frozen=True):
    """Other connectors that this app may use. GET /metainfo."""
    id: str = ...
    """Connector"""
    description: str | None = ...
    """Omschrijving (Description)"""

class _CustomConnectors(Collection[CustomConnector]):
    id: Field[str]
    description: Field[str]
CustomConnectors: _CustomConnectors

class GetConnector(Record, frozen=True):
    """Views that this app may use. GET /metainfo."""
    id: str = ...
    """Connector"""
    description: str | None = ...
    """Omschrijving (Description)"""

class _GetConnectors(Collection[GetConnector]):
    id: Field[str]
    description: Field[str]
GetConnectors: _GetConnectors

class ProfitVersionRow(Record, frozen=True):
    """Version of Profit. GET /profitversion."""
    version: str | None = ...
    """Versie (Version)"""

class _ProfitVersion(Collection[ProfitVersionRow]):
    version: Field[str]
ProfitVersion: _ProfitVersion

class UpdateConnector(Record, frozen=True):
    """Update connectors that this app may use. GET /metainfo."""
    id: str = ...
    """Connector"""
    description: str | None = ...
    """Omschrijving (Description)"""

class _UpdateConnectors(Collection[UpdateConnector]):
    id: Field[str]
    description: Field[str]
UpdateConnectors: _UpdateConnectors

class ViewColumn(Record, frozen=True):
    """Columns of a view, as they are now. GET /metainfo/get/{connector}."""
    id: str = ...
    """Kolom (Column)"""
    field_id: str | None = ...
    """Veld (Field)"""
    data_type: str | None = ...
    """Gegevenstype (Kind of value)"""
    label: str | None = ...
    """Label"""
    length: int | None = ...
    """Lengte (Length)"""
    control_type: int | None = ...
    """Soort invoerveld (code) (Kind of control (code))"""
    decimals: int | None = ...
    """Decimalen (Decimals)"""
    decimals_field_id: str | None = ...
    """Veld met decimalen (Field with the decimals)"""

class _ViewColumns(Collection[ViewColumn]):
    id: Field[str]
    field_id: Field[str]
    data_type: Field[str]
    label: Field[str]
    length: Field[int]
    control_type: Field[int]
    decimals: Field[int]
    decimals_field_id: Field[str]
    def of(self, *, connector: str) -> Query[ViewColumn]: ...  # type: ignore[override]
ViewColumns: _ViewColumns
