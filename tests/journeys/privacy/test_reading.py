"""Reads that succeed and fail in every way, and what of it is written down anywhere."""

from __future__ import annotations

import asyncio
import gzip
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from nlconnect.connector import Scope
from nlconnect.errors import (
    AuthError,
    Conflict,
    Forbidden,
    Invalid,
    NlconnectError,
    NotFound,
    NotSelected,
    QueryError,
    RateLimited,
    ServerError,
    TransportError,
)
from nlconnect.model.collection import entity_of
from nlconnect.model.page import Cursor
from nlconnect_exact import crm, payroll, salesinvoice
from tests.journeys.privacy.conftest import Scene
from tests.journeys.privacy.marks import DIGITS, SECRETS, TEXT, YEAR, found_in, row
from tests.journeys.privacy.vendor import MARKED_HEADERS, answer, packed, said, tokens, web_page

ACCOUNTS: Any = crm.Accounts
CONTACTS: Any = crm.Contacts
EMPLOYEES: Any = payroll.Employees
INVOICES: Any = salesinvoice.SalesInvoices
KEY = f"{DIGITS}01-0000-4000-8000-000000000001"
WANTED: Any = ACCOUNTS.where(ACCOUNTS.name == TEXT, ACCOUNTS.email.startswith("Kanarie"))
ECHO = (
    f"Relatie '{TEXT}' bestaat reeds - Naam: Zwartvogel Kanarie (BSN {DIGITS}001, geboren 14-03-{YEAR}) "
    f'IBAN NL02ABNA{DIGITS}0017 of "Übermaß" e-mail kanarie@zwartvogel.example Bearer {SECRETS["access token"]}'
)


def page(source: Any, *, following: str | None = None, **odd: object) -> dict[str, object]:
    """A page with one row that is full of marks."""
    rows = [{**row(entity_of(source)), **odd}]
    return {"d": {"results": rows, **({"__next": following} if following else {})}}


def cut(body: object) -> bytes:
    whole = answer(200, body)
    return whole[: len(whole) - 40]


GOOD = page(ACCOUNTS)
BAD_DAYS: list[tuple[str, bytes | None, type[NlconnectError]]] = [
    ("400 that echoes", said(400, ECHO), Invalid),
    ("400 that echoes in English", said(400, f"Error in converting value '{TEXT}' for {TEXT}"), Invalid),
    ("400 of plain text", answer(400, ECHO.encode(), kind="text/plain"), Invalid),
    ("401", answer(401, ECHO.encode(), WWW_Authenticate=f'Bearer error="{SECRETS["access token"]}"'), AuthError),
    ("403 that echoes", said(403, ECHO), Forbidden),
    ("403 with a page", web_page(403), Forbidden),
    ("404 that echoes", said(404, ECHO), NotFound),
    ("409 that echoes", said(409, ECHO), Conflict),
    ("418 that echoes", said(418, ECHO), Invalid),
    ("429 that echoes", said(429, ECHO, X_RateLimit_Minutely_Remaining="0"), RateLimited),
    ("500 that echoes", said(500, ECHO), ServerError),
    ("500 with a page", web_page(500), ServerError),
    ("503 that echoes", said(503, ECHO), ServerError),
    ("507 that echoes", said(507, ECHO), ServerError),
    ("a page for an answer", web_page(200), ServerError),
    ("a redirect", answer(302, Location=f"/{MARKED_HEADERS['X-Relation']}"), ServerError),
    ("no JSON", answer(200, f'{{"d": {{"results": [{{"Name": "{TEXT}", '.encode()), ServerError),
    ("another shape", answer(200, {"value": [{"Name": TEXT}]}), ServerError),
    ("a row that is none", answer(200, {"d": {"results": [TEXT, 1]}}), ServerError),
    ("a next page that is none", answer(200, {"d": {"results": [], "__next": {"uri": TEXT}}}), ServerError),
    ("nesting without end", answer(200, b'{"d":{"results":' + b"[" * 100_000), ServerError),
    ("letters that are none", answer(200, b'{"d":{"results":[{"Name":"Zwartvogel\xff"}]}}'), ServerError),
    (
        "a next page elsewhere",
        answer(200, page(ACCOUNTS, following=f"https://{DIGITS}.example/?q=Kanarie")),
        ServerError,
    ),
    ("no answer", None, TransportError),
    ("half an answer", cut(GOOD), TransportError),
    ("half a gzip", packed(GOOD)[:-30], TransportError),
    ("no gzip", answer(200, TEXT.encode(), Content_Encoding="gzip"), TransportError),
    (
        "two gzips",
        answer(200, gzip.compress(gzip.compress(TEXT.encode())), Content_Encoding="gzip, gzip"),
        TransportError,
    ),
    ("no status", f"{TEXT}\r\n\r\n".encode(), TransportError),
    ("no header", b"HTTP/1.1 200 OK\r\nZwartvogel Kanarie\r\n\r\n", TransportError),
    ("no length", b"HTTP/1.1 200 OK\r\nContent-Length: Kanarie\r\n\r\n{}", TransportError),
]
WAYS: dict[str, Callable[[Any], object]] = {
    "read": lambda connection: list(connection.read(WANTED)),
    "batches": lambda connection: list(connection.batches(WANTED)),
    "get": lambda connection: connection.get(ACCOUNTS, KEY),
    "request": lambda connection: connection.request(
        "GET", f"/api/v1/{{division}}/crm/Accounts(guid'{KEY}')", params={"$filter": f"Name eq '{TEXT}'"}
    ),
}
PAGES_ONLY = (
    "no JSON",
    "another shape",
    "a row that is none",
    "a next page that is none",
    "nesting without end",
    "letters that are none",
    "a next page elsewhere",
)


