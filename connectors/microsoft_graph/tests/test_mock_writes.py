"""Writes to a mock Graph: rows made, changed and deleted, references, letters sent, and tags that guard."""

from __future__ import annotations

import pytest
from connectors.microsoft_graph.tests.graph_caller import GraphCaller

NEW_USER = {
    "accountEnabled": True,
    "displayName": "Nieuwe Collega",
    "mailNickname": "nieuwe.collega",
    "userPrincipalName": "nieuwe.collega@voorbeeldgroep.test",
    "passwordProfile": {"password": "geheim"},
}


@pytest.fixture
def graph() -> GraphCaller:
    return GraphCaller()


def test_a_user_is_made_changed_deleted_and_taken_back(graph: GraphCaller) -> None:
    made = graph.ask("POST", "/users", body=NEW_USER)
    assert made.status_code == 201, made.text
    identifier = made.json()["id"]
    assert "passwordProfile" not in made.text
    assert made.headers["location"].endswith(identifier)
    assert graph.ask("PATCH", f"/users/{identifier}", body={"jobTitle": "Planner"}).status_code == 204
    assert graph.body(f"/users/{NEW_USER['userPrincipalName']}")["jobTitle"] == "Planner"
    assert graph.ask("DELETE", f"/users/{identifier}").status_code == 204
    assert graph.get(f"/users/{identifier}").status_code == 404
    bin_ = graph.rows("/directory/deletedItems/microsoft.graph.user")
    assert next(row for row in bin_ if row["id"] == identifier)["deletedDateTime"] == "2026-11-23T08:00:00Z"
    assert graph.ask("POST", f"/directory/deletedItems/{identifier}/restore").status_code == 200
    assert graph.body(f"/users/{identifier}")["displayName"] == "Nieuwe Collega"


def test_what_is_wrong_with_a_new_user_is_told(graph: GraphCaller) -> None:
    assert graph.ask("POST", "/users", body={"displayName": "X"}).status_code == 400
    assert graph.ask("POST", "/users", body={**NEW_USER, "colour": "red"}).status_code == 400
    assert graph.ask("POST", "/users", body=b"no json").status_code == 400
    assert graph.ask("POST", "/users", body=NEW_USER).status_code == 201
    assert graph.ask("POST", "/users", body=NEW_USER).status_code == 400


def test_reading_permissions_do_not_write(graph: GraphCaller) -> None:
    graph.sign_in(granted=["User.Read.All"])
    assert graph.ask("POST", "/users", body=NEW_USER).status_code == 403


def test_somebody_joins_and_leaves_a_group_by_reference(graph: GraphCaller) -> None:
    group = graph.rows("/groups?$filter=displayName eq 'Directie'")[0]["id"]
    user = graph.body(graph.mailbox)["id"]
    reference = {"@odata.id": f"{graph.info['base_url']}/directoryObjects/{user}"}
    assert graph.ask("POST", f"/groups/{group}/members/$ref", body=reference).status_code == 204
    assert graph.ask("POST", f"/groups/{group}/members/$ref", body=reference).status_code == 400
    assert user in [row["id"] for row in graph.rows(f"/groups/{group}/members")]
    assert graph.ask("DELETE", f"/groups/{group}/members/{user}/$ref").status_code == 204
    assert graph.ask("DELETE", f"/groups/{group}/members/{user}/$ref").status_code == 404


def test_a_group_is_made_with_its_members(graph: GraphCaller) -> None:
    users = [f"{graph.info['base_url']}/users/{row['id']}" for row in graph.rows("/users?$top=3")[:3]]
    body = {
        "displayName": "Project",
        "mailEnabled": False,
        "mailNickname": "project",
        "securityEnabled": True,
        "members@odata.bind": users,
    }
    made = graph.ask("POST", "/groups", body=body).json()
    assert len(graph.rows(f"/groups/{made['id']}/members")) == 3


