"""The listener that a browser comes back to: only this sign-in's redirect counts, and nothing of it is written down."""

from __future__ import annotations

import http.client
import socket
import threading
from collections.abc import Iterator

import pytest

from nlconnect.errors import ConfigError, LoginRequired
from nlconnect.transport.loopback import LoopbackListener


@pytest.fixture
def listener() -> Iterator[LoopbackListener]:
    with LoopbackListener() as made:
        made.expect("s1")
        yield made


def visit(listener: LoopbackListener, target: str, *, host: str = "127.0.0.1", method: str = "GET") -> tuple[int, str]:
    connection = http.client.HTTPConnection(host, listener.port, timeout=5)
    connection.request(method, target)
    answer = connection.getresponse()
    text = answer.read().decode()
    assert answer.status == 501 or answer.headers["cache-control"] == "no-store"
    connection.close()
    return answer.status, text


def test_the_redirect_of_this_sign_in_is_taken_whole(
    listener: LoopbackListener, capfd: pytest.CaptureFixture[str]
) -> None:
    assert listener.redirect_uri == f"http://localhost:{listener.port}"
    status, text = visit(listener, "/?code=a%2Bb&state=s1&session_state=x")
    assert (status, "close this page" in text) == (200, True)
    assert listener.wait(seconds=5) == f"http://localhost:{listener.port}/?code=a%2Bb&state=s1&session_state=x"
    assert capfd.readouterr() == ("", "")


def test_other_visits_are_not_the_one_that_is_waited_for(listener: LoopbackListener) -> None:
    for target in ("/favicon.ico", "/?code=c", "/?code=c&state=other", "/elsewhere?code=c&state=s1", "/?state="):
        assert visit(listener, target)[0] == 404
    assert visit(listener, "/?code=c&state=s1", method="POST")[0] == 501
    assert visit(listener, "/?error=access_denied&state=s1")[0] == 200
    assert listener.wait(seconds=5).endswith("/?error=access_denied&state=s1")
    assert visit(listener, "/?code=late&state=s1")[0] == 404


def test_nothing_counts_before_it_is_known_what_to_expect() -> None:
    with LoopbackListener() as listener:
        assert visit(listener, "/?code=c&state=")[0] == 404


def test_a_browser_that_connects_in_advance_and_says_nothing_is_in_nobodys_way(listener: LoopbackListener) -> None:
    with socket.create_connection(("127.0.0.1", listener.port)):
        visit(listener, "/?code=c&state=s1")
        assert listener.wait(seconds=5)


def test_a_registered_path_and_port_are_kept() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with LoopbackListener(f"http://127.0.0.1:{port}/back") as listener:
        listener.expect("s1")
        assert listener.redirect_uri == f"http://127.0.0.1:{port}/back"
        assert visit(listener, "/?code=c&state=s1")[0] == 404
        assert visit(listener, "/back?code=c&state=s1")[0] == 200


def test_a_port_that_is_taken_is_told(listener: LoopbackListener) -> None:
    with pytest.raises(ConfigError, match=f"port {listener.port}"):
        LoopbackListener(f"http://localhost:{listener.port}")


def test_a_browser_that_never_comes_back_is_not_waited_for_without_end(listener: LoopbackListener) -> None:
    with pytest.raises(LoginRequired, match="no browser came back"):
        listener.wait(seconds=0)


def test_ctrl_c_ends_the_listening() -> None:
    before = threading.active_count()
    listener = LoopbackListener()

    def stopped() -> None:
        with listener:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()
    for thread in threading.enumerate():
        if thread is not threading.current_thread() and thread.name.startswith("Thread"):
            thread.join(1)
    assert threading.active_count() <= before
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", listener.port), timeout=1)
