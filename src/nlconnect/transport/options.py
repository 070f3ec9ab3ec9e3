"""How to reach the network: library, time-outs, proxy, certificates."""

from __future__ import annotations

import importlib
import ssl
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

    def trust(self) -> ssl.SSLContext | bool:
        """Which certificates to accept: an own CA file, the system's store, or the library's own list."""
        if self.ca_file is not None:
            if not self.ca_file.is_file():
                raise ConfigError(f"the CA file {self.ca_file} does not exist", hint="Mend settings.http.ca_file.")
            return ssl.create_default_context(cafile=str(self.ca_file))
        return ssl.create_default_context() if self.system_trust else True
