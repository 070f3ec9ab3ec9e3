"""An ASGI application that a mock delivers to, such as a receiver of webhooks: no socket."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor

from nlconnect.mock.messages import Errand

Application = Callable[..., Awaitable[None]]


def poster_to(app: Application) -> Callable[[Errand], int]:
    """What makes a mock's requests to this application; one that raises answered 500."""

    def post(errand: Errand) -> int:
        # In a thread of its own, since the test may be a coroutine itself.
        with ThreadPoolExecutor(max_workers=1) as thread:
            return thread.submit(asyncio.run, _status(app, errand)).result()

    return post


async def _status(app: Application, errand: Errand) -> int:
    import httpx

    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport) as client:
        answer = await client.post(errand.url, content=errand.content, headers=dict(errand.headers))
    return answer.status_code
