"""Which grant a login uses, by what its settings hold, and what keeps its token."""

from __future__ import annotations

from collections.abc import Collection

from nlconnect.auth.app_keeper import AppKeeper
from nlconnect.auth.endpoint import Send, TokenEndpoint
from nlconnect.auth.keeper import TokenKeeper
from nlconnect.auth.safe import Safe
from nlconnect.auth.signing import Keeper
from nlconnect.auth.spec import App, AuthSpec, GrantKind
from nlconnect.auth.static import OneTimeKeeper, StaticKeeper
from nlconnect.errors import ConfigError
from nlconnect.model.ports import Port, Store


def chosen_grant(spec: AuthSpec, given: Collection[str], *, login: str, named: str | None = None) -> GrantKind:
    """The grant that the keys of a login make possible, or the one it names. Raises ConfigError."""
    if named is not None:
        if named not in list(spec.grants):
            raise ConfigError(
                f"the login {login!r} asks for the grant {named!r}, which this system does not have",
                hint=f"Grants: {', '.join(spec.grants)}.",
            )
        grant = GrantKind(named)
    elif len(spec.grants) == 1:
        grant = spec.grants[0]
    else:
        possible = possible_grants(spec, given)
        if not possible:
            raise ConfigError(
                f"the login {login!r} has nothing to sign in with",
                hint=f"Add to [logins.{login}] {'; or '.join(needed(spec, grant) for grant in spec.grants)}.",
            )
        if len(possible) > 1:
            raise ConfigError(
                f"the login {login!r} could sign in in several ways",
                hint=f'Say which one: grant = "{possible[0]}", or {" or ".join(possible[1:])}.',
            )
        grant = possible[0]
    if not satisfied(spec, grant, given):
        raise ConfigError(
            f"the login {login!r} lacks what {grant} needs", hint=f"Add to [logins.{login}] {needed(spec, grant)}."
        )
    return grant


def possible_grants(spec: AuthSpec, given: Collection[str]) -> tuple[GrantKind, ...]:
    """What the keys of a login point to, in the system's order; a device code only where it is named."""
    found = {
        GrantKind.STATIC: "token" in given,
        GrantKind.ONE_TIME_CODE: "api_key" in given,
        GrantKind.CLIENT_CREDENTIALS: "client_id" in given and _is_of_the_app(spec, given),
        GrantKind.AUTHORIZATION_CODE: "client_id" in given and not _is_of_the_app(spec, given),
    }
    return tuple(grant for grant in spec.grants if found.get(grant))


def satisfied(spec: AuthSpec, grant: GrantKind, given: Collection[str]) -> bool:
    """Whether the keys of a login hold all that a grant needs."""
    proven = "client_secret" in given or (spec.certificates and "certificate" in given)
    match grant:
        case GrantKind.STATIC:
            return "token" in given
        case GrantKind.ONE_TIME_CODE:
            return {"api_key", "api_token", "user"} <= set(given)
        case GrantKind.CLIENT_CREDENTIALS:
            return "client_id" in given and proven
        case GrantKind.AUTHORIZATION_CODE:
            return "client_id" in given and (proven or spec.public)
        case GrantKind.DEVICE_CODE:
            return "client_id" in given


def needed(spec: AuthSpec, grant: GrantKind) -> str:
    """What a grant needs, for people."""
    secret = "client_secret or certificate" if spec.certificates else "client_secret"
    match grant:
        case GrantKind.STATIC:
            return "token"
        case GrantKind.ONE_TIME_CODE:
            return "api_key, api_token and user"
        case GrantKind.CLIENT_CREDENTIALS:
            return f"client_id and {secret}"
        case GrantKind.AUTHORIZATION_CODE:
            back = "" if spec.loopback else " and redirect_uri"
            return "client_id" if spec.public else f"client_id, {secret}{back}"
        case GrantKind.DEVICE_CODE:
            return 'client_id and grant = "device_code"'


def keys_of(spec: AuthSpec, grant: GrantKind) -> tuple[str, ...]:
    """The keys of a login that a grant needs; of an app's secret and its certificate, either does."""
    proof = ("client_secret", "certificate") if spec.certificates else ("client_secret",)
    match grant:
        case GrantKind.STATIC:
            return ("token",)
        case GrantKind.ONE_TIME_CODE:
            return ("api_key", "api_token", "user")
        case GrantKind.CLIENT_CREDENTIALS:
            return ("client_id", *proof)
        case GrantKind.AUTHORIZATION_CODE:
            own = () if spec.public else proof
            return ("client_id", *own, *(() if spec.loopback else ("redirect_uri",)))
        case GrantKind.DEVICE_CODE:
            return ("client_id",)


def keeper_of(app: App, *, port: Port, store: Store, send: Send) -> Keeper:
    """What keeps the token of this app's grant."""
    safe = Safe(app, port=port, store=store)
    if app.grant is GrantKind.STATIC:
        return StaticKeeper(app, safe=safe)
    endpoint = TokenEndpoint(app, port=port, send=send)
    if app.grant is GrantKind.ONE_TIME_CODE:
        return OneTimeKeeper(app, safe=safe, endpoint=endpoint)
    if app.grant is GrantKind.CLIENT_CREDENTIALS:
        return AppKeeper(app, clock=port.clock, safe=safe, endpoint=endpoint)
    return TokenKeeper(app, port=port, store=store, send=send)


def _is_of_the_app(spec: AuthSpec, given: Collection[str]) -> bool:
    """A redirect address is of use to people only; without one, a secret is the app's own."""
    if GrantKind.CLIENT_CREDENTIALS not in spec.grants:
        return False
    return "redirect_uri" not in given and ("client_secret" in given or "certificate" in given)