def test_a_manager_is_set_and_taken_away(graph: GraphCaller) -> None:
    other = graph.rows("/users?$top=5")[4]["id"]
    reference = {"@odata.id": f"{graph.info['base_url']}/users/{other}"}
    assert graph.ask("PUT", f"{graph.mailbox}/manager/$ref", body=reference).status_code == 204
    assert graph.body(f"{graph.mailbox}/manager")["id"] == other
    assert graph.ask("DELETE", f"{graph.mailbox}/manager/$ref").status_code == 204
    assert graph.get(f"{graph.mailbox}/manager").status_code == 404


def letter(*to: str) -> dict[str, object]:
    recipients = [{"emailAddress": {"address": address}} for address in to]
    return {"subject": "Herinnering", "body": {"contentType": "text", "content": "Dag"}, "toRecipients": recipients}


def test_a_letter_is_sent_without_an_answer_and_kept(graph: GraphCaller) -> None:
    sent = graph.ask("POST", f"{graph.mailbox}/sendMail", body={"message": letter("anna@klant.test")})
    assert (sent.status_code, sent.content) == (202, b"")
    first = graph.body(f"{graph.mailbox}/mailFolders/sentitems/messages?$top=1")["value"][0]
    assert first["subject"] == "Herinnering"
    assert graph.ask("POST", f"{graph.mailbox}/sendMail", body={"message": letter()}).status_code == 400
    mime = graph.ask("POST", f"{graph.mailbox}/sendMail", body=b"%%%", content_type="text/plain")
    assert mime.json()["error"]["message"] == "Invalid base64 string for MIME content."


def test_a_letter_to_a_colleague_arrives_with_its_files_and_without_the_blind_copies(graph: GraphCaller) -> None:
    colleague = "lotte.prins@voorbeeldgroep.test"
    file = {"@odata.type": "#microsoft.graph.fileAttachment", "name": "omzet.txt", "contentBytes": "MTAw"}
    blind = [{"emailAddress": {"address": "stil@klant.test"}}]
    message = {**letter(colleague, "anna@klant.test"), "attachments": [file], "bccRecipients": blind}
    graph.ask("POST", f"{graph.mailbox}/sendMail", body={"message": message})
    inbox = f"/users/{colleague}/mailFolders/inbox/messages?$orderby=receivedDateTime desc&$top=1"
    (received,) = graph.body(inbox)["value"]
    assert received["from"]["emailAddress"]["address"] == graph.info["mailbox"]
    assert (received["subject"], received["hasAttachments"], received["isRead"]) == ("Herinnering", True, False)
    assert not received["bccRecipients"]
    (arrived,) = graph.body(f"/users/{colleague}/messages/{received['id']}/attachments")["value"]
    assert (arrived["name"], arrived["contentBytes"]) == ("omzet.txt", "MTAw")


def test_a_draft_is_written_and_sent_and_gets_another_id(graph: GraphCaller) -> None:
    draft = graph.ask("POST", f"{graph.mailbox}/messages", body=letter("anna@klant.test"))
    assert draft.status_code == 201
    identifier = draft.json()["id"]
    assert draft.json()["isDraft"] is True
    assert graph.ask("PATCH", f"{graph.mailbox}/messages/{identifier}", body={"subject": "Anders"}).status_code == 200
    assert graph.ask("POST", f"{graph.mailbox}/messages/{identifier}/send").status_code == 202
    assert graph.get(f"{graph.mailbox}/messages/{identifier}").status_code == 404
    assert graph.body(f"{graph.mailbox}/mailFolders/sentitems/messages?$top=1")["value"][0]["subject"] == "Anders"


