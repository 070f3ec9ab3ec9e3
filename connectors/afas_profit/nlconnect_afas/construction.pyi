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
    """unreviewed, counts as level 4; Toegestaan buiten inkoop Id (Allowed outside purchase ID)"""
    gu_li: str | None = ...
    """unreviewed, counts as level 4; Voorcalculatie regel-GUID (Cost estimate line GUID)"""
    da_ti: _dt.date | None = ...
    """unreviewed, counts as level 4; Datum (Date)"""
    amou: Decimal | None = ...
    """unreviewed, counts as level 4; Toegestaan (Allowed)"""
    ds: str | None = ...
    """unreviewed, counts as level 4; Omschrijving (Description)"""
    pt_allowed_out_purch_rea: list[_types.PtAllowedOutPurchRea] | None = ...
    """unreviewed, counts as level 4"""

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
    """unreviewed, counts as level 4; Datum (Date)"""
    pr_id: str | None = ...
    """unreviewed, counts as level 4; Project"""
    mo_id: str | None = ...
    """unreviewed, counts as level 4; Bewakingscode (Monitoring code)"""
    pe_re: Decimal | None = ...
    """unreviewed, counts as level 4; % Gereed (% Ready)"""
    adju: Decimal | None = ...
    """unreviewed, counts as level 4; Bijstelling bedrag (Amount adjustment)"""
    adqu: Decimal | None = ...
    """unreviewed, counts as level 4; Bijstelling aantal (Quantity adjustment)"""
    re: str | None = ...
    """user.content.free_text, level 4, proposed; Toelichting (Comment)"""

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
    """unreviewed, counts as level 4; Meetstaatnummer (Bill of quantities number)"""
    qu_id: str | None = ...
    """unreviewed, counts as level 4; Voorcalculatie (Cost estimate)"""
    pr_id: str | None = ...
    """unreviewed, counts as level 4; Project"""
    db_id: str | None = ...
    """unreviewed, counts as level 4; Verkooprelatie (Sales contact)"""
    pt_measurement_lines: list[_types.PtMeasurementLines] | None = ...
    """unreviewed, counts as level 4"""

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
    """unreviewed, counts as level 4; Bewakingscode (Monitoring code)"""
    ds: str | None = ...
    """unreviewed, counts as level 4; Omschrijving (Description)"""
    co_ty: _types.CoTy | str | None = ...
    """unreviewed, counts as level 4; Type projectkosten (Type of project costs)"""
    m_pul: _types.MPul | str | None = ...
    """unreviewed, counts as level 4; Meerdere inkooporders (Several purchase orders)"""
    chap: str | None = ...
    """unreviewed, counts as level 4; Hoofdstuk (Chapter)"""
    para: str | None = ...
    """unreviewed, counts as level 4; Paragraaf (Paragraph)"""

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
    """unreviewed, counts as level 4; Nummer (Number)"""
    pr_id: str | None = ...
    """unreviewed, counts as level 4; Project"""
    co_ty: str | None = ...
    """unreviewed, counts as level 4; Bouwtype (Construction type)"""
    co_fa: _types.CoFa | str | None = ...
    """unreviewed, counts as level 4; Bouwfase (Construction phase)"""
    av_fr: _dt.date | None = ...
    """user.behavior.communication_metadata, level 3, proposed; Beschikbaar vanaf (Available from)"""
    cl_da: _dt.date | None = ...
    """unreviewed, counts as level 4; Sluitingsdatum (Closing date)"""
    ds: str | None = ...
    """unreviewed, counts as level 4; Omschrijving (Description)"""
    pt_option_list_lines: list[_types.PtOptionListLines] | None = ...
    """unreviewed, counts as level 4"""

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
    """unreviewed, counts as level 4; Optielijstnummer (Option list number)"""
    code: str = ...
    """unreviewed, counts as level 4; Code"""
    add_to_choices: bool | None = ...
    """Kiezen j/n"""
    submit: bool | None = ...
    """unreviewed, counts as level 4; Indienen j/n"""
    make_final: bool | None = ...
    """unreviewed, counts as level 4; Volledige optiekeuzelijst definitief maken j/n"""
    pr_id: str | None = ...
    """unreviewed, counts as level 4; Project"""
    gu_li: str | None = ...
    """unreviewed, counts as level 4; GUID regel (Line GUID)"""
    qu_id: str | None = ...
    """unreviewed, counts as level 4; Voorcalculatie (Cost estimate)"""
    vi_mg: str | None = ...
    """unreviewed, counts as level 4; Hoofdgroep (Main group)"""
    vi_sg: str | None = ...
    """unreviewed, counts as level 4; Subgroep (Sub-group)"""
    co_fa: _types.CoFa | str | None = ...
    """unreviewed, counts as level 4; Bouwfase (Construction phase)"""
    cl_da: _dt.date | None = ...
    """unreviewed, counts as level 4; Sluitingsdatum (Closing date)"""
    ds: str | None = ...
    """unreviewed, counts as level 4; Omschrijving (Description)"""
    re: str | None = ...
    """user.content.free_text, level 4, proposed; Toelichting (Comment)"""
    qu: Decimal | None = ...
    """unreviewed, counts as level 4; Aantal (Number)"""
    fi_am: bool | None = ...
    """unreviewed, counts as level 4; Vast aantal (Fixed quantity)"""
    qu_mi: Decimal | None = ...
    """unreviewed, counts as level 4; Minimumaantal (Minimum quantity)"""
    qu_ma: Decimal | None = ...
    """unreviewed, counts as level 4; Maximumaantal (Maximum number)"""
    un_id: str | None = ...
    """unreviewed, counts as level 4; Eenheid (Unit)"""
    fi_id: str | None = ...
    """user.content.private.attachment, level 4, proposed; Bijlage (Attachment)"""
    file_name1: str | None = ...
    """unreviewed, counts as level 4; Filename1"""
    file_stream1: bytes | None = ...
    """unreviewed, counts as level 4; File1 as byte-array"""
    file_name2: str | None = ...
    """unreviewed, counts as level 4; Filename2"""
    file_stream2: bytes | None = ...
    """unreviewed, counts as level 4; File2 as byte-array"""
    file_name3: str | None = ...
    """unreviewed, counts as level 4; Filename3"""
    file_stream3: bytes | None = ...
    """unreviewed, counts as level 4; File3 as byte-array"""
    file_name4: str | None = ...
    """user.content.private.attachment, level 4, proposed; Naam bestand bijlage koper"""
    file_stream4: bytes | None = ...
    """user.content.private.attachment, level 4, proposed; Bijlage koper as byte-array"""
    bl: bool | None = ...
    """unreviewed, counts as level 4; Geblokkeerd (Blocked)"""
    at_ma: _types.AtMa | str | None = ...
    """user.content.private.attachment, level 4, proposed; Bijlage koper verplicht (Buyer attachment mandatory)"""
    kn_quotation: list[_types.PtOptionListKnQuotation] | None = ...
    """unreviewed, counts as level 4"""

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
