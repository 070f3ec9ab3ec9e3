"""Dialects of Graph with one fault each, of the kind that only Graph makes possible. Each must fail a test."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from nlconnect.connector import BatchSpec, EntitySpec, NestedPlan, Query, ReadPlan, Record, Request, Response, Scope
from nlconnect.errors import NlconnectError, ServerError
from nlconnect_graph import GRAPH
from nlconnect_graph.batch import BATCH
from tests.contract.mutants import Bent, Rewrites, WithoutOptions


class WithoutHeader(Rewrites):
    """Leaves a header out."""

    name = ""

    def rewritten(self, request: Request) -> Request:
        return replace(request, headers={name: text for name, text in request.headers.items() if name != self.name})


class NeverSaysEventual(WithoutHeader):
    """Asks an advanced query as if it were a plain one."""

    name = "ConsistencyLevel"


class LeavesIdsToChange(WithoutHeader):
    """Takes ids that change when a message is moved."""

    name = "Prefer"


class AlwaysSaysEventual(Rewrites):
    """Makes every query an advanced one, whose answer lags behind."""

    def rewritten(self, request: Request) -> Request:
        return request.with_headers(ConsistencyLevel="eventual")


class ForgetsTheHeadersOnTheNextPage(Bent):
    """Thinks that a next link holds all there is to say."""

    def next_request(self, link: str, plan: ReadPlan) -> Request:
        return Request("GET", link)


class FollowsToAnyApi(Bent):
    """Goes on wherever a page points to."""

    def next_request(self, link: str, plan: ReadPlan) -> Request:
        return Request("GET", link, plan.request.headers)


class TakesSmallPages(WithoutOptions):
    """Leaves the size of a page to Microsoft."""

    words = ("top",)


class AsksForEveryField(WithoutOptions):
    """Leaves the choice of fields to Microsoft."""

    words = ("select",)


class SearchesWithoutQuotes(Rewrites):
    """Gives the words as they are."""

    def rewritten(self, request: Request) -> Request:
        address, _, query = request.url.partition("?")
        options = {name: text.strip('"') if name == "$search" else text for name, text in parse_qsl(query)}
        return replace(request, url=f"{address}?{urlencode(options)}")


class WritesIdsAsTheyAre(Rewrites):
    """Takes a slash in an id for one in the path."""

    def rewritten(self, request: Request) -> Request:
        address, mark, query = request.url.partition("?")
        return replace(request, url=f"{unquote(address)}{mark}{query}")


class TakesAnAppForAPerson(Bent):
    """Goes to `/me` although nobody signed in."""

    def list_request(self, query: Query[Record], *, base_url: str, scope: Scope) -> ReadPlan:
        return GRAPH_AS_IT_IS.list_request(query, base_url=base_url, scope=scope)


class StopsExpandingAtTwenty(Bent):
    """Takes what came along for all there is."""

    def rest_of(self, nested: NestedPlan, parent: Record, *, base_url: str) -> ReadPlan | None:
        return None


class SortsBesideTheFilter(Rewrites):
    """Puts what mail is sorted by anywhere in the filter."""

    def rewritten(self, request: Request) -> Request:
        parts = urlsplit(request.url)
        options = dict(parse_qsl(parts.query))
        if "$filter" not in options:
            return request
        tests = options["$filter"].split(" and ")
        options["$filter"] = " and ".join(reversed(tests))
        return replace(request, url=parts._replace(query=urlencode(options)).geturl())


class RepeatsWhatMicrosoftWrote(Bent):
    """Puts the vendor's own message into its errors."""

    def error_of(self, response: Response, *, method: str, entity: EntitySpec | None) -> NlconnectError | None:
        error = self.real.error_of(response, method=method, entity=entity)
        return type(error)(response.content.decode()) if error is not None else None


class TakesAnyRefusalForAFailure(Bent):
    """Tries again what will never be."""

    def error_of(self, response: Response, *, method: str, entity: EntitySpec | None) -> NlconnectError | None:
        error = self.real.error_of(response, method=method, entity=entity)
        return ServerError(error.message) if error is not None else None


GRAPH_AS_IT_IS = GRAPH.dialect


def _in_the_order_they_come(response: Response, requests: Sequence[Request]) -> Sequence[Response | None]:
    parts = [part for part in BATCH.read(response, requests) if part is not None]
    return sorted(parts, key=lambda part: part.content, reverse=True)


@dataclass(frozen=True)
class Mutant:
    """A fault of the dialect, or of another part of the connector, and the test that notices it."""

    noticed_by: str
    dialect: type[Bent] | None = None
    parts: Mapping[str, object] | None = None

    @property
    def name(self) -> str:
        return self.dialect.__name__ if self.dialect is not None else ", ".join(self.parts or ())


MUTANTS = (
    Mutant("test_an_advanced_query_holds_over_all_its_pages", NeverSaysEventual),
    Mutant("test_an_advanced_query_holds_over_all_its_pages", ForgetsTheHeadersOnTheNextPage),
    Mutant("test_a_plain_query_is_no_advanced_one", AlwaysSaysEventual),
    Mutant("test_ids_of_a_mailbox_are_asked_to_stay_and_times_to_be_utc", LeavesIdsToChange),
    Mutant("test_a_next_page_of_another_api_is_refused", FollowsToAnyApi),
    Mutant("test_a_read_names_its_fields_and_takes_the_largest_page", TakesSmallPages),
    Mutant("test_a_read_names_its_fields_and_takes_the_largest_page", AsksForEveryField),
    Mutant("test_words_to_search_for_stand_in_quotes", SearchesWithoutQuotes),
    Mutant("test_the_path_is_chosen_by_what_is_named", WritesIdsAsTheyAre),
    Mutant("test_what_needs_a_person_is_refused_to_an_app_before_anything_is_sent", TakesAnAppForAPerson),
    Mutant("test_a_collection_that_was_cut_off_at_twenty_is_read_to_its_end", StopsExpandingAtTwenty),
    Mutant("test_mail_is_sorted_and_filtered_at_once", SortsBesideTheFilter),
    Mutant("test_an_error_names_the_request_and_never_what_the_vendor_wrote", RepeatsWhatMicrosoftWrote),
    Mutant("test_a_mailbox_without_a_licence_is_said_to_be_none", TakesAnyRefusalForAFailure),
    Mutant(
        "test_many_users_are_looked_up_in_batches_and_those_nobody_knows_are_told",
        parts={"batch": BatchSpec(BATCH.size, BATCH.write, _in_the_order_they_come)},
    ),
)
