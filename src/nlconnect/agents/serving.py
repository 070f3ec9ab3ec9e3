"""What a command needs to serve an agent."""

from __future__ import annotations

import os
import secrets
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field

from nlconnect.agents.toolbox import Json, Toolbox
from nlconnect.config import read_config
from nlconnect.errors import ConfigError

TOKEN_VARIABLE = "NLCONNECT_MCP_TOKEN"
"""Sets the token of the HTTP server, for clients that are set up beforehand."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a server listens, and the token to know there."""

    host: str
    port: int
    token: str = field(repr=False)

    @property
    def url(self) -> str:
        return f"http://{self.host}:{self.port}/mcp"


def toolbox_of(profiles: Sequence[str] | None, *, agent: str, purpose: str | None) -> Toolbox:
    """The verbs over profiles of the settings in use. Raises ConfigError where there are none."""
    config = read_config()
    if not config.profiles:
        raise ConfigError("there is no profile yet that an agent could use", hint="Make one: nlconnect profile add.")
    return Toolbox(profiles or None, agent=agent, purpose=purpose, config=config)


def pasted(profiles: Sequence[str], *, agent: str, purpose: str | None) -> Json:
    """The settings that desktop assistants read: which program to start, and where its settings file is."""
    program = shutil.which("nlconnect") or sys.argv[0]
    arguments = ["mcp", *profiles, "--agent", agent, *(["--purpose", purpose] if purpose else [])]
    path = read_config().path
    environment = {"NLCONNECT_CONFIG": str(path)} if path is not None else {}
    return {"mcpServers": {"nlconnect": {"command": program, "args": arguments, "env": environment}}}


def http_address(port: int) -> Place:
    """On loopback only; a free port for 0."""
    return Place("127.0.0.1", port or free_port(), os.environ.get(TOKEN_VARIABLE) or secrets.token_urlsafe(24))


def free_port() -> int:
    """A port of this machine that nobody listens on right now."""
    import socket

    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
    return port
