# Written by tools/write_modules.py from the catalogue and the overlay. Do not edit.
import datetime as _dt
from decimal import Decimal
from nlconnect.model.collection import Collection
from nlconnect.model.query import Field
from nlconnect.model.record import Record
from . import types as _types

class HrReservationRow(Record, frozen=True):
    """Reservering Hrm. POST /connectors/HrReservation."""
    em_id: str | None = ...
    """user.workplace.employee_number, level 2, reviewed; Medewerker (Employee)"""
    pc_id: str | None = ...
    """user.workplace.employment, level 3, reviewed; Plaatsing (Placement)"""
    year: int | None = ...
    """Jaar (Year)"""
    pe_id: int | None = ...
    """Periode (Period)"""
    vi_rv: _types.ViRv | str | None = ...
    """user.financial.income, level 4, reviewed; Type reservering (Reservation type)"""
    amou: Decimal | None = ...
    """user.financial.income, level 4, reviewed; Bedrag (Amount)"""
    re: str | None = ...
    """user.content.free_text, level 4, reviewed; Toelichting (Comment)"""

class _HrReservation(Collection[HrReservationRow]):
    em_id: Field[str]
    pc_id: Field[str]
    year: Field[int]
    pe_id: Field[int]
    vi_rv: Field[_types.ViRv | str]
    amou: Field[Decimal]
    re: Field[str]
HrReservation: _HrReservation

class KnSreCostCentreRow(Record, frozen=True):
    """Kostenplaats per verkooprelatie. DELETE POST PUT /connectors/KnSreCostCentre."""
    db_id: str = ...
    """user.unique_id, level 1, reviewed; Verkooprelatie (Sales contact)"""
    co_id: str = ...
    """Code"""
    ds: str | None = ...
    """Omschrijving (Description)"""
    bl: bool | None = ...
    """Geblokkeerd (Blocked)"""
    kn_sre_cost_centre_contact: list[_types.KnSreCostCentreContact] | None = ...
    """user.unique_id, level 1, reviewed"""

class _KnSreCostCentre(Collection[KnSreCostCentreRow]):
    db_id: Field[str]
    co_id: Field[str]
    ds: Field[str]
    bl: Field[bool]
    kn_sre_cost_centre_contact: Field[list[_types.KnSreCostCentreContact]]
KnSreCostCentre: _KnSreCostCentre

class PtConceptPlacementContractRow(Record, frozen=True):
    """Concept plaatsingscontract. POST /connectors/PtConceptPlacementContract."""
    pc_co: str | None = ...
    """user.workplace.employment, level 3, reviewed; Plaatsing (Placement)"""
    da_be: _dt.date | None = ...
    """user.workplace.employment, level 3, reviewed; Begindatum (Start date)"""
    da_en: _dt.date | None = ...
    """user.workplace.employment, level 3, reviewed; Einddatum (End date)"""
    da_or: _dt.date | None = ...
    """user.workplace.employment, level 3, reviewed; Originele einddatum (Original end date)"""
    em_id: str | None = ...
    """user.workplace.employee_number, level 2, reviewed; Medewerker (Employee)"""
    pr_id: str | None = ...
    """user.workplace.employment, level 3, reviewed; Klantovereenkomst (Customer agreement)"""
    fu_id: str | None = ...
    """user.job_title, level 1, reviewed; Functie (Job)"""
    fu_ds: str | None = ...
    """user.job_title, level 1, reviewed; Omschrijving functie (Job description)"""
    er_id: str | None = ...
    """user.contact.organization, level 1, reviewed; Werkgever (Employer)"""
    vi_to: _types.ViTo | str | None = ...
    """user.workplace.employment, level 3, reviewed; Proeftijd (Probationary period)"""
    to_te: int | None = ...
    """user.workplace.employment, level 3, reviewed; Overname (Takeover)"""
    to_tp: _types.ToTp | str | None = ...
    """user.workplace.employment, level 3, reviewed; Eenheid overname (Takeover unit)"""
    ex_te: int | None = ...
    """user.workplace.employment, level 3, reviewed; Verlengd uitzenden (Extended placement)"""
    ex_tp: _types.ExTp | str | None = ...
    """user.workplace.employment, level 3, reviewed; Eenheid verlengd uitzenden (Extended placement unit)"""
    vi_fa: _types.ViFa | str | None = ...
    """user.workplace.employment, level 3, reviewed; Fase (Phase)"""
    vi_fc: _types.ViFc | str | None = ...
    """user.workplace.employment, level 3, reviewed; Uitzendbeding (Temporary employment clause)"""
    to_th: int | None = ...
    """user.workplace.employment, level 3, reviewed; Arbeidsverleden overname (Copying of the employment past)"""
    ex_th: int | None = ...
    """user.workplace.employment, level 3, reviewed; Arbeidsverleden verlengd uitzenden (Extended placement employment past)"""
    rp_id: str | None = ...
    """user.unique_id, level 1, reviewed; Verantwoordelijke"""
    type: _types.Type | str | None = ...
    """Soort plaatsing (Type of placement)"""
    p_re: str | None = ...
    """user.unique_id, level 1, reviewed; Inkooprelatie (Purchase contact)"""
    dl_pe: _dt.date | None = ...
    """user.workplace.employment, level 3, reviewed; Datum laatste periodiek (Date of last periodicity)"""
    rfun: int | None = ...
    """user.workplace.employment, level 3, reviewed; Afwijkende referentiefunctie (Divergent reference function)"""
    ic_yn: bool | None = ...
    """Intercompany"""
    afas_pt_concept_placement_contract_line: list[_types.AfasPtConceptPlacementContractLine] | None = ...
    """user.financial.income, level 4, reviewed"""

