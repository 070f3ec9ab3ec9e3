"""A guard against real connections, for tests that must not depend on another machine."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

import pytest

_NAMES = frozenset({"", "localhost", "ip6-localhost"})


@contextmanager
def guarded() -> Iterator[None]:
    """Fail the test that looks up or connects to another machine; this machine may still be reached."""
    held = (
        mock.patch.object(socket.socket, "connect", _refusing(socket.socket.connect)),
        mock.patch.object(socket.socket, "connect_ex", _refusing(socket.socket.connect_ex)),
        mock.patch.object(socket, "getaddrinfo", _refusing_names(socket.getaddrinfo)),
    )
    with held[0], held[1], held[2]:
        yield


def _refusing(connect: Callable[..., Any]) -> Callable[..., Any]:
    def guard(self: socket.socket, address: Any, /) -> Any:
        if isinstance(address, tuple) and not _is_here(str(address[0])):
            _refuse(str(address[0]))
        return connect(self, address)

    return guard


def _refusing_names(look_up: Callable[..., Any]) -> Callable[..., Any]:
    def guard(host: Any, *rest: Any, **options: Any) -> Any:
        name = host.decode("idna") if isinstance(host, bytes) else host or ""
        if not _is_here(name):
            _refuse(name)
        return look_up(host, *rest, **options)

    return guard


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return host.lower() in _NAMES


def _refuse(host: str) -> None:
    """No `except Exception` of the code under test can swallow this."""
    pytest.fail(f"this test may not use the network, and it went to {host}")
