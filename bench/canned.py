"""Canned pages: a server that answers with bytes made beforehand, so that only the client is measured.

Run as a program it serves until its standard input closes: `python bench/canned.py --pages 10 --rows 1000`.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import sys
import time
import uuid
from collections.abc import Callable, Mapping
from email.utils import formatdate
from functools import cache

from nlconnect.connector import FieldSpec
from nlconnect.policy import hidden_fields
from nlconnect_exact import CATALOGUE

ENTITY = CATALOGUE.entity("crm.Accounts")
SAMPLES = 4


@cache
def fields(count: int = 92) -> tuple[FieldSpec, ...]:
    """The fields of an account that a broad read would take: the key, and the first ones that `own-use` may show.

    Both sides read all of them, so that neither wins by fetching less.
    """
    plain = [spec for spec in ENTITY.values if not spec.obsolete and spec.type != "binary"]
    plain = [spec for spec in plain if spec not in hidden_fields(plain)]
    by_type: dict[str, list[FieldSpec]] = {}
    for spec in plain:
        by_type.setdefault(spec.type, []).append(spec)
    # The mix of performance notes: 10 identifiers, 5 moments; the rest as the entity has it.
    chosen = [*by_type["guid"][:10], *(by_type.get("datetime", []) + by_type.get("date", []))[:5]]
    chosen += [spec for spec in plain if spec.type not in ("guid", "datetime", "date")]
    return tuple(sorted(chosen[:count], key=plain.index))


def page(rows: int, *, seed: int, link: str | None) -> bytes:
    """One page as Exact writes it: metadata with every row, dates as ticks, the next link at the end."""
    source = random.Random(seed)
    results = [_row(source) for _ in range(rows)]
    body: dict[str, object] = {"results": results}
    if link:
        body["__next"] = link
    return json.dumps({"d": body}, separators=(",", ":")).encode()


def _row(source: random.Random) -> dict[str, object]:
    key = str(uuid.UUID(int=source.getrandbits(128)))
    row: dict[str, object] = {
        "__metadata": {
            "uri": f"https://start.exactonline.nl/api/v1/1/crm/Accounts(guid'{key}')",
            "type": "Exact.Web.Api.Models.Account",
        }
    }
    row.update({spec.wire: key if spec.is_key else _VALUES[spec.type](source) for spec in fields()})
    return row


def _ticks(source: random.Random) -> str:
    return f"/Date({source.randrange(1_500_000_000, 1_790_000_000) * 1000 + source.randrange(1000)})/"


def _midnight(source: random.Random) -> str:
    return f"/Date({source.randrange(17_000, 20_700) * 86_400_000})/"


def _text(source: random.Random) -> str | None:
    """Half of an account's texts are empty: a page of 1,000 rows of 92 fields then has some 2.5 MB, as at Exact."""
    if source.random() < 0.5:
        return None
    return "abcdefghij klmnopqrst"[: source.randrange(2, 14)] + str(source.randrange(1000))


_VALUES: Mapping[str, Callable[[random.Random], object]] = {
    "string": _text,
    "guid": lambda source: None if source.random() < 0.5 else str(uuid.UUID(int=source.getrandbits(128))),
    "int": lambda source: source.randrange(100_000),
    "int64": lambda source: source.randrange(10**12),
    "decimal": lambda source: round(source.uniform(-5000, 50_000), 2),
    "bool": lambda source: source.random() < 0.5,
    "datetime": _ticks,
    "date": _midnight,
}


class Pages(asyncio.Protocol):
    """HTTP/1.1 with keep-alive; the page number is the skiptoken, the last page has no next link."""

    def __init__(self, answers: Callable[[int], bytes], latency: float) -> None:
        self._answers = answers
        self._latency = latency
        self._buffer = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while b"\r\n\r\n" in self._buffer:
            head, _, self._buffer = self._buffer.partition(b"\r\n\r\n")
            line = head.split(b"\r\n", 1)[0].decode()
            if line.startswith("POST"):
                self._give_token(head)
                continue
            number = int(line.partition("skiptoken=")[2].partition(" ")[0].partition("&")[0] or 0)
            asyncio.get_running_loop().call_later(self._latency, self._answer, number)

    def _give_token(self, head: bytes) -> None:
        """Sign-in, as short as it can be: everybody gets a token."""
        assert self._transport is not None
        length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n", 1)[0])
        self._buffer = self._buffer[length:]
        body = b'{"access_token":"a","token_type":"bearer","expires_in":"600","refresh_token":"r"}'
        self._transport.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n")
        self._transport.write(f"Content-Length: {len(body)}\r\n\r\n".encode() + body)

    def _answer(self, number: int) -> None:
        assert self._transport is not None
        body = self._answers(number)
        now = time.time()
        reset = (int(now / 60) + 1) * 60_000
        day = (int(now / 86_400) + 1) * 86_400_000
        head = (
            "HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=utf-8\r\n"
            f"Content-Length: {len(body)}\r\nDate: {formatdate(now, usegmt=True)}\r\n"
            f"X-RateLimit-Minutely-Limit: 1000000\r\nX-RateLimit-Minutely-Remaining: 999999\r\n"
            f"X-RateLimit-Minutely-Reset: {reset}\r\nX-RateLimit-Limit: 10000000\r\n"
            f"X-RateLimit-Remaining: 9999999\r\nX-RateLimit-Reset: {day}\r\n\r\n"
        )
        self._transport.writelines([head.encode(), body])


async def serve(pages: int, rows: int, latency: float) -> None:
    """Serve on a free port, print it, and stop when standard input closes."""
    link = "http://{host}/api/v1/1/bulk/CRM/Accounts?$select=ID&$skiptoken={number:07d}"
    host = ""
    made: dict[tuple[int, bool], bytes] = {}

    def answers(number: int) -> bytes:
        # A few different pages in turn; only the number in the link is written anew.
        sample, last = number % SAMPLES, number + 1 >= pages
        if (sample, last) not in made:
            made[sample, last] = page(rows, seed=sample, link=None if last else link.format(host=host, number=0))
        body = made[sample, last]
        return body if last else body[:-10] + f"{number + 1:07d}".encode() + body[-3:]

    server = await asyncio.get_running_loop().create_server(lambda: Pages(answers, latency), "127.0.0.1", 0)
    host = f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
    for number in range(min(SAMPLES, pages)):
        answers(number)
    answers(pages - 1)
    print(host, flush=True)
    await asyncio.to_thread(sys.stdin.read)
    server.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--pages", type=int, default=10)
    parser.add_argument("--rows", type=int, default=1000)
    parser.add_argument("--latency-ms", type=float, default=0.0)
    given = parser.parse_args()
    asyncio.run(serve(given.pages, given.rows, given.latency_ms / 1000))
