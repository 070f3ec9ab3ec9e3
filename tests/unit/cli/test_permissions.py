"""The page for the administrator: the least rights for what is read and written, and how to keep them narrow."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from nlconnect.cli.app import app

SETTINGS = """
[logins.kantoor]
system = "exact"
client_id = "x"
client_secret = "env:X"
redirect_uri = "https://example.nl/back"
[profiles.exact]
login = "kantoor"
division = 1
[pulls.posten]
profile = "exact"
entity = "cashflow.Receivables"

[logins.profit]
system = "afas"
environment = "12345"
token = "env:Y"
[profiles.afas]
login = "profit"
[pulls.personeel]
profile = "afas"
entity = "Profit_Employees"
select = ["employee_id", "first_name"]
where = "mail == 'a@b.nl'"

[logins.app]
system = "graph"
tenant = "acme.nl"
client_id = "x"
client_secret = "env:X"
[logins.mens]
system = "graph"
tenant = "acme.nl"
client_id = "x"
grant = "device_code"
[profiles.graph]
login = "app"
mailbox = "facturen@acme.nl"
site = "acme.sharepoint.com"
[profiles.mens]
login = "mens"
[profiles.leeg]
login = "app"
"""


@pytest.fixture(autouse=True)
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "nlconnect.toml"
    path.write_text(SETTINGS)
    path.chmod(0o600)
    monkeypatch.setenv("NLCONNECT_CONFIG", str(path))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


def page(*words: str) -> dict[str, Any]:
    result = CliRunner().invoke(app, ["permissions", *words, "--json"])
    assert result.exit_code == 0, result.output
    document: dict[str, Any] = json.loads(result.stdout)
    return document


def names(document: dict[str, Any]) -> list[str]:
    return [right["name"] for right in document["rights"]]


def test_exact_wants_a_scope_for_each_service_to_read_or_to_manage() -> None:
    assert names(page("exact")) == ["Financial receivables: read"]
    asked = page("exact", "crm.Accounts", "cashflow.Receivables", "--write", "crm.Accounts")
    assert names(asked) == ["Financial receivables: read", "Crm accounts: manage"]


def test_afas_wants_connectors_and_the_view_loses_columns_that_nobody_reads() -> None:
    asked = page("afas")
    assert [(right["name"], right["kind"]) for right in asked["rights"]] == [("Profit_Employees", "GetConnector")]
    assert asked["rights"][0]["reasons"] == [
        "pull personeel: reads employees.Profit_Employees (employee_id, first_name, mail)"
    ]
    idle = asked["idle"]["Profit_Employees"]
    assert "BirthName" in idle or len(idle) > 10
    assert not {"EmployeeId", "FirstName", "Mail"} & set(idle)
    written = page("afas", "Profit_Employees", "--write", "dossiers.KnSubject")
    assert ("KnSubject", "UpdateConnector") in [(right["name"], right["kind"]) for right in written["rights"]]


def test_graph_wants_the_least_and_more_only_for_fields_that_need_it() -> None:
    basic = page("graph", "directory.Users:display_name,mail")
    assert names(basic) == ["User.ReadBasic.All"]
    more = page("graph", "directory.Users:display_name,department")
    assert names(more) == ["User.Read.All"]
    assert more["rights"][0]["reasons"] == ["you: reads directory.Users (department)"]


def test_an_app_is_kept_to_the_mailboxes_and_sites_of_the_profile() -> None:
    asked = page("graph", "mail.Messages:subject,body", "sites.ListItems")
    assert names(asked) == ["Mail.Read", "Sites.Read.All"]
    assert {right["kind"] for right in asked["rights"]} == {"application"}
    mailboxes, sites = asked["restrictions"]
    assert "facturen@acme.nl" in mailboxes["what"]
    assert "RBAC for Applications" in mailboxes["how"]
    assert '"Application Mail.Read"' in mailboxes["how"]
    assert "Sites.Selected" in sites["how"]


def test_subjects_alone_need_no_bodies() -> None:
    assert names(page("graph", "mail.Messages:subject")) == ["Mail.ReadBasic.All"]
    assert names(page("mens", "mail.Messages:subject")) == ["Mail.ReadBasic"]
    assert names(page("graph", "mail.Messages:subject", "--write", "mail.Messages")) == ["Mail.ReadWrite"]


def test_a_person_gets_delegated_permissions_and_no_restrictions() -> None:
    asked = page("mens", "mail.Messages:subject,body")
    assert (asked["signed_in_as"], asked["restrictions"]) == ("person", [])
    assert {right["kind"] for right in asked["rights"]} == {"delegated"}


def test_ones_own_profile_does_not_include_that_of_everybody() -> None:
    rights = names(page("mens", "directory.DirectReports", "directory.Users:display_name"))
    assert "User.ReadBasic.All" in rights


def test_the_page_is_plain_text_that_can_be_mailed() -> None:
    said = CliRunner().invoke(app, ["permissions", "graph", "mail.Messages:subject,body"]).stdout
    for heading in ("# What graph needs of Microsoft 365", "## Grant", "## Keep it narrow"):
        assert heading in said


def test_without_pulls_entities_have_to_be_named() -> None:
    result = CliRunner().invoke(app, ["permissions", "leeg"])
    assert result.exit_code == 2
    assert "no saved pulls" in result.stderr


def test_the_doctor_names_columns_that_no_pull_reads() -> None:
    result = CliRunner().invoke(app, ["doctor", "afas", "--offline", "--json"])
    found = {row["check"]: row for row in json.loads(result.stdout)}
    columns = found["columns of Profit_Employees"]
    assert columns["state"] == "note"
    assert "are read by no saved pull" in columns["detail"]
    assert "copy of the view" in columns["remedy"]
