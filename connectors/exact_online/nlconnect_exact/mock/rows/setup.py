"""What a company is set up with: companies, users, ledger accounts, journals, VAT, periods, conditions, currencies."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from nlconnect.mock.dataset.books import COMPANIES, Company
from nlconnect.mock.dataset.calendar import BOOK_YEARS
from nlconnect.mock.dataset.chart import BY_CODE, JOURNALS, LEDGER, PAYMENT_CONDITIONS, VAT_CODES, LedgerAccount, euro
from nlconnect.mock.dataset.identity import BANKS, Guids, iban, phone_number, seed_of, trade_register_number, vat_number
from nlconnect.mock.dataset.parties import Address
from nlconnect.mock.tables import Source
from nlconnect_exact.mock.rows.office import FOUNDED, FOUNDED_ON, USERS, Office, listed, midnight, user_person

LEDGER_TYPES = {
    "asset": (30, "Vaste activa"),
    "depreciation": (35, "Cumulatieve afschrijving"),
    "capital": (50, "Aandelenkapitaal"),
    "reserves": (52, "Ingehouden winst"),
    "loan": (55, "Langlopende schulden"),
    "cash": (10, "Kas"),
    "bank": (12, "Bank"),
    "debtors": (20, "Debiteuren"),
    "creditors": (22, "Crediteuren"),
    "vat_out": (24, "Btw"),
    "vat_in": (24, "Btw"),
    "wages_due": (25, "Te betalen aan werknemers"),
    "stock": (40, "Voorraad"),
    "costs": (121, "Verkoop-, algemene en beheerkosten"),
    "purchases": (111, "Kostprijs van de omzet"),
    "revenue": (110, "Omzet"),
}
JOURNAL_TYPES = {"cash": 10, "bank": 12, "purchases": 22, "sales": 20, "general": 90}


def divisions(seed: int, *, users: Guids, moved: dict[int, datetime]) -> list[dict[str, object]]:
    """The companies; Exact: a date of moving means that all row versions of the company began again."""
    return [_division(seed, number, company, users=users, moved=moved) for number, company in enumerate(COMPANIES)]


def _division(
    seed: int, number: int, company: Company, *, users: Guids, moved: dict[int, datetime]
) -> dict[str, object]:
    own = seed_of(seed, company.code, "division")
    address = Address(own)
    return {
        "Code": company.code,
        "Hid": company.code % 1_000,
        "HID": company.code % 1_000,
        "Description": company.name,
        "AddressLine1": address.line,
        "Postcode": address.postcode,
        "City": company.city,
        "Country": "NL ",
        "CountryDescription": "Nederland",
        "Legislation": "NL",
        "Currency": "EUR",
        "CurrencyDescription": "Euro",
        "ChamberOfCommerceNumber": trade_register_number(own),
        "VATNumber": vat_number(own),
        "Phone": phone_number(own),
        "Email": "administratie@voorbeeld.test",
        "Website": "https://www.voorbeeld.test",
        "Current": number == 0,
        "Main": number == 0,
        "IsMainDivision": number == 0,
        "IsDossierDivision": False,
        "IsHRDivision": False,
        "IsPracticeDivision": False,
        "Status": 1,
        "BlockingStatus": 0,
        "StartDate": midnight(date(2019, 1, 1)),
        "DivisionMoveDate": moved.get(company.code),
        "CustomerCode": "1",
        "CustomerName": COMPANIES[0].name,
        "Created": FOUNDED,
        "Creator": users[0],
        "Modified": moved.get(company.code, FOUNDED),
        "Modifier": users[0],
    }


def me(seed: int, *, users: Guids, current: int, now: datetime, offset: int) -> dict[str, object]:
    """Exact: `ServerUtcOffset` counts seconds; the form of `ServerTime` is a guess."""
    person = user_person(seed, 0)
    return {
        "UserID": users[0],
        "CurrentDivision": current,
        "AccountingDivision": current,
        "UserName": "beheer@voorbeeld.test",
        "FullName": person.full_name,
        "FirstName": person.first_name,
        "MiddleName": person.prefix or None,
        "LastName": person.last_name,
        "Initials": person.initials,
        "Gender": person.gender,
        "Email": "beheer@voorbeeld.test",
        "Language": "NL",
        "LanguageCode": "nl-NL",
        "Legislation": 1,
        "DivisionCustomerCode": "1",
        "DivisionCustomerName": COMPANIES[0].name,
        "ServerTime": now.isoformat(),
        "ServerUtcOffset": offset,
        **dict.fromkeys(("IsClientUser", "IsEmployeeSelfServiceUser", "IsMyFirmLiteUser", "IsMyFirmPortalUser"), False),
        **dict.fromkeys(("IsOEIMigrationMandatory", "IsStarterUser"), False),
    }


def users(seed: int, *, guids: Guids, divisions: Sequence[int]) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for number in range(USERS):
        person = user_person(seed, number)
        rows.append(
            {
                "UserID": guids[number],
                "UserName": "beheer@voorbeeld.test" if number == 0 else person.mail("voorbeeld.test"),
                "FullName": person.full_name,
                "FirstName": person.first_name,
                "MiddleName": person.prefix or None,
                "LastName": person.last_name,
                "Initials": person.initials,
                "Gender": person.gender,
                "Email": person.mail("voorbeeld.test"),
                "Phone": person.phone,
                "Mobile": person.phone,
                "Language": "NL",
                "BirthDate": midnight(person.birth_date),
                "StartDate": midnight(FOUNDED_ON),
                "StartDivision": divisions[0],
                "IsAnonymised": False,
                "HasTwoStepVerification": True,
                "HasRegisteredForTwoStepVerification": True,
                "Created": FOUNDED,
                "Modified": FOUNDED,
            }
        )
    return rows


def ledger_accounts(office: Office) -> Source:
    return listed([_ledger_account(office, number, account) for number, account in enumerate(LEDGER)])


def _ledger_account(office: Office, number: int, account: LedgerAccount) -> dict[str, object]:
    code, name = LEDGER_TYPES[account.kind]
    return {
        "ID": office.ledger[account.code],
        "Code": account.code,
        "Description": account.name,
        "SearchCode": account.name[:20].upper().ljust(20),
        "BalanceSide": "D" if account.is_debit else "C",
        "BalanceType": "B" if account.is_balance else "W",
        "Type": code,
        "TypeDescription": name,
        "IsBlocked": False,
        "Matching": account.kind in ("debtors", "creditors"),
        "Compress": False,
        "AllowCostsInSales": 0,
        "UseCostcenter": 0,
        "UseCostunit": 0,
        **office.constants(number),
    }


def journals(office: Office) -> Source:
    rows = []
    for number, journal in enumerate(JOURNALS):
        account = BY_CODE[journal.ledger] if journal.ledger else None
        is_bank = journal.kind == "bank"
        rows.append(
            {
                "ID": office.books.guids("journal")[number],
                "Code": journal.code,
                "Description": journal.name,
                "Type": JOURNAL_TYPES[journal.kind],
                "GLAccount": office.ledger[account.code] if account else None,
                "GLAccountCode": account.code if account else None,
                "GLAccountDescription": account.name if account else None,
                "GLAccountType": LEDGER_TYPES[account.kind][0] if account else None,
                "Currency": "EUR",
                "CurrencyDescription": "Euro",
                "BankName": BANKS[0][1] if is_bank else None,
                "BankAccountIBAN": iban(BANKS[0][0], office.division) if is_bank else None,
                "AllowVAT": journal.kind in ("sales", "purchases", "general"),
                "AllowVariableCurrency": False,
                "AllowVariableExchangeRate": False,
                "AutoSave": False,
                "IsBlocked": False,
                **office.constants(number),
            }
        )
    return listed(rows)


def periods(office: Office) -> Source:
    rows: list[dict[str, object]] = []
    for year in BOOK_YEARS:
        for month in range(1, 13):
            following = midnight(date(year + month // 12, month % 12 + 1, 1))
            rows.append(
                {
                    "ID": office.books.guids("period")[len(rows)],
                    "FinYear": year,
                    "FinPeriod": month,
                    "StartDate": midnight(date(year, month, 1)),
                    "EndDate": following - timedelta(days=1),
                    **office.constants(len(rows)),
                }
            )
    return listed(rows)


def vat_codes(office: Office) -> Source:
    rows = []
    for number, vat in enumerate(VAT_CODES):
        account, to = BY_CODE[vat.ledger], "ToPay" if vat.is_sales else "ToClaim"
        rows.append(
            {
                "ID": office.vat_codes[vat.code],
                "Code": vat.code,
                "Description": vat.name,
                "Percentage": euro(vat.rate),
                "Type": "E" if vat.rate else "N",
                "VATTransactionType": "S" if vat.is_sales else "P",
                f"GL{to}": office.ledger[account.code],
                f"GL{to}Code": account.code,
                f"GL{to}Description": account.name,
                "CalculationBasis": 0,
                "Charged": False,
                "Country": "NL ",
                "EUSalesListing": "N",
                "IntraStat": False,
                "IsBlocked": False,
                **office.constants(number),
            }
        )
    return listed(rows)


def vat_percentages(office: Office) -> Source:
    return listed(
        [
            {
                "ID": office.books.guids("vat_percentage")[number],
                "VATCodeID": office.vat_codes[vat.code],
                "Percentage": euro(vat.rate),
                "LineNumber": 1,
                "StartDate": midnight(date(2019, 1, 1)),
                "Type": 0,
                **office.constants(number),
            }
            for number, vat in enumerate(VAT_CODES)
        ]
    )


def payment_conditions(office: Office) -> Source:
    return listed(
        [
            {
                "ID": office.conditions[condition.code],
                "Code": condition.code,
                "Description": condition.name,
                "PaymentDays": condition.days,
                "PaymentEndOfMonths": 0,
                "PaymentMethod": "B",
                "DiscountPaymentDays": 0,
                "DiscountPercentage": 0,
                "Percentage": 1,
                **office.constants(number),
            }
            for number, condition in enumerate(PAYMENT_CONDITIONS)
        ]
    )


def banks(office: Office) -> Source:
    return listed(
        [
            {
                "ID": office.books.guids("bank")[number],
                "BankName": name,
                "Description": name,
                "BICCode": f"{code}NL2A",
                "Country": "NL ",
                "Format": "IBAN",
                "Status": "A",
                "Created": FOUNDED,
                "Modified": FOUNDED,
            }
            for number, (code, name) in enumerate(BANKS)
        ]
    )


def currencies(office: Office) -> Source:
    rows = (("EUR", "Euro"), ("GBP", "Pond sterling"), ("USD", "Amerikaanse dollar"))
    return listed(
        [
            {
                "Code": code,
                "Description": name,
                "AmountPrecision": euro(1),
                "PricePrecision": euro(1),
                "Created": FOUNDED,
                "Modified": FOUNDED,
            }
            for code, name in rows
        ]
    )
