"""Tags that are proposed for fields nobody judged yet."""

from __future__ import annotations

import pytest

from nlconnect.model.privacy import TagStatus
from nlconnect.privacy import own_suggester


@pytest.mark.parametrize(
    ("field", "category", "level"),
    [
        ("BSN", "user.government_id.national_identification_number", 5),
        ("E-mail_werk", "user.contact.email", 2),
        ("Geboortedatum", "user.demographic.date_of_birth", 3),
    ],
)
def test_a_name_in_dutch_says_what_a_field_holds(field: str, category: str, level: int) -> None:
    tag = own_suggester().tag(field, entity="Medewerkers")
    assert tag is not None
    assert (tag.category, tag.effective_level >= level, tag.status) == (category, True, TagStatus.PROPOSED)


def test_the_label_counts_before_a_name_that_is_a_code() -> None:
    assert own_suggester().tag("U001", entity="Medewerkers", labels=["Bankrekening IBAN"]) != own_suggester().tag(
        "U001", entity="Medewerkers"
    )


def test_every_field_of_a_sick_leave_record_is_about_health() -> None:
    assert own_suggester().suggest("Regel", entity="Ziekteverzuim") == ("user.health_and_medical.absence", 5)


def test_nothing_is_proposed_where_nothing_is_known() -> None:
    assert own_suggester().tag("Kolom_7", entity="Overzicht") is None
