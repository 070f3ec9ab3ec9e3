"""Up to twenty requests in one call, and its answer taken apart (fact sheet section 6)."""

from __future__ import annotations

import base64
from collections.abc import Sequence

import msgspec

from nlconnect.connector import BatchSpec, Request, Response
from nlconnect_graph.paths import VERSION, address

LARGEST = 20
LARGEST_BODY = 3_500_000
"""Bytes of the parts together; Graph answers 413 above 4 MB, and the envelope takes some of that."""
FAILED_DEPENDENCY = 424
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


def write(requests: Sequence[Request], base_url: str, *, in_order: bool = False) -> Request:
    """One request for all of them. Graph: addresses are relative to the version, headers go with each part."""
    root = address(base_url, VERSION)
    parts = [_part(place, request, root, in_order=in_order) for place, request in enumerate(requests)]
    return Request("POST", f"{root}/$batch", HEADERS, msgspec.json.encode({"requests": parts}))


def _part(place: int, request: Request, root: str, *, in_order: bool) -> dict[str, object]:
    part: dict[str, object] = {
        "id": str(place),
        "method": request.method,
        "url": request.url.removeprefix(root),
        "headers": dict(request.headers),
    }
    if in_order and place:
        part["dependsOn"] = [str(place - 1)]
    if request.content is not None:
        is_json = "json" in request.headers.get("Content-Type", "")
        part["body"] = msgspec.Raw(request.content) if is_json else base64.b64encode(request.content).decode()
    return part


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


BATCH = BatchSpec(
    size=LARGEST,
    write=write,
    read=read,
    takes_changes=True,
    largest=LARGEST_BODY,
    waited_in_vain=FAILED_DEPENDENCY,
)
