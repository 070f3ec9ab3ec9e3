"""Every field of every system has a tag, and the share that is only proposed is told."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner
from write_tags import PAGE, page

from nlconnect.cli.app import app
from nlconnect.connector import connector, connector_names
from nlconnect.privacy import tag_summary, tagged_fields

SYSTEMS = connector_names()


@pytest.mark.parametrize("system", SYSTEMS)
def test_every_field_has_a_category_or_is_judged_not_personal(system: str) -> None:
    found = tag_summary(connector(system).catalogue)
    assert found.unreviewed == 0
    assert found.fields == found.personal + found.not_personal + found.proposed == sum(found.levels)
    assert found.share_proposed < 0.01


def test_the_page_shows_what_the_catalogues_say() -> None:
    assert PAGE.read_text("utf-8") == page()


def test_the_summary_has_a_line_for_each_system() -> None:
    said = CliRunner().invoke(app, ["privacy", "tags", "--summary", "--json"])
    rows = json.loads(said.stdout)
    assert [row["system"] for row in rows] == list(SYSTEMS)
    assert all(row["share_proposed"].endswith("%") for row in rows)


def test_fields_of_one_entity_are_listed_with_what_the_law_says() -> None:
    said = CliRunner().invoke(app, ["privacy", "tags", "afas", "Profit_Illness", "--json"])
    rows = {row["field"]: row for row in json.loads(said.stdout)}
    assert rows["bsn"] == {
        "system": "afas",
        "entity": "leave.Profit_Illness",
        "field": "bsn",
        "category": "user.government_id.national_identification_number",
        "level": 5,
        "flags": ["national id"],
        "status": "reviewed",
    }


def test_only_those_of_one_status_are_listed_where_asked() -> None:
    said = CliRunner().invoke(app, ["privacy", "tags", "exact", "--status", "reviewed", "--json"])
    rows = json.loads(said.stdout)
    assert {row["status"] for row in rows} == {"reviewed"}
    found = tag_summary(connector("exact").catalogue)
    assert len(rows) == found.personal + found.not_personal


def test_fields_inside_complex_types_count_too() -> None:
    owners = {tagged.owner for tagged in tagged_fields(connector("graph").catalogue)}
    assert "types.EmailAddress" in owners
