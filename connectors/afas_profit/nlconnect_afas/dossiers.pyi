# Written by tools/write_modules.py from the catalogue and the overlay. Do not edit.
import datetime as _dt
from nlconnect.model.collection import Collection
from nlconnect.model.query import Field
from nlconnect.model.record import Record
from . import types as _types

class ProfitSubjectsRow(Record, frozen=True):
    """Dossieritems (zonder autorisatie). GET /connectors/ProfitSubjects; demands order."""
    sb_ty: int | None = ...
    """Type dossieritem (Dossier item type)"""
    sb_id: int = ...
    """Dossieritem (Dossier item)"""
    da_se: _dt.date | None = ...
    """Instuurdatum (Submission date)"""
    ds: str | None = ...
    """user.content.private.subject_line, level 3, reviewed; Onderwerp (Subject)"""
    memo: str | None = ...
    """user.content.free_text, level 4, reviewed; Toelichting (Comment)"""
    stat: str | None = ...
    """Status (Codetabelwaarde)"""
    do_id: int | None = ...
    """user.unique_id, level 1, reviewed; Nummer dossieritem (Number)"""
    fe_v1: int | None = ...
    """Waarde kenmerk 1 (Feature value 1)"""
    fe_v2: int | None = ...
    """Waarde kenmerk 2 (Feature value 2)"""
    fe_v3: int | None = ...
    """Waarde kenmerk 3 (Feature value 3)"""
    bc_id: int | None = ...
    """user.unique_id, level 1, reviewed; Organisatie/persoon (Organisation/person)"""
    bc_cd: str | None = ...
    """user.unique_id, level 1, reviewed; Nummer relatie (Number)"""
    to_er: bool | None = ...
    """Werkgever (Employer)"""

class _ProfitSubjects(Collection[ProfitSubjectsRow]):
    sb_ty: Field[int]
    sb_id: Field[int]
    da_se: Field[_dt.date]
    ds: Field[str]
    memo: Field[str]
    stat: Field[str]
    do_id: Field[int]
    fe_v1: Field[int]
    fe_v2: Field[int]
    fe_v3: Field[int]
    bc_id: Field[int]
    bc_cd: Field[str]
    to_er: Field[bool]
ProfitSubjects: _ProfitSubjects

class ProfitSubjectsAuthorizedRow(Record, frozen=True):
    """Dossieritems. GET /connectors/ProfitSubjectsAuthorized; demands order."""
    sb_ty: int | None = ...
    """Type dossieritem (Dossier item type)"""
    sb_id: int = ...
    """Dossieritem (Dossier item)"""
    da_se: _dt.date | None = ...
    """Instuurdatum (Submission date)"""
    ds: str | None = ...
    """user.content.private.subject_line, level 3, reviewed; Onderwerp (Subject)"""
    memo: str | None = ...
    """user.content.free_text, level 4, reviewed; Toelichting (Comment)"""
    stat: str | None = ...
    """Status (Codetabelwaarde)"""
    do_id: int | None = ...
    """user.unique_id, level 1, reviewed; Nummer dossieritem (Number)"""
    fe_v1: int | None = ...
    """Waarde kenmerk 1 (Feature value 1)"""
    fe_v2: int | None = ...
    """Waarde kenmerk 2 (Feature value 2)"""
    fe_v3: int | None = ...
    """Waarde kenmerk 3 (Feature value 3)"""
    bc_id: int | None = ...
    """user.unique_id, level 1, reviewed; Organisatie/persoon (Organisation/person)"""
    bc_cd: str | None = ...
    """user.unique_id, level 1, reviewed; Nummer relatie (Number)"""
    to_er: bool | None = ...
    """Werkgever (Employer)"""

