"""Tables and bars as mail programs show them: cells with a width, styles on the spot, no script, nothing fetched."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from html import escape

from nlconnect.model.table import MASKED, Column
from nlconnect.outlets.cells import (
    MASK,
    decimal_text,
    headers,
    is_amount,
    is_number_of,
    names_of_values,
    text_of,
    wall_clock,
)
from nlconnect.reports.columns import NUMBERS, Chart, Language, Rows, columns_of, drawn, number_of, rows_drawn

MOST_ROWS = 200
"""Of a table in a mail; the whole of it belongs in a workbook."""
LONGEST = 300
BAR, BELOW_ZERO = "#2f6f9f", "#b3402f"
LINE = "border-bottom:1px solid #d8dde2;"
CELL = f"padding:4px 10px 4px 0;{LINE}vertical-align:top;"
FONT = "font-family:Segoe UI,Helvetica,Arial,sans-serif;font-size:14px;color:#1f2a33;"
_DUTCH = str.maketrans(",.", ".,")
_WORDS = {
    "nl": {"more": "en nog {} regels", "total": "Totaal", True: "ja", False: "nee"},
    "en": {"more": "and {} rows more", "total": "Total", True: "yes", False: "no"},
}


def table_of(
    title: str,
    columns: Sequence[str | Column],
    rows: Rows,
    *,
    totals: Sequence[str] = (),
    language: Language = "nl",
) -> str:
    """An HTML table: numbers and days as people of that language write them, the columns in `totals` added up.

    At most 200 rows are shown, and the rest is counted; the totals are of all. Raises QueryError for rows and names
    that do not fit.
    """
    known = columns_of(columns, rows)
    sums = _totals(known, rows, totals)
    head = "".join(
        f'<th align="{_side(column)}" style="{CELL}border-bottom:2px solid #1f2a33;">{_safe(header)}</th>'
        for column, header in zip(known, _headers(known, language), strict=True)
    )
    body = [_row([_told(column, value, language) for column, value in _cells(known, row)], known) for row in rows]
    if len(body) > MOST_ROWS:
        more = str(_WORDS[language]["more"]).format(len(body) - MOST_ROWS)
        body[MOST_ROWS:] = [f'<tr><td colspan="{len(known)}" style="{CELL}">{more}</td></tr>']
    if sums:
        told = [_told(column, sums[column.name], language) if column.name in sums else "" for column in known]
        free = next((place for place, column in enumerate(known) if column.name not in sums), None)
        if free is not None:
            told[free] = str(_WORDS[language]["total"])
        body.append(_row(told, known, style="font-weight:bold;"))
    return (
        f'{_heading(title)}<table role="table" cellpadding="0" cellspacing="0" border="0" '
        f'style="border-collapse:collapse;{FONT}"><thead><tr>{head}</tr></thead><tbody>{"".join(body)}</tbody></table>'
    )


def bars_of(
    title: str,
    columns: Sequence[str | Column],
    rows: Rows,
    *,
    chart: Chart,
    language: Language = "nl",
) -> str:
    """A bar for each of the first 40 rows, made of table cells, with its name and its number beside it.

    Rows at the end without a number, or with a nought, are left out. Raises QueryError where the chart names a column
    that is not there or has no numbers.
    """
    known = columns_of(columns, rows)
    names, place = drawn(chart, known)
    shown = rows_drawn(rows, place)
    numbers = [number_of(row[place]) or Decimal(0) for row in shown]
    largest = max((abs(number) for number in numbers), default=Decimal(0)) or Decimal(1)
    body = [
        f'<tr><td style="{CELL}">{_safe(_told(known[names], row[names], language))}</td>'
        f'<td width="320" style="{CELL}">{_bar(number / largest)}</td>'
        f'<td align="right" style="{CELL}">{_safe(_told(known[place], row[place], language))}</td></tr>'
        for row, number in zip(shown, numbers, strict=True)
    ]
    left = sum(number_of(row[place]) not in (None, 0) for row in rows[len(shown) :])
    if left:
        body.append(f'<tr><td colspan="3" style="{CELL}">{str(_WORDS[language]["more"]).format(left)}</td></tr>')
    return (
        f'{_heading(title)}<table role="presentation" cellpadding="0" cellspacing="0" border="0" '
        f'style="border-collapse:collapse;{FONT}">{"".join(body)}</table>'
    )


def paragraph_of(*lines: str) -> str:
    """Plain text, each line on a line of its own."""
    return f'<p style="{FONT}">{"<br>".join(_safe(line) for line in lines)}</p>'


def letter_of(title: str, *parts: str, language: Language = "nl") -> str:
    """A whole HTML letter. Parts are what the other functions gave: they are put in as they are."""
    inner = "".join(parts)
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>{_safe(title)}</title></head>'
        f'<body style="margin:0;padding:16px;background:#ffffff;"><div style="max-width:760px;{FONT}">'
        f'<h1 style="font-size:20px;margin:0 0 12px;">{_safe(title)}</h1>{inner}</div></body></html>'
    )


def _heading(title: str) -> str:
    return f'<h2 style="{FONT}font-size:16px;margin:20px 0 6px;">{_safe(title)}</h2>' if title else ""


def _bar(share: Decimal) -> str:
    """A cell that is filled, and one that is not; at least a sliver for what is not nothing."""
    width = max(1, round(abs(share) * 100)) if share else 0
    if width == 0:
        return ""
    colour = BAR if share > 0 else BELOW_ZERO
    thin = "font-size:1px;line-height:14px;"
    rest = f'<td width="{100 - width}%" style="{thin}">&nbsp;</td>' if width < 100 else ""
    return (
        '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr>'
        f'<td width="{width}%" bgcolor="{colour}" style="background:{colour};{thin}">&nbsp;</td>'
        f"{rest}</tr></table>"
    )


def _row(cells: Sequence[str], columns: Sequence[Column], *, style: str = "") -> str:
    inner = "".join(
        f'<td align="{_side(column)}" style="{CELL}{style}">{_safe(cell)}</td>'
        for column, cell in zip(columns, cells, strict=True)
    )
    return f"<tr>{inner}</tr>"


def _cells(columns: Sequence[Column], row: Sequence[object]) -> list[tuple[Column, object]]:
    return list(zip(columns, row, strict=True))


def _totals(columns: Sequence[Column], rows: Rows, names: Sequence[str]) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for name in names:
        _, place = drawn(Chart(by=name, of=name), columns)
        found[name] = sum((number_of(row[place]) or Decimal(0) for row in rows), Decimal(0))
    return found


def _headers(columns: Sequence[Column], language: Language) -> list[str]:
    return headers(columns, excel="nl" if language == "nl" else None)


def _side(column: Column) -> str:
    return "right" if column.type in NUMBERS and not is_number_of(column) and column.enum is None else "left"


def _told(column: Column, value: object, language: Language) -> str:
    """One cell as text, not escaped yet."""
    if value is None:
        return ""
    if value is MASKED:
        return MASK
    name = names_of_values(column).get(value) if column.enum is not None else None
    if name is not None:
        return name
    if isinstance(value, bool):
        return str(_WORDS[language][value])
    if isinstance(value, date):
        return _day(value, language)
    number = number_of(value)
    if number is None or is_number_of(column):
        text = text_of(value)
        return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
    told = decimal_text(number, is_money=is_amount(column), thousands=",")
    return told.translate(_DUTCH) if language == "nl" else told


def _day(value: date, language: Language) -> str:
    form = "%d-%m-%Y" if language == "nl" else "%Y-%m-%d"
    if isinstance(value, datetime):
        return wall_clock(value).strftime(f"{form} %H:%M")
    return value.strftime(form)


def _safe(text: str) -> str:
    """Without what could be taken for markup, and without signs that turn the direction of the text about."""
    plain = "".join(sign for sign in text if sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cf", "Cs"))
    return escape(plain, quote=True).replace("\n", "<br>")
