"""The rows of every entity, made from the shared Dutch data."""

from __future__ import annotations
