"""The currency of an entry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from nlconnect.connector import Query, Record
from nlconnect.connector.rules import Answers, Finding
from nlconnect.connector.writer import Draft
from nlconnect_exact.rules.entries import KINDS, code
from nlconnect_exact.rules.looking import code_of, currencies


class Currency:
    """The company knows it."""

    name = "currency"

    def questions(self, draft: Draft) -> Mapping[str, Query[Record]]:
        asks = draft.entity.qualified_name in KINDS and code(draft, "currency")
        return {"currencies": currencies(draft)} if asks else {}

    def findings(self, draft: Draft, answers: Answers) -> Iterable[Finding]:
        if "currencies" not in answers:
            return
        known = {code_of(row) for row in answers["currencies"]}
        if not known:
            text = "currency was not checked: no currency is shown to this login"
            yield Finding(self.name, text, "mind", "See that the login may read currencies.")
        elif code(draft, "currency") not in known:
            yield Finding(
                self.name, "currency is not known in this company", "refuse", "Give its ISO code, or add it in Exact."
            )
