"""Checklist point 9: 403 with a reason, lists that are empty for want of rights, and HTML instead of JSON."""

from __future__ import annotations

import json

from nlconnect.mock.messages import Answer
from nlconnect.model.wire import Request
from tests.unit.mock.caller import Caller, d, text_of


def test_an_unknown_company_is_outside_the_scope_with_a_reason(exact: Caller) -> None:
    answer = exact.get("/api/v1/999/crm/Accounts?$select=ID&$filter=ID ne null")
    assert (answer.status, answer.headers["Reason"]) == (403, "NoDivisionAccess")
    assert text_of(answer) == "Forbidden - User division is not within division scope"


def test_a_permission_the_app_lacks_is_a_403(exact: Caller) -> None:
    exact.mock.service.state.withheld.add("Crm accounts")
    answer = exact.get("crm/Accounts?$select=ID&$filter=ID ne null")
    assert (answer.status, text_of(answer)) == (403, "Forbidden - Application Scope Violated. Cannot read")


def test_missing_rights_give_an_empty_list_and_no_403(exact: Caller) -> None:
    rights = "users/UserHasRights?endpoint='crm/Accounts'&action='GET'"
    assert d(exact.get(rights)) == {"UserHasRights": True}
    exact.mock.service.state.hidden.add("crm.Accounts")
    assert exact.rows("crm/Accounts?$select=ID&$filter=ID ne null") == []
    assert d(exact.get(rights)) == {"UserHasRights": False}
    assert exact.get("crm/Accounts/$count?$filter=ID ne null", accept=None).content == b"0"


def test_without_a_token_the_answer_is_html_that_leads_to_the_login_page(exact: Caller) -> None:
    for token in ("", "garbage"):
        exact.token = token
        answer = exact.get("/api/v1/current/Me")
        assert answer.status == 401
        assert answer.headers["content-type"].startswith("text/html")
        assert b"Object moved" in answer.content
        assert b"/docs/Login.aspx?ReturnUrl=%2Fapi%2Fv1%2Fcurrent%2FMe" in answer.content


def test_an_unknown_resource_or_key_is_a_404(exact: Caller) -> None:
    assert exact.get("crm/Nothing").status == 404
    assert exact.get("nothing/Accounts").status == 404
    assert exact.get("webhooks/WebhookTopics").status == 404
    assert exact.get("crm/Accounts(guid'00000000-0000-0000-0000-000000000000')").status == 404


def test_an_error_is_json_with_empty_code_and_language(exact: Caller) -> None:
    document = json.loads(exact.get("crm/Nothing").content)
    assert document == {"error": {"code": "", "message": {"lang": "", "value": "Resource not found for the segment."}}}


def test_a_maintenance_page_is_html_with_200(exact: Caller) -> None:
    exact.mock.fail_next("html")
    answer = exact.get("crm/Accounts?$filter=ID ne null")
    assert (answer.status, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")


def test_a_500_on_request_speaks_the_language_of_the_user(exact: Caller) -> None:
    exact.mock.fail_next(500)
    assert text_of(exact.get("crm/Accounts?$filter=ID ne null")) == "Er is een fout opgetreden"
    exact.mock.fail_next(500, message="Verplicht: Serie")
    assert text_of(exact.get("crm/Accounts?$filter=ID ne null")) == "Verplicht: Serie"


def test_addresses_carry_the_host_that_was_asked(exact: Caller) -> None:
    headers = {"authorization": f"Bearer {exact.token}", "accept": "application/json"}
    answer = exact.mock.handle(Request("GET", "https://start.exactonline.be/api/v1/current/Me", headers))
    assert isinstance(answer, Answer)
    assert b'"uri":"https://start.exactonline.be/' in answer.content
