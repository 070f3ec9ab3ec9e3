"""A request and its response as values: what a dialect makes and reads, and a port carries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Protocol

_WEB_PAGE = re.compile(rb"\s*<(?:!doctype html|html)\b", re.IGNORECASE)
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"

NO_HEADERS: Mapping[str, str] = MappingProxyType({})


class Stream(Protocol):
    """A body that is made while it is sent, since it is too large for memory; it can be made again."""

    @property
    def size(self) -> int:
        """How many bytes it has in all."""
        ...

    def pieces(self) -> Iterator[bytes]:
        """All of it, from the beginning. Raises NlconnectError before the last piece where it cannot be made whole."""
        ...


@dataclass(frozen=True, slots=True)
class Request:
    """One HTTP request with an absolute URL, which may hold values people filter on and so stays out of the repr.

    Credentials are added by the engine, never by a dialect.
    """

    method: str
    url: str = field(repr=False)
    headers: Mapping[str, str] = field(default_factory=lambda: NO_HEADERS, repr=False)
    content: bytes | None = field(default=None, repr=False)
    stream: Stream | None = field(default=None, repr=False)
    """The body instead of `content`."""

    def with_headers(self, **headers: str) -> Request:
        """The same request with these headers added; `_` in a keyword stands for `-`."""
        added = {name.replace("_", "-"): value for name, value in headers.items()}
        return replace(self, headers={**self.headers, **added})


@dataclass(frozen=True, slots=True)
class Response:
    """One answer. Header names are lower case; times are seconds since 1970 by the port's clock."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    content: bytes = field(repr=False)
    url: str = field(repr=False)
    sent_at: float
    received_at: float

    @property
    def is_success(self) -> bool:
        return 200 <= self.status < 300

    @property
    def media_type(self) -> str:
        """The content type without parameters, lower case; empty when the server named none."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def is_web_page(self) -> bool:
        """A page for people: maintenance, a sign-in, or a gateway that is lost, whatever the status says."""
        start = self.content[:200].removeprefix(_BYTE_ORDER_MARK)
        return self.media_type in ("text/html", "application/xhtml+xml") or _WEB_PAGE.match(start) is not None
