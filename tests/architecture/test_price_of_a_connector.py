"""What a fourth system costs: the Moneybird example, counted and installed as somebody else's."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

from nlconnect.connector import connector, connector_names
from nlconnect.mock.registry import mocks
from nlconnect.schema.package import HEADER
from nlconnect.schema.stubs import is_ours, written
from nlconnect.testing.installing import installed

PROJECT = Path(__file__).parents[2] / "examples" / "moneybird"
PACKAGE = PROJECT / "nlconnect_moneybird"
MOST = 350


def hand_written() -> list[Path]:
    """Code, catalogue, overlay, mock, tests and packaging; neither what a command writes nor what people read."""
    files = [path for path in PROJECT.rglob("*") if path.suffix in (".py", ".json", ".toml") and path.is_file()]
    return [
        path
        for path in files
        if "__pycache__" not in path.parts
        and path.name != "index.json"
        and not (path.suffix == ".py" and is_ours(path, header=HEADER))
    ]


def test_a_connector_is_under_350_lines_with_its_mock_and_catalogue() -> None:
    files = hand_written()
    assert {"dialect.py", "mock.py", "bookkeeping.json", "bookkeeping.toml"} <= {path.name for path in files}
    assert sum(len(path.read_text("utf-8").splitlines()) for path in files) < MOST


def test_what_a_command_wrote_is_what_it_would_write_now() -> None:
    with installed(PROJECT):
        files = written(PACKAGE, header=HEADER, within=".")
    assert {path.name: path.read_text("utf-8") for path in files} == {path.name: text for path, text in files.items()}


def test_it_is_found_only_while_it_is_installed() -> None:
    before = connector_names()
    with installed(PROJECT):
        assert set(connector_names()) == {*before, "moneybird"}
        assert connector("moneybird").title == mocks()["moneybird"].title == "Moneybird"
        assert importlib.import_module("nlconnect_moneybird").SalesInvoices.state
    assert connector_names() == before
    assert "moneybird" not in mocks()
    assert "nlconnect_moneybird" not in sys.modules
