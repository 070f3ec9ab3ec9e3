"""The part of the contract about bad days: refusals, cuts, spent tokens, full budgets and servers that mislead."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

import pytest

from nlconnect.auth import GrantKind
from nlconnect.errors import ApiError, NlconnectError, TransportError
from nlconnect.model.wire import Response
from nlconnect.testing.contract.subject import PAGE, SECRET, Caller, Subject, altered
from nlconnect.testing.signed_in import SignedInMock

ELSEWHERE = "https://elsewhere.example.test"
A_DAY_AND_A_BIT = 101_000
"""Seconds; no access token lives longer."""
SOON = "retry_after=1"
"""A server that is away comes back before anybody gives up; where it names no time, this says nothing."""


class TroubleContract(Subject):
    """A pull gives every row once, or says what is the matter."""

    @pytest.mark.parametrize("kind", ["429", "503", "500", "html", "cut-before", "cut-after"])
    @pytest.mark.parametrize("page", [1, 3])
    def test_one_failure_in_the_middle_of_a_pull_loses_and_doubles_nothing(
        self, caller: Caller, mock: SignedInMock, kind: str, page: int
    ) -> None:
        rows = self.fill(mock, 4 * PAGE + 1)
        mock.fault(f"{kind}:api:nth={page},{SOON}")
        records = caller.read(self.collection)
        assert len(self.numbers(records)) == len(set(self.numbers(records))) == len(rows)

    @pytest.mark.parametrize("at", [0, 1, 40, 400])
    def test_an_answer_cut_off_at_any_byte_is_fetched_again(self, caller: Caller, mock: SignedInMock, at: int) -> None:
        rows = self.fill(mock, 2 * PAGE + 1)
        mock.fail_next("cut-after", at=at, times=2)
        assert len(set(self.numbers(caller.read(self.collection)))) == len(rows)

    def test_a_refusal_for_the_rate_is_waited_out_and_not_longer(self, caller: Caller, mock: SignedInMock) -> None:
        self.fill(mock, 1)
        before = mock.clock.now()
        mock.fail_next(429, minutely_reset=2, retry_after=2)
        assert len(caller.read(self.collection)) == 1
        assert len(mock.calls) == 2
        assert 1.9 <= mock.clock.now() - before <= 10

    def test_the_budget_is_kept_without_one_refusal(self, caller: Caller, mock: SignedInMock) -> None:
        self.fill(mock, 75 * PAGE + 1)
        assert len(caller.read(self.collection)) == 75 * PAGE + 1
        assert mock.calls.count(status=429) == 0

    def test_a_server_that_keeps_failing_is_left_alone_after_some_tries(
        self, caller: Caller, mock: SignedInMock
    ) -> None:
        self.fill(mock, 1)
        mock.fault(f"503:api:{SOON}")
        with pytest.raises(ApiError):
            caller.read(self.collection)
        assert 2 <= len(mock.calls) <= 10

    def test_a_connection_that_keeps_breaking_is_an_error_of_the_network(
        self, caller: Caller, mock: SignedInMock
    ) -> None:
        self.fill(mock, 1)
        mock.fault("cut-before:api")
        with pytest.raises(TransportError):
            caller.read(self.collection)
        assert 2 <= len(mock.calls) <= 10

    def test_an_access_token_that_ran_out_is_refreshed_once(self, caller: Caller, mock: SignedInMock) -> None:
        self.fill(mock, 2 * PAGE)
        mock.advance(A_DAY_AND_A_BIT)
        assert len(caller.read(self.collection)) == 2 * PAGE
        assert mock.calls.count("POST") == (0 if mock.opening().app.grant is GrantKind.STATIC else 1)

    def test_a_next_link_to_another_host_is_refused_and_gets_no_token(self, caller: Caller, mock: SignedInMock) -> None:
        self.fill(mock, PAGE + 1)
        cursor = caller.pages(self.collection)[0].next
        assert cursor is not None
        caller.alter = lambda response: altered(response, replace_text={mock.base_url: ELSEWHERE})
        moved = replace(cursor, link=cursor.link.replace(mock.base_url, ELSEWHERE))
        with pytest.raises(NlconnectError, match="another host"):
            # Where pages hold no link, a cursor is what could lead elsewhere.
            _ = caller.read(self.collection), caller.pages(self.collection, cursor=moved)
        assert {urlsplit(request.url).netloc for request in caller.sent} == {urlsplit(mock.base_url).netloc}

    def test_a_page_that_says_it_is_its_own_next_one_is_noticed(self, caller: Caller, mock: SignedInMock) -> None:
        self.fill(mock, 3 * PAGE)
        cursor = caller.pages(self.collection)[0].next
        assert cursor is not None
        third = caller.pages(self.collection, cursor=cursor)[0].next
        assert third is not None
        links = {_inner(third.link): _inner(cursor.link)}
        first: list[bytes] = []

        def circling(response: Response) -> Response:
            """Where pages hold no link, it is a server that gives one page for all of them."""
            linked = altered(response, replace_text=links)
            first.append(response.content)
            return linked if mock.base_url.encode() in response.content else replace(response, content=first[0])

        caller.alter = circling
        with pytest.raises(NlconnectError, match="again"):
            caller.read(self.collection)

    def test_an_error_names_the_place_and_no_value(self, caller: Caller, mock: SignedInMock) -> None:
        spec = self.fields("string")[0]
        mock.fail_next(500, times=9, message=f"{SECRET} is al afgesloten")
        with pytest.raises(ApiError) as caught:
            caller.read(self.collection.where(getattr(self.collection, spec.name) == f"{SECRET} 9"))
        assert SECRET not in f"{caught.value}{caught.value!r}"
        assert self.spec.name in str(caught.value)

    def test_a_scope_that_fails_does_not_stop_the_others(self, caller: Caller, mock: SignedInMock) -> None:
        scopes = self.places(mock)
        mock.calls.clear()
        everywhere = len(scopes) == len(mock.connect().scopes())
        listing = len(mock.calls) if everywhere else 0
        for scope in scopes:
            mock.add(self.entity, scope=scope)
        for path in (self.spec.path, *(route.path for route in self.spec.routes.values())):
            # Where the address does not tell the scope: the first call behind those that list them.
            target = path.format(**dict(scopes[0])) if "{" in path else f"api:nth={listing + 1}"
            mock.fault(f"403:{target}")
        mock.calls.clear()
        records, failure = caller.across(self.collection, None if everywhere else scopes)
        assert [record.scope for record in records] == scopes[1:]
        assert failure is not None
        assert len(failure.failures) == 1
        told = str(failure.failures[0].scope)
        assert told in str(scopes[0])
        assert all(told not in str(scope) for scope in scopes[1:])


def _inner(link: str) -> str:
    """What differs between two next links: all behind the address."""
    return link.partition("?")[2]
