"""The same mock in three places: inside an HTTP library, on a respx router, and behind a real socket."""

from __future__ import annotations
