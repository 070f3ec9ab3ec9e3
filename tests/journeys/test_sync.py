"""Keeping a copy up to date: rows change, go, come twice, connections break, and people stop halfway."""

from __future__ import annotations

from contextlib import aclosing
from typing import Any

import pytest

from nlconnect.errors import ConfigError, ConnectFailed, Interrupted, QueryError
from nlconnect.mock.system import Setting
from nlconnect.model.sync import SyncBatch, SyncCursor
from nlconnect.testing.signed_in import SignedInMock
from nlconnect_exact.crm import Accounts
from nlconnect_exact.financial import Journals
from nlconnect_exact.salesinvoice import SalesInvoiceLines, SalesInvoices

ACCOUNTS = "crm.Accounts"
DAY = 86_400


@pytest.fixture
def nlconnect_setting() -> Setting:
    """Pages of three rows in feeds."""
    return Setting(seeded=False, page_sizes={1000: 3, 60: 3})


def accounts(mock: SignedInMock, number: int) -> list[Any]:
    return [mock.add(ACCOUNTS, name=f"Account {n}")["ID"] for n in range(number)]


def names(batches: list[SyncBatch[Any]]) -> list[str]:
    return [record.name for batch in batches for record in batch.records]


def everything(mock: SignedInMock, source: Any = Accounts, *, consumer: str = "warehouse") -> list[SyncBatch[Any]]:
    return list(mock.connect().sync(source, consumer=consumer))


def test_a_new_consumer_gets_everything_a_page_at_a_time(mock_exact: SignedInMock) -> None:
    accounts(mock_exact, 7)
    batches = everything(mock_exact)
    assert [len(batch.records) for batch in batches] == [3, 3, 1, 0]
    assert all(batch.is_full and batch.reset is None for batch in batches)
    assert [batch.completes for batch in batches] == [False, False, False, True]


def test_the_next_run_gets_what_changed_and_what_went_and_nothing_else(mock_exact: SignedInMock) -> None:
    keys = accounts(mock_exact, 7)
    everything(mock_exact)
    assert everything(mock_exact) == []
    mock_exact.change(ACCOUNTS, keys[2], name="Changed")
    mock_exact.remove(ACCOUNTS, keys[4])
    mock_exact.add(ACCOUNTS, name="New")
    mock_exact.add("crm.Contacts", last_name="Somebody else")
    batches = everything(mock_exact)
    assert names(batches) == ["Changed", "New"]
    assert [key for batch in batches for key in batch.deleted] == [keys[4]]
    assert not any(batch.is_full for batch in batches)
    assert everything(mock_exact) == []


def test_records_are_typed_and_know_where_they_came_from(mock_exact: SignedInMock) -> None:
    accounts(mock_exact, 1)
    record = everything(mock_exact, Accounts.select("name"))[0].records[0]
    assert type(record).__name__ == "Account"
    assert record.scope.division == mock_exact.credentials["division"]
    assert record.name == "Account 0"
    assert not hasattr(record, "city")


def test_each_consumer_gets_every_change(mock_exact: SignedInMock) -> None:
    accounts(mock_exact, 2)
    assert names(everything(mock_exact, consumer="warehouse")) == ["Account 0", "Account 1"]
    assert names(everything(mock_exact, consumer="mailing")) == ["Account 0", "Account 1"]


def test_each_company_has_a_cursor_of_its_own(mock_exact: SignedInMock) -> None:
    accounts(mock_exact, 1)
    divisions = mock_exact.credentials["divisions"]
    assert isinstance(divisions, list)
    assert names(everything(mock_exact)) == ["Account 0"]
    mock_exact.add(ACCOUNTS, scope=mock_exact.profile.scope.within(division=divisions[1]), name="Elsewhere")
    there = mock_exact.connect(division=divisions[1])
    assert names(list(there.sync(Accounts, consumer="warehouse"))) == ["Elsewhere"]


def test_after_break_the_batch_in_hand_comes_again(mock_exact: SignedInMock) -> None:
    accounts(mock_exact, 7)
    connection = mock_exact.connect()
    for number, batch in enumerate(connection.sync(Accounts, consumer="warehouse")):
        if number == 1:
            assert names([batch]) == ["Account 3", "Account 4", "Account 5"]
            break
    again = everything(mock_exact)
    assert names(again) == ["Account 3", "Account 4", "Account 5", "Account 6"]
    assert all(batch.is_full for batch in again)
    assert again[-1].completes


def test_after_commit_the_batch_in_hand_does_not_come_again(mock_exact: SignedInMock) -> None:
    accounts(mock_exact, 7)
    changes = mock_exact.connect().sync(Accounts, consumer="warehouse")
    for _ in changes:
        changes.commit()
        break
    assert names(everything(mock_exact)) == [f"Account {n}" for n in range(3, 7)]