class _PtConceptPlacementContract(Collection[PtConceptPlacementContractRow]):
    pc_co: Field[str]
    da_be: Field[_dt.date]
    da_en: Field[_dt.date]
    da_or: Field[_dt.date]
    em_id: Field[str]
    pr_id: Field[str]
    fu_id: Field[str]
    fu_ds: Field[str]
    er_id: Field[str]
    vi_to: Field[_types.ViTo | str]
    to_te: Field[int]
    to_tp: Field[_types.ToTp | str]
    ex_te: Field[int]
    ex_tp: Field[_types.ExTp | str]
    vi_fa: Field[_types.ViFa | str]
    vi_fc: Field[_types.ViFc | str]
    to_th: Field[int]
    ex_th: Field[int]
    rp_id: Field[str]
    type: Field[_types.Type | str]
    p_re: Field[str]
    dl_pe: Field[_dt.date]
    rfun: Field[int]
    ic_yn: Field[bool]
    afas_pt_concept_placement_contract_line: Field[list[_types.AfasPtConceptPlacementContractLine]]
PtConceptPlacementContract: _PtConceptPlacementContract

class PtCostPriceComponentRow(Record, frozen=True):
    """Kostprijscomponent. DELETE POST PUT /connectors/PtCostPriceComponent."""
    cp_id: int = ...
    """Kostprijscomponent (Cost price component)"""
    va_co: _types.VaCo | str | None = ...
    """Component"""
    ds: str | None = ...
    """Omschrijving (Description)"""
    va_it: _types.VaItCode | str | None = ...
    """Type item (Item type)"""
    it_cd: str | None = ...
    """Itemcode"""
    st_id: str | None = ...
    """Urensoort (Hour type)"""
    ct_id: str | None = ...
    """Soort (Kind)"""
    su_qu: int | None = ...
    su_re: int | None = ...
    """Lijstbegrip NC (AC List term)"""
    su_df: int | None = ...
    pt_cost_price_component_line: list[_types.PtCostPriceComponentLine] | None = ...

class _PtCostPriceComponent(Collection[PtCostPriceComponentRow]):
    cp_id: Field[int]
    va_co: Field[_types.VaCo | str]
    ds: Field[str]
    va_it: Field[_types.VaItCode | str]
    it_cd: Field[str]
    st_id: Field[str]
    ct_id: Field[str]
    su_qu: Field[int]
    su_re: Field[int]
    su_df: Field[int]
    pt_cost_price_component_line: Field[list[_types.PtCostPriceComponentLine]]
PtCostPriceComponent: _PtCostPriceComponent

class PtCostPriceModelRow(Record, frozen=True):
    """Kostprijsmodel. DELETE POST PUT /connectors/PtCostPriceModel."""
    cm_id: str = ...
    """Kostprijsmodel (Cost price model)"""
    ds: str | None = ...
    """Omschrijving (Description)"""
    pt_cost_price_model_version: list[_types.PtCostPriceModelVersion] | None = ...

