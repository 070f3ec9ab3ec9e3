"""`mcp`, `tools` and `agents`: what an assistant may use, and how a person stops it."""

from __future__ import annotations

from types import ModuleType
from typing import Annotated, Literal

import typer
from typer import Argument, Option

from nlconnect.cli.examples import example

Profiles = Annotated[
    list[str] | None, Argument(metavar="PROFILE...", help="The profiles that the agent may use; all when left out.")
]
AgentName = Annotated[str, Option("--agent", metavar="NAME", help="Its name in the audit trail.")]
Purpose = Annotated[str | None, Option(metavar="P", help="What this is for, in the audit trail.")]
WhichAgent = Annotated[str, Argument(metavar="NAME", help="One agent; all of them when left out.")]


def mcp(
    profiles: Profiles = None,
    *,
    agent: AgentName = "assistant",
    purpose: Purpose = None,
    http: Annotated[
        int | None, Option("--http", min=0, max=65535, metavar="PORT", help="Over HTTP on this machine; 0 finds one.")
    ] = None,
    setup: Annotated[bool, Option("--setup", help="Print what to paste into an assistant's settings.")] = False,
) -> None:
    """Serve an assistant over the Model Context Protocol.

    A few verbs, over standard input and output as a desktop assistant starts it. Without a policy it reads only and
    sees no personal data; with one it plans writes, and people approve them. Every question is in the audit trail.
    `nlconnect agents stop` stops it.
    """
    from nlconnect.agents.serving import http_address, lacking, pasted, toolbox_of
    from nlconnect.cli.outcome import say

    if setup:
        from nlconnect.cli.listing import show_json

        show_json(pasted(profiles or (), agent=agent, purpose=purpose))
        if names := lacking(profiles or ()):
            say(f"The assistant has to have these variables, too, which you add to env yourself: {', '.join(names)}.")
        return
    server = _server()
    with toolbox_of(profiles, agent=agent, purpose=purpose) as toolbox:
        if http is None:
            server.serve_pipes(toolbox)
            return
        place = http_address(http)
        say(f"Serving {place.url} {place.opens_for}. Ctrl-C ends it.")
        server.serve_http(toolbox, place)


def tools(
    profiles: Profiles = None,
    *,
    style: Annotated[
        Literal["openai", "anthropic", "json"], Option("--format", metavar="openai|anthropic|json", help="For whom.")
    ] = "json",
) -> None:
    """Print the verbs of `mcp` as function-calling schemas.

    For a framework without the Model Context Protocol: `nlconnect.agents.Toolbox` does what they say.
    """
    from nlconnect.agents.formats import exported
    from nlconnect.agents.serving import toolbox_of
    from nlconnect.cli.listing import show_json

    with toolbox_of(profiles, agent="assistant", purpose=None) as toolbox:
        show_json(exported(toolbox.tools(), style))


def _server() -> ModuleType:
    """The protocol's library is an extra, and heavy."""
    from nlconnect.errors import ConfigError

    try:
        from nlconnect.mcp import server
    except ImportError:
        raise ConfigError(
            "serving agents needs the library mcp", hint='Install it with: pip install "nlconnect[mcp]"'
        ) from None
    return server


def stop(name: WhichAgent = "*") -> None:
    """Stop an agent, or all: every question from now on is refused, in each process, until it is started again."""
    from nlconnect.agents.switch import open_switch
    from nlconnect.cli.outcome import say
    from nlconnect.config import read_config
    from nlconnect.transport.clock import SystemClock

    with open_switch(read_config()) as switch:
        switch.stop(name, now=SystemClock().now())
    say("All agents are stopped." if name == "*" else f"{name} is stopped.")


def start(name: WhichAgent = "*") -> None:
    """Let an agent go on. One that was stopped by name has to be started by name."""
    from nlconnect.agents.switch import open_switch
    from nlconnect.cli.outcome import say
    from nlconnect.config import read_config

    with open_switch(read_config()) as switch:
        switch.start(name)
        still = name != "*" and switch.stopped_since(name) is not None
    if still:
        say(f"{name} may go on once all agents may: nlconnect agents start")
    else:
        say("Agents may work." if name == "*" else f"{name} may work.")


app = typer.Typer(
    rich_markup_mode=None,
    no_args_is_help=True,
    help="Stop agents, and let them go on.",
    epilog=example("nlconnect agents stop", "nlconnect agents start assistant"),
)
app.command("stop", epilog=example("nlconnect agents stop", "nlconnect agents stop assistant"))(stop)
app.command("start", epilog=example("nlconnect agents start", "nlconnect agents start assistant"))(start)
