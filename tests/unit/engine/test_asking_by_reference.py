"""A look-up by `ref(...)` is a question by a field: under a policy the purpose has to be allowed to ask it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from nlconnect import Create, Update, ref
from nlconnect.errors import PolicyRefused
from nlconnect.mock import Setting
from nlconnect.testing import SignedInMock
from nlconnect_exact.crm import Accounts, Contacts

POLICY = """
controller = "Voorbeeld Installatietechniek B.V."

[purposes.contacts]
title = "Keeping contacts"
legal_basis = "Art. 6(1)(b) GDPR: carrying out the contract"
systems = "exact"
entities = ["crm.Accounts", "crm.Contacts"]
categories = ["user.name", "user.contact.email"]
operations = ["read", "create", "update"]
outlets = "return"

[purposes.contacts.masks]
"crm.Accounts.email" = "pseudonym"

[purposes.narrow]
title = "Contacts alone"
legal_basis = "Art. 6(1)(b) GDPR: carrying out the contract"
systems = "exact"
entities = ["crm.Contacts"]
categories = ["user.name"]
operations = ["read", "create"]
outlets = "return"
"""
BSN, MAIL = "111222333", "an@acme.test"


@pytest.fixture
def nlconnect_setting() -> Setting:
    return Setting(seeded=False)


@pytest.fixture
def mock(mock_exact: SignedInMock, tmp_path: Path) -> SignedInMock:
    policy = tmp_path / "policy.toml"
    policy.write_text(POLICY, "utf-8")
    mock_exact.policy = policy
    mock_exact.add("crm.Accounts", code="7", name="Vis", bsn=BSN, email=MAIL)
    mock_exact.calls.clear()
    return mock_exact


def writing(mock: SignedInMock, purpose: str = "contacts") -> Any:
    return mock.connect(purpose=purpose, allow_writes=[Accounts, Contacts])


def contact(**by: str) -> Create:
    return Create(Contacts, account=ref(Accounts, **by), first_name="Piet", last_name="Vis")


@pytest.mark.parametrize("by", [{"name": "Vis"}, {"email": MAIL}])
def test_what_the_purpose_may_filter_on_is_looked_up(mock: SignedInMock, by: dict[str, str]) -> None:
    assert writing(mock).plan(contact(**by)).ruling.answer == "allow"


def test_what_it_may_not_see_is_not_looked_up(mock: SignedInMock) -> None:
    with pytest.raises(PolicyRefused, match="bsn-needs-a-statute") as caught:
        writing(mock).plan(contact(bsn=BSN))
    assert BSN not in str(caught.value)
    assert not mock.calls
    assert mock.audit[-1]["rule"] == "bsn-needs-a-statute"


def test_an_entity_that_the_purpose_does_not_name_is_not_asked(mock: SignedInMock) -> None:
    with pytest.raises(PolicyRefused, match=r"crm\.Accounts"):
        writing(mock, "narrow").plan(contact(name="Vis"))
    assert not mock.calls


def test_what_another_purpose_looked_up_before_is_no_answer_either(mock: SignedInMock) -> None:
    first = writing(mock)
    first.plan(contact(name="Vis"))
    with pytest.raises(PolicyRefused, match=r"crm\.Accounts"):
        writing(mock, "narrow").plan(contact(name="Vis"))


def test_a_record_is_not_found_by_its_key_in_another_name_either(mock: SignedInMock) -> None:
    with pytest.raises(PolicyRefused, match="bsn-needs-a-statute"):
        writing(mock).plan(Update(Accounts, ref(bsn=BSN), name="Anders"))


def test_without_a_policy_everything_can_be_looked_up(mock: SignedInMock) -> None:
    mock.policy = None
    assert writing(mock, "own-use").plan(contact(bsn=BSN)).key is None