class _PtCostPriceModel(Collection[PtCostPriceModelRow]):
    cm_id: Field[str]
    ds: Field[str]
    pt_cost_price_model_version: Field[list[_types.PtCostPriceModelVersion]]
PtCostPriceModel: _PtCostPriceModel

class PtCostPriceModelPerProjectRow(Record, frozen=True):
    """Kostprijsmodel per klantovereenkomst. POST /connectors/PtCostPriceModelPerProject."""
    pr_id: str | None = ...
    """Project"""
    cm_id: str | None = ...
    """Kostprijsmodel (Cost price model)"""
    da_be: _dt.date | None = ...
    """Begindatum (Start date)"""
    da_en: _dt.date | None = ...
    """Einddatum (End date)"""

class _PtCostPriceModelPerProject(Collection[PtCostPriceModelPerProjectRow]):
    pr_id: Field[str]
    cm_id: Field[str]
    da_be: Field[_dt.date]
    da_en: Field[_dt.date]
PtCostPriceModelPerProject: _PtCostPriceModelPerProject

class PtDeclarationRow(Record, frozen=True):
    """Declaratie. DELETE POST PUT /connectors/PtDeclaration."""
    dc_co: str = ...
    """Declaratienummer (Claim number)"""
    year: int | None = ...
    """Boekjaar (Financial year)"""
    pe_id: int | None = ...
    """Periode (Period)"""
    pl_co: str | None = ...
    """user.workplace.employment, level 3, reviewed; Plaatsing (Placement)"""
    cc_sr: str | None = ...
    """Kostenplaats (Cost centre)"""
    rf_cs: str | None = ...
    """user.content.free_text, level 3, reviewed; Referentie opdrachtgever (Customer reference)"""
    re_bi: bool | None = ...
    """Reversed billing"""
    ex_us: int | None = ...
    """user.unique_id, level 1, reviewed; Goedgekeurd extern door (Approved externally by)"""
    rf_pu: str | None = ...
    """user.content.free_text, level 3, reviewed; Referentie inkooprelatie (Purchase contact reference)"""
    approv_workflow: bool | None = ...
    """Declaratie goedkeuren via workflow"""

class _PtDeclaration(Collection[PtDeclarationRow]):
    dc_co: Field[str]
    year: Field[int]
    pe_id: Field[int]
    pl_co: Field[str]
    cc_sr: Field[str]
    rf_cs: Field[str]
    re_bi: Field[bool]
    ex_us: Field[int]
    rf_pu: Field[str]
    approv_workflow: Field[bool]
PtDeclaration: _PtDeclaration

class PtDeclarationCorrectionRow(Record, frozen=True):
    """Corrigeren nacalculatie per declaratie. POST PUT /connectors/PtDeclarationCorrection."""
    dc_id: int | None = ...
    """Declaratienummer (intern) (Claim number (internal))"""
    dc_co: str = ...
    """Declaratienummer (Claim number)"""
    pt_realization: list[_types.PtDeclarationCorrectionPtRealization] | None = ...
    """user.financial.income, level 4, reviewed"""

class _PtDeclarationCorrection(Collection[PtDeclarationCorrectionRow]):
    dc_id: Field[int]
    dc_co: Field[str]
    pt_realization: Field[list[_types.PtDeclarationCorrectionPtRealization]]
PtDeclarationCorrection: _PtDeclarationCorrection

class PtFunctionRow(Record, frozen=True):
    """Functie. DELETE POST PUT /connectors/PtFunction."""
    pr_id: str = ...
    """Klantovereenkomst (Customer agreement)"""
    fu_id: str = ...
    """Code"""
    rfun: int | None = ...
    """Referentiefunctie (Reference function)"""
    ds: str | None = ...
    """Omschrijving (Description)"""
    bl: bool | None = ...
    """Geblokkeerd (Blocked)"""
    ta_id: int | None = ...
    """Soort loonschaal (Wage scale type)"""
    va_sc: str | None = ...
    """Loonschaal (Wage scale)"""
    sa_st: Decimal | None = ...
    """Trede (Step)"""
    vi_ty: _types.ViTy | str | None = ...
    """Type functie (Position type)"""

class _PtFunction(Collection[PtFunctionRow]):
    pr_id: Field[str]
    fu_id: Field[str]
    rfun: Field[int]
    ds: Field[str]
    bl: Field[bool]
    ta_id: Field[int]
    va_sc: Field[str]
    sa_st: Field[Decimal]
    vi_ty: Field[_types.ViTy | str]
