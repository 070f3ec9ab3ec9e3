"""What the audit log is told of an operation: names and numbers, and whose data it met."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlconnect.connector import Scope
from nlconnect.engine.exchange import Tally
from nlconnect.model.plan import ReadPlan
from nlconnect.policy import Verdict

if TYPE_CHECKING:
    from nlconnect.engine.session import Asker, Session


def read_entry(session: Session, plan: ReadPlan, tally: Tally, asker: Asker, verdict: Verdict) -> dict[str, object]:
    """What is written down of a read."""
    entry = entry_of(
        "read",
        system=session.connector.name,
        target=plan.entity.qualified_name,
        scope=plan.scope,
        asker=asker,
        verdict=verdict,
        tally=tally,
    )
    fields = (*plan.fields, *(spec for nested in plan.nested for spec in nested.fields))
    categories = {spec.tag.category or "unreviewed" for spec in fields if not spec.tag.may_be_shown}
    return {**entry, "route": plan.route, "categories": sorted(categories), "records": tally.records}


def entry_of(
    operation: str, *, system: str, target: str, scope: Scope, asker: Asker, verdict: Verdict, tally: Tally
) -> dict[str, object]:
    """What is written down of any operation; what came of it is added."""
    return {
        "operation": operation,
        "system": system,
        "entity": target,
        "scope": str(scope),
        "profile": asker.profile,
        "purpose": asker.purpose,
        "outlet": asker.outlet,
        "verdict": verdict.answer,
        "rule": verdict.rule,
        "calls": tally.calls,
        "retries": tally.retries,
        "request_ids": tally.request_ids[-5:],
        "run": tally.run,
        "subjects": tally.subjects.taken(),
        **({"unmarked": True} if tally.subjects.is_partial else {}),
        **({"agent": asker.agent} if asker.agent else {}),
        **({"user": f"actor:{asker.user}"} if asker.user else {}),
    }
