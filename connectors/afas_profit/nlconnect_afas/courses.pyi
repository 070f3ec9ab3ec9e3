# Written by tools/write_modules.py from the catalogue and the overlay. Do not edit.
import datetime as _dt
from decimal import Decimal
from nlconnect.model.collection import Collection
from nlconnect.model.query import Field
from nlconnect.model.record import Record
from . import types as _types

class KnCourseEventRow(Record, frozen=True):
    """Evenement. DELETE POST PUT /connectors/KnCourseEvent."""
    id: int = ...
    """user.unique_id, level 1, proposed; Evenement Id (Event ID)"""
    it_cd: str | None = ...
    """user.behavior.communication_metadata, level 3, proposed; Cursus"""
    au_id: bool | None = ...
    """user.behavior.communication_metadata, level 3, proposed; Autonummeren"""
    cr_sn: str | None = ...
    """user.behavior.communication_metadata, level 3, proposed; Code"""
    cr_ds: str | None = ...
    """user.behavior.communication_metadata, level 3, proposed; Omschrijving (Description)"""
    cr_ds_1031: str | None = ...
    """user.behavior.communication_metadata, level 3, proposed; Omschrijving (Duits) (Description (German))"""
    cr_ds_1036: str | None = ...
    """user.behavior.communication_metadata, level 3, proposed; Omschrijving (Frans) (Description (French))"""
    cr_ds_1043: str | None = ...
    """user.behavior.communication_metadata, level 3, proposed; Omschrijving (Nederlands) (Description (Dutch))"""
    cr_ds_2057: str | None = ...
    """user.behavior.communication_metadata, level 3, proposed; Omschrijving (Engels) (Description (English))"""
    cr_ds_2067: str | None = ...
    """user.behavior.communication_metadata, level 3, proposed; Omschrijving (Vlaams) (Description (Flemish))"""
    bc_id: str | None = ...
    """user.behavior.communication_metadata, level 3, proposed; Organisatie/Persoon"""
    cd_id: int | None = ...
    """user.behavior.communication_metadata, level 3, proposed; Hoofddocent (Principal teacher)"""
    lo_id: str | None = ...
    """user.behavior.communication_metadata, level 3, proposed; Locatie (Location)"""
    al_gu: bool | None = ...
    """user.behavior.communication_metadata, level 3, proposed; Introducé toestaan (Allow invitee)"""
    mi_pt: int | None = ...
    """user.behavior.communication_metadata, level 3, proposed; Minimumaantal deelnemers (Minimum number of participants)"""
    ma_pt: int | None = ...
    """user.behavior.communication_metadata, level 3, proposed; Maximumaantal deelnemers (Maximum number of participants)"""
    un_fi: int | None = ...
    """user.behavior.communication_metadata, level 3, proposed; Administratie (Administration)"""
    pr_id: str | None = ...
    """user.behavior.communication_metadata, level 3, proposed; Project"""
    pr_st: str | None = ...
    """user.behavior.communication_metadata, level 3, proposed; Projectfase (Project phase)"""
    cr_rm: str | None = ...
    """user.content.free_text, level 4, proposed; Opmerking (Remark)"""
    cr_rm_1031: str | None = ...
    """user.content.free_text, level 4, proposed; Opmerking (Duits) (Comment (German))"""
    cr_rm_1036: str | None = ...
    """user.content.free_text, level 4, proposed; Opmerking (Frans) (Comment (French))"""
    cr_rm_1043: str | None = ...
    """user.content.free_text, level 4, proposed; Opmerking (Nederlands) (Comment (Dutch))"""
    cr_rm_2057: str | None = ...
    """user.content.free_text, level 4, proposed; Opmerking (Engels) (Comment (English))"""
    cr_rm_2067: str | None = ...
    """user.content.free_text, level 4, proposed; Opmerking (Vlaams) (Comment (Flemish))"""
    cu_id: str | None = ...
    """user.behavior.communication_metadata, level 3, proposed; Valuta (Currency)"""
    kn_session: list[_types.KnSession] | None = ...
    """user.content.free_text, level 4, proposed"""

class _KnCourseEvent(Collection[KnCourseEventRow]):
    id: Field[int]
    it_cd: Field[str]
    au_id: Field[bool]
    cr_sn: Field[str]
    cr_ds: Field[str]
    cr_ds_1031: Field[str]
    cr_ds_1036: Field[str]
    cr_ds_1043: Field[str]
    cr_ds_2057: Field[str]
    cr_ds_2067: Field[str]
    bc_id: Field[str]
    cd_id: Field[int]
    lo_id: Field[str]
    al_gu: Field[bool]
    mi_pt: Field[int]
    ma_pt: Field[int]
    un_fi: Field[int]
    pr_id: Field[str]
    pr_st: Field[str]
    cr_rm: Field[str]
    cr_rm_1031: Field[str]
    cr_rm_1036: Field[str]
    cr_rm_1043: Field[str]
    cr_rm_2057: Field[str]
    cr_rm_2067: Field[str]
    cu_id: Field[str]
    kn_session: Field[list[_types.KnSession]]
