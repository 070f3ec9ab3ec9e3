# Written by tools/write_modules.py from the catalogue and the overlay. Do not edit.
import datetime as _dt
from decimal import Decimal
from nlconnect.model.collection import Collection
from nlconnect.model.query import Field
from nlconnect.model.record import Record
from . import types as _types

class ProfitEmployerHourTypeRow(Record, frozen=True):
    """Urensoorten per werkgever. GET /connectors/ProfitEmployerHourType; demands order."""
    st_id: str = ...
    """Urensoort (Hour type)"""
    ds: str | None = ...
    """Omschrijving (Description)"""
    sc_id: int | None = ...
    """Looncomponent (Wage component)"""
    co_id: int | None = ...
    """Aantalcomponent (Number component)"""
    va_id: int | None = ...
    """Aantalvariabele (Quantity variable)"""
    va_am: int | None = ...
    """Bedragvariabele (Amount variable)"""

class _ProfitEmployerHourType(Collection[ProfitEmployerHourTypeRow]):
    st_id: Field[str]
    ds: Field[str]
    sc_id: Field[int]
    co_id: Field[int]
    va_id: Field[int]
    va_am: Field[int]
ProfitEmployerHourType: _ProfitEmployerHourType

class ProfitEmployerProjectsRow(Record, frozen=True):
    """Projecten per werkgever. GET /connectors/ProfitEmployerProjects; demands order."""
    pr_id: str = ...
    """Project"""
    ds: str | None = ...
    """Omschrijving (Description)"""
    cm_id: int | None = ...
    """Organisatie/persoon (Organisation/person)"""
    db_id: str | None = ...
    """user.unique_id, level 1, reviewed; Verkooprelatie (Sales contact)"""
    da_st: _dt.date | None = ...
    """Begindatum (Start date)"""
    dt_gw: _dt.date | None = ...
    """Werkelijke datum gereed (Actual date completed)"""
    ch_ou: bool | None = ...
    """Completed"""

class _ProfitEmployerProjects(Collection[ProfitEmployerProjectsRow]):
    pr_id: Field[str]
    ds: Field[str]
    cm_id: Field[int]
    db_id: Field[str]
    da_st: Field[_dt.date]
    dt_gw: Field[_dt.date]
    ch_ou: Field[bool]
ProfitEmployerProjects: _ProfitEmployerProjects

class ProfitEmployerRealizationRow(Record, frozen=True):
    """Gewerkte uren per werkgever. GET /connectors/ProfitEmployerRealization; demands order."""
    cm_id: int = ...
    """Organisatie/persoon (Organisation/person)"""
    pt_id: int = ...
    """Periodetabel (Period table)"""
    year: int = ...
    """Boekjaar (Financial year)"""
    pe_id: int = ...
    """Periode (Period)"""
    se_no: int = ...
    """user.unique_id, level 1, reviewed; Regelnummer (Line number)"""
    da_ti: _dt.date | None = ...
    """user.workplace.hours, level 2, reviewed; Datum (Date)"""
    em_id: str | None = ...
    """user.workplace.employee_number, level 2, reviewed; Medewerker (Employee)"""
    nm: str | None = ...
    """user.name, level 2, reviewed; Naam (Name)"""
    fu_nm: str | None = ...
    """user.name, level 2, reviewed; Volledige naam (Achternaam, init voorvoegsel (voornaam))"""
    pr_id: str | None = ...
    """Project"""
    pr_ds: str | None = ...
    """Omschrijving project (Description)"""
    wst: int | None = ...
    """user.workplace.hours, level 2, reviewed; Werksoort (Item code)"""
    ws_ds: str | None = ...
    """user.workplace.hours, level 2, reviewed; Omschrijving werksoort (Description)"""
    qu: Decimal | None = ...
    """user.workplace.hours, level 2, reviewed; Nummer (Number)"""
    co_am: Decimal | None = ...
    """user.workplace.hours, level 2, reviewed; Vergoeding (Reimbursement)"""
    acc: bool | None = ...
    """user.workplace.hours, level 2, reviewed; Geaccordeerd (Agreed)"""

