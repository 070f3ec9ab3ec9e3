# Written by tools/write_modules.py from the catalogue and the overlay. Do not edit.
import datetime as _dt
from decimal import Decimal
from enum import IntEnum
from enum import StrEnum
from nlconnect.model.collection import Collection
from nlconnect.model.query import Field
from nlconnect.model.record import Record

class ActiveEmploymentContractType(IntEnum):
    definite = 1
    indefinite = 2
    external = 3

class EmployeeGender(StrEnum):
    male = 'M'
    female = 'V'
    unknown = 'O'

class EmploymentContractEmployeeType(IntEnum):
    employee = 1
    contractor = 2
    temporary = 3
    student = 4
    flexworker = 5

class EmploymentContractReason(IntEnum):
    new_employment = 1
    employment_change = 2
    new_legal_employer = 3
    acquisition = 4
    previous_contract_expired = 5
    other = 6

class EmploymentContractType(IntEnum):
    definite = 1
    indefinite = 2
    external = 3

class EmploymentSalaryAmountType(IntEnum):
    gross = 0
    net = 1

class EmploymentSalaryBasis(IntEnum):
    manual_entry = 0
    wage_scale = 1
    minimum_wage = 2
    minimum_hourly_wage = 3

class EmploymentSalaryFrequency(IntEnum):
    yearly = 1
    quarterly = 2
    monthly = 3
    four_weekly = 4
    weekly = 5
    yearly_pro_forma = 11
    quarterly_pro_forma = 12
    monthly_pro_forma = 13
    four_weekly_pro_forma = 14
    weekly_pro_forma = 15

class EmploymentSalaryType(IntEnum):
    periodical = 1
    per_hour = 2

class ActiveEmployment(Record, frozen=True):
    """Actieve dienstverbanden. GET /api/v1/{division}/payroll/ActiveEmployments, 60 rows a page."""
    id: str = ...
    """user.unique_id, level 1, reviewed"""
    average_days_per_week: Decimal | None = ...
    """user.workplace.hours, level 2, reviewed; Dagen per week"""
    average_hours_per_week: Decimal | None = ...
    """user.workplace.hours, level 2, reviewed; Uren per week"""
    contract: str | None = ...
    """user.unique_id, level 1, reviewed"""
    contract_document: str | None = ...
    """user.unique_id, level 1, reviewed"""
    contract_end_date: _dt.date | None = ...
    """user.workplace.employment, level 3, reviewed; Einddatum contract"""
    contract_probation_end_date: _dt.date | None = ...
    """user.workplace.employment, level 3, reviewed; Einde proeftijd"""
    contract_probation_period: int | None = ...
    """user.workplace.employment, level 3, reviewed"""
    contract_start_date: _dt.date | None = ...
    """user.workplace.employment, level 3, reviewed; Begindatum contract"""
    contract_type: ActiveEmploymentContractType | int | None = ...
    """user.workplace.employment, level 3, reviewed"""
    contract_type_description: str | None = ...
    """user.workplace.employment, level 3, reviewed; Soort contract"""
    created: _dt.datetime | None = ...
    creator: str | None = ...
    """user.unique_id, level 1, reviewed"""
    creator_full_name: str | None = ...
    """user.name, level 2, reviewed"""
    department: str | None = ...
    """user.workplace, level 2, reviewed"""
    department_code: str | None = ...
    """user.workplace, level 2, reviewed; Afdeling"""
    department_description: str | None = ...
    """user.workplace, level 2, reviewed; Omschrijving afdeling"""
    division: int | None = ...
    employee: str | None = ...
    """user.unique_id, level 1, reviewed"""
    employee_full_name: str | None = ...
    """user.name, level 2, reviewed; Medewerker"""
    employee_hid: int | None = ...
    """user.workplace.employee_number, level 2, reviewed; Medewerkernummer"""
    employment_organization: str | None = ...
    """user.unique_id, level 1, reviewed"""
    end_date: _dt.date | None = ...
    """user.workplace.employment, level 3, reviewed; Einddatum"""
    hid: int | None = ...
    """user.workplace.employment, level 3, reviewed; Volgnummer dienstverband"""
    hourly_wage: Decimal | None = ...
    """user.financial.income, level 4, reviewed; Uurloon"""
    internal_rate: Decimal | None = ...
    """user.financial.income, level 4, reviewed; Intern tarief"""
    jobtitle: str | None = ...
    """user.job_title, level 1, reviewed"""
    jobtitle_description: str | None = ...
    """user.job_title, level 1, reviewed; Functie"""
    modified: _dt.datetime | None = ...
    modifier: str | None = ...
    """user.unique_id, level 1, reviewed"""
    modifier_full_name: str | None = ...
    """user.name, level 2, reviewed"""
    reason_end: int | None = ...
    """user.workplace.employment, level 4, reviewed"""
    reason_end_description: str | None = ...
    """user.workplace.employment, level 4, reviewed; Reden einde"""
    reason_end_flex: int | None = ...
    """user.workplace.employment, level 4, reviewed"""
    reason_end_flex_description: str | None = ...
    """user.workplace.employment, level 4, reviewed"""
    salary: str | None = ...
    """user.unique_id, level 1, reviewed"""
    schedule: str | None = ...
    """user.workplace.hours, level 2, reviewed"""
    schedule_average_hours: Decimal | None = ...
    """user.workplace.hours, level 2, reviewed"""
    schedule_code: str | None = ...
    """user.workplace.hours, level 2, reviewed; Rooster"""
    schedule_days: Decimal | None = ...
    """user.workplace.hours, level 2, reviewed"""
    schedule_description: str | None = ...
    """user.workplace.hours, level 2, reviewed; Omschrijving rooster"""
    schedule_hours: Decimal | None = ...
    """user.workplace.hours, level 2, reviewed; Roosteruren per week"""
    start_date: _dt.date | None = ...
    """user.workplace.employment, level 3, reviewed; Begindatum"""
    start_date_organization: _dt.date | None = ...
    """user.workplace.employment, level 3, reviewed; Datum in dienst bij organisatie"""

