"""A process that carries out a run of writes and may die at any moment; the next one goes on where it was.

`python -m bench.worker FOLDER` imports everything once, and forks a fresh process for each life it is told to begin.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from bench.runs import Run, run_of
from bench.stage import TIME, SharedClock, connected

from nlconnect.client import Connection
from nlconnect.engine import write
from nlconnect.errors import BudgetExhausted, QueryError
from nlconnect.model.outcome import Done, Outcome, Plan, Rejected
from nlconnect.model.ports import Store
from nlconnect.model.run import Line

STATE, ORDER, REPORT = "cursor", "order.json", "report.json"
"""How far it is, as a kind that the store knows and writes do not use; and two files."""
DONE = b"done"
SETTLED_SECONDS = 125.0
"""Longer than `reconcile` waits for a write that may still come."""
ROUNDS = 6


class Steps:
    """Counts what a process does to the world outside, and ends the process at one of these steps with SIGKILL."""

    def __init__(self, last: int | None, *, after: bool) -> None:
        self._left = -1 if last is None else last
        self._after = after

    def around(self, work: Callable[..., Any]) -> Callable[..., Any]:
        """The same work as one step."""

        def step(*given: Any, **named: Any) -> Any:
            self._begin()
            done = work(*given, **named)
            self._end()
            return done

        return step

    def around_async(self, work: Callable[..., Any]) -> Callable[..., Any]:
        """The same for a coroutine."""

        async def step(*given: Any, **named: Any) -> Any:
            self._begin()
            done = await work(*given, **named)
            self._end()
            return done

        return step

    def _begin(self) -> None:
        if self._left == 0 and not self._after:
            os.kill(os.getpid(), signal.SIGKILL)

    def _end(self) -> None:
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        self._left -= 1


def carry_on(connection: Connection, run: Run, count: int, *, store: Store, clock: SharedClock) -> list[str]:
    """Go on with the run, and say what each write came to: done, or why not."""
    _look_at_all(connection, run, count, store)
    for number in range(count):
        if store.get(STATE, str(number)) is None:
            _begin(connection, run, number, store)
    for _ in range(ROUNDS):
        if not any(run.tells(number) for number in _look_at_all(connection, run, count, store)):
            break
        clock.advance(SETTLED_SECONDS)
    return [_told(store.get(STATE, str(number))) for number in range(count)]


def carry_on_in_batches(connection: Connection, run: Run, count: int, *, clock: SharedClock) -> list[str]:
    """The same as one named run: whoever goes on with it just starts it again."""
    changes = [run.change(number) for number in range(count)]
    lines: list[Line] | None = None
    while lines is None:
        try:
            lines = list(connection.apply_many(changes, run="killed"))
        except BudgetExhausted as spent:  # many lives look ahead many times, and time stands still between them
            clock.advance(max(1.0, (spent.resets_at or 0.0) - clock.now()))
    for line in lines:
        if line.state in ("rejected", "refused"):
            raise line.error or RuntimeError(line.reason)
    return ["done" if line.is_done else "unknown" for line in sorted(lines, key=lambda line: line.index)]


def _look_at_all(connection: Connection, run: Run, count: int, store: Store) -> list[int]:
    """Look what became of those that were begun and not ended; those that are still open."""
    states = {number: store.get(STATE, str(number)) for number in range(count)}
    begun = [number for number, state in states.items() if state not in (None, DONE)]
    for number in begun:
        _look(connection, run, number, store)
    return [number for number in begun if store.get(STATE, str(number)) != DONE]


def _begin(connection: Connection, run: Run, number: int, store: Store) -> None:
    """Plan it and keep the plan before it is carried out."""
    plan = connection.plan(run.change(number))
    store.put(STATE, str(number), plan.dump().encode())
    _keep(store, number, connection.apply(plan))


def _look(connection: Connection, run: Run, number: int, store: Store) -> None:
    """What became of it; it is carried out once it has surely not happened."""
    document = store.get(STATE, str(number))
    assert document is not None
    plan = Plan.load(document.decode())
    try:
        outcome = connection.apply(plan)
    except QueryError:  # it went stale before it was sent
        _begin(connection, run, number, store)
        return
    if not isinstance(outcome, Done):
        outcome = connection.reconcile(plan)
    if isinstance(outcome, Rejected) and outcome.repeatable:
        outcome = connection.apply(plan)
    _keep(store, number, outcome)


def _keep(store: Store, number: int, outcome: Outcome) -> None:
    if isinstance(outcome, Rejected) and not outcome.repeatable:
        raise outcome.error
    if isinstance(outcome, Done):
        store.put(STATE, str(number), DONE)


def _told(document: bytes | None) -> str:
    return "done" if document == DONE else "unknown"


def live(folder: Path, life: Mapping[str, Any]) -> None:
    """One life, from the start of the process to its end."""
    order = json.loads((folder / ORDER).read_text("utf-8"))
    write.SETTLING = order["settling"]
    run, clock = run_of(order["system"]), SharedClock(folder / TIME)
    connection = connected(folder, order["system"], order["info"], clock=clock, allow=run.entities)
    exchange = connection._session.exchange
    steps = Steps(life["step"], after=life["after"])
    store = exchange.store
    for name in ("put", "delete", "update", "update_all"):
        setattr(store, name, steps.around(getattr(store, name)))
    exchange.port.send = steps.around_async(exchange.port.send)  # type: ignore[method-assign]  # the same, counted
    if order["in_batches"]:
        told = carry_on_in_batches(connection, run, order["count"], clock=clock)
    else:
        told = carry_on(connection, run, order["count"], store=store, clock=clock)
    part = folder / f"{REPORT}.part"
    part.write_text(json.dumps(told), "utf-8")
    part.replace(folder / REPORT)


def main(folder: Path) -> None:
    """A line in is a life to begin; out come its number, and once it has ended, its exit code."""
    import httpx  # noqa: F401  # so that each life begins at once
    import sqlalchemy  # noqa: F401

    run_of(json.loads((folder / ORDER).read_text("utf-8"))["system"])
    for line in sys.stdin:
        ready, go = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(go)
            os.read(ready, 1)
            code = 1
            try:
                live(folder, json.loads(line))
                code = 0
            except BaseException:  # noqa: BLE001  # the process ends here, whatever it was
                sys.excepthook(*sys.exc_info())
            finally:
                sys.stderr.flush()
                os._exit(code)
        os.close(ready)
        print(child, flush=True)
        sys.stdin.readline()
        os.close(go)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
