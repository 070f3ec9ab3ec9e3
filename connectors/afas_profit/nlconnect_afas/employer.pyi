# Written by tools/write_modules.py from the catalogue and the overlay. Do not edit.
from decimal import Decimal
from nlconnect.model.collection import Collection
from nlconnect.model.query import Field
from nlconnect.model.record import Record
from . import types as _types

class HrCostCarrierRow(Record, frozen=True):
    """Kostendrager. DELETE POST PUT /connectors/HrCostCarrier."""
    cm_id: str = ...
    """Werkgever (Employer)"""
    cc_id: str = ...
    """Kostendrager (Cost unit)"""
    cc_ds: str | None = ...
    """Omschrijving (Description)"""
    bl: bool | None = ...
    """Geblokkeerd (Blocked)"""

class _HrCostCarrier(Collection[HrCostCarrierRow]):
    cm_id: Field[str]
    cc_id: Field[str]
    cc_ds: Field[str]
    bl: Field[bool]
HrCostCarrier: _HrCostCarrier

class HrCostCentreRow(Record, frozen=True):
    """Kostenplaats. DELETE POST PUT /connectors/HrCostCentre."""
    cm_id: str = ...
    """Werkgever (Employer)"""
    cr_id: str = ...
    """Kostenplaats (Cost centre)"""
    cr_ds: str | None = ...
    """Omschrijving (Description)"""
    bl: bool | None = ...
    """Geblokkeerd (Blocked)"""
    cr_ty: _types.CrTy | str | None = ...
    """Type kostenplaats (Cost centre type)"""
    sm_id: str | None = ...
    """Doel keuzemodel (Choice model target)"""

class _HrCostCentre(Collection[HrCostCentreRow]):
    cm_id: Field[str]
    cr_id: Field[str]
    cr_ds: Field[str]
    bl: Field[bool]
    cr_ty: Field[_types.CrTy | str]
    sm_id: Field[str]
HrCostCentre: _HrCostCentre

class HrSalTableRow(Record, frozen=True):
    """Loonschaal. POST /connectors/HrSalTable."""
    ds: str | None = ...
    """Omschrijving (Description)"""
    dec_r: int | None = ...
    """Decimalen resultaat (Decimals result)"""
    vi_rt: _types.ViRt | str | None = ...
    """Cao-type (CLA type)"""
    visp: _types.Visp | str | None = ...
    """Tijdvak (Time frame)"""
    mn_mx: bool | None = ...
    """Min/max-schaal"""
    mrnd: _types.Mrnd | str | None = ...
    """Afronding periodiek (Periodic increase rounding)"""
    mm_tp: _types.MmTp | str | None = ...
    """Methode verhoging (Increase method)"""
    db_id: str | None = ...
    """Verkooprelatie (Sales contact)"""
    hr_sal_table_set: list[_types.HrSalTableSet] | None = ...

class _HrSalTable(Collection[HrSalTableRow]):
    ds: Field[str]
    dec_r: Field[int]
    vi_rt: Field[_types.ViRt | str]
    visp: Field[_types.Visp | str]
    mn_mx: Field[bool]
    mrnd: Field[_types.Mrnd | str]
    mm_tp: Field[_types.MmTp | str]
    db_id: Field[str]
    hr_sal_table_set: Field[list[_types.HrSalTableSet]]
HrSalTable: _HrSalTable

class KnOrgEmrFunRow(Record, frozen=True):
    """Medewerker functie. DELETE POST PUT /connectors/KnOrgEmrFun."""
    cm_id: str = ...
    """Werkgever (Employer)"""
    fu_id: str = ...
    """Functie (Job)"""
    fu: str | None = ...
    """Omschrijving (Description)"""
    ft_id: str | None = ...
    """Type functie (Position type)"""
    bl: bool | None = ...
    """Geblokkeerd (Blocked)"""
    b_fun: bool | None = ...
    """Bovenschoolse functie (Multi-school function)"""
    in_gl: bool | None = ...
    """Meenemen in GGL (PO)"""
    z69: _types.Z69 | str | None = ...
    """Directiepersoneel (Management staff)"""
    kwa: str | None = ...
    """Beroepskwalificatie (Professional qualification)"""
    z89: _types.Z89 | str | None = ...
    """Risicoklasse (Risk class)"""
    wh_al: bool | None = ...
    """Thuiswerken toegestaan (Working from home allowed)"""
    fu_1031: str | None = ...
    """Omschrijving (Duits) (Description (German))"""
    fu_1036: str | None = ...
    """Omschrijving (Frans) (Description (French))"""
    fu_1043: str | None = ...
    """Omschrijving (Nederlands) (Description (Dutch))"""
    fu_2057: str | None = ...
    """Omschrijving (Engels) (Description (English))"""
    fu_2067: str | None = ...
    """Omschrijving (Vlaams) (Description (Flemish))"""

class _KnOrgEmrFun(Collection[KnOrgEmrFunRow]):
    cm_id: Field[str]
    fu_id: Field[str]
    fu: Field[str]
    ft_id: Field[str]
    bl: Field[bool]
    b_fun: Field[bool]
    in_gl: Field[bool]
    z69: Field[_types.Z69 | str]
    kwa: Field[str]
    z89: Field[_types.Z89 | str]
    wh_al: Field[bool]
    fu_1031: Field[str]
    fu_1036: Field[str]
    fu_1043: Field[str]
    fu_2057: Field[str]
    fu_2067: Field[str]
KnOrgEmrFun: _KnOrgEmrFun

class KnOrgUnitRow(Record, frozen=True):
    """Organisatorische eenheid. DELETE POST PUT /connectors/KnOrgUnit."""
    ou_id: str = ...
    """Organisatorische eenheid (Organisational unit)"""
    ds: str | None = ...
    """Omschrijving (Description)"""
    ot_id: str | None = ...
    st_un: bool | None = ...
    """Staf (Staff)"""
    empl: bool | None = ...
    """Bevat medewerkers (Contains employees)"""
    rp_ou: bool | None = ...
    """Rapport aan bovenliggende OE (Report to parent OU)"""
    re_ou: str | None = ...
    ma_id: str | None = ...
    """user.workplace, level 2, reviewed; Leidinggevende (Manager)"""
    cpt1: str | None = ...
    """Cockpit 1"""
    cpt2: str | None = ...
    """Cockpit 2"""
    cpt3: str | None = ...
    """Cockpit 3"""
    cpt4: str | None = ...
    """Cockpit 4"""
    cpt5: str | None = ...
    """Cockpit 5"""

class _KnOrgUnit(Collection[KnOrgUnitRow]):
    ou_id: Field[str]
    ds: Field[str]
    ot_id: Field[str]
    st_un: Field[bool]
    empl: Field[bool]
    rp_ou: Field[bool]
    re_ou: Field[str]
    ma_id: Field[str]
    cpt1: Field[str]
    cpt2: Field[str]
    cpt3: Field[str]
    cpt4: Field[str]
    cpt5: Field[str]
KnOrgUnit: _KnOrgUnit
