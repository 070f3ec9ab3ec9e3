"""How a vendor writes its answers, as a value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WireFormat:
    """How a vendor writes a page: where rows, next link and total stand, and how a moment is written.

    `rows` are alternatives, the usual one first; `one` is where the record of a key look-up stands. `day` and `moment`
    raise ValueError for text they cannot read. `nested_elsewhere` is where the link stands of a collection that was
    asked for and yet not sent along. `omits_empty`: what has no value may be left out of a row. `mend` makes JSON of
    a page that is none, where a vendor is known to send such.
    """

    rows: tuple[Path, ...]
    next: Path
    total: Path
    one: Path
    day: Callable[[str], date]
    moment: Callable[[str], datetime]
    metadata: tuple[str, ...] = ()
    nested_rows: Path = ()
    nested_next: Path = ()
    nested_elsewhere: Path = ()
    omits_empty: bool = False
    mend: Callable[[bytes], bytes] | None = None
    etag: tuple[str, ...] = ()
    """Under which names a record tells its version; the first that is there counts."""
