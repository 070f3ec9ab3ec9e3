"""The verbs as other frameworks want functions described."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from nlconnect.agents.toolbox import Json, Tool

Format = Literal["openai", "anthropic", "json"]


def exported(tools: Sequence[Tool], style: Format) -> list[Json]:
    """`openai`: function tools of the Responses API; `anthropic`: tools of the Messages API; `json`: both schemas."""
    if style == "openai":
        return [
            {
                "type": "function",
                "name": tool.name,
                "description": tool.description,
                "parameters": tool.input_schema,
                "strict": False,
            }
            for tool in tools
        ]
    if style == "anthropic":
        return [
            {"name": tool.name, "description": tool.description, "input_schema": tool.input_schema} for tool in tools
        ]
    return [
        {
            "name": tool.name,
            "description": tool.description,
            "input_schema": tool.input_schema,
            "output_schema": tool.output_schema,
        }
        for tool in tools
    ]
