"""What an answer of AFAS stands for, by what the caller can do next (fact sheet section 7)."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from nlconnect.connector import EntitySpec, Response, scrubbed
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

_WEB_PAGE = re.compile(r"<(?:!doctype html|html)\b", re.IGNORECASE)
_FIELD = re.compile(r"(?:field|veld|connectorveld|value for|waarde (?:bij|voor)|column|kolom) '([^']+)'", re.IGNORECASE)
_REFERENCE = re.compile(r"[0-9A-Fa-f]{32}")

NOT_AUTHORISED = ("not supported for this app", "not authori", "niet geautoriseerd", "niet ondersteund voor deze app")
BLOCKED = ("getconnector (definition) is blocked", "getconnector (definitie) is geblokkeerd", "connector is blocked")
LOCKED = ("another user", "andere gebruiker", "een ander gebruiker")
MEMORY = ("out of memory", "out of string space", "onvoldoende geheugen")
DURATION = ("maximum duration", "maximale tijdsduur")
UNEXPECTED = ("unexpected error", "onverwachte fout")
NO_FIELD = ("connector field", "connectorveld")
NO_INDEX = ("invalid index field", "ongeldig indexveld")
EXISTS = ("already exists", "bestaat al", "bestaat reeds")
_NOT_FOUND = "there is no such connector or file, or this user may not see it"
HELD = "AFAS holds this for another user just now"
GAVE_UP = "AFAS gave up after 15 minutes"
LESS = "Ask for less: fewer rows with .limit(...), a condition such as a period, or a view with fewer columns."
MISSING_CONNECTOR = "Let the administrator add it to the app connector, and the user to a group that may use it."


@dataclass(frozen=True, slots=True)
class Refusal:
    """What AFAS said: its message as it came (never shown), and the entry in the customer's own log."""

    message: str = ""
    reference: str | None = None
    retry_after: float | None = None


def error_of(response: Response, *, method: str, entity: EntitySpec | None) -> NlconnectError | None:
    """The error of an answer, None for a good one. Never repeats a value of the vendor's message."""
    refusal = refusal_of(response)
    error = _classified(response, refusal, method=method, entity=entity)
    if error is None:
        return None
    if isinstance(error, ApiError):
        error.status = response.status
        error.retry_after = refusal.retry_after
    if refusal.reference is not None:
        logged = f"Profit's own log has it under {refusal.reference}."
        error.hint = f"{error.hint} {logged}" if error.hint else logged
    if entity is not None:
        error.entity = entity.name
    return error


def _classified(
    response: Response, refusal: Refusal, *, method: str, entity: EntitySpec | None
) -> NlconnectError | None:
    if response.is_success:
        return _masquerade(response)
    said = _shown(refusal.message, entity)
    match response.status:
        case 401:
            return _unauthorised(response, refusal.message, entity)
        case 403:
            return Forbidden(
                "AFAS does not let this app connector in from here",
                hint="The administrator can allow this network address (IP rules of the app connector).",
            )
        case 404:
            return NotFound(_NOT_FOUND)
        case 413:
            return Invalid("the request is larger than the 75 MB that AFAS takes")
        case 429:
            return RateLimited("AFAS refused for the number of calls")
        case 502 | 503 | 504:
            return ServerError("AFAS is not available", hint="Maintenance is announced on AFAS's status page.")
        case 500:
            return _refused(refusal.message, said, method, entity)
        case status if 400 <= status < 500:
            return Invalid(said or f"AFAS refused the request with status {status}")
    return ServerError(said or f"AFAS answered with status {response.status}")


def _masquerade(response: Response) -> NlconnectError | None:
    """A page for people where data was due: maintenance, or a front that is lost."""
    if response.is_web_page:
        return ServerError("AFAS sent a web page where data was due", hint="It is probably in maintenance.")
    return None


def _unauthorised(response: Response, message: str, entity: EntitySpec | None) -> NlconnectError:
    """AFAS: 401 also stands for a wrong environment, or a connector that the app lacks; the words may tell."""
    if _any(NOT_AUTHORISED, message.lower()):
        return _lacking(entity)
    challenge = response.headers.get("www-authenticate", "").lower()
    if "invalid_token" in challenge:
        return AuthError("the access token has expired or was withdrawn", hint="Sign in again: `nlconnect login`.")
    return AuthError(
        "AFAS does not accept the token",
        hint="Is it of this environment, is the app connector open, and does it hold this connector? "
        "Sign in again: `nlconnect login`.",
    )


