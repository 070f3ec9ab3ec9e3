"""To whom something may be sent for a purpose: where it names recipients, to them and to nobody else.

An agent may besides send to the parties of the document that it names; whoever serves the agent sees to that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fnmatch import fnmatchcase

from nlconnect.policy.purposes import Policy, Purpose
from nlconnect.policy.verdict import Verdict
from nlconnect.policy.wording import Said

RULE = "recipients"
_LETTER = r"[a-z0-9.#$&'*+/=?^_`{|}~-]"
"""Without the two by which old mail servers pass a letter on: `a%evil.test@acme.test`, `evil.test!a@acme.test`."""
PLAIN = re.compile(rf"{_LETTER}+@[a-z0-9-]+(\.[a-z0-9-]+)+", re.IGNORECASE | re.ASCII)
"""One address and nothing beside it: what a mail server reads as two must not pass as one. Letters beyond ASCII have
ways of their own to be the same and yet not: with them an address goes to another domain."""


def is_named(address: str, purpose: Purpose) -> bool:
    """Whether the purpose names this address; `*` in a name stands for anything."""
    if not PLAIN.fullmatch(address):
        return False
    return any(fnmatchcase(address.lower(), pattern.lower()) for pattern in purpose.recipients)


def stranger(policy: Policy | None, name: str, addresses: Sequence[str]) -> Verdict | None:
    """The refusal of a send to somebody whom the purpose does not name, where it names any."""
    purpose = policy.purposes.get(name) if policy is not None else None
    if policy is None or purpose is None or not purpose.recipients:
        return None
    strangers = sum(not is_named(address, purpose) for address in addresses)
    return Verdict.denied(RULE, _not_named(strangers, name), policy.language) if strangers else None


def _not_named(count: int, purpose: str) -> Said:
    whom = "a recipient of this is" if count == 1 else f"{count} recipients of this are"
    whom_nl = "een ontvanger hiervan wordt" if count == 1 else f"{count} ontvangers hiervan worden"
    return Said(
        f"{whom} nobody that the purpose names",
        f"Send it to those in recipients of [purposes.{purpose}], or add the address there.",
        f"{whom_nl} door het doel niet genoemd",
        f"Stuur het aan wie in recipients van [purposes.{purpose}] staat, of zet het adres daarbij.",
    )
