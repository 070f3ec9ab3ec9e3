"""Sending and fetching files for the command line."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from mimetypes import guess_type
from pathlib import Path
from typing import cast

from nlconnect.asking.question import Question, places_of
from nlconnect.cli.carrying_out import Wish, carry_out
from nlconnect.cli.file_values import file_field
from nlconnect.cli.listing import on_terminal, show_json
from nlconnect.cli.outcome import say
from nlconnect.client import Connection, connect
from nlconnect.config import read_config
from nlconnect.connector import Connector, Record, collection_of, connector_of
from nlconnect.connector.files import FileTarget
from nlconnect.errors import ConfigError, QueryError
from nlconnect.model.file import OCTETS, ConflictRule
from nlconnect.model.query import Query


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """An upload as people write it."""

    question: Question
    words: tuple[str, ...]
    values: Mapping[str, str] = field(default_factory=dict)
    conflict: str | None = None

    @property
    def file(self) -> Path:
        return Path(self.words[-1])

    @property
    def key(self) -> str | None:
        return self.words[0] if len(self.words) > 1 else None


def send(sending: Sending, *, only_plan: bool, yes: bool, as_json: bool, purpose: str | None) -> None:
    """Into a field of a record where the entity has one for files, with a plan; else to a place in a drive."""
    if len(sending.words) > 2:
        raise ConfigError("upload takes one file, and at most one key before it")
    if not sending.file.is_file():
        raise ConfigError(f"{sending.file} is no file that can be read")
    system = connector_of(read_config().profile(sending.question.profile))
    entity = system.catalogue.entity(sending.question.entity)
    spec = file_field(entity, system.writer)
    if spec is not None:
        if sending.conflict is not None:
            raise ConfigError("--conflict is about files in a drive")
        values = {spec.name: f"@{sending.file}", **sending.values}
        wish = Wish(question=sending.question, values=values, key=sending.key)
        carry_out(wish, only_plan=only_plan, yes=yes, as_json=as_json, purpose=purpose)
        return
    if not isinstance(system.files, FileTarget):
        raise QueryError("no file can be put here", entity=entity.name)
    if sending.values:
        raise ConfigError("a file in a drive takes no --set")
    _to_a_place(sending, only_plan=only_plan, yes=yes, as_json=as_json, purpose=purpose)


def _to_a_place(sending: Sending, *, only_plan: bool, yes: bool, as_json: bool, purpose: str | None) -> None:
    if only_plan and yes:
        raise ConfigError("--plan only looks and --yes writes: choose one")
    asks = not only_plan and not yes
    if asks and not (on_terminal() and sys.stdin.isatty()):
        raise ConfigError(
            "nobody can be asked here", hint="Give --plan to look at what would be sent, or --yes to send it."
        )
    question, file = sending.question, sending.file
    rule = cast("ConflictRule", sending.conflict or ("fail" if sending.key is None else "replace"))
    with _connected(question, purpose=purpose, is_write=True) as (connection, query):
        size, kind = file.stat().st_size, guess_type(file.name)[0] or OCTETS
        told = {
            "entity": query.entity.qualified_name,
            "scope": dict(connection.scope),
            "file": file.name,
            "size": size,
            "media_type": kind,
            "conflict": rule,
        }
        if only_plan and as_json:
            show_json(told)
            return
        lines = (
            f"upload {query.entity.qualified_name} in {connection.scope}",
            f"file     {file.name}, {size:,} bytes, {kind}",
            f"conflict {rule}, where there is a file already",
        )
        print("\n".join(lines), file=sys.stdout if only_plan or asks else sys.stderr)
        if only_plan:
            say("Nothing was sent.")
            return
        if asks and not _agreed():
            say("Nothing was sent.")
            return
        record = connection.upload(query, sending.key, file=file, conflict=rule)
        key = [str(getattr(record, query.entity.by_wire[wire].name)) for wire in query.entity.key]
        if as_json:
            show_json({"outcome": "done", "entity": query.entity.qualified_name, "key": key, "size": size})
        else:
            print(f"done: upload {query.entity.qualified_name} {', '.join(key)}")


def fetch(question: Question, key: str | None, *, to: str, over: bool, as_json: bool, purpose: str | None) -> None:
    """To disk; what is there already stays unless it may go."""
    if Path(to).exists() and not over:
        raise ConfigError(f"{to} is there already", hint="Name another file, or give --replace.")
    with _connected(question, purpose=purpose, outlet="file") as (connection, query):
        found = connection.download(query, key, to=to)
    if as_json:
        told = {"path": str(found.path), "size": found.size, "media_type": found.media_type, "resumed": found.resumed}
        show_json(told)
    else:
        kind = f", {found.media_type}" if found.media_type else ""
        say(f"{found.path}: {found.size:,} bytes{kind}{', gone on where it was cut off' if found.resumed else ''}")


@contextmanager
def _connected(
    question: Question, *, purpose: str | None, is_write: bool = False, outlet: str | None = None
) -> Iterator[tuple[Connection, Query[Record]]]:
    """A connection in one place, and what was named there."""
    config = read_config()
    system: Connector = connector_of(config.profile(question.profile))
    entity = system.catalogue.entity(question.entity)
    writable = [entity.qualified_name] if is_write else []
    outlet = outlet or ("terminal" if on_terminal() else "stdout")
    with connect(question.profile, allow_writes=writable, purpose=purpose, outlet=outlet, config=config) as connection:
        places = places_of(question, connection, system)
        if places.are_many:
            raise QueryError("a file is in one company", hint="Name it, such as --division 123456.")
        yield places.origin, collection_of(system.package, entity).of(**question.parameters)


def _agreed() -> bool:
    from typer import confirm

    return confirm("Send this?", default=False)
