# Written by tools/write_modules.py from the catalogue and the overlay. Do not edit.
from nlconnect.model.collection import Collection
from nlconnect.model.query import Field
from nlconnect.model.record import Record
from . import types as _types

class FiIVYRow(Record, frozen=True):
    """Iv3-indeling per jaar. DELETE POST PUT /connectors/FiIVY."""
    id: int = ...
    """Identity"""
    un_id: int | None = ...
    """Administratie (Administration)"""
    ac_nr: str | None = ...
    """Grootboekrekening (Ledger account)"""
    ax_id: str | None = ...
    """Verbijzonderingsas (Allocation axis)"""
    vb_co: str | None = ...
    """Code verbijzondering (Allocation code)"""
    year: int | None = ...
    """Jaar (Year)"""
    task_code: str | None = ...
    """Taakveld code"""
    balc_code: str | None = ...
    """Balans code"""
    cat_code: str | None = ...
    """Categorie code"""
    ty_ca: _types.TyCa | str | None = ...
    """Type categorie"""

class _FiIVY(Collection[FiIVYRow]):
    id: Field[int]
    un_id: Field[int]
    ac_nr: Field[str]
    ax_id: Field[str]
    vb_co: Field[str]
    year: Field[int]
    task_code: Field[str]
    balc_code: Field[str]
    cat_code: Field[str]
    ty_ca: Field[_types.TyCa | str]
FiIVY: _FiIVY

class KnAccountRow(Record, frozen=True):
    """Grootboekrekening. DELETE POST PUT /connectors/KnAccount."""
    ac_nr: str = ...
    """Rekeningnummer (Account number)"""
    ds: str | None = ...
    """Omschrijving (Description)"""
    ds_1031: str | None = ...
    """Omschrijving (Duits) (Description (German))"""
    ds_1036: str | None = ...
    """Omschrijving (Frans) (Description (French))"""
    ds_1043: str | None = ...
    """Omschrijving (Nederlands) (Description (Dutch))"""
    ds_2057: str | None = ...
    """Omschrijving (Engels) (Description (English))"""
    ds_2067: str | None = ...
    """Omschrijving (Vlaams) (Description (Flemish))"""
    se_nm: str | None = ...
    """Zoeknaam (Search name)"""
    sa_yn: bool | None = ...
    """Verzamelrekening (Summary account)"""
    fa_yn: bool | None = ...
    """Afletterbaar (Reconcilable)"""
    bl: bool | None = ...
    """Geblokkeerd (Blocked)"""
    va_at: _types.VaAt | str | None = ...
    """Type rekening (Type of account)"""
    va_pc: _types.VaPc | str | None = ...
    """Soort rekening (Kind of account)"""
    va_dc: _types.VaDcCode | str | None = ...
    """Voorkeur (debet/credit) (Preference (debit/credit))"""
    va_yn: bool | None = ...
    """Btw toestaan (Allow VAT)"""
    va_co: str | None = ...
    """Voorkeur btw-code (Preferred VAT code)"""
    ca_yn: bool | None = ...
    """In valuta (In currency)"""
    cu_co: str | None = ...
    """Valuta (Currency)"""
    va_a1: _types.VaA1 | str | None = ...
    """Verbijzonderingsas 1 (Allocation axis 1)"""
    va_a2: _types.VaA2 | str | None = ...
    """Verbijzonderingsas 2 (Allocation axis 2)"""
    va_a3: _types.VaA3 | str | None = ...
    """Verbijzonderingsas 3 (Allocation axis 3)"""
    va_a4: _types.VaA4 | str | None = ...
    """Verbijzonderingsas 4 (Allocation axis 4)"""
    va_a5: _types.VaA5 | str | None = ...
    """Verbijzonderingsas 5 (Allocation axis 5)"""
    va_pp: _types.VaPp | str | None = ...
    """Doorboeken projecten (Carry projects forward)"""
    ac_mm: str | None = ...
    """user.content.free_text, level 4, reviewed; Memo"""
    co_ac: _types.CoAc | str | None = ...
    """Type verzamelrekening (Type of summary account)"""
    col_a: str | None = ...
    """Verzamelen op (Collect on)"""
    pe_di: int | None = ...
    """Periodeverdeeltabel (Periodic allocation table)"""
    va_bu: _types.VaBu | str | None = ...
    """Budgetteren (Budget)"""
    li_ac: str | None = ...
    """Afletteren met (Reconcile with)"""
    ba_ac: str | None = ...
    """Afwijkende balansrekening (Deviating balance sheet account)"""
    va_ex: _types.VaEx | str | None = ...
    """Te tonen in exploitatie (Show in operations)"""
    cm_yn: bool | None = ...
    """Verdichten (Compress)"""
    fa_al: bool | None = ...
    """Activa toevoegen bij boeken inkoop/bank (Add assets when entering a purchase/bank)"""
    cm_ma: bool | None = ...
    """Verplichting bij inkoopboeking verplicht (Obligation mandatory for purchase entries)"""
    ma_bl: bool | None = ...
    """Handmatig boeken blokkeren (Block manual entries)"""
    fe_id: str | None = ...
    """Rapportagecockpit (Reporting cockpit)"""
    ref: str | None = ...
    """RGS-referentiecode (RGS reference code)"""
    rf_ex: str | None = ...
    """RGS-extensie (RGS extension)"""
    ds_id: int | None = ...
    """Aanmaningsset (Reminder set)"""

