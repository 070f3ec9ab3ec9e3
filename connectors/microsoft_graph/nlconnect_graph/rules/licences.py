"""Licences: a unit that is free, a place where it is used, and not what a group gives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from nlconnect.connector import Query, Record
from nlconnect.connector.rules import Answers, Finding
from nlconnect.connector.writer import Draft
from nlconnect_graph.rules.looking import all_of, one, whole

ASSIGNING = "directory.AssignLicense"
OF_USER = ("usage_location", "assigned_licenses", "license_assignment_states")
OF_SKU = ("sku_id", "sku_part_number", "consumed_units", "prepaid_units", "capability_status")


class Licence:
    """Graph tells one of these at a time, and of a full subscription by its id only."""

    name = "licence"

    def questions(self, draft: Draft) -> Mapping[str, Query[Record]]:
        if draft.entity.qualified_name != ASSIGNING or not (_added(draft) or _removed(draft)):
            return {}
        return {
            "user": one(draft, "directory.Users", draft.parameters["user"], *OF_USER),
            "subscriptions": all_of(draft, "directory.SubscribedSkus", *OF_SKU),
        }

    def findings(self, draft: Draft, answers: Answers) -> Iterable[Finding]:
        if draft.entity.qualified_name != ASSIGNING:
            return
        if not (_added(draft) or _removed(draft)):
            yield Finding(self.name, "no licence is named", "refuse", "Name one in add_licenses or remove_licenses.")
        known = {str(getattr(sku, "sku_id", "")).lower(): sku for sku in answers.get("subscriptions", ())}
        for user in answers.get("user", ()):
            if _added(draft) and not getattr(user, "usage_location", None):
                text = "the user has no usage_location, without which no licence is given"
                yield Finding(self.name, text, "refuse", 'Update it first: Update(Users, key, usage_location="NL").')
            held, from_groups = _held(user), _from_groups(user)
            for sku in _removed(draft):
                yield from self._taken_back(known.get(sku), sku, held, from_groups)
            if "subscriptions" in answers:
                for sku in _added(draft):
                    yield from self._given(known.get(sku), is_held=sku in held)

    def _given(self, sku: Record | None, *, is_held: bool) -> Iterator[Finding]:
        if sku is None:
            remedy = "Take one of directory.SubscribedSkus: ref(sku_part_number=...)."
            yield Finding(self.name, "the company has no such licence", "refuse", remedy)
            return
        name, units = getattr(sku, "sku_part_number", None), getattr(sku, "prepaid_units", None)
        status = getattr(sku, "capability_status", None)
        enabled, used = getattr(units, "enabled", None), getattr(sku, "consumed_units", None)
        if enabled is not None and used is not None and used >= enabled and not is_held:
            text = f"no unit of {name} is free: {used:,} of {enabled:,} are in use"
            yield Finding(self.name, text, "refuse", "Buy more, or take one back from somebody else first.")
        if status is not None and status != "Enabled":
            text = f"the subscription {name} is not in force ({status})"
            yield Finding(self.name, text, "mind", "See that it is renewed.")

    def _taken_back(self, sku: Record | None, key: str, held: set[str], from_groups: set[str]) -> Iterator[Finding]:
        name = getattr(sku, "sku_part_number", None) or "this licence"
        if key not in held:
            yield Finding(self.name, f"the user does not have {name}", "refuse", "Leave it out.")
        elif key in from_groups:
            text = f"{name} comes from a group, and cannot be taken from the user alone"
            yield Finding(self.name, text, "refuse", "Unlink the user from that group, or change what the group gives.")


def _added(draft: Draft) -> list[str]:
    rows = whole(draft, "add_licenses") or ()
    return [str(row.get("skuId", "")).lower() for row in rows if isinstance(row, Mapping)]


def _removed(draft: Draft) -> list[str]:
    return [str(sku).lower() for sku in whole(draft, "remove_licenses") or ()]


def _held(user: Record) -> set[str]:
    return {str(one.sku_id).lower() for one in getattr(user, "assigned_licenses", None) or ()}


def _from_groups(user: Record) -> set[str]:
    """Those that some group gives, and nobody besides."""
    states = getattr(user, "license_assignment_states", None) or ()
    direct = {str(one.sku_id).lower() for one in states if not one.assigned_by_group}
    return {str(one.sku_id).lower() for one in states if one.assigned_by_group} - direct
