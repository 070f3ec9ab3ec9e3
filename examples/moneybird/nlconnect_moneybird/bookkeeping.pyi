# Written by `nlconnect schema` from the catalogue and the overlay. Do not edit.
import datetime as _dt
from decimal import Decimal
from enum import StrEnum
from nlconnect.model.collection import Collection
from nlconnect.model.query import Field
from nlconnect.model.record import Record

class SalesInvoiceState(StrEnum):
    draft = 'draft'
    open = 'open'
    scheduled = 'scheduled'
    pending_payment = 'pending_payment'
    late = 'late'
    reminded = 'reminded'
    paid = 'paid'
    uncollectible = 'uncollectible'

class Administration(Record, frozen=True):
    """Administraties. GET /api/v2/administrations.json."""
    id: str = ...
    name: str | None = ...
    """user.contact.organization, level 1, reviewed"""
    language: str | None = ...
    currency: str | None = ...
    country: str | None = ...
    time_zone: str | None = ...

class _Administrations(Collection[Administration]):
    id: Field[str]
    name: Field[str]
    language: Field[str]
    currency: Field[str]
    country: Field[str]
    time_zone: Field[str]
Administrations: _Administrations

class Contact(Record, frozen=True):
    """Contacten. GET /api/v2/{administration}/contacts.json, 100 rows a page."""
    id: str = ...
    """user.unique_id, level 1, reviewed"""
    customer_id: str | None = ...
    """user.unique_id, level 1, reviewed"""
    company_name: str | None = ...
    """user.name, level 2, reviewed"""
    firstname: str | None = ...
    """user.name.first, level 2, reviewed"""
    lastname: str | None = ...
    """user.name.last, level 2, reviewed"""
    address1: str | None = ...
    """user.contact.address.street, level 3, reviewed"""
    zipcode: str | None = ...
    """user.contact.address.postal_code, level 3, reviewed"""
    city: str | None = ...
    """user.contact.address.city, level 1, reviewed"""
    country: str | None = ...
    """user.contact.address.country, level 1, reviewed"""
    email: str | None = ...
    """user.contact.email, level 2, reviewed"""
    phone: str | None = ...
    """user.contact.phone_number, level 2, reviewed"""
    tax_number: str | None = ...
    """user.government_id.vat_number, level 2, reviewed"""
    chamber_of_commerce: str | None = ...
    """user.government_id.trade_register_number, level 1, reviewed"""
    sepa_iban: str | None = ...
    """user.financial.bank_account, level 4, reviewed"""
    created_at: _dt.datetime | None = ...
    updated_at: _dt.datetime | None = ...

class _Contacts(Collection[Contact]):
    id: Field[str]
    customer_id: Field[str]
    company_name: Field[str]
    firstname: Field[str]
    lastname: Field[str]
    address1: Field[str]
    zipcode: Field[str]
    city: Field[str]
    country: Field[str]
    email: Field[str]
    phone: Field[str]
    tax_number: Field[str]
    chamber_of_commerce: Field[str]
    sepa_iban: Field[str]
    created_at: Field[_dt.datetime]
    updated_at: Field[_dt.datetime]
Contacts: _Contacts

class SalesInvoice(Record, frozen=True):
    """Verkoopfacturen. GET /api/v2/{administration}/sales_invoices.json, 100 rows a page."""
    id: str = ...
    contact_id: str | None = ...
    """user.unique_id, level 1, reviewed"""
    state: SalesInvoiceState | str | None = ...
    reference: str | None = ...
    """user.content.free_text, level 3, reviewed"""
    invoice_id: str | None = ...
    """user.unique_id, level 1, reviewed"""
    invoice_date: _dt.date | None = ...
    due_date: _dt.date | None = ...
    currency: str | None = ...
    total_price_excl_tax: Decimal | None = ...
    total_price_incl_tax: Decimal | None = ...
    total_unpaid: Decimal | None = ...
    paid_at: _dt.date | None = ...
    sent_at: _dt.date | None = ...
    created_at: _dt.datetime | None = ...
    updated_at: _dt.datetime | None = ...

class _SalesInvoices(Collection[SalesInvoice]):
    id: Field[str]
    contact_id: Field[str]
    state: Field[SalesInvoiceState | str]
    reference: Field[str]
    invoice_id: Field[str]
    invoice_date: Field[_dt.date]
    due_date: Field[_dt.date]
    currency: Field[str]
    total_price_excl_tax: Field[Decimal]
    total_price_incl_tax: Field[Decimal]
    total_unpaid: Field[Decimal]
    paid_at: Field[_dt.date]
    sent_at: Field[_dt.date]
    created_at: Field[_dt.datetime]
    updated_at: Field[_dt.datetime]
SalesInvoices: _SalesInvoices
