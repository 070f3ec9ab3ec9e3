"""What a command needs to serve an agent."""

from __future__ import annotations

import os
import secrets
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field

from nlconnect.agents.toolbox import Json, Toolbox
from nlconnect.config import McpSettings, read_config
from nlconnect.errors import ConfigError
from nlconnect.state.key import KEY_VARIABLE

TOKEN_VARIABLE = "NLCONNECT_MCP_TOKEN"
"""Sets the token of the HTTP server, for clients that are set up beforehand."""
PLACES = ("XDG_STATE_HOME", "XDG_CONFIG_HOME")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a server listens, and who may ask there: who knows the token, or with `guard` who has an issuer's."""

    host: str
    port: int
    token: str = field(repr=False)
    guard: McpSettings | None = None

    @property
    def url(self) -> str:
        return f"http://{self.host}:{self.port}/mcp"

    @property
    def opens_for(self) -> str:
        """Whom it lets in, for whoever starts it."""
        if self.guard is None:
            return f"with the token {self.token}"
        scopes = f" with the scope {' '.join(self.guard.scopes)}" if self.guard.scopes else ""
        return f"as {self.guard.resource}, for tokens of {self.guard.issuer}{scopes}"


def toolbox_of(profiles: Sequence[str] | None, *, agent: str, purpose: str | None) -> Toolbox:
    """The verbs over profiles of the settings in use. Raises ConfigError where there are none."""
    config = read_config()
    if not config.profiles:
        raise ConfigError("there is no profile yet that an agent could use", hint="Make one: nlconnect profile add.")
    return Toolbox(profiles or None, agent=agent, purpose=purpose, config=config)


def pasted(profiles: Sequence[str], *, agent: str, purpose: str | None) -> Json:
    """The settings that desktop assistants read: which program to start, and where it finds settings and sign-ins."""
    program = shutil.which("nlconnect") or sys.argv[0]
    arguments = ["mcp", *profiles, "--agent", agent, *(["--purpose", purpose] if purpose else [])]
    path = read_config().path
    environment = {"NLCONNECT_CONFIG": str(path)} if path is not None else {}
    # An assistant starts a program with few variables of its own, and these say where the sign-ins are kept.
    environment |= {name: os.environ[name] for name in PLACES if name in os.environ}
    return {"mcpServers": {"nlconnect": {"command": program, "args": arguments, "env": environment}}}


def lacking(profiles: Sequence[str]) -> list[str]:
    """The variables with secrets that these profiles read, and that nobody should paste anywhere unseen."""
    config = read_config()
    logins = [config.profile(name).login for name in (profiles or config.profiles)]
    secrets_ = [secret for login in logins for secret in (login.client_secret, *login.extra.values())]
    found = {str(secret).removeprefix("env:") for secret in secrets_ if str(secret).startswith("env:")}
    return sorted(found | ({KEY_VARIABLE} if os.environ.get(KEY_VARIABLE) else set()))


def http_address(port: int) -> Place:
    """On loopback only; a free port for 0."""
    token = os.environ.get(TOKEN_VARIABLE) or secrets.token_urlsafe(24)
    return Place("127.0.0.1", port or free_port(), token, read_config().settings.mcp)


def free_port() -> int:
    """A port of this machine that nobody listens on right now."""
    import socket

    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
    return port
