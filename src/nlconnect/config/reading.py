"""Finding and reading `nlconnect.toml`."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from nlconnect.config.login import EXTRA_KEYS, SECRET_KEYS, extra_of
from nlconnect.config.names import near, nearest
from nlconnect.config.secret import Secret
from nlconnect.config.values import (
    FILE_VARIABLE,
    FOR_GOOD,
    SHORTEST_AUDIT,
    Config,
    HttpSettings,
    Login,
    McpSettings,
    Profile,
    Pull,
    Settings,
)
from nlconnect.errors import ConfigError
from nlconnect.model.scope import Scope
from nlconnect.model.term import MEANT, days_of

FILE_NAME = "nlconnect.toml"
POLICY_NAME = "policy.toml"
SCOPE_PARTS = ("administration", "division", "drive", "employer", "environment", "list", "mailbox", "site", "tenant")
BACKENDS = ("httpx", "httpx2")
LOOPBACK = ("127.0.0.1", "localhost", "::1")
_SETTINGS = ("state", "key", "policy", "audit_retention", "telemetry", "http", "mcp")


def default_settings_file() -> Path:
    """The settings file in the user's own configuration folder."""
    import platformdirs

    return platformdirs.user_config_path("nlconnect", appauthor=False) / FILE_NAME


def read_config(start: Path | None = None, *, environ: Mapping[str, str] = os.environ) -> Config:
    """Find and read the settings file, from `start` (the working folder) upwards. Raises ConfigError."""
    given = environ.get(FILE_VARIABLE)
    if given:
        path = Path(given).expanduser().absolute()
        if not path.is_file():
            raise ConfigError(f"{FILE_VARIABLE} names {path}, which is no file")
        return read_file(path)
    folder = (start or Path.cwd()).absolute()
    places = [place / FILE_NAME for place in (folder, *folder.parents)]
    own = default_settings_file()
    for path in places:
        if path.is_file():
            return read_file(path) if path == own else _found(path)
    return read_file(own) if own.is_file() else Config(path=None, searched=(places[0], own))


def policy_file(config: Config) -> Path | None:
    """The policy that these settings name, or that lies beside them. Raises ConfigError where it can be tampered with.

    One that is named and missing is a mistake, and never means that there are no rules.
    """
    path = config.settings.policy
    if path is None:
        beside = config.path.parent / POLICY_NAME if config.path is not None else None
        if beside is None or not beside.exists():
            return None
        path = beside
    if not path.is_file():
        raise ConfigError(f"the policy {path} is no file", hint="Make one with `nlconnect policy init`.")
    if os.name == "posix":
        status = path.stat()
        if status.st_mode & stat.S_IWOTH:
            raise ConfigError(f"every user can change {path}, so it is no policy", hint=f"`chmod o-w {path}`.")
        if config.found and config.settings.policy is None and status.st_uid not in _owners():
            raise ConfigError(
                f"{path} belongs to another user, so it is no policy",
                hint=f'If you trust it, name it: policy = "{POLICY_NAME}" under [settings].',
            )
    return path


def trust_hint(path: Path) -> str:
    """How a person says that they trust a settings file that nobody named."""
    return f"If you trust the file, name it: export {FILE_VARIABLE}={path}"


def _owners() -> tuple[int, ...]:
    """Whose files are as good as one's own."""
    return (os.geteuid(), 0)


def _found(path: Path) -> Config:
    """A file that nobody named may be somebody else's trap. Raises ConfigError where it looks like one."""
    if os.name == "posix":
        status = path.stat()
        if status.st_uid not in _owners():
            raise ConfigError(f"{path} belongs to another user and is not read", hint=trust_hint(path))
        if status.st_mode & stat.S_IWOTH:
            raise ConfigError(f"every user can change {path}, so it is not read", hint=f"`chmod o-w {path}`.")
    config = replace(read_file(path), found=True)
    authority = config.settings.http.ca_file
    if authority is not None and authority.resolve().is_relative_to(path.parent.resolve()):
        raise ConfigError(
            f"{path} brings its own certificate authority, which could read along with every request",
            hint=trust_hint(path),
        )
    return config


def read_file(path: Path) -> Config:
    """Read one settings file. Raises ConfigError that names the file and the key."""
    import tomllib

    try:
        with path.open("rb") as file:
            document = tomllib.load(file)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path} is no valid TOML: {error}") from None  # its context would show the whole file
    except RecursionError:
        raise ConfigError(f"{path} is nested too deep") from None
    except UnicodeDecodeError:
        raise ConfigError(f"{path} is not written in UTF-8") from None  # its context would show the whole file
    except OSError as error:
        raise ConfigError(f"{path} cannot be read ({error.strerror or type(error).__name__})") from error
    return _Reader(path).config(document)


