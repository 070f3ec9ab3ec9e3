"""`write`, `apply` and `reconcile`: what they take, in words for people."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from typer import Argument, Exit, Option

from nlconnect.asking.question import Question, divisions_of, pairs
from nlconnect.cli.reading import EntityName, Of, ProfileName, Purpose, Within
from nlconnect.errors import ConfigError

Division = Annotated[
    str | None, Option(metavar="NUMBER", help="Which company; the profile's own when left out.", show_default=False)
]
PlanId = Annotated[str, Argument(metavar="PLAN", help="The number that `nlconnect write --plan` ended with.")]
AsJson = Annotated[bool, Option("--json", help="As JSON.")]
RunName = Annotated[
    str | None,
    Option("--run", metavar="NAME", help="What many rows are called; by the file and its rows when left out."),
]


def write(
    profile: ProfileName,
    entity: EntityName,
    *,
    values: Annotated[
        list[str] | None,
        Option(
            "--set",
            metavar="NAME=VALUE",
            help="A value; a reference by what you know: customer=code:1042; a file: attachment=@factuur.pdf.",
        ),
    ] = None,
    source: Annotated[
        str | None,
        Option(
            "--from",
            metavar="FILE",
            help="A JSON object with the values, lines included; or many rows: .jsonl, .csv, .xlsx, a JSON list.",
            show_default=False,
        ),
    ] = None,
    clear: Annotated[list[str] | None, Option(metavar="NAME", help="A field to empty.")] = None,
    key: Annotated[
        str | None,
        Option(
            metavar="KEY", help="Which record to update or delete, or of many rows the column of it; else a new one."
        ),
    ] = None,
    match: Annotated[
        list[str] | None,
        Option(
            metavar="NAME",
            help="Update the one record with the same value in this field, or create it. Several are tried in turn; "
            "alike:NAME also takes another spelling, origin:SYSTEM/KIND=KEY a record of another system (of many rows, "
            "the column of its key).",
        ),
    ] = None,
    delete: Annotated[bool, Option("--delete", help="Delete the record with that key.")] = False,
    link: Annotated[
        str | None,
        Option(
            metavar="NAME=KEY",
            help="Link another record to that with --key: --link members=user_principal_name:an@acme.test.",
            show_default=False,
        ),
    ] = None,
    unlink: Annotated[
        str | None,
        Option(metavar="NAME=KEY", help="Take that link away; NAME alone where there can be one.", show_default=False),
    ] = None,
    call: Annotated[bool, Option("--call", help="An action, such as processing an invoice.")] = False,
    only_plan: Annotated[bool, Option("--plan", help="Show what would be sent and changed; writes nothing.")] = False,
    yes: Annotated[bool, Option("--yes", "-y", help="Write without asking.")] = False,
    run: RunName = None,
    division: Division = None,
    within: Within = None,
    of: Of = None,
    purpose: Purpose = None,
    as_json: AsJson = False,
) -> None:
    """Write a record, or many rows: look at the plan, then say yes.

    It is written once. Where the answer is lost, the exit code is 7, and `nlconnect reconcile` looks for the record;
    never write it again before that. A file of rows is a run: the same command again goes on where it was.
    """
    from nlconnect.cli.carrying_out import Wish, carry_out

    wish = Wish(
        question=replace(_question(profile, entity, division, within), parameters=pairs(of or (), option="--of")),
        values=pairs(values or (), option="--set"),
        source=source,
        clear=tuple(clear or ()),
        key=key,
        match=tuple(match or ()),
        verb="delete" if delete else "call" if call else None,
        link=link,
        unlink=unlink,
    )
    if source is not None:
        from nlconnect.cli.rows import holds_rows

        if holds_rows(source):
            from nlconnect.cli.carrying_out_many import carry_out_rows

            raise Exit(carry_out_rows(wish, only_plan=only_plan, yes=yes, as_json=as_json, purpose=purpose, run=run))
    if run is not None:
        raise ConfigError("--run names a run of many rows", hint="Give the rows with --from FILE.")
    carry_out(wish, only_plan=only_plan, yes=yes, as_json=as_json, purpose=purpose)


def apply(
    profile: ProfileName,
    plan: PlanId,
    *,
    division: Division = None,
    within: Within = None,
    purpose: Purpose = None,
    as_json: AsJson = False,
) -> None:
    """Carry out a plan that was made before.

    A plan holds for an hour, and is carried out once.
    """
    from nlconnect.cli.carrying_out import carry_out_planned

    carry_out_planned(_question(profile, "", division, within), plan, as_json=as_json, purpose=purpose)


def reconcile(
    profile: ProfileName,
    plan: Annotated[
        str | None, Argument(metavar="PLAN", help="The number that `nlconnect write` ended with.", show_default=False)
    ] = None,
    *,
    run: RunName = None,
    division: Division = None,
    within: Within = None,
    purpose: Purpose = None,
    as_json: AsJson = False,
) -> None:
    """Look whether a lost write has happened, or all of a run.

    Writes nothing. A lost write is one whose answer never came: the exit code was 7.
    """
    question = _question(profile, "", division, within)
    if (plan is None) == (run is None):
        raise ConfigError("name a plan or a run", hint="Such as `nlconnect reconcile acme-exact --run december`.")
    if run is not None:
        from nlconnect.cli.carrying_out_many import look_for_run

        raise Exit(look_for_run(question, run, as_json=as_json, purpose=purpose))
    from nlconnect.cli.carrying_out import look_for

    assert plan is not None
    look_for(question, plan, as_json=as_json, purpose=purpose)


def runs(
    profile: ProfileName,
    *,
    forget: Annotated[
        str | None,
        Option(metavar="RUN", help="Free a name: the same list is then written anew.", show_default=False),
    ] = None,
    even_unknown: Annotated[bool, Option("--even-unknown", help="Also a run with lost answers.")] = False,
    division: Division = None,
    within: Within = None,
    as_json: AsJson = False,
) -> None:
    """Runs of many rows, and how far they are.

    A run can be started again for 30 days; what was done is not sent again.
    """
    from nlconnect.cli.carrying_out_many import show_runs

    show_runs(_question(profile, "", division, within), forget=forget, even_unknown=even_unknown, as_json=as_json)


def _question(profile: str, entity: str, division: str | None, within: list[str] | None) -> Question:
    places = pairs(within or (), option="--in")
    return Question(profile=profile, entity=entity, divisions=divisions_of(division), within=places)
