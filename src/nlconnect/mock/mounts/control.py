"""Turning a mock that runs in another process: faults and calls, beside the vendor's addresses."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from nlconnect.errors import ConfigError
from nlconnect.mock.calls import Call
from nlconnect.mock.messages import Answer, json_answer, text_answer
from nlconnect.mock.mock import Mock
from nlconnect.mock.system import Service
from nlconnect.model.scope import Scope
from nlconnect.model.wire import Request

PREFIX = "/-/mock/"
"""No vendor has an address like it: `POST /-/mock/faults` (a fault a line), `GET /-/mock/calls`, `DELETE` on both."""


class Told(msgspec.Struct, frozen=True):
    """A call as it is told over HTTP."""

    method: str
    path: str
    query: str
    scope: dict[str, int | str]
    status: int
    at: float


def control(mock: Mock[Service], request: Request, *, name: str) -> Answer:
    """Answer a request below the prefix."""
    match (request.method, name):
        case ("POST", "faults"):
            try:
                for line in (request.content or b"").decode().split():
                    mock.fault(line)
            except ConfigError as unclear:
                return text_answer(400, str(unclear))
            return Answer(204)
        case ("DELETE", "faults"):
            mock.faults.clear()
            return Answer(204)
        case ("GET", "calls"):
            told = [Told(c.method, c.path, c.query, dict(c.scope), c.status, c.at) for c in mock.calls]
            return json_answer(200, told)
        case ("DELETE", "calls"):
            mock.calls.clear()
            return Answer(204)
    return Answer(404)


def send_fault(base_url: str, text: str) -> None:
    """Put a fault in force over HTTP. Raises ConfigError where it is unclear."""
    import httpx

    answer = httpx.post(f"{base_url}{PREFIX}faults", content=text, trust_env=False)
    if answer.status_code != 204:
        raise ConfigError(answer.text)


def fetch_calls(base_url: str) -> Sequence[Call]:
    """The calls so far, over HTTP."""
    import httpx

    answer = httpx.get(f"{base_url}{PREFIX}calls", trust_env=False)
    told = msgspec.json.decode(answer.content, type=list[Told])
    return [Call(t.method, t.path, t.query, Scope(**t.scope), t.status, t.at) for t in told]
