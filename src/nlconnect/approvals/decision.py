"""One person's yes or no to one plan, as a value that cannot be turned into another."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace

from nlconnect.approvals.keys import KeyFile, Vouched


@dataclass(frozen=True, slots=True)
class Decision:
    """It covers the digest of the plan, so it says nothing about a plan that was altered. Times: seconds since 1970."""

    plan: str
    digest: str
    approver: str
    granted: bool
    reason: str
    at: float
    expires_at: float
    signature: str = ""

    @property
    def message(self) -> bytes:
        """What is signed: all of it but the signature."""
        document = {**asdict(self), "signature": ""}
        return b"nlconnect decision\n" + json.dumps(document, sort_keys=True, separators=(",", ":")).encode()

    def is_by(self, approver: Vouched) -> bool:
        """Whether that person signed it as it stands."""
        return self.approver == approver.name and approver.verifies(self.message, self.signature)


def decided(decision: Decision, key: KeyFile, *, passphrase: str) -> Decision:
    """The same, signed. Raises PolicyRefused for a wrong passphrase."""
    return replace(decision, signature=key.sign(decision.message, passphrase=passphrase))
