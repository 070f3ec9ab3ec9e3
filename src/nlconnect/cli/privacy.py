"""`privacy`: what every field says about a person, and how much of that somebody has judged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer
from typer import Argument, Option

from nlconnect.cli.examples import example
from nlconnect.cli.reviewing import review
from nlconnect.cli.subjects import ERASE_PLAN, REGISTER, SUBJECT, erase_plan, register, subject
from nlconnect.cli.suggesting import suggest

if TYPE_CHECKING:
    from nlconnect.model.catalogue import Catalogue
    from nlconnect.privacy import TaggedField

AsJson = Annotated[bool, Option("--json", help="As JSON.")]
Status = Literal["reviewed", "proposed", "unreviewed"]


def tags(
    system: Annotated[
        str | None, Argument(metavar="SYSTEM|PROFILE", help="A system such as exact, or a profile; all without.")
    ] = None,
    entity: Annotated[str | None, Argument(metavar="ENTITY", help="Only the fields of this entity.")] = None,
    *,
    summary: Annotated[bool, Option("--summary", help="Only how many fields there are of each kind.")] = False,
    status: Annotated[Status | None, Option(metavar="STATUS", help="Only reviewed, proposed or unreviewed.")] = None,
    as_json: AsJson = False,
) -> None:
    """List every field with its category and level of personal data, and who says so.

    `reviewed` was judged by a person, `proposed` by a rule about names, `unreviewed` by nobody, and counts as level 4.
    """
    from nlconnect.cli.listing import show_rows
    from nlconnect.cli.looking import system_of
    from nlconnect.connector import connector_names

    catalogues = {name: system_of(name).catalogue for name in ([system] if system else connector_names())}
    if summary:
        rows = [_counted(name, catalogue) for name, catalogue in catalogues.items()]
        show_rows(rows, as_json=as_json, whole=("system",), aligned=True)
        return
    rows = [
        _row(name, tagged)
        for name, catalogue in catalogues.items()
        for tagged in _chosen(catalogue, entity)
        if status is None or tagged.field.tag.status == status
    ]
    show_rows(rows, as_json=as_json, empty="No field is of that kind.", whole=("entity", "field"))


def _chosen(catalogue: Catalogue, entity: str | None) -> list[TaggedField]:
    from nlconnect.privacy import tagged_fields

    found = list(tagged_fields(catalogue))
    if entity is None:
        return found
    name = catalogue.entity(entity).qualified_name
    return [tagged for tagged in found if tagged.owner == name]


def _row(system: str, tagged: TaggedField) -> dict[str, object]:
    from nlconnect.privacy import flags_of

    tag = tagged.field.tag
    return {
        "system": system,
        "entity": tagged.owner,
        "field": tagged.field.name,
        "category": tag.category if str(tag.status) != "unreviewed" else None,
        "level": tag.effective_level,
        "flags": flags_of(tag),
        "status": str(tag.status),
    }


def _counted(name: str, catalogue: Catalogue) -> dict[str, object]:
    from nlconnect.privacy import tag_summary

    found = tag_summary(catalogue)
    return {
        "system": name,
        "fields": found.fields,
        "personal": found.personal,
        "not_personal": found.not_personal,
        "proposed": found.proposed,
        "unreviewed": found.unreviewed,
        "special": found.special,
        "share_proposed": f"{found.share_proposed:.1%}",
        "share_unreviewed": f"{found.share_unreviewed:.1%}",
    }


app = typer.Typer(
    rich_markup_mode=None,
    no_args_is_help=True,
    help="What fields say about people, and what people may ask.",
    epilog=example("nlconnect privacy tags exact crm.Accounts", "nlconnect privacy tags --summary"),
)
app.command(
    "tags",
    epilog=example(
        "nlconnect privacy tags --summary",
        "nlconnect privacy tags exact crm.Accounts",
        "nlconnect privacy tags acme-afas --status proposed --json",
    ),
)(tags)
app.command(
    "suggest",
    epilog=example("nlconnect privacy suggest fields.jsonl", "nlconnect privacy suggest - --json < fields.jsonl"),
)(suggest)
app.command(
    "review",
    epilog=example("nlconnect privacy review acme-afas", "nlconnect privacy review ./acme_afas --entity Medewerkers"),
)(review)

app.command("register", epilog=REGISTER)(register)
app.command("subject", epilog=SUBJECT)(subject)
app.command("erase-plan", epilog=ERASE_PLAN)(erase_plan)


@app.callback()
def privacy() -> None:
    """What fields say about people, and what people may ask."""
