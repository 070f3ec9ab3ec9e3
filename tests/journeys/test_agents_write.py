"""An agent plans, a person decides, and only then something happens: once, and only that."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from nlconnect.agents import Toolbox
from nlconnect.approvals import Book, Decision, KeyFile, decided, new_key
from nlconnect.approvals.keys import key_path
from nlconnect.config import Config, Settings
from nlconnect.errors import ApprovalRequired, NlconnectError, PolicyRefused, QueryError
from nlconnect.testing import SignedInMock

PASSPHRASE = "a long enough passphrase"
POLICY = """
controller = "Voorbeeld Installatietechniek B.V."

[purposes.desk]
title = "Keeping customers up to date"
legal_basis = "Art. 6(1)(b) GDPR: carrying out the contract"
systems = "exact"
entities = ["crm.Accounts"]
categories = ["user.name", "user.contact.address"]
operations = ["read", "create", "update"]
outlets = ["agent"]

[purposes.desk.masks]
"user.contact.address" = "redact"
"""
CREATE = {
    "profile": "acme",
    "entity": "crm.Accounts",
    "verb": "create",
    "values": {"code": "90001", "name": "Voorbeeld BV"},
}


@pytest.fixture
def mock(mock_exact: SignedInMock, tmp_path: Path) -> SignedInMock:
    mock_exact.policy = tmp_path / "policy.toml"
    mock_exact.policy.write_text(POLICY, "utf-8")
    mock_exact.add("crm.Accounts", code="1", name="Planted Person", bsn="111222333", postcode="1234AB")
    return mock_exact


@pytest.fixture
def toolbox(mock: SignedInMock) -> Iterator[Toolbox]:
    config = Config(path=None, settings=Settings(policy=mock.policy), profiles={"acme": mock.profile})
    with Toolbox(
        config=config,
        agent="assistant",
        purpose="desk",
        store=mock.store,
        clock=mock.clock,
        open_connection=lambda profile, **options: mock.connect(**options),
    ) as found:
        yield found


@pytest.fixture
def key(mock: SignedInMock, tmp_path: Path) -> KeyFile:
    """A person who approves."""
    Book(mock.store).enrol(new_key(tmp_path, "jansen", passphrase=PASSPHRASE))
    return KeyFile(key_path(tmp_path, "jansen"))


def decide(mock: SignedInMock, key: KeyFile, plan_id: str, *, granted: bool = True) -> None:
    """As the command does at a person's terminal."""
    book, now = Book(mock.store), mock.clock.now()
    request = book.request(plan_id)
    decision = Decision(plan_id, request.digest, "jansen", granted, "not now", now, request.expires_at)
    book.decide(decided(decision, key, passphrase=PASSPHRASE), now=now)


def accounts(mock: SignedInMock) -> list[str | None]:
    from nlconnect_exact.crm import Accounts

    mock.policy = None
    with mock.connect() as connection:
        return [account.name for account in connection.read(Accounts)]


def test_the_purpose_says_what_an_agent_sees(toolbox: Toolbox) -> None:
    rows = toolbox.call("read", {"profile": "acme", "entity": "crm.Accounts", "select": ["name", "postcode"]}).content
    assert rows["rows"] == [["Planted Person", "•••"]]
    closed = toolbox.call("read", {"profile": "acme", "entity": "crm.Accounts", "select": ["code", "bsn"]}).content
    assert closed["hidden"] == ["bsn"]
    assert "111222333" not in json.dumps(closed)
    with pytest.raises(PolicyRefused, match="bsn"):
        toolbox.call("count", {"profile": "acme", "entity": "crm.Accounts", "where": ["bsn == '111222333'"]})
    with pytest.raises(PolicyRefused):
        toolbox.call("read", {"profile": "acme", "entity": "salesinvoice.SalesInvoices"})


