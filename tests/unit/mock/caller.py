"""A caller that asks the mock without any HTTP library."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from nlconnect.mock import Mock
from nlconnect.mock.messages import Answer, Errand
from nlconnect.model.wire import Request
from nlconnect_exact.mock.service import ExactService

DIVISION = 1234001


@dataclass
class Caller:
    """Asks the mock without any HTTP library."""

    mock: Mock[ExactService]
    token: str

    def ask(
        self, method: str, path: str, *, body: object = None, accept: str | None = "application/json", **headers: str
    ) -> Answer:
        url = path if path.startswith("http") else self.mock.base_url + path.replace(" ", "%20")
        sent = {"authorization": f"Bearer {self.token}"} | {name.replace("_", "-"): v for name, v in headers.items()}
        if accept is not None:
            sent["accept"] = accept
        content = None
        if body is not None:
            sent.setdefault("content-type", "application/json")
            content = body if isinstance(body, bytes) else json.dumps(body).encode()
        answer = self.mock.handle(Request(method, url, sent, content))
        if isinstance(answer, Errand):
            answer = answer.then(self.mock.poster(answer))
        assert isinstance(answer, Answer)
        return answer

    def get(self, path: str, **options: Any) -> Answer:
        return self.ask("GET", path if path.startswith(("/", "http")) else f"/api/v1/{DIVISION}/{path}", **options)

    def post(self, path: str, body: object, **options: Any) -> Answer:
        return self.ask("POST", f"/api/v1/{DIVISION}/{path}", body=body, **options)

    def put(self, path: str, body: object, **options: Any) -> Answer:
        return self.ask("PUT", f"/api/v1/{DIVISION}/{path}", body=body, **options)

    def delete(self, path: str) -> Answer:
        return self.ask("DELETE", f"/api/v1/{DIVISION}/{path}")

    def rows(self, path: str, **options: Any) -> list[dict[str, Any]]:
        """Every row of a list, page after page."""
        found: list[dict[str, Any]] = []
        link: str | None = path
        while link:
            body = d(self.get(link, **options))
            found += body["results"] if isinstance(body, dict) else body
            link = body.get("__next") if isinstance(body, dict) else None
        return found


def d(answer: Answer) -> Any:
    assert answer.status in (200, 201), (answer.status, answer.content)
    return json.loads(answer.content)["d"]


def text_of(answer: Answer) -> str:
    """The message of an error."""
    message: str = json.loads(answer.content)["error"]["message"]["value"]
    return message


Opened = Callable[..., Caller]
"""Opens a mock by a setting and signs in."""
