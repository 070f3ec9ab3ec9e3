"""A company whose system holds more than the catalogue that ships."""

from __future__ import annotations

import json
import tomllib
from typing import Any

import pytest

from nlconnect.mock.serving import Servers
from nlconnect_exact.mock import metadata, service
from tests.journeys.cli.conftest import PROFILE, Person

OWN = '<EntityType Name="Account"><Property Name="Btw-nummer" Type="Edm.String" MaxLength="20"/>'


@pytest.fixture
def somebody(servers: Servers, stranger: Person) -> Person:
    stranger.move_in(servers)
    return stranger


@pytest.fixture
def grown(monkeypatch: pytest.MonkeyPatch) -> None:
    """An account has a field of the customer's own, and a type that it had not."""
    plain = metadata.edmx

    def edmx(resources: Any) -> str:
        before, _, after = plain(resources).partition('<EntityType Name="Account">')
        if not after:
            return before
        after = after.replace('Name="Code" Type="Edm.String"', 'Name="Code" Type="Edm.Int32"', 1)
        return f"{before}{OWN}{after}"

    monkeypatch.setattr(service, "edmx", edmx)


def test_a_system_as_shipped_shows_no_drift(somebody: Person) -> None:
    compared = somebody.run("schema", "diff", PROFILE, "--only", "crm.*")
    assert (compared.code, compared.out) == (0, "")
    assert "as known" in compared.err
    pulled = somebody.run("schema", "pull", PROFILE, "--only", "crm.*")
    assert pulled.code == 0
    assert "nothing to write" in pulled.err
    assert not (somebody.folder / "acme_exact").exists()


@pytest.mark.usefixtures("grown")
def test_drift_is_told_field_by_field_and_by_the_exit_code(somebody: Person) -> None:
    compared = somebody.run("schema", "diff", PROFILE, "--only", "crm.Accounts", "--json")
    assert compared.code == 1
    told = json.loads(compared.out)
    assert told["drifted"]
    assert {(row["field"], row["change"], row["before"], row["now"]) for row in told["differences"]} == {
        ("Btw-nummer", "added", None, "string"),
        ("Code", "changed", "string", "int"),
    }
    assert somebody.run("schema", "diff", PROFILE, "--only", "crm.Accounts").code == 1


@pytest.mark.usefixtures("grown")
def test_a_pulled_schema_becomes_a_package_that_the_profile_reads(somebody: Person) -> None:
    pulled = somebody.run("schema", "pull", PROFILE, "--only", "crm.Accounts")
    assert pulled.code == 0, pulled.err
    folder = somebody.folder / "acme_exact"
    assert {path.name for path in folder.iterdir()} == {
        "__init__.py", "__init__.pyi", "py.typed", "catalogue", "overlay", "crm.py", "crm.pyi"
    }  # fmt: skip
    assert "    btw_nummer: str | None = ..." in (folder / "crm.pyi").read_text()
    settings = tomllib.loads(somebody.settings.read_text())
    assert settings["profiles"][PROFILE]["catalogue"] == "acme_exact"

    described = json.loads(somebody.run("describe", PROFILE, "crm.Accounts", "--json").out)
    (field,) = [row for row in described["fields"] if row["wire"] == "Btw-nummer"]
    assert field["field"] == "btw_nummer"
    assert "proposed" in field["privacy"]
    compared = somebody.run("schema", "diff", PROFILE, "--only", "crm.*")
    assert compared.code == 0, compared.out
    explained = somebody.run("read", PROFILE, "Accounts", "--select", "btw_nummer,name", "--explain")
    assert "Btw-nummer" in explained.out


@pytest.mark.usefixtures("grown")
def test_what_people_wrote_into_the_overlay_stays(somebody: Person) -> None:
    assert somebody.run("schema", "pull", PROFILE, "--only", "crm.Accounts").code == 0
    overlay = somebody.folder / "acme_exact" / "overlay" / "crm.toml"
    mine = overlay.read_text() + '\n# judged in November\n[Accounts.tags]\nBtw-nummer = "user.contact.organization"\n'
    overlay.write_text(mine)
    again = somebody.run("schema", "pull", PROFILE)
    assert again.code == 0, again.err
    assert overlay.read_text() == mine
    described = json.loads(somebody.run("describe", PROFILE, "crm.Accounts", "--json").out)
    assert "user.contact.organization" in str([row for row in described["fields"] if row["wire"] == "Btw-nummer"])


def test_a_field_that_is_gone_is_taken_out_of_the_overlay(
    somebody: Person, monkeypatch: pytest.MonkeyPatch, grown: None
) -> None:
    assert somebody.run("schema", "pull", PROFILE, "--only", "crm.Accounts").code == 0
    overlay = somebody.folder / "acme_exact" / "overlay" / "crm.toml"
    with overlay.open("a") as file:
        file.write('\n[Accounts.tags]\nBtw-nummer = "user.contact.organization"\nName = "user.name"\n')
    monkeypatch.undo()
    compared = somebody.run("schema", "diff", PROFILE, "--only", "crm.Accounts")
    assert (compared.code, "removed" in compared.out) == (1, True)
    again = somebody.run("schema", "pull", PROFILE, "--only", "crm.Accounts")
    assert again.code == 0, again.err
    assert "Btw-nummer is gone from tags" in again.err
    assert tomllib.loads(overlay.read_text())["Accounts"]["tags"] == {"Name": "user.name"}
    assert somebody.run("describe", PROFILE, "crm.Accounts").code == 0


def test_an_unknown_profile_is_named(stranger: Person) -> None:
    assert stranger.run("schema", "diff", "acme").code == 2
