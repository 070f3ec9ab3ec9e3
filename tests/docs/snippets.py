"""Code blocks of a Markdown page, and how to run them as a reader would.

A `console` block's `$` lines are commands, and the lines below them their output, in which `...` stands for anything;
without such lines any output will do. A `python` block is a program of its own. A block with a title is saved under
that name. A comment above a block says otherwise: `<!-- not run: why -->`, `<!-- exits 4 -->`, or `<!-- background -->`
for a server that the rest of the page needs.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shlex
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

SECONDS = 90
ROOT = Path(__file__).parents[2]
INCLUDED = re.compile(r'^--8<-- "(?P<path>[^"]+)"\n', re.MULTILINE)
"""A file that stands in a block as a whole."""
BLOCK = re.compile(
    r"""(?:^\ *<!--\ (?P<mark>not\ run:\ [^\n]+?|exits\ \d+|background)\ -->\n+)?
        ^(?P<indent>\ *)```(?P<language>\w+)(?P<options>[^\n]*)\n
        (?P<body>.*?)
        ^(?P=indent)```$""",
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True)
class Block:
    """One fenced block; `line` is where it starts on the page."""

    language: str
    body: str
    line: int
    title: str | None = None
    mark: str | None = None

    @property
    def runs(self) -> bool:
        return not (self.mark or "").startswith("not run")

    @property
    def exit_code(self) -> int:
        return int(self.mark.removeprefix("exits ")) if (self.mark or "").startswith("exits") and self.mark else 0

    @property
    def commands(self) -> list[tuple[str, str]]:
        """Each command of a console block with the output the page shows for it."""
        found: list[tuple[str, str]] = []
        for line in self.body.splitlines(keepends=True):
            if found and not found[-1][1] and found[-1][0].endswith("\\"):
                found[-1] = (f"{found[-1][0].removesuffix(chr(92)).rstrip()} {line.strip()}", "")
            elif line.startswith("$ "):
                found.append((line.removeprefix("$ ").strip(), ""))
            elif found:
                found[-1] = (found[-1][0], found[-1][1] + line)
        return found


def blocks_of(text: str) -> list[Block]:
    """The blocks in the order of the page."""
    blocks = []
    for match in BLOCK.finditer(text):
        indent = len(match["indent"])
        title = re.search(r'title="([^"]+)"', match["options"])
        body = "".join(line[indent:] if line.strip() else line for line in match["body"].splitlines(keepends=True))
        body = INCLUDED.sub(lambda found: (ROOT / found["path"]).read_text("utf-8"), body)
        line = text.count("\n", 0, match.end("options")) + 1
        blocks.append(Block(match["language"], body, line, title[1] if title else None, match["mark"]))
    return blocks


def shows(expected: str, output: str) -> bool:
    """Whether the output is what the page shows."""
    pattern = r"\s*".join(re.escape(line.strip()).replace(r"\.\.\.", ".*") for line in expected.splitlines())
    return re.fullmatch(rf"\s*{pattern}\s*", output, re.DOTALL) is not None


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class Reader:
    """Somebody who follows a page in a folder of their own. Leaving ends the servers they started."""

    folder: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    servers: list[subprocess.Popen[str]] = field(default_factory=list)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *reason: object) -> None:
        for server in self.servers:
            server.terminate()
        for server in self.servers:
            server.wait(SECONDS)

    def follow(self, page: str) -> None:
        """Run everything on the page that runs. Raises AssertionError with the line that went wrong."""
        for block in blocks_of(page):
            if block.language == "json":
                json.loads(block.body)
            if not block.runs:
                continue
            if block.title:
                (self.folder / block.title).write_text(block.body, "utf-8")
            elif block.language == "python":
                self.run([sys.executable, "-c", block.body], block)
            elif block.language == "console" and block.mark == "background":
                for command, _ in block.commands:
                    self.start(command)
            elif block.language == "console":
                for command, expected in block.commands:
                    output = self.run(["bash", "-c", command], block)
                    assert not expected or shows(expected, output), f"line {block.line}: `{command}` printed\n{output}"

    def run(self, command: list[str], block: Block) -> str:
        """What the command printed on standard output."""
        done = subprocess.run(
            command,
            cwd=self.folder,
            env=self._environment(),
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
        said = f"{done.stdout}{done.stderr}"
        assert done.returncode == block.exit_code, (
            f"line {block.line}: {command[-1]}\nexit code {done.returncode}\n{said}"
        )
        return done.stdout

    def start(self, command: str) -> None:
        """Start a server and wait for the file that its `--info` names."""
        words = shlex.split(command)
        info = self.folder / words[words.index("--info") + 1]
        if words[:2] == ["nlconnect", "mock"] and "--port-base" not in words:
            words += ["--port-base", str(free_port())]
        log = (self.folder / "server.log").open("w", encoding="utf-8")
        with log:
            server = subprocess.Popen(
                words, cwd=self.folder, env=self._environment(), stdout=log, stderr=subprocess.STDOUT, text=True
            )
        self.servers.append(server)
        for _ in range(SECONDS * 20):
            if info.exists():
                return
            with contextlib.suppress(subprocess.TimeoutExpired):
                code = server.wait(0.05)
                raise AssertionError(
                    f"`{command}` ended with {code}: {(self.folder / 'server.log').read_text('utf-8')}"
                )
        raise AssertionError(f"`{command}` wrote no {info.name} in {SECONDS} seconds")

    def _environment(self) -> dict[str, str]:
        """The reader's own home, and the commands of the environment that runs the tests."""
        home = self.folder / "home"
        home.mkdir(exist_ok=True)
        places = {
            "HOME": str(home),
            "XDG_STATE_HOME": str(home / "state"),
            "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_CACHE_HOME": str(home / "cache"),
        }
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        return {**os.environ, **places, "PATH": path, "COLUMNS": "200", **self.environment}


def pages_of(root: Path) -> Iterator[Path]:
    """The README and the guide, without what `make generate` writes."""
    yield root / "README.md"
    yield from sorted(page for page in (root / "docs").rglob("*.md") if "Do not edit." not in page.read_text("utf-8"))