class _ProfitEmployerRealization(Collection[ProfitEmployerRealizationRow]):
    cm_id: Field[int]
    pt_id: Field[int]
    year: Field[int]
    pe_id: Field[int]
    se_no: Field[int]
    da_ti: Field[_dt.date]
    em_id: Field[str]
    nm: Field[str]
    fu_nm: Field[str]
    pr_id: Field[str]
    pr_ds: Field[str]
    wst: Field[int]
    ws_ds: Field[str]
    qu: Field[Decimal]
    co_am: Field[Decimal]
    acc: Field[bool]
ProfitEmployerRealization: _ProfitEmployerRealization

class HrCalculationplanRow(Record, frozen=True):
    """Salarisverwerkingsplan. POST /connectors/HrCalculationplan."""
    pl_id: int | None = ...
    """Salarisverwerkingsplan (Salary processing plan)"""
    st_on: bool | None = ...
    """Online te benaderen (Available online)"""
    cl_co: bool | None = ...
    """Correctieperiode direct dichtzetten (Close correction period immediately)"""

class _HrCalculationplan(Collection[HrCalculationplanRow]):
    pl_id: Field[int]
    st_on: Field[bool]
    cl_co: Field[bool]
HrCalculationplan: _HrCalculationplan

class HrCompMutRow(Record, frozen=True):
    """Loonmutatie. DELETE POST PUT /connectors/HrCompMut."""
    pt_id: int = ...
    """Periodetabel (Period table)"""
    year: int = ...
    """Boekjaar (Financial year)"""
    pe_id: int = ...
    """Periode (Period)"""
    id: int = ...
    """Regelnummer (Line number)"""
    da_ti: _dt.date = ...
    """user.financial.income, level 4, reviewed; Datum (Date)"""
    em_id: str = ...
    """user.workplace.employee_number, level 2, reviewed; Medewerker (Employee)"""
    er_id: str = ...
    """user.contact.organization, level 1, reviewed; Werkgever (Employer)"""
    sc02: int = ...
    """user.financial.income, level 4, reviewed; Looncomponent"""
    ds: str | None = ...
    """user.financial.income, level 4, reviewed; Omschrijving (Description)"""
    em_dp: str | None = ...
    """user.workplace, level 2, reviewed; Organisatorische eenheid medewerker (Employee organisational unit)"""
    va_d1: Decimal | None = ...
    """user.financial.income, level 4, reviewed; Waarde 1 (Value 1)"""
    va_d2: Decimal | None = ...
    """user.financial.income, level 4, reviewed; Waarde 2 (Value 2)"""
    va_d3: Decimal | None = ...
    """user.financial.income, level 4, reviewed; Waarde 3 (Value 3)"""
    cr_id: str | None = ...
    """user.workplace, level 2, reviewed; Kostenplaats medewerker (Employee cost centre)"""
    cc_id: str | None = ...
    """user.workplace, level 2, reviewed; Kostendrager medewerker (Employee cost unit)"""
    en_se: int | None = ...
    """user.workplace.employment, level 3, reviewed; Dienstverband (Employment)"""
    fu_id: str | None = ...
    """user.job_title, level 1, reviewed; Functie (Job)"""
    rem: str | None = ...
    """user.content.free_text, level 4, reviewed; Opmerking (Remark)"""
    vi_tr: _types.ViTr | str | None = ...
    """user.financial.income, level 4, reviewed; Vervoermiddel (Means of transport)"""
    vi_tv: _types.ViTv | str | None = ...
    """user.financial.income, level 4, reviewed; Type reis (Type of journey)"""

