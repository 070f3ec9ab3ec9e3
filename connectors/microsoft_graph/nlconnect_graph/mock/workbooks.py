"""Excel through Graph: the sheet of debtors, its table, and any range of it. Its shape follows Microsoft's pages."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from urllib.parse import unquote

from nlconnect.mock.messages import Answer, json_answer
from nlconnect.mock.tables import Row
from nlconnect_graph.mock.refusals import JSON_TYPE, Refused
from nlconnect_graph.mock.rows.enterprise import Enterprise

SHEET, TABLE = "Blad1", "Debiteuren"
HEADERS = ("Factuur", "Klant", "Bedrag", "Vervaldatum", "Gebeld")
FORMATS = ("General", "@", "#,##0.00", "d-m-yyyy", "General")
ROWS = 12
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DAY_ZERO = date(1899, 12, 30)
_PATH = re.compile(r"(?P<item>/.+)/workbook/(?P<rest>.+)", re.IGNORECASE)
_RANGE = re.compile(r"([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?")


def split(path: str) -> tuple[str, str] | None:
    """The address of the file, and what is wanted of the workbook in it; None where it is about no workbook."""
    found = _PATH.fullmatch(path)
    return None if found is None else (found["item"], unquote(found["rest"]))


def answer_workbook(row: Row, wanted: str, enterprise: Enterprise, *, select: str = "") -> Answer:
    """Sheets, tables, rows, columns or a range, whole or with the fields that are selected. Raises Refused."""
    file = row["file"]
    if not isinstance(file, Mapping) or file.get("mimeType") != SPREADSHEET:
        raise Refused(400, "invalidRequest", "The file is no workbook.")
    cells = _cells(enterprise)
    sheet = {"id": "{00000000-0001-0000-0000-000000000000}", "name": SHEET, "position": 0, "visibility": "Visible"}
    table = {"id": "1", "name": TABLE, "showHeaders": True, "showTotals": False, "style": "TableStyleMedium2"}
    head, _, rest = wanted.partition("/")
    name, _, part = rest.partition("/")
    if head.lower() not in ("worksheets", "tables"):
        raise _missing()
    entry, names = (sheet, (SHEET, sheet["id"])) if head.lower() == "worksheets" else (table, (TABLE, "1"))
    if not name:
        return _json(_selected({"value": [entry]}, select))
    if name not in names:
        raise _missing()
    if not part:
        return _json(_selected(entry, select))
    return _json(_selected(_part(part, cells), select))


def _selected(body: Mapping[str, object], select: str) -> Mapping[str, object]:
    names = {name.strip() for name in select.split(",") if name.strip()}
    rows = body.get("value")
    if not names:
        return body
    if isinstance(rows, list):
        return {"value": [_selected(row, select) for row in rows]}
    return {name: value for name, value in body.items() if name in names}


def _part(part: str, cells: Sequence[Sequence[object]]) -> Mapping[str, object]:
    word = part.partition("(")[0].lower()
    if word.startswith("columns/"):
        found = [one for one in _columns(cells) if part.partition("/")[2] in (one["id"], one["name"])]
        if not found:
            raise _missing()
        return found[0]
    match word:
        case "tables":
            return {"value": [{"id": "1", "name": TABLE}]}
        case "rows":
            return {"value": [{"index": number, "values": [list(row)]} for number, row in enumerate(cells[1:])]}
        case "columns":
            return {"value": _columns(cells)}
        case "databodyrange":
            return _range(cells, 1, 0, len(cells) - 1, len(HEADERS) - 1)
        case "headerrowrange":
            return _range(cells, 0, 0, 0, len(HEADERS) - 1)
    place = _RANGE.search(part.partition("'")[2]) if word == "range" and "(" in part else None
    if place is not None:
        last_column, last_row = place[3] or place[1], place[4] or place[2]
        return _range(cells, int(place[2]) - 1, _column(place[1]), int(last_row) - 1, _column(last_column))
    if word in ("range", "usedrange"):
        return _range(cells, 0, 0, len(cells) - 1, len(HEADERS) - 1)
    raise _missing()


def _columns(cells: Sequence[Sequence[object]]) -> list[Mapping[str, object]]:
    return [
        {"id": str(place), "index": place - 1, "name": HEADERS[place - 1], "values": [[value] for value in column]}
        for place, column in enumerate(zip(*cells, strict=True), 1)
    ]


def _range(cells: Sequence[Sequence[object]], top: int, left: int, bottom: int, right: int) -> Mapping[str, object]:
    """Cells beyond what was written are empty texts, as in Excel."""
    places = [[(row, column) for column in range(left, right + 1)] for row in range(top, bottom + 1)]

    def value(row: int, column: int) -> object:
        return cells[row][column] if row < len(cells) and column < len(HEADERS) else ""

    def form(row: int, column: int) -> str:
        return FORMATS[column] if 0 < row < len(cells) and column < len(HEADERS) else "General"

    values = [[value(*place) for place in line] for line in places]
    return {
        "address": f"{SHEET}!{_letters(left)}{top + 1}:{_letters(right)}{bottom + 1}",
        "rowCount": len(values),
        "columnCount": right - left + 1,
        "rowIndex": top,
        "columnIndex": left,
        "values": values,
        "formulas": values,
        "text": [[str(one) for one in line] for line in values],
        "numberFormat": [[form(*place) for place in line] for line in places],
    }


def _cells(enterprise: Enterprise) -> list[Sequence[object]]:
    """The oldest open invoices of the first company, typed over by somebody."""
    sales = enterprise.books[0].sales
    rows: list[Sequence[object]] = [HEADERS]
    for place in range(min(ROWS, sales.open_count)):
        invoice = sales.open_invoice(place)
        cents = sum(posting.cents for posting in invoice.postings if posting.cents > 0)
        due = (invoice.due - _DAY_ZERO).days
        rows.append((invoice.invoice_number, invoice.party.name, cents / 100, due, place % 3 == 0))
    return rows


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _letters(column: int) -> str:
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def _missing() -> Refused:
    return Refused(404, "ItemNotFound", "The requested resource doesn't exist.")


def _json(body: Mapping[str, object]) -> Answer:
    return json_answer(200, body, content_type=JSON_TYPE)