PtFunction: _PtFunction

class PtItemSetRow(Record, frozen=True):
    """Itemset. DELETE POST PUT /connectors/PtItemSet."""
    pt_itp_da_be: _dt.date = ...
    """Begindatum CBS cao-code"""
    pt_itp_ty_ej: str | None = ...
    """Soort eindejaarsuitkering"""
    pt_itp_pa_da: int | None = ...
    """Uitbetaaldag"""
    pt_itp_pa_mo: int | None = ...
    """Uitbetaalmaand"""
    pt_itp_en_da: int | None = ...
    """Peildag indienst"""
    pt_itp_en_mo: int | None = ...
    """Peilmaand indienst"""
    pt_itp_no_pe: int | None = ...
    """Aantal periodes bij verkooprelatie"""
    pt_itp_pe_un: str | None = ...
    """Periode eenheid"""
    pt_itp_te_rm: str | None = ...
    """Voorwaarden"""
    pt_itp_vi_ta: str | None = ...
    """CBS cao-code"""
    pt_itp_vi_tp: str | None = ...
    """Soort periodieke verhoging"""
    pt_itp_dmon: int | None = ...
    """Dag van de maand"""
    pt_itp_p_mon: int | None = ...
    """Maand"""
    pt_itp_per_w: int | None = ...
    """Periode (week)"""
    pt_itp_p4_wk: int | None = ...
    """Periode (4-weken)"""
    pt_itp_mon_p: int | None = ...
    """Periode (maand)"""
    pt_itp_mon: int | None = ...
    """Maanden"""
    pt_itp_p_fr_a: int | None = ...
    """Periodieke verhoging vanaf leeftijd"""
    pt_itp_vi_ex: str | None = ...
    """Extra voorwaarde periodiek"""
    pt_itp_re_da: int | None = ...
    """Peildag"""
    pt_itp_r_mon: int | None = ...
    """Peilmaand"""
    pt_itp_am_pe: int | None = ...
    """Aantal perioden"""
    pt_itp_va_un: str | None = ...
    """Periode eenheid"""
    pt_itp_va_we: str | None = ...
    """Werkervaring o.b.v."""
    pt_itp_we_ag: int | None = ...
    """Werkervaring opbouwen vanaf leeftijd"""
    pt_itp_va_ip: str | None = ...
    """Telling onderbrekingsperiode"""
    pt_itp_mo_co: int | None = ...
    """Maanden opnieuw tellen als onderbrekingsperiode"""
    pt_itp_va_ie: str | None = ...
    """Onderbrekingsperiode eenheid"""
    pt_itp_ac_hi: bool | None = ...
    """Beoordeling inlener benodigd"""
    pt_itp_va_co: str | None = ...
    """Uitvoeren periodieke verhoging"""
    pt_itp_me_mo: str | None = ...
    """Opmerking"""
    is_id: int | None = ...
    """Itemset Id"""
    ds: str | None = ...
    """Omschrijving (Description)"""
    bl: bool | None = ...
    """Geblokkeerd (Blocked)"""
    cl_id: str | None = ...
    """Cao (CLA)"""
    va_rp: _types.VaRp | str | None = ...
    """Referteperiode (Reference period)"""
    va_cm: _types.VaCmCode | str | None = ...
    """Berekeningsmethode (Calculation method)"""
    pt_item_set_line: list[_types.PtItemSetLine] | None = ...
    pt_itemset_scale_wage: list[_types.PtItemsetScaleWage] | None = ...

