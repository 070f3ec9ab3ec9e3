"""The part of the contract about following changes: nothing is lost, whenever somebody stops."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import pytest

from nlconnect.connector import EntitySpec, collection_of
from nlconnect.connector.deltas import Tracking, wire_key
from nlconnect.errors import ConfigError
from nlconnect.mock.system import Setting
from nlconnect.model.collection import Collection
from nlconnect.model.record import Record
from nlconnect.model.sync import Key, SyncBatch, SyncCursor
from nlconnect.testing.contract.subject import PAGE, Caller, Subject
from nlconnect.testing.signed_in import SignedInMock

HOUR = 3600.0
USUAL_PAGES = (0, 60, 100, 200, 1000)


class FollowingContract(Subject):
    """Full passes, changes, deletions as far as they are known, cursors, consumers, and stopping halfway."""

    followed: ClassVar[str] = ""
    """An entity whose changes the system tells; the contract's own where that is empty."""

    @property
    def followed_spec(self) -> EntitySpec:
        return self.connector.catalogue.entity(self.followed or self.entity)

    @property
    def source(self) -> Collection[Record]:
        return collection_of(self.connector.package, self.followed_spec)

    @property
    def tracking(self) -> Tracking:
        assert self.connector.deltas is not None
        return self.connector.deltas.tracking(self.followed_spec)

    @pytest.fixture(params=["blocking", "asyncio"])
    def follower(self, request: pytest.FixtureRequest) -> Caller:
        return Caller(self.followed_mock(), request.param, "httpx")

    def followed_mock(self) -> SignedInMock:
        """A mock of a few rows, whose pages are small."""
        made = SignedInMock(self.system, setting=Setting(seeded=False, page_sizes=dict.fromkeys(USUAL_PAGES, PAGE)))
        for number in range(2 * PAGE + 1):
            self.grow(made, number)
        return made

    def grow(self, mock: SignedInMock, number: int) -> None:
        """One more row, which the system's own clock says is new."""
        name = next(spec for spec in self.followed_spec.defaults if spec.type == "string" and not spec.is_key)
        mock.clock.advance(1.0)
        mock.add(self.followed_spec.qualified_name, scope=None, **{name.name: f"Row {number}"})

    def keys(self, batches: list[SyncBatch[Record]]) -> list[Key]:
        return [wire_key(self.tracking, record) for batch in batches for record in batch.records]

    def test_a_first_run_gives_all_there_is_and_the_next_what_came_since(self, follower: Caller) -> None:
        first = follower.sync(self.source)
        everything = {wire_key(self.tracking, record) for record in follower.read(self.source)}
        assert set(self.keys(first)) == everything
        assert all(batch.is_full for batch in first)
        assert [batch.completes for batch in first] == [*([False] * (len(first) - 1)), True]
        assert follower.sync(self.source) == []
        follower.mock.clock.advance(HOUR)
        self.grow(follower.mock, 99)
        (new,) = self.keys(follower.sync(self.source))
        assert new not in everything
        assert follower.sync(self.source) == []

    def test_whoever_stops_is_given_the_batch_in_hand_again(self, follower: Caller) -> None:
        everything = set(self.keys(follower.sync(self.source, consumer="other")))
        taken = set(self.keys(follower.sync(self.source, stop_after=2)[:1]))
        rest = self.keys(follower.sync(self.source))
        assert taken | set(rest) == everything
        assert len(rest) < len(everything)
        assert follower.sync(self.source) == []

    def test_each_consumer_gets_every_change(self, follower: Caller) -> None:
        assert self.keys(follower.sync(self.source, consumer="one")) == self.keys(
            follower.sync(self.source, consumer="two")
        )

    def test_a_cursor_that_was_kept_as_text_goes_on_from_there(self, follower: Caller) -> None:
        everything = set(self.keys(follower.sync(self.source)))
        (first,) = follower.sync(self.source, consumer="other", stop_after=1)
        cursor = SyncCursor.load(first.cursor.dump())
        rest = set(self.keys(follower.sync(self.source, consumer="third", cursor=cursor)))
        assert set(self.keys([first])) | rest == everything
        assert rest != everything

    def test_deletions_are_told_or_are_said_to_be_unknown(self, follower: Caller) -> None:
        before = self.keys(follower.sync(self.source))
        follower.mock.clock.advance(HOUR)
        gone = before[-1]
        follower.mock.remove(self.followed_spec.qualified_name, gone)
        batches = follower.sync(self.source)
        told = [key for batch in batches for key in batch.deleted]
        assert told == ([gone] if self.tracking.deletions else [])
        full = follower.sync(self.source, full=True)
        assert gone not in self.keys(full)
        assert all(batch.deletions_known == self.tracking.deletions for batch in [*batches, *full])

    def test_one_run_of_a_consumer_at_a_time(self, follower: Caller) -> None:
        with pytest.raises(ConfigError, match="under way"):
            follower.sync(self.source, meanwhile=lambda: follower.mock.connect().sync(self.source, consumer="contract"))
        assert follower.sync(self.source, consumer="other")

    def test_the_audit_tells_of_the_run_and_of_nobody(self, follower: Caller) -> None:
        follower.sync(self.source)
        entries: list[Mapping[str, object]] = [one for one in follower.mock.audit if one["operation"] == "sync"]
        assert [entry["outcome"] for entry in entries] == ["begun", "done"]
        assert "Row 1" not in str(entries)


class UnfollowedContract(Subject):
    """A system that tells of no changes says so at once, and what to do instead."""

    def test_following_changes_is_refused_with_a_way_out(self, caller: Caller, mock: SignedInMock) -> None:
        self.fill(mock, 1)
        assert self.or_refused(mock, lambda: caller.sync(self.collection)) is None
