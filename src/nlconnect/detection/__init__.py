"""What stands in a text: Dutch identifiers, words about health, people who are known, and what own detectors find."""

from __future__ import annotations

from nlconnect.detection.detectors import Finding, findings, level_of_text, side_by_side, without_overlaps
from nlconnect.detection.installed import GROUP, Detector, detectors_named, found
from nlconnect.detection.known import KnownEntities

__all__ = [
    "GROUP",
    "Detector",
    "Finding",
    "KnownEntities",
    "detectors_named",
    "findings",
    "found",
    "level_of_text",
    "side_by_side",
    "without_overlaps",
]
