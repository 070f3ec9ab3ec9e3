"""What every connector must pass, for one line in its tests.

TestExact = contract("exact", entity="cashflow.Receivables")
"""

from __future__ import annotations

from nlconnect.testing.contract.catalogue import CatalogueContract
from nlconnect.testing.contract.following import FollowingContract
from nlconnect.testing.contract.reading import ReadingContract
from nlconnect.testing.contract.trouble import TroubleContract

__all__ = ["contract"]


class _Contract(CatalogueContract, ReadingContract, FollowingContract, TroubleContract):
    """All parts."""


def contract(system: str, *, entity: str, followed: str = "") -> type[_Contract]:
    """The suite over the mock of that system, on both faces and with both HTTP libraries.

    `entity` is one that people read much of: with a key, in pages, with dates, amounts and named values. `followed` is
    one whose changes the system tells, where that is another.
    """
    return type(f"Test{system.title()}", (_Contract,), {"system": system, "entity": entity, "followed": followed})
