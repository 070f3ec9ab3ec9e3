"""Canned pages: a server that answers with bytes made beforehand, so that only the client is measured.

Run as a program it serves until its standard input closes: `python bench/canned.py --pages 10 --rows 1000`.
"""

from __future__ import annotations

import argparse
import json
import random
import socket
import sys
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from email.utils import formatdate
from functools import cache

from nlconnect.connector import EntitySpec, FieldSpec
from nlconnect.policy import hidden_fields
from nlconnect_afas import CATALOGUE as AFAS
from nlconnect_exact import CATALOGUE as EXACT
from nlconnect_graph import CATALOGUE as GRAPH
from nlconnect_graph.options import STORE_EXTERNAL

SAMPLES = 4
Row = dict[str, object]


@cache
def account_fields() -> tuple[FieldSpec, ...]:
    """The 92 fields of an account that a broad read would take: the key, and the first ones that `own-use` may show.

    Both sides read all of them, so that neither wins by fetching less.
    """
    plain = [spec for spec in EXACT.entity("crm.Accounts").values if not spec.obsolete and spec.type != "binary"]
    plain = [spec for spec in plain if spec not in hidden_fields(plain)]
    by_type: dict[str, list[FieldSpec]] = {}
    for spec in plain:
        by_type.setdefault(spec.type, []).append(spec)
    # The mix of performance notes: 10 identifiers, 5 moments; the rest as the entity has it.
    chosen = [*by_type["guid"][:10], *(by_type.get("datetime", []) + by_type.get("date", []))[:5]]
    chosen += [spec for spec in plain if spec.type not in ("guid", "datetime", "date")]
    return tuple(sorted(chosen[:92], key=plain.index))


@cache
def illness_fields() -> tuple[FieldSpec, ...]:
    """All 40 columns: a view always sends every one."""
    return AFAS.entity("leave.Profit_Illness").values


@cache
def user_fields() -> tuple[FieldSpec, ...]:
    """The 11 that Graph sends when nothing is asked for, and plain ones up to 25."""
    entity = GRAPH.entity("directory.Users")
    plain = [spec for spec in entity.values if spec.of is None and spec.type not in ("object", "binary")]
    plain = [spec for spec in plain if spec.wire not in STORE_EXTERNAL]
    first = [spec for spec in plain if spec in entity.defaults]
    return tuple([*first, *(spec for spec in plain if spec not in first)][:25])


@cache
def message_fields() -> tuple[FieldSpec, ...]:
    """27 of those that Graph sends when nothing is asked for: senders, receivers, body and flag are values of types."""
    return tuple(spec for spec in GRAPH.entity("mail.Messages").defaults if spec.type != "binary")[:27]


@dataclass(frozen=True)
class Source:
    """One entity, and how its system writes a page. `rows` are those of a usual page."""

    system: str
    entity: EntitySpec
    fields: Callable[[], tuple[FieldSpec, ...]]
    path: str
    rows: int


SOURCES = {
    "accounts": Source("exact", EXACT.entity("crm.Accounts"), account_fields, "/api/v1/1/bulk/CRM/Accounts", 1000),
    "illness": Source("afas", AFAS.entity("leave.Profit_Illness"), illness_fields, "/connectors/Profit_Illness", 3749),
    "users": Source("graph", GRAPH.entity("directory.Users"), user_fields, "/v1.0/users", 999),
    "messages": Source("graph", GRAPH.entity("mail.Messages"), message_fields, "/v1.0/users/a/messages", 1000),
}


def rows_of(source: Source, count: int, *, seed: int) -> bytes:
    """The rows of one page, between brackets."""
    chance = random.Random(seed)
    made = [_row(source, chance) for _ in range(count)]
    return json.dumps(made, separators=(",", ":")).encode()


def _row(source: Source, chance: random.Random) -> Row:
    key = str(uuid.UUID(int=chance.getrandbits(128)))
    row: Row = {}
    if source.system == "exact":
        row["__metadata"] = {
            "uri": f"https://start.exactonline.nl/api/v1/1/crm/Accounts(guid'{key}')",
            "type": "Exact.Web.Api.Models.Account",
        }
    for spec in source.fields():
        row[spec.wire] = key if spec.is_key and spec.type in ("guid", "string") else _value(source, spec, chance)
    return row


def _value(source: Source, spec: FieldSpec, chance: random.Random) -> object:
    if spec.many:
        listed = [_alone(source, spec, chance) for _ in range(chance.randrange(3))]
        return [value for value in listed if value is not None]
    return _alone(source, spec, chance)


def _alone(source: Source, spec: FieldSpec, chance: random.Random) -> object:
    if spec.of is not None:
        return {part.wire: _value(source, part, chance) for part in parts_of(source, spec.of)}
    if spec.type in ("date", "datetime"):
        return _DATES[source.system, spec.type](chance)
    return _VALUES[spec.type](chance)


def parts_of(source: Source, type_name: str) -> tuple[FieldSpec, ...]:
    """The fields of a complex type."""
    assert source.entity.catalogue is not None
    return tuple(source.entity.catalogue.types[type_name].fields)


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
    "float": lambda source: round(source.uniform(-5000, 50_000), 2),
    "bool": lambda source: source.random() < 0.5,
}


def _iso(source: random.Random) -> str:
    return f"20{source.randrange(10, 27)}-{source.randrange(1, 13):02}-{source.randrange(1, 29):02}"


def _iso_moment(source: random.Random) -> str:
    return f"{_iso(source)}T{source.randrange(24):02}:{source.randrange(60):02}:{source.randrange(60):02}Z"