def reply(scene: Scene, content: bytes | None) -> None:
    scene.vendor.api = lambda method, target: content


def all_in_one_way_and_some_in_others() -> Iterator[Any]:
    for number, (day, content, kind) in enumerate(BAD_DAYS):
        for way in ("read", list(WAYS)[1 + number % 3]) if number % 2 else ("read",):
            is_page = way in ("get", "request") and day in PAGES_ONLY
            told, due = (said(400, ECHO), Invalid) if is_page else (content, kind)
            yield pytest.param(way, told, due, id=f"{day}-{way}")


@pytest.mark.parametrize(("way", "content", "kind"), list(all_in_one_way_and_some_in_others()))
def test_a_read_that_fails_tells_no_value(
    scene: Scene, way: str, content: bytes | None, kind: type[NlconnectError]
) -> None:
    reply(scene, content)
    with scene.connect() as connection, pytest.raises(kind) as caught:
        WAYS[way](connection)
    scene.watch.failure(caught.value)
    scene.assert_silent()
    assert scene.watch.records > 5


@pytest.mark.parametrize(
    ("content", "kind"), [pytest.param(content, kind, id=day) for day, content, kind in BAD_DAYS[::4]]
)
def test_a_read_that_fails_on_asyncio_tells_no_value(
    scene: Scene, content: bytes | None, kind: type[NlconnectError]
) -> None:
    reply(scene, content)

    async def read() -> None:
        async with scene.connect_async() as connection:
            async for _ in connection.read(WANTED):
                pass

    with pytest.raises(kind) as caught:
        asyncio.run(read(), debug=True)
    scene.watch.failure(caught.value)
    scene.assert_silent()


