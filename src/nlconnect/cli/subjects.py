"""`privacy register`, `subject` and `erase-plan`: what the law lets people ask, in words."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from typer import Argument, Option

from nlconnect.cli.examples import example

if TYPE_CHECKING:
    from nlconnect.policy import Policy


Profiles = Annotated[
    list[str] | None, Argument(metavar="PROFILE...", help="Where to search; every profile when left out.")
]
Who = Annotated[
    str,
    Option(
        "--who",
        metavar="VALUE",
        help="The person: an e-mail address, a number, a key or a name. A single - reads it from standard input.",
    ),
]
Entities = Annotated[
    list[str] | None, Option("--entity", metavar="ENTITY", help="Only here. May be repeated.", show_default=False)
]
Purpose = Annotated[
    str | None, Option(metavar="P", help="The purpose of the policy under which is searched.", show_default=False)
]


class Form(StrEnum):
    """What the register is written in."""

    MD = "md"
    CSV = "csv"
    JSON = "json"


def register(
    *,
    form: Annotated[Form, Option("--format", metavar="md|csv|json", help="A page, a table or JSON.")] = Form.MD,
    language: Annotated[
        Literal["en", "nl"] | None,
        Option(metavar="en|nl", help="As the policy says when left out.", show_default=False),
    ] = None,
    policy: Annotated[
        Path | None, Option("--policy", metavar="FILE", help="Another policy file.", show_default=False)
    ] = None,
    to: Annotated[Path | None, Option(metavar="FILE", help="Into this file.", show_default=False)] = None,
) -> None:
    """Write the register of processing that follows from the policy, as the GDPR asks (article 30).

    Purposes, legal bases, whose data, categories, systems, recipients, transfers, terms and measures. What the policy
    does not say is listed as such.
    """
    import json

    from nlconnect.cli.outcome import say
    from nlconnect.connector import connector, connector_names
    from nlconnect.errors import ConfigError
    from nlconnect.privacy.register import register_of
    from nlconnect.privacy.register_page import csv_of, markdown_of

    systems = [connector(name) for name in connector_names()]
    found = register_of(_policy(policy), systems, language=language)
    if form is Form.JSON:
        text = json.dumps(found.facts, indent=2, ensure_ascii=False) + "\n"
    else:
        text = csv_of(found) if form is Form.CSV else markdown_of(found)
    if to is None:
        print(text, end="")
        return
    try:
        # A spreadsheet takes a file without this mark for another alphabet.
        to.write_text(text, "utf-8-sig" if form is Form.CSV else "utf-8", newline="")
    except OSError as error:
        raise ConfigError(f"{to} cannot be written ({error.strerror or type(error).__name__})") from error
    say(f"Wrote {to}: {len(found.processings)} purposes. What it does not know of stands at its end.")


def subject(
    profiles: Profiles = None,
    *,
    who: Who,
    entity: Entities = None,
    everywhere: Annotated[
        bool, Option("--everywhere", help="Also where people are only named: many more questions.")
    ] = False,
    linked: Annotated[
        bool, Option("--linked", help="Also records that lead to theirs, such as the invoices of an account.")
    ] = False,
    audit_only: Annotated[bool, Option("--audit-only", help="Only what the audit log says; asks no system.")] = False,
    purpose: Purpose = None,
    to: Annotated[
        Path | None,
        Option(metavar="FILE", help="Their records with all values, as JSON, into this file.", show_default=False),
    ] = None,
    as_json: Annotated[bool, Option("--json", help="What is found, without values, as JSON.")] = False,
) -> None:
    """Find one person: what was done with their data through nlconnect, and where their records are.

    Searches the entities that hold people, by the tags of their fields. What cannot be searched is told. Whether it
    is the same person is for you to judge.
    """
    from nlconnect.cli.concerning import Wish, tell

    tell(
        Wish(tuple(profiles or ()), who, tuple(entity or ()), purpose, everywhere=everywhere, linked=linked),
        audit_only=audit_only,
        to=to,
        as_json=as_json,
    )


def erase_plan(
    profiles: Profiles = None,
    *,
    who: Who,
    entity: Entities = None,
    purpose: Purpose = None,
    as_json: Annotated[bool, Option("--json", help="As JSON, without values.")] = False,
) -> None:
    """Say of each record of a person what may be erased and what the law keeps, and make the plans that would do it.

    Nothing is erased: a plan holds for an hour, and a person carries it out with `nlconnect apply`. What the books need
    stays for seven years. Whatever cannot be looked at counts as needed.
    """
    from nlconnect.cli.concerning import Wish, tell_erasure

    tell_erasure(Wish(tuple(profiles or ()), who, tuple(entity or ()), purpose), as_json=as_json)


REGISTER = example(
    "nlconnect privacy register --to register.md",
    "nlconnect privacy register --format csv --to register.csv --language nl",
)
SUBJECT = example(
    "nlconnect privacy subject --who - < who.txt",
    "nlconnect privacy subject acme-exact acme-365 --who an@example.nl --linked --to an.json",
    'nlconnect privacy subject acme-exact --who "An Jansen" --entity crm.Contacts',
)
ERASE_PLAN = example(
    "nlconnect privacy erase-plan acme-exact --who an@example.nl",
    "nlconnect privacy erase-plan acme-exact --who - --purpose inzage --json < who.txt",
)


def _policy(file: Path | None) -> Policy:
    from nlconnect.cli.house_rules import policy_in_use

    return policy_in_use(file)
