"""Rules of Dutch law and of its supervisor that fire whatever a purpose lists; each has a name.

Sources: UAVG art. 46 (citizen service number), AP policy rules on sick employees (2016), AP and NVP on applicants (four
weeks, a year with consent), AWR art. 52 (seven years), AP on VAT numbers of sole traders (2018). They are our reading,
and no legal advice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from nlconnect.model.privacy import categories
from nlconnect.policy.purposes import Purpose
from nlconnect.policy.wording import Said

BSN = "bsn-needs-a-statute"
CAUSE_OF_ILLNESS = "cause-of-illness"
NATIONALITY = "nationality-of-applicants"
APPLICANTS = "applicants-four-weeks"
FISCAL = "fiscal-records-seven-years"
OLD_VAT_NUMBER = "old-vat-number-holds-bsn"

VAT_NUMBER = "user.government_id.vat_number"
NATIONAL_NUMBER = "user.government_id.national_identification_number"
ABSENCE_CAUSE = "user.health_and_medical.absence_cause"
ORIGIN = ("user.demographic.nationality", "user.demographic.race_ethnicity", "user.demographic.place_of_birth")
"""Nationality and place of birth stand for origin, on which nobody may be chosen."""
FOUR_WEEKS, ONE_YEAR = 28, 366
FISCAL_YEARS = 7

_CONSENT = re.compile(r"toestemming|instemming|consent", re.IGNORECASE)
_OLD_VAT_NUMBER = re.compile(r"\s*(?:NL)?[\s.]*((?:\d[\s.]*){9})B[\s.]*\d[\s.]*\d\s*", re.IGNORECASE)
_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


@dataclass(frozen=True, slots=True)
class Fired:
    """A rule that closes something, and what it says."""

    name: str
    said: Said


def field_rule(field: str, category: str, purpose: Purpose, name: str) -> Fired | None:
    """The rule that closes a field of this category for this purpose."""
    known = categories().get(category)
    if known is not None and known.national_id:
        return _without_statute(field, category, purpose, name)
    if category == ABSENCE_CAUSE and not _by_the_doctor(purpose):
        return Fired(CAUSE_OF_ILLNESS, _cause_said(field, name))
    if category in ORIGIN and purpose.concerns_applicants:
        return Fired(NATIONALITY, _nationality_said(field, name))
    return None


def purpose_rule(purpose: Purpose, name: str) -> Fired | None:
    """The rule that closes a purpose as a whole."""
    if not purpose.concerns_applicants:
        return None
    most = ONE_YEAR if purpose.consent else FOUR_WEEKS
    days = purpose.retention_days
    if days is not None and days <= most:
        return None
    return Fired(
        APPLICANTS,
        Said(
            "papers of applicants go four weeks after the end, or after a year where they agreed to that",
            f'Write retention = "4 weeks" in [purposes.{name}], or with consent = "..." at most "1 year".',
            "gegevens van sollicitanten gaan vier weken na afloop weg, of na een jaar als zij daarmee instemden",
            f'Schrijf retention = "4 weeks" in [purposes.{name}], of met consent = "..." hoogstens "1 year".',
        ),
    )


def days_kept(purpose: Purpose) -> int | None:
    """How long what was read for it is kept; of applicants never longer than the rule says. None where nobody said."""
    most = (ONE_YEAR if purpose.consent else FOUR_WEEKS) if purpose.concerns_applicants else None
    days = purpose.retention_days
    return days if most is None else most if days is None else min(days, most)


def fiscal_rule(entity: str, booked: date | None, today: date) -> Fired | None:
    """The rule against deleting what the tax office may still ask for; a record without a date counts as recent."""
    if booked is not None and (booked.year + FISCAL_YEARS, 12, 31) < (today.year, today.month, today.day):
        return None
    return Fired(
        FISCAL,
        Said(
            f"{entity} belongs to the books, which the tax office may ask for during seven years",
            "Keep it; correct it with an entry against it, such as a credit note. After seven years it may go.",
            f"{entity} hoort bij de administratie, die de Belastingdienst zeven jaar mag opvragen",
            "Bewaar het; corrigeer met een tegenboeking, zoals een creditnota. Na zeven jaar mag het weg.",
        ),
    )


def closes_old_vat_numbers(purpose: Purpose) -> bool:
    """Whether numbers that hold a citizen service number are taken out; not where a statute opens those."""
    found = purpose.exemption(NATIONAL_NUMBER)
    return found is None or not _is_statutory(found.statute, found.ground)


def without_old_vat_number(value: object) -> object:
    """A VAT number, but not one that holds a citizen service number; what is no Dutch number stays as it is."""
    if not isinstance(value, str):
        return None
    return None if holds_bsn(value) else value


def holds_bsn(text: str) -> bool:
    """Whether a VAT number may be an old one of a sole trader: BSN and B01.

    The old form passes the test for a BSN, and a new one the remainder by 97. Numbers of legal persons pass the test
    for a BSN, too: by guess those begin with 8 or 00.
    """
    found = _OLD_VAT_NUMBER.fullmatch(text)
    if found is None:
        return False
    digits = re.sub(r"\D", "", found[1])
    if digits.startswith(("8", "00")) or _is_new(text):
        return False
    return sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=True)) % 11 == 0


def _is_new(text: str) -> bool:
    """Numbers given out since 2020: letters as numbers from 10, the remainder by 97 is 1."""
    plain = re.sub(r"[\s.]", "", text).upper()
    plain = plain if plain.startswith("NL") else f"NL{plain}"
    return int("".join(str(int(char, 36)) for char in plain)) % 97 == 1


def old_vat_said(field: str) -> Said:
    return Said(
        f"old VAT numbers of sole traders hold their citizen service number: such values of {field} are left out",
        "Use the VAT number that the trader got in 2020; what it may be is on the website of the tax office.",
        f"oude btw-nummers van eenmanszaken bevatten hun burgerservicenummer: zulke waarden van {field} vallen weg",
        "Gebruik het btw-id dat de ondernemer in 2020 kreeg.",
    )


def _without_statute(field: str, category: str, purpose: Purpose, name: str) -> Fired | None:
    found = purpose.exemption(category)
    if found is not None and _is_statutory(found.statute, found.ground):
        return None
    table = f'[[purposes.{name}.exceptions]]: category = "{category}", ground = "...", statute = "..."'
    return Fired(
        BSN,
        Said(
            f"{field} holds citizen service numbers, which may be used only where a statute says so; consent is none",
            f"Name the statute and its article under {table}.",
            f"{field} bevat burgerservicenummers, die alleen gebruikt mogen worden als een wet dat zegt; toestemming "
            "is geen grond",
            f"Noem de wet en het artikel onder {table}.",
        ),
    )


def _is_statutory(statute: str | None, ground: str) -> bool:
    return statute is not None and not _CONSENT.search(statute) and not _CONSENT.search(ground)


def _by_the_doctor(purpose: Purpose) -> bool:
    """An exception that names the category itself and the doctor or safety-net rule that it rests on."""
    found = purpose.exemption(ABSENCE_CAUSE)
    return found is not None and found.statute is not None and not _CONSENT.search(found.ground)


def _cause_said(field: str, name: str) -> Said:
    table = f'[[purposes.{name}.exceptions]]: category = "{ABSENCE_CAUSE}", ground = "...", statute = "..."'
    return Said(
        f"{field} holds the nature or cause of an illness, which an employer may not keep, not even with consent",
        f"Leave it to the occupational physician. Only a statute opens it: {table}.",
        f"{field} bevat de aard of oorzaak van ziekte, die een werkgever niet mag vastleggen, ook niet met toestemming",
        f"Laat het aan de bedrijfsarts. Alleen een wet opent het: {table}.",
    )


def _nationality_said(field: str, name: str) -> Said:
    return Said(
        f"{field} says where somebody comes from, on which no applicant may be chosen",
        f"Ask for it when somebody is hired, for a purpose of its own; [purposes.{name}] concerns applicants.",
        f"{field} zegt waar iemand vandaan komt, waarop geen sollicitant geselecteerd mag worden",
        f"Vraag het bij indiensttreding, voor een eigen doel; [purposes.{name}] gaat over sollicitanten.",
    )