class _Reader:
    """One settings file on its way to values; every complaint names the file and the place in it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def config(self, document: Mapping[str, Any]) -> Config:
        self._refuse_unknown(document, ("logins", "profiles", "pulls", "settings"), "the file")
        logins = {name: self._login(name, table) for name, table in self._tables(document, "logins")}
        return Config(
            path=self._path,
            logins=logins,
            profiles={name: self._profile(name, table, logins) for name, table in self._tables(document, "profiles")},
            pulls={name: self._pull(name, table) for name, table in self._tables(document, "pulls")},
            settings=self._settings(self._table(document.get("settings", {}), "settings")),
            warnings=self._warnings(logins.values()),
        )

    def _login(self, name: str, table: Mapping[str, Any]) -> Login:
        place = f"logins.{name}"
        known = [one.name for one in fields(Login) if one.name not in ("name", "extra")]
        self._refuse_unknown(table, (*known, *EXTRA_KEYS), place)
        texts = {key: self._text(table, key, place) for key in known if key in table and key not in SECRET_KEYS}
        if "system" not in texts:
            raise self._wrong(f"{place} names no system", 'Add system = "exact".')
        for key in ("base_url", "login_url"):
            self._require_safe(texts.get(key), f"{place}.{key}")
        secret = self._secret(table, "client_secret", place)
        extra = {key: self._extra(table, key, place) for key in EXTRA_KEYS if key in table}
        return Login(name=name, client_secret=secret, extra=extra, **texts)

    def _extra(self, table: Mapping[str, Any], key: str, place: str) -> str | Secret:
        if key == "environment" and isinstance(table[key], int) and not isinstance(table[key], bool):
            return str(table[key])  # AFAS: a number, which people write as one
        return extra_of(key, self._text(table, key, place), folder=self._path.parent)

    def _profile(self, name: str, table: Mapping[str, Any], logins: Mapping[str, Login]) -> Profile:
        place = f"profiles.{name}"
        own = ("login", "purpose", "catalogue")
        parts = {key: value for key, value in table.items() if key not in own}
        for key, value in parts.items():
            if key not in SCOPE_PARTS and (found := near(key, (*own, *SCOPE_PARTS))):
                raise self._wrong(f"{place} has no key {key!r}", f"Did you mean {found[0]}?")
            if isinstance(value, bool) or not isinstance(value, int | str):
                raise self._wrong(f"{place}.{key} should be a number or a text")
        login = self._text(table, "login", place) if "login" in table else None
        if login is None:
            raise self._wrong(f"{place} names no login", f"Known logins: {', '.join(logins) or 'none yet'}.")
        if login not in logins:
            raise self._wrong(f"{place} names the login {login!r}, which is not there", nearest(login, logins))
        return Profile(
            name=name,
            login=logins[login],
            scope=Scope(**parts),
            purpose=self._text(table, "purpose", place) if "purpose" in table else None,
            catalogue=self._place(self._text(table, "catalogue", place)) if "catalogue" in table else None,
        )

    def _pull(self, name: str, table: Mapping[str, Any]) -> Pull:
        place = f"pulls.{name}"
        self._refuse_unknown(table, [one.name for one in fields(Pull) if one.name != "name"], place)
        for key in ("profile", "entity"):
            if key not in table:
                raise self._wrong(f"{place} names no {key}")
        texts = {
            key: self._text(table, key, place)
            for key in ("profile", "entity", "where", "to", "excel", "purpose")
            if key in table
        }
        limit = table.get("limit")
        if limit is not None and (isinstance(limit, bool) or not isinstance(limit, int) or limit < 1):
            raise self._wrong(f"{place}.limit should be a number above 0")
        return Pull(
            name=name,
            select=self._words(table.get("select", ()), f"{place}.select"),
            order_by=self._words(table.get("order_by", ()), f"{place}.order_by"),
            limit=limit,
            division=self._divisions(table.get("division"), f"{place}.division"),
            **texts,
        )

    def _settings(self, table: Mapping[str, Any]) -> Settings:
        self._refuse_unknown(table, _SETTINGS, "settings")
        http = self._table(table.get("http", {}), "settings.http")
        place = "settings.http"
        self._refuse_unknown(http, [one.name for one in fields(HttpSettings)], place)
        backend = http.get("backend", "httpx")
        if backend not in BACKENDS:
            raise self._wrong(f"{place}.backend is no HTTP library we know", f"Choose from: {', '.join(BACKENDS)}.")
        seconds = http.get("timeout_seconds", HttpSettings().timeout_seconds)
        if isinstance(seconds, bool) or not isinstance(seconds, int | float) or seconds <= 0:
            raise self._wrong(f"{place}.timeout_seconds should be a number of seconds above 0")
        trust = self._switch(http, "system_trust", place)
        file = self._text(http, "ca_file", place) if "ca_file" in http else None
        return Settings(
            state=self._state(self._text(table, "state", "settings")) if "state" in table else None,
            key=self._text(table, "key", "settings") if "key" in table else None,
            policy=Path(self._place(self._text(table, "policy", "settings"))) if "policy" in table else None,
            http=HttpSettings(
                backend=backend,
                timeout_seconds=float(seconds),
                proxy=self._secret(http, "proxy", place),
                ca_file=self._path.parent / Path(file).expanduser() if file else None,
                system_trust=trust,
            ),
            mcp=self._mcp(self._table(table["mcp"], "settings.mcp")) if "mcp" in table else None,
            audit_retention=self._audit_retention(table),
            telemetry=self._switch(table, "telemetry", "settings"),
        )

    def _mcp(self, table: Mapping[str, Any]) -> McpSettings:
        place = "settings.mcp"
        self._refuse_unknown(table, [one.name for one in fields(McpSettings)], place)
        for key in ("resource", "issuer"):
            if key not in table:
                raise self._wrong(
                    f"{place} names no {key}", "It takes both: whose tokens count, and for which address."
                )
        texts = {key: self._text(table, key, place) for key in ("resource", "issuer", "jwks_uri") if key in table}
        for key, url in texts.items():
            self._require_safe(url, f"{place}.{key}")
        return McpSettings(
            audience=self._text(table, "audience", place) if "audience" in table else None,
            scopes=self._words(table.get("scopes", ()), f"{place}.scopes"),
            origins=self._words(table.get("origins", ()), f"{place}.origins"),
            **texts,
        )

    def _audit_retention(self, table: Mapping[str, Any]) -> str:
        if "audit_retention" not in table:
            return Settings().audit_retention
        text = self._text(table, "audit_retention", "settings")
        if text != FOR_GOOD and (days_of(text) or 0) < SHORTEST_AUDIT:
            raise self._wrong(
                f"settings.audit_retention {MEANT}, and at least a month", f'Or write "{FOR_GOOD}" to keep all of it.'
            )
        return text

    def _switch(self, table: Mapping[str, Any], key: str, place: str) -> bool:
        value = table.get(key, False)
        if not isinstance(value, bool):
            raise self._wrong(f"{place}.{key} should be true or false")
        return value

    def _place(self, text: str) -> str:
        """A relative path starts from the settings file, wherever the command is run."""
        return str(self._path.parent / Path(text).expanduser())

    def _state(self, url: str) -> str:
        """A relative SQLite path starts from the settings file, wherever the command is run."""
        scheme, separator, path = url.partition("sqlite:///")
        if scheme or not separator or not path:
            return url
        return f"sqlite:///{self._path.parent / Path(path).expanduser()}"

    def _tables(self, document: Mapping[str, Any], key: str) -> Iterable[tuple[str, Mapping[str, Any]]]:
        for name, table in self._table(document.get(key, {}), key).items():
            yield name, self._table(table, f"{key}.{name}")

    def _table(self, value: object, place: str) -> Mapping[str, Any]:
        if not isinstance(value, dict):
            raise self._wrong(f"{place} should be a table", f"Write [{place}] above its keys.")
        return value

    def _text(self, table: Mapping[str, Any], key: str, place: str) -> str:
        value = table[key]
        if not isinstance(value, str) or not value.strip():
            raise self._wrong(f"{place}.{key} should be a text in quotes")
        return value

    def _secret(self, table: Mapping[str, Any], key: str, place: str) -> Secret | None:
        return Secret(self._text(table, key, place), self._path.parent) if key in table else None

    def _words(self, value: object, place: str) -> tuple[str, ...]:
        words = value.split(",") if isinstance(value, str) else value
        if not isinstance(words, list | tuple) or not all(isinstance(word, str) for word in words):
            raise self._wrong(f"{place} should be a list of names")
        return tuple(word.strip() for word in words)

    def _divisions(self, value: object, place: str) -> Literal["all"] | tuple[int, ...] | None:
        if value is None:
            return None
        if value == "all":
            return "all"
        several = value if isinstance(value, list) else [value]
        if not several or not all(isinstance(one, int) and not isinstance(one, bool) for one in several):
            raise self._wrong(f'{place} should be a number, a list of numbers, or "all"')
        return tuple(several)

    def _require_safe(self, url: str | None, place: str) -> None:
        """Tokens travel to this address: encrypted, unless it is on this machine."""
        if url is None:
            return
        try:
            parts = urlsplit(url)
        except ValueError:
            parts = urlsplit("")
        if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc or "\\" in url:
            raise self._wrong(f"{place} is no web address", "Write it in full, such as https://start.exactonline.nl")
        if parts.scheme == "http" and parts.hostname not in LOOPBACK:
            raise self._wrong(f"{place} is not encrypted", "Use https:// for anything but a mock on this machine.")

    def _refuse_unknown(self, table: Mapping[str, Any], known: Iterable[str], place: str) -> None:
        for key in table:
            if key not in known:
                raise self._wrong(f"{place} has no key {key!r}", nearest(key, known))

    def _warnings(self, logins: Iterable[Login]) -> tuple[str, ...]:
        bare = [login.name for login in logins if login.has_bare_secret]
        if not bare or os.name != "posix" or not self._path.stat().st_mode & 0o077:
            return ()
        advice = (
            f"{self._path} holds the secret of {', '.join(bare)} and other users can read it: `chmod 600` it, "
            "or write env:NAME or keyring:NAME instead"
        )
        return (advice,)

    def _wrong(self, message: str, hint: str | None = None) -> ConfigError:
        return ConfigError(f"{self._path}: {message}", hint=hint)
