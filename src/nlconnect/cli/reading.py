"""`read`, `pull` and `get`: what they take, in words for people."""

from __future__ import annotations

from typing import Annotated

from typer import Argument, Option

from nlconnect.asking.question import Question, all_words, divisions_of, pairs

ProfileName = Annotated[
    str, Argument(metavar="PROFILE", help="A profile of the settings file; `nlconnect profile list` names them.")
]
EntityName = Annotated[
    str, Argument(metavar="ENTITY", help="What to read, such as cashflow.Receivables; `nlconnect find WORDS` helps.")
]
Division = Annotated[
    str | None,
    Option(metavar="1|1,2|all", help="Which companies; the profile's own when left out.", show_default=False),
]
Within = Annotated[
    list[str] | None,
    Option("--in", metavar="PART=VALUE", help="A part of the scope, such as mailbox; many with commas, or all."),
]
Select = Annotated[list[str] | None, Option(metavar="A,B", help="Fields; all that are not masked when left out.")]
Where = Annotated[
    list[str] | None,
    Option(metavar="CONDITION", help="Which records, as in the examples; several must all hold."),
]
OrderBy = Annotated[list[str] | None, Option(metavar="A,-B", help="Sort; a minus sorts from high to low.")]
Limit = Annotated[int | None, Option(min=1, metavar="N", help="At most so many records of each company.")]
Of = Annotated[list[str] | None, Option(metavar="NAME=VALUE", help="A parameter of a function, or a parent's key.")]
Search = Annotated[str | None, Option(metavar="WORDS", help="What the vendor's own search finds, in its language.")]
To = Annotated[
    str | None,
    Option(metavar="FILE", help="A file ending in .xlsx, .csv, .jsonl, .json or .parquet; - for JSON lines."),
]
Excel = Annotated[str | None, Option(metavar="nl", help="XLSX and CSV as Dutch Excel opens them well.")]
Purpose = Annotated[str | None, Option(metavar="P", help="What this is for: a purpose of the policy.")]
OutletName = Annotated[
    str | None, Option("--outlet", metavar="NAME", help="Whose place it goes to: an outlet of the policy.")
]
AsLines = Annotated[bool, Option("--json", help="JSON lines, also on a terminal.")]
Quiet = Annotated[bool, Option("--quiet", "-q", help="No progress and no summary.")]


def read(
    profile: ProfileName,
    entity: EntityName,
    *,
    division: Division = None,
    within: Within = None,
    select: Select = None,
    where: Where = None,
    order_by: OrderBy = None,
    limit: Limit = None,
    of: Of = None,
    search: Search = None,
    to: To = None,
    excel: Excel = None,
    explain: Annotated[bool, Option("--explain", help="Show request, route and budget; sends nothing.")] = False,
    count: Annotated[bool, Option("--count", help="Only count, or count for --explain; a call a company.")] = False,
    purpose: Purpose = None,
    outlet: OutletName = None,
    as_json: AsLines = False,
    quiet: Quiet = False,
) -> None:
    """Read records to the screen, a pipe or a file.

    On a terminal you get a table, in a pipe JSON lines. Progress, what was masked and what it cost go to standard
    error.
    """
    from nlconnect.cli import delivery

    question = Question(
        profile=profile,
        entity=entity,
        divisions=divisions_of(division),
        within=pairs(within or (), option="--in"),
        select=all_words(select or ()),
        where=tuple(where or ()),
        order_by=all_words(order_by or ()),
        limit=limit,
        parameters=pairs(of or (), option="--of"),
        search=search,
    )
    manner = delivery.Manner(
        to=to,
        excel=delivery.dutch(excel),
        as_json=as_json,
        quiet=quiet,
        purpose=purpose,
        outlet_name=outlet,
    )
    if explain:
        delivery.explain(question, manner, count=count)
    elif count:
        delivery.count(question, manner)
    else:
        delivery.deliver(question, manner)


def pull(
    name: Annotated[str, Argument(metavar="NAME", help="A [pulls.NAME] of the settings file.")],
    *,
    to: To = None,
    excel: Excel = None,
    as_json: AsLines = False,
    quiet: Quiet = False,
    purpose: Purpose = None,
    outlet: OutletName = None,
) -> None:
    """Repeat a read that is saved in the settings file."""
    from nlconnect.cli import delivery
    from nlconnect.config import read_config

    saved = read_config().pull(name)
    target = to or (None if as_json else saved.to)
    manner = delivery.Manner(
        to=target,
        excel=delivery.dutch(excel or saved.excel),
        as_json=as_json,
        quiet=quiet,
        purpose=purpose or saved.purpose,
        outlet_name=outlet,
    )
    delivery.deliver(Question.of_pull(saved), manner)


def get(
    profile: ProfileName,
    entity: EntityName,
    key: Annotated[str, Argument(metavar="KEY", help="The key; commas between the parts of a composite one.")],
    *,
    division: Division = None,
    within: Within = None,
    of: Of = None,
    select: Select = None,
    purpose: Purpose = None,
    as_json: Annotated[bool, Option("--json", help="JSON, also on a terminal.")] = False,
) -> None:
    """Fetch one record by its key."""
    from nlconnect.cli import delivery

    question = Question(
        profile=profile,
        entity=entity,
        divisions=divisions_of(division),
        within=pairs(within or (), option="--in"),
        select=all_words(select or ()),
        parameters=pairs(of or (), option="--of"),
    )
    delivery.fetch(question, key, delivery.Manner(as_json=as_json, purpose=purpose))
