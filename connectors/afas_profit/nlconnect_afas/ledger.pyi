# Written by tools/write_modules.py from the catalogue and the overlay. Do not edit.
import datetime as _dt
from decimal import Decimal
from nlconnect.model.collection import Collection
from nlconnect.model.query import Field
from nlconnect.model.record import Record
from . import types as _types

class Profit_AccountsRow(Record, frozen=True):
    """Grootboekrekeningen. GET /connectors/Profit_Accounts; demands order."""
    account: str = ...
    """Rekeningnummer (Account number)"""
    description: str | None = ...
    """Omschrijving (Description)"""
    type: str | None = ...
    """Type rekening (code) (Type rekeningcode)"""
    sort: str | None = ...
    """Soort rekening (code) (Soort rekening code)"""
    blocked: bool | None = ...
    """Geblokkeerd (Blocked)"""
    collect_account: bool | None = ...
    """Verzamelrekening (Summary account)"""
    collect_account_type: str | None = ...
    """Type verzamelrekening (code) (Type verzamelrekening code)"""
    feature: str | None = ...
    """Kenmerk rekening (code) (Kenmerk rekening code)"""
    collect_on: str | None = ...
    """Verzamelen op (Collect on)"""
    vat_allowed: bool | None = ...
    """Btw toestaan (Allow VAT)"""
    vat_code: str | None = ...
    """Voorkeur btw-code (Preferred VAT code)"""
    budget: str | None = ...
    """Budgetteren (code) (Budgetteren code)"""
    to_project: str | None = ...
    """Doorboeken projecten (code) (Doorboeken projecten code)"""
    dim_ax1: str | None = ...
    """Verbijzonderingsas 1 code"""
    dim_ax2: str | None = ...
    """Verbijzonderingsas 2 code"""
    dim_ax3: str | None = ...
    """Verbijzonderingsas 3 code"""
    dim_ax4: str | None = ...
    """Verbijzonderingsas 4 code"""
    dim_ax5: str | None = ...
    """Verbijzonderingsas 5 code"""

class _Profit_Accounts(Collection[Profit_AccountsRow]):
    account: Field[str]
    description: Field[str]
    type: Field[str]
    sort: Field[str]
    blocked: Field[bool]
    collect_account: Field[bool]
    collect_account_type: Field[str]
    feature: Field[str]
    collect_on: Field[str]
    vat_allowed: Field[bool]
    vat_code: Field[str]
    budget: Field[str]
    to_project: Field[str]
    dim_ax1: Field[str]
    dim_ax2: Field[str]
    dim_ax3: Field[str]
    dim_ax4: Field[str]
    dim_ax5: Field[str]
Profit_Accounts: _Profit_Accounts

class Profit_AdministrationsRow(Record, frozen=True):
    """Administraties. GET /connectors/Profit_Administrations; demands order."""
    admin_id: int = ...
    """Administratie (Administration)"""
    admin_nm: str | None = ...
    """Naam administratie (Administration name)"""
    admin_cd: str | None = ...
    """Code administratie (Administration)"""

class _Profit_Administrations(Collection[Profit_AdministrationsRow]):
    admin_id: Field[int]
    admin_nm: Field[str]
    admin_cd: Field[str]
Profit_Administrations: _Profit_Administrations

class Profit_Allocation_AssigmentsRow(Record, frozen=True):
    """Verbijzonderingen per rekening. GET /connectors/Profit_Allocation_Assigments; demands order."""
    unit: int = ...
    """Administratie (Administration)"""
    account: str = ...
    """Rekeningnummer (Account number)"""
    dim_ax: str = ...
    """Verbijzonderingsas (Allocation axis)"""
    ax_description: str | None = ...
    """Omschrijving as (Description)"""
    dim_code: str = ...
    """Code verbijzondering (Allocation code)"""
    code_description: str | None = ...
    """Omschrijving code (Description)"""

class _Profit_Allocation_Assigments(Collection[Profit_Allocation_AssigmentsRow]):
    unit: Field[int]
    account: Field[str]
    dim_ax: Field[str]
    ax_description: Field[str]
    dim_code: Field[str]
    code_description: Field[str]
Profit_Allocation_Assigments: _Profit_Allocation_Assigments

class Profit_Balance_AllocatedRow(Record, frozen=True):
    """Saldi per verbijzondering. GET /connectors/Profit_Balance_Allocated; demands order."""
    unit: int = ...
    """Administratie (Administration)"""
    year: int = ...
    """Boekjaar (Financial year)"""
    period: int = ...
    """Periode (Period)"""
    account: str = ...
    """Rekeningnummer (Account number)"""
    dim_ax: str = ...
    """Verbijzonderingsas (Allocation axis)"""
    description: str | None = ...
    """Omschrijving (Description)"""
    dim_code: str = ...
    """Code verbijzondering (Allocation code)"""
    credit: Decimal | None = ...
    """Credit"""
    debet: Decimal | None = ...
    """Debet (Debit)"""
    balance: Decimal | None = ...
    """Saldo (Balance)"""
    budget: Decimal | None = ...
    """Budget (Bedrag budget)"""
    reserved: Decimal | None = ...
    """Reservering (Saldo reservering basisvaluta)"""
    obligation: Decimal | None = ...
    """Verplichting (Saldo verplichting basisvaluta)"""

