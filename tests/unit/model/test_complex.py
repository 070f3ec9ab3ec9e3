"""Complex types: values made of several fields, as a catalogue describes them."""

from __future__ import annotations

import copy
import json
import pickle
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from nlconnect.connector import Decoder, WireFormat
from nlconnect.engine.table import table_plan
from nlconnect.errors import CatalogueError, QueryError
from nlconnect.model.catalogue import Catalogue
from nlconnect.model.collection import LazyEntities, query_of, type_classes
from nlconnect.model.complex import Complex
from nlconnect.model.privacy import TagStatus
from nlconnect.model.scope import Scope
from tests.unit.invented import iso_day, iso_moment

NOT_PERSONAL = ["none", 0, "reviewed"]
TYPES: dict[str, Any] = {
    "types": {
        "party": {
            "name": "Party",
            "fields": {
                "address": {"type": "object", "of": "mailAddress", "tag": NOT_PERSONAL},
                "role": {"type": "string", "enum": "role", "tag": NOT_PERSONAL},
            },
        },
        "mailAddress": {
            "name": "MailAddress",
            "fields": {
                "address": {"type": "string"},
                "name": {"type": "string", "tag": ["user.name", 2, "reviewed"]},
            },
        },
        "weather": {
            "name": "Weather",
            "fields": {
                "degrees": {"type": "float", "tag": NOT_PERSONAL},
                "measuredAt": {"type": "datetime", "many": True, "tag": NOT_PERSONAL},
                "map": {"type": "binary", "tag": NOT_PERSONAL},
                "warnings": {"type": "string", "many": True, "enum": "role", "tag": NOT_PERSONAL},
            },
        },
    },
    "enums": {"role": {"name": "Role", "values": {"host": "host", "guest": "guest"}}},
}
MEETINGS = {
    "record": "Meeting",
    "wire": "meetings",
    "path": "/meetings",
    "paths": [{"path": "/rooms/{room}/meetings"}, {"path": "/me/meetings", "signed_in": True}],
    "key": ["id"],
    "kind": "standard",
    "methods": ["GET"],
    "fields": {
        "id": {"type": "string", "tag": NOT_PERSONAL},
        "host": {"type": "object", "of": "party", "tag": NOT_PERSONAL},
        "parties": {"type": "object", "of": "party", "many": True, "tag": NOT_PERSONAL},
        "weather": {"type": "object", "of": "weather", "tag": NOT_PERSONAL},
        "labels": {"type": "string", "many": True, "tag": NOT_PERSONAL},
        "days": {"type": "datetime", "many": True, "tag": NOT_PERSONAL},
        "myRole": {"type": "string", "enum": "role", "tag": NOT_PERSONAL},
        "roles": {"type": "string", "enum": "role", "many": True, "tag": NOT_PERSONAL},
        "notes": {"type": "object"},
    },
}
OVERLAY = '[mailAddress.tags]\naddress = "user.contact.email"\n'
ROW = {
    "id": "m1",
    "host": {"address": {"address": "an@voorbeeld.nl", "name": "An"}, "role": "host", "badge": 7},
    "parties": [{"address": None, "role": "juggler"}, {}],
    "weather": {"degrees": 7.25, "measuredAt": ["2026-03-01T09:15:00Z", "soon"], "map": "AAE=", "warnings": ["guest"]},
    "labels": ["a", "b"],
    "days": ["2026-03-01T00:00:00Z"],
    "myRole": "guest",
    "roles": ["host", "juggler"],
}
WIRE = WireFormat(rows=(("value",),), next=("next",), total=("count",), one=(), day=iso_day, moment=iso_moment)


def catalogue_in(folder: Path, *, overlay: str = OVERLAY) -> Catalogue:
    (folder / "catalogue").mkdir()
    (folder / "overlay").mkdir()
    facts = {
        "types": TYPES,
        "office": {"module": "office", "entities": {"Meetings": MEETINGS}},
        "index": {"modules": ["office"], "names": {"Meetings": ["office"]}, "records": {"Meeting": ["office"]}},
    }
    for name, content in facts.items():
        (folder / "catalogue" / f"{name}.json").write_text(json.dumps(content), "utf-8")
    (folder / "overlay" / "types.toml").write_text(overlay, "utf-8")
    return Catalogue("acme_office", root=folder)


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    return catalogue_in(tmp_path)


@pytest.fixture
def names(catalogue: Catalogue) -> LazyEntities:
    return LazyEntities(catalogue, "office", module=__name__)


def records(names: LazyEntities, *rows: Mapping[str, object]) -> list[Any]:
    meeting: Any = names.get("Meeting")
    fields = list(meeting.entity.values)
    decoder: Any = Decoder(meeting.entity, meeting, fields, WIRE)
    return list(decoder.records(decoder.decode(json.dumps({"value": rows}).encode()), scope=Scope()))


