# Written by tools/write_modules.py from the catalogue and the overlay. Do not edit.
import datetime as _dt
from collections.abc import Mapping
from nlconnect.model.collection import Collection
from nlconnect.model.query import Field, Query
from nlconnect.model.record import Record
from . import types as _types

class Notebook(Record, frozen=True):
    """GET POST /users/{user}/onenote/notebooks."""
    id: str | None = ...
    """user.unique_id, level 1, proposed"""
    self: str | None = ...
    """unreviewed, counts as level 4"""
    created_date_time: _dt.datetime | None = ...
    created_by: _types.IdentitySet | None = ...
    """unreviewed, counts as level 4"""
    display_name: str | None = ...
    """user.name, level 2, proposed"""
    last_modified_by: _types.IdentitySet | None = ...
    """unreviewed, counts as level 4"""
    last_modified_date_time: _dt.datetime | None = ...
    is_default: bool | None = ...
    is_shared: bool | None = ...
    links: _types.NotebookLinks | None = ...
    """unreviewed, counts as level 4"""
    section_groups_url: str | None = ...
    """unreviewed, counts as level 4"""
    sections_url: str | None = ...
    """unreviewed, counts as level 4"""
    user_role: _types.OnenoteUserRole | str | None = ...
    """unreviewed, counts as level 4"""
    section_groups: list[Mapping[str, object]] | None = ...
    """unreviewed, counts as level 4"""
    sections: list[Mapping[str, object]] | None = ...
    """unreviewed, counts as level 4"""

class _Notebooks(Collection[Notebook]):
    id: Field[str]
    self: Field[str]
    created_date_time: Field[_dt.datetime]
    created_by: Field[_types.IdentitySet]
    display_name: Field[str]
    last_modified_by: Field[_types.IdentitySet]
    last_modified_date_time: Field[_dt.datetime]
    is_default: Field[bool]
    is_shared: Field[bool]
    links: Field[_types.NotebookLinks]
    section_groups_url: Field[str]
    sections_url: Field[str]
    user_role: Field[_types.OnenoteUserRole | str]
    section_groups: Field[list[Mapping[str, object]]]
    sections: Field[list[Mapping[str, object]]]
    def of(self, *, user: str = ..., group: str = ..., site: str = ...) -> Query[Notebook]: ...  # type: ignore[override]
Notebooks: _Notebooks

class Page(Record, frozen=True):
    """DELETE GET PATCH POST /me/onenote/pages, 100 rows a page."""
    id: str | None = ...
    """user.unique_id, level 1, proposed"""
    self: str | None = ...
    """unreviewed, counts as level 4"""
    created_date_time: _dt.datetime | None = ...
    content: Mapping[str, object] | None = ...
    """unreviewed, counts as level 4"""
    content_url: str | None = ...
    """unreviewed, counts as level 4"""
    created_by_app_id: str | None = ...
    """unreviewed, counts as level 4"""
    last_modified_date_time: _dt.datetime | None = ...
    level: int | None = ...
    """unreviewed, counts as level 4"""
    links: _types.PageLinks | None = ...
    """unreviewed, counts as level 4"""
    order: int | None = ...
    """unreviewed, counts as level 4"""
    title: str | None = ...
    """user.name, level 2, proposed"""
    user_tags: list[str] | None = ...
    """unreviewed, counts as level 4"""
    parent_notebook: Mapping[str, object] | None = ...
    """unreviewed, counts as level 4"""
    parent_section: Mapping[str, object] | None = ...
    """unreviewed, counts as level 4"""

class _Pages(Collection[Page]):
    id: Field[str]
    self: Field[str]
    created_date_time: Field[_dt.datetime]
    content: Field[Mapping[str, object]]
    content_url: Field[str]
    created_by_app_id: Field[str]
    last_modified_date_time: Field[_dt.datetime]
    level: Field[int]
    links: Field[_types.PageLinks]
    order: Field[int]
    title: Field[str]
    user_tags: Field[list[str]]
    parent_notebook: Field[Mapping[str, object]]
    parent_section: Field[Mapping[str, object]]
    def of(self, *, section: str = ...) -> Query[Page]: ...  # type: ignore[override]
