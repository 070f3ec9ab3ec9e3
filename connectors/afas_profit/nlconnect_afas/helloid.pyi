# Written by tools/write_modules.py from the catalogue and the overlay. Do not edit.
import datetime as _dt
from decimal import Decimal
from nlconnect.model.collection import Collection
from nlconnect.model.query import Field
from nlconnect.model.record import Record

class T4E_HelloID_Employments_v2Row(Record, frozen=True):
    """Dienstverbanden (HelloID). GET /connectors/T4E_HelloID_Employments_v2; demands order."""
    medewerker: str | None = ...
    """user.workplace.employee_number, level 2, reviewed"""
    persoonsnummer: str | None = ...
    """user.unique_id, level 1, reviewed"""
    naam: str | None = ...
    """user.name, level 2, reviewed"""
    organisatorische_eenheid_code: str | None = ...
    """user.workplace, level 2, reviewed"""
    organisatorische_eenheid_omschrijving: str | None = ...
    """user.workplace, level 2, reviewed"""
    functie_code: str | None = ...
    """user.job_title, level 1, reviewed"""
    functie_omschrijving: str | None = ...
    """user.job_title, level 1, reviewed"""
    kostenplaats_code: str | None = ...
    """user.workplace, level 2, reviewed"""
    kostenplaats_omschrijving: str | None = ...
    """user.workplace, level 2, reviewed"""
    werkgever_code: str | None = ...
    """user.contact.organization, level 1, reviewed"""
    werkgever_omschrijving: str | None = ...
    """user.contact.organization, level 1, reviewed"""
    type_contract: str | None = ...
    """user.workplace.employment, level 3, reviewed"""
    dienstverband: str | None = ...
    """user.workplace.employment, level 3, reviewed"""
    volgnummer_contract: str | None = ...
    """user.workplace.employment, level 3, reviewed"""
    begindatum_contract: _dt.date | None = ...
    """user.workplace.employment, level 3, reviewed"""
    einddatum_contract: _dt.date | None = ...
    """user.workplace.employment, level 3, reviewed"""
    begindatum_functie: _dt.date | None = ...
    """user.job_title, level 1, reviewed"""
    einddatum_functie: _dt.date | None = ...
    """user.job_title, level 1, reviewed"""
    uren_per_week: Decimal | None = ...
    """user.workplace.employment, level 3, reviewed"""
    parttime_percentage: Decimal | None = ...
    """user.workplace.employment, level 3, reviewed"""
    fte: Decimal | None = ...
    """user.workplace.employment, level 3, reviewed"""
    persoonsnummer_leidinggevende: str | None = ...
    """user.unique_id, level 1, reviewed"""
    medewerkernummer_leidinggevende: str | None = ...
    """user.workplace.employee_number, level 2, reviewed"""
    persoonsnummer_vervangend_leidinggevende: str | None = ...
    """user.unique_id, level 1, reviewed"""
    medewerkernummer_vervangend_leidinggevende: str | None = ...
    """user.workplace.employee_number, level 2, reviewed"""
    external_id: str | None = ...
    """user.unique_id, level 1, reviewed"""
    soort_medewerker: str | None = ...
    """user.workplace.employment, level 3, reviewed"""
    soort_medewerker_code: str | None = ...
    """user.workplace.employment, level 3, reviewed"""
    dienstbetrekking: str | None = ...
    """user.workplace.employment, level 3, reviewed"""

class _T4E_HelloID_Employments_v2(Collection[T4E_HelloID_Employments_v2Row]):
    medewerker: Field[str]
    persoonsnummer: Field[str]
    naam: Field[str]
    organisatorische_eenheid_code: Field[str]
    organisatorische_eenheid_omschrijving: Field[str]
    functie_code: Field[str]
    functie_omschrijving: Field[str]
    kostenplaats_code: Field[str]
    kostenplaats_omschrijving: Field[str]
    werkgever_code: Field[str]
    werkgever_omschrijving: Field[str]
    type_contract: Field[str]
    dienstverband: Field[str]
    volgnummer_contract: Field[str]
    begindatum_contract: Field[_dt.date]
    einddatum_contract: Field[_dt.date]
    begindatum_functie: Field[_dt.date]
    einddatum_functie: Field[_dt.date]
    uren_per_week: Field[Decimal]
    parttime_percentage: Field[Decimal]
    fte: Field[Decimal]
    persoonsnummer_leidinggevende: Field[str]
    medewerkernummer_leidinggevende: Field[str]
    persoonsnummer_vervangend_leidinggevende: Field[str]
    medewerkernummer_vervangend_leidinggevende: Field[str]
    external_id: Field[str]
    soort_medewerker: Field[str]
    soort_medewerker_code: Field[str]
    dienstbetrekking: Field[str]
