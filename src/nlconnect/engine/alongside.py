"""One record that comes along with another as plain JSON, such as a manager: what of it may be seen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from nlconnect.connector import EntitySpec, FieldSpec
from nlconnect.policy import Clearance, Masker
from nlconnect.policy.free_text import Screen

if TYPE_CHECKING:
    from nlconnect.engine.clearing import Clearances

TEXTS = ("string", "guid")
"""What a mask knows in JSON as it knows it in a record; moments and numbers that need a mask are left out."""


def masker_of(spec: FieldSpec, entity: EntitySpec, others: Clearances, screen: Screen) -> Masker:
    """What makes of such a record what may be seen of it, by the fields of its own entity; nothing of an unknown one.

    Raises PolicyRefused where the purpose does not name its entity.
    """
    target = entity.target_of(spec.name)
    if target is None:
        return _nothing
    return partial(_over, others(target), screen)


def _nothing(_: object) -> None:
    return None


def _over(clearance: Clearance, screen: Screen, found: object) -> object:
    if isinstance(found, list):
        return [_over(clearance, screen, one) for one in found]
    if not isinstance(found, Mapping):
        return None
    known = {spec.wire: spec for spec in clearance.entity.values}
    shown = {wire: spec for wire, spec in known.items() if wire in found}
    masks = clearance.screened(shown.values(), screen, alone=False)
    ways: dict[str, Callable[[object], object]] = {**dict(masks.values), **dict(masks.texts)}
    kept: dict[str, object] = {}
    for wire, spec in shown.items():
        ruling, value = clearance.ruling(spec), found[wire]
        if value is None or (ruling.treatment == "show" and spec.name not in ways):
            kept[wire] = value
        elif ruling.treatment != "drop" and isinstance(value, str) and spec.type in TEXTS:
            kept[wire] = ways[spec.name](value)
    return kept
