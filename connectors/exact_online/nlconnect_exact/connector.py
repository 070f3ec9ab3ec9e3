"""Exact Online as a value: sites, sign-in, limits, and the functions that speak to it."""

from __future__ import annotations

from nlconnect.connector import (
    Connector,
    ErrorSpec,
    HeaderNames,
    LimitSpec,
    ScopePart,
    Site,
    WindowSpec,
)
from nlconnect_exact import CATALOGUE
from nlconnect_exact.attachments import ExactFiles
from nlconnect_exact.deltas import ExactDeltas
from nlconnect_exact.dialect import ExactDialect
from nlconnect_exact.notices import ExactNotices
from nlconnect_exact.parties import PARTIES
from nlconnect_exact.rights import ExactRights
from nlconnect_exact.rules import RULES
from nlconnect_exact.schema import ExactSchema
from nlconnect_exact.sign_in import AUTH
from nlconnect_exact.writing import ExactWriter

COUNTRIES = {"nl": "nl", "be": "be", "de": "de", "uk": "co.uk", "fr": "fr", "es": "es", "us": "com"}

LIMITS = LimitSpec(
    windows=(
        WindowSpec(
            "minute",
            limit=60,
            seconds=60,
            headers=HeaderNames(
                "x-ratelimit-minutely-limit", "x-ratelimit-minutely-remaining", "x-ratelimit-minutely-reset"
            ),
        ),
        WindowSpec(
            "day",
            limit=5000,
            seconds=86_400,
            headers=HeaderNames("x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset"),
        ),
    ),
    concurrency=1,
    errors=ErrorSpec(limit=10, stop_at=8, seconds=3600),
)
"""Per app and company; a call in parallel is refused by the vendor's rules (fact sheet section 8)."""

EXACT = Connector(
    name="exact",
    title="Exact Online",
    sites={country: Site(f"https://start.exactonline.{suffix}") for country, suffix in COUNTRIES.items()},
    auth=AUTH,
    limits=LIMITS,
    dialect=ExactDialect(),
    catalogue=CATALOGUE,
    package=CATALOGUE.package,
    scope_parts={
        "division": ScopePart(
            int,
            "Administratie",
            listed_by="system.Divisions",
            anchor=("system.Me", "CurrentDivision"),
            label="Description",
        )
    },
    budget_parts=("division",),
    schema=ExactSchema(),
    rights=ExactRights(),
    files=ExactFiles(),
    writer=ExactWriter(),
    rules=RULES,
    parties=PARTIES,
    deltas=ExactDeltas(),
    notices=ExactNotices(),
)
