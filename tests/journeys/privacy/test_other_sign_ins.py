"""Every other way of signing in, on good days and bad ones, and what of its secrets is written down anywhere."""

from __future__ import annotations

import base64
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from nlconnect.auth import Keeper
from nlconnect.client import Connection
from nlconnect.config import Config, Profile, Settings, login_of
from nlconnect.connector import collection_of
from nlconnect.engine.opening import Opening
from nlconnect.errors import NlconnectError
from nlconnect.model.wire import Request
from nlconnect.testing.signed_in import SignedInMock
from nlconnect.transport.blocking import run_blocking
from tests.journeys.privacy.watch import Watch, watching

WAYS = [
    ("afas", ("token",), {}),
    ("afas", ("api_key", "api_token", "user"), {}),
    ("afas", ("client_id", "client_secret"), {}),
    ("afas", ("client_id", "client_secret", "redirect_uri"), {}),
    ("graph", ("tenant", "client_id", "client_secret"), {}),
    ("graph", ("tenant", "client_id", "certificate"), {}),
    ("graph", ("tenant", "client_id", "client_secret", "redirect_uri"), {}),
    ("graph", ("tenant", "client_id"), {"grant": "device_code"}),
]
READ = {"afas": "employees.Profit_Employees", "graph": "directory.Users"}
CERTIFICATE = "-----BEGIN CERTIFICATE-----\nTUlJQw==\n-----END CERTIFICATE-----\n"
KEPT = ("client_secret", "token", "api_key", "api_token", "certificate")


@dataclass
class Stage:
    """A mock in process, state and audit on disk, and a watch over all that is told."""

    system: str
    keys: tuple[str, ...]
    other: dict[str, str]
    folder: Path
    watch: Watch
    mock: Any
    secrets: list[str] = field(default_factory=list)

    def opened(self, **spoilt: str) -> tuple[Connection, Keeper]:
        known = {key: str(value) for key, value in self.mock.credentials.items()}
        texts = {key: known[key] for key in ("base_url", "login_url", *self.keys)} | self.other | spoilt
        self.secrets += [value for key, value in texts.items() if key in KEPT]
        login = login_of({"system": self.system, **texts}, name="kantoor")
        config = Config(path=None, settings=Settings(state=f"sqlite:///{self.folder / 'state.db'}"))
        opening = Opening(Profile(name="p", login=login), config=config)
        session, keeper = opening.signed(self.mock.port())
        connection = Connection(session, scope=opening.scope, asker=opening.asker)
        self.watch.more += [repr(one) for one in (login, config, opening, opening.app, connection, keeper)]
        return connection, keeper

    def sign_in(self, keeper: Keeper) -> None:
        invitation = run_blocking(keeper.begin_login())
        self.watch.more.append(repr(invitation))
        answer = ""
        if invitation.wants == "redirect":
            page = Request("GET", str(invitation.address))
            answer = run_blocking(self.mock.port().send(page)).headers["location"]
            self.secrets.append(answer.partition("code=")[2].partition("&")[0])
        elif invitation.wants == "code":
            answer = self.mock.service.signin.mailed[-1][1]
        elif invitation.wants == "approval":
            self.mock.service.accounts.approve(invitation.code, by=self.mock.service.state.enterprise.user(1))
            self.secrets += list(self.mock.service.accounts.devices)
        run_blocking(keeper.finish_login(answer))
        access = run_blocking(keeper.access())
        self.secrets += [access.token.get_secret_value(), access.header]
        self.watch.more += [repr(access), repr(run_blocking(keeper.status()))]

    def read(self, connection: Connection) -> None:
        entity = connection._session.connector.catalogue.entity(READ[self.system])
        list(connection.read(collection_of(connection._session.connector.package, entity).all().limit(1)))

    def failing(self, work: Any) -> None:
        with pytest.raises(NlconnectError) as caught:
            work()
        self.watch.failure(caught.value)

    def assert_silent(self) -> None:
        self.watch.files(self.folder, but=("state.key",))
        told = self.watch.text
        spellings = {code for secret in self.secrets for code in _spelt(secret)}
        assert [secret for secret in spellings if secret in told] == []


def _spelt(secret: str) -> Iterator[str]:
    """As it is, as in an address, encoded, and of something long each line."""
    for text in (secret, *secret.splitlines()):
        if len(text) > 7 and not text.startswith("-----"):
            yield from (text, quote(text, safe=""), base64.b64encode(text.encode()).decode().rstrip("="))


@pytest.fixture(params=WAYS, ids=[f"{system} by {'+'.join(keys)}" for system, keys, _ in WAYS])
def stage(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    monkeypatch.delenv("NLCONNECT_KEY", raising=False)
    system, keys, other = request.param
    mock = SignedInMock(system)
    if "grant" in other:
        other = {**other, "client_id": str(mock.credentials["public_client_id"])}
    with watching() as watch:
        logging.getLogger(f"nlconnect_{system}").setLevel(logging.DEBUG)
        yield Stage(system, keys, other, tmp_path / "state", watch, mock)


def test_a_good_day_writes_no_secret_down(stage: Stage) -> None:
    connection, keeper = stage.opened()
    stage.sign_in(keeper)
    stage.read(connection)
    stage.mock.clock.advance(100_000)
    stage.read(connection)
    stage.secrets.append(run_blocking(keeper.access()).token.get_secret_value())
    assert len(stage.secrets) >= 3
    connection.close()
    stage.assert_silent()


def test_a_bad_day_writes_no_secret_down(stage: Stage) -> None:
    connection, keeper = stage.opened()
    stage.sign_in(keeper)
    stage.mock.fail_next(401, times=4)
    stage.failing(lambda: stage.read(connection))
    stage.mock.clock.advance(100_000)
    for fault in (400, 401, 500, "html", "cut-after"):
        stage.mock.fail_next(fault, target="token", times=2)
        try:
            stage.read(connection)
        except NlconnectError as error:
            stage.watch.failure(error)
    stage.watch.more.append(repr(run_blocking(keeper.status())))
    connection.close()
    stage.assert_silent()


def test_wrong_secrets_are_not_repeated(stage: Stage) -> None:
    wrong = {key: f"geheim-{key}-aaaaaaaa" for key in stage.keys if key in KEPT}
    if "certificate" in wrong:  # what is no PEM is the name of a file, which may be told
        part = "-----{} PRIVATE KEY-----\n".format
        wrong["certificate"] = f"{part('BEGIN')}geheimbbbbbbbb\n{part('END')}{CERTIFICATE}"
    if not wrong:  # a public app has nothing to be wrong
        wrong = {"client_id": "geheim-client-aaaaaaaa"}
    connection, keeper = stage.opened(**wrong)
    stage.failing(lambda: stage.sign_in(keeper))
    stage.failing(lambda: stage.read(connection))
    connection.close()
    stage.assert_silent()
