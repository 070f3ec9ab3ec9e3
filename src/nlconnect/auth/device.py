"""Consent on another device: a short code to type there, and asking until it was done (RFC 8628)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

from nlconnect.auth import refusals
from nlconnect.auth.endpoint import TokenEndpoint
from nlconnect.auth.grant import FORM, address, body_of, token_request
from nlconnect.auth.proof import Proof
from nlconnect.auth.safe import Safe
from nlconnect.auth.signing import Invitation
from nlconnect.auth.spec import App, GrantKind
from nlconnect.errors import AuthError, ConnectFailed, Interrupted
from nlconnect.model.ports import Port
from nlconnect.model.wire import Request, Response

if TYPE_CHECKING:
    from pydantic import SecretStr

GRANT_TYPE = "urn:ietf:params:oauth:grant-type:device_code"
USUAL_INTERVAL = 5.0
SLOWER_SECONDS = 5.0
LONGEST_INTERVAL = 60.0
LONGEST_LIFE = 3600.0
LOOPBACK = ("127.0.0.1", "localhost", "::1")
_USER_CODE = re.compile(r"[A-Za-z0-9 -]{4,40}")
_PENDING, _SLOW_DOWN = "authorization_pending", "slow_down"
_ENDS = {
    "access_denied": ("consent was refused on the other device", "Sign in again and allow the app."),
    # Entra has a word of its own for it.
    "authorization_declined": ("consent was refused on the other device", "Sign in again and allow the app."),
    "expired_token": ("the code was not used in time", "Sign in again, and type the code within a quarter of an hour."),
    "bad_verification_code": ("the server no longer knows this sign-in", "Sign in again."),
}


@dataclass(frozen=True, slots=True)
class DeviceCode:
    """What the server hands out: the secret to ask with, and what a person types. Times in seconds."""

    device_code: SecretStr
    user_code: str
    address: str
    interval: float
    expires_at: float = field(default=0.0)


def device_request(app: App, *, claims: str | None = None) -> Request:
    """Ask for a code."""
    wishes = {"client_id": app.client_id, "scope": " ".join(app.scopes), "claims": claims or app.spec.claims}
    body = urlencode({name: value for name, value in wishes.items() if value}).encode("ascii")
    headers = {"Content-Type": FORM, "Accept": "application/json"}
    return Request("POST", address(app, app.spec.device_path), headers, body)


def poll_request(app: App, *, device_code: SecretStr, proof: Proof, claims: str | None = None) -> Request:
    """Ask whether the person is done."""
    return token_request(
        app, GRANT_TYPE, proof, device_code=device_code.get_secret_value(), claims=claims or app.spec.claims
    )


def read_device_code(response: Response) -> DeviceCode | None:
    """The code in an answer; None where there is none, or one that should not be shown to a person."""
    from pydantic import SecretStr

    body = body_of(response)
    device_code, user_code = body.get("device_code"), body.get("user_code")
    page = body.get("verification_uri") or body.get("verification_url")
    if not isinstance(device_code, str) or not device_code or not isinstance(page, str) or not _is_page(page):
        return None
    if not isinstance(user_code, str) or not _USER_CODE.fullmatch(user_code):
        return None
    interval = min(max(_number(body.get("interval"), USUAL_INTERVAL), 1.0), LONGEST_INTERVAL)
    life = min(_number(body.get("expires_in"), LONGEST_LIFE), LONGEST_LIFE)
    return DeviceCode(SecretStr(device_code), user_code, page, interval, response.received_at + life)


class DeviceConsent:
    """Shows a code, then asks in the server's rhythm; a broken connection is only one question without an answer."""

    def __init__(self, app: App, *, port: Port, safe: Safe, endpoint: TokenEndpoint) -> None:
        self._app = app
        self._port = port
        self._safe = safe
        self._endpoint = endpoint

    async def begin(self, *, redirect_uri: str | None, claims: str | None) -> Invitation:
        """The page to open and the code to type there. Raises AuthError."""
        response = await self._endpoint.send(device_request(self._app, claims=claims))
        code = read_device_code(response) if response.is_success else None
        if code is None:
            raise refusals.code_refused(self._app, response)
        pending = {
            "device_code": code.device_code.get_secret_value(),
            "interval": str(code.interval),
            "expires_at": str(code.expires_at),
            "claims": claims,
        }
        await self._safe.put_pending(pending, expires_at=code.expires_at)
        return Invitation(
            grant=GrantKind.DEVICE_CODE,
            wants="approval",
            address=code.address,
            code=code.user_code,
            expires_at=code.expires_at,
        )

    async def token(self, answer: str) -> Response:
        """Wait until the person is done, however that ends. Raises AuthError."""
        from pydantic import SecretStr

        pending = await self._safe.pending()
        if pending is None or not pending.get("device_code"):
            raise AuthError(f"no sign-in of {self._app.login} is under way, or it took too long", hint=self._app.remedy)
        device_code = SecretStr(str(pending["device_code"]))
        interval, over_at = float(str(pending["interval"])), float(str(pending["expires_at"]))
        while self._port.clock.now() + interval < over_at:
            await self._port.sleep(interval)
            request = poll_request(
                self._app, device_code=device_code, proof=self._endpoint.proof(), claims=pending.get("claims")
            )
            try:
                response = await self._endpoint.send(request)
            except (ConnectFailed, Interrupted):
                interval = min(interval * 2, LONGEST_INTERVAL)
                continue
            error = str(body_of(response).get("error", "")) if not response.is_success else ""
            if error == _SLOW_DOWN or response.status == 429:
                interval = min(interval + SLOWER_SECONDS, LONGEST_INTERVAL)
            elif error != _PENDING and response.status < 500:
                return await self._ended(error, response)
        raise await self._failed("expired_token")

    async def _ended(self, error: str, response: Response) -> Response:
        if error in _ENDS:
            raise await self._failed(error)
        return response

    async def _failed(self, error: str) -> AuthError:
        await self._safe.forget_pending()
        said, hint = _ENDS[error]
        return AuthError(f"{said}, so {self._app.login} is not signed in", hint=f"{hint} {self._app.remedy}")


def _is_page(page: str) -> bool:
    """A person will open it, so it must not be anything else than a page."""
    try:
        parts = urlsplit(page)
    except ValueError:
        return False
    safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
    return safe and bool(parts.hostname) and "@" not in parts.netloc and page.isascii() and page.isprintable()


def _number(told: object, otherwise: float) -> float:
    try:
        number = float(str(told))
    except ValueError:
        return otherwise
    return number if 0 < number < LONGEST_LIFE * 24 else otherwise
