"""The examples of `examples/`, run against mocks in this process, by people, by agents and by processes that die."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from nlconnect.client import Connection
from nlconnect.testing import SignedInMock

EXAMPLES = Path(__file__).parents[2] / "examples"


class Died(BaseException):
    """The process is gone; what it would have done from here on does not happen."""


def example(name: str, mocks: Mapping[str, SignedInMock]) -> ModuleType:
    """The script, connected to these mocks by profile and under the policy beside it."""
    spec = importlib.util.spec_from_file_location(name, EXAMPLES / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    policy = EXAMPLES / f"{name}.toml"
    for mock in mocks.values():
        mock.policy = policy if policy.exists() else None
    module.connect = lambda profile, **options: mocks[profile].connect(**options)  # type: ignore[attr-defined]  # its own
    return module


def dying(mock: SignedInMock, module: ModuleType, profile: str, *, at: int, answered: bool) -> None:
    """The script's connection to this mock dies at its write of this number, before it is sent or after."""
    connect: Callable[..., Connection] = module.connect

    def connected(name: str, **options: Any) -> Connection:
        connection = connect(name, **options)
        if name == profile:
            port = connection._session.exchange.port
            send, writes = port.send, [0]

            async def counted(request: Any) -> Any:
                writes[0] += request.method != "GET"
                if writes[0] >= at and not answered:
                    raise Died
                answer = await send(request)
                if writes[0] >= at:
                    raise Died
                return answer

            port.send = counted  # type: ignore[method-assign]  # that is the point
        return connection

    module.connect = connected  # type: ignore[attr-defined]  # its own
