"""Cursors come back from text as they went in, and nothing else passes for one."""

from __future__ import annotations

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlconnect.errors import QueryError
from nlconnect.model.page import Cursor
from nlconnect.model.scope import Scope

LINK = "https://host/api/v1/5/Orders?$filter=Name%20eq%20'Jansen'&$skiptoken=guid'7'"


def encoded(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode()


@given(st.text(st.characters(codec="utf-8")), st.text(st.characters(codec="utf-8")), st.integers() | st.text())
def test_a_cursor_survives_being_kept_as_text(link: str, fingerprint: str, division: int | str) -> None:
    cursor = Cursor(link, fingerprint, Scope(division=division))
    text = cursor.dump()
    assert text.isascii()
    assert Cursor.load(text) == cursor


def test_a_cursor_shows_neither_link_nor_values() -> None:
    shown = repr(Cursor(LINK, "f", Scope(division=5)))
    assert shown == "<Cursor of division 5>"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "ü",
        "not a cursor at all",
        "AAAA",
        encoded(None),
        encoded(5),
        encoded("abc"),
        encoded([LINK, "f"]),
        encoded([LINK, "f", {}, 1]),
        encoded([LINK, "f", [1]]),
        encoded([LINK, "f", "division"]),
        encoded([None, "f", {}]),
        encoded([LINK, 5, {}]),
        encoded([LINK, "f", {"division": [1]}]),
        encoded([LINK, "f", {"division": 1.5}]),
        encoded([LINK, "f", {"division": True}]),
        encoded({"link": LINK, "fingerprint": "f", "scope": {}}),
        base64.urlsafe_b64encode(b"[" * 100_000).decode(),
        base64.urlsafe_b64encode(b"\xff\xfe").decode(),
    ],
)
def test_what_is_no_cursor_is_refused(text: str) -> None:
    with pytest.raises(QueryError, match="not a cursor"):
        Cursor.load(text)


@given(st.text())
def test_any_text_is_a_cursor_or_is_refused(text: str) -> None:
    try:
        Cursor.load(text)
    except QueryError as error:
        assert error.message == "this is not a cursor"  # noqa: PT017
