"""How to reach the network: library, time-outs, proxy, certificates."""

from __future__ import annotations

import importlib
import os
import ssl
import threading
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Literal

from nlconnect.errors import ConfigError

USER_AGENT = "nlconnect"


@dataclass(frozen=True, slots=True)
class HttpOptions:
    """Settings of the HTTP library. `timeout_seconds` bounds connecting and each wait for bytes, not the whole."""

    backend: Literal["httpx", "httpx2"] = "httpx"
    timeout_seconds: float = 60.0
    connect_timeout_seconds: float = 10.0
    proxy: str | None = field(default=None, repr=False)
    ca_file: Path | None = None
    system_trust: bool = False
    keep_alive_connections: int = 10
    most_bytes: int = 256 * 1024 * 1024
    """The largest answer that is taken into memory, unpacked."""

    def library(self) -> ModuleType:
        """The HTTP library, imported now. Raises ConfigError that names the extra to install."""
        try:
            return importlib.import_module(self.backend)
        except ImportError:
            raise ConfigError(
                f"the HTTP library {self.backend} is not installed",
                hint=f'Install it with: pip install "nlconnect[{self.backend}]"',
            ) from None

    def trust(self) -> ssl.SSLContext:
        """Which certificates to accept: an own CA file, the system's store, or the library's own list.

        Reading them takes some 20 ms, so all connections of a process share what was read.
        """
        if self.ca_file is not None and not self.ca_file.is_file():
            raise ConfigError(f"the CA file {self.ca_file} does not exist", hint="Mend settings.http.ca_file.")
        changed = self.ca_file.stat().st_mtime_ns if self.ca_file is not None else None
        environment = tuple(os.environ.get(name) for name in _TRUST_VARIABLES)
        source = (self.backend, self.ca_file, changed, self.system_trust, environment)
        with _reading:
            if source not in _contexts:
                _contexts[source] = self._read_trust()
            return _contexts[source]

    def _read_trust(self) -> ssl.SSLContext:
        if self.ca_file is not None:
            return ssl.create_default_context(cafile=str(self.ca_file))
        if self.system_trust:
            return ssl.create_default_context()
        context: ssl.SSLContext = self.library().create_ssl_context()
        return context


_TRUST_VARIABLES = ("SSL_CERT_FILE", "SSL_CERT_DIR", "SSLKEYLOGFILE")
"""What OpenSSL and the libraries look at."""
_contexts: dict[object, ssl.SSLContext] = {}
_reading = threading.Lock()
