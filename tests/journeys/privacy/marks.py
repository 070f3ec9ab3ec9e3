"""Values that stand out: planted in every field, and looked for in everything that may be written down."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from html import escape
from urllib.parse import quote

from nlconnect.connector import EntitySpec
from nlconnect.model.catalogue import FieldSpec

TEXT = "Zwartvogel Übermaß <Kanarie> & 'Zn'"
"""Personal text, with what encodings stumble over."""
DIGITS = "739184"
"""How every number begins, and every GUID."""
YEAR = 7391
"""When everything happens."""
SECRETS = {
    "client secret": "geheim-Kluis+1/=",
    "code": "stampNL001.Afgifte!x/y+z=",
    "access token": "toegang.Eerste-aaaaaaaaaaaaaaaaaaaa",
    "second access token": "toegang.Tweede-bbbbbbbbbbbbbbbbbbbb",
    "refresh token": "verversing.Eerste-cccccccccccccccccccc",
    "second refresh token": "verversing.Tweede-dddddddddddddddddddd",
    "cookie": "Koekje-eeeeeeeeeeeeeeeeee",
}
MOMENT = datetime(YEAR, 3, 14, 9, 26, 53, tzinfo=UTC)


def wire_value(spec: FieldSpec, number: int) -> object:
    """A marked value of the field's type, as Exact writes it."""
    match spec.type:
        case "guid":
            return f"{DIGITS}{number % 100:02}-0000-4000-8000-{number:012}"
        case "int":
            return int(f"{DIGITS}{number % 1000:03}")
        case "int64":
            return int(f"{DIGITS}{number:09}")
        case "decimal" | "float":
            return float(f"{DIGITS}{number % 1000:03}.25")
        case "bool":
            return True
        case "date" | "datetime":
            return f"/Date({int(MOMENT.timestamp() * 1000)})/"
        case "binary":
            return base64.b64encode(TEXT.encode()).decode()
        case "object" | "collection":
            return {"__deferred": {"uri": f"https://start.exactonline.nl/{quote(TEXT)}"}}
    return f"{TEXT} {number}"


def row(entity: EntitySpec) -> dict[str, object]:
    """A row with a mark in every field."""
    values = {spec.wire: wire_value(spec, number) for number, spec in enumerate(entity.fields)}
    return {"__metadata": {"uri": f"https://start.exactonline.nl/{quote(TEXT)}", "type": "x"}, **values}


def _coded(text: str) -> set[str]:
    """The text as it would look after whatever it may have gone through; base64 wherever it begins."""
    found = {text, text.lower(), text.upper(), repr(text)[1:-1], escape(text), json.dumps(text)[1:-1]}
    found |= {quote(text), quote(text, safe=""), quote(quote(text, safe=""), safe=""), text.encode().hex()}
    found |= {json.dumps(json.dumps(text))[3:-3], repr(text.encode())[2:-1], text.encode().decode("latin-1")}
    for before in range(3):
        packed = base64.b64encode(b"\0" * before + text.encode())
        inner = packed[(before * 8 + 5) // 6 : -4]  # without what its neighbours decide
        found |= {inner.decode(), inner.decode().replace("+", "-").replace("/", "_")}
    return {needle for needle in found if len(needle) > 5}


@cache
def needles() -> dict[str, str]:
    """Every spelling of a mark, with what it means to find it."""
    marks = {"personal text": [TEXT, "Zwartvogel", "Übermaß", "Kanarie"], "a personal number": [DIGITS]}
    marks["a personal number"] += [f"{DIGITS[:3]}{dot}{DIGITS[3:]}" for dot in ",. _"]
    ticks = str(int(MOMENT.timestamp() * 1000))
    marks["a personal date"] = [ticks, f"{YEAR}-03-14", f"14-03-{YEAR}", f"({YEAR}, 3, 14", f"03/14/{YEAR}"]
    marks |= {f"the {name}": [secret] for name, secret in SECRETS.items()}
    return {code: name for name, texts in marks.items() for text in texts for code in _coded(text)}


def found_in(text: str, *, more: Iterable[str] = ()) -> list[str]:
    """What is told that should not be, each with a bit of what stands around it."""
    wanted = needles() | dict.fromkeys(more, "a secret made on the way")
    hits = []
    for needle, name in wanted.items():
        place = text.find(needle)
        if place >= 0:
            hits.append(f"{name}: ...{text[max(0, place - 120) : place + len(needle) + 40]}...")
    return hits
