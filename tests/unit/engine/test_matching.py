"""Which record an upsert means: what all that is known of it agrees on, and otherwise a refusal with candidates."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlconnect import Create, Origin, Upsert, alike
from nlconnect.client import Connection
from nlconnect.errors import DoubtfulMatch, PolicyRefused, QueryError
from nlconnect.mock import Setting
from nlconnect.model.match import normal_form
from nlconnect.model.record import MASK
from nlconnect.testing import SignedInMock
from nlconnect_afas.ledger import Profit_Debtor
from nlconnect_afas.relations import KnOrganisation, KnSalesRelationOrg
from nlconnect_exact.crm import Accounts
from nlconnect_exact.crm import Contacts as Contacts_
from nlconnect_graph.contacts import Contacts
from nlconnect_graph.directory import Users

VAT = "NL123456782B90"


@pytest.fixture
def exact(mock_exact: SignedInMock) -> Connection:
    return mock_exact.connect(allow_writes=[Accounts])


def add(mock: SignedInMock, *, name: str = "Acme", **values: str) -> str:
    return str(mock.add("crm.Accounts", scope=None, name=name, **values)["ID"])


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        (VAT, "nl 1234.567.82.B90", True),
        ("12345678", " 1234 5678", True),
        ("Info@Acme.example", "info@acme.example ", True),
        ("i.nfo@acme.example", "info@acme.example", False),
        (VAT, "NL123456782B91", False),
        ("012345678", "12345678", False),
    ],
)
def test_spellings_differ_in_what_people_do_not_mean(one: str, other: str, *, is_same: bool) -> None:
    assert (normal_form(one) == normal_form(other)) is is_same


def test_the_first_key_with_a_value_that_finds_a_record_decides(mock_exact: SignedInMock, exact: Connection) -> None:
    key = add(mock_exact, code="1042", email="info@acme.example")
    plan = exact.plan(Upsert(Accounts, ["vat_number", "code", "email"], code="1042", email="new@acme.example"))
    assert (plan.verb, plan.key) == ("update", (key,))
    assert [part.name for part in plan.diff] == ["email"]


def test_where_nothing_matches_a_record_is_made(mock_exact: SignedInMock, exact: Connection) -> None:
    add(mock_exact, code="1042")
    assert (
        exact.plan(Upsert(Accounts, ["code", "email"], code="1043", email="a@b.example", name="New")).verb == "create"
    )


def test_a_value_that_the_record_lacks_is_filled_in(mock_exact: SignedInMock, exact: Connection) -> None:
    add(mock_exact, code="1042")
    plan = exact.plan(Upsert(Accounts, ["vat_number", "code"], code="1042", vat_number=VAT))
    assert [(part.name, part.before, part.after) for part in plan.diff] == [("vat_number", None, VAT)]


def test_a_record_that_is_there_keeps_what_it_has_where_that_was_asked_for(
    mock_exact: SignedInMock, exact: Connection
) -> None:
    key = add(mock_exact, code="1042", vat_number=VAT, city="Gouda")
    wanted = Upsert(Accounts, ["vat_number"], vat_number=VAT, name="Other", city="Delft", phone="1").keeping(
        "name", "city"
    )
    plan = exact.plan(wanted)
    assert (plan.verb, plan.key) == ("update", (key,))
    assert [part.name for part in plan.diff] == ["phone"]


def test_a_new_record_gets_what_another_would_have_kept(exact: Connection) -> None:
    plan = exact.plan(Upsert(Accounts, "code", code="1", name="Acme", city="Delft").keeping("city"))
    assert plan.verb == "create"
    assert {"code", "name", "city"} <= {part.name for part in plan.diff}


def test_a_record_that_keeps_everything_is_only_known_from_then_on(mock_exact: SignedInMock, exact: Connection) -> None:
    key, origin = add(mock_exact, code="1042", vat_number=VAT), Origin("afas", "debtor", "10001")
    wanted = Upsert(Accounts, [origin, alike("vat_number")], vat_number=VAT, name="Other").keeping()
    for _ in range(2):
        exact.apply(exact.plan(wanted)).unwrap()
        assert [known.key for known in exact.known_as(origin)] == [(key,)]
    assert mock_exact.calls.count("PUT") == mock_exact.calls.count("POST") == 0
    exact.apply(exact.plan(Upsert(Accounts, origin, name="Other").keeping())).unwrap()
    assert exact.get(Accounts, key).name == "Acme"


def test_what_only_a_new_record_may_be_given_is_no_change_of_one_that_is_there(mock_exact: SignedInMock) -> None:
    account = add(mock_exact, code="1042")
    there = mock_exact.add("crm.Contacts", scope=None, account=account, first_name="Anna", last_name="Voorbeeld")
    exact = mock_exact.connect(allow_writes=[Accounts, Contacts_])
    wanted = Upsert(
        Contacts_, ("account", "last_name"), account=account, last_name="Voorbeeld", first_name="A."
    ).keeping()
    plan = exact.plan(wanted)
    assert (plan.verb, plan.key, plan.diff) == ("update", (str(there["ID"]),), ())


def test_what_a_change_keeps_makes_it_another_change_of_a_run(exact: Connection) -> None:
    wanted = Upsert(Accounts, "code", code="1", name="Acme")
    list(exact.apply_many([wanted], run="december"))
    with pytest.raises(QueryError, match="change 0 is another"):
        list(exact.apply_many([wanted.keeping("name")], run="december"))


def test_what_an_upsert_does_not_have_it_cannot_keep() -> None:
    with pytest.raises(QueryError, match="the upsert has no city"):
        Upsert(Accounts, "code", code="1").keeping("city")


def test_keys_that_lead_to_different_records_are_refused_with_both_of_them(
    mock_exact: SignedInMock, exact: Connection
) -> None:
    one, other = add(mock_exact, code="1042", name="Jansen"), add(mock_exact, code="1043", vat_number=VAT)
    with pytest.raises(DoubtfulMatch, match="code and vat_number lead to different records") as refused:
        exact.plan(Upsert(Accounts, ["code", "vat_number"], code="1042", vat_number=VAT, name="Acme"))
    found = {candidate.key[0]: candidate for candidate in refused.value.candidates}
    assert found.keys() == {one, other}
    assert found[one].matched == ("code",)
    assert (found[other].matched, found[other].differs) == (("vat_number",), ("code",))
    assert found[other].values["vat_number"] == VAT
    said = f"{refused.value} {refused.value.candidates!r}"
    assert not any(value in said for value in (VAT, "1042", "1043", one, other))


def test_what_several_records_have_is_refused_unless_another_key_singles_one_out(
    mock_exact: SignedInMock, exact: Connection
) -> None:
    one = add(mock_exact, code="1042", email="info@acme.example")
    add(mock_exact, code="1043", email="info@acme.example")
    with pytest.raises(DoubtfulMatch, match="more than one record has this email") as refused:
        exact.plan(Upsert(Accounts, "email", email="info@acme.example", name="Acme"))
    assert len(refused.value.candidates) == 2
    plan = exact.plan(Upsert(Accounts, ["email", "code"], email="info@acme.example", code="1042", city="Gouda"))
    assert plan.key == (one,)


def test_a_record_that_a_lesser_key_finds_must_not_have_another_value_of_the_preferred_one(
    mock_exact: SignedInMock, exact: Connection
) -> None:
    add(mock_exact, code="1042", email="info@acme.example")
    with pytest.raises(DoubtfulMatch, match="email leads to has another code"):
        exact.plan(Upsert(Accounts, ["code", "email"], code="2000", email="info@acme.example", name="Acme"))


def test_another_spelling_matches_where_that_was_said_is_told_and_left_as_it_stands(
    mock_exact: SignedInMock, exact: Connection
) -> None:
    key = add(mock_exact, code="1042", vat_number="NL 1234.56.782.B90")
    assert exact.plan(Upsert(Accounts, "vat_number", vat_number=VAT, name="Acme")).verb == "create"
    plan = exact.plan(Upsert(Accounts, alike("vat_number"), vat_number=VAT, city="Gouda"))
    assert plan.key == (key,)
    assert [part.name for part in plan.diff] == ["city"]
    assert any("vat_number in another spelling" in warning for warning in plan.warnings)
    unchanged = exact.plan(Upsert(Accounts, alike("vat_number"), vat_number=VAT))
    assert not unchanged.diff


def test_two_spellings_of_one_number_are_a_doubt(mock_exact: SignedInMock, exact: Connection) -> None:
    add(mock_exact, code="1042", vat_number="NL 1234.56.782.B90")
    add(mock_exact, code="1043", vat_number=VAT)
    with pytest.raises(DoubtfulMatch, match="more than one record"):
        exact.plan(Upsert(Accounts, alike("vat_number"), vat_number=VAT, name="Acme"))


def test_the_spellings_of_a_column_are_read_once_in_five_minutes(mock_exact: SignedInMock, exact: Connection) -> None:
    add(mock_exact, code="1042", vat_number="NL 1234.56.782.B90")
    wanted = Upsert(Accounts, alike("vat_number"), vat_number=VAT, city="Gouda")
    exact.plan(wanted)
    before = mock_exact.calls.count("GET")
    exact.plan(wanted)
    again = mock_exact.calls.count("GET") - before
    mock_exact.advance(301)
    before = mock_exact.calls.count("GET")
    exact.plan(wanted)
    assert mock_exact.calls.count("GET") - before == again + 1


def test_a_spelling_that_is_gone_since_the_column_was_read_matches_nothing(
    mock_exact: SignedInMock, exact: Connection
) -> None:
    key = add(mock_exact, code="1042", vat_number="NL 1234.56.782.B90")
    wanted = Upsert(Accounts, alike("vat_number"), vat_number=VAT, name="Acme")
    assert exact.plan(wanted).verb == "update"
    mock_exact.remove("crm.Accounts", key)
    assert exact.plan(wanted).verb == "create"


@pytest.mark.parametrize("blank", ["", "  ", "-"])
def test_an_empty_value_matches_nothing(exact: Connection, blank: str) -> None:
    with pytest.raises(QueryError, match="empty"):
        exact.plan(Upsert(Accounts, ["email", "code"], email=blank, name="Acme"))


def test_a_tuple_tells_the_record_together(mock_exact: SignedInMock, exact: Connection) -> None:
    add(mock_exact, name="Acme", city="Delft")
    key = add(mock_exact, name="Acme", city="Gouda")
    plan = exact.plan(Upsert(Accounts, ("name", "city"), name="Acme", city="Gouda", email="a@b.example"))
    assert plan.key == (key,)


@pytest.mark.parametrize(
    "match", [[], (), ["code", "code"], [Origin("a", "b", "1"), Origin("a", "b", "2")], ["email"], ("code", "email")]
)
def test_ways_to_match_are_at_least_one_each_once_and_have_a_value(match: list[str]) -> None:
    with pytest.raises(QueryError):
        Upsert(Accounts, match, code="1", name="Acme")


def test_a_part_of_something_that_comes_several_times_matches_where_one_of_them_is_it() -> None:
    mock = SignedInMock("graph", setting=Setting())
    graph = mock.connect(allow_writes=[Contacts])
    person = next(iter(graph.read(Users.select("mail").limit(1))))
    box = graph.within(mailbox=str(person.mail))
    addresses = [{"address": "verkoop@acme.example"}, {"address": "Inkoop@acme.example"}]
    key = box.apply(box.plan(Create(Contacts, display_name="Acme", email_addresses=addresses))).unwrap().key
    given = [{"address": "inkoop@acme.example"}]
    plan = box.plan(Upsert(Contacts, "email_addresses.address", display_name="Acme BV", email_addresses=given))
    assert plan.key == key
    assert "matched by email_addresses.address in another spelling" in plan.warnings


def test_an_object_inside_a_document_tells_who_is_meant() -> None:
    mock = SignedInMock("afas", setting=Setting())
    afas = mock.connect(allow_writes=[KnSalesRelationOrg]).within(administration=1)
    row = next(iter(afas.read(Profit_Debtor.where(Profit_Debtor.ch_of_comm_nr != "").limit(1))))
    inside = {"cc_nr": row.ch_of_comm_nr, "bc_co": row.bc_co}
    plan = afas.plan(Upsert(KnSalesRelationOrg, "kn_organisation.cc_nr", kn_organisation=inside, pa_cd="14"))
    assert (plan.verb, plan.key) == ("update", (row.debtor_id,))


def test_what_was_to_be_new_is_stale_once_somebody_made_it(mock_exact: SignedInMock, exact: Connection) -> None:
    plan = exact.plan(Upsert(Accounts, "email", email="info@acme.example", name="Acme"))
    add(mock_exact, code="1042", email="info@acme.example", name="Another name")
    with pytest.raises(QueryError, match="a record that matches was made"):
        exact.apply(plan)
    assert mock_exact.calls.count("POST") == 0


@pytest.mark.parametrize("match", ["email", alike("email"), ["vat_number", "email"]])
def test_what_is_in_a_list_twice_is_made_once(mock_exact: SignedInMock, exact: Connection, match: str) -> None:
    names = ("Acme", "Acme BV", "ACME")
    changes = [Upsert(Accounts, match, email="info@acme.example", name=name) for name in names]
    assert [line.state for line in exact.apply_many(changes)] == ["done"] * 3
    assert [row.name for row in exact.read(Accounts.select("name"))] == ["ACME"]


def test_two_spellings_in_one_list_are_one_record(mock_exact: SignedInMock, exact: Connection) -> None:
    add(mock_exact, code="1042")
    spellings = (VAT, "NL 1234.56.782.B90", VAT.lower())
    changes = [Upsert(Accounts, alike("vat_number"), vat_number=spelt, name="Acme") for spelt in spellings]
    assert [line.state for line in exact.apply_many(changes)] == ["done"] * 3
    assert mock_exact.calls.count("POST") == 1


def test_a_view_that_shows_nothing_at_all_does_not_prove_that_a_record_is_new() -> None:
    mock = SignedInMock("afas")
    afas = mock.connect(allow_writes=[KnOrganisation])
    new = {"match_oga": "always_insert", "nm": "Voorbeeld", "cc_nr": "12345678"}
    plan = afas.plan(Upsert(KnOrganisation, "cc_nr", **new))
    assert "Profit_OrgPer shows this login nothing at all, so it may be there already" in plan.warnings
    afas.apply(plan).unwrap()
    plan = afas.plan(Upsert(KnOrganisation, "cc_nr", **{**new, "cc_nr": "87654321"}))
    assert not any("nothing at all" in warning for warning in plan.warnings)


@settings(max_examples=60, deadline=None)
@given(
    rows=st.lists(st.tuples(*[st.sampled_from(["", "1", "2", "3"])] * 3), max_size=5),
    wanted=st.tuples(*[st.sampled_from(["1", "2", "3"])] * 3),
    order=st.permutations(["code", "email", "vat_number"]),
)
def test_a_record_is_updated_only_where_all_that_is_known_of_it_agrees(
    rows: list[tuple[str, ...]], wanted: tuple[str, ...], order: list[str]
) -> None:
    fields = ("code", "email", "vat_number")
    mock = SignedInMock("exact")
    exact = mock.connect(allow_writes=[Accounts])
    kept = {}
    for row in rows:
        values = {name: value for name, value in zip(fields, row, strict=True) if value}
        kept[add(mock, **values)] = values
    given_values = dict(zip(fields, wanted, strict=True))
    hits = {name: {key for key, row in kept.items() if row.get(name) == given_values[name]} for name in fields}
    led = [hits[name] for name in order if hits[name]]
    agreed = set.intersection(*led) if led else set()
    change = Upsert(Accounts, order, name="Acme", **given_values)
    before = order[: next((index for index, name in enumerate(order) if hits[name]), 0)]
    contradicts = any(kept[key].get(name) for key in agreed for name in before)
    if led and (len(agreed) != 1 or contradicts):
        with pytest.raises(DoubtfulMatch) as doubt:
            exact.plan(change)
        assert {candidate.key[0] for candidate in doubt.value.candidates} == set.union(*led)
    elif led:
        plan = exact.plan(change)
        assert (plan.verb, plan.key) == ("update", tuple(agreed))
    else:
        assert exact.plan(change).verb == "create"


POLICY = """\
controller = "Voorbeeld B.V."

