"""The rules of bookkeeping in Exact Online that are looked at before an entry is planned."""

from __future__ import annotations

from nlconnect.connector.rules import Rule
from nlconnect_exact.rules.balance import DebitAndCredit, Totals
from nlconnect_exact.rules.currency import Currency
from nlconnect_exact.rules.duplicate import DuplicateInvoice
from nlconnect_exact.rules.journals import Journal
from nlconnect_exact.rules.party import Party
from nlconnect_exact.rules.periods import FinancialPeriod
from nlconnect_exact.rules.sending import Sending
from nlconnect_exact.rules.vat import VatAmount, VatCode

RULES: tuple[Rule, ...] = (
    DebitAndCredit(),
    Totals(),
    FinancialPeriod(),
    Journal(),
    VatCode(),
    VatAmount(),
    Currency(),
    Party(),
    DuplicateInvoice(),
    Sending(),
)
