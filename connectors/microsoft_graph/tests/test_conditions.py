"""Conditions on what stands inside complex fields and lists, in Python and as text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nlconnect.connector import odata
from nlconnect.errors import QueryError
from nlconnect.model.collection import entity_of
from nlconnect.model.expression import parse_condition
from nlconnect.model.query import Condition
from nlconnect_graph.directory import Users
from nlconnect_graph.mail import Messages

CONDITIONS: list[tuple[Callable[[], Condition], str, str]] = [
    (
        lambda: Messages.from_.email_address.address == "an@voorbeeld.nl",
        "from_.email_address.address == 'an@voorbeeld.nl'",
        "from/emailAddress/address eq 'an@voorbeeld.nl'",
    ),
    (
        lambda: Messages.to_recipients.email_address.address == "an@voorbeeld.nl",
        "to_recipients.email_address.address == 'an@voorbeeld.nl'",
        "toRecipients/any(x:x/emailAddress/address eq 'an@voorbeeld.nl')",
    ),
    (
        lambda: Messages.categories.contains("Blauw"),
        "'Blauw' in categories",
        "categories/any(x:x eq 'Blauw')",
    ),
    (
        lambda: ~(Messages.categories == "Blauw"),
        "not categories == 'Blauw'",
        "not (categories/any(x:x eq 'Blauw'))",
    ),
    (
        lambda: Messages.subject.contains("offerte"),
        "'offerte' in subject",
        "contains(subject,'offerte')",
    ),
    (
        lambda: Messages.received_date_time >= "2026-11-01T00:00:00+01:00",
        "received_date_time >= '2026-11-01T00:00:00+01:00'",
        "receivedDateTime ge 2026-10-31T23:00:00Z",
    ),
]


@pytest.mark.parametrize(("condition", "text", "wire"), CONDITIONS)
def test_both_ways_of_writing_a_condition_mean_the_same(
    condition: Callable[[], Condition], text: str, wire: str
) -> None:
    assert odata.filter_text(condition(), odata.VERSION_4) == wire
    assert odata.filter_text(parse_condition(text, entity_of(Messages)), odata.VERSION_4) == wire


def test_a_list_of_values_is_printed_shorter_where_the_vendor_can_be_asked_so() -> None:
    condition = parse_condition("city in ['Delft', 'Breda']", entity_of(Users))
    assert odata.filter_text(condition, odata.VERSION_4) == "city in ('Delft','Breda')"
    condition = parse_condition("city in ['Delft', None]", entity_of(Users))
    assert odata.filter_text(condition, odata.VERSION_4) == "city eq 'Delft' or city eq null"


def test_an_order_may_be_inside_a_complex_field() -> None:
    (order,) = Messages.order_by("-from_.email_address.address").ordering
    assert odata.order_text((order,)) == "from/emailAddress/address desc"
    assert Messages.order_by(-Messages.from_.email_address.address).ordering == (order,)


def test_a_complex_field_is_not_compared_as_a_whole() -> None:
    with pytest.raises(QueryError) as caught:
        Messages.from_ == "x"  # noqa: B015
    assert "from_.email_address" in str(caught.value)
    with pytest.raises(QueryError, match="made of several fields"):
        parse_condition("from_.email_address == 'x'", entity_of(Messages))


def test_a_wrong_name_inside_a_complex_field_gets_suggestions() -> None:
    with pytest.raises(AttributeError, match="email_address"):
        _ = Messages.from_.email_adress
    with pytest.raises(QueryError, match="email_address") as caught:
        parse_condition("from_.email_adress.address == 'x'", entity_of(Messages))
    assert "character 1" in str(caught.value)


def test_unequal_is_not_asked_of_several_values() -> None:
    with pytest.raises(QueryError, match="several values") as caught:
        Messages.categories != "Blauw"  # noqa: B015
    assert "~" in str(caught.value)


def test_part_of_a_complex_field_is_not_selected() -> None:
    with pytest.raises(QueryError) as caught:
        Messages.select("from_.email_address")
    assert "Select from_" in str(caught.value)
