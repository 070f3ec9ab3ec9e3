"""Carrying out a write of many rows: what it comes to, a yes, a line for each, and a run that can be taken up again."""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from nlconnect.asking.question import Question
from nlconnect.cli.carrying_out import Wish, agreed, connected, key_of, meant, shown
from nlconnect.cli.listing import on_terminal, show_rows
from nlconnect.cli.outcome import POLICY, UNKNOWN, USAGE, VENDOR, say
from nlconnect.cli.progress import Progress
from nlconnect.cli.rows import Rows, read_rows
from nlconnect.cli.ways import in_row, origin_columns, ways_of
from nlconnect.client import Connection
from nlconnect.connector import Connector, EntitySpec, collection_of
from nlconnect.errors import ConfigError, PolicyRefused
from nlconnect.model.change import CLEAR, Change, Create, Delete, Update, Upsert
from nlconnect.model.outcome import Done, Plan, Rejected, Unknown
from nlconnect.model.run import Line, LineState, RunProgress

IN_FULL = 3
"""Plans that are shown whole, of each kind."""
MOST_REASONS = 10


def changes_of(wish: Wish, rows: Rows, system: Connector) -> list[Change]:
    """A change for each row. Raises ConfigError for what contradicts itself, QueryError for another header."""
    if wish.verb == "call" or wish.link is not None or wish.unlink is not None:
        raise ConfigError("a file of rows creates, updates and deletes: no --call, --link or --unlink")
    if wish.verb == "delete" and wish.key is None:
        raise ConfigError("--delete takes a --key: with rows, the column that holds it")
    entity = system.catalogue.entity(wish.question.entity)
    named = {name: meant(entity, name, value) for name, value in wish.values.items()}
    more = {**named, **dict.fromkeys(wish.clear, CLEAR)}
    keys = [name.strip() for name in wish.key.split(",")] if wish.key is not None else []
    read = rows.values(entity, [*keys, *origin_columns(wish.match)])
    return [_change(wish, entity, {**row, **more}, keys, system) for row in read]


def _change(wish: Wish, entity: EntitySpec, row: dict[str, object], keys: Sequence[str], system: Connector) -> Change:
    target = collection_of(system.package, entity).of(**wish.question.parameters)
    if not keys:
        others = {name: row.pop(name, None) for name in origin_columns(wish.match)}
        values = {name: meant(entity, name, value) for name, value in row.items()}
        ways = ways_of(in_row(wish.match, others))
        return Upsert(target, ways, **values) if ways else Create(target, **values)
    if wish.match:
        raise ConfigError("--key says which record: it takes no --match")
    if any(row.get(name) in (None, "") for name in keys):
        raise ConfigError(f"a row has nothing in the column of the key, {', '.join(keys)}")
    key = key_of(",".join(str(row.pop(name)) for name in keys), entity)
    if wish.verb == "delete":
        return Delete(target, key)
    return Update(target, key, **{name: meant(entity, name, value) for name, value in row.items()})


def carry_out_rows(
    wish: Wish, *, only_plan: bool, yes: bool, as_json: bool, purpose: str | None, run: str | None
) -> int:
    """Plan and tell what it comes to, or write; the exit code by the worst that happened."""
    assert wish.source is not None
    if only_plan and yes:
        raise ConfigError("--plan only looks and --yes writes: choose one")
    if not only_plan and not yes and not (on_terminal() and sys.stdin.isatty()):
        raise ConfigError(
            "nobody can be asked here", hint="Give --plan to look at what would be written, or --yes to write it."
        )
    rows = read_rows(wish.source)
    with connected(wish.question, purpose=purpose) as (connection, system):
        changes = changes_of(wish, rows, system)
        name = run or _name_of(wish.source, changes)
        if not yes:
            code = _show_plans(connection, changes, as_json=as_json and only_plan)
            if only_plan:
                return code
            if not agreed():
                say("Nothing was written.")
                return 0
        return _write(connection, changes, name=name, question=wish.question, as_json=as_json)


def _show_plans(connection: Connection, changes: Sequence[Change], *, as_json: bool) -> int:
    """How many of each, the first ones in full, and every reason why something would be refused."""
    counts: Counter[str] = Counter()
    in_full: Counter[str] = Counter()
    reasons: list[str] = []
    texts: list[str] = []
    with Progress("planning", unit="row") as progress:
        for line in connection.plan_many(changes):
            plan = line.plan
            kind = "refused" if plan is None else "nothing to change" if _is_idle(plan) else plan.verb
            counts[kind] += 1
            progress.update(rows=line.index + 1, calls=0, whole=len(changes))
            if as_json:
                print(json.dumps(_told(line)))
            elif plan is None:
                reasons.append(f"row {line.index + 1}: {line.reason}")
            elif in_full[kind] < IN_FULL:
                in_full[kind] += 1
                texts.append(f"row {line.index + 1}\n{plan.text(shown)}")
    if not as_json:
        print("\n\n".join(texts))
        print()
        for reason in reasons[:MOST_REASONS]:
            print(f"refused  {reason}")
        if len(reasons) > MOST_REASONS:
            print(f"refused  and {len(reasons) - MOST_REASONS:,} more")
    total = ", ".join(f"{number:,} {kind}" for kind, number in sorted(counts.items()))
    say(f"{len(changes):,} rows: {total or 'none'}. Nothing was written.")
    return USAGE if counts["refused"] else 0


