"""Rows as a report: a workbook with a chart, and tables and bars that mail programs show. Pure: nothing is sent."""

from __future__ import annotations

from nlconnect.reports.columns import Chart
from nlconnect.reports.letter import bars_of, letter_of, paragraph_of, table_of
from nlconnect.reports.workbook import workbook_of

__all__ = ["Chart", "bars_of", "letter_of", "paragraph_of", "table_of", "workbook_of"]