class _ActiveEmployments(Collection[ActiveEmployment]):
    id: Field[str]
    average_days_per_week: Field[Decimal]
    average_hours_per_week: Field[Decimal]
    contract: Field[str]
    contract_document: Field[str]
    contract_end_date: Field[_dt.date]
    contract_probation_end_date: Field[_dt.date]
    contract_probation_period: Field[int]
    contract_start_date: Field[_dt.date]
    contract_type: Field[ActiveEmploymentContractType | int]
    contract_type_description: Field[str]
    created: Field[_dt.datetime]
    creator: Field[str]
    creator_full_name: Field[str]
    department: Field[str]
    department_code: Field[str]
    department_description: Field[str]
    division: Field[int]
    employee: Field[str]
    employee_full_name: Field[str]
    employee_hid: Field[int]
    employment_organization: Field[str]
    end_date: Field[_dt.date]
    hid: Field[int]
    hourly_wage: Field[Decimal]
    internal_rate: Field[Decimal]
    jobtitle: Field[str]
    jobtitle_description: Field[str]
    modified: Field[_dt.datetime]
    modifier: Field[str]
    modifier_full_name: Field[str]
    reason_end: Field[int]
    reason_end_description: Field[str]
    reason_end_flex: Field[int]
    reason_end_flex_description: Field[str]
    salary: Field[str]
    schedule: Field[str]
    schedule_average_hours: Field[Decimal]
    schedule_code: Field[str]
    schedule_days: Field[Decimal]
    schedule_description: Field[str]
    schedule_hours: Field[Decimal]
    start_date: Field[_dt.date]
    start_date_organization: Field[_dt.date]
ActiveEmployments: _ActiveEmployments