class _Profit_Balance_Allocated(Collection[Profit_Balance_AllocatedRow]):
    unit: Field[int]
    year: Field[int]
    period: Field[int]
    account: Field[str]
    dim_ax: Field[str]
    description: Field[str]
    dim_code: Field[str]
    credit: Field[Decimal]
    debet: Field[Decimal]
    balance: Field[Decimal]
    budget: Field[Decimal]
    reserved: Field[Decimal]
    obligation: Field[Decimal]
Profit_Balance_Allocated: _Profit_Balance_Allocated

class Profit_CostCarrierRow(Record, frozen=True):
    """Kostendragers. GET /connectors/Profit_CostCarrier; demands order."""
    employer_id: str = ...
    """Werkgever (Employer)"""
    cost_carrier: str = ...
    """Kostendrager (Cost unit)"""
    description: str | None = ...
    """Omschrijving (Description)"""
    blocked: bool | None = ...
    """Geblokkeerd (Blocked)"""
    modified_date: _dt.datetime | None = ...
    """Gewijzigd op (Changed on)"""

class _Profit_CostCarrier(Collection[Profit_CostCarrierRow]):
    employer_id: Field[str]
    cost_carrier: Field[str]
    description: Field[str]
    blocked: Field[bool]
    modified_date: Field[_dt.datetime]
Profit_CostCarrier: _Profit_CostCarrier

class Profit_CostCentreRow(Record, frozen=True):
    """Kostenplaatsen. GET /connectors/Profit_CostCentre; demands order."""
    employer_id: str = ...
    """Werkgever (Employer)"""
    cost_centre: str = ...
    """Kostenplaats (Cost centre)"""
    description: str | None = ...
    """Omschrijving (Description)"""
    blocked: bool | None = ...
    """Geblokkeerd (Blocked)"""
    modified_date: _dt.datetime | None = ...
    """Gewijzigd op (Changed on)"""

class _Profit_CostCentre(Collection[Profit_CostCentreRow]):
    employer_id: Field[str]
    cost_centre: Field[str]
    description: Field[str]
    blocked: Field[bool]
    modified_date: Field[_dt.datetime]
Profit_CostCentre: _Profit_CostCentre

class Profit_CreditorRow(Record, frozen=True):
    """Crediteuren. GET /connectors/Profit_Creditor; demands order."""
    creditor_id: str = ...
    """user.unique_id, level 1, reviewed; Nummer crediteur (Creditor number)"""
    creditor_name: str | None = ...
    """user.name, level 2, reviewed; Crediteurnaam (Creditor name)"""
    bc_co: str | None = ...
    """user.unique_id, level 1, reviewed; Nummer organisatie (Org nr.)"""
    search_name: str | None = ...
    """user.name, level 2, reviewed; Zoeknaam (Search name)"""
    adressline1: str | None = ...
    """user.contact.address.street, level 3, reviewed; Adresregel 1 (Address line 1 (street - house number))"""
    adressline3: str | None = ...
    """user.contact.address, level 3, reviewed; Adresregel 3 (Address line 3 (postcode - city))"""
    adressline4: str | None = ...
    """user.contact.address.country, level 1, reviewed; Adresregel 4 (Address line 4 (country))"""
    tel_nr: str | None = ...
    """user.contact.phone_number, level 2, reviewed; Telefoon werk (Work phone no.)"""
    email: str | None = ...
    """user.contact.email, level 2, reviewed; E-mail werk (Work e-mail)"""
    iban: str | None = ...
    """user.financial.bank_account, level 4, reviewed; IBAN-nummer (IBAN number)"""
    btw_nummer: str | None = ...
    """user.government_id.vat_number, level 4, reviewed; Btw-identificatienummer (VAT identification number)"""
    ch_of_comm_nr: str | None = ...
    """user.government_id.trade_register_number, level 1, reviewed; KvK-nummer (COC number)"""
    payment_condition: str | None = ...
    """Betalingsvoorwaarde"""
    credit_limit: Decimal | None = ...
    """user.financial.debt, level 4, reviewed; Kredietlimiet (Credit limit)"""
    temp_blocked: bool | None = ...
    """Tijdelijk blokkeren (Block temporarily)"""
    vat_duty: str | None = ...
    """Btw-plicht (VAT duty)"""
    auto_payment: bool | None = ...
    """Automatisch betalen (Automatic payment)"""
    blocked: bool | None = ...
    """Volledig blokkeren, niet meer zichtbaar (Block completely, no longer visible)"""
    create_date: _dt.datetime | None = ...
    """Aangemaakt op (Created on)"""
    modified_date: _dt.datetime | None = ...
    """Gewijzigd op (Changed on)"""

class _Profit_Creditor(Collection[Profit_CreditorRow]):
    creditor_id: Field[str]
    creditor_name: Field[str]
    bc_co: Field[str]
    search_name: Field[str]
    adressline1: Field[str]
    adressline3: Field[str]
    adressline4: Field[str]
    tel_nr: Field[str]
    email: Field[str]
    iban: Field[str]
    btw_nummer: Field[str]
    ch_of_comm_nr: Field[str]
    payment_condition: Field[str]
    credit_limit: Field[Decimal]
    temp_blocked: Field[bool]
    vat_duty: Field[str]
    auto_payment: Field[bool]
    blocked: Field[bool]
    create_date: Field[_dt.datetime]
    modified_date: Field[_dt.datetime]
