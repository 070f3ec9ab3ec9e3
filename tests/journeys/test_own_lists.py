"""The lists of a SharePoint site, with the columns that a tenant gave them: pulled, and read as typed records."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from nlconnect.mock import Setting
from nlconnect.model.catalogue import Catalogue
from nlconnect.privacy import own_suggester
from nlconnect.schema.package import PrivatePackage
from nlconnect.testing import SignedInMock


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
