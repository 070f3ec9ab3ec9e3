"""Signing in: what a system asks for, the tokens it gives, and keeping them alive."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nlconnect.auth.keeper import SignInStatus, TokenKeeper
    from nlconnect.auth.spec import App, AuthSpec, Refusal, RefusalKind
    from nlconnect.auth.token import Mark, SignIn, Token

__all__ = [
    "App",
    "AuthSpec",
    "Mark",
    "Refusal",
    "RefusalKind",
    "SignIn",
    "SignInStatus",
    "Token",
    "TokenKeeper",
]

_HOMES = {
    "App": "spec",
    "AuthSpec": "spec",
    "Mark": "token",
    "Refusal": "spec",
    "RefusalKind": "spec",
    "SignIn": "token",
    "SignInStatus": "keeper",
    "Token": "token",
    "TokenKeeper": "keeper",
}


def __getattr__(name: str) -> object:
    """Load a name with its module when it is asked for: a connector's facts need only few of them."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
    return value