class _PtItemSet(Collection[PtItemSetRow]):
    pt_itp_da_be: Field[_dt.date]
    pt_itp_ty_ej: Field[str]
    pt_itp_pa_da: Field[int]
    pt_itp_pa_mo: Field[int]
    pt_itp_en_da: Field[int]
    pt_itp_en_mo: Field[int]
    pt_itp_no_pe: Field[int]
    pt_itp_pe_un: Field[str]
    pt_itp_te_rm: Field[str]
    pt_itp_vi_ta: Field[str]
    pt_itp_vi_tp: Field[str]
    pt_itp_dmon: Field[int]
    pt_itp_p_mon: Field[int]
    pt_itp_per_w: Field[int]
    pt_itp_p4_wk: Field[int]
    pt_itp_mon_p: Field[int]
    pt_itp_mon: Field[int]
    pt_itp_p_fr_a: Field[int]
    pt_itp_vi_ex: Field[str]
    pt_itp_re_da: Field[int]
    pt_itp_r_mon: Field[int]
    pt_itp_am_pe: Field[int]
    pt_itp_va_un: Field[str]
    pt_itp_va_we: Field[str]
    pt_itp_we_ag: Field[int]
    pt_itp_va_ip: Field[str]
    pt_itp_mo_co: Field[int]
    pt_itp_va_ie: Field[str]
    pt_itp_ac_hi: Field[bool]
    pt_itp_va_co: Field[str]
    pt_itp_me_mo: Field[str]
    is_id: Field[int]
    ds: Field[str]
    bl: Field[bool]
    cl_id: Field[str]
    va_rp: Field[_types.VaRp | str]
    va_cm: Field[_types.VaCmCode | str]
    pt_item_set_line: Field[list[_types.PtItemSetLine]]
    pt_itemset_scale_wage: Field[list[_types.PtItemsetScaleWage]]
PtItemSet: _PtItemSet

class PtItemSetFunctionRow(Record, frozen=True):
    """Functie per itemset. DELETE POST PUT /connectors/PtItemSetFunction."""
    is_id: int = ...
    """Itemset Id"""
    fu_id: str = ...
    """Code"""
    rfun: int | None = ...
    """Referentiefunctie (Reference function)"""
    ds: str | None = ...
    """Omschrijving (Description)"""
    ta_id: int | None = ...
    """Soort loonschaal (Wage scale type)"""
    va_sc: str | None = ...
    """Loonschaal (Wage scale)"""
    sa_st: Decimal | None = ...
    """Trede (Step)"""
    vi_ty: _types.ViTy | str | None = ...
    """Type functie (Position type)"""

class _PtItemSetFunction(Collection[PtItemSetFunctionRow]):
    is_id: Field[int]
    fu_id: Field[str]
    rfun: Field[int]
    ds: Field[str]
    ta_id: Field[int]
    va_sc: Field[str]
    sa_st: Field[Decimal]
    vi_ty: Field[_types.ViTy | str]
PtItemSetFunction: _PtItemSetFunction