KnCourseEvent: _KnCourseEvent

class KnCourseGroupLinesRow(Record, frozen=True):
    """Cursusplanning. DELETE POST /connectors/KnCourseGroupLines."""
    id: int = ...
    """user.unique_id, level 1, proposed; Volgnummer (Sequence number)"""
    cd_id: int | None = ...
    """user.unique_id, level 1, proposed; Contact"""
    st_da: _dt.date | None = ...
    """Gewenste startdatum (Required start date)"""
    cg_id: str | None = ...
    """Cursustraject (Course programme)"""
    it_cd: str | None = ...
    """Cursus"""
    ma_yn: bool | None = ...
    """Verplicht (Mandatory)"""

class _KnCourseGroupLines(Collection[KnCourseGroupLinesRow]):
    id: Field[int]
    cd_id: Field[int]
    st_da: Field[_dt.date]
    cg_id: Field[str]
    it_cd: Field[str]
    ma_yn: Field[bool]
KnCourseGroupLines: _KnCourseGroupLines

class KnCourseMemberRow(Record, frozen=True):
    """Deelnemer evenement. DELETE POST PUT /connectors/KnCourseMember."""
    bc_co: str | None = ...
    """user.unique_id, level 1, proposed"""
    cr_id: int = ...
    """user.workplace.education, level 2, proposed; Cursusevenement (Course event)"""
    cd_id: int = ...
    """user.unique_id, level 1, proposed; Deelnemer (Participant)"""
    de_id: str | None = ...
    """user.unique_id, level 1, proposed; Debiteur (Debtor)"""
    su_da: _dt.date | None = ...
    """user.workplace.education, level 2, proposed; Inschrijfdatum (Registration date)"""
    df_pr: Decimal | None = ...
    """user.workplace.education, level 2, proposed; Afwijkende prijs basisvaluta (Deviating price in basic currency)"""
    di_pc: Decimal | None = ...
    """user.workplace.education, level 2, proposed; Kortingspercentage (Discount percentage)"""
    invo: bool | None = ...
    """user.workplace.education, level 2, proposed; Factureren (Invoice)"""
    rm: str | None = ...
    """user.content.free_text, level 4, proposed; Opmerking (Remark)"""
    cu_id: str | None = ...
    """user.workplace.education, level 2, proposed; Valuta (Currency)"""
    nf_pr: Decimal | None = ...
    """user.workplace.education, level 2, proposed; Afwijkende prijs (Deviating price)"""
    rf_cs: str | None = ...
    """user.content.free_text, level 3, proposed; Opdrachtnummer/referentie (Order number/reference)"""
    bl: bool | None = ...
    """user.workplace.education, level 2, proposed; Geblokkeerd (Blocked)"""

class _KnCourseMember(Collection[KnCourseMemberRow]):
    bc_co: Field[str]
    cr_id: Field[int]
    cd_id: Field[int]
    de_id: Field[str]
    su_da: Field[_dt.date]
    df_pr: Field[Decimal]
    di_pc: Field[Decimal]
    invo: Field[bool]
    rm: Field[str]
    cu_id: Field[str]
    nf_pr: Field[Decimal]
    rf_cs: Field[str]
    bl: Field[bool]
KnCourseMember: _KnCourseMember

class KnCourseSessionMemberRow(Record, frozen=True):
    """Presentie. PUT /connectors/KnCourseSessionMember."""
    cr_id: int = ...
    """user.workplace.education, level 2, proposed; Evenement Id (Event ID)"""
    se_id: int = ...
    """user.workplace.education, level 2, proposed; Sessiecode (Session code)"""
    me_id: str = ...
    """user.unique_id, level 1, proposed; Organisatie/persoon"""
    cd_id: int = ...
    """user.unique_id, level 1, proposed; Deelnemer (Participant)"""
    pres: bool | None = ...
    """user.workplace.education, level 2, proposed; Aanwezig (Present)"""

class _KnCourseSessionMember(Collection[KnCourseSessionMemberRow]):
    cr_id: Field[int]
    se_id: Field[int]
    me_id: Field[str]
    cd_id: Field[int]
    pres: Field[bool]
KnCourseSessionMember: _KnCourseSessionMember
