"""The next link, glimpsed in the last bytes of a page: right, or not at all."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import nlconnect_exact
from nlconnect.connector import Response, Scope
from nlconnect_exact.dialect import ExactDialect

BASE = "https://start.exactonline.nl"

LINK = "https://start.exactonline.nl/api/v1/5/crm/Accounts?$select=ID&$skiptoken=guid'71b961de-b9f3-49fe-883d-0f46c7e0e89b'"
EVIL = "https://evil.example/steal"
DIALECT = ExactDialect()
ACCOUNTS: Any = nlconnect_exact.Accounts
PLAN = DIALECT.list_request(ACCOUNTS.select("name"), base_url=BASE, scope=Scope(division=5))


def peek(payload: Any, **options: Any) -> str | None:
    content = payload if isinstance(payload, bytes) else json.dumps(payload, **options).encode()
    return DIALECT.peek_next(Response(200, {}, content, BASE, 0.0, 0.0), plan=PLAN)


def page(rows: list[Any], **more: Any) -> dict[str, Any]:
    return {"d": {"results": rows, **more}}


ROW = {"__metadata": {"uri": "x", "type": "y"}, "ID": "a", "Name": "b"}


@pytest.mark.parametrize("options", [{}, {"separators": (",", ":")}, {"indent": 2}])
def test_the_link_of_a_page_is_found(options: dict[str, Any]) -> None:
    assert peek(page([ROW] * 60, __next=LINK), **options) == LINK
    assert peek(page([], __next=LINK), **options) == LINK


@pytest.mark.parametrize(
    "payload",
    [
        page([ROW]),
        page([ROW], __next=None),
        page([]),
        {"d": [ROW]},
        {"d": []},
        {"d": ROW},
        {"d": {"UserHasRights": True}},
        page([ROW], __count="1"),
        b"",
        b"not json",
        b'"}}',
    ],
)
def test_a_last_page_has_no_link(payload: Any) -> None:
    assert peek(payload) is None


def test_the_total_may_stand_on_either_side() -> None:
    assert peek(page([ROW], __count="5", __next=LINK)) == LINK
    assert peek(page([ROW], __next=LINK, __count="5")) in (LINK, None)


NESTED = {"ID": "a", "Lines": {"results": [{"ID": "1"}], "__next": EVIL}}


@pytest.mark.parametrize(
    "payload",
    [
        page([NESTED]),
        page([ROW, NESTED]),
        page([NESTED], __count="1"),
        {"d": NESTED},
        {"d": [NESTED]},
        {"d": {"Lines": {"results": [], "__next": EVIL}}},
        {"d": {"results": [NESTED], "__metadata": {"uri": "x"}}},
        {"d": {"__next": EVIL, "results": []}, "x": {"y": "z"}},
        page([{"Name": f'","__next":"{EVIL}"}}}}'}]),
        page([{"Name": f'"__next":"{EVIL}'}]),
        {"d": {"Name": f'x","__next":"{EVIL}'}},
        {"d": {"Name": f'x",\'__next\':"{EVIL}"}}}}'}},
        page([{"__next": EVIL}]),
        {"d": {"results": [], "x": {"__next": EVIL}}},
    ],
)
def test_no_other_text_passes_for_the_link(payload: Any) -> None:
    assert peek(payload) is None


def test_the_links_of_lines_do_not_hide_the_link_of_the_page() -> None:
    assert peek(page([NESTED] * 100, __next=LINK)) == LINK


def test_a_link_that_is_escaped_is_left_to_the_parser() -> None:
    escaped = json.dumps(page([ROW], __next=LINK)).replace("/", "\\/").encode()
    assert peek(escaped) is None
    quoted = page([ROW], __next='https://host/?$filter=Name eq "x"')
    assert peek(quoted) is None


def test_a_link_longer_than_the_look_is_left_to_the_parser() -> None:
    assert peek(page([ROW], __next="https://host/" + "x" * 20_000)) is None


TEXTS = st.text() | st.sampled_from(['"__next":"', '","__next":"https://evil"}}', '"}}', "\\", '\\"', "}}", "__next"])
ROWS = st.lists(
    st.dictionaries(
        st.sampled_from(["ID", "Name", "__next", "Lines", "results", "d"]),
        TEXTS | st.fixed_dictionaries({"results": st.lists(TEXTS, max_size=2), "__next": TEXTS}),
        max_size=4,
    ),
    max_size=4,
)


@given(ROWS, st.none() | TEXTS, st.booleans(), st.sampled_from([None, "5"]), st.booleans())
def test_what_is_glimpsed_is_what_is_parsed(
    rows: list[Any], link: str | None, wrapped: bool, total: str | None, pretty: bool
) -> None:
    body: dict[str, Any] = {"d": rows}
    if wrapped:
        more = {"__count": total} if total else {}
        body = page(rows, **more, **({"__next": link} if link is not None else {}))
    found = peek(body, ensure_ascii=False, indent=1 if pretty else None)
    assert found is None or found == link
