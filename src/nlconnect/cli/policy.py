"""`policy`: write the house rules down, check them, and ask what they say."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from typer import Argument, Option

from nlconnect.cli.examples import example


class Language(StrEnum):
    """In which language it is told."""

    EN = "en"
    NL = "nl"


AsJson = Annotated[bool, Option("--json", help="As JSON.")]
Lang = Annotated[Language | None, Option("--lang", help="In English or in Dutch; without it as the policy says.")]
File = Annotated[
    Path | None, Option("--policy", metavar="FILE", help="Another file than the one that the settings name.")
]


def init(
    *,
    to: Annotated[Path | None, Option(metavar="FILE", help="Where; beside the settings file when left out.")] = None,
    controller: Annotated[str | None, Option(metavar="NAME", help="The company whose rules these are.")] = None,
    example_of_demo: Annotated[
        bool, Option("--example", help="The house rules of the demo company, to read and to change.")
    ] = False,
    lang: Lang = None,
) -> None:
    """Write a first policy, to fill in. From then on what it does not name is refused."""
    from nlconnect.cli.house_rules import begin

    begin(to=to, controller=controller, demo=example_of_demo, language=(lang or Language.EN).value)


def check(*, policy: File = None, lang: Lang = None, as_json: AsJson = False) -> None:
    """Read the policy and say what it allows, purpose by purpose, and what in it cannot be right.

    Ends with exit code 2 where the file is wrong, or names what no installed system has.
    """
    from nlconnect.cli.house_rules import examine

    examine(policy, language=None if lang is None else lang.value, as_json=as_json)


def explain(
    purpose: Annotated[str, Argument(metavar="PURPOSE", help="As it is named in the policy.")],
    system: Annotated[str, Argument(metavar="SYSTEM|PROFILE", help="A system such as exact, or a profile.")],
    entity: Annotated[str, Argument(metavar="ENTITY", help="Such as crm.Accounts.")],
    field: Annotated[str | None, Argument(metavar="FIELD", help="One field; all of them without.")] = None,
    *,
    outlet: Annotated[
        str | None, Option(metavar="OUTLET", help="Where it would go; the first that the purpose names when left out.")
    ] = None,
    agent: Annotated[
        str, Option(metavar="NAME", help="An agent that would ask, as it is named in the policy; a person without.")
    ] = "",
    policy: File = None,
    lang: Lang = None,
    as_json: AsJson = False,
) -> None:
    """Say what a purpose may see of an entity: shown, masked or left out, by which rule, and what would change it."""
    from nlconnect.cli.house_rules import tell

    asked = (purpose, system, entity, field)
    told = partial(tell, asked, outlet=outlet, agent=agent, file=policy)
    told(language=None if lang is None else lang.value, as_json=as_json)


app = typer.Typer(
    rich_markup_mode=None,
    no_args_is_help=True,
    help="Who may do what with which data, and why.",
    epilog=example(
        "nlconnect policy init", "nlconnect policy check", "nlconnect policy explain debtors exact crm.Accounts"
    ),
)
app.command(
    "init",
    epilog=example('nlconnect policy init --controller "Acme B.V." --lang nl', "nlconnect policy init --example"),
)(init)
app.command("check", epilog=example("nlconnect policy check", "nlconnect policy check --policy draft.toml --json"))(
    check
)
app.command(
    "explain",
    epilog=example(
        "nlconnect policy explain debtors exact crm.Accounts",
        "nlconnect policy explain debtors exact crm.Accounts bsn --lang nl",
    ),
)(explain)


@app.callback()
def policy() -> None:
    """Who may do what with which data, and why."""
