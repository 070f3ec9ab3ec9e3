"""Views that depend on the question itself: events in a stretch of time, folders with counts, searches by a word."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from nlconnect.mock.tables import Row, Table
from nlconnect_graph.mock.expressions import moment
from nlconnect_graph.mock.pages import MANY
from nlconnect_graph.mock.refusals import Refused, refusal
from nlconnect_graph.mock.rows.calendar import occurrences
from nlconnect_graph.mock.state import State
from nlconnect_graph.mock.views import View

NEEDED = frozenset({"calendar.CalendarView", "calendar.EventInstances"})
_PERIOD = 40
"""After so many letters the folders they are in come round again."""
_LONGEST = timedelta(days=2)


def window_of(parameters: Mapping[str, str], entity: str) -> tuple[datetime, datetime]:
    """The stretch of time a calendar view needs. Raises Refused."""
    given = {name.lower(): value for name, value in parameters.items()}
    try:
        return moment(given["startdatetime"].replace(" ", "+")), moment(given["enddatetime"].replace(" ", "+"))
    except KeyError:
        raise Refused(
            400,
            "ErrorInvalidParameter",
            "This request requires a time window specified by the query string parameters StartDateTime and "
            "EndDateTime.",
        ) from None
    except ValueError:
        raise refusal("calendar", "bad", f"The window of {entity} is no time.") from None


def within(row: Row, start: datetime, end: datetime) -> bool:
    begins, ends = row["#start"], row["#end"]
    return isinstance(begins, datetime) and isinstance(ends, datetime) and begins < end and ends > start


def in_window(view: View, state: State, parameters: Mapping[str, str]) -> View:
    """Single events and what series come to, in that stretch."""
    start, end = window_of(parameters, view.entity.name)
    if view.entity.qualified_name == "calendar.EventInstances":
        return replace(view, tests=(*view.tests, lambda row: within(row, start, end)))
    rows = [row for row in _events(view, start, end) if within(row, start, end)]
    return replace(view, table=state.listed(view.home, rows), equal={}, tests=())


def _events(view: View, start: datetime, end: datetime) -> Iterator[Row]:
    for number in _candidates(view.table, start, end):
        row = view.table.row(number)
        if row is None or not view.holds(row):
            continue
        if row["type"] == "seriesMaster":
            yield from occurrences(row)
        else:
            yield row


def _candidates(table: Table, start: datetime, end: datetime) -> Iterator[int]:
    """In a big diary only the rows around the window, for they rise with their starts; the first one repeats."""
    last = table.last() or 0
    if last < MANY:
        yield from table.numbers()
        return

    def starts(number: int) -> datetime:
        row = table.row(number)
        found = row["#start"] if row is not None else None
        return found if isinstance(found, datetime) else start

    rows = range(1, last + 1)
    first = bisect_left(rows, start - _LONGEST, key=starts)
    beyond = bisect_left(rows, end, key=starts)
    yield from (0, *rows[first:beyond])


def counted(folder: dict[str, object], row: Row, scope: object, state: State) -> dict[str, object]:
    """A mail folder with the numbers of its letters."""
    table = state.table(state.entity("mail.Messages"), scope if isinstance(scope, str) else None)
    last = table.last()
    if last is None:
        total, unread = 0, 0
    elif last < MANY:
        held = [table.row(n) for n in table.find("parentFolderId", row["id"]) or table.numbers()]
        letters = [one for one in held if one is not None and one["parentFolderId"] == row["id"]]
        total, unread = len(letters), sum(not one["isRead"] for one in letters)
    else:
        blocks, rest = divmod(last + 1, _PERIOD)
        total = blocks * _in_folder(table, row, range(_PERIOD)) + _in_folder(table, row, range(rest))
        recent = (table.row(n) for n in range(last - _PERIOD, last + 1))
        unread = sum(one is not None and one["parentFolderId"] == row["id"] and not one["isRead"] for one in recent)
    shown = {"totalItemCount": total, "unreadItemCount": unread}
    return {**folder, **{name: value for name, value in shown.items() if name in folder}}


def _in_folder(table: Table, row: Row, numbers: range) -> int:
    found = (table.row(number) for number in numbers)
    return sum(one is not None and one["parentFolderId"] == row["id"] for one in found)


def searched(view: View, parameters: Mapping[str, str]) -> View:
    """`/sites?search=...` and the `query` of bookings: words that have no dollar before them."""
    words = {"sites.Sites": "search", "bookings.BookingBusinesses": "query"}.get(view.entity.qualified_name)
    wanted = parameters.get(words or "", "").strip("*").casefold()
    if not wanted:
        return view
    return replace(view, tests=(*view.tests, lambda row: wanted in str(row["displayName"]).casefold()))
