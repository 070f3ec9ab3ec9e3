"""What outlives a process: tokens, budgets, cursors and the heads of the audit log, behind one URL."""

from __future__ import annotations

from nlconnect.state.held import Held, KeptStore
from nlconnect.state.keeping import KEPT, Keeping, keeping_of
from nlconnect.state.key import Key, find_key
from nlconnect.state.locks import exclusive
from nlconnect.state.memory import MemoryStore
from nlconnect.state.opening import open_store
from nlconnect.state.place import default_state_url, state_folder

__all__ = [
    "KEPT",
    "Held",
    "Keeping",
    "KeptStore",
    "Key",
    "MemoryStore",
    "default_state_url",
    "exclusive",
    "find_key",
    "keeping_of",
    "open_store",
    "state_folder",
]
