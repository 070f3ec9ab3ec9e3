"""What an answer of Graph stands for, by what the caller can do next (fact sheet section 8).

Branching is on the status first, then on the code; never on the message, which repeats what people typed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote, urlsplit

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
from nlconnect.model.catalogue import EntitySpec

SAID: Mapping[str, tuple[str, str | None]] = {
    "Authorization_IdentityNotFound": ("the app is not known in this tenant", "Ask for admin consent."),
    "ErrorInvalidUser": ("there is no such mailbox, or it is hidden from this login", "Check its address."),
    "ErrorAccessDenied": (
        "Exchange denies access to this mailbox",
        "The permission is missing, or RBAC for Applications does not give this mailbox to the app.",
    ),
    "InefficientFilter": (
        "Exchange finds the combination of condition and order too costly",
        "Order by what the condition is about, or sort in Python.",
    ),
    "MailboxNotEnabledForRESTAPI": (
        "this user has no mailbox in Exchange Online",
        "The mailbox has no licence, or stands on premises.",
    ),
    "Request_UnsupportedQuery": ("the directory cannot be asked this", "Filter or sort on less, and in Python."),
    "RequestBroker--ParseUri": ("Graph cannot read the address", None),
    "ErrorInvalidIdMalformed": ("this is no id of a record in a mailbox", None),
    "ErrorQuotaExceeded": ("the mailbox is full", None),
    "nameAlreadyExists": ("there is something of that name already", None),
    "resourceLocked": ("somebody has it locked", "Try again when they have closed it."),
    "quotaLimitReached": ("the storage is full", None),
    "ApplicationThrottled": ("the mailbox takes four calls at a time", None),
}
"""What codes mean, in our words, and what to do."""

STALE = frozenset(
    {"resyncrequired", "resyncchangesapplydifferences", "resyncchangesuploaddifferences", "syncstatenotfound"}
    | {"syncstateinvalid"}
)
CHECK = "Check its name or id, and that this login may see it."
_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{1,60}")
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


def error_of(response: Response, *, method: str, entity: EntitySpec | None) -> NlconnectError | None:
    """The error of an answer, None for a good one. Repeats the vendor's code, never its message."""
    if response.is_success or response.status in _REDIRECTS or response.status == 304:
        return _masquerade(response)
    error = _classified(response, method=method, entity=entity)
    if isinstance(error, ApiError):
        error.status = response.status
    if entity is not None:
        error.entity = entity.name
    return error


def _masquerade(response: Response) -> NlconnectError | None:
    """A gateway may send a page with status 200; what people keep in a mailbox or drive comes as HTML, too.

    An answer without a body may be called HTML by whatever stands in between, and is good.
    """
    if response.is_web_page and response.content.strip() and _wants_json(response.url):
        error = ServerError("Microsoft sent a web page where data was due")
        error.status = response.status
        return error
    return None


def _wants_json(url: str) -> bool:
    return not url.partition("?")[0].endswith(("/$value", "/content"))


def _classified(response: Response, *, method: str, entity: EntitySpec | None) -> NlconnectError:
    code = code_of(response)
    told, hint = SAID.get(code, ("", None))
    named = f" ({code})" if code else ""
    match response.status:
        case 401:
            return AuthError("Microsoft does not accept the access token", hint="Sign in again: nlconnect login")
        case 403:
            return Forbidden(
                f"{told or 'the app or the person lacks a right to this'}{named}",
                hint=" ".join(part for part in (hint, _permission(entity)) if part),
            )
        case 402:
            return Forbidden(f"this call is charged for, and nobody is set up to pay{named}")
        case 404:
            parents = _parents(response.url, entity) if entity is not None else ""
            missing = f"there is no such {parents or 'record'}, or it is hidden from this login"
            return NotFound(f"{told or missing}{named}", hint=hint or (CHECK if parents and not told else None))
        case 409 | 412 | 423:
            return Conflict(f"{told or 'it exists already, is locked, or was changed meanwhile'}{named}", hint=hint)
        case 410:
            return _gone(named)
        case 429 | 509:
            return RateLimited(f"{told or 'Microsoft refused for the number of calls'}{named}")
        case 501:
            return Invalid(
                f"Microsoft cannot answer this question{named}",
                hint="Some fields are given for one record at a time only: fetch it by its key.",
            )
    return _seldom(response, code, method)


