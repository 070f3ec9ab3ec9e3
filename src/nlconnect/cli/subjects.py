"""`privacy register`, `subject` and `erase-plan`: what the law lets people ask, in words."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from typer import Option

if TYPE_CHECKING:
    from nlconnect.policy import Policy


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
    """Write the register of processing (GDPR art. 30) that follows from the policy.

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


def _policy(file: Path | None) -> Policy:
    from nlconnect.cli.house_rules import policy_in_use

    return policy_in_use(file)
