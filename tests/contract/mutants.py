"""Dialects with one fault each. The contract is worth something only if it notices every one of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, unquote_plus, urlencode

from nlconnect.connector import Dialect, EntitySpec, Key, Query, ReadPlan, Record, Request, Response, Scope, WireFormat
from nlconnect.errors import Forbidden, NlconnectError, ServerError
from nlconnect.model.catalogue import FieldSpec


class Bent:
    """A dialect like another, but for what a mutant bends."""

    def __init__(self, real: Dialect) -> None:
        self.real = real

    def __getattr__(self, name: str) -> Any:
        return getattr(self.real, name)


class LosesTheLastPages(Bent):
    """Stops after the first page."""

    @property
    def wire(self) -> WireFormat:
        return replace(self.real.wire, next=("nowhere", "at", "all"))

    def peek_next(self, response: Response, *, plan: ReadPlan) -> str | None:
        return None

    def following(self, response: Response, *, rows: int, plan: ReadPlan) -> str | None:
        return None


class ReadsTheFirstPageForEver(Bent):
    """Asks for the first page when it is told of the next."""

    def next_request(self, link: str, plan: ReadPlan) -> Request:
        return plan.request


class TakesLocalTimeForUtc(Bent):
    """Reads a moment an hour or two beside what it is."""

    @property
    def wire(self) -> WireFormat:
        real = self.real.wire

        def moment(text: str) -> datetime:
            return real.moment(text) + timedelta(hours=2)

        return replace(real, moment=moment)


class DropsTheTimeZone(Bent):
    """Gives moments that do not know where they are."""

    @property
    def wire(self) -> WireFormat:
        real = self.real.wire

        def moment(text: str) -> datetime:
            return real.moment(text).astimezone(UTC).replace(tzinfo=None)

        return replace(real, moment=moment)


class ReadsDaysAsTheDayBefore(Bent):
    """The classic of a date that went through a time zone."""

    @property
    def wire(self) -> WireFormat:
        real = self.real.wire

        def day(text: str) -> date:
            return real.day(text) - timedelta(days=1)

        return replace(real, day=day)


class Rewrites(Bent):
    """Sends another question than the one that was asked."""

    def rewritten(self, request: Request) -> Request:
        raise NotImplementedError

    def list_request(self, query: Query[Record], *, base_url: str, scope: Scope) -> ReadPlan:
        plan = self.real.list_request(query, base_url=base_url, scope=scope)
        return replace(plan, request=self.rewritten(plan.request))


class LeavesQuotesAsTheyAre(Rewrites):
    """Writes a text into a condition without escaping what would end it."""

    def rewritten(self, request: Request) -> Request:
        return replace(request, url=request.url.replace("%27%27", "%27").replace("%5C%22", "%22").replace("''", "'"))


class WithoutOptions(Rewrites):
    """Leaves out options of the query, by the words in their names."""

    words: tuple[str, ...] = ()

    def rewritten(self, request: Request) -> Request:
        address, _, query = request.url.partition("?")
        kept = [(name, value) for name, value in parse_qsl(query) if not any(word in name for word in self.words)]
        return replace(request, url=f"{address}?{urlencode(kept)}" if kept else address)


class ForgetsTheCondition(WithoutOptions):
    """Reads everything and says it is what was asked for."""

    words = ("filter",)


class ForgetsTheOrder(WithoutOptions):
    """Leaves the rows in the order in which they come."""

    words = ("orderby",)


class TakesEveryAnswerForGood(Bent):
    """Does not look at the status."""

    def error_of(self, response: Response, *, method: str, entity: EntitySpec | None) -> NlconnectError | None:
        return None


class Misjudges(Bent):
    """Says something else of a status than what it means."""

    says: Callable[[str], NlconnectError] = ServerError
    of: tuple[int, ...] = ()

    def error_of(self, response: Response, *, method: str, entity: EntitySpec | None) -> NlconnectError | None:
        error = self.real.error_of(response, method=method, entity=entity)
        return type(self).says("something else") if response.status in self.of and error is not None else error


class TakesOverloadForARefusal(Misjudges):
    """Gives up where trying again would have helped."""

    says = Forbidden
    of = (429, 503)


class RepeatsTheQuestionInItsErrors(Bent):
    """Tells logs and screens what was filtered on."""

    def error_of(self, response: Response, *, method: str, entity: EntitySpec | None) -> NlconnectError | None:
        error = self.real.error_of(response, method=method, entity=entity)
        return type(error)(f"{error.message}: {unquote_plus(response.url)}") if error is not None else None


class FetchesAnotherRecord(Bent):
    """Asks for the first record, whatever the key."""

    def key_request(
        self, entity: EntitySpec, key: Key, fields: tuple[FieldSpec, ...], *, base_url: str, scope: Scope
    ) -> ReadPlan:
        plan = self.real.list_request(
            Query(entity, Record).select(*(spec.name for spec in fields)).limit(1), base_url=base_url, scope=scope
        )
        return replace(plan, route="key")


class CountsAPage(Bent):
    """Takes the rows of one page for all."""

    def count_request(self, query: Query[Record], *, base_url: str, scope: Scope) -> Request:
        return self.real.list_request(query, base_url=base_url, scope=scope).request


@dataclass(frozen=True)
class Mutant:
    """A fault and the test of the contract that notices it, and the systems in which it is none."""

    dialect: type[Bent]
    noticed_by: str
    harmless_in: frozenset[str] = frozenset()


MUTANTS = (
    Mutant(LosesTheLastPages, "test_every_row_comes_once_over_as_few_calls_as_pages"),
    Mutant(ReadsTheFirstPageForEver, "test_every_row_comes_once_over_as_few_calls_as_pages"),
    Mutant(TakesLocalTimeForUtc, "test_values_come_back_as_they_are_whatever_their_type"),
    Mutant(DropsTheTimeZone, "test_a_day_is_a_date_and_a_moment_knows_its_time_zone"),
    # Graph knows moments only, no days.
    Mutant(ReadsDaysAsTheDayBefore, "test_values_come_back_as_they_are_whatever_their_type", frozenset({"graph"})),
    Mutant(LeavesQuotesAsTheyAre, "test_a_text_with_signs_in_it_is_found_as_it_is"),
    Mutant(ForgetsTheCondition, "test_a_condition_is_sent_along"),
    Mutant(ForgetsTheOrder, "test_an_order_holds_over_all_pages"),
    Mutant(TakesEveryAnswerForGood, "test_one_failure_in_the_middle_of_a_pull_loses_and_doubles_nothing"),
    Mutant(TakesOverloadForARefusal, "test_a_refusal_for_the_rate_is_waited_out_and_not_longer"),
    Mutant(RepeatsTheQuestionInItsErrors, "test_an_error_names_the_place_and_no_value"),
    Mutant(FetchesAnotherRecord, "test_one_record_is_found_by_its_key"),
    Mutant(CountsAPage, "test_rows_can_be_counted_in_as_few_calls_as_the_vendor_allows"),
)
"""Each is tried with every connector. What only one system can get wrong stands with that connector's own tests."""