class _ProfitSubjectsAuthorized(Collection[ProfitSubjectsAuthorizedRow]):
    sb_ty: Field[int]
    sb_id: Field[int]
    da_se: Field[_dt.date]
    ds: Field[str]
    memo: Field[str]
    stat: Field[str]
    do_id: Field[int]
    fe_v1: Field[int]
    fe_v2: Field[int]
    fe_v3: Field[int]
    bc_id: Field[int]
    bc_cd: Field[str]
    to_er: Field[bool]
ProfitSubjectsAuthorized: _ProfitSubjectsAuthorized

class Profit_FeatureCombinationRow(Record, frozen=True):
    """Kenmerkcombinaties. GET /connectors/Profit_FeatureCombination; demands order."""
    subject_type_id: int = ...
    """Type dossieritem (Dossier item type)"""
    feature_combination_id: int = ...
    """Kenmerkgroep (Feature group)"""
    description: str | None = ...
    """Omschrijving (Description)"""
    fe_v1: int | None = ...
    """Waarde kenmerk 1 (Feature value 1)"""
    fe_v1_desc: str | None = ...
    """Omschrijving kenmerk 1"""
    fe_v2: int | None = ...
    """Waarde kenmerk 2 (Feature value 2)"""
    fe_v2_desc: str | None = ...
    """Omschrijving kenmerk 2"""
    fe_v3: int | None = ...
    """Waarde kenmerk 3 (Feature value 3)"""
    fe_v3_desc: str | None = ...
    """Omschrijving kenmerk 3"""
    workflow_id: int | None = ...
    """Workflow"""
    blocked: bool | None = ...
    """Geblokkeerd (Blocked)"""

class _Profit_FeatureCombination(Collection[Profit_FeatureCombinationRow]):
    subject_type_id: Field[int]
    feature_combination_id: Field[int]
    description: Field[str]
    fe_v1: Field[int]
    fe_v1_desc: Field[str]
    fe_v2: Field[int]
    fe_v2_desc: Field[str]
    fe_v3: Field[int]
    fe_v3_desc: Field[str]
    workflow_id: Field[int]
    blocked: Field[bool]
Profit_FeatureCombination: _Profit_FeatureCombination

class Profit_FeatureValueRow(Record, frozen=True):
    """Waarden van kenmerken. GET /connectors/Profit_FeatureValue; demands order."""
    feature_id: int = ...
    """Kenmerk (Feature)"""
    feature_value_id: int = ...
    """Feature value"""
    description: str | None = ...
    """Omschrijving (Description)"""
    blocked: bool | None = ...
    """Geblokkeerd (Blocked)"""

class _Profit_FeatureValue(Collection[Profit_FeatureValueRow]):
    feature_id: Field[int]
    feature_value_id: Field[int]
    description: Field[str]
    blocked: Field[bool]
Profit_FeatureValue: _Profit_FeatureValue

class Profit_FeaturesRow(Record, frozen=True):
    """Kenmerken. GET /connectors/Profit_Features; demands order."""
    feature_id: int = ...
    """Kenmerk (Feature)"""
    description: str | None = ...
    """Omschrijving (Description)"""

class _Profit_Features(Collection[Profit_FeaturesRow]):
    feature_id: Field[int]
    description: Field[str]
Profit_Features: _Profit_Features

class Profit_SubjectFileRow(Record, frozen=True):
    """Dossieritems bij boekingen. GET /connectors/Profit_SubjectFile; demands order."""
    subject_id: int = ...
    """Dossieritem (Dossier item)"""
    subject: str | None = ...
    """user.content.private.subject_line, level 3, reviewed; Onderwerp (Subject)"""
    type_id: int | None = ...
    """Type dossieritem (Dossier item type)"""
    fi_entry_number: int | None = ...
    """Nummer journaalpost (Journal entry number)"""
    book_piece_number: str | None = ...
    """Boekstuknummer (Entry number)"""
    purchase_invoice_number: str | None = ...
    """Inkoopfactuurnummer"""
    administration_purchase_invoice: int | None = ...
    """Administratie inkoopfactuur"""
    sales_invoice_number: str | None = ...
    """Verkoopfactuurnummer"""
    administration_sales_invoice: int | None = ...
    """Administratie verkoopfactuur"""

