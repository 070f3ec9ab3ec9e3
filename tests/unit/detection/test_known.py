"""People who are known already are found in free text."""

from __future__ import annotations

import pytest

from nlconnect.detection import KnownEntities

KNOWN = KnownEntities(
    {
        "Jan de Vries": "user.name",
        "Bos": "user.name",
        "NL91ABNA0417164300": "user.financial.bank_account",
        "j.jansen@example.nl": "user.contact.email",
        "Ei": "user.name",
    }
)


def found(text: str) -> list[str]:
    return [text[one.start : one.end] for one in KNOWN.findings(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gesproken met Jan de Vries.", ["Jan de Vries"]),
        ("JAN  DE VRIÉS belde", ["JAN  DE VRIÉS"]),
        ("Jan-de-Vries", ["Jan-de-Vries"]),
        ("Jan de Vriesman", []),
        ("NL91 ABNA 0417 1643 00", ["NL91 ABNA 0417 1643 00"]),
        ("mail naar J.Jansen@example.nl!", ["J.Jansen@example.nl"]),
        ("de heer Bos liep in het bos", ["Bos"]),
        ("een Ei", []),
        ("", []),
    ],
)
def test_a_known_value_is_found_however_it_is_written(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_it_has_the_category_and_level_of_the_field_it_came_from() -> None:
    (one,) = KNOWN.findings("betaal NL91ABNA0417164300")
    assert (one.kind, one.category, one.level) == ("known", "user.financial.bank_account", 4)


def test_nothing_is_found_where_nothing_is_known() -> None:
    assert KnownEntities().findings("Jan de Vries") == []


def test_its_values_do_not_show() -> None:
    assert repr(KNOWN) == "<4 known entities>"
