"""How Graph says no: one JSON shape with many codes, challenges, and HTML from a gateway."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from datetime import UTC, datetime

from nlconnect.mock.messages import Answer, html_answer, json_answer

JSON_TYPE = "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8"
PLAIN_JSON_TYPE = "application/json"
"""Of a refusal, of a batch, and of what another host answers."""
FAMILIES: Mapping[str, str] = {
    "mail": "outlook",
    "calendar": "outlook",
    "contacts": "outlook",
    "todo": "outlook",
    "files": "files",
    "sites": "files",
    "teams": "teams",
    "planner": "planner",
}
"""Services that answer alike, by module of the catalogue; all else answers as the directory does."""

_CODES: Mapping[str, Mapping[str, str]] = {
    "directory": {
        "bad": "Request_BadRequest",
        "unsupported": "Request_UnsupportedQuery",
        "denied": "Authorization_RequestDenied",
        "missing": "Request_ResourceNotFound",
        "method": "Request_BadRequest",
        "busy": "TooManyRequests",
    },
    "outlook": {
        "bad": "ErrorInvalidUrlQuery",
        "unsupported": "ErrorInvalidUrlQueryFilter",
        "denied": "ErrorAccessDenied",
        "missing": "ErrorItemNotFound",
        "method": "ErrorInvalidRequest",
        "busy": "ApplicationThrottled",
    },
    "files": {
        "bad": "invalidRequest",
        "unsupported": "invalidRequest",
        "denied": "accessDenied",
        "missing": "itemNotFound",
        "method": "invalidRequest",
        "busy": "activityLimitReached",
    },
    "teams": {
        "bad": "BadRequest",
        "unsupported": "BadRequest",
        "denied": "Forbidden",
        "missing": "NotFound",
        "method": "BadRequest",
        "busy": "TooManyRequests",
    },
    "planner": {
        "bad": "",
        "unsupported": "",
        "denied": "",
        "missing": "",
        "method": "",
        "busy": "TooManyRequests",
    },
}
_STATUSES = {"bad": 400, "unsupported": 400, "denied": 403, "missing": 404, "method": 405, "busy": 429}
_TEXTS = {
    "directory": {"denied": "Insufficient privileges to complete the operation."},
    "outlook": {
        "denied": "Access is denied. Check credentials and try again.",
        "missing": "The specified object was not found in the store.",
    },
    "files": {"denied": "Access denied", "missing": "The resource could not be found."},
    "planner": {
        "denied": "You do not have the required permissions to access this item.",
        "missing": "The requested item is not found.",
    },
}


class Refused(Exception):
    """The request is answered with this status and this code."""

    def __init__(self, status: int, code: str, message: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.headers = headers or {}


def refusal(module: str, kind: str, message: str = "") -> Refused:
    """A refusal in the words of one service: `bad`, `unsupported`, `denied`, `missing`, `method` or `busy`."""
    family = FAMILIES.get(module, "directory")
    text = message or _TEXTS.get(family, {}).get(kind) or "Resource could not be found."
    return Refused(_STATUSES[kind], _CODES[family][kind], text)


def error_body(code: str, message: str, *, now: float, request_id: str, client_request_id: str) -> dict[str, object]:
    """Graph: the inner error repeats the correlation ids."""
    moment = datetime.fromtimestamp(now, UTC).strftime("%Y-%m-%dT%H:%M:%S")
    inner = {"date": moment, "request-id": request_id, "client-request-id": client_request_id}
    return {"error": {"code": code, "message": message, "innerError": inner}}


def challenge(*, login: str, claims: str = "") -> str:
    """`WWW-Authenticate` of a 401; with claims it is the challenge of continuous access evaluation."""
    text = f'Bearer realm="", authorization_uri="{login}/common/oauth2/authorize", client_id="{GRAPH_APP}"'
    if claims:
        encoded = base64.b64encode(claims.encode()).decode()
        text += f', error="insufficient_claims", claims="{encoded}"'
    return text


GRAPH_APP = "00000003-0000-0000-c000-000000000000"


def access_claims(now: float) -> str:
    """What a challenge asks to be repeated at the token endpoint."""
    return json.dumps({"access_token": {"nbf": {"essential": True, "value": str(int(now))}}}, separators=(",", ":"))


def gateway(status: int) -> Answer:
    """Graph: a gateway's error can be a page, not JSON. Its text is a guess."""
    title = {502: "Bad Gateway", 504: "Gateway Time-out"}.get(status, "Service unavailable")
    return html_answer(status, f"{status} {title}", f"<center><h1>{status} {title}</h1></center>")


def json_error(refused: Refused, *, now: float, request_id: str, client_request_id: str) -> Answer:
    body = error_body(
        refused.code, refused.message, now=now, request_id=request_id, client_request_id=client_request_id
    )
    return json_answer(refused.status, body, content_type=PLAIN_JSON_TYPE).with_headers(refused.headers)