def _write(connection: Connection, changes: Sequence[Change], *, name: str, question: Question, as_json: bool) -> int:
    counts: Counter[LineState] = Counter()
    refused_by_policy = False
    earlier = 0
    with Progress("writing", unit="row") as progress:

        def told(at: RunProgress) -> None:
            progress.update(rows=at.ended, calls=at.calls, whole=at.total)

        try:
            for line in connection.apply_many(changes, run=name, progress=told):
                counts[line.state] += 1
                earlier += line.earlier and line.is_done
                refused_by_policy = refused_by_policy or isinstance(line.error, PolicyRefused)
                _show(line, as_json=as_json)
        except BaseException:
            say(f'Not at its end: start it again, and it goes on where it was (run "{name}").')
            raise
    total = ", ".join(f"{number:,} {state}" for state, number in counts.items())
    before = f" ({earlier:,} of them before)" if earlier else ""
    say(f'{len(changes):,} rows: {total or "none"}{before}; run "{name}"')
    if counts["unknown"]:
        say(f'Look for what is unknown with: nlconnect reconcile {question.profile} --run "{name}"')
        return UNKNOWN
    if counts["rejected"]:
        return VENDOR
    return POLICY if refused_by_policy else USAGE if counts["refused"] else 0


def look_for_run(question: Question, name: str, *, as_json: bool, purpose: str | None) -> int:
    """Look for everything of a run that was lost."""
    left = 0
    with connected(question, purpose=purpose) as (connection, _):
        for plan in connection.lost_in(name):
            outcome = connection.reconcile(plan)
            told: dict[str, object] = {"plan": plan.id, "outcome": type(outcome).__name__.lower()}
            reason = ""
            match outcome:
                case Done(_, key):
                    told["key"] = list(key) if key is not None else None
                case Rejected(_, error):
                    reason = f": {error.message}"
                case Unknown(_, why):
                    reason = f": {why}"
                    left += 1
            if as_json:
                print(json.dumps(told))
            else:
                print(f"{told['outcome']}: {plan.verb} {plan.entity}{reason}")
        state = next(run for run in connection.runs() if run.name == name)
    say(f"{state.total:,} rows: {state.done:,} done, {state.unknown:,} unknown, {state.total - state.done:,} not done")
    return UNKNOWN if left else 0


def show_runs(question: Question, *, forget: str | None, even_unknown: bool, as_json: bool) -> None:
    """The named runs of one place, or one less of them."""
    from datetime import UTC, datetime

    with connected(question, purpose=None) as (connection, _):
        if forget is not None:
            connection.forget_run(forget, even_unknown=even_unknown)
            say("Forgotten: the name is free again.")
            return
        rows = [
            {
                "run": run.name,
                "rows": run.total,
                "done": run.done,
                "rejected": run.rejected,
                "unknown": run.unknown,
                "left": run.left,
                "last_started": datetime.fromtimestamp(run.last_at, UTC).isoformat(timespec="seconds"),
            }
            for run in connection.runs()
        ]
    show_rows(rows, as_json=as_json, empty="No run was begun here.", whole=("run",))


def _show(line: Line, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(_told(line)))
        return
    plan = line.plan
    what = f" {plan.verb} {plan.entity}" if plan is not None else ""
    key = f" {', '.join(str(part) for part in line.key)}" if line.key else ""
    reason = f": {line.reason}" if line.reason else ""
    print(f"row {line.index + 1} {line.state}{what}{key}{reason}")


def _told(line: Line) -> dict[str, object]:
    return {
        "row": line.index + 1,
        "outcome": line.state,
        "verb": line.plan.verb if line.plan is not None else None,
        "plan": line.plan.id if line.plan is not None else None,
        "key": list(line.key) if line.key is not None else None,
        "reason": line.reason or None,
        "earlier": line.earlier,
    }


def _is_idle(plan: Plan) -> bool:
    return plan.verb in ("update", "link", "unlink") and not plan.diff


def _name_of(source: str, changes: Iterable[Change]) -> str:
    """The same for the same rows: a file is written once, however often the command is given."""
    from nlconnect.engine.runs import fingerprint

    digest = hashlib.sha256(json.dumps([fingerprint(change) for change in changes]).encode()).hexdigest()
    return f"{Path(source).name[:60]} {digest[:12]}"
