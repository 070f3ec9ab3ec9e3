"""Help pages: quick, with an example on each, and nothing heavy behind them."""

from __future__ import annotations

import subprocess
import sys

import pytest
from typer.testing import CliRunner

from nlconnect.cli.app import app

COMMANDS = {
    "demo": [],
    "mock": [],
    "profile": ["add", "list", "show", "test", "remove"],
    "login": [],
    "find": [],
    "entities": [],
    "describe": [],
    "read": [],
    "pull": [],
    "get": [],
    "doctor": [],
    "permissions": [],
    "new": [],
    "schema": ["pull", "diff", "write"],
    "privacy": ["tags"],
    "state": ["list", "purge"],
    "audit": ["show", "verify", "anchor", "breach"],
}
PAGES = [[name, *([part] if part else [])] for name, parts in COMMANDS.items() for part in ["", *parts]]


@pytest.mark.parametrize("words", PAGES, ids=" ".join)
def test_every_help_page_says_what_it_does_and_how(words: list[str]) -> None:
    result = CliRunner().invoke(app, [*words, "--help"])
    assert result.exit_code == 0
    assert f"nlconnect {' '.join(words)}" in result.output.replace("Usage: root", "Usage: nlconnect")
    assert "Examples:" in result.output


def test_all_commands_are_listed() -> None:
    result = CliRunner().invoke(app, ["--help"])
    listed = [
        line.split()[0]
        for line in result.output.partition("Commands:")[2].splitlines()
        if line[:2] == "  " and line.strip()
    ]
    assert set(COMMANDS) <= set(listed)


def test_no_summary_is_cut_off() -> None:
    assert "..." not in CliRunner().invoke(app, ["--help"]).output.partition("Examples:")[0].replace("[ARGS]...", "")


def test_help_loads_nothing_heavy() -> None:
    program = (
        "import sys\nfrom nlconnect.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: print('modules:', *sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    loaded = set(run.stdout.partition("modules:")[2].split())
    assert loaded & {"rich", "pydantic", "httpx", "sqlalchemy", "cryptography", "msgspec", "nlconnect_exact"} == set()


def test_the_version_is_told() -> None:
    result = CliRunner().invoke(app, ["--version"])
    assert result.output.startswith("nlconnect ")


@pytest.mark.parametrize(
    "words", [["reed"], ["read"], ["read", "acme", "X", "--limit", "0"], ["read", "acme", "X", "--nope"]]
)
def test_wrong_usage_exits_with_2(words: list[str]) -> None:
    assert CliRunner().invoke(app, words).exit_code == 2
