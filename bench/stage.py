"""A mock server of any system, whose time can be moved, and a witness of every write that it carried out."""

from __future__ import annotations

import json
import mmap
import struct
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nlconnect.client import Connection
from nlconnect.config import Config, HttpSettings, Profile, Settings
from nlconnect.engine.opening import Opening, login_of_mock, scope_of_mock
from nlconnect.mock import Mock, Service, serve
from nlconnect.mock.messages import Answer, Asked, Errand
from nlconnect.model.wire import Request
from nlconnect.state import open_store
from nlconnect.transport.blocking import BlockingPort, run_blocking

BESIDE: Mapping[str, Mapping[str, int | str]] = {"afas": {"administration": 1}}
"""What a write has to name beside what the mock says of itself."""
TIME = "time"
FRESH_SECONDS = 300.0


class SharedClock:
    """The machine's time and an offset that several processes share: to wait is to move it for all of them."""

    def __init__(self, file: Path) -> None:
        if not file.exists():
            file.write_bytes(struct.pack("d", 0.0))
        with file.open("r+b") as opened:
            self._offset = mmap.mmap(opened.fileno(), 8)

    def now(self) -> float:
        """Seconds since 1970, UTC, on this clock."""
        return time.time() + float(struct.unpack("d", self._offset[:8])[0])

    def advance(self, seconds: float) -> None:
        """Let that much time pass at once; a mock does what falls due before it answers again."""
        self._offset[:8] = struct.pack("d", struct.unpack("d", self._offset[:8])[0] + seconds)


class Witness:
    """Stands before a mocked system and notes each write that was carried out, whoever heard of it."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self.carried_out: Counter[tuple[str, str, bytes]] = Counter()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._service, name)

    def answer(self, asked: Asked, now: float) -> Answer | Errand:
        """As the system answers."""
        answer = self._service.answer(asked, now)
        if isinstance(answer, Answer) and asked.method != "GET" and self._service.area(asked) == "api":
            if asked.path.endswith("/$batch"):
                self._note_parts(asked, answer)
            elif 200 <= answer.status < 300:
                self.carried_out[asked.method, asked.path, asked.content] += 1
        return answer

    def _note_parts(self, asked: Asked, answer: Answer) -> None:
        statuses = {part["id"]: part["status"] for part in json.loads(answer.content).get("responses", ())}
        for part in json.loads(asked.content)["requests"]:
            if part["method"] != "GET" and 200 <= statuses.get(part["id"], 0) < 300:
                body = json.dumps(part.get("body"), sort_keys=True).encode()
                self.carried_out[part["method"], part["url"], body] += 1

    @property
    def doubles(self) -> int:
        """Writes that were carried out more than once."""
        return sum(count - 1 for count in self.carried_out.values())


@dataclass
class Stage:
    """One system at work. What its clients keep lies in `folder`."""

    system: str
    folder: Path
    mock: Mock[Service]
    clock: SharedClock
    witness: Witness
    info: Mapping[str, object]
    _signed_in_at: float = field(default=0.0)

    def sign_in(self) -> None:
        """As a person does, where the last time is a while ago: this is not about tokens."""
        if self.clock.now() - self._signed_in_at < FRESH_SECONDS:
            return
        opening = opening_at(self.folder, self.system, self.info)
        port = BlockingPort(opening.http, clock=self.clock, transport=self.mock.transport())
        store = open_store(opening.state_url, key=opening.key, clock=self.clock)
        try:
            keeper = Opening(opening.named, config=opening.config, store=store).signed(port)[1]
            invitation = run_blocking(keeper.begin_login())
            answer = ""
            if invitation.wants == "redirect" and invitation.address is not None:
                answer = run_blocking(port.send(Request("GET", invitation.address))).headers["location"]
            run_blocking(keeper.finish_login(answer))
        finally:
            store.close()
        self._signed_in_at = self.clock.now()

    def connect(self, *, allow_writes: tuple[str, ...] = ()) -> Connection:
        """A connection in this process that takes no socket."""
        self.sign_in()
        return connected(
            self.folder, self.system, self.info, clock=self.clock, transport=self.mock.transport(), allow=allow_writes
        )


@contextmanager
def stage(system: str, *, records: int | None = None) -> Iterator[Stage]:
    """Serve it with an unlimited quota: this is not about limits."""
    with tempfile.TemporaryDirectory() as name, serve(system, quota="off", records=records) as live:
        folder, mock = Path(name), live.mocks[system]
        clock = SharedClock(folder / TIME)
        mock.clock = clock
        witness = Witness(mock.service)
        mock._service = witness
        yield Stage(system, folder, mock, clock, witness, live.info[system])


def opening_at(folder: Path, system: str, info: Mapping[str, object], *, allow_writes: tuple[str, ...] = ()) -> Opening:
    """What a connection to it is made of; everything is kept in that folder."""
    scope = scope_of_mock(system, info).within(**BESIDE.get(system, {}))
    profile = Profile(name="company", login=login_of_mock("mock", system, info), scope=scope)
    settings = Settings(state=f"sqlite:///{folder}/state.db", http=HttpSettings())
    return Opening(profile, config=Config(path=None, settings=settings), allow_writes=allow_writes)


def connected(
    folder: Path,
    system: str,
    info: Mapping[str, object],
    *,
    clock: SharedClock,
    transport: object | None = None,
    allow: tuple[str, ...] = (),
) -> Connection:
    """A connection that goes by that clock."""
    opening = opening_at(folder, system, info, allow_writes=allow)
    port = BlockingPort(opening.http, clock=clock, transport=transport)
    return Connection(opening.session(port), scope=opening.scope, asker=opening.asker)
