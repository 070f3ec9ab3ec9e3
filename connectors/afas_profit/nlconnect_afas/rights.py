"""What AFAS wants to be allowed: connectors in an app connector, and a user in its group (fact sheet section 2.4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nlconnect.connector.rights import Need, Restriction, Right, RightsPage, SignedInAs, merged, reason_of

KINDS = {"view": "GetConnector", "update": "UpdateConnector"}


@dataclass(frozen=True, slots=True)
class AfasRights:
    """A view gives every column it has, so the columns are part of what to grant."""

    def page(self, needs: Sequence[Need], *, signed_in_as: SignedInAs) -> RightsPage:
        """The connectors to add, with the columns that are used, and those that the view should lose."""
        rights = merged(
            [
                Right(need.entity.wire, KINDS.get(need.entity.kind, "custom connector"), (_reason(need),))
                for need in needs
            ]
        )
        idle = {wire: unused for wire, unused in unused_columns(needs).items() if unused}
        restrictions = [
            Restriction(f"columns of {wire}", f"Copy the view and leave out: {', '.join(unused)}.")
            for wire, unused in idle.items()
        ]
        restrictions.append(
            Restriction(
                "which rows are given", "Authorise the user of the app connector's group on the data, not only on it."
            )
        )
        return RightsPage(
            where="the app connector in AFAS (Algemeen, Beheer, App connector)",
            rights=rights,
            restrictions=tuple(restrictions),
            remarks=(
                "A view has no selection: every column of it crosses the wire at each read, also those nobody uses.",
                "The app connector may be limited to addresses (an IP rule).",
            ),
            idle=idle,
        )


def unused_columns(needs: Sequence[Need]) -> dict[str, tuple[str, ...]]:
    """By view, the columns that none of the reads is about; the key and the order count as used."""
    used: dict[str, set[str]] = {}
    entities = {}
    for need in needs:
        if need.entity.kind == "view":
            entities[need.entity.wire] = need.entity
            keep = {*need.entity.key, *need.entity.order, need.entity.watermark}
            used.setdefault(need.entity.wire, set()).update(
                {field.wire for field in need.fields} | {wire for wire in keep if wire is not None}
            )
    return {
        wire: tuple(field.wire for field in spec.fields if field.wire not in used[wire])
        for wire, spec in entities.items()
    }


def _reason(need: Need) -> str:
    return reason_of(need, need.fields if need.entity.kind == "view" else ())