class Employee(Record, frozen=True):
    """Medewerkers. GET /api/v1/{division}/payroll/Employees, 60 rows a page."""
    id: str = ...
    """user.unique_id, level 1, reviewed"""
    active_employment: int | None = ...
    """user.workplace.employment, level 3, reviewed"""
    address_line2: str | None = ...
    """user.contact.address.street, level 3, reviewed"""
    address_line3: str | None = ...
    """user.contact.address.street, level 3, reviewed"""
    address_street: str | None = ...
    """user.contact.address.street, level 3, reviewed; Straat"""
    address_street_number: str | None = ...
    """user.contact.address.street, level 3, reviewed; Huisnummer"""
    address_street_number_suffix: str | None = ...
    """user.contact.address.street, level 3, reviewed; Toevoeging"""
    birth_date: _dt.date | None = ...
    """user.demographic.date_of_birth, level 3, reviewed; Geboortedatum"""
    birth_name: str | None = ...
    """user.name, level 2, reviewed; Geboortenaam"""
    birth_name_prefix: str | None = ...
    """user.name, level 2, reviewed"""
    birth_place: str | None = ...
    """user.demographic.place_of_birth, level 3, reviewed; Geboorteplaats"""
    business_email: str | None = ...
    """user.contact.email, level 2, reviewed; E-mail werk"""
    business_fax: str | None = ...
    """user.contact.fax_number, level 1, reviewed"""
    business_mobile: str | None = ...
    """user.contact.phone_number, level 2, reviewed; Mobiel werk"""
    business_phone: str | None = ...
    """user.contact.phone_number, level 2, reviewed; Telefoon werk"""
    business_phone_extension: str | None = ...
    """user.contact.phone_number, level 2, reviewed"""
    caso_number: str | None = ...
    """user.unique_id, level 4, reviewed"""
    city: str | None = ...
    """user.contact.address.city, level 1, reviewed; Plaats"""
    code: str | None = ...
    """user.workplace.employee_number, level 2, reviewed; Medewerkercode"""
    country: str | None = ...
    """user.contact.address.country, level 1, reviewed; Land"""
    created: _dt.datetime | None = ...
    creator: str | None = ...
    """user.unique_id, level 1, reviewed"""
    creator_full_name: str | None = ...
    """user.name, level 2, reviewed"""
    customer: str | None = ...
    """user.unique_id, level 1, reviewed"""
    custom_field: str | None = ...
    """user.content.free_text, level 4, reviewed"""
    division: int | None = ...
    email: str | None = ...
    """user.contact.email, level 2, reviewed; E-mail"""
    employee_hid: int | None = ...
    """user.workplace.employee_number, level 2, reviewed; Medewerkernummer"""
    end_date: _dt.date | None = ...
    """user.workplace.employment, level 3, reviewed; Datum uit dienst"""
    first_name: str | None = ...
    """user.name.first, level 2, reviewed; Voornaam"""
    full_name: str | None = ...
    """user.name, level 2, reviewed; Medewerker"""
    gender: EmployeeGender | str | None = ...
    """user.demographic.gender, level 2, reviewed; Geslacht"""
    hid: int | None = ...
    """user.workplace.employee_number, level 2, reviewed"""
    initials: str | None = ...
    """user.name, level 2, reviewed; Initialen"""
    is_active: bool | None = ...
    """user.workplace.employment, level 3, reviewed; Actief"""
    is_anonymised: int | None = ...
    """user.privacy_preferences, level 1, reviewed"""
    language: str | None = ...
    """user.demographic.language, level 1, reviewed; Taal"""
    last_name: str | None = ...
    """user.name.last, level 2, reviewed; Achternaam"""
    location_description: str | None = ...
    """user.workplace, level 2, reviewed; Locatie"""
    manager: str | None = ...
    """user.workplace, level 2, reviewed; Leidinggevende"""
    marital_date: _dt.date | None = ...
    """user.demographic.marital_status, level 3, reviewed"""
    marital_status: int | None = ...
    """user.demographic.marital_status, level 3, reviewed; Burgerlijke staat"""
    middle_name: str | None = ...
    """user.name, level 2, reviewed; Voorvoegsel"""
    mobile: str | None = ...
    """user.contact.phone_number, level 2, reviewed; Mobiel"""
    modified: _dt.datetime | None = ...
    modifier: str | None = ...
    """user.unique_id, level 1, reviewed"""
    modifier_full_name: str | None = ...
    """user.name, level 2, reviewed"""
    municipality: str | None = ...
    """user.contact.address.city, level 1, reviewed"""
    name_composition: int | None = ...
    """user.name, level 2, reviewed"""
    nationality: str | None = ...
    """user.demographic.nationality, level 3, reviewed; Nationaliteit"""
    nick_name: str | None = ...
    """user.name.first, level 2, reviewed; Roepnaam"""
    notes: str | None = ...
    """user.content.free_text, level 4, reviewed; Opmerkingen"""
    partner_name: str | None = ...
    """user.social.family, level 3, reviewed; Naam partner"""
    partner_name_prefix: str | None = ...
    """user.social.family, level 3, reviewed"""
    person: str | None = ...
    """user.unique_id, level 1, reviewed"""
    phone: str | None = ...
    """user.contact.phone_number, level 2, reviewed; Telefoon"""
    phone_extension: str | None = ...
    """user.contact.phone_number, level 2, reviewed"""
    picture: bytes | None = ...
    """user.content.self_image, level 3, reviewed"""
    picture_file_name: str | None = ...
    """user.content.self_image, level 3, reviewed"""
    picture_thumbnail_url: str | None = ...
    """user.content.self_image, level 3, reviewed"""
    picture_url: str | None = ...
    """user.content.self_image, level 3, reviewed"""
    postcode: str | None = ...
    """user.contact.address.postal_code, level 3, reviewed; Postcode"""
    private_email: str | None = ...
    """user.contact.email.private, level 3, reviewed; E-mail privé"""
    social_security_number: str | None = ...
    """user.government_id.national_identification_number, level 5, reviewed; BSN"""
    start_date: _dt.date | None = ...
    """user.workplace.employment, level 3, reviewed; Datum in dienst"""
    state: str | None = ...
    """user.contact.address.state, level 1, reviewed"""
    title: str | None = ...
    """user.name, level 2, reviewed"""
    user: str | None = ...
    """user.unique_id, level 1, reviewed"""
    user_full_name: str | None = ...
    """user.name, level 2, reviewed; Gebruiker"""
    tax_identification_number: str | None = ...
    """user.government_id.tax_number, level 4, reviewed"""

