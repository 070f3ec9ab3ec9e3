"""What is looked at in Microsoft 365 before a write is planned: what the tenant would refuse, or tell too late."""

from __future__ import annotations

from nlconnect.connector.rules import Rule
from nlconnect_graph.rules.groups import GroupMembership
from nlconnect_graph.rules.licences import Licence
from nlconnect_graph.rules.meetings import Meeting
from nlconnect_graph.rules.recipients import Recipient
from nlconnect_graph.rules.synchronised import SynchronisedDirectory

RULES: tuple[Rule, ...] = (SynchronisedDirectory(), GroupMembership(), Licence(), Meeting(), Recipient())
