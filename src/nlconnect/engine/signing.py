"""Signing in to one login, step by step, for whoever talks to the person: a command, a page, a test."""

from __future__ import annotations

from collections.abc import Coroutine
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

if TYPE_CHECKING:
    from nlconnect.auth import Invitation, SignInStatus
    from nlconnect.config import Config, Login

T = TypeVar("T")


class SignIn:
    """Begin, show the person what the invitation says, and finish with what they bring back.

    `transport` (of the HTTP library) replaces the network, for tests.
    """

    def __init__(self, login: str | Login, *, config: Config | None = None, transport: object | None = None) -> None:
        from nlconnect.config import Profile, read_config
        from nlconnect.engine.opening import Opening
        from nlconnect.transport.blocking import BlockingPort

        config = config or read_config()
        named = config.login(login) if isinstance(login, str) else login
        opened = Opening(Profile(name=named.name, login=named), config=config)
        self.app = opened.app
        self._session, self._keeper = opened.signed(BlockingPort(opened.http, transport=transport))

    def begin(self, *, redirect_uri: str | None = None) -> Invitation:
        """What a person has to do. `redirect_uri` replaces the registered one, where a listener waits on this machine.

        Raises ConfigError, as for a missing client id, and AuthError.
        """
        return _run(self._keeper.begin_login(redirect_uri=redirect_uri))

    def finish(self, answer: str = "") -> None:
        """Take what the person brings: the whole address the browser was sent to, or a code that was mailed.

        Waits for an approval on another device, and asks for the app's own token. Raises AuthError.
        """
        _run(self._keeper.finish_login(answer))

    def status(self) -> SignInStatus:
        """Signed in since when, and until when without use."""
        return _run(self._keeper.status())

    def close(self) -> None:
        """Close connections and the store."""
        _run(self._session.close())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _run(work: Coroutine[Any, Any, T]) -> T:
    from nlconnect.transport.blocking import run_blocking

    return run_blocking(work)