Profit_Creditor: _Profit_Creditor

class Profit_Creditor_InvoicesRow(Record, frozen=True):
    """Openstaande posten crediteuren. GET /connectors/Profit_Creditor_Invoices; demands order."""
    unit_id: int = ...
    """Administratie (Administration)"""
    creditor_id: str = ...
    """user.unique_id, level 1, reviewed; Nummer crediteur (Crediteurnr)"""
    invoice_nr: str = ...
    """Factuurnummer (Invoice number)"""
    book_piecr_nr: str = ...
    """Boekstuknummer (Entry number)"""
    book_piece_date: _dt.date | None = ...
    """Factuurdatum"""
    currency_id: str | None = ...
    """Valuta (Currency)"""
    amt_invoice: Decimal | None = ...
    """Factuurbedrag (Total invoice amount)"""
    amt_invoice_curr: Decimal | None = ...
    """Factuurbedrag valuta (Total invoice amount foreign currency)"""
    exp_date: _dt.date | None = ...
    """Vervaldatum (Expiry date)"""
    description: str | None = ...
    """user.content.free_text, level 3, reviewed; Omschrijving factuur (Invoice description)"""
    blocked: bool | None = ...
    """Geblokkeerd voor betaling/incasso (Blocked for payment/collection)"""

class _Profit_Creditor_Invoices(Collection[Profit_Creditor_InvoicesRow]):
    unit_id: Field[int]
    creditor_id: Field[str]
    invoice_nr: Field[str]
    book_piecr_nr: Field[str]
    book_piece_date: Field[_dt.date]
    currency_id: Field[str]
    amt_invoice: Field[Decimal]
    amt_invoice_curr: Field[Decimal]
    exp_date: Field[_dt.date]
    description: Field[str]
    blocked: Field[bool]
Profit_Creditor_Invoices: _Profit_Creditor_Invoices

class Profit_CurrencyRow(Record, frozen=True):
    """Valuta. GET /connectors/Profit_Currency; demands order."""
    currency_id: str = ...
    """Valuta (Currency)"""
    currency: str | None = ...
    """Omschrijving (Currency description)"""
    exchange_rate: Decimal | None = ...
    """Valutakoers (Exchange rate)"""
    start_date: _dt.date = ...
    """Begindatum (Start date)"""
    daily_rate: Decimal | None = ...
    """Dagkoers (Current rate)"""

class _Profit_Currency(Collection[Profit_CurrencyRow]):
    currency_id: Field[str]
    currency: Field[str]
    exchange_rate: Field[Decimal]
    start_date: Field[_dt.date]
    daily_rate: Field[Decimal]
Profit_Currency: _Profit_Currency

class Profit_DebtorRow(Record, frozen=True):
    """Debiteuren. GET /connectors/Profit_Debtor; demands order."""
    debtor_id: str = ...
    """user.unique_id, level 1, reviewed; Nummer debiteur (Debtor number)"""
    debtor_name: str | None = ...
    """user.name, level 2, reviewed; Debiteurnaam (Debtor name)"""
    bc_co: str | None = ...
    """user.unique_id, level 1, reviewed; Nummer relatie (Nummer org./pers.)"""
    search_name: str | None = ...
    """user.name, level 2, reviewed; Zoeknaam (Search name)"""
    adress_line1: str | None = ...
    """user.contact.address.street, level 3, reviewed; Adresregel 1 (Address line 1 (street - house number))"""
    adress_line3: str | None = ...
    """user.contact.address, level 3, reviewed; Adresregel 3 (Address line 3 (postcode - city))"""
    adress_line4: str | None = ...
    """user.contact.address.country, level 1, reviewed; Adresregel 4 (Address line 4 (country))"""
    tel_nr: str | None = ...
    """user.contact.phone_number, level 2, reviewed; Telefoon werk (Work phone no.)"""
    email: str | None = ...
    """user.contact.email, level 2, reviewed; E-mail werk (Work e-mail)"""
    iban: str | None = ...
    """user.financial.bank_account, level 4, reviewed; IBAN-nummer (IBAN number)"""
    vat_nr: str | None = ...
    """user.government_id.vat_number, level 4, reviewed; Btw-identificatienummer (VAT identification number)"""
    ch_of_comm_nr: str | None = ...
    """user.government_id.trade_register_number, level 1, reviewed; KvK-nummer (COC number)"""
    collect_account: str | None = ...
    """Verzamelrekening (Summary account)"""
    pay_con: str | None = ...
    """Betalingsvoorwaarde (Payment condition)"""
    vat_duty: str | None = ...
    """Btw-plicht (VAT duty)"""
    blocked: bool | None = ...
    """Geblokkeerd voor levering (Blocked for delivery)"""
    credit_limit: Decimal | None = ...
    """user.financial.debt, level 4, reviewed; Kredietlimiet (Credit limit)"""
    currency_id: str | None = ...
    """Valuta (Currency)"""
    auto_payment: bool | None = ...
    """Automatisch incasseren (Automatically collect)"""
    create_date: _dt.datetime | None = ...
    """Aangemaakt op (Created on)"""
    modified_date: _dt.datetime | None = ...
    """Gewijzigd op (Changed on)"""

