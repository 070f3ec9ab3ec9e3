"""Many changes with a line for people about each of them."""

from __future__ import annotations

import pytest

from nlconnect import Create, Update, Upsert
from nlconnect.client import Connection
from nlconnect.flow import carry_out, given
from nlconnect.model.change import Change
from nlconnect.testing import SignedInMock
from nlconnect_exact.crm import Accounts


@pytest.fixture
def exact(mock_exact: SignedInMock) -> Connection:
    return mock_exact.connect(allow_writes=[Accounts])


def add(mock: SignedInMock, **values: str) -> str:
    return str(mock.add("crm.Accounts", scope=None, **values)["ID"])


def test_each_line_tells_what_would_happen_and_nothing_does(mock_exact: SignedInMock, exact: Connection) -> None:
    key = add(mock_exact, code="1", name="Acme", city="Gouda")
    add(mock_exact, code="2", name="Bever")
    changes: dict[str, Change | str] = {
        "a": Create(Accounts, code="3", name="Ceder"),
        "b": Update(Accounts, key, city="Delft"),
        "c": Upsert(Accounts, "code", code="2", name="Bever"),
        "d": "waits",
        "e": Create(Accounts, code="4"),
    }
    lines = dict(line.partition(": ")[::2] for line in carry_out(exact, changes, run="test"))
    assert lines.pop("e").startswith("left to a person: name is required")
    assert lines == {"a": "new", "b": "changes city", "c": "there already", "d": "waits"}
    assert mock_exact.calls.count("POST") == mock_exact.calls.count("PUT") == 0


def test_what_is_written_is_told_and_done_once(mock_exact: SignedInMock, exact: Connection) -> None:
    key = add(mock_exact, code="1", name="Acme", city="Gouda")
    changes = {"a": Create(Accounts, code="3", name="Ceder"), "b": Update(Accounts, key, city="Delft")}
    assert list(carry_out(exact, changes, run="test", write=True)) == ["a: made", "b: changed"]
    assert list(carry_out(exact, changes, run="test", write=True)) == ["a: done before", "b: done before"]
    assert mock_exact.calls.count("POST") == 1


def test_another_list_is_a_run_by_itself(exact: Connection) -> None:
    first = {"a": Create(Accounts, code="3", name="Ceder")}
    list(carry_out(exact, first, run="test", write=True))
    more = {**first, "b": Create(Accounts, code="4", name="Den")}
    assert list(carry_out(exact, more, run="test", write=True))[1] == "b: made"
    assert len(exact.runs()) == 2


def test_nothing_to_do_is_no_run(exact: Connection) -> None:
    assert list(carry_out(exact, {"a": "waits"}, run="test", write=True)) == ["a: waits"]
    assert exact.runs() == []


def test_what_has_no_value_is_not_given() -> None:
    assert given(a=None, b="", c=0, d=False, e="x") == {"c": 0, "d": False, "e": "x"}