class _Profit_SubjectFile(Collection[Profit_SubjectFileRow]):
    subject_id: Field[int]
    subject: Field[str]
    type_id: Field[int]
    fi_entry_number: Field[int]
    book_piece_number: Field[str]
    purchase_invoice_number: Field[str]
    administration_purchase_invoice: Field[int]
    sales_invoice_number: Field[str]
    administration_sales_invoice: Field[int]
Profit_SubjectFile: _Profit_SubjectFile

class Profit_SubjectTypesRow(Record, frozen=True):
    """Types dossieritem. GET /connectors/Profit_SubjectTypes; demands order."""
    subject_type_id: int = ...
    """Type dossieritem (Dossier item type)"""
    description: str | None = ...
    """Omschrijving (Description)"""
    comment: bool | None = ...
    """Toelichting (Comment)"""
    subject_text: bool | None = ...
    """Aanleiding (Cause)"""
    responsible: bool | None = ...
    start_date: bool | None = ...
    """Begindatum (Start date)"""
    end_date: bool | None = ...
    """Einddatum (End date)"""
    completed: bool | None = ...
    """Completed"""
    date_completed: bool | None = ...
    """Datum afgehandeld (Date completed)"""
    responsible_mandatory: bool | None = ...
    """Person responsible is mandatory"""
    use_features: bool | None = ...
    """Use features"""
    only_existing_features: bool | None = ...
    """Only existing combinations allowed"""
    without_feature: bool | None = ...
    """Dossier items without attributes allowed"""
    confedential: bool | None = ...
    """Mark client record item as confidential"""
    link_file: bool | None = ...
    """Link file"""
    edit_mode: str | None = ...
    """Bewerkingopties code"""
    visible_outsite: bool | None = ...
    """Visible in OutSite"""
    visible_insite: bool | None = ...
    """Zichtbaar in InSite (Visible in InSite)"""
    use_number: bool | None = ...
    """Number client record items"""
    last_number: int | None = ...
    """Last used number"""

class _Profit_SubjectTypes(Collection[Profit_SubjectTypesRow]):
    subject_type_id: Field[int]
    description: Field[str]
    comment: Field[bool]
    subject_text: Field[bool]
    responsible: Field[bool]
    start_date: Field[bool]
    end_date: Field[bool]
    completed: Field[bool]
    date_completed: Field[bool]
    responsible_mandatory: Field[bool]
    use_features: Field[bool]
    only_existing_features: Field[bool]
    without_feature: Field[bool]
    confedential: Field[bool]
    link_file: Field[bool]
    edit_mode: Field[str]
    visible_outsite: Field[bool]
    visible_insite: Field[bool]
    use_number: Field[bool]
    last_number: Field[int]
Profit_SubjectTypes: _Profit_SubjectTypes

class Profit_Subject_AttachmentsRow(Record, frozen=True):
    """Bijlagen bij dossieritems. GET /connectors/Profit_Subject_Attachments; demands order."""
    attachment_id: int = ...
    """user.unique_id, level 1, reviewed; Bijlage-id (Attachment ID)"""
    subject_id: int | None = ...
    """user.unique_id, level 1, reviewed; Dossieritem (Dossier item)"""
    file_id: str | None = ...
    """user.content.private.attachment, level 4, reviewed; Bijlage (Attachment)"""
    file_name: str | None = ...
    """user.content.private.attachment, level 4, reviewed; Naam (Name)"""

class _Profit_Subject_Attachments(Collection[Profit_Subject_AttachmentsRow]):
    attachment_id: Field[int]
    subject_id: Field[int]
    file_id: Field[str]
    file_name: Field[str]
Profit_Subject_Attachments: _Profit_Subject_Attachments

