"""Rules of Dutch law that fire whatever a purpose lists."""

from __future__ import annotations

from datetime import date

import pytest

from nlconnect.connector import connector
from nlconnect.model.catalogue import EntitySpec, FieldSpec
from nlconnect.model.privacy import Personal, TagStatus
from nlconnect.policy import Action, Clearance, Gate, Ruling, policy_of
from nlconnect.policy.dutch_rules import fiscal_rule, holds_bsn

BSN = "user.government_id.national_identification_number"
CAUSE = "user.health_and_medical.absence_cause"
ABSENCE = "user.health_and_medical.absence"
NATIONALITY = "user.demographic.nationality"
VAT = "user.government_id.vat_number"


def purpose(categories: list[str], more: str = "") -> str:
    named = ", ".join(f'"{one}"' for one in categories)
    return f"""
controller = "Voorbeeld B.V."
[purposes.it]
title = "x"
legal_basis = "x"
systems = "*"
entities = "*"
outlets = "return"
categories = [{named}]
{more}
"""


def exception(category: str, ground: str, statute: str | None = None) -> str:
    named = f'statute = "{statute}"' if statute else ""
    return f'[[purposes.it.exceptions]]\ncategory = "{category}"\nground = "{ground}"\n{named}'


def entity() -> EntitySpec:
    return connector("exact").catalogue.entity("crm.Accounts")


def ruling(category: str, policy: str, level: int = 5) -> Ruling:
    clearance = Clearance(policy_of(policy), "it", "exact", entity(), "return", lambda: b"0" * 32)
    return clearance.ruling(FieldSpec("it", "It", "string", Personal(category, level, TagStatus.REVIEWED)))


def test_a_citizen_service_number_needs_a_statute() -> None:
    found = ruling(BSN, purpose([BSN], exception(BSN, "payroll")))
    assert (found.treatment, found.rule) == ("drop", "bsn-needs-a-statute")


@pytest.mark.parametrize("ground", ["toestemming van de medewerker", "Consent of the employee"])
def test_consent_never_opens_a_citizen_service_number(ground: str) -> None:
    assert ruling(BSN, purpose([BSN], exception(BSN, ground, "AVG"))).rule == "bsn-needs-a-statute"


def test_a_statute_opens_a_citizen_service_number() -> None:
    law = exception(BSN, "payroll tax", "Wet op de loonbelasting 1964, art. 28")
    assert ruling(BSN, purpose([BSN], law)).treatment == "show"


def test_a_wider_category_does_not_open_a_citizen_service_number() -> None:
    law = exception(BSN, "payroll tax", "Wet op de loonbelasting 1964, art. 28")
    assert ruling(BSN, purpose(["user.government_id", "user"], law)).treatment == "drop"


def test_the_cause_of_an_illness_stays_closed_where_the_absence_is_open() -> None:
    law = exception(ABSENCE, "continued pay during illness") + "\n" + exception(CAUSE, "consent", None)
    policy = purpose([ABSENCE, CAUSE], law)
    assert ruling(ABSENCE, policy).treatment == "show"
    assert ruling(CAUSE, policy).rule == "cause-of-illness"


def test_health_is_closed_without_an_exception() -> None:
    assert ruling(ABSENCE, purpose([ABSENCE])).rule == "special-category"


@pytest.mark.parametrize("subjects", ["applicants", "sollicitanten"])
def test_nationality_is_closed_in_a_sift_of_applicants(subjects: str) -> None:
    policy = purpose([NATIONALITY], f'subjects = "{subjects}"\nretention = "4 weeks"')
    assert ruling(NATIONALITY, policy, 3).rule == "nationality-of-applicants"


def test_nationality_is_open_for_staff() -> None:
    assert ruling(NATIONALITY, purpose([NATIONALITY], 'subjects = "employees"'), 3).treatment == "show"


def verdict_on_applicants(more: str) -> str:
    gate = Gate(policy_of(purpose(["user.name"], f'subjects = "applicants"\n{more}')))
    return gate.judge(Action("read", "afas", "hr.Applicants", "", "it")).rule


@pytest.mark.parametrize(
    ("kept", "rule"),
    [
        ("", "applicants-four-weeks"),
        ('retention = "5 weeks"', "applicants-four-weeks"),
        ('retention = "28 days"', "purposes.it"),
        ('retention = "4 weeks"', "purposes.it"),
        ('retention = "1 year"', "applicants-four-weeks"),
        ('retention = "1 year"\nconsent = "ticked in the form"', "purposes.it"),
        ('retention = "2 years"\nconsent = "ticked in the form"', "applicants-four-weeks"),
    ],
)
def test_papers_of_applicants_go_after_four_weeks_or_a_year_with_consent(kept: str, rule: str) -> None:
    assert verdict_on_applicants(kept) == rule


@pytest.mark.parametrize(
    ("booked", "closed"),
    [
        (date(2026, 1, 5), True),
        (date(2019, 12, 31), True),
        (date(2019, 1, 1), True),
        (date(2018, 12, 31), False),
        (None, True),
    ],
)
def test_the_books_stay_for_seven_years(booked: date | None, closed: bool) -> None:
    assert (fiscal_rule("sales invoices", booked, date(2026, 11, 23)) is not None) is closed


# 111222333 passes the test for a citizen service number and is one that tests are made with.
@pytest.mark.parametrize("text", ["NL111222333B01", "111222333B01", " nl 111.222.333.b01 ", "NL111222333B12"])
def test_an_old_vat_number_of_a_sole_trader_is_known(text: str) -> None:
    assert holds_bsn(text)


@pytest.mark.parametrize(
    "text", ["NL000099998B57", "NL123456789B01", "NL823456784B01", "NL001234567B01", "BE0123456789", "", "NL111222333"]
)
def test_other_vat_numbers_hold_none(text: str) -> None:
    assert not holds_bsn(text)


def test_an_old_vat_number_is_left_out_and_the_others_stay() -> None:
    policy = policy_of(purpose([VAT]))
    clearance = Clearance(policy, "it", "exact", entity(), "return", lambda: b"")
    spec = entity().field("vat_number")
    assert clearance.ruling(spec).rule == "old-vat-number-holds-bsn"
    mask = clearance.masker(spec)
    assert mask("NL111222333B01") is None
    assert mask("NL823456784B01") == "NL823456784B01"
