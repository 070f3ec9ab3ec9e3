"""Records on a terminal: as many columns as fit, numbers to the right, Dutch headers where they are known."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from nlconnect.cli.listing import plain_table, printable

if TYPE_CHECKING:
    from nlconnect.model.catalogue import EntitySpec
    from nlconnect.model.table import Batch, Column

ROWS = 100
"""How many rows a terminal gets without `--limit`."""

CANDIDATES = 24
"""How many columns are fetched to choose from when nobody selected any."""

WIDEST = 40
NARROWEST = 8
GAP = 2
RIGHT = ("int", "int64", "decimal", "float")


_KINDS = tuple(
    re.compile(pattern)
    for pattern in (
        r"^(code|number|name|title|subject|description)$",
        r"_(number|code)$",
        r"(?<!full)_name$",
        r"^amount|_amount|balance|price",
        r"date$",
        r"status$",
        r"description$",
    )
)
"""What people look at first, by the names of fields."""

_OF_A_KIND = 2


def columns_for_people(entity: EntitySpec, names: Sequence[str]) -> tuple[str, ...]:
    """Of these fields the likeliest that people look for, a few of each kind, the best first."""
    specs = [entity.by_name[name] for name in names]
    readable = [spec for spec in specs if spec.type not in ("guid", "binary")] or specs
    # A Dutch header means that somebody found the field worth one.
    readable.sort(key=lambda spec: spec.label_nl is None)
    seen: Counter[int] = Counter()
    ranked: list[tuple[int, int, int, str]] = []
    for spec in readable:
        kind = next((number for number, pattern in enumerate(_KINDS) if pattern.search(spec.name)), len(_KINDS))
        ranked.append((seen[kind] // _OF_A_KIND, kind, len(ranked), spec.name))
        seen[kind] += 1
    return tuple(name for *_, name in sorted(ranked)[:CANDIDATES])


@dataclass
class Grid:
    """Rows kept to be shown; empty columns make way where nobody asked for them."""

    columns: Sequence[Column]
    dutch: bool
    chosen: bool
    cells: list[list[str]] = field(default_factory=list)
    shown: int = 0

    def add(self, batch: Batch) -> None:
        """Keep the rows of a batch."""
        for row in zip(*batch.by_column().values(), strict=True):
            self.cells.append([shown_value(column, value) for column, value in zip(self.columns, row, strict=True)])

    def show(self, *, width: int | None = None) -> None:
        """Print the table, as wide as the terminal."""
        from rich.console import Console
        from rich.text import Text

        room = width or shutil.get_terminal_size().columns
        headers = [(column.label_nl or column.name) if self.dutch else column.name for column in self.columns]
        fitting, widths = self._fitting(headers, room)
        right = [place for place, number in enumerate(fitting) if self.columns[number].type in RIGHT]
        table = plain_table([headers[number] for number in fitting], right=right)
        for column, size in zip(table.columns, widths, strict=True):
            column.no_wrap, column.max_width = True, size
        for row in self.cells:
            table.add_row(*(Text(row[number]) for number in fitting))
        self.shown = len(fitting)
        Console(width=max(room, sum(widths) + GAP * len(widths))).print(table)

    def _fitting(self, headers: list[str], room: int) -> tuple[list[int], list[int]]:
        """The numbers of the columns to show and their widths; all that were asked for, else what there is room for."""
        needed = [
            min(WIDEST, max([len(headers[number]), *(len(row[number]) for row in self.cells)]))
            for number in range(len(headers))
        ]
        if self.chosen:
            return list(range(len(headers))), _squeezed(needed, room)
        fitting: list[int] = []
        used = 0
        for number, size in enumerate(needed):
            is_empty = not any(row[number] for row in self.cells)
            if not is_empty and (used + size + GAP <= room or not fitting):
                fitting.append(number)
                used += size + GAP
        return fitting, [needed[number] for number in fitting]


def _squeezed(needed: list[int], room: int) -> list[int]:
    """Widths that fit where possible: the widest give way first, none below a minimum."""
    widths = list(needed)
    while sum(widths) + GAP * len(widths) > room and max(widths) > NARROWEST:
        widths[widths.index(max(widths))] -= 1
    return widths


def shown_value(column: Column, value: object) -> str:
    """One value as a person reads it."""
    from nlconnect.model.redaction import HIDDEN
    from nlconnect.model.table import MASKED
    from nlconnect.outlets.cells import is_amount, text_of

    if value is None:
        return ""
    if value is MASKED:
        return HIDDEN
    if column.enum is not None:
        return next((name for name, code in column.enum.values.items() if code == value), str(value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return _number(value, is_money=is_amount(column))
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M") if (value.hour or value.minute) else value.strftime("%Y-%m-%d")
    if isinstance(value, bytes):
        return f"{len(value):,} bytes"
    return " ".join(printable(text_of(value)).split())


def _number(value: Decimal, *, is_money: bool) -> str:
    """Money with cents, and with whatever digits it has beyond them."""
    return f"{value:,.2f}" if is_money and value == round(value, 2) else f"{value:,f}"