class _Employees(Collection[Employee]):
    id: Field[str]
    active_employment: Field[int]
    address_line2: Field[str]
    address_line3: Field[str]
    address_street: Field[str]
    address_street_number: Field[str]
    address_street_number_suffix: Field[str]
    birth_date: Field[_dt.date]
    birth_name: Field[str]
    birth_name_prefix: Field[str]
    birth_place: Field[str]
    business_email: Field[str]
    business_fax: Field[str]
    business_mobile: Field[str]
    business_phone: Field[str]
    business_phone_extension: Field[str]
    caso_number: Field[str]
    city: Field[str]
    code: Field[str]
    country: Field[str]
    created: Field[_dt.datetime]
    creator: Field[str]
    creator_full_name: Field[str]
    customer: Field[str]
    custom_field: Field[str]
    division: Field[int]
    email: Field[str]
    employee_hid: Field[int]
    end_date: Field[_dt.date]
    first_name: Field[str]
    full_name: Field[str]
    gender: Field[EmployeeGender | str]
    hid: Field[int]
    initials: Field[str]
    is_active: Field[bool]
    is_anonymised: Field[int]
    language: Field[str]
    last_name: Field[str]
    location_description: Field[str]
    manager: Field[str]
    marital_date: Field[_dt.date]
    marital_status: Field[int]
    middle_name: Field[str]
    mobile: Field[str]
    modified: Field[_dt.datetime]
    modifier: Field[str]
    modifier_full_name: Field[str]
    municipality: Field[str]
    name_composition: Field[int]
    nationality: Field[str]
    nick_name: Field[str]
    notes: Field[str]
    partner_name: Field[str]
    partner_name_prefix: Field[str]
    person: Field[str]
    phone: Field[str]
    phone_extension: Field[str]
    picture: Field[bytes]
    picture_file_name: Field[str]
    picture_thumbnail_url: Field[str]
    picture_url: Field[str]
    postcode: Field[str]
    private_email: Field[str]
    social_security_number: Field[str]
    start_date: Field[_dt.date]
    state: Field[str]
    title: Field[str]
    user: Field[str]
    user_full_name: Field[str]
    tax_identification_number: Field[str]
Employees: _Employees

class EmploymentContractFlexPhase(Record, frozen=True):
    """Flexfasen. GET /api/v1/{division}/payroll/EmploymentContractFlexPhases, 60 rows a page."""
    id: int = ...
    description: str | None = ...

class _EmploymentContractFlexPhases(Collection[EmploymentContractFlexPhase]):
    id: Field[int]
    description: Field[str]
EmploymentContractFlexPhases: _EmploymentContractFlexPhases

class EmploymentContract(Record, frozen=True):
    """Arbeidscontracten. GET /api/v1/{division}/payroll/EmploymentContracts, 60 rows a page."""
    id: str = ...
    """user.unique_id, level 1, reviewed"""
    contract_flex_phase: int | None = ...
    """user.workplace.employment, level 3, reviewed"""
    contract_flex_phase_description: str | None = ...
    """user.workplace.employment, level 3, reviewed; Flexfase"""
    create_auto_correction: bool | None = ...
    created: _dt.datetime | None = ...
    create_predecessors_for_linked_agencies: bool | None = ...
    creator: str | None = ...
    """user.unique_id, level 1, reviewed"""
    creator_full_name: str | None = ...
    """user.name, level 2, reviewed"""
    division: int | None = ...
    document: str | None = ...
    """user.unique_id, level 1, reviewed"""
    employee: str | None = ...
    """user.unique_id, level 1, reviewed"""
    employee_full_name: str | None = ...
    """user.name, level 2, reviewed; Medewerker"""
    employee_hid: int | None = ...
    """user.workplace.employee_number, level 2, reviewed; Medewerkernummer"""
    employee_type: EmploymentContractEmployeeType | int | None = ...
    """user.workplace.employment, level 3, reviewed; Soort medewerker"""
    employee_type_description: str | None = ...
    """user.workplace.employment, level 3, reviewed; Omschrijving soort medewerker"""
    employment: str | None = ...
    """user.unique_id, level 1, reviewed"""
    employment_hid: int | None = ...
    """user.workplace.employment, level 3, reviewed"""
    employment_number: int | None = ...
    """user.workplace.employment, level 3, reviewed; Volgnummer dienstverband"""
    end_date: _dt.date | None = ...
    """user.workplace.employment, level 3, reviewed; Einddatum"""
    modified: _dt.datetime | None = ...
    modifier: str | None = ...
    """user.unique_id, level 1, reviewed"""
    modifier_full_name: str | None = ...
    """user.name, level 2, reviewed"""
    notes: str | None = ...
    """user.content.free_text, level 4, reviewed; Opmerkingen"""
    probation_end_date: _dt.date | None = ...
    """user.workplace.employment, level 3, reviewed; Einde proeftijd"""
    probation_period: int | None = ...
    """user.workplace.employment, level 3, reviewed"""
    probation_period_description: str | None = ...
    """user.workplace.employment, level 3, reviewed; Proeftijd"""
    reason_contract: EmploymentContractReason | int | None = ...
    """user.workplace.employment, level 3, reviewed; Reden contract"""
    reason_contract_description: str | None = ...
    """user.workplace.employment, level 3, reviewed; Omschrijving reden contract"""
    sequence: int | None = ...
    """user.workplace.employment, level 3, reviewed; Volgnummer contract"""
    start_date: _dt.date | None = ...
    """user.workplace.employment, level 3, reviewed; Begindatum"""
    type: EmploymentContractType | int | None = ...
    """user.workplace.employment, level 3, reviewed; Soort contract"""
    type_description: str | None = ...
    """user.workplace.employment, level 3, reviewed; Omschrijving soort contract"""

