"""A file that was fetched to disk, and what happens to one that is in the way of another."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal


@dataclass(frozen=True, slots=True)
class Download:
    """Where a file lies now, how large it is (bytes), and what the vendor says it is; its name may be personal."""

    path: Path
    size: int
    media_type: str | None = None
    resumed: bool = False
    """Part of it was there already, from a try that was cut off."""


ConflictRule = Literal["fail", "replace", "rename"]
"""What happens where there is a file of that name already; `rename` lets the vendor find another name."""
