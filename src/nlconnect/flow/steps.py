"""A list of changes, each under a name that people know it by: shown first, and then carried out once."""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Mapping

from nlconnect.client import Connection
from nlconnect.engine.runs import fingerprint
from nlconnect.model.change import Change
from nlconnect.model.run import Line

_DID = {
    "create": "made",
    "update": "changed",
    "delete": "deleted",
    "call": "done",
    "link": "linked",
    "unlink": "unlinked",
}
_WOULD = {
    "create": "new",
    "update": "changes",
    "delete": "goes",
    "call": "to be done",
    "link": "link",
    "unlink": "unlink",
}


def carry_out(
    connection: Connection, wanted: Mapping[str, Change | str], *, run: str, write: bool = False
) -> Generator[str, None, None]:
    """A line for people about each of the changes, which are written only where that is asked for.

    A text in place of a change says why there is none, and is told as it is. The names show in the lines: take
    numbers, not people's names. The same list started again under the same name of a run goes on where it was; another
    list is a run by itself.
    Raises what `apply_many` raises.
    """
    changes = {name: change for name, change in wanted.items() if not isinstance(change, str)}
    yield from (f"{name}: {why}" for name, why in wanted.items() if isinstance(why, str))
    names = list(changes)
    if not names:
        return
    if not write:
        for line in connection.plan_many(changes.values()):
            yield f"{names[line.index]}: {_planned(line)}"
        return
    prints = hashlib.sha256("".join(map(fingerprint, changes.values())).encode()).hexdigest()
    for line in connection.apply_many(changes.values(), run=f"{run} {prints[:12]}"):
        yield f"{names[line.index]}: {_done(line)}"


def given(**values: object) -> dict[str, object]:
    """Those that have a value: None and empty texts say nothing about the other system."""
    return {name: value for name, value in values.items() if value not in (None, "")}


def _planned(line: Line) -> str:
    if line.plan is None:
        return f"left to a person: {line.reason}"
    if line.plan.ruling.answer != "allow":
        return f"left to a person: {line.plan.ruling.reason}"
    if line.plan.verb == "update" and not line.plan.diff:
        return "there already"
    if line.plan.verb == "update":
        return f"changes {', '.join(part.name for part in line.plan.diff)}"
    return _WOULD[line.plan.verb]


def _done(line: Line) -> str:
    if line.state == "done":
        if line.earlier or line.plan is None:
            return "done before"
        is_there = line.plan.verb in ("update", "link", "unlink") and not line.plan.diff
        return "there already" if is_there else _DID[line.plan.verb]
    if line.state == "unknown":
        return f"unknown, look before you do it again: {line.reason}"
    return f"left to a person: {line.reason}"