class _HrCompMut(Collection[HrCompMutRow]):
    pt_id: Field[int]
    year: Field[int]
    pe_id: Field[int]
    id: Field[int]
    da_ti: Field[_dt.date]
    em_id: Field[str]
    er_id: Field[str]
    sc02: Field[int]
    ds: Field[str]
    em_dp: Field[str]
    va_d1: Field[Decimal]
    va_d2: Field[Decimal]
    va_d3: Field[Decimal]
    cr_id: Field[str]
    cc_id: Field[str]
    en_se: Field[int]
    fu_id: Field[str]
    rem: Field[str]
    vi_tr: Field[_types.ViTr | str]
    vi_tv: Field[_types.ViTv | str]
HrCompMut: _HrCompMut

class HrCompMutGUIDRow(Record, frozen=True):
    """Loonmutatie (unieke sleutel). DELETE POST PUT /connectors/HrCompMutGUID."""
    gu_li: str = ...
    """GUID regel (GUID line)"""
    pt_id: int | None = ...
    """Periodetabel (Period table)"""
    year: int | None = ...
    """Boekjaar (Financial year)"""
    pe_id: int | None = ...
    """Periode (Period)"""
    da_ti: _dt.date | None = ...
    """user.financial.income, level 4, reviewed; Datum (Date)"""
    em_id: str | None = ...
    """user.workplace.employee_number, level 2, reviewed; Medewerker (Employee)"""
    er_id: str | None = ...
    """user.contact.organization, level 1, reviewed; Werkgever (Employer)"""
    sc02: int | None = ...
    """user.financial.income, level 4, reviewed; Looncomponent"""
    ds: str | None = ...
    """user.financial.income, level 4, reviewed; Omschrijving (Description)"""
    em_dp: str | None = ...
    """user.workplace, level 2, reviewed; Organisatorische eenheid medewerker (Employee organisational unit)"""
    va_d1: Decimal | None = ...
    """user.financial.income, level 4, reviewed; Waarde 1 (Value 1)"""
    va_d2: Decimal | None = ...
    """user.financial.income, level 4, reviewed; Waarde 2 (Value 2)"""
    va_d3: Decimal | None = ...
    """user.financial.income, level 4, reviewed; Waarde 3 (Value 3)"""
    cr_id: str | None = ...
    """user.workplace, level 2, reviewed; Kostenplaats medewerker (Employee cost centre)"""
    cc_id: str | None = ...
    """user.workplace, level 2, reviewed; Kostendrager medewerker (Employee cost unit)"""
    en_se: int | None = ...
    """user.workplace.employment, level 3, reviewed; Dienstverband (Employment)"""
    fu_id: str | None = ...
    """user.job_title, level 1, reviewed; Functie (Job)"""
    rem: str | None = ...
    """user.content.free_text, level 4, reviewed; Opmerking (Remark)"""
    vi_tr: _types.ViTr | str | None = ...
    """user.financial.income, level 4, reviewed; Vervoermiddel (Means of transport)"""
    vi_tv: _types.ViTv | str | None = ...
    """user.financial.income, level 4, reviewed; Type reis (Type of journey)"""

class _HrCompMutGUID(Collection[HrCompMutGUIDRow]):
    gu_li: Field[str]
    pt_id: Field[int]
    year: Field[int]
    pe_id: Field[int]
    da_ti: Field[_dt.date]
    em_id: Field[str]
    er_id: Field[str]
    sc02: Field[int]
    ds: Field[str]
    em_dp: Field[str]
    va_d1: Field[Decimal]
    va_d2: Field[Decimal]
    va_d3: Field[Decimal]
    cr_id: Field[str]
    cc_id: Field[str]
    en_se: Field[int]
    fu_id: Field[str]
    rem: Field[str]
    vi_tr: Field[_types.ViTr | str]
    vi_tv: Field[_types.ViTv | str]
HrCompMutGUID: _HrCompMutGUID

