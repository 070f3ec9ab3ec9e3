"""The protocol's own conformance suite against our server, for both versions: `python -m bench.conformance`.

The suite comes from the npm registry into `.cache/conformance`, with a Node that is new enough where this machine's is
not. What is expected to fail stands in `bench/expected_failures.toml`, with the reason.
"""

from __future__ import annotations

import argparse
import json
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn
from bench.figure import Figure

from nlconnect.agents import Toolbox
from nlconnect.agents.serving import Place, free_port
from nlconnect.config import Config, Settings
from nlconnect.mcp.server import http_app
from nlconnect.mock.system import Setting
from nlconnect.testing import SignedInMock

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

VERSIONS = ("2026-07-28", "2025-11-25")
SUITE = "@modelcontextprotocol/conformance"
SUITE_VERSION, NODE_VERSION = "0.2.0-alpha.12", "22.23.3"
OLDEST_NODE = 22
FOLDER = Path(__file__).resolve().parents[1] / ".cache" / "conformance"
EXPECTED = Path(__file__).with_name("expected_failures.toml")
TOKEN = "a token of this run"
MOST_SECONDS = 300


@dataclass(frozen=True)
class Verdict:
    """What the suite found for one version, by `scenario:check`."""

    version: str
    passed: frozenset[str]
    failed: frozenset[str]

    def unexpected(self, expected: frozenset[str]) -> list[str]:
        """Failures that nobody listed."""
        return sorted(self.failed - expected)


def expected() -> dict[str, str]:
    """Every check that may fail, and why."""
    found = tomllib.loads(EXPECTED.read_text("utf-8"))["expected"]
    return {check: group["why"] for group in found for check in group["checks"]}


class Knowing:
    """A client that knows the token: the suite has no way to be told of one."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            scope = {**scope, "headers": [*scope["headers"], (b"authorization", f"Bearer {TOKEN}".encode())]}
        await self._app(scope, receive, send)


@contextmanager
def serving() -> Iterator[str]:
    """The address of what `nlconnect mcp --http` serves, over a mock company."""
    mock = SignedInMock("exact", setting=Setting(records=60))
    config = Config(path=None, settings=Settings(), profiles={"books": mock.profile})
    place = Place("127.0.0.1", free_port(), TOKEN)
    with Toolbox(
        config=config, store=mock.store, open_connection=lambda profile, **options: mock.connect(**options)
    ) as toolbox:
        app = Knowing(http_app(toolbox, place))
        server = uvicorn.Server(
            uvicorn.Config(app, host=place.host, port=place.port, http="h11", log_level="error", lifespan="on")
        )
        thread = threading.Thread(target=server.run)
        thread.start()
        try:
            yield place.url
        finally:
            server.should_exit = True
            thread.join()
    mock.close()


def run(version: str, url: str, *, command: Sequence[str]) -> Verdict:
    """All that this version of the protocol demands, and what the suite runs beside it."""
    with tempfile.TemporaryDirectory() as folder:
        asked = [*command, "server", "--url", url, "--requirements", version, "--output-dir", folder]
        done = subprocess.run(asked, capture_output=True, text=True, timeout=MOST_SECONDS, check=False)
        passed: set[str] = set()
        failed: set[str] = set()
        for file in Path(folder).glob("server-*/checks.json"):
            scenario = re.sub(r"^server-(.*)-\d{4}-\d\d-\d\dT.*$", r"\1", file.parent.name)
            for check in json.loads(file.read_text("utf-8")):
                if check["status"] in ("SUCCESS", "FAILURE"):
                    (passed if check["status"] == "SUCCESS" else failed).add(f"{scenario}:{check['id']}")
    if not passed | failed:
        raise SystemExit(f"the suite did not run: {done.stderr[-2_000:] or done.stdout[-2_000:]}")
    return Verdict(version, frozenset(passed - failed), frozenset(failed))


def installed() -> list[str]:
    """The command that starts the suite; it is fetched once. Raises SystemExit where there is no npm."""
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit("the suite takes Node and npm; Debian, Ubuntu: apt install npm")
    wanted = [f"{SUITE}@{SUITE_VERSION}"]
    own = _node(shutil.which("node"))
    package = _node_package()
    if own is None:
        wanted.append(f"{package}@{NODE_VERSION}")
    mark = FOLDER / "installed"
    if not mark.exists() or mark.read_text("utf-8") != "\n".join(wanted):
        FOLDER.mkdir(parents=True, exist_ok=True)
        # `--engine-strict` off: npm itself may run on an older Node than the suite will.
        options = ["--no-save", "--no-package-lock", "--no-fund", "--no-audit", "--ignore-scripts", "--loglevel=error"]
        subprocess.run([npm, "install", "--prefix", str(FOLDER), *options, *wanted], check=True)
        mark.write_text("\n".join(wanted), "utf-8")
    modules = FOLDER / "node_modules"
    return [own or str(modules / package / "bin" / "node"), str(modules / SUITE / "dist" / "index.js")]


def _node(path: str | None) -> str | None:
    """This machine's Node, where it is new enough."""
    if path is None:
        return None
    told = subprocess.run([path, "--version"], capture_output=True, text=True, check=True).stdout
    return path if int(told.strip().lstrip("v").split(".")[0]) >= OLDEST_NODE else None


def _node_package() -> str:
    """Node as a package of the npm registry, for this machine."""
    cpu = {"x86_64": "x64", "AMD64": "x64", "aarch64": "arm64", "arm64": "arm64"}.get(platform.machine(), "x64")
    return f"node-{platform.system().lower()}-{cpu}"


def figures() -> Iterator[Figure]:
    """The promised figures beside their aims."""
    known = frozenset(expected())
    command = installed()
    with serving() as url:
        verdicts = [run(version, url, command=command) for version in VERSIONS]
    for verdict in verdicts:
        unexpected = verdict.unexpected(known)
        told = f"{len(verdict.passed)} checks pass, {len(verdict.failed)} fail as listed"
        yield Figure(
            f"mcp: checks of {verdict.version} that fail and are not listed",
            len(unexpected),
            0,
            detail=", ".join(unexpected) or told,
        )
    stale = sorted(known - frozenset().union(*(verdict.failed for verdict in verdicts)))
    yield Figure("mcp: failures that are listed and do not happen", len(stale), 0, detail=", ".join(stale))


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench.conformance", description=__doc__)
    parser.add_argument("--reasons", action="store_true", help="print what is expected to fail, and why")
    if parser.parse_args(arguments).reasons:
        for check, why in expected().items():
            print(f"{check}: {why}")
        return 0
    found = []
    for figure in figures():
        print(figure, flush=True)
        found.append(figure)
    return 0 if all(figure.ok for figure in found) else 1


if __name__ == "__main__":
    sys.exit(main())
