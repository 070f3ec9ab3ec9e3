# Written by tools/write_modules.py from the catalogue and the overlay. Do not edit.
import datetime as _dt
from decimal import Decimal
from nlconnect.model.collection import Collection
from nlconnect.model.query import Field
from nlconnect.model.record import Record
from . import types as _types

class PtAllowedOutPurchRow(Record, frozen=True):
    """Toegestaan buiten inkoop. POST /connectors/PtAllowedOutPurch."""
    al_id: int | None = ...
    """Toegestaan buiten inkoop Id (Allowed outside purchase ID)"""
    gu_li: str | None = ...
    """Voorcalculatie regel-GUID (Cost estimate line GUID)"""
    da_ti: _dt.date | None = ...
    """Datum (Date)"""
    amou: Decimal | None = ...
    """Toegestaan (Allowed)"""
    ds: str | None = ...
    """Omschrijving (Description)"""
    pt_allowed_out_purch_rea: list[_types.PtAllowedOutPurchRea] | None = ...

class _PtAllowedOutPurch(Collection[PtAllowedOutPurchRow]):
    al_id: Field[int]
    gu_li: Field[str]
    da_ti: Field[_dt.date]
    amou: Field[Decimal]
    ds: Field[str]
    pt_allowed_out_purch_rea: Field[list[_types.PtAllowedOutPurchRea]]
PtAllowedOutPurch: _PtAllowedOutPurch

class PtConProjectForecastRow(Record, frozen=True):
    """Standopname per project. POST /connectors/PtConProjectForecast."""
    date: _dt.datetime | None = ...
    """Datum (Date)"""
    pr_id: str | None = ...
    """Project"""
    mo_id: str | None = ...
    """Bewakingscode (Monitoring code)"""
    pe_re: Decimal | None = ...
    """% Gereed (% Ready)"""
    adju: Decimal | None = ...
    """Bijstelling bedrag (Amount adjustment)"""
    adqu: Decimal | None = ...
    """Bijstelling aantal (Quantity adjustment)"""
    re: str | None = ...
    """user.content.free_text, level 4, reviewed; Toelichting (Comment)"""

class _PtConProjectForecast(Collection[PtConProjectForecastRow]):
    date: Field[_dt.datetime]
    pr_id: Field[str]
    mo_id: Field[str]
    pe_re: Field[Decimal]
    adju: Field[Decimal]
    adqu: Field[Decimal]
    re: Field[str]
PtConProjectForecast: _PtConProjectForecast

class PtMeasurementRow(Record, frozen=True):
    """Meetstaat. POST PUT /connectors/PtMeasurement."""
    ms_id: str = ...
    """Meetstaatnummer (Bill of quantities number)"""
    qu_id: str | None = ...
    """Voorcalculatie (Cost estimate)"""
    pr_id: str | None = ...
    """Project"""
    db_id: str | None = ...
    """user.unique_id, level 1, reviewed; Verkooprelatie (Sales contact)"""
    pt_measurement_lines: list[_types.PtMeasurementLines] | None = ...
    """user.content.free_text, level 4, reviewed"""

class _PtMeasurement(Collection[PtMeasurementRow]):
    ms_id: Field[str]
    qu_id: Field[str]
    pr_id: Field[str]
    db_id: Field[str]
    pt_measurement_lines: Field[list[_types.PtMeasurementLines]]
PtMeasurement: _PtMeasurement

class PtMonitorRow(Record, frozen=True):
    """Bewakingscode. POST PUT /connectors/PtMonitor."""
    mo_cd: str = ...
    """Bewakingscode (Monitoring code)"""
    ds: str | None = ...
    """Omschrijving (Description)"""
    co_ty: _types.CoTy | str | None = ...
    """Type projectkosten (Type of project costs)"""
    m_pul: _types.MPul | str | None = ...
    """Meerdere inkooporders (Several purchase orders)"""
    chap: str | None = ...
    """Hoofdstuk (Chapter)"""
    para: str | None = ...
    """Paragraaf (Paragraph)"""

class _PtMonitor(Collection[PtMonitorRow]):
    mo_cd: Field[str]
    ds: Field[str]
    co_ty: Field[_types.CoTy | str]
    m_pul: Field[_types.MPul | str]
    chap: Field[str]
    para: Field[str]
PtMonitor: _PtMonitor

