"""Answers to GET: lists in pages, one row by its key, counts, functions, and collections opened inside a row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from nlconnect.mock.messages import Answer, Asked, json_answer, text_answer
from nlconnect.mock.odata import Literal
from nlconnect.mock.selection import PageOfRows, Selection, count, page
from nlconnect.mock.tables import Row, Table
from nlconnect.model.catalogue import EntitySpec, FieldSpec
from nlconnect_exact.mock.feeds import header_feed, line_feed, lower_bound
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
    nested_rows: int = NESTED_ROWS

    def listing(self, resource: Resource) -> Answer:
        """A page of a list."""
        return self._paged(resource, size=self.page_size(resource))

    def members(self, resource: Resource, key: Mapping[str, object], name: str) -> Answer:
        """A collection under a row, `Accounts(guid'...')/BankAccounts`: what a deferred link leads to."""
        row, spec = self.row(resource, key), resource.fields.get(name)
        if row is None or spec is None or spec.is_value:
            return not_found(self.asked)
        nested = self._nested_resource(spec)
        if nested is None:
            return self.rows(resource, ())
        by = pointing_back(resource, nested, spec)
        return self._paged(
            replace(nested, demands=frozenset()), size=self.nested_rows, only=_having({by: row[resource.key[0]]})
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
        body = {"d": self._render(row, resource, picked)}
        return json_answer(200, body, content_type=JSON_TYPE, dataserviceversion="1.0;")

    def row(self, resource: Resource, key: Mapping[str, object]) -> Row | None:
        """The live row with that key; rows of a sync feed are found by their row version."""
        table, wanted = self.table(resource.entity), key.get("Timestamp")
        if not resource.is_feed:
            return next((row for _, row in page(table, _having(key), limit=1).rows), None)
        if not isinstance(wanted, int):
            return None
        first = next(self.feed(resource, after=wanted - 1), None)
        return first[1] if first is not None and first[1]["Timestamp"] == wanted else None

    def count(self, resource: Resource) -> Answer:
        """Exact: a count is plain text, and an Accept header that wants JSON is out of place (415 is a guess)."""
        accept = self.asked.header("accept")
        if accept and not any(kind in accept for kind in ("text/plain", "*/*", "text/*")):
            return error(self.asked, 415, "Unsupported media type requested.")
        try:
            question = read_question(replace(resource, demands=resource.demands - {"select"}), self.asked.parameters)
        except Refused as refused:
            return error(self.asked, 400, str(refused))
        return text_answer(200, str(self._total(resource, question.selection, question)), dataserviceversion="2.0;")

    def rows(self, resource: Resource, rows: Iterable[Row]) -> Answer:
        """Rows that were found in another way, such as by a function."""
        picked = picked_of(resource, None)
        shown = [self._render(row, resource, picked) for row in rows]
        return json_answer(200, collection(shown, wrapped=True, count=None, following=None), content_type=JSON_TYPE)

    def _paged(self, resource: Resource, *, size: int | None, only: Selection | None = None) -> Answer:
        try:
            question = read_question(resource, self.asked.parameters)
            picked = self._picked(resource, question)
        except Refused as refused:
            return error(self.asked, 400, str(refused))
        selection = question.selection if only is None else _both(only, question.selection)
        limit = min((n for n in (size, question.top) if n is not None), default=None)
        found = self._page(resource, selection, question, limit)
        left = None if question.top is None else question.top - len(found.rows)
        goes_on = found.has_more and (left is None or left > 0)
        following = self._next(resource, question, found.rows[-1][1], left) if goes_on else None
        total = self._total(resource, selection, question) if question.inline_count else None
        wrapped = total is not None or question.top is None or (size is not None and question.top > size)
        return json_answer(
            200,
            collection(
                [self._render(row, resource, picked) for _, row in found.rows],
                wrapped=wrapped,
                count=total,
                following=following,
            ),
            content_type=JSON_TYPE,
            dataserviceversion="2.0;" if wrapped else "1.0;",
        )

    def _page(self, resource: Resource, selection: Selection, question: Question, limit: int | None) -> PageOfRows:
        table = self.table(resource.entity)
        if resource.is_feed:
            return self._feed_page(resource, question, limit)
        after, values = self._place(resource, table, question.token)
        skip = 0 if question.token else question.skip
        return page(table, selection, after=after, after_order=values, skip=skip, limit=limit)

    def _feed_page(self, resource: Resource, question: Question, limit: int | None) -> PageOfRows:
        """New and changed rows by row version; a row that changes meanwhile comes again further on."""
        test, taken = question.selection.test, list[tuple[int, Row]]()
        token = question.token[-1].value if question.token else None
        after = token if isinstance(token, int) else lower_bound(question.filter)
        for number, row in self.feed(resource, after=after):
            if test is not None and not test(row):
                continue
            if limit is not None and len(taken) == limit:
                return PageOfRows(taken, has_more=True)
            taken.append((number, row))
        return PageOfRows(taken, has_more=False)

    def feed(self, resource: Resource, *, after: int) -> Iterator[tuple[int, Row]]:
        """Rows of a sync feed with their `Timestamp`, from behind that row version on."""
        headers = self.table(resource.entity)
        lines = self._lines_of(resource) if resource.route == "sync_lines" else None
        if lines is not None:
            return line_feed(headers, self.table(lines.entity), resource, lines, after=after)
        return header_feed(headers, resource, after=after)

    def _lines_of(self, resource: Resource) -> Resource | None:
        """The lines that an older feed repeats their header on."""
        for spec in resource.entity.fields:
            if spec.type == "collection" and spec.wire.endswith("Lines"):
                return self._nested_resource(spec)
        return None

    def _place(self, resource: Resource, table: Table, token: Sequence[Literal]) -> tuple[int | None, list[object]]:
        """Where the page before ended: a row number, and its sort values."""
        if not token:
            return None, []
        width = len(resource.key)
        order, key = token[:-width], token[-width:]
        if width == 1:
            number = table.position(key[0].value)
        else:
            wanted = _having({wire: part.value for wire, part in zip(resource.key, key, strict=True)})
            number = next((n for n, _ in page(table, wanted, limit=1).rows), None)
        return -1 if number is None else number, [part.value for part in order]

    def _next(self, resource: Resource, question: Question, last: Row, left: int | None) -> str:
        """Exact: the next link repeats the options and ends with the key of the last row as a literal.

        What is left of a `$top` beyond the page size is WCF's way, and a guess.
        """
        names = [sorting.field for sorting in question.order] + list(resource.key)
        token = tuple(literal_of(resource.fields.get(name), last[name]) for name in names)
        options = {name: value for name, value in self.asked.parameters.items() if name not in ("$skiptoken", "$skip")}
        if left is not None:
            options["$top"] = str(left)
        options["$skiptoken"] = skip_token(token)
        query = "&".join(f"{quote(name, safe='$')}={quote(value, safe=_KEPT)}" for name, value in options.items())
        return f"{self.asked.origin}{self.asked.path}?{query}"

    def _total(self, resource: Resource, selection: Selection, question: Question) -> int:
        table = self.table(resource.entity)
        if resource.is_feed:
            return len(self._feed_page(resource, replace(question, token=()), None).rows)
        return count(table, selection)

    def _render(self, row: Row, resource: Resource, picked: Picked) -> dict[str, object]:
        return render(row, resource, picked, origin=self.asked.origin, division=self.division)

    def _picked(self, resource: Resource, question: Question) -> Picked:
        """The fields to show. OData 2: a collection that is expanded but not selected stays away."""
        try:
            picked = picked_of(resource, question.select)
        except KeyError as unknown:
            raise Refused(unknown_property(resource, str(unknown.args[0]))) from None
        openers = {name: self._opener(resource, name, question.nested.get(name)) for name in question.expand}
        shown = {name for name in openers if name in picked.deferred or name in question.nested}
        deferred = tuple(name for name in picked.deferred if name not in openers)
        return Picked(picked.values, deferred, {name: openers[name] for name in openers if name in shown})

    def _opener(self, resource: Resource, name: str, select: tuple[str, ...] | None) -> Callable[[Row], object]:
        """What shows the nested rows of one row."""
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
        by, table = pointing_back(resource, nested, spec), self.table(nested.entity)

        def opened(row: Row) -> object:
            found = page(table, _having({by: row[resource.key[0]]}), limit=self.nested_rows)
            body: dict[str, object] = {"results": [self._render(line, nested, picked) for _, line in found.rows]}
            if found.has_more:
                url = entity_url(self.asked.origin, resource, self.division, row)
                key = nested.key[0]
                token = skip_token((literal_of(nested.fields.get(key), found.rows[-1][1][key]),))
                options = f"$select={','.join(select)}&" if select else ""
                body["__next"] = f"{url}/{name}?{options}$skiptoken={quote(token, safe=_KEPT)}"
            return body

        return opened

    def _nested_resource(self, spec: FieldSpec) -> Resource | None:
        return None if spec.target is None else self.resource_at(spec.target)


_KEPT = "'(),/:*-_.~"


def _both(first: Selection, second: Selection) -> Selection:
    tests = [test for test in (first.test, second.test) if test is not None]
    return Selection(lambda row: all(test(row) for test in tests), {**second.equal, **first.equal}, second.order)


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