def test_a_letter_that_moves_keeps_its_lasting_id_only(graph: GraphCaller) -> None:
    lasting = {"prefer": 'IdType="ImmutableId"'}
    usual = graph.body(f"{graph.mailbox}/messages?$top=1")["value"][0]["id"]
    immutable = graph.body(f"{graph.mailbox}/messages?$top=1", **lasting)["value"][0]["id"]
    moved = graph.ask("POST", f"{graph.mailbox}/messages/{usual}/move", body={"destinationId": "archive"})
    assert moved.status_code == 201
    assert moved.json()["id"] != usual
    assert graph.error(f"{graph.mailbox}/messages/{usual}") == (404, "ErrorItemNotFound")
    assert graph.body(f"{graph.mailbox}/messages/{immutable}", **lasting)["id"] == immutable


def test_a_deleted_letter_goes_to_the_deleted_items_first(graph: GraphCaller) -> None:
    identifier = graph.body(f"{graph.mailbox}/messages?$top=1")["value"][0]["id"]
    assert graph.ask("DELETE", f"{graph.mailbox}/messages/{identifier}").status_code == 204
    rows = graph.rows(f"{graph.mailbox}/mailFolders/deleteditems/messages")
    assert len(rows) == 1
    assert graph.ask("DELETE", f"{graph.mailbox}/messages/{rows[0]['id']}").status_code == 204
    assert graph.rows(f"{graph.mailbox}/mailFolders/deleteditems/messages") == []


def test_an_event_with_a_transaction_id_is_made_once(graph: GraphCaller) -> None:
    moment = {"dateTime": "2026-12-01T10:00:00", "timeZone": "UTC"}
    event = {"subject": "Overleg", "start": moment, "end": moment, "transactionId": "t-1"}
    first = graph.ask("POST", f"{graph.mailbox}/events", body=event)
    again = graph.ask("POST", f"{graph.mailbox}/events", body=event)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json()["id"] == again.json()["id"]


def test_planner_wants_the_tag_of_what_was_read(graph: GraphCaller) -> None:
    group = graph.rows("/groups?$filter=displayName eq 'Administratie'")[0]["id"]
    plan = graph.rows(f"/groups/{group}/planner/plans")[0]["id"]
    task = graph.rows(f"/planner/plans/{plan}/tasks")[0]
    path, body = f"/planner/tasks/{task['id']}", {"percentComplete": 100}
    assert graph.ask("PATCH", path, body=body).status_code == 412
    assert graph.ask("PATCH", path, body=body, if_match='W/"old"').status_code == 412
    assert graph.ask("PATCH", path, body=body, if_match=task["@odata.etag"]).status_code == 204
    assert graph.ask("PATCH", path, body=body, if_match=task["@odata.etag"]).status_code == 412
    fresh = graph.body(path)["@odata.etag"]
    shown = graph.ask("PATCH", path, body={"priority": 1}, if_match=fresh, prefer="return=representation")
    assert (shown.status_code, shown.json()["priority"]) == (200, 1)


def test_a_new_task_is_posted_where_no_tasks_are_listed(graph: GraphCaller) -> None:
    group = graph.rows("/groups?$filter=displayName eq 'Administratie'")[0]["id"]
    plan = graph.rows(f"/groups/{group}/planner/plans")[0]["id"]
    made = graph.ask("POST", "/planner/tasks", body={"planId": plan, "title": "Bellen"})
    assert made.status_code == 201
    assert made.json()["id"] in [row["id"] for row in graph.rows(f"/planner/plans/{plan}/tasks")]
    assert graph.get("/planner/tasks").status_code == 400


def test_columns_of_a_list_item_are_changed_one_by_one(graph: GraphCaller) -> None:
    site = graph.body("/sites/root")["id"]
    register = graph.rows(f"/sites/{site}/lists")[0]["id"]
    items = f"/sites/{site}/lists/{register}/items"
    made = graph.ask("POST", items, body={"fields": {"Title": "Nieuw", "Status": "Open"}})
    assert made.status_code == 201, made.text
    identifier = made.json()["id"]
    changed = graph.ask("PATCH", f"{items}/{identifier}/fields", body={"Status": "Betaald"})
    assert changed.json()["Status"] == "Betaald"
    fields = graph.body(f"{items}/{identifier}?$expand=fields")["fields"]
    assert (fields["Title"], fields["Status"]) == ("Nieuw", "Betaald")