class _EmploymentContracts(Collection[EmploymentContract]):
    id: Field[str]
    contract_flex_phase: Field[int]
    contract_flex_phase_description: Field[str]
    create_auto_correction: Field[bool]
    created: Field[_dt.datetime]
    create_predecessors_for_linked_agencies: Field[bool]
    creator: Field[str]
    creator_full_name: Field[str]
    division: Field[int]
    document: Field[str]
    employee: Field[str]
    employee_full_name: Field[str]
    employee_hid: Field[int]
    employee_type: Field[EmploymentContractEmployeeType | int]
    employee_type_description: Field[str]
    employment: Field[str]
    employment_hid: Field[int]
    employment_number: Field[int]
    end_date: Field[_dt.date]
    modified: Field[_dt.datetime]
    modifier: Field[str]
    modifier_full_name: Field[str]
    notes: Field[str]
    probation_end_date: Field[_dt.date]
    probation_period: Field[int]
    probation_period_description: Field[str]
    reason_contract: Field[EmploymentContractReason | int]
    reason_contract_description: Field[str]
    sequence: Field[int]
    start_date: Field[_dt.date]
    type: Field[EmploymentContractType | int]
    type_description: Field[str]
EmploymentContracts: _EmploymentContracts

class EmploymentEndReason(Record, frozen=True):
    """Redenen einde dienstverband. GET /api/v1/{division}/payroll/EmploymentEndReasons, 60 rows a page."""
    id: int = ...
    description: str | None = ...

class _EmploymentEndReasons(Collection[EmploymentEndReason]):
    id: Field[int]
    description: Field[str]
EmploymentEndReasons: _EmploymentEndReasons

class EmploymentOrganization(Record, frozen=True):
    """Organisatorische indeling van dienstverbanden. GET /api/v1/{division}/payroll/EmploymentOrganizations, 60 rows a page."""
    id: str = ...
    """user.unique_id, level 1, reviewed"""
    cost_center: str | None = ...
    """user.workplace, level 2, reviewed; Kostenplaats"""
    cost_center_description: str | None = ...
    """user.workplace, level 2, reviewed; Omschrijving kostenplaats"""
    cost_unit: str | None = ...
    """user.workplace, level 2, reviewed; Kostendrager"""
    cost_unit_description: str | None = ...
    """user.workplace, level 2, reviewed; Omschrijving kostendrager"""
    created: _dt.datetime | None = ...
    creator: str | None = ...
    """user.unique_id, level 1, reviewed"""
    creator_full_name: str | None = ...
    """user.name, level 2, reviewed"""
    department: str | None = ...
    """user.workplace, level 2, reviewed"""
    department_code: str | None = ...
    """user.workplace, level 2, reviewed; Afdeling"""
    department_description: str | None = ...
    """user.workplace, level 2, reviewed; Omschrijving afdeling"""
    division: int | None = ...
    employee: str | None = ...
    """user.unique_id, level 1, reviewed"""
    employee_full_name: str | None = ...
    """user.name, level 2, reviewed; Medewerker"""
    employee_hid: int | None = ...
    """user.workplace.employee_number, level 2, reviewed; Medewerkernummer"""
    employment: str | None = ...
    """user.unique_id, level 1, reviewed"""
    employment_hid: int | None = ...
    """user.workplace.employment, level 3, reviewed"""
    employment_number: int | None = ...
    """user.workplace.employment, level 3, reviewed; Volgnummer dienstverband"""
    end_date: _dt.date | None = ...
    """user.workplace.employment, level 3, reviewed; Einddatum"""
    job_title: str | None = ...
    """user.job_title, level 1, reviewed"""
    job_title_code: str | None = ...
    """user.job_title, level 1, reviewed; Functie"""
    job_title_description: str | None = ...
    """user.job_title, level 1, reviewed; Omschrijving functie"""
    modified: _dt.datetime | None = ...
    modifier: str | None = ...
    """user.unique_id, level 1, reviewed"""
    modifier_full_name: str | None = ...
    """user.name, level 2, reviewed"""
    notes: str | None = ...
    """user.content.free_text, level 4, reviewed; Opmerkingen"""
    start_date: _dt.date | None = ...
    """user.workplace.employment, level 3, reviewed; Begindatum"""

class _EmploymentOrganizations(Collection[EmploymentOrganization]):
    id: Field[str]
    cost_center: Field[str]
    cost_center_description: Field[str]
    cost_unit: Field[str]
    cost_unit_description: Field[str]
    created: Field[_dt.datetime]
    creator: Field[str]
    creator_full_name: Field[str]
    department: Field[str]
    department_code: Field[str]
    department_description: Field[str]
    division: Field[int]
    employee: Field[str]
    employee_full_name: Field[str]
    employee_hid: Field[int]
    employment: Field[str]
    employment_hid: Field[int]
    employment_number: Field[int]
    end_date: Field[_dt.date]
    job_title: Field[str]
    job_title_code: Field[str]
    job_title_description: Field[str]
    modified: Field[_dt.datetime]
    modifier: Field[str]
    modifier_full_name: Field[str]
    notes: Field[str]
    start_date: Field[_dt.date]
EmploymentOrganizations: _EmploymentOrganizations

