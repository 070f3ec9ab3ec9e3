"""The tables of an Excel workbook, with the columns that somebody gave them: pulled, and read as typed records."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from nlconnect import Connection
from nlconnect.errors import QueryError
from nlconnect.mock import Setting
from nlconnect.privacy import own_suggester
from nlconnect.schema.package import PrivatePackage
from nlconnect.testing import SignedInMock
from nlconnect_graph.files import DriveItems, Drives


@pytest.fixture
def nlconnect_setting() -> Setting:
    return Setting()


@pytest.fixture
def book(mock_graph: SignedInMock) -> Connection:
    graph = mock_graph.connect()
    drive = graph.within(drive=next(iter(graph.read(Drives))).id)
    file = next(item for item in drive.read(DriveItems) if (item.name or "").endswith(".xlsx"))
    return drive.within(workbook=file.name or "")


@pytest.fixture
def acme_books(book: Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """What `schema pull` writes for a workbook."""
    package = PrivatePackage(tmp_path / "acme_books", own_suggester())
    for spec in book.schema("workbooks.*").entities:
        package.add(spec, types={})
    package.write(title="Microsoft 365", profile="acme-365")
    monkeypatch.syspath_prepend(str(tmp_path))
    yield importlib.import_module("acme_books")
    for name in [name for name in sys.modules if name.partition(".")[0] == "acme_books"]:
        del sys.modules[name]


def test_a_table_is_read_with_its_columns_as_typed_fields(acme_books: Any, book: Connection) -> None:
    rows = list(book.read(acme_books.Debiteuren))
    assert len(rows) == 12
    assert {type(row) for row in rows} == {acme_books.DebiteurenRow}
    row = rows[0]
    assert [type(value) for value in (row.factuur, row.klant, row.bedrag, row.vervaldatum, row.gebeld)] == [
        Decimal,
        str,
        Decimal,
        date,
        bool,
    ]


def test_only_the_drive_has_to_be_named_to_read_it(acme_books: Any, book: Connection, mock_graph: SignedInMock) -> None:
    drive = mock_graph.connect(drive=str(book.scope["drive"]))
    table = acme_books.Debiteuren
    assert [row.klant for row in drive.read(table.select("klant").limit(2))]
    with pytest.raises(QueryError, match="read whole"):
        list(drive.read(table.where(table.bedrag > 10)))


def test_a_table_goes_to_an_outlet_column_by_column(acme_books: Any, book: Connection) -> None:
    batches = book.batches(acme_books.Debiteuren.select("factuur", "vervaldatum"))
    (batch,) = batches
    assert {"factuur", "vervaldatum"} <= {column.name for column in batch.columns}
    assert len(batch.rows) == 12


def test_stubs_name_the_columns(acme_books: Any) -> None:
    stub = Path(acme_books.__file__).with_name("workbooks.pyi").read_text("utf-8")
    assert "    bedrag: Decimal | None = ..." in stub
    assert "    vervaldatum: _dt.date | None = ..." in stub