def test_a_commit_after_the_loop_was_left_is_refused(mock_exact: SignedInMock) -> None:
    accounts(mock_exact, 7)
    changes = mock_exact.connect().sync(Accounts, consumer="warehouse")
    for _ in changes:
        break
    with pytest.raises(QueryError, match="its last batch will come again"):
        changes.commit()


def test_after_an_exception_the_batch_in_hand_comes_again(mock_exact: SignedInMock) -> None:
    accounts(mock_exact, 4)

    def broken() -> None:
        for _ in mock_exact.connect().sync(Accounts, consumer="warehouse"):
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        broken()
    assert names(everything(mock_exact)) == [f"Account {n}" for n in range(4)]


def test_a_second_run_of_the_same_consumer_is_refused_while_one_runs(mock_exact: SignedInMock) -> None:
    accounts(mock_exact, 7)
    first = iter(mock_exact.connect().sync(Accounts, consumer="warehouse"))
    next(first)
    with pytest.raises(ConfigError, match=r"another run of the consumer 'warehouse' is under way"):
        everything(mock_exact)
    assert len(everything(mock_exact, consumer="mailing")) == 4
    first.close()
    assert len(everything(mock_exact)) == 4


def test_a_row_that_changes_while_the_feed_is_read_comes_again_as_it_is_then(mock_exact: SignedInMock) -> None:
    keys = accounts(mock_exact, 6)
    copy: dict[Any, str | None] = {}
    for number, batch in enumerate(mock_exact.connect().sync(Accounts, consumer="warehouse")):
        copy.update({record.id: record.name for record in batch.records})
        for key in batch.deleted:
            copy.pop(key, None)
        if number == 0:
            mock_exact.change(ACCOUNTS, keys[1], name="Changed")
            mock_exact.remove(ACCOUNTS, keys[2])
            mock_exact.remove(ACCOUNTS, keys[5])
    assert copy == {keys[0]: "Account 0", keys[1]: "Changed", keys[3]: "Account 3", keys[4]: "Account 4"}


@pytest.mark.parametrize("fault", ["cut-before", "cut-after"])
def test_a_connection_that_breaks_loses_nothing(mock_exact: SignedInMock, fault: str) -> None:
    accounts(mock_exact, 7)
    batches = iter(mock_exact.connect().sync(Accounts, consumer="warehouse"))
    assert names([next(batches)]) == ["Account 0", "Account 1", "Account 2"]
    mock_exact.fail_next(fault, times=20)
    with pytest.raises((ConnectFailed, Interrupted)):
        next(batches)
    mock_exact.faults.clear()
    assert names(everything(mock_exact)) == ["Account 3", "Account 4", "Account 5", "Account 6"]


def test_rows_of_the_overlap_do_not_come_twice(mock_exact: SignedInMock) -> None:
    accounts(mock_exact, 4)
    everything(mock_exact)
    mock_exact.add(ACCOUNTS, name="New")
    mock_exact.calls.clear()
    assert names(everything(mock_exact)) == ["New"]
    assert len([call for call in mock_exact.calls if "/sync/CRM/" in call.path]) == 2  # five rows, of which four again


def test_a_company_that_moved_is_told_and_read_in_full(mock_exact: SignedInMock) -> None:
    keys = accounts(mock_exact, 4)
    everything(mock_exact)
    division = mock_exact.credentials["division"]
    mock_exact.service.state.move(division, now=mock_exact.clock.now())  # type: ignore[attr-defined]
    batches = everything(mock_exact)
    assert "moved to another database" in (batches[0].reset or "")
    assert [batch.reset for batch in batches[1:]] == [None, None]
    assert {record.id for batch in batches for record in batch.records} == set(keys)
    assert all(batch.is_full for batch in batches)
    assert batches[-1].completes
    assert everything(mock_exact) == []


def test_a_reset_that_was_not_taken_over_is_told_again(mock_exact: SignedInMock) -> None:
    accounts(mock_exact, 4)
    everything(mock_exact)
    mock_exact.service.state.move(mock_exact.credentials["division"], now=mock_exact.clock.now())  # type: ignore[attr-defined]
    for _ in mock_exact.connect().sync(Accounts, consumer="warehouse"):
        break
    assert everything(mock_exact)[0].reset is not None


def test_a_cursor_older_than_the_log_of_deletions_is_a_reset(mock_exact: SignedInMock) -> None:
    accounts(mock_exact, 4)
    everything(mock_exact)
    for _ in range(3):  # now and then another consumer comes by, so that the sign-in stays alive
        mock_exact.clock.advance(21 * DAY)
        everything(mock_exact, consumer="mailing")
    assert everything(mock_exact, consumer="mailing") == []
    batches = everything(mock_exact)
    assert "two months" in (batches[0].reset or "")
    assert names(batches) == [f"Account {n}" for n in range(4)]


