"""Next links in a header, and pages that are bare lists."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nlconnect.connector.decode import Decoder
from nlconnect.connector.links import next_link
from nlconnect.model.scope import Scope
from tests.unit.invented import ORDERS, WIRE, Order, plain_fields

NEXT = "https://shop.example/orders?page=2&per_page=100"


@pytest.mark.parametrize(
    ("header", "address"),
    [
        (f'<{NEXT}>; rel="next"', NEXT),
        (f'<https://shop.example/orders?page=1>; rel="prev", <{NEXT}>; rel="next"', NEXT),
        (f'<{NEXT}>; title="a, b"; rel=next', NEXT),
        (f'<{NEXT}>; REL="last next"', NEXT),
        ('<https://shop.example/orders?page=1>; rel="prev"', None),
        ('<https://shop.example/orders?page=1>; rel="nextish"', None),
        ("", None),
        ("nonsense", None),
    ],
)
def test_the_next_link_is_found_among_others(header: str, address: str | None) -> None:
    assert next_link({"link": header}) == address


def test_no_header_is_no_link() -> None:
    assert next_link({}) is None


def test_a_page_may_be_a_bare_list() -> None:
    bare = replace(WIRE, rows=((),), next=("next",), total=("total",), one=())
    decoder = Decoder(ORDERS, Order, plain_fields("id", "number"), bare)
    rows = decoder.decode(b'[{"ID": "a", "Number": 1}, {"ID": "b", "Number": 2}]')
    assert (rows.next, rows.total) == (None, None)
    assert [record.number for record in decoder.records(rows, scope=Scope())] == [1, 2]
    (one,) = decoder.records(decoder.decode(b'{"ID": "a", "Number": 1}', single=True), scope=Scope())
    assert one.id == "a"
    with pytest.raises(ValueError, match="no rows"):
        decoder.decode(b'{"error": "x"}')
