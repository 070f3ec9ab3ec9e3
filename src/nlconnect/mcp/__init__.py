"""The verbs of `nlconnect.agents` over the Model Context Protocol."""