class EmploymentSalary(Record, frozen=True):
    """Salarissen. GET /api/v1/{division}/payroll/EmploymentSalaries, 60 rows a page."""
    id: str = ...
    """user.unique_id, level 1, reviewed"""
    amount_type: EmploymentSalaryAmountType | int | None = ...
    """user.financial.income, level 4, reviewed"""
    amount_type_description: str | None = ...
    """user.financial.income, level 4, reviewed; Bruto/netto"""
    auto_correction: bool | None = ...
    average_days_per_week: Decimal | None = ...
    """user.workplace.hours, level 2, reviewed; Dagen per week"""
    average_hours_per_week: Decimal | None = ...
    """user.workplace.hours, level 2, reviewed; Uren per week"""
    billability_target: Decimal | None = ...
    """user.workplace.hours, level 2, reviewed; Doel declarabiliteit"""
    created: _dt.datetime | None = ...
    creator: str | None = ...
    """user.unique_id, level 1, reviewed"""
    creator_full_name: str | None = ...
    """user.name, level 2, reviewed"""
    description: str | None = ...
    """user.content.free_text, level 4, reviewed; Omschrijving"""
    division: int | None = ...
    employee: str | None = ...
    """user.unique_id, level 1, reviewed"""
    employee_full_name: str | None = ...
    """user.name, level 2, reviewed; Medewerker"""
    employee_hid: int | None = ...
    """user.workplace.employee_number, level 2, reviewed; Medewerkernummer"""
    employment: str | None = ...
    """user.unique_id, level 1, reviewed"""
    employment_hid: int | None = ...
    """user.workplace.employment, level 3, reviewed"""
    employment_number: int | None = ...
    """user.workplace.employment, level 3, reviewed; Volgnummer dienstverband"""
    employment_salary_type: EmploymentSalaryType | int | None = ...
    """user.financial.income, level 4, reviewed"""
    employment_salary_type_description: str | None = ...
    """user.financial.income, level 4, reviewed; Soort salaris"""
    end_date: _dt.date | None = ...
    """user.workplace.employment, level 3, reviewed; Einddatum"""
    external_rate: Decimal | None = ...
    """user.financial.income, level 4, reviewed; Extern tarief"""
    frequency: EmploymentSalaryFrequency | int | None = ...
    """user.workplace.employment, level 3, reviewed"""
    frequency_description: str | None = ...
    """user.workplace.employment, level 3, reviewed; Verloningsperiode"""
    fulltime_amount: Decimal | None = ...
    """user.financial.income, level 4, reviewed; Fulltime salaris"""
    hourly_wage: Decimal | None = ...
    """user.financial.income, level 4, reviewed; Uurloon"""
    intercompany_rate: Decimal | None = ...
    """user.financial.income, level 4, reviewed; Intercompanytarief"""
    internal_rate: Decimal | None = ...
    """user.financial.income, level 4, reviewed; Intern tarief"""
    job_level: int | None = ...
    """user.workplace.employment, level 3, reviewed; Functieniveau"""
    modified: _dt.datetime | None = ...
    modifier: str | None = ...
    """user.unique_id, level 1, reviewed"""
    modifier_full_name: str | None = ...
    """user.name, level 2, reviewed"""
    parttime_amount: Decimal | None = ...
    """user.financial.income, level 4, reviewed; Parttime salaris"""
    parttime_factor: Decimal | None = ...
    """user.workplace.employment, level 3, reviewed; Parttime factor"""
    salary_based_type: EmploymentSalaryBasis | int | None = ...
    """user.financial.income, level 4, reviewed"""
    salary_based_type_description: str | None = ...
    """user.financial.income, level 4, reviewed; Salaris op basis van"""
    scale: str | None = ...
    """user.financial.income, level 4, reviewed; Schaal"""
    schedule: str | None = ...
    """user.workplace.hours, level 2, reviewed"""
    schedule_code: str | None = ...
    """user.workplace.hours, level 2, reviewed; Rooster"""
    schedule_description: str | None = ...
    """user.workplace.hours, level 2, reviewed; Omschrijving rooster"""
    start_date: _dt.date | None = ...
    """user.workplace.employment, level 3, reviewed; Begindatum"""
    wage_scale: str | None = ...
    """user.financial.income, level 4, reviewed"""
    wage_scale_period: int | None = ...
    """user.financial.income, level 4, reviewed"""
    wage_scale_step: str | None = ...
    """user.financial.income, level 4, reviewed; Trede"""

