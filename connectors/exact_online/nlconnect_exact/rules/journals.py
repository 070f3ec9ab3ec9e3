"""The journal (dagboek): it exists, takes entries, and is of the type that the entry needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from nlconnect.connector import Query, Record
from nlconnect.connector.rules import Answers, Finding
from nlconnect.connector.writer import Draft
from nlconnect_exact.rules.entries import KINDS, code
from nlconnect_exact.rules.looking import code_of, journals


class Journal:
    """A sales entry goes into a sales journal, and so on."""

    name = "journal"

    def questions(self, draft: Draft) -> Mapping[str, Query[Record]]:
        kind = KINDS.get(draft.entity.qualified_name)
        return {"journals": journals(draft)} if kind is not None and code(draft, kind.journal) else {}

    def findings(self, draft: Draft, answers: Answers) -> Iterable[Finding]:
        kind = KINDS.get(draft.entity.qualified_name)
        if kind is None or "journals" not in answers:
            return
        field = kind.journal
        if not answers["journals"]:
            text = f"{field} was not checked: no journal is shown to this login"
            yield Finding(self.name, text, "mind", "See that the login may read journals.")
            return
        wanted = code(draft, field)
        journal = next((row for row in answers["journals"] if code_of(row) == wanted), None)
        if journal is None:
            yield Finding(self.name, f"{field} is no journal of this company", "refuse", "Give the code of a journal.")
            return
        if getattr(journal, "is_blocked", None):
            yield Finding(self.name, f"{field} is blocked", "refuse", "Take another journal, or unblock this one.")
        type_ = getattr(journal, "type", None)
        if type_ is not None and int(type_) not in kind.journal_types:
            text = f"{field} is of a type that does not take {kind.title}"
            yield Finding(self.name, text, "refuse", f"Take a journal that is made for {kind.title}.")
        currency, own = code(draft, "currency"), code_of(journal, "currency")
        is_tied = getattr(journal, "allow_variable_currency", None) is False
        if currency and own and currency != own and is_tied:
            text = "currency is another than the journal's, which takes its own only"
            yield Finding(self.name, text, "mind", "Take a journal of that currency, or one that allows others.")
