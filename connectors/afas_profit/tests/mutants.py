"""Dialects of AFAS with one fault each, of the kind that only AFAS makes possible. The contract must notice each."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode

from nlconnect.connector import EntitySpec, Query, ReadPlan, Record, Request, Response, Scope, WireFormat
from nlconnect.errors import Invalid, NlconnectError
from nlconnect_afas.dates import AMSTERDAM
from tests.contract.mutants import Bent, Rewrites, WithoutOptions

_SKIP = re.compile(r"(?<=skip=)\d+")
_TAKE = re.compile(r"(?<=take=)\d+")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")


class OrdersNothingByItself(WithoutOptions):
    """Leaves the order out where nobody asked for one, and so gets rows twice and others never."""

    words = ("orderby",)


class Skips(Bent):
    """Goes on somewhere else than behind the rows that came."""

    def following(self, response: Response, *, rows: int, plan: ReadPlan) -> str | None:
        found = self.real.following(response, rows=rows, plan=plan)
        return self.moved(found, response, rows) if found is not None else None

    def peek_next(self, response: Response, *, plan: ReadPlan) -> str | None:
        return None

    def moved(self, link: str, response: Response, rows: int) -> str | None:
        raise NotImplementedError


class SkipsWhatItAskedFor(Skips):
    """Trusts that as many rows came as were asked for."""

    def moved(self, link: str, response: Response, rows: int) -> str | None:
        take, skip = _TAKE.search(response.url), _SKIP.search(response.url)
        assert take is not None
        assert skip is not None
        return _SKIP.sub(str(int(skip[0]) + int(take[0])), link)


class TakesACutPageForTheLast(Skips):
    """Stops where fewer rows came than were asked for, though the server says that it gives no more at a time."""

    def moved(self, link: str, response: Response, rows: int) -> str | None:
        take = _TAKE.search(response.url)
        return link if take is not None and rows >= int(take[0]) else None


class LosesARowBetweenPages(Skips):
    """Counts from one."""

    def moved(self, link: str, response: Response, rows: int) -> str | None:
        return _SKIP.sub(lambda match: str(int(match[0]) + 1), link)


class DoublesARowBetweenPages(Skips):
    """Counts the last row as the next page's first."""

    def moved(self, link: str, response: Response, rows: int) -> str | None:
        return _SKIP.sub(lambda match: str(max(0, int(match[0]) - 1)), link)


class LosesTheOtherParts(Bent):
    """Reads the first part of a list that needs several."""

    def list_request(self, query: Query[Record], *, base_url: str, scope: Scope) -> ReadPlan:
        return replace(self.real.list_request(query, base_url=base_url, scope=scope), parts=())


class RewritesFilters(Rewrites):
    """Changes the filter behind the dialect's back."""

    def rewritten(self, request: Request) -> Request:
        address, _, query = request.url.partition("?")
        options = dict(parse_qsl(query, keep_blank_values=True))
        if "filterjson" in options:
            filters = self.changed(json.loads(options["filterjson"])["Filters"]["Filter"])
            options["filterjson"] = json.dumps({"Filters": {"Filter": filters}})
        return replace(request, url=f"{address}?{urlencode(options, quote_via=quote)}")

    def changed(self, filters: list[dict[str, Any]]) -> list[dict[str, Any]]:
        raise NotImplementedError


