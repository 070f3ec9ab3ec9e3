"""The receiver: a plain ASGI application, to be mounted anywhere. What it answers holds nothing of what it was sent."""

from __future__ import annotations

import asyncio
import inspect
import logging
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from nlconnect.connector.notices import Delivery, Notice, Notices, Refusal, Trial
from nlconnect.errors import ConfigError
from nlconnect.webhooks.seen import OLDEST_SECONDS, Seen

if TYPE_CHECKING:
    from pydantic import SecretStr

    from nlconnect.config import Config, Profile
    from nlconnect.model.ports import Clock, Store

MOST_BYTES = 1024 * 1024
LONGEST_NUMBER = 20
OnNotice = Callable[[Notice], Awaitable[None] | None]
Message = MutableMapping[str, object]
Receive = Callable[[], Awaitable[Mapping[str, object]]]
Send = Callable[[Message], Awaitable[None]]

log = logging.getLogger("nlconnect.webhooks")


def receiver(
    profile: str | Profile,
    *,
    secret: str,
    on_notice: OnNotice,
    config: Config | None = None,
    store: Store | None = None,
    clock: Clock | None = None,
) -> Receiver:
    """An ASGI application that gives each proven notice to `on_notice`, once, before it answers.

    `secret` is `env:NAME`, `keyring:NAME`, `file:PATH` or the secret itself: Exact's webhook secret, AFAS's password
    of the webhook, Graph's client state. `on_notice` has to be quick, since AFAS waits two seconds and Graph three;
    where it raises, the system is asked to come again. Raises ConfigError.
    """
    from nlconnect.config import Secret
    from nlconnect.engine.opening import Opening
    from nlconnect.state import open_store
    from nlconnect.transport.clock import SystemClock

    opening = Opening(profile, config=config, store=store)
    system = opening.connector
    if system.notices is None:
        raise ConfigError(f"{system.title} tells nothing by itself", hint="Ask it what changed: `sync()`.")
    revealed = Secret(secret).reveal()
    if not revealed.get_secret_value():
        raise ConfigError("the secret of a webhook is empty, so anybody could sign with it")
    clock = clock or SystemClock()
    if store is None:
        store = open_store(opening.state_url, key=None, clock=clock)
    return Receiver(system.notices, secret=revealed, on_notice=on_notice, seen=Seen(system.name, store, clock))


@dataclass(frozen=True, slots=True)
class Receiver:
    """What `receiver` makes."""

    notices: Notices = field(repr=False)
    secret: SecretStr = field(repr=False, kw_only=True)
    on_notice: OnNotice = field(repr=False, kw_only=True)
    seen: Seen = field(repr=False, kw_only=True)

    async def __call__(self, scope: Mapping[str, object], receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await _live(receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, send)
        else:
            raise ValueError("a receiver of webhooks speaks HTTP only")

    async def _answer(self, scope: Mapping[str, object], receive: Receive, send: Send) -> None:
        if scope["method"] != "POST":
            return await _respond(send, 405)
        headers = _headers(scope)
        content = await _content(headers, receive)
        if content is None:
            return await _respond(send, 413)
        query = scope.get("query_string", b"")
        delivery = Delivery(content, headers, query.decode("latin-1") if isinstance(query, bytes) else "")
        told = self.notices.read(delivery, secret=self.secret.get_secret_value())
        if isinstance(told, Trial):
            return await _respond(send, 200, told.content)
        if isinstance(told, Refusal):
            log.warning("refused a call from outside: %s", told.reason)
            return await _respond(send, 400 if told.reason == "malformed" else 401)
        try:
            statuses = [await self._take(notice) for notice in told]
        except Exception:
            await _respond(send, 500)
            raise
        return await _respond(send, max(statuses))

    async def _take(self, notice: Notice) -> int:
        """Hand one notice over, unless it was; 503 asks for another delivery, since nobody knows yet how this ends."""
        if notice.at is not None and self.seen.clock.now() - notice.at.timestamp() > OLDEST_SECONDS:
            log.warning("refused a call from outside: too old")
            return 400
        if notice.id is None:
            await self._hand_over(notice)
            return 200
        claim = await asyncio.to_thread(self.seen.claim, notice.id)
        if claim != "new":
            return 200 if claim == "done" else 503
        try:
            await self._hand_over(notice)
        except BaseException:
            self.seen.release(notice.id)
            raise
        await asyncio.to_thread(self.seen.settle, notice.id)
        return 200

    async def _hand_over(self, notice: Notice) -> None:
        """A plain function works in a thread of its own, so that the others are heard meanwhile."""
        if inspect.iscoroutinefunction(self.on_notice):
            await self.on_notice(notice)
            return
        result = await asyncio.to_thread(self.on_notice, notice)
        if result is not None and inspect.isawaitable(result):
            await result


def _headers(scope: Mapping[str, object]) -> dict[str, str]:
    pairs = scope.get("headers", ())
    assert isinstance(pairs, list | tuple)
    return {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in pairs}


async def _content(headers: Mapping[str, str], receive: Receive) -> bytes | None:
    """The body, or None where it is too large or never came whole; no more than that is ever held."""
    length = headers.get("content-length", "0")
    if not length.isdecimal() or len(length) > LONGEST_NUMBER or int(length) > MOST_BYTES:
        return None
    content = bytearray()
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return None
        part = message.get("body", b"")
        assert isinstance(part, bytes)
        content += part
        if len(content) > MOST_BYTES:
            return None
        if not message.get("more_body", False):
            return bytes(content)


async def _respond(send: Send, status: int, content: bytes = b"") -> None:
    """Plain text that no browser takes for a page: a token that is given back comes from whoever asks."""
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(content)).encode()),
        (b"x-content-type-options", b"nosniff"),
        (b"cache-control", b"no-store"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": content})


async def _live(receive: Receive, send: Send) -> None:
    """Start and stop with the server: there is nothing to do at either."""
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return
