from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from catalogue_json import differences
from write_modules import written

import nlconnect_afas
from nlconnect.model.collection import Collection, entity_of
from nlconnect.model.complex import Complex
from nlconnect.model.record import Record
from nlconnect_afas import FbSales, FbSalesRow, KnPerson, Profit_Debtor, Profit_DebtorRow
from nlconnect_afas.types import FbSalesLines, VaIt

PACKAGE = Path(__file__).parents[1] / "nlconnect_afas"


def test_stubs_and_modules_are_what_the_catalogue_says() -> None:
    assert differences(written(PACKAGE)) == []


def test_views_and_documents_are_imported_by_their_own_name() -> None:
    assert entity_of(Profit_Debtor).path == "/connectors/Profit_Debtor"
    assert entity_of(KnPerson).kind == "update"
    assert issubclass(Profit_DebtorRow, Record)


def test_every_name_of_the_package_can_be_imported() -> None:
    for name in dir(nlconnect_afas):
        if not name.startswith("_"):
            assert isinstance(getattr(nlconnect_afas, name), Collection), name


def test_document_is_written_down_with_its_lines_and_their_codes() -> None:
    order = FbSalesRow(
        db_id="10001",
        fb_sales_lines=[FbSalesLines(va_it=VaIt.artikel, it_cd="A-1", qu_un=Decimal(2)), FbSalesLines(it_cd="A-2")],
    )
    assert order.fb_sales_lines is not None
    first, second = order.fb_sales_lines
    assert isinstance(first, Complex)
    assert (first.va_it, first.it_cd) == ("2", "A-1")
    assert first.model_fields_set == {"va_it", "it_cd", "qu_un"}
    assert second.model_fields_set == {"it_cd"}


def test_repr_of_a_document_shows_no_personal_value() -> None:
    order = FbSalesRow(db_id="10001", re="Bel mevrouw De Vries", fb_sales_lines=[FbSalesLines(ds="Voor De Vries")])
    assert "10001" not in repr(order)
    assert "Vries" not in repr(order)


def test_field_of_a_view_starts_a_condition() -> None:
    query = Profit_Debtor.where(Profit_Debtor.debtor_id == "10001").order_by(Profit_Debtor.debtor_id)
    assert query.entity.name == "Profit_Debtor"
    with pytest.raises(AttributeError, match="debtor_id"):
        Profit_Debtor.debter_id  # type: ignore[attr-defined]  # noqa: B018
    assert entity_of(FbSales).field("or_nu").is_key


def test_editor_shows_what_a_code_stands_for_in_both_languages() -> None:
    lines = [line.strip() for line in written(PACKAGE)[PACKAGE / "sales.pyi"].splitlines()]
    fields = lines[lines.index("class FbSalesRow(Record, frozen=True):") :]
    assert fields[fields.index("or_da: _dt.date | None = ...") + 1] == '"""Datum (Date)"""'
    assert fields[fields.index("fb_sales_lines: list[_types.FbSalesLines] | None = ...") + 1].startswith(
        '"""user.content'
    )
