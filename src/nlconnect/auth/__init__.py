"""Signing in: what a system asks for, the tokens it gives, and keeping them alive."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nlconnect.auth.choice import chosen_grant, keeper_of, keys_of, possible_grants, satisfied
    from nlconnect.auth.keeper import TokenKeeper
    from nlconnect.auth.signing import Invitation, Keeper, SignInStatus
    from nlconnect.auth.spec import App, AuthSpec, Blank, GrantKind, OneTimeSpec, Refusal, RefusalKind, StaticSpec
    from nlconnect.auth.token import Access, Mark, SignIn, Token

__all__ = [
    "Access",
    "App",
    "AuthSpec",
    "Blank",
    "GrantKind",
    "Invitation",
    "Keeper",
    "Mark",
    "OneTimeSpec",
    "Refusal",
    "RefusalKind",
    "SignIn",
    "SignInStatus",
    "StaticSpec",
    "Token",
    "TokenKeeper",
    "chosen_grant",
    "keeper_of",
    "keys_of",
    "possible_grants",
    "satisfied",
]

_HOMES = {
    "Access": "token",
    "App": "spec",
    "AuthSpec": "spec",
    "Blank": "spec",
    "GrantKind": "spec",
    "Invitation": "signing",
    "Keeper": "signing",
    "Mark": "token",
    "OneTimeSpec": "spec",
    "Refusal": "spec",
    "RefusalKind": "spec",
    "SignIn": "token",
    "SignInStatus": "signing",
    "StaticSpec": "spec",
    "Token": "token",
    "TokenKeeper": "keeper",
    "chosen_grant": "choice",
    "keeper_of": "choice",
    "keys_of": "choice",
    "possible_grants": "choice",
    "satisfied": "choice",
}


def __getattr__(name: str) -> object:
    """Load a name with its module when it is asked for: a connector's facts need only few of them."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
    return value
