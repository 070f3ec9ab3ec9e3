"""Private catalogue packages: names that stay, overlays that stay, and nothing lost between a spec and its file."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from nlconnect.connector import connector
from nlconnect.errors import CatalogueError, ConfigError
from nlconnect.model.catalogue import Catalogue, EntitySpec, FieldSpec, TypeSpec
from nlconnect.privacy import own_suggester
from nlconnect.schema.package import PrivatePackage, Pulled, identifier, package_name, refreshed, require_place


def view(wire: str, *fields: FieldSpec) -> EntitySpec:
    return EntitySpec(
        module="views",
        name=wire,
        record="",
        wire=wire,
        path=f"/connectors/{wire}",
        key=(),
        kind="view",
        methods=frozenset({"GET"}),
        fields=fields or (FieldSpec("nummer", "Nummer", "string"),),
    )


def written(folder: Path, *specs: EntitySpec, gone: tuple[str, ...] = (), types: tuple[TypeSpec, ...] = ()) -> Pulled:
    package = PrivatePackage(folder, own_suggester())
    for path in gone:
        package.remove(path)
    for spec in specs:
        package.add(spec, types={kind.wire: kind for kind in types})
    return package.write(title="Acme", profile="acme")


def read(folder: Path) -> Catalogue:
    return Catalogue(folder.name, root=folder)


@pytest.mark.parametrize(
    ("wire", "name"),
    [
        ("Medewerkers", "Medewerkers"),
        ("HR medewerkers-lijst", "HR_medewerkers_lijst"),
        ("Btw-nummer", "Btw_nummer"),
        ("2026 omzet", "N2026_omzet"),
        ("class", "class_"),
        ("Café.overzicht", "Café_overzicht"),
        ("---", "Entity"),
    ],
)
def test_a_name_becomes_one_that_python_knows(wire: str, name: str) -> None:
    assert identifier(wire) == name
    assert name.isidentifier()


def test_a_package_is_named_after_its_profile() -> None:
    assert package_name("Acme-AFAS") == "acme_afas"


def test_names_are_never_made_singular_and_the_original_is_kept(tmp_path: Path) -> None:
    written(tmp_path / "acme", view("Medewerkers-lijst"))
    spec = read(tmp_path / "acme").entity("Medewerkers_lijst")
    assert (spec.record, spec.wire, spec.path) == (
        "Medewerkers_lijstRow",
        "Medewerkers-lijst",
        "/connectors/Medewerkers-lijst",
    )


def test_two_that_would_be_called_the_same_keep_apart_also_later(tmp_path: Path) -> None:
    first, second = view("Uren lijst"), view("Uren-lijst")
    written(tmp_path / "acme", first, second)
    written(tmp_path / "acme", second, first)
    names = {spec.wire: name for name, spec in read(tmp_path / "acme").module("views").items()}
    assert names == {"Uren lijst": "Uren_lijst", "Uren-lijst": "Uren_lijst_2"}


def test_two_fields_that_would_be_called_the_same_keep_apart(tmp_path: Path) -> None:
    fields = (FieldSpec("btw_nr", "Btw-nr", "string"), FieldSpec("btw_nr", "Btw nr", "string"))
    written(tmp_path / "acme", view("Relaties", *fields))
    assert {one.wire: one.name for one in read(tmp_path / "acme").entity("Relaties").fields} == {
        "Btw-nr": "btw_nr",
        "Btw nr": "btw_nr_2",
    }


def test_a_pull_of_some_leaves_the_others(tmp_path: Path) -> None:
    written(tmp_path / "acme", view("A"), view("B"))
    pulled = written(tmp_path / "acme", view("A", FieldSpec("nieuw", "Nieuw", "int")))
    assert pulled.entities == {"views.A": 1, "views.B": 1}
    assert read(tmp_path / "acme").entity("A").by_name["nieuw"].type == "int"


def test_what_is_gone_goes_with_its_module(tmp_path: Path) -> None:
    folder = tmp_path / "acme"
    written(folder, view("A"), replace(view("B"), module="other"))
    assert (folder / "other.pyi").is_file()
    written(folder, view("A"), gone=("/connectors/B",))
    assert not (folder / "other.pyi").exists()
    assert not (folder / "catalogue" / "other.json").exists()
    assert read(folder).modules == ("views",)


def test_a_hand_written_init_stays(tmp_path: Path) -> None:
    folder = tmp_path / "acme"
    written(folder, view("A"))
    init = folder / "__init__.py"
    init.write_text(f"{init.read_text()}\nOURS: int = 1\n")
    written(folder, view("A"), view("B"))
    assert "OURS" in init.read_text()
    assert "OURS: int" in (folder / "__init__.pyi").read_text()


def test_after_a_change_to_the_overlay_the_stubs_are_written_anew(tmp_path: Path) -> None:
    folder = tmp_path / "acme"
    written(folder, view("A"))
    assert refreshed(folder) == []
    (folder / "overlay" / "views.toml").parent.mkdir(exist_ok=True)
    (folder / "overlay" / "views.toml").write_text('[A]\nkey = ["Nummer"]\n')
    assert [path.name for path in refreshed(folder)] == ["views.pyi"]
    assert "    nummer: str = ..." in (folder / "views.pyi").read_text()


def test_a_folder_without_a_catalogue_is_named(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="no catalogue"):
        refreshed(tmp_path)


@pytest.mark.parametrize("system", ["afas", "exact", "graph"])
def test_nothing_is_lost_between_what_is_known_and_what_is_written(system: str, tmp_path: Path) -> None:
    shipped = connector(system).catalogue
    specs = [spec for spec in shipped.entities() if spec.kind in ("standard", "view", "update", "single")]
    written(tmp_path / "acme", *specs)
    catalogue = read(tmp_path / "acme")
    own = {spec.path: spec for spec in catalogue.entities()}
    assert {wire: (kind.name, kind.kind) for wire, kind in catalogue.types.items()} == {
        wire: (kind.name, kind.kind) for wire, kind in shipped.types.items() if wire in catalogue.types
    }
    assert len(own) == len({spec.path for spec in specs})
    for spec in specs:
        found = own[spec.path]
        for word in (
            "wire key kind methods page_size permission permissions parameters optional_parameters demands order "
            "document title title_nl obsolete paths item_paths supports advanced_query delta watermark deletions notes"
        ).split():
            assert getattr(found, word) == getattr(spec, word), f"{spec.qualified_name}: {word}"
        for before, now in zip(spec.fields, found.fields, strict=True):
            for word in (
                "name wire type is_key read_only create_only update_only required satisfies_filter obsolete enum "
                "padded on label label_nl length many of default_selected filter_ops orderby search permissions"
            ).split():
                if word == "enum" and before.enum is not None and before.enum.shared:
                    assert now.enum is not None
                    assert now.enum.values == before.enum.values
                    continue
                assert getattr(now, word) == getattr(before, word), f"{spec.qualified_name}.{before.name}: {word}"
            assert now.tag == before.tag or not before.is_value, f"{spec.qualified_name}.{before.name}: tag"


def test_the_files_are_laid_out_to_be_read_in_a_diff(tmp_path: Path) -> None:
    written(tmp_path / "acme", view("A", FieldSpec("bsn", "BSN", "string", label_nl="BSN")))
    text = (tmp_path / "acme" / "catalogue" / "views.json").read_text()
    assert json.loads(text)["entities"]["A"]["fields"]["BSN"]["tag"][2] == "proposed"
    assert '\n    "BSN": {"type": "string", ' in text


def test_the_key_of_a_new_view_is_a_guess_that_belongs_to_the_reader(tmp_path: Path) -> None:
    folder = tmp_path / "acme"
    written(folder, replace(view("Relaties"), key=("Nummer",)))
    overlay = folder / "overlay" / "views.toml"
    assert 'key = ["Nummer"] # a guess' in overlay.read_text()
    spec = read(folder).entity("Relaties")
    assert spec.key == ("Nummer",)
    overlay.write_text(overlay.read_text().replace("key = ", "# key = "))
    written(folder, spec)
    assert read(folder).entity("Relaties").key == ()


@pytest.mark.parametrize("name", ["types", "json", "acme-views", "class", "nlconnect", "nlconnect_afas", "2views"])
def test_a_package_is_not_called_what_would_hide_another_or_cannot_be_imported(tmp_path: Path, name: str) -> None:
    with pytest.raises(ConfigError, match=r"no name that Python|would hide") as refused:
        require_place(tmp_path / name)
    assert "--to acme_views" in str(refused.value.hint)


def test_a_package_is_not_written_among_other_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work = tmp_path / "work"
    (work / "reports").mkdir(parents=True)
    (work / "reports" / "november.csv").write_text("")
    monkeypatch.chdir(work)
    for place in (".", "..", "../work"):
        with pytest.raises(ConfigError, match="working folder"):
            require_place(Path(place))
    with pytest.raises(ConfigError, match="something else"):
        require_place(Path("reports"))
    (work / "empty").mkdir()
    require_place(Path("empty"))
    written(work / "acme", view("Relaties"))
    require_place(Path("acme"))
