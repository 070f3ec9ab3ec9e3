"""How Exact says no: JSON and Atom errors, HTML pages, 429 without a body, and messages in two languages."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote
from xml.sax.saxutils import escape

from nlconnect.mock.messages import Answer, Asked, html_answer, json_answer, text_answer

JSON_TYPE = "application/json;charset=utf-8"
SYNTAX = "Bad Request - Error in query syntax."
UNSUPPORTED_FILTER = "This $filter parameter is not supported for this resource"
MANDATORY_FILTER = "This endpoint has mandatory filtering applied."
INVALID_STREAM = "Error processing request stream. The request should be a valid top-level resource object."
SCOPE_VIOLATED = "Forbidden - Application Scope Violated. Cannot read"
OUTSIDE_SCOPE = "Forbidden - User division is not within division scope"

_TEXTS: Mapping[str, tuple[str, str]] = {
    "exists": ("Gegeven bestaat reeds", "Data already exists"),
    "required": ("Verplicht: {field}", "Mandatory: {field}"),
    "invalid": ("Ongeldig: {field}", "Invalid: {field}"),
    "in_use": ("Kan niet verwijderen: {what} - Gebruikt in: {where}", "Cannot delete: {what} - Used in: {where}"),
    "callback": (
        "Invalid: Post to callback URL endpoint returns {status}",
        "Invalid: Post to callback URL endpoint returns {status}",
    ),
    "failed": ("Er is een fout opgetreden", "An error has occurred"),
}
"""Texts by language, Dutch and English. The Dutch ones, `exists` and `callback` are on record; the rest are guesses."""


def message(key: str, *, language: str, **parts: object) -> str:
    """A business message in the language of the user."""
    dutch, english = _TEXTS[key]
    return (dutch if language == "nl" else english).format(**parts)


def error(asked: Asked, status: int, text: str, **headers: str) -> Answer:
    """An API error: JSON when it was asked for, else an Atom-style document (whose layout is a guess)."""
    if wants_json(asked):
        body = {"error": {"code": "", "message": {"lang": "", "value": text}}}
        return json_answer(status, body, content_type=JSON_TYPE, **headers)
    document = (
        '<?xml version="1.0" encoding="utf-8" standalone="yes"?>'
        '<error xmlns="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata">'
        f'<code></code><message xml:lang="">{escape(text)}</message></error>'
    )
    return text_answer(status, document, content_type="application/xml;charset=utf-8", **headers)


def atom(asked: Asked, title: str) -> Answer:
    """Exact: without a wish for JSON the answer is an Atom feed. A stub: it has a title and no entries."""
    document = (
        '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom">'
        f'<title type="text">{escape(title)}</title><id>{escape(asked.url)}</id></feed>'
    )
    return text_answer(200, document, content_type="application/atom+xml;type=feed;charset=utf-8")


def business(asked: Asked, text: str) -> Answer:
    """Exact: a refusal for business reasons is a 500."""
    return error(asked, 500, text)


def forbidden(asked: Asked, text: str, *, reason: str) -> Answer:
    """Exact: the header `Reason` says why."""
    return error(asked, 403, text, Reason=reason)


def not_found(asked: Asked) -> Answer:
    return error(asked, 404, "Resource not found for the segment.")


def no_token(asked: Asked) -> Answer:
    """Exact: without a usable token the answer is the login page's HTML redirect text."""
    target = f"/docs/Login.aspx?ReturnUrl={quote(asked.path, safe='')}"
    return html_answer(401, "Object moved", f'<h2>Object moved to <a href="{target}">here</a>.</h2>')


def token_expired() -> Answer:
    """Exact: an expired token is told in a URL-encoded header."""
    words = quote("access token expired", safe="")
    challenge = f'Bearer error="invalid_token", error_description="{words}"'
    return Answer(401, b"", {"www-authenticate": challenge})


def maintenance() -> Answer:
    """HTML with status 200 where JSON is due. The page's text is a guess."""
    return html_answer(200, "Exact Online", "<h1>Onderhoud</h1><p>Exact Online is tijdelijk niet beschikbaar.</p>")


def unavailable() -> Answer:
    """The page of a 503 is not on record: a guess."""
    return html_answer(503, "Service Unavailable", "<h2>Service Unavailable</h2>")


def wants_json(asked: Asked) -> bool:
    """Exact: anything but an explicit wish for JSON is answered in Atom."""
    return "json" in asked.header("accept").lower()