def _parents(url: str, entity: EntitySpec) -> str:
    """What can be missing where a whole list was asked for, the nearest first: `list or site`. Empty for a record."""
    place = unquote(urlsplit(url).path).rstrip("/")
    ways = [way for way in entity.paths if way.needs and re.fullmatch(_pattern(way.path), place, re.IGNORECASE)]
    if not ways:
        return ""
    return " or ".join(name.replace("_", " ") for name in reversed(max(ways, key=lambda way: len(way.needs)).needs))


def _pattern(path: str) -> str:
    """A path of the catalogue with anything in its places; a site may be written with slashes."""
    literals = (re.escape(part) for part in re.split(r"\{\w+\}", path))
    return f".*?{'.+?'.join(literals)}(?:/delta)?(?:\\(\\))?"


def _gone(named: str) -> NlconnectError:
    """Graph: a 410 is a cursor or a delta link that is too old, and says so before anything is lost."""
    return Conflict(
        f"Microsoft no longer knows this place in the changes{named}", hint="Read everything again, from the beginning."
    )


def _seldom(response: Response, code: str, method: str) -> NlconnectError:
    told, hint = SAID.get(code, ("", None))
    named = f" ({code})" if code else ""
    status = response.status
    match status:
        case 400:
            error = Invalid(f"{told or 'Microsoft does not understand the request'}{named}", hint=hint)
            error.fields = fields_of(response)
            return error
        case 405:
            return Invalid(f"{method} is not offered here{named}")
        case 413:
            return Invalid(f"the request is too large{named}", hint="Large files go up in an upload session.")
        case 507:
            return Invalid(f"{told or 'the storage is full'}{named}")
        case _ if 400 <= status < 500:
            return Invalid(f"{told or f'Microsoft refused the request with status {status}'}{named}", hint=hint)
    return ServerError(f"{told or f'Microsoft failed with status {status}'}{named}", hint=hint)


def _permission(entity: EntitySpec | None) -> str:
    if entity is None or not entity.permission:
        return "Ask for the permission that this resource needs; an administrator has to consent."
    return (
        f"At least {entity.permission} is needed, with an administrator's consent; `nlconnect describe` says more. "
        "A person also needs the right themselves."
    )


def code_of(response: Response) -> str:
    """The most telling code: the deepest one that we know, else the outermost. Codes may be empty or missing."""
    codes = [code for code in _codes(_error(response)) if _CODE.fullmatch(code)]
    known = [code for code in codes if code in SAID or code.lower() in STALE]
    return (known or codes or [""])[-1 if known else 0]


def fields_of(response: Response) -> tuple[str, ...]:
    """The wire fields that the details blame."""
    details = _error(response).get("details")
    targets = [part.get("target") for part in details if isinstance(part, dict)] if isinstance(details, list) else []
    return tuple(target for target in targets if isinstance(target, str) and _CODE.fullmatch(target))


def request_id_of(response: Response) -> str | None:
    """What Microsoft's support asks for; the body has it where a gateway dropped the header."""
    for name in ("request-id", "client-request-id"):
        if response.headers.get(name):
            return response.headers[name]
    if response.is_success:
        return None
    inner = _inner(_error(response))
    found = inner.get("request-id") if inner else None
    return found if isinstance(found, str) else None


def _codes(error: Mapping[str, object] | None) -> Iterator[str]:
    """From the outside in; nesting repeats. A body may nest as deep as it likes, so there is an end to it."""
    for _ in range(10):
        if error is None:
            return
        code = error.get("code")
        if isinstance(code, str):
            yield code
        error = _inner(error)


def _inner(error: Mapping[str, object]) -> Mapping[str, object] | None:
    """Graph: `innerError` and `innererror` both occur."""
    found = error.get("innerError", error.get("innererror"))
    return found if isinstance(found, dict) else None


def _error(response: Response) -> Mapping[str, object]:
    try:
        body = json.loads(response.content)
    except (ValueError, RecursionError):
        return {}
    error = body.get("error") if isinstance(body, dict) else None
    return error if isinstance(error, dict) else {}
