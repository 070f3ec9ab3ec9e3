"""`crosswalk`: which record of one system is which of another, as upserts learned it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer
from typer import Argument, Option

from nlconnect.cli.examples import example

if TYPE_CHECKING:
    from nlconnect.engine.crosswalk import Crosswalk

AsJson = Annotated[bool, Option("--json", help="As JSON.")]
System = Annotated[str, Argument(metavar="SYSTEM", help="The system that the origin names.")]
Kind = Annotated[str, Argument(metavar="KIND", help="What the origin calls such records.")]
Key = Annotated[str, Argument(metavar="KEY", help="Its key there.")]


def count(*, as_json: AsJson = False) -> None:
    """Count what is known, without keys."""
    from nlconnect.cli.listing import show_rows

    with _opened() as crosswalk:
        found = Counter(
            (known.origin.system, known.origin.kind, known.system, known.entity, str(known.scope))
            for known in crosswalk.all()
        )
    columns = ("from", "kind", "system", "entity", "scope")
    rows = [dict(zip(columns, place, strict=True)) | {"known": number} for place, number in sorted(found.items())]
    show_rows(rows, as_json=as_json, empty="Nothing is known yet: write an Upsert with an Origin.")


def show(system: System, kind: Kind, key: Key, *, as_json: AsJson = False) -> None:
    """Show as what one record of another system is known."""
    from nlconnect.cli.listing import show_rows
    from nlconnect.model.match import Origin

    with _opened() as crosswalk:
        found = crosswalk.known_as(Origin(system, kind, key))
    rows = [
        {
            "system": known.system,
            "entity": known.entity,
            "scope": str(known.scope),
            "key": ", ".join(str(part) for part in known.key),
        }
        for known in found
    ]
    show_rows(rows, as_json=as_json, empty="It is not known.", whole=("key",))


def forget(system: System, kind: Kind, key: Key) -> None:
    """Erase what is known of one record of another system; the records themselves stay as they are."""
    from nlconnect.cli.trail import open_log
    from nlconnect.model.match import Origin
    from nlconnect.transport.clock import SystemClock

    with _opened() as crosswalk:
        gone = crosswalk.forget(Origin(system, kind, key))
    told = {"operation": "forget", "entity": "crosswalk", "outlet": "terminal", "records": gone, "outcome": "done"}
    with open_log() as log:
        log.record(told, now=SystemClock().now())
    print(f"forgotten: {gone}")


@contextmanager
def _opened() -> Iterator[Crosswalk]:
    """What the state store of the settings in use knows."""
    from nlconnect.config import read_config
    from nlconnect.engine.crosswalk import Crosswalk
    from nlconnect.state import default_state_url, find_key, open_store
    from nlconnect.transport.clock import SystemClock

    settings = read_config().settings
    url = settings.state or default_state_url()
    store = open_store(url, key=find_key(url, source=settings.key), clock=SystemClock())
    try:
        yield Crosswalk(store)
    finally:
        store.close()


app = typer.Typer(
    rich_markup_mode=None,
    no_args_is_help=True,
    help="Which record of one system is which of another.",
    epilog=example("nlconnect crosswalk count", "nlconnect crosswalk forget acme-afas debtor 10001"),
)
app.command("count", epilog=example("nlconnect crosswalk count --json"))(count)
app.command("show", epilog=example("nlconnect crosswalk show acme-afas debtor 10001"))(show)
app.command("forget", epilog=example("nlconnect crosswalk forget acme-afas debtor 10001"))(forget)