class _KnAccount(Collection[KnAccountRow]):
    ac_nr: Field[str]
    ds: Field[str]
    ds_1031: Field[str]
    ds_1036: Field[str]
    ds_1043: Field[str]
    ds_2057: Field[str]
    ds_2067: Field[str]
    se_nm: Field[str]
    sa_yn: Field[bool]
    fa_yn: Field[bool]
    bl: Field[bool]
    va_at: Field[_types.VaAt | str]
    va_pc: Field[_types.VaPc | str]
    va_dc: Field[_types.VaDcCode | str]
    va_yn: Field[bool]
    va_co: Field[str]
    ca_yn: Field[bool]
    cu_co: Field[str]
    va_a1: Field[_types.VaA1 | str]
    va_a2: Field[_types.VaA2 | str]
    va_a3: Field[_types.VaA3 | str]
    va_a4: Field[_types.VaA4 | str]
    va_a5: Field[_types.VaA5 | str]
    va_pp: Field[_types.VaPp | str]
    ac_mm: Field[str]
    co_ac: Field[_types.CoAc | str]
    col_a: Field[str]
    pe_di: Field[int]
    va_bu: Field[_types.VaBu | str]
    li_ac: Field[str]
    ba_ac: Field[str]
    va_ex: Field[_types.VaEx | str]
    cm_yn: Field[bool]
    fa_al: Field[bool]
    cm_ma: Field[bool]
    ma_bl: Field[bool]
    fe_id: Field[str]
    ref: Field[str]
    rf_ex: Field[str]
    ds_id: Field[int]
KnAccount: _KnAccount

class KnBankTransactionRow(Record, frozen=True):
    """Transactie-instelling. DELETE POST PUT /connectors/KnBankTransaction."""
    id: int | None = ...
    """Regelnummer (Line number)"""
    bc_co: str | None = ...
    """user.unique_id, level 1, reviewed; Bank"""
    tr_cd: str = ...
    """Transactiecode (Transaction code)"""
    se_va: str | None = ...
    """Zoekwaarde (Search value)"""
    ds: str | None = ...
    """user.content.free_text, level 3, reviewed; Omschrijving (Description)"""
    ac_id: str | None = ...
    """user.financial.bank_account, level 4, reviewed; Rekening (Account)"""
    va_id: str | None = ...
    """Btw-code (VAT code)"""
    cm_yn: bool | None = ...
    """Commissie automatisch boeken op kostenrekening (Automatically credit commission to expense acct.)"""
    ac_cm: str | None = ...
    """user.content.free_text, level 3, reviewed; Rekening (commissie)"""
    va_cm: str | None = ...
    """Btw-code (commissie)"""
    kn_transaction_dimension: list[_types.KnTransactionDimension] | None = ...
    """user.content.free_text, level 3, reviewed"""

class _KnBankTransaction(Collection[KnBankTransactionRow]):
    id: Field[int]
    bc_co: Field[str]
    tr_cd: Field[str]
    se_va: Field[str]
    ds: Field[str]
    ac_id: Field[str]
    va_id: Field[str]
    cm_yn: Field[bool]
    ac_cm: Field[str]
    va_cm: Field[str]
    kn_transaction_dimension: Field[list[_types.KnTransactionDimension]]
KnBankTransaction: _KnBankTransaction

class KnDimCodeRow(Record, frozen=True):
    """Code verbijzondering. DELETE POST PUT /connectors/KnDimCode."""
    ax_id: str = ...
    """Verbijzonderingsas (Allocation axis)"""
    vb_co: str = ...
    """Code verbijzondering (Allocation code)"""
    ds: str | None = ...
    """Omschrijving (Description)"""
    re: str | None = ...
    """Selectiewaarde (Selection value)"""
    qu_yn: bool | None = ...
    """Aantallen bijhouden (Track quantities)"""
    bl: bool | None = ...
    """Geblokkeerd (Blocked)"""
    pe_di: int | None = ...
    """Periodeverdeeltabel (Periodic allocation table)"""
    co_vc: str | None = ...
    """Btw-terugvordering (VAT reclaim)"""
    di_g1: str | None = ...
    """Verbijzonderingsgroep 1 (Allocation group 1)"""
    di_g2: str | None = ...
    """Verbijzonderingsgroep 2 (Allocation group 2)"""
    di_g3: str | None = ...
    """Verbijzonderingsgroep 3 (Allocation group 3)"""
    di_g4: str | None = ...
    """Verbijzonderingsgroep 4 (Allocation group 4)"""
    di_g5: str | None = ...
    """Verbijzonderingsgroep 5 (Allocation group 5)"""

class _KnDimCode(Collection[KnDimCodeRow]):
    ax_id: Field[str]
    vb_co: Field[str]
    ds: Field[str]
    re: Field[str]
    qu_yn: Field[bool]
    bl: Field[bool]
    pe_di: Field[int]
    co_vc: Field[str]
    di_g1: Field[str]
    di_g2: Field[str]
    di_g3: Field[str]
    di_g4: Field[str]
    di_g5: Field[str]
KnDimCode: _KnDimCode