class Profit_Subject_Reaction_AttachmentsRow(Record, frozen=True):
    """Bijlagen bij reacties. GET /connectors/Profit_Subject_Reaction_Attachments; demands order."""
    attachment_id: int = ...
    """user.unique_id, level 1, reviewed; Bijlage-id (Attachment ID)"""
    reaction_id: int | None = ...
    """user.unique_id, level 1, reviewed; Reactie (Response)"""
    subject_id: int | None = ...
    """user.unique_id, level 1, reviewed; Dossieritem (Dossier item)"""
    file_id: str | None = ...
    """user.content.private.attachment, level 4, reviewed; Bijlage (Attachment)"""
    file_name: str | None = ...
    """user.content.private.attachment, level 4, reviewed; Naam (Name)"""
    file_size: int | None = ...
    """Bestandsgrootte (File size)"""

class _Profit_Subject_Reaction_Attachments(Collection[Profit_Subject_Reaction_AttachmentsRow]):
    attachment_id: Field[int]
    reaction_id: Field[int]
    subject_id: Field[int]
    file_id: Field[str]
    file_name: Field[str]
    file_size: Field[int]
Profit_Subject_Reaction_Attachments: _Profit_Subject_Reaction_Attachments

class Profit_Subject_TasksRow(Record, frozen=True):
    """Openstaande workflowtaken. GET /connectors/Profit_Subject_Tasks; demands order."""
    subject_id: int | None = ...
    """user.unique_id, level 1, reviewed; Dossieritem (DossierId)"""
    wf_description: str | None = ...
    """Workflow"""
    task_description: str | None = ...
    """Taak (Task)"""
    user: str | None = ...
    """user.account.username, level 2, reviewed; Gebruiker (code) (UserId)"""
    user_name: str | None = ...
    """user.name, level 2, reviewed; Gebruiker (User)"""
    task_id: int | None = ...
    """TaskId"""
    workflow_id: int | None = ...
    """WorkflowId"""
    task_name: str | None = ...
    """TaskName"""
    workflow_name: str | None = ...
    """WorkflowName"""

class _Profit_Subject_Tasks(Collection[Profit_Subject_TasksRow]):
    subject_id: Field[int]
    wf_description: Field[str]
    task_description: Field[str]
    user: Field[str]
    user_name: Field[str]
    task_id: Field[int]
    workflow_id: Field[int]
    task_name: Field[str]
    workflow_name: Field[str]
Profit_Subject_Tasks: _Profit_Subject_Tasks

class Profit_SubjectsRow(Record, frozen=True):
    """Dossieritems (Word). GET /connectors/Profit_Subjects; demands order."""
    type_id: int | None = ...
    """Type dossieritem (DossierType)"""
    subject_id: int = ...
    """user.unique_id, level 1, reviewed; Dossieritem (DossierId)"""
    date_created: _dt.date | None = ...
    """Instuurdatum (Submission date)"""
    subject: str | None = ...
    """user.content.private.subject_line, level 3, reviewed; Onderwerp (Subject)"""
    comment: str | None = ...
    """user.content.free_text, level 4, reviewed; Toelichting (Comment)"""
    status: str | None = ...
    """Status (Codetabelwaarde)"""
    number: int | None = ...
    """user.unique_id, level 1, reviewed; Nummer (Number)"""
    fe_v1: int | None = ...
    """Waarde kenmerk 1 (Feature value 1)"""
    fe_v2: int | None = ...
    """Waarde kenmerk 2 (Feature value 2)"""
    fe_v3: int | None = ...
    """Waarde kenmerk 3 (Feature value 3)"""
    org_pers_id: str | None = ...
    """user.unique_id, level 1, reviewed; OrgPersId"""
    contact_nr: int | None = ...
    """user.unique_id, level 1, reviewed; ContactId"""
    to_employer: bool | None = ...
    """ToWerkgever"""
    to_debtor: bool | None = ...
    """ToVerkooprelatie"""
    to_creditor: bool | None = ...
    """ToInkooprelatie"""
    to_org_pers: bool | None = ...
    """ToOrgPers"""
    to_employee: bool | None = ...
    """ToMedewerker"""
    to_applicant: bool | None = ...
    """ToSollicitant"""
    project: str | None = ...
    """Project"""
    campagne: int | None = ...
    """Campagne (Campaign)"""
    source: int | None = ...
    """Aanleiding (Cause)"""
    responsible: str | None = ...
    """user.workplace, level 2, reviewed; Verantwoordelijke"""
    start_date: _dt.date | None = ...
    """Begindatum (Start date)"""
    end_date: _dt.date | None = ...
    """Einddatum (End date)"""
    afgehandeld: bool | None = ...
    """Afgehandeld (Completed)"""
    datum_afgehandeld: _dt.date | None = ...
    """Datum afgehandeld (Date completed)"""
    bron: str | None = ...
    """Bron (Source)"""
    type_actie: str | None = ...
    """Type actie (Action type)"""
    prioriteit: str | None = ...
    """Prioriteit"""
    w_fstatus: str | None = ...
    """Workflow status"""
    wf_closed: str | None = ...
    """Workflow completed"""

