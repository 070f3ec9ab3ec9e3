"""The order that every read of a view needs: without one AFAS may give rows twice, and others never (section 3.1)."""

from __future__ import annotations

import re
from urllib.parse import quote

from nlconnect.connector import EntitySpec, FieldSpec
from nlconnect.errors import QueryError
from nlconnect.model.query import Order

MOST_CHARACTERS = 900
"""Of the 2,049 in a query string, what an order over all columns may take."""
_PLAIN = re.compile(r"\w+")


def order_of(entity: EntitySpec, ordering: tuple[Order, ...]) -> tuple[str, str]:
    """The order to send, percent-encoded, and why it is stable.

    What was asked for comes first, then the key, so that no two rows are alike to AFAS. Where no key is known, every
    column that can be sorted makes up for it: rows that are alike then are alike in all. Raises QueryError for a wide
    view without a key.
    """
    asked = [_written(order.field.wire, descending=order.descending) for order in ordering]
    named = {order.field.wire for order in ordering}
    known = entity.key or entity.order
    if known:
        wires, why = known, f"in the order of {', '.join(known)}: AFAS keeps none of its own"
    else:
        wires = tuple(spec.wire for spec in entity.fields if _is_sortable(spec))
        why = "no key of this view is known, so rows are put in order by every column (a guess that costs time)"
    text = ",".join([*asked, *(_written(wire) for wire in wires if wire not in named)])
    if known or len(text) <= MOST_CHARACTERS:
        return text, why
    if asked:
        return ",".join(asked), "no key of this view is known: rows may be lost or doubled unless your order is unique"
    raise QueryError(
        "no key of this view is known, and it has too many columns to put in order by all of them",
        entity=entity.name,
        hint='Say what is unique: key = ["..."] in the overlay of your catalogue, or .order_by(...) with it.',
    )


def _is_sortable(spec: FieldSpec) -> bool:
    return spec.is_plain and spec.type not in ("binary", "bool")


def _written(wire: str, *, descending: bool = False) -> str:
    """AFAS: a name with other signs than letters, digits and _ has to be written as ['Name.x']."""
    name = wire if _PLAIN.fullmatch(wire) else f"['{wire}']"
    return quote(f"-{name}" if descending else name, safe="")
