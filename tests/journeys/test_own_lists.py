"""The lists of a SharePoint site, with the columns that a tenant gave them: pulled, and read as typed records."""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from nlconnect import Create, Done, Unknown, Update
from nlconnect.client import Connection
from nlconnect.config import Profile
from nlconnect.errors import QueryError
from nlconnect.mock import Setting
from nlconnect.model.catalogue import Catalogue
from nlconnect.model.collection import entity_of
from nlconnect.privacy import own_suggester
from nlconnect.schema.package import PrivatePackage
from nlconnect.testing import SignedInMock, signed_in


@pytest.fixture
def nlconnect_setting() -> Setting:
    return Setting()


@pytest.fixture
def acme_site(mock_graph: SignedInMock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """What `schema pull` writes for a site."""
    found = mock_graph.connect().schema("lists.*")
    package = PrivatePackage(tmp_path / "acme_site", own_suggester())
    types = {spec.wire: spec for spec in found.types}
    for spec in found.entities:
        package.add(spec, types=types)
    package.write(title="Microsoft 365", profile="acme-365")
    monkeypatch.syspath_prepend(str(tmp_path))
    yield importlib.import_module("acme_site")
    for name in [name for name in sys.modules if name.partition(".")[0] == "acme_site"]:
        del sys.modules[name]


def test_a_list_is_read_with_its_columns_as_one_value(acme_site: Any, mock_graph: SignedInMock) -> None:
    register = acme_site.Facturenregister
    with mock_graph.connect() as graph:
        rows = list(graph.read(register.limit(3)))
    assert len(rows) == 3
    assert all(type(row) is acme_site.FacturenregisterRow for row in rows)
    assert all(isinstance(row.fields_.bedrag, Decimal) for row in rows)
    assert {type(row.fields_).__name__ for row in rows} == {"FacturenregisterFields"}


def test_a_list_is_masked_until_somebody_judged_its_columns(acme_site: Any, tmp_path: Path) -> None:
    def level() -> int:
        entity = Catalogue("acme_site", root=tmp_path / "acme_site").entity("Facturenregister")
        return entity.by_name["fields_"].tag.effective_level

    assert level() >= 4
    overlay = tmp_path / "acme_site" / "overlay" / "types.toml"
    overlay.parent.mkdir(exist_ok=True)
    overlay.write_text('[FacturenregisterFields]\nreviewed = true\ntags = {Klant = "user.name"}\n', "utf-8")
    assert level() < 4


def test_stubs_name_the_columns(acme_site: Any) -> None:
    stub = Path(acme_site.__file__).with_name("types.pyi").read_text("utf-8")
    assert "class FacturenregisterFields(Complex, frozen=True):" in stub
    assert "    bedrag: Decimal | None = ..." in stub
    assert "    fields_: _types.FacturenregisterFields | None = ..." in Path(acme_site.__file__).with_name(
        "lists.pyi"
    ).read_text("utf-8")


@pytest.fixture
def graph(acme_site: Any, mock_graph: SignedInMock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Connection:
    """Somebody whose profile names what was pulled."""
    own = partial(Profile, catalogue=str(tmp_path / "acme_site"))
    monkeypatch.setattr(signed_in, "Profile", own)
    return mock_graph.connect(allow_writes=[acme_site.Facturenregister])


def test_a_list_is_written_by_the_names_of_its_columns(acme_site: Any, graph: Connection) -> None:
    register = acme_site.Facturenregister
    made = graph.plan(Create(register, fields_={"title": "2026-118", "bedrag": "10.50", "klant": "Acme"}))
    assert json.loads(made.body or "")["fields"] == {"Title": "2026-118", "Bedrag": 10.5, "Klant": "Acme"}
    key = graph.apply(made).unwrap().key
    assert key is not None
    changed = graph.plan(Update(register, key[0], fields_={"bedrag": "11.50", "klant": "Acme"}))
    assert changed.body == '{"Bedrag":11.50}'
    (part,) = changed.diff
    assert (json.loads(str(part.before)), json.loads(str(part.after))) == ({"Bedrag": "10.5"}, {"Bedrag": "11.50"})
    graph.apply(changed).unwrap()
    row = graph.get(register, key[0])
    assert (row.fields_.title, row.fields_.bedrag, row.fields_.klant) == ("2026-118", Decimal("11.50"), "Acme")


def test_columns_that_stand_there_already_are_not_sent(acme_site: Any, graph: Connection) -> None:
    row = next(iter(graph.read(acme_site.Facturenregister.limit(1))))
    plan = graph.plan(Update(acme_site.Facturenregister, row.id, fields_={"bedrag": row.fields_.bedrag}))
    assert plan.diff == ()
    assert "nothing would change" in plan.warnings[0]


def test_wrong_columns_of_a_list_are_refused_by_name(acme_site: Any, graph: Connection) -> None:
    register = acme_site.Facturenregister
    with pytest.raises(QueryError, match=r"fields_.title is required"):
        graph.plan(Create(register, fields_={"bedrag": "10.50"}))
    with pytest.raises(QueryError, match=r"fields_.bedrag is no decimal.*fields_.prijs is no part of it"):
        graph.plan(Update(register, "1", fields_={"bedrag": "veel", "prijs": 1}))


def test_a_lost_change_of_a_column_is_looked_for(acme_site: Any, graph: Connection, mock_graph: SignedInMock) -> None:
    row = next(iter(graph.read(acme_site.Facturenregister.limit(1))))
    plan = graph.plan(Update(acme_site.Facturenregister, row.id, fields_={"bedrag": "7.77"}))
    mock_graph.fault("cut-after:fields:nth=1,method=PATCH")
    assert isinstance(graph.apply(plan), Unknown)
    assert isinstance(graph.reconcile(plan), Done)


def test_a_column_that_somebody_changed_makes_a_plan_stale(acme_site: Any, graph: Connection) -> None:
    register = acme_site.Facturenregister
    row = next(iter(graph.read(register.limit(1))))
    plan = graph.plan(Update(register, row.id, fields_={"bedrag": "7.77"}))
    graph.apply(graph.plan(Update(register, row.id, fields_={"bedrag": "8.88"}))).unwrap()
    with pytest.raises(QueryError, match="stale"):
        graph.apply(plan)


def test_what_tells_how_items_are_written_is_pulled_along(acme_site: Any) -> None:
    entity = entity_of(acme_site.Facturenregister)
    assert entity.guarded
    assert entity.by_name["fields_"].is_open


def test_an_item_by_its_key_comes_with_its_columns(acme_site: Any, graph: Connection) -> None:
    row = next(iter(graph.read(acme_site.Facturenregister.limit(1))))
    assert graph.get(acme_site.Facturenregister, row.id).fields_ == row.fields_
