"""The overlays of Microsoft Graph: what a person read, and that it fits the generated facts."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import pytest

import nlconnect_graph
from nlconnect.model.privacy import TagStatus, categories

PACKAGE = Path(nlconnect_graph.__file__).parent
CATALOGUE = nlconnect_graph.CATALOGUE

TAGS = """
    audit.DirectoryAudits.targetResources        user.content.free_text              4
    audit.SignIns.appDisplayName                 user.behavior.sign_in               3
    audit.SignIns.ipAddress                      user.device.ip_address              2
    audit.SignIns.location                       user.location.imprecise             2
    audit.SignIns.userPrincipalName              user.account.username               2
    bookings.BookingAppointments.price           none                                0
    bookings.BookingAppointments.serviceName     user.content.free_text              3
    calendar.CalendarView.subject                user.content.private.subject_line   3
    calendar.Calendars.name                      user.content.free_text              3
    calendar.Calendars.owner                     user.contact.email                  2
    calendar.EventInstances.attendees            user.behavior.communication_metadata 3
    calendar.Events.attendees                    user.behavior.communication_metadata 3
    calendar.Events.body                         user.content.private                4
    calendar.Events.isAllDay                     none                                0
    calendar.Events.location                     user.location.imprecise             3
    calendar.Events.start                        user.behavior.communication_metadata 3
    calendar.Rooms.address                       none                                0
    contacts.Contacts.homePhones                 user.contact.phone_number.private   3
    contacts.Contacts.personalNotes              user.content.free_text              4
    directory.Applications.displayName           none                                0
    directory.Applications.passwordCredentials   user.authorization.credentials      5
    directory.Devices.displayName                user.device.device_id               2
    directory.DirectReports.displayName          user.name                           2
    directory.GroupMembers.id                    user.unique_id                      1
    directory.GroupMembers.mail                  user.contact.email                  2
    directory.GroupMembers.securityEnabled       none                                0
    directory.Groups.displayName                 none                                0
    directory.Groups.mail                        none                                0
    directory.Memberships.displayName            user.workplace                      2
    directory.SubscribedSkus.skuPartNumber       none                                0
    directory.Users.accountEnabled               none                                0
    directory.Users.assignedLicenses             none                                0
    directory.Users.employeeHireDate             user.workplace.employment           3
    directory.Users.identities                   user.account.username               2
    directory.Users.passwordProfile              user.authorization.password         5
    directory.Users.signInActivity               user.behavior.sign_in               3
    directory.Users.userPrincipalName            user.account.username               2
    files.DriveItemPermissions.link              user.authorization.credentials      5
    files.DriveItems.lastModifiedBy              user.behavior.communication_metadata 3
    files.DriveItems.name                        user.content.private.attachment     3
    files.DriveItems.size                        none                                0
    files.Drives.owner                           user.name                           2
    mail.Attachments.contentBytes                user.content.private.attachment     4
    mail.Attachments.name                        user.content.private.attachment     3
    mail.MailFolders.displayName                 user.content.free_text              3
    mail.MailFolders.unreadItemCount             none                                0
    mail.MailboxSettings.automaticRepliesSetting user.content.private                4
    mail.Messages.bccRecipients                  user.behavior.communication_metadata 3
    mail.Messages.body                           user.content.private                4
    mail.Messages.hasAttachments                 none                                0
    mail.Messages.subject                        user.content.private.subject_line   3
    planner.PlannerTasks.dueDateTime             none                                0
    planner.PlannerTasks.title                   user.content.private.subject_line   3
    sites.ListItems.fields                       user.content.free_text              4
    sites.Lists.displayName                      none                                0
    sites.Sites.displayName                      user.name                           2
    teams.Channels.displayName                   none                                0
    teams.ChatMembers.displayName                user.name                           2
    teams.ChatMessages.body                      user.content.private                4
    teams.ChatMessages.from                      user.behavior.communication_metadata 3
    teams.Chats.topic                            user.content.private.subject_line   3
    teams.Presences.availability                 user.behavior.communication_metadata 3
    teams.Shifts.sharedShift                     user.workplace.leave                4
"""

PARTS = """
    emailAddress.address                         user.contact.email                  2
    identity.displayName                         user.name                           2
    itemBody.content                             user.content.private                4
    itemReference.path                           user.content.private.attachment     3
    location.coordinates                         user.location.precise               3
    onPremisesExtensionAttributes.extensionAttribute15 user.content.free_text        4
    outOfOfficeSettings.isOutOfOffice            user.workplace.leave                3
    passwordCredential.secretText                user.authorization.credentials      5
    phone.number                                 user.contact.phone_number           2
    photo.orientation                            none                                0
    physicalAddress.street                       user.contact.address.street         3
    recipient.emailAddress                       user.contact.email                  2
    uploadSession.uploadUrl                      user.authorization.credentials      5
