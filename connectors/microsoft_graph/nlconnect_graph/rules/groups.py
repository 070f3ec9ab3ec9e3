"""Groups whose members nobody links by hand: those by a rule, and those that Exchange keeps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from nlconnect.connector import Query, Record
from nlconnect.connector.rules import Answers, Finding
from nlconnect.connector.writer import Draft
from nlconnect.model.change import LINKS
from nlconnect_graph.rules.looking import group, key_of, names_of

BY_RULE, UNIFIED = "DynamicMembership", "Unified"


class GroupMembership:
    """Graph refuses both with a text that speaks of something else."""

    name = "group membership"

    def questions(self, draft: Draft) -> Mapping[str, Query[Record]]:
        key = key_of(draft)
        if draft.entity.qualified_name != "directory.Groups" or draft.verb not in LINKS or key is None:
            return {}
        return {"group": group(draft, key)}

    def findings(self, draft: Draft, answers: Answers) -> Iterable[Finding]:
        for found in answers.get("group", ()):
            kinds = getattr(found, "group_types", None) or ()
            if BY_RULE in kinds and "members" in names_of(draft):
                text = "members of this group come from its rule"
                yield Finding(self.name, text, "refuse", "Change the rule of the group, or what it goes by.")
            if getattr(found, "mail_enabled", None) is True and UNIFIED not in kinds:
                text = "this group is a distribution list or a security group with mail, which Exchange keeps"
                yield Finding(self.name, text, "refuse", "Change it in the admin centre of Exchange.")
