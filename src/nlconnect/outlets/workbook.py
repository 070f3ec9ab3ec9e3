"""XLSX with real dates and numbers, written row by row, with a sheet that says where the rows came from."""

from __future__ import annotations

import base64
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, BinaryIO

import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException

from nlconnect.errors import ConfigError
from nlconnect.model.table import MASKED, Batch, Column
from nlconnect.outlets.cells import (
    MASK,
    Excel,
    headers,
    is_amount,
    is_number_of,
    is_readable,
    names_of_values,
    text_of,
    wall_clock,
)

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

ROWS_A_SHEET = 1_048_576
LONGEST_TEXT = 32_767
LONGEST_TITLE = 255
UNDATED = datetime(1980, 1, 1, tzinfo=UTC)
"""Stands where a report would say when it was made, so that the same rows give the same bytes."""
EXACT_NUMBER = 10**15
"""Excel keeps 15 digits of a number: longer ones are written as text."""

FIRST_DAY = date(1900, 3, 1)
"""Excel counts a 29 February 1900, so earlier days would be a day off: they are written as text."""

SAMPLED_ROWS = 200
NARROWEST, WIDEST = 8, 48

NUMBERS = ("int", "int64", "decimal", "float")
LEFT: Mapping[str, object] = {"align": "left"}
RIGHT: Mapping[str, object] = {"align": "right", "indent": 1}
"""The indent keeps an amount off the text in the next column."""

A4 = 9
LINE, ABOUT_WIDTH = 15, 90

SHEETS = {"nl": ("Gegevens", "Over dit bestand"), None: ("Data", "About")}
DAYS = {"nl": "dd-mm-yyyy", None: "yyyy-mm-dd"}

Write = Callable[[int, int, Any], object]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart of two columns, by their places; `labels` and `values` are what those hold, for who shows no formulas."""

    title: str
    kind: str
    names: int
    numbers: int
    labels: Sequence[str]
    values: Sequence[float | None]


class _PatientFile:
    """Keeps an error of the disk until the archive is closed: zipfile complains on stderr about one left half-way."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._place = 0
        self.error: OSError | None = None

    def write(self, content: bytes) -> int:
        if self.error is None:
            try:
                self._file.write(content)
                self._file.flush()
            except OSError as error:
                self.error = error
        self._place += len(content)
        return len(content)

    def seek(self, offset: int, whence: int = 0) -> int:
        self._place = self._file.seek(offset, whence) if self.error is None else offset
        return self._place

    def tell(self) -> int:
        return self._place

    def flush(self) -> None:
        return None

    def seekable(self) -> bool:
        return True


