"""A customer's own AFAS views: pulled into a package, completed by editors, read in Python and on the command line."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from nlconnect.mock import Setting
from nlconnect.mock.serving import Servers, serve
from nlconnect.testing import SignedInMock
from tests.journeys.cli.conftest import Person

PROFILE = "acme-afas"
PROGRAM = """
from typing import assert_type

from acme_afas import Voorbeeld_Medewerkers
from acme_afas.views import Voorbeeld_MedewerkersRow
from nlconnect import Connection, connect


def names(afas: Connection) -> None:
    for person in afas.read(Voorbeeld_Medewerkers.where(Voorbeeld_Medewerkers.uren_per_week > 30)):
        assert_type(person, Voorbeeld_MedewerkersRow)
        assert_type(person.e_mail_werk, str | None)


with connect("acme-afas") as afas:
    names(afas)
"""


@pytest.fixture(scope="module")
def servers() -> Iterator[Servers]:
    with serve("afas", quota="off") as started:
        yield started


@pytest.fixture(scope="module")
def person(servers: Servers, tmp_path_factory: pytest.TempPathFactory) -> Person:
    """Somebody who pulled the schema of their environment."""
    from nlconnect.mock.serving import write_info

    somebody = Person(tmp_path_factory.mktemp("person"))
    write_info(somebody.folder / "mock.json", servers.info)
    assert somebody.run("profile", "add", PROFILE, "--from", "mock.json").code == 0
    pulled = somebody.run("schema", "pull", PROFILE)
    assert pulled.code == 0, pulled.err
    return somebody


@pytest.fixture
def acme_afas(person: Person, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    monkeypatch.syspath_prepend(str(person.folder))
    yield importlib.import_module("acme_afas")
    for name in [name for name in sys.modules if name.partition(".")[0] == "acme_afas"]:
        del sys.modules[name]


def test_fields_of_the_customers_own_are_written_by_their_labels(person: Person) -> None:
    values = [
        "--set",
        "match_oga=6",
        "--set",
        "nm=Voorbeeld Bouw",
        "--set",
        "cc_nr=12345678",
        "--set",
        "klant_sinds=2020-01-01",
    ]
    made = person.run("write", PROFILE, "KnOrganisation", *values, "--yes", "--json")
    assert made.code == 0, made.err
    (number,) = json.loads(made.out)["key"]
    changed = person.run("write", PROFILE, "KnOrganisation", "--key", number, "--set", "classificatie=A", "--yes")
    assert changed.code == 0, changed.err
    where = f"nummer == '{number}'"
    read = person.run("read", PROFILE, "Voorbeeld_Relaties", "--where", where, "--select", "naam", "--json")
    assert json.loads(read.out)["naam"] == "Voorbeeld Bouw"


def test_a_plan_on_the_command_line_names_the_administration_that_applying_it_needs(person: Person) -> None:
    order = ["FbSales", "--set", "db_id=10001", "--set", "rf_cs=PO-118"]
    nowhere = person.run("write", PROFILE, *order, "--plan")
    assert (nowhere.code, "no administration is named" in nowhere.err) == (2, True)
    planned = person.run("write", PROFILE, *order, "--in", "administration=1", "--plan")
    assert planned.code == 0, planned.err
    again = planned.err.partition("nlconnect apply ")[2].split()
    assert again[2:] == ["--in", "administration=1"]
    applied = person.run("apply", *again)
    assert applied.code == 0, applied.err


@pytest.fixture
def nlconnect_setting() -> Setting:
    return Setting()


def test_the_shipped_catalogue_stays_and_only_what_is_beyond_it_is_written(person: Person) -> None:
    written = {path.stem for path in (person.folder / "acme_afas" / "catalogue").iterdir()}
    assert "views" in written
    assert "dossiers" not in written
    assert person.run("schema", "diff", PROFILE).code == 0


def test_own_views_are_found_described_and_read_on_the_command_line(person: Person) -> None:
    assert "views.Voorbeeld_Medewerkers" in person.run("find", "bedrijfskleding").out
    described = json.loads(person.run("describe", PROFILE, "Voorbeeld_Medewerkers", "--json").out)
    assert {row["wire"]: row["field"] for row in described["fields"]}["Tel.nr_werk"] == "tel_nr_werk"
    read = person.run("read", PROFILE, "Voorbeeld_Medewerkers", "--select", "medewerker,e_mail_werk", "--limit", "2")
    assert [sorted(json.loads(line)) for line in read.out.splitlines()] == [["e_mail_werk", "medewerker"]] * 2


def test_what_nobody_judged_is_masked_until_somebody_does(person: Person) -> None:
    read = person.run("read", PROFILE, "Voorbeeld_Medewerkers", "--limit", "1")
    assert "bedrijfskleding_maat" not in json.loads(read.out)
    assert "bedrijfskleding_maat" in read.err
    listed = person.run("privacy", "tags", PROFILE, "Voorbeeld_Medewerkers", "--status", "unreviewed", "--json")
    assert "bedrijfskleding_maat" in [row["field"] for row in json.loads(listed.out)]

    overlay = person.folder / "acme_afas" / "overlay" / "views.toml"
    before = overlay.read_text()
    judged = '[Voorbeeld_Medewerkers.tags]\nBedrijfskleding_maat = "none"\n\n[Voorbeeld_Relaties]'
    overlay.write_text(before.replace("[Voorbeeld_Relaties]", judged))
    assert "bedrijfskleding_maat" in json.loads(
        person.run("read", PROFILE, "Voorbeeld_Medewerkers", "--limit", "1").out
    )
    overlay.write_text(before)


def test_an_own_view_is_kept_in_a_database_right_after_the_pull(person: Person) -> None:
    synced = person.run("sync", PROFILE, "Voorbeeld_Medewerkers", "--to", "sqlite:///a.db")
    assert synced.code == 0, synced.err
    assert (person.folder / "a.db").is_file()


def test_a_view_without_a_key_says_how_to_give_it_one(person: Person) -> None:
    overlay = person.folder / "acme_afas" / "overlay" / "views.toml"
    before = overlay.read_text()
    overlay.write_text("\n".join(line for line in before.splitlines() if not line.startswith("key = ")))
    refused = person.run("sync", PROFILE, "Voorbeeld_Medewerkers", "--to", "sqlite:///b.db")
    described = person.run("describe", PROFILE, "Voorbeeld_Medewerkers")
    overlay.write_text(before)
    assert refused.code == 2
    where = 'key = ["..."] under [Voorbeeld_Medewerkers] in acme_afas/overlay/views.toml'
    assert where in refused.err
    assert where in described.out
    assert "no: this view has no key that is known" in described.out


def test_a_pull_counts_what_it_asks_and_refuses_the_working_folder(person: Person) -> None:
    pulled = person.run("schema", "pull", PROFILE, "--only", "views.*", "--out", "other_views")
    assert pulled.code == 0, pulled.err
    assert " descriptions in " in pulled.err
    assert person.run("schema", "diff", PROFILE, "--only", "views.*", "--out", "other_views").code == 0
    refused = person.run("schema", "pull", PROFILE, "--out", ".")
    assert refused.code == 2
    assert not (person.folder / "views.py").exists()


def test_a_program_reads_own_views_as_typed_records(acme_afas: Any, mock_afas: SignedInMock) -> None:
    with mock_afas.connect() as afas:
        views = acme_afas.Voorbeeld_Medewerkers
        people = list(afas.read(views.where(views.uren_per_week > 30).limit(5)))
        assert len(people) == 5
        assert all(type(person) is acme_afas.Voorbeeld_MedewerkersRow for person in people)
        assert all(isinstance(person.uren_per_week, Decimal) for person in people)


def test_a_type_checker_knows_the_fields(person: Person) -> None:
    program = person.folder / "program.py"
    program.write_text(PROGRAM)
    checked = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(person.folder / "cache"), program.name],
        cwd=person.folder,
        env={**person.surroundings(), "MYPYPATH": ""},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert checked.returncode == 0, checked.stdout


def test_a_catalogue_in_a_package_of_a_project_is_imported_too(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = tmp_path / "ourproject"
    project.mkdir()
    (project / "__init__.py").write_text("")
    pulled = person.run("schema", "pull", PROFILE, "--only", "views.*", "--to", str(project / "afas_views"))
    assert pulled.code == 0, pulled.err
    monkeypatch.syspath_prepend(str(tmp_path))
    found = importlib.import_module("ourproject.afas_views")
    assert found.Voorbeeld_Relaties.nummer.spec.wire == "Nummer"
    for name in [name for name in sys.modules if name.partition(".")[0] == "ourproject"]:
        monkeypatch.delitem(sys.modules, name)
