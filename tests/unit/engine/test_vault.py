"""Tokens of the vault: nobody learns what stands behind one but the places that the policy names."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from nlconnect import Create, Done, Unknown, ref
from nlconnect.engine.vault import Vault
from nlconnect.errors import PolicyRefused, QueryError
from nlconnect.mock import Setting
from nlconnect.policy.vault import TOKEN
from nlconnect.testing import SignedInMock
from nlconnect.transport.blocking import run_blocking
from nlconnect_exact.crm import Accounts, Contacts
from nlconnect_graph.contacts import Contacts as GraphContacts
from nlconnect_graph.directory import Users

POLICY = """
controller = "Voorbeeld Installatietechniek B.V."

[purposes.moving]
title = "Moving debtors"
legal_basis = "Art. 6(1)(b) GDPR: carrying out the contract"
systems = "*"
entities = "*"
categories = ["user.name", "user.contact", "user.content"]
operations = ["read", "create", "update"]
outlets = ["return", "file", "database", "warehouse", "copy"]
vault_opens_at = ["exact", "warehouse"]

[purposes.moving.masks]
"user.contact.email" = "vault"
"crm.Accounts.name" = "vault"

[purposes.other]
title = "Something else"
legal_basis = "Art. 6(1)(f) GDPR"
systems = "*"
entities = "*"
categories = ["user.name", "user.contact"]
operations = ["read", "create"]
outlets = ["return"]
vault_opens_at = ["exact"]

[outlets.warehouse]
title = "Our warehouse"
kind = "database"

