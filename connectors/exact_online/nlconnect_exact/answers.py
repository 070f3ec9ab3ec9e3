"""What an answer of Exact stands for, by what the caller can do next (fact sheet sections 2, 7 and 8)."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from urllib.parse import unquote

from nlconnect.connector import Response, scrubbed
from nlconnect.errors import (
    ApiError,
    AuthError,
    Conflict,
    Forbidden,
    Invalid,
    NlconnectError,
    NotFound,
    RateLimited,
    ScopeMissing,
    ServerError,
)
from nlconnect.model.catalogue import EntitySpec

UNREADABLE_REASONS = {
    "BlockedUser": "the user is blocked",
    "InactiveUser": "the user is not active",
    "BlockedCustomer": "Exact has blocked this customer",
    "LicenseExpired": "the licence has expired",
    "DivisionBlocked": "this company is blocked",
    "NoDivisionAccess": "the user has no access to this company",
    "WrongDivision": "the record belongs to another company",
}
NOT_GRANTED = (
    "Is the number right? `nlconnect profile test PROFILE` lists the companies you may read. "
    "Else sign in again and tick the company in the form."
)
ALREADY_EXISTS = ("bestaat reeds", "already exists")
_FIELD = re.compile(r"(?:property '|Verplicht: |Mandatory: |Ongeldig: |Invalid: )([A-Za-z]\w*)")


def error_of(response: Response, *, method: str, entity: EntitySpec | None) -> NlconnectError | None:
    """The error of an answer, None for a good one. Never repeats a value of the vendor's message."""
    error = _classified(response, method=method, entity=entity)
    if isinstance(error, ApiError):
        error.status = response.status
    if error is not None and entity is not None:
        error.entity = entity.name
    return error


def _classified(response: Response, *, method: str, entity: EntitySpec | None) -> NlconnectError | None:
    if response.is_success:
        return _masquerade(response)
    said = message_of(response, entity)
    reason = response.headers.get("reason", "").partition(":")[0].strip()
    match response.status:
        case 401:
            return _unauthorised(response)
        case 403:
            return _forbidden(said, reason, entity)
        case 404:
            return NotFound("there is no such record or resource, or this user may not see it")
        case 429:
            return RateLimited("Exact refused for the number of calls")
        case 400:
            return _bad_request(said, reason, entity)
        case 500:
            return _business_refusal(said, method, entity)
        case 502 | 503 | 504:
            return ServerError("Exact is not available", hint="Maintenance is announced on Exact's status page.")
        case status:
            return _seldom(status, said, method)


def _masquerade(response: Response) -> NlconnectError | None:
    """Exact: maintenance and sign-in pages come as HTML with status 200. XML is an answer: `$metadata` is."""
    if response.is_web_page:
        return ServerError("Exact sent a web page where data was due", hint="It is probably in maintenance.")
    return None


def _unauthorised(response: Response) -> NlconnectError:
    challenge = unquote(response.headers.get("www-authenticate", "")).replace("+", " ").lower()
    if "expired" in challenge:
        return AuthError("the access token has expired")
    return AuthError("Exact does not accept the access token", hint="Sign in again with: nlconnect login")


def _forbidden(said: str, reason: str, entity: EntitySpec | None) -> NlconnectError:
    if "scope violated" in said.lower():
        permission = entity.permission if entity is not None and entity.permission else "the permission it needs"
        return ScopeMissing(
            f"the app lacks the scope {permission!r}",
            hint="Add it to the app in Exact's app centre, then sign in again with: nlconnect login",
        )
    if "division scope" in said.lower():
        return Forbidden("the user did not grant this company to the app", hint=NOT_GRANTED)
    cause = UNREADABLE_REASONS.get(reason)
    return Forbidden(cause or said or "this user lacks the right, or the licence lacks the module", hint=None)


def _bad_request(said: str, reason: str, entity: EntitySpec | None) -> NlconnectError:
    if reason == "TooEarlyToRefreshTokens":
        return AuthError("Exact refuses to refresh a token this early")
    if reason in UNREADABLE_REASONS:
        return Forbidden(UNREADABLE_REASONS[reason])
    error = Invalid(said or "Exact does not understand the request")
    if "mandatory filtering" in said.lower():
        error.hint = "This resource wants a condition on one of the fields it names."
    error.fields = _blamed(said, entity)
    return error


def _seldom(status: int, said: str, method: str) -> ApiError:
    match status:
        case 405:
            return Invalid(f"{method} is not offered on this resource")
        case 408:  # by community reports only
            return ServerError("Exact finds the question too heavy", hint="Ask for fewer fields or fewer records.")
        case 409 | 412:
            return Conflict(said or "the record exists already, or was changed meanwhile")
        case _ if 400 <= status < 500:
            return Invalid(said or f"Exact refused the request with status {status}")
    return ServerError(said or f"Exact answered with status {status}")


def _business_refusal(said: str, method: str, entity: EntitySpec | None) -> NlconnectError:
    """Exact: a refusal on business grounds comes as a 500 with a message; a failure has none.

    A read is never refused on business grounds, so there a 500 is a failure and may be tried again.
    """
    if not said or method == "GET":
        return ServerError(said or "Exact failed without saying why")
    if any(words in said.lower() for words in ALREADY_EXISTS):
        return Conflict(said)
    error = Invalid(said)
    error.fields = _blamed(said, entity)
    return error


def _blamed(said: str, entity: EntitySpec | None) -> tuple[str, ...]:
    """Wire fields that the message names; another word in their place may be a value, or a Dutch label."""
    return tuple(name for name in _FIELD.findall(said) if entity is not None and name in entity.by_wire)


def message_of(response: Response, entity: EntitySpec | None = None) -> str:
    """The vendor's own words, without values; empty where there are none."""
    try:
        payload = json.loads(response.content)
        message = payload["error"]["message"]
        text = message["value"] if isinstance(message, dict) else message
    except (ValueError, KeyError, TypeError, RecursionError):
        return ""
    if not isinstance(text, str):
        return ""
    return scrubbed(text, known=entity.by_wire if entity is not None else (), words=_words(entity))


@cache
def _vocabulary() -> frozenset[str]:
    """The words Exact's messages are made of, as far as known: it repeats what people typed in the midst of them."""
    return frozenset(files(__package__).joinpath("vocabulary.txt").read_text("utf-8").split())


def _words(entity: EntitySpec | None) -> frozenset[str]:
    labels = [spec.label_nl for spec in entity.fields if spec.label_nl] if entity is not None else []
    return _vocabulary().union(*(label.lower().split() for label in labels))