class _Profit_Subjects(Collection[Profit_SubjectsRow]):
    type_id: Field[int]
    subject_id: Field[int]
    date_created: Field[_dt.date]
    subject: Field[str]
    comment: Field[str]
    status: Field[str]
    number: Field[int]
    fe_v1: Field[int]
    fe_v2: Field[int]
    fe_v3: Field[int]
    org_pers_id: Field[str]
    contact_nr: Field[int]
    to_employer: Field[bool]
    to_debtor: Field[bool]
    to_creditor: Field[bool]
    to_org_pers: Field[bool]
    to_employee: Field[bool]
    to_applicant: Field[bool]
    project: Field[str]
    campagne: Field[int]
    source: Field[int]
    responsible: Field[str]
    start_date: Field[_dt.date]
    end_date: Field[_dt.date]
    afgehandeld: Field[bool]
    datum_afgehandeld: Field[_dt.date]
    bron: Field[str]
    type_actie: Field[str]
    prioriteit: Field[str]
    w_fstatus: Field[str]
    wf_closed: Field[str]
Profit_Subjects: _Profit_Subjects

class Profit_SubjectsDestRow(Record, frozen=True):
    """Bestemmingen van dossieritems. GET /connectors/Profit_SubjectsDest; demands order."""
    subject_id: int | None = ...
    """user.unique_id, level 1, reviewed; Dossieritem (Dossier item)"""
    org_name: str | None = ...
    """user.name, level 2, reviewed; Org naam"""
    org_mail: str | None = ...
    """user.contact.email, level 2, reviewed; Org mail"""
    contact_name: str | None = ...
    """user.name, level 2, reviewed; Contactnaam"""
    contact_mail: str | None = ...
    """user.contact.email, level 2, reviewed; Contact mail"""

class _Profit_SubjectsDest(Collection[Profit_SubjectsDestRow]):
    subject_id: Field[int]
    org_name: Field[str]
    org_mail: Field[str]
    contact_name: Field[str]
    contact_mail: Field[str]
Profit_SubjectsDest: _Profit_SubjectsDest

class Profit_WorkflowactionsRow(Record, frozen=True):
    """Workflowacties. GET /connectors/Profit_Workflowactions; demands order."""
    action_description: str | None = ...
    """Actie (Action)"""
    seq_no: int | None = ...
    """SeqNo"""
    task_name: str | None = ...
    """TaskName"""
    workflow_name: str | None = ...
    """WorkflowName"""
    action_type: int | None = ...
    """ActionType"""
    action_type_description: str | None = ...
    """ActionTypeDescription"""
    action_name: str | None = ...
    """ActionName"""
    workflow: int | None = ...
    """Workflow"""

