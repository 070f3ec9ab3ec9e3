"""Changes laid over generated rows: numbers stay, versions rise, indexes keep telling the truth."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from nlconnect.mock.odata import parse
from nlconnect.mock.predicates import predicate
from nlconnect.mock.selection import Selection, Sorting, count, page
from nlconnect.mock.tables import Generated, PlainRow, RowVersions, Table


def table(rows: int) -> Table:
    source = Generated(
        rows,
        lambda number: number,
        {"ID": lambda n: f"k{n}", "Group": lambda n: n % 3, "Name": lambda n: f"row {n}"},
        {
            "ID": lambda key: [n for n in range(rows) if f"k{n}" == key],
            "Group": lambda group: range(group, rows, 3) if isinstance(group, int) and 0 <= group < 3 else (),
        },
    )
    return Table("t", key="ID", source=source, versions=RowVersions(origin=0), position=1)


class Changes(RuleBasedStateMachine):
    """Any sequence of changes, against a plain dictionary."""

    def __init__(self) -> None:
        super().__init__()
        self.table = table(12)
        self.model: dict[int, dict[str, Any]] = {
            n: {"ID": f"k{n}", "Group": n % 3, "Name": f"row {n}"} for n in range(12)
        }
        self.made = 0

    @rule(group=st.integers(0, 2))
    def add(self, group: int) -> None:
        row = {"ID": f"new{self.made}", "Group": group, "Name": "new"}
        self.made += 1
        self.model[self.table.add(row)] = row

    @precondition(lambda self: self.model)
    @rule(data=st.data(), group=st.integers(0, 2))
    def change(self, data: st.DataObject, group: int) -> None:
        number = data.draw(st.sampled_from(sorted(self.model)))
        before = self.table.version(number)
        self.table.change(number, {"Group": group})
        self.model[number] = self.model[number] | {"Group": group}
        assert self.table.version(number) > before

    @precondition(lambda self: self.model)
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        number = data.draw(st.sampled_from(sorted(self.model)))
        self.table.remove(number)
        del self.model[number]

    @invariant()
    def rows_are_the_models(self) -> None:
        assert list(self.table.numbers()) == sorted(self.model)
        assert len(self.table) == len(self.model)
        for number, row in self.model.items():
            assert {name: _row(self.table, number)[name] for name in row} == row

    @invariant()
    def indexes_find_what_a_walk_finds(self) -> None:
        for group in range(3):
            found = self.table.find("Group", group)
            assert found is not None
            assert list(found) == [n for n in sorted(self.model) if self.model[n]["Group"] == group]
        for number, row in self.model.items():
            assert list(self.table.find("ID", row["ID"]) or ()) == [number]
            assert self.table.position(row["ID"]) == number

    @invariant()
    def the_feed_gives_every_row_once_in_order(self) -> None:
        feed = list(self.table.feed(after=-1))
        assert sorted(number for _, number in feed) == sorted(self.model)
        versions = [version for version, _ in feed]
        assert versions == sorted(set(versions))
        middle = versions[len(versions) // 2] if versions else 0
        assert list(self.table.feed(after=middle)) == [entry for entry in feed if entry[0] > middle]


def _row(found: Table, number: int) -> Mapping[str, object]:
    row = found.row(number)
    assert row is not None
    return row


TestChanges = Changes.TestCase
TestChanges.settings = settings(max_examples=30, stateful_step_count=20)


@given(
    st.integers(1, 7), st.sampled_from([(), (Sorting("Group"),), (Sorting("Group", descending=True), Sorting("Name"))])
)
def test_pages_of_any_size_give_every_row_once_in_order(size: int, order: tuple[Sorting, ...]) -> None:
    found, selection = table(20), Selection(order=order)
    whole = [number for number, _ in page(found, selection, limit=None).rows]
    taken: list[int] = []
    after: int | None = None
    values: list[object] = []
    while True:
        part = page(found, selection, after=after, after_order=values, limit=size)
        taken += [number for number, _ in part.rows]
        if not part.has_more:
            break
        after, last = part.rows[-1]
        values = [last[sorting.field] for sorting in order]
    assert taken == whole
    assert sorted(taken) == list(range(20))


def test_a_filter_with_an_index_and_without_agree() -> None:
    found = table(20)
    expression = parse("Group eq 1 and startswith(Name, 'row 1')")
    walked = Selection(predicate(expression))
    indexed = Selection(predicate(expression), {"Group": 1})
    assert [n for n, _ in page(found, walked, limit=None).rows] == [n for n, _ in page(found, indexed, limit=None).rows]
    assert count(found, indexed) == 5


def test_a_field_nobody_knows_is_null() -> None:
    assert PlainRow(a=1)["b"] is None
    assert _row(table(1), 0)["Nope"] is None
