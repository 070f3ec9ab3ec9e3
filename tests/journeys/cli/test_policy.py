"""Living with house rules on the command line: write them, check them, read under them, be refused and know why."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator

import pytest

from tests.journeys.cli.conftest import PROFILE, Person

ACCOUNTS = "crm.Accounts"
PURPOSE = ("--purpose", "debiteuren")
NOTES = """
controller = "Voorbeeld B.V."
[purposes.notes]
title = "Reading what was agreed"
legal_basis = "Art. 6(1)(b) GDPR"
systems = "exact"
entities = "crm.Accounts"
categories = "user.content"
outlets = "stdout"
"""


@pytest.fixture(scope="module")
def ruled(person: Person) -> Iterator[Person]:
    """Somebody in a company with house rules."""
    made = person.run("policy", "init", "--example")
    assert made.code == 0, made.err
    yield person
    (person.folder / "policy.toml").unlink()


def test_the_house_rules_can_be_followed(ruled: Person) -> None:
    said = ruled.run("policy", "check")
    assert said.code == 0, said.err
    assert "wrong" not in said.err
    for purpose in ("debiteuren", "omzetcijfers", "loonadministratie"):
        assert purpose in said.out
    assert "500 calls, 20,000 records, 25 recipients, 1,000 euros" in said.out


def test_what_an_agent_may_take_is_told_and_one_that_is_not_listed_is_refused(ruled: Person) -> None:
    asked = ("policy", "explain", "weekrapport", "exact", "salesinvoice.SalesInvoices")
    said = ruled.run(*asked, "--agent", "assistent")
    assert "hooguit per dag: 500 calls" in said.err
    assert "(agent assistent)" in said.err
    facts = json.loads(ruled.run(*asked, "--agent", "iemand", "--json").out)
    assert (facts["answer"], facts["rule"]) == ("deny", "agents")
    assert "[agents.iemand]" in facts["remedy"]


def test_a_read_under_a_purpose_says_what_was_left_out(ruled: Person) -> None:
    said = ruled.run("read", PROFILE, ACCOUNTS, "--select", "code,name,phone,postcode,bsn", "--limit", "20", *PURPOSE)
    assert said.code == 0, said.err
    rows = [json.loads(line) for line in said.out.splitlines()]
    assert {row["bsn"] for row in rows} == {None}
    assert all(row["phone"] is None or row["phone"].startswith("•••") for row in rows)
    assert all(row["postcode"] is None or len(row["postcode"]) == 4 for row in rows)
    assert any(row["name"] for row in rows)
    assert "bsn-needs-a-statute" in said.err
    assert "nlconnect policy explain debiteuren exact crm.Accounts" in said.err


def test_without_a_purpose_the_answer_names_those_there_are(ruled: Person) -> None:
    said = ruled.run("read", PROFILE, ACCOUNTS, "--limit", "1")
    assert said.code == 4
    assert said.out == ""
    assert "debiteuren, omzetcijfers, loonadministratie" in said.err


def test_looks_that_hand_out_no_record_need_no_purpose(ruled: Person) -> None:
    assert ruled.run("profile", "test", PROFILE).code == 0
    checked = ruled.run("doctor", PROFILE)
    assert checked.code == 0, checked.out
    assert "PROBLEM" not in checked.out


def test_a_refusal_is_told_in_the_language_of_the_house(ruled: Person) -> None:
    said = ruled.run("read", PROFILE, "crm.Contacts", "--limit", "1", *PURPOSE)
    assert said.code == 4
    assert 'Voeg "crm.Contacts" toe aan entities van [purposes.debiteuren].' in said.err


def test_what_the_answer_says_is_what_helps(ruled: Person) -> None:
    file = ruled.folder / "policy.toml"
    before = file.read_text("utf-8")
    file.write_text(
        before.replace('"cashflow.Receivables", "sales', '"cashflow.Receivables", "crm.Contacts", "sales', 1)
    )
    try:
        assert ruled.run("read", PROFILE, "crm.Contacts", "--limit", "1", *PURPOSE).code == 0
    finally:
        file.write_text(before, "utf-8")


def test_totals_and_joins_are_the_same_with_pseudonyms(ruled: Person) -> None:
    def owed(*words: str) -> list[float]:
        said = ruled.run("read", PROFILE, "cashflow.Receivables", "--select", "account_name,amount_dc", *words)
        assert said.code == 0, said.err
        sums: dict[str, float] = {}
        for line in said.out.splitlines():
            row = json.loads(line)
            sums[row["account_name"]] = sums.get(row["account_name"], 0.0) + float(row["amount_dc"])
        names.append(set(sums))
        return sorted(round(total, 2) for total in sums.values())

    names: list[set[str]] = []
    assert owed(*PURPOSE) == owed("--purpose", "omzetcijfers")
    openly, masked = names
    assert len(openly) == len(masked) > 10
    assert not openly & masked
    said = ruled.run("read", PROFILE, ACCOUNTS, "--select", "name", "--purpose", "omzetcijfers")
    assert masked <= {json.loads(line)["name"] for line in said.out.splitlines()}


def test_one_record_is_masked_as_all_of_them(ruled: Person) -> None:
    listed = ruled.run("read", PROFILE, ACCOUNTS, "--select", "id,phone", "--limit", "1", *PURPOSE)
    row = json.loads(listed.out)
    got = ruled.run("get", PROFILE, ACCOUNTS, row["id"], "--select", "phone", *PURPOSE)
    assert got.code == 0, got.err
    assert json.loads(got.out)["phone"] == row["phone"]


def test_a_copy_has_pseudonyms_of_its_own(ruled: Person) -> None:
    words = ("--select", "id,name", "--purpose", "omzetcijfers")
    said = ruled.run("sync", PROFILE, ACCOUNTS, "--to", "sqlite:///copy.db", "--table", "accounts", *words)
    assert said.code == 0, said.err
    with sqlite3.connect(ruled.folder / "copy.db") as database:
        copied = {name for (name,) in database.execute("select name from accounts")}
    read = ruled.run("read", PROFILE, ACCOUNTS, *words)
    listed = {json.loads(line)["name"] for line in read.out.splitlines()}
    assert len(copied) == len(listed)
    assert all(name.startswith("p") for name in copied)
    assert not copied & listed


def test_an_outlet_of_the_policy_takes_what_is_of_its_kind(ruled: Person) -> None:
    words = ("--select", "name", "--limit", "3", "--purpose", "omzetcijfers", "--outlet", "accountant")
    file = ruled.folder / "policy.toml"
    before = file.read_text("utf-8")
    file.write_text(before.replace('"file", "database"]', '"accountant"]', 1), "utf-8")
    try:
        said = ruled.run("read", PROFILE, ACCOUNTS, "--to", "cijfers.jsonl", *words)
        assert said.code == 0, said.err
        assert "is a file" in ruled.run("read", PROFILE, ACCOUNTS, *words).err
        assert ruled.run("read", PROFILE, ACCOUNTS, "--to", "cijfers.jsonl", *words[:-2]).code == 4
        assert "accountant" in ruled.run("read", PROFILE, ACCOUNTS, *words[:-1], "agency").err
    finally:
        file.write_text(before, "utf-8")


def test_a_saved_read_can_name_its_purpose(ruled: Person) -> None:
    settings = ruled.settings.read_text("utf-8")
    pull = f'\n[pulls.bel]\nprofile = "{PROFILE}"\nentity = "{ACCOUNTS}"\nselect = ["phone"]\npurpose = "debiteuren"\n'
    ruled.settings.write_text(settings + pull, "utf-8")
    try:
        said = ruled.run("pull", "bel", "--to", "-")
        assert said.code == 0, said.err
        assert ruled.run("pull", "bel", "--to", "-", "--purpose", "omzetcijfers").out != said.out
    finally:
        ruled.settings.write_text(settings, "utf-8")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("bsn",), "bsn-needs-a-statute"),
        (("phone", "--lang", "en"), "masked: partial"),
        (("phone",), "gemaskeerd: partial"),
        (("--json",), "weggelaten"),
        (("--outlet", "database"), "gaan"),
    ],
)
def test_the_policy_explains_itself(ruled: Person, words: tuple[str, ...], told: str) -> None:
    said = ruled.run("policy", "explain", "debiteuren", "exact", ACCOUNTS, *words)
    assert said.code == 0, said.err
    assert told in said.out


def test_a_policy_that_names_what_is_not_there_is_wrong(ruled: Person) -> None:
    draft = ruled.folder / "draft.toml"
    text = (ruled.folder / "policy.toml").read_text("utf-8")
    draft.write_text(
        text.replace('"crm.Accounts"', '"crm.Acounts"').replace('["klanten"]', '["sollicitanten"]'), "utf-8"
    )
    said = ruled.run("policy", "check", "--policy", "draft.toml")
    assert said.code == 2
    assert "did you mean Accounts" in said.err
    assert "vier weken" in said.err


def test_a_policy_with_a_slip_is_told_by_its_line(ruled: Person) -> None:
    draft = ruled.folder / "draft.toml"
    draft.write_text('controller = "x"\n\n[purposes.it]\ntitel = "x"\n', "utf-8")
    said = ruled.run("policy", "check", "--policy", "draft.toml")
    assert said.code == 2
    assert "draft.toml:4: there is no key 'purposes.it.titel'" in said.err or "draft.toml:3:" in said.err


def test_a_first_policy_is_written_once_and_can_be_followed(stranger: Person) -> None:
    said = stranger.run("policy", "init", "--controller", 'Acme "B.V."', "--lang", "nl")
    assert said.code == 0, said.err
    assert "kept" not in said.err
    assert stranger.run("policy", "check").code == 0
    assert stranger.run("policy", "init", "--controller", "Acme").code == 2


def test_a_first_policy_wants_to_know_whose_it_is(stranger: Person) -> None:
    said = stranger.run("policy", "init")
    assert said.code == 2
    assert "--controller" in said.err
    assert not (stranger.folder / "policy.toml").exists()


def test_free_text_that_may_be_seen_is_told_to_be_looked_into(ruled: Person) -> None:
    (ruled.folder / "open.toml").write_text(NOTES, "utf-8")
    said = ruled.run("policy", "explain", "notes", "exact", ACCOUNTS, "remarks", "--policy", "open.toml", "--json")
    assert json.loads(said.out)["fields"][0]["treatment"] == "shown, looked into", said.err