class PtOptionListRow(Record, frozen=True):
    """Optielijst. POST PUT /connectors/PtOptionList."""
    ol_nu: str = ...
    """Nummer (Number)"""
    pr_id: str | None = ...
    """Project"""
    co_ty: str | None = ...
    """Bouwtype (Construction type)"""
    co_fa: _types.CoFa | str | None = ...
    """Bouwfase (Construction phase)"""
    av_fr: _dt.date | None = ...
    """Beschikbaar vanaf (Available from)"""
    cl_da: _dt.date | None = ...
    """Sluitingsdatum (Closing date)"""
    ds: str | None = ...
    """Omschrijving (Description)"""
    pt_option_list_lines: list[_types.PtOptionListLines] | None = ...
    """user.content.free_text, level 4, reviewed"""

class _PtOptionList(Collection[PtOptionListRow]):
    ol_nu: Field[str]
    pr_id: Field[str]
    co_ty: Field[str]
    co_fa: Field[_types.CoFa | str]
    av_fr: Field[_dt.date]
    cl_da: Field[_dt.date]
    ds: Field[str]
    pt_option_list_lines: Field[list[_types.PtOptionListLines]]
PtOptionList: _PtOptionList

class PtOptionListLineRow(Record, frozen=True):
    """Optiekeuzelijstregel. POST PUT /connectors/PtOptionListLine."""
    ol_nu: str = ...
    """Optielijstnummer (Option list number)"""
    code: str = ...
    """Code"""
    add_to_choices: bool | None = ...
    """Kiezen j/n"""
    submit: bool | None = ...
    """Indienen j/n"""
    make_final: bool | None = ...
    """Volledige optiekeuzelijst definitief maken j/n"""
    pr_id: str | None = ...
    """Project"""
    gu_li: str | None = ...
    """GUID regel (Line GUID)"""
    qu_id: str | None = ...
    """Voorcalculatie (Cost estimate)"""
    vi_mg: str | None = ...
    """Hoofdgroep (Main group)"""
    vi_sg: str | None = ...
    """Subgroep (Sub-group)"""
    co_fa: _types.CoFa | str | None = ...
    """Bouwfase (Construction phase)"""
    cl_da: _dt.date | None = ...
    """Sluitingsdatum (Closing date)"""
    ds: str | None = ...
    """Omschrijving (Description)"""
    re: str | None = ...
    """user.content.free_text, level 4, reviewed; Toelichting (Comment)"""
    qu: Decimal | None = ...
    """Aantal (Number)"""
    fi_am: bool | None = ...
    """Vast aantal (Fixed quantity)"""
    qu_mi: Decimal | None = ...
    """Minimumaantal (Minimum quantity)"""
    qu_ma: Decimal | None = ...
    """Maximumaantal (Maximum number)"""
    un_id: str | None = ...
    """Eenheid (Unit)"""
    fi_id: str | None = ...
    """Bijlage (Attachment)"""
    file_name1: str | None = ...
    """Filename1"""
    file_stream1: bytes | None = ...
    """File1 as byte-array"""
    file_name2: str | None = ...
    """Filename2"""
    file_stream2: bytes | None = ...
    """File2 as byte-array"""
    file_name3: str | None = ...
    """Filename3"""
    file_stream3: bytes | None = ...
    """File3 as byte-array"""
    file_name4: str | None = ...
    """Naam bestand bijlage koper"""
    file_stream4: bytes | None = ...
    """Bijlage koper as byte-array"""
    bl: bool | None = ...
    """Geblokkeerd (Blocked)"""
    at_ma: _types.AtMa | str | None = ...
    """Bijlage koper verplicht (Buyer attachment mandatory)"""
    kn_quotation: list[_types.PtOptionListKnQuotation] | None = ...
    """user.content.free_text, level 4, reviewed"""

class _PtOptionListLine(Collection[PtOptionListLineRow]):
    ol_nu: Field[str]
    code: Field[str]
    add_to_choices: Field[bool]
    submit: Field[bool]
    make_final: Field[bool]
    pr_id: Field[str]
    gu_li: Field[str]
    qu_id: Field[str]
    vi_mg: Field[str]
    vi_sg: Field[str]
    co_fa: Field[_types.CoFa | str]
    cl_da: Field[_dt.date]
    ds: Field[str]
    re: Field[str]
    qu: Field[Decimal]
    fi_am: Field[bool]
    qu_mi: Field[Decimal]
    qu_ma: Field[Decimal]
    un_id: Field[str]
    fi_id: Field[str]
    file_name1: Field[str]
    file_stream1: Field[bytes]
    file_name2: Field[str]
    file_stream2: Field[bytes]
    file_name3: Field[str]
    file_stream3: Field[bytes]
    file_name4: Field[str]
    file_stream4: Field[bytes]
    bl: Field[bool]
    at_ma: Field[_types.AtMa | str]
    kn_quotation: Field[list[_types.PtOptionListKnQuotation]]
PtOptionListLine: _PtOptionListLine
