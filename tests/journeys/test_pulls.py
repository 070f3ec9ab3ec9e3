"""Whole pulls through `connect`: every row once on bad days, and as few calls as the API allows."""

from __future__ import annotations

from typing import Any

import pytest
from bench import calls, pull

from nlconnect.model.collection import Collection, entity_of


@pytest.mark.slow
@pytest.mark.parametrize("face", ["blocking", "asyncio"])
def test_a_pull_on_a_bad_day_gives_every_row_once(face: str) -> None:
    figures = pull.measure(rows=3_000, page=100, face=face)
    assert figures.failed_calls >= 5
    assert (figures.read, figures.different) == (figures.rows, figures.rows)


@pytest.mark.parametrize("rows", calls.ROWS)
@pytest.mark.parametrize("source", calls.SOURCES, ids=lambda source: entity_of(source).name)
def test_all_there_is_takes_as_few_calls_as_pages_of_a_thousand(source: Collection[Any], rows: int) -> None:
    figures = calls.measure(source, rows=rows)
    assert figures.read == rows
    assert figures.calls in (max(1, -(-rows // 1000)), figures.most)
