"""Who may open the page: whoever has the key that was printed in the terminal, from this machine only."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field

COOKIE = "nlconnect"


@dataclass(frozen=True, slots=True)
class Door:
    """One server's key. The address in the terminal holds it once; the browser then keeps a cookie made from it."""

    key: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)

    def opens(self, key: str | None) -> bool:
        """Whether that is the key."""
        return key is not None and hmac.compare_digest(key.encode(), self.key.encode())

    @property
    def cookie(self) -> str:
        """What a browser keeps."""
        return self._made("cookie")

    def knows(self, cookie: str | None) -> bool:
        """Whether that cookie was given by this server."""
        return cookie is not None and hmac.compare_digest(cookie.encode(), self.cookie.encode())

    @property
    def form(self) -> str:
        """Stands in every form, so that another site cannot send one in this browser's name."""
        return self._made("form")

    def accepts(self, form: str | None) -> bool:
        """Whether a form came from a page of this server."""
        return form is not None and hmac.compare_digest(form.encode(), self.form.encode())

    def _made(self, what: str) -> str:
        return hmac.new(self.key.encode(), what.encode(), hashlib.sha256).hexdigest()
