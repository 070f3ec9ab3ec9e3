"""Carrying out `privacy subject` and `privacy erase-plan`: over the audit log and the systems of the profiles."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from nlconnect.cli.listing import on_terminal, show_json, show_rows
from nlconnect.cli.outcome import say
from nlconnect.cli.trail import open_log, people
from nlconnect.client import connect
from nlconnect.config import Config, read_config
from nlconnect.connector import Connector, connector_of
from nlconnect.errors import ConfigError, NlconnectError, QueryError
from nlconnect.model.subjects import IDENTIFIERS
from nlconnect.privacy.concerning import MOST, Found, Search, Unsearched, sort_of
from nlconnect.privacy.erasing import Erasure, erasures
from nlconnect.transport.clock import SystemClock

TOLD = ("at", "actor", "agent", "operation", "system", "entity", "scope", "purpose", "outlet", "categories", "outcome")
SHOWN = ("at", "operation", "system", "entity", "purpose", "outlet", "outcome")
PRIVATE = 0o600
FEW = 5
LONG = 16
"""From so many characters on a key is no number that somebody else's record may have, too."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Who is looked for, and where."""

    profiles: tuple[str, ...]
    who: str = field(repr=False)
    entities: tuple[str, ...] = ()
    purpose: str | None = None
    everywhere: bool = False
    linked: bool = False

    def text(self) -> str:
        """Raises QueryError where nobody is named."""
        said = (sys.stdin.readline() if self.who == "-" else self.who).strip()
        if len(said) < 2:
            raise QueryError("who is it?", hint="Give --who an e-mail address, a number, a key or a name.")
        return said

    def chosen(self, config: Config) -> list[str]:
        """The profiles to search."""
        found = [config.profile(name).name for name in self.profiles] or list(config.profiles)
        if not found:
            raise ConfigError("there is no profile to search", hint="`nlconnect profile add`, or --audit-only.")
        return found


@dataclass(slots=True)
class Findings:
    """What was found, profile by profile."""

    records: list[Found] = field(default_factory=list)
    unsearched: list[Unsearched] = field(default_factory=list)
    asked: dict[str, list[str]] = field(default_factory=dict)
    """The entities that were searched, by profile."""
    unable: dict[str, list[str]] = field(default_factory=dict)
    """Those that hold people and cannot be searched for this, by profile."""

    def take(self, search: Search, wish: Wish) -> list[Found]:
        """Search one profile; what it gave."""
        plan = search.plan(wish.entities)
        self.asked[search.profile] = sorted({one.entity.qualified_name for one in plan})
        if not wish.entities:
            self.unable[search.profile] = search.unable(plan)
        found = self._kept(search.records(plan))
        return [*found, *self._kept(search.linked(found))] if wish.linked else found

    def _kept(self, answers: Iterable[Found | Unsearched]) -> list[Found]:
        found = []
        for one in answers:
            if isinstance(one, Unsearched):
                self.unsearched.append(one)
            else:
                found.append(one)
        self.records += found
        return found


def tell(wish: Wish, *, audit_only: bool, to: Path | None, as_json: bool) -> None:
    """Say what was done with a person's data, and where their records are."""
    text, found = wish.text(), Findings()
    if to is not None and to.exists():
        raise ConfigError(f"{to} exists already", hint="Give another name: it would be written over.")
    if not audit_only:
        outlet = "file" if to is not None else "terminal" if on_terminal() else "stdout"
        with ExitStack() as stack:
            for search in _searches(wish, text, outlet, stack, found):
                found.take(search, wish)
    entries, names, unmarked = _entries(text, found.records)
    if to is not None:
        _export(to, found, entries, names)
    if as_json:
        show_json(_facts(found, entries, names, values=False))
        return
    if not audit_only:
        _show_records(found, text)
    rows = [{name: _brief(name, entry.get(name)) for name in SHOWN} for entry in entries]
    if not audit_only and on_terminal():
        print()
    show_rows(rows, as_json=False, empty="The audit log has nothing about this person.", whole=("at",))
    if unmarked:
        say(f"{unmarked} entries of the log cannot be searched: large reads without a purpose, or of an old version.")
    _say_unsearched(found)