class _Profit_Debtor(Collection[Profit_DebtorRow]):
    debtor_id: Field[str]
    debtor_name: Field[str]
    bc_co: Field[str]
    search_name: Field[str]
    adress_line1: Field[str]
    adress_line3: Field[str]
    adress_line4: Field[str]
    tel_nr: Field[str]
    email: Field[str]
    iban: Field[str]
    vat_nr: Field[str]
    ch_of_comm_nr: Field[str]
    collect_account: Field[str]
    pay_con: Field[str]
    vat_duty: Field[str]
    blocked: Field[bool]
    credit_limit: Field[Decimal]
    currency_id: Field[str]
    auto_payment: Field[bool]
    create_date: Field[_dt.datetime]
    modified_date: Field[_dt.datetime]
Profit_Debtor: _Profit_Debtor

class Profit_Debtor_InvoicesRow(Record, frozen=True):
    """Openstaande posten debiteuren. GET /connectors/Profit_Debtor_Invoices; demands order."""
    unit_id: int = ...
    """Administratie (Administration)"""
    debtor_id: str = ...
    """user.unique_id, level 1, reviewed; Nummer debiteur (Debiteurennummer)"""
    invoice_nr: str = ...
    """Factuurnummer (Invoice number)"""
    nook_piece_date: _dt.date | None = ...
    """Boekstukdatum (Voucher date)"""
    exp_date: _dt.date | None = ...
    """Vervaldatum (Expiry date)"""
    currency_id: str | None = ...
    """Valuta (Currency)"""
    amt_invoice: Decimal | None = ...
    """Factuurbedrag (Total invoice amount)"""
    amt_invoice_curr: Decimal | None = ...
    """Factuurbedrag valuta (Total invoice amount foreign currency)"""
    balance: Decimal | None = ...
    """Saldo (Balance)"""
    balance_curr: Decimal | None = ...
    """Saldo valuta (Balance (currency))"""
    description: str | None = ...
    """user.content.free_text, level 3, reviewed; Omschrijving factuur (Invoice description)"""

class _Profit_Debtor_Invoices(Collection[Profit_Debtor_InvoicesRow]):
    unit_id: Field[int]
    debtor_id: Field[str]
    invoice_nr: Field[str]
    nook_piece_date: Field[_dt.date]
    exp_date: Field[_dt.date]
    currency_id: Field[str]
    amt_invoice: Field[Decimal]
    amt_invoice_curr: Field[Decimal]
    balance: Field[Decimal]
    balance_curr: Field[Decimal]
    description: Field[str]
Profit_Debtor_Invoices: _Profit_Debtor_Invoices

class Profit_Fin_ChangedEntrydateRow(Record, frozen=True):
    """Gewijzigde boekdagen. GET /connectors/Profit_Fin_ChangedEntrydate; demands order."""
    entry_date: _dt.date = ...
    """Datum boeking (Entry date)"""
    modified: _dt.datetime | None = ...
    """Gewijzigd op (Date changed)"""

class _Profit_Fin_ChangedEntrydate(Collection[Profit_Fin_ChangedEntrydateRow]):
    entry_date: Field[_dt.date]
    modified: Field[_dt.datetime]
Profit_Fin_ChangedEntrydate: _Profit_Fin_ChangedEntrydate

class Profit_JournalsRow(Record, frozen=True):
    """Dagboeken. GET /connectors/Profit_Journals; demands order."""
    unit_id: int = ...
    """Administratie (Administration)"""
    journal_id: str = ...
    """Dagboek (Journal code)"""
    description: str | None = ...
    """Omschrijving (Description)"""
    journal_type: str | None = ...
    """Soort dagboek (code) (Dagboeksoort code)"""
    blocked: bool | None = ...
    """Geblokkeerd (Blocked)"""

class _Profit_Journals(Collection[Profit_JournalsRow]):
    unit_id: Field[int]
    journal_id: Field[str]
    description: Field[str]
    journal_type: Field[str]
    blocked: Field[bool]
Profit_Journals: _Profit_Journals

class Profit_Period_balanceRow(Record, frozen=True):
    """Saldi per periode. GET /connectors/Profit_Period_balance; demands order."""
    unit_id: int = ...
    """Administratie (Administration)"""
    year: int = ...
    """Boekjaar (Financial year)"""
    period: int = ...
    """Periode (Period)"""
    account_nr: str = ...
    """Rekeningnummer (Account number)"""
    account_desc: str | None = ...
    """Omschrijving (Description)"""
    credit: Decimal | None = ...
    """Credit"""
    debit: Decimal | None = ...
    """Debet (Debit)"""
    balance: Decimal | None = ...
    """Saldo (Balance)"""
    budget: Decimal | None = ...
    """Budget (Bedrag budget)"""

