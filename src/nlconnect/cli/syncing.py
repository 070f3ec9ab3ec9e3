"""`sync`: what it takes, in words for people."""

from __future__ import annotations

from typing import Annotated

from typer import Option

from nlconnect.asking.question import Question, all_words, divisions_of, pairs
from nlconnect.cli.reading import (
    Division,
    EntityName,
    Of,
    OutletName,
    ProfileName,
    Purpose,
    Quiet,
    Select,
    Where,
    Within,
)


def sync(
    profile: ProfileName,
    entity: EntityName,
    *,
    to: Annotated[
        str,
        Option(
            metavar="URL",
            help="A database: duckdb:///FILE, sqlite:///FILE, postgresql://..., or env:NAME that holds one.",
        ),
    ],
    consumer: Annotated[
        str | None,
        Option(metavar="NAME", help="Whose copy this is; the database and table when left out.", show_default=False),
    ] = None,
    table: Annotated[
        str | None, Option(metavar="NAME", help="The table; named after the entity when left out.", show_default=False)
    ] = None,
    full: Annotated[
        bool, Option("--full", help="Take everything again, and drop what does not come any more.")
    ] = False,
    division: Division = None,
    within: Within = None,
    select: Select = None,
    where: Where = None,
    of: Of = None,
    purpose: Purpose = None,
    outlet: OutletName = None,
    quiet: Quiet = False,
) -> None:
    """Keep a copy in a database up to date.

    Only what changed is read. New and changed records are upserted, deleted ones dropped, page by page; each page
    and its cursor are one transaction, so that a run may be stopped anywhere and the next goes on. A file such as CSV
    cannot delete.
    """
    from nlconnect.cli import copying

    question = Question(
        profile=profile,
        entity=entity,
        divisions=divisions_of(division),
        within=pairs(within or (), option="--in"),
        select=all_words(select or ()),
        where=tuple(where or ()),
        parameters=pairs(of or (), option="--of"),
    )
    manner = copying.Manner(
        to=to, consumer=consumer, table=table, full=full, quiet=quiet, purpose=purpose, outlet_name=outlet
    )
    copying.keep(question, manner)