class WorkbookFormat:
    """One sheet of data (another after 1,048,576 rows), frozen header, autofilter; text is never taken as a formula."""

    def __init__(
        self, file: BinaryIO, columns: Sequence[Column], *, excel: Excel, notes: Mapping[str, str], title: str = ""
    ) -> None:
        self._columns = tuple(columns)
        self._excel = excel
        self._notes = notes
        self._folder = tempfile.mkdtemp(prefix="nlconnect-")
        options = {
            "constant_memory": True,
            "tmpdir": self._folder,
            "strings_to_urls": False,
            "strings_to_formulas": False,
        }
        self._file = _PatientFile(file)
        self._book = xlsxwriter.Workbook(self._file, options)
        if title:
            self._book.set_properties({"title": title[:LONGEST_TITLE], "created": UNDATED})
        header = {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}
        self._header = self._book.add_format(header)
        self._header_right = self._book.add_format({**header, **RIGHT})
        self._headers = headers(columns, excel=excel)
        self._day = self._book.add_format({"num_format": DAYS[excel], **LEFT})
        self._moment = self._book.add_format({"num_format": f"{DAYS[excel]} hh:mm", **LEFT})
        self._amount = self._book.add_format({"num_format": "#,##0.00", **RIGHT})
        self._left = self._book.add_format(LEFT)
        self._right = self._book.add_format(RIGHT)
        self._names = [names_of_values(column) if excel else {} for column in columns]
        self._money = [is_amount(column) for column in columns]
        self._counts = [column.type in NUMBERS and not is_number_of(column) for column in columns]
        self._widths = [min(WIDEST, max(NARROWEST, len(header) + 3)) for header in self._headers]
        self._sheets = 0
        self._row = 0
        self.remarks: Counter[str] = Counter()
        self._start_sheet()

    def write(self, batch: Batch) -> None:
        cells = list(batch.by_column().values())
        if self._sheets == 1 and self._row <= SAMPLED_ROWS:
            self._sample(cells)
        for row in zip(*cells, strict=True):
            if self._row == ROWS_A_SHEET:
                self._end_sheet()
                self._start_sheet()
            for place, value in enumerate(row):
                if value is not None:
                    self._write(place, value)
            self._row += 1

    def draw(self, drawing: Drawing) -> None:
        """Put a chart of the first rows beside them. Call it once all rows are written, where they fit on one sheet."""
        sheet, last = self._sheet.get_name(), len(drawing.values)
        chart = self._book.add_chart({"type": drawing.kind})
        chart.add_series(
            {
                "name": [sheet, 0, drawing.numbers],
                "name_data": [self._headers[drawing.numbers]],
                "categories": [sheet, 1, drawing.names, last, drawing.names],
                "values": [sheet, 1, drawing.numbers, last, drawing.numbers],
                "categories_data": list(drawing.labels),
                "values_data": list(drawing.values),
                "gap": 60,
            }
        )
        chart.set_title({"name": drawing.title[:LONGEST_TITLE], "overlay": False})
        chart.set_legend({"none": True})
        if drawing.kind == "bar":
            chart.set_y_axis({"reverse": True, "label_position": "low"})  # the first row at the top, as in the table
        chart.set_size({"width": 640, "height": max(320, 60 + 18 * last if drawing.kind == "bar" else 0)})
        self._sheet.insert_chart(1, len(self._columns) + 1, chart)

    def finish(self) -> None:
        try:
            self._end_sheet()
            self._about()
            self._book.close()
        except XlsxWriterException as error:
            raise OSError(str(error)) from error
        if self._file.error is not None:
            raise self._file.error
        shutil.rmtree(self._folder, ignore_errors=True)

    def drop(self) -> None:
        self._book.fileclosed = True  # else it would finish the file when it is collected
        for sheet in self._book.worksheets():
            with suppress(OSError):  # closing writes what is buffered, which a full disk refuses again
                sheet.row_data_fh.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _start_sheet(self) -> None:
        self._sheets += 1
        name = SHEETS[self._excel][0]
        self._sheet = self._book.add_worksheet(name if self._sheets == 1 else f"{name} {self._sheets}")
        self._sheet.freeze_panes(1, 0)
        _for_paper(self._sheet)
        self._sheet.repeat_rows(0)
        self._by_type: Mapping[type, Callable[[int, Any], None]] = {
            str: self._write_text,
            int: self._write_whole,
            float: self._write_number,
            Decimal: self._write_decimal,
            bool: lambda place, value: self._done(self._sheet.write_boolean(self._row, place, value)),
            date: self._write_day,
            datetime: self._write_moment,
            bytes: lambda place, value: self._write_text(place, base64.b64encode(value).decode()),
            type(MASKED): lambda place, _: self._write_text(place, MASK),
        }
        for place, header in enumerate(self._headers):
            self._sheet.write_string(0, place, header, self._header_right if self._is_count(place) else self._header)
        self._row = 1

    def _is_count(self, place: int) -> bool:
        return self._counts[place] and not self._names[place]

    def _end_sheet(self) -> None:
        for place, width in enumerate(self._widths):
            self._sheet.set_column(place, place, width)
        if self._columns:
            self._sheet.autofilter(0, 0, max(self._row - 1, 1), len(self._columns) - 1)

    def _about(self) -> None:
        notes = {**self._notes, **{remark: str(count) for remark, count in self.remarks.items()}}
        if not notes:
            return
        sheet = self._book.add_worksheet(SHEETS[self._excel][1])
        _for_paper(sheet)
        bold = self._book.add_format({"bold": True, "valign": "top"})
        wrapped = self._book.add_format({"text_wrap": True, "valign": "top"})
        sheet.set_column(0, 0, 28)
        sheet.set_column(1, 1, ABOUT_WIDTH)
        for row, (key, text) in enumerate(notes.items()):
            sheet.set_row(row, LINE * (1 + len(text) // ABOUT_WIDTH))
            sheet.write_string(row, 0, key, bold)
            sheet.write_string(row, 1, text[:LONGEST_TEXT], wrapped)

    def _sample(self, cells: Sequence[Sequence[object]]) -> None:
        for place, values in enumerate(cells):
            widest = max((_width(value) for value in values[:SAMPLED_ROWS]), default=0)
            self._widths[place] = min(WIDEST, max(self._widths[place], widest + 2))

    def _write(self, place: int, value: object) -> None:
        name = self._names[place].get(value) if self._names[place] else None
        if name is not None:
            self._write_text(place, name)
        else:
            self._by_type.get(type(value), self._write_text)(place, value)

    def _write_text(self, place: int, value: object) -> None:
        text = text_of(value)
        if len(text) > LONGEST_TEXT:
            self.remarks[f"{self._columns[place].name}: cut to {LONGEST_TEXT} characters"] += 1
            text = f"{text[: LONGEST_TEXT - 1]}…"
        if text:
            self._done(self._sheet.write_string(self._row, place, text))

    def _write_number(self, place: int, value: float) -> None:
        if not -EXACT_NUMBER < value < EXACT_NUMBER:  # false for what is no number either
            self._write_text(place, value)
        else:
            self._done(self._sheet.write_number(self._row, place, value, self._right))

    def _write_whole(self, place: int, value: int) -> None:
        """A number that only names something stands at the left, as text does, so that it is not glued to the next."""
        if self._counts[place] or not -EXACT_NUMBER < value < EXACT_NUMBER:
            self._write_number(place, value)
        else:
            self._done(self._sheet.write_number(self._row, place, value, self._left))

    def _write_decimal(self, place: int, value: Decimal) -> None:
        if not is_readable(value):
            self._write_text(place, str(value))
        elif not value.is_finite() or len(value.normalize().as_tuple().digits) > 15:
            self._write_text(place, f"{value:f}")
        else:
            form = self._amount if self._money[place] else self._right
            self._done(self._sheet.write_number(self._row, place, float(value), form))

    def _write_day(self, place: int, value: date) -> None:
        if value < FIRST_DAY:
            self._write_text(place, value.isoformat())
        else:
            self._done(self._sheet.write_datetime(self._row, place, value, self._day))

    def _write_moment(self, place: int, value: datetime) -> None:
        """Excel knows no zones: the Dutch wall clock is written."""
        value = wall_clock(value)
        if value.date() < FIRST_DAY:
            self._write_text(place, value.isoformat())
        else:
            self._done(self._sheet.write_datetime(self._row, place, value.replace(tzinfo=None), self._moment))

    def _done(self, code: object) -> None:
        """The library answers with a negative number where it left a cell out."""
        if code != 0:
            raise ConfigError(f"row {self._row} of the workbook was refused with code {code}")


def _for_paper(sheet: Worksheet) -> None:
    """A4 on its side, as wide as one page, with page numbers: what a person who prints it would set by hand."""
    sheet.set_paper(A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&F&R&P / &N")


def _width(value: object) -> int:
    if isinstance(value, datetime):
        return 16
    if isinstance(value, date):
        return 10
    if isinstance(value, Decimal):
        return len(f"{value:,.2f}" if is_readable(value) else str(value))
    return 0 if value is None else len(MASK if value is MASKED else str(value))
