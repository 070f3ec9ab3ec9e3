"""`demo`: what `make demo` runs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from typer import Option


def demo(
    *,
    out: Annotated[Path, Option(metavar="FILE", help="Where the spreadsheet goes.")] = Path("debiteuren-demo.xlsx"),
) -> None:
    """See it work on mock companies: a day of a small firm.

    Starts mocks of Exact Online, AFAS Profit and Microsoft 365 on this machine, signs in over HTTP, pulls the open
    items of three companies, checks the total against the ledger, and follows one invoice through the three systems.
    Under house rules the weekly sales report goes to the team, an invoice is kept from the wrong customer, and the
    audit trail tells what was done with one person's data. Your own settings and state are left alone.
    """
    from nlconnect.cli.outcome import demand

    demand("uvicorn", "xlsxwriter", "pypdf")
    from nlconnect.cli.demonstration import show

    show(out)
