"""Privacy tags for fields that nobody judged yet, what is known of those somebody did, and detectors for free text."""

from __future__ import annotations

from nlconnect.detection import Finding, KnownEntities, findings, level_of_text
from nlconnect.privacy.judging import Judge, Proposal, own_judge
from nlconnect.privacy.knowing import Knowledge
from nlconnect.privacy.overview import TaggedField, TagSummary, flags_of, tag_summary, tagged_fields
from nlconnect.privacy.suggesting import Suggester, own_suggester

__all__ = [
    "Finding",
    "Judge",
    "Knowledge",
    "KnownEntities",
    "Proposal",
    "Suggester",
    "TagSummary",
    "TaggedField",
    "findings",
    "flags_of",
    "level_of_text",
    "own_judge",
    "own_suggester",
    "tag_summary",
    "tagged_fields",
]
