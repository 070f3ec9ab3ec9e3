from __future__ import annotations

import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from nlconnect.auth import Keeper
from nlconnect.client import AsyncConnection, Connection
from nlconnect.config import Config, HttpSettings, Login, Profile, Secret, Settings
from nlconnect.engine.opening import Opening
from nlconnect.engine.session import Session
from nlconnect.model.scope import Scope
from nlconnect.transport.asynchronous import AsyncPort
from nlconnect.transport.blocking import BlockingPort, run_blocking
from nlconnect.transport.clock import FrozenClock
from nlconnect.transport.options import HttpOptions
from tests.journeys.privacy.marks import SECRETS, found_in
from tests.journeys.privacy.vendor import Vendor
from tests.journeys.privacy.watch import Watch, watching

BACK = "https://example.com/back"
KEY_FILE = "state.key"
NO_CERTIFICATES = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


@dataclass
class Scene:
    """A vendor on loopback, a state folder on disk, a clock that jumps instead of waiting, and a watch over all."""

    vendor: Vendor
    folder: Path
    watch: Watch
    clock: FrozenClock
    state: str = ""

    @property
    def profile(self) -> Profile:
        login = Login(
            name="kantoor",
            system="exact",
            base_url=self.vendor.url,
            client_id="client-1",
            client_secret=Secret(SECRETS["client secret"]),
            redirect_uri=BACK,
        )
        return Profile(name="acme", login=login, scope=Scope(division=5))

    @property
    def config(self) -> Config:
        state = f"sqlite:///{self.folder / 'state.db'}"
        return Config(path=None, settings=Settings(state=state, http=HttpSettings(timeout_seconds=2.0)))

    def opening(self) -> Opening:
        return Opening(self.profile, allow_writes=("crm.Accounts",), config=self.config)

    def opened(self) -> tuple[Session, Keeper]:
        opening = self.opening()
        return opening.signed(BlockingPort(opening.http, clock=self.clock))

    def connect(self) -> Connection:
        opening = self.opening()
        return Connection(self.opened()[0], scope=opening.scope, asker=opening.asker)

    def connect_async(self) -> AsyncConnection:
        opening = self.opening()
        session = opening.session(AsyncPort(opening.http, clock=self.clock))
        return AsyncConnection(session, scope=opening.scope, asker=opening.asker)

    def redirect(self, keeper: Keeper) -> str:
        """Begin a sign-in; where the browser would end."""
        self.state = parse_qs(urlsplit(str(run_blocking(keeper.begin_login()).address)).query)["state"][0]
        return f"{BACK}?code={quote(SECRETS['code'], safe='')}&state={quote(self.state)}"

    def sign_in(self) -> None:
        session, keeper = self.opened()
        run_blocking(keeper.finish_login(self.redirect(keeper)))
        run_blocking(session.close())

    def assert_silent(self, *shown: object) -> None:
        """Nothing that was told, logged or kept has a mark in it."""
        self.watch.more += [f"{text(one)}" for one in shown for text in (str, repr)]
        key = (self.folder / KEY_FILE).read_text("ascii").strip()
        self.watch.files(self.folder, but=(KEY_FILE,))
        assert found_in(self.watch.text, more=[key, *([self.state] if self.state else [])]) == []


@pytest.fixture
def scene(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Scene]:
    """Signed in, and everything watched from then on."""
    monkeypatch.delenv("NLCONNECT_KEY", raising=False)
    # Nothing here is encrypted; reading the trusted certificates each time takes longer than all the rest.
    monkeypatch.setattr(HttpOptions, "trust", lambda options: NO_CERTIFICATES)
    vendor = Vendor()
    with watching() as watch:
        made = Scene(vendor, tmp_path / "state", watch, FrozenClock())
        made.sign_in()
        yield made
    vendor.close()
