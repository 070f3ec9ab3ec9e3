"""Answers to GET: lists in pages, one row by its key, counts, functions, and collections opened inside a row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast
from urllib.parse import quote

from nlconnect.mock.messages import Answer, Asked, json_answer, text_answer
from nlconnect.mock.odata import Literal
from nlconnect.mock.selection import PageOfRows, Selection, count, page
from nlconnect.mock.tables import LazyRow, PlainRow, Row, Table
from nlconnect.model.catalogue import EntitySpec, FieldSpec

from nlconnect_exact.mock.feeds import lower_bound
from nlconnect_exact.mock.question import Question, Refused, literal_of, read_question, skip_token, unknown_property
from nlconnect_exact.mock.refusals import JSON_TYPE, error, not_found
from nlconnect_exact.mock.rendering import Picked, collection, entity_url, picked_of, render
from nlconnect_exact.mock.resources import Resource

NESTED_ROWS = 60
"""A guess from complaints (rows inside `$expand` stop at 60): the nested list then carries its own `__next`."""

TableOf = Callable[[EntitySpec], Table]
ResourceOf = Callable[[str], Resource | None]


@dataclass(frozen=True)
class Reader:
    """Reads one company, as one user sees it."""

    asked: Asked
    division: int | None
    table: TableOf
    resource_at: ResourceOf
    page_size: Callable[[Resource], int | None]
    page_of_nested: int = NESTED_ROWS

    def list(self, resource: Resource) -> Answer:
        """A page of a list."""
        try:
            question = read_question(resource, self.asked.parameters)
            picked = self._picked(resource, question)
        except Refused as refused:
            return error(self.asked, 400, str(refused))
        size = self.page_size(resource)
        limit = min((n for n in (size, question.top) if n is not None), default=None)
        found, after_feed = self._page(resource, question, limit)
        rows = [render(row, resource, picked, origin=self.asked.origin, division=self.division) for _, row in found.rows]
        left = None if question.top is None else question.top - len(rows)
        goes_on = found.has_more and (left is None or left > 0)
        following = self._next(resource, question, found, left) if goes_on else None
        total = self._count(resource, question) if question.inline_count else None
        wrapped = total is not None or question.top is None or (size is not None and question.top > size)
        return json_answer(
            200,
            collection(rows, wrapped=wrapped, count=total, following=following),
            content_type=JSON_TYPE,
            dataserviceversion="2.0;" if wrapped else "1.0;",
        )

    def one(self, resource: Resource, key: Mapping[str, object]) -> Answer:
        """The row with that key."""
        row = self.row(resource, key)
        if row is None:
            return not_found(self.asked)
        try:
            question = read_question(replace(resource, demands=frozenset()), self.asked.parameters)
            picked = self._picked(resource, question)
        except Refused as refused:
            return error(self.asked, 400, str(refused))
        body = {"d": render(row, resource, picked, origin=self.asked.origin, division=self.division)}
        return json_answer(200, body, content_type=JSON_TYPE, dataserviceversion="1.0;")

    def row(self, resource: Resource, key: Mapping[str, object]) -> Row | None:
        """The live row with that key; sync feeds are found by their row version."""
        table = self.table(resource.entity)
        if resource.is_sync and resource.route != "plain":
            version = cast("int", key.get("Timestamp", 0))
            for stamp, number in table.feed(after=version - 1):
                row = table.row(number)
                return _stamped(row, stamp) if row is not None and stamp == version else None
            return None
        return next((row for _, row in page(table, _having(key), limit=1).rows), None)

    def count(self, resource: Resource) -> Answer:
        """Exact: a count is plain text, and an Accept header that wants JSON is out of place (415 is a guess)."""
        accept = self.asked.header("accept")
        if accept and not any(kind in accept for kind in ("text/plain", "*/*", "text/*")):
            return error(self.asked, 415, "Unsupported media type requested.")
        try:
            question = read_question(replace(resource, demands=resource.demands - {"select"}), self.asked.parameters)
        except Refused as refused:
            return error(self.asked, 400, str(refused))
        return text_answer(200, str(self._count(resource, question)), dataserviceversion="2.0;")

    def members(self, resource: Resource, key: Mapping[str, object], name: str) -> Answer:
        """A collection under a row: `Accounts(guid'...')/BankAccounts`."""
        row, spec = self.row(resource, key), resource.fields.get(name)
        if row is None or spec is None or spec.is_value:
            return not_found(self.asked)
        nested = self._nested_resource(spec)
        if nested is None:
            return json_answer(200, collection([], wrapped=True, count=None, following=None), content_type=JSON_TYPE)
        by = pointing_back(resource, nested, spec)
        rows = [row for _, row in page(self.table(nested.entity), _having({by: row[resource.key[0]]}), limit=None).rows]
        return self.rows(nested, rows)

    def rows(self, resource: Resource, rows: Iterable[Row]) -> Answer:
        """Rows that were found in another way, such as by a function."""
        picked = picked_of(resource, None)
        shown = [render(row, resource, picked, origin=self.asked.origin, division=self.division) for row in rows]
        return json_answer(200, collection(shown, wrapped=True, count=None, following=None), content_type=JSON_TYPE)

    def _page(self, resource: Resource, question: Question, limit: int | None) -> tuple[PageOfRows, bool]:
        table = self.table(resource.entity)
        if resource.is_sync and resource.route != "plain":
            return feed_page(table, question, limit), True
        after, values = self._place(resource, table, question.token)
        found = page(
            table, question.selection, after=after, after_order=values, skip=0 if question.token else question.skip, limit=limit
        )
        return found, False

    def _place(self, resource: Resource, table: Table, token: Sequence[Literal]) -> tuple[int | None, list[object]]:
        if not token:
            return None, []
        width = len(resource.key)
        order, key = token[:-width], token[-width:]
        if len(key) == 1:
            number = table.position(key[0].value)
        else:
            wanted = _having({wire: part.value for wire, part in zip(resource.key, key, strict=True)})
            number = next((n for n, _ in page(table, wanted, limit=1).rows), None)
        return -1 if number is None else number, [part.value for part in order]

    def _next(self, resource: Resource, question: Question, found: PageOfRows, left: int | None) -> str:
        """Exact: the next link repeats `$select` and `$filter` and ends with the key of the last row."""
        number, row = found.rows[-1]
        names = [sorting.field for sorting in question.order] + list(resource.key)
        token = tuple(literal_of(resource.fields.get(name), row[name]) for name in names)
        options = {name: value for name, value in self.asked.parameters.items() if name not in ("$skiptoken", "$skip")}
        if left is not None:
            options["$top"] = str(left)
        options["$skiptoken"] = skip_token(token)
        query = "&".join(f"{quote(name, safe='$')}={quote(value, safe=_KEPT)}" for name, value in options.items())
        return f"{self.asked.origin}{self.asked.path}?{query}"

    def _count(self, resource: Resource, question: Question) -> int:
        table = self.table(resource.entity)
        if resource.is_sync and resource.route != "plain":
            return len(feed_page(table, replace(question, token=()), None).rows)
        return count(table, question.selection)

    def _picked(self, resource: Resource, question: Question) -> Picked:
        try:
            picked = picked_of(resource, question.select)
        except KeyError as unknown:
            raise Refused(unknown_property(resource, str(unknown.args[0]))) from None
        expanded = {name: self._opener(resource, name, question.nested.get(name)) for name in question.expand}
        deferred = tuple(name for name in picked.deferred if name not in expanded)
        return Picked(picked.values, deferred, expanded)

    def _opener(self, resource: Resource, name: str, select: tuple[str, ...] | None) -> Callable[[Row], object]:
        spec = resource.fields.get(name)
        if spec is None or spec.is_value:
            raise Refused(unknown_property(resource, name))
        nested = self._nested_resource(spec)
        if nested is None:
            return lambda row: {"results": []}
        try:
            picked = picked_of(nested, select)
        except KeyError as unknown:
            raise Refused(unknown_property(nested, str(unknown.args[0]))) from None
        by = pointing_back(resource, nested, spec)
        table = self.table(nested.entity)

        def opened(row: Row) -> object:
            found = page(table, _having({by: row[resource.key[0]]}), limit=self.page_of_nested)
            shown = [
                render(line, nested, picked, origin=self.asked.origin, division=self.division) for _, line in found.rows
            ]
            body: dict[str, object] = {"results": shown}
            if found.has_more:
                url = entity_url(self.asked.origin, resource, self.division, row)
                last = literal_of(nested.fields.get(nested.key[0]), found.rows[-1][1][nested.key[0]])
                body["__next"] = f"{url}/{name}?$skiptoken={quote(skip_token((last,)), safe=_KEPT)}"
            return body

        return opened

    def _nested_resource(self, spec: FieldSpec) -> Resource | None:
        return None if spec.target is None else self.resource_at(spec.target)


_KEPT = "'(),/:*-_.~"


def feed_page(table: Table, question: Question, limit: int | None) -> PageOfRows:
    """Rows of a sync feed: new and changed ones by row version, a row that changes again further on."""
    test = question.selection.test
    after = _lowest(question)
    taken: list[tuple[int, Row]] = []
    for stamp, number in table.feed(after=after):
        row = _stamped(cast("Row", table.row(number)), stamp)
        if test is not None and not test(row):
            continue
        if limit is not None and len(taken) == limit:
            return PageOfRows(taken, has_more=True)
        taken.append((number, row))
    return PageOfRows(taken, has_more=False)


def _lowest(question: Question) -> int:
    """The row version to begin behind: the token's, or the bound of a plain `Timestamp gt N`."""
    if question.token:
        return cast("int", question.token[-1].value)
    return lower_bound(question.filter)


def _stamped(row: Row, stamp: int) -> Row:
    if isinstance(row, LazyRow):  # made for this reading, so it may be written on
        row["Timestamp"] = stamp
        return row
    return PlainRow({**row, "Timestamp": stamp})


def _having(values: Mapping[str, object]) -> Selection:
    return Selection(lambda row: all(row[name] == value for name, value in values.items()), values)


def pointing_back(parent: Resource, nested: Resource, spec: FieldSpec) -> str:
    """The field of the nested rows that holds the parent's key."""
    if spec.link is not None and spec.link.by is not None:
        return spec.link.by
    key = parent.key[0]
    record = parent.entity.record.removesuffix("Row")
    for name in ((key,) if key != "ID" else ()) + (record, f"{record}ID", "EntryID"):
        if name in nested.fields:
            return name
    return key
