"""The reference pages that `tools/write_entity_docs.py` writes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from write_entity_docs import connector_of, index_page, privacy, service_page

from nlconnect.model.catalogue import Catalogue
from nlconnect.model.privacy import Personal, TagStatus

PLACES = {
    "record": "Place",
    "wire": "Places",
    "path": "/api/{division}/crm/Places",
    "key": ["ID"],
    "kind": "standard",
    "methods": ["POST", "GET"],
    "page_size": 60,
    "permission": "Crm places",
    "demands": ["filter"],
    "routes": {"bulk": {"path": "/api/{division}/bulk/CRM/Places", "page_size": 1000, "missing": ["Street"]}},
    "fields": {
        "ID": {"type": "guid", "read_only": True, "tag": ["none", 0, "proposed"]},
        "Street": {"type": "string", "required": True, "tag": ["user.contact.address.street", 3, "proposed"]},
        "Kind": {"type": "int"},
        "Visits": {"type": "collection", "target": "/api/{division}/crm/Visits"},
    },
}
VISITS = PLACES | {
    "record": "Visit",
    "wire": "Visits",
    "path": "/api/{division}/crm/Visits",
    "key": [],
    "page_size": None,
}
OVERLAY = """
[Places]
title_nl = "Plaatsen"
reviewed = true
labels_nl = {Street = "Straat | weg"}
[Places.tags]
Street = "user.contact.address.street"
[Places.enums.Kind]
name = "PlaceKind"
values = {home = 1, work = 2}
"""


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    for folder in ("catalogue", "overlay"):
        (tmp_path / folder).mkdir()
    index = {
        "modules": ["crm"],
        "names": {"Places": ["crm"], "Visits": ["crm"]},
        "records": {"Place": ["crm"], "Visit": ["crm"]},
    }
    (tmp_path / "catalogue" / "index.json").write_text(json.dumps(index))
    facts = {"module": "crm", "entities": {"Places": PLACES, "Visits": VISITS}}
    (tmp_path / "catalogue" / "crm.json").write_text(json.dumps(facts))
    (tmp_path / "overlay" / "crm.toml").write_text(OVERLAY)
    return Catalogue("nlconnect_invented", root=tmp_path)


@pytest.fixture
def page(catalogue: Catalogue) -> str:
    return service_page("nlconnect_invented", "crm", catalogue.module("crm"), catalogue)


@pytest.mark.parametrize(
    "line",
    [
        "*Plaatsen*. `from nlconnect_invented.crm import Places`; each record is a `Place`.",
        "- `/api/{division}/crm/Places`: GET, POST; 60 rows a page; a filter is mandatory",
        "- route `bulk`, `/api/{division}/bulk/CRM/Places`: 1,000 rows a page; without `street`",
        "- key: `id`",
        "- key: none",
        "- permission: Crm places",
        "| `id` | `ID` | guid |  | – | key, read only |",
        "| `street` | `Street` | string | Straat / weg | contact.address.street 3 | required to create |",
        "| `street` | `Street` | string |  | contact.address.street 3 (proposed) | required to create |",
        "| `kind` | `Kind` | `PlaceKind` |  | – |  |",
        "| `kind` | `Kind` | int |  | unreviewed, counts as 4 |  |",
        "| `visits` | `Visits` | collection [Visits](#visits) |  | – |  |",
        "`PlaceKind`: `home` 1, `work` 2",
    ],
)
def test_a_page_says_what_holds_for_an_entity_and_its_fields(page: str, line: str) -> None:
    assert line in page.splitlines()


def test_the_index_links_every_entity_and_shows_which_were_read_through(catalogue: Catalogue) -> None:
    index = index_page(connector_of("nlconnect_exact"), catalogue, "exact_online")
    assert "2 entities with 8 fields" in index
    assert "**[Places](exact_online/crm.md#places)**, [Visits](exact_online/crm.md#visits)" in index


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        (Personal(None, 0, TagStatus.REVIEWED), "–"),
        (Personal(None, 0, TagStatus.PROPOSED), "– (proposed)"),
        (Personal("user.name", 2, TagStatus.REVIEWED), "name 2"),
        (Personal("user.name", 2, TagStatus.UNREVIEWED), "unreviewed, counts as 4"),
    ],
)
def test_a_tag_says_what_a_reader_may_rely_on(tag: Personal, text: str) -> None:
    assert privacy(tag) == text
