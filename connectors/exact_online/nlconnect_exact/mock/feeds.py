"""Exact's sync feeds: row versions, the log of deletions, and the company that moved."""

from __future__ import annotations

from nlconnect.mock.odata import Compare, Expression, Literal, Logic, Property


def lower_bound(expression: Expression | None) -> int:
    """The row version behind which a feed may begin to look, by a `Timestamp gt N` the whole filter depends on."""
    match expression:
        case Logic(operator="and"):
            return max(lower_bound(expression.left), lower_bound(expression.right))
        case Compare(operator="gt", left=Property(path="Timestamp"), right=Literal(value=int() as value)):
            return value
        case Compare(operator="ge", left=Property(path="Timestamp"), right=Literal(value=int() as value)):
            return value - 1
    return -1
