"""`audit`: what was done through nlconnect on this machine, and whether somebody changed that record."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer
from typer import Exit, Option

from nlconnect.cli.examples import example

if TYPE_CHECKING:
    from nlconnect.audit import AuditLog

AsJson = Annotated[bool, Option("--json", help="As JSON.")]

SHOWN = ("at", "operation", "entity", "scope", "outlet", "outcome", "calls", "records")


def show(
    *,
    limit: Annotated[int, Option(min=1, metavar="N", help="The newest so many entries.")] = 20,
    as_json: AsJson = False,
) -> None:
    """Show the newest entries; values of records are never in them."""
    from collections import deque

    from nlconnect.cli.listing import show_json, show_rows

    with open_log() as log:
        entries = list(deque(log.read(), maxlen=limit))
    if as_json:
        show_json([dict(entry) for entry in entries])
    else:
        rows = [{name: _short(name, entry.get(name)) for name in SHOWN} for entry in entries]
        show_rows(rows, as_json=False, empty="No entries yet.", whole=("at", "operation", "scope"))


def verify(*, as_json: AsJson = False) -> None:
    """Look for changed, removed or inserted entries; exits with 1 where there are."""
    from nlconnect.cli.listing import show_json

    with open_log() as log:
        found = log.verify()
    if as_json:
        show_json({"sound": found.is_sound, "entries": found.entries, "problems": [str(one) for one in found.problems]})
    else:
        print(found)
    if not found.is_sound:
        raise Exit(1)


@contextmanager
def open_log() -> Iterator[AuditLog]:
    """The log of the settings in use."""
    from nlconnect.audit import AuditLog
    from nlconnect.config import read_config
    from nlconnect.state import default_state_url, exclusive, find_key, open_store, state_folder
    from nlconnect.transport.clock import SystemClock

    settings = read_config().settings
    url = settings.state or default_state_url()
    key = find_key(url, source=settings.key)
    store = open_store(url, key=key, clock=SystemClock())
    try:
        yield AuditLog(state_folder(url) / "audit", key=key.derive("audit"), store=store, guard=exclusive)
    finally:
        store.close()


def _short(name: str, value: object) -> object:
    return str(value)[:19].replace("T", " ") if name == "at" and value else value


app = typer.Typer(
    rich_markup_mode=None,
    no_args_is_help=True,
    help="The record of what was done, and its check.",
    epilog=example("nlconnect audit show", "nlconnect audit verify"),
)
app.command("show", epilog=example("nlconnect audit show --limit 100 --json"))(show)
app.command("verify", epilog=example("nlconnect audit verify"))(verify)