[outlets.copy]
title = "A copy"
kind = "database"
"""
NAME, MAIL = 'Jansen-Özdemir "de 2e"', "an@acme.test"
CHOSEN = Accounts.select("code", "name", "email", "remarks").order_by("code")


@pytest.fixture
def nlconnect_setting() -> Setting:
    return Setting(seeded=False, page_sizes={60: 4, 1000: 5})


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    path = tmp_path / "policy.toml"
    path.write_text(POLICY, "utf-8")
    return path


@pytest.fixture
def mock(mock_exact: SignedInMock, policy: Path) -> SignedInMock:
    mock_exact.policy = policy
    mock_exact.add("crm.Accounts", code="1", name=NAME, email=MAIL, remarks=f"mailt van {MAIL}")
    return mock_exact


def connected(mock: SignedInMock, purpose: str = "moving", *, outlet: str = "return") -> Any:
    return mock.connect(purpose=purpose, outlet=outlet, allow_writes=[Accounts, Contacts])


def read(mock: SignedInMock, purpose: str = "moving", *, outlet: str = "return") -> Any:
    return next(iter(connected(mock, purpose, outlet=outlet).read(CHOSEN)))


def test_values_are_tokens_that_are_the_same_each_time(mock: SignedInMock) -> None:
    first, again = read(mock), read(mock)
    assert TOKEN.fullmatch(first.name)
    assert TOKEN.fullmatch(first.email)
    assert first.remarks == f"mailt van {first.email}"
    assert (first.name, first.email) == (again.name, again.email)


def test_two_outlets_cannot_join_their_tokens(mock: SignedInMock) -> None:
    assert len({read(mock, outlet=outlet).email for outlet in ("return", "file", "copy")}) == 3


def test_an_outlet_that_the_policy_names_gets_the_value_itself(mock: SignedInMock) -> None:
    assert (read(mock, outlet="warehouse").name, read(mock, outlet="warehouse").email) == (NAME, MAIL)


def test_a_token_in_a_change_is_turned_back_when_it_is_sent_and_not_before(mock: SignedInMock) -> None:
    token, writing = read(mock, outlet="file"), connected(mock)
    plan = writing.plan(Create(Accounts, code="2", name=token.name, email=token.email, remarks=f"zie {token.email}!"))
    assert MAIL not in plan.dump()
    assert NAME not in plan.dump()
    done = writing.apply(plan).unwrap()
    assert done.record is None or MAIL not in str(done.record.__dict__)
    stands = connected(mock, "other").get(Accounts, done.key[0])
    assert (stands.name, stands.email) == (NAME, MAIL)


def test_a_write_whose_answer_was_lost_is_found_again_by_what_stands_behind_the_token(mock: SignedInMock) -> None:
    token, writing = read(mock), connected(mock)
    plan = writing.plan(Create(Accounts, code="2", name=token.name))
    mock.fail_next("cut-after", method="POST")
    outcome = writing.apply(plan)
    assert isinstance(outcome, Unknown)
    assert isinstance(writing.reconcile(plan), Done)


def test_a_token_is_no_good_for_another_purpose(mock: SignedInMock) -> None:
    token = read(mock).email
    with pytest.raises(PolicyRefused, match="another purpose") as caught:
        connected(mock, "other").plan(Create(Accounts, code="2", name="x", email=token))
    assert caught.value.rule == "vault"
    assert MAIL not in str(caught.value)


def test_a_token_is_turned_back_only_where_the_policy_says(mock: SignedInMock, policy: Path) -> None:
    token = read(mock).email
    policy.write_text(POLICY.replace('["exact", "warehouse"]', '"warehouse"'), "utf-8")
    with pytest.raises(PolicyRefused, match="not turned back at exact") as caught:
        connected(mock).plan(Create(Accounts, code="2", name="x", email=token))
    assert "vault_opens_at" in (caught.value.hint or "")


def test_a_plan_that_was_made_before_the_policy_changed_is_not_sent(mock: SignedInMock, policy: Path) -> None:
    token = read(mock)
    plan = connected(mock).plan(Create(Accounts, code="2", name=token.name))
    policy.write_text(POLICY.replace('["exact", "warehouse"]', '"warehouse"'), "utf-8")
    mock.calls.clear()
    with pytest.raises(PolicyRefused, match="not turned back"):
        connected(mock).apply(plan)
    assert not [call for call in mock.calls if call.method == "POST"]


def test_a_token_stands_for_nothing_after_its_retention(mock: SignedInMock) -> None:
    token = read(mock).email
    mock.clock.advance(31 * 86_400)
    with pytest.raises(QueryError, match="stands for nothing"):
        connected(mock).plan(Create(Accounts, code="2", name="x", email=token))


def test_nothing_can_be_looked_up_by_a_token(mock: SignedInMock) -> None:
    token = read(mock)
    with pytest.raises(QueryError, match="nothing can be looked up"):
        connected(mock).plan(Create(Contacts, account=ref(Accounts, name=token.name), last_name="Vis"))


@pytest.mark.parametrize("made", ["vt-aaaaaaaaaaaaaaaaaaaaaaaa", "zie vt-bbbbbbbbbbbbbbbbbbbbbbbb."])
def test_a_token_that_nobody_was_given_is_refused(mock: SignedInMock, made: str) -> None:
    with pytest.raises(QueryError, match="stands for nothing"):
        connected(mock).plan(Create(Accounts, code="2", name="x", remarks=made))


def test_many_changes_are_turned_back_as_well(mock: SignedInMock) -> None:
    token, writing = read(mock), connected(mock)
    changes = [Create(Accounts, code=f"{number}", name=token.name) for number in range(2, 5)]
    assert all(line.state == "done" for line in writing.apply_many(changes))
    found = {account.code: account.name for account in connected(mock, "other").read(Accounts.select("code", "name"))}
    assert {found[code] for code in ("2", "3", "4")} == {NAME}


def test_what_stands_behind_a_token_lies_sealed(mock: SignedInMock, tmp_path: Path) -> None:
    read(mock)
    assert not any(MAIL.encode() in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())


def test_parts_of_a_batch_are_turned_back_as_well(mock_graph: SignedInMock, policy: Path) -> None:
    mock_graph.policy = policy
    policy.write_text(POLICY.replace('["exact", "warehouse"]', '"graph"'), "utf-8")
    mock_graph.add("contacts.Contacts", display_name="An", job_title="x", email_addresses=[])
    mock_graph.add("directory.Users", display_name="An", mail=MAIL)
    graph = mock_graph.connect(purpose="moving", allow_writes=[GraphContacts])
    (token,) = [user.mail for user in graph.read(Users.select("mail").where(Users.display_name == "An"))]
    changes = [Create(GraphContacts, given_name=f"N{n}", personal_notes=f"mail {token}") for n in range(3)]
    assert all(line.state == "done" for line in graph.apply_many(changes))
    mock_graph.policy = None
    notes = [one.personal_notes for one in mock_graph.connect().read(GraphContacts.select("personal_notes"))]
    assert notes.count(f"mail {MAIL}") == 3
    assert not any(TOKEN.search(note or "") for note in notes)


def test_what_is_found_in_text_is_counted_once(mock: SignedInMock) -> None:
    read(mock)
    assert mock.audit[-1]["found"] == ["user.contact.email 1"]


@pytest.mark.parametrize(
    "changed", [{"url": "https://example.com/TOKEN"}, {"headers": {"Content-Type": "text/xml"}}], ids=["address", "xml"]
)
def test_a_token_is_turned_back_in_json_alone(mock: SignedInMock, changed: dict[str, Any]) -> None:
    token, connection = read(mock), connected(mock)
    plan = connection.plan(Create(Accounts, code="2", name=token.name))
    odd = {name: value.replace("TOKEN", token.name) if name == "url" else value for name, value in changed.items()}
    with pytest.raises(QueryError, match="stands for a value that is written"):
        run_blocking(Vault(connection._session.exchange, connection._asker).filled(replace(plan, **odd)))