"""


def lines(table: str) -> list[tuple[str, str, int]]:
    return [(place, category, int(level)) for place, category, level in map(str.split, table.strip().splitlines())]


@pytest.mark.parametrize(("place", "category", "level"), lines(TAGS))
def test_field_has_the_tag_a_reader_gave_it(place: str, category: str, level: int) -> None:
    entity, _, wire = place.rpartition(".")
    tag = CATALOGUE.entity(entity).by_wire[wire].tag
    assert (tag.category or "none", tag.level, tag.status) == (category, level, TagStatus.REVIEWED)


@pytest.mark.parametrize(("place", "category", "level"), lines(PARTS))
def test_part_of_a_complex_type_has_the_tag_a_reader_gave_it(place: str, category: str, level: int) -> None:
    wire, _, part = place.partition(".")
    found = {spec.wire: spec.tag for spec in CATALOGUE.types[wire].fields}[part]
    assert (found.category or "none", found.level, found.status) == (category, level, TagStatus.REVIEWED)


def test_every_field_that_a_read_fetches_was_reviewed() -> None:
    doubtful = [
        f"{spec.qualified_name}.{field.wire}"
        for spec in CATALOGUE.entities()
        for field in spec.values
        if field.tag.status is not TagStatus.REVIEWED
    ]
    assert doubtful == []
    assert all(spec.reviewed for spec in CATALOGUE.entities())


def test_every_part_of_a_complex_type_was_reviewed() -> None:
    doubtful = [
        f"{spec.wire}.{field.wire}"
        for spec in CATALOGUE.types.values()
        for field in spec.fields
        if field.is_value and field.tag.status is not TagStatus.REVIEWED
    ]
    assert doubtful == []


def test_only_records_that_no_entity_describes_are_left_unreviewed() -> None:
    statuses = Counter(
        field.tag.status for spec in CATALOGUE.entities() for field in spec.fields if field.target or field.is_value
    )
    assert set(statuses) == {TagStatus.REVIEWED}
    extensions = CATALOGUE.entity("Messages").field("extensions")
    assert extensions.tag.effective_level == 4


def test_secrets_are_of_the_highest_level_wherever_they_stand() -> None:
    named = ("passcode", "password", "secretText", "clientState", "uploadUrl", "inviteRedeemUrl", "dataKey")
    fields = [field for spec in CATALOGUE.entities() for field in spec.values]
    fields += [field for spec in CATALOGUE.types.values() for field in spec.fields]
    found = [field for field in fields if field.wire in named]
    assert {field.wire for field in found} == set(named)
    assert {field.tag.level for field in found} == {5}


def test_no_complex_field_is_tagged_below_its_parts_unless_judged_as_a_whole() -> None:
    whole = set()
    for name in CATALOGUE.modules:
        overlay = tomllib.loads(PACKAGE.joinpath("overlay", f"{name}.toml").read_text("utf-8"))
        for entity, said in overlay.items():
            tags = said.get("tags", {}).items()
            whole |= {(entity, wire) for wire, tag in tags if isinstance(tag, dict) and tag.get("whole")}
    for spec in CATALOGUE.entities():
        for field in spec.values:
            if field.of is not None and (spec.name, field.wire) not in whole:
                parts = [part.tag.effective_level for part in CATALOGUE.types[field.of].fields if part.is_value]
                assert field.tag.effective_level >= max(parts, default=0), f"{spec}.{field.wire}"


def test_lists_people_read_stay_readable_for_own_use() -> None:
    readable = {
        "Users": ("displayName", "mail", "department", "jobTitle", "mobilePhone"),
        "Messages": ("subject", "from", "toRecipients", "receivedDateTime"),
        "Events": ("subject", "start", "end", "attendees", "location"),
        "DriveItems": ("name", "size", "webUrl", "lastModifiedDateTime", "lastModifiedBy"),
        "Teams": ("displayName", "description"),
        "SignIns": ("userPrincipalName", "createdDateTime", "ipAddress", "location", "status"),
        "SubscribedSkus": ("skuPartNumber", "consumedUnits", "prepaidUnits"),
    }
    for entity, wires in readable.items():
        for wire in wires:
            assert CATALOGUE.entity(entity).by_wire[wire].tag.effective_level < 4, f"{entity}.{wire}"


def test_every_overlay_names_categories_that_exist_and_gives_every_entity_a_dutch_title() -> None:
    known = categories()
    for name in CATALOGUE.modules:
        for spec in CATALOGUE.module(name).values():
            assert spec.title_nl, spec
            assert all(field.tag.category is None or field.tag.category in known for field in spec.fields)
