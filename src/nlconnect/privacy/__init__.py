"""Privacy tags for fields that nobody judged yet, and what is known of those somebody did."""

from __future__ import annotations

from nlconnect.privacy.suggesting import Suggester, own_suggester

__all__ = ["Suggester", "own_suggester"]
