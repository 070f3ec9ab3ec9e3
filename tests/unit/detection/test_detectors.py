"""Dutch identifiers are found where they stand, and nowhere else."""

from __future__ import annotations

import gc
import random
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlconnect.detection import detectors
from nlconnect.detection.detectors import (
    BSN,
    category_of_values,
    is_bsn,
    is_iban,
    is_new_vat_number,
    is_old_vat_number,
)
from nlconnect.privacy import findings, level_of_text

# Numbers for tests only: 111222333 and 123456782 pass the eleven test and belong to no citizen.
IBAN = "NL91ABNA0417164300"
LONG = 60_000


def kinds(text: str, *, name: str = "") -> list[tuple[str, str]]:
    return [(one.kind, text[one.start : one.end]) for one in findings(text, name=name)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("BSN 111222333", ""),
        ("bsn: 111222333", ""),
        ("burgerservicenummer 1112.22.333", ""),
        ("Burger service nummer: 111 222 333 (gecontroleerd)", ""),
        ("sofinummer 111222333", ""),
        ("111222333 (BSN)", ""),
        ("factuur 7, BSN 111222333", ""),
        ("111222333", "BSN"),
        ("111222333", "BsnMedewerker"),
        ("111222333", "bsn_medewerker"),
    ],
)
def test_nine_digits_with_a_word_for_it_are_a_citizen_service_number(text: str, name: str) -> None:
    assert [kind for kind, _ in kinds(text, name=name)] == ["bsn"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("111222333", ""),
        ("factuurnummer 111222333", ""),
        ("Factuur: 111222333", "Omschrijving"),
        ("BSN volgt; factuur 111222333", ""),
        ("rsin 111222333", ""),
        ("BSN 111222334", ""),
        ("BSN 000000000", ""),
        ("BSN 1112223334", ""),
        ("BSN 111222333-01", ""),
        ("bsn €111222333,50", ""),
    ],
)
def test_nine_digits_are_not_a_citizen_service_number(text: str, name: str) -> None:
    assert "bsn" not in [kind for kind, _ in kinds(text, name=name)]


def test_a_number_of_eight_digits_has_lost_its_nought() -> None:
    assert is_bsn("012345672")
    assert kinds("BSN 12345672") == [("bsn", "12345672")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"rekening {IBAN} graag", IBAN),
        ("rekening NL91 ABNA 0417 1643 00 graag", "NL91 ABNA 0417 1643 00"),
        ("nl91 abna 0417 1643 00", "nl91 abna 0417 1643 00"),
        ("BE68 5390 0754 7034", "BE68 5390 0754 7034"),
    ],
)
def test_an_account_number_is_found_with_and_without_blanks(text: str, found: str) -> None:
    assert kinds(text) == [("iban", found)]


def test_an_account_number_needs_its_check_digits_and_its_length() -> None:
    assert not is_iban("NL92ABNA0417164300")
    assert not is_iban("NL91ABNA041716430")
    assert kinds("NL92ABNA0417164300") == []
    assert kinds("XX91ABNA0417164300") == []


