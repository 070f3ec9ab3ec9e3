"""Work that a vendor takes up and does later, such as copying a folder: where to see how far it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol, runtime_checkable

from nlconnect.model.outcome import WrittenKey
from nlconnect.model.wire import Request, Response


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it is; the key is that of what was made, the reason that of a failure."""

    state: Literal["running", "done", "failed"]
    key: WrittenKey | None = None
    reason: str = ""


@runtime_checkable
class Watching(Protocol):
    """A writer of a system that does some work after its answer. Pure."""

    def watch_request(self, response: Response) -> Request | None:
        """Asks how far it is; None where nothing goes on after this answer.

        An address of the API itself is asked as every other is, and one elsewhere without a token.

        Raises ValueError where the answer does not say where to look, or names a host that is not the vendor's.
        """
        ...

    def progress(self, response: Response) -> Progress:
        """What it answers. Raises ValueError for what says nothing."""
        ...
