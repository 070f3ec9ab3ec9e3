"""A person's yes to what an agent planned, signed with a key that no agent holds."""

from __future__ import annotations

from nlconnect.approvals.book import Book, Request, Standing
from nlconnect.approvals.decision import Decision, decided
from nlconnect.approvals.keys import KeyFile, Vouched, new_key

__all__ = ["Book", "Decision", "KeyFile", "Request", "Standing", "Vouched", "decided", "new_key"]
