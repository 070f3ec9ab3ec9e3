"""What an answer of Graph stands for: by its status, then by its code, and never by what it says."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlconnect.connector import Response
from nlconnect.errors import (
    ApiError,
    AuthError,
    Conflict,
    Forbidden,
    Invalid,
    NlconnectError,
    NotFound,
    RateLimited,
    ServerError,
)
from nlconnect_graph import GRAPH
from nlconnect_graph.answers import code_of, error_of, request_id_of

MESSAGES = GRAPH.catalogue.entity("mail.Messages")
NAME = "Jan Jansen"


def answer(
    status: int, body: object = b"", url: str = "https://graph.microsoft.com/v1.0/users", **headers: str
) -> Response:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response(status, {"content-type": "application/json", **named}, content, url, 0.0, 0.0)


def refusal(code: str, *, inner: object = None, spelling: str = "innerError", **more: object) -> dict[str, object]:
    within = {spelling: inner} if inner is not None else {}
    return {"error": {"code": code, "message": f"{NAME} is not allowed", **within, **more}}


@pytest.mark.parametrize(
    ("status", "code", "kind", "says"),
    [
        (401, "InvalidAuthenticationToken", AuthError, "does not accept the access token"),
        (403, "Authorization_RequestDenied", Forbidden, "lacks a right"),
        (403, "ErrorAccessDenied", Forbidden, "mailbox"),
        (403, "", Forbidden, "lacks a right"),
        (402, "PaymentRequired", Forbidden, "charged"),
        (404, "Request_ResourceNotFound", NotFound, "no such record"),
        (404, "MailboxNotEnabledForRESTAPI", NotFound, "no mailbox"),
        (409, "nameAlreadyExists", Conflict, "that name"),
        (412, "resourceModified", Conflict, "changed"),
        (423, "resourceLocked", Conflict, "locked"),
        (410, "resyncRequired", Conflict, "no longer knows"),
        (429, "ApplicationThrottled", RateLimited, "four calls"),
        (429, "TooManyRequests", RateLimited, "number of calls"),
        (509, "", RateLimited, "number of calls"),
        (400, "Request_UnsupportedQuery", Invalid, "cannot be asked"),
        (400, "InefficientFilter", Invalid, "too costly"),
        (400, "SomethingNew", Invalid, "SomethingNew"),
        (405, "x", Invalid, "GET is not offered"),
        (413, "x", Invalid, "too large"),
        (416, "invalidRange", Invalid, "416"),
        (424, "", Invalid, "424"),
        (501, "NotImplemented", Invalid, "cannot answer"),
        (507, "quotaLimitReached", Invalid, "full"),
        (500, "generalException", ServerError, "500"),
        (503, "serviceNotAvailable", ServerError, "503"),
        (504, "UnknownError", ServerError, "504"),
    ],
)
def test_the_status_and_the_code_decide(status: int, code: str, kind: type[NlconnectError], says: str) -> None:
    error = error_of(answer(status, refusal(code)), method="GET", entity=MESSAGES)
    assert type(error) is kind
    assert says in str(error)
    assert NAME not in str(error)
    assert error.entity == "Messages"
    assert not isinstance(error, ApiError) or error.status == status


@pytest.mark.parametrize("status", [200, 204, 206, 302, 304])
def test_a_good_answer_is_no_error(status: int) -> None:
    assert error_of(answer(status, b"{}"), method="GET", entity=None) is None


@pytest.mark.parametrize("spelling", ["innerError", "innererror"])
def test_the_deepest_code_that_is_known_tells_most(spelling: str) -> None:
    inner = {"code": "resourceLocked", spelling: {"code": "whoKnows"}}
    assert code_of(answer(423, refusal("notAllowed", inner=inner, spelling=spelling))) == "resourceLocked"
    assert code_of(answer(400, refusal("outer", inner={"code": "alsoUnknown"}))) == "outer"


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b"{}", b'{"error": "x"}', b"<html>", b'{"error": {"code": 5}}'])
@pytest.mark.parametrize("status", [400, 403, 404, 500, 502])
def test_a_body_without_a_code_is_told_by_its_status(status: int, body: bytes) -> None:
    error = error_of(answer(status, body), method="GET", entity=None)
    assert isinstance(error, ApiError)
    assert code_of(answer(status, body)) == ""


def test_a_code_that_is_none_is_not_repeated() -> None:
    error = error_of(answer(400, refusal(f"{NAME} zei nee")), method="GET", entity=None)
    assert NAME not in str(error)


def test_a_gateways_page_is_a_failure_and_a_mail_in_html_is_none() -> None:
    page = b"<!DOCTYPE html><html>Our services aren't available right now</html>"
    assert isinstance(error_of(answer(200, page, content_type="text/html"), method="GET", entity=None), ServerError)
    bytes_of = "https://graph.microsoft.com/v1.0/me/drive/items/1/content"
    assert error_of(answer(200, page, bytes_of, content_type="text/html"), method="GET", entity=None) is None


def test_a_missing_right_names_the_permission() -> None:
    error = error_of(answer(403, refusal("Authorization_RequestDenied")), method="GET", entity=MESSAGES)
    assert error is not None
    assert "Mail.ReadBasic.All" in str(error.hint)


def test_fields_that_the_details_blame_are_named() -> None:
    body = refusal("BadRequest", details=[{"code": "x", "target": "displayName"}, {"target": f"{NAME}!"}, 5])
    error = error_of(answer(400, body), method="POST", entity=None)
    assert isinstance(error, Invalid)
    assert error.fields == ("displayName",)


def test_the_request_id_stands_in_a_header_or_in_the_body() -> None:
    assert request_id_of(answer(200, request_id="r-1", client_request_id="c-1")) == "r-1"
    assert request_id_of(answer(404, refusal("x", inner={"request-id": "r-2"}))) == "r-2"
    assert request_id_of(answer(404, refusal("x"))) is None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["error", "code", "innerError", "details"]), inner),
)


@given(JSON, st.integers(300, 599))
def test_no_body_makes_reading_it_fail(body: object, status: int) -> None:
    found = answer(status, body)
    error_of(found, method="GET", entity=None)
    request_id_of(found)


@pytest.mark.parametrize(
    ("entity", "path", "says"),
    [
        ("sites.ListItems", "sites/root/lists/Uren/items", "no such list or site"),
        ("sites.ListItems", "sites/acme.sharepoint.com:/sites/hr:/lists/Uren/items", "no such list or site"),
        ("sites.ListItems", "sites/root/lists/Uren/items/delta", "no such list or site"),
        ("sites.ListItems", "sites/root/lists/Uren/items/5", "no such record"),
        ("mail.Messages", "users/a%40b.nl/messages?$top=5", "no such mailbox"),
        ("mail.Messages", "users/a%40b.nl/messages/AAMk=", "no such record"),
        ("directory.Users", "users/5", "no such record"),
    ],
)
def test_a_list_that_is_nowhere_says_which_parent_is_missing(entity: str, path: str, says: str) -> None:
    url = f"https://graph.microsoft.com/v1.0/{path}"
    error = error_of(answer(404, refusal("itemNotFound"), url), method="GET", entity=GRAPH.catalogue.entity(entity))
    assert isinstance(error, NotFound)
    assert says in error.message
    assert ("Check" in str(error.hint)) == (says != "no such record")
