"""A customer's own catalogue, read as data beside the one that ships."""

from __future__ import annotations

import importlib
import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from nlconnect.config import Login, Profile
from nlconnect.connector import collection_of, connector, connector_of
from nlconnect.errors import ConfigError, QueryError
from nlconnect.model.catalogue import EntitySpec, FieldSpec
from nlconnect.privacy import own_suggester
from nlconnect.schema.package import PrivatePackage

SHIPPED = connector("exact").catalogue
OWN = EntitySpec(
    module="own",
    name="Uren-per week",
    record="",
    wire="Uren-per week",
    path="/api/v1/{division}/own/Uren",
    key=("ID",),
    kind="standard",
    methods=frozenset({"GET"}),
    fields=(
        FieldSpec("id", "ID", "guid", is_key=True),
        FieldSpec("btw_nummer", "Btw-nummer", "string", label_nl="Btw-nummer"),
    ),
)


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    folder = tmp_path / "acme_exact"
    package = PrivatePackage(folder, own_suggester())
    accounts = SHIPPED.entity("crm.Accounts")
    package.add(replace(accounts, fields=(*accounts.fields, FieldSpec("loyalty", "Loyalty", "int"))), types={})
    package.add(OWN, types={})
    package.write(title="Exact Online", profile="acme")
    return Profile(name="acme", login=Login(name="kantoor", system="exact"), catalogue=str(folder))


def test_own_entities_stand_beside_those_that_ship(profile: Profile) -> None:
    catalogue = connector_of(profile).catalogue
    assert catalogue.entity("Uren_per_week").by_name["btw_nummer"].wire == "Btw-nummer"
    assert catalogue.entity("cashflow.Receivables") is SHIPPED.entity("cashflow.Receivables")
    assert "own" in catalogue.modules
    assert len(catalogue.entities()) == len(SHIPPED.entities()) + 1


def test_an_own_entity_comes_before_the_one_that_ships(profile: Profile) -> None:
    catalogue = connector_of(profile).catalogue
    for name in ("crm.Accounts", "Accounts"):
        assert "loyalty" in catalogue.entity(name).by_name
    assert catalogue.entity("crm.Accounts").field("loyalty").tag != SHIPPED.entity("crm.Accounts").field("name").tag
    assert catalogue.entity_at("/api/v1/{division}/crm/Accounts") is catalogue.entity("crm.Accounts")


def test_what_was_reviewed_stays_reviewed(profile: Profile) -> None:
    own, shipped = connector_of(profile).catalogue.entity("crm.Accounts"), SHIPPED.entity("crm.Accounts")
    assert {spec.wire: spec.tag for spec in own.fields if spec.wire in shipped.by_wire} == {
        spec.wire: spec.tag for spec in shipped.fields
    }
    assert [(spec.name, spec.type, spec.label_nl, spec.enum, spec.padded) for spec in own.fields[:-1]] == [
        (spec.name, spec.type, spec.label_nl, spec.enum, spec.padded) for spec in shipped.fields
    ]
    assert own.routes["bulk"].page_size == shipped.routes["bulk"].page_size


def test_classes_are_built_without_running_code_of_the_customer(profile: Profile) -> None:
    assert profile.catalogue is not None
    (Path(profile.catalogue) / "__init__.py").write_text("raise SystemExit('run')\n", "utf-8")
    system = connector_of(profile)
    entity = system.catalogue.entity("Uren_per_week")
    found = collection_of(system.package, entity)
    assert found is collection_of(system.package, entity)
    assert found.all().record.__name__ == "Uren_per_weekRow"


def test_a_program_imports_its_own_package(profile: Profile, monkeypatch: pytest.MonkeyPatch) -> None:
    assert profile.catalogue is not None
    monkeypatch.syspath_prepend(str(Path(profile.catalogue).parent))
    monkeypatch.delitem(sys.modules, "acme_exact", raising=False)
    package = importlib.import_module("acme_exact")
    entity = package.CATALOGUE.entity("Uren_per_week")
    assert collection_of("nlconnect_exact", entity) is package.Uren_per_week
    assert package.own.Uren_per_weekRow is package.Uren_per_week.all().record
    for name in [name for name in sys.modules if name.partition(".")[0] == "acme_exact"]:
        monkeypatch.delitem(sys.modules, name)


def test_a_catalogue_that_is_not_there_is_named(profile: Profile, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="schema pull acme"):
        connector_of(replace(profile, catalogue=str(tmp_path / "elsewhere")))


def test_a_catalogue_that_names_code_is_refused(profile: Profile) -> None:
    assert profile.catalogue is not None
    folder = Path(profile.catalogue)
    spot = {"name": "Spot", "wire": "spot", "fields": {"street": {"type": "string"}}}
    (folder / "catalogue" / "types.json").write_text(json.dumps({"types": {"spot": spot}, "enums": {}}), "utf-8")
    (folder / "overlay" / "types.toml").write_text('[spot]\nkind = "antigravity:Spot"\n', "utf-8")
    with pytest.raises(ConfigError, match="antigravity:Spot"):
        connector_of(profile)


def test_names_that_are_nowhere_are_refused_as_before(profile: Profile) -> None:
    with pytest.raises(QueryError, match="Uren_per_week"):
        connector_of(profile).catalogue.entity("Uren_per_wek")
