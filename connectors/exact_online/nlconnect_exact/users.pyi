# Written by tools/write_modules.py from the catalogue and the overlay. Do not edit.
import datetime as _dt
from enum import StrEnum
from nlconnect.model.collection import Collection
from nlconnect.model.query import Field, Query
from nlconnect.model.record import Record

class UserGender(StrEnum):
    male = 'M'
    female = 'V'
    unknown = 'O'

class UserHasRightsRow(Record, frozen=True):
    """GET /api/v1/{division}/users/UserHasRights."""

class _UserHasRights(Collection[UserHasRightsRow]):
    def of(self, *, endpoint: str, action: str) -> Query[UserHasRightsRow]: ...  # type: ignore[override]
UserHasRights: _UserHasRights

class UserRole(Record, frozen=True):
    """GET /api/v1/{division}/users/UserRoles, 60 rows a page."""
    id: str = ...
    """user.unique_id, level 1, proposed"""
    created: _dt.datetime | None = ...
    creator: str | None = ...
    """user.unique_id, level 1, reviewed"""
    creator_full_name: str | None = ...
    """user.name, level 2, reviewed"""
    description: str | None = ...
    """unreviewed, counts as level 4"""
    end_date: _dt.datetime | None = ...
    """unreviewed, counts as level 4"""
    modified: _dt.datetime | None = ...
    modifier: str | None = ...
    """user.unique_id, level 1, reviewed"""
    modifier_full_name: str | None = ...
    """user.name, level 2, reviewed"""
    role: int | None = ...
    """unreviewed, counts as level 4"""
    role_level: int | None = ...
    """unreviewed, counts as level 4"""
    start_date: _dt.datetime | None = ...
    """unreviewed, counts as level 4"""
    user_id: str | None = ...
    """user.unique_id, level 1, proposed"""

class _UserRoles(Collection[UserRole]):
    id: Field[str]
    created: Field[_dt.datetime]
    creator: Field[str]
    creator_full_name: Field[str]
    description: Field[str]
    end_date: Field[_dt.datetime]
    modified: Field[_dt.datetime]
    modifier: Field[str]
    modifier_full_name: Field[str]
    role: Field[int]
    role_level: Field[int]
    start_date: Field[_dt.datetime]
    user_id: Field[str]
UserRoles: _UserRoles

class UserRolesPerDivisionRow(Record, frozen=True):
    """GET /api/v1/{division}/users/UserRolesPerDivision, 60 rows a page."""
    id: str = ...
    """user.unique_id, level 1, proposed"""
    created: _dt.datetime | None = ...
    creator: str | None = ...
    """user.unique_id, level 1, reviewed"""
    creator_full_name: str | None = ...
    """user.name, level 2, reviewed"""
    description: str | None = ...
    """unreviewed, counts as level 4"""
    division: int | None = ...
    end_date: _dt.datetime | None = ...
    """unreviewed, counts as level 4"""
    modified: _dt.datetime | None = ...
    modifier: str | None = ...
    """user.unique_id, level 1, reviewed"""
    modifier_full_name: str | None = ...
    """user.name, level 2, reviewed"""
    role: int | None = ...
    """unreviewed, counts as level 4"""
    role_level: int | None = ...
    """unreviewed, counts as level 4"""
    start_date: _dt.datetime | None = ...
    """unreviewed, counts as level 4"""
    user_id: str | None = ...
    """user.unique_id, level 1, proposed"""

class _UserRolesPerDivision(Collection[UserRolesPerDivisionRow]):
    id: Field[str]
    created: Field[_dt.datetime]
    creator: Field[str]
    creator_full_name: Field[str]
    description: Field[str]
    division: Field[int]
    end_date: Field[_dt.datetime]
    modified: Field[_dt.datetime]
    modifier: Field[str]
    modifier_full_name: Field[str]
    role: Field[int]
    role_level: Field[int]
    start_date: Field[_dt.datetime]
    user_id: Field[str]
UserRolesPerDivision: _UserRolesPerDivision

