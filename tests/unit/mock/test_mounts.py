"""One mock in three places: inside both HTTP libraries, on a respx router, and behind a real socket."""

from __future__ import annotations

import asyncio
import importlib
import json
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
import respx

from nlconnect.errors import ConfigError
from nlconnect.mock import Mock, Servers, Setting, serve
from nlconnect.mock.mounts.respx import route
from nlconnect.mock.registry import mock_named
from nlconnect.mock.serving import write_info
from nlconnect_exact.mock import MOCK
from tests.unit.mock.caller import DIVISION, Caller

JOURNALS = f"/api/v1/{DIVISION}/financial/Journals?$select=Code"


@pytest.fixture(params=["httpx", "httpx2"])
def library(request: pytest.FixtureRequest) -> ModuleType:
    return importlib.import_module(request.param)


def headers(exact: Caller) -> dict[str, str]:
    return {"authorization": f"Bearer {exact.token}", "accept": "application/json"}


def test_a_blocking_transport_serves_either_library(exact: Caller, library: ModuleType) -> None:
    transport = exact.mock.transport(library.__name__)
    with library.Client(transport=transport, base_url=exact.mock.base_url) as client:
        answer = client.get(JOURNALS, headers=headers(exact))
        assert [row["Code"] for row in answer.json()["d"]["results"]] == ["10", "20", "60", "70", "90"]
        exact.mock.fail_next("cut-before")
        with pytest.raises(library.RemoteProtocolError):
            client.get(JOURNALS, headers=headers(exact))


async def test_an_asynchronous_transport_serves_either_library(exact: Caller, library: ModuleType) -> None:
    transport = exact.mock.async_transport(library.__name__)
    async with library.AsyncClient(transport=transport, base_url=exact.mock.base_url) as client:
        answer = await client.get(JOURNALS, headers=headers(exact))
        assert answer.status_code == 200
        exact.mock.fail_next("hold", seconds=9)
        with pytest.raises(library.ReadTimeout):
            await client.get(JOURNALS, headers=headers(exact))


def test_a_respx_router_sends_the_vendors_own_host_to_the_mock(exact: Caller) -> None:
    with respx.mock(assert_all_called=False) as router:
        hits = route(exact.mock, router, host="start.exactonline.nl")
        router.get("https://other.test/").respond(204)
        answer = httpx.get(f"https://start.exactonline.nl{JOURNALS}", headers=headers(exact))
        assert answer.status_code == 200
        assert hits.call_count == 1
        assert httpx.get("https://other.test/").status_code == 204


@pytest.fixture
def servers() -> Iterator[Servers]:
    with serve("exact", quota="off", fault=["cut-after:GLAccounts:nth=1,at=100", "cut-before:VATCodes:nth=1"]) as found:
        yield found


@pytest.fixture
def client(servers: Servers) -> Iterator[httpx.Client]:
    with signed_in(servers["exact"]) as found:
        yield found


@contextmanager
def signed_in(info: Mapping[str, Any]) -> Iterator[httpx.Client]:
    accept = {"accept": "application/json"}
    with httpx.Client(base_url=info["base_url"], headers=accept, trust_env=False, timeout=60) as client:
        form = {"grant_type": "refresh_token"} | {k: info[k] for k in ("client_id", "client_secret", "refresh_token")}
        pair = client.post("/api/oauth2/token", data=form).json()
        client.headers["authorization"] = f"Bearer {pair['access_token']}"
        yield client


def test_info_says_all_that_a_client_needs(servers: Servers) -> None:
    info = servers["exact"]
    assert set(info) == {
        "base_url",
        "login_url",
        "client_id",
        "client_secret",
        "redirect_uri",
        "refresh_token",
        "division",
        "divisions",
    }
    assert info["divisions"] == [1234001, 1234002, 1234003]
    assert str(info["redirect_uri"]).startswith("https://")
    assert json.loads(json.dumps(info)) == info


def test_pages_come_over_a_real_socket(client: httpx.Client) -> None:
    link: str | None = f"/api/v1/{DIVISION}/crm/Accounts?$select=ID&$filter=ID ne null"
    count = 0
    while link:
        body = client.get(link).json()["d"]
        count += len(body["results"])
        link = body.get("__next")
    assert count == 150


def test_a_cut_connection_breaks_at_the_chosen_byte(client: httpx.Client) -> None:
    with pytest.raises(httpx.RemoteProtocolError, match="received 100 bytes"):
        client.get(f"/api/v1/{DIVISION}/financial/GLAccounts")
    assert client.get(f"/api/v1/{DIVISION}/financial/GLAccounts").status_code == 200


def test_a_connection_cut_before_the_answer_sends_nothing(client: httpx.Client) -> None:
    with pytest.raises(httpx.TransportError):
        client.get(f"/api/v1/{DIVISION}/vat/VATCodes")
    assert client.get(f"/api/v1/{DIVISION}/vat/VATCodes").status_code == 200


def test_204_has_no_body_over_http(client: httpx.Client) -> None:
    key = client.post(f"/api/v1/{DIVISION}/crm/Accounts", json={"Name": "x"}).json()["d"]["ID"]
    answer = client.put(f"/api/v1/{DIVISION}/crm/Accounts(guid'{key}')", json={"City": "Delft"})
    assert (answer.status_code, answer.content) == (204, b"")
    assert client.delete(f"/api/v1/{DIVISION}/crm/Accounts(guid'{key}')").status_code == 204


