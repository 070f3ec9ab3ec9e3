"""Privacy tags for fields that nobody judged yet, and what is known of those somebody did."""

from __future__ import annotations

from nlconnect.privacy.overview import TaggedField, TagSummary, flags_of, tag_summary, tagged_fields
from nlconnect.privacy.suggesting import Suggester, own_suggester

__all__ = ["Suggester", "TagSummary", "TaggedField", "flags_of", "own_suggester", "tag_summary", "tagged_fields"]
