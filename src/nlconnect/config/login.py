"""A login of plain texts, as options, questions or a mock give them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from nlconnect.config.secret import SOURCES, Secret
from nlconnect.config.values import Login

TEXT_KEYS = ("site", "base_url", "login_url", "client_id", "redirect_uri", "user")
EXTRA_KEYS = tuple("api_key api_token certificate environment grant integration_id scopes tenant token".split())
SECRET_KEYS = ("api_key", "api_token", "certificate", "client_secret", "token")


def login_of(given: Mapping[str, str], *, name: str, folder: Path = Path()) -> Login:
    """The login that these keys describe; other keys are left out. `folder` is what `file:` starts from."""
    secret = given.get("client_secret")
    return Login(
        name=name,
        system=given["system"],
        client_secret=Secret(secret, folder) if secret else None,
        extra={key: extra_of(key, given[key], folder=folder) for key in EXTRA_KEYS if given.get(key)},
        **{key: given[key] for key in TEXT_KEYS if given.get(key)},
    )


def texts_of(login: Login) -> dict[str, str]:
    """A login as its keys are written in the settings file, secrets by where they stand."""
    own = {key: getattr(login, key) for key in ("system", *TEXT_KEYS, "client_secret")}
    both = {**own, **login.extra}
    return {key: value.source if isinstance(value, Secret) else str(value) for key, value in both.items() if value}


def extra_of(key: str, text: str, *, folder: Path) -> str | Secret:
    """What only some systems ask for. A certificate that is not written out is the name of a file."""
    if key == "certificate" and "-----BEGIN" not in text and not text.startswith(SOURCES):
        text = f"file:{text}"
    return Secret(text, folder) if key in SECRET_KEYS else text