Pages: _Pages

class SectionGroup(Record, frozen=True):
    """GET POST /me/onenote/sectionGroups."""
    id: str | None = ...
    """user.unique_id, level 1, proposed"""
    self: str | None = ...
    """unreviewed, counts as level 4"""
    created_date_time: _dt.datetime | None = ...
    created_by: _types.IdentitySet | None = ...
    """unreviewed, counts as level 4"""
    display_name: str | None = ...
    """user.name, level 2, proposed"""
    last_modified_by: _types.IdentitySet | None = ...
    """unreviewed, counts as level 4"""
    last_modified_date_time: _dt.datetime | None = ...
    section_groups_url: str | None = ...
    """unreviewed, counts as level 4"""
    sections_url: str | None = ...
    """unreviewed, counts as level 4"""
    parent_notebook: Mapping[str, object] | None = ...
    """unreviewed, counts as level 4"""
    parent_section_group: Mapping[str, object] | None = ...
    """unreviewed, counts as level 4"""
    section_groups: list[Mapping[str, object]] | None = ...
    """unreviewed, counts as level 4"""
    sections: list[Mapping[str, object]] | None = ...
    """unreviewed, counts as level 4"""

class _SectionGroups(Collection[SectionGroup]):
    id: Field[str]
    self: Field[str]
    created_date_time: Field[_dt.datetime]
    created_by: Field[_types.IdentitySet]
    display_name: Field[str]
    last_modified_by: Field[_types.IdentitySet]
    last_modified_date_time: Field[_dt.datetime]
    section_groups_url: Field[str]
    sections_url: Field[str]
    parent_notebook: Field[Mapping[str, object]]
    parent_section_group: Field[Mapping[str, object]]
    section_groups: Field[list[Mapping[str, object]]]
    sections: Field[list[Mapping[str, object]]]
SectionGroups: _SectionGroups

class Section(Record, frozen=True):
    """GET POST /me/onenote/sections."""
    id: str | None = ...
    """user.unique_id, level 1, proposed"""
    self: str | None = ...
    """unreviewed, counts as level 4"""
    created_date_time: _dt.datetime | None = ...
    created_by: _types.IdentitySet | None = ...
    """unreviewed, counts as level 4"""
    display_name: str | None = ...
    """user.name, level 2, proposed"""
    last_modified_by: _types.IdentitySet | None = ...
    """unreviewed, counts as level 4"""
    last_modified_date_time: _dt.datetime | None = ...
    is_default: bool | None = ...
    links: _types.SectionLinks | None = ...
    """unreviewed, counts as level 4"""
    pages_url: str | None = ...
    """unreviewed, counts as level 4"""
    pages: list[Mapping[str, object]] | None = ...
    """unreviewed, counts as level 4"""
    parent_notebook: Mapping[str, object] | None = ...
    """unreviewed, counts as level 4"""
    parent_section_group: Mapping[str, object] | None = ...
    """unreviewed, counts as level 4"""

class _Sections(Collection[Section]):
    id: Field[str]
    self: Field[str]
    created_date_time: Field[_dt.datetime]
    created_by: Field[_types.IdentitySet]
    display_name: Field[str]
    last_modified_by: Field[_types.IdentitySet]
    last_modified_date_time: Field[_dt.datetime]
    is_default: Field[bool]
    links: Field[_types.SectionLinks]
    pages_url: Field[str]
    pages: Field[list[Mapping[str, object]]]
    parent_notebook: Field[Mapping[str, object]]
    parent_section_group: Field[Mapping[str, object]]
    def of(self, *, notebook: str = ...) -> Query[Section]: ...  # type: ignore[override]
Sections: _Sections