@pytest.mark.parametrize("source", [ACCOUNTS, CONTACTS, EMPLOYEES, INVOICES], ids=lambda source: entity_of(source).name)
def test_a_read_that_succeeds_gives_every_value_and_tells_none(scene: Scene, source: Any) -> None:
    reply(scene, answer(200, page(source)))
    with scene.connect() as connection:
        records = list(connection.read(source))
        pages = list(connection.pages(source))
        batches = connection.batches(source)
        cells = list(batches)
        explained = connection.explain(source)

    given = json.dumps([record.model_dump(mode="json", by_alias=True) for record in records], ensure_ascii=False)
    assert "Zwartvogel" in given
    assert DIGITS in given
    assert str(YEAR) in given

    hidden = {spec.name for spec in entity_of(source).fields if not spec.tag.may_be_shown}
    assert hidden
    public = {name: "" for name in records[0].__dict__ if name not in hidden}
    silent = [record.model_copy(update=public) for record in records]
    scene.assert_silent(silent, connection, explained.notes, batches, cells, pages[0].next)


def test_the_control_finds_marks_where_there_are_some(scene: Scene) -> None:
    scene.watch.more.append(f"something {SECRETS['refresh token']} and Übermaß")
    found = found_in(scene.watch.text)
    assert any(text.startswith("the refresh token") for text in found)
    assert any(text.startswith("personal text") for text in found)


def test_rows_that_drifted_are_kept_and_tell_no_value(scene: Scene) -> None:
    odd = {
        "Kanarie": TEXT,
        "CreditLinePurchase": TEXT,
        "Status": {"Naam": TEXT},
        "Created": f"/Date({TEXT})/",
        "Logo": 7,
    }
    rows = [{**row(entity_of(ACCOUNTS)), **odd}, {"ID": KEY, "Name": TEXT}, {"Kanarie": [TEXT]}]
    reply(scene, answer(200, {"d": {"results": rows}}))
    with scene.connect() as connection:
        records = list(connection.read(ACCOUNTS))
        list(connection.batches(ACCOUNTS))
    assert records[0].model_extra["Kanarie"] == TEXT
    assert records[0].name.startswith("Zwartvogel")
    scene.assert_silent(records[1], records[2])


def test_pages_that_go_on_keep_the_filter_out_of_every_log(scene: Scene) -> None:
    def two(method: str, target: str) -> bytes:
        link = None if "skiptoken" in target else f"{scene.vendor.url}{target}&$skiptoken='Kanarie'"
        return answer(200, page(ACCOUNTS, following=link))

    scene.vendor.api = two
    with scene.connect() as connection:
        pages = connection.pages(WANTED)
        cursor = next(pages).next
        assert cursor is not None
        assert "Kanarie" in cursor.link
        assert len(list(connection.read(WANTED))) == 2
        assert len(list(connection.pages(WANTED, cursor=Cursor.load(cursor.dump())))) == 1
        pages.close()
    assert any("Zwartvogel" in text for text in scene.vendor.heard)
    scene.assert_silent(cursor, WANTED, WANTED.conditions)


def wrong_questions() -> Iterator[tuple[str, Callable[[Any], object], type[BaseException]]]:
    elsewhere = Cursor("https://evil.example/Kanarie", WANTED.fingerprint(), Scope(division=5))
    yield (
        "a number that is none",
        lambda c: list(c.read(ACCOUNTS.where(ACCOUNTS.credit_line_sales == TEXT))),
        QueryError,
    )
    yield "a GUID that is none", lambda c: list(c.read(ACCOUNTS.where(ACCOUNTS.id == TEXT))), QueryError
    yield "a key that is none", lambda c: c.get(ACCOUNTS, TEXT), QueryError
    yield "a name of a value that is none", lambda c: list(c.read(INVOICES.where(INVOICES.status == TEXT))), QueryError
    yield (
        "a list that is too long",
        lambda c: list(c.read(ACCOUNTS.where(ACCOUNTS.name.is_in([TEXT] * 200)))),
        QueryError,
    )
    yield "a cursor of another", lambda c: list(c.pages(ACCOUNTS, cursor=elsewhere)), QueryError
    yield "a cursor elsewhere", lambda c: list(c.pages(WANTED, cursor=elsewhere)), ServerError
    yield "a cursor that is none", lambda c: Cursor.load(TEXT), QueryError
    yield "a path of others", lambda c: c.request("GET", f"/api/v1/6/crm/Accounts('{TEXT}')"), QueryError
    yield "a path with dots", lambda c: c.request("GET", f"/api/../{TEXT}"), QueryError
    yield "a header", lambda c: c.request("GET", "/x", headers={"X": f"{TEXT}\r\n"}), QueryError
    yield (
        "a write",
        lambda c: c.request("PUT", f"/api/v1/{{division}}/x('{TEXT}')", body={"Name": TEXT}),
        NlconnectError,
    )
    yield "another host", lambda c: c.request("GET", f"https://evil.example/?q={TEXT}"), NlconnectError


