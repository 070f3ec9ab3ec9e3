# Written by `nlconnect schema` from the catalogue and the overlay. Do not edit.
from nlconnect.connector import AuthSpec
from nlconnect.connector import Catalogue
from nlconnect.connector import Connector
from nlconnect.connector import LimitSpec
CATALOGUE: Catalogue
AUTH: AuthSpec
LIMITS: LimitSpec
MONEYBIRD: Connector
from .bookkeeping import (
    Administration as Administration,
    Administrations as Administrations,
    Contact as Contact,
    Contacts as Contacts,
    SalesInvoice as SalesInvoice,
    SalesInvoices as SalesInvoices,
)
