"""The seeded world as rows of AFAS: one function for each view that has rows. All others answer with none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from nlconnect.mock.tables import Source
from nlconnect_afas.mock.rows import ledger, relations
from nlconnect_afas.mock.rows.environment import Environment


@dataclass(frozen=True, slots=True)
class Rows:
    """How the rows of a view are made, and the columns they rise by, which tell them apart; empty where they do not."""

    make: Callable[[Environment], Source]
    rising: tuple[str, ...] = ()


ROWS: Mapping[str, Rows] = {
    "Profit_Administrations": Rows(ledger.administrations, ("AdminId",)),
    "Profit_Creditor": Rows(relations.creditors, ("CreditorId",)),
    "Profit_Debtor": Rows(relations.debtors, ("DebtorId",)),
}
ALWAYS = frozenset({"Profit_Administrations", "Profit_Employers", "Profit_Users"})
"""What stays where a mock is opened without rows."""