@pytest.mark.parametrize(("ask", "kind"), [pytest.param(ask, kind, id=name) for name, ask, kind in wrong_questions()])
def test_a_wrong_question_tells_no_value(scene: Scene, ask: Callable[[Any], object], kind: type[BaseException]) -> None:
    scene.vendor.heard.clear()
    with scene.connect() as connection, pytest.raises(kind) as caught:
        ask(connection)
    scene.watch.failure(caught.value)
    assert scene.vendor.heard == []
    scene.assert_silent()


def test_a_next_page_of_another_company_is_refused_without_a_word(scene: Scene) -> None:
    reply(scene, answer(200, page(ACCOUNTS, following=f"{scene.vendor.url}/api/v1/6/crm/Accounts?q=Kanarie")))
    with scene.connect() as connection, pytest.raises(ServerError, match="another resource or company") as caught:
        list(connection.read(WANTED))
    scene.watch.failure(caught.value)
    scene.assert_silent()


def test_a_record_tells_nothing_when_it_is_misused(scene: Scene) -> None:
    reply(scene, answer(200, page(ACCOUNTS)))
    with scene.connect() as connection:
        (record,) = connection.read(ACCOUNTS.select("name"))
    bare = type(record)(name=TEXT)

    def change() -> None:
        bare.name = f"{TEXT}!"

    def remake() -> None:
        type(record)(credit_line_sales=TEXT, name=[TEXT])

    for misuse in (lambda: bare.email, change, remake, lambda: bare.unheard_of, lambda: hash(bare.model_extra)):
        with pytest.raises(Exception) as caught:  # noqa: PT011  # of whatever kind
            misuse()
        scene.watch.failure(caught.value)
    with pytest.raises(NotSelected):
        _ = bare.email
    assert bare.name == TEXT
    scene.assert_silent(bare)


def test_a_write_that_is_refused_tells_no_value(scene: Scene) -> None:
    reply(scene, said(500, ECHO))
    with scene.connect() as connection, pytest.raises(NlconnectError) as caught:
        connection.request("POST", "/api/v1/{division}/crm/Accounts", body={"Name": TEXT, "VATNumber": f"{DIGITS}00"})
    assert any(DIGITS in text for text in scene.vendor.heard)
    scene.watch.failure(caught.value)
    scene.assert_silent()


def test_a_read_over_many_companies_tells_no_value_of_those_that_fail(scene: Scene) -> None:
    scene.vendor.api = lambda method, target: said(403, ECHO) if "/6/" in target else answer(200, page(ACCOUNTS))
    with scene.connect() as connection, pytest.raises(NlconnectError) as caught:
        list(connection.across([5, 6, 7]).read(WANTED))
    scene.watch.failure(caught.value)
    scene.assert_silent()


def test_a_token_that_is_too_old_is_replaced_without_a_word(scene: Scene) -> None:
    reply(scene, answer(200, page(ACCOUNTS)))
    scene.vendor.token = lambda method, target: tokens("second ")
    scene.clock.advance(700)
    with scene.connect() as connection:
        list(connection.read(WANTED))
    assert any(SECRETS["second access token"] in text for text in scene.vendor.heard)
    assert any(SECRETS["client secret"].rstrip("+1/=") in text for text in scene.vendor.heard)
    scene.assert_silent()
