# Written by tools/write_modules.py from the catalogue and the overlay. Do not edit.
from nlconnect.model.collection import Collection
from nlconnect.model.query import Field
from nlconnect.model.record import Record

class CustomField(Record, frozen=True):
    """GET /api/v1/{division}/customfield/CustomFields, 60 rows a page."""
    property_name: str = ...
    business_component_name: str | None = ...
    caption: str | None = ...
    """unreviewed, counts as level 4"""
    link_id: str | None = ...
    """unreviewed, counts as level 4"""
    refers_to: str | None = ...
    """unreviewed, counts as level 4"""
    type: str | None = ...
    value: str | None = ...
    """unreviewed, counts as level 4"""

class _CustomFields(Collection[CustomField]):
    property_name: Field[str]
    business_component_name: Field[str]
    caption: Field[str]
    link_id: Field[str]
    refers_to: Field[str]
    type: Field[str]
    value: Field[str]
CustomFields: _CustomFields

class UpdateCustomFieldRow(Record, frozen=True):
    """POST /api/v1/{division}/customfield/UpdateCustomField, 60 rows a page."""
    property_name: str = ...
    business_component_name: str | None = ...
    caption: str | None = ...
    """unreviewed, counts as level 4"""
    link_id: str | None = ...
    """unreviewed, counts as level 4"""
    refers_to: str | None = ...
    """unreviewed, counts as level 4"""
    type: str | None = ...
    value: str | None = ...
    """unreviewed, counts as level 4"""

class _UpdateCustomField(Collection[UpdateCustomFieldRow]):
    property_name: Field[str]
    business_component_name: Field[str]
    caption: Field[str]
    link_id: Field[str]
    refers_to: Field[str]
    type: Field[str]
    value: Field[str]
UpdateCustomField: _UpdateCustomField
