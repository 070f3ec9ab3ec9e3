"""`$batch`: up to twenty requests in one, answered in another order, each with a status of its own."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from nlconnect.mock.messages import Answer, Asked, json_answer
from nlconnect_graph.mock.refusals import PLAIN_JSON_TYPE, Refused
from nlconnect_graph.mock.state import State

MOST = 20


@dataclass(frozen=True)
class Part:
    """One request of a batch."""

    id: str
    asked: Asked
    depends_on: tuple[str, ...]


def answer_batch(asked: Asked, state: State, *, root: str, ask: Callable[[Asked], Answer]) -> Answer:
    """Answer every part, and put the answers in another order. Raises Refused on a wrong envelope."""
    parts = _parts(asked, root)
    answers: dict[str, Answer] = {}
    for number, part in enumerate(parts, 1):
        every = state.switches.throttled_parts
        if any(answers[name].status >= 400 for name in part.depends_on):
            answers[part.id] = _refused(424, "FailedDependency", "A request this one depends on has failed.")
        elif every and number % every == 0:
            throttled = _refused(429, "TooManyRequests", "Too many requests.")
            answers[part.id] = throttled.with_headers({"Retry-After": "1.249"})
        else:
            answers[part.id] = ask(part.asked)
    shown = [_shown(name, answer) for name, answer in answers.items()]
    return json_answer(200, {"responses": shown[1::2] + shown[::2]}, content_type=PLAIN_JSON_TYPE)


def _parts(asked: Asked, root: str) -> list[Part]:
    try:
        body = json.loads(asked.content)
    except ValueError:
        body = None
    requests = body.get("requests") if isinstance(body, dict) else None
    if not isinstance(requests, list) or not requests:
        raise Refused(400, "BadRequest", "Invalid batch payload format.")
    if len(requests) > MOST:
        raise Refused(400, "BadRequest", f"Number of batch request steps exceeds the maximum value of {MOST}.")
    parts = [_part(request, asked, root) for request in requests]
    names = [part.id.lower() for part in parts]
    if len(set(names)) < len(names):
        raise Refused(400, "BadRequest", "Request Id values must be unique.")
    for place, part in enumerate(parts):
        if any(name not in [one.id for one in parts[:place]] for name in part.depends_on):
            raise Refused(400, "BadRequest", "A request can only depend on one before it.")
    return parts


def _part(request: object, asked: Asked, root: str) -> Part:
    if not isinstance(request, dict) or not {"id", "method", "url"} <= request.keys():
        raise Refused(400, "BadRequest", "A batch request needs an id, a method and an url.")
    headers = {str(name).lower(): str(value) for name, value in (request.get("headers") or {}).items()}
    content = b""
    if "body" in request:
        if "content-type" not in headers:
            raise Refused(400, "BadRequest", "Write request without a Content-Type header.")
        body = request["body"]
        content = json.dumps(body).encode() if isinstance(body, dict | list) else base64.b64decode(str(body))
    url = f"{root}/{str(request['url']).lstrip('/')}".replace(" ", "%20")
    whole = {"authorization": asked.header("authorization"), **headers}
    needed = request.get("dependsOn") or []
    return Part(str(request["id"]), Asked(str(request["method"]).upper(), url, whole, content), tuple(map(str, needed)))


def _refused(status: int, code: str, message: str) -> Answer:
    return json_answer(status, {"error": {"code": code, "message": message}}, content_type=PLAIN_JSON_TYPE)


def _shown(name: str, answer: Answer) -> Mapping[str, object]:
    """A body that is no JSON comes as base64."""
    headers = {_title(key): value for key, value in answer.headers.items() if key.lower() in _KEPT}
    shown: dict[str, object] = {"id": name, "status": answer.status, "headers": headers}
    if answer.content:
        is_json = "json" in answer.headers.get("content-type", "")
        decoded = cast("Any", json.loads(answer.content)) if is_json else base64.b64encode(answer.content).decode()
        shown["body"] = decoded
    return shown


_KEPT = frozenset({"content-type", "location", "retry-after", "etag", "preference-applied", "odata-version"})


def _title(name: str) -> str:
    return "-".join(part.capitalize() for part in name.split("-"))
