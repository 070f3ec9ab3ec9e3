"""The ledger: administrations, entries, open items, balances."""

from __future__ import annotations

from nlconnect.mock.tables import Source
from nlconnect_afas.mock.rows.environment import Environment


def administrations(environment: Environment) -> Source:
    return environment.listed(
        lambda office: [
            {"AdminId": office.unit, "AdminNm": office.company.name, "AdminCd": office.company.kind[:3].upper()}
        ]
    )
