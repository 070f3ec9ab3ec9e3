"""`web`: the approvals page, on this machine."""

from __future__ import annotations

from types import ModuleType
from typing import Annotated, Literal

from typer import Option


def web(
    *,
    port: Annotated[int, Option(min=0, max=65535, metavar="PORT", help="0 finds a free one.")] = 0,
    language: Annotated[Literal["nl", "en"], Option("--lang", metavar="nl|en", help="Of the page.")] = "nl",
) -> None:
    """Serve the page of approvals, budgets and what agents did.

    It prints an address with a key in it: open that in a browser on this machine. Ctrl-C ends it.
    """
    from collections import deque

    from nlconnect.agents.serving import free_port
    from nlconnect.agents.switch import store_of
    from nlconnect.approvals.keys import default_folder
    from nlconnect.cli.trail import open_log
    from nlconnect.config import policy_file, read_config
    from nlconnect.policy import read_policy
    from nlconnect.transport.clock import SystemClock

    app = _app()
    from nlconnect.web.overview import SHOWN, links

    config = read_config()
    store, clock, place = store_of(config), SystemClock(), port or free_port()

    def newest() -> list[dict[str, object]]:
        with open_log() as log:
            return [dict(entry) for entry in deque(log.read(), maxlen=SHOWN)][::-1]

    path = policy_file(config)
    policy = None if path is None else read_policy(path)
    desk = app.Desk(store, clock, default_folder(), app.Door(), language, newest, policy, lambda: links(read_config()))
    print(f"http://127.0.0.1:{place}/?key={desk.door.key}", flush=True)
    try:
        app.serve(desk, port=place)
    finally:
        store.close()


def _app() -> ModuleType:
    """The page's libraries are an extra, and heavy."""
    from nlconnect.errors import ConfigError

    try:
        from nlconnect.web import app
    except ImportError:
        raise ConfigError(
            "the page needs some libraries", hint='Install them with: pip install "nlconnect[web]"'
        ) from None
    return app
