"""Lists on standard output: a table on a terminal, tab-separated lines in a pipe, JSON when asked for."""

from __future__ import annotations

import json
import shutil
import sys
import textwrap
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.table import Table

UNLIMITED = 1_000_000
NARROWEST, GAP = 8, 2

Row = Mapping[str, object]


def on_terminal() -> bool:
    return sys.stdout.isatty()


def show_rows(
    rows: Sequence[Row],
    *,
    as_json: bool,
    empty: str = "Nothing found.",
    whole: Sequence[str] = (),
    aligned: bool = False,
) -> None:
    """One line for each row; the keys of the first are the columns, those in `whole` are never cut off.

    `empty` is said where there are none. In a pipe `aligned` columns are for reading, others for programs.
    """
    if as_json:
        show_json(list(rows))
    elif not rows:
        print(empty, file=sys.stderr)
    elif on_terminal():
        from rich.console import Console
        from rich.text import Text

        least = 0
        table = plain_table([str(key).replace("_", " ") for key in rows[0]])
        for key, column in zip(rows[0], table.columns, strict=True):
            if key in whole:
                column.no_wrap = True
                column.min_width = max(len(cell(row[key])) for row in rows)
            least += GAP + (column.min_width or NARROWEST)
        for row in rows:
            table.add_row(*(Text(cell(value)) for value in row.values()))
        # A terminal that is too narrow breaks lines; a table that is cut would hide columns.
        console = Console(width=max(shutil.get_terminal_size().columns, least))
        with console.capture() as shown:
            console.print(table)
        # Blanks at the end of a line would break it, too.
        print("\n".join(line.rstrip() for line in shown.get().splitlines()))
    elif aligned:
        _show_aligned(rows)
    else:
        for row in rows:
            print("\t".join(cell(value) for value in row.values()))


def _show_aligned(rows: Sequence[Row]) -> None:
    table = [list(rows[0]), *([cell(value) for value in row.values()] for row in rows)]
    widths = [max(len(line[number]) for line in table) for number in range(len(table[0]))]
    for line in table:
        print("  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip())


def show_facts(facts: Row) -> None:
    """Names and values below each other; what is empty is left out."""
    shown = {key: cell(value) for key, value in facts.items() if value not in (None, "", (), [])}
    width = max(map(len, shown), default=0)
    room = shutil.get_terminal_size().columns if on_terminal() else UNLIMITED
    for key, value in shown.items():
        indent = " " * (width + 2)
        line = textwrap.fill(value, max(room, width + 20), initial_indent=indent, subsequent_indent=indent)
        print(f"{key:<{width}}  {line.lstrip()}")


def show_json(document: object) -> None:
    print(json.dumps(document, indent=2, default=_in_json, ensure_ascii=False))


def _in_json(value: object) -> object:
    """Moments and numbers as `read` writes them, unless a float cannot hold the number."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal) and value.is_finite() and Decimal(repr(float(value))) == value:
        return float(value)
    return str(value)


def cell(value: object) -> str:
    """One value as text for people."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple | set | frozenset):
        return ", ".join(cell(entry) for entry in value)
    return printable(str(value))


def printable(text: str) -> str:
    """Text from outside without what would steer a terminal: control characters become blanks."""
    return text if text.isprintable() else "".join(char if char.isprintable() else " " for char in text)


def plain_table(headers: Sequence[str], *, right: Sequence[int] = ()) -> Table:
    """A table without frames; the columns whose numbers are in `right` are aligned to that side."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    for number, header in enumerate(headers):
        table.add_column(Text(header), justify="right" if number in right else "left", overflow="ellipsis")
    return table