T4E_HelloID_Employments_v2: _T4E_HelloID_Employments_v2

class T4E_HelloID_Groups_v2Row(Record, frozen=True):
    """Gebruikersgroepen (HelloID). GET /connectors/T4E_HelloID_Groups_v2; demands order."""
    group_id: str = ...
    description: str | None = ...

class _T4E_HelloID_Groups_v2(Collection[T4E_HelloID_Groups_v2Row]):
    group_id: Field[str]
    description: Field[str]
T4E_HelloID_Groups_v2: _T4E_HelloID_Groups_v2

class T4E_HelloID_OrganizationalUnits_v2Row(Record, frozen=True):
    """Organisatorische eenheden (HelloID). GET /connectors/T4E_HelloID_OrganizationalUnits_v2; demands order."""
    external_id: str = ...
    display_name: str | None = ...
    parent_external_id: str | None = ...
    manager_external_id: str | None = ...
    """user.unique_id, level 1, reviewed"""
    huidige_vervanger: str | None = ...
    """user.unique_id, level 1, reviewed"""

class _T4E_HelloID_OrganizationalUnits_v2(Collection[T4E_HelloID_OrganizationalUnits_v2Row]):
    external_id: Field[str]
    display_name: Field[str]
    parent_external_id: Field[str]
    manager_external_id: Field[str]
    huidige_vervanger: Field[str]
T4E_HelloID_OrganizationalUnits_v2: _T4E_HelloID_OrganizationalUnits_v2

class T4E_HelloID_Positions_v2Row(Record, frozen=True):
    """Functies van medewerkers (HelloID). GET /connectors/T4E_HelloID_Positions_v2; demands order."""
    medewerker: str | None = ...
    """user.workplace.employee_number, level 2, reviewed"""
    persoonsnummer: str | None = ...
    """user.unique_id, level 1, reviewed"""
    naam: str | None = ...
    """user.name, level 2, reviewed"""
    organisatorische_eenheid_code: str | None = ...
    """user.workplace, level 2, reviewed"""
    organisatorische_eenheid_omschrijving: str | None = ...
    """user.workplace, level 2, reviewed"""
    functie_code: str | None = ...
    """user.job_title, level 1, reviewed"""
    functie_omschrijving: str | None = ...
    """user.job_title, level 1, reviewed"""
    kostenplaats_code: str | None = ...
    """user.workplace, level 2, reviewed"""
    kostenplaats_omschrijving: str | None = ...
    """user.workplace, level 2, reviewed"""
    werkgever_code: str | None = ...
    """user.contact.organization, level 1, reviewed"""
    werkgever_omschrijving: str | None = ...
    """user.contact.organization, level 1, reviewed"""
    begindatum_functie: _dt.date | None = ...
    """user.job_title, level 1, reviewed"""
    einddatum_functie: _dt.date | None = ...
    """user.job_title, level 1, reviewed"""
    percentage: Decimal | None = ...
    """user.workplace.employment, level 3, reviewed"""
    persoonsnummer_leidinggevende: str | None = ...
    """user.unique_id, level 1, reviewed"""
    medewerkernummer_leidinggevende: str | None = ...
    """user.workplace.employee_number, level 2, reviewed"""
    persoonsnummer_vervangend_leidinggevende: str | None = ...
    """user.unique_id, level 1, reviewed"""
    medewerkernummer_vervangend_leidinggevende: str | None = ...
    """user.workplace.employee_number, level 2, reviewed"""
    employment_external_id: str | None = ...
    """user.unique_id, level 1, reviewed"""
    external_id: str | None = ...
    """user.unique_id, level 1, reviewed"""

