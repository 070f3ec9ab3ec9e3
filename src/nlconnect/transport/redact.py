"""What the HTTP library logs of our requests: that something happened, never what was said."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

CORES = {"httpx": "httpcore", "httpx2": "httpcore2"}
"""The libraries' own libraries: at DEBUG they log every header of an answer, and what a broken answer began with."""
_LOGGERS = ("connection", "http11", "http2", "proxy", "socks")
_HARMLESS = ("connect_tcp.", "connect_unix_socket.", "start_tls.")
"""Events before anything was said: host, port and certificate trouble help people, and tell nothing."""

_ours: ContextVar[bool] = ContextVar("ours", default=False)


class _NameOnly(logging.Filter):
    """Leaves the name of an event and drops its details; other users of the library in this process keep theirs."""

    def filter(self, record: logging.LogRecord) -> bool:
        if _ours.get():
            event = record.getMessage()
            if not event.startswith(_HARMLESS):
                record.msg, record.args = event.partition(" ")[0], ()
                record.exc_info = record.exc_text = None
        return True


_NAME_ONLY = _NameOnly()


def quieten(library: str) -> None:
    """Have that library log names of events only while it works for us. Doing it again changes nothing."""
    for name in _LOGGERS:
        logging.getLogger(f"{CORES[library]}.{name}").addFilter(_NAME_ONLY)


@contextmanager
def unsaid() -> Iterator[None]:
    """While this lasts, what the library logs in this thread or task is about a request of ours."""
    token = _ours.set(True)
    try:
        yield
    finally:
        _ours.reset(token)
