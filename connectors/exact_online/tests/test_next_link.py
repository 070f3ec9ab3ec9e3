"""A page goes on in its own resource and company."""

from __future__ import annotations

from typing import Any

import pytest

from nlconnect.connector import ReadPlan, Scope
from nlconnect.errors import ServerError
from nlconnect_exact.dialect import ExactDialect

BASE = "https://start.exactonline.nl"
PATH = "/api/v1/5/salesinvoice/SalesInvoices"
KEY = "(guid'00000000-0000-4000-8000-000000000000')"


@pytest.fixture
def plan() -> ReadPlan:
    import nlconnect_exact

    source: Any = nlconnect_exact.SalesInvoices
    return ExactDialect().list_request(source.select("status").limit(10), base_url=BASE, scope=Scope(division=5))


@pytest.mark.parametrize(
    "link",
    [
        f"{BASE}{PATH}?$skiptoken=guid'x'",
        f"{BASE}{PATH.replace('salesinvoice', 'SalesInvoice')}?$skiptoken=guid'x'",
        f"{BASE}{PATH}{KEY}/SalesInvoiceLines?$skiptoken=1",
    ],
)
def test_a_link_inside_the_resource_is_taken_verbatim(plan: ReadPlan, link: str) -> None:
    assert ExactDialect().next_request(link, plan).url == link


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/6/salesinvoice/SalesInvoices",
        "/api/v1/5/crm/Accounts",
        "/api/v1/5/salesinvoice/SalesInvoicesX",
        f"{PATH}/../../../6/salesinvoice/SalesInvoices",
        f"{PATH}(x/../../../../6/salesinvoice/SalesInvoices)",
        f"{PATH}{KEY}/..",
        f"{PATH}{KEY}/../../crm/Accounts",
        f"{PATH}{KEY}/%2e%2e/SalesOrders",
        "/api/oauth2/token",
        "/docs/XMLDownload.aspx",
        "",
    ],
)
def test_a_link_to_another_resource_or_company_is_refused(plan: ReadPlan, path: str) -> None:
    with pytest.raises(ServerError, match="another resource or company"):
        ExactDialect().next_request(f"{BASE}{path}?$skiptoken=guid'x'", plan)