def _lacking(entity: EntitySpec | None) -> NlconnectError:
    name = f" {entity.wire}" if entity is not None else ""
    return ScopeMissing(
        f"the app connector lacks the connector{name}, or its user may not use it", hint=MISSING_CONNECTOR
    )


def _refused(message: str, said: str, method: str, entity: EntitySpec | None) -> NlconnectError:
    """AFAS: nearly every refusal is a 500, and only its text, Dutch or English, says which; numbers say nothing."""
    text = message.lower()
    name = f" {entity.wire}" if entity is not None else ""
    if _any(NOT_AUTHORISED, text):
        return _lacking(entity)
    if _WEB_PAGE.search(message) and "404" in text:  # the name of a file that is not there
        return NotFound(_NOT_FOUND)
    if _any(BLOCKED, text):
        return Forbidden(
            f"AFAS has blocked the connector{name} for heavy use",
            hint="An administrator can unblock it; ask for less at a time then, and at night.",
        )
    if _any(LOCKED, text):
        return ServerError(HELD, hint="Try again in a minute.")
    if _any(MEMORY, text):
        error = Invalid("AFAS ran out of memory over this page", hint=LESS)
        error.too_much = True
        return error
    if _any(DURATION, text):
        return Invalid(GAVE_UP, hint=LESS)
    if not message or _any(UNEXPECTED, text):
        return ServerError(said or "AFAS failed without saying why")
    if _any(NO_FIELD, text) or _any(NO_INDEX, text):
        error = Invalid(said, hint="The view of this environment is another: compare with `nlconnect schema diff`.")
    elif method != "GET" and _any(EXISTS, text):
        return Conflict(said)
    else:
        error = Invalid(said)
    error.fields = _blamed(message, entity)
    return error


def _any(phrases: tuple[str, ...], text: str) -> bool:
    return any(phrase in text for phrase in phrases)


def _blamed(message: str, entity: EntitySpec | None) -> tuple[str, ...]:
    """Columns that the message names; another word in their place may be a value, or a label."""
    return tuple(name for name in _FIELD.findall(message) if entity is not None and name in entity.by_wire)


def refusal_of(response: Response) -> Refusal:
    """What a refusal says: the body first, the obsolete header where the body says nothing."""
    if response.is_success:
        return Refusal()
    body = _object(response.content)
    message = next((body[key] for key in ("externalMessage", "message") if isinstance(body.get(key), str)), None)
    reference = body.get("profitLogReference")
    seconds = body.get("retry_after")
    return Refusal(
        message=str(message) if message is not None else _from_header(response),
        reference=reference if isinstance(reference, str) and _REFERENCE.fullmatch(reference) else None,
        retry_after=float(seconds) if isinstance(seconds, int | float) and 0 <= seconds < 10**9 else None,
    )


def log_reference(response: Response) -> str | None:
    """The entry in the customer's own log, where a refusal names one."""
    return refusal_of(response).reference


def _object(content: bytes) -> Mapping[str, object]:
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _from_header(response: Response) -> str:
    """AFAS, until it is withdrawn: the message in base64, sometimes as JSON."""
    try:
        text = base64.b64decode(response.headers.get("x-profit-error", ""), validate=True).decode("utf-8", "replace")
    except (ValueError, binascii.Error):
        return ""
    said = _object(text.encode()).get("externalMessage")
    return said if isinstance(said, str) else text


def _shown(message: str, entity: EntitySpec | None) -> str:
    """The vendor's words without values: people's input stands in the midst of them."""
    known = entity.by_wire if entity is not None else {}
    return scrubbed(message, known=known, words=_words(entity)) if message else ""


@cache
def _vocabulary() -> frozenset[str]:
    return frozenset(files(__package__).joinpath("vocabulary.txt").read_text("utf-8").split())


def _words(entity: EntitySpec | None) -> frozenset[str]:
    labels = [label for spec in entity.fields for label in (spec.label_nl, spec.label) if label] if entity else []
    return _vocabulary().union(*(label.lower().split() for label in labels))
