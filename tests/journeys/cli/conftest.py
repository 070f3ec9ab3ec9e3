"""A person at a command line: a folder, a home, a mock server, and commands with their exit codes."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from typer.testing import CliRunner

from nlconnect.cli.app import app
from nlconnect.mock.serving import Servers, serve, write_info

PROFILE = "acme-exact"
SECONDS = 60


@dataclass(frozen=True)
class Said:
    """How a command ended."""

    code: int
    out: str
    err: str


@dataclass
class Person:
    """Runs `nlconnect` in a folder of their own."""

    folder: Path
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def settings(self) -> Path:
        return self.folder / "nlconnect.toml"

    def run(self, *words: str, typed: str = "") -> Said:
        """In this process, as through pipes."""
        surroundings: dict[str, str | None] = dict(self.surroundings())
        surroundings |= {name: None for name in os.environ if name not in surroundings}
        with contextlib.chdir(self.folder):
            result = CliRunner().invoke(app, words, input=typed, env=surroundings, prog_name="nlconnect")
        return Said(result.exit_code, result.stdout, result.stderr)

    def run_apart(self, *words: str, typed: str = "") -> Said:
        """In a process of its own."""
        done = subprocess.run(
            self.command(*words),
            cwd=self.folder,
            env=self.surroundings(),
            input=typed,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
        return Said(done.returncode, done.stdout, done.stderr)

    def start(self, *words: str) -> subprocess.Popen[str]:
        """In the background, with pipes."""
        return subprocess.Popen(
            self.command(*words),
            cwd=self.folder,
            env=self.surroundings(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def at_terminal(self, *words: str, columns: int = 100, typed: str = "") -> Said:
        """On a terminal of that width; standard error is part of what it shows."""
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
        environment = {**self.surroundings(), "TERM": "xterm-256color", "COLUMNS": str(columns)}
        process = subprocess.Popen(
            self.command(*words), cwd=self.folder, env=environment, stdin=theirs, stdout=theirs, stderr=theirs
        )
        os.close(theirs)
        os.write(ours, typed.encode())
        shown = b""
        while True:
            try:
                part = os.read(ours, 65_536)
            except OSError:  # the other end is closed
                break
            if not part:
                break
            shown += part
        os.close(ours)
        return Said(process.wait(SECONDS), shown.decode().replace("\r\n", "\n"), "")

    def command(self, *words: str) -> list[str]:
        return [sys.executable, "-c", "from nlconnect.cli import main; main()", *words]

    def surroundings(self) -> dict[str, str]:
        home = self.folder / "home"
        home.mkdir(exist_ok=True)
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("NLCONNECT_", "XDG_"))}
        return {**kept, "HOME": str(home), "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), **self.environment}

    def move_in(self, servers: Servers) -> None:
        """Get a profile for each mock, and sign in."""
        write_info(self.folder / "mock.json", servers.info)
        for system in servers.info:
            added = self.run("profile", "add", f"acme-{system}", "--from", "mock.json", "--system", system)
            assert added.code == 0, added.err
            signed_in = self.run("login", f"acme-{system}")
            assert signed_in.code == 0, signed_in.err


@pytest.fixture(scope="module")
def servers() -> Iterator[Servers]:
    """A mock that answers as fast as it can."""
    with serve("exact", quota="off") as started:
        yield started


@pytest.fixture(scope="module")
def person(servers: Servers, tmp_path_factory: pytest.TempPathFactory) -> Person:
    """Somebody who has signed in."""
    somebody = Person(tmp_path_factory.mktemp("person"))
    somebody.move_in(servers)
    return somebody


@pytest.fixture
def stranger(tmp_path: Path) -> Person:
    """Somebody with nothing set up."""
    return Person(tmp_path)
