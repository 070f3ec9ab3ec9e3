"""How AFAS is followed: by the moment of change that a view tells, and never its deletions (fact sheet section 3.6)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from nlconnect.connector import EntitySpec, FieldSpec
from nlconnect.connector.deltas import (
    Asking,
    DeltaPage,
    Found,
    Leg,
    Start,
    Tracking,
    digest,
    positioned,
    wire_key,
)
from nlconnect.connector.watermark import Watermark
from nlconnect.errors import NlconnectError, QueryError
from nlconnect.model.sync import Position
from nlconnect_afas.dates import AMSTERDAM
from nlconnect_afas.narrowing import COLUMNS as COLUMNS_OF_PLACES
from nlconnect_afas.narrowing import column_of

COLUMNS = ("ModifiedDate", "DateModified", "Modified", "Gewijzigd_op")
"""What the moment of change is called in AFAS's own views, where the overlay names none."""
DUMMY = "dummy"
"""AFAS: in some views the column of that name is one that was put there for its name, and never changes."""
LOOK_BACK = 50
"""Rows of a page that the next one is asked to give again: a row that is deleted meanwhile moves those behind it
forward, over the edge of a page (a guess at how many go at once)."""
LONGEST_PAUSE_SECONDS = 900.0
"""Within which a run that was cut off goes on at its page (a choice of ours)."""
_SKIP = re.compile(r"(?<=[?&]skip=)\d+")

NOTES = (
    "rows of this view that were changed since the last run are read; a change in a table joined to it is none",
    "AFAS deletes without a trace: only a full pass shows what is gone",
)


class AfasDeltas:
    """Views with a moment of change and a key."""

    def tracking(self, entity: EntitySpec) -> Tracking:
        """Raises QueryError for what tells no moment of change, or has no key."""
        return _watermark(entity).tracking

    def begin(self, asking: Asking, position: Position | None) -> Start:
        """Raises QueryError for an order or a limit."""
        if position is not None and "link" in position and _is_stale(asking, position):
            position = {name: position[name] for name in ("since", "near") if name in position}
        return _watermark(asking.query.entity).begin(asking, position)

    def read(self, leg: Leg, page: DeltaPage) -> Found:
        """What a page says, without the rows that the page before gave already."""
        watermark = _watermark(leg.asking.query.entity)
        tail: Mapping[str, str] = leg.position.get("tail", {})
        keys = [str(wire_key(watermark.tracking, record)) for record in page.records]
        _require_unique(keys, leg.asking.query.entity)
        digests = {key: digest(record) for key, record in zip(keys, page.records, strict=True)}
        fresh = [r for key, r in zip(keys, page.records, strict=True) if tail.get(key) != digests[key]]
        back = min(LOOK_BACK, len(keys) // 2)
        link = _before(page.following, back) if page.following is not None else None
        found = watermark.read(leg, DeltaPage(fresh, page.content, link))
        if found.leg is None or link is None:
            return found
        position = positioned(found.position, tail={key: digests[key] for key in keys[len(keys) - back :]})
        return replace(found, position=position, leg=replace(found.leg, position=position))

    def lost(self, failure: NlconnectError, leg: Leg) -> str | None:
        """AFAS keeps no position of ours that could be lost."""
        return None


def _watermark(entity: EntitySpec) -> Watermark:
    named = (entity.watermark,) if entity.watermark else COLUMNS
    wire = next((wire for wire in named if _is_moment(entity.by_wire.get(wire))), None)
    if entity.kind != "view" or wire is None:
        raise QueryError(
            "AFAS does not tell here when a row was changed",
            entity=entity.name,
            hint="Read it whole, or have the administrator add the column 'Gewijzigd op' to the view.",
        )
    if not entity.key:
        raise QueryError(
            "this view has no key that is known, so changes cannot be told from new rows",
            entity=entity.name,
            hint=f"{say_what_is_unique(entity)} Or read it whole.",
        )
    places = tuple(part for part in COLUMNS_OF_PLACES if column_of(entity, part) is not None)
    tracking = Tracking("watermark", entity.key, deletions=False, notes=NOTES, places=places)
    return Watermark(entity.by_wire[wire], tracking, wall_clock=AMSTERDAM)


def say_what_is_unique(entity: EntitySpec) -> str:
    """How to give a view a key: in the overlay that `schema pull` wrote, if it did."""
    own = entity.catalogue.package if entity.catalogue is not None else __package__
    if own == __package__:
        return "Pull it with `nlconnect schema pull`, and say in its overlay which columns tell rows apart."
    return (
        f'Say which columns tell its rows apart: key = ["..."] under [{entity.name}] in '
        f"{own}/overlay/{entity.module}.toml."
    )


def _require_unique(keys: Sequence[str], entity: EntitySpec) -> None:
    """A key that was guessed, or is none any more, would let one row take the place of another."""
    if len(set(keys)) < len(keys):
        raise QueryError(
            f"several rows of this view have the same {', '.join(entity.key)}, so this is no key",
            entity=entity.name,
            hint=say_what_is_unique(entity),
        )


def _is_stale(asking: Asking, position: Position) -> bool:
    """AFAS pages by counting rows, which means less the longer ago it was: too late, a run begins at its first page."""
    return asking.now - datetime.fromisoformat(position["begun"]).timestamp() > LONGEST_PAUSE_SECONDS


def _is_moment(spec: FieldSpec | None) -> bool:
    return spec is not None and spec.type == "datetime" and DUMMY not in (spec.label or "").lower()


def _before(link: str, rows: int) -> str:
    """The next page, begun some rows earlier; a link to another part of the read begins at its first row anyway."""
    return _SKIP.sub(lambda match: str(max(0, int(match[0]) - rows)), link, count=1)