def tell_erasure(wish: Wish, *, as_json: bool) -> None:
    """Say what may be erased, and make the plans."""
    text, found = wish.text(), Findings()
    today = datetime.fromtimestamp(SystemClock().now(), UTC).date()
    outlet = "terminal" if on_terminal() else "stdout"
    steps: list[Erasure] = []
    with ExitStack() as stack:
        for search in _searches(wish, text, outlet, stack, found):
            steps += erasures(search, found.take(search, wish), today=today)
    if as_json:
        show_json({"steps": [_told(one) for one in steps], "not_searched": _not_searched(found)})
        return
    rows = [
        {
            "profile": one.found.profile,
            "entity": one.found.entity.qualified_name,
            "key": _key(one.found),
            "step": one.step,
            "fields": ", ".join(one.fields),
            "why": one.why,
            "plan": one.plan.id if one.plan is not None else "",
        }
        for one in steps
    ]
    show_rows(rows, as_json=False, empty="No record of this person was found.", whole=("key", "step", "plan"))
    _say_steps(steps)
    _say_unsearched(found)


def _searches(wish: Wish, text: str, outlet: str, stack: ExitStack, found: Findings) -> Iterator[Search]:
    config = read_config()
    for name in wish.chosen(config):
        try:
            system = connector_of(config.profile(name))
            only = [entity for entity in wish.entities if _has(system, entity)]
            if wish.entities and not only:
                continue
            # Plans are made here and carried out elsewhere: this connection may write nothing.
            connection = stack.enter_context(connect(name, purpose=wish.purpose, outlet=outlet, config=config))
            yield Search(connection, system, name, text, everywhere=wish.everywhere)
        except QueryError:
            raise
        except NlconnectError as error:
            found.unsearched.append(Unsearched(name, "*", type(error).__name__))
            say(f"{name}: {error}")


def _has(system: Connector, entity: str) -> bool:
    try:
        system.catalogue.entity(entity)
    except QueryError:
        return False
    return True


def _entries(text: str, records: Sequence[Found]) -> tuple[list[Mapping[str, object]], dict[str, str], int]:
    """What the log says of this person: by what they were asked for, and by what was found of them."""
    known = dict.fromkeys([text, *(one for record in records for one in _identifiers(record))])
    short: dict[tuple[str, str], list[str]] = {}
    for record in records:
        if 0 < len(_mark(record)) < LONG:
            short.setdefault((record.system, record.entity.qualified_name), []).append(_mark(record))
    with open_log() as log:
        met = {entry["n"]: entry for entry in log.about(text, *known)}
        for place, keys in short.items():
            about = log.about(keys[0], *keys[1:])
            met |= {one["n"]: one for one in about if (one.get("system"), one.get("entity")) == place}
        unmarked = sum(
            1 for entry in log.read() if entry.get("unmarked") or (entry.get("records") and "run" not in entry)
        )
        ordered = sorted(met.values(), key=lambda entry: str(entry.get("at")))
        told: list[Mapping[str, object]] = [{name: one[name] for name in TOLD if name in one} for one in ordered]
        return told, people(log), unmarked


def _identifiers(record: Found) -> Iterator[str]:
    """By what entries of this person are marked anywhere: an address, a number, a key that nothing else can have."""
    if len(_mark(record)) >= LONG:
        yield _mark(record)
    for cell in record.cells.values():
        if cell.tag.category in IDENTIFIERS and cell.value not in (None, "") and cell.tag.category != "user.unique_id":
            yield str(cell.value)


def _mark(record: Found) -> str:
    """Its key as entries have it. A short one may be that of other records elsewhere: it counts in its entity alone."""
    return ",".join("" if part is None else str(part) for part in record.key)


def _show_records(found: Findings, text: str) -> None:
    rows = [
        {
            "profile": one.profile,
            "entity": one.entity.qualified_name,
            "key": _key(one),
            "looked_in": ", ".join(one.by),
            "personal_fields": len(one.personal),
        }
        for one in found.records
    ]
    closed = {(one.profile, one.entity) for one in found.unsearched}
    number = sum((profile, name) not in closed for profile, names in found.asked.items() for name in names)
    kind = {"address": "an address", "number": "a number", "name": "a name"}[sort_of(text)]
    show_rows(rows, as_json=False, empty="No record was found.", whole=("entity", "key"))
    crowded = [
        name for name, number in Counter(one.entity.qualified_name for one in found.records).items() if number >= MOST
    ]
    if crowded:
        say(f"Of {', '.join(crowded)} only the first {MOST} are shown: look for something that fewer have.")
    places = f"{number} {'entity' if number == 1 else 'entities'}"
    say(f"Looked for {kind} in {places} of {', '.join(found.asked) or 'no profile'}.")