def test_value_of_a_complex_type_is_an_instance_of_the_class_that_is_imported(
    catalogue: Catalogue, names: LazyEntities
) -> None:
    (meeting,) = records(names, ROW)
    assert type(meeting.host) is type_classes(catalogue).get("Party")
    assert type(meeting.host.address) is type_classes(catalogue).get("MailAddress")
    assert meeting.host.address.address == "an@voorbeeld.nl"


def test_list_of_complex_values_keeps_its_order_and_absent_parts_are_none(names: LazyEntities) -> None:
    (meeting,) = records(names, ROW)
    assert [party.role for party in meeting.parties] == ["juggler", None]
    assert [party.address for party in meeting.parties] == [None, None]


def test_parts_have_the_types_the_catalogue_says_and_odd_ones_stay_as_they_came(names: LazyEntities) -> None:
    (meeting,) = records(names, ROW)
    assert meeting.weather.degrees == 7.25
    assert type(meeting.weather.degrees) is float
    assert meeting.weather.measured_at == [datetime(2026, 3, 1, 9, 15, tzinfo=UTC), "soon"]
    assert meeting.weather.map == b"\x00\x01"


def test_shared_enumeration_is_one_class_wherever_it_stands(catalogue: Catalogue, names: LazyEntities) -> None:
    (meeting,) = records(names, ROW)
    role: Any = type_classes(catalogue).get("Role")
    assert issubclass(role, StrEnum)
    assert meeting.my_role is role.guest
    assert meeting.host.role is role.host
    assert meeting.roles == [role.host, "juggler"]
    assert meeting.weather.warnings == [role.guest]


def test_plain_values_come_in_lists_too(names: LazyEntities) -> None:
    (meeting,) = records(names, ROW)
    assert meeting.labels == ["a", "b"]
    assert meeting.days == [datetime(2026, 3, 1, tzinfo=UTC)]


def test_drifted_rows_are_kept_value_by_value(names: LazyEntities) -> None:
    odd = {**ROW, "labels": [1, None], "host": "nobody", "parties": {"role": "host"}, "roles": "host", "new": 1}
    (meeting,) = records(names, odd)
    assert meeting.labels == ["1", None]
    assert (meeting.host, meeting.roles, meeting.model_extra) == ("nobody", "host", {"new": 1})
    assert meeting.parties == {"role": "host"}


def test_unknown_parts_are_kept(names: LazyEntities) -> None:
    (meeting,) = records(names, ROW)
    assert meeting.host.model_extra == {"badge": 7}


def test_complex_value_can_be_made_by_hand_and_equals_one_that_was_read(
    catalogue: Catalogue, names: LazyEntities
) -> None:
    address: Any = type_classes(catalogue).get("MailAddress")
    (meeting,) = records(names, ROW)
    made = address(address="an@voorbeeld.nl", name="An")
    assert made == meeting.host.address
    assert made == address.model_validate({"address": "an@voorbeeld.nl", "name": "An"})


def test_complex_value_cannot_be_changed_and_the_refusal_does_not_repeat_it(names: LazyEntities) -> None:
    (meeting,) = records(names, ROW)
    with pytest.raises(AttributeError, match="cannot be changed") as caught:
        meeting.host.address.name = "Secret"
    assert "Secret" not in str(caught.value)


def test_complex_value_can_be_copied_and_pickled(
    catalogue: Catalogue, names: LazyEntities, monkeypatch: pytest.MonkeyPatch
) -> None:
    home: Any = ModuleType("acme_office.types")
    home.__getattr__ = type_classes(catalogue).get
    monkeypatch.setitem(sys.modules, "acme_office", ModuleType("acme_office"))
    monkeypatch.setitem(sys.modules, "acme_office.types", home)
    (meeting,) = records(names, ROW)
    assert copy.deepcopy(meeting.host) == meeting.host
    assert pickle.loads(pickle.dumps(meeting.host.address)) == meeting.host.address


def test_repr_shows_only_what_was_judged_not_personal(names: LazyEntities) -> None:
    (meeting,) = records(names, ROW)
    assert repr(meeting.host.address) == "MailAddress(address=•••, name=•••)"
    assert "host=•••" in repr(meeting)
    assert "7.25" in repr(meeting.weather)


def test_complex_field_is_as_personal_as_the_most_personal_thing_in_it(catalogue: Catalogue) -> None:
    host = catalogue.entity("Meetings").field("host")
    assert (host.tag.category, host.tag.level, host.tag.status) == ("user.contact.email", 2, TagStatus.REVIEWED)
    assert not catalogue.entity("Meetings").field("weather").tag.is_personal


