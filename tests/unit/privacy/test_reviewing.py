"""A person judges the fields of their own schema, with one key for each."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

from nlconnect.cli.app import app
from nlconnect.model.catalogue import Catalogue, EntitySpec, FieldSpec
from nlconnect.model.privacy import Personal, TagStatus
from nlconnect.privacy import own_judge
from nlconnect.schema.package import PrivatePackage

FIELDS = (
    FieldSpec("nummer", "Nummer", "string", label="Bijzonder nummer"),
    FieldSpec("u1", "U1", "string", label="BSN"),
    FieldSpec("u2", "U2", "string", label="Noodcontact"),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "acme_afas"
    package = PrivatePackage(folder, own_judge())
    spec = EntitySpec(
        module="views", name="Medewerkers", record="", wire="Medewerkers", path="/connectors/Medewerkers", key=(),
        kind="view", methods=frozenset({"GET"}), fields=FIELDS,
    )  # fmt: skip
    package.add(spec, types={})
    package.write(title="Acme", profile="acme")
    return folder


def answered(folder: Path, keys: str) -> str:
    said = CliRunner().invoke(app, ["privacy", "review", str(folder)], input=keys)
    assert said.exit_code == 0, said.output
    return said.output


def tags(folder: Path) -> dict[str, object]:
    path = folder / "overlay" / "views.toml"
    overlay = tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}
    found = overlay.get("Medewerkers", {}).get("tags", {})
    assert isinstance(found, dict)
    return found


def test_each_answer_is_a_line_in_the_overlay_and_counts_as_reviewed(folder: Path) -> None:
    answered(folder, "nyy")
    assert tags(folder) == {
        "Nummer": "none",
        "U1": "user.government_id.national_identification_number",
        "U2": "user.social.family",
    }
    spec = Catalogue(folder.name, root=folder).entity("views.Medewerkers")
    assert {field.tag.status for field in spec.fields} == {TagStatus.REVIEWED}
    assert spec.by_wire["Nummer"].tag == Personal(None, 0, TagStatus.REVIEWED)


def test_one_can_stop_and_go_on_where_one_was(folder: Path) -> None:
    assert "1 judged, 2 to go" in answered(folder, "nq")
    assert "2 fields to judge" in answered(folder, "sy")
    assert set(tags(folder)) == {"Nummer", "U2"}
    assert "1 fields to judge" in answered(folder, "y")
    assert "Every field was judged." in answered(folder, "")


def test_another_category_is_given_by_the_end_of_its_name(folder: Path) -> None:
    answered(folder, "cemployee_number\nq")
    assert tags(folder) == {"Nummer": "user.workplace.employee_number"}


def test_a_category_that_is_none_leaves_the_field_for_later(folder: Path) -> None:
    assert "no such category" in answered(folder, "cnonsense\nq")
    assert tags(folder) == {}


def test_keys_that_mean_nothing_are_asked_again(folder: Path) -> None:
    answered(folder, "xzyq")
    assert len(tags(folder)) == 1


def test_what_stood_in_the_overlay_stays(folder: Path) -> None:
    path = folder / "overlay" / "views.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text('# mine\n[Medewerkers]\ntitle_nl = "Staf"  # short\n', "utf-8")
    answered(folder, "nq")
    assert path.read_text("utf-8").startswith('# mine\n[Medewerkers]\ntitle_nl = "Staf"  # short\n')


def test_a_profile_without_a_schema_of_its_own_is_told_how_to_get_one(tmp_path: Path) -> None:
    said = CliRunner().invoke(app, ["privacy", "review", str(tmp_path)])
    assert said.exit_code == 2
