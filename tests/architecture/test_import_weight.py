"""Importing the package stays cheap: what is heavy loads where it is used."""

from __future__ import annotations

import subprocess
import sys

import pytest

HTTP = ["httpx", "httpx2", "httpcore", "httpcore2", "requests"]
SIGN_IN = ["authlib", "joserfc", "keyring", "cryptography"]
STORAGE = ["sqlalchemy", "psycopg", "sqlite3"]
OUTLETS = ["pyarrow", "xlsxwriter"]
SERVERS = ["starlette", "uvicorn"]
FACES = ["typer", "rich"]
OTHERS = ["mcp", "dbos", "opentelemetry", "pypdf", "tenacity", "tomlkit"]
HEAVY = [*HTTP, *SIGN_IN, *STORAGE, *OUTLETS, *SERVERS, *FACES, *OTHERS]


def loaded(program: str, *, of: list[str]) -> set[str]:
    """Which of the modules a fresh interpreter has after running the program."""
    check = f"{program}\nimport sys\nprint(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", check], check=True, capture_output=True, text=True)
    return set(run.stdout.split()) & set(of)


@pytest.mark.parametrize(
    ("program", "absent"),
    [
        pytest.param("import nlconnect", [*HEAVY, "pydantic", "msgspec"], id="the package"),
        pytest.param("import nlconnect; from nlconnect import connect, Record", HEAVY, id="connect and Record"),
        pytest.param("from nlconnect import connect_async, AsyncConnection, Query, Scope", HEAVY, id="the other face"),
        pytest.param("import nlconnect_exact", HEAVY, id="a connector"),
        pytest.param("from nlconnect_exact import Receivables", HEAVY, id="an entity"),
        pytest.param(
            "from nlconnect.testing.signed_in import SignedInMock\nfrom nlconnect_exact.crm import Accounts\n"
            "mock = SignedInMock('exact')\nprint(mock.connect().count(Accounts))",
            ["opentelemetry", "mcp"],
            id="a connection, telemetry being off",
        ),
        pytest.param("import nlconnect.testing.plugin", [*HEAVY, "pydantic"], id="the pytest plugin"),
        pytest.param(
            "import nlconnect.cli",
            [*HTTP, *SIGN_IN, *STORAGE, *OUTLETS, *SERVERS, *OTHERS, "pydantic"],
            id="the command line",
        ),
    ],
)
def test_import_leaves_heavy_libraries_alone(program: str, absent: list[str]) -> None:
    assert loaded(program, of=absent) == set()


def test_a_loaded_library_is_seen_by_this_test() -> None:
    assert loaded("import sqlite3", of=HEAVY) == {"sqlite3"}
