"""An agent that reaches all there is but a person's passphrase: its results, the disk, the environment, the store."""

from __future__ import annotations

import json
import os
import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

import pytest
from bench.fuzz import thief
from bench.fuzz.world import OFFICE, World, opened

from nlconnect.agents import Toolbox
from nlconnect.approvals import Decision, KeyFile, decided
from nlconnect.approvals.keys import key_path
from nlconnect.errors import ApprovalRequired, NlconnectError
from nlconnect.state import find_key, open_store

INVOICES = {"profile": "books", "entity": "salesinvoice.SalesInvoices", "select": ["description"]}


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """The state is where it is for a user: in a SQLite file, sealed with a key that lies beside it."""
    with opened(OFFICE) as found:
        before = found.graph.store
        url = f"sqlite:///{tmp_path / 'state.db'}"
        store = open_store(url, key=find_key(url), clock=found.graph.clock)
        for kind in ("approver", "token"):
            for key in before.keys(kind):
                store.put(kind, key, before.get(kind, key) or b"")
        found.graph.store = store  # type: ignore[assignment]  # a store is as good as another
        yield found
        store.close()


@pytest.fixture
def toolbox(world: World) -> Toolbox:
    """An agent that was shown text of others, so that nothing goes without a person's yes."""
    toolbox = world.toolbox(agent="assistant")
    toolbox.call("read", INVOICES)
    return toolbox


def planned(toolbox: Toolbox, subject: str = "Overzicht") -> str:
    values = {
        "subject": subject,
        "body": {"content_type": "text", "content": "x"},
        "to_recipients": [{"email_address": {"address": "team@voorbeeld.test"}}],
    }
    asked = {"profile": "mail", "entity": "mail.SendMail", "verb": "call", "values": values}
    return str(toolbox.call("plan", asked).content["plan"])


def applied(toolbox: Toolbox, plan: str) -> str:
    try:
        return str(toolbox.call("apply", {"profile": "mail", "plan": plan}).content["outcome"])
    except NlconnectError as refused:
        return type(refused).__name__


def test_without_a_yes_it_waits_and_with_one_it_goes_once(world: World, toolbox: Toolbox) -> None:
    plan = planned(toolbox)
    assert applied(toolbox, plan) == "ApprovalRequired"
    world.decide(plan, "jansen", granted=True)
    assert applied(toolbox, plan) == "done"
    assert applied(toolbox, plan) == "done"
    assert len(world.sent) == 1


def test_nothing_that_lies_about_is_the_passphrase(
    world: World, toolbox: Toolbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = planned(toolbox)
    request = world.book.request(plan)
    shown = toolbox.call("read", INVOICES).content
    monkeypatch.setenv("NLCONNECT_MCP_TOKEN", "a token that the agent has anyway")
    files = [path for folder in (world.folder, tmp_path) for path in sorted(folder.iterdir()) if path.is_file()]
    tries = {
        *(word for path in files for word in path.read_bytes().decode("latin-1").split()[:8]),
        *(path.stem for path in files),
        *(value for name, value in os.environ.items() if name.startswith("NLCONNECT")),
        *(str(cell) for row in shown["rows"] for cell in row),  # type: ignore[attr-defined]  # rows
        *(plan, request.digest, json.dumps(shown), ""),
    }
    assert len(tries) > 10
    for passphrase in sorted(tries):
        decision = Decision(plan, request.digest, "jansen", True, "", world.now, request.expires_at)
        with pytest.raises(NlconnectError):
            decided(decision, KeyFile(key_path(world.folder, "jansen")), passphrase=passphrase)
    assert applied(toolbox, plan) == "ApprovalRequired"
    assert world.sent == []


@pytest.mark.parametrize("way", thief.WAYS, ids=lambda way: way.__name__.strip("_"))
def test_no_edit_of_the_store_is_a_yes(
    world: World, toolbox: Toolbox, way: Callable[[random.Random, World], object]
) -> None:
    """With the key that lies beside the database every document can be read and written."""
    approved, rejected = planned(toolbox, "approved"), planned(toolbox, "rejected")
    world.decide(approved, "jansen", granted=True)
    world.decide(rejected, "devries", granted=False)
    waiting = [planned(toolbox, f"waiting {number}") for number in range(3)]
    assert applied(toolbox, approved) == "done"
    world.sent.clear()
    for seed in range(12):
        way(random.Random(seed), world)
        for plan in (rejected, *waiting):
            applied(toolbox, plan)
    assert world.sent == []


APPROVAL = "(select value from documents where kind = 'approval' and key = :approved)"
PLAN = "(select value from documents where kind = 'plan' and key = :approved)"
STATEMENTS = (
    f"update documents set value = {APPROVAL} where kind = 'approval' and key = :waiting",
    f"update documents set value = {PLAN} where kind = 'plan' and key = :waiting",
    "update or replace documents set key = :waiting where kind = 'approval' and key = :approved",
    "update or replace documents set key = :waiting where kind = 'plan' and key = :approved",
    "update documents set value = x'00' where kind = 'approval' and key = :waiting",
    "update documents set expires_at = 9e12 where kind in ('approval', 'plan')",
    "delete from documents where kind = 'approval' and key = :waiting",
    "delete from documents where kind = 'approver'",
)
"""What can be done to rows without the key; `:approved` is the plan that a person said yes to."""


@pytest.mark.parametrize("statement", STATEMENTS)
def test_no_row_of_the_database_stands_for_another(
    world: World, toolbox: Toolbox, tmp_path: Path, statement: str
) -> None:
    approved, waiting = planned(toolbox, "approved"), planned(toolbox, "waiting")
    world.decide(approved, "jansen", granted=True)
    with closing(sqlite3.connect(tmp_path / "state.db")) as database, database:
        changed = database.execute(statement, {"approved": approved, "waiting": waiting}).rowcount
    assert changed
    assert applied(toolbox, waiting) != "done"
    assert world.sent == []


def test_a_yes_cannot_be_used_for_another_plan_or_after_its_time(world: World, toolbox: Toolbox) -> None:
    first, second = planned(toolbox, "first"), planned(toolbox, "second")
    world.decide(first, "jansen", granted=True)
    (decision,) = world.book.request(first).decisions
    for changed in (
        {"plan": second},
        {"plan": second, "digest": world.book.request(second).digest},
        {"expires_at": decision.expires_at + 1e6},
        {"granted": True, "approver": "devries"},
    ):
        forged = Decision(**{**asdict(decision), **changed})
        with pytest.raises(NlconnectError):
            world.book.decide(forged, now=world.now)
    world.advance(decision.expires_at - world.now + 1)
    with pytest.raises(ApprovalRequired, match="expired"):
        toolbox.call("apply", {"profile": "mail", "plan": first})
    assert world.sent == []