[purposes.debtors]
title = "Keeping debtors"
legal_basis = "Art. 6(1)(b) GDPR"
systems = "exact"
entities = "crm.Accounts"
operations = ["read", "create", "update"]
categories = ["user.name", "user.contact.email"]
outlets = "return"

[purposes.debtors.masks]
"user.contact.email" = "redact"
"""


@pytest.fixture
def watched(mock_exact: SignedInMock, tmp_path: Path) -> Connection:
    mock_exact.policy = tmp_path / "policy.toml"
    mock_exact.policy.write_text(POLICY, "utf-8")
    mock_exact.policy.chmod(0o600)
    return mock_exact.connect(purpose="debtors", allow_writes=[Accounts])


def test_what_a_purpose_may_not_see_of_candidates_is_masked(mock_exact: SignedInMock, watched: Connection) -> None:
    for name in ("Jansen", "Smit"):
        add(mock_exact, name=name, email="info@acme.example")
    with pytest.raises(DoubtfulMatch) as doubt:
        watched.plan(Upsert(Accounts, ["email", "name"], email="info@acme.example", name="Other"))
    assert [candidate.values["email"] for candidate in doubt.value.candidates] == [MASK, MASK]
    assert {candidate.values["name"] for candidate in doubt.value.candidates} == {"Jansen", "Smit"}


def test_nobody_is_found_by_what_a_purpose_may_not_see(mock_exact: SignedInMock, watched: Connection) -> None:
    add(mock_exact, code="1042", vat_number=VAT)
    with pytest.raises(PolicyRefused):
        watched.plan(Upsert(Accounts, alike("vat_number"), vat_number=VAT, name="Acme"))
    assert mock_exact.calls.count("GET") == 0


def test_what_was_just_seen_is_not_looked_at_again(mock_exact: SignedInMock, exact: Connection) -> None:
    key = add(mock_exact, code="1042", city="Gouda")
    plan = exact.plan(Upsert(Accounts, "code", code="1042", city="Delft"))
    assert [(part.name, part.before, part.after) for part in plan.diff] == [("city", "Gouda", "Delft")]
    assert mock_exact.calls.count("GET") == 1
    mock_exact.change("crm.Accounts", key, city="Breda")
    with pytest.raises(QueryError, match="stale"):
        exact.apply(plan)
