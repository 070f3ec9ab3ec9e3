"""The builder of the catalogue, on an invented reference."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from build_graph_catalogue import Reference, build, member_name
from tagging import Tagger

TABLE: dict[str, Any] = {
    "clubs": {"module": "clubs", "lists": ["/clubs"]},
    "club.members": {
        "module": "clubs",
        "lists": ["/clubs/{club}/members", "/me/clubmates"],
        "others": ["/clubs/{club}/members/$ref"],
        "also": ["club"],
    },
}
PERMISSIONS = {
    "read": ["Club.Read"],
    "write": [],
    "rsc_read": [],
    "rsc_write": [],
    "read_least": {"delegated": ["Club.Read"], "application": None},
    "write_least": {"delegated": None, "application": None},
}
ID = {"name": "id", "edm_type": "Edm.String", "collection": False, "nav": None, "read_only": True}


def resource(name: str, paths: list[str], fields: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    return {
        "name": name,
        "family": "clubs",
        "paths": paths,
        "entity_type": f"microsoft.graph.{more.pop('kind')}",
        "open_type": False,
        "key": "id",
        "methods": {"collection": ["GET"], "item": ["GET", "PATCH"]},
        "supports": ["select"],
        "permissions": PERMISSIONS,
        "actions": [{"name": "close", "on": "item", "params": {}}],
        "functions": [],
        "fields": [ID, *fields],
        **more,
    }


FACTS: dict[str, Any] = {
    "resources": [
        resource(
            "clubs",
            ["/clubs", "/clubs/{id}"],
            [
                {"name": "displayName", "edm_type": "Edm.String", "nav": None, "filter_ops": ["eq"]},
                {"name": "opens", "edm_type": "Edm.TimeOfDay", "nav": None},
                {"name": "logo", "edm_type": "Edm.Stream", "nav": None},
                {"name": "dues", "edm_type": "Edm.Double", "nav": None, "default_selected": False},
                {"name": "home", "edm_type": "place", "nav": None},
                {"name": "colours", "edm_type": "colour", "collection": True, "nav": None},
                {"name": "members", "edm_type": "directoryObject", "collection": True, "nav": "directoryObject"},
            ],
            kind="club",
            default_page_size=20,
            max_page_size=50,
        ),
        resource(
            "club.members",
            ["/clubs/{id}/members", "/clubs/{id}/members/$ref"],
            [],
            kind="directoryObject",
            note="small",
        ),
    ],
    "operations": [{"name": "join", "method": "POST", "path": "/clubs/{id}/join"}],
    "reports": {"permission": "Reports.Read.All", "functions": [{"name": "getClubs", "params": {}}]},
    "complex_types": {"place": {"fields": [{"name": "street", "edm_type": "Edm.String"}], "open": True}},
    "enums": {"colour": {"flags": True, "values": ["red", "title", "unknownFutureValue"]}},
}
TAGS: dict[str, Any] = {
    "categories": [{"key": "user.name", "level": 2}, {"key": "user.contact.address.street", "level": 3}],
    "explicit_tags": [
        {
            "system": "graph",
            "entity": "place",
            "field": "street",
            "category": "user.contact.address.street",
            "level": 3,
        }
    ],
    "wildcard_tags": [],
    "name_patterns": [{"pattern": r"\bname\b", "category": "user.name"}],
    "entity_defaults": [],
    "reviewed_entities": {"graph": []},
}


def built(
    facts: dict[str, Any] | None = None, table: dict[str, Any] | None = None, pinned: dict[str, Any] | None = None
) -> dict[str, Any]:
    reference = Reference(facts or FACTS, table or TABLE)
    return {
        name: json.loads(text) for name, text in build(reference, Tagger(TAGS, system="graph"), pinned or {}).items()
    }


def club() -> dict[str, Any]:
    entity: dict[str, Any] = built()["clubs.json"]["entities"]["Clubs"]
    return entity


def test_same_facts_give_the_same_bytes() -> None:
    tagger = Tagger(TAGS, system="graph")
    turned = {**FACTS, "resources": FACTS["resources"][::-1]}
    again = {**TABLE, "club.members": TABLE["club.members"]}
    assert build(Reference(FACTS, TABLE), tagger, {}) == build(Reference(turned, again), tagger, {})


def test_type_of_a_field_is_simple_complex_named_or_a_way_to_other_records() -> None:
    fields = club()["fields"]
    assert fields["opens"] == {"type": "string", "format": "time"}
    assert fields["logo"] == {"type": "object", "format": "stream"}
    assert fields["dues"] == {"type": "float", "default_selected": False}
    assert fields["home"] == {"type": "object", "of": "place"}
    assert fields["colours"] == {"type": "string", "enum": "colour", "many": True}
    assert fields["members"] == {
        "type": "collection",
        "target": "/clubs/{club}/members",
        "target_type": "directoryObject",
    }


def test_field_is_tagged_by_its_name_and_part_of_a_complex_type_by_the_table() -> None:
    assert club()["fields"]["displayName"]["tag"] == ["user.name", 2, "proposed"]
    street = built()["types.json"]["types"]["place"]["fields"]["street"]
    assert street["tag"] == ["user.contact.address.street", 3, "reviewed"]


def test_flags_of_an_enumeration_and_names_that_text_has_itself() -> None:
    colour = built()["types.json"]["enums"]["colour"]
    assert colour == {
        "name": "Colour",
        "flags": True,
        "values": {"red": "red", "title_": "title", "unknown_future_value": "unknownFutureValue"},
    }
    assert member_name("oAuth2") == "o_auth2"


def test_list_with_the_key_behind_it_leads_to_one_record() -> None:
    members = built()["clubs.json"]["entities"]["ClubMembers"]
    assert members["item_paths"] == [
        {"path": "/clubs/{club}/members/{id}"},
        {"path": "/me/clubmates/{id}", "signed_in": True},
    ]
    assert members["other_paths"] == ["/clubs/{club}/members/$ref"]


def test_list_of_directory_objects_gets_the_plain_fields_of_what_may_be_in_it() -> None:
    fields = built()["clubs.json"]["entities"]["ClubMembers"]["fields"]
    assert fields["displayName"]["on"] == "club"
    assert "members" not in fields
    assert "dues" not in fields


def test_actions_are_filed_under_the_entity() -> None:
    operations = built()["operations.json"]
    assert operations["bound"]["clubs.Clubs"]["actions"] == {"close": [{"on": "item", "params": {}}]}
    assert operations["calls"]["join"]["method"] == "POST"
    assert operations["reports"]["functions"] == {"getClubs": [{"params": {}}]}


def test_page_size_is_the_largest() -> None:
    assert (club()["page_size"], club()["default_page_size"]) == (50, 20)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"lists": ["/club"]}, "clubs says nothing about /clubs"),
        ({"lists": ["/clubs", "/me/clubs"]}, "two lists of clubs need the same"),
        ({"path": "/clubs"}, "unknown words: path"),
        ({"permission": {"fields": {"due": "X"}}}, "clubs has no due"),
        ({"delta": "/clubs/changes"}, "the delta of clubs"),
    ],
)
def test_table_that_does_not_fit_the_reference_is_refused(change: dict[str, Any], complaint: str) -> None:
    facts = copy.deepcopy(FACTS)
    facts["resources"][0]["delta_path"] = "/clubs/delta"
    with pytest.raises(SystemExit, match=complaint):
        built(facts, {**TABLE, "clubs": {**TABLE["clubs"], **change}})


def test_table_and_reference_have_the_same_resources() -> None:
    with pytest.raises(SystemExit, match=r"do not agree on club\.members"):
        built(table={"clubs": TABLE["clubs"]})


def test_name_that_was_given_once_is_kept() -> None:
    pinned = built()["names.json"]
    assert built(pinned=pinned)["names.json"] == pinned
    pinned["clubs"]["collection"] = "Societies"
    with pytest.raises(SystemExit, match=r"clubs is pinned as clubs\.Societies"):
        built(pinned=pinned)


def test_type_that_the_reference_does_not_explain_is_refused() -> None:
    facts = copy.deepcopy(FACTS)
    facts["resources"][0]["fields"].append({"name": "odd", "edm_type": "riddle", "nav": None})
    with pytest.raises(SystemExit, match="odd has the unknown type riddle"):
        built(facts)
