"""What was done with whose data, in a log that shows when somebody changed it."""

from __future__ import annotations

from nlconnect.audit.chain import Head
from nlconnect.audit.log import AuditLog
from nlconnect.audit.memory import MemoryAudit
from nlconnect.audit.verification import Problem, Verification, verify

__all__ = ["AuditLog", "Head", "MemoryAudit", "Problem", "Verification", "verify"]
