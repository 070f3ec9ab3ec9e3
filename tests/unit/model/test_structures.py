"""Values of several parts: checked part by part, compared by what they mean, and kept by wire names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest

from nlconnect.model.catalogue import FieldSpec
from nlconnect.model.structures import Structures, covers, is_structured, wire_form
from nlconnect_graph import CATALOGUE
from nlconnect_graph.types import EmailAddress, Recipient

EVENT = CATALOGUE.entity("calendar.Events")
CONTACT = CATALOGUE.entity("contacts.Contacts")
COLUMNS = CATALOGUE.entity("sites.ListItems").by_name["fields_"]


def checked(spec: FieldSpec, value: object) -> tuple[object, list[str]]:
    faults: list[str] = []
    structures = Structures(CATALOGUE, lambda at, rule, hint: faults.append(f"{at} {rule}"), faults.append)
    return structures.checked(spec, value, at=spec.name), faults


def test_what_is_given_as_a_mapping_or_a_list_is_known() -> None:
    names = {spec.name for spec in CONTACT.fields if is_structured(spec)}
    assert {"business_address", "email_addresses", "categories"} <= names
    assert not {"display_name", "photo", "extensions"} & names
    assert is_structured(COLUMNS)


def test_a_value_of_its_class_gives_only_the_parts_that_are_there() -> None:
    who = Recipient(email_address=EmailAddress(address="a@b.test"))
    assert checked(CATALOGUE.entity("mail.Messages").by_name["to_recipients"], [who]) == (
        ({"emailAddress": {"address": "a@b.test"}},),
        [],
    )
    assert wire_form(who) == {"emailAddress": {"address": "a@b.test"}}


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ({1: 2}, "business_address is no physicalAddress"),
        ("Markt 1", "business_address is no physicalAddress"),
        ({"city": None}, "business_address.city is None, which says nothing"),
        ({"city": 1.5}, "business_address.city is no string"),
        ({"town": "Gouda"}, "business_address.town is no part of it"),
    ],
)
def test_a_fault_names_the_part_and_the_rule(value: object, fault: str) -> None:
    assert checked(CONTACT.by_name["business_address"], value)[1] == [fault]


def test_a_part_that_is_required_is_missed() -> None:
    files = CATALOGUE.entity("mail.SendMail").by_name["attachments"]
    assert checked(files, [{"name": "a.pdf"}])[1] == ["attachments[0].content_bytes is required"]


def test_free_parts_hold_what_json_can_hold() -> None:
    given: Mapping[str, object] = {"Bedrag": Decimal("1.10"), "Soort": ["a", {"b": None}]}
    assert checked(COLUMNS, given) == ({"Bedrag": Decimal("1.10"), "Soort": ("a", {"b": None})}, [])
    assert checked(COLUMNS, {"Bedrag": object()})[1] == ["fields_.Bedrag is nothing that can be written"]


@pytest.mark.parametrize(
    ("stands", "wanted", "covered"),
    [
        ({"city": "Gouda", "state": "ZH"}, {"city": "Gouda"}, True),
        ({"city": "Gouda"}, {"city": "Gouda", "state": "ZH"}, False),
        ({"city": "Gouda", "state": None}, {"city": "Gouda"}, True),
        (None, {"city": "Gouda"}, False),
    ],
)
def test_parts_that_the_vendor_added_are_no_difference(stands: object, wanted: object, covered: bool) -> None:
    assert covers(CONTACT.by_name["business_address"], stands, wanted, CATALOGUE) is covered


def test_the_same_moment_in_two_zones_is_the_same() -> None:
    utc = {"dateTime": "2026-12-01T09:00:00.0000000", "timeZone": "UTC"}
    local = {"dateTime": "2026-12-01T10:00:00", "timeZone": "W. Europe Standard Time"}
    assert covers(EVENT.by_name["start"], utc, local, CATALOGUE)
    assert not covers(EVENT.by_name["start"], utc, {**local, "timeZone": "UTC"}, CATALOGUE)


def test_lists_are_the_same_where_each_of_theirs_is() -> None:
    spec = CONTACT.by_name["email_addresses"]
    one, two = {"address": "a@b.test", "name": "A"}, {"address": "c@d.test"}
    assert covers(spec, [one, two], [{"address": "a@b.test"}, two], CATALOGUE)
    assert not covers(spec, [one], [one, two], CATALOGUE)
    assert not covers(replace(spec, name="x"), None, [one], CATALOGUE)
