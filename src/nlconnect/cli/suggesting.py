"""`privacy suggest`: what fields that no catalogue knows probably hold."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

if TYPE_CHECKING:
    from nlconnect.privacy import Knowledge, Proposal

KEYS = ("system", "entity", "path", "field", "label", "type")
AsJson = Annotated[bool, Option("--json", help="As JSON lines, one for each field.")]


def suggest(
    file: Annotated[str, Argument(metavar="FILE", help="JSON lines, one field on each; - for standard input.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Propose privacy tags for fields, such as the columns of your own AFAS views or SharePoint lists.

    A line has `system`, `entity`, `path`, `field`, `label`, `type`, and `values` with samples if you like; any of them
    may be missing. A field that a catalogue knows gets the tag that it has there. Nothing is sent, nothing is kept.
    """
    from nlconnect.cli.listing import show_rows
    from nlconnect.connector import connector, connector_names
    from nlconnect.privacy import Knowledge

    knowledge = Knowledge({name: connector(name).catalogue for name in connector_names()})
    found = (suggested(row, knowledge) for row in _rows(file))
    if as_json:
        for row in found:
            print(json.dumps(row, ensure_ascii=False))
        return
    shown = [{key: value for key, value in row.items() if key in _SHOWN} | {"flags": _flags(row)} for row in found]
    show_rows(shown, as_json=False, empty="There is no field in it.", whole=("field",))


_SHOWN = ("entity", "field", "label", "personal", "category", "level", "confidence", "reason")


def suggested(row: dict[str, object], knowledge: Knowledge) -> dict[str, object]:
    """The row with what was proposed for it; the samples are left out."""
    texts = {key: "" if row.get(key) is None else str(row[key]) for key in KEYS}
    samples = row.get("values")
    values = tuple(str(value) for value in samples if value is not None) if isinstance(samples, list) else ()
    found: Proposal = knowledge.propose(texts, values=values)
    echoed = {key: value for key, value in row.items() if key != "values"}
    return {
        **echoed,
        "personal": found.personal,
        "category": found.category,
        "level": found.level,
        "art9": found.art9,
        "national_id": found.national_id,
        "confidence": round(found.confidence, 2),
        "reason": found.reason,
    }


def _flags(row: dict[str, object]) -> str:
    said = {"art. 9": row["art9"], "national id": row["national_id"]}
    return ", ".join(flag for flag, holds in said.items() if holds)


def _rows(file: str) -> Iterator[dict[str, object]]:
    from nlconnect.errors import ConfigError

    if file == "-":
        yield from _read(sys.stdin, name="standard input")
        return
    try:
        with Path(file).open(encoding="utf-8-sig") as lines:
            yield from _read(lines, name=file)
    except OSError as error:
        raise ConfigError(f"{file} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise ConfigError(f"{file} is not in UTF-8") from None


def _read(lines: Iterable[str], *, name: str) -> Iterator[dict[str, object]]:
    from nlconnect.errors import ConfigError

    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError:
            row = None
        if not isinstance(row, dict):
            raise ConfigError(f"line {number} of {name} is no JSON object: give one field on each line")
        yield row
