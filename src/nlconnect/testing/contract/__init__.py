"""What every connector must pass, for one line in its tests.

TestExact = contract("exact", entity="cashflow.Receivables")
"""

from __future__ import annotations

from nlconnect.testing.contract.catalogue import CatalogueContract
from nlconnect.testing.contract.following import FollowingContract, UnfollowedContract
from nlconnect.testing.contract.reading import ReadingContract
from nlconnect.testing.contract.trouble import TroubleContract

__all__ = ["contract"]


class _Contract(CatalogueContract, ReadingContract, TroubleContract):
    """The parts that every system has."""


class _Followed(_Contract, FollowingContract):
    """All parts."""


class _Unfollowed(_Contract, UnfollowedContract):
    """Without changes to follow."""


def contract(system: str, *, entity: str, followed: str | None = "") -> type[_Contract]:
    """The suite over the mock of that system, on both faces and with both HTTP libraries.

    `entity` is one that people read much of: with a key, in pages, with dates, amounts and named values. `followed` is
    one whose changes the system tells, where that is another; None where the system tells of none.
    """
    parts = _Unfollowed if followed is None else _Followed
    return type(f"Test{system.title()}", (parts,), {"system": system, "entity": entity, "followed": followed or ""})
