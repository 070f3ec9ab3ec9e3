"""Golden requests: what is sent for a query, and what is refused before anything is sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from nlconnect.connector import Query, ReadPlan, Scope, collection_of
from nlconnect.errors import QueryError, ServerError
from nlconnect.model.catalogue import EntitySpec
from nlconnect_graph import GRAPH
from nlconnect_graph.calendar import CalendarView, Events
from nlconnect_graph.contacts import Contacts
from nlconnect_graph.directory import Applications, GroupMembers, Groups, Managers, SubscribedSkus, Users
from nlconnect_graph.files import DriveItems, Drives, Shares
from nlconnect_graph.mail import Attachments, MailboxSettings, Messages
from nlconnect_graph.paths import SCOPE_PARTS, placeholders
from nlconnect_graph.sites import ListItems, Lists, Sites
from nlconnect_graph.teams import ChatMessages, OnlineMeetings, TeamMembers

ROOT = "https://graph.microsoft.com"
AN = Scope(mailbox="an@voorbeeld.nl")
NOWHERE = Scope()


def plan(query: Any, *, scope: Scope = NOWHERE, person: bool = False) -> ReadPlan:
    system = GRAPH if person else GRAPH.for_app()
    query = query if isinstance(query, Query) else query.all()
    return system.dialect.list_request(query, base_url=ROOT, scope=scope)


def options(found: ReadPlan) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(found.request.url).query, strict_parsing=True))


def path(found: ReadPlan) -> str:
    return urlsplit(found.request.url).path


def test_a_read_names_its_fields_and_takes_the_largest_page() -> None:
    found = plan(Users.select("display_name"))
    assert found.request.url == f"{ROOT}/v1.0/users?$select=id,displayName&$top=999"
    assert dict(found.request.headers) == {"Accept": "application/json"}


def test_without_a_selection_the_fields_are_asked_for_that_the_vendor_sends_by_itself() -> None:
    fields = options(plan(Users))["$select"].split(",")
    assert "displayName" in fields
    assert not {"signInActivity", "aboutMe", "mailboxSettings"} & set(fields)


def test_complex_fields_are_selected_whole() -> None:
    assert options(plan(Messages.select("from_", "subject"), scope=AN))["$select"] == "id,from,subject"


@pytest.mark.parametrize(
    ("query", "scope", "where"),
    [
        (Messages, AN, "/v1.0/users/an@voorbeeld.nl/messages"),
        (Messages.of(mail_folder="inbox"), AN, "/v1.0/users/an@voorbeeld.nl/mailFolders/inbox/messages"),
        (Messages.of(mailbox="bo@x.nl"), AN, "/v1.0/users/bo@x.nl/messages"),
        (Messages.of(mailbox="gast#EXT#@x.nl"), NOWHERE, "/v1.0/users/gast%23EXT%23@x.nl/messages"),
        (Messages.of(mailbox="$an@x.nl"), NOWHERE, "/v1.0/users('%24an@x.nl')/messages"),
        (Messages.of(mail_folder="AA/B+C=="), AN, "/v1.0/users/an@voorbeeld.nl/mailFolders/AA%2FB%2BC%3D%3D/messages"),
        (GroupMembers.of(group="g1"), NOWHERE, "/v1.0/groups/g1/members"),
        (Drives.of(user="u1"), NOWHERE, "/v1.0/users/u1/drives"),
        (DriveItems, Scope(drive="b!x"), "/v1.0/drives/b!x/root/children"),
        (DriveItems.of(folder="01F"), Scope(drive="b!x"), "/v1.0/drives/b!x/items/01F/children"),
        (DriveItems.of(path="Klanten/A & B"), Scope(drive="d"), "/v1.0/drives/d/root:/Klanten/A%20%26%20B:/children"),
        (Lists, Scope(site="contoso.sharepoint.com,1,2"), "/v1.0/sites/contoso.sharepoint.com,1,2/lists"),
        (Lists, Scope(site="x.sharepoint.com:/sites/fin"), "/v1.0/sites/x.sharepoint.com:/sites/fin:/lists"),
        (ListItems, Scope(site="s", list="Uren"), "/v1.0/sites/s/lists/Uren/items"),
        (ListItems.of(list="Uren"), Scope(site="s"), "/v1.0/sites/s/lists/Uren/items"),
        (Managers.of(user="u1"), NOWHERE, "/v1.0/users/u1/manager"),
        (MailboxSettings, AN, "/v1.0/users/an@voorbeeld.nl/mailboxSettings"),
    ],
)
def test_the_path_is_chosen_by_what_is_named(query: Any, scope: Scope, where: str) -> None:
    assert path(plan(query, scope=scope)) == where


@pytest.mark.parametrize(
    ("query", "where"),
    [
        (Messages, "/v1.0/me/messages"),
        (Messages.of(mail_folder="inbox"), "/v1.0/me/mailFolders/inbox/messages"),
        (Managers, "/v1.0/me/manager"),
        (Drives, "/v1.0/me/drives"),
        (Users, "/v1.0/users"),
    ],
)
def test_a_person_who_signed_in_reads_what_is_theirs(query: Any, where: str) -> None:
    assert path(plan(query, person=True)) == where


def test_a_mailbox_that_is_named_goes_before_ones_own() -> None:
    assert path(plan(Messages, scope=AN, person=True)).startswith("/v1.0/users/an@")


@pytest.mark.parametrize("query", [Messages, Managers, DriveItems, GroupMembers, CalendarView])
def test_an_app_by_itself_has_to_say_whose(query: Any) -> None:
    with pytest.raises(QueryError) as caught:
        plan(query)
    assert "Name ." in str(caught.value)


@pytest.mark.parametrize("value", ["", "..", ".", "a\nb"])
def test_a_parent_that_would_lead_elsewhere_is_refused(value: str) -> None:
    with pytest.raises(QueryError, match="no name that an address can hold"):
        plan(Messages.of(mailbox=value))


def test_parents_that_do_not_go_together_are_refused() -> None:
    with pytest.raises(QueryError, match="does not lead there"):
        plan(Drives.of(user="u", group="g"))


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        (lambda: Users.where(Users.city != "Delft"), "!="),
        (lambda: Users.where(~(Users.city == "Delft")), "not so"),
        (lambda: Users.where(Users.mail.endswith("@x.nl")), "endswith"),
        (lambda: Users.where(Users.city == "Delft").order_by("display_name"), "filter and sort"),
        (lambda: Applications.order_by("display_name"), "sort by display_name"),
        (lambda: Users.search("an"), "search"),
    ],
)
def test_an_advanced_query_says_so(query: Callable[[], Any], reason: str) -> None:
    found = plan(query())
    assert found.request.headers["ConsistencyLevel"] == "eventual"
    assert (options(found).get("$count") == "true") == (reason != "search")
    assert any(reason in note for note in found.notes)


@pytest.mark.parametrize(
    "query",
    [
        Users.all,
        lambda: Users.where(Users.city == "Delft"),
        lambda: Users.where(Users.city.startswith("D"), Users.department.is_in(["a", "b"])),
        lambda: Users.order_by("display_name"),
        lambda: Groups.order_by("display_name"),
    ],
)
def test_a_plain_query_is_no_advanced_one(query: Callable[[], Any]) -> None:
    found = plan(query())
    assert "ConsistencyLevel" not in found.request.headers
    assert "$count" not in options(found)


def test_mail_is_never_an_advanced_query() -> None:
    found = plan(Messages.where(Messages.subject != "x"), scope=AN)
    assert "ConsistencyLevel" not in found.request.headers


@pytest.mark.parametrize(
    ("query", "says"),
    [
        (lambda: Users.where(Users.about_me == "x"), "cannot filter on about_me"),
        (lambda: Users.where(Users.city.contains("x")), "cannot test city with contains"),
        (lambda: Users.where(Users.display_name.endswith("x")), "cannot test display_name with endswith"),
        (lambda: Users.where(~(Users.employee_hire_date == None)), None),  # noqa: E711
        (lambda: Users.order_by("city"), "cannot sort by city"),
        (lambda: Users.select("about_me"), "one user at a time"),
        (lambda: Users.expand("manager").where(Users.city != "x"), "expand and test with != at once"),
        (lambda: Users.expand("manager", "direct_reports"), "one thing at a time"),
        (lambda: Users.select("manager"), "lives on another resource"),
        (lambda: SubscribedSkus.where(SubscribedSkus.sku_part_number == "x"), "cannot filter these"),
        (lambda: SubscribedSkus.order_by("sku_part_number"), "cannot sort these"),
        (lambda: Events.search("x"), "cannot search these"),
        (lambda: Users.search('"displayName:an" OR jan"'), "quoted in a way"),
        (lambda: Users.search('"jobTitle:an"'), "cannot search in job_title"),
        (lambda: Messages.search("x").where(Messages.is_read == True), "search and filter"),  # noqa: E712
        (lambda: Messages.search("x").order_by("subject"), "search and filter"),
        (lambda: Messages.where(Messages.is_read == True).order_by("subject"), "sort by subject"),  # noqa: E712
        (OnlineMeetings.all, "nothing here without a condition"),
        (lambda: ChatMessages.of(chat="c").order_by("created_date_time"), "newest first"),
        (lambda: CalendarView.of(start_date_time="2026-11-01"), "end_date_time must be given"),
        (lambda: MailboxSettings.where(MailboxSettings.date_format == "x"), "one record"),
    ],
)
def test_what_graph_cannot_do_is_refused_with_what_it_can(query: Callable[[], Any], says: str | None) -> None:
    if says is None:
        plan(query(), scope=AN, person=True)
        return
    with pytest.raises(QueryError, match=says) as caught:
        plan(query(), scope=AN, person=True)
    assert caught.value.hint


def test_greater_than_is_asked_as_at_least_and_unequal() -> None:
    found = plan(Users.where(Users.created_date_time > "2026-11-01T00:00:00Z"))
    wanted = "createdDateTime ge 2026-11-01T00:00:00Z and createdDateTime ne 2026-11-01T00:00:00Z"
    assert options(found)["$filter"].strip("()") == wanted


def test_what_messages_are_sorted_by_stands_first_in_the_filter() -> None:
    query = Messages.where(Messages.is_read == False, Messages.received_date_time >= "2026-11-01")  # noqa: E712
    found = options(plan(query.order_by("-received_date_time"), scope=AN))
    assert found["$filter"] == "receivedDateTime ge 2026-11-01T00:00:00Z and isRead eq false"
    assert found["$orderby"] == "receivedDateTime desc"
    found = options(plan(Messages.where(Messages.is_read == False).order_by("-received_date_time"), scope=AN))  # noqa: E712
    assert found["$filter"] == "receivedDateTime ge 1900-01-01T00:00:00Z and isRead eq false"


@pytest.mark.parametrize(
    ("query", "text"),
    [
        (lambda: Messages.search('from:an "grote offerte"'), r'"from:an \"grote offerte\""'),
        (lambda: Users.search("display_name:jan"), '"displayName:jan"'),
        (lambda: Users.search("jan"), '"displayName:jan" OR "mobilePhone:jan"'),
        (lambda: Users.search('"displayName:an" OR "display_name:jan"'), '"displayName:an" OR "displayName:jan"'),
    ],
)
def test_words_to_search_for_stand_in_quotes(query: Callable[[], Any], text: str) -> None:
    assert options(plan(query(), scope=AN))["$search"] == text


def test_a_calendar_view_says_from_when_to_when_in_utc() -> None:
    query = CalendarView.of(start_date_time="2026-11-01T00:00:00+01:00", end_date_time="2026-12-01")
    found = options(plan(query, scope=AN))
    assert found["startDateTime"] == "2026-10-31T23:00:00Z"
    assert found["endDateTime"] == "2026-12-01T00:00:00Z"


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        (Messages, 'IdType="ImmutableId", outlook.timezone="UTC"'),
        (Events, 'IdType="ImmutableId", outlook.timezone="UTC"'),
        (Contacts, 'IdType="ImmutableId"'),
        (Users, None),
        (Groups, None),
    ],
)
def test_ids_of_a_mailbox_are_asked_to_stay_and_times_to_be_utc(query: Any, wanted: str | None) -> None:
    assert plan(query, scope=AN).request.headers.get("Prefer") == wanted


def test_one_manager_comes_along_as_it_is() -> None:
    found = plan(Users.expand("manager"))
    assert options(found)["$expand"] == "manager"
    assert found.nested == ()
    assert "manager" in [spec.name for spec in found.fields]


def test_an_expanded_page_is_a_small_one() -> None:
    found = plan(Groups.select("display_name", "members.display_name").expand("members"))
    assert options(found)["$expand"] == "members($select=id,displayName)"
    assert options(found)["$top"] == "100"


def test_columns_of_a_list_come_along() -> None:
    found = plan(ListItems.of(list="Uren"), scope=Scope(site="s"))
    assert options(found)["$expand"] == "fields"
    assert options(found)["$top"] == "5000"


def test_a_page_is_smaller_where_signing_in_is_asked_about() -> None:
    assert options(plan(Users.select("sign_in_activity")))["$top"] == "500"


def test_a_limit_makes_the_page_smaller() -> None:
    assert options(plan(Users.limit(5)))["$top"] == "5"
    assert options(plan(Users.limit(5000)))["$top"] == "999"


def test_an_app_is_found_by_its_other_key() -> None:
    found = plan(Applications.of(app_id="a-1"))
    assert path(found) == "/v1.0/applications(appId='a-1')"
    assert found.single


def test_a_site_is_found_by_its_address() -> None:
    found = plan(Sites.of(host="contoso.sharepoint.com", path="sites/fin"))
    assert path(found) == "/v1.0/sites/contoso.sharepoint.com:/sites/fin"
    assert found.single


def test_a_condition_on_the_key_alone_is_a_look_up_where_keys_cannot_be_filtered_on() -> None:
    found = plan(Messages.where(Messages.id == "AA+/="), scope=AN)
    assert path(found) == "/v1.0/users/an@voorbeeld.nl/messages/AA%2B%2F%3D"
    assert found.single
    assert options(plan(Users.where(Users.id == "u1")))["$filter"] == "id eq 'u1'"


def test_a_person_is_fetched_by_key_or_as_oneself() -> None:
    entity = Users.all().entity
    fields = (entity.by_name["id"],)
    found = GRAPH.dialect.key_request(entity, "an@x.nl", fields, base_url=ROOT, scope=NOWHERE)
    assert found.request.url == f"{ROOT}/v1.0/users/an@x.nl?$select=id"
    found = GRAPH.dialect.key_request(entity, "me", fields, base_url=ROOT, scope=NOWHERE)
    assert path(found) == "/v1.0/me"
    app = GRAPH.for_app().dialect
    assert path(app.key_request(entity, "me", fields, base_url=ROOT, scope=NOWHERE)) == "/v1.0/users/me"


@pytest.mark.parametrize(
    ("entity", "key", "scope", "where"),
    [
        ("mail.Messages", "AA=", Scope(mailbox="an@x.nl", mail_folder="inbox"), "/users/an@x.nl/messages/AA%3D"),
        ("files.DriveItems", "/Klanten/A B.pdf", Scope(drive="d"), "/drives/d/root:/Klanten/A%20B.pdf"),
        ("files.DriveItems", "01A", Scope(drive="d"), "/drives/d/items/01A"),
        ("sites.Sites", "x.sharepoint.com:/sites/fin", NOWHERE, "/sites/x.sharepoint.com:/sites/fin"),
        ("sites.Sites", "x.sharepoint.com,1,2", NOWHERE, "/sites/x.sharepoint.com,1,2"),
        ("mail.Attachments", "B", Scope(mailbox="an@x.nl", message="M"), "/users/an@x.nl/messages/M/attachments/B"),
    ],
)
def test_one_record_is_found_where_its_key_leads(entity: str, key: str, scope: Scope, where: str) -> None:
    spec = GRAPH.catalogue.entity(entity)
    found = GRAPH.dialect.key_request(spec, key, spec.defaults, base_url=ROOT, scope=scope)
    assert path(found) == f"/v1.0{where}"


def test_a_sharing_link_is_written_as_microsoft_wants_it() -> None:
    found = plan(Shares.of(share="https://contoso.sharepoint.com/:x:/s/fin/abc?e=1"))
    assert path(found) == "/v1.0/shares/u!aHR0cHM6Ly9jb250b3NvLnNoYXJlcG9pbnQuY29tLzp4Oi9zL2Zpbi9hYmM_ZT0x"


def test_what_only_one_kind_of_record_has_comes_by_itself_or_is_named_in_the_directory() -> None:
    found = plan(Attachments.of(message="M").select("name", "content_bytes"), scope=AN)
    assert "$select" not in options(found)
    assert found.partial
    assert [spec.name for spec in found.fields] == ["id", "name", "content_bytes"]
    assert "contentBytes" not in options(plan(Attachments.of(message="M"), scope=AN))["$select"]
    members = options(plan(GroupMembers.of(group="g").select("mail", "visibility")))["$select"]
    assert members == "id,mail,visibility"
    assert {"email", "user_id"} <= {spec.name for spec in plan(TeamMembers.of(team="t")).fields}
    condition = TeamMembers.email == "an@x.nl"
    wanted = "microsoft.graph.aadUserConversationMember/email eq 'an@x.nl'"
    assert options(plan(TeamMembers.of(team="t").where(condition)))["$filter"] == wanted


def test_the_directory_is_counted_in_plain_text() -> None:
    request = GRAPH.dialect.count_request(Users.where(Users.city == "Delft"), base_url=ROOT, scope=NOWHERE)
    assert request.url == f"{ROOT}/v1.0/users/$count?$filter=city%20eq%20'Delft'"
    assert dict(request.headers) == {"ConsistencyLevel": "eventual", "Accept": "text/plain"}


def test_mail_is_counted_with_a_page_of_one() -> None:
    request = GRAPH.dialect.count_request(Messages.where(Messages.is_read == False), base_url=ROOT, scope=AN)  # noqa: E712
    asked = dict(parse_qsl(urlsplit(request.url).query))
    assert asked == {"$filter": "isRead eq false", "$count": "true", "$top": "1", "$select": "id"}


def test_the_next_page_is_asked_for_with_the_headers_of_the_first() -> None:
    found = plan(Users.where(Users.city != "Delft"))
    link = f"{ROOT}/v1.0/users?$skiptoken=x"
    request = GRAPH.dialect.next_request(link, found)
    assert (request.url, request.headers) == (link, found.request.headers)


@pytest.mark.parametrize("link", [f"{ROOT}/beta/users?$skiptoken=x", f"{ROOT}/users", f"{ROOT}/v1.0x/users"])
def test_a_next_page_of_another_api_is_refused(link: str) -> None:
    with pytest.raises(ServerError, match="another API"):
        GRAPH.dialect.next_request(link, plan(Users))


READABLE = [entity for entity in GRAPH.catalogue.entities() if "GET" in entity.methods]
GIVEN = {"start_date_time": "2026-11-01", "end_date_time": "2026-12-01"}


@pytest.mark.parametrize("entity", READABLE, ids=lambda entity: entity.qualified_name)
def test_every_entity_can_be_read_once_its_parents_are_named(entity: EntitySpec) -> None:
    query = collection_of(GRAPH.package, entity).all()
    ways = entity.paths or [path for path in entity.item_paths if "id" not in path.needs]
    if "filter" in entity.demands:
        query = query.where(collection_of(GRAPH.package, entity).join_web_url == "https://x")  # type: ignore[attr-defined]
    times = {name: value for name, value in GIVEN.items() if "startDateTime" in entity.parameters}
    for way in ways:
        parents = {name: f"{name}-1" for name in way.needs if name not in SCOPE_PARTS}
        scope = Scope(**{name: f"{name}-1" for name in way.needs if name in SCOPE_PARTS})
        found = plan(query.of(**parents, **times), scope=scope, person=way.signed_in)
        filled = way.path
        for name in placeholders(entity):
            filled = filled.replace(f"{{{name}}}", f"{name}-1")
        assert path(found) == f"/v1.0{filled}"
        assert found.single == (not entity.paths)


def test_all_but_actions_can_be_read() -> None:
    left = {entity for entity in GRAPH.catalogue.entities() if entity not in READABLE}
    assert {"directory.Invitations", "mail.SendMail", "mail.Reply"} <= {entity.qualified_name for entity in left}
    assert all(entity.kind == "action" and entity.methods == {"POST"} for entity in left)
