"""`state`: what nlconnect keeps on this machine, how long, and how to be rid of it."""

from __future__ import annotations

from typing import Annotated

import typer
from typer import Option

from nlconnect.cli.examples import example

AsJson = Annotated[bool, Option("--json", help="As JSON.")]


def list_(
    *,
    every: Annotated[bool, Option("--every", help="Also the kinds of which there is nothing.")] = False,
    as_json: AsJson = False,
) -> None:
    """List what is kept: how many, how large, how old, encrypted or not, and until when. Never a value.

    What is over is removed first, as it is whenever the store is opened.
    """
    from nlconnect.cli.keeping import show

    show(every=every, as_json=as_json)


def purge(
    *,
    kinds: Annotated[
        list[str] | None,
        Option("--kind", metavar="KIND", help="Remove this kind before its time. May be repeated; see `state list`."),
    ] = None,
    older_than: Annotated[
        str | None,
        Option(metavar="TERM", help='Only what was last written so long ago: "4 weeks", "30d".'),
    ] = None,
    everything: Annotated[
        bool, Option("--all", help="Remove every kind, tokens too; what keeps the rest safe has to be named.")
    ] = False,
    force: Annotated[
        bool, Option("--force", help="Also writes of which it is not known whether they were carried out.")
    ] = False,
    yes: Annotated[bool, Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Remove what is over, from the files as well: documents, rows of copies, old months of the audit log.

    Without options nothing goes that is still of use. What is to go before its time is listed first, with what you
    lose. Afterwards no byte of what was removed is left in the file of the store.
    """
    from nlconnect.cli.keeping import Wish, remove

    remove(Wish(tuple(kinds or ()), older_than=older_than, everything=everything, force=force, yes=yes))


app = typer.Typer(
    rich_markup_mode=None,
    no_args_is_help=True,
    help="What is kept on this machine, and for how long.",
    epilog=example("nlconnect state list", "nlconnect state purge"),
)
app.command("list", epilog=example("nlconnect state list", "nlconnect state list --every --json"))(list_)
app.command(
    "purge",
    epilog=example(
        "nlconnect state purge",
        "nlconnect state purge --kind plan --kind cursor",
        'nlconnect state purge --older-than "4 weeks"',
        "nlconnect state purge --all --yes",
    ),
)(purge)