_DATES: Mapping[tuple[str, str], Callable[[random.Random], object]] = {
    ("exact", "datetime"): lambda source: (
        f"/Date({source.randrange(1_500_000_000, 1_790_000_000) * 1000 + source.randrange(1000)})/"
    ),
    ("exact", "date"): lambda source: f"/Date({source.randrange(17_000, 20_700) * 86_400_000})/",
    ("afas", "datetime"): _iso_moment,
    ("afas", "date"): lambda source: f"{_iso(source)}T00:00:00Z",
    ("graph", "datetime"): _iso_moment,
    ("graph", "date"): _iso,
}


class Answers:
    """Pages by number. Exact's next link stands behind the rows, Graph's before; AFAS has none, and ends empty."""

    def __init__(self, source: Source, *, pages: int, rows: int, host: str) -> None:
        self._source = source
        self._pages = pages
        self._rows = rows
        self._host = host
        self._samples = [rows_of(source, rows, seed=seed) for seed in range(min(SAMPLES, pages))]

    def __call__(self, number: int) -> Answer:
        rows = self._samples[number % len(self._samples)]
        link = f"http://{self._host}{self._source.path}?$skiptoken={number + 1:07d}"
        last = number + 1 >= self._pages
        if self._source.system == "exact":
            return b'{"d":{"results":', rows, b"}}" if last else f',"__next":"{link}"}}}}'.encode()
        if self._source.system == "graph":
            following = "" if last else f'"@odata.nextLink":"{link}",'
            return (
                f'{{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata",{following}"value":'.encode(),
                rows,
                b"}",
            )
        before = f'{{"skip":{number * self._rows},"take":{self._rows},"rows":'.encode()
        return before, rows if number < self._pages else b"[]", b"}"


class Pages:
    """HTTP/1.1 with keep-alive, a thread for each connection.

    An answer is ready before its latency is over, and is sent without being copied: what a large page costs the server
    is not counted as the client's.
    """

    def __init__(self, latency: float) -> None:
        self.answers: Callable[[int], Answer] = lambda number: ()
        self._latency = latency
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.host = f"127.0.0.1:{self._socket.getsockname()[1]}"

    def serve(self) -> None:
        """Until the process ends."""
        while True:
            client = self._socket.accept()[0]
            client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=self._talk, args=(client,), daemon=True).start()

    def _talk(self, client: socket.socket) -> None:
        buffer = b""
        with client, suppress(ConnectionError):
            while True:
                while b"\r\n\r\n" not in buffer:
                    data = client.recv(65536)
                    if not data:
                        return
                    buffer += data
                head, _, buffer = buffer.partition(b"\r\n\r\n")
                if head.startswith(b"POST"):
                    buffer = buffer[int(head.lower().partition(b"content-length:")[2].split(b"\r\n", 1)[0]) :]
                    _send(client, TOKEN)
                else:
                    due = time.perf_counter() + self._latency
                    answer = self.answers(_number(head))
                    time.sleep(max(0.0, due - time.perf_counter()))
                    _send(client, answer)


Answer = Sequence[bytes]
"""A body in pieces."""
TOKEN = (b'{"access_token":"a","token_type":"bearer","expires_in":"600","refresh_token":"r"}',)
"""Sign-in, as short as it can be: everybody gets a token."""


def _number(head: bytes) -> int:
    """The page number is the skiptoken, or what is skipped in pages of `take`."""
    line = head.split(b"\r\n", 1)[0].decode()
    asked = {name: found.partition("&")[0].partition(" ")[0] for name, _, found in _asked(line)}
    if "skip" in asked:
        return int(asked["skip"]) // int(asked["take"])
    return int(asked.get("skiptoken", 0))


def _asked(line: str) -> Iterator[tuple[str, str, str]]:
    for option in line.partition("?")[2].partition(" ")[0].replace("%24", "$").split("&"):
        name, mark, value = option.partition("=")
        yield name.lstrip("$"), mark, value


def _send(client: socket.socket, body: Answer) -> None:
    now = time.time()
    reset = (int(now / 60) + 1) * 60_000
    day = (int(now / 86_400) + 1) * 86_400_000
    head = (
        "HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=utf-8\r\n"
        f"Content-Length: {sum(map(len, body))}\r\nDate: {formatdate(now, usegmt=True)}\r\n"
        f"X-RateLimit-Minutely-Limit: 1000000\r\nX-RateLimit-Minutely-Remaining: 999999\r\n"
        f"X-RateLimit-Minutely-Reset: {reset}\r\nX-RateLimit-Limit: 10000000\r\n"
        f"X-RateLimit-Remaining: 9999999\r\nX-RateLimit-Reset: {day}\r\n\r\n"
    )
    sent = client.sendmsg([head.encode(), *body])
    for piece in (head.encode(), *body):
        if sent < len(piece):
            client.sendall(memoryview(piece)[sent:])
        sent = max(0, sent - len(piece))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--source", choices=SOURCES, default="accounts")
    parser.add_argument("--pages", type=int, default=10)
    parser.add_argument("--rows", type=int, default=1000)
    parser.add_argument("--latency-ms", type=float, default=0.0)
    given = parser.parse_args()
    pages = Pages(given.latency_ms / 1000)
    pages.answers = Answers(SOURCES[given.source], pages=given.pages, rows=given.rows, host=pages.host)
    threading.Thread(target=pages.serve, daemon=True).start()
    print(pages.host, flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
