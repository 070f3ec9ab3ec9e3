"""Real servers on loopback for one or more systems: in a thread, in a process of their own, or in the foreground."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from nlconnect.errors import NlconnectError
from nlconnect.mock.calls import Call
from nlconnect.mock.mock import Mock
from nlconnect.mock.registry import mock_named
from nlconnect.mock.system import Service, Setting

if TYPE_CHECKING:
    from nlconnect.mock.mounts.server import LoopbackServer

READY_SECONDS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What to serve and how, as the command line says it."""

    systems: tuple[str, ...]
    setting: Setting = Setting()
    latency_ms: float = 0.0
    faults: tuple[str, ...] = ()
    port_base: int = 0

    def arguments(self) -> list[str]:
        """The same offer as arguments of `python -m nlconnect.mock`."""
        setting = self.setting
        options: list[str] = [*self.systems, "--seed", str(setting.seed), "--quota", setting.quota]
        options += ["--latency-ms", str(self.latency_ms), "--port-base", str(self.port_base)]
        options += ["--language", setting.language]
        options += ["--records", str(setting.records)] if setting.records is not None else []
        options += ["--interactive"] if setting.interactive else []
        options += ["--empty"] if not setting.seeded else []
        for size, other in setting.page_sizes.items():
            options += ["--page-size", f"{size}={other}"]
        for fault in self.faults:
            options += ["--fault", fault]
        return options


class Servers:
    """Servers that answer. `mocks` is there when they run in this process, for faults and rows on the way."""

    def __init__(
        self,
        info: Mapping[str, Mapping[str, object]],
        mocks: Mapping[str, Mock[Service]],
        running: Sequence[LoopbackServer] = (),
    ) -> None:
        self.info = info
        self.mocks = mocks
        self._running = running

    def fault(self, system: str, text: str) -> None:
        """Put a fault in force by its text, also in a process of its own. Raises ConfigError."""
        from nlconnect.mock.mounts.control import send_fault

        send_fault(str(self.info[system]["base_url"]), text)

    def calls(self, system: str) -> Sequence[Call]:
        """The calls so far, also of a process of its own."""
        from nlconnect.mock.mounts.control import fetch_calls

        return fetch_calls(str(self.info[system]["base_url"]))

    def stop(self) -> None:
        """Let go of held answers and end, before the block does."""
        for server in self._running:
            server.stop()

    def __getitem__(self, system: str) -> Mapping[str, object]:
        """Addresses, credentials and companies of one system."""
        return self.info[system]


@contextlib.contextmanager
def serve(
    *systems: str,
    records: int | None = None,
    seed: int = 1,
    seeded: bool = True,
    latency_ms: float = 0.0,
    quota: str = "real",
    fault: Sequence[str] = (),
    port_base: int = 0,
    interactive: bool = False,
    language: str = "nl",
    page_sizes: Mapping[int, int] | None = None,
    process: bool = False,
) -> Iterator[Servers]:
    """Serve these systems until the block ends, in a thread, or in a process of their own with `process=True`.

    `quota` is `real`, `off` or calls/seconds; `port_base` 0 takes free ports. Ends only what it started.
    """
    setting = Setting(
        seed=seed,
        seeded=seeded,
        records=records,
        quota=quota,
        interactive=interactive,
        language=language,
        page_sizes=page_sizes or {},
    )
    offer = Offer(
        systems=systems or ("exact",), setting=setting, latency_ms=latency_ms, faults=tuple(fault), port_base=port_base
    )
    with _in_process(offer) if process else _in_thread(offer) as servers:
        yield servers


def run(offer: Offer, *, ready: Callable[[Mapping[str, Mapping[str, object]]], None]) -> None:
    """Serve in the foreground until interrupted; `ready` gets the information once every server answers."""
    pairs = _open(offer)
    info = _info(pairs)

    def end() -> None:
        for server, _ in pairs:
            server.stop()

    with contextlib.suppress(KeyboardInterrupt):
        _serve(pairs, ready=lambda: ready(info), on_signal=end)


def write_info(path: Path, info: Mapping[str, Mapping[str, object]]) -> None:
    """Write the information file in one step, so that a reader never sees half of it."""
    part = path.with_name(f".{path.name}.part")
    part.write_text(json.dumps(info, indent=2) + "\n", "utf-8")
    part.replace(path)


def _open(offer: Offer) -> list[tuple[LoopbackServer, Mock[Service]]]:
    from nlconnect.mock.mounts.server import LoopbackServer, RealClock

    systems = [mock_named(name) for name in offer.systems]  # a wrong name is told before any port is taken
    pairs = []
    with contextlib.ExitStack() as unless_all_open:
        for number, system in enumerate(systems):
            server = LoopbackServer(port=offer.port_base + number if offer.port_base else 0)
            unless_all_open.callback(server.close)
            mock = Mock(system, setting=offer.setting, clock=RealClock(), base_url=server.base_url)
            mock.latency = offer.latency_ms / 1000
            for text in offer.faults:
                mock.fault(text)
            pairs.append((server, mock))
        unless_all_open.pop_all()
    return pairs


def _info(pairs: Sequence[tuple[LoopbackServer, Mock[Service]]]) -> dict[str, Mapping[str, object]]:
    return {mock.name: mock.service.info() for _, mock in pairs}


def _serve(
    pairs: Sequence[tuple[LoopbackServer, Mock[Service]]],
    *,
    ready: Callable[[], None],
    on_signal: Callable[[], None] | None = None,
) -> None:
    from nlconnect.mock.mounts.server import run_loop, serve_all

    run_loop(serve_all(pairs, ready=ready), on_signal=on_signal)


@contextlib.contextmanager
def _in_thread(offer: Offer) -> Iterator[Servers]:
    pairs = _open(offer)
    ready = threading.Event()
    thread = threading.Thread(target=lambda: _serve(pairs, ready=ready.set), name="nlconnect-mock", daemon=True)
    thread.start()
    try:
        if not ready.wait(READY_SECONDS):
            raise NlconnectError("the mock servers did not start in time")
        yield Servers(_info(pairs), {mock.name: mock for _, mock in pairs}, [server for server, _ in pairs])
    finally:
        for server, _ in pairs:
            server.stop()
        thread.join(READY_SECONDS)


@contextlib.contextmanager
def _in_process(offer: Offer) -> Iterator[Servers]:
    command = [sys.executable, "-m", "nlconnect.mock", *offer.arguments(), "--info", "-"]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True)  # noqa: S603  # our own module
    assert child.stdout is not None
    try:
        line = child.stdout.readline()
        if not line:
            raise NlconnectError(f"the mock servers ended at once, with exit code {child.wait()}")
        yield Servers(json.loads(line), {})
    finally:
        child.terminate()
        child.wait(READY_SECONDS)
        child.stdout.close()
