"""`demo`."""

from __future__ import annotations


def demo() -> None:
    """See it work: mock companies, sign-in, open items of three companies in one spreadsheet."""
