"""What a mock is asked and what it answers, as values that every mount understands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal
from urllib.parse import parse_qsl, urlsplit

import msgspec

from nlconnect.model.wire import NO_HEADERS, Request

JSON = "application/json"
_encode = msgspec.json.Encoder(decimal_format="number").encode


@dataclass(frozen=True)
class Asked:
    """A request taken apart. Header names are lower case; a repeated query parameter keeps its first value."""

    method: str
    url: str
    headers: Mapping[str, str]
    content: bytes

    @classmethod
    def of(cls, request: Request) -> Asked:
        lowered = {name.lower(): value for name, value in request.headers.items()}
        return cls(request.method.upper(), request.url, lowered, request.content or b"")

    @cached_property
    def origin(self) -> str:
        """Scheme and host, without a slash at the end."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}"

    @cached_property
    def host(self) -> str:
        """The host without its port."""
        return urlsplit(self.url).hostname or ""

    @cached_property
    def path(self) -> str:
        """The path as it was sent, still percent-encoded."""
        return urlsplit(self.url).path

    @cached_property
    def query(self) -> str:
        return urlsplit(self.url).query

    @cached_property
    def parameters(self) -> Mapping[str, str]:
        return first_values(self.query)

    @cached_property
    def form(self) -> Mapping[str, str]:
        """The body read as a form."""
        return first_values(self.content.decode("utf-8", "replace"))

    def header(self, name: str) -> str:
        return self.headers.get(name, "")


def first_values(text: str) -> Mapping[str, str]:
    values: dict[str, str] = {}
    for name, value in parse_qsl(text, keep_blank_values=True):
        values.setdefault(name, value)
    return values


@dataclass(frozen=True, slots=True)
class Cut:
    """The connection breaks: before any answer (`after` None), or when that many bytes of the body have left."""

    after: int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back, and how: held back for `wait` seconds, and possibly cut."""

    status: int
    content: bytes = field(default=b"", repr=False)
    headers: Mapping[str, str] = field(default_factory=lambda: NO_HEADERS, repr=False)
    wait: float = 0.0
    cut: Cut | None = None

    def with_headers(self, headers: Mapping[str, str]) -> Answer:
        return replace(self, headers={**self.headers, **headers}) if headers else self


@dataclass(frozen=True, slots=True)
class Errand:
    """A request the mount has to make first; `then` turns the status it got (0: no answer) into the answer."""

    method: Literal["POST"]
    url: str
    content: bytes
    headers: Mapping[str, str]
    then: Callable[[int], Answer] = field(repr=False)
    seconds: float = 5.0
    """How long the address may take to answer."""


def json_answer(status: int, document: object, *, content_type: str = JSON, **headers: str) -> Answer:
    """An answer with a JSON body; decimals go out as numbers, `_` in a header keyword stands for `-`."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(status, _encode(document), {"content-type": content_type, **named})


def text_answer(status: int, text: str, *, content_type: str = "text/plain;charset=utf-8", **headers: str) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(status, text.encode(), {"content-type": content_type, **named})


def html_answer(status: int, title: str, body: str, **headers: str) -> Answer:
    page = f"<html><head><title>{title}</title></head><body>\r\n{body}\r\n</body></html>\r\n"
    return text_answer(status, page, content_type="text/html; charset=utf-8", **headers)
