"""Exact's token endpoint: every row of the table in the fact sheet, section 2."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from nlconnect.connector import Refusal, RefusalKind
from nlconnect.model.wire import Response
from nlconnect_exact.sign_in import AUTH, explain

TOO_EARLY = {"error": "access_denied", "error_description": "Rate limit exceeded: access_token not expired"}
REASON = {"reason": "TooEarlyToRefreshTokens: access_token not expired"}
EXPIRED_AT = datetime(2021, 11, 3, 14, 50, 46, tzinfo=UTC).timestamp()


def response(status: int, body: object = b"", headers: dict[str, str] | None = None) -> Response:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Response(status, headers or {}, content, "https://start.exactonline.nl/api/oauth2/token", 0.0, 0.0)


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (response(400, TOO_EARLY, REASON), RefusalKind.TOO_EARLY),
        (response(401, TOO_EARLY), RefusalKind.TOO_EARLY),
        (response(400, b"", REASON), RefusalKind.TOO_EARLY),
        (
            response(401, {"error": "unauthorized_client", "error_description": "Old refresh token used."}),
            RefusalKind.SPENT,
        ),
        (response(400, {"error": "invalid_request"}), RefusalKind.INVALID),
        (response(400), RefusalKind.INVALID),
        (response(400, b"Bad Request"), RefusalKind.INVALID),
        (response(429), RefusalKind.RATE_LIMITED),
    ],
)
def test_each_refusal_of_the_token_table_is_told_apart(answer: Response, kind: RefusalKind) -> None:
    assert explain(answer) == Refusal(kind)


@pytest.mark.parametrize(
    ("said", "moment"),
    [
        ("The refresh token expired at 11/3/2021 2:50:46 PM and it is now 7/31/2022 7:45:12 PM.", EXPIRED_AT),
        ("The refresh token expired at 99/99/2021 2:50:46 PM.", None),
        ("The refresh token expired.", None),
    ],
)
def test_the_american_date_of_an_expired_token_is_read(said: str, moment: float | None) -> None:
    answer = response(400, {"error": "invalid_request", "error_description": said})
    assert explain(answer) == Refusal(RefusalKind.EXPIRED, expired_at=moment)


@pytest.mark.parametrize(
    "answer",
    [
        response(500, {"error": {"code": "", "message": {"value": "Fout"}}}),
        response(503, b"<html>maintenance</html>", {"content-type": "text/html"}),
        response(200, b"<html>maintenance</html>", {"content-type": "text/html"}),
        response(401, b"<html>Object moved</html>", {"content-type": "text/html"}),
        response(401, ["unexpected"]),
        response(403, {"error": "access_denied"}),
    ],
)
def test_an_answer_that_is_no_known_refusal_is_left_to_the_core(answer: Response) -> None:
    assert explain(answer) is None


def test_a_token_is_refreshed_in_its_last_thirty_seconds_only() -> None:
    assert (AUTH.not_before_seconds, AUTH.lifetime_seconds) == (570, 600)
    assert AUTH.single_use_refresh


def test_an_answer_that_is_nested_without_end_is_no_known_refusal() -> None:
    assert explain(response(503, b"[" * 100_000)) is None