def test_a_mock_in_a_thread_can_be_turned_while_it_serves(servers: Servers, client: httpx.Client) -> None:
    mock = servers.mocks["exact"]
    mock.fail_next(429, minutely_reset=1)
    assert client.get(JOURNALS).status_code == 429
    assert client.get(JOURNALS).status_code == 200
    mock.add("crm.Accounts", name="Van buiten")
    rows = client.get(f"/api/v1/{DIVISION}/crm/Accounts?$filter=Name eq 'Van buiten'&$select=ID&$top=1").json()["d"]
    assert len(rows) == 1
    assert mock.calls.count("GET") == 3


def test_work_that_is_done_late_is_done_though_the_client_left(servers: Servers, client: httpx.Client) -> None:
    mock = servers.mocks["exact"]
    mock.fail_next("late", seconds=0.4)
    with pytest.raises(httpx.ReadTimeout):
        client.post(f"/api/v1/{DIVISION}/crm/Accounts", json={"Name": "Laat"}, timeout=0.1)
    path = f"/api/v1/{DIVISION}/crm/Accounts?$filter=Name eq 'Laat'&$select=ID&$top=1"
    deadline = time.monotonic() + 10
    while not client.get(path).json()["d"] and time.monotonic() < deadline:
        continue
    assert len(client.get(path).json()["d"]) == 1


def test_others_are_served_while_one_answer_is_held_and_stopping_lets_it_go() -> None:
    with serve("exact", quota="off") as servers, signed_in(servers["exact"]) as client:
        mock = servers.mocks["exact"]
        mock.fail_next("hold", seconds=50)
        statuses: list[int] = []
        held = threading.Thread(target=lambda: statuses.append(client.get(JOURNALS).status_code))
        held.start()
        while not mock.calls.count(path="Journals"):
            continue
        headers = dict(client.headers)
        with httpx.Client(base_url=client.base_url, headers=headers, trust_env=False) as other:
            assert other.get(JOURNALS).status_code == 200
        assert statuses == []
        servers.stop()
        held.join(10)
        assert statuses == [200]


def test_a_server_of_its_own_process_serves_and_ends() -> None:
    with serve("exact", quota="off", process=True, page_sizes={60: 5}) as found, signed_in(found["exact"]) as client:
        body = client.get(f"/api/v1/{DIVISION}/crm/Accounts?$select=ID&$filter=ID ne null").json()["d"]
        assert len(body["results"]) == 5
        found.fault("exact", "503:times=1")
        assert [client.get(JOURNALS).status_code for _ in range(2)] == [503, 200]
        told = [(call.method, call.status) for call in found.calls("exact")]
        assert told == [("POST", 200), ("GET", 200), ("GET", 503), ("GET", 200)]
        with pytest.raises(ConfigError, match="nonsense"):
            found.fault("exact", "nonsense")
        address = urlsplit(str(found["exact"]["base_url"]))
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((address.hostname or "", address.port or 0), timeout=1)


def test_notifications_reach_a_real_listener(servers: Servers, client: httpx.Client) -> None:
    got: list[bytes] = []
    arrived = threading.Event()

    async def listen(ready: threading.Event, port: list[int], done: threading.Event) -> None:
        async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            head = await reader.readuntil(b"\r\n\r\n")
            length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0])
            got.append(await reader.readexactly(length))
            writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
            await writer.drain()
            writer.close()
            if len(got) == 2:
                arrived.set()

        async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
            port.append(server.sockets[0].getsockname()[1])
            ready.set()
            await asyncio.to_thread(done.wait, 20)

    ready, port, done = threading.Event(), list[int](), threading.Event()
    thread = threading.Thread(target=lambda: asyncio.run(listen(ready, port, done)))
    thread.start()
    assert ready.wait(10)
    body = {"Topic": "Accounts", "CallbackURL": f"http://127.0.0.1:{port[0]}/hook"}
    assert client.post(f"/api/v1/{DIVISION}/webhooks/WebhookSubscriptions", json=body).status_code == 201
    client.post(f"/api/v1/{DIVISION}/crm/Accounts", json={"Name": "Nieuw"})
    assert arrived.wait(10)
    done.set()
    thread.join()
    assert got[0] == b""
    assert b'"Topic":"Accounts"' in got[1]


def test_an_unknown_system_is_refused_with_a_suggestion() -> None:
    with pytest.raises(ConfigError, match="exact"):
        mock_named("exat")


@pytest.mark.parametrize("wrong", [{"fault": ["nonsense"]}, {"quota": "many"}])
def test_a_wrong_setting_gives_the_port_back(wrong: dict[str, Any]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    with pytest.raises(ConfigError) as caught, serve("exact", port_base=port, **wrong):
        pass
    assert caught.traceback  # whose frames would keep a socket open that nobody closed
    socket.create_server(("127.0.0.1", port)).close()


def test_too_few_records_do_not_hang_together() -> None:
    with pytest.raises(ConfigError, match="50"):
        Mock(MOCK, setting=Setting(records=3))


@pytest.mark.parametrize("quota", ["none", "60", "0/3", "60/0", "a/b"])
def test_an_unclear_quota_is_refused(quota: str) -> None:
    with pytest.raises(ConfigError):
        Mock(MOCK, setting=Setting(quota=quota))


def test_the_information_file_appears_whole(tmp_path: Path) -> None:
    path = tmp_path / "mock.json"
    write_info(path, {"exact": {"division": 1}})
    assert json.loads(path.read_text()) == {"exact": {"division": 1}}
    assert list(tmp_path.iterdir()) == [path]