def test_many_objects_are_looked_up_at_once(graph: GraphCaller) -> None:
    ids = [row["id"] for row in graph.rows("/users?$top=2")[:2]] + [graph.rows("/groups")[0]["id"], "nobody"]
    found = graph.ask("POST", "/directoryObjects/getByIds", body={"ids": ids}).json()["value"]
    assert [row["@odata.type"] for row in found] == ["#microsoft.graph.user"] * 2 + ["#microsoft.graph.group"]
    groups = graph.ask("POST", f"{graph.mailbox}/getMemberGroups", body={"securityEnabledOnly": False}).json()["value"]
    assert set(groups) <= {row["id"] for row in graph.rows("/groups")}


def test_search_goes_by_places_and_not_by_links(graph: GraphCaller) -> None:
    request = {"entityTypes": ["driveItem"], "query": {"queryString": "factuur"}, "from": 0, "size": 5}
    assert graph.ask("POST", "/search/query", body={"requests": [request]}).status_code == 400
    body = {"requests": [{**request, "region": "EUR"}]}
    container = graph.ask("POST", "/search/query", body=body).json()["value"][0]["hitsContainers"][0]
    assert len(container["hits"]) == 5
    assert container["moreResultsAvailable"]
    assert container["hits"][0]["resource"]["@odata.type"] == "#microsoft.graph.driveItem"


def test_a_guest_is_invited(graph: GraphCaller) -> None:
    body = {"invitedUserEmailAddress": "gast@elders.test", "inviteRedirectUrl": "https://app.example.test/"}
    made = graph.ask("POST", "/invitations", body=body)
    assert made.status_code == 201
    guest = graph.body(f"/users/{made.json()['invitedUser']['id']}?$select=userPrincipalName,userType")
    assert guest["userType"] == "Guest"
    assert graph.body(f"/users/{guest['userPrincipalName'].replace('#', '%23')}")["mail"] == "gast@elders.test"


def test_what_is_too_large_or_not_allowed_is_refused(graph: GraphCaller) -> None:
    assert graph.ask("POST", f"{graph.mailbox}/messages", body=b"x" * 4_200_000).status_code == 413
    assert graph.ask("DELETE", "/organization").status_code == 405
    assert graph.ask("POST", "/subscribedSkus", body={}).status_code == 405


def test_what_was_deleted_is_gone_for_good_after_thirty_days(graph: GraphCaller) -> None:
    user = graph.rows("/users?$top=5")[3]["id"]
    assert graph.ask("DELETE", f"/users/{user}").status_code == 204
    graph.mock.advance(31 * 86_400)
    graph.sign_in()
    assert user not in [row["id"] for row in graph.rows("/directory/deletedItems/microsoft.graph.user")]


def test_letters_are_answered_and_copied(graph: GraphCaller) -> None:
    first = graph.body(f"{graph.mailbox}/messages?$top=1")["value"][0]
    path = f"{graph.mailbox}/messages/{first['id']}"
    assert graph.ask("POST", f"{path}/reply", body={"comment": "Dank"}).status_code == 202
    both = {"comment": "Dank", "message": {"body": {"contentType": "text", "content": "Dag"}}}
    assert graph.ask("POST", f"{path}/replyAll", body=both).status_code == 400
    draft = graph.ask("POST", f"{path}/createReply", body={})
    assert (draft.status_code, draft.json()["isDraft"]) == (201, True)
    copy = graph.ask("POST", f"{path}/copy", body={"destinationId": "archive"})
    assert copy.status_code == 201
    assert copy.json()["id"] != first["id"]
    assert graph.body(path)["id"] == first["id"]
    assert graph.ask("POST", f"{path}/move", body={"destinationId": "nergens"}).status_code == 404


