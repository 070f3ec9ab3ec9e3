"""Where systems tell what happened: an ASGI application that believes only what is proven."""

from __future__ import annotations

from nlconnect.connector.notices import Notice
from nlconnect.webhooks.receiving import Receiver, receiver

__all__ = ["Notice", "Receiver", "receiver"]
