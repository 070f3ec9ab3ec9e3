"""Membership numbers of a trade union: which union somebody is a member of falls under article 9."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlconnect.detection import Finding, found

NUMBER = re.compile(r"\b(?:FNV|CNV)[ -]?\d{6,8}\b")


class MembershipNumbers:
    """Finds `FNV 1234567` and the like."""

    def findings(self, text: str, *, name: str = "") -> Iterator[Finding]:
        """Where they stand in the text; `name` is that of the field."""
        for match in NUMBER.finditer(text):
            yield found("user.workplace.trade_union", *match.span())
