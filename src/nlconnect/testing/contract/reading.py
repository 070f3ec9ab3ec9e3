"""The part of the contract about reading what is there, whole and exact."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

import pytest

from nlconnect.errors import NotFound, NotSelected, QueryError
from nlconnect.model.page import Cursor
from nlconnect.model.wire import Response
from nlconnect.testing.contract.subject import PAGE, SECRET, Caller, Subject
from nlconnect.testing.signed_in import SignedInMock


class ReadingContract(Subject):
    """Pages, values, selections, keys, cursors, scopes, and silence about personal values."""

    @pytest.mark.parametrize("rows", [0, 1, PAGE - 1, PAGE, PAGE + 1, 4 * PAGE + 1])
    def test_every_row_comes_once_over_as_few_calls_as_pages(
        self, caller: Caller, mock: SignedInMock, rows: int
    ) -> None:
        wanted = self.fill(mock, rows)
        name = self.fields("string")[0].name
        assert self.numbers(caller.read(self.collection)) == sorted(str(values[name]) for values in wanted)
        # Where the last page is full, a vendor may say only afterwards that there is no more.
        assert len(mock.calls) <= max(1, -(-rows // PAGE)) + (rows > 0 and rows % PAGE == 0)

    def test_values_come_back_as_they_are_whatever_their_type(self, caller: Caller, mock: SignedInMock) -> None:
        wanted = self.fill(mock, 5)
        text = self.fields("string")[0].name
        found = {getattr(record, text): record for record in caller.read(self.collection)}
        for values in wanted:
            record = found[values[text]]
            differing = [name for name, value in values.items() if getattr(record, name) != value]
            assert differing == []

    def test_a_day_is_a_date_and_a_moment_knows_its_time_zone(self, caller: Caller, mock: SignedInMock) -> None:
        self.fill(mock, 3)
        for record in caller.read(self.collection):
            for spec in self.fields("date", "datetime"):
                value = getattr(record, spec.name)
                assert isinstance(value, date)
                assert isinstance(value, datetime) == (spec.type == "datetime")
                assert not isinstance(value, datetime) or value.tzinfo is not None

    def test_a_limit_stops_the_reading(self, caller: Caller, mock: SignedInMock) -> None:
        self.fill(mock, 5 * PAGE)
        assert len(caller.read(self.collection.limit(PAGE + 1))) == PAGE + 1
        assert len(mock.calls) == 2

    def test_a_condition_is_sent_along(self, caller: Caller, mock: SignedInMock) -> None:
        self.fill(mock, 2 * PAGE)
        spec = self.fields("decimal", "int", "string")[0]
        wanted = getattr(caller.read(self.collection)[0], spec.name)
        mock.calls.clear()
        found = caller.read(self.collection.where(getattr(self.collection, spec.name) == wanted))
        assert {getattr(record, spec.name) for record in found} == {wanted}
        assert len(mock.calls) == 1

    def test_conditions_together_mean_what_they_say(self, caller: Caller, mock: SignedInMock) -> None:
        made = self.fill(mock, 2 * PAGE)
        name = self.fields("string")[0].name
        texts = sorted(str(values[name]) for values in made)
        field = getattr(self.collection, name)
        first, second, *others = texts
        for condition, wanted in (
            ((field == first) | (field == second), [first, second]),
            ((field == first) & (field == second), []),
            (field.is_in(texts[1:]), texts[1:]),
            (~((field == first) | (field == second)), others),
            (~(~(field == first) & ~(field == second)), [first, second]),
        ):
            found = self.or_refused(mock, partial(caller.read, self.collection.where(condition)))
            assert found is None or self.numbers(found) == wanted

    def test_a_long_list_of_values_is_read_whole(self, caller: Caller, mock: SignedInMock) -> None:
        made = self.fill(mock, 2 * PAGE)
        name = self.fields("string")[0].name
        texts = [str(values[name]) for values in made]
        many = [*texts[:PAGE], *(f"{SECRET} {number}" for number in range(10_000, 10_300)), *texts[PAGE:]]
        query = self.collection.where(getattr(self.collection, name).is_in(many))
        found = self.or_refused(mock, lambda: caller.read(query))
        assert found is None or self.numbers(found) == sorted(texts)

    @pytest.mark.parametrize("kind", ["date", "datetime"])
    def test_a_day_and_a_moment_are_asked_for_as_they_are_given(
        self, caller: Caller, mock: SignedInMock, kind: str
    ) -> None:
        made = self.fill(mock, 5)
        near = timedelta(minutes=30) if kind == "datetime" else timedelta(days=1)
        for spec in self.fields(kind)[:1]:
            field = getattr(self.collection, spec.name)
            for values in made:
                value: Any = values[spec.name]
                later = [other[spec.name] for other in made if other[spec.name] > value]
                for condition, wanted in ((field > value + near, later), (field >= value - near, [value, *later])):
                    found = self.or_refused(mock, partial(caller.read, self.collection.where(condition)))
                    assert found is None or sorted(getattr(record, spec.name) for record in found) == wanted

    @pytest.mark.parametrize("text", ["O'Brien & Zn.", "50% + 1, of 2; #3?", 'Café "De Kade" {a/b}\\'])
    def test_a_text_with_signs_in_it_is_found_as_it_is(self, caller: Caller, mock: SignedInMock, text: str) -> None:
        self.fill(mock, PAGE)
        spec = self.fields("string")[0]
        mock.add(self.entity, scope=None, **{spec.name: text})
        query = self.collection.where(getattr(self.collection, spec.name) == text)
        found = self.or_refused(mock, lambda: caller.read(query))
        assert found is None or [getattr(record, spec.name) for record in found] == [text]

    def test_an_order_holds_over_all_pages(self, caller: Caller, mock: SignedInMock) -> None:
        self.fill(mock, 2 * PAGE + 1)
        name = self.fields("string")[0].name
        for sign in ("-", ""):  # one of them may be the order in which rows come anyway
            query = self.collection.order_by(f"{sign}{name}")
            records = self.or_refused(mock, partial(caller.read, query))
            if records is not None:
                found = [getattr(record, name) for record in records]
                assert found == sorted(found, reverse=bool(sign))
                assert len(found) == 2 * PAGE + 1

    def test_a_field_that_was_not_selected_is_not_empty(self, caller: Caller, mock: SignedInMock) -> None:
        self.fill(mock, 1)
        first, second = (spec.name for spec in self.fields()[:2])
        (record,) = caller.read(self.collection.select(first))
        assert getattr(record, first) is not None
        assert record.model_extra is None
        assert not hasattr(record, second)
        with pytest.raises(NotSelected, match=second):
            getattr(record, second)

    def test_one_record_is_found_by_its_key(self, caller: Caller, mock: SignedInMock) -> None:
        self.fill(mock, PAGE)
        wanted = caller.read(self.collection)[1]
        key = getattr(wanted, self._key)
        assert getattr(caller.get(self.collection, key), self._key) == key

    def test_a_key_that_nobody_has_is_not_found(self, caller: Caller, mock: SignedInMock) -> None:
        self.fill(mock, 1)
        key = getattr(caller.read(self.collection)[0], self._key)
        mock.clear(self.entity, scope=mock.profile.scope)
        with pytest.raises(NotFound):
            caller.get(self.collection, key)

    def test_rows_can_be_counted_in_as_few_calls_as_the_vendor_allows(self, caller: Caller, mock: SignedInMock) -> None:
        self.fill(mock, 2 * PAGE + 1)
        mock.calls.clear()
        assert caller.count(self.collection) == 2 * PAGE + 1
        assert len(mock.calls) in (1, 3)  # a total, or all pages where a vendor tells none

    def test_a_cursor_goes_on_where_it_points(self, caller: Caller, mock: SignedInMock) -> None:
        self.fill(mock, 2 * PAGE + 1)
        first, *rest = caller.pages(self.collection)
        assert first.next is not None
        again = caller.pages(self.collection, cursor=Cursor.load(first.next.dump()))
        ids = [[getattr(record, self._key) for page in pages for record in page.records] for pages in (rest, again)]
        assert ids[0] == ids[1]

    def test_a_cursor_of_another_query_is_refused(self, caller: Caller, mock: SignedInMock) -> None:
        self.fill(mock, PAGE + 1)
        cursor = caller.pages(self.collection)[0].next
        mock.calls.clear()
        with pytest.raises(QueryError):
            caller.pages(self.collection.select(self.fields()[0].name), cursor=cursor)
        assert len(mock.calls) == 0

    def test_every_scope_is_read_and_every_record_knows_its_own(self, caller: Caller, mock: SignedInMock) -> None:
        scopes = self.places(mock)
        everywhere = len(scopes) == len(mock.connect().scopes())
        for number, scope in enumerate(scopes):
            for _ in range(number + 1):
                mock.add(self.entity, scope=scope)
        records, failure = caller.across(self.collection, None if everywhere else scopes)
        assert failure is None
        assert [record.scope for record in records] == [
            scope for number, scope in enumerate(scopes) for _ in range(number + 1)
        ]

    def test_a_field_nobody_knows_is_kept(self, caller: Caller, mock: SignedInMock) -> None:
        self.fill(mock, PAGE + 1)
        key = self.spec.key[0]
        caller.alter = _with_rows(key, lambda row: row | {"Brand_New": 1})
        records = caller.read(self.collection)
        assert len(records) == PAGE + 1
        assert all(record.model_extra == {"Brand_New": 1} for record in records)

    def test_a_named_value_nobody_knows_is_kept(self, caller: Caller, mock: SignedInMock) -> None:
        self.fill(mock, 1)
        named = {spec.wire: spec.name for spec in self.fields("int") if spec.enum is not None}
        caller.alter = _with_rows(self.spec.key[0], lambda row: row | dict.fromkeys(named, 98_765))
        (record,) = caller.read(self.collection)
        assert [getattr(record, name) for name in named.values()] == [98_765] * len(named)

    def test_numbers_that_come_as_text_are_numbers(self, caller: Caller, mock: SignedInMock) -> None:
        (wanted,) = self.fill(mock, 1)
        numbers = {spec.wire: spec.name for spec in self.fields("decimal", "int") if spec.enum is None}
        caller.alter = _with_rows(self.spec.key[0], lambda row: row | {wire: str(row[wire]) for wire in numbers})
        (record,) = caller.read(self.collection)
        assert {name: getattr(record, name) for name in numbers.values()} == {
            name: wanted[name] for name in numbers.values()
        }

    def test_a_record_does_not_show_what_may_be_personal(self, caller: Caller, mock: SignedInMock) -> None:
        self.fill(mock, 1)
        (record,) = caller.read(self.collection)
        hidden = [spec for spec in self.fields("string") if not spec.tag.may_be_shown]
        assert hidden
        text = f" {record!r} {record}".replace("(", " ")
        assert [spec.name for spec in hidden if f" {spec.name}='{SECRET}" in text] == []

    def test_the_audit_says_what_was_read_and_never_a_value(self, caller: Caller, mock: SignedInMock) -> None:
        self.fill(mock, PAGE + 1)
        spec = self.fields("string")[0]
        query = self.collection.where(getattr(self.collection, spec.name) != SECRET)
        if self.or_refused(mock, lambda: caller.read(query)) is None:
            caller.read(self.collection)
        begun, done = mock.audit
        assert (begun["outcome"], done["outcome"]) == ("begun", "done")
        assert done["entity"] == self.spec.qualified_name
        assert done["records"] == PAGE + 1
        assert SECRET not in json.dumps([dict(entry) for entry in mock.audit])

    def test_a_field_that_does_not_exist_is_refused_with_the_nearest_names(
        self, caller: Caller, mock: SignedInMock
    ) -> None:
        name = self.fields()[0].name
        with pytest.raises(QueryError, match=name):
            caller.read(self.collection.select(f"{name}x"))
        assert len(mock.calls) == 0

    @property
    def _key(self) -> str:
        return self.spec.by_wire[self.spec.key[0]].name


def _with_rows(key: str, change: Callable[[dict[str, object]], dict[str, object]]) -> Callable[[Response], Response]:
    """Change every row of an answer; a row is what holds the key."""

    def inside(value: object) -> object:
        if isinstance(value, dict):
            found = {name: inside(part) for name, part in value.items()}
            return change(found) if key in found else found
        return [inside(part) for part in value] if isinstance(value, list) else value

    def altered(response: Response) -> Response:
        return replace(response, content=json.dumps(inside(json.loads(response.content))).encode())

    return altered
