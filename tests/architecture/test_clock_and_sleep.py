"""Only transport knows the clock and sleeping, so that everything else can be tested without either."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

FORBIDDEN = {
    "anyio.sleep",
    "asyncio.sleep",
    "datetime.date.today",
    "datetime.datetime.now",
    "datetime.datetime.today",
    "datetime.datetime.utcnow",
    "time.localtime",
    "time.sleep",
    "time.time",
    "time.time_ns",
}
# Folders and modules, relative to the package, that are made of the clock: the port itself, and the mock's real server.
ALLOWED = ("transport/", "mock/mounts")


def calls(source: str) -> Iterator[tuple[int, str]]:
    """Line and full name of every forbidden name the source mentions, whatever it was imported as."""
    tree = ast.parse(source)
    names: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                top = alias.name.split(".")[0]
                names |= {alias.asname: alias.name} if alias.asname else {top: top}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute | ast.Name):
            head, *rest = ast.unparse(node).split(".")
            full = ".".join([names.get(head, head), *rest])
            if full in FORBIDDEN and head in names:
                yield node.lineno, full


def test_only_transport_knows_the_clock_and_sleeping(modules: list[Path], root: Path) -> None:
    found = []
    for path in modules:
        place = path.relative_to(root).as_posix()
        if not place.removeprefix("src/nlconnect/").startswith(ALLOWED):
            found += [f"{place}:{line} {name}" for line, name in calls(path.read_text("utf-8"))]
    assert found == []


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("import time\ntime.sleep(1)", "time.sleep"),
        ("import time as t\nt.time()", "time.time"),
        ("from time import sleep as rest\nrest(1)", "time.sleep"),
        ("from datetime import datetime\nnow = datetime.now", "datetime.datetime.now"),
        ("import datetime\ndatetime.date.today()", "datetime.date.today"),
        ("async def f():\n    import asyncio\n    await asyncio.sleep(0)", "asyncio.sleep"),
    ],
)
def test_a_forbidden_call_is_found_whatever_it_is_called(source: str, name: str) -> None:
    assert name in [full for _, full in calls(source)]


@pytest.mark.parametrize(
    "source", ["clock.now()", "port.sleep(1)", "import time\ntime.perf_counter()", "sleep = 1\nsleep"]
)
def test_a_port_or_clock_handed_in_is_no_offence(source: str) -> None:
    assert list(calls(source)) == []
