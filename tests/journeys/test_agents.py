"""An assistant of the Model Context Protocol that is pointed at a mock company, as a new user would."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from mcp import Client
from mcp.client.stdio import StdioServerParameters
from mcp.types import CallToolResult

from nlconnect.agents import Toolbox
from nlconnect.agents.serving import Place
from nlconnect.config import Config, Settings
from nlconnect.mcp.server import http_app, server_of
from nlconnect.mock.system import Setting
from nlconnect.testing.signed_in import SignedInMock

QUESTION = {"profile": "acme", "entity": "salesinvoice.SalesInvoices", "sum": ["amount_dc"]}


@pytest.fixture
def toolbox() -> Iterator[Toolbox]:
    mock = SignedInMock("exact", setting=Setting(records=60))
    config = Config(path=None, settings=Settings(), profiles={"acme": mock.profile})
    with Toolbox(
        config=config, store=mock.store, open_connection=lambda profile, **options: mock.connect(**options)
    ) as found:
        yield found
    mock.close()


@pytest.mark.parametrize(("mode", "protocol"), [("auto", "2026-07-28"), ("legacy", "2025-11-25")])
async def test_both_protocols_give_the_same_answers(toolbox: Toolbox, mode: str, protocol: str) -> None:
    async with Client(server_of(toolbox), mode=mode) as client:
        assert client.protocol_version == protocol
        listed = (await client.list_tools()).tools
        assert [tool.name for tool in listed] == [tool.name for tool in toolbox.tools()]
        writing = {tool.name for tool in listed if tool.annotations is None or not tool.annotations.read_only_hint}
        assert writing == {"apply"}
        answer = await client.call_tool("total", QUESTION)
        assert answer.structured_content == toolbox.call("total", QUESTION).content
        assert json.loads(answer.content[0].text) == answer.structured_content  # type: ignore[union-attr]  # text
        refused = await client.call_tool("read", {**QUESTION, "sum": ["x"]})
        assert refused.is_error
        assert "sum" in refused.content[0].text  # type: ignore[union-attr]  # text


async def test_untrusted_columns_are_named_beside_the_answer(toolbox: Toolbox) -> None:
    question = {"profile": "acme", "entity": "salesinvoice.SalesInvoices", "select": ["journal_description"]}
    async with Client(server_of(toolbox)) as client:
        answer = await client.call_tool("read", question)
    assert (answer.meta or {})["nlconnect/untrusted"] == ["journal_description"]


async def test_a_fault_of_ours_tells_an_agent_nothing_of_a_record(
    toolbox: Toolbox, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(name: str, arguments: object) -> object:
        raise RuntimeError("Planted Person")

    monkeypatch.setattr(toolbox, "call", broken)
    async with Client(server_of(toolbox)) as client:
        answer = await client.call_tool("systems", {})
    assert answer.is_error
    assert "Planted" not in answer.content[0].text + caplog.text  # type: ignore[union-attr]  # text
    assert "RuntimeError" in caplog.text


async def test_over_http_only_who_knows_the_token_is_answered(toolbox: Toolbox) -> None:
    place = Place("127.0.0.1", 8765, "right")
    transport = httpx.ASGITransport(http_app(toolbox, place))
    asked = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8765") as client:
        for header in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": "right"}):
            answer = await client.post("/mcp", json=asked, headers=header)
            assert answer.status_code == 401
            assert "token" not in repr(place)


def test_a_desktop_assistant_is_set_up_with_what_the_command_prints(tmp_path: Path) -> None:
    """The settings that are pasted start a server that answers over pipes."""
    nlconnect = Path(sys.executable).with_name("nlconnect")
    settings = tmp_path / "nlconnect.toml"
    environment = {**os.environ, "NLCONNECT_CONFIG": str(settings), "PATH": f"{nlconnect.parent}:{os.environ['PATH']}"}
    command = [str(nlconnect), "mock", "exact", "--records", "60", "--config", str(settings), "--port-base", "0"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, text=True) as mock:
        assert mock.stdout is not None
        try:
            assert "exact" in mock.stdout.readline()
            assert "nlconnect.toml" in mock.stdout.readline()
            settings.write_text(f'{settings.read_text()}\n[settings]\nstate = "sqlite:///{tmp_path}/state.db"\n')

            def run(*words: str) -> str:
                command = [str(nlconnect), *words]
                return subprocess.run(
                    command, cwd=tmp_path, env=environment, check=True, capture_output=True, text=True
                ).stdout

            run("login")
            pasted = json.loads(run("mcp", "--setup"))["mcpServers"]["nlconnect"]
            systems, total = asyncio.run(_asked(pasted))
            assert systems.structured_content["systems"][0]["profile"] == "mock-exact"
            assert total.structured_content["records"] == 60
            run("agents", "stop")
            for refused in asyncio.run(_asked(pasted)):
                assert refused.is_error
                assert "stopped by a person" in refused.content[0].text  # type: ignore[union-attr]  # text
        finally:
            mock.terminate()


async def _asked(pasted: dict[str, object]) -> tuple[CallToolResult, CallToolResult]:
    async with Client(StdioServerParameters.model_validate(pasted)) as client:
        return await client.call_tool("systems", {}), await client.call_tool(
            "total", {**QUESTION, "profile": "mock-exact"}
        )