def _say_steps(steps: Sequence[Erasure]) -> None:
    for one in steps:
        if one.refused:
            say(f"no plan for {one.found.entity.qualified_name} {_key(one.found)}: {one.refused}")
    if any(one.plan is not None for one in steps):
        say("Nothing was erased. A plan holds for an hour; look at it and carry it out: nlconnect apply PROFILE PLAN")
    if any(one.books for one in steps):
        say("What is kept belongs to the books: the tax office may ask for it during seven years (AWR art. 52).")
    say("Files, backups, copies in databases and mail that was sent are not in here; see the page Answer a person.")


def _say_unsearched(found: Findings) -> None:
    for one in found.unsearched:
        if one.entity == "*":
            say(f"not searched: {one.profile} ({one.why})")
    closed: dict[tuple[str, str], list[str]] = {}
    for one in found.unsearched:
        if one.entity != "*":
            closed.setdefault((one.profile, one.why), []).append(one.entity)
    for (profile, why), names in closed.items():
        say(f"not searched: {profile} {_few(names)} ({why})")
    for profile, names in found.unable.items():
        if names:
            say(f"not searched: {profile} cannot look for this in {_few(names)}")


def _few(names: Sequence[str]) -> str:
    more = f" and {len(names) - FEW} more (--json lists them)" if len(names) > FEW else ""
    return f"{', '.join(names[:FEW])}{more}"


def _key(record: Found) -> str:
    return ", ".join(str(part) for part in record.key)


def _brief(name: str, value: object) -> object:
    return str(value)[:19].replace("T", " ") if name == "at" and value else value


def _facts(
    found: Findings, entries: Sequence[Mapping[str, object]], names: Mapping[str, str], *, values: bool
) -> dict[str, object]:
    actors = {str(entry.get("actor")) for entry in entries}
    return {
        "done": [dict(entry) for entry in entries],
        "people": {mark: name for mark, name in names.items() if mark in actors},
        "records": [_record(one, values=values) for one in found.records],
        "searched": found.asked,
        "not_searched": _not_searched(found),
        "cannot_be_searched": found.unable,
    }


def _record(record: Found, *, values: bool) -> dict[str, object]:
    fields = {}
    for name, cell in record.personal.items():
        told: dict[str, object] = {
            "category": cell.tag.category,
            "level": cell.tag.effective_level,
            "masked": cell.is_masked,
        }
        if values and not cell.is_masked:
            told["value"] = cell.value
        fields[name] = told
    return {
        "profile": record.profile,
        "system": record.system,
        "scope": record.scope,
        "entity": record.entity.qualified_name,
        "key": list(record.key),
        "looked_in": list(record.by),
        "fields": fields,
    }


def _not_searched(found: Findings) -> list[dict[str, str]]:
    return [{"profile": one.profile, "entity": one.entity, "why": one.why} for one in found.unsearched]


def _told(erasure: Erasure) -> dict[str, object]:
    return {
        **{name: value for name, value in _record(erasure.found, values=False).items() if name != "fields"},
        "step": erasure.step,
        "why": erasure.why,
        "why_nl": erasure.why_nl,
        "clears": list(erasure.fields),
        "keeps": list(erasure.kept),
        "books": [{"entity": one.entity, "found": one.count, "kept_until": one.until} for one in erasure.books],
        "plan": erasure.plan.id if erasure.plan is not None else None,
        "refused": erasure.refused or None,
    }


def _export(to: Path, found: Findings, entries: Sequence[Mapping[str, object]], names: Mapping[str, str]) -> None:
    """A file for its owner alone."""
    document = json.dumps(_facts(found, entries, names, values=True), indent=2, default=_plain, ensure_ascii=False)
    try:
        with os.fdopen(os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE), "w", encoding="utf-8") as file:
            file.write(document + "\n")
    except OSError as error:
        raise ConfigError(f"{to} cannot be written ({error.strerror or type(error).__name__})") from error
    masked = sum(cell.is_masked for record in found.records for cell in record.personal.values())
    hidden = f"; {masked} values are masked: name a --purpose that may see them" if masked else ""
    say(f"Wrote {to}, which holds personal data: {len(found.records)} records, {len(entries)} operations{hidden}.")


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else str(value)
