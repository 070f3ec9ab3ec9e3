"""Write the reference page of the command line from the commands themselves.

python tools/write_commands.py [--check]
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from pathlib import Path

from catalogue_json import write_or_check

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "reference" / "commands.md"
INTRODUCTION = """\
<!-- Written by tools/write_commands.py from the commands. Do not edit. -->

What each command prints for `--help`. The habits they share and the exit codes are on
[a page of their own](command-line.md).
"""


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--check", action="store_true", help="write nothing; exit 1 where the page would change")
    files = {PAGE: page(command_docs())}
    return write_or_check(files, check=arguments.parse_args().check)


def command_docs() -> str:
    """What typer's own generator makes of the commands."""
    command = [sys.executable, "-m", "typer", "nlconnect.cli.app", "utils", "docs", "--name", "nlconnect"]
    return subprocess.run([*command, "--title", "All commands"], check=True, capture_output=True, text=True).stdout


def page(docs: str) -> str:
    """The page: examples in blocks of their own, and no block that looks as if it could be run."""
    text = docs.replace("\b", "").replace("```console\n$ nlconnect", "```text\nnlconnect")
    text = re.sub(r"\n+Examples:\n((?:  .*\n)+)", _examples, text)
    text = re.sub(r"^(\* `[\w-]+`): .*\.\.\.$", lambda match: _whole(match, text), text, flags=re.MULTILINE)
    title, _, rest = text.partition("\n")
    rest = re.sub(r"\n{3,}", "\n\n", rest).strip()
    return f"{title}\n\n{INTRODUCTION}\n{rest}\n"


def _whole(match: re.Match[str], text: str) -> str:
    """A line of a list of commands that the generator cut off, with the first sentence of the command's own section."""
    name = match[1].removeprefix("* ").strip("`")
    group = re.findall(r"^#+ `(nlconnect [\w ]+)`$", text[: match.start()], flags=re.MULTILINE)[-1:] or ["nlconnect"]
    section = re.search(rf"^#+ `{group[0]} {name}`\n\n(.+)$", text, flags=re.MULTILINE)
    return f"{match[1]}: {section[1]}" if section is not None else match[0]


def _examples(match: re.Match[str]) -> str:
    lines = "".join(line.removeprefix("  ") for line in match[1].splitlines(keepends=True))
    return f"\n\n**Examples**:\n\n```text\n{lines}```\n"


if __name__ == "__main__":
    sys.exit(main())
