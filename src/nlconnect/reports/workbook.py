"""A report as a workbook of Excel, with a chart of its own kind in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO

from nlconnect.errors import ConfigError
from nlconnect.model.table import Batch, Column
from nlconnect.outlets.cells import text_of
from nlconnect.reports.columns import Chart, Language, Rows, columns_of, drawn, number_of, rows_drawn


def workbook_of(
    title: str,
    columns: Sequence[str | Column],
    rows: Rows,
    *,
    chart: Chart | None = None,
    notes: Mapping[str, str] | None = None,
    language: Language = "nl",
) -> bytes:
    """The content of an XLSX: a sheet of data with real numbers and days, the chart beside them, and the notes.

    Text is never taken as a formula. Raises QueryError for rows and names that do not fit, ConfigError where the extra
    `excel` is not installed.
    """
    try:
        from nlconnect.outlets.workbook import Drawing, WorkbookFormat
    except ImportError:
        raise ConfigError(
            "a workbook needs the library xlsxwriter", hint='Install it with: pip install "nlconnect[excel]"'
        ) from None
    known = columns_of(columns, rows)
    names, numbers = drawn(chart, known) if chart is not None else (0, 0)
    file = BytesIO()
    book = WorkbookFormat(file, known, excel="nl" if language == "nl" else None, notes=notes or {}, title=title)
    book.write(Batch.of(known, [tuple(row) for row in rows]))
    shown = rows_drawn(rows, numbers) if chart is not None else ()
    if chart is not None and shown:
        book.draw(
            Drawing(
                title=chart.title or title,
                kind={"columns": "column", "bars": "bar", "lines": "line"}[chart.kind],
                names=names,
                numbers=numbers,
                labels=["" if row[names] is None else text_of(row[names]) for row in shown],
                values=[float(number) if (number := number_of(row[numbers])) is not None else None for row in shown],
            )
        )
    book.finish()
    return file.getvalue()
