"""The ledger accounts, VAT codes, journals and payment conditions that all three companies share."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

DEBTORS = "1300"
CREDITORS = "1600"
BANK = "1100"


@dataclass(frozen=True, slots=True)
class LedgerAccount:
    """`kind` is the vendor-neutral purpose; balance accounts keep their total over the years."""

    code: str
    name: str
    kind: str

    @property
    def is_balance(self) -> bool:
        return self.code < "4000"

    @property
    def is_debit(self) -> bool:
        """Whether the total is usually debit."""
        return self.kind in (
            "asset",
            "depreciation",
            "stock",
            "cash",
            "bank",
            "debtors",
            "vat_in",
            "costs",
            "purchases",
        )


LEDGER = tuple(
    LedgerAccount(*row)
    for row in (
        ("0100", "Inventaris en inrichting", "asset"),
        ("0150", "Afschrijving inventaris", "depreciation"),
        ("0200", "Vervoermiddelen", "asset"),
        ("0500", "Geplaatst kapitaal", "capital"),
        ("0510", "Algemene reserve", "reserves"),
        ("0700", "Lening bank", "loan"),
        ("1000", "Kas", "cash"),
        ("1100", "Bank", "bank"),
        ("1300", "Debiteuren", "debtors"),
        ("1500", "Af te dragen btw hoog", "vat_out"),
        ("1510", "Af te dragen btw laag", "vat_out"),
        ("1520", "Te vorderen btw", "vat_in"),
        ("1600", "Crediteuren", "creditors"),
        ("1700", "Te betalen lonen", "wages_due"),
        ("3000", "Voorraad", "stock"),
        ("4000", "Lonen en salarissen", "costs"),
        ("4100", "Huur bedrijfspand", "costs"),
        ("4110", "Energie en water", "costs"),
        ("4200", "Kantoorkosten", "costs"),
        ("4210", "Telefoon en internet", "costs"),
        ("4300", "Verkoopkosten", "costs"),
        ("4400", "Autokosten", "costs"),
        ("4500", "Algemene kosten", "costs"),
        ("4600", "Automatisering", "costs"),
        ("4700", "Afschrijvingskosten", "costs"),
        ("7000", "Inkoopwaarde omzet", "purchases"),
        ("8000", "Omzet btw hoog", "revenue"),
        ("8010", "Omzet btw laag", "revenue"),
        ("8020", "Omzet btw 0%", "revenue"),
        ("8100", "Omzet uren", "revenue"),
    )
)
BY_CODE = {account.code: account for account in LEDGER}


@dataclass(frozen=True, slots=True)
class Vat:
    """A VAT code, its rate in whole per cents, and the account its amounts go to."""

    code: str
    name: str
    rate: int
    ledger: str
    is_sales: bool

    def on(self, cents: int) -> int:
        """VAT on an amount in cents, rounded half away from zero."""
        exact = Decimal(cents * self.rate) / 100
        return int(exact.quantize(Decimal(1), ROUND_HALF_UP))


VAT_CODES = (
    Vat("VH", "Btw hoog verkopen 21%", 21, "1500", is_sales=True),
    Vat("VL", "Btw laag verkopen 9%", 9, "1510", is_sales=True),
    Vat("VN", "Btw nul verkopen 0%", 0, "1500", is_sales=True),
    Vat("IH", "Btw hoog inkopen 21%", 21, "1520", is_sales=False),
    Vat("IL", "Btw laag inkopen 9%", 9, "1520", is_sales=False),
    Vat("IN", "Btw nul inkopen 0%", 0, "1520", is_sales=False),
)
VAT = {vat.code: vat for vat in VAT_CODES}


@dataclass(frozen=True, slots=True)
class Journal:
    code: str
    name: str
    kind: str
    ledger: str | None


JOURNALS = (
    Journal("10", "Kas", "cash", "1000"),
    Journal("20", "Bank", "bank", "1100"),
    Journal("60", "Inkoopboek", "purchases", "1600"),
    Journal("70", "Verkoopboek", "sales", "1300"),
    Journal("90", "Memoriaal", "general", None),
)
JOURNAL = {journal.kind: journal for journal in JOURNALS}


@dataclass(frozen=True, slots=True)
class PaymentCondition:
    code: str
    name: str
    days: int


PAYMENT_CONDITIONS = (
    PaymentCondition("08", "8 dagen", 8),
    PaymentCondition("14", "14 dagen", 14),
    PaymentCondition("30", "30 dagen", 30),
    PaymentCondition("60", "60 dagen", 60),
)


def euro(cents: int) -> Decimal:
    """Cents as an amount with two decimals."""
    return Decimal(cents).scaleb(-2)