class _Profit_Period_balance(Collection[Profit_Period_balanceRow]):
    unit_id: Field[int]
    year: Field[int]
    period: Field[int]
    account_nr: Field[str]
    account_desc: Field[str]
    credit: Field[Decimal]
    debit: Field[Decimal]
    balance: Field[Decimal]
    budget: Field[Decimal]
Profit_Period_balance: _Profit_Period_balance

class Profit_SEPA_IncassoMachtigingenRow(Record, frozen=True):
    """SEPA-incassomachtigingen. GET /connectors/Profit_SEPA_IncassoMachtigingen; demands order."""
    code: int = ...
    """Code"""
    debtor: str | None = ...
    """user.unique_id, level 1, reviewed; Debiteur (Debtor)"""
    mandate_reference: str | None = ...
    """user.unique_id, level 1, reviewed; Kenmerk machtiging (Mandate feature)"""
    iban: str | None = ...
    """user.financial.bank_account, level 4, reviewed; IBAN-nummer (IBAN number)"""

class _Profit_SEPA_IncassoMachtigingen(Collection[Profit_SEPA_IncassoMachtigingenRow]):
    code: Field[int]
    debtor: Field[str]
    mandate_reference: Field[str]
    iban: Field[str]
Profit_SEPA_IncassoMachtigingen: _Profit_SEPA_IncassoMachtigingen

class Profit_TransactionsRow(Record, frozen=True):
    """Financiële mutaties. GET /connectors/Profit_Transactions; demands order."""
    unit_id: int = ...
    """Administratie (Administration)"""
    entry_no: int = ...
    """Nummer journaalpost (Journal entry number)"""
    seq_no: int = ...
    """Volgnummer journaalpost (Journal entry sequence number)"""
    year: int | None = ...
    """Jaar (Year)"""
    period: int | None = ...
    """Periode (Periodenummer)"""
    journal_id: str | None = ...
    """Dagboek (Journal code)"""
    account_no: str | None = ...
    """Rekeningnummer (Account number)"""
    amt_debit: Decimal | None = ...
    """Bedrag debet (Amount debit)"""
    amt_credit: Decimal | None = ...
    """Bedrag credit (Amount credit)"""
    entry_date: _dt.date | None = ...
    """Datum boeking (Date entry)"""
    invoice_id: str | None = ...
    """Factuurnummer (Invoice number)"""
    voucher_date: _dt.date | None = ...
    """Boekstukdatum (Voucher date)"""
    voucher_no: str | None = ...
    """Boekstuknummer (Entry number)"""
    vat_code: str | None = ...
    """Btw-code (VAT code)"""
    vat_amt: Decimal | None = ...
    """Btw-bedrag (VAT amount)"""
    description: str | None = ...
    """user.content.free_text, level 3, reviewed; Omschrijving boeking (Description entry)"""
    created: _dt.datetime | None = ...
    """Datum toegevoegd (Date created)"""
    modified: _dt.datetime | None = ...
    """Gewijzigd op (Date changed)"""

class _Profit_Transactions(Collection[Profit_TransactionsRow]):
    unit_id: Field[int]
    entry_no: Field[int]
    seq_no: Field[int]
    year: Field[int]
    period: Field[int]
    journal_id: Field[str]
    account_no: Field[str]
    amt_debit: Field[Decimal]
    amt_credit: Field[Decimal]
    entry_date: Field[_dt.date]
    invoice_id: Field[str]
    voucher_date: Field[_dt.date]
    voucher_no: Field[str]
    vat_code: Field[str]
    vat_amt: Field[Decimal]
    description: Field[str]
    created: Field[_dt.datetime]
    modified: Field[_dt.datetime]
Profit_Transactions: _Profit_Transactions

class Profit_Transactions_AllocatedRow(Record, frozen=True):
    """Financiële mutaties met verbijzondering. GET /connectors/Profit_Transactions_Allocated; demands order."""
    unit_id: int | None = ...
    """Administratie (Administration)"""
    entry_no: int | None = ...
    """Nummer journaalpost (Journal entry number)"""
    seq_no: int | None = ...
    """Volgnummer journaalpost (Journal entry sequence number)"""
    year: int | None = ...
    """Jaar (Year)"""
    period: int | None = ...
    """Periode (Periodenummer)"""
    journal_id: str | None = ...
    """Dagboek (Journal code)"""
    account_no: str | None = ...
    """Rekeningnummer (Account number)"""
    omschrijving: str | None = ...
    """user.content.free_text, level 3, reviewed; Omschrijving (Description)"""
    amt_debit: Decimal | None = ...
    """Bedrag debet (Amount debit)"""
    amt_credit: Decimal | None = ...
    """Bedrag credit (Amount credit)"""
    entry_date: _dt.date | None = ...
    """Datum boeking (Date entry)"""
    invoice_id: str | None = ...
    """Factuurnummer (Invoice number)"""
    voucher_date: _dt.date | None = ...
    """Boekstukdatum (Voucher date)"""
    voucher_no: str | None = ...
    """Boekstuknummer (Entry number)"""
    vat_code: str | None = ...
    """Btw-code (VAT code)"""
    vat_amt: Decimal | None = ...
    """Btw-bedrag (VAT amount)"""
    description: str | None = ...
    """user.content.free_text, level 3, reviewed; Omschrijving boeking (Description entry)"""
    created: _dt.datetime | None = ...
    """Datum toegevoegd (Date created)"""
    modified: _dt.datetime | None = ...
    """Gewijzigd op (Date changed)"""
    type: str | None = ...
    """Type rekening"""
    collect_on: str | None = ...
    """Type verzamelrekening"""
    dim_ax1: str | None = ...
    """Code verbijzonderingsas 1 (Exception axis code 1)"""
    dim_ax2: str | None = ...
    """Code verbijzonderingsas 2 (Exception axis code 2)"""
    dim_ax3: str | None = ...
    """Code verbijzonderingsas 3 (Exception axis code 3)"""
    dim_ax4: str | None = ...
    """Code verbijzonderingsas 4 (Exception axis code 4)"""
    dim_ax5: str | None = ...
    """Code verbijzonderingsas 5 (Exception axis code 5)"""

