"""From a profile to a session: what a connection is made of, put together once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Collection as Collected
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from nlconnect.audit import AuditLog
from nlconnect.auth import (
    App,
    AuthSpec,
    GrantKind,
    Keeper,
    chosen_grant,
    keeper_of,
    keys_of,
    possible_grants,
    satisfied,
)
from nlconnect.config import (
    Config,
    HttpSettings,
    Login,
    Profile,
    Secret,
    login_of,
    policy_file,
    read_config,
    trust_hint,
)
from nlconnect.connector import Connector, Record, Site, connector, connector_of
from nlconnect.engine.exchange import LOOPBACK, Exchange, Waiting, safe_origin
from nlconnect.engine.parts import require_parts
from nlconnect.engine.session import Asker, Auditor, Session
from nlconnect.errors import ConfigError, QueryError
from nlconnect.model.collection import Collection, entity_of
from nlconnect.model.ports import Port, Store
from nlconnect.model.scope import Scope
from nlconnect.policy import OWN_USE, Gate, read_policy
from nlconnect.state import Key, default_state_url, exclusive, find_key, open_store, state_folder
from nlconnect.transport.options import HttpOptions

if TYPE_CHECKING:
    from nlconnect.telemetry import Watch


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
        """The system of the login, with what the profile adds to its catalogue."""
        return connector_of(self.profile)

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
            gate=self.gate,
        )

    @cached_property
    def gate(self) -> Gate:
        """What decides: the policy that the settings name or have beside them, else `own-use`."""
        path = policy_file(self.settings_file)
        return Gate(None if path is None else read_policy(path))

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

    @cached_property
    def app(self) -> App:
        """The app's credentials with the grant that the login's settings make possible."""
        login = self.profile.login
        return app_of(self.connector, login, site_of(self.connector, login))

    def session(self, port: Port) -> Session:
        """Open the store and put the session together; sends nothing."""
        return self.signed(port)[0]

    def signed(self, port: Port) -> tuple[Session, Keeper]:
        """The session, and the keeper of its tokens."""
        login = self.profile.login
        site = site_of(self.connector, login)
        safe_origin(site.sign_in_url, name="login_url")
        self._refuse_strange(site)
        store = self.store
        if store is None:
            store = open_store(self.state_url, key=self.key, clock=port.clock)
        alone = self.app.grant is GrantKind.CLIENT_CREDENTIALS
        system = self.connector.for_app() if alone else self.connector
        exchange = Exchange(
            system,
            base_url=site.base_url,
            app=login.client_id or login.name,
            port=port,
            store=store,
            notify=self.notify,
            headers=_headers(system, login),
            watch=self._watch(system, site, port),
        )
        keeper = keeper_of(self.app, port=port, store=store, send=exchange.send_for_token)
        exchange.sign_with(keeper)
        auditor = self.auditor if self.auditor is not None else self._audit_log(store)
        return self._session_of(exchange, auditor), keeper

    def _session_of(self, exchange: Exchange, auditor: Auditor) -> Session:
        if exchange.watch is None:
            return Session(exchange.connector, exchange, auditor)
        from nlconnect.engine.watched import WatchedSession

        return WatchedSession(exchange.connector, exchange, auditor, exchange.watch)

    def _watch(self, system: Connector, site: Site, port: Port) -> Watch | None:
        """What telemetry sees of this connection: nothing, unless the settings switch it on."""
        if not self.settings_file.settings.telemetry:
            return None
        from nlconnect.telemetry import Watch

        hosts = frozenset(urlsplit(url).hostname or "" for url in (site.base_url, site.sign_in_url))
        return Watch(system.name, clock=port.clock, hosts=hosts, knows=partial(_is_entity, system))

    def _refuse_strange(self, site: Site) -> None:
        """A settings file that nobody named may lie in a folder somebody else filled: no secret goes to its hosts."""
        config, login = self.settings_file, self.profile.login
        if not config.found or config.path is None or config.logins.get(login.name) is not login:
            return
        known = _hosts(self.connector, login)
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
        days = self.settings_file.settings.audit_days
        return AuditLog(folder, key=self.key.derive("audit"), store=store, guard=exclusive, keep_days=days)


def _is_entity(system: Connector, name: str) -> bool:
    """Whether a text is the whole name of an entity, and not a path that somebody wrote."""
    try:
        return system.catalogue.entity(name).qualified_name == name
    except QueryError:
        return False


def _headers(system: Connector, login: Login) -> dict[str, str]:
    """What this login's settings add to every request."""
    told = {header: login.extra.get(key) for key, header in system.login_headers.items()}
    return {header: text for header, text in told.items() if isinstance(text, str)}


def site_of(system: Connector, login: Login) -> Site:
    """Where a login's system lives: its own address, or the site's with the login's blanks filled in."""
    if login.base_url is not None:
        return filled(Site(login.base_url, login.login_url), system, login)
    site = filled(_named_site(system, login), system, login)
    return Site(site.base_url, login.login_url or site.login_url)


def _named_site(system: Connector, login: Login) -> Site:
    name = login.site or next(iter(system.sites))
    if name not in system.sites:
        raise ConfigError(
            f"{system.title} has no site {name!r}", hint=f"Sites: {', '.join(system.sites)}; or give a base_url."
        )
    return system.sites[name]