def test_who_organises_a_meeting_calls_it_off_and_who_was_invited_answers(graph: GraphCaller) -> None:
    event = graph.rows(f"{graph.mailbox}/events?$top=48")[1]["id"]
    assert graph.ask("POST", f"{graph.mailbox}/events/{event}/accept", body={}).status_code == 400
    assert graph.ask("POST", f"{graph.mailbox}/events/{event}/cancel", body={"comment": "Ziek"}).status_code == 202
    assert graph.body(f"{graph.mailbox}/events/{event}")["isCancelled"] is True
    invited = graph.mock.add("calendar.Events", subject="Uitnodiging", is_organizer=False)["id"]
    assert graph.ask("POST", f"{graph.mailbox}/events/{invited}/decline", body={"comment": "Vrij"}).status_code == 202
    assert graph.body(f"{graph.mailbox}/events/{invited}")["responseStatus"]["response"] == "declined"
    assert graph.ask("POST", f"{graph.mailbox}/events/{invited}/cancel", body={}).status_code == 405


def test_an_answer_keeps_to_the_letter_it_answers(graph: GraphCaller) -> None:
    letter = graph.body(f"{graph.mailbox}/messages?$top=1")["value"][0]
    path = f"{graph.mailbox}/messages/{letter['id']}"
    draft = graph.ask("POST", f"{path}/createForward", body={"comment": "Zie onder"}).json()
    assert (draft["subject"], draft["toRecipients"]) == (f"FW: {letter['subject']}", [])
    assert graph.ask("POST", f"{graph.mailbox}/messages/{draft['id']}/send").status_code == 400
    assert graph.ask("POST", f"{path}/forward", body={"comment": "x"}).status_code == 400
    to = [{"emailAddress": {"address": "anna@klant.test"}}]
    twice = {"toRecipients": to, "message": {"toRecipients": to}}
    assert graph.ask("POST", f"{path}/forward", body=twice).status_code == 400
    answer = graph.ask("POST", f"{path}/createReplyAll", body={"message": {"subject": "Anders"}}).json()
    assert answer["subject"] == "Anders"
    assert letter["from"] in answer["toRecipients"]


def test_a_licence_needs_a_free_unit_and_a_place_where_it_is_used(graph: GraphCaller) -> None:
    premium, flow = graph.rows("/subscribedSkus")
    user = graph.rows("/users?$top=3&$select=id,assignedLicenses")[2]

    def assign(who: str, *, add: list[str], remove: list[str]) -> tuple[int, str]:
        body = {"addLicenses": [{"skuId": sku, "disabledPlans": []} for sku in add], "removeLicenses": remove}
        answer = graph.ask("POST", f"/users/{who}/assignLicense", body=body)
        return answer.status_code, answer.json().get("error", {}).get("message", "")

    assert assign(user["id"], add=[flow["skuId"]], remove=[premium["skuId"]]) == (200, "")
    held = graph.body(f"/users/{user['id']}?$select=assignedLicenses")["assignedLicenses"]
    assert [one["skuId"] for one in held] == [flow["skuId"]]
    used = {row["skuId"]: row["consumedUnits"] for row in graph.rows("/subscribedSkus")}
    assert used[flow["skuId"]] == flow["consumedUnits"] + 1
    assert used[premium["skuId"]] == premium["consumedUnits"] - 1
    assert "corresponding license" in assign(user["id"], add=[], remove=[premium["skuId"]])[1]
    assert "valid company License" in assign(user["id"], add=["b0e1f0a0-0000-0000-0000-000000000000"], remove=[])[1]
    units = {"enabled": used[premium["skuId"]], "suspended": 0, "warning": 0, "lockedOut": 0}
    graph.mock.change("directory.SubscribedSkus", premium["id"], prepaid_units=units)
    assert "any available licenses" in assign(user["id"], add=[premium["skuId"]], remove=[])[1]
    graph.mock.change("directory.Users", user["id"], usage_location=None)
    assert "invalid usage location" in assign(user["id"], add=[flow["skuId"]], remove=[])[1]


