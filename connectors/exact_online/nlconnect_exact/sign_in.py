"""How Exact signs people in: when it refreshes, and what its refusals mean (fact sheet section 2)."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime

from nlconnect.connector import AuthSpec, Refusal, RefusalKind, Response

_EXPIRED = re.compile(r"refresh token expired(?: at (\d{1,2}/\d{1,2}/\d{4} \d{1,2}:\d{2}:\d{2} [AP]M))?", re.IGNORECASE)


def explain(response: Response) -> Refusal | None:
    """Which refusal of the token endpoint an answer is, None for one that Exact is not known to give.

    Exact: "too early" comes with status 400 or 401, so the text and the header decide.
    """
    error, said = _told(response)
    if _is_too_early(response, said):
        return Refusal(RefusalKind.TOO_EARLY)
    if "old refresh token used" in said:
        return Refusal(RefusalKind.SPENT)
    if expired := _EXPIRED.search(said):
        return Refusal(RefusalKind.EXPIRED, expired_at=_american(expired.group(1)))
    if response.status == 429:
        return Refusal(RefusalKind.RATE_LIMITED)
    if response.status == 400 and (error in ("", "invalid_request") or "bad request" in said):
        return Refusal(RefusalKind.INVALID)
    return None


def _is_too_early(response: Response, said: str) -> bool:
    reason = response.headers.get("reason", "").partition(":")[0].strip()
    return reason == "TooEarlyToRefreshTokens" or "access_token not expired" in said


def _told(response: Response) -> tuple[str, str]:
    """The error's code, and all that was said, in lower case. Exact: the body may be empty or plain text."""
    text = response.content.decode("utf-8", "replace")
    try:
        body = json.loads(text)
    except (ValueError, RecursionError):
        return "", text.lower() if response.media_type != "text/html" else ""
    if not isinstance(body, dict):
        return "", ""
    return str(body.get("error", "")), str(body.get("error_description", "")).lower()


def _american(moment: str | None) -> float | None:
    """Exact writes this moment in the American manner, without a zone; it is read as UTC."""
    if moment is None:
        return None
    try:
        return datetime.strptime(moment.upper(), "%m/%d/%Y %I:%M:%S %p").replace(tzinfo=UTC).timestamp()
    except ValueError:
        return None


AUTH = AuthSpec(
    authorize_path="/api/oauth2/auth",
    token_path="/api/oauth2/token",
    explain=explain,
    not_before_seconds=570,
    lifetime_seconds=600,
    single_use_refresh=True,
    idle_days=30,
    idle_warning_days=25,
    token_calls_a_day=200,
)
"""Exact refuses to refresh in the first 570 of a token's 600 seconds, and counts each such try as an error."""
