"""What an agent pays for its tools."""

from __future__ import annotations

import pytest
from bench.tokens import MOST, figures, tokens


def test_a_listing_and_a_typical_read_cost_no_more_than_promised() -> None:
    found = list(figures())
    assert [figure.aim for figure in found] == [MOST, MOST]
    assert [str(figure) for figure in found if not figure.ok] == []


@pytest.mark.parametrize(("text", "count"), [("", 0), ("revenue", 1), ("1612.86", 4), ('{"a":[1]}', 6)])
def test_tokens_are_counted_rather_too_many_than_too_few(text: str, count: int) -> None:
    assert tokens(text) == count
