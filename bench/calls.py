"""How many calls it takes to read everything there is: ceil(N / 1000), one more where the last page is full."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict, dataclass
from typing import Any

from nlconnect.model.collection import Collection, entity_of
from nlconnect.testing import SignedInMock
from nlconnect_exact.crm import Accounts
from nlconnect_exact.salesinvoice import SalesInvoices

ROWS = (0, 1, 999, 1000, 1001, 2500)
SOURCES: tuple[Collection[Any], ...] = (Accounts, SalesInvoices)


@dataclass(frozen=True)
class Figures:
    entity: str
    rows: int
    read: int
    calls: int

    @property
    def most(self) -> int:
        """A full last page does not say that it is the last."""
        return self.rows // 1000 + 1

    @property
    def reaches_the_aim(self) -> bool:
        return self.read == self.rows and self.calls <= self.most

    def __str__(self) -> str:
        return f"{self.entity}, {self.rows:,} rows: {self.calls} calls (at most {self.most}), {self.read:,} read"


def measure(source: Collection[Any], *, rows: int) -> Figures:
    """Read all of a company with so many rows."""
    mock = SignedInMock("exact")
    name = entity_of(source).qualified_name
    for _ in range(rows):
        mock.add(name)
    read = sum(1 for _ in mock.connect().read(source))
    calls = mock.calls.count("GET")
    mock.close()
    return Figures(name, rows, read, calls)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench.calls", description=__doc__)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(arguments)
    found = [measure(source, rows=rows) for source in SOURCES for rows in ROWS]
    if given.json:
        print(json.dumps([asdict(figures) | {"ok": figures.reaches_the_aim} for figures in found]))
    else:
        print(*found, sep="\n")
    return 0 if all(figures.reaches_the_aim for figures in found) else 1


if __name__ == "__main__":
    sys.exit(main())
