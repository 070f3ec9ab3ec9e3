"""Users and groups that come from a directory on the premises: most of what they are is written there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from nlconnect.connector import Query, Record
from nlconnect.connector.rules import Answers, Finding
from nlconnect.connector.writer import Draft
from nlconnect_graph.rules.looking import group, key_of, names_of, one

KINDS = frozenset({"directory.Groups", "directory.Users"})
OF_THE_CLOUD = frozenset(
    "usage_location preferred_data_location custom_security_attributes password_profile password_policies about_me "
    "birthday hire_date interests my_site past_projects preferred_name responsibilities schools skills "
    "mailbox_settings on_premises_immutable_id".split()
)
"""What is written here all the same, after the documentation; untried against a tenant."""


class SynchronisedDirectory:
    """Graph: `onPremisesSyncEnabled` makes most fields read-only, which it says without naming one."""

    name = "synchronised directory"

    def questions(self, draft: Draft) -> Mapping[str, Query[Record]]:
        key = key_of(draft)
        if draft.entity.qualified_name not in KINDS or key is None or not _kept_elsewhere(draft):
            return {}
        if draft.entity.qualified_name == "directory.Groups":
            return {"record": group(draft, key)}
        return {"record": one(draft, draft.entity.qualified_name, key, "on_premises_sync_enabled")}

    def findings(self, draft: Draft, answers: Answers) -> Iterable[Finding]:
        for record in answers.get("record", ()):
            if getattr(record, "on_premises_sync_enabled", None) is True:
                what = "it" if draft.verb == "delete" else ", ".join(_kept_elsewhere(draft))
                text = f"{what} is written in the directory on the premises, from which this comes"
                yield Finding(
                    self.name, text, "refuse", "Change it there; it comes here with the next synchronisation."
                )


def _kept_elsewhere(draft: Draft) -> list[str]:
    """What of the change is not written in the cloud."""
    if draft.verb == "delete":
        return ["it"]
    return [name for name in names_of(draft) if name not in OF_THE_CLOUD]
