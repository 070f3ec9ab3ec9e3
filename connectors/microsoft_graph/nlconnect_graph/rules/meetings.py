"""Meetings: who organises one calls it off, and who was invited answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from nlconnect.connector import Query, Record
from nlconnect.connector.rules import Answers, Finding
from nlconnect.connector.writer import Draft
from nlconnect_graph.rules.looking import one

ANSWERING = frozenset({"calendar.AcceptEvent", "calendar.DeclineEvent", "calendar.TentativelyAcceptEvent"})
CALLING_OFF = "calendar.CancelEvent"


class Meeting:
    """Graph: 400, without saying why."""

    name = "meeting"

    def questions(self, draft: Draft) -> Mapping[str, Query[Record]]:
        if draft.entity.qualified_name not in {*ANSWERING, CALLING_OFF}:
            return {}
        return {"event": one(draft, "calendar.Events", draft.parameters["event"], "is_organizer", "is_cancelled")}

    def findings(self, draft: Draft, answers: Answers) -> Iterable[Finding]:
        name = draft.entity.qualified_name
        for event in answers.get("event", ()):
            organises = getattr(event, "is_organizer", None)
            if organises is True and name in ANSWERING:
                text = "who organises a meeting cannot answer the invitation"
                yield Finding(self.name, text, "refuse", "Call it off with CancelEvent, or change it.")
            if organises is False and name == CALLING_OFF:
                text = "only who organises a meeting calls it off"
                yield Finding(self.name, text, "refuse", "Decline it with DeclineEvent.")
            if getattr(event, "is_cancelled", None) is True:
                yield Finding(self.name, "the meeting was called off already", "mind", "See that it is the right one.")