class PtPlacementContractRow(Record, frozen=True):
    """Plaatsing. DELETE POST PUT /connectors/PtPlacementContract."""
    pc_co: str = ...
    """user.workplace.employment, level 3, reviewed; Plaatsing (Placement)"""
    da_be: _dt.date | None = ...
    """user.workplace.employment, level 3, reviewed; Begindatum (Start date)"""
    da_en: _dt.date | None = ...
    """user.workplace.employment, level 3, reviewed; Einddatum (End date)"""
    da_or: _dt.date | None = ...
    """user.workplace.employment, level 3, reviewed; Originele einddatum (Original end date)"""
    em_id: str | None = ...
    """user.workplace.employee_number, level 2, reviewed; Medewerker (Employee)"""
    pr_id: str | None = ...
    """user.workplace.employment, level 3, reviewed; Klantovereenkomst (Customer agreement)"""
    fu_id: str | None = ...
    """user.job_title, level 1, reviewed; Functie (Job)"""
    fu_ds: str | None = ...
    """user.job_title, level 1, reviewed; Omschrijving functie (Job description)"""
    er_id: str | None = ...
    """user.contact.organization, level 1, reviewed; Werkgever (Employer)"""
    vi_to: _types.ViTo | str | None = ...
    """user.workplace.employment, level 3, reviewed; Proeftijd (Probationary period)"""
    en_pr: int | None = ...
    """user.workplace.employment, level 3, reviewed; Onboardenprofiel (Onboarding profile)"""
    vi_fz: _types.ViFz | str | None = ...
    """user.workplace.employment, level 3, reviewed; Fase-indeling Flex en Zekerheid (Flex and Security phase classification)"""
    da_bc: _dt.date | None = ...
    """user.workplace.employment, level 3, reviewed; Begindatum contract (Contract start date)"""
    da_ec: _dt.date | None = ...
    """user.workplace.employment, level 3, reviewed; Einddatum contract (End date contract)"""
    to_te: int | None = ...
    """user.workplace.employment, level 3, reviewed; Overname (Takeover)"""
    to_tp: _types.ToTp | str | None = ...
    """user.workplace.employment, level 3, reviewed; Eenheid overname (Takeover unit)"""
    ex_te: int | None = ...
    """user.workplace.employment, level 3, reviewed; Verlengd uitzenden (Extended placement)"""
    ex_tp: _types.ExTp | str | None = ...
    """user.workplace.employment, level 3, reviewed; Eenheid verlengd uitzenden (Extended placement unit)"""
    vi_re: _types.PtPlacementContractViRe | str | None = ...
    """user.workplace.employment, level 3, reviewed; Reden beëindiging (Reason of termination)"""
    vi_rs: _types.PtPlacementContractViRs | str | None = ...
    """user.workplace.employment, level 3, reviewed; Specificatie reden (Specification reason)"""
    vi_fa: _types.ViFa | str | None = ...
    """user.workplace.employment, level 3, reviewed; Fase (Phase)"""
    vi_fc: _types.ViFc | str | None = ...
    """user.workplace.employment, level 3, reviewed; Uitzendbeding (Temporary employment clause)"""
    to_th: int | None = ...
    """user.workplace.employment, level 3, reviewed; Arbeidsverleden overname (Copying of the employment past)"""
    ex_th: int | None = ...
    """user.workplace.employment, level 3, reviewed; Arbeidsverleden verlengd uitzenden (Extended placement employment past)"""
    type: _types.Type | str | None = ...
    """Soort plaatsing (Type of placement)"""
    p_re: str | None = ...
    """user.unique_id, level 1, reviewed; Inkooprelatie (Purchase contact)"""
    dl_pe: _dt.date | None = ...
    """user.workplace.employment, level 3, reviewed; Datum laatste periodiek (Date of last periodicity)"""
    rfun: int | None = ...
    """user.workplace.employment, level 3, reviewed; Afwijkende referentiefunctie (Divergent reference function)"""
    ic_yn: bool | None = ...
    """Intercompany"""
    afas_pt_placement_contract_line: list[_types.AfasPtPlacementContractLine] | None = ...
    """user.financial.income, level 4, reviewed"""

class _PtPlacementContract(Collection[PtPlacementContractRow]):
    pc_co: Field[str]
    da_be: Field[_dt.date]
    da_en: Field[_dt.date]
    da_or: Field[_dt.date]
    em_id: Field[str]
    pr_id: Field[str]
    fu_id: Field[str]
    fu_ds: Field[str]
    er_id: Field[str]
    vi_to: Field[_types.ViTo | str]
    en_pr: Field[int]
    vi_fz: Field[_types.ViFz | str]
    da_bc: Field[_dt.date]
    da_ec: Field[_dt.date]
    to_te: Field[int]
    to_tp: Field[_types.ToTp | str]
    ex_te: Field[int]
    ex_tp: Field[_types.ExTp | str]
    vi_re: Field[_types.PtPlacementContractViRe | str]
    vi_rs: Field[_types.PtPlacementContractViRs | str]
    vi_fa: Field[_types.ViFa | str]
    vi_fc: Field[_types.ViFc | str]
    to_th: Field[int]
    ex_th: Field[int]
    type: Field[_types.Type | str]
    p_re: Field[str]
    dl_pe: Field[_dt.date]
    rfun: Field[int]
    ic_yn: Field[bool]
    afas_pt_placement_contract_line: Field[list[_types.AfasPtPlacementContractLine]]
PtPlacementContract: _PtPlacementContract

class PtPriceAgreementRow(Record, frozen=True):
    """Prijsafspraak. DELETE POST PUT /connectors/PtPriceAgreement."""
    pa_id: str = ...
    """Prijsafspraak Id (Price agreement ID)"""
    ds: str | None = ...
    """Omschrijving (Description)"""
    type: _types.Type | str | None = ...
    """Soort prijsafspraak (Type of price agreement)"""
    pr_id: str | None = ...
    """Klantovereenkomst (Customer agreement)"""
    fu_id: str | None = ...
    """Functie (Job)"""
    p_re: str | None = ...
    """user.unique_id, level 1, reviewed; Inkooprelatie (Purchase contact)"""
    ap_co: _types.ApCo | str | None = ...
    """Type plaatsing (Placement type)"""
    va_fz: _types.VaFz | str | None = ...
    """Fase (Phase)"""
    vi_se: _types.ViSe | str | None = ...
    """Uitzendwijze (Temporary employment method)"""
    us_ag: bool | None = ...
    """Leeftijdspecifiek (Age-specific)"""
    ag_fr: int | None = ...
    """Leeftijd van (Age from)"""
    ag_to: int | None = ...
    """Leeftijd tot (Age to)"""
    pt_price_agreement_version: list[_types.PtPriceAgreementVersion] | None = ...
    """user.financial.income, level 4, reviewed"""

