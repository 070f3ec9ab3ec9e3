"""A mock server on loopback, a settings file that points at it, and processes of a user who works with both."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from pydantic import SecretStr

from nlconnect.auth.token import SignIn, Token
from nlconnect.config import Config, read_file
from nlconnect.engine.opening import Opening, app_of, site_of
from nlconnect.mock import Mock, Service, serve
from nlconnect.model.ports import Store
from nlconnect.state import open_store
from nlconnect.transport.clock import SystemClock

ROOT = Path(__file__).resolve().parents[1]
PROFILE = "company"


@dataclass
class Scene:
    """Where it all happens. `children` are killed at the end where they have not ended by themselves."""

    folder: Path
    mock: Mock[Service]
    children: list[subprocess.Popen[str]] = field(default_factory=list)

    @property
    def settings(self) -> Path:
        return self.folder / "nlconnect.toml"

    @property
    def config(self) -> Config:
        return read_file(self.settings)

    @property
    def opening(self) -> Opening:
        return Opening(PROFILE, config=self.config)

    @property
    def token_key(self) -> str:
        """Under which the store keeps the sign-in."""
        opening = self.opening
        login = opening.profile.login
        return app_of(opening.connector, login, site_of(opening.connector, login)).key

    @property
    def refreshes(self) -> int:
        """Token requests that reached the server."""
        return self.mock.calls.count("POST", path="/oauth2/token")

    @contextmanager
    def store(self) -> Iterator[Store]:
        opening = self.opening
        store = open_store(opening.state_url, key=opening.key, clock=SystemClock())
        try:
            yield store
        finally:
            store.close()

    def sign_in(self, *, age: float) -> None:
        """Put a sign-in of that age in the store; the server takes its refresh token at once, and once only."""
        refresh = SecretStr(str(self.mock.credentials["refresh_token"]))
        received = time.time() - age
        token = Token(SecretStr("no longer known"), refresh, received_at=received, expires_in=600)
        with self.store() as store:
            store.put("token", self.token_key, SignIn(token, signed_in_at=received).dump())

    def start(self, module: str, *arguments: str) -> subprocess.Popen[str]:
        """A process of its own that knows nothing but the settings file."""
        environment = {**os.environ, "NLCONNECT_CONFIG": str(self.settings), "PYTHONPATH": os.pathsep.join(sys.path)}
        child = subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.children.append(child)
        return child

    def end(self) -> None:
        for child in self.children:
            if child.poll() is None:
                child.send_signal(signal.SIGKILL)
            child.communicate()


@contextmanager
def scene(
    *,
    records: int | None = None,
    quota: str = "off",
    latency_ms: float = 0.0,
    fault: Sequence[str] = (),
    page_sizes: Mapping[int, int] | None = None,
    backend: Literal["httpx", "httpx2"] = "httpx",
) -> Iterator[Scene]:
    """Serve, and write the settings of somebody who is signed in since ten minutes ago."""
    with (
        tempfile.TemporaryDirectory() as name,
        serve("exact", records=records, quota=quota, latency_ms=latency_ms, fault=fault, page_sizes=page_sizes) as live,
    ):
        made = Scene(Path(name), live.mocks["exact"])
        known = live.info["exact"]
        made.settings.write_text(
            f"""\
[settings]
state = "sqlite:///{name}/state.db"
http.backend = "{backend}"

[logins.mock]
system = "exact"
base_url = "{known["base_url"]}"
client_id = "{known["client_id"]}"
client_secret = "{known["client_secret"]}"
redirect_uri = "{known["redirect_uri"]}"

[profiles.{PROFILE}]
login = "mock"
division = {known["division"]}
""",
            "utf-8",
        )
        made.sign_in(age=600)
        try:
            yield made
        finally:
            made.end()