def test_field_with_a_part_that_nobody_judged_is_masked_as_a_whole(tmp_path: Path) -> None:
    host = catalogue_in(tmp_path, overlay="").entity("Meetings").field("host")
    assert host.tag.status is TagStatus.UNREVIEWED
    assert host.tag.effective_level == 4


def test_overlay_of_types_names_what_it_does_not_know(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="unknown entities: postbox"):
        _ = catalogue_in(tmp_path, overlay="[postbox]\nreviewed = true\n").types


def test_overlay_of_an_entity_can_be_like_that_of_another(tmp_path: Path) -> None:
    catalogue = catalogue_in(tmp_path)
    again = {"Meetings": MEETINGS, "Calls": {**MEETINGS, "record": "Call", "wire": "calls"}}
    (tmp_path / "catalogue" / "office.json").write_text(json.dumps({"module": "office", "entities": again}), "utf-8")
    overlay = (
        '[Meetings]\ntitle_nl = "Vergaderingen"\nreviewed = true\n[Calls]\nlike = "Meetings"\ntitle_nl = "Belletjes"\n'
    )
    (tmp_path / "overlay" / "office.toml").write_text(overlay, "utf-8")
    calls = catalogue.module("office")["Calls"]
    assert (calls.title_nl, calls.reviewed) == ("Belletjes", True)


def test_complex_and_listed_fields_are_values_of_a_plain_read_but_not_plain(catalogue: Catalogue) -> None:
    meetings = catalogue.entity("Meetings")
    assert {spec.name for spec in meetings.values} == set(meetings.by_name) - {"notes"}
    assert {spec.name for spec in meetings.fields if spec.is_plain} == {"id", "my_role"}
    assert meetings.field("parties").kind == "list of party"


def test_complex_field_as_a_whole_is_no_condition_and_no_order(names: LazyEntities) -> None:
    meetings: Any = names.get("Meetings")
    with pytest.raises(QueryError, match="host is made of several fields"):
        _ = meetings.host == "an@voorbeeld.nl"
    for name in ("host", "labels"):
        with pytest.raises(QueryError, match="gives no order"):
            meetings.order_by(name)


def test_table_gives_a_list_one_cell(names: LazyEntities) -> None:
    meetings: Any = names.get("Meetings")
    columns = {column.name: column for column in table_plan(query_of(meetings)).columns}
    assert columns["labels"].type == "collection"
    assert columns["roles"].enum is None
    assert columns["host"].type == "object"


def test_paths_tell_what_their_placeholders_need(catalogue: Catalogue) -> None:
    given, signed_in = catalogue.entity("Meetings").paths
    assert (given.needs, given.signed_in) == (("room",), False)
    assert (signed_in.needs, signed_in.signed_in) == ((), True)


def test_names_of_a_module_leave_the_shared_types_where_they_live(catalogue: Catalogue, names: LazyEntities) -> None:
    assert names.names() == ["Meeting", "Meetings"]
    assert type_classes(catalogue).names() == ["MailAddress", "Party", "Role", "Weather"]
    with pytest.raises(AttributeError, match="Did you mean Party"):
        type_classes(catalogue).get("Partie")


def test_every_complex_class_is_a_complex(catalogue: Catalogue) -> None:
    party: Any = type_classes(catalogue).complex("party")
    assert issubclass(party, Complex)
    assert party.__module__ == "acme_office.types"
    assert repr(party.entity) == "<type Party: 2 fields>"


def test_person_can_judge_a_complex_field_as_a_whole(tmp_path: Path) -> None:
    catalogue = catalogue_in(tmp_path)
    overlay = '[Meetings.tags]\nhost = {category = "none", whole = true}\nparties = "none"\n'
    (tmp_path / "overlay" / "office.toml").write_text(overlay, "utf-8")
    meetings = catalogue.entity("Meetings")
    assert not meetings.field("host").tag.is_personal
    assert meetings.field("parties").tag.category == "user.contact.email"


def test_review_of_an_entity_does_not_cover_records_that_no_entity_describes(tmp_path: Path) -> None:
    catalogue = catalogue_in(tmp_path)
    facts = {**MEETINGS, "fields": {"rooms": {"type": "collection", "target_type": "room"}}}
    entities = {"module": "office", "entities": {"Meetings": {**facts, "key": []}}}
    (tmp_path / "catalogue" / "office.json").write_text(json.dumps(entities), "utf-8")
    (tmp_path / "overlay" / "office.toml").write_text("[Meetings]\nreviewed = true\n", "utf-8")
    assert catalogue.entity("Meetings").field("rooms").tag.status is TagStatus.UNREVIEWED
