"""Up to twenty requests in one call, and its answer taken apart (fact sheet section 6)."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence

import msgspec

from nlconnect.connector import BatchSpec, Request, Response
from nlconnect_graph.paths import VERSION, address

LARGEST = 20
HEADERS = {"Accept": "application/json", "Content-Type": "application/json"}
_NOTHING = msgspec.Raw(b"")


class _Part(msgspec.Struct):
    id: str
    status: int
    headers: dict[str, str] | None = None
    body: msgspec.Raw = _NOTHING

    def __repr__(self) -> str:
        return f"<part {self.id}: {self.status}>"


class _Whole(msgspec.Struct):
    responses: list[_Part]

    def __repr__(self) -> str:
        return f"<{len(self.responses)} parts>"


_decoder = msgspec.json.Decoder(_Whole, strict=False)


def write(requests: Sequence[Request], base_url: str) -> Request:
    """One request for all of them. Graph: addresses are relative to the version, headers go with each part."""
    root = address(base_url, VERSION)
    parts = [_part(place, request, root) for place, request in enumerate(requests)]
    return Request("POST", f"{root}/$batch", HEADERS, json.dumps({"requests": parts}).encode())


def _part(place: int, request: Request, root: str) -> Mapping[str, object]:
    return {
        "id": str(place),
        "method": request.method,
        "url": request.url.removeprefix(root),
        "headers": dict(request.headers),
    }


def read(response: Response, requests: Sequence[Request]) -> list[Response | None]:
    """The answers in the order of the requests; they come in any. Raises ValueError for what is no batch."""
    try:
        found = _decoder.decode(response.content).responses
    except msgspec.DecodeError:
        raise ValueError("the answer is no batch") from None
    by_id = {part.id: part for part in found}
    return [
        _answer(by_id[str(place)], request, response) if str(place) in by_id else None
        for place, request in enumerate(requests)
    ]


def _answer(part: _Part, request: Request, whole: Response) -> Response:
    headers = {name.lower(): value for name, value in (part.headers or {}).items()}
    return Response(part.status, headers, _content(part.body), request.url, whole.sent_at, whole.received_at)


def _content(body: msgspec.Raw) -> bytes:
    """JSON as it stands; bytes come as a text in base64."""
    raw = bytes(body)
    if not raw.startswith(b'"'):
        return raw
    text = msgspec.json.decode(raw, type=str)
    try:
        return base64.b64decode(text, validate=True)
    except ValueError:
        return text.encode()


BATCH = BatchSpec(size=LARGEST, write=write, read=read)