class _Profit_Transactions_Allocated(Collection[Profit_Transactions_AllocatedRow]):
    unit_id: Field[int]
    entry_no: Field[int]
    seq_no: Field[int]
    year: Field[int]
    period: Field[int]
    journal_id: Field[str]
    account_no: Field[str]
    omschrijving: Field[str]
    amt_debit: Field[Decimal]
    amt_credit: Field[Decimal]
    entry_date: Field[_dt.date]
    invoice_id: Field[str]
    voucher_date: Field[_dt.date]
    voucher_no: Field[str]
    vat_code: Field[str]
    vat_amt: Field[Decimal]
    description: Field[str]
    created: Field[_dt.datetime]
    modified: Field[_dt.datetime]
    type: Field[str]
    collect_on: Field[str]
    dim_ax1: Field[str]
    dim_ax2: Field[str]
    dim_ax3: Field[str]
    dim_ax4: Field[str]
    dim_ax5: Field[str]
Profit_Transactions_Allocated: _Profit_Transactions_Allocated

class Profit_VAT_codeRow(Record, frozen=True):
    """Btw-codes. GET /connectors/Profit_VAT_code; demands order."""
    vat_code: str = ...
    """Btw-code (VAT code)"""
    description: str | None = ...
    """Omschrijving (Description)"""
    account_nr: str | None = ...
    """Rekening (Account)"""
    vat_perc: Decimal | None = ...
    """Percentage (Rate)"""
    vat_duty: str | None = ...
    """Btw-plicht (VAT duty)"""
    blocked: bool | None = ...
    """Geblokkeerd (Blocked)"""
    vat_method: str | None = ...
    """Berekeningsmethode"""
    vat_type: str | None = ...
    """Inkoop/verkoop (code) (Code inkoop/verkoop code)"""

class _Profit_VAT_code(Collection[Profit_VAT_codeRow]):
    vat_code: Field[str]
    description: Field[str]
    account_nr: Field[str]
    vat_perc: Field[Decimal]
    vat_duty: Field[str]
    blocked: Field[bool]
    vat_method: Field[str]
    vat_type: Field[str]
Profit_VAT_code: _Profit_VAT_code

class Profit_periods_per_administrationRow(Record, frozen=True):
    """Perioden per administratie. GET /connectors/Profit_periods_per_administration; demands order."""
    unit: int = ...
    year: int = ...
    """Boekjaar (Financial year)"""
    period: int = ...
    """Periode (Period)"""
    period_desc: str | None = ...
    """Omschrijving periode (Description)"""
    date_from: _dt.date | None = ...
    """Datum van (Date from)"""
    date_to: _dt.date | None = ...
    """Datum tot en met (Date up to and incl)"""
    blocked: bool | None = ...
    """Geblokkeerd (Blocked)"""
    periodtable: int | None = ...
    """Periodetabel (Period table)"""
    table_desc: str | None = ...
    """Omschrijving periodetabel (Description)"""

class _Profit_periods_per_administration(Collection[Profit_periods_per_administrationRow]):
    unit: Field[int]
    year: Field[int]
    period: Field[int]
    period_desc: Field[str]
    date_from: Field[_dt.date]
    date_to: Field[_dt.date]
    blocked: Field[bool]
    periodtable: Field[int]
    table_desc: Field[str]
Profit_periods_per_administration: _Profit_periods_per_administration

class FbConfrontationRow(Record, frozen=True):
    """Confrontatie. DELETE POST /connectors/FbConfrontation."""
    un_id: int = ...
    """Administratie (Administration)"""
    in_id: str = ...
    """Factuurnummer (Invoice number)"""
    cf_bc: bool | None = ...
    """Confronteren in basisvaluta"""
    fb_goods_received: list[_types.FbConfrontationFbGoodsReceived] | None = ...

class _FbConfrontation(Collection[FbConfrontationRow]):
    un_id: Field[int]
    in_id: Field[str]
    cf_bc: Field[bool]
    fb_goods_received: Field[list[_types.FbConfrontationFbGoodsReceived]]
FbConfrontation: _FbConfrontation

class FbInstalmentRow(Record, frozen=True):
    """Factuurtermijn. POST PUT /connectors/FbInstalment."""
    pr_id: str = ...
    """Project"""
    fb_instalment_lines: list[_types.FbInstalmentLines] | None = ...
    """user.content.free_text, level 3, reviewed"""