class User(Record, frozen=True):
    """Gebruikers. DELETE GET POST PUT /api/v1/{division}/users/Users, 60 rows a page."""
    user_id: str = ...
    """user.unique_id, level 1, reviewed"""
    birth_date: _dt.date | None = ...
    """user.demographic.date_of_birth, level 3, reviewed; Geboortedatum"""
    birth_name: str | None = ...
    """user.name, level 2, reviewed"""
    created: _dt.datetime | None = ...
    creator: str | None = ...
    """user.unique_id, level 1, reviewed"""
    creator_full_name: str | None = ...
    """user.name, level 2, reviewed"""
    customer: str | None = ...
    """user.unique_id, level 1, reviewed"""
    customer_name: str | None = ...
    """user.contact.organization, level 1, reviewed; Klant"""
    email: str | None = ...
    """user.contact.email, level 2, reviewed; E-mail"""
    end_date: _dt.date | None = ...
    """user.workplace.employment, level 3, reviewed; Einddatum"""
    first_name: str | None = ...
    """user.name.first, level 2, reviewed; Voornaam"""
    full_name: str | None = ...
    """user.name, level 2, reviewed; Naam"""
    gender: UserGender | str | None = ...
    """user.demographic.gender, level 2, reviewed"""
    has_registered_for_two_step_verification: bool | None = ...
    """user.behavior.sign_in, level 3, reviewed"""
    has_two_step_verification: bool | None = ...
    """user.behavior.sign_in, level 3, reviewed; Tweestapsverificatie"""
    initials: str | None = ...
    """user.name, level 2, reviewed"""
    is_anonymised: int | None = ...
    """user.privacy_preferences, level 1, reviewed"""
    language: str | None = ...
    """user.demographic.language, level 1, reviewed; Taal"""
    last_login: _dt.datetime | None = ...
    """user.behavior.sign_in, level 3, reviewed; Laatst aangemeld"""
    last_name: str | None = ...
    """user.name.last, level 2, reviewed; Achternaam"""
    middle_name: str | None = ...
    """user.name, level 2, reviewed; Tussenvoegsel"""
    mobile: str | None = ...
    """user.contact.phone_number, level 2, reviewed; Mobiel"""
    modified: _dt.datetime | None = ...
    modifier: str | None = ...
    """user.unique_id, level 1, reviewed"""
    modifier_full_name: str | None = ...
    """user.name, level 2, reviewed"""
    nationality: str | None = ...
    """user.demographic.nationality, level 3, reviewed"""
    notes: str | None = ...
    """user.content.free_text, level 4, reviewed"""
    phone: str | None = ...
    """user.contact.phone_number, level 2, reviewed; Telefoon"""
    phone_extension: str | None = ...
    """user.contact.phone_number, level 2, reviewed"""
    profile_code: str | None = ...
    start_date: _dt.date | None = ...
    """user.workplace.employment, level 3, reviewed; Begindatum"""
    start_division: int | None = ...
    title: str | None = ...
    """user.name, level 2, reviewed"""
    user_name: str | None = ...
    """user.account.username, level 2, reviewed; Gebruikersnaam"""
    user_roles: list[UserRole] | None = ...
    """user.workplace, level 2, reviewed"""
    user_roles_per_division: list[UserRolesPerDivisionRow] | None = ...
    """user.workplace, level 2, reviewed"""
    user_types_list: str | None = ...

class _Users(Collection[User]):
    user_id: Field[str]
    birth_date: Field[_dt.date]
    birth_name: Field[str]
    created: Field[_dt.datetime]
    creator: Field[str]
    creator_full_name: Field[str]
    customer: Field[str]
    customer_name: Field[str]
    email: Field[str]
    end_date: Field[_dt.date]
    first_name: Field[str]
    full_name: Field[str]
    gender: Field[UserGender | str]
    has_registered_for_two_step_verification: Field[bool]
    has_two_step_verification: Field[bool]
    initials: Field[str]
    is_anonymised: Field[int]
    language: Field[str]
    last_login: Field[_dt.datetime]
    last_name: Field[str]
    middle_name: Field[str]
    mobile: Field[str]
    modified: Field[_dt.datetime]
    modifier: Field[str]
    modifier_full_name: Field[str]
    nationality: Field[str]
    notes: Field[str]
    phone: Field[str]
    phone_extension: Field[str]
    profile_code: Field[str]
    start_date: Field[_dt.date]
    start_division: Field[int]
    title: Field[str]
    user_name: Field[str]
    user_roles: Field[list[UserRole]]
    user_roles_per_division: Field[list[UserRolesPerDivisionRow]]
    user_types_list: Field[str]
Users: _Users
