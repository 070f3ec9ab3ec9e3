"""What an agent writes down as a change, and what it means."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlconnect import Link, Origin, Upsert
from nlconnect.agents.probing import refuse_unseen_change
from nlconnect.agents.questions import Plan as Asked
from nlconnect.agents.writes import change_of
from nlconnect.connector.registry import connector
from nlconnect.errors import PolicyRefused, QueryError
from nlconnect.model.change import NEW_PASSWORD, Change
from nlconnect.testing import SignedInMock

NEW_NUMBER, OLD_NUMBER = "NL540464814B01", "NL111222333B01"
"""Of a legal person, and one that holds a citizen service number."""
POLICY = """
controller = "Voorbeeld BV"

[purposes.desk]
title = "Customers"
legal_basis = "Art. 6(1)(b) GDPR"
systems = "exact"
entities = ["crm.Accounts"]
categories = ["user.name", "user.government_id.vat_number"]
operations = ["read", "create", "update"]
outlets = ["agent"]
"""


def meant(system: str, **arguments: object) -> Change:
    return change_of(Asked.model_validate({"profile": "p", **arguments}), connector(system))


def test_ensure_leaves_alone_what_is_there_and_knows_it_in_several_ways() -> None:
    match = ["origin:acme-afas/debtor=10001", "alike:vat_number", "name,city"]
    values = {"vat_number": NEW_NUMBER, "name": "Acme", "city": "Gouda"}
    change = meant("exact", entity="crm.Accounts", verb="ensure", values=values, match=match)
    assert isinstance(change, Upsert)
    assert change.kept == set(values)
    assert change.match[0] == Origin("acme-afas", "debtor", "10001")
    assert [getattr(way, "fields", ()) for way in change.match[1:]] == [("vat_number",), ("name", "city")]
    assert meant("exact", entity="crm.Accounts", verb="upsert", values=values, match=match).kept == set()


@pytest.mark.parametrize("match", [["alike:a,b"], [""], ["code,"]])
def test_a_way_that_names_no_field_is_refused(match: list[str]) -> None:
    with pytest.raises(QueryError, match="names no field"):
        meant("exact", entity="crm.Accounts", verb="upsert", values={"code": "1"}, match=match)


def test_a_link_names_the_field_and_the_other_record() -> None:
    change = meant("graph", entity="directory.Users", verb="link", key="1", values={"manager": "2"})
    assert isinstance(change, Link)
    assert (change.key, dict(change.values)) == ("1", {"manager": "2"})


@pytest.mark.parametrize(
    "arguments", [{"values": {"manager": "2"}}, {"key": "1"}, {"key": "1", "values": {"manager": ["2"]}}]
)
def test_a_link_without_one_of_them_is_refused(arguments: dict[str, object]) -> None:
    with pytest.raises(QueryError, match="link takes"):
        meant("graph", entity="directory.Users", verb="link", **arguments)


def test_a_password_can_be_asked_for_and_not_given_a_form_of_its_own() -> None:
    values = {"password_profile": {"password": {"new": "password"}}, "display_name": {"new": "anything"}}
    change = meant("graph", entity="directory.Users", verb="create", values=values)
    assert change.values["password_profile"] == {"password": NEW_PASSWORD}
    assert change.values["display_name"] == {"new": "anything"}


def test_a_vat_number_is_written_unless_somebodys_own_number_stands_in_it(
    mock_exact: SignedInMock, tmp_path: Path
) -> None:
    mock_exact.policy = tmp_path / "policy.toml"
    mock_exact.policy.write_text(POLICY, "utf-8")
    place = mock_exact.connect(purpose="desk", outlet="agent", allow_writes=["crm.Accounts"])

    def wanted(number: str) -> Change:
        values = {"name": "Acme", "vat_number": number}
        return meant("exact", entity="crm.Accounts", verb="ensure", values=values, match=["alike:vat_number"])

    refuse_unseen_change(wanted(NEW_NUMBER), place)
    with pytest.raises(PolicyRefused, match="vat_number"):
        refuse_unseen_change(wanted(OLD_NUMBER), place)
