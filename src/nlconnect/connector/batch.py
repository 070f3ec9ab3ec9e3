"""Several requests in one call, where a system takes them so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from nlconnect.model.wire import Request, Response


@dataclass(frozen=True, slots=True)
class BatchSpec:
    """How requests are put into one, and its answer taken apart again. Pure functions.

    `write` gets requests, at most `size` of them, and the base address; None where they are too much for one. `read`
    gives an answer for each of them in the same order, None for one that the vendor left out.
    """

    size: int
    write: Callable[[Sequence[Request], str], Request | None]
    read: Callable[[Response, Sequence[Request]], Sequence[Response | None]]