class _PtPriceAgreement(Collection[PtPriceAgreementRow]):
    pa_id: Field[str]
    ds: Field[str]
    type: Field[_types.Type | str]
    pr_id: Field[str]
    fu_id: Field[str]
    p_re: Field[str]
    ap_co: Field[_types.ApCo | str]
    va_fz: Field[_types.VaFz | str]
    vi_se: Field[_types.ViSe | str]
    us_ag: Field[bool]
    ag_fr: Field[int]
    ag_to: Field[int]
    pt_price_agreement_version: Field[list[_types.PtPriceAgreementVersion]]
PtPriceAgreement: _PtPriceAgreement

class PtTariffRow(Record, frozen=True):
    """Tarief. DELETE POST PUT /connectors/PtTariff."""
    id: int = ...
    """Regelnummer (Line number)"""
    ba_v1: str | None = ...
    """(ongebruikt) ((not used))"""
    ba_v2: str | None = ...
    """(ongebruikt) ((not used))"""
    ba_v3: str | None = ...
    """(ongebruikt) ((not used))"""
    ba_v4: str | None = ...
    """(ongebruikt) ((not used))"""
    ba_s1: str | None = ...
    """(ongebruikt) ((not used))"""
    ba_s2: str | None = ...
    """(ongebruikt) ((not used))"""
    ba_s3: str | None = ...
    """(ongebruikt) ((not used))"""
    ba_s4: str | None = ...
    """(ongebruikt) ((not used))"""
    ba_i1: str | None = ...
    """(ongebruikt) ((not used))"""
    ba_i2: str | None = ...
    """(ongebruikt) ((not used))"""
    ba_i3: str | None = ...
    """(ongebruikt) ((not used))"""
    ba_i4: str | None = ...
    """(ongebruikt) ((not used))"""
    st_id: str | None = ...
    """Urensoort (Hour type)"""
    da_be: _dt.date | None = ...
    """Begindatum (Start date)"""
    da_en: _dt.date | None = ...
    """Einddatum (End date)"""
    cu_id: str | None = ...
    """Valuta (Currency)"""
    am_co: Decimal | None = ...
    """Kostprijs (Cost price)"""
    am_se: Decimal | None = ...
    """Verkoopprijs (Sales price)"""
    pc_se: Decimal | None = ...
    """Toeslag verkooptarief (%) (Sales rate surcharge (%))"""
    am_si: Decimal | None = ...
    """Verkoopprijs inclusief btw (Sales price including VAT)"""
    pc_ic: Decimal | None = ...
    """Toeslag intercompany (%) (Intercompany surcharge (%))"""
    am_ic: Decimal | None = ...
    """Intercompany kostprijs (Intercompany cost price)"""
    pc_ch: Decimal | None = ...
    """Percentage opslag (Surcharge percentage)"""
    pc_ci: Decimal | None = ...
    """Percentage opslag intercompany (Intercompany surcharge percentage)"""

class _PtTariff(Collection[PtTariffRow]):
    id: Field[int]
    ba_v1: Field[str]
    ba_v2: Field[str]
    ba_v3: Field[str]
    ba_v4: Field[str]
    ba_s1: Field[str]
    ba_s2: Field[str]
    ba_s3: Field[str]
    ba_s4: Field[str]
    ba_i1: Field[str]
    ba_i2: Field[str]
    ba_i3: Field[str]
    ba_i4: Field[str]
    st_id: Field[str]
    da_be: Field[_dt.date]
    da_en: Field[_dt.date]
    cu_id: Field[str]
    am_co: Field[Decimal]
    am_se: Field[Decimal]
    pc_se: Field[Decimal]
    am_si: Field[Decimal]
    pc_ic: Field[Decimal]
    am_ic: Field[Decimal]
    pc_ch: Field[Decimal]
    pc_ci: Field[Decimal]
PtTariff: _PtTariff
