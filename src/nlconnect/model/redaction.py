"""Text from outside, made fit for a message or a log: no values, no secrets, still useful."""

from __future__ import annotations

import re
from collections.abc import Container
from urllib.parse import urlsplit

HIDDEN = "•••"
_LONGEST = 300
_LONGEST_READ = 4000

_ADDRESS = re.compile(r"\bhttps?://[^\s'\"<>]+", re.IGNORECASE)
_EMAIL = re.compile(r"[^\s'\"<>@]+@[^\s'\"<>@]+")
_GUID = re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b", re.IGNORECASE)
_QUOTED = re.compile(
    # An apostrophe is no quote; and a quote that never closes hides all that follows.
    r"(?<![^\s(\[{:=,;])'(?:(?P<single>(?:[^']|''|(?<=\w)'(?=\w))*)(?:'(?!\w)|\Z)|.*)"
    r'|"(?P<double>[^"]*)(?:"|\Z)'
    r"|‘(?P<curly>(?:[^’]|(?<=\w)’(?=\w))*)(?:’|\Z)"
    r"|[“„](?P<heavy>[^”“]*)(?:[”“]|\Z)"
    r"|«(?P<french>[^»]*)(?:»|\Z)"
)
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: [A-Z0-9]{4}){2,}(?: [A-Z0-9]{1,3})?\b")
_NUMBER = re.compile(r"[+(]{0,2}\w*\d\w*(?:[ .,:/()+-]{1,3}\w*\d\w*)*")
_WORD = re.compile(r"[^\W\d_](?:[\w'’-]*\w)?")
_HIDDEN_ROW = re.compile(rf"{HIDDEN}(?:[\s.,&/()+-]*{HIDDEN})+")
_TYPE = re.compile(r"(?:Edm|System)\.\w+|(?:Guid|String|U?Int\d\d|S?Byte|Double|Decimal|Boolean|DateTime)(?:\[\])?")
_OPERATORS = frozenset("eq ne gt ge lt le and or not".split())


def scrubbed(text: str, *, known: Container[str] = (), words: Container[str] | None = None) -> str:
    """A vendor's message without quoted values, e-mail addresses, and numbers of four digits or more.

    Quoted names of types stay, and those in `known`: vendors quote the fields they speak of. Any other quoted word may
    be somebody's name. Vendors also repeat values without quotes: where `words` (lower case) are given, no other word
    stays.
    """
    # Control characters steer terminals, and split or forge lines of a log.
    text = " ".join("".join(char if char.isprintable() else " " for char in text[:_LONGEST_READ]).split())
    for pattern in (_ADDRESS, _EMAIL, _GUID, _IBAN):
        text = pattern.sub(HIDDEN, text)
    text = _QUOTED.sub(lambda match: _quoted(match, known), text)
    if words is not None:
        vocabulary = words
        text = _WORD.sub(lambda match: _word(match[0], known, vocabulary), text)
        text = _HIDDEN_ROW.sub(HIDDEN, text)
    return _NUMBER.sub(_number, text)[:_LONGEST]


def without_query(url: str) -> str:
    """An address fit for a log: a query string may hold values people filtered on, and user info a password.

    In the path, people are named by their e-mail address, and files by where they lie (`root:/Klanten/Jansen.pdf:`).
    """
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    path = re.sub(r"(?:\(|%28).*(?:\)|%29)", "(...)", parts.path, flags=re.IGNORECASE)
    path = re.sub(r"[^/]+(?:@|%40)[^/]+", HIDDEN, path)
    path = re.sub(r":/[^:]+(:|$)", rf":/{HIDDEN}\1", path)
    return f"{parts.scheme}://{host}{path}" if parts.scheme else path


def _quoted(match: re.Match[str], known: Container[str]) -> str:
    inner = next((group for group in match.groups() if group is not None), "")
    if inner in known or inner in _OPERATORS or _TYPE.fullmatch(inner):
        return match.group(0)
    whole = match.group(0)
    return f"{whole[0]}{HIDDEN}{whole[-1] if whole[-1] in _CLOSING else ''}"


def _word(word: str, known: Container[str], words: Container[str]) -> str:
    lowered = word.lower()
    is_known = word in known or lowered in words or all(part in words for part in lowered.split("-"))
    return word if is_known else HIDDEN


_CLOSING = "'\"’”“»"


def _number(match: re.Match[str]) -> str:
    return HIDDEN if sum(char.isdigit() for char in match.group(0)) > 3 else match.group(0)
