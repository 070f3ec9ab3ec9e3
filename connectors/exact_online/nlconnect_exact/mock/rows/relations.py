"""crm: accounts, contacts, addresses and bank accounts."""

from __future__ import annotations

from nlconnect.mock.dataset.chart import CREDITORS, DEBTORS, PAYMENT_CONDITIONS
from nlconnect.mock.dataset.identity import slug
from nlconnect.mock.dataset.parties import Party
from nlconnect.mock.tables import Column, Source
from nlconnect_exact.mock.rows.office import Office, by_guid, generated, midnight

CODE_WIDTH = 18


def accounts(office: Office) -> Source:
    books = office.books
    guids, contacts = books.guids("party"), books.guids("contact")
    columns: dict[str, Column[Party]] = {
        "ID": lambda p: guids[p.number],
        "Code": lambda p: str(p.code),
        "Name": lambda p: p.name,
        "SearchCode": lambda p: p.name.split()[0].upper().ljust(10),
        "Status": _status,
        "StatusSince": lambda p: midnight(p.since),
        "Type": lambda _: "A",
        "AddressLine1": lambda p: p.address.line,
        "Postcode": lambda p: p.address.postcode,
        "City": lambda p: p.address.city,
        "Country": lambda _: "NL ",
        "CountryName": lambda _: "Nederland",
        "Language": lambda _: "NL",
        "LanguageDescription": lambda _: "Nederlands",
        "Email": lambda p: p.mail,
        "Phone": lambda p: p.phone,
        "Website": lambda p: f"https://www.{p.domain}",
        "ChamberOfCommerce": lambda p: p.trade_register_number,
        "VATNumber": lambda p: p.vat_number,
        "BSN": lambda p: p.citizen_number,
        "MainContact": lambda p: contacts[p.number],
        "IsSales": lambda p: p.is_customer,
        "IsSupplier": lambda p: p.is_supplier,
        "IsPurchase": lambda p: p.is_supplier,
        "CustomerSince": lambda p: midnight(p.since) if p.is_customer else None,
        "StartDate": lambda p: midnight(p.since),
        "PaymentConditionSales": lambda p: PAYMENT_CONDITIONS[p.payment_condition].code,
        "PaymentConditionSalesDescription": lambda p: PAYMENT_CONDITIONS[p.payment_condition].name,
        "PaymentConditionPurchase": lambda p: PAYMENT_CONDITIONS[p.payment_condition].code,
        "PaymentConditionPurchaseDescription": lambda p: PAYMENT_CONDITIONS[p.payment_condition].name,
        "SalesVATCode": lambda p: "VH" if p.is_customer else None,
        "SalesVATCodeDescription": lambda p: "Btw hoog verkopen 21%" if p.is_customer else None,
        "PurchaseVATCode": lambda p: "IH" if p.is_supplier else None,
        "PurchaseVATCodeDescription": lambda p: "Btw hoog inkopen 21%" if p.is_supplier else None,
        "GLAR": lambda _: office.ledger[DEBTORS],
        "GLAP": lambda _: office.ledger[CREDITORS],
        "CreditLineSales": lambda _: 0,
        "CreditLinePurchase": lambda _: 0,
        "DiscountSales": lambda _: 0,
        "DiscountPurchase": lambda _: 0,
        "InvoicingMethod": lambda _: 2,
        "AccountManager": lambda _: office.users[0],
        "AccountManagerFullName": lambda _: office.user.full_name,
        "AccountManagerHID": lambda _: 1,
        **dict.fromkeys(("Blocked", "IsBank", "IsExtraDuty", "IsMember", "IsPilot", "CanDropShip"), _no),
        **dict.fromkeys(("IsReseller", "RecepientOfCommissions", "ShowRemarkForSales"), _no),
        **dict.fromkeys(("IsAccountant", "IsAgency", "IsAnonymised", "IsCompetitor", "CostPaid"), _nought),
        **dict.fromkeys(("ConsolidationScenario", "SeparateInvPerProject", "SeparateInvPerSubscription"), _nought),
        **dict.fromkeys(
            ("PurchaseLeadDays", "ShippingLeadDays", "AddressSource", "AutomaticProcessProposedEntry"), _nought
        ),
        "IsMailing": lambda _: 1,
        "SecurityLevel": lambda _: 10,
        "Source": lambda _: 1,
        **office.stamps(lambda p: p.since, lambda p: p.number),
    }

    def by_code(value: object) -> range:
        code = str(value).strip()
        number = int(code) - 1 if code.isdigit() and value == code.rjust(CODE_WIDTH) else -1
        return range(number, number + 1) if 0 <= number < books.parties else range(0)

    return generated(books.parties, books.party, columns, {"ID": by_guid(guids, books.parties), "Code": by_code})


