# Written by tools/write_modules.py from the catalogue and the overlay. Do not edit.
import datetime as _dt
from decimal import Decimal
from nlconnect.model.collection import Collection
from nlconnect.model.query import Field
from nlconnect.model.record import Record
from . import types as _types

class ProfitCodeTableValueRow(Record, frozen=True):
    """Waarden van codetabellen. GET /connectors/ProfitCodeTableValue; demands order."""
    sy_id: str = ...
    """Product"""
    ct_id: str = ...
    """Table"""
    va_ii: str | None = ...
    """Internal code"""
    va_id: str = ...
    """Tabelwaarde code"""
    ds: str | None = ...
    """Omschrijving (Description)"""
    bl: bool | None = ...
    """Geblokkeerd (Blocked)"""

class _ProfitCodeTableValue(Collection[ProfitCodeTableValueRow]):
    sy_id: Field[str]
    ct_id: Field[str]
    va_ii: Field[str]
    va_id: Field[str]
    ds: Field[str]
    bl: Field[bool]
ProfitCodeTableValue: _ProfitCodeTableValue

class ProfitGetConnectorenRow(Record, frozen=True):
    """GetConnectoren. GET /connectors/ProfitGetConnectoren; demands order."""
    omschrijving: str | None = ...
    """Omschrijving (Description)"""
    naam: str = ...
    """Naam (Name)"""
    geblokkeerd: bool | None = ...
    """Geblokkeerd (Blocked)"""

class _ProfitGetConnectoren(Collection[ProfitGetConnectorenRow]):
    omschrijving: Field[str]
    naam: Field[str]
    geblokkeerd: Field[bool]
ProfitGetConnectoren: _ProfitGetConnectoren

class KnCSRLineRow(Record, frozen=True):
    """CSR. DELETE POST PUT /connectors/KnCSRLine."""
    sq_no: int = ...
    """Volgnummer (Sequence number)"""
    ca_co: str | None = ...
    """Categorie (Category)"""
    ty_co: str | None = ...
    """Type"""
    un_id: int | None = ...
    """Administratie (Administration)"""
    year: int | None = ...
    """Boekjaar (Financial year)"""
    se_no: int | None = ...
    """Periode (Period)"""
    lo_id: str | None = ...
    """Locatie (Location)"""
    vi_cs: _types.ViCS | str | None = ...
    """Verbruikt (Consumed)"""
    valu: Decimal | None = ...
    """Waarde (Value)"""
    re_da: _dt.date | None = ...
    """Rapportagedatum (Reporting date)"""

class _KnCSRLine(Collection[KnCSRLineRow]):
    sq_no: Field[int]
    ca_co: Field[str]
    ty_co: Field[str]
    un_id: Field[int]
    year: Field[int]
    se_no: Field[int]
    lo_id: Field[str]
    vi_cs: Field[_types.ViCS | str]
    valu: Field[Decimal]
    re_da: Field[_dt.date]
KnCSRLine: _KnCSRLine

class KnCustomK01Row(Record, frozen=True):
    """Vrij bestand 01. DELETE POST PUT /connectors/KnCustomK01."""
    au_nu: bool | None = ...
    """Autonummering gebruiken"""
    sq_no: int = ...
    """Volgnummer (Sequence number)"""
    da: _dt.date | None = ...
    """Datum (Date)"""
    ds: str | None = ...
    """Omschrijving (Description)"""

class _KnCustomK01(Collection[KnCustomK01Row]):
    au_nu: Field[bool]
    sq_no: Field[int]
    da: Field[_dt.date]
    ds: Field[str]
KnCustomK01: _KnCustomK01

class KnCustomK02Row(Record, frozen=True):
    """Vrij bestand 02. DELETE POST PUT /connectors/KnCustomK02."""
    au_nu: bool | None = ...
    """Autonummering gebruiken"""
    sq_no: int = ...
    """Volgnummer (Sequence number)"""
    da: _dt.date | None = ...
    """Datum (Date)"""
    ds: str | None = ...
    """Omschrijving (Description)"""

class _KnCustomK02(Collection[KnCustomK02Row]):
    au_nu: Field[bool]
    sq_no: Field[int]
    da: Field[_dt.date]
    ds: Field[str]
KnCustomK02: _KnCustomK02

class KnCustomK03Row(Record, frozen=True):
    """Vrij bestand 03. DELETE POST PUT /connectors/KnCustomK03."""
    au_nu: bool | None = ...
    """Autonummering gebruiken"""
    sq_no: int = ...
    """Volgnummer (Sequence number)"""
    da: _dt.date | None = ...
    """Datum (Date)"""
    ds: str | None = ...
    """Omschrijving (Description)"""

class _KnCustomK03(Collection[KnCustomK03Row]):
    au_nu: Field[bool]
    sq_no: Field[int]
    da: Field[_dt.date]
    ds: Field[str]
KnCustomK03: _KnCustomK03

class KnCustomK04Row(Record, frozen=True):
    """Vrij bestand 04. DELETE POST PUT /connectors/KnCustomK04."""
    au_nu: bool | None = ...
    """Autonummering gebruiken"""
    sq_no: int = ...
    """Volgnummer (Sequence number)"""
    da: _dt.date | None = ...
    """Datum (Date)"""
    ds: str | None = ...
    """Omschrijving (Description)"""

