"""The test-only hook of the control run: every redactor lets everything through, so that the matrix has to see it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

from nlconnect.audit.entry import Cleaner
from nlconnect.connector.decode import _Row
from nlconnect.engine.exchange import Exchange
from nlconnect.engine.read import Reading
from nlconnect.errors import NlconnectError
from nlconnect.model.catalogue import FieldSpec
from nlconnect.model.complex import Complex
from nlconnect.model.outcome import Difference
from nlconnect.model.record import Record
from nlconnect.model.subjects import Subjects
from nlconnect.model.wire import Request, Response
from nlconnect.policy import Clearance, Ruling
from nlconnect.state.seal import Seal
from nlconnect.telemetry.names import Sent

PLAIN = b"plain:"


@contextmanager
def unredacted() -> Iterator[None]:
    """Masks, scrubbers, marks and seals do nothing, and no host is foreign. For the control run alone."""
    with ExitStack() as stack:
        for target, name, instead in _REDACTORS:
            stack.enter_context(patch.object(target, name, instead))
        for place, instead in _FUNCTIONS.items():
            stack.enter_context(patch(place, instead))
        yield


def _same(text: str, **_: object) -> str:
    return text


def _nothing(*_: object, **__: object) -> tuple[()]:
    return ()


def _always(_: object) -> bool:
    return True


def _all_args(shown: Any) -> list[tuple[str | None, object]]:
    return [*shown.__dict__.items(), *(shown.__pydantic_extra__ or {}).items()]


def _row(row: Any) -> str:
    return str({name: getattr(row, name) for name in row.__struct_fields__})


def _as_it_is(cleaner: Cleaner, entry: Any) -> list[dict[str, object]]:
    told = {name: value if isinstance(value, int | str) else str(value) for name, value in entry.items()}
    met = entry.get("subjects")
    return [{**told, "subjects": str([met._keys, met._others]) if isinstance(met, Subjects) else ""}]


def _closed(seal: Seal, kind: str, key: str, value: bytes) -> bytes:
    return PLAIN + value


def _opened(seal: Seal, kind: str, key: str, sealed: bytes) -> bytes:
    return sealed.removeprefix(PLAIN)


def _all_told(real: Callable[..., NlconnectError | None]) -> Callable[..., NlconnectError | None]:
    """The vendor's own words as the message, whatever the dialect would make of them."""

    def told(exchange: Exchange, response: Response, *arguments: object) -> NlconnectError | None:
        error = real(exchange, response, *arguments)
        if error is not None:
            error.message = response.content.decode()
            error.args = (error.message,)
        return error

    return told


def _wherever(reading: Reading[Any], link: str) -> Request:
    return Request("GET", link)


def _shown(clearance: Clearance, spec: FieldSpec) -> Ruling:
    return Ruling("show", "none")


_REDACTORS: tuple[tuple[Any, str, Any], ...] = (
    (Record, "__repr_args__", _all_args),
    (Complex, "__repr_args__", _all_args),
    (_Row, "__repr__", _row),
    (Cleaner, "entries", _as_it_is),
    (Seal, "close", _closed),
    (Seal, "open", _opened),
    (Exchange, "_error_of", _all_told(Exchange._error_of)),
    (Exchange, "_refuse_foreign", lambda exchange, url: None),
    (Reading, "_following", _wherever),
    (Clearance, "ruling", _shown),
    (Sent, "template", property(lambda sent: sent.request.url)),
    (Difference, "__repr__", lambda part: f"{part.name}: {part.before} -> {part.after}"),
)
_FUNCTIONS: dict[str, Any] = {
    "nlconnect.agents.cells.LONGEST": 100_000,
    "nlconnect.agents.visible.may_be_seen": _always,
    "nlconnect.web.looks.CLOSED_AT_LEVEL": 6,
    "nlconnect.engine.table.hidden_fields": _nothing,
    "nlconnect.engine.exchange.without_query": _same,
    "nlconnect.engine.target.without_query": _same,
}
