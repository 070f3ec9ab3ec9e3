"""What one may ask a mock Graph: filters, order, search, counts, expansion, and who refuses which of them."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from connectors.microsoft_graph.tests.graph_caller import GraphCaller

EVENTUAL = {"consistencylevel": "eventual"}


@pytest.fixture(scope="module")
def graph() -> GraphCaller:
    return GraphCaller()


def test_the_directory_filters_by_simple_tests(graph: GraphCaller) -> None:
    rows = graph.rows("/users?$filter=startsWith(displayName,'a')&$select=displayName")
    assert rows
    assert all(row["displayName"].lower().startswith("a") for row in rows)
    one = graph.rows("/users?$top=1")[0]
    assert [r["id"] for r in graph.rows(f"/users?$filter=id eq '{one['id']}'")] == [one["id"]]
    assert [r["id"] for r in graph.rows(f"/users?$filter=mail in ('{one['mail']}','x@y.test')")] == [one["id"]]


@pytest.mark.parametrize(
    "question",
    [
        "/users?$filter=jobTitle ne 'Directeur'",
        "/users?$filter=not(jobTitle eq 'Directeur')",
        "/users?$filter=endsWith(mail,'.test')",
        "/users?$filter=assignedLicenses/$count ne 0",
        "/users?$filter=startsWith(displayName,'a')&$orderby=displayName",
        "/users?$orderby=createdDateTime",
    ],
)
def test_advanced_queries_need_the_header_and_the_count(graph: GraphCaller, question: str) -> None:
    assert graph.error(question) == (400, "Request_UnsupportedQuery")
    assert graph.error(question, **EVENTUAL) == (400, "Request_UnsupportedQuery")
    assert graph.error(f"{question}&$count=true") == (400, "Request_UnsupportedQuery")
    assert graph.body(f"{question}&$count=true", **EVENTUAL)["value"]


def test_plain_order_by_name_needs_no_header(graph: GraphCaller) -> None:
    names = [row["displayName"].casefold() for row in graph.rows("/users?$orderby=displayName&$top=5")]
    assert len(names) == 28
    assert names == sorted(names)


def test_a_count_comes_on_the_first_page_only_and_not_without_the_header(graph: GraphCaller) -> None:
    pages = graph.pages("/users?$count=true&$top=10", **EVENTUAL)
    assert [page.get("@odata.count") for page in pages] == [28, None, None]
    assert "@odata.count" not in graph.body("/users?$count=true")


def test_a_count_alone_needs_the_header(graph: GraphCaller) -> None:
    assert graph.error("/users/$count") == (400, "Request_BadRequest")
    assert graph.get("/users/$count", **EVENTUAL).text == "28"
    assert graph.get(f"{graph.mailbox}/messages/$count").text == "120"


def test_search_in_the_directory_needs_quotes_and_the_header(graph: GraphCaller) -> None:
    assert graph.error('/users?$search="displayName:de"') == (400, "Request_UnsupportedQuery")
    assert graph.error("/users?$search=displayName:de", **EVENTUAL) == (400, "Request_BadRequest")
    rows = graph.rows('/users?$search="displayName:de"', **EVENTUAL)
    assert rows
    assert all("de" in row["displayName"].casefold() for row in rows)


def test_a_field_that_cannot_be_tested_that_way_is_refused(graph: GraphCaller) -> None:
    assert graph.error("/users?$filter=contains(displayName,'a')") == (400, "Request_UnsupportedQuery")
    assert graph.error("/subscribedSkus?$filter=skuPartNumber eq 'SPB'") == (400, "Request_BadRequest")
    assert graph.error("/users?$filter=displayName eq") == (400, "Request_BadRequest")


def test_collections_are_looked_through(graph: GraphCaller) -> None:
    rows = graph.rows("/users?$filter=proxyAddresses/any(p:startsWith(p,'smtp:lotte'))&$select=displayName")
    assert [row["displayName"] for row in rows] == ["Lotte Prins"]
    unified = graph.rows("/groups?$filter=groupTypes/any(c:c eq 'Unified')")
    assert len(unified) == 6
    found = graph.rows(f"{graph.mailbox}/contacts?$filter=emailAddresses/any(a:contains(a/address,'info@'))")
    assert found


def test_mail_is_filtered_by_sender_and_date(graph: GraphCaller) -> None:
    since = "2026-06-01T00:00:00Z"
    rows = graph.rows(f"{graph.mailbox}/messages?$filter=receivedDateTime ge {since} and isRead eq true&$top=50")
    assert rows
    assert all(row["receivedDateTime"] >= since for row in rows)
    sender = rows[0]["from"]["emailAddress"]["address"]
    found = graph.rows(f"{graph.mailbox}/messages?$filter=from/emailAddress/address eq '{sender}'")
    assert {row["from"]["emailAddress"]["address"] for row in found} == {sender}


def test_order_and_filter_of_mail_have_to_go_together(graph: GraphCaller) -> None:
    wrong = f"{graph.mailbox}/messages?$filter=isRead eq false&$orderby=receivedDateTime desc"
    assert graph.error(wrong) == (400, "InefficientFilter")
    right = "receivedDateTime ge 2020-01-01T00:00:00Z and isRead eq false&$orderby=receivedDateTime desc"
    assert graph.rows(f"{graph.mailbox}/messages?$filter={right}")


def test_mail_is_searched_by_words_but_not_beside_a_filter(graph: GraphCaller) -> None:
    rows = graph.rows(f'{graph.mailbox}/messages?$search="subject:vraag"')
    assert rows
    assert all("Vraag" in row["subject"] for row in rows)
    status, _ = graph.error(f'{graph.mailbox}/messages?$search="vraag"&$filter=isRead eq true')
    assert status == 400
    assert graph.error(f'{graph.mailbox}/events?$search="vraag"')[0] == 400


def test_a_search_finds_the_word_and_not_what_happens_to_hold_it(graph: GraphCaller) -> None:
    rows = graph.rows(f'{graph.mailbox}/messages?$search="from:lotte"')
    assert all("lotte" in str(row["from"]).casefold() for row in rows)


def test_twenty_members_are_expanded_at_most(graph: GraphCaller) -> None:
    group = next(row for row in graph.rows("/groups?$expand=members") if row["displayName"] == "Alle medewerkers")
    assert len(group["members"]) == 20
    assert len(graph.rows(f"/groups/{group['id']}/members")) == 28
    assert {m["@odata.type"] for m in group["members"]} == {"#microsoft.graph.user"}


def test_members_can_be_cast_to_a_type(graph: GraphCaller) -> None:
    group = graph.rows("/groups?$filter=displayName eq 'Toegang boekhouding'")[0]
    assert [row["@odata.type"] for row in graph.rows(f"/groups/{group['id']}/members")] == ["#microsoft.graph.group"]
    assert graph.rows(f"/groups/{group['id']}/members/microsoft.graph.user") == []
    everybody = graph.rows("/groups?$filter=displayName eq 'Alle medewerkers'")[0]["id"]
    users = graph.rows(f"/groups/{everybody}/members/microsoft.graph.user?$select=id,jobTitle")
    assert len(users) == 28
    assert "@odata.type" not in users[0]


def test_a_manager_is_expanded_where_there_is_one(graph: GraphCaller) -> None:
    row = graph.body(f"{graph.mailbox}?$expand=manager($select=id,displayName)&$select=id")
    assert row["manager"]["displayName"] == "Lotte Prins"


def test_attachments_are_expanded_and_listed_without_their_bytes(graph: GraphCaller) -> None:
    letter = graph.rows(f"{graph.mailbox}/messages?$filter=hasAttachments eq true&$expand=attachments")[0]
    assert letter["attachments"][0]["@odata.type"] == "#microsoft.graph.fileAttachment"
    lean = graph.rows(f"{graph.mailbox}/messages/{letter['id']}/attachments?$select=id,name,size")[0]
    assert "contentBytes" not in lean


def test_list_items_show_their_columns_only_when_opened(graph: GraphCaller) -> None:
    site = graph.body("/sites/root")["id"]
    items = f"/sites/{site}/lists/Facturenregister/items"
    register = next(one for one in graph.rows(f"/sites/{site}/lists") if one["name"] == "Facturenregister")
    items = f"/sites/{site}/lists/{register['id']}/items"
    assert "fields" not in graph.rows(items)[0]
    rows = graph.rows(f"{items}?$expand=fields($select=Title,Status)&$filter=fields/Status eq 'Open'")
    assert rows
    assert {row["fields"]["Status"] for row in rows} == {"Open"}
    assert set(rows[0]["fields"]) == {"@odata.etag", "Title", "Status"}


def test_a_column_without_an_index_is_no_filter_unless_one_insists(graph: GraphCaller) -> None:
    site = graph.body("/sites/root")["id"]
    register = next(one for one in graph.rows(f"/sites/{site}/lists") if one["name"] == "Facturenregister")
    items = f"/sites/{site}/lists/{register['id']}/items?$filter=fields/Bedrag gt 100"
    assert graph.error(items) == (400, "invalidRequest")
    assert graph.rows(items, prefer="HonorNonIndexedQueriesWarningMayFailRandomly")


def test_a_calendar_view_needs_a_window_and_opens_series(graph: GraphCaller) -> None:
    assert graph.error(f"{graph.mailbox}/calendarView") == (400, "ErrorInvalidParameter")
    window = "startDateTime=2026-03-01T00:00:00Z&endDateTime=2026-04-01T00:00:00Z"
    rows = graph.rows(f"{graph.mailbox}/calendarView?{window}&$top=100")
    kinds = [row["type"] for row in rows]
    assert kinds.count("occurrence") == 5
    assert "seriesMaster" not in kinds
    starts = [row["start"]["dateTime"] for row in rows]
    assert starts == sorted(starts)


def test_sites_are_found_by_name_by_path_and_by_word(graph: GraphCaller) -> None:
    site = graph.body("/sites/voorbeeldgroep.sharepoint.test:/sites/Administratie")
    assert site["displayName"] == "Administratie"
    assert graph.body("/sites/voorbeeldgroep.sharepoint.test")["displayName"] == "Voorbeeld Groep"
    assert [row["id"] for row in graph.rows("/sites?search=administratie")] == [site["id"]]


def test_meetings_are_looked_up_by_their_link_only(graph: GraphCaller) -> None:
    assert graph.error(f"{graph.mailbox}/onlineMeetings")[0] == 400
    link = "https://teams.mock.test/l/meetup-join/1-0"
    assert len(graph.rows(f"{graph.mailbox}/onlineMeetings?$filter=joinWebUrl eq '{link}'")) == 1


def test_members_of_members_are_found_on_request(graph: GraphCaller) -> None:
    access = graph.rows("/groups?$filter=displayName eq 'Toegang boekhouding'")[0]["id"]
    books = graph.rows("/groups?$filter=displayName eq 'Administratie'")[0]["id"]
    inside = {row["id"] for row in graph.rows(f"/groups/{books}/members")}
    assert {row["id"] for row in graph.rows(f"/groups/{access}/transitiveMembers")} == {books, *inside}
    somebody = inside.pop()
    assert access not in {row["id"] for row in graph.rows(f"/users/{somebody}/memberOf")}
    assert access in {row["id"] for row in graph.rows(f"/users/{somebody}/transitiveMemberOf")}


def test_letters_and_attachments_are_of_several_types(graph: GraphCaller) -> None:
    rows = graph.rows(f"{graph.mailbox}/messages?$top=100")
    invited = next(row for row in rows if "@odata.type" in row)
    assert invited["@odata.type"] == "#microsoft.graph.eventMessageRequest"
    assert invited["meetingMessageType"] == "meetingRequest"
    plain = next(row for row in rows if "@odata.type" not in row)
    assert not {"meetingMessageType", "startDateTime"} & set(plain)
    pages = (graph.rows(f"{graph.mailbox}/messages/{r['id']}/attachments") for r in rows[:8] if r["hasAttachments"])
    kinds = {row["@odata.type"].rpartition(".")[2] for page in pages for row in page}
    assert kinds == {"fileAttachment", "itemAttachment", "referenceAttachment"}


def test_navigation_is_opened_where_rows_are_known(graph: GraphCaller) -> None:
    director = graph.body("/users/lotte.prins@voorbeeldgroep.test?$expand=directReports($select=id)&$select=id")
    assert len(director["directReports"]) == 13
    member = graph.body(f"{graph.mailbox}?$expand=memberOf&$select=id")
    assert {row["@odata.type"] for row in member["memberOf"]} == {"#microsoft.graph.group"}
    chat = graph.rows("/chats?$expand=lastMessagePreview")[0]
    assert chat["lastMessagePreview"]["body"]
    health = graph.rows("/admin/serviceAnnouncement/healthOverviews?$expand=issues")
    assert [len(row["issues"]) for row in health] == [0, 0, 4, 0]
    site = graph.body("/sites/root?$expand=lists")
    assert len(site["lists"]) == 3
    register = graph.body("/sites/root/lists/Facturenregister?$expand=items($top=2)")
    assert len(register["items"]) == 2
    team = graph.rows("/teams?$expand=channels")[0]
    assert len(team["channels"]) == 2


@pytest.mark.parametrize(
    ("question", "holds"),
    [
        ("subject eq 'x' or importance eq 'high'", True),
        ("not(isRead eq true)", True),
        ("(isRead eq false) and hasAttachments eq false", True),
        ("startswith(subject,'factuur') and contains(subject,'2')", True),
        ("endswith(subject,'nergens')", False),
        ("toRecipients/any(r:r/emailAddress/address eq 'nobody@x.test')", False),
        ("categories/any(c:c eq 'Facturen')", True),
        ("categories/any()", True),
        ("toRecipients/all(r:endswith(r/emailAddress/address,'.test'))", True),
        ("importance in ('high','low')", True),
        ("receivedDateTime lt 2025-02-01", True),
        ("receivedDateTime gt 2030-02-01T00:00:00%2B01:00", False),
        ("tolower(importance) eq 'high'", True),
        ("flag/flagStatus ne 'flagged'", True),
    ],
)
def test_expressions_mean_what_they_say(graph: GraphCaller, question: str, *, holds: bool) -> None:
    rows = graph.rows(f"{graph.mailbox}/messages?$top=1000&$select=id&$filter={question}")
    assert bool(rows) is holds
    assert len(rows) < 121


@pytest.mark.parametrize(
    "question", ["subject eq", "eq 'x'", "unknown(subject)", "subject eq 'x' and", "subject # 'x'", "contains(subject)"]
)
def test_what_is_no_expression_is_refused(graph: GraphCaller, question: str) -> None:
    text = question.replace("#", "%23")
    assert graph.error(f"{graph.mailbox}/messages?$filter={text}") == (400, "ErrorInvalidUrlQuery")


def test_a_window_in_a_big_diary_is_found_without_a_walk() -> None:
    big = GraphCaller(records=50_000)
    window = "startDateTime=2026-03-02T00:00:00Z&endDateTime=2026-03-03T00:00:00Z"
    rows = big.rows(f"{big.mailbox}/calendarView?{window}&$top=1000")
    starts = {row["start"]["dateTime"][:10] for row in rows}
    assert starts == {"2026-03-02"}
    assert "occurrence" in {row["type"] for row in rows}
    folder = big.body(f"{big.mailbox}/mailFolders/inbox")
    assert folder["totalItemCount"] > 20_000
    assert big.error(f"{big.mailbox}/calendarView?startDateTime=x&endDateTime=y")[0] == 400


def test_unknown_options_and_numbers_are_refused(graph: GraphCaller) -> None:
    assert graph.error("/users?$colour=red") == (400, "BadRequest")
    assert graph.error("/users?$top=many") == (400, "Request_BadRequest")
    assert graph.error("/users?$skiptoken=nonsense") == (400, "Request_BadRequest")
    assert graph.error("/users?$expand=colour") == (400, "Request_BadRequest")
    assert graph.error("/teams/x/channels")[0] == 404


@pytest.mark.parametrize(
    "words",
    [
        '"displayName:de" XOR "displayName:jan"',
        '"displayName:de" displayName:jan',
        'NOT "displayName:de"',
        '"de"',
        '"birthday:de"',
        '"displayName:"',
        '""',
    ],
)
def test_a_search_of_the_directory_that_is_not_understood_is_refused(graph: GraphCaller, words: str) -> None:
    assert graph.error(f"/users?$search={quote(words)}", **EVENTUAL)[0] == 400


@pytest.mark.parametrize(
    "words", ['"received>=2026-01-01"', '"from:lotte AND subject:x"', '"nonsense:x"', '"a" b', '"vraag from:lotte"']
)
def test_a_search_of_mail_that_is_not_understood_is_refused(graph: GraphCaller, words: str) -> None:
    assert graph.error(f"{graph.mailbox}/messages?$search={quote(words)}")[0] == 400


def test_clauses_joined_by_and_must_all_hold(graph: GraphCaller) -> None:
    def ids(words: str) -> set[str]:
        return {row["id"] for row in graph.rows(f"/users?$search={quote(words)}", **EVENTUAL)}

    one, other = ids('"displayName:de"'), ids('"displayName:jan"')
    assert ids('"displayName:de" OR "displayName:jan"') == one | other
    assert ids('"displayName:de" AND "displayName:jan"') == one & other


def test_json_says_how_much_metadata_it_has(graph: GraphCaller) -> None:
    media = graph.get("/users").headers["content-type"]
    assert media.startswith("application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false")
    assert graph.get("/users/nobody").headers["content-type"] == "application/json"
