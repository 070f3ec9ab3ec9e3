"""The command line. Each command imports what it needs when it runs, so that `--help` stays quick."""

from __future__ import annotations

from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and exit with the code of design: 0 done, 1 ours, 2 usage, 3 sign-in ... 130 interrupted."""
    from nlconnect.cli.app import app

    app(args=arguments, prog_name="nlconnect")
