"""What carrying out a plan takes of the budgets: reserved before it is sent, given back where nothing came of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from decimal import Decimal

from nlconnect.engine.allowance import Allowance, Taking
from nlconnect.model.outcome import Plan


def taking_of(plan: Plan) -> Taking:
    """One record, whoever it is sent to, what it is worth, and its body with files. Calls count as they leave."""
    size = len((plan.body or "").encode()) + sum(file.size for file in plan.files)
    return Taking(records=1, recipients=len(plan.recipients), euros=Decimal(plan.worth or 0), size=size)


class Spent:
    """Whether what was reserved was used."""

    def __init__(self) -> None:
        self.is_used = True

    def nothing(self) -> None:
        """Nothing came of it."""
        self.is_used = False


@asynccontextmanager
async def spending(bounds: Allowance | None, taking: Taking) -> AsyncIterator[Spent]:
    """Reserve for as long as the block runs. Raises PolicyRefused where that is more than is left.

    A process that dies meanwhile leaves it reserved, and so does an answer that was lost: it may have been used.
    """
    spent = Spent()
    if bounds is None:
        yield spent
        return
    receipt = await bounds.take(taking)
    try:
        yield spent
    finally:
        if not spent.is_used:
            await bounds.give_back(receipt)
