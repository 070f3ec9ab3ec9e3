"""The text of a file that somebody else made. Nothing in it is carried out, expanded or fetched.

What comes out is text anybody may have written: give it to people, to detectors, and never to whatever takes orders.
"""

from __future__ import annotations

from nlconnect.documents.text import KINDS, MOST_BYTES, MOST_CHARACTERS, text_of

__all__ = ["KINDS", "MOST_BYTES", "MOST_CHARACTERS", "text_of"]
