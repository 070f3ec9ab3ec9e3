"""The audit trail at the command line: about one person, about a period, and against an anchor."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nlconnect.mock.serving import Servers
from tests.journeys.cli.conftest import PROFILE, Person

ACCOUNTS = "crm.Accounts"
EVER = ("--from", "2020-01-01", "--to", "2099-12-31")


@pytest.fixture
def reader(servers: Servers, tmp_path: Path) -> Person:
    """Somebody of their own, who has read a list of accounts into a file."""
    person = Person(tmp_path)
    person.move_in(servers)
    assert person.run("read", PROFILE, ACCOUNTS, "--select", "id,name,email", "--to", "relaties.jsonl").code == 0
    return person


def account(person: Person) -> dict[str, str]:
    rows = [json.loads(line) for line in (person.folder / "relaties.jsonl").read_text("utf-8").splitlines()]
    return next(row for row in rows if row["email"])


def test_what_was_done_with_one_persons_data_is_told(reader: Person) -> None:
    known = account(reader)
    for words, typed in ((("--subject", known["email"].upper()), ""), (("--subject", "-"), f"{known['id']}\n")):
        shown = reader.run("audit", "show", *words, "--json", typed=typed)
        (entry,) = json.loads(shown.out)
        assert (entry["entity"], entry["outcome"], entry["outlet"]) == (ACCOUNTS, "done", "file")
        assert known["email"] not in shown.out
    nobody = reader.run("audit", "show", "--subject", "niemand@example.nl")
    assert (nobody.code, nobody.out) == (0, "")
    assert "No entry is about this." in nobody.err


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["user.contact.email", "at most", "unchanged and whole"]),
        ("nl", ["ten hoogste", "ongewijzigd en volledig"]),
    ],
)
def test_a_breach_is_reported_in_words(reader: Person, language: str, said: list[str]) -> None:
    told = reader.run("audit", "breach", *EVER, "--language", language)
    assert told.code == 0, told.err
    assert all(part in told.out for part in said)
    assert f"exact {ACCOUNTS}" in told.out
    assert account(reader)["email"] not in told.out


def test_a_breach_is_reported_as_json(reader: Person) -> None:
    rows = (reader.folder / "relaties.jsonl").read_text("utf-8").splitlines()
    found = json.loads(reader.run("audit", "breach", *EVER, "--json").out)
    (flow,) = [flow for flow in found["flows"] if flow["entity"] == ACCOUNTS]
    assert (flow["outlet"], flow["operations"]) == ("file", 1)
    assert flow["records"] == flow["subjects"] == len(rows)
    assert "user.contact.email" in flow["categories"]
    assert found["people"][flow["actor"]]
    assert found["log_sound"]
    assert found["log_complete"]


def test_a_period_without_anything_says_so(reader: Person) -> None:
    assert "Nothing was done" in reader.run("audit", "breach", "--from", "2020-01-01", "--to", "2020-01-02").out
    wrong = reader.run("audit", "breach", "--from", "gisteren", "--to", "2020-01-02")
    assert wrong.code == 2
    assert "2026-01-31" in wrong.err


def test_an_anchor_kept_elsewhere_shows_what_was_cut_off_with_its_head(reader: Person) -> None:
    file = reader.folder / "anchors.txt"
    assert reader.run("audit", "anchor", "--to", str(file)).code == 0
    printed = reader.run("audit", "anchor").out.strip()
    assert file.read_text() == f"{printed}\n"
    assert reader.run("audit", "verify", "--anchor", str(file)).code == 0
    (log,) = (reader.folder / "home").rglob("audit*.jsonl")
    log.write_text(log.read_text("utf-8").splitlines(keepends=True)[0], "utf-8")
    for state in (reader.folder / "home").rglob("state.db*"):
        state.unlink()
    without = json.loads(reader.run("audit", "verify", "--json").out)
    assert (without["sound"], without["complete"]) == (True, None)
    for anchor in (str(file), printed):
        against = reader.run("audit", "verify", "--anchor", anchor)
        assert against.code == 1
        assert "missing at the end" in against.out


@pytest.mark.parametrize("anchor", ["gisteren", "."])
def test_an_anchor_that_is_none_is_refused(reader: Person, anchor: str) -> None:
    told = reader.run("audit", "verify", "--anchor", anchor)
    assert told.code == 2
    assert "anchor" in told.err
