"""The account (relatie) on the other side: the customer, or the supplier."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from nlconnect.connector import Query, Record
from nlconnect.connector.rules import Answers, Finding
from nlconnect.connector.writer import Draft
from nlconnect_exact.rules.entries import KINDS, EntryKind, given
from nlconnect_exact.rules.looking import code_of, one_of

CUSTOMER = "C"


class Party:
    """It is not blocked, and is a customer where something is sold and a supplier where something is bought."""

    name = "account"

    def questions(self, draft: Draft) -> Mapping[str, Query[Record]]:
        wanted = list(_parties(draft).values())
        if not wanted:
            return {}
        chosen = ("id", "blocked", "status", "is_sales", "is_supplier")
        return {"accounts": one_of(draft, "crm.Accounts", "id", wanted).select(*chosen)}

    def findings(self, draft: Draft, answers: Answers) -> Iterable[Finding]:
        kind = KINDS.get(draft.entity.qualified_name)
        if kind is None or "accounts" not in answers:
            return
        known = {code_of(row, "id"): row for row in answers["accounts"]}
        for field, key in _parties(draft).items():
            account = known.get(key)
            if account is None:
                text = f"{field} was not checked: no such account is shown to this login"
                yield Finding(self.name, text, "mind", "See that the account exists.")
                continue
            if getattr(account, "blocked", None):
                yield Finding(self.name, f"{field} is blocked", "refuse", "Unblock the account first, or take another.")
            if field == kind.party:
                yield from self._role(field, account, kind)

    def _role(self, field: str, account: Record, kind: EntryKind) -> Iterator[Finding]:
        """Exact: `Ongeldig: Leverancier (Type)`. What the answer leaves open is left to Exact."""
        if kind.trade == "P" and getattr(account, "is_supplier", None) is False:
            text = f"{field} is an account that is no supplier"
            yield Finding(self.name, text, "refuse", "Make the account a supplier first (is_supplier).")
        status = getattr(account, "status", None)
        if kind.trade == "S" and getattr(account, "is_sales", None) is False and status != CUSTOMER:
            text = f"{field} is an account that is no customer"
            yield Finding(self.name, text, "refuse", "Make the account a customer first (status, is_sales).")


def _parties(draft: Draft) -> dict[str, str]:
    """Keys of accounts by the field that names them."""
    kind = KINDS.get(draft.entity.qualified_name)
    if kind is None or kind.party is None:
        return {}
    found = {field: given(draft, field) for field in (kind.party, *kind.other_parties)}
    return {field: str(key).upper() for field, key in found.items() if key is not None}