def test_a_full_pass_on_demand_is_no_reset(mock_exact: SignedInMock) -> None:
    accounts(mock_exact, 2)
    everything(mock_exact)
    batches = list(mock_exact.connect().sync(Accounts, consumer="warehouse", full=True))
    assert names(batches) == ["Account 0", "Account 1"]
    assert batches[0].reset is None
    assert batches[-1].completes


def test_who_keeps_the_cursor_goes_on_from_there(mock_exact: SignedInMock) -> None:
    accounts(mock_exact, 7)
    kept = next(iter(mock_exact.connect().sync(Accounts, consumer="warehouse"))).cursor.dump()
    everything(mock_exact)
    again = list(mock_exact.connect().sync(Accounts, consumer="warehouse", cursor=SyncCursor.load(kept)))
    assert names(again) == [f"Account {n}" for n in range(3, 7)]
    with pytest.raises(QueryError, match="another query or scope"):
        mock_exact.connect().sync(Accounts.select("name"), consumer="warehouse", cursor=SyncCursor.load(kept))


def test_without_a_feed_what_was_modified_comes_and_deletions_are_unknown(mock_exact: SignedInMock) -> None:
    keys = [mock_exact.add("financial.Journals", code=f"{n}0", description=f"Journal {n}")["ID"] for n in range(4)]
    batches = everything(mock_exact, Journals)
    assert [len(batch.records) for batch in batches] == [3, 1]
    assert not any(batch.deletions_known for batch in batches)
    assert everything(mock_exact, Journals) == []
    mock_exact.clock.advance(3600)
    mock_exact.change("financial.Journals", keys[1], description="Changed")
    mock_exact.remove("financial.Journals", keys[2])
    again = everything(mock_exact, Journals)
    assert [record.description for batch in again for record in batch.records] == ["Changed"]
    assert [batch.deleted for batch in again] == [[]]


def test_a_read_by_modified_that_was_cut_off_goes_on_at_its_page(mock_exact: SignedInMock) -> None:
    for n in range(7):
        mock_exact.add("financial.Journals", code=f"{n}0", description=f"Journal {n}")
    for number, _ in enumerate(mock_exact.connect().sync(Journals, consumer="warehouse")):
        if number == 1:
            break
    mock_exact.calls.clear()
    assert [len(batch.records) for batch in everything(mock_exact, Journals)] == [3, 1]
    assert "skiptoken" in mock_exact.calls[0].query


def test_invoices_are_followed_by_modified_since_their_feed_has_lines(mock_exact: SignedInMock) -> None:
    changes = mock_exact.connect().sync(SalesInvoices, consumer="warehouse")
    assert changes.tracking.kind == "watermark"
    assert not changes.tracking.deletions


def test_what_exact_does_not_tell_is_refused_with_what_to_do_instead(mock_exact: SignedInMock) -> None:
    with pytest.raises(QueryError, match="Sync SalesInvoices"):
        mock_exact.connect().sync(SalesInvoiceLines, consumer="warehouse")
    with pytest.raises(QueryError, match="no condition"):
        mock_exact.connect().sync(Accounts.where(Accounts.name == "x"), consumer="warehouse")
    with pytest.raises(QueryError, match="a consumer has a name"):
        mock_exact.connect().sync(Accounts, consumer=" ")
    assert list(mock_exact.calls) == []


async def test_the_other_face_says_the_same(mock_exact: SignedInMock) -> None:
    keys = accounts(mock_exact, 7)
    async with mock_exact.connect_async() as connection:
        changes = connection.sync(Accounts, consumer="warehouse")
        async with aclosing(aiter(changes)) as batches:
            async for batch in batches:
                assert len(batch.records) == 3
                await changes.commit()
                break
        rest = [batch async for batch in connection.sync(Accounts, consumer="warehouse")]
        assert names(rest) == [f"Account {n}" for n in range(3, 7)]
        mock_exact.remove(ACCOUNTS, keys[0])
        last = [batch async for batch in connection.sync(Accounts, consumer="warehouse")]
        assert [batch.deleted for batch in last] == [[keys[0]]]


def test_every_run_is_written_down_when_it_begins_and_when_it_ends(mock_exact: SignedInMock) -> None:
    accounts(mock_exact, 2)
    everything(mock_exact)
    begun, ended = (entry for entry in mock_exact.audit if entry["operation"] == "sync")
    assert (begun["outcome"], ended["outcome"]) == ("begun", "done")
    assert (ended["records"], ended["deleted"], ended["route"]) == (2, 0, "row_version")
    assert "user.name" in str(ended["categories"])


def test_a_cursor_shows_nothing_of_itself_and_nonsense_is_none(mock_exact: SignedInMock) -> None:
    accounts(mock_exact, 1)
    cursor = everything(mock_exact)[0].cursor
    assert repr(cursor) == f"<SyncCursor of {mock_exact.profile.scope}>"
    for text in ("", "nonsense", cursor.dump()[:-9]):
        with pytest.raises(QueryError, match="not a cursor"):
            SyncCursor.load(text)