class _FbInstalment(Collection[FbInstalmentRow]):
    pr_id: Field[str]
    fb_instalment_lines: Field[list[_types.FbInstalmentLines]]
FbInstalment: _FbInstalment

class FiElectronicInvoicePurchaseRow(Record, frozen=True):
    """E-inkoopfactuur. POST /connectors/FiElectronicInvoicePurchase."""
    f_xml: str | None = ...
    """user.content.private.attachment, level 4, reviewed; Bestandsnaam XML (XML file name)"""
    xml: str | None = ...
    """user.content.private.attachment, level 4, reviewed; Inhoud XML"""
    f_pdf: str | None = ...
    """user.content.private.attachment, level 4, reviewed; Bestandsnaam PDF (PDF file name)"""
    pdf: str | None = ...
    """user.content.private.attachment, level 4, reviewed; Inhoud PDF"""
    proc: bool | None = ...
    """Direct verwerken e-factuurregels"""
    un_id: int | None = ...
    """Administratie (Administration)"""

class _FiElectronicInvoicePurchase(Collection[FiElectronicInvoicePurchaseRow]):
    f_xml: Field[str]
    xml: Field[str]
    f_pdf: Field[str]
    pdf: Field[str]
    proc: Field[bool]
    un_id: Field[int]
FiElectronicInvoicePurchase: _FiElectronicInvoicePurchase

class FiEntriesRow(Record, frozen=True):
    """Financiële mutatie. DELETE POST /connectors/FiEntries."""
    year: int | None = ...
    """Boekjaar (Financial year)"""
    peri: int | None = ...
    """Periode (Period)"""
    un_id: int = ...
    """Nummer administratie (Administration number)"""
    jo_co: str = ...
    """Dagboek (Journal)"""
    ad_dc: bool | None = ...
    """Maak verbijzonderingscode"""
    ad_da: bool | None = ...
    """Maak verbijzonderingstoewijzing"""
    pr_tp: int | None = ...
    """Type boeking (Entry type)"""
    au_nu: bool | None = ...
    """Autonummering factuur"""
    fi_entries: list[_types.FiEntriesFiEntries] | None = ...
    """user.content.free_text, level 4, reviewed"""

class _FiEntries(Collection[FiEntriesRow]):
    year: Field[int]
    peri: Field[int]
    un_id: Field[int]
    jo_co: Field[str]
    ad_dc: Field[bool]
    ad_da: Field[bool]
    pr_tp: Field[int]
    au_nu: Field[bool]
    fi_entries: Field[list[_types.FiEntriesFiEntries]]
FiEntries: _FiEntries

class FiEntriesCustomRow(Record, frozen=True):
    """Financiële mutatie vrije velden. PUT /connectors/FiEntriesCustom."""
    un_id: int = ...
    """Administratie (verwijzing naar: Administratie => AfasKnUnit)"""
    en_no: int = ...
    """Nummer journaalpost (Journal entry number)"""
    se_no: int = ...
    """Volgnummer journaalpost (Journal entry sequence number)"""

class _FiEntriesCustom(Collection[FiEntriesCustomRow]):
    un_id: Field[int]
    en_no: Field[int]
    se_no: Field[int]
FiEntriesCustom: _FiEntriesCustom

class FiInvoiceRow(Record, frozen=True):
    """Financiële factuur. PUT /connectors/FiInvoice."""
    un_id: int = ...
    """Administratie (Administration)"""
    va_ad: _types.VaAd | str = ...
    """Type rekening (Type of account)"""
    dc_nr: str = ...
    """Subnummer (Sub-number)"""
    in_id: str | None = ...
    """Factuurnummer (Invoice number)"""
    ex_da: _dt.date | None = ...
    """Vervaldatum (Expiry date)"""
    ds: str | None = ...
    """user.content.free_text, level 3, reviewed; Omschrijving factuur (Invoice description)"""
    pa_id: str | None = ...
    """Betalingskenmerk (Payment reference)"""
    bl_pa: bool | None = ...
    """Geblokkeerd voor betaling/incasso (Blocked for payment/collection)"""
    du_le: bool | None = ...
    """Aanmanen (Remind)"""
    nr_du: int | None = ...
    """Aantal aanmaningen (Number of reminders)"""
    ld_da: _dt.date | None = ...
    """Datum laatste aanmaning (Last reminder date)"""
    pa_cd: str | None = ...
    """Betaalvoorwaarde (Payment condition)"""
    au_pa: bool | None = ...
    """Automatisch betalen/incasso (Automatic payment/collection)"""
    pa_ba: bool | None = ...
    """Terugbetalen (Refund)"""
    dd_id: str | None = ...
    """user.unique_id, level 1, reviewed; Kenmerk machtiging (Mandate feature)"""
    da_cl: int | None = ...
    """Dagen kredietbeperking (Days credit restriction)"""
    am_cr: Decimal | None = ...
    """Kredietbeperking (Credit restriction)"""
    ac_cr: Decimal | None = ...
    """Kredietbeperking (valuta) (Credit restriction (currency))"""
    va_pa: bool | None = ...
    da_dp: int | None = ...
    """Dagen betalingskorting (Days payment discount)"""
    am_pa: Decimal | None = ...
    """Betalingskorting (Payment discount)"""
    ac_pa: Decimal | None = ...
    """Betalingskorting (valuta) (Payment discount (currency))"""
    fref: str | None = ...
    """user.content.free_text, level 3, reviewed; Factuurreferentie (Invoice reference)"""
    de_du: _types.DeDu | str | None = ...
    """Inhoudingsplicht (Obligation to withhold)"""
    am_fo: Decimal | None = ...
    """Bedrag FOD (FOD amount)"""
    am_rs: Decimal | None = ...
    """Bedrag RSZ (RSZ amount)"""
    pa_rs: str | None = ...
    """Kenmerk betaling RSZ (RSZ payment reference)"""
    in_am: Decimal | None = ...
    """Bedrag rente (Interest amount)"""
    in_ac: Decimal | None = ...
    """Bedrag rente (valuta) (Interest amount (currency))"""
    bank_account: str | None = ...
    """user.financial.bank_account, level 4, reviewed; Afwijkende betaalrekeningnr."""