def test_nothing_happens_before_a_person_said_yes_and_then_it_happens_once(
    toolbox: Toolbox, mock: SignedInMock, key: KeyFile
) -> None:
    planned = toolbox.call("plan", CREATE).content
    assert "waits for one person" in str(planned["standing"])
    question = {"profile": "acme", "plan": planned["plan"]}
    with pytest.raises(ApprovalRequired, match="waits for one person"):
        toolbox.call("apply", question)
    assert toolbox.call("status", question).content["plan"] == "waits for one person to approve it"
    decide(mock, key, str(planned["plan"]))
    assert toolbox.call("apply", question).content["outcome"] == "done"
    again = toolbox.call("apply", question).content
    assert again["outcome"] == "done"
    assert again["reason"] == "it was carried out before"
    assert toolbox.call("status", question).content["plan"] == "carried out: done"
    assert accounts(mock).count("Voorbeeld BV") == 1


def test_a_no_is_told_with_its_reason(toolbox: Toolbox, mock: SignedInMock, key: KeyFile) -> None:
    planned = toolbox.call("plan", CREATE).content
    decide(mock, key, str(planned["plan"]), granted=False)
    with pytest.raises(ApprovalRequired, match="rejected by jansen: not now"):
        toolbox.call("apply", {"profile": "acme", "plan": planned["plan"]})
    assert "Voorbeeld BV" not in accounts(mock)


@pytest.mark.parametrize(
    "question",
    [
        {**CREATE, "entity": "crm.Contacts", "values": {"account": "{key}", "first_name": "J", "last_name": "K"}},
        {**CREATE, "verb": "delete", "values": {}, "key": "{key}"},
        {**CREATE, "values": {"code": "90001", "name": "Voorbeeld BV", "bsn": "111222333"}},
    ],
)
def test_what_the_purpose_does_not_name_cannot_even_be_planned(
    toolbox: Toolbox, mock: SignedInMock, question: dict[str, object]
) -> None:
    first = toolbox.call("read", {"profile": "acme", "entity": "crm.Accounts", "select": ["id"]}).content
    text = json.dumps(question).replace("{key}", first["rows"][0][0])  # type: ignore[index]  # rows
    with pytest.raises(PolicyRefused):
        toolbox.call("plan", json.loads(text))
    assert Book(mock.store).requests() == []


def test_without_a_policy_nothing_can_be_planned(mock_exact: SignedInMock) -> None:
    config = Config(path=None, settings=Settings(), profiles={"acme": mock_exact.profile})
    with (
        Toolbox(
            config=config,
            store=mock_exact.store,
            clock=mock_exact.clock,
            open_connection=lambda profile, **options: mock_exact.connect(**options),
        ) as toolbox,
        pytest.raises(PolicyRefused, match="read-only by default"),
    ):
        toolbox.call("plan", CREATE)


def test_an_agent_that_reaches_the_store_still_cannot_carry_anything_out(
    toolbox: Toolbox, mock: SignedInMock, key: KeyFile, tmp_path: Path
) -> None:
    """It has its results, the store and the key files: what it lacks is the passphrase."""
    planned = toolbox.call("plan", CREATE).content
    plan_id = str(planned["plan"])
    request = Book(mock.store).request(plan_id)
    tries = [key.path.read_bytes().hex(), "jansen", plan_id, request.digest, "", json.dumps(planned)]
    for passphrase in tries:
        decision = Decision(plan_id, request.digest, "jansen", True, "", mock.clock.now(), request.expires_at)
        with pytest.raises(NlconnectError):
            Book(mock.store).decide(decided(decision, key, passphrase=passphrase), now=mock.clock.now())
    own = new_key(tmp_path / "own", "helper", passphrase=PASSPHRASE)
    with pytest.raises(PolicyRefused):
        Book(mock.store).enrol(own)
    with pytest.raises(ApprovalRequired):
        toolbox.call("apply", {"profile": "acme", "plan": plan_id})
    assert "Voorbeeld BV" not in accounts(mock)


