"""A new user with a desktop assistant: one pasted configuration, one question about last week's revenue."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from mcp import Client, StdioServerParameters

from nlconnect.mock.dataset.books import COMPANIES, Books
from nlconnect.mock.dataset.calendar import TODAY
from nlconnect.mock.system import Setting

NLCONNECT = Path(sys.executable).with_name("nlconnect")
MONDAY = TODAY - timedelta(TODAY.weekday())
SECONDS = 60


class User:
    """Somebody who has just installed nlconnect: an own home, an empty folder, a terminal."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("NLCONNECT", "XDG_"))}
        home = {"HOME": str(folder / "home"), "XDG_STATE_HOME": str(folder / "home" / "elsewhere")}
        self.environment = {**kept, **home}

    def run(self, *words: str) -> str:
        done = subprocess.run(
            [str(NLCONNECT), *words],
            cwd=self.folder,
            env=self.environment,
            check=True,
            capture_output=True,
            text=True,
            timeout=SECONDS,
        )
        return done.stdout


@pytest.fixture
def user(tmp_path: Path) -> Iterator[User]:
    (tmp_path / "home").mkdir()
    user = User(tmp_path)
    command = [str(NLCONNECT), "mock", "exact", "--info", "mock.json", "--port-base", "0"]
    with subprocess.Popen(command, cwd=tmp_path, env=user.environment, stdout=subprocess.PIPE, text=True) as mock:
        assert mock.stdout is not None
        try:
            assert "exact" in mock.stdout.readline()
            ends = time.monotonic() + SECONDS
            while not (tmp_path / "mock.json").exists() and time.monotonic() < ends:
                mock.stdout.readline()
            yield user
        finally:
            mock.terminate()


async def conversation(server: dict[str, Any]) -> list[dict[str, Any]]:
    """What an assistant does with the settings that were pasted: starts the server, and finds its way to the figure."""
    async with Client(StdioServerParameters.model_validate(server)) as assistant:

        async def ask(verb: str, **arguments: object) -> dict[str, Any]:
            answer = await assistant.call_tool(verb, arguments)
            assert not answer.is_error, answer.content
            return answer.structured_content or {}

        systems = await ask("systems")
        profile = systems["systems"][0]["profile"]
        found = await ask("find", words="revenue last week")
        entity = next(hit["entity"] for hit in found["found"] if hit["entity"].endswith("SalesInvoices"))
        described = await ask("describe", profile=profile, entity=entity)
        assert any(line.startswith("amount_fc_excl_vat") for line in described["fields"])
        total = await ask(
            "total",
            profile=profile,
            entity=entity,
            sum=["amount_fc_excl_vat"],
            group_by=["invoice_date:week"],
            where=[f"invoice_date >= '{MONDAY}'", "status == 'processed'"],
        )
        return [systems, found, described, total]


def test_one_pasted_configuration_is_enough_to_ask_for_the_revenue_of_last_week(user: User) -> None:
    user.run("profile", "add", "acme-exact", "--from", "mock.json", "--system", "exact")
    user.run("login", "acme-exact")
    setup = user.folder / "assistant.json"
    setup.write_text(user.run("mcp", "acme-exact", "--setup"), "utf-8")
    *_, total = asyncio.run(conversation(json.loads(setup.read_text("utf-8"))["mcpServers"]["nlconnect"]))
    books = Books(COMPANIES[0], seed=Setting().seed, records=None)
    sales = map(books.sales.invoice, range(books.sales.booked))
    sold = [invoice.template.net for invoice in sales if invoice.day >= MONDAY]
    assert sold, "the last week of the mock company has revenue"
    assert total["rows"] == [[f"{MONDAY:%G-W%V}", len(sold), sum(sold) / 100]]