class _KnCustomK04(Collection[KnCustomK04Row]):
    au_nu: Field[bool]
    sq_no: Field[int]
    da: Field[_dt.date]
    ds: Field[str]
KnCustomK04: _KnCustomK04

class KnCustomK05Row(Record, frozen=True):
    """Vrij bestand 05. DELETE POST PUT /connectors/KnCustomK05."""
    au_nu: bool | None = ...
    """Autonummering gebruiken"""
    sq_no: int = ...
    """Volgnummer (Sequence number)"""
    da: _dt.date | None = ...
    """Datum (Date)"""
    ds: str | None = ...
    """Omschrijving (Description)"""

class _KnCustomK05(Collection[KnCustomK05Row]):
    au_nu: Field[bool]
    sq_no: Field[int]
    da: Field[_dt.date]
    ds: Field[str]
KnCustomK05: _KnCustomK05

class KnCustomK06Row(Record, frozen=True):
    """Vrij bestand 06. DELETE POST PUT /connectors/KnCustomK06."""
    au_nu: bool | None = ...
    """Autonummering gebruiken"""
    sq_no: int = ...
    """Volgnummer (Sequence number)"""
    da: _dt.date | None = ...
    """Datum (Date)"""
    ds: str | None = ...
    """Omschrijving (Description)"""

class _KnCustomK06(Collection[KnCustomK06Row]):
    au_nu: Field[bool]
    sq_no: Field[int]
    da: Field[_dt.date]
    ds: Field[str]
KnCustomK06: _KnCustomK06

class KnCustomK07Row(Record, frozen=True):
    """Vrij bestand 07. DELETE POST PUT /connectors/KnCustomK07."""
    au_nu: bool | None = ...
    """Autonummering gebruiken"""
    sq_no: int = ...
    """Volgnummer (Sequence number)"""
    da: _dt.date | None = ...
    """Datum (Date)"""
    ds: str | None = ...
    """Omschrijving (Description)"""

class _KnCustomK07(Collection[KnCustomK07Row]):
    au_nu: Field[bool]
    sq_no: Field[int]
    da: Field[_dt.date]
    ds: Field[str]
KnCustomK07: _KnCustomK07

class KnCustomK08Row(Record, frozen=True):
    """Vrij bestand 08. DELETE POST PUT /connectors/KnCustomK08."""
    au_nu: bool | None = ...
    """Autonummering gebruiken"""
    sq_no: int = ...
    """Volgnummer (Sequence number)"""
    da: _dt.date | None = ...
    """Datum (Date)"""
    ds: str | None = ...
    """Omschrijving (Description)"""

class _KnCustomK08(Collection[KnCustomK08Row]):
    au_nu: Field[bool]
    sq_no: Field[int]
    da: Field[_dt.date]
    ds: Field[str]
KnCustomK08: _KnCustomK08

class KnCustomK09Row(Record, frozen=True):
    """Vrij bestand 09. DELETE POST PUT /connectors/KnCustomK09."""
    au_nu: bool | None = ...
    """Autonummering gebruiken"""
    sq_no: int = ...
    """Volgnummer (Sequence number)"""
    da: _dt.date | None = ...
    """Datum (Date)"""
    ds: str | None = ...
    """Omschrijving (Description)"""

class _KnCustomK09(Collection[KnCustomK09Row]):
    au_nu: Field[bool]
    sq_no: Field[int]
    da: Field[_dt.date]
    ds: Field[str]
KnCustomK09: _KnCustomK09

class KnCustomK10Row(Record, frozen=True):
    """Vrij bestand 10. DELETE POST PUT /connectors/KnCustomK10."""
    au_nu: bool | None = ...
    """Autonummering gebruiken"""
    sq_no: int = ...
    """Volgnummer (Sequence number)"""
    da: _dt.date | None = ...
    """Datum (Date)"""
    ds: str | None = ...
    """Omschrijving (Description)"""

class _KnCustomK10(Collection[KnCustomK10Row]):
    au_nu: Field[bool]
    sq_no: Field[int]
    da: Field[_dt.date]
    ds: Field[str]
KnCustomK10: _KnCustomK10

class KnCustomLinkC01Row(Record, frozen=True):
    """Vrij contactbestand 01. DELETE POST PUT /connectors/KnCustomLinkC01."""
    sq_no: int = ...
    """Volgnummer (Sequence number)"""
    sh_id: _types.ShId | str | None = ...
    """Vergelijken op"""
    id: str | None = ...
    """Id"""
    bc_il: str | None = ...
    """user.unique_id, level 1, reviewed; Contactpersoon"""
    ex_ad: str | None = ...
    """Afdeling contact"""

class _KnCustomLinkC01(Collection[KnCustomLinkC01Row]):
    sq_no: Field[int]
    sh_id: Field[_types.ShId | str]
    id: Field[str]
    bc_il: Field[str]
    ex_ad: Field[str]
KnCustomLinkC01: _KnCustomLinkC01
