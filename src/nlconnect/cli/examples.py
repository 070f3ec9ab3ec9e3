"""Examples on help pages."""

from __future__ import annotations


def example(*lines: str) -> str:
    """The last part of a help page; the mark keeps its lines apart."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)
