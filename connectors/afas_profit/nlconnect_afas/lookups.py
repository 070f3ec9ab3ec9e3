"""Many keys in one call: AFAS has no batches, but a filter takes alternatives, and rows tell whose they are."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from nlconnect.connector import BatchSpec, Request, Response
from nlconnect_afas.dialect import LONGEST_QUERY, leading_zeros
from nlconnect_afas.filters import Alternative, Test, folded, written_short

KEYS = 80
"""At most so many keys in one address; fewer where they are long."""
ROWS = 1_000
"""What a call may give: far more than keys are asked for, since a key that we only believe to be one may be doubled."""
_DAY = len("2026-11-23")
_ORDER = re.compile(r"orderbyfieldids=([^&]*)")


def together(requests: Sequence[Request], base_url: str, *, in_order: bool = False) -> Request | None:
    """One request for the rows of all; None where they do not fit in one address, or have to come in order."""
    if in_order:
        return None
    short = written_short([_tests_of(request) for request in requests])
    if short is None:
        return None
    address, _, query = requests[0].url.partition("?")
    order = _ORDER.search(query)
    options = {"skip": "0", "take": str(ROWS), "orderbyfieldids": order[1] if order else "", **short}
    text = "&".join(f"{name}={value}" for name, value in options.items())
    if len(text) + 1 > LONGEST_QUERY:
        return None
    return Request("GET", f"{address}?{text}", requests[0].headers)


def apart(response: Response, requests: Sequence[Request]) -> Sequence[Response]:
    """An answer for each request, as if it had been asked alone. Raises ValueError for what is no page."""
    try:
        rows = list(_rows(response.content))
    except (ValueError, IndexError):
        raise ValueError("the answer has no rows") from None  # the error's own text and attributes hold the answer
    return [
        Response(
            200,
            response.headers,
            _page([raw for raw, row in rows if _is_meant(row, tests)][:1]),
            request.url,
            response.sent_at,
            response.received_at,
        )
        for request in requests
        for tests in [_tests_of(request)]
    ]


LOOKUPS = BatchSpec(KEYS, together, apart)


def _tests_of(request: Request) -> Alternative:
    """The tests on the key in a look-up's own filter."""
    told = dict(parse_qsl(urlsplit(request.url).query))["filterjson"]
    (one,) = json.loads(told)["Filters"]["Filter"]
    return tuple(Test(test["@FieldId"], int(test["@OperatorType"]), test["#text"]) for test in one["Field"])


def _is_meant(row: Mapping[str, Any], tests: Alternative) -> bool:
    return all(_told(row.get(test.wire), test.text) == folded(test.text.strip("{}")) for test in tests)


def _told(value: object, like: str) -> str:
    """A cell as a key is written: a day without the midnight that AFAS adds, a GUID without its braces."""
    text = value if isinstance(value, str) else "" if value is None else json.dumps(value)
    is_day = len(like) == _DAY and text[_DAY : _DAY + 1] == "T"
    return folded(text[:_DAY] if is_day else text.strip("{}"))


def _rows(content: bytes) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Each row as it was written, and parsed: what is handed on keeps its digits."""
    text = content.decode("utf-8-sig")
    try:
        json.loads(text)
    except ValueError:
        text = leading_zeros(content).decode("utf-8-sig")
    decoder = json.JSONDecoder(parse_float=str)
    place = _begin(text, decoder)
    while text[place := _behind(text, place, ",[")] != "]":
        row, end = decoder.raw_decode(text, place)
        if not isinstance(row, dict):
            raise ValueError("a row of the answer cannot be read")
        yield text[place:end], row
        place = end


def _begin(text: str, decoder: json.JSONDecoder) -> int:
    """Where the rows begin: behind the name `rows`, which may also stand inside a value."""
    place = _behind(text, 0, "{")
    while text[place] != "}":
        name, place = decoder.raw_decode(text, place)
        place = _behind(text, place, ":")
        if name == "rows" and text[place] == "[":
            return place
        _, place = decoder.raw_decode(text, place)
        place = _behind(text, place, ",")
    raise ValueError("the answer has no rows")


def _behind(text: str, place: int, signs: str) -> int:
    while place < len(text) and text[place] in f" \t\r\n{signs}":
        place += 1
    return place


def _page(rows: Sequence[str]) -> bytes:
    return f'{{"skip":0,"take":1,"rows":[{",".join(rows)}]}}'.encode()