class _Profit_Workflowactions(Collection[Profit_WorkflowactionsRow]):
    action_description: Field[str]
    seq_no: Field[int]
    task_name: Field[str]
    workflow_name: Field[str]
    action_type: Field[int]
    action_type_description: Field[str]
    action_name: Field[str]
    workflow: Field[int]
Profit_Workflowactions: _Profit_Workflowactions

class KnSubjectRow(Record, frozen=True):
    """Dossier. DELETE POST PUT /connectors/KnSubject."""
    sb_id: int = ...
    """user.unique_id, level 1, reviewed; Dossieritem (Dossier item)"""
    st_id: int | None = ...
    """Type dossieritem (Dossier item type)"""
    ds: str | None = ...
    """user.content.private.subject_line, level 3, reviewed; Onderwerp (Subject)"""
    sb_tx: str | None = ...
    """user.content.free_text, level 4, reviewed; Toelichting (Comment)"""
    da: _dt.datetime | None = ...
    """Instuurdatum (Submission date)"""
    us_id: str | None = ...
    """user.account.username, level 2, reviewed; Instuurder (Sender)"""
    em_id: str | None = ...
    """user.workplace.employee_number, level 2, reviewed; Verantwoordelijke"""
    sb_hi: int | None = ...
    """Aanleiding (Cause)"""
    sa_id: str | None = ...
    """Type actie (Action type)"""
    vi_pr: _types.ViPrCode | str | None = ...
    """Prioriteit (Priority)"""
    sc_id: str | None = ...
    """Bron (Source)"""
    dt_fr: _dt.datetime | None = ...
    """Begindatum (Start date)"""
    dt_to: _dt.datetime | None = ...
    """Einddatum (End date)"""
    st: bool | None = ...
    """Afgehandeld (Completed)"""
    dt_st: _dt.datetime | None = ...
    """Datum afgehandeld (Date completed)"""
    fe_co: int | None = ...
    """Betreft (With regard to)"""
    fv_f1: int | None = ...
    """Waarde kenmerk 1 (Feature value 1)"""
    fv_f2: int | None = ...
    """Waarde kenmerk 2 (Feature value 2)"""
    fv_f3: int | None = ...
    """Waarde kenmerk 3 (Feature value 3)"""
    sb_bl: bool | None = ...
    """Geblokkeerd (Blocked)"""
    sb_pa: str | None = ...
    """user.content.private.attachment, level 4, reviewed; FileName of the attachment"""
    file_id: str | None = ...
    """user.content.private.attachment, level 4, reviewed; File Id"""
    file_trans: bool | None = ...
    """Save file with subject"""
    file_stream: bytes | None = ...
    """user.content.private.attachment, level 4, reviewed; File as byte-array"""
    mark_opened: bool | None = ...
    """Mark subject as opened"""
    profile_id: int | None = ...
    """Profiel ID"""
    kn_subject_link: list[_types.KnSubjectLink] | None = ...
    """user.health_and_medical.absence, level 5, reviewed"""
    kn_subject_attachment: list[_types.KnSubjectAttachment] | None = ...
    """user.content.private.attachment, level 4, reviewed"""

class _KnSubject(Collection[KnSubjectRow]):
    sb_id: Field[int]
    st_id: Field[int]
    ds: Field[str]
    sb_tx: Field[str]
    da: Field[_dt.datetime]
    us_id: Field[str]
    em_id: Field[str]
    sb_hi: Field[int]
    sa_id: Field[str]
    vi_pr: Field[_types.ViPrCode | str]
    sc_id: Field[str]
    dt_fr: Field[_dt.datetime]
    dt_to: Field[_dt.datetime]
    st: Field[bool]
    dt_st: Field[_dt.datetime]
    fe_co: Field[int]
    fv_f1: Field[int]
    fv_f2: Field[int]
    fv_f3: Field[int]
    sb_bl: Field[bool]
    sb_pa: Field[str]
    file_id: Field[str]
    file_trans: Field[bool]
    file_stream: Field[bytes]
    mark_opened: Field[bool]
    profile_id: Field[int]
    kn_subject_link: Field[list[_types.KnSubjectLink]]
    kn_subject_attachment: Field[list[_types.KnSubjectAttachment]]
