"""Several requests in one call, where a system takes them so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from nlconnect.model.wire import Request, Response


class Bundle(Protocol):
    """Puts requests into one. None where they are too much for one."""

    def __call__(self, requests: Sequence[Request], base_url: str, *, in_order: bool = False) -> Request | None:
        """`in_order` has each part wait for the one before, which it needs: after a failure the rest is not begun."""
        ...


@dataclass(frozen=True, slots=True)
class BatchSpec:
    """How requests are put into one, and its answer taken apart again. Pure functions.

    `write` gets requests, at most `size` of them, and the base address. `read` gives an answer for each of them in the
    same order, None for one that the vendor left out.
    """

    size: int
    write: Bundle
    read: Callable[[Response, Sequence[Request]], Sequence[Response | None]]
    takes_changes: bool = False
    """Also requests that change something, each of which happens or not by itself."""
    largest: int | None = None
    """Bytes of all contents together."""
    waited_in_vain: int | None = None
    """The status of a part that was not begun, since the one before it failed."""
