"""By what a record is known, as people write it."""

from __future__ import annotations

import pytest

from nlconnect import alike
from nlconnect.cli.ways import ways_of
from nlconnect.errors import ConfigError
from nlconnect.model.match import Match


@pytest.mark.parametrize(
    ("names", "ways"),
    [
        (["code"], ["code"]),
        (["code", "email"], ["code", "email"]),
        (["name, city"], [("name", "city")]),
        (["code", "alike:vat_number"], ["code", alike("vat_number")]),
    ],
)
def test_each_is_a_way_and_a_comma_joins_fields(names: list[str], ways: list[Match]) -> None:
    assert ways_of(names) == ways


@pytest.mark.parametrize("name", ["", "code,", "alike:", "alike:vat_number,code"])
def test_what_names_no_field_is_refused(name: str) -> None:
    with pytest.raises(ConfigError, match="names no field"):
        ways_of([name])
