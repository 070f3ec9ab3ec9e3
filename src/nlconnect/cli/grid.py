"""Records on a terminal: as many columns as fit, numbers to the right, Dutch headers where they are known."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
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
WHOLE = (*RIGHT, "date", "datetime", "bool")
DUTCH_SIGNS = str.maketrans(",.", ".,")


_KINDS = tuple(
    re.compile(pattern)
    for pattern in (
        r"^(code|number|name|title|subject|description)$",
        r"(?<!house)(?<!phone)_(number|code)$",
        r"(?<!full)_name$|^from_$",
        r"^amount|_amount|balance|price",
        r"date(_time)?$",
        r"status$",
        r"description$",
    )
)
"""What people look at first, by the names of fields."""

_OF_THE_FIRST_KIND = 2
"""A code and a name together say what a record is; of each other kind one comes first."""


def columns_for_people(entity: EntitySpec, names: Sequence[str]) -> tuple[str, ...]:
    """Of these fields the likeliest that people look for, some of each kind, the best first."""
    specs = [entity.by_name[name] for name in names]
    readable = [spec for spec in specs if spec.type not in ("guid", "binary")] or specs
    # A Dutch header means that somebody found the field worth one; what is the entity's own has a short name.
    readable.sort(key=lambda spec: (spec.label_nl is None, spec.name.count("_")))
    seen: Counter[int] = Counter()
    ranked: list[tuple[int, int, int, str]] = []
    for spec in readable:
        if spec.is_key and spec.name != "id":  # a customer's number, say; an `id` is only for programs
            ranked.append((-1, 0, len(ranked), spec.name))
            continue
        kind = next((number for number, pattern in enumerate(_KINDS) if pattern.search(spec.name)), len(_KINDS))
        ranked.append((seen[kind] if kind else seen[kind] // _OF_THE_FIRST_KIND, kind, len(ranked), spec.name))
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
            self.cells.append(
                [shown_value(column, value, dutch=self.dutch) for column, value in zip(self.columns, row, strict=True)]
            )

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
            return list(range(len(headers))), _squeezed(needed, room, least=[*map(self._least, range(len(headers)))])
        fitting: list[int] = []
        used = 0
        for number, size in enumerate(needed):
            is_empty = not any(row[number] for row in self.cells)
            if not is_empty and (used + size + GAP <= room or not fitting):
                fitting.append(number)
                used += size + GAP
        return fitting, [needed[number] for number in fitting]

    def _least(self, number: int) -> int:
        """How narrow a column may get: half a name helps, half a number or date misleads."""
        if self.columns[number].type not in WHOLE:
            return NARROWEST
        return max((len(row[number]) for row in self.cells), default=NARROWEST)


def _squeezed(needed: list[int], room: int, *, least: list[int]) -> list[int]:
    """Widths that fit where possible: the widest give way first, none below its least."""
    widths = list(needed)
    while sum(widths) + GAP * len(widths) > room:
        spare = [place for place, width in enumerate(widths) if width > least[place]]
        if not spare:
            break
        widths[max(spare, key=lambda place: widths[place])] -= 1
    return widths


def shown_value(column: Column, value: object, *, dutch: bool = False) -> str:
    """One value as a person reads it; in Dutch as Dutch people write numbers and dates."""
    from nlconnect.model.redaction import HIDDEN
    from nlconnect.model.table import MASKED
    from nlconnect.outlets.cells import decimal_text, is_amount, wall_clock

    if value is None:
        return ""
    if value is MASKED:
        return HIDDEN
    if column.enum is not None:
        return next((name for name, code in column.enum.values.items() if code == value), str(value))
    if isinstance(value, bool):
        return ("ja" if value else "nee") if dutch else ("yes" if value else "no")
    if isinstance(value, Decimal):
        text = decimal_text(value, is_money=is_amount(column), thousands=",")
        return text.translate(DUTCH_SIGNS) if dutch else text
    if isinstance(value, date):
        day = "%d-%m-%Y" if dutch else "%Y-%m-%d"
        value = wall_clock(value) if isinstance(value, datetime) else value
        has_time = isinstance(value, datetime) and (value.hour or value.minute)
        return value.strftime(f"{day} %H:%M" if has_time else day)
    if isinstance(value, bytes):
        return f"{len(value):,} bytes"
    return " ".join(printable(_in_words(value)).split())


def _in_words(value: object) -> str:
    """What has a shape of its own without the names of its parts: whom a letter is from, and their address."""
    if isinstance(value, dict | list):
        within = value.values() if isinstance(value, dict) else value
        return ", ".join(words for words in map(_in_words, within) if words)
    return "" if value is None else str(value)
