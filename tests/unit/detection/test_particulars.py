"""What applicants tell of themselves is found by its label or its words, and what the work takes is left alone."""

from __future__ import annotations

from itertools import pairwise

import pytest

from nlconnect.detection import side_by_side
from nlconnect.detection.particulars import PARTICULARS


def masked(text: str) -> str:
    """The text with every finding blanked."""
    signs = list(text)
    for one in PARTICULARS.findings(text):
        signs[one.start : one.end] = "#" * (one.end - one.start)
    return "".join(signs)


def categories(text: str) -> set[str]:
    return {one.category for one in PARTICULARS.findings(text)}


@pytest.mark.parametrize(
    ("line", "category"),
    [
        ("Geboortedatum: 3 mei 1990", "user.demographic.date_of_birth"),
        ("- Geb. datum : 03-05-1990", "user.demographic.date_of_birth"),
        ("Leeftijd\t34", "user.demographic.date_of_birth"),
        ("Date of birth: 3 May 1990", "user.demographic.date_of_birth"),
        ("Ik ben 34 jaar en zoek werk", "user.demographic.date_of_birth"),
        ("Geboren te Paramaribo in 1990", "user.demographic.date_of_birth"),
        ("Geboorteplaats: Paramaribo", "user.demographic.place_of_birth"),
        ("NATIONALITEIT: Nederlandse", "user.demographic.nationality"),
        ("Ik heb de Belgische nationaliteit.", "user.demographic.nationality"),
        ("Geslacht: vrouw", "user.demographic.gender"),
        ("Burgerlijke staat: gehuwd", "user.demographic.marital_status"),
        ("Ik ben moeder van drie kinderen", "user.demographic.marital_status"),
        ("Geloof: protestant", "user.demographic.religious_belief"),
        ("Als praktiserend moslim", "user.demographic.religious_belief"),
        ("Afkomst: Surinaams", "user.demographic.race_ethnicity"),
        ("lid van de PvdA", "user.demographic.political_opinion"),
        ("Geaardheid: homo", "user.demographic.sexual_orientation"),
        ("kaderlid van de FNV", "user.workplace.trade_union"),
        ("Gezondheid: goed", "user.health_and_medical"),
        ("vanwege mijn autisme", "user.health_and_medical.disability"),
        ("Pasfoto: bijgevoegd", "user.content.self_image"),
        ("Naam: Anna Voorbeeld", "user.name"),
        ("Curriculum vitae van Anna Voorbeeld", "user.name"),
        ("Met vriendelijke groet,\n\nAnna Voorbeeld", "user.name"),
    ],
)
def test_it_is_found_and_covered(line: str, category: str) -> None:
    text = f"Geachte lezer\n{line}\nErvaring"
    assert category in categories(text)
    told = {
        "3 mei 1990",
        "34",
        "Paramaribo",
        "Belgische",
        "Anna",
        "PvdA",
        "autisme",
        "moslim",
        "FNV",
        "Surinaams",
        "homo",
    }
    assert not any(word in masked(text) for word in told if word in line)


@pytest.mark.parametrize(
    "line",
    [
        "5 jaar ervaring met Exact Online",
        "Ik ben 12 jaar ervaring rijk geworden bij een groothandel",
        "Opleiding: hbo accountancy, 2010 - 2014",
        "Talen: Nederlands, Engels, Duits",
        "Vaardigheden: AFAS Profit, Excel, draaitabellen",
        "Ik woon op fietsafstand en kan per 1 januari beginnen",
        "Functie: administrateur bij een familiebedrijf",
        "Beheer van stamgegevens en adressen van klanten",
    ],
)
def test_what_the_work_takes_is_left_alone(line: str) -> None:
    assert categories(line) == set()


@pytest.mark.parametrize(
    "sign", ["a ", "\n", "naam ", "geboren op ", "cv ", "groet\n", "moeder van ", " \t", "a-", "chronisch "]
)
def test_a_long_text_ends(sign: str) -> None:
    assert len(list(PARTICULARS.findings(sign * (60_000 // len(sign))))) <= 30_000


def test_what_a_weightier_finding_leaves_of_a_line_is_covered_as_well() -> None:
    text = "Naam: Anna Proef, geboren op 3 mei 1990, en meer"
    kept = side_by_side(PARTICULARS.findings(text))
    assert all(one.end <= other.start for one, other in pairwise(kept))
    assert sum(one.end - one.start for one in kept) == len(text)
    assert {one.category for one in kept} == {"user.name", "user.demographic.date_of_birth"}
    assert side_by_side([]) == []
