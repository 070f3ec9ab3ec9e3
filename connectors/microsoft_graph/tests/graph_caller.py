"""A mock Graph in process, asked over plain httpx."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import httpx

from nlconnect.mock import Mock, Setting
from nlconnect_graph.mock import MOCK
from nlconnect_graph.mock.service import GraphService


class GraphCaller:
    """Asks the mock as an app by itself, or as the user whose name is given."""

    def __init__(self, *, user: str | None = None, granted: Iterable[str] | None = None, **setting: Any) -> None:
        self.mock: Mock[GraphService] = Mock(MOCK, setting=Setting(**({"quota": "off"} | setting)))
        self.info = self.mock.service.info()
        self.http = httpx.Client(transport=self.mock.transport())
        self.sign_in(user=user, granted=granted)

    @property
    def service(self) -> GraphService:
        return self.mock.service

    @property
    def mailbox(self) -> str:
        return f"/users/{self.info['mailbox']}"

    def sign_in(self, *, user: str | None = None, granted: Iterable[str] | None = None) -> None:
        row = self.service.state.find_user(user) if user else None
        identifier = None if row is None else str(row["id"])
        token = self.service.accounts.issue_access(now=self.mock.clock.now(), user=identifier, granted=granted)
        self.http.headers["authorization"] = f"Bearer {token}"

    def ask(self, method: str, path: str, *, body: object = None, **headers: str) -> httpx.Response:
        url = path if path.startswith("http") else f"{self.info['base_url']}{path}"
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        content = None
        if isinstance(body, bytes):
            content = body
        elif body is not None:
            content = json.dumps(body).encode()
            named.setdefault("content-type", "application/json")
        return self.http.request(method, url, content=content, headers=named)

    def get(self, path: str, **headers: str) -> httpx.Response:
        return self.ask("GET", path, **headers)

    def body(self, path: str, **headers: str) -> dict[str, Any]:
        answer = self.get(path, **headers)
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def pages(self, path: str, **headers: str) -> list[dict[str, Any]]:
        """Every page of a list."""
        found = [self.body(path, **headers)]
        while link := found[-1].get("@odata.nextLink"):
            found.append(self.body(link, **headers))
        return found

    def rows(self, path: str, **headers: str) -> list[dict[str, Any]]:
        """Every row of a list, page after page."""
        return [row for page in self.pages(path, **headers) for row in page["value"]]

    def error(self, path: str, **headers: str) -> tuple[int, str]:
        """Status and code of a refusal."""
        answer = self.get(path, **headers)
        return answer.status_code, answer.json()["error"]["code"]

    def token(self, **form: str) -> httpx.Response:
        """Ask the token endpoint, as an app with its secret unless the form says otherwise."""
        usual = {
            "client_id": str(self.info["client_id"]),
            "client_secret": str(self.info["client_secret"]),
            "grant_type": "client_credentials",
            "scope": "https://graph.microsoft.com/.default",
        }
        whole = {name: value for name, value in {**usual, **form}.items() if value}
        return self.http.post(f"{self.info['login_url']}/oauth2/v2.0/token", data=whole, headers={"authorization": ""})
