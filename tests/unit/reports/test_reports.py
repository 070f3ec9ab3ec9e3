"""Rows as a report: what a person sees in a mail and in a workbook, whatever stands in the rows."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from html.parser import HTMLParser
from io import BytesIO

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from nlconnect.errors import QueryError
from nlconnect.model.table import MASKED, Column
from nlconnect.reports import Chart, bars_of, letter_of, paragraph_of, table_of, workbook_of

COLUMNS = ("Klant", "Datum", "Facturen", "Omzet")
ROWS = (
    ("Bakker & Zn <b>", date(2026, 11, 16), 3, Decimal("12345.60")),
    ("=1+1", date(2026, 11, 17), 1, Decimal("-100.5")),
)
CHART = Chart(by="Klant", of="Omzet")


class _Seen(HTMLParser):
    """What stands in an HTML text: its words, its tags, and what it would fetch or run."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.words.append(data.replace("\xa0", " "))


def test_a_table_reads_as_its_reader_writes() -> None:
    dutch = table_of("Omzet", COLUMNS, ROWS, totals=["Omzet"])
    for told in ("16-11-2026", "12.345,60", "-100,50", "Totaal", "12.245,10", "Bakker &amp; Zn &lt;b&gt;"):
        assert told in dutch
    english = table_of("Revenue", COLUMNS, ROWS, totals=["Omzet"], language="en")
    for told in ("2026-11-16", "12,345.60", "Total"):
        assert told in english


def test_labels_names_of_codes_and_masks_are_told_as_on_a_spreadsheet() -> None:
    columns = (Column("amount_dc", "decimal", "Bedrag"), Column("invoice_number", "int"), Column("iban", "string"))
    text = table_of("", columns, [(Decimal("1234.5"), 20000001, MASKED)])
    assert _Seen(text).words == ["Bedrag", "invoice_number", "iban", "1.234,50", "20000001", "•••"]


def test_a_long_table_is_cut_and_says_so_and_its_total_is_of_all() -> None:
    text = table_of("", ["n", "Saldo"], [(n, Decimal(1)) for n in range(250)], totals=["Saldo"])
    assert "en nog 50 regels" in text
    assert "250,00" in text


def test_bars_are_as_wide_as_their_numbers_and_a_loss_has_another_colour() -> None:
    text = bars_of("", ["naam", "omzet"], [("a", Decimal(200)), ("b", Decimal(-50)), ("c", Decimal(0))], chart=_drawn())
    assert re.findall(r'width="(\d+)%" bgcolor="(#\w+)"', text) == [("100", "#2f6f9f"), ("25", "#b3402f")]
    assert "en nog 5 regels" in bars_of("", ["naam", "omzet"], [("a", n + 1) for n in range(45)], chart=_drawn())
    assert "leeg" not in bars_of("", ["naam", "omzet"], [("a", 1), ("leeg", 0), ("leeg", None)], chart=_drawn())


def _drawn() -> Chart:
    return Chart(by="naam", of="omzet")


@given(st.lists(st.tuples(st.text(max_size=40), st.decimals() | st.integers() | st.none()), max_size=4), st.text())
def test_no_text_of_a_row_becomes_markup_or_fetches_anything(
    rows: list[tuple[str, Decimal | int | None]], title: str
) -> None:
    columns = (Column("naam", "string"), Column("omzet", "decimal"))
    parts = (
        paragraph_of(title),
        table_of(title, columns, rows, totals=["omzet"]),
        bars_of(title, columns, rows, chart=_drawn()),
    )
    seen = _Seen(letter_of(title, *parts))
    ours = set("html head meta title body div h1 h2 p br table thead tbody tr th td".split())
    assert set(seen.tags) <= ours
    names = {name for name, _ in seen.attributes}
    assert names <= set("lang charset style role cellpadding cellspacing border align width bgcolor colspan".split())
    assert not any("url(" in str(value) for _, value in seen.attributes)


def test_signs_that_turn_text_about_are_left_out() -> None:
    assert "\u202e" not in table_of("", ["naam"], [("gnp.\u202efdp",)])


def test_a_workbook_has_real_numbers_real_days_and_a_chart_with_what_it_shows() -> None:
    content = workbook_of("Omzet week 44", COLUMNS, ROWS, chart=CHART, notes={"Bron": "Exact"})
    sheet = load_workbook(BytesIO(content))["Gegevens"]
    assert [cell.value for cell in sheet[1]] == list(COLUMNS)
    name, day, count, revenue = (cell.value for cell in sheet[2])
    assert (name, count, revenue) == ("Bakker & Zn <b>", 3, 12345.6)
    assert isinstance(day, datetime)
    assert day.date() == date(2026, 11, 16)
    assert sheet["A3"].data_type == "s", "a text that looks like a formula stays a text"
    assert sheet["D2"].number_format == "#,##0.00"
    with zipfile.ZipFile(BytesIO(content)) as parts:
        chart = parts.read("xl/charts/chart1.xml").decode()
    assert "<c:barChart>" in chart
    assert "Gegevens!$D$2:$D$3" in chart
    assert re.findall(r"<c:v>([^<]*)</c:v>", chart) == [
        "Omzet",
        "Bakker &amp; Zn &lt;b&gt;",
        "=1+1",
        "12345.6",
        "-100.5",
    ]
    assert "Omzet week 44" in chart


def test_the_same_rows_give_the_same_bytes() -> None:
    once = workbook_of("Omzet", COLUMNS, ROWS, chart=CHART)
    with time_machine.travel(datetime(2031, 1, 1, tzinfo=UTC)):
        assert workbook_of("Omzet", COLUMNS, ROWS, chart=CHART) == once


@pytest.mark.parametrize(("kind", "drawn"), [("bars", "c:barChart"), ("lines", "c:lineChart")])
def test_a_chart_is_drawn_in_its_own_way(kind: str, drawn: str) -> None:
    chart = Chart(by="Klant", of="Omzet", kind=kind)  # type: ignore[arg-type]  # from the table above
    with zipfile.ZipFile(BytesIO(workbook_of("x", COLUMNS, ROWS, chart=chart, language="en"))) as parts:
        assert drawn in parts.read("xl/charts/chart1.xml").decode()


def test_a_report_without_rows_is_one_and_has_no_chart() -> None:
    content = workbook_of("Leeg", ["Klant", "Omzet"], [], chart=None)
    assert load_workbook(BytesIO(content))["Gegevens"].max_row == 1
    assert "<tbody></tbody>" in table_of("Leeg", ["Klant", "Omzet"], [])
    columns = (Column("Klant", "string"), Column("Omzet", "decimal"))
    assert b"chart1.xml" not in workbook_of("Leeg", columns, [], chart=CHART)


@pytest.mark.parametrize(
    ("columns", "rows", "chart"),
    [
        (["a", "b"], [("x",)], Chart(by="a", of="b")),
        (["a", "b"], [("x", 1)], Chart(by="c", of="b")),
        (["a", "b"], [("x", 1)], Chart(by="b", of="a")),
    ],
)
def test_what_does_not_fit_is_refused_in_words(columns: Sequence[str], rows: list[tuple[object]], chart: Chart) -> None:
    for made in (workbook_of, bars_of):
        with pytest.raises(QueryError):
            made("x", columns, rows, chart=chart)


def test_moments_are_told_by_the_dutch_clock() -> None:
    moment = datetime(2026, 11, 16, 23, 30, tzinfo=UTC)
    assert "17-11-2026 00:30" in table_of("", ["Wanneer"], [(moment,)])