class HrEmpCareerHistoryRow(Record, frozen=True):
    """Loopbaanhistorie. POST PUT /connectors/HrEmpCareerHistory."""
    em_id: str = ...
    """user.workplace.employee_number, level 2, reviewed; Medewerker (Employee)"""
    bc_id: str | None = ...
    """user.unique_id, level 1, reviewed; Organisatie (Organisation)"""
    bc_co: str | None = ...
    """user.unique_id, level 1, reviewed; Organisatie/persoon"""
    nm: str | None = ...
    """user.name, level 2, reviewed; Naam (Name)"""
    ha_jp: bool | None = ...
    """user.workplace.employment, level 3, reviewed; Telt mee voor diensttijduitkering (Include in service period benefit)"""
    da_be: _dt.date | None = ...
    """user.workplace.employment, level 3, reviewed; Begindatum (Start date)"""
    da_en: _dt.date | None = ...
    """user.workplace.employment, level 3, reviewed; Einddatum (End date)"""
    nu_ye: int | None = ...
    """user.workplace.employment, level 3, reviewed; Jaren (Years)"""
    nu_mo: int | None = ...
    """user.workplace.employment, level 3, reviewed; Maanden (Months)"""
    nu_da: int | None = ...
    """user.workplace.employment, level 3, reviewed; Kalenderdagen (Calendar days)"""
    ha_ca: bool | None = ...
    """user.workplace.employment, level 3, reviewed; Voorgaande regels niet meetellen vr diensttd.uitk. (Don't count foregoing lines for yrs service paym.)"""
    em_pr: bool | None = ...
    """user.workplace.employment, level 3, reviewed; Telt mee voor huidige werkgever/rechtsvoorganger (Included for current employer/legal predecessor)"""
    t_ch1: bool | None = ...
    """user.workplace.employment, level 3, reviewed; Ambtstijd (‘Ambtstijd’)"""
    t_ch2: bool | None = ...
    """user.workplace.employment, level 3, reviewed; Onderwijstijd (‘Onderwijstijd’)"""
    t_ch3: bool | None = ...
    """user.workplace.employment, level 3, reviewed; Bestuurtijd (Board time)"""
    t_ch4: bool | None = ...
    """user.workplace.employment, level 3, reviewed; Schooltijd (‘Schooltijd’)"""
    t_ch5: bool | None = ...
    """user.workplace.employment, level 3, reviewed; Directietijd (‘Directietijd’)"""
    t_ch6: bool | None = ...
    """user.workplace.employment, level 3, reviewed; Uitkeringstijd (‘Uitkeringstijd’)"""
    t_ch7: bool | None = ...
    """user.workplace.employment, level 3, reviewed; Zorgtijd (‘Zorgtijd’)"""
    ei_id: str | None = ...
    """user.workplace.education, level 2, reviewed; Onderwijsinstelling (Educational institution)"""
    ei_nm: str | None = ...
    """user.workplace.education, level 2, reviewed; Naam onderwijsinstelling (Name of educational institution)"""
    oa_ct: str | None = ...
    """user.workplace.employment, level 3, reviewed; Afvloeiingscategorie (Redundancy category)"""

class _HrEmpCareerHistory(Collection[HrEmpCareerHistoryRow]):
    em_id: Field[str]
    bc_id: Field[str]
    bc_co: Field[str]
    nm: Field[str]
    ha_jp: Field[bool]
    da_be: Field[_dt.date]
    da_en: Field[_dt.date]
    nu_ye: Field[int]
    nu_mo: Field[int]
    nu_da: Field[int]
    ha_ca: Field[bool]
    em_pr: Field[bool]
    t_ch1: Field[bool]
    t_ch2: Field[bool]
    t_ch3: Field[bool]
    t_ch4: Field[bool]
    t_ch5: Field[bool]
    t_ch6: Field[bool]
    t_ch7: Field[bool]
    ei_id: Field[str]
    ei_nm: Field[str]
    oa_ct: Field[str]
HrEmpCareerHistory: _HrEmpCareerHistory

