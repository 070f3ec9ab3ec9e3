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
    """Evenement Id (Event ID)"""
    it_cd: str | None = ...
    """Cursus"""
    au_id: bool | None = ...
    """Autonummeren"""
    cr_sn: str | None = ...
    """Code"""
    cr_ds: str | None = ...
    """Omschrijving (Description)"""
    cr_ds_1031: str | None = ...
    """Omschrijving (Duits) (Description (German))"""
    cr_ds_1036: str | None = ...
    """Omschrijving (Frans) (Description (French))"""
    cr_ds_1043: str | None = ...
    """Omschrijving (Nederlands) (Description (Dutch))"""
    cr_ds_2057: str | None = ...
    """Omschrijving (Engels) (Description (English))"""
    cr_ds_2067: str | None = ...
    """Omschrijving (Vlaams) (Description (Flemish))"""
    bc_id: str | None = ...
    """user.unique_id, level 1, reviewed; Organisatie/Persoon"""
    cd_id: int | None = ...
    """user.unique_id, level 1, reviewed; Hoofddocent (Principal teacher)"""
    lo_id: str | None = ...
    """Locatie (Location)"""
    al_gu: bool | None = ...
    """Introducé toestaan (Allow invitee)"""
    mi_pt: int | None = ...
    """Minimumaantal deelnemers (Minimum number of participants)"""
    ma_pt: int | None = ...
    """Maximumaantal deelnemers (Maximum number of participants)"""
    un_fi: int | None = ...
    """Administratie (Administration)"""
    pr_id: str | None = ...
    """Project"""
    pr_st: str | None = ...
    """Projectfase (Project phase)"""
    cr_rm: str | None = ...
    """user.content.free_text, level 4, reviewed; Opmerking (Remark)"""
    cr_rm_1031: str | None = ...
    """user.content.free_text, level 4, reviewed; Opmerking (Duits) (Comment (German))"""
    cr_rm_1036: str | None = ...
    """user.content.free_text, level 4, reviewed; Opmerking (Frans) (Comment (French))"""
    cr_rm_1043: str | None = ...
    """user.content.free_text, level 4, reviewed; Opmerking (Nederlands) (Comment (Dutch))"""
    cr_rm_2057: str | None = ...
    """user.content.free_text, level 4, reviewed; Opmerking (Engels) (Comment (English))"""
    cr_rm_2067: str | None = ...
    """user.content.free_text, level 4, reviewed; Opmerking (Vlaams) (Comment (Flemish))"""
    cu_id: str | None = ...
    """Valuta (Currency)"""
    kn_session: list[_types.KnSession] | None = ...
    """user.content.free_text, level 4, reviewed"""

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
    """Volgnummer (Sequence number)"""
    cd_id: int | None = ...
    """user.unique_id, level 1, reviewed; Contact"""
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
    """user.unique_id, level 1, reviewed"""
    cr_id: int = ...
    """user.workplace.education, level 2, reviewed; Cursusevenement (Course event)"""
    cd_id: int = ...
    """user.unique_id, level 1, reviewed; Deelnemer (Participant)"""
    de_id: str | None = ...
    """user.unique_id, level 1, reviewed; Debiteur (Debtor)"""
    su_da: _dt.date | None = ...
    """user.workplace.education, level 2, reviewed; Inschrijfdatum (Registration date)"""
    df_pr: Decimal | None = ...
    """Afwijkende prijs basisvaluta (Deviating price in basic currency)"""
    di_pc: Decimal | None = ...
    """Kortingspercentage (Discount percentage)"""
    invo: bool | None = ...
    """Factureren (Invoice)"""
    rm: str | None = ...
    """user.content.free_text, level 4, reviewed; Opmerking (Remark)"""
    cu_id: str | None = ...
    """Valuta (Currency)"""
    nf_pr: Decimal | None = ...
    """Afwijkende prijs (Deviating price)"""
    rf_cs: str | None = ...
    """user.content.free_text, level 3, reviewed; Opdrachtnummer/referentie (Order number/reference)"""
    bl: bool | None = ...
    """Geblokkeerd (Blocked)"""

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
    """user.workplace.education, level 2, reviewed; Evenement Id (Event ID)"""
    se_id: int = ...
    """user.workplace.education, level 2, reviewed; Sessiecode (Session code)"""
    me_id: str = ...
    """user.unique_id, level 1, reviewed; Organisatie/persoon"""
    cd_id: int = ...
    """user.unique_id, level 1, reviewed; Deelnemer (Participant)"""
    pres: bool | None = ...
    """user.workplace.education, level 2, reviewed; Aanwezig (Present)"""

class _KnCourseSessionMember(Collection[KnCourseSessionMemberRow]):
    cr_id: Field[int]
    se_id: Field[int]
    me_id: Field[str]
    cd_id: Field[int]
    pres: Field[bool]
KnCourseSessionMember: _KnCourseSessionMember