def test_sessions_end_and_files_are_shared(graph: GraphCaller) -> None:
    assert graph.ask("POST", f"{graph.mailbox}/revokeSignInSessions").json()["value"] is True
    drive = graph.body(f"{graph.mailbox}/drive")["id"]
    item = next(row for row in graph.rows(f"/drives/{drive}/root/children") if "file" in row)["id"]
    wish = {"type": "edit", "scope": "organization"}
    made, again = (graph.ask("POST", f"/drives/{drive}/items/{item}/createLink", body=wish) for _ in range(2))
    assert (made.status_code, again.status_code) == (201, 200)
    assert made.json()["link"]["webUrl"] == again.json()["link"]["webUrl"]
    assert graph.ask("POST", f"/drives/{drive}/items/{item}/createLink", body={"type": "all"}).status_code == 400
    invited = {"recipients": [{"email": "anna@klant.test"}], "roles": ["read"]}
    assert graph.ask("POST", f"/drives/{drive}/items/{item}/invite", body=invited).status_code == 400
    answer = graph.ask("POST", f"/drives/{drive}/items/{item}/invite", body={**invited, "sendInvitation": True})
    assert answer.json()["value"][0]["roles"] == ["read"]


def test_an_action_needs_its_permission(graph: GraphCaller) -> None:
    letter = graph.body(f"{graph.mailbox}/messages?$top=1")["value"][0]
    graph.sign_in(granted=["Mail.ReadWrite"])
    path = f"{graph.mailbox}/messages/{letter['id']}"
    assert graph.ask("POST", f"{path}/createReply", body={}).status_code == 201
    assert graph.ask("POST", f"{path}/reply", body={"comment": "Dank"}).status_code == 403


def test_presences_and_groups_are_asked_for_by_ids(graph: GraphCaller) -> None:
    ids = [row["id"] for row in graph.rows("/users?$top=3")[:3]]
    found = graph.ask("POST", "/communications/getPresencesByUserId", body={"ids": ids}).json()["value"]
    assert [row["id"] for row in found] == ids
    groups = [row["id"] for row in graph.rows(f"{graph.mailbox}/memberOf/microsoft.graph.group")]
    wanted = {"groupIds": [groups[0], "nobody"]}
    assert graph.ask("POST", f"{graph.mailbox}/checkMemberGroups", body=wanted).json()["value"] == [groups[0]]
    many = {"ids": ["x"] * 1_001}
    assert graph.ask("POST", "/directoryObjects/getByIds", body=many).status_code == 400


def test_what_is_read_only_or_no_date_is_refused(graph: GraphCaller) -> None:
    assert graph.ask("PATCH", graph.mailbox, body={"createdDateTime": "2026-01-01T00:00:00Z"}).status_code == 400
    assert graph.ask("PATCH", graph.mailbox, body={"employeeHireDate": "gisteren"}).status_code == 400
    assert graph.ask("POST", "/directory/deletedItems/nobody/restore").status_code == 404


def test_a_new_team_is_promised(graph: GraphCaller) -> None:
    team: dict[str, object] = {"displayName": "Nieuw", "description": "x"}
    assert "owner must be provided" in graph.ask("POST", "/teams", body=team).json()["error"]["message"]
    who = f"{graph.info['base_url']}/users('{graph.info['user']}')"
    team["members"] = [{"roles": ["owner"], "user@odata.bind": who}]
    made = graph.ask("POST", "/teams", body=team)
    assert made.status_code == 202
    states = [graph.body(made.headers["location"])["status"] for _ in range(2)]
    assert states == ["inProgress", "succeeded"]
