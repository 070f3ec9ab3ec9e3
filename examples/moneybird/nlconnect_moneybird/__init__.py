"""Moneybird for nlconnect: the connector value, and every entity by name."""

from __future__ import annotations

from nlconnect.connector import (
    AuthSpec,
    Catalogue,
    Connector,
    GrantKind,
    HeaderNames,
    LimitSpec,
    Response,
    ScopePart,
    Site,
    StaticSpec,
    WindowSpec,
    bare_names,
)
from nlconnect_moneybird.dialect import MoneybirdDialect

CATALOGUE = Catalogue(__name__)


def _token(told: str) -> str | None:
    return told.strip() if told.strip() and " " not in told.strip() else None


def _explain(response: Response) -> None:
    """Moneybird says no more about a refused token than its status does."""


AUTH = AuthSpec(
    token_path="/oauth/token",
    authorize_path="/oauth/authorize",
    explain=_explain,
    lifetime_seconds=3600,
    grants=(GrantKind.STATIC, GrantKind.AUTHORIZATION_CODE),
    scopes=("sales_invoices", "settings"),
    static=StaticSpec(scheme="Bearer", read=_token, shape="a personal API token, as Moneybird shows it once"),
)

LIMITS = LimitSpec(
    windows=(
        WindowSpec(
            "five minutes",
            limit=150,
            seconds=300,
            clock_aligned=False,
            headers=HeaderNames("ratelimit-limit", "ratelimit-remaining", "ratelimit-reset"),
        ),
    ),
)

MONEYBIRD = Connector(
    name="moneybird",
    title="Moneybird",
    sites={"nl": Site("https://moneybird.com")},
    auth=AUTH,
    limits=LIMITS,
    dialect=MoneybirdDialect(),
    catalogue=CATALOGUE,
    package=__name__,
    scope_parts={"administration": ScopePart(str, "Administratie", listed_by="bookkeeping.Administrations")},
)

__getattr__, __dir__ = bare_names(__name__, CATALOGUE)