class _EmploymentSalaries(Collection[EmploymentSalary]):
    id: Field[str]
    amount_type: Field[EmploymentSalaryAmountType | int]
    amount_type_description: Field[str]
    auto_correction: Field[bool]
    average_days_per_week: Field[Decimal]
    average_hours_per_week: Field[Decimal]
    billability_target: Field[Decimal]
    created: Field[_dt.datetime]
    creator: Field[str]
    creator_full_name: Field[str]
    description: Field[str]
    division: Field[int]
    employee: Field[str]
    employee_full_name: Field[str]
    employee_hid: Field[int]
    employment: Field[str]
    employment_hid: Field[int]
    employment_number: Field[int]
    employment_salary_type: Field[EmploymentSalaryType | int]
    employment_salary_type_description: Field[str]
    end_date: Field[_dt.date]
    external_rate: Field[Decimal]
    frequency: Field[EmploymentSalaryFrequency | int]
    frequency_description: Field[str]
    fulltime_amount: Field[Decimal]
    hourly_wage: Field[Decimal]
    intercompany_rate: Field[Decimal]
    internal_rate: Field[Decimal]
    job_level: Field[int]
    modified: Field[_dt.datetime]
    modifier: Field[str]
    modifier_full_name: Field[str]
    parttime_amount: Field[Decimal]
    parttime_factor: Field[Decimal]
    salary_based_type: Field[EmploymentSalaryBasis | int]
    salary_based_type_description: Field[str]
    scale: Field[str]
    schedule: Field[str]
    schedule_code: Field[str]
    schedule_description: Field[str]
    start_date: Field[_dt.date]
    wage_scale: Field[str]
    wage_scale_period: Field[int]
    wage_scale_step: Field[str]
EmploymentSalaries: _EmploymentSalaries

class EmploymentTaxAuthoritiesGeneralRow(Record, frozen=True):
    """GET /api/v1/{division}/payroll/EmploymentTaxAuthoritiesGeneral, 60 rows a page."""
    id: str = ...
    """user.unique_id, level 1, proposed"""
    account: str | None = ...
    """user.workplace.employment, level 3, proposed"""
    created: _dt.datetime | None = ...
    creator: str | None = ...
    """user.unique_id, level 1, reviewed"""
    creator_full_name: str | None = ...
    """user.name, level 2, reviewed"""
    division: int | None = ...
    employee: str | None = ...
    """user.unique_id, level 1, proposed"""
    employee_full_name: str | None = ...
    """user.name, level 2, proposed"""
    employee_hid: int | None = ...
    """user.workplace.employee_number, level 2, proposed"""
    employment: str | None = ...
    """user.workplace.employment, level 3, proposed"""
    employment_hid: int | None = ...
    """user.workplace.employment, level 3, proposed"""
    employment_number: int | None = ...
    """user.workplace.employment, level 3, proposed"""
    end_date: _dt.datetime | None = ...
    """user.workplace.employment, level 3, proposed"""
    influence_insurance_obligation: str | None = ...
    """user.workplace.employment, level 3, proposed"""
    influence_insurance_obligation_description: str | None = ...
    """user.workplace.employment, level 3, proposed"""
    modified: _dt.datetime | None = ...
    modifier: str | None = ...
    """user.unique_id, level 1, reviewed"""
    modifier_full_name: str | None = ...
    """user.name, level 2, reviewed"""
    nature_of_work_relationship: str | None = ...
    """user.workplace.employment, level 3, proposed"""
    nature_of_work_relationship_description: str | None = ...
    """user.workplace.employment, level 3, proposed"""
    payroll_taxes_number: str | None = ...
    """user.workplace.employment, level 3, proposed"""
    start_date: _dt.datetime | None = ...
    """user.workplace.employment, level 3, proposed"""
    type_of_income: str | None = ...
    """user.financial.income, level 4, proposed"""
    type_of_income_description: str | None = ...
    """user.financial.income, level 4, proposed"""

class _EmploymentTaxAuthoritiesGeneral(Collection[EmploymentTaxAuthoritiesGeneralRow]):
    id: Field[str]
    account: Field[str]
    created: Field[_dt.datetime]
    creator: Field[str]
    creator_full_name: Field[str]
    division: Field[int]
    employee: Field[str]
    employee_full_name: Field[str]
    employee_hid: Field[int]
    employment: Field[str]
    employment_hid: Field[int]
    employment_number: Field[int]
    end_date: Field[_dt.datetime]
    influence_insurance_obligation: Field[str]
    influence_insurance_obligation_description: Field[str]
    modified: Field[_dt.datetime]
    modifier: Field[str]
    modifier_full_name: Field[str]
    nature_of_work_relationship: Field[str]
    nature_of_work_relationship_description: Field[str]
    payroll_taxes_number: Field[str]
    start_date: Field[_dt.datetime]
    type_of_income: Field[str]
    type_of_income_description: Field[str]
EmploymentTaxAuthoritiesGeneral: _EmploymentTaxAuthoritiesGeneral

