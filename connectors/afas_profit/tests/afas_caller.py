"""A stranger's client of AFAS: plain httpx in the mock's own process, with a classic token."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from typing import Any

import httpx

from nlconnect.mock import Mock, Setting
from nlconnect_afas.mock import MOCK
from nlconnect_afas.mock.service import AfasService

BASE = "/ProfitRestServices"


def header_of(token: str) -> str:
    """What AFAS wants on the wire: the whole XML in base64."""
    return f"AfasToken {base64.b64encode(token.encode()).decode()}"


class Afas:
    """One mock environment, and a client that may ask it."""

    def __init__(self, **setting: Any) -> None:
        self.mock: Mock[AfasService] = Mock(MOCK, setting=Setting(**setting))
        token = str(self.mock.credentials["token"])
        self.client = httpx.Client(
            transport=self.mock.transport(),
            base_url=self.mock.base_url,
            headers={"authorization": header_of(token), "accept": "application/json"},
        )

    @property
    def service(self) -> AfasService:
        return self.mock.service

    def get(self, path: str, *, headers: Any = None, **parameters: Any) -> httpx.Response:
        return self.client.get(f"{BASE}{path}", params={k: str(v) for k, v in parameters.items()}, headers=headers)

    def view(self, name: str, **parameters: Any) -> list[dict[str, Any]]:
        """The rows of one call."""
        answer = self.get(f"/connectors/{name}", **parameters)
        assert answer.status_code == 200, answer.text
        rows: list[dict[str, Any]] = answer.json()["rows"]
        return rows

    def pages(self, name: str, *, take: int, **parameters: Any) -> Iterator[list[dict[str, Any]]]:
        """Pages until one is short, as clients read AFAS."""
        skip = 0
        while True:
            rows = self.view(name, skip=skip, take=take, **parameters)
            yield rows
            if len(rows) < take:
                return
            skip += take

    def send(self, method: str, path: str, body: object = None, **headers: str) -> httpx.Response:
        return self.client.request(method, f"{BASE}{path}", json=body, headers=headers)


def text_of(answer: httpx.Response) -> str:
    """The message of a refusal, which has the three keys and no more."""
    body = answer.json()
    assert set(body) == {"errorNumber", "externalMessage", "profitLogReference"}
    message: str = body["externalMessage"]
    return message
