"""Reading a total back from a workbook that we wrote: proof by the file itself, without another library."""

from __future__ import annotations

import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as ET

SHEET = "xl/worksheets/sheet1.xml"
_SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def totals(path: Path, *, key: str, amount: str) -> Mapping[str, Decimal]:
    """The sum of the column headed `amount` for each value of the column headed `key`."""
    rows = _rows(path)
    headers = next(rows)
    places = {text: column for column, text in headers.items()}
    found: defaultdict[str, Decimal] = defaultdict(Decimal)
    for row in rows:
        # Excel keeps 15 digits and numbers as floats: cents come back whole after rounding.
        found[row[places[key]]] += round(Decimal(row.get(places[amount], "0")), 2)
    return found


def _rows(path: Path) -> Iterator[Mapping[str, str]]:
    """Cells by the letters of their column."""
    with zipfile.ZipFile(path) as book, book.open(SHEET) as sheet:
        for _, row in ET.iterparse(sheet):  # noqa: S314  # a file that we wrote a moment ago
            if row.tag == f"{_SPACE}row":
                cells = row.iter(f"{_SPACE}c")
                yield {cell.attrib["r"].rstrip("0123456789"): "".join(cell.itertext()) for cell in cells}
                row.clear()
