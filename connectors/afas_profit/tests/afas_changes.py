"""Changes that tests of writing to AFAS share."""

from __future__ import annotations

from nlconnect import Create
from nlconnect.model.change import Change
from nlconnect_afas.ledger import FiEntries
from nlconnect_afas.relations import KnOrganisation
from nlconnect_afas.sales import FbSales

LINE = {"va_it": "2", "it_cd": "T1003", "qu_un": "2", "upri": "50.10"}
DEBIT = {"va_as": "1", "ac_nr": "0100", "en_da": "2026-11-20", "bp_da": "2026-11-20", "bp_nr": "B-1", "am_de": "100.10"}
CREDIT = {
    "va_as": "1",
    "ac_nr": "0150",
    "en_da": "2026-11-20",
    "bp_da": "2026-11-20",
    "bp_nr": "B-1",
    "am_cr": "100.10",
}


def order(**values: object) -> Change:
    return Create(FbSales, **{"db_id": "10001", "rf_cs": "PO-1", "fb_sales_lines": [LINE, LINE], **values})


def entry(*lines: object) -> Change:
    return Create(FiEntries, year=2026, peri=12, jo_co="10", fi_entries=list(lines or (DEBIT, CREDIT)))


def organisation(**values: object) -> Change:
    return Create(
        KnOrganisation, **{"match_oga": "always_insert", "nm": "Voorbeeld Bouw", "cc_nr": "12345678", **values}
    )
