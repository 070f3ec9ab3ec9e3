"""`upload` and `download`: what they take, in words for people."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import Annotated

from typer import Argument, Option

from nlconnect.asking.question import Question, divisions_of, pairs
from nlconnect.cli.reading import EntityName, Of, ProfileName, Purpose, Within
from nlconnect.cli.writing import Division


class InTheWay(StrEnum):
    """What becomes of a file that has the name already."""

    FAIL = "fail"
    REPLACE = "replace"
    RENAME = "rename"


def upload(
    profile: ProfileName,
    entity: Annotated[
        str, Argument(metavar="ENTITY", help="Where it goes, such as DriveItems or documents.DocumentAttachments.")
    ],
    key_and_file: Annotated[
        list[str],
        Argument(metavar="[KEY] FILE", help="The file, after the key of what it is added to or takes the place of."),
    ],
    *,
    values: Annotated[
        list[str] | None,
        Option("--set", metavar="NAME=VALUE", help="Another value of the record that holds the file."),
    ] = None,
    conflict: Annotated[
        InTheWay | None,
        Option("--conflict", help="What becomes of a file of that name in a drive.", show_default=False),
    ] = None,
    only_plan: Annotated[bool, Option("--plan", help="Show what would be sent; writes nothing.")] = False,
    yes: Annotated[bool, Option("--yes", "-y", help="Send it without asking.")] = False,
    division: Division = None,
    within: Within = None,
    of: Of = None,
    purpose: Purpose = None,
    as_json: Annotated[bool, Option("--json", help="As JSON.")] = False,
) -> None:
    """Send a file: to a place in a drive, or with a record.

    A large file goes in pieces where the vendor takes them. Cut off, the same command goes on where it was.
    """
    from nlconnect.cli.conveying import Sending, send

    sending = Sending(
        question=_question(profile, entity, division, within, of),
        words=tuple(key_and_file),
        values=pairs(values or (), option="--set"),
        conflict=conflict.value if conflict is not None else None,
    )
    send(sending, only_plan=only_plan, yes=yes, as_json=as_json, purpose=purpose)


def download(
    profile: ProfileName,
    entity: EntityName,
    key: Annotated[
        str | None, Argument(metavar="KEY", help="Which record's file; none where --of says it.", show_default=False)
    ] = None,
    *,
    to: Annotated[str, Option("--to", metavar="PATH", help="Where the file goes.")],
    over: Annotated[bool, Option("--replace", help="Also where there is a file already.")] = False,
    division: Division = None,
    within: Within = None,
    of: Of = None,
    purpose: Purpose = None,
    as_json: Annotated[bool, Option("--json", help="As JSON.")] = False,
) -> None:
    """Fetch the file behind a record to disk.

    It is in its place only when it is whole. Cut off, the same command goes on where it was, if the vendor gives parts.
    """
    from nlconnect.cli.conveying import fetch

    fetch(_question(profile, entity, division, within, of), key, to=to, over=over, as_json=as_json, purpose=purpose)


def _question(
    profile: str, entity: str, division: str | None, within: list[str] | None, of: list[str] | None
) -> Question:
    found = Question(
        profile=profile,
        entity=entity,
        divisions=divisions_of(division),
        within=pairs(within or (), option="--in"),
    )
    return replace(found, parameters=pairs(of or (), option="--of"))
