"""What the transport keeps to itself: headers, broken answers, and how much it takes in."""

from __future__ import annotations

import asyncio
import gzip
import logging
import socket
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import httpx
import pytest

from nlconnect.errors import ConnectFailed, Interrupted, TransportError
from nlconnect.model.wire import Request, Response
from nlconnect.transport.asynchronous import AsyncPort
from nlconnect.transport.blocking import BlockingPort, run_blocking
from nlconnect.transport.options import HttpOptions
from nlconnect.transport.redact import quieten

MARK = "Zoutelande-4711"


@contextmanager
def saying(*answers: bytes) -> Iterator[str]:
    """A server that reads a request and says exactly this, one connection for each answer."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            for answer in answers:
                connection, _ = listening.accept()
                with connection:
                    connection.recv(65_536)
                    connection.sendall(answer)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/x?name={MARK}"
        thread.join(5)


@pytest.fixture(params=["httpx", "httpx2"])
def options(request: pytest.FixtureRequest) -> HttpOptions:
    return HttpOptions(backend=request.param, timeout_seconds=5)


def sent(request: Request, options: HttpOptions) -> Response:
    port = BlockingPort(options)
    try:
        return run_blocking(port.send(request))
    finally:
        run_blocking(port.close())


async def sent_async(request: Request, options: HttpOptions) -> Response:
    port = AsyncPort(options)
    try:
        return await port.send(request)
    finally:
        await port.close()


def whole_trace(error: BaseException) -> str:
    return "".join(traceback.format_exception(error))


def test_headers_of_an_answer_are_in_no_log(options: HttpOptions, caplog: pytest.LogCaptureFixture) -> None:
    answer = f"HTTP/1.1 200 OK\r\nSet-Cookie: {MARK}\r\nReason: {MARK}\r\nContent-Length: 2\r\n\r\n{{}}".encode()
    with caplog.at_level(logging.DEBUG), saying(answer, answer) as url:
        request = Request("GET", url, {"Authorization": f"Bearer {MARK}"})
        assert sent(request, options).headers["reason"] == MARK
        assert asyncio.run(sent_async(request, options)).headers["reason"] == MARK

    assert "receive_response_headers.complete" in caplog.text
    assert MARK not in caplog.text


def test_headers_of_somebody_elses_answer_are_logged_as_before(caplog: pytest.LogCaptureFixture) -> None:
    quieten("httpx")
    answer = f"HTTP/1.1 200 OK\r\nReason: {MARK}\r\nContent-Length: 2\r\n\r\n{{}}".encode()
    with caplog.at_level(logging.DEBUG), saying(answer) as url:
        httpx.get(url, trust_env=False)

    assert MARK in caplog.text


@pytest.mark.parametrize(
    "answer",
    [
        f"{MARK} what is this\r\n\r\n",
        f"HTTP/1.1 200 OK\r\n{MARK}\r\n\r\n",
        f"HTTP/1.1 200 OK\r\nContent-Length: {MARK}\r\n\r\n{{}}",
        f"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 15\r\n\r\n{MARK}",
        f"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{MARK}",
        f"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{MARK}\r\n",
    ],
)
def test_a_broken_answer_is_not_repeated_in_the_error_or_a_log(
    answer: str, options: HttpOptions, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG), saying(answer.encode()) as url, pytest.raises(Interrupted) as caught:
        sent(Request("GET", url), options)

    assert MARK not in whole_trace(caught.value) + caplog.text


@pytest.mark.parametrize("value", [f"Bearer {MARK}\r\nX: y", f"Bearer {MARK}é", f"{MARK}\n"])
def test_a_header_that_cannot_be_sent_is_not_repeated(
    value: str, options: HttpOptions, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG), socket.create_server(("127.0.0.1", 0)) as listening:
        request = Request("GET", f"http://127.0.0.1:{listening.getsockname()[1]}/", {"Authorization": value})
        with pytest.raises(ConnectFailed) as caught:
            sent(request, options)

    assert MARK not in whole_trace(caught.value) + caplog.text


def test_no_connection_still_says_why(options: HttpOptions) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    with pytest.raises(ConnectFailed) as caught:
        sent(Request("GET", f"http://127.0.0.1:{port}/"), options)

    assert "refused" in whole_trace(caught.value)


def test_an_answer_that_unpacks_without_end_is_refused(options: HttpOptions) -> None:
    packed = gzip.compress(b"0" * 3_000_000)
    head = f"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {len(packed)}\r\n\r\n".encode()
    small = replace(options, most_bytes=1_000_000)
    with saying(head + packed, head + packed, head + packed) as url:
        with pytest.raises(TransportError, match="larger"):
            sent(Request("GET", url), small)
        with pytest.raises(TransportError, match="larger"):
            asyncio.run(sent_async(Request("GET", url), small))
        assert len(sent(Request("GET", url), options).content) == 3_000_000


def test_an_answer_that_is_packed_twice_is_refused_unread(options: HttpOptions) -> None:
    packed = gzip.compress(gzip.compress(b"0" * 1000))
    head = f"HTTP/1.1 200 OK\r\nContent-Encoding: gzip, gzip\r\nContent-Length: {len(packed)}\r\n\r\n".encode()
    with saying(head + packed) as url, pytest.raises(TransportError, match="not asked for"):
        sent(Request("GET", url), options)


def test_settings_of_the_network_do_not_show_the_password_of_the_proxy() -> None:
    assert MARK not in repr(HttpOptions(proxy=f"http://user:{MARK}@proxy.example"))
