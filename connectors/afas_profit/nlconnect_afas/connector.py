"""AFAS Profit as a value: sites, sign-in, limits, and the functions that speak to it."""

from __future__ import annotations

from nlconnect.connector import Connector, LimitSpec, ScopePart, Site
from nlconnect_afas import CATALOGUE
from nlconnect_afas.deltas import AfasDeltas
from nlconnect_afas.dialect import AfasDialect, smaller_page
from nlconnect_afas.functions import AfasFiles
from nlconnect_afas.lookups import LOOKUPS
from nlconnect_afas.notices import AfasNotices
from nlconnect_afas.rights import AfasRights
from nlconnect_afas.rules import RULES
from nlconnect_afas.schema import AfasSchema
from nlconnect_afas.sign_in import AUTH
from nlconnect_afas.writing import AfasWriter

HOSTS = {"production": "rest", "test": "resttest", "accept": "restaccept", "course": "restcursus"}

LIMITS = LimitSpec(concurrency=4)
"""AFAS names no number of calls. At once its pages allow "up to 5" and elsewhere 8 (fact sheet section 3.5)."""

AFAS = Connector(
    name="afas",
    title="AFAS Profit",
    sites={
        name: Site(f"https://{{environment}}.{host}.afas.online/ProfitRestServices") for name, host in HOSTS.items()
    },
    auth=AUTH,
    limits=LIMITS,
    dialect=AfasDialect(),
    catalogue=CATALOGUE,
    schema=AfasSchema(),
    rights=AfasRights(),
    package=CATALOGUE.package,
    files=AfasFiles(),
    smaller=smaller_page,
    login_headers={"integration_id": "IntegrationId"},
    batch=LOOKUPS,
    deltas=AfasDeltas(),
    writer=AfasWriter(),
    rules=RULES,
    notices=AfasNotices(),
    scope_parts={
        "administration": ScopePart(int, "Administratie", listed_by="ledger.Profit_Administrations", label="AdminNm"),
        "employer": ScopePart(str, "Werkgever", listed_by="employees.Profit_Employers", label="Name"),
    },
)
