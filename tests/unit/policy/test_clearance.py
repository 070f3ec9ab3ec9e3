"""What a purpose sees of every field that the three systems have, and which word about a mask counts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from nlconnect.connector import connector, connector_names
from nlconnect.model.catalogue import EntitySpec, FieldSpec
from nlconnect.model.privacy import TagStatus, categories
from nlconnect.policy import Clearance, Ruling, policy_of

RECORD_IDS = {"user.unique_id", "user.unique_id.pseudonymous"}
CLOSED = {key for key, law in categories().items() if law.art9 or law.art10 or law.national_id}
SECRETS = {"user.authorization.credentials", "user.authorization.password"}


def purpose(named: list[str], more: str = "") -> str:
    listed = ", ".join(f'"{one}"' for one in named)
    return f"""
controller = "Voorbeeld B.V."
[purposes.it]
title = "x"
legal_basis = "x"
systems = "*"
entities = "*"
outlets = "return"
categories = [{listed}]
{more}
"""


def rulings(text: str) -> Iterator[tuple[FieldSpec, Ruling]]:
    """Of every field of every entity."""
    policy = policy_of(text)
    for name in connector_names():
        for entity in connector(name).catalogue.entities():
            clearance = Clearance(policy, "it", name, entity, "return", lambda: bytes(32))
            yield from ((spec, clearance.ruling(spec)) for spec in entity.fields)


def test_a_purpose_without_categories_sees_nothing_of_anybody() -> None:
    seen = {spec.tag.category for spec, ruling in rulings(purpose([])) if ruling.treatment != "drop"}
    assert seen - RECORD_IDS == {None}


def test_no_field_that_nobody_judged_is_seen_unless_that_is_named() -> None:
    found = [ruling for spec, ruling in rulings(purpose(["user"])) if spec.tag.status is TagStatus.UNREVIEWED]
    assert all(ruling.treatment == "drop" for ruling in found)


@pytest.mark.parametrize("named", [["user"], sorted(categories())], ids=["the widest", "each by name"])
def test_no_list_of_categories_opens_what_a_law_closes(named: list[str]) -> None:
    seen = {spec.tag.category for spec, ruling in rulings(purpose(named)) if ruling.treatment != "drop"}
    assert len(seen) > 30
    assert not seen & (CLOSED | SECRETS)


def accounts() -> EntitySpec:
    return connector("exact").catalogue.entity("crm.Accounts")


def mask_of(field: str, masks: str) -> str:
    text = purpose(["user"], f"[purposes.it.masks]\n{masks}")
    ruling = Clearance(policy_of(text), "it", "exact", accounts(), "return", lambda: bytes(32)).ruling(
        accounts().field(field)
    )
    return ruling.mask or ruling.treatment


@pytest.mark.parametrize(
    ("masks", "mask"),
    [
        ('"user" = "redact"', "redact"),
        ('"user" = "redact"\n"user.contact" = "hash"', "hash"),
        ('"user.contact" = "hash"\n"user" = "redact"', "hash"),
        ('"crm.Accounts.email" = "partial"\n"user.contact.email" = "redact"', "partial"),
        ('"*.email" = "partial"\n"user.contact.email" = "redact"', "partial"),
        ('"crm.accounts.EMAIL" = "null"', "null"),
        ('"user" = "drop"\n"user.contact.email" = "show"', "show"),
        ('"user.contact.phone_number" = "redact"', "show"),
        ('"salesinvoice.SalesInvoices.email" = "redact"', "show"),
    ],
)
def test_the_narrowest_word_about_a_mask_counts(masks: str, mask: str) -> None:
    assert mask_of("email", masks) == mask


def test_forbidding_a_field_wins_over_everything() -> None:
    text = purpose(["user"], 'forbid = "crm.Accounts.email"\n[purposes.it.masks]\n"crm.Accounts.email" = "show"')
    clearance = Clearance(policy_of(text), "it", "exact", accounts(), "return", lambda: bytes(32))
    assert clearance.ruling(accounts().field("email")).rule == "forbid"


def test_an_exception_opens_what_it_names_and_nothing_beside_it() -> None:
    absence = "user.health_and_medical.absence"
    law = f'[[purposes.it.exceptions]]\ncategory = "{absence}"\nground = "continued pay"'
    seen = {
        spec.tag.category for spec, ruling in rulings(purpose(["user", absence], law)) if ruling.treatment == "show"
    }
    assert seen & CLOSED == {absence}


def test_why_says_how_many_by_which_rule_and_where_to_read_more() -> None:
    clearance = Clearance(policy_of(purpose([])), "it", "exact", accounts(), "return", lambda: bytes(32))
    told = clearance.why([accounts().field("bsn"), accounts().field("name")])
    assert "left out 2 fields (1 by bsn-needs-a-statute, 1 by default-deny): bsn, name" in told
    assert "nlconnect policy explain it exact crm.Accounts" in told
    assert "nothing" in clearance.why([])
