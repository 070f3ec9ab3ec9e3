"""What a system demands of a token beyond the usual: the challenge of a 401, and what we can do (OpenID claims)."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Mapping

from nlconnect.model.wire import Response

LONGEST = 16_384
_PARAMETER = re.compile(r'\bclaims\s*=\s*(?:"([^"]*)"|([^\s,"]+))', re.IGNORECASE)
_INSUFFICIENT = re.compile(r'\berror\s*=\s*"?insufficient_claims"?', re.IGNORECASE)


def challenge_in(response: Response) -> str | None:
    """The demand (JSON) in an answer that refuses a token for its claims; None where it makes none.

    Entra: in base64, padded or not, of either alphabet; the order of the parameters is free.
    """
    told = response.headers.get("www-authenticate", "")
    if not _INSUFFICIENT.search(told):
        return None
    for match in _PARAMETER.finditer(told):
        demand = _decoded(match.group(1) or match.group(2) or "")
        if demand is not None:
            return demand
    return None


def merged(demand: str, capabilities: str) -> str:
    """Both in one value of the parameter `claims`; where they disagree, the demand wins."""
    return json.dumps(_merge(json.loads(capabilities), json.loads(demand)), separators=(",", ":"), sort_keys=True)


def _merge(ours: Mapping[str, object], theirs: Mapping[str, object]) -> dict[str, object]:
    both = dict(ours)
    for name, value in theirs.items():
        mine = both.get(name)
        both[name] = _merge(mine, value) if isinstance(mine, dict) and isinstance(value, dict) else value
    return both


def _decoded(encoded: str) -> str | None:
    if not encoded or len(encoded) > LONGEST:
        return None
    plain = encoded.rstrip("=").replace("-", "+").replace("_", "/")
    try:
        demand = json.loads(base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True))
    except (binascii.Error, ValueError, RecursionError):
        return None
    return json.dumps(demand) if isinstance(demand, dict) else None