class _T4E_HelloID_Positions_v2(Collection[T4E_HelloID_Positions_v2Row]):
    medewerker: Field[str]
    persoonsnummer: Field[str]
    naam: Field[str]
    organisatorische_eenheid_code: Field[str]
    organisatorische_eenheid_omschrijving: Field[str]
    functie_code: Field[str]
    functie_omschrijving: Field[str]
    kostenplaats_code: Field[str]
    kostenplaats_omschrijving: Field[str]
    werkgever_code: Field[str]
    werkgever_omschrijving: Field[str]
    begindatum_functie: Field[_dt.date]
    einddatum_functie: Field[_dt.date]
    percentage: Field[Decimal]
    persoonsnummer_leidinggevende: Field[str]
    medewerkernummer_leidinggevende: Field[str]
    persoonsnummer_vervangend_leidinggevende: Field[str]
    medewerkernummer_vervangend_leidinggevende: Field[str]
    employment_external_id: Field[str]
    external_id: Field[str]
T4E_HelloID_Positions_v2: _T4E_HelloID_Positions_v2

class T4E_HelloID_UserGroups_v2Row(Record, frozen=True):
    """Gebruikers per groep (HelloID). GET /connectors/T4E_HelloID_UserGroups_v2; demands order."""
    group_id: str = ...
    user_id: str = ...
    """user.account.username, level 2, reviewed"""

class _T4E_HelloID_UserGroups_v2(Collection[T4E_HelloID_UserGroups_v2Row]):
    group_id: Field[str]
    user_id: Field[str]
T4E_HelloID_UserGroups_v2: _T4E_HelloID_UserGroups_v2

class T4E_HelloID_Users_v2Row(Record, frozen=True):
    """Gebruikers (HelloID). GET /connectors/T4E_HelloID_Users_v2; demands order."""
    medewerker: str | None = ...
    """user.workplace.employee_number, level 2, reviewed"""
    gebruiker: str | None = ...
    """user.account.username, level 2, reviewed"""
    persoonsnummer: str | None = ...
    """user.unique_id, level 1, reviewed"""
    display_name: str | None = ...
    """user.name, level 2, reviewed"""
    geblokkeerd: bool | None = ...
    upn: str | None = ...
    """user.account.username, level 2, reviewed"""
    email_werk_gebruiker: str | None = ...
    """user.contact.email, level 2, reviewed"""
    profit_windows: bool | None = ...
    connector: bool | None = ...
    reservekopieen_via_commandline: bool | None = ...
    commandline: bool | None = ...
    in_site: bool | None = ...
    out_site: bool | None = ...
    voorletters: str | None = ...
    """user.name, level 2, reviewed"""
    roepnaam: str | None = ...
    """user.name.first, level 2, reviewed"""
    voornaam: str | None = ...
    """user.name.first, level 2, reviewed"""
    voorvoegsel: str | None = ...
    """user.name, level 2, reviewed"""
    geboortenaam: str | None = ...
    """user.name, level 2, reviewed"""
    geboortenaam_partner: str | None = ...
    """user.social.family, level 3, reviewed"""
    voorvoegsel_partner: str | None = ...
    """user.social.family, level 3, reviewed"""
    naamgebruik_code: str | None = ...
    """user.name, level 2, reviewed"""
    mobielnr_werk: str | None = ...
    """user.contact.phone_number, level 2, reviewed"""
    telefoonnr_werk: str | None = ...
    """user.contact.phone_number, level 2, reviewed"""
    email_werk: str | None = ...
    """user.contact.email, level 2, reviewed"""
    email_portal: str | None = ...
    """user.contact.email, level 2, reviewed"""

class _T4E_HelloID_Users_v2(Collection[T4E_HelloID_Users_v2Row]):
    medewerker: Field[str]
    gebruiker: Field[str]
    persoonsnummer: Field[str]
    display_name: Field[str]
    geblokkeerd: Field[bool]
    upn: Field[str]
    email_werk_gebruiker: Field[str]
    profit_windows: Field[bool]
    connector: Field[bool]
    reservekopieen_via_commandline: Field[bool]
    commandline: Field[bool]
    in_site: Field[bool]
    out_site: Field[bool]
    voorletters: Field[str]
    roepnaam: Field[str]
    voornaam: Field[str]
    voorvoegsel: Field[str]
    geboortenaam: Field[str]
    geboortenaam_partner: Field[str]
    voorvoegsel_partner: Field[str]
    naamgebruik_code: Field[str]
    mobielnr_werk: Field[str]
    telefoonnr_werk: Field[str]
    email_werk: Field[str]
    email_portal: Field[str]
T4E_HelloID_Users_v2: _T4E_HelloID_Users_v2
