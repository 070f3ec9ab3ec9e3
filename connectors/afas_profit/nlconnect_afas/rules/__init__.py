"""What is looked at before a document is planned for AFAS: the books, and the people who are employed."""

from __future__ import annotations

from nlconnect.connector.rules import Rule
from nlconnect_afas.rules.accounts import Account, CostCentre, Relation, VatCode
from nlconnect_afas.rules.duplicate import DuplicateInvoice
from nlconnect_afas.rules.entries import DebitAndCredit, Journal, Period
from nlconnect_afas.rules.staff import CitizenNumber, ContractDates, Employer, Function, OrganisationalUnit

RULES: tuple[Rule, ...] = (
    DebitAndCredit(),
    Journal(),
    Period(),
    Account(),
    Relation(),
    VatCode(),
    CostCentre(),
    DuplicateInvoice(),
    Employer(),
    Function(),
    OrganisationalUnit(),
    ContractDates(),
    CitizenNumber(),
)