PROBES: list[dict[str, object]] = [
    {"verb": "update", "key": "{key}", "values": {"bsn": "111222333"}},
    {"verb": "update", "key": "{key}", "values": {"bsn": "999990019"}},
    {"verb": "update", "key": "{key}", "clear": ["bsn"]},
    {"verb": "update", "key": "{key}", "values": {"postcode": "1234AB"}},
    {"verb": "create", "values": {"code": "9", "name": "x", "account_manager": {"ref": {"bsn": "111222333"}}}},
    {"verb": "create", "values": {"code": "9", "name": "x", "parent": {"ref": {"bsn": "111222333"}}}},
    {"verb": "upsert", "match": ["bsn"], "values": {"bsn": "111222333", "name": "x"}},
]


@pytest.mark.parametrize("question", PROBES)
def test_a_value_that_may_not_be_seen_is_not_found_by_guessing(
    toolbox: Toolbox, mock: SignedInMock, question: dict[str, object]
) -> None:
    """Right or wrong, a guess gets the same answer, before anything is looked up."""
    first = toolbox.call("read", {"profile": "acme", "entity": "crm.Accounts", "select": ["id"]}).content
    text = json.dumps(question).replace("{key}", first["rows"][0][0])  # type: ignore[index]  # rows
    mock.calls.clear()
    with pytest.raises((PolicyRefused, QueryError)) as refused:
        toolbox.call("plan", {"profile": "acme", "entity": "crm.Accounts", **json.loads(text)})
    assert not mock.calls
    assert "111222333" not in str(refused.value)


@pytest.mark.parametrize(
    "where",
    ["postcode == '1234AB'", "not postcode == '1234AB'", "postcode == '1234AA' or postcode == '1234AB'"],
)
def test_what_is_masked_cannot_be_asked_by(toolbox: Toolbox, where: str) -> None:
    with pytest.raises(PolicyRefused, match="postcode"):
        toolbox.call("count", {"profile": "acme", "entity": "crm.Accounts", "where": [where]})


def test_values_without_end_and_odd_parents_are_refused_in_words(toolbox: Toolbox) -> None:
    deep: object = 1
    for _ in range(100):
        deep = {"x": deep}
    question = {"profile": "acme", "entity": "crm.Accounts", "verb": "create"}
    with pytest.raises(QueryError, match="nested"):
        toolbox.call("plan", {**question, "values": {"name": deep}})
    with pytest.raises(QueryError):
        toolbox.call("plan", {**question, "values": {"name": "x"}, "of": {"self": "x"}})


def test_one_record_without_a_selection_shows_what_the_purpose_may_see(toolbox: Toolbox) -> None:
    first = toolbox.call("read", {"profile": "acme", "entity": "crm.Accounts", "select": ["id"]}).content
    key = first["rows"][0][0]  # type: ignore[index]  # rows
    found = toolbox.call("get", {"profile": "acme", "entity": "crm.Accounts", "key": key}).content
    shown = dict(zip(found["columns"], found["rows"][0], strict=True))  # type: ignore[call-overload, index]  # lists
    assert (shown["name"], shown["postcode"]) == ("Planted Person", "•••")
    assert "bsn" not in shown


def test_what_stands_there_now_is_text_of_others(toolbox: Toolbox) -> None:
    rows = toolbox.call("read", {"profile": "acme", "entity": "crm.Accounts", "select": ["id"]}).content["rows"]
    assert toolbox.call("status", {"profile": "acme"}).content["untrusted_text_seen"] is False
    question = {
        "profile": "acme",
        "entity": "crm.Accounts",
        "verb": "update",
        "key": str(rows[0][0]),  # type: ignore[index]  # rows
        "values": {"name": "Acme"},
    }
    answer = toolbox.call("plan", question)
    assert answer.content["changes"] == [["name", "Planted Person", "Acme"]]
    assert answer.untrusted == ("name",)
    assert toolbox.call("status", {"profile": "acme"}).content["untrusted_text_seen"] is True