def test_an_old_vat_number_of_a_sole_trader_weighs_more_than_a_new_one() -> None:
    new = next(f"NL{core:09d}B01" for core in range(1, 2_000) if is_new_vat_number(f"NL{core:09d}B01"))
    assert not is_old_vat_number(new)
    assert [(one.kind, one.level) for one in findings(f"btw {new}")] == [("vat", 2)]
    assert [(one.kind, one.level) for one in findings("btw NL1112.22.333.B01")] == [("vat_old", 4)]
    assert findings("btw NL111222334B01") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hoofdstraat 1, 1234 AB Utrecht", [("postcode", "1234 AB")]),
        ("1234AB", [("postcode", "1234AB")]),
        ("1500 KG staal", []),
        ("in 2024 EU breed", []),
        ("1500 KG Utrecht", [("postcode", "1500 KG")]),
        ("0234 AB", []),
        ("1234 SA", []),
        ("11234 AB", []),
        ("06-12345678", [("phone", "06-12345678")]),
        ("+31 (0)20 123 45 67", [("phone", "+31 (0)20 123 45 67")]),
        ("(020) 1234567", [("phone", "(020) 1234567")]),
        ("0031612345678", [("phone", "0031612345678")]),
        ("+32 470 12 34 56", [("phone", "+32 470 12 34 56")]),
        ("artikel 0612345678", []),
        ("06123456789", []),
        ("stuur naar j.jansen+x@mail.example.nl.", [("email", "j.jansen+x@mail.example.nl")]),
        ("@example.nl en j@ en a@b", []),
        ("auto 1-ABC-23", [("plate", "1-ABC-23")]),
        ("auto AB-123-C", [("plate", "AB-123-C")]),
        ("kenteken ab12cd", [("plate", "ab12cd")]),
        ("ab12cd", []),
        ("op 12-JAN-24", []),
        ("12-34-56", []),
        ("artikel AB-12-34", []),
    ],
)
def test_what_has_no_check_digit_is_told_by_its_shape_and_surroundings(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert kinds(text) == expected


def test_a_remark_takes_the_level_of_what_stands_in_it() -> None:
    assert level_of_text("Doos 3 van 4", level=4) == 4
    assert level_of_text("belt terug op 06-12345678") == 2
    assert level_of_text("sinds maandag ziek gemeld", level=3) == 5
    assert level_of_text("BSN 111222333, tel. 06-12345678") == 5


def test_a_finding_holds_no_value() -> None:
    assert "111222333" not in repr(findings("BSN 111222333"))


def test_samples_count_as_citizen_service_numbers_only_where_chance_is_no_explanation() -> None:
    assert category_of_values(["111222333", "123456782", "012345672"]) == BSN
    assert category_of_values(["111222333"]) is None
    assert category_of_values(["111222333", "111222333", "111222333"]) is None
    assert category_of_values(["111222333", "123456782", "123456789"]) is None
    assert category_of_values(["", "geen"]) is None
    assert category_of_values(["zie notitie", f"betaald op {IBAN}"]) == "user.financial.bank_account"


def test_one_in_eleven_numbers_passes_and_none_is_found_without_context() -> None:
    random.seed(7)
    numbers = [f"{random.randrange(10**9):09d}" for _ in range(2_000)]
    assert 0.07 < sum(map(is_bsn, numbers)) / len(numbers) < 0.11
    assert not any(one.kind == "bsn" for number in numbers for one in findings(f"Order {number}"))


@pytest.mark.parametrize(
    "piece",
    ["0", "a", "a@", "a.", "1 ", "NL91 ", "06-", "A-1", "1234.", "((((0", "ziek ", "bsn 111222333 ", "j@example.nl "],
)
def test_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    def cost(length: int) -> float:
        text = (piece * length)[:length]

        def once() -> float:
            began = process_time()
            findings(text)
            return process_time() - began

        return min(once() for _ in range(3))

    # A collection walks all that the tests before this one left behind, which is no cost of the text.
    gc.disable()
    try:
        long, short = cost(LONG), cost(LONG // 4)
    finally:
        gc.enable()
    # Four times the text may cost four times as much, with room for a busy machine, and not sixteen times.
    assert long < 12 * max(short, 0.004)


PIECES = (
    "BSN", "123456782", "111222333", "nr", "NL91", "ABNA0417164300", "NL", "B01", "2801", "AB", "Gouda", "06", "-", "@",
    "12345678", "+31", "acme.test", "an", "AB-12-CD", "AB12CD", "kenteken", "Nummerplaat", "ziek gemeld",
    "Zwanger", "burn-out", "psycholoog", "artikel", "1", "9", ".", " ", " ", "/",
)  # fmt: skip
EVERY = (
    *(detect for _, _, detect in detectors._OF_DIGITS),
    detectors._emails,
    detectors._health,
    detectors._bare_plates,
)


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join), st.sampled_from(["", "license_plate", "BSN"]))
@settings(max_examples=600, deadline=None)
def test_the_first_look_passes_over_nothing(text: str, name: str) -> None:
    whole = detectors.without_overlaps(one for detect in EVERY for one in detect(text, name))
    assert findings(text, name=name) == whole
