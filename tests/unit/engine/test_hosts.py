"""Tokens go to the host of their login, encrypted, and nowhere else."""

from __future__ import annotations

import pytest

from nlconnect.engine.exchange import Exchange
from nlconnect.errors import ConfigError, ServerError
from nlconnect.model.wire import Request
from nlconnect.state import MemoryStore
from tests.unit.engine.scripted import BASE, ScriptedPort, answer, bench, shop


@pytest.mark.parametrize(
    "base_url",
    [
        "https://user:pass@shop.example",
        "https://shop.example@evil.example",
        "https://shop.example\\@evil.example",
        "http://shop.example",
        "http://127.0.0.1.evil.example",
        "ftp://shop.example",
        "shop.example",
        "",
        "https://[x",
    ],
)
def test_a_login_with_an_unsafe_address_sends_nothing(base_url: str) -> None:
    port = ScriptedPort(answer())
    with pytest.raises(ConfigError, match="base_url"):
        Exchange(shop(), base_url=base_url, app="app", port=port, store=MemoryStore(clock=port.clock))


@pytest.mark.parametrize("base_url", ["http://127.0.0.1:8750", "http://localhost:1", "http://[::1]:5", BASE])
def test_a_mock_on_this_machine_needs_no_encryption(base_url: str) -> None:
    port = ScriptedPort(answer())
    Exchange(shop(), base_url=base_url, app="app", port=port, store=MemoryStore(clock=port.clock))


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/orders",
        "http://shop.example/orders",
        "https://shop.example:444/orders",
        "https://shop.example.evil.example/orders",
        "https://shop.example@evil.example/orders",
        "https://evil.example@shop.example/orders",
        "https://evil.example\\@shop.example/orders",
        "https://shop.example\\.evil.example/orders",
        "//shop.example/orders",
        "/orders",
        "https:///orders",
        "https://shop.example:x/orders",
        "https://[shop.example/orders",
        "HTTPS://EVIL.EXAMPLE/orders",
        "https://shop.example\u3002evil.example/orders",
    ],
)
def test_a_link_to_any_other_place_gets_no_token(url: str) -> None:
    made = bench(answer())
    with pytest.raises(ServerError, match="another host") as caught:
        made.call(Request("GET", url))
    assert made.port.sent == []
    assert "evil" not in str(caught.value)


@pytest.mark.parametrize("url", [f"{BASE}:443/orders", "HTTPS://SHOP.EXAMPLE/orders"])
def test_the_own_host_in_other_words_is_the_own_host(url: str) -> None:
    assert bench(answer()).call(Request("GET", url)).status == 200


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_an_error_and_is_never_followed(status: int) -> None:
    made = bench(answer(status, location="https://evil.example/?name=Zoutelande"))
    with pytest.raises(ServerError) as caught:
        made.call()
    assert {request.url.partition("?")[0] for request in made.port.sent} == {f"{BASE}/orders"}
    assert "Zoutelande" not in str(caught.value)


@pytest.mark.parametrize("given", ["Jan Jansen", "a@b.example", "\x1b[31mred", "x" * 101, "é", "a b", ""])
def test_a_request_id_that_is_none_is_not_repeated(given: str) -> None:
    made = bench(answer(404, **{"request-id": given}))
    with pytest.raises(Exception, match="404") as caught:
        made.call()
    assert getattr(caught.value, "request_id", "") is None
    assert "(request" not in str(caught.value)
