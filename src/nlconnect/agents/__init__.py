"""What an agent may do: a few verbs over every system, masked, cut to size, and the same for every framework."""

from __future__ import annotations

from nlconnect.agents.toolbox import Answer, Tool, Toolbox

__all__ = ["Answer", "Tool", "Toolbox"]
