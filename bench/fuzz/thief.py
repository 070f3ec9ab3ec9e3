"""What a thief may try who has the state store in hands, but nobody's passphrase: every edit keeps its shape."""

from __future__ import annotations

import json
import random
import tempfile
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.fuzz.moves import EVIL
from bench.fuzz.world import PASSPHRASE

from nlconnect.approvals import Decision, KeyFile, decided, new_key
from nlconnect.approvals.book import APPROVERS, REQUESTS
from nlconnect.approvals.keys import key_path
from nlconnect.engine.intent import PLANS, Ledger

if TYPE_CHECKING:
    from bench.fuzz.world import World


def steal(chance: random.Random, world: World) -> str:
    """One edit of what is stored; tells what it was."""
    way = chance.choice(WAYS)
    return f"{way.__name__.strip('_')} {way(chance, world)}"


def _request(chance: random.Random, world: World) -> tuple[str, dict[str, Any]] | None:
    known = list(world.graph.store.keys(REQUESTS))
    if not known:
        return None
    plan_id = chance.choice(known)
    document = world.graph.store.get(REQUESTS, plan_id)
    return None if document is None else (plan_id, json.loads(document))


def _put(world: World, plan_id: str, document: dict[str, Any]) -> str:
    world.graph.store.put(REQUESTS, plan_id, json.dumps(document).encode(), expires_at=world.now + 1e7)
    return plan_id


def _altered(chance: random.Random, world: World, *, sealed: bool = False) -> str:
    """The plan goes to somebody else than was looked at."""
    known = list(world.graph.store.keys(PLANS))
    if not known:
        return "nothing"
    plan = Ledger(world.graph.store).plan(chance.choice(known))
    if plan is None or plan.body is None:
        return "nothing"
    body = plan.body.replace("team@voorbeeld.test", EVIL).replace("facturen@klant.test", EVIL)
    changed = replace(plan, body=body if body != plan.body else plan.body.replace("x", "y"))
    Ledger(world.graph.store).keep(changed.sealed() if sealed else changed)
    return plan.id


def _altered_and_sealed(chance: random.Random, world: World) -> str:
    """The same, with the digest that belongs to it, in the plan and in the request."""
    plan_id = _altered(chance, world, sealed=True)
    plan = Ledger(world.graph.store).plan(plan_id) if plan_id != "nothing" else None
    found = world.graph.store.get(REQUESTS, plan_id)
    if plan is None or found is None:
        return "nothing"
    return _put(world, plan_id, {**json.loads(found), "digest": plan.digest})


def _borrowed(chance: random.Random, world: World) -> str:
    """A yes to one plan put under another."""
    one, other = _request(chance, world), _request(chance, world)
    if one is None or other is None:
        return "nothing"
    moved = [{**decision, "plan": other[0], "digest": other[1]["digest"]} for decision in one[1]["decisions"]]
    return _put(world, other[0], {**other[1], "decisions": [*other[1]["decisions"], *moved, *one[1]["decisions"]]})


def _forged(chance: random.Random, world: World) -> str:
    """A yes that nobody signed."""
    found = _request(chance, world)
    if found is None:
        return "nothing"
    plan_id, request = found
    decision = {
        "plan": plan_id,
        "digest": request["digest"],
        "approver": chance.choice(("jansen", "assistant", "")),
        "granted": True,
        "reason": "",
        "at": world.now,
        "expires_at": world.now + 1e6,
        "signature": chance.choice(("", "00" * 64, "zz")),
    }
    return _put(world, plan_id, {**request, "decisions": [decision]})


def _fewer(chance: random.Random, world: World) -> str:
    """Nobody needs to say yes any more."""
    found = _request(chance, world)
    return _put(world, found[0], {**found[1], "needs": chance.choice((0, -1, 1))}) if found else "nothing"


def _longer(chance: random.Random, world: World) -> str:
    """It never expires, and neither does the yes."""
    found = _request(chance, world)
    if found is None:
        return "nothing"
    decisions = [{**decision, "expires_at": world.now + 1e6} for decision in found[1]["decisions"]]
    return _put(world, found[0], {**found[1], "expires_at": world.now + 1e6, "decisions": decisions})


def _asked_for(chance: random.Random, world: World) -> str:
    """Somebody else asked for it."""
    found = _request(chance, world)
    return _put(world, found[0], {**found[1], "agent": "nobody", "outcome": ""}) if found else "nothing"


def _enrolled(chance: random.Random, world: World) -> str:
    """An approver of the thief's own, or in the place of one, who says yes at once."""
    if not world.house.policy:
        return "nothing"
    name = chance.choice(("jansen", "devries", "helper"))
    with tempfile.TemporaryDirectory() as folder:
        own = new_key(Path(folder), name, passphrase=PASSPHRASE)
        store, found = world.graph.store, _request(chance, world)
        before = store.get(APPROVERS, name)
        store.put(APPROVERS, name, json.dumps(asdict(own)).encode())
        if found is None:
            return name
        plan_id, request = found
        made: dict[str, Any] = {"granted": True, "reason": "", "at": world.now, "expires_at": world.now + 1e6}
        decision = Decision(plan_id, request["digest"], name, **made)
        signed = decided(decision, KeyFile(key_path(Path(folder), name)), passphrase=PASSPHRASE)
        _put(world, plan_id, {**request, "decisions": [*request["decisions"], asdict(signed)]})
        if before is None and chance.random() < 0.5:
            store.delete(APPROVERS, name)
    return f"{name} for {plan_id}"


def _turned(chance: random.Random, world: World) -> str:
    """A no becomes a yes."""
    found = _request(chance, world)
    if found is None:
        return "nothing"
    decisions = [{**decision, "granted": True} for decision in found[1]["decisions"]]
    return _put(world, found[0], {**found[1], "decisions": decisions})


WAYS = (_altered, _altered_and_sealed, _borrowed, _forged, _fewer, _longer, _asked_for, _turned, _enrolled)
"""All of them."""