KnSubject: _KnSubject

class KnSubjectReactionRow(Record, frozen=True):
    """Reactie bij dossieritem. DELETE POST /connectors/KnSubjectReaction."""
    id: int = ...
    """Id reactie (Response ID)"""
    sb_id: int | None = ...
    """Dossieritem (Dossier item)"""
    sb_tx: str | None = ...
    """user.content.free_text, level 4, reviewed; Reactie (Response)"""
    va_re: _types.VaRe | str | None = ...
    """Reactie zichtbaar (Response visible)"""
    rt_id: int | None = ...
    """Reactie op (Response to)"""
    kn_reaction_attachment: list[_types.KnReactionAttachment] | None = ...
    """user.content.private.attachment, level 4, reviewed"""
    kn_reaction_label: list[_types.KnReactionLabel] | None = ...
    kn_reaction_emoji: list[_types.KnReactionEmoji] | None = ...

class _KnSubjectReaction(Collection[KnSubjectReactionRow]):
    id: Field[int]
    sb_id: Field[int]
    sb_tx: Field[str]
    va_re: Field[_types.VaRe | str]
    rt_id: Field[int]
    kn_reaction_attachment: Field[list[_types.KnReactionAttachment]]
    kn_reaction_label: Field[list[_types.KnReactionLabel]]
    kn_reaction_emoji: Field[list[_types.KnReactionEmoji]]
KnSubjectReaction: _KnSubjectReaction

class KnSubjectWorkflowReactionRow(Record, frozen=True):
    """Workflow reactie. POST /connectors/KnSubjectWorkflowReaction."""
    sb_id: int | None = ...
    """Dossieritem (Dossier item)"""
    wf_nm: str | None = ...
    """Workflow"""
    tk_nm: str | None = ...
    """Taak (Task)"""
    ac_nm: str | None = ...
    """Actie (Action)"""
    tx: str | None = ...
    """user.content.free_text, level 4, reviewed; Reactie (Response)"""
    fi_na: str | None = ...
    """user.content.private.attachment, level 4, reviewed; Bestandsnaam bijlage (Attachment file name)"""
    fi_da: str | None = ...
    """user.content.private, level 4, reviewed; Inhoud bijlage (Attachment content)"""
    va_re: _types.VaRe | str | None = ...
    """Reactie zichtbaar (Response visible)"""
    us_ta: str | None = ...
    """user.unique_id, level 1, reviewed; Gebruiker (User)"""
    rt_id: int | None = ...
    """Reactie op (Response to)"""
    file_id: str | None = ...
    """Bestand"""
    kn_reaction_attachment: list[_types.KnReactionAttachment] | None = ...
    """user.content.private.attachment, level 4, reviewed"""
    kn_reaction_label: list[_types.KnReactionLabel] | None = ...
    kn_reaction_emoji: list[_types.KnReactionEmoji] | None = ...

class _KnSubjectWorkflowReaction(Collection[KnSubjectWorkflowReactionRow]):
    sb_id: Field[int]
    wf_nm: Field[str]
    tk_nm: Field[str]
    ac_nm: Field[str]
    tx: Field[str]
    fi_na: Field[str]
    fi_da: Field[str]
    va_re: Field[_types.VaRe | str]
    us_ta: Field[str]
    rt_id: Field[int]
    file_id: Field[str]
    kn_reaction_attachment: Field[list[_types.KnReactionAttachment]]
    kn_reaction_label: Field[list[_types.KnReactionLabel]]
    kn_reaction_emoji: Field[list[_types.KnReactionEmoji]]
KnSubjectWorkflowReaction: _KnSubjectWorkflowReaction
