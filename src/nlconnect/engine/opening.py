"""From a profile to a session: what a connection is made of, put together once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from nlconnect.audit import AuditLog
from nlconnect.auth import App, TokenKeeper
from nlconnect.config import Config, HttpSettings, Login, Profile, read_config, trust_hint
from nlconnect.connector import Connector, Record, Site, connector
from nlconnect.engine.exchange import LOOPBACK, Exchange, Waiting, safe_origin
from nlconnect.engine.session import Asker, Auditor, Session, require_parts
from nlconnect.errors import ConfigError
from nlconnect.model.collection import Collection, entity_of
from nlconnect.model.ports import Port, Store
from nlconnect.model.scope import Scope
from nlconnect.policy import OWN_USE
from nlconnect.state import Key, default_state_url, exclusive, find_key, open_store, state_folder
from nlconnect.transport.options import HttpOptions


@dataclass(frozen=True)
class Opening:
    """A connection about to be opened. Raises ConfigError for whatever the settings lack."""

    named: str | Profile
    allow_writes: Iterable[Collection[Record] | str] = ()
    purpose: str | None = None
    outlet: str = "return"
    config: Config | None = None
    store: Store | None = None
    notify: Callable[[Waiting], None] | None = None
    auditor: Auditor | None = None

    @cached_property
    def settings_file(self) -> Config:
        """The settings given, or those found from the working folder upwards."""
        if self.config is not None:
            return self.config
        return read_config()

    @cached_property
    def profile(self) -> Profile:
        """The profile by name, or as it was given."""
        return self.named if isinstance(self.named, Profile) else self.settings_file.profile(self.named)

    @cached_property
    def connector(self) -> Connector:
        """The system of the login."""
        return connector(self.profile.login.system)

    @property
    def scope(self) -> Scope:
        """The profile's scope, checked against what the system knows."""
        require_parts(self.connector, self.profile.scope)
        return self.profile.scope

    @property
    def asker(self) -> Asker:
        """On whose behalf this connection works."""
        if isinstance(self.allow_writes, str):
            raise ConfigError("allow_writes is a list of entities or paths", hint=f"Write [{self.allow_writes!r}].")
        writable = (entry if isinstance(entry, str) else entity_of(entry).qualified_name for entry in self.allow_writes)
        return Asker(
            profile=self.profile.name,
            purpose=self.purpose or self.profile.purpose or OWN_USE,
            outlet=self.outlet,
            writable=frozenset(writable),
        )

    @property
    def http(self) -> HttpOptions:
        """How to reach the network."""
        return http_options(self.settings_file.settings.http)

    @property
    def state_url(self) -> str:
        """Where state is kept."""
        return self.settings_file.settings.state or default_state_url()

    @cached_property
    def key(self) -> Key:
        """What seals secrets and the audit log; made where it is missing. Unused with a store and an auditor given."""
        return find_key(self.state_url, source=self.settings_file.settings.key)

    def session(self, port: Port) -> Session:
        """Open the store and put the session together; sends nothing."""
        return self.signed(port)[0]

    def signed(self, port: Port) -> tuple[Session, TokenKeeper]:
        """The session, and the keeper of its tokens."""
        login = self.profile.login
        site = site_of(self.connector, login)
        safe_origin(site.sign_in_url, name="login_url")
        self._refuse_strange(site)
        store = self.store
        if store is None:
            store = open_store(self.state_url, key=self.key, clock=port.clock)
        exchange = Exchange(
            self.connector,
            base_url=site.base_url,
            app=login.client_id or login.name,
            port=port,
            store=store,
            notify=self.notify,
        )
        keeper = TokenKeeper(app_of(self.connector, login, site), port=port, store=store, send=exchange.send_for_token)
        exchange.sign_with(keeper)
        auditor = self.auditor if self.auditor is not None else self._audit_log(store)
        return Session(self.connector, exchange, auditor), keeper

    def _refuse_strange(self, site: Site) -> None:
        """A settings file that nobody named may lie in a folder somebody else filled: no secret goes to its hosts."""
        config, login = self.settings_file, self.profile.login
        if not config.found or config.path is None or config.logins.get(login.name) is not login:
            return
        known = {
            urlsplit(url).hostname for one in self.connector.sites.values() for url in (one.base_url, one.sign_in_url)
        }
        for url in (site.base_url, site.sign_in_url):
            host = urlsplit(url).hostname
            if host not in known and host not in LOOPBACK:
                raise ConfigError(
                    f"{config.path} would send the secrets of {login.name} to {host}, "
                    f"which is no address of {self.connector.title}",
                    hint=trust_hint(config.path),
                )

    def _audit_log(self, store: Store) -> AuditLog:
        folder = state_folder(self.state_url) / "audit"
        return AuditLog(folder, key=self.key.derive("audit"), store=store, guard=exclusive)


def site_of(system: Connector, login: Login) -> Site:
    """Where a login's system lives: its own address, or the site's."""
    if login.base_url is not None:
        return Site(login.base_url, login.login_url)
    name = login.site or next(iter(system.sites))
    if name not in system.sites:
        raise ConfigError(
            f"{system.title} has no site {name!r}", hint=f"Sites: {', '.join(system.sites)}; or give a base_url."
        )
    return system.sites[name]


def app_of(system: Connector, login: Login, site: Site) -> App:
    """The app's credentials, bound to where its people sign in."""
    if login.client_id is None or login.client_secret is None:
        raise ConfigError(
            f"the login {login.name!r} lacks a client_id or client_secret",
            hint=f"Register an app with {system.title} and add both to [logins.{login.name}].",
        )
    return App(
        login=login.name,
        spec=system.auth,
        url=site.sign_in_url,
        client_id=login.client_id,
        client_secret=login.client_secret.reveal,
        redirect_uri=login.redirect_uri,
        api_url=site.base_url,
    )


def http_options(settings: HttpSettings) -> HttpOptions:
    """The transport's options of the settings file's."""
    return HttpOptions(
        backend=settings.backend,
        timeout_seconds=settings.timeout_seconds,
        proxy=settings.proxy.reveal().get_secret_value() if settings.proxy else None,
        ca_file=settings.ca_file,
        system_trust=settings.system_trust,
    )