class HrEmpPaySlipRow(Record, frozen=True):
    """Loonstrook. POST /connectors/HrEmpPaySlip."""
    em_id: str | None = ...
    """user.workplace.employee_number, level 2, reviewed; EmId"""
    ds: str | None = ...
    """user.financial.income, level 4, reviewed; Onderwerp (Subject)"""
    file_name: str | None = ...
    """user.financial.income, level 4, reviewed; Filename"""
    file_stream: bytes | None = ...
    """user.financial.income, level 4, reviewed; File as byte-array"""

class _HrEmpPaySlip(Collection[HrEmpPaySlipRow]):
    em_id: Field[str]
    ds: Field[str]
    file_name: Field[str]
    file_stream: Field[bytes]
HrEmpPaySlip: _HrEmpPaySlip

class HrEmployeeDepositRow(Record, frozen=True):
    """Voorschot. DELETE POST PUT /connectors/HrEmployeeDeposit."""
    em_id: str = ...
    """user.workplace.employee_number, level 2, reviewed; Medewerker (Employee)"""
    desc: str | None = ...
    """user.content.free_text, level 3, reviewed; Omschrijving (Description)"""
    amnt: Decimal | None = ...
    """user.financial.income, level 4, reviewed; Bedrag (Amount)"""
    de_re: _types.DeRe | str | None = ...
    """user.financial.income, level 4, reviewed; Initiatief (Initiative)"""
    de_pa: _types.DePa | str | None = ...
    """user.financial.income, level 4, reviewed; Betaalwijze (Payment method)"""
    cmnt: str | None = ...
    """user.content.free_text, level 4, reviewed; Toelichting (Comment)"""
    clim: bool | None = ...
    """user.financial.income, level 4, reviewed; Direct vorderen (Claim directly)"""
    date: _dt.date | None = ...
    """user.financial.income, level 4, reviewed; Datum (Date)"""
    year: int | None = ...
    """Jaar (Year)"""
    pe_id: int | None = ...
    """Periode (Period)"""

class _HrEmployeeDeposit(Collection[HrEmployeeDepositRow]):
    em_id: Field[str]
    desc: Field[str]
    amnt: Field[Decimal]
    de_re: Field[_types.DeRe | str]
    de_pa: Field[_types.DePa | str]
    cmnt: Field[str]
    clim: Field[bool]
    date: Field[_dt.date]
    year: Field[int]
    pe_id: Field[int]
HrEmployeeDeposit: _HrEmployeeDeposit

class HrVarValueRow(Record, frozen=True):
    """Looncomponent parameterwaarde. DELETE POST PUT /connectors/HrVarValue."""
    va_id: int = ...
    """user.financial.income, level 4, reviewed; Parameter"""
    va: str | None = ...
    """user.financial.income, level 4, reviewed; Waarde"""
    em_id: str | None = ...
    """user.workplace.employee_number, level 2, reviewed; Medewerker (Employee)"""
    da_be: _dt.date | None = ...
    """user.financial.income, level 4, reviewed; Begindatum (Start date)"""
    da_en: _dt.date | None = ...
    """user.financial.income, level 4, reviewed; Einddatum (End date)"""
    en_se: int | None = ...
    """user.workplace.employment, level 3, reviewed; Dienstverband (Employment)"""
    di_tp: _types.DiTp | str | None = ...
    """user.financial.income, level 4, reviewed; Toepassing (Application)"""
    re_au: str | None = ...
    """user.financial.income, level 4, reviewed; Reden (Reason)"""

class _HrVarValue(Collection[HrVarValueRow]):
    va_id: Field[int]
    va: Field[str]
    em_id: Field[str]
    da_be: Field[_dt.date]
    da_en: Field[_dt.date]
    en_se: Field[int]
    di_tp: Field[_types.DiTp | str]
    re_au: Field[str]
HrVarValue: _HrVarValue