def _status(party: Party) -> str:
    return "C" if party.is_customer else "P" if party.kind == "P" else "A"


def _no(_: Party) -> bool:
    return False


def _nought(_: Party) -> int:
    return 0


def contacts(office: Office) -> Source:
    """One contact for each account, its main one."""
    books = office.books
    guids, accounts_ = books.guids("contact"), books.guids("party")
    columns: dict[str, Column[Party]] = {
        "ID": lambda p: guids[p.number],
        "HID": lambda p: p.code,
        "Code": lambda p: str(p.code),
        "Account": lambda p: accounts_[p.number],
        "AccountName": lambda p: p.name,
        "AccountIsCustomer": lambda p: p.is_customer,
        "AccountIsSupplier": lambda p: p.is_supplier,
        "AccountMainContact": lambda p: guids[p.number],
        "IsMainContact": lambda _: True,
        "FirstName": lambda p: p.contact.first_name,
        "MiddleName": lambda p: p.contact.prefix or None,
        "LastName": lambda p: p.contact.last_name,
        "FullName": lambda p: p.contact.full_name,
        "Initials": lambda p: p.contact.initials,
        "Gender": lambda p: p.contact.gender,
        "Email": lambda p: p.contact.mail(p.domain),
        "BusinessEmail": lambda p: p.contact.mail(p.domain),
        "Phone": lambda p: p.contact.phone,
        "Mobile": lambda p: p.contact.phone,
        "BusinessPhone": lambda p: p.phone,
        "JobTitleDescription": lambda p: "Eigenaar" if p.is_sole_trader else "Administratie",
        "Language": lambda _: "NL",
        "AddressStreet": lambda p: p.address.street,
        "AddressStreetNumber": lambda p: p.address.number,
        "Postcode": lambda p: p.address.postcode,
        "City": lambda p: p.address.city,
        "Country": lambda _: "NL ",
        "StartDate": lambda p: midnight(p.since),
        "AllowMailing": lambda _: 1,
        "IsMailingExcluded": lambda _: False,
        "IsAnonymised": lambda _: 0,
        **office.stamps(lambda p: p.since, lambda p: p.number),
    }
    indexes = {"ID": by_guid(guids, books.parties), "Account": by_guid(accounts_, books.parties)}
    return generated(books.parties, books.party, columns, indexes)


def addresses(office: Office) -> Source:
    """The visiting address of each account."""
    books = office.books
    guids, accounts_ = books.guids("address"), books.guids("party")
    columns: dict[str, Column[Party]] = {
        "ID": lambda p: guids[p.number],
        "Account": lambda p: accounts_[p.number],
        "AccountName": lambda p: p.name,
        "AccountIsSupplier": lambda p: p.is_supplier,
        "AddressLine1": lambda p: p.address.line,
        "Postcode": lambda p: p.address.postcode,
        "City": lambda p: p.address.city,
        "Country": lambda _: "NL ",
        "CountryName": lambda _: "Nederland",
        "Phone": lambda p: p.phone,
        "Main": lambda _: True,
        "Type": lambda _: 1,
        "Source": lambda _: 1,
        **office.stamps(lambda p: p.since, lambda p: p.number),
    }
    indexes = {"ID": by_guid(guids, books.parties), "Account": by_guid(accounts_, books.parties)}
    return generated(books.parties, books.party, columns, indexes)


def bank_accounts(office: Office) -> Source:
    """The bank account of each account."""
    books = office.books
    guids, accounts_ = books.guids("bank_account"), books.guids("party")
    columns: dict[str, Column[Party]] = {
        "ID": lambda p: guids[p.number],
        "Account": lambda p: accounts_[p.number],
        "AccountName": lambda p: p.name,
        "BankAccount": lambda p: p.iban,
        "BankAccountHolderName": lambda p: p.contact.full_name if p.is_sole_trader else p.name,
        "IBAN": lambda p: p.iban,
        "BICCode": lambda p: f"{p.bank[0]}NL2A",
        "Bank": lambda p: books.guids("bank")[p.seed % 3],
        "BankName": lambda p: p.bank[1],
        "BankDescription": lambda p: p.bank[1],
        "Description": lambda p: f"Rekening {slug(p.name)}",
        "Blocked": lambda _: False,
        "Main": lambda _: True,
        "Type": lambda _: "A",
        "Format": lambda _: "IBAN",
        **office.stamps(lambda p: p.since, lambda p: p.number),
    }
    indexes = {"ID": by_guid(guids, books.parties), "Account": by_guid(accounts_, books.parties)}
    return generated(books.parties, books.party, columns, indexes)