class TakesAndForOr(RewritesFilters):
    """Gives every test a filter of its own."""

    def changed(self, filters: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [{"@FilterId": "x", "Field": [test]} for one in filters for test in one["Field"]]


class TakesOrForAnd(RewritesFilters):
    """Puts all tests into one filter."""

    def changed(self, filters: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [{"@FilterId": "x", "Field": [test for one in filters for test in one["Field"]]}]


class ChangesTests(RewritesFilters):
    """Changes the tests of a filter, one by one."""

    def changed(self, filters: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [{**one, "Field": [self.test(test) for test in one["Field"]]} for one in filters]

    def test(self, test: dict[str, str]) -> dict[str, str]:
        raise NotImplementedError


class ForgetsToNegate(ChangesTests):
    """Asks for what was to be left out."""

    def test(self, test: dict[str, str]) -> dict[str, str]:
        return {**test, "@OperatorType": test["@OperatorType"].replace("7", "1")}


class AsksInUtc(ChangesTests):
    """Takes the Z of AFAS's answers at its word when it asks."""

    def test(self, test: dict[str, str]) -> dict[str, str]:
        return {**test, "#text": _MOMENT.sub(_in_utc, test["#text"])}


class AsksWithAZ(ChangesTests):
    """Writes moments as AFAS does."""

    def test(self, test: dict[str, str]) -> dict[str, str]:
        return {**test, "#text": _MOMENT.sub(lambda match: f"{match[0]}Z", test["#text"])}


def _in_utc(match: re.Match[str]) -> str:
    there = datetime.fromisoformat(match[0]).replace(tzinfo=AMSTERDAM)
    return there.astimezone(UTC).replace(tzinfo=None).isoformat()


class BelievesTheZ(Bent):
    """Takes the Z of AFAS's answers at its word."""

    @property
    def wire(self) -> WireFormat:
        return replace(self.real.wire, moment=datetime.fromisoformat)


class KeepsWhatNobodyAskedFor(Bent):
    """Takes columns that were not selected for ones that nobody knows."""

    def list_request(self, query: Query[Record], *, base_url: str, scope: Scope) -> ReadPlan:
        return replace(self.real.list_request(query, base_url=base_url, scope=scope), partial=False)


class ForgetsTheAdministration(Bent):
    """Reads every administration as each of them."""

    def list_request(self, query: Query[Record], *, base_url: str, scope: Scope) -> ReadPlan:
        plan = self.real.list_request(query, base_url=base_url, scope=Scope())
        return replace(plan, scope=scope)


class Errs(Bent):
    """Says something else of a refusal."""

    says: Callable[[NlconnectError, Response], NlconnectError]

    def error_of(self, response: Response, *, method: str, entity: EntitySpec | None) -> NlconnectError | None:
        error = self.real.error_of(response, method=method, entity=entity)
        return type(self).says(error, response) if error is not None else None


class TakesEvery500ForARefusal(Errs):
    """Gives up where AFAS only stumbled."""

    says = staticmethod(lambda error, response: Invalid(error.message) if response.status == 500 else error)


class RepeatsWhatAfasWrote(Errs):
    """Puts the vendor's own message into its errors."""

    says = staticmethod(lambda error, response: type(error)(response.content.decode()))


@dataclass(frozen=True)
class Fault:
    """A fault and the test of the contract that notices it."""

    dialect: type[Bent]
    noticed_by: str


_ALL_ROWS = "test_every_row_comes_once_over_as_few_calls_as_pages"
_TOGETHER = "test_conditions_together_mean_what_they_say"
_MOMENTS = "test_a_day_and_a_moment_are_asked_for_as_they_are_given"

FAULTS = (
    Fault(OrdersNothingByItself, _ALL_ROWS),
    Fault(SkipsWhatItAskedFor, _ALL_ROWS),
    Fault(TakesACutPageForTheLast, _ALL_ROWS),
    Fault(LosesARowBetweenPages, _ALL_ROWS),
    Fault(DoublesARowBetweenPages, _ALL_ROWS),
    Fault(LosesTheOtherParts, "test_a_long_list_of_values_is_read_whole"),
    Fault(TakesAndForOr, _TOGETHER),
    Fault(TakesOrForAnd, _TOGETHER),
    Fault(ForgetsToNegate, _TOGETHER),
    Fault(AsksInUtc, _MOMENTS),
    Fault(AsksWithAZ, _MOMENTS),
    Fault(BelievesTheZ, "test_values_come_back_as_they_are_whatever_their_type"),
    Fault(KeepsWhatNobodyAskedFor, "test_a_field_that_was_not_selected_is_not_empty"),
    Fault(ForgetsTheAdministration, "test_every_scope_is_read_and_every_record_knows_its_own"),
    Fault(TakesEvery500ForARefusal, "test_one_failure_in_the_middle_of_a_pull_loses_and_doubles_nothing"),
    Fault(RepeatsWhatAfasWrote, "test_an_error_names_the_place_and_no_value"),
)
