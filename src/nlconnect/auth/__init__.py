"""Signing in: what a system asks for, the tokens it gives, and keeping them alive."""

from __future__ import annotations

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
