"""Names of people as the views of AFAS compose them."""

from __future__ import annotations

import pytest

from nlconnect_afas.names import name_parts


@pytest.mark.parametrize(
    ("name", "full_name", "parts"),
    [
        ("Sanne van der Linden", "Linden, S.H. van der", ("Sanne", "van der", "Linden")),
        ("Lotte Dekker", "Dekker, L.H.", ("Lotte", "", "Dekker")),
        ("Anna Maria de Vries", "Vries, A.M. de", ("Anna Maria", "de", "Vries")),
        ("Sanne van der Linden", "S.H. van der Linden", ("Sanne", "", "van der Linden")),
        ("Sanne van der Linden", "Linden-Bos, S.H. van der", ("Sanne", "", "van der Linden")),
        ("Dekker", "Dekker, L.", ("Dekker", "", "")),
        (None, None, ("", "", "")),
    ],
)
def test_a_name_is_taken_apart_where_both_spellings_agree(
    name: str | None, full_name: str | None, parts: tuple[str, str, str]
) -> None:
    assert name_parts(name, full_name) == parts