class Employment(Record, frozen=True):
    """Dienstverbanden. GET /api/v1/{division}/payroll/Employments, 60 rows a page."""
    id: str = ...
    """user.unique_id, level 1, reviewed"""
    created: _dt.datetime | None = ...
    creator: str | None = ...
    """user.unique_id, level 1, reviewed"""
    creator_full_name: str | None = ...
    """user.name, level 2, reviewed"""
    division: int | None = ...
    employee: str | None = ...
    """user.unique_id, level 1, reviewed"""
    employee_full_name: str | None = ...
    """user.name, level 2, reviewed; Medewerker"""
    employee_hid: int | None = ...
    """user.workplace.employee_number, level 2, reviewed; Medewerkernummer"""
    employment_number: int | None = ...
    """user.workplace.employment, level 3, reviewed; Volgnummer dienstverband"""
    end_date: _dt.date | None = ...
    """user.workplace.employment, level 3, reviewed; Einddatum"""
    hid: int | None = ...
    """user.workplace.employment, level 3, reviewed"""
    modified: _dt.datetime | None = ...
    modifier: str | None = ...
    """user.unique_id, level 1, reviewed"""
    modifier_full_name: str | None = ...
    """user.name, level 2, reviewed"""
    reason_end: int | None = ...
    """user.workplace.employment, level 4, reviewed; Reden einde"""
    reason_end_description: str | None = ...
    """user.workplace.employment, level 4, reviewed; Omschrijving reden einde"""
    reason_end_flex: int | None = ...
    """user.workplace.employment, level 4, reviewed; Reden einde flex"""
    reason_end_flex_description: str | None = ...
    """user.workplace.employment, level 4, reviewed; Omschrijving reden einde flex"""
    start_date: _dt.date | None = ...
    """user.workplace.employment, level 3, reviewed; Begindatum"""
    start_date_organization: _dt.date | None = ...
    """user.workplace.employment, level 3, reviewed; Datum in dienst bij organisatie"""

class _Employments(Collection[Employment]):
    id: Field[str]
    created: Field[_dt.datetime]
    creator: Field[str]
    creator_full_name: Field[str]
    division: Field[int]
    employee: Field[str]
    employee_full_name: Field[str]
    employee_hid: Field[int]
    employment_number: Field[int]
    end_date: Field[_dt.date]
    hid: Field[int]
    modified: Field[_dt.datetime]
    modifier: Field[str]
    modifier_full_name: Field[str]
    reason_end: Field[int]
    reason_end_description: Field[str]
    reason_end_flex: Field[int]
    reason_end_flex_description: Field[str]
    start_date: Field[_dt.date]
    start_date_organization: Field[_dt.date]
Employments: _Employments

class TaxEmploymentEndFlexCode(Record, frozen=True):
    """GET /api/v1/{division}/payroll/TaxEmploymentEndFlexCodes, 60 rows a page."""
    id: str = ...
    """user.unique_id, level 1, proposed"""
    code: str | None = ...
    """user.workplace.employment, level 3, proposed"""
    created: _dt.datetime | None = ...
    creator: str | None = ...
    """user.unique_id, level 1, reviewed"""
    creator_full_name: str | None = ...
    """user.name, level 2, reviewed"""
    description: str | None = ...
    """user.workplace.employment, level 3, proposed"""
    end_date: _dt.datetime | None = ...
    """user.workplace.employment, level 3, proposed"""
    modified: _dt.datetime | None = ...
    modifier: str | None = ...
    """user.unique_id, level 1, reviewed"""
    modifier_full_name: str | None = ...
    """user.name, level 2, reviewed"""
    start_date: _dt.datetime | None = ...
    """user.workplace.employment, level 3, proposed"""

class _TaxEmploymentEndFlexCodes(Collection[TaxEmploymentEndFlexCode]):
    id: Field[str]
    code: Field[str]
    created: Field[_dt.datetime]
    creator: Field[str]
    creator_full_name: Field[str]
    description: Field[str]
    end_date: Field[_dt.datetime]
    modified: Field[_dt.datetime]
    modifier: Field[str]
    modifier_full_name: Field[str]
    start_date: Field[_dt.datetime]
TaxEmploymentEndFlexCodes: _TaxEmploymentEndFlexCodes

class VariableMutation(Record, frozen=True):
    """GET POST PUT /api/v1/{division}/payroll/VariableMutations, 60 rows a page."""
    id: str = ...
    """user.unique_id, level 1, proposed"""
    description: str | None = ...
    """user.content.free_text, level 3, proposed"""
    employee_hid: int | None = ...
    """user.workplace.employee_number, level 2, proposed"""
    employee_id: str | None = ...
    """user.workplace.employee_number, level 2, proposed"""
    entry_field_type: int | None = ...
    """user.financial.income, level 4, proposed"""
    notes: str | None = ...
    """user.content.free_text, level 4, reviewed"""
    payroll_component: str | None = ...
    """user.financial.income, level 4, proposed"""
    payroll_component_id: str | None = ...
    """user.financial.income, level 4, proposed"""
    payroll_period: int | None = ...
    """user.financial.income, level 4, proposed"""
    payroll_year: int | None = ...
    """user.financial.income, level 4, proposed"""
    type: int | None = ...
    """user.financial.income, level 4, proposed"""
    value: Decimal | None = ...
    """user.financial.income, level 4, proposed"""

class _VariableMutations(Collection[VariableMutation]):
    id: Field[str]
    description: Field[str]
    employee_hid: Field[int]
    employee_id: Field[str]
    entry_field_type: Field[int]
    notes: Field[str]
    payroll_component: Field[str]
    payroll_component_id: Field[str]
    payroll_period: Field[int]
    payroll_year: Field[int]
    type: Field[int]
    value: Field[Decimal]
VariableMutations: _VariableMutations
