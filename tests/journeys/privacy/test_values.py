"""Every field of every entity: a record holds all of it, and shows only what was judged not personal."""

from __future__ import annotations

import copy
import pprint
from typing import Any

import pytest

from nlconnect.connector import Decoder, Scope, collection_of, connector
from nlconnect.model.catalogue import EntitySpec
from tests.journeys.privacy.marks import DIGITS, YEAR, found_in, row

EXACT: Any = connector("exact")


def record_of(entity: EntitySpec) -> Any:
    import msgspec

    record = collection_of(EXACT.package, entity).all().record
    decoder = Decoder(entity, record, entity.values, EXACT.dialect.wire)
    page = msgspec.json.encode({"d": {"results": [row(entity)]}})
    return decoder.records(decoder.decode(page), scope=Scope(division=5))[0]


@pytest.mark.parametrize("module", EXACT.catalogue.modules)
def test_no_way_to_print_a_record_shows_what_is_personal_or_unreviewed(module: str) -> None:
    for entity in EXACT.catalogue.module(module).values():
        record = record_of(entity)
        shown = {spec.name for spec in entity.values if spec.tag.may_be_shown}
        hidden = [spec.name for spec in entity.values if not spec.tag.may_be_shown]
        silent = record.model_copy(update=dict.fromkeys(shown))
        assert all(getattr(record, name) is not None for name in hidden)
        for one in (silent, copy.copy(silent), copy.deepcopy(silent)):
            text = f"{one} {one!r} {one:} {pprint.pformat(one)} {[one]} {list(one.__rich_repr__())}"
            assert found_in(text) == [], entity.qualified_name


def test_what_is_not_personal_is_shown() -> None:
    """Else the test above could not fail."""
    entity = EXACT.catalogue.entity("cashflow.Receivables")
    text = repr(record_of(entity))
    assert DIGITS in text or str(YEAR) in text
    assert "•••" in text
