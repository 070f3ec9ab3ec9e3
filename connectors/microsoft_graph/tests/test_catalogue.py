"""The catalogue of Microsoft Graph as it is committed: nothing lost, nothing that cannot be addressed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from graph_actions import ACTIONS

import nlconnect_graph
from nlconnect.model.catalogue import EntitySpec, TypeSpec
from nlconnect.model.privacy import TagStatus

PACKAGE = Path(nlconnect_graph.__file__).parent
CATALOGUE = nlconnect_graph.CATALOGUE
ENTITIES = CATALOGUE.entities()


def facts() -> Iterator[tuple[str, dict[str, Any]]]:
    for module in CATALOGUE.modules:
        content = json.loads(PACKAGE.joinpath("catalogue", f"{module}.json").read_text("utf-8"))
        assert content["module"] == module
        yield from ((f"{module}.{name}", entity) for name, entity in content["entities"].items())


FACTS = dict(facts())


WRITTEN = {
    "files.WorkbookTables",
    "files.WorkbookSheets",
    "files.WorkbookColumns",
    "files.WorkbookRows",
    *(f"{module}.{name}" for module, actions in ACTIONS.items() for name in actions),
}
"""What the reference lacks as an entity, and was written by hand."""


def test_no_resource_type_or_enumeration_of_the_reference_is_lost() -> None:
    assert len(ENTITIES) == 90 + len(WRITTEN)
    assert (len(CATALOGUE.types), len(CATALOGUE.enums)) == (262 + 2, 113)
    declared = [
        wire
        for name, entity in FACTS.items()
        for wire, fact in entity["fields"].items()
        if "on" not in fact and entity["wire"] != "searchQuery" and name not in WRITTEN
    ]
    assert len(declared) == 1689 - 4
    assert sum(len(spec.fields) for spec in CATALOGUE.types.values()) == 962 + 5


def test_index_and_pinned_names_list_every_entity() -> None:
    pinned = json.loads(PACKAGE.joinpath("catalogue", "names.json").read_text("utf-8"))
    assert {f"{entry['module']}.{entry['collection']}" for entry in pinned.values()} == set(FACTS) - WRITTEN
    index = json.loads(PACKAGE.joinpath("catalogue", "index.json").read_text("utf-8"))
    assert {f"{home}.{name}" for name, homes in index["names"].items() for home in homes} == set(FACTS)


def test_every_name_stands_in_one_module_so_all_are_offered_at_top_level() -> None:
    assert [name for name, homes in CATALOGUE.names.items() if len(homes) > 1] == []
    assert nlconnect_graph.Messages is not None
    assert "Users" in dir(nlconnect_graph)


def test_names_are_unique_in_a_module_and_fields_in_an_entity_or_type() -> None:
    for module in CATALOGUE.modules:
        names = [name for spec in CATALOGUE.module(module).values() for name in (spec.name, spec.record)]
        assert len(names) == len(set(names)), module
    described: list[EntitySpec | TypeSpec] = [*ENTITIES, *CATALOGUE.types.values()]
    for spec in described:
        assert len(spec.by_name) == len(spec.fields), spec
        assert all(name.isidentifier() for name in spec.by_name), spec
    shared = [*(spec.name for spec in CATALOGUE.types.values()), *(enum.name for enum in CATALOGUE.enums.values())]
    assert len(shared) == len(set(shared))


@pytest.mark.parametrize(
    ("entity", "record", "field"),
    [
        ("directory.Users", "User", "user_principal_name"),
        ("mail.Messages", "Message", "from_"),
        ("files.DriveItems", "DriveItem", "c_tag"),
        ("contacts.People", "Person", "scored_email_addresses"),
        ("audit.SignIns", "SignIn", "risk_event_types_v2"),
        ("sites.ListItems", "ListItem", "fields_"),
        ("mail.MailboxSettings", "MailboxSettingsRow", "time_zone"),
    ],
)
def test_records_and_fields_are_named_by_the_rule(entity: str, record: str, field: str) -> None:
    spec = CATALOGUE.entity(entity)
    assert spec.record == record
    assert field in spec.by_name


def test_no_two_lists_of_an_entity_need_the_same_so_a_query_chooses_one() -> None:
    for spec in ENTITIES:
        needs = [frozenset(path.needs) for path in spec.paths]
        assert len(needs) == len(set(needs)), spec


def test_every_placeholder_of_a_list_is_a_parameter() -> None:
    for spec in ENTITIES:
        for path in spec.paths:
            assert set(path.needs) <= set(spec.parameters), spec
        assert spec.optional_parameters <= set(spec.parameters), spec


def test_every_entity_has_a_path_of_its_own() -> None:
    paths = [spec.path for spec in ENTITIES]
    assert sorted({path for path in paths if paths.count(path) > 1}) == []
    assert all(spec.paths or spec.kind == "single" for spec in ENTITIES)


def test_lists_may_be_read_from_a_scope_or_from_a_parent() -> None:
    messages = CATALOGUE.entity("Messages")
    assert [(path.path, path.needs, path.signed_in) for path in messages.paths] == [
        ("/users/{mailbox}/messages", ("mailbox",), False),
        ("/me/messages", (), True),
        ("/users/{mailbox}/mailFolders/{mail_folder}/messages", ("mailbox", "mail_folder"), False),
    ]
    assert messages.item_paths[0].path == "/users/{mailbox}/messages/{id}"
    assert nlconnect_graph.ListItems.of(site="finance", list="Uren").parameters == {"site": "finance", "list": "Uren"}


def test_key_of_a_parent_is_mandatory_unless_another_path_does_without() -> None:
    members, items = CATALOGUE.entity("GroupMembers"), CATALOGUE.entity("ListItems")
    assert (set(members.parameters), members.optional_parameters) == ({"group"}, frozenset())
    assert items.optional_parameters == {"site", "list"}
    view = CATALOGUE.entity("CalendarView")
    assert set(view.parameters) - view.optional_parameters == {"startDateTime", "endDateTime"}


def test_page_size_is_the_largest_and_the_default_is_kept() -> None:
    sizes = {spec.name: spec.page_size for spec in ENTITIES}
    assert (sizes["Users"], sizes["Messages"], sizes["Chats"], sizes["SignIns"]) == (999, 1000, 50, 1000)
    assert sizes["SubscribedSkus"] is None
    assert FACTS["mail.Messages"]["default_page_size"] == 10


def test_delta_is_per_folder_where_graph_has_it_so() -> None:
    delta = CATALOGUE.entity("Messages").delta
    assert delta is not None
    assert delta.needs == ("mailbox", "mail_folder")
    users = CATALOGUE.entity("Users").delta
    assert users is not None
    assert users.path == "/users/delta"
    assert CATALOGUE.entity("GroupMembers").delta is None
    assert CATALOGUE.entity("PlannerTasks").delta is None


def test_directory_objects_need_advanced_queries_and_others_do_not() -> None:
    advanced = {spec.name for spec in ENTITIES if spec.advanced_query}
    assert {"Users", "Groups", "GroupMembers", "Devices", "Applications"} <= advanced
    assert {"Messages", "DriveItems", "SubscribedSkus"}.isdisjoint(advanced)
    assert "search" in CATALOGUE.entity("Users").supports
    assert "filter" not in CATALOGUE.entity("SubscribedSkus").supports


def test_least_permission_depends_on_who_signs_in_and_on_the_field() -> None:
    messages = CATALOGUE.entity("Messages")
    assert messages.permissions.read_least["delegated"] == ("Mail.ReadBasic",)
    assert messages.permissions.read_least["application"] == ("Mail.ReadBasic.All",)
    assert messages.field("body").permissions == ("Mail.Read",)
    assert messages.field("subject").permissions == ()
    users = CATALOGUE.entity("Users")
    assert users.field("displayName").permissions == ()
    assert users.field("jobTitle").permissions == ("User.Read.All",)
    assert users.field("signInActivity").permissions == ("AuditLog.Read.All",)
    assert CATALOGUE.entity("Notebooks").permissions.read_least.keys() == {"delegated", "delegated_personal"}


def test_fields_keep_what_the_vendor_says_of_them() -> None:
    users = CATALOGUE.entity("Users")
    assert users.field("id").read_only
    assert users.field("displayName").default_selected
    assert not users.field("department").default_selected
    assert users.field("accountEnabled").filter_ops == frozenset({"eq", "ne", "not", "in"})
    assert users.field("department").is_value
    assert not users.field("messages").is_value


def test_fields_that_come_with_a_bare_directory_object_are_known() -> None:
    members = CATALOGUE.entity("GroupMembers")
    assert {"display_name", "mail", "user_principal_name", "group_types"} <= set(members.by_name)
    attachments = CATALOGUE.entity("Attachments")
    assert attachments.field("contentBytes").type == "binary"


def test_streams_and_other_resources_are_no_values_of_a_plain_read() -> None:
    assert not CATALOGUE.entity("DriveItems").field("content").is_value
    assert FACTS["files.DriveItems"]["fields"]["content"]["format"] == "stream"


def test_way_to_other_records_leads_to_their_entity() -> None:
    def target(entity: str, field: str) -> str | None:
        spec = CATALOGUE.entity(entity).target_of(field)
        return spec.qualified_name if spec is not None else None

    assert target("Users", "messages") == "mail.Messages"
    assert target("Users", "manager") == "directory.Managers"
    assert target("Groups", "members") == "directory.GroupMembers"
    assert target("Channels", "messages") == "teams.ChannelMessages"
    assert target("Chats", "messages") == "teams.ChatMessages"
    assert target("DriveItems", "permissions") == "files.DriveItemPermissions"
    assert target("Users", "cloudPCs") is None


def test_notes_of_the_reference_stay_with_the_entity() -> None:
    assert any("signInActivity" in note for note in CATALOGUE.entity("Users").notes)
    assert all(spec.notes for spec in ENTITIES if spec.kind == "action" and spec.name == "SearchHits")


def test_operations_are_kept_for_the_entities_they_act_on() -> None:
    operations = json.loads(PACKAGE.joinpath("catalogue", "operations.json").read_text("utf-8"))
    assert len(operations["calls"]) == 43
    assert operations["calls"]["sendMail"]["permissions_least"]["application"] == ["Mail.Send"]
    assert set(operations["bound"]) <= set(FACTS)
    assert "assignLicense" in operations["bound"]["directory.Users"]["actions"]
    assert "getMailboxUsageDetail" in operations["reports"]["functions"]


def test_every_member_of_an_enumeration_is_a_name_and_keeps_its_value() -> None:
    for enumeration in CATALOGUE.enums.values():
        assert all(name.isidentifier() for name in enumeration.values), enumeration.name
    assert CATALOGUE.enums["titleAreaTextAlignmentType"].values["center_"] == "center"
    assert CATALOGUE.enums["onenoteUserRole"].values["none"] == "None"


def test_complex_types_take_over_the_fields_of_what_they_are_built_on() -> None:
    attendee = CATALOGUE.types["attendee"]
    assert list(attendee.by_name) == ["email_address", "type", "proposed_new_time", "status"]
    assert attendee.by_name["email_address"].of == "emailAddress"


def tagged(entity: EntitySpec, field: str) -> tuple[str | None, int, TagStatus]:
    tag = entity.field(field).tag
    return (tag.category, tag.level, tag.status)


def test_tags_of_the_table_are_reviewed() -> None:
    assert tagged(CATALOGUE.entity("Users"), "birthday") == (
        "user.demographic.date_of_birth",
        3,
        TagStatus.REVIEWED,
    )
    assert tagged(CATALOGUE.entity("SignIns"), "ipAddress") == ("user.device.ip_address", 2, TagStatus.REVIEWED)
    assert CATALOGUE.types["emailAddress"].by_name["address"].tag.category == "user.contact.email"
