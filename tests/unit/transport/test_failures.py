"""What a person is told when no answer comes."""

from __future__ import annotations

import socket
import ssl

import httpx
import pytest

from nlconnect.errors import ConnectFailed, Interrupted
from nlconnect.model.wire import Request
from nlconnect.transport.blocking import BlockingPort, run_blocking
from nlconnect.transport.http import failures
from nlconnect.transport.options import HttpOptions


def test_nothing_that_listens_on_this_machine_may_be_a_mock_that_ended() -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    client = BlockingPort(HttpOptions())
    with pytest.raises(ConnectFailed, match="nothing listens there") as caught:
        run_blocking(client.send(Request("GET", f"http://127.0.0.1:{port}/", {}, None)))
    run_blocking(client.close())
    assert "`nlconnect mock`" in str(caught.value)


@pytest.mark.parametrize(
    ("cause", "words", "advice"),
    [
        (socket.gaierror(-2, "Name or service not known"), "its name is not known here", "proxy"),
        (ssl.SSLCertVerificationError("self-signed"), "its certificate is not trusted", "system_trust"),
        (OSError("secret?q=1"), "ConnectError from OSError", "proxy"),
        (ExceptionGroup("all", [OSError(), ConnectionRefusedError()]), "nothing listens there", "proxy"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_connection_that_fails_names_the_usual_causes(cause: Exception, words: str, advice: str) -> None:
    request = Request("GET", "https://start.example.test/?secret=1", {}, None)
    with pytest.raises(ConnectFailed, match=words) as caught, failures(httpx, request):
        raise httpx.ConnectError("at secret?q=1") from cause
    assert advice in str(caught.value)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("failure", [httpx.ReadError("x"), httpx.ReadTimeout("x")])
def test_a_read_that_was_cut_may_be_run_again(failure: Exception) -> None:
    with (
        pytest.raises(Interrupted, match="run it again"),
        failures(httpx, Request("GET", "https://x.example.test/", {}, None)),
    ):
        raise failure
