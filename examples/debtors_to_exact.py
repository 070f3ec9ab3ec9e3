"""New debtors of AFAS become accounts of Exact, with their contacts: `debtors_to_exact.py 2024-07-01 [--yes]`."""

from __future__ import annotations

import sys
from datetime import date

from nlconnect import Origin, Upsert, alike, connect
from nlconnect.flow import carry_out, given
from nlconnect_afas.ledger import Profit_Debtor, Profit_DebtorRow
from nlconnect_afas.names import name_parts
from nlconnect_afas.relations import Profit_Contacts, Profit_ContactsRow
from nlconnect_exact.crm import Accounts, Contacts

PURPOSE = "debtors-to-exact"
TERMS = {1234001: {"08": "08", "14": "14", "30": "30"}, 1234002: {"14": "14", "30": "30"}}  # of payment, by company
VAT = {1234001: {"1": "VH"}, 1234002: {"1": "VH"}}  # what is not here is left to a person
COUNTRIES = {"NEDERLAND": "NL", "BELGIË": "BE", "DUITSLAND": "DE"}


def account_of(debtor: Profit_DebtorRow, company: int) -> Upsert | str:
    """Found by what is certain; one that is there stays as it is."""
    terms, vat = TERMS[company].get(debtor.pay_con), VAT[company].get(debtor.vat_duty)
    if not (terms and vat and debtor.adress_line4 in COUNTRIES):
        return "left to a person: nobody said what its terms, VAT or country are in this company"
    postcode, _, city = (debtor.adress_line3 or "").partition("  ")
    place = given(address_line1=debtor.adress_line1, postcode=postcode, city=city.title(), email=debtor.email)
    numbers = given(vat_number=debtor.vat_nr, chamber_of_commerce=debtor.ch_of_comm_nr, name=debtor.debtor_name)
    codes = {"payment_condition_sales": terms, "sales_vat_code": vat, "country": COUNTRIES[debtor.adress_line4]}
    ways = [Origin("acme-afas", "debtor", debtor.debtor_id), alike("vat_number"), "chamber_of_commerce", alike("name")]
    return Upsert(Accounts, ways, status="customer", **numbers, **place, **codes).keeping()


def contact_of(person: Profit_ContactsRow, account: str | None) -> Upsert | str:
    first, prefix, last = name_parts(person.name, person.full_name)
    reached = given(business_email=person.mail_work, business_phone=person.tel_work, middle_name=prefix)
    ways = [Origin("acme-afas", "contact", str(person.contact_id)), ("account", "first_name", "last_name")]
    contact = Upsert(Contacts, ways, account=account, first_name=first, last_name=last, **reached).keeping()
    return contact if account else "waits until its account is there"


def main(since: date, afas: str = "acme-afas", exact: str = "acme-exact", *, write: bool = False) -> None:
    with connect(afas, purpose=PURPOSE) as source:
        new = (Profit_Debtor.create_date >= since) & (Profit_Debtor.blocked == False)  # noqa: E712  # a condition
        debtors = list(source.read(Profit_Debtor.where(new)))
        theirs = Profit_Contacts.org_number.is_in([debtor.bc_co for debtor in debtors])
        people = list(source.read(Profit_Contacts.where(theirs))) if debtors else []
    with connect(exact, purpose=PURPOSE, allow_writes=[Accounts, Contacts]) as books:
        accounts = {f"debtor {one.debtor_id}": account_of(one, books.scope["division"]) for one in debtors}
        for line in carry_out(books, accounts, run="debtors", write=write):
            print(line)
        keys = {one.bc_co: books.key_of(Accounts, Origin("acme-afas", "debtor", one.debtor_id)) for one in debtors}
        contacts = {f"contact {one.contact_id}": contact_of(one, keys[one.org_number]) for one in people}
        for line in carry_out(books, contacts, run="contacts", write=write):
            print(line)


if __name__ == "__main__":
    main(date.fromisoformat(sys.argv[1]), write="--yes" in sys.argv)
