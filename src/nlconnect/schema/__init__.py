"""A customer's own schema as a package: what was found live, written, and compared with what is known."""

from __future__ import annotations
