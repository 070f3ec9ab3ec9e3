"""Errors by the status of an answer, for systems that mean by it what HTTP means."""

from __future__ import annotations

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
from nlconnect.model.wire import Response


def error_by_status(response: Response, *, title: str, entity: EntitySpec | None) -> NlconnectError | None:
    """What an answer stands for; None for a good one. The vendor's own words are not repeated: they may hold values."""
    error = _classified(response, title)
    if error is None:
        return None
    if isinstance(error, ApiError):
        error.status = response.status
    if entity is not None:
        error.entity = entity.name
    return error


def _classified(response: Response, title: str) -> NlconnectError | None:
    if response.is_success:
        if response.is_web_page:
            return ServerError(f"{title} sent a web page where data was due")
        return None
    match response.status:
        case 401:
            return AuthError(f"{title} does not accept the token", hint="Sign in again: `nlconnect login`.")
        case 402 | 403:
            return Forbidden(f"{title} does not allow this", hint="Ask the administrator for the right to it.")
        case 404 | 410:
            return NotFound("there is no such record, or this user may not see it")
        case 409 | 412:
            return Conflict("the record was changed meanwhile, or is there already")
        case 429:
            return RateLimited(f"{title} refused for the number of calls")
        case status if status >= 500:
            return ServerError(f"{title} answered with status {status}")
        case status:
            return Invalid(f"{title} refused the request with status {status}")