def filled(site: Site, system: Connector, login: Login) -> Site:
    """A site with what its addresses leave open, such as a tenant. Raises ConfigError for what is no part of one."""
    base_url, login_url = site.base_url, site.login_url
    for name, blank in system.auth.blanks.items():
        place = f"{{{name}}}"
        if place not in base_url and place not in (login_url or ""):
            continue
        told = login.extra.get(name)
        if not isinstance(told, str):
            raise ConfigError(
                f"the login {login.name!r} has no {name}", hint=f"Add it to [logins.{login.name}]: {blank.question}."
            )
        # An answer with a slash or an @ in it would send the secrets to another host.
        if not re.fullmatch(blank.pattern, told) or not re.fullmatch(r"[A-Za-z0-9.-]+", told) or ".." in told:
            raise ConfigError(f"the {name} of the login {login.name!r} is not one", hint=f"It is: {blank.question}.")
        base_url = base_url.replace(place, told)
        login_url = login_url.replace(place, told) if login_url is not None else None
    return Site(base_url, login_url)


def _hosts(system: Connector, login: Login) -> set[str | None]:
    """The vendor's own hosts, as far as this login's settings name them."""
    hosts: set[str | None] = set()
    for site in system.sites.values():
        with suppress(ConfigError):
            whole = filled(site, system, login)
            hosts |= {urlsplit(whole.base_url).hostname, urlsplit(whole.sign_in_url).hostname}
    return hosts


def app_of(system: Connector, login: Login, site: Site) -> App:
    """The app's credentials, bound to where its people sign in."""
    extra = login.extra
    texts = {key: value for key, value in extra.items() if isinstance(value, str)}
    secrets = {key: value.reveal for key, value in extra.items() if isinstance(value, Secret)}
    grant = chosen_grant(system.auth, _given(login), login=login.name, named=texts.get("grant"))
    for name, blank in system.auth.blanks.items():
        if grant is GrantKind.CLIENT_CREDENTIALS and str(texts.get(name, "")).lower() in blank.people_only:
            raise ConfigError(
                f"the {name} {texts[name]!r} is for people, and the login {login.name!r} is an app of its own",
                hint=f"Name one: {blank.question}.",
            )
    return App(
        login=login.name,
        spec=system.auth,
        url=site.sign_in_url,
        client_id=login.client_id or "",
        grant=grant,
        client_secret=login.client_secret.reveal if login.client_secret else None,
        certificate=secrets.get("certificate"),
        token=secrets.get("token"),
        keys=secrets,
        user=login.user,
        redirect_uri=login.redirect_uri,
        api_url=site.base_url,
        resource=_resource(system, login),
        wanted_scopes=tuple(texts.get("scopes", "").split()) if grant is not GrantKind.CLIENT_CREDENTIALS else (),
    )


def login_of_mock(name: str, system: str, info: Mapping[str, object], *, grant: str | None = None) -> Login:
    """A login that points at a mock, by what the mock says of itself. Of several grants it takes the first.

    What another grant needs is left out, so that the keys tell the grant.
    """
    spec = connector(system).auth
    # What a mock calls a site is one of its own records, never one of the vendor's addresses.
    texts = {key: value for key, value in info.items() if isinstance(value, str) and value and key != "site"}
    chosen = GrantKind(grant) if grant else _likeliest(spec, texts.keys())
    wanted = {"base_url", "login_url", "client_secret", *spec.blanks, *(keys_of(spec, chosen) if chosen else texts)}
    if chosen is GrantKind.AUTHORIZATION_CODE:
        wanted.add("redirect_uri")
    if "client_secret" in texts:
        wanted.discard("certificate")
    named = {"grant": grant} if grant else {}
    return login_of({**{key: texts[key] for key in texts if key in wanted}, **named, "system": system}, name=name)


def _likeliest(spec: AuthSpec, given: Collected[str]) -> GrantKind | None:
    possible = possible_grants(spec, given)
    if len(possible) > 1 and satisfied(spec, GrantKind.CLIENT_CREDENTIALS, given):
        return GrantKind.CLIENT_CREDENTIALS
    return next((grant for grant in possible if satisfied(spec, grant, given)), None)


def scope_of_mock(system: str, info: Mapping[str, object]) -> Scope:
    """The parts of a scope that a mock names: its first company, or whose mailbox to read."""
    named = {part: info[part] for part in connector(system).scope_parts if part in info}
    return Scope(**{part: value for part, value in named.items() if isinstance(value, int | str)})


def _given(login: Login) -> frozenset[str]:
    """The keys of a login that hold something to sign in with."""
    own = {key for key in ("client_id", "client_secret", "redirect_uri", "user") if getattr(login, key) is not None}
    return frozenset({*own, *login.extra})


def _resource(system: Connector, login: Login) -> str:
    """The vendor's own address of what tokens are for, also where a mock or a gateway stands in front of it."""
    site = system.sites.get(login.site or "") or next(iter(system.sites.values()))
    parts = urlsplit(site.base_url)
    return f"{parts.scheme}://{parts.netloc}"


def http_options(settings: HttpSettings) -> HttpOptions:
    """The transport's options of the settings file's."""
    return HttpOptions(
        backend=settings.backend,
        timeout_seconds=settings.timeout_seconds,
        proxy=settings.proxy.reveal().get_secret_value() if settings.proxy else None,
        ca_file=settings.ca_file,
        system_trust=settings.system_trust,
    )
