"""The command line. Each command imports what it needs when it runs, so that `--help` stays quick."""

from __future__ import annotations

import signal
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and exit: 0 done, 1 a fault of ours, 2 usage; `cli.outcome` has the other codes."""
    from nlconnect.cli.app import app

    _end_as_ctrl_c_does()
    app(args=arguments, prog_name="nlconnect")


def _end_as_ctrl_c_does() -> None:
    """Being told to stop, or losing the terminal, cleans up just as an interrupt does."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)