class _FiInvoice(Collection[FiInvoiceRow]):
    un_id: Field[int]
    va_ad: Field[_types.VaAd | str]
    dc_nr: Field[str]
    in_id: Field[str]
    ex_da: Field[_dt.date]
    ds: Field[str]
    pa_id: Field[str]
    bl_pa: Field[bool]
    du_le: Field[bool]
    nr_du: Field[int]
    ld_da: Field[_dt.date]
    pa_cd: Field[str]
    au_pa: Field[bool]
    pa_ba: Field[bool]
    dd_id: Field[str]
    da_cl: Field[int]
    am_cr: Field[Decimal]
    ac_cr: Field[Decimal]
    va_pa: Field[bool]
    da_dp: Field[int]
    am_pa: Field[Decimal]
    ac_pa: Field[Decimal]
    fref: Field[str]
    de_du: Field[_types.DeDu | str]
    am_fo: Field[Decimal]
    am_rs: Field[Decimal]
    pa_rs: Field[str]
    in_am: Field[Decimal]
    in_ac: Field[Decimal]
    bank_account: Field[str]
FiInvoice: _FiInvoice

class FiSepaDirectDebitRow(Record, frozen=True):
    """SEPA-incasso. DELETE POST PUT /connectors/FiSepaDirectDebit."""
    vi_se: _types.ViSeCode | str = ...
    """Organisatie vergelijken op"""
    ds: str | None = ...
    """user.content.free_text, level 3, reviewed; Vergelijken op"""
    pa_sh: str | None = ...
    """Kenmerk Machtiging vergelijken"""
    va_dt: _types.VaDt | str | None = ...
    """Incassowijze SEPA (SEPA collection method)"""
    pa_id: str | None = ...
    """user.unique_id, level 1, reviewed; Kenmerk machtiging (Mandate feature)"""
    au_da: _dt.date | None = ...
    """Datum incassomachtiging (Debit mandate date)"""
    un_id: int | None = ...
    """Administratie (Administration)"""
    in_id: str | None = ...
    """Factuurnummer (Invoice number)"""
    ld_da: _dt.date | None = ...
    """Datum laatste incasso (Date of last collection)"""
    va_dc: _types.VaDc | str | None = ...
    """Code aanlevering transactie (Transaction delivery code)"""
    iban: str | None = ...
    """user.financial.bank_account, level 4, reviewed; IBAN-nummer (IBAN number)"""
    conv: bool | None = ...
    """Hergebruikte binnenlandse (niet SEPA) machtiging (Reused domestic (non-SEPA) mandate)"""
    vu_da: _dt.date | None = ...
    """Vervaldatum machtiging (Mandate expiry date)"""
    cr_ol: str | None = ...
    """Administratie incassant-Id (oud) (Collector ID administration (old))"""
    pa_ol: str | None = ...
    """user.unique_id, level 1, reviewed; Kenmerk machtiging (oud) (Mandate feature (old))"""
    nm_ol: str | None = ...
    """Administratienaam (oud) (Administration name (old))"""
    va_ds: _types.VaDs | str | None = ...
    """Status machtiging (Mandate status)"""
    pv_da: _dt.date | None = ...
    """Verstrekkingsdatum machtiging (Mandate issue date)"""

class _FiSepaDirectDebit(Collection[FiSepaDirectDebitRow]):
    vi_se: Field[_types.ViSeCode | str]
    ds: Field[str]
    pa_sh: Field[str]
    va_dt: Field[_types.VaDt | str]
    pa_id: Field[str]
    au_da: Field[_dt.date]
    un_id: Field[int]
    in_id: Field[str]
    ld_da: Field[_dt.date]
    va_dc: Field[_types.VaDc | str]
    iban: Field[str]
    conv: Field[bool]
    vu_da: Field[_dt.date]
    cr_ol: Field[str]
    pa_ol: Field[str]
    nm_ol: Field[str]
    va_ds: Field[_types.VaDs | str]
    pv_da: Field[_dt.date]
FiSepaDirectDebit: _FiSepaDirectDebit
