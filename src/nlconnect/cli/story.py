"""How the demonstration tells what it does: numbered steps, and each command as a person would type it."""

from __future__ import annotations

import os
import shlex
import sys
from contextlib import chdir, redirect_stdout
from io import StringIO
from pathlib import Path
from runpy import run_path

from typer import Exit

from nlconnect.cli.listing import on_terminal

INFO = "mock.json"
BOLD, CYAN, PLAIN = "\x1b[1m", "\x1b[36m", "\x1b[0m"
SHIPPED = Path(__file__).with_name("jobs")
"""Where an installed package has the examples; a checkout has them in a folder of their own."""
IN_A_CHECKOUT = Path(__file__).parents[3] / "examples"


class Story:
    """Numbers the steps, shows each command as a person would type it, and runs it here."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._number = 0

    def tell(self, title: str) -> None:
        self._number += 1
        print(f"\n{_styled(f'{self._number}. {title}', BOLD)}", flush=True)

    def command(self, *words: str) -> None:
        print(_styled(f"$ nlconnect {shlex.join(words)}", CYAN), flush=True)

    def run(self, *words: str) -> None:
        """Raises typer.Exit where the command fails."""
        from nlconnect.cli.app import app

        self.command(*words)
        real = [str(self._folder / word) if word == INFO else word for word in words]
        code = app(real, prog_name="nlconnect", standalone_mode=False)
        sys.stdout.flush()
        if code:
            raise Exit(code)

    def program(self, name: str, *words: str, most: int | None = None) -> None:
        """An example of `examples/`, as a person would start it; of what it prints the first `most` lines."""
        command = shlex.join(("python", f"examples/{name}", *words))
        print(_styled(f"$ {command}", CYAN), flush=True)
        printed, arguments = StringIO(), sys.argv
        sys.argv = [name, *words]
        try:
            with chdir(self._folder), redirect_stdout(printed):
                run_path(str(_example(name)), run_name="__main__")
        except SystemExit as ended:
            print(ended, file=printed)
        finally:
            sys.argv = arguments
        lines = printed.getvalue().splitlines()
        print(*lines[:most], *([f"... {len(lines) - most} lines more"] if most and len(lines) > most else []), sep="\n")

    def write(self, name: str, text: str) -> None:
        """A file that a person would type."""
        (self._folder / name).write_text(text, "utf-8")
        print(_styled(f"$ cat {name}", CYAN), text.rstrip(), sep="\n", flush=True)

    def allow(self, *policies: str) -> None:
        """Add the purposes of examples to the house rules, as the house would by hand."""
        with (self._folder / "policy.toml").open("a", encoding="utf-8") as rules:
            for name in policies:
                text = _example(name).read_text("utf-8")
                rules.write(f"\n{text[text.index('[purposes.') :]}")
        print(f"Added to policy.toml: the purposes in {', '.join(f'examples/{name}' for name in policies)}")


def _example(name: str) -> Path:
    return (SHIPPED if SHIPPED.exists() else IN_A_CHECKOUT) / name


def _styled(text: str, style: str) -> str:
    return f"{style}{text}{PLAIN}" if on_terminal() and not os.environ.get("NO_COLOR") else text
